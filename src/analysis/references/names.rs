//! Names of authors: splitting a list of them and each into given and family name.

use super::places::{begins_with, folded};
use super::words::{
    ENDINGS, INTRODUCTIONS, is_institution_word, is_outlet_word, is_particle, is_title_word,
};

/// One name, in bytes of the text given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The given names or initials; `None` for an organisation or a single word.
    pub given: Option<String>,
    /// The family name; `None` for an organisation or a single word.
    pub family: Option<String>,
}

impl Name {
    /// The name in reading order: `Given Family`, or as printed.
    pub fn display(&self, text: &str) -> String {
        match (&self.given, &self.family) {
            (Some(given), Some(family)) => format!("{given} {family}"),
            _ => folded(&text[self.start..self.end]),
        }
    }
}

/// Whether a word is one to three initials: `J.`, `J.-P.`, `JA`, `J. A.` in pieces.
fn is_initial(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| !matches!(c, '.' | '-' | '‐')).collect();
    let count = bare.chars().count();
    count > 0
        && bare.chars().all(char::is_uppercase)
        && (count == 1 || (count <= 3 && (word.contains('.') || word.is_ascii())))
}

/// Whether a part of a list is nothing but initials.
pub fn are_initials(part: &str) -> bool {
    let mut words = part.split_whitespace().peekable();
    words.peek().is_some() && part.split_whitespace().count() <= 4 && words.all(is_initial)
}

fn is_suffix(part: &str) -> bool {
    matches!(
        part.trim_end_matches('.'),
        "Jr" | "Sr" | "II" | "III" | "IV" | "PhD" | "Ph.D" | "MD" | "M.D" | "Esq"
    )
}

/// Whether a text reads like an organisation.
pub fn is_organisation(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        is_institution_word(&word) || is_outlet_word(&word)
    }) || text.contains(" of ")
        || text.contains(" for ")
        || is_company(text)
}

/// Whether a text ends in the legal form of a company: `Dam Holding AG`. After a single
/// word the same letters may be initials.
fn is_company(text: &str) -> bool {
    const FORMS: &[&str] = &[
        "AG", "SA", "SE", "NV", "BV", "KG", "AB", "AS", "ASA", "PLC", "Plc", "plc", "LLC", "LLP",
        "GmbH", "Ltd", "Ltd.", "Inc", "Inc.", "Corp", "Corp.", "S.A.", "N.V.", "S.p.A.", "Oy",
        "Lda", "SL", "S.L.", "e.V.",
    ];
    let mut words = text.split_whitespace();
    let last = words.next_back().unwrap_or_default();
    let before = words.count();
    FORMS.contains(&last) && (before >= 2 || (before == 1 && last.chars().any(char::is_lowercase)))
}

/// Whether a name says that nobody is named.
fn is_nobody(text: &str) -> bool {
    matches!(
        text.trim_matches(|c: char| !c.is_alphanumeric()),
        "بی‌نام"
            | "بی نام"
            | "مجهول"
            | "Anon"
            | "Anonymous"
            | "anonymous"
            | "anon"
            | "Anonym"
            | "Anonyme"
            | "Anónimo"
            | "N.N"
            | "NN"
            | "o. V"
            | "o.V"
            | "s. n"
            | "s.n"
            | "ohne Verfasser"
            | "Unknown author"
            | "author unknown"
    )
}

/// Whether a clause says what a name did: `ed`, `Hrsg`, `trans`.
pub fn is_role(text: &str) -> bool {
    matches!(
        text.trim_end_matches('.'),
        "ed" | "eds"
            | "Ed"
            | "Eds"
            | "Hrsg"
            | "Hg"
            | "dir"
            | "dirs"
            | "coord"
            | "coords"
            | "comp"
            | "trans"
            | "éd"
            | "editor"
            | "editors"
    )
}

/// Whether a text names an institution: a body that publishes under its own name.
pub fn is_institution(text: &str) -> bool {
    text.split_whitespace().count() <= 9
        && text.starts_with(|c: char| !c.is_lowercase())
        && text.split_whitespace().any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            is_institution_word(&word)
        })
}

/// Whether a text can be one personal name in reading order.
pub fn is_personal(text: &str) -> bool {
    let count = text.split_whitespace().count();
    (2..=5).contains(&count)
        && !is_organisation(text)
        && text.split_whitespace().all(is_name_word)
        && text.split_whitespace().any(|w| !is_initial(w) && !is_particle(w))
}

fn is_name_word(word: &str) -> bool {
    let bare = word
        .trim_matches(|c: char| matches!(c, '.' | ',' | '"' | '“' | '”' | '(' | ')' | '\u{200F}'));
    let Some(first) = bare.chars().next() else { return false };
    let shape = bare.chars().all(|c| {
        c.is_alphabetic()
            || matches!(
                c,
                '-' | '\'' | '’' | '.' | '‐' | '\u{200C}' | '\u{0654}' | '\u{064B}'..='\u{0652}'
            )
    });
    let lower = bare.to_lowercase();
    if is_particle(bare) {
        return true;
    }
    shape
        && !first.is_lowercase()
        && (bare.chars().count() == 1 || !is_title_word(&lower))
        && (!first.is_uppercase() || bare.chars().count() < 22)
}

