//! The fonts of a segment: its own, and those of the emphasis and raised text in it.
//!
//! Highlights are never sections: shaping ends at a section's edge, which would break
//! joined letters and kerning. They are painted from the cells instead.

use std::ops::Range;

use egui::{Align, TextFormat};

use super::Typeset;
use crate::{
    app::reader::model::{Kind, Model, Segment},
    domain::article::{Mark, MarkKind},
};

/// A segment with more marks than this shows only the first.
const MOST_MARKS: usize = 256;

/// A byte range of a segment's text and the format it is set in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    pub(super) bytes: Range<usize>,
    pub(super) format: TextFormat,
}

/// The sections of a segment, in order, covering its text.
pub(super) fn sections(model: &Model, segment: &Segment, typeset: &Typeset) -> Vec<Section> {
    let base = typeset.format(segment.kind);
    let Some(whole) = model.text.bytes_of(segment.span) else { return Vec::new() };
    let marks: Vec<(Range<usize>, MarkKind)> = model
        .marks_in(segment)
        .filter(|mark| changes_font(mark))
        .take(MOST_MARKS)
        .filter_map(|mark| {
            let span = mark.span.intersection(segment.span)?;
            let bytes = model.text.bytes_of(span)?;
            Some((bytes.start - whole.start..bytes.end - whole.start, mark.kind))
        })
        .collect();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(b, _)| [b.start, b.end]).collect();
    cuts.extend([0, whole.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let bytes = pair[0]..pair[1];
            let has = |kind| {
                marks
                    .iter()
                    .any(|(b, k)| *k == kind && b.start <= bytes.start && bytes.end <= b.end)
            };
            let marked = Marked {
                emphasis: has(MarkKind::Emphasis),
                raised: has(MarkKind::Superscript),
                note: has(MarkKind::NoteRef),
            };
            Section { format: format_of(&base, segment.kind, typeset, marked), bytes }
        })
        .collect()
}

fn changes_font(mark: &Mark) -> bool {
    mark.kind != MarkKind::Link
}

#[derive(Clone, Copy)]
struct Marked {
    emphasis: bool,
    raised: bool,
    note: bool,
}

fn format_of(base: &TextFormat, kind: Kind, typeset: &Typeset, marked: Marked) -> TextFormat {
    let mut format = base.clone();
    if marked.emphasis {
        match &typeset.face.italic {
            Some(family) if !matches!(kind, Kind::Heading(_) | Kind::Pre) => {
                format.font_id.family = family.clone();
            }
            _ => format.italics = true,
        }
    }
    if marked.raised {
        // A lower line, aligned at the top, raises the baseline by about a third of the size.
        let size = format.font_id.size;
        format.line_height = format.line_height.map(|height| height - size * 0.5);
        format.font_id.size = (size * 0.72 * 2.0).round() / 2.0;
        format.valign = Align::TOP;
    }
    if marked.note {
        format.color = typeset.note;
    }
    format
}
