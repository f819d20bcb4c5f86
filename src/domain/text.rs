//! An article's text with an index between code points, bytes and paragraphs.
//!
//! The text never changes, so the index is made once. For ASCII it is empty; otherwise
//! it holds the byte offset of every 256th code point: a look-up scans at most 256.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use super::span::Span;

const STRIDE: usize = 256;

/// A text of up to 2³²−1 code points, without carriage returns, indexed by code point.
#[derive(Debug, Clone)]
pub struct Text {
    string: Box<str>,
    chars: u32,
    /// Byte offset of code point `i * STRIDE`; empty if the text is ASCII.
    checkpoints: Vec<u32>,
    /// Code point at which each paragraph starts; the first is 0.
    paragraphs: Vec<u32>,
    /// The hash, once somebody asked for it.
    sha256: OnceLock<Box<str>>,
}

impl Text {
    /// Indexes a text. Line ends become LF (CRLF and lone CR are folded).
    pub fn new(string: impl Into<String>) -> Self {
        let mut string = string.into();
        if string.contains('\r') {
            string = string.replace("\r\n", "\n").replace('\r', "\n");
        }
        let ascii = string.is_ascii();
        let mut checkpoints = Vec::new();
        let mut paragraphs = vec![0];
        let mut chars = 0;
        if ascii {
            paragraphs.extend(
                string.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1),
            );
            chars = string.len() as u32;
        } else {
            for (byte, c) in string.char_indices() {
                if (chars as usize).is_multiple_of(STRIDE) {
                    checkpoints.push(byte as u32);
                }
                chars += 1;
                if c == '\n' {
                    paragraphs.push(chars);
                }
            }
        }
        let sha256 = OnceLock::new();
        Self { string: string.into_boxed_str(), chars, checkpoints, paragraphs, sha256 }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// SHA-256 of the text in UTF-8, as 64 hexadecimal digits. Read once and remembered, so
    /// that whoever can wait asks first.
    pub fn sha256(&self) -> String {
        let hash = self.sha256.get_or_init(|| {
            let digest = Sha256::digest(self.string.as_bytes());
            let hex = digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
                // Writing to a string can't fail.
                let _ = write!(hex, "{byte:02x}");
                hex
            });
            hex.into_boxed_str()
        });
        hash.to_string()
    }

    /// Its length in code points.
    pub fn len(&self) -> u32 {
        self.chars
    }

    /// Whether it has no code point at all.
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(0, self.chars)
    }

    /// The byte offset of a code point; `None` beyond the end. The end itself is valid.
    pub fn byte_of(&self, at: u32) -> Option<usize> {
        if at > self.chars {
            return None;
        }
        if self.checkpoints.is_empty() {
            return Some(at as usize);
        }
        if at == self.chars {
            return Some(self.string.len());
        }
        let from = self.checkpoints[at as usize / STRIDE] as usize;
        self.string[from..].char_indices().nth(at as usize % STRIDE).map(|(byte, _)| from + byte)
    }

    /// The code point at a byte offset; `None` beyond the end or inside a code point.
    pub fn char_of(&self, byte: usize) -> Option<u32> {
        if !self.string.is_char_boundary(byte) {
            return None;
        }
        if self.checkpoints.is_empty() {
            return Some(byte as u32);
        }
        let chunk = self.checkpoints.partition_point(|&b| b as usize <= byte).saturating_sub(1);
        let from = self.checkpoints[chunk] as usize;
        Some((chunk * STRIDE + self.string[from..byte].chars().count()) as u32)
    }

    /// The bytes of a span; `None` if it reaches beyond the end.
    pub fn bytes_of(&self, span: Span) -> Option<Range<usize>> {
        Some(self.byte_of(span.start)?..self.byte_of(span.end)?)
    }

    /// The span of a byte range; `None` if an end is beyond the text or inside a code point.
    pub fn span_of(&self, bytes: Range<usize>) -> Option<Span> {
        Some(Span { start: self.char_of(bytes.start)?, end: self.char_of(bytes.end)? })
    }

    /// The text of a span; `None` if it reaches beyond the end.
    pub fn slice(&self, span: Span) -> Option<&str> {
        if span.end < span.start {
            return None;
        }
        self.string.get(self.bytes_of(span)?)
    }

    /// How many paragraphs there are: one more than line feeds.
    pub fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// The span of a paragraph, without its line feed.
    pub fn paragraph(&self, index: usize) -> Option<Span> {
        let start = *self.paragraphs.get(index)?;
        let end = self.paragraphs.get(index + 1).map_or(self.chars, |next| next - 1);
        Some(Span { start, end })
    }

    /// The paragraph that holds a code point; the last one for anything beyond the end.
    pub fn paragraph_at(&self, at: u32) -> usize {
        self.paragraphs.partition_point(|&start| start <= at).saturating_sub(1)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.string == other.string
    }
}
impl Eq for Text {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_map_both_ways_beyond_the_first_checkpoint() {
        let text = Text::new("aé\u{1F600}\u{0633}".repeat(300));
        assert_eq!(text.len(), 1200);
        for (at, (byte, _)) in text.as_str().char_indices().enumerate() {
            assert_eq!(text.byte_of(at as u32), Some(byte));
            assert_eq!(text.char_of(byte), Some(at as u32));
        }
        assert_eq!(text.byte_of(1200), Some(text.as_str().len()));
        assert_eq!(text.byte_of(1201), None);
        assert_eq!(text.char_of(2), None);
    }

    #[test]
    fn line_ends_become_lf_and_delimit_paragraphs() {
        let text = Text::new("one\r\ntwo\rthree\n");
        assert_eq!(text.as_str(), "one\ntwo\nthree\n");
        let paragraphs: Vec<_> = (0..text.paragraph_count())
            .map(|i| text.slice(text.paragraph(i).expect("in range")))
            .collect();
        assert_eq!(paragraphs, [Some("one"), Some("two"), Some("three"), Some("")]);
        assert_eq!(text.paragraph_at(4), 1);
        assert_eq!(text.paragraph_at(99), 3);
    }

    #[test]
    fn the_hash_is_that_of_the_words_however_often_it_is_asked_for() {
        let text = Text::new("abc");
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(text.sha256(), known);
        assert_eq!(text.sha256(), known);
        assert_eq!(text.clone().sha256(), known);
    }

    #[test]
    fn an_empty_text_has_one_empty_paragraph() {
        let text = Text::new("");
        assert_eq!(text.paragraph(0), Some(Span::new(0, 0)));
        assert_eq!(text.byte_of(0), Some(0));
        assert_eq!(text.char_of(0), Some(0));
    }
}