/// Whether a text reads like a list of personal names, and like nothing else.
pub fn are_names(text: &str) -> bool {
    if text.len() > 400
        || text.chars().any(|c| c.is_numeric() || matches!(c, '?' | '!' | '"' | '“' | '«'))
    {
        return false;
    }
    let found = parse(text, 0, text.len());
    !found.is_empty()
        && found.iter().all(|name| match (&name.given, &name.family) {
            (Some(given), Some(family)) => {
                given.split_whitespace().chain(family.split_whitespace()).all(is_name_word)
            }
            _ => false,
        })
}

/// The names in `text[start..end]`, in the order printed.
pub fn parse(text: &str, start: usize, end: usize) -> Vec<Name> {
    let (start, end) = stripped(text, start, end);
    if start >= end || !text[start..end].chars().any(char::is_alphabetic) {
        return Vec::new();
    }
    let mut names = Vec::new();
    for (from, to) in groups(text, start, end) {
        group(text, from, to, &mut names);
        if names.len() > 200 {
            break;
        }
    }
    names.retain(|name| !is_nobody(&text[name.start..name.end]));
    names
}

/// The one name in `text[..end]`, surnames before the comma.
pub fn inverted(text: &str, end: usize) -> Option<Name> {
    let (family, given) = text[..end].split_once(',')?;
    Some(Name { start: 0, end, given: Some(folded(given)), family: Some(folded(family)) })
}

/// Without introductions, endings and the punctuation around.
fn stripped(text: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    (start, end) = trim(text, start, end);
    for phrase in INTRODUCTIONS {
        if begins_with(&text[start..end], phrase) {
            start += phrase.len();
        }
    }
    for _ in 0..3 {
        (start, end) = trim(text, start, end);
        for phrase in ENDINGS {
            if let Some(rest) = text[start..end].strip_suffix(phrase)
                && (rest.is_empty()
                    || rest.ends_with(|c: char| !c.is_alphanumeric())
                    || phrase.starts_with([',', '(']))
            {
                end = start + rest.len();
                break;
            }
        }
    }
    trim(text, start, end)
}

fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let cut = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ':'
                    | ';'
                    | '،'
                    | '؛'
                    | '–'
                    | '—'
                    | '-'
                    | '('
                    | '['
                    | '|'
                    | '*'
                    | '_'
                    | '\u{200F}'
                    | '\u{200E}'
                    | '•'
                    | '/'
            )
    };
    let part = &text[start..end.max(start)];
    let left = part.trim_start_matches(|c| cut(c) || matches!(c, '.' | ')' | ']'));
    let start = start + part.len() - left.len();
    let mut kept = left.trim_end_matches(cut);
    // The stop after a surname ends the list; the one after an initial belongs to it.
    if let Some(bare) = kept.strip_suffix('.') {
        let last = bare
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | ','))
            .next()
            .unwrap_or_default();
        if (last.chars().count() > 1 && !is_suffix(last)) || bare.ends_with(')') {
            kept = bare.trim_end_matches(cut);
        }
    }
    (start, start + kept.len())
}

/// Parts between strong separators: semicolons, slashes, ampersands, "and".
fn groups(text: &str, start: usize, end: usize) -> Vec<(usize, usize)> {
    const WORDS: &[&str] = &[
        " and ",
        " und ",
        " et ",
        " y ",
        " & ",
        " e ",
        " و ",
        " with ",
        " mit ",
        " avec ",
        "\nand ",
        " and\n",
        " &\n",
        "\n& ",
        " en collaboration avec ",
    ];
    let part = &text[start..end];
    let mut cuts: Vec<(usize, usize)> = part
        .match_indices([';', '؛', '/', '·'])
        .map(|(i, m)| (start + i, start + i + m.len()))
        .collect();
    let whole_is_organisation = cuts.is_empty() && is_organisation(part) && !part.contains(',');
    if !whole_is_organisation {
        for (i, _) in part.bytes().enumerate().filter(|(_, b)| matches!(b, b' ' | b'\n')) {
            let word = WORDS.iter().find(|word| part[i..].starts_with(**word));
            cuts.extend(word.map(|word| (start + i, start + i + word.len())));
        }
    }
    cuts.sort_unstable();
    let mut groups = Vec::new();
    let mut from = start;
    for (a, b) in cuts {
        if a >= from {
            groups.push((from, a));
            from = b;
        }
    }
    groups.push((from, end));
    groups
}

