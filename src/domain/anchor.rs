//! An anchor: a span with the words it covers and a little of what stands around it,
//! so that it can be found again in a changed text (W3C Web Annotation: TextPosition
//! and TextQuote selectors).

use serde::{Deserialize, Serialize};

use super::{span::Span, text::Text};

/// How many code points of context stand before and after the quotation.
pub const CONTEXT: u32 = 32;

/// Where an anchor stands after it was looked for in the present text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum AnchorState {
    /// The text at the span equals the quotation, as it was anchored.
    #[default]
    Exact,
    /// It was found again in a changed text.
    Moved {
        /// How well the place fits: 0 to 100 percent.
        percent: u8,
        /// Where it stood before.
        was: Span,
    },
    /// It was not found; the span is where it stood in the text it was made in.
    Lost,
}

/// A place in an article's text that survives a change of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// Where it stands, in code points.
    pub span: Span,
    /// The words it covers.
    pub exact: String,
    /// Up to [`CONTEXT`] code points before it.
    pub prefix: String,
    /// Up to [`CONTEXT`] code points after it.
    pub suffix: String,
    /// Whether it still stands there.
    pub state: AnchorState,
}

impl Anchor {
    /// Anchors a span of a text. `None` if the span is empty or reaches beyond the end.
    pub fn new(text: &Text, span: Span) -> Option<Self> {
        if span.is_empty() {
            return None;
        }
        let exact = text.slice(span)?.to_owned();
        let before = Span { start: span.start.saturating_sub(CONTEXT), end: span.start };
        let after = Span { start: span.end, end: span.end.saturating_add(CONTEXT).min(text.len()) };
        Some(Self {
            span,
            exact,
            prefix: text.slice(before)?.to_owned(),
            suffix: text.slice(after)?.to_owned(),
            state: AnchorState::Exact,
        })
    }

    /// Whether it was not found in the present text.
    pub fn is_lost(&self) -> bool {
        self.state == AnchorState::Lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_at_the_ends_of_the_text_in_code_points() {
        let text = Text::new(format!("{}claim{}", "é".repeat(40), "x"));
        let anchor = Anchor::new(&text, Span::new(40, 45)).expect("inside");
        assert_eq!((anchor.exact.as_str(), anchor.suffix.as_str()), ("claim", "x"));
        assert_eq!(anchor.prefix.chars().count(), 32);
    }

    #[test]
    fn nothing_and_beyond_the_end_can_not_be_anchored() {
        let text = Text::new("short");
        assert_eq!(Anchor::new(&text, Span::new(2, 2)), None);
        assert_eq!(Anchor::new(&text, Span::new(2, 6)), None);
    }
}
