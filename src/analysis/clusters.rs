//! Whether a span cuts through what a reader sees as one letter: an accent from its letter, a
//! flag in two, one person out of an emoji of a family (grapheme clusters, UAX #29).

use unicode_segmentation::GraphemeCursor;

use crate::domain::{anchor::Anchor, span::Span, text::Text};

/// How many code points before a place can decide whether it splits a cluster. More are looked
/// at in no text that means anything.
const REACH: usize = 64;

/// Whether a span of a text begins or ends inside a grapheme cluster.
pub fn is_split(text: &Text, span: Span) -> bool {
    is_inside(text, span.start) || is_inside(text, span.end)
}

/// Whether a place is neither the beginning nor the end of a grapheme cluster.
fn is_inside(text: &Text, at: u32) -> bool {
    let whole = text.as_str();
    let Some(byte) = text.byte_of(at) else { return false };
    let (before, after) = whole.split_at(byte);
    let Some(next) = after.chars().next() else { return false };
    if next.is_ascii() && before.ends_with(|c: char| c.is_ascii()) {
        return false;
    }
    let start = before.char_indices().rev().take(REACH).last().map_or(byte, |(start, _)| start);
    let around = &whole[start..byte + next.len_utf8()];
    let mut cursor = GraphemeCursor::new(byte - start, around.len(), true);
    cursor.is_boundary(around, 0) == Ok(false)
}

/// Whether an anchor may split a cluster, as far as its own words tell: all else need not be
/// looked up in the text.
pub(crate) fn may_be_split(anchor: &Anchor) -> bool {
    let edges = [
        anchor.prefix.chars().next_back(),
        anchor.exact.chars().next(),
        anchor.exact.chars().next_back(),
        anchor.suffix.chars().next(),
    ];
    !anchor.is_lost() && edges.into_iter().flatten().any(|c| !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places in a text at which a span may neither begin nor end.
    fn inside(text: &str) -> Vec<u32> {
        let text = Text::new(text);
        let places = (0..=text.len()).filter(|at| is_inside(&text, *at));
        places.collect()
    }

    #[test]
    fn accents_flags_and_joined_emoji_are_one_letter() {
        assert_eq!(inside("cafe\u{301}s"), [4]);
        assert_eq!(inside("a\u{1F1EB}\u{1F1F7}\u{1F1E9}\u{1F1EA}"), [2, 4], "two flags");
        assert_eq!(inside("\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}!"), [1, 2, 3, 4]);
        assert_eq!(inside("\u{1F44D}\u{1F3FD} yes"), [1], "a tone of skin");
    }

    #[test]
    fn letters_of_any_script_stand_alone() {
        for text in ["", "plain", "Größe – “x”", "درخت کهن", "שלום", "漢字"] {
            assert_eq!(inside(text), Vec::<u32>::new(), "{text}");
        }
        assert_eq!(inside("مُدّ"), [1, 3], "vowel signs belong to their letters");
    }

    #[test]
    fn a_span_is_split_by_either_end_and_beyond_the_text_by_none() {
        let text = Text::new("\u{1F514} cafe\u{301}s");
        assert!(is_split(&text, Span::new(2, 6)), "it ends before the accent");
        assert!(is_split(&text, Span::new(6, 8)), "it begins with the accent");
        assert!(!is_split(&text, Span::new(2, 7)));
        assert!(!is_split(&text, Span::new(2, 99)));
    }

    #[test]
    fn no_anchor_that_is_split_is_passed_over() {
        let text = Text::new("\u{1F514} cafe\u{301}s, \u{1F469}\u{200D}\u{1F469} and a ʼn");
        for start in 0..text.len() {
            for end in start + 1..=text.len() {
                let span = Span::new(start, end);
                let anchor = Anchor::new(&text, span).expect("inside");
                assert!(may_be_split(&anchor) || !is_split(&text, span), "{anchor:?}");
            }
        }
    }
}
