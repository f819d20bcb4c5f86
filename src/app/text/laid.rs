//! A text that was set: what egui paints, and where each place in it stands.

use std::sync::Arc;

use egui::{Galley, Rect, Vec2, vec2};

use crate::{app::reader::SegmentLayout, domain::span::Span};

/// A text in the right order.
#[derive(Debug)]
pub(super) struct Laid {
    /// What is painted. Each of its rows has one glyph for each code point, in logical
    /// order: its `pos.x` is where the caret stands before that code point.
    pub(super) galley: Arc<Galley>,
    /// Its paragraphs, from top to bottom.
    pub(super) paragraphs: Vec<Paragraph>,
}

/// One paragraph of it.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// Its lines; its span counts code points of the whole text.
    pub(super) layout: SegmentLayout,
    /// Where its own coordinates begin.
    pub(super) at: Vec2,
}

impl Laid {
    /// What needed no order of ours.
    pub(super) fn plain(galley: Arc<Galley>) -> Self {
        Self { galley, paragraphs: Vec::new() }
    }

    /// The caret position nearest to a point.
    pub(super) fn position_at(&self, pos: Vec2) -> u32 {
        let below = |p: &Paragraph| p.at.y + p.layout.height <= pos.y;
        let at = self.paragraphs.partition_point(below);
        let Some(paragraph) = self.paragraphs.get(at).or(self.paragraphs.last()) else { return 0 };
        let row = paragraph.layout.row_at(pos.y - paragraph.at.y);
        paragraph.layout.position_in_row(row, pos.x - paragraph.at.x).0
    }

    /// Where the caret stands.
    pub(super) fn caret(&self, at: u32) -> Rect {
        match self.paragraph_of(at) {
            Some(paragraph) => paragraph.layout.caret(at, false).translate(paragraph.at),
            None => Rect::ZERO,
        }
    }

    /// Whether the paragraph at a place reads from right to left.
    pub(super) fn is_rtl_at(&self, at: u32) -> bool {
        self.paragraph_of(at).is_some_and(|paragraph| paragraph.layout.rtl)
    }

    /// The place one line above or below; none if there is no such line.
    pub(super) fn next_line(&self, at: u32, down: bool) -> Option<u32> {
        let caret = self.caret(at);
        let height = self.galley.rect.height();
        let y = if down { caret.bottom() + 1.0 } else { caret.top() - 1.0 };
        (0.0 < y && y < height).then(|| self.position_at(vec2(caret.center().x, y)))
    }

    /// The rectangles that a span covers.
    pub(super) fn rects(&self, span: Span) -> Vec<Rect> {
        let rects = self.paragraphs.iter().flat_map(|paragraph| {
            paragraph.layout.rects(span).into_iter().map(|rect| rect.translate(paragraph.at))
        });
        rects.collect()
    }

    fn paragraph_of(&self, at: u32) -> Option<&Paragraph> {
        let next = self.paragraphs.partition_point(|p| p.layout.span.start <= at);
        self.paragraphs.get(next.saturating_sub(1))
    }
}
