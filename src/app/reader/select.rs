//! The selection: two places in the text, of which one moves. It lives in code points, so
//! it survives scrolling away, another width and another type size.

use super::{bounds, bounds::Unit, model::Model};
use crate::domain::span::Span;

/// Where the selection was begun and where it ends now; equal for a mere caret.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// The end that stays.
    pub(super) anchor: u32,
    /// The end that moves: where the caret is.
    pub(super) head: u32,
    /// Whether the head is the end of a line rather than the start of the next.
    pub(super) upstream: bool,
}

impl Selection {
    /// A mere caret.
    pub(super) fn caret(at: u32) -> Self {
        Self { anchor: at, head: at, upstream: false }
    }

    /// What is selected, if anything.
    pub(super) fn span(self) -> Option<Span> {
        let span = Span::new(self.anchor, self.head);
        (!span.is_empty()).then_some(span)
    }

    /// The same with the head moved; the other end too, unless the selection is extended.
    pub(super) fn moved(self, to: u32, upstream: bool, extend: bool) -> Self {
        Self { anchor: if extend { self.anchor } else { to }, head: to, upstream }
    }

    /// What a drag selects that began with `origin` and is now at `at`: whole units.
    pub(super) fn dragged(model: &Model, origin: Span, at: u32, unit: Unit) -> Self {
        if unit == Unit::Grapheme {
            return Self { anchor: origin.start, head: at, upstream: false };
        }
        let now = bounds::unit_at(model, at, unit);
        if now.start < origin.start {
            Self { anchor: origin.end, head: now.start, upstream: false }
        } else {
            Self { anchor: origin.start, head: now.end.max(origin.end), upstream: true }
        }
    }
}
