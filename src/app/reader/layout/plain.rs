//! Text that runs left to right only: one galley, whose lines egui breaks.

use std::sync::Arc;

use egui::{
    Galley,
    epaint::text::{FontsView, Glyph, LayoutJob, LayoutSection, TextWrapping},
    vec2,
};

use super::{Piece, Row, SegmentLayout, cells, sections::Section};
use crate::domain::span::Span;

/// Where and how wide a segment is set, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The left edge of its lines.
    pub(super) left: f32,
    /// How wide its lines may be.
    pub(super) width: f32,
    /// The space above its first line.
    pub(super) above: f32,
    /// The space below its last line.
    pub(super) below: f32,
    /// The height of a line.
    pub(super) line_height: f32,
    /// The height of its type, for the tints.
    pub(super) ink: f32,
    /// How far its first line hangs out to the left.
    pub(super) hang: f32,
}

impl Frame {
    /// The upper and lower edge of the type in a line.
    pub(super) fn ink_of(&self, top: f32, bottom: f32) -> (f32, f32) {
        let middle = top.midpoint(bottom);
        let half = self.ink.min(bottom - top) / 2.0;
        ((middle - half).round(), (middle + half).round())
    }
}

/// A job for some sections of a text. The sections' bytes are the text's.
pub(super) fn job(text: &str, sections: &[Section], width: f32, hang: f32) -> LayoutJob {
    LayoutJob {
        text: text.to_owned(),
        sections: sections
            .iter()
            .enumerate()
            .map(|(index, section)| LayoutSection {
                leading_space: if index == 0 { -hang } else { 0.0 },
                byte_range: section.bytes.start.into()..section.bytes.end.into(),
                format: section.format.clone(),
            })
            .collect(),
        wrap: TextWrapping { max_width: width, ..TextWrapping::default() },
        break_on_newline: false,
        ..LayoutJob::default()
    }
}

/// Lays out a segment without any right-to-left text.
pub(super) fn layout(
    fonts: &mut FontsView<'_>,
    span: Span,
    text: &str,
    sections: &[Section],
    frame: Frame,
) -> SegmentLayout {
    let galley = fonts.layout_job(job(text, sections, frame.width, frame.hang));
    let clusters = cells::clusters(text);
    let rows = glyph_rows(&galley);
    let all: Vec<&Glyph> = rows.iter().flat_map(|(_, glyphs)| glyphs.iter()).collect();
    let chars: Vec<char> = if all.len() == clusters.len() && text.is_ascii() {
        Vec::new()
    } else {
        text.chars().collect()
    };
    let total = clusters.last().map_or(0, |last| last.at + last.len);
    let owners = if chars.is_empty() {
        (0..all.len() as u32).collect()
    } else {
        cells::owners(&chars, &all)
    };
    let mut out = SegmentLayout {
        span,
        rows: Vec::with_capacity(rows.len()),
        cells: Vec::with_capacity(clusters.len()),
        pieces: vec![Piece { pos: vec2(frame.left, frame.above), galley: Arc::clone(&galley) }],
        height: 0.0,
        rtl: false,
        has_rtl: false,
    };
    let mut glyph = 0;
    let mut cluster = 0;
    for (index, (place, glyphs)) in rows.iter().enumerate() {
        let after = glyph + glyphs.len();
        let end = if index + 1 == rows.len() {
            total
        } else {
            owners.get(after).copied().unwrap_or(total)
        };
        let start = clusters.get(cluster).map_or(total, |c| c.at);
        let last = cluster + clusters[cluster..].partition_point(|c| c.at < end);
        let owned: Vec<(u32, &Glyph)> = (glyph..after).map(|i| (owners[i], all[i])).collect();
        let from = out.cells.len();
        let mut cells = cells::left_to_right(&clusters[cluster..last], &owned);
        cells::meet(&mut cells);
        if index + 1 < rows.len() {
            cells::hang(&mut cells, &clusters[cluster..last], text);
        }
        for cell in &mut cells {
            cell.x0 += frame.left + place.x;
            cell.x1 += frame.left + place.x;
        }
        out.cells.extend(cells);
        let (top, bottom) = (frame.above + place.top, frame.above + place.bottom);
        let (ink_top, ink_bottom) = frame.ink_of(top, bottom);
        out.rows.push(Row {
            top,
            bottom,
            ink_top,
            ink_bottom,
            chars: start..clusters.get(last).map_or(total, |c| c.at),
            cells: from..out.cells.len(),
            start_x: frame.left,
        });
        glyph = after;
        cluster = last;
    }
    out.height = out.rows.last().map_or(frame.above, |row| row.bottom) + frame.below;
    out
}

struct Place {
    x: f32,
    top: f32,
    bottom: f32,
}

fn glyph_rows(galley: &Galley) -> Vec<(Place, &[Glyph])> {
    galley
        .rows
        .iter()
        .map(|placed| {
            let place = Place {
                x: placed.pos.x,
                top: placed.pos.y,
                bottom: placed.pos.y + placed.row.size.y,
            };
            (place, placed.row.glyphs.as_slice())
        })
        .collect()
}
