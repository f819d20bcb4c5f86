//! Bytes to code points and lines of a text: the two indexes that every pass shares.
//!
//! The passes scan bytes; what they report is in code points. A count every 64 bytes
//! makes each conversion constant, however often it is asked.

use crate::domain::span::Span;

const STRIDE: usize = 64;

/// Maps byte offsets of one text to code points.
pub struct Places<'t> {
    text: &'t str,
    /// Code points before byte `i * STRIDE`; empty for ASCII.
    counts: Vec<u32>,
}

impl<'t> Places<'t> {
    /// Indexes a text in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut before = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                counts.push(before);
                before += code_points(chunk);
            }
            counts.push(before);
        }
        Self { text, counts }
    }

    /// The code point at a byte offset that is a boundary of one.
    pub fn char_at(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let chunk = byte / STRIDE;
        match self.counts.get(chunk) {
            Some(before) => before + code_points(&self.text.as_bytes()[chunk * STRIDE..byte]),
            None => byte as u32,
        }
    }

    /// The span of a byte range.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.char_at(start), self.char_at(end))
    }

    /// The byte offset of a code point; the text's end for anything beyond it.
    pub fn byte_at(&self, at: u32) -> usize {
        if self.counts.is_empty() {
            return (at as usize).min(self.text.len());
        }
        let chunk = self.counts.partition_point(|&before| before <= at).saturating_sub(1);
        let mut left = at - self.counts[chunk];
        let from = chunk * STRIDE;
        for (offset, byte) in self.text.as_bytes().iter().enumerate().skip(from) {
            if byte & 0xC0 != 0x80 {
                if left == 0 {
                    return offset;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

fn code_points(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| *byte & 0xC0 != 0x80).count() as u32
}

/// One line, in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Where the line starts.
    pub from: usize,
    /// Where its first visible character stands; `end` if it is blank.
    pub start: usize,
    /// One past its last visible character.
    pub end: usize,
}

impl Line {
    /// Whether nothing is visible on it.
    pub fn is_blank(self) -> bool {
        self.start >= self.end
    }

    /// Its visible text.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// How many bytes of white space stand before its text.
    pub fn indent(self) -> usize {
        self.start - self.from
    }
}

/// Whether a character is white space or an invisible direction mark.
pub fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// All lines of a text, in order.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = 0;
    for line in text.split('\n') {
        let start = from + line.len() - line.trim_start_matches(is_space).len();
        let end = from + line.trim_end_matches(is_space).len();
        lines.push(Line { from, start: start.min(end.max(from)), end: end.max(from) });
        from += line.len() + 1;
    }
    lines
}

/// The line on which a byte stands.
pub fn line_at(lines: &[Line], byte: usize) -> usize {
    lines.partition_point(|line| line.from <= byte).saturating_sub(1)
}

/// A text with every run of white space folded into one space.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a text begins with a phrase: the first byte tells most apart.
pub fn begins_with(text: &str, phrase: &str) -> bool {
    text.as_bytes().first() == phrase.as_bytes().first() && text.starts_with(phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_agree_everywhere() {
        let text = "aé\u{1F600}س".repeat(100);
        let places = Places::new(&text);
        for (at, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(places.char_at(byte), at as u32);
            assert_eq!(places.byte_at(at as u32), byte);
        }
        assert_eq!(places.byte_at(9999), text.len());
    }

    #[test]
    fn a_line_knows_its_indent_and_its_visible_end() {
        let lines = lines("  one \n\n\u{200F}two");
        assert_eq!(lines.len(), 3);
        assert_eq!((lines[0].indent(), lines[0].of("  one \n\n\u{200F}two")), (2, "one"));
        assert!(lines[1].is_blank());
        assert_eq!(lines[2].of("  one \n\n\u{200F}two"), "two");
    }
}
