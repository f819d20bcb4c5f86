//! Names of authors: divided into family and given name only where that is plain, so that
//! joining the parts gives the name again.

use crate::domain::source::{Source, SourceKind};

/// Words that belong to the family name that follows them.
const PARTICLES: [&str; 22] = [
    "van", "von", "de", "der", "den", "du", "di", "da", "dos", "del", "della", "la", "le", "bin",
    "ibn", "al", "el", "ter", "ten", "zu", "zum", "af",
];

/// Words with which no given name begins.
const NO_NAMES: [&str; 12] = [
    "the",
    "a",
    "an",
    "one",
    "two",
    "three",
    "some",
    "several",
    "senior",
    "former",
    "anonymous",
    "unnamed",
];

/// A name as bibliographies want it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name<'a> {
    /// Of a person: family name and given names.
    Person {
        /// "van Dijk".
        family: &'a str,
        /// "Anna Maria".
        given: &'a str,
    },
    /// Of anything else, as it is.
    Literal(&'a str),
}

/// The name of a source.
pub(super) fn name(source: &Source) -> Name<'_> {
    let whole = source.name.as_str();
    if source.kind != SourceKind::NamedIndividual {
        return Name::Literal(whole);
    }
    divide(whole).map_or(Name::Literal(whole), |(given, family)| Name::Person { family, given })
}

/// Given and family name: "Anna van Dijk" → ("Anna", "van Dijk"). `None` where it is not
/// plain which is which.
fn divide(name: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = name.split(' ').collect();
    let plain = |word: &&str| {
        !word.is_empty()
            && (PARTICLES.contains(word)
                || word.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic()))
            && !word.contains([',', '{', '}', '"', '\n'])
    };
    let first = words.first()?.to_lowercase();
    if words.len() < 2 || !words.iter().all(plain) || NO_NAMES.contains(&first.as_str()) {
        return None;
    }
    let is_particle = |word: &str| PARTICLES.contains(&word);
    let mut start = words.len() - 1;
    while start > 1 && is_particle(words[start - 1]) {
        start -= 1;
    }
    if is_particle(words[words.len() - 1]) || words[..start].iter().any(|word| is_particle(word)) {
        return None;
    }
    let split = words[..start].iter().map(|word| word.len() + 1).sum::<usize>();
    Some((&name[..split - 1], &name[split..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_divided_only_where_it_is_plain() {
        for (name, parts) in [
            ("Ann Ash", Some(("Ann", "Ash"))),
            ("Anna Maria van der Berg", Some(("Anna Maria", "van der Berg"))),
            ("The minister", None),
            ("Two Officials", None),
            ("Plato", None),
            ("Ash, Ann", None),
            ("Ann  Ash", None),
            ("spokesman of the port", None),
            ("Ann and Bob Ash", None),
            ("رضا کاظمی", Some(("رضا", "کاظمی"))),
        ] {
            assert_eq!(divide(name), parts, "{name}");
            if let Some((given, family)) = parts {
                assert_eq!(format!("{given} {family}"), name);
            }
        }
    }
}