fn group(text: &str, start: usize, end: usize, names: &mut Vec<Name>) {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut from = start;
    for (i, m) in text[start..end].match_indices([',', '،']) {
        parts.push((from, start + i));
        from = start + i + m.len();
    }
    parts.push((from, end));
    let parts: Vec<(usize, usize)> =
        parts.into_iter().map(|(a, b)| trim(text, a, b)).filter(|(a, b)| a < b).collect();
    let mut i = 0;
    while i < parts.len() {
        let (a, b) = parts[i];
        let part = &text[a..b];
        if is_suffix(part) {
            if let Some(last) = names.last_mut() {
                last.end = b;
            }
            i += 1;
            continue;
        }
        let next = parts.get(i + 1).map(|&(c, d)| (&text[c..d], d));
        if let Some((given, to)) = next
            && is_inverted(part, given)
        {
            names.push(Name {
                start: a,
                end: to,
                given: Some(folded(given)),
                family: Some(folded(part)),
            });
            i += 2;
            continue;
        }
        let others = part.starts_with(|c: char| c.is_lowercase())
            && !part.split(' ').next().is_some_and(is_particle);
        if !others || names.is_empty() {
            names.push(direct(text, a, b));
        }
        i += 1;
    }
}

/// Whether two parts of a list are one name, `Surname, Given`.
fn is_inverted(family: &str, given: &str) -> bool {
    if are_initials(given) {
        return family.split_whitespace().count() <= 4 && !are_initials(family);
    }
    let words: Vec<&str> = family.split_whitespace().collect();
    let cased = family.chars().any(char::is_lowercase) || family.chars().any(char::is_uppercase);
    let single = words.len() == 1
        || words[..words.len() - 1].iter().all(|w| is_particle(&w.to_lowercase()))
        || (cased && words.len() <= 3 && !family.chars().any(char::is_lowercase));
    let given_words = given.split_whitespace().count();
    single
        && given_words <= 4
        && given.split_whitespace().all(is_name_word)
        && words.iter().all(|w| is_name_word(w) || is_particle(w))
        && !is_organisation(given)
        && !matches!(
            family,
            "Reuters"
                | "AP"
                | "AFP"
                | "BBC"
                | "CNN"
                | "UPI"
                | "DPA"
                | "TASS"
                | "Xinhua"
                | "IRNA"
                | "NPR"
        )
}

/// A name in reading order, or one that has no parts.
fn direct(text: &str, start: usize, end: usize) -> Name {
    let part = &text[start..end];
    let words: Vec<&str> = part.split_whitespace().collect();
    let plain = Name { start, end, given: None, family: None };
    if words.len() < 2
        || words.len() > 6
        || is_organisation(part)
        || !words.iter().all(|w| is_name_word(w))
    {
        return plain;
    }
    let last = words[words.len() - 1];
    // `Smith JA`: the initials come last and carry no stops.
    if is_initial(last) && !is_initial(words[0]) && !words[0].chars().all(char::is_uppercase) {
        let from = words.iter().rposition(|word| !is_initial(word)).map_or(1, |at| at + 1);
        return Name {
            given: Some(words[from..].join(" ")),
            family: Some(words[..from].join(" ")),
            ..plain
        };
    }
    let mut cut = words.len() - 1;
    while cut > 1 && is_particle(&words[cut - 1].to_lowercase()) {
        cut -= 1;
    }
    Name { given: Some(words[..cut].join(" ")), family: Some(words[cut..].join(" ")), ..plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        parse(text, 0, text.len()).iter().map(|n| n.display(text)).collect()
    }

    #[test]
    fn lists_of_names_are_split_in_every_style() {
        for (text, names) in [
            ("Ann Lind, ", vec!["Ann Lind"]),
            ("Lind, Ann, and Per Holm. ", vec!["Ann Lind", "Per Holm"]),
            ("Lind, A. B., & Holm, P. ", vec!["A. B. Lind", "P. Holm"]),
            ("Lind A, Holm PK. ", vec!["A Lind", "PK Holm"]),
            ("Ann Lind and Per Holm", vec!["Ann Lind", "Per Holm"]),
            ("Ann Lind, Per Holm, Eva Berg", vec!["Ann Lind", "Per Holm", "Eva Berg"]),
            ("LIND, Anna", vec!["Anna LIND"]),
            ("Иванова А. П.", vec!["А. П. Иванова"]),
            ("van der Berg, Jan", vec!["Jan van der Berg"]),
            ("Department of Roads and Bridges", vec!["Department of Roads and Bridges"]),
            ("Kamran", vec!["Kamran"]),
            ("خلیلی، سارا", vec!["سارا خلیلی"]),
            ("Lind, Ann, et al.", vec!["Ann Lind"]),
            ("See Ann Lind", vec!["Ann Lind"]),
        ] {
            assert_eq!(shown(text), names, "{text}");
        }
    }

    #[test]
    fn a_title_is_no_list_of_names() {
        for text in ["The Quiet River", "Why Bridges Fall", "A history", "America Is Ready"] {
            assert!(!are_names(text), "{text}");
        }
        assert!(are_names("Ann Lind and Per Holm"));
    }
}
