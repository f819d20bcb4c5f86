//! A to-do that is being reworded, wherever its line is shown.

use egui::{Key, Ui};

use crate::{
    app::{panels::claim::fields, text::Field},
    domain::{edit::Edit, ids::TodoId, project::Project, todo::Todo},
};

/// What undo calls it.
pub const LABEL: &str = "Reword to-do";

/// The to-do and what it is to say.
#[derive(Debug, Default)]
pub struct Rewording {
    todo: Option<TodoId>,
    text: String,
    fresh: bool,
}

impl Rewording {
    /// Begins with what is stored. What was being typed about another is given back.
    pub fn begin(&mut self, todo: &Todo, project: &Project) -> Option<Edit> {
        let before = self.flush(project);
        *self = Self { todo: Some(todo.id), text: todo.text.clone(), fresh: true };
        before
    }

    /// Whether this to-do is being reworded.
    pub fn is_about(&self, todo: TodoId) -> bool {
        self.todo == Some(todo)
    }

    /// The field. What came of it, once it is left; Escape leaves everything as it was.
    pub fn field(&mut self, ui: &mut Ui, project: &Project) -> Option<Edit> {
        let field = Field::singleline(&mut self.text)
            .hint_text("what exactly, then Enter")
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        fields::named_field(ui, &field, "Words of the to-do");
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
        }
        if !field.lost_focus() {
            return None;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.todo = None;
        }
        self.flush(project)
    }

    /// Ends it. What it makes of the to-do, if that is something else than before.
    pub fn flush(&mut self, project: &Project) -> Option<Edit> {
        let todo = project.todos.get(self.todo.take()?)?;
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        (text != todo.text)
            .then(|| Edit::PutTodo(Todo { text: text.to_owned(), ..(**todo).clone() }))
    }
}
