//! The spans of a claim.

use egui::{RichText, Ui};

use super::{
    fields,
    view::{View, shortened},
};
use crate::{
    app::{action::Action, command::Command, text},
    domain::anchor::AnchorState,
};

/// The tool that adds the selection.
pub(super) fn add(ui: &mut Ui, view: &mut View<'_>) {
    let selection = view.scene.selection.filter(|_| view.scene.article == Some(view.article.id));
    let clicked = ui
        .add_enabled_ui(selection.is_some(), |ui| {
            fields::quiet(ui, "+ Selection", Command::AddSpan.name())
                .on_disabled_hover_text("Select words in the text first.")
                .clicked()
        })
        .inner;
    if let (true, Some(span)) = (clicked, selection) {
        let edit = view.tagging().add_span(view.claim.id, span);
        view.send(edit, "add span");
    }
}

/// Each span: jump to it, remove it, and whether it still stands where it stood.
pub(super) fn list(ui: &mut Ui, view: &mut View<'_>) {
    let anchors = &view.claim.anchors;
    let theme = view.theme();
    for (at, anchor) in anchors.iter().enumerate() {
        ui.horizontal(|ui| {
            let words = shortened(&anchor.exact, 34);
            let (start, end) = (anchor.span.start, anchor.span.end);
            let name = format!("Show span {}", at + 1);
            let jump = fields::quiet(ui, &words, &name);
            let where_from = format!("characters {start} to {end}\n{}", anchor.exact);
            if text::tip(jump, where_from).clicked() {
                view.out.send(Action::JumpTo(view.article.id, anchor.span));
            }
            let (text, colour) = match anchor.state {
                AnchorState::Exact => (String::new(), theme.faint),
                AnchorState::Moved { percent, .. } => {
                    (format!("moved, {percent} %"), theme.warning)
                }
                AnchorState::Lost => ("lost".to_owned(), theme.danger),
            };
            if !text.is_empty() {
                ui.label(RichText::new(text).small().color(colour)).on_hover_text(
                    "The text was revised: \"moved\" was found again, \"lost\" was not.",
                );
            }
            if view.editable() && anchors.len() > 1 {
                let name = format!("Remove span {}", at + 1);
                if fields::remove(ui, &name).clicked() {
                    let edit = view.tagging().remove_span(view.claim.id, at);
                    view.send(edit, "remove span");
                }
            }
        });
    }
}
