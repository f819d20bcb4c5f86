//! Changes the settings: what is changed is seen at once, and Cancel brings it back.

use egui::{Grid, RichText, Slider, Ui};

use super::form::{self, Cx, Next, Pressed};
use crate::app::{
    action::Action,
    reader::ReaderSettings,
    settings::{Preferences, ThemeChoice},
    theme,
};

/// The dialog.
#[derive(Debug)]
pub struct SettingsDialog {
    before: Preferences,
    name: String,
    /// What was last sent.
    sent: Preferences,
}

impl SettingsDialog {
    /// With what is set.
    pub fn new(preferences: Preferences) -> Self {
        let (name, sent) = (preferences.analyst.clone(), preferences.clone());
        Self { name, sent, before: preferences }
    }

    /// Brings back what was set before.
    pub fn restore(&self, cx: &mut Cx<'_, '_>) {
        if self.sent != self.before {
            cx.out.send(Action::SetPreferences(self.before.clone()));
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let mut now = self.sent.clone();
        Grid::new("settings").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            form::grid_field(ui, "Your name", &mut self.name, cx.fresh);
            ui.end_row();
            ui.label(RichText::new("Colours").weak());
            ui.horizontal(|ui| {
                for (choice, name) in [
                    (ThemeChoice::System, "As the system"),
                    (ThemeChoice::Light, "Light"),
                    (ThemeChoice::Dark, "Dark"),
                ] {
                    ui.radio_value(&mut now.theme, choice, name);
                }
            });
            ui.end_row();
            ui.label(RichText::new("Type").weak());
            ui.horizontal(|ui| {
                ui.radio_value(&mut now.serif, true, "Serif");
                ui.radio_value(&mut now.serif, false, "Sans serif");
            });
            ui.end_row();
            ui.label(RichText::new("Type size").weak());
            ui.add(Slider::new(&mut now.type_size, ReaderSettings::SIZES).step_by(0.5))
                .accessible_name("Type size");
            ui.end_row();
            ui.label(RichText::new("Line spacing").weak());
            ui.add(Slider::new(&mut now.line_spacing, ReaderSettings::SPACINGS).step_by(0.05))
                .accessible_name("Line spacing");
            ui.end_row();
            ui.label(RichText::new("Measure").weak());
            ui.add(Slider::new(&mut now.measure, ReaderSettings::MEASURES).suffix(" characters"))
                .accessible_name("Measure");
            ui.end_row();
        });
        if now != self.sent {
            self.sent = now;
            cx.out.send(Action::SetPreferences(self.sent.clone()));
        }
        let name = self.name.trim().to_owned();
        let empty = name.is_empty() && !self.before.analyst.is_empty();
        let ready = if empty { Err("Judgements need a name to stand under.") } else { Ok(()) };
        match form::buttons(ui, cx.around.theme, "Done", ready, |ui| {
            theme::hint(ui, "The article behind shows what you change.");
        }) {
            Pressed::Confirm => {
                if name != self.sent.analyst {
                    let preferences = Preferences { analyst: name, ..self.sent.clone() };
                    cx.out.send(Action::SetPreferences(preferences));
                }
                Next::Close
            }
            Pressed::Cancel => {
                self.restore(cx);
                Next::Close
            }
            Pressed::Nothing => Next::Stay,
        }
    }
}
