//! What is still to be done about the claim.

use egui::{Key, Ui};

use super::{fields, view::View};
use crate::app::panels::{rewording::Rewording, todo_row};
use crate::app::text::Field;
use crate::{
    app::{action::Outbox, scene::Scene},
    domain::{
        edit::Edit,
        ids::ClaimId,
        todo::{Todo, TodoAbout, TodoKind},
    },
};

/// A to-do that is being typed.
#[derive(Debug)]
pub(super) struct NextTodo {
    claim: Option<ClaimId>,
    kind: TodoKind,
    text: String,
    open: bool,
    fresh: bool,
}

impl Default for NextTodo {
    fn default() -> Self {
        Self { claim: None, kind: TodoKind::Verify, text: String::new(), open: false, fresh: false }
    }
}

impl NextTodo {
    /// Opens the form and gives it the keyboard.
    pub fn open(&mut self) {
        self.open = true;
        self.fresh = true;
    }

    /// Adds what was typed and not entered.
    pub fn flush(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        let text = std::mem::take(&mut self.text);
        let Some(claim) = self.claim.filter(|id| scene.project.claim(*id).is_some()) else {
            return;
        };
        if text.trim().is_empty() || !scene.editable {
            return;
        }
        let todo = Todo {
            id: out.id(),
            about: TodoAbout::Claim(claim),
            kind: self.kind,
            text: text.trim().to_owned(),
            by: scene.analyst,
            at: scene.now,
            done: None,
        };
        out.edit(Edit::PutTodo(todo), "add to-do");
    }
}

/// The to-dos, and the form for another one.
pub(super) fn list(
    ui: &mut Ui,
    view: &mut View<'_>,
    (next, rewording): (&mut NextTodo, &mut Rewording),
) {
    if next.claim != Some(view.claim.id) {
        next.flush(view.scene, view.out);
        let (open, fresh) = (next.fresh, next.fresh);
        *next = NextTodo { claim: Some(view.claim.id), open, fresh, ..NextTodo::default() };
    }
    let about = TodoAbout::Claim(view.claim.id);
    let project = view.project();
    for todo in project.todos.iter().filter(|todo| todo.about == about) {
        let scene = view.scene;
        let shown =
            ui.push_id(todo.id.as_str(), |ui| todo_row::show(ui, scene, rewording, todo)).inner;
        if let Some((edit, label)) = shown {
            view.out.edit(edit, label);
        }
    }
    if !next.open || !view.editable() {
        return;
    }
    let theme = view.theme();
    fields::inset(ui, theme, |ui| {
        if let Some(kind) = fields::choice::<TodoKind>(ui, "To do", "to-do", next.kind) {
            next.kind = kind;
        }
        fields::row(ui, "What", |ui, _| {
            let field = Field::singleline(&mut next.text)
                .hint_text("what exactly, then Enter")
                .desired_width(f32::INFINITY);
            let field = ui.add(field);
            fields::named_field(ui, &field, "New to-do");
            if std::mem::take(&mut next.fresh) {
                field.request_focus();
                field.scroll_to_me(None);
            }
            if field.lost_focus() {
                if ui.input(|i| i.key_pressed(Key::Enter)) {
                    next.flush(view.scene, view.out);
                    next.open = false;
                } else if ui.input(|i| i.key_pressed(Key::Escape)) {
                    next.text.clear();
                    next.open = false;
                }
            }
        });
    });
}
