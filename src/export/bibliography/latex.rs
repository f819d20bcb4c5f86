//! Text and addresses as BibTeX wants them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a byte stands for itself, wherever it stands.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'.' | b',' | b'-' | b':' | b'/' | b'\'' | b'(' | b')')
}

/// Whether a text can stay as it is: plain words with one space between each two, and no two
/// hyphens in a row, which would become a dash.
fn stays(text: &str) -> bool {
    let mut before = b' ';
    text.bytes().all(|byte| {
        let twice = byte == before && matches!(byte, b' ' | b'-');
        before = byte;
        (is_plain(byte) || byte == b' ') && !twice
    }) && (text.is_empty() || before != b' ')
}

/// A text in which nothing is a command: special characters escaped, white space folded,
/// braces escaped, so that they always pair.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if stays(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !out.is_empty() {
            out.push(' ');
        }
        match c {
            '&' | '%' | '#' | '_' | '$' => out.extend(['\\', c]),
            '{' => out.push_str("\\{"),
            '}' => out.push_str("\\}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '@' => out.push_str("{@}"),
            '-' if out.ends_with('-') || out.ends_with("{-}") => out.push_str("{-}"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// An address in a field that is taken word for word: what would end the field, or break
/// the line, is percent-encoded.
pub(super) fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.trim().chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '{' | '}' | '\\' | '"' | '@') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_stay_and_all_else_is_escaped_and_folded() {
        for (text, wanted) in [
            ("", ""),
            ("Report 12", "Report 12"),
            (" two  gaps ", "two gaps"),
            ("a_b & {c}", "a\\_b \\& \\{c\\}"),
            ("line\nline", "line line"),
            ("é ~", "é \\textasciitilde{}"),
            ("a-b - c", "a-b - c"),
            ("a--b ---", "a-{-}b -{-}{-}"),
        ] {
            assert_eq!(escaped(text), wanted, "{text:?}");
        }
    }
}
