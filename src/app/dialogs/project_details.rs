//! Corrects what the project is called and what it is about.

use egui::{RichText, Ui};

use super::form::{self, Cx, Next, Pressed};
use crate::{
    app::text::Field,
    domain::{
        edit::Edit,
        project::{Project, ProjectHead},
    },
};

/// The dialog.
#[derive(Debug)]
pub struct ProjectDetails {
    title: String,
    description: String,
}

impl ProjectDetails {
    /// Filled with what is known.
    pub fn new(project: &Project) -> Self {
        Self {
            title: project.head.title.clone(),
            description: project.head.description.clone().unwrap_or_default(),
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        form::field(ui, "Title", &mut self.title, "What the articles are about", cx.fresh);
        ui.label(RichText::new("Description").small().weak());
        let field = Field::multiline(&mut self.description)
            .desired_width(f32::INFINITY)
            .desired_rows(5)
            .hint_text("What is to be found out, and for whom");
        ui.add(field).accessible_name("Description");
        let title = self.title.trim();
        let ready = if !cx.around.env.editable {
            Err("The project is open for reading only.")
        } else if title.is_empty() {
            Err("A project needs a title.")
        } else {
            Ok(())
        };
        if title.is_empty() {
            form::error(ui, cx.around.theme, "A project needs a title.");
        }
        match form::buttons(ui, cx.around.theme, "Save details", ready, |_| {}) {
            Pressed::Confirm => {
                self.confirm(cx);
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }

    fn confirm(&self, cx: &mut Cx<'_, '_>) {
        let Some(project) = cx.around.project else { return };
        // Nothing that is stored holds a carriage return.
        let description = self.description.replace("\r\n", "\n").replace('\r', "\n");
        let description = Some(description.trim().to_owned()).filter(|text| !text.is_empty());
        let head = ProjectHead {
            title: self.title.trim().to_owned(),
            description,
            created: project.head.created,
        };
        if head != *project.head {
            cx.out.edit(Edit::SetHead(head), "Correct project details");
        }
    }
}
