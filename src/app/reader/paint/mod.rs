//! Painting what is in the window, from back to front: bars of quotations, tints, matches,
//! selection, text, underlines, outlines, caret, handles.

mod marks;
mod tints;

use egui::{Color32, Mesh, Painter, Rect, Shape, Stroke, pos2};

pub(super) use marks::{Handle, handles};

use super::{
    ReaderInput,
    find::Find,
    highlight_index::Highlight,
    layout::{Typeset, bullet},
    model::{Kind, Model},
    select::Selection,
    stage::Stage,
};
use crate::domain::{ids::ClaimId, span::Span};

/// Everything that is painted, beside the input.
pub(super) struct Picture<'a> {
    pub(super) stage: &'a Stage,
    pub(super) model: &'a Model,
    pub(super) typeset: &'a Typeset,
    pub(super) visible: &'a [Highlight],
    pub(super) selection: Selection,
    pub(super) find: &'a Find,
    pub(super) pointed: Option<Span>,
    pub(super) caret: bool,
    pub(super) focused: bool,
    pub(super) hovered: Option<ClaimId>,
    pub(super) handles: &'a [Handle],
}

/// Paints the window.
pub(super) fn paint(painter: &Painter, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    let stage = picture.stage;
    bars(painter, picture, input);
    let lanes = tints::lanes(picture.visible);
    let mut under = Mesh::default();
    tints::fill(&mut under, picture, input);
    washes(&mut under, picture, input);
    found(&mut under, picture, input);
    selected(&mut under, picture, input.palette.selection);
    painter.add(Shape::mesh(under));
    for shown in &stage.shown {
        for piece in &shown.layout.pieces {
            let origin = pos2(stage.left, stage.window.top() + shown.top) + piece.pos;
            let rect = piece.galley.rect.translate(origin.to_vec2());
            if rect.bottom() < stage.window.top() || rect.top() > stage.window.bottom() {
                continue;
            }
            painter.galley(origin, piece.galley.clone(), input.palette.ink);
        }
    }
    let mut over = Mesh::default();
    tints::underline(&mut over, picture, input, &lanes);
    marks::links(&mut over, picture, input);
    painter.add(Shape::mesh(over));
    marks::outlines(painter, picture, input);
    if picture.caret {
        caret(painter, picture, input);
    }
    marks::paint_handles(painter, picture, input);
}

/// The bar beside a quotation, and the dot before a list item that has no sign of its own.
fn bars(painter: &Painter, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    let stage = picture.stage;
    let size = picture.typeset.size;
    for shown in &stage.shown {
        let Some(segment) = picture.model.segments.get(shown.segment) else { continue };
        let top = stage.window.top() + shown.top;
        let rtl = shown.layout.rtl;
        if segment.quoted {
            let x = if rtl { stage.left + stage.width - 1.5 } else { stage.left };
            let next = picture.model.segments.get(shown.segment + 1);
            let goes_on = next.is_some_and(|next| next.quoted);
            let bottom = match shown.layout.rows.last() {
                Some(row) if !goes_on => row.bottom,
                _ => shown.layout.height + 0.5,
            };
            let bar = Rect::from_min_max(pos2(x, top), pos2(x + 2.5, top + bottom));
            painter.rect_filled(bar, 0.0, input.palette.line);
        }
        let bare = segment.kind == Kind::Item
            && segment.first
            && !segment.span.is_empty()
            && bullet(picture.model.slice(segment.span)).is_empty();
        if let (true, Some(row)) = (bare, shown.layout.rows.first()) {
            let (indent, _) = picture.typeset.indents(segment);
            let inset = indent - size * 0.62;
            let x = if rtl { stage.left + stage.width - inset } else { stage.left + inset };
            let y = top + row.ink_top.midpoint(row.ink_bottom) + size * 0.04;
            painter.circle_filled(pos2(x, y), size * 0.13, input.palette.faint);
        }
    }
}

/// The washes under the text, and the lines under their words.
fn washes(mesh: &mut Mesh, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    for wash in input.washes {
        for rect in picture.stage.rects(wash.span) {
            let rect = crisp(rect);
            mesh.add_colored_rect(rect, wash.colour);
            if let Some(line) = wash.line {
                let top = pos2(rect.left(), rect.bottom() - 2.0);
                mesh.add_colored_rect(Rect::from_min_max(top, rect.max), line);
            }
        }
    }
}

fn found(mesh: &mut Mesh, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    if let Some(span) = picture.pointed {
        for rect in picture.stage.rects(span) {
            mesh.add_colored_rect(crisp(rect), input.palette.found);
        }
    }
    let now = picture.find.current_span();
    for span in picture.find.in_span(picture.stage.laid_out()) {
        let colour = if Some(*span) == now { input.palette.found_now } else { input.palette.found };
        for rect in picture.stage.rects(*span) {
            mesh.add_colored_rect(crisp(rect), colour);
        }
    }
}

fn selected(mesh: &mut Mesh, picture: &Picture<'_>, colour: Color32) {
    let Some(span) = picture.selection.span() else { return };
    let stage = picture.stage;
    for shown in &stage.shown {
        let own = shown.layout.span;
        if span.end < own.start || own.end < span.start {
            continue;
        }
        for rect in shown.layout.rects(span) {
            mesh.add_colored_rect(crisp(stage.on_screen(shown, rect)), colour);
        }
        // The line feed is selected, too: a little more than the last line shows it.
        if span.start <= own.end && own.end < span.end {
            let end = shown.layout.caret(own.end, true);
            let width = picture.typeset.size * 0.3;
            let left = if shown.layout.rtl { end.left() - width } else { end.left() };
            let feed = Rect::from_min_max(pos2(left, end.top()), pos2(left + width, end.bottom()));
            mesh.add_colored_rect(crisp(stage.on_screen(shown, feed)), colour);
        }
    }
}

fn caret(painter: &Painter, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    let selection = picture.selection;
    let Some(rect) = picture.stage.caret(selection.head, selection.upstream) else { return };
    let share = if picture.focused { 1.0 } else { 0.4 };
    let colour = input.palette.accent.gamma_multiply(share);
    painter.vline(rect.center().x.round(), rect.y_range(), Stroke::new(2.0, colour));
}

/// A rectangle on whole points, so that neighbours meet without a seam.
fn crisp(rect: Rect) -> Rect {
    Rect::from_min_max(
        pos2(rect.left().round(), rect.top()),
        pos2(rect.right().round(), rect.bottom()),
    )
}
