//! Guesses what a new source is from its words. A guess only: the analyst sees it in the
//! panel and corrects it. It knows English; elsewhere it says *person*.

use crate::analysis::fold::fold;
use crate::domain::source::SourceKind;

/// Words that only the names of organisations have.
const ORGANISATIONS: [&str; 52] = [
    "academy",
    "administration",
    "agency",
    "ag",
    "army",
    "assembly",
    "associates",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "centre",
    "center",
    "coalition",
    "college",
    "commission",
    "committee",
    "company",
    "congress",
    "corp",
    "corporation",
    "council",
    "court",
    "department",
    "federation",
    "foundation",
    "gazette",
    "gmbh",
    "government",
    "group",
    "inc",
    "institute",
    "institution",
    "journal",
    "ltd",
    "ministry",
    "movement",
    "network",
    "news",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "post",
    "press",
    "society",
    "times",
    "union",
    "university",
];

/// Words that say that several are meant.
const SEVERAL: [&str; 12] = [
    "all", "both", "few", "five", "four", "many", "most", "people", "several", "some", "three",
    "two",
];

/// Words after which a description no longer says how many there are.
const DETAILS: [&str; 14] = [
    "at", "behind", "briefed", "by", "close", "familiar", "from", "in", "near", "of", "on", "who",
    "with", "within",
];

/// What a new source probably is, of which this is the name, or which is only described so.
pub fn likely_kind(words: &str, named: bool) -> SourceKind {
    if named { named_kind(words) } else { unnamed_kind(words) }
}

/// What a new named source probably is.
pub(super) fn named_kind(name: &str) -> SourceKind {
    let folded = fold(name);
    let organisation =
        folded.split(|c: char| !c.is_alphanumeric()).any(|word| ORGANISATIONS.contains(&word));
    let article = folded.starts_with("the ");
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let acronym = !name.contains(char::is_whitespace)
        && (2..=6).contains(&letters)
        && name.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&'));
    if organisation || article || acronym {
        SourceKind::NamedGroup
    } else {
        SourceKind::NamedIndividual
    }
}

/// What a new unnamed source probably is.
pub(super) fn unnamed_kind(words: &str) -> SourceKind {
    let folded = fold(words);
    let words: Vec<&str> = folded
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .collect();
    let head = words.iter().position(|w| DETAILS.contains(w)).unwrap_or(words.len());
    let one = matches!(words.first(), Some(&("a" | "an" | "one")));
    let plural = |word: &&str| {
        let plural_form = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        plural_form || SEVERAL.contains(word)
    };
    let several = words.first().is_some_and(|w| SEVERAL.contains(w))
        || words[..head].last().is_some_and(plural);
    let body = words[..head].last().is_some_and(|w| ORGANISATIONS.contains(w));
    if body || (several && !one) { SourceKind::UnnamedGroup } else { SourceKind::UnnamedIndividual }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_organisations_are_told_from_names_of_people() {
        for name in ["Ministry of Works", "The Harbour Post", "KBC", "Velden University"] {
            assert_eq!(named_kind(name), SourceKind::NamedGroup, "{name}");
        }
        for name in ["Ana Parker", "Postma", "الف ب", "M. Newsom"] {
            assert_eq!(named_kind(name), SourceKind::NamedIndividual, "{name}");
        }
    }

    #[test]
    fn descriptions_of_several_are_groups_and_others_are_persons() {
        for words in [
            "senior officials",
            "two people close to the minister",
            "Residents of Odde",
            "officials in the ministry",
            "a friendly government",
        ] {
            assert_eq!(unnamed_kind(words), SourceKind::UnnamedGroup, "{words}");
        }
        for words in ["a senior official", "one of the officials", "witness", "یک مقام ارشد", ""]
        {
            assert_eq!(unnamed_kind(words), SourceKind::UnnamedIndividual, "{words}");
        }
    }
}
