//! A to-do in a line: ticked off, of another kind, reworded, removed.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::{
    claim::{fields, view::made},
    rewording::{self, Rewording},
};
use crate::{
    app::{scene::Scene, text},
    domain::{edit::Edit, todo::Todo, vocabulary::Vocabulary as _},
};

/// The room for what stands behind the words, in points.
const TOOLS: f32 = 86.0;

/// Draws it. The edit that was asked for, and what undo calls it.
pub(in crate::app) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    rewording: &mut Rewording,
    todo: &Todo,
) -> Option<(Edit, &'static str)> {
    if rewording.is_about(todo.id) && scene.editable {
        let edit = fields::row(ui, todo.kind.label(), |ui, _| rewording.field(ui, scene.project));
        return edit.map(|edit| (edit, rewording::LABEL));
    }
    ui.horizontal(|ui| {
        let ticked = tick(ui, scene, todo);
        let changed = kind(ui, scene, todo);
        let text = RichText::new(&todo.text).size(12.5);
        let text = if todo.done.is_some() { text.strikethrough().weak() } else { text };
        let size = vec2((ui.available_width() - TOOLS).max(40.0), 20.0);
        ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
            text::wrapped(ui, text);
        });
        let deed = if scene.editable { tools(ui, scene, rewording, todo) } else { None };
        ticked.or(changed).or(deed)
    })
    .inner
}

fn tick(ui: &mut Ui, scene: &Scene<'_>, todo: &Todo) -> Option<(Edit, &'static str)> {
    let mut done = todo.done.is_some();
    let tick = ui.add_enabled(scene.editable, egui::Checkbox::without_text(&mut done));
    fields::named(&tick, egui::Role::CheckBox, &format!("Done: {}", todo.text));
    let done = done.then_some(scene.now);
    let edit = || Edit::PutTodo(Todo { done, ..todo.clone() });
    tick.changed().then(|| (edit(), "Tick off to-do"))
}

fn kind(ui: &mut Ui, scene: &Scene<'_>, todo: &Todo) -> Option<(Edit, &'static str)> {
    let who = made(scene.project, todo.by, todo.at);
    let explained = format!("{}\n{who}", todo.kind.definition());
    let shown = RichText::new(todo.kind.label()).size(12.5).weak();
    if !scene.editable {
        text::tip(ui.label(shown), explained);
        return None;
    }
    let kind = fields::kind_menu(ui, shown, ("the to-do", explained), todo.kind)?;
    Some((Edit::PutTodo(Todo { kind, ..todo.clone() }), "Change kind of to-do"))
}

fn tools(
    ui: &mut Ui,
    scene: &Scene<'_>,
    rewording: &mut Rewording,
    todo: &Todo,
) -> Option<(Edit, &'static str)> {
    let mut deed = None;
    let name = format!("Reword the to-do {}", todo.text);
    if fields::quiet(ui, "Reword", &name).clicked() {
        deed = rewording.begin(todo, scene.project).map(|edit| (edit, rewording::LABEL));
    }
    if fields::remove(ui, &format!("Remove the to-do {}", todo.text)).clicked() {
        deed = Some((Edit::RemoveTodo(todo.id), "Remove to-do"));
    }
    deed
}
