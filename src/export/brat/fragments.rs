//! The pieces of text under an annotation: ascending, apart from each other, none across the
//! end of a line.

use std::borrow::Cow;

use crate::domain::{anchor::Anchor, span::Span, text::Text};
use crate::export::escape::push_number;

/// A text in which NULs, which end a text for many programs, are shown as pictures. No other
/// place moves by that.
pub fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{2400}").into() } else { text.into() }
}

/// Pieces of a text, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fragments(Vec<Span>);

impl Fragments {
    /// The pieces under some anchors; `None` if nothing of them stands in the text.
    pub fn of(text: &Text, anchors: &[Anchor]) -> Option<Self> {
        if anchors.is_empty() {
            return None;
        }
        let mut spans: Vec<Span> =
            anchors.iter().filter(|anchor| !anchor.is_lost()).map(|anchor| anchor.span).collect();
        spans.sort_unstable();
        let mut pieces: Vec<Span> = Vec::new();
        for span in spans {
            // What a piece before covers is not told again.
            let start = pieces.last().map_or(span.start, |last| span.start.max(last.end));
            let Some(words) = text.slice(Span { start, end: span.end.max(start) }) else {
                continue;
            };
            let mut at = start;
            for line in words.split('\n') {
                let length = line.chars().count() as u32;
                if !line.trim().is_empty() {
                    pieces.push(Span { start: at, end: at + length });
                }
                at += length + 1;
            }
        }
        (!pieces.is_empty()).then_some(Self(pieces))
    }

    /// Adds the offsets as brat writes them: `0 5;8 12`.
    pub fn push_offsets(&self, out: &mut String) {
        for (index, piece) in self.0.iter().enumerate() {
            out.push_str(if index > 0 { ";" } else { "" });
            push_number(out, u64::from(piece.start));
            out.push(' ');
            push_number(out, u64::from(piece.end));
        }
    }

    /// Adds the words, joined by spaces.
    pub fn push_words(&self, text: &Text, out: &mut String) {
        for (index, words) in self.0.iter().filter_map(|span| text.slice(*span)).enumerate() {
            out.push_str(if index > 0 { " " } else { "" });
            out.push_str(&without_nul(words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, spans: &[(u32, u32)]) -> Option<(String, String)> {
        let text = Text::new(text);
        let anchors: Vec<_> =
            spans.iter().filter_map(|(a, b)| Anchor::new(&text, Span::new(*a, *b))).collect();
        let fragments = Fragments::of(&text, &anchors)?;
        let (mut offsets, mut words) = (String::new(), String::new());
        fragments.push_offsets(&mut offsets);
        fragments.push_words(&text, &mut words);
        Some((offsets, words))
    }

    #[test]
    fn a_piece_that_crosses_line_ends_is_split_there() {
        let pieces = of("🌉 one\n\n two\nthree", &[(2, 14)]);
        assert_eq!(pieces, Some(("2 5;7 11;12 14".to_owned(), "one  two th".to_owned())));
    }

    #[test]
    fn pieces_come_in_order_and_apart() {
        let pieces = of("abcdefgh", &[(4, 6), (0, 2), (5, 8)]);
        assert_eq!(pieces, Some(("0 2;4 6;6 8".to_owned(), "ab ef gh".to_owned())));
        assert_eq!(of("abc", &[(0, 3), (1, 2)]).map(|p| p.0), Some("0 3".to_owned()));
    }

    #[test]
    fn line_ends_alone_are_nothing() {
        assert_eq!(of("a\n\nb", &[(1, 3)]), None);
    }
}
