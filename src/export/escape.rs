//! Escaping as all formats do it: what needs none is copied in runs, and only bytes that a
//! table names are looked at more closely.

/// What is written instead of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instead {
    /// These characters.
    Text(&'static str),
    /// This character.
    Char(char),
    /// The character itself, with a backslash before it.
    Backslash,
}

/// Whether a byte needs a look: as the first byte of a character that may be replaced.
pub(super) type Looks = [bool; 256];

/// A table of bytes that need a look: control characters and those given.
pub(super) const fn looks(special: &[u8]) -> Looks {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[0x7F] = true;
    let mut at = 0;
    while at < special.len() {
        table[special[at] as usize] = true;
        at += 1;
    }
    table
}

/// Adds a text to another. `instead` is asked for each character whose first byte needs a
/// look, with its place in bytes; the others are copied as they are.
pub(super) fn escape(
    text: &str,
    out: &mut String,
    looks: &Looks,
    instead: impl Fn(usize, char) -> Option<Instead>,
) {
    let bytes = text.as_bytes();
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| looks[usize::from(*byte)]) {
        at += found;
        let Some(c) = text[at..].chars().next() else { break };
        if let Some(instead) = instead(at, c) {
            out.push_str(&text[plain..at]);
            match instead {
                Instead::Text(text) => out.push_str(text),
                Instead::Char(c) => out.push(c),
                Instead::Backslash => {
                    out.push('\\');
                    out.push(c);
                }
            }
            plain = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    out.push_str(&text[plain..]);
}

/// Adds a number in decimal digits.
pub(super) fn push_number(out: &mut String, mut number: u64) {
    if number < 10 {
        out.push(char::from(b'0' + number as u8));
        return;
    }
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_table_names_is_asked_for_and_runs_stay() {
        let table = looks(&[b'&', 0xC3]);
        let mut out = String::from(">");
        escape("a&é🌉\u{1}ü b", &mut out, &table, |at, c| match c {
            '&' => Some(Instead::Text("&amp;")),
            'é' => {
                assert_eq!(at, 2);
                Some(Instead::Backslash)
            }
            '\u{1}' => Some(Instead::Char('␁')),
            other => {
                assert_eq!(other, 'ü');
                None
            }
        });
        assert_eq!(out, ">a&amp;\\é🌉␁ü b");
    }

    #[test]
    fn numbers_have_all_their_digits() {
        for number in [0, 7, 10, 4_294_967_295, u64::MAX] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
        }
    }
}
