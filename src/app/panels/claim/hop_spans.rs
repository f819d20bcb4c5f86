//! Where the text names the source of a step, and where its cue stands.

use egui::Ui;

use super::{
    fields,
    hop::change,
    view::{View, shortened},
};
use crate::{
    app::{action::Action, command::Command, dispatch::tagging::HopPlace, text},
    domain::{
        anchor::{Anchor, AnchorState},
        chain::Hop,
    },
};

/// Both lists.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, place: HopPlace, hop: &Hop) {
    let sources = Row {
        title: "Source words",
        single: "source words",
        command: Command::UseAsSource,
        anchors: &hop.source_anchors,
        list: |hop| &mut hop.source_anchors,
    };
    let cues = Row {
        title: "Cue",
        single: "cue",
        command: Command::UseAsCue,
        anchors: &hop.cue_anchors,
        list: |hop| &mut hop.cue_anchors,
    };
    row(ui, view, place, &sources);
    row(ui, view, place, &cues);
}

struct Row<'a> {
    title: &'static str,
    single: &'static str,
    command: Command,
    anchors: &'a [Anchor],
    list: fn(&mut Hop) -> &mut Vec<Anchor>,
}

fn row(ui: &mut Ui, view: &mut View<'_>, place: HopPlace, row: &Row<'_>) {
    fields::wrapped_row(ui, row.title, |ui| {
        for (at, anchor) in row.anchors.iter().enumerate() {
            let words = text::quoted(&shortened(&anchor.exact, 26));
            let name = format!("Show {} {}", row.single, words);
            if fields::quiet(ui, &words, &name).clicked() {
                view.out.send(Action::JumpTo(view.article.id, anchor.span));
            }
            if anchor.state == AnchorState::Lost {
                fields::small(ui, "(lost)");
            }
            let name = format!("Remove {} {words}", row.single);
            if view.editable() && fields::remove(ui, &name).clicked() {
                change(view, place, |hop| {
                    (row.list)(hop).remove(at);
                });
            }
        }
        if view.editable() {
            use_selection(ui, view, place, row);
        } else if row.anchors.is_empty() {
            fields::small(ui, "—");
        }
    });
}

fn use_selection(ui: &mut Ui, view: &mut View<'_>, place: HopPlace, row: &Row<'_>) {
    let selection = view.scene.selection.filter(|_| view.scene.article == Some(view.article.id));
    let name = row.command.name();
    let clicked = ui
        .add_enabled_ui(selection.is_some(), |ui| {
            let button = fields::quiet(ui, "+ Selection", name);
            button.on_disabled_hover_text("Select words in the text first.").clicked()
        })
        .inner;
    if let (true, Some(span)) = (clicked, selection) {
        let edit = if row.command == Command::UseAsCue {
            view.tagging().use_as_cue(place, span)
        } else {
            view.tagging().use_as_source(place, span)
        };
        view.send(edit, row.single);
    }
}
