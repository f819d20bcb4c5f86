//! The lines in the window and where they stand on the screen: from the pointer to a place
//! in the text, and from a span to rectangles.

use egui::{Pos2, Rect, vec2};

use super::page::{Shown, visible_span};
use crate::domain::span::Span;

/// What is in the window.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    /// The part of the screen that shows text.
    pub window: Rect,
    /// The left edge of the column.
    pub left: f32,
    /// How wide the column is.
    pub width: f32,
    /// The segments, from top to bottom.
    pub shown: Vec<Shown>,
}

impl Default for Stage {
    fn default() -> Self {
        Self { window: Rect::NOTHING, left: 0.0, width: 0.0, shown: Vec::new() }
    }
}

impl Stage {
    /// From a segment's own coordinates to the screen's.
    pub(super) fn on_screen(&self, shown: &Shown, rect: Rect) -> Rect {
        rect.translate(vec2(self.left, self.window.top() + shown.top))
    }

    /// The caret position nearest to a point, and whether it is the end of a line.
    pub(super) fn position_at(&self, pos: Pos2) -> Option<(u32, bool)> {
        let y = pos.y - self.window.top();
        let below = self.shown.partition_point(|s| s.top + s.layout.height <= y);
        let shown = self.shown.get(below).or(self.shown.last())?;
        let row = shown.layout.row_at(y - shown.top);
        Some(shown.layout.position_in_row(row, pos.x - self.left))
    }

    /// The code point under a point.
    pub(super) fn char_at(&self, pos: Pos2) -> Option<u32> {
        if !self.window.contains(pos) {
            return None;
        }
        let y = pos.y - self.window.top();
        let shown = self.shown.iter().find(|s| s.top <= y && y < s.top + s.layout.height)?;
        shown.layout.char_under(vec2(pos.x - self.left, y - shown.top))
    }

    /// The shown segment that holds a caret position.
    pub(super) fn shown_at(&self, at: u32) -> Option<&Shown> {
        let next = self.shown.partition_point(|s| s.layout.span.start <= at);
        let shown = self.shown.get(next.checked_sub(1)?)?;
        (at <= shown.layout.span.end).then_some(shown)
    }

    /// Where the caret stands on the screen; `None` if that segment is not laid out.
    pub(super) fn caret(&self, at: u32, upstream: bool) -> Option<Rect> {
        let shown = self.shown_at(at)?;
        Some(self.on_screen(shown, shown.layout.caret(at, upstream)))
    }

    /// The rectangles that a span covers on the screen, line by line.
    pub(super) fn rects(&self, span: Span) -> Vec<Rect> {
        let touched = self.shown.iter().filter(|s| {
            let own = s.layout.span;
            own.start < span.end && span.start < own.end
        });
        touched
            .flat_map(|s| s.layout.rects(span).into_iter().map(|rect| self.on_screen(s, rect)))
            .filter(|rect| rect.bottom() >= self.window.top() && rect.top() <= self.window.bottom())
            .collect()
    }

    /// What is laid out, which is a little more than what is visible.
    pub(super) fn laid_out(&self) -> Span {
        match (self.shown.first(), self.shown.last()) {
            (Some(first), Some(last)) => Span::new(first.layout.span.start, last.layout.span.end),
            _ => Span::default(),
        }
    }

    /// What is visible, in whole lines.
    pub(super) fn visible(&self) -> Span {
        visible_span(&self.shown, self.window.height())
    }
}
