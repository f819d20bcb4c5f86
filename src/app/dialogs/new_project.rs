//! Asks for the title of a new project.

use egui::Ui;

use super::form::{self, Cx, Next, Pressed};
use crate::app::action::Action;

/// The dialog.
#[derive(Debug, Default)]
pub struct NewProject {
    title: String,
}

impl NewProject {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        form::paragraph(ui, "A project holds the articles on one affair, with their claims.");
        form::field(ui, "Title", &mut self.title, "What the articles are about", cx.fresh);
        let title = self.title.trim().to_owned();
        let ready = if title.is_empty() { Err("Type a title first.") } else { Ok(()) };
        match form::buttons(ui, cx.around.theme, "Make project", ready, |_| {}) {
            Pressed::Confirm => {
                cx.out.send(Action::CreateProject(title));
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}
