//! Whether a stretch of text reads like the description of a work or like prose.

use super::labels::digit;

/// Texts longer than this many bytes are no entry of a bibliography.
const LONGEST: usize = 1500;

/// What a stretch of text shows.
#[expect(clippy::struct_excessive_bools, reason = "signs are independent of each other")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    /// A web address or a DOI.
    pub address: bool,
    /// A number that can be a year.
    pub year: bool,
    /// Something of two words or more in quotation marks.
    pub quoted: bool,
    /// It begins with `Surname, Given` or `Surname, G.`
    pub inverted_name: bool,
    /// Pages, a volume, an edition.
    pub locator: bool,
    /// Most words outside quotation marks are lower case: it reads like prose.
    pub prose: bool,
}

impl Signs {
    /// Reads the signs off a text.
    pub fn of(text: &str) -> Self {
        let mut signs = Self {
            address: text.contains("://")
                || text.contains("www.")
                || text.contains("doi:")
                || text.contains("doi.org"),
            inverted_name: inverted_name(text),
            ..Self::default()
        };
        let (mut lower, mut upper, mut quoted_words, mut quote_open) = (0u32, 0u32, 0u32, false);
        for word in text.split_whitespace().take(400) {
            if word.contains("://") {
                continue;
            }
            let opens = word.starts_with(['"', '“', '«', '„', '\'', '‘', '(', '‚', '»']);
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if opens && word.starts_with(['"', '“', '«', '„', '\'', '‘', '‚']) {
                quote_open = true;
                quoted_words = 0;
            }
            quoted_words += 1;
            if quote_open {
                let closed = word.trim_end_matches([',', '.', ';', ')', '،', ':']);
                if closed.len() > 1 && closed.ends_with(['"', '”', '»', '“', '\'', '’', '‘'])
                {
                    signs.quoted |= quoted_words >= 2;
                    quote_open = false;
                }
                continue;
            }
            signs.year |= is_year(bare);
            signs.locator |= matches!(
                word.trim_start_matches(['(', '،']),
                "pp."
                    | "p."
                    | "S."
                    | "vol."
                    | "Vol."
                    | "no."
                    | "Bd."
                    | "págs."
                    | "pág."
                    | "ص"
                    | "ص."
                    | "صص"
                    | "ed."
                    | "eds.)"
            );
            match bare.chars().next() {
                Some(c) if c.is_lowercase() => lower += 1,
                Some(c) if c.is_uppercase() || c.is_numeric() => upper += 1,
                _ => {}
            }
        }
        signs.prose = lower > 8 && lower > upper * 3 / 2;
        signs
    }
}

/// Whether a text can be an entry of a list of works.
pub fn bibliographic(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let signs = Signs::of(text);
    if signs.inverted_name && (signs.year || signs.address || signs.quoted || signs.locator) {
        return true;
    }
    if signs.prose {
        return signs.address && text.len() < 500;
    }
    signs.address || signs.year || signs.quoted || (signs.inverted_name && text.contains(". "))
}

/// Whether a word is a number that can be a year, in either calendar.
pub fn is_year(word: &str) -> bool {
    let mut value = 0;
    let mut count = 0;
    for c in word.chars() {
        match digit(c) {
            Some(d) if count < 4 => value = value * 10 + d,
            None if count == 4 && matches!(c, 'a'..='e' | '/' | '–' | '-') => break,
            _ => return false,
        }
        count += 1;
    }
    count >= 4 && (1200..=2100).contains(&value)
}

/// Whether a text begins with `Surname, Given` or `Surname, G.`
pub fn inverted_name(text: &str) -> bool {
    let Some(comma) = text.bytes().take(60).position(|b| b == b',') else { return false };
    let surname = text[..comma].trim_start_matches(|c: char| !c.is_alphanumeric());
    let given = text[comma + 1..].trim_start();
    let words = surname.split_whitespace().count();
    (1..=3).contains(&words)
        && surname.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.'))
        && surname.split_whitespace().last().is_some_and(|w| w.starts_with(char::is_uppercase))
        && (words == 1
            || surname.starts_with(char::is_lowercase)
            || surname.chars().all(|c| !c.is_lowercase()))
        && given.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_several_styles_read_like_works() {
        for text in [
            "Ann Lind, \"The Long Bridge\", Harbour Post, 3 May 2011",
            "Lind, A. (2011). The long bridge. Coastal Studies, 4(2), 1–9.",
            "Lind, Ann. The Long Bridge. Tarn: Mole Press, 2011.",
            "https://example.org/a",
        ] {
            assert!(bibliographic(text), "{text}");
        }
    }

    #[test]
    fn a_paragraph_of_prose_does_not() {
        let text = "In 2011 the council decided that the bridge should be closed for a year, and many of those who lived there were told so only by a note on the door.";
        assert!(!bibliographic(text));
    }
}
