//! What can be done with a record as a whole: merge, split, note a to-do, delete.

use egui::{Button, Ui};

use super::{desk::Desk, todos::NextTodo};
use crate::{
    analysis::{completion::Target, usage::Counts},
    app::{
        action::{Action, DialogRequest},
        command::Command,
        panels::claim::{fields, view::shortened},
    },
    domain::{edit::Edit, ruling::Voice},
};

/// The buttons.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, todo: &mut NextTodo, target: Target) {
    if !desk.editable() {
        return;
    }
    let usage = desk.scene.usage;
    let used = used_by(usage.of(target));
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        let merge = ui.button("Merge into…");
        let merge = merge.on_hover_text("It is the same as another: everything follows to that.");
        if merge.clicked() {
            desk.act(Action::Dialog(match target {
                Target::Source(id) => DialogRequest::MergeSource(id),
                Target::Work(id) => DialogRequest::MergeWork(id),
            }));
        }
        let split = ui.button("Split…");
        let split = split.on_hover_text("It is two: choose what goes over to a new one.");
        if split.clicked() {
            desk.act(Action::Dialog(match target {
                Target::Source(id) => DialogRequest::SplitSource(id),
                Target::Work(id) => DialogRequest::SplitWork(id),
            }));
        }
        let voice = match target {
            Target::Source(id) => Voice::Source(id),
            Target::Work(id) => Voice::Work(id),
        };
        let discounted = desk.scene.tracing.is_discounted(voice);
        let discount = ui.button(if discounted { "Count again" } else { "Discount" });
        if discount.on_hover_text(Command::Discount.tooltip()).clicked() {
            desk.act(Action::Discount(vec![voice]));
        }
        if ui.button("Add to-do").clicked() {
            todo.open(target);
        }
        let delete = ui.add_enabled(usage.is_known() && used.is_none(), Button::new("Delete"));
        if delete.clicked() {
            remove(desk, target);
        }
    });
    if !usage.is_known() {
        fields::small(ui, "What uses it is being counted.");
    } else if used.is_some() {
        fields::small(ui, "It can't be deleted while something uses it. Merging takes it away.");
    }
}

fn remove(desk: &mut Desk<'_>, target: Target) {
    match target {
        Target::Source(id) => {
            let name = desk.project().sources.get(id).map_or("", |s| s.name.as_str());
            let label = format!("Delete source “{}”", shortened(name, 30));
            desk.edit(Edit::RemoveSource(id), label);
        }
        Target::Work(id) => {
            let name = desk.project().works.get(id).map_or("", |w| w.display_title());
            let label = format!("Delete work “{}”", shortened(name, 30));
            desk.edit(Edit::RemoveWork(id), label);
        }
    }
}

/// What uses a record, in words; none if nothing does.
pub(super) fn used_by(counts: Counts) -> Option<String> {
    let parts = [
        (counts.claims, "claim", "claims"),
        (counts.references, "reference", "references"),
        (counts.works, "work", "works"),
        (counts.articles, "article", "articles"),
        (counts.lineage, "lineage edge", "lineage edges"),
    ];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| format!("{n} {}", if n == 1 { one } else { many }))
        .collect();
    let (last, before) = words.split_last()?;
    if before.is_empty() {
        return Some(last.clone());
    }
    Some(format!("{} and {last}", before.join(", ")))
}
