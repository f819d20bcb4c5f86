//! What stands in the panel while no claim is selected.

use egui::{RichText, Ui};

use super::chains::shortcut;
use crate::app::{command::Command, scene::Scene, theme};

/// How to make a claim, and how to get to one.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>) {
    ui.add_space(14.0);
    ui.label(
        RichText::new("No claim selected").family(egui::FontFamily::Name(theme::SANS_BOLD.into())),
    );
    ui.add_space(2.0);
    let new = shortcut(ui, Command::NewClaim);
    if scene.editable {
        paragraph(ui, format!("Select words in the text and press {new} to make a claim."));
    }
    let next = shortcut(ui, Command::NextClaim);
    let previous = shortcut(ui, Command::PreviousClaim);
    paragraph(
        ui,
        format!(
            "Click a claim in the text to see it, or go through them with {next} and {previous}."
        ),
    );
    if !scene.editable {
        paragraph(ui, "The project is open for reading only.".to_owned());
    }
}

fn paragraph(ui: &mut Ui, text: String) {
    ui.add(egui::Label::new(RichText::new(text).weak()).wrap());
}
