//! Folding: the form in which two spellings of one name are the same text. For comparing
//! and searching only; what the analyst typed is never replaced by it.
//!
//! Case is folded, compatibility forms are decomposed (NFKD), accents, vowel signs and
//! joiners dropped, the Arabic letters that Persian writes otherwise are made one, every
//! system's decimal digits become ASCII, typographic quotes and dashes become plain,
//! and white space becomes single spaces.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The folded form of a text, without white space at its ends.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            push(&mut folded, c.to_ascii_lowercase());
            continue;
        }
        fold_char(c, |c| push(&mut folded, c));
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The folded form of one character, letter by letter: none for what is dropped, several for
/// ligatures and the like. White space stays what it is.
pub fn fold_char(c: char, mut push: impl FnMut(char)) {
    // Upper case first makes one of ß and ss, of ς and σ, of ı and i. Marks are dropped, so
    // that their order in the decomposition does not matter.
    for c in c.to_uppercase().flat_map(char::to_lowercase) {
        decompose_compatible(c, |c| {
            if !is_dropped(c) {
                push(plain(c));
            }
        });
    }
}

/// Whether a character leaves no trace in the folded form: accents, vowel signs, joiners.
pub fn is_dropped(c: char) -> bool {
    is_combining_mark(c) || is_joiner(c)
}

/// Whether a text folds to `folded`.
pub fn folds_to(text: &str, folded: &str) -> bool {
    if text.is_ascii() && text.eq_ignore_ascii_case(folded) {
        return true;
    }
    // Most texts of a list differ in their first letter already.
    match (text.bytes().next(), folded.bytes().next()) {
        (Some(a), Some(b))
            if a.is_ascii_alphanumeric() && b.is_ascii() && !b.eq_ignore_ascii_case(&a) =>
        {
            false
        }
        _ if text.is_ascii() => ascii_folds_to(text, folded),
        _ => fold(text) == folded,
    }
}

/// The same for an ASCII text, without making its folded form.
fn ascii_folds_to(text: &str, folded: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty());
    let mut rest = folded;
    let mut first = true;
    loop {
        let Some(word) = words.next() else { return rest.is_empty() };
        if !first {
            let Some(after) = rest.strip_prefix(' ') else { return false };
            rest = after;
        }
        first = false;
        match (rest.get(..word.len()), rest.get(word.len()..)) {
            // Upper case in `folded` would not come from folding.
            (Some(same), Some(after))
                if same.bytes().eq(word.bytes().map(|b| b.to_ascii_lowercase())) =>
            {
                rest = after;
            }
            _ => return false,
        }
    }
}

fn push(folded: &mut String, c: char) {
    if !c.is_whitespace() {
        folded.push(c);
    } else if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn plain(c: char) -> char {
    match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' => 'ه',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '०'..='९' => digit(c, '०'),
        '‘' | '’' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        _ => c,
    }
}

fn digit(c: char, zero: char) -> char {
    (b'0' + (c as u32 - zero as u32) as u8) as char
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one_text() {
        for (a, b) in [
            ("José  ÁLVAREZ ", "jose alvarez"),
            ("Jose\u{301}", "JOSÉ"),
            ("Straße", "STRASSE"),
            ("Μάνος", "ΜΑΝΟΣ"),
            ("علي\u{200c}رضا", "علی‌رضا"),
            ("یادداشت ۱۲", "یادداشت 12"),
            ("O’Neil", "o'neil"),
            ("ﬁnance\u{a0}office", "Finance Office"),
            ("İzmir", "izmir"),
            ("Søren Łódź", "soren lodz"),
        ] {
            assert_eq!(fold(a), fold(b));
            assert!(folds_to(a, &fold(b)), "{a}");
        }
    }

    #[test]
    fn different_names_stay_different_and_nothing_folds_to_nothing() {
        assert_ne!(fold("Ana"), fold("Anna"));
        assert!(!folds_to("Ana", "anna"));
        assert!(!folds_to("Bna", "ana"));
        assert_eq!(fold(" \u{a0}\n"), "");
    }

    #[test]
    fn an_ascii_text_folds_like_any_other() {
        assert_eq!(fold(" A  b\tC "), "a b c");
        assert!(folds_to("A  B", "a b"));
        for text in ["", " ", "a b", " A\tB ", "ab", "a  bc", "a", "b a"] {
            for other in ["", "a b", "a bc", "ab", "a"] {
                assert_eq!(ascii_folds_to(text, other), fold(text) == other, "{text:?} {other:?}");
            }
        }
    }
}
