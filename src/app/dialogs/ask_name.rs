//! Asks once what the analyst is called: judgements are signed.

use egui::Ui;

use super::form::{self, Cx, Next, Pressed};
use crate::app::{action::Action, settings::Preferences, theme};

/// The dialog.
#[derive(Debug, Default)]
pub struct AskName {
    name: String,
}

impl AskName {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        form::paragraph(
            ui,
            "Claims and judgements are signed and dated, so that two analysts can compare them. \
             The name is kept on this computer and written into projects that you change.",
        );
        form::field(ui, "Your name", &mut self.name, "As others know you", cx.fresh);
        let name = self.name.trim().to_owned();
        let ready = if name.is_empty() { Err("Type a name first.") } else { Ok(()) };
        match form::buttons(ui, cx.around.theme, "Use this name", ready, |ui| {
            theme::hint(ui, "Ctrl+, changes it later.");
        }) {
            Pressed::Confirm => {
                let preferences = Preferences { analyst: name, ..cx.around.settings.preferences() };
                cx.out.send(Action::SetPreferences(preferences));
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}
