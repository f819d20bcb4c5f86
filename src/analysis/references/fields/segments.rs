//! Sentences and clauses of an entry: where a title ends, and what stands after it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::{labels::digit, places::is_space};

const ABBREVIATIONS: &[&str] = &[
    "v", "vs", "vgl", "c", "zit", "bzw", "hg", "siehe", "bzw", "tel", "inst", "econ", "sci", "int",
    "conf", "proc", "rev", "trans", "phys", "med", "biol", "chem", "soc", "hist", "l", "j", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sept", "oct", "nov", "dec", "dr", "mr", "mrs", "ms",
    "st", "no", "nos", "vol", "vols", "ed", "eds", "jr", "sr", "prof", "hrsg", "hg", "bd", "bde",
    "pp", "p", "cf", "inc", "co", "ltd", "nr", "aufl", "transl", "trans", "rev", "fig", "sen",
    "rep", "gen", "col", "capt", "lt", "gov", "u.s", "u.k", "u.n", "e.g", "i.e", "z.b", "d.h",
    "ca", "approx", "dept", "univ", "art", "sec", "ch", "chap", "núm", "vol", "pág", "págs", "t",
    "s", "al", "ms", "op", "cit", "cir",
];

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| ABBREVIATIONS.iter().copied().collect());

/// Where the sentence that begins at `from` ends, in bytes, its stop not included; the
/// end of the text if nothing ends it.
pub fn sentence_end(text: &str, from: usize) -> usize {
    let mut word_start = from;
    let mut chars = text[from..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let at = from + offset;
        let next = chars.peek().map(|(_, c)| *c);
        match c {
            '.' | '۔' if next.is_none_or(is_space) => {
                let word = text[word_start..at].trim_start_matches(|c: char| !c.is_alphanumeric());
                if next.is_none() || !keeps_on(word, &text[at + c.len_utf8()..]) {
                    return at;
                }
            }
            '?' | '!' | '؟' if next.is_none_or(is_space) => {
                let rest = text[at + c.len_utf8()..].trim_start_matches(is_space);
                if rest.is_empty() || !rest.starts_with(char::is_lowercase) {
                    return at + c.len_utf8();
                }
            }
            c if is_space(c) => word_start = at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Whether a stop after a word ends no sentence.
fn keeps_on(word: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_space);
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase)
        || (word.contains('.') && word.split('.').all(|p| p.chars().count() <= 1));
    initial
        || (lower.len() <= 6 && KNOWN.contains(lower.as_str()))
        || rest.starts_with(char::is_lowercase)
}

/// Where a title ends whose subtitle follows its stop: `Fehlende Seiten. Eine Spurensuche,
/// Nordhafen: Hafenverlag 1996`. Behind it a place must stand, with a press or a year.
pub fn subtitle_end(text: &str, end: usize) -> Option<usize> {
    let start = end + 2;
    let rest = text.get(end..)?.strip_prefix(". ")?;
    let sentence = sentence_end(text, start);
    let comma = rest.find(", ").map_or(usize::MAX, |at| start + at);
    let stop = sentence.min(comma);
    let words = text.get(start..stop)?;
    let after = text.get(stop..)?.trim_start_matches(['.', ',', ' ']);
    let next = after.split([',', '.']).next().unwrap_or_default();
    let year = next.rsplit(' ').next().unwrap_or_default();
    let placed = next.split_whitespace().count() <= 6
        && (next.contains(": ")
            || (year.len() == 4
                && year.bytes().all(|b| b.is_ascii_digit())
                && next.split_whitespace().count() <= 3
                && next.contains(' ')));
    let is_subtitle = words.split_whitespace().count() >= 2
        && !words.contains(|c: char| c.is_numeric() || c == ':')
        && !words.starts_with("In ")
        && !super::super::names::is_organisation(words);
    (placed && is_subtitle).then_some(stop)
}

/// Clauses of `text[from..to]`: cut at commas, stops, semicolons, brackets and dashes.
pub fn clauses(text: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = from;
    let mut word_start = from;
    let mut chars = text[from..to].char_indices().peekable();
    let mut before = ' ';
    while let Some((offset, c)) = chars.next() {
        let at = from + offset;
        let next = chars.peek().map(|(_, c)| *c);
        let spaced = next.is_none_or(|n| is_space(n) || matches!(n, ')' | '"' | '”' | '(' | '['));
        let cuts = match c {
            ',' => spaced || next.is_none_or(|n| digit(n).is_none()),
            ';' | '،' | '؛' | '(' | ')' | '[' | ']' | '|' | '\n' if c != '\n' => true,
            '.' | '۔' => {
                spaced
                    && !keeps_on(
                        text[word_start..at].trim_start_matches(|c: char| !c.is_alphanumeric()),
                        &text[at + c.len_utf8()..to],
                    )
            }
            '–' | '—' | '-' => is_space(before) && spaced,
            _ => false,
        };
        if cuts {
            push(text, start, at, &mut found);
            start = at + c.len_utf8();
        }
        if is_space(c) {
            word_start = at + c.len_utf8();
        }
        before = c;
    }
    push(text, start, to, &mut found);
    found
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<(usize, usize)>) {
    let (start, end) = trim(text, start, end);
    if start < end {
        found.push((start, end));
    }
}

/// A range without white space and markup at its ends.
pub fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let cut = |c: char| {
        is_space(c) || matches!(c, '*' | '_' | '"' | '“' | '”' | '»' | '«' | '.' | ',' | ';' | '،')
    };
    let part = &text[start..end.max(start)];
    let left = part.trim_start_matches(cut);
    let start = start + part.len() - left.len();
    (start, start + left.trim_end_matches(cut).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_after_an_abbreviation_or_an_initial() {
        let text = "The bridge at St. Olaf vs. J. Lind. Tarn Press";
        assert_eq!(&text[..sentence_end(text, 0)], "The bridge at St. Olaf vs. J. Lind");
        assert_eq!(sentence_end("Who? Tarn", 0), 4);
    }
}
