//! What a screen reader is told: a document with its visible paragraphs, and in them the
//! visible highlights and note markers by name. Does nothing while no assistive technology
//! listens.

use egui::{
    Event, Rect, Response, Sense, Ui, UiBuilder,
    accesskit::{Action, Role},
};

use super::{
    ReaderEvent, ReaderInput,
    highlight_index::{Highlight, HighlightKind},
    model::Model,
    stage::Stage,
};
use crate::domain::{article::MarkKind, ids::ClaimId};

/// Describes what is in the window. Gives the claims that assistive technology clicked.
pub(super) fn describe(
    ui: &mut Ui,
    response: &Response,
    stage: &Stage,
    model: &Model,
    visible: &[Highlight],
    input: &ReaderInput<'_>,
) -> Vec<ClaimId> {
    let title = input.article.title();
    let document = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Document);
        node.set_label(title);
        if let Some(language) = &input.article.head.language {
            node.set_language(language.clone());
        }
    });
    if document.is_none() {
        return Vec::new();
    }
    let asked =
        ui.input(|i| i.events.iter().any(|e| matches!(e, Event::AccessKitActionRequest(_))));
    let mut clicked = Vec::new();
    for shown in &stage.shown {
        let own = shown.layout.span;
        let size = egui::vec2(stage.width, shown.layout.height);
        let rect = stage
            .on_screen(shown, Rect::from_min_size(egui::Pos2::ZERO, size))
            .intersect(stage.window);
        if own.is_empty() || !rect.is_positive() {
            continue;
        }
        let builder = UiBuilder::new()
            .id_salt(("paragraph", shown.segment))
            .max_rect(rect)
            .accessibility_parent(response.id);
        let paragraph = ui.new_child(builder);
        ui.ctx().accesskit_node_builder(paragraph.unique_id(), |node| {
            node.set_role(Role::Paragraph);
            node.set_value(model.slice(own));
        });
        for highlight in visible.iter().filter(|h| h.span.overlaps(own)) {
            if mark(&paragraph, shown.segment, stage, highlight, input, asked) {
                clicked.push(highlight.claim);
            }
        }
    }
    clicked
}

fn mark(
    paragraph: &Ui,
    segment: usize,
    stage: &Stage,
    highlight: &Highlight,
    input: &ReaderInput<'_>,
    asked: bool,
) -> bool {
    let own = stage.shown.iter().find(|s| s.segment == segment);
    let Some(shown) = own else { return false };
    let rects = shown.layout.rects(highlight.span);
    let on_screen = rects.iter().map(|rect| stage.on_screen(shown, *rect).intersect(stage.window));
    let Some(first) = on_screen.into_iter().find(Rect::is_positive) else { return false };
    let id = paragraph.scope_id().with((highlight.claim, highlight.kind, highlight.anchor));
    let response = paragraph.interact(first, id, Sense::hover());
    let name = (input.claim_name)(highlight.claim);
    let name = match highlight.kind {
        HighlightKind::Claim => name,
        HighlightKind::Source => format!("Source of {name}"),
        HighlightKind::Cue => format!("Cue of {name}"),
    };
    paragraph.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Mark);
        node.set_label(name);
        node.set_selected(input.selected.contains(&highlight.claim));
        node.add_action(Action::Click);
        node.set_bounds(bounds(first));
    });
    asked && paragraph.input(|i| i.has_accesskit_action_request(response.id, Action::Click))
}

/// Where something stands, for assistive technology, in points.
pub(in crate::app) fn bounds(rect: Rect) -> egui::accesskit::Rect {
    egui::accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    }
}

/// Describes the visible note markers, as links. What assistive technology clicked.
pub(super) fn notes(
    ui: &mut Ui,
    response: &Response,
    stage: &Stage,
    model: &Model,
    input: &ReaderInput<'_>,
) -> Option<ReaderEvent> {
    ui.ctx().accesskit_node_builder(response.id, |_| ())?;
    let asked =
        ui.input(|i| i.events.iter().any(|e| matches!(e, Event::AccessKitActionRequest(_))));
    let mut clicked = None;
    for shown in &stage.shown {
        let Some(segment) = model.segments.get(shown.segment) else { continue };
        for mark in model.marks_in(segment).filter(|m| m.kind == MarkKind::NoteRef) {
            let rects = stage.rects(mark.span);
            let visible = rects.iter().map(|rect| rect.intersect(stage.window));
            let Some(rect) = visible.into_iter().find(Rect::is_positive) else { continue };
            let Some(name) = (input.note_name)(mark.span) else { continue };
            let id = response.id.with(("note", mark.span.start, mark.span.end));
            let builder = UiBuilder::new()
                .id_salt(("note", mark.span.start))
                .max_rect(rect)
                .accessibility_parent(response.id);
            let here = ui.new_child(builder);
            let link = here.interact(rect, id, Sense::hover());
            here.ctx().accesskit_node_builder(link.id, |node| {
                node.set_role(Role::Link);
                node.set_label(name);
                node.add_action(Action::Click);
                node.set_bounds(bounds(rect));
            });
            if asked && here.input(|i| i.has_accesskit_action_request(link.id, Action::Click)) {
                let target = mark.target.clone().unwrap_or_default();
                let pos = rect.left_bottom();
                clicked = Some(ReaderEvent::NoteClicked { target, span: mark.span, pos });
            }
        }
    }
    clicked
}
