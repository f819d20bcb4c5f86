//! What is to be done about a record.

use egui::{Key, Ui};

use super::{desk::Desk, detail::LABEL, uses::Uses};
use crate::app::panels::{
    rewording::{self, Rewording},
    todo_row,
};
use crate::app::text::Field;
use crate::{
    analysis::completion::Target,
    app::panels::claim::fields,
    domain::{
        edit::Edit,
        todo::{Todo, TodoAbout, TodoKind},
    },
};

/// A to-do that is being typed.
#[derive(Debug, Default)]
pub(super) struct NextTodo {
    of: Option<Target>,
    kind: Option<TodoKind>,
    text: String,
    fresh: bool,
    rewording: Rewording,
}

impl NextTodo {
    /// Opens the form and gives it the keyboard.
    pub fn open(&mut self, target: Target) {
        self.of = Some(target);
        self.fresh = true;
    }

    fn kind(&self) -> TodoKind {
        self.kind.unwrap_or(match self.of {
            Some(Target::Work(_)) => TodoKind::GetOriginal,
            _ => TodoKind::Identify,
        })
    }

    /// Adds what was typed and not entered, and closes the form.
    pub fn flush(&mut self, desk: &mut Desk<'_>) {
        if !desk.editable() {
            return;
        }
        if let Some(edit) = self.rewording.flush(desk.project()) {
            desk.edit(edit, rewording::LABEL);
        }
        let kind = self.kind();
        let Self { of, text, .. } = std::mem::take(self);
        let text = text.trim().to_owned();
        let Some(target) = of.filter(|_| !text.is_empty()) else { return };
        let about = match target {
            Target::Source(id) => TodoAbout::Source(id),
            Target::Work(id) => TodoAbout::Work(id),
        };
        let id = desk.id();
        let (by, at) = (desk.scene.analyst, desk.scene.now);
        desk.edit(Edit::PutTodo(Todo { id, about, kind, text, by, at, done: None }), "Add to-do");
    }

    /// The to-dos, and the form for another.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, found: &Uses, target: Target) {
        let adding = self.of == Some(target) && desk.editable();
        if found.todos.is_empty() && !adding {
            return;
        }
        fields::heading(ui, "To do", |_| ());
        let project = desk.project();
        for todo in found.todos.iter().filter_map(|id| project.todos.get(*id)) {
            let shown = ui.push_id(todo.id.as_str(), |ui| {
                todo_row::show(ui, desk.scene, &mut self.rewording, todo)
            });
            if let Some((edit, label)) = shown.inner {
                desk.edit(edit, label);
            }
        }
        if !adding {
            return;
        }
        let theme = desk.theme();
        fields::inset(ui, theme, |ui| {
            fields::row_of(ui, LABEL - 8.0, "What sort", |ui, _| {
                let now = Some(self.kind());
                let chosen = fields::terms(ui, None, "Sort of to-do", "registry", now, None);
                self.kind = chosen.flatten().or(self.kind);
            });
            fields::row_of(ui, LABEL - 8.0, "What", |ui, _| {
                let field = Field::singleline(&mut self.text)
                    .hint_text("what exactly, then Enter")
                    .desired_width(f32::INFINITY);
                let field = ui.add(field);
                fields::named_field(ui, &field, "New to-do");
                if std::mem::take(&mut self.fresh) {
                    field.request_focus();
                    field.scroll_to_me(None);
                }
                if field.lost_focus() {
                    if ui.input(|i| i.key_pressed(Key::Escape)) {
                        self.text.clear();
                    }
                    if ui.input(|i| i.key_pressed(Key::Enter) || i.key_pressed(Key::Escape)) {
                        self.flush(desk);
                    }
                }
            });
        });
    }
}
