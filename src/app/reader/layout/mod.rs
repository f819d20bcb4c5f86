//! Laid-out segments: where every grapheme cluster stands, and how the glyphs are painted.
//!
//! Positions are relative to the column's left edge and the segment's top. A cell is one
//! grapheme cluster: carets stand between cells, so nothing can split one.

mod bidi;
mod cells;
mod engine;
mod inline;
mod plain;
mod runs;
mod sections;
mod typeset;

use std::{ops::Range, sync::Arc};

use egui::{Galley, Rect, Vec2, pos2};

pub(super) use engine::{Engine, bullet};
pub(in crate::app) use inline::{Inline, Line};
pub(in crate::app) use runs::needs_bidi;
pub(super) use typeset::Typeset;

use crate::domain::span::Span;

/// One grapheme cluster in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::app) struct Cell {
    /// Its first code point, counted from the segment's start.
    pub at: u32,
    /// How many code points it has.
    pub len: u32,
    /// Whether it reads from right to left.
    pub rtl: bool,
    /// Its left edge.
    pub x0: f32,
    /// Its right edge.
    pub x1: f32,
}

impl Cell {
    /// Where the caret stands before it.
    pub(in crate::app) fn leading(&self) -> f32 {
        if self.rtl { self.x1 } else { self.x0 }
    }

    /// Where the caret stands after it.
    pub(in crate::app) fn trailing(&self) -> f32 {
        if self.rtl { self.x0 } else { self.x1 }
    }
}

/// One line of a segment.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) struct Row {
    /// Its upper edge.
    pub top: f32,
    /// Its lower edge.
    pub bottom: f32,
    /// The upper edge of its type, inside the line.
    pub ink_top: f32,
    /// The lower edge of its type.
    pub ink_bottom: f32,
    /// Its code points, counted from the segment's start.
    pub chars: Range<u32>,
    /// Its cells in logical order, as a range of the layout's.
    pub cells: Range<usize>,
    /// Where it starts without any cell.
    pub start_x: f32,
}

/// A galley and where it stands.
#[derive(Debug, Clone)]
pub(in crate::app) struct Piece {
    /// Its upper left corner.
    pub pos: Vec2,
    /// The glyphs.
    pub galley: Arc<Galley>,
}

/// A segment, laid out.
#[derive(Debug, Clone)]
pub(in crate::app) struct SegmentLayout {
    /// What it covers in the article.
    pub span: Span,
    /// Its lines; at least one.
    pub rows: Vec<Row>,
    /// Its grapheme clusters, row by row in logical order.
    pub cells: Vec<Cell>,
    /// What is painted.
    pub pieces: Vec<Piece>,
    /// Its height with the space around it.
    pub height: f32,
    /// Whether the paragraph as a whole reads from right to left.
    pub rtl: bool,
    /// Whether any of it does.
    pub has_rtl: bool,
}

impl SegmentLayout {
    /// The cells of a row, in logical order.
    pub(in crate::app) fn row_cells(&self, row: &Row) -> &[Cell] {
        &self.cells[row.cells.clone()]
    }

    /// The row that holds a code point of the article. With `upstream`, a position between
    /// two rows belongs to the end of the upper one.
    pub(in crate::app) fn row_of(&self, at: u32, upstream: bool) -> usize {
        let at = at.saturating_sub(self.span.start);
        let row = self.rows.partition_point(|row| row.chars.start <= at).saturating_sub(1);
        if upstream && row > 0 && self.rows[row].chars.start == at { row - 1 } else { row }
    }

    /// Where the caret stands: a line of no width.
    pub(in crate::app) fn caret(&self, at: u32, upstream: bool) -> Rect {
        let row = &self.rows[self.row_of(at, upstream)];
        let at = at.saturating_sub(self.span.start);
        let cells = self.row_cells(row);
        let next = cells.partition_point(|cell| cell.at + cell.len <= at);
        let x = match (cells.get(next), cells.last()) {
            (Some(cell), _) => cell.leading(),
            (None, Some(last)) => last.trailing(),
            (None, None) => row.start_x,
        };
        Rect::from_min_max(pos2(x, row.ink_top), pos2(x, row.ink_bottom))
    }

    /// The row at a height; the nearest one above or below the text.
    pub(in crate::app) fn row_at(&self, y: f32) -> usize {
        self.rows.partition_point(|row| row.bottom <= y).min(self.rows.len() - 1)
    }

    /// The caret position nearest to a point of a row: code point of the article, and
    /// whether it is the end of this row rather than the start of the next.
    pub(in crate::app) fn position_in_row(&self, row: usize, x: f32) -> (u32, bool) {
        let row = &self.rows[row];
        let cells = self.row_cells(row);
        let nearest = cells.iter().min_by(|a, b| distance(a, x).total_cmp(&distance(b, x)));
        let at = match nearest {
            Some(cell) if (x > cell.x0.midpoint(cell.x1)) != cell.rtl => cell.at + cell.len,
            Some(cell) => cell.at,
            None => row.chars.start,
        };
        // Behind the space at which a line breaks is the start of the next line.
        let ends = at == row.chars.end && self.rows.last().is_some_and(|last| last != row);
        (self.span.start + at, ends)
    }

    /// The code point under a point of the segment, if a cell is there.
    pub(super) fn char_under(&self, pos: Vec2) -> Option<u32> {
        let row = self.rows.iter().find(|row| row.top <= pos.y && pos.y < row.bottom)?;
        let hit = self.row_cells(row).iter().find(|c| c.x0 <= pos.x && pos.x < c.x1)?;
        Some(self.span.start + hit.at)
    }

    /// The rectangles (ink high) that a span of the article covers in one row, left to right.
    pub(super) fn rects_in_row(&self, row: &Row, span: Span, out: &mut Vec<Rect>) {
        let base = self.span.start;
        let (start, end) = (span.start.saturating_sub(base), span.end.saturating_sub(base));
        if end <= row.chars.start || row.chars.end <= start {
            return;
        }
        let cells = self.row_cells(row);
        let from = cells.partition_point(|cell| cell.at + cell.len <= start);
        let to = cells.partition_point(|cell| cell.at < end);
        let first = out.len();
        let rect_of = |cell: &Cell| {
            Rect::from_min_max(pos2(cell.x0, row.ink_top), pos2(cell.x1, row.ink_bottom))
        };
        out.extend(cells.get(from..to).unwrap_or_default().iter().map(rect_of));
        if self.has_rtl {
            out[first..].sort_by(|a, b| a.left().total_cmp(&b.left()));
        }
        let mut kept = first;
        for index in first..out.len() {
            let rect = out[index];
            if index > first && rect.left() - out[kept].right() < 0.75 {
                out[kept].max.x = out[kept].max.x.max(rect.right());
            } else {
                kept += usize::from(index > first);
                out[kept] = rect;
            }
        }
        out.truncate(if to > from { kept + 1 } else { first });
    }

    /// The rectangles that a span of the article covers in this segment.
    pub(in crate::app) fn rects(&self, span: Span) -> Vec<Rect> {
        let mut out = Vec::new();
        for row in &self.rows {
            self.rects_in_row(row, span, &mut out);
        }
        out
    }
}

fn distance(cell: &Cell, x: f32) -> f32 {
    if x < cell.x0 {
        cell.x0 - x
    } else if x > cell.x1 {
        x - cell.x1
    } else {
        0.0
    }
}

#[cfg(test)]
#[path = "../tests/layout.rs"]
mod tests;
