//! Asks what to do with work that is not saved.

use egui::{Align, Layout, Ui};

use super::form::{self, Cx, Next};
use crate::app::{
    action::{Action, AfterSave},
    command::Command,
};

/// What of the project is in no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritten {
    /// What was edited since it was saved.
    Edits,
    /// All of it: the file is gone.
    Everything,
}

/// The dialog.
#[derive(Debug)]
pub struct Unsaved {
    then: AfterSave,
    can_save: bool,
    unwritten: Unwritten,
}

impl Unsaved {
    /// For what is to be done afterwards.
    pub fn new(then: AfterSave, can_save: bool, unwritten: Unwritten) -> Self {
        Self { then, can_save, unwritten }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let title = cx.around.project.map_or("The project", |p| p.head.title.as_str());
        form::paragraph(
            ui,
            match self.unwritten {
                Unwritten::Edits => format!("“{title}” has changes that are not saved."),
                Unwritten::Everything => {
                    format!("The file of “{title}” is gone: what is shown here is in no file.")
                }
            },
        );
        if !self.can_save {
            form::warning(
                ui,
                cx.around.theme,
                "It is open for reading only, so its file can't be written. Save it under another \
                 name to keep the changes.",
            );
        }
        let going = match self.then {
            AfterSave::Quit => "before the window closes",
            AfterSave::Close => "before the project is closed",
            AfterSave::Open(_) => "before the other project is opened",
            AfterSave::Recover(_) => "before the recovered work is shown",
            AfterSave::New => "before a new project is made",
        };
        form::paragraph(ui, format!("What should happen {going}?"));
        ui.add_space(8.0);
        let mut next = Next::Stay;
        ui.horizontal(|ui| {
            if ui.button("Don't save").on_hover_text("What is not saved is lost.").clicked() {
                cx.out.send(Action::WithoutSaving(self.then.clone()));
                next = Next::Close;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = if self.can_save { "Save" } else { "Save as…" };
                let save = ui.add(form::primary(cx.around.theme, name));
                if cx.fresh {
                    save.request_focus();
                }
                if save.clicked() {
                    if self.can_save {
                        cx.out.send(Action::SaveThen(self.then.clone()));
                    } else {
                        *cx.after_save = Some(self.then.clone());
                        cx.out.run(Command::SaveAs);
                    }
                    next = Next::Close;
                }
                if ui.button("Cancel").clicked() {
                    next = Next::Close;
                }
            });
        });
        next
    }
}
