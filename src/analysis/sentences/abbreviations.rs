//! Full stops that end no sentence.

/// What always goes on: a title before a name, a word before a number.
const NEVER_END: [&str; 67] = [
    "abs", "al", "apr", "approx", "art", "aug", "brig", "bzw", "c", "ca", "capt", "cf", "cmdr",
    "col", "d.h", "dec", "dr", "e.g", "ed", "eds", "feb", "fig", "figs", "fr", "gen", "gov", "hon",
    "hr", "i.e", "jan", "jul", "jun", "lt", "m", "maj", "mar", "messrs", "mlle", "mm", "mme", "mr",
    "mrs", "ms", "mt", "nos", "nov", "nr", "oct", "p", "ph.d", "pp", "pres", "prof", "rep", "rev",
    "s", "sen", "sep", "sept", "sgt", "sr", "st", "u.a", "usf", "vgl", "vol", "z.b",
];

/// What may end a sentence, too: it goes on unless a word that begins sentences follows.
const MAY_END: [&str; 12] =
    ["a.m", "bros", "co", "corp", "etc", "inc", "jr", "ltd", "no", "p.m", "usw", "vs"];

/// Words that begin sentences and seldom stand after an abbreviation.
const STARTERS: [&str; 48] = [
    "a", "after", "all", "an", "and", "as", "at", "but", "by", "das", "der", "die", "during", "el",
    "er", "es", "for", "from", "he", "her", "his", "however", "i", "if", "il", "in", "it", "its",
    "la", "le", "les", "many", "no", "on", "one", "our", "she", "sie", "so", "some", "that", "the",
    "their", "there", "these", "they", "this", "we",
];

/// The longest abbreviation in bytes.
const LONGEST: usize = 12;

/// Whether the full stop at the end of `before` belongs to an abbreviation, after which the
/// sentence goes on with `after`.
pub(super) fn goes_on(before: &str, after: &str) -> bool {
    let Some(rest) = before.strip_suffix('.') else { return false };
    let word_start = rest
        .char_indices()
        .rev()
        .take(LONGEST + 1)
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
        .last()
        .map_or(rest.len(), |(at, _)| at);
    let written = &rest[word_start..];
    if written.is_empty() || written.len() > LONGEST {
        return false;
    }
    let word = written.to_lowercase();
    let next: String = after.chars().take_while(|c| c.is_alphanumeric()).take(LONGEST).collect();
    let starts = STARTERS.contains(&next.to_lowercase().as_str());
    let mut letters = written.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let dotted = written.contains('.')
        && written.split('.').all(|part| matches!(part.chars().count(), 1 | 2))
        && written.chars().any(char::is_alphabetic);
    if word == "no" {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    // "It was I. The" is rarer than "George W. Ode".
    (is_initial && written != "I")
        || NEVER_END.contains(&word.as_str())
        || ((dotted || MAY_END.contains(&word.as_str())) && !starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_initials_go_on_and_words_do_not() {
        for (before, after) in [
            ("said Mr.", "Ode"),
            ("George W.", "Ode"),
            ("the U.S.", "Army"),
            ("z.B.", "Boote"),
            ("No.", "5"),
            ("at 5 p.m.", "Sunday"),
        ] {
            assert!(goes_on(before, after), "{before} {after}");
        }
        for (before, after) in [
            ("in the U.S.", "The"),
            ("He said no.", "Then"),
            ("boats.", "The"),
            ("at 5 p.m.", "He"),
            (".", "A"),
            ("", ""),
            ("کشتی.", "او"),
        ] {
            assert!(!goes_on(before, after), "{before} {after}");
        }
    }
}
