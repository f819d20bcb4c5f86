//! What is drawn over the text: the underlines of links, the outline of the selected
//! claim, and the handles at the ends of its spans.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2};

use super::Picture;
use crate::{
    app::{
        reader::{
            ReaderInput,
            highlight_index::{Highlight, HighlightKind},
            stage::Stage,
        },
        tracing::Marked,
    },
    domain::{article::MarkKind, ids::ClaimId, span::Span},
};

/// How far from its middle a handle can be caught, in points.
const REACH: f32 = 8.0;

/// Half of a wave under a finding, in points.
const WAVE: f32 = 2.5;

/// What an end of a selected claim's span is dragged by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::app::reader) struct Handle {
    /// Where it stands on the screen.
    pub(in crate::app::reader) pos: Pos2,
    /// The upper or lower end of its stem.
    pub(in crate::app::reader) stem: Pos2,
    /// Whose span it ends.
    pub(in crate::app::reader) claim: ClaimId,
    /// Which of its anchors.
    pub(in crate::app::reader) anchor: u32,
    /// The span as it is.
    pub(in crate::app::reader) span: Span,
    /// Whether it is the span's start.
    pub(in crate::app::reader) is_start: bool,
}

impl Handle {
    /// Whether a point is near enough to catch it.
    pub(in crate::app::reader) fn is_at(&self, pos: Pos2) -> bool {
        self.pos.distance(pos) <= REACH
    }
}

/// The handles of the selected claims that are in the window.
pub(in crate::app::reader) fn handles(
    stage: &Stage,
    visible: &[Highlight],
    selected: &[ClaimId],
) -> Vec<Handle> {
    let mut out = Vec::new();
    let own =
        visible.iter().filter(|h| h.kind == HighlightKind::Claim && selected.contains(&h.claim));
    for h in own {
        for (at, is_start) in [(h.span.start, true), (h.span.end, false)] {
            let Some(caret) = stage.caret(at, !is_start) else { continue };
            if caret.bottom() < stage.window.top() || caret.top() > stage.window.bottom() {
                continue;
            }
            let x = caret.left();
            let (pos, stem) = if is_start {
                (pos2(x, caret.top() - 2.0), caret.left_bottom())
            } else {
                (pos2(x, caret.bottom() + 2.0), caret.left_top())
            };
            let Highlight { claim, anchor, span, .. } = *h;
            out.push(Handle { pos, stem, claim, anchor, span, is_start });
        }
    }
    out
}

pub(super) fn paint_handles(painter: &Painter, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    for handle in picture.handles {
        let colour = colour_of(handle.claim, picture, input);
        painter.line_segment([handle.pos, handle.stem], Stroke::new(1.75, colour));
        painter.circle(handle.pos, 4.0, colour, Stroke::new(1.25, input.palette.paper));
    }
}

fn colour_of(claim: ClaimId, picture: &Picture<'_>, input: &ReaderInput<'_>) -> Color32 {
    let own = picture.visible.iter().find(|h| h.claim == claim);
    input.palette.claim(own.and_then(|h| h.term).and_then(|term| (input.term_colour)(term)))
}

/// A thin frame round each line of the selected claims.
pub(super) fn outlines(painter: &Painter, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    let chosen = picture
        .visible
        .iter()
        .filter(|h| h.kind == HighlightKind::Claim && input.selected.contains(&h.claim));
    for highlight in chosen {
        let colour = colour_of(highlight.claim, picture, input);
        for rect in picture.stage.rects(highlight.span) {
            let frame = rect.expand2(egui::vec2(1.5, 0.5));
            painter.rect_stroke(frame, 3.0, Stroke::new(1.25, colour), StrokeKind::Middle);
        }
    }
}

/// A wavy line under every place in the window that a finding concerns.
pub(super) fn waves(painter: &Painter, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    let stage = picture.stage;
    for place in Marked::around(input.findings, stage.laid_out()) {
        let stroke = Stroke::new(1.0, input.palette.finding(place.severity));
        for rect in stage.rects(place.span) {
            if rect.bottom() < stage.window.top() || rect.top() > stage.window.bottom() {
                continue;
            }
            painter.add(Shape::line(wave(rect), stroke));
        }
    }
}

/// A wave below a rectangle.
fn wave(rect: Rect) -> Vec<Pos2> {
    let steps = (rect.width() / WAVE).floor().max(1.0) as usize;
    let points = 0..=steps;
    points
        .map(|at| {
            let up = if at % 2 == 0 { 0.0 } else { WAVE * 0.6 };
            pos2(rect.left() + at as f32 * WAVE, rect.bottom() - up)
        })
        .collect()
}

/// A thin line under every link in the window.
pub(super) fn links(mesh: &mut Mesh, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    let mut rects: Vec<Rect> = Vec::new();
    for shown in &picture.stage.shown {
        let Some(segment) = picture.model.segments.get(shown.segment) else { continue };
        for mark in picture.model.marks_in(segment).filter(|m| m.kind == MarkKind::Link) {
            for row in &shown.layout.rows {
                rects.clear();
                shown.layout.rects_in_row(row, mark.span, &mut rects);
                for rect in &rects {
                    let rect = picture.stage.on_screen(shown, *rect);
                    let y = rect.bottom() - rect.height() * 0.14;
                    let line =
                        Rect::from_min_max(pos2(rect.left(), y - 0.5), pos2(rect.right(), y + 0.5));
                    mesh.add_colored_rect(line, input.palette.faint);
                }
            }
        }
    }
}
