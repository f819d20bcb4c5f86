//! Bars under the top bar that say what is unusual about the open project, and what can
//! be done about it.

use egui::{Color32, Frame, Margin, Panel, RichText, Ui};

use crate::{
    app::{action::Outbox, command::Command, document::ReadOnly, theme::Theme, window::Window},
    storage::watch::DiskChange,
};

/// Draws what applies.
pub fn show(window: &mut Window, ui: &mut Ui, theme: &Theme) {
    let Window { document, outbox, .. } = window;
    let Some(document) = document else { return };
    match &document.read_only {
        Some(ReadOnly::Violations) => {
            let n = document.violations.len();
            let text = format!(
                "This project breaks {n} rule{} and is open for reading only.",
                if n == 1 { "" } else { "s" }
            );
            banner(ui, (theme, theme.danger), &text, &[Command::Repair], outbox);
        }
        Some(ReadOnly::Held(info)) => {
            let text = format!("Open for reading only: {info} has this project open.");
            banner(ui, (theme, theme.warning), &text, &[Command::TakeOver], outbox);
        }
        Some(ReadOnly::LockLost(why)) => {
            let text = format!("Open for reading only: {why}.");
            banner(
                ui,
                (theme, theme.warning),
                &text,
                &[Command::TakeOver, Command::SaveAs],
                outbox,
            );
        }
        Some(ReadOnly::NotWritable(why)) => {
            let text = if why.is_empty() {
                "Open for reading only.".to_owned()
            } else {
                format!("Open for reading only: {why}.")
            };
            banner(ui, (theme, theme.warning), &text, &[Command::SaveAs], outbox);
        }
        None => {}
    }
    let remedies: &[Command] = if document.is_editable() {
        &[Command::ReadAgain, Command::SaveAs, Command::WriteOver]
    } else {
        &[Command::ReadAgain, Command::SaveAs]
    };
    match document.on_disk {
        DiskChange::Unchanged => {}
        DiskChange::Changed => {
            let text = "The file was changed by somebody else since it was read.";
            banner(ui, (theme, theme.warning), text, remedies, outbox);
        }
        DiskChange::Gone => {
            let path = document.path.as_deref().map(|p| p.display().to_string());
            let text = format!("The file is gone: {}.", path.unwrap_or_default());
            banner(ui, (theme, theme.warning), &text, &remedies[1..], outbox);
        }
    }
    if document.put_off.is_some() {
        let text = "There is work on this project that was not saved before the program stopped.";
        banner(ui, (theme, theme.accent), text, &[Command::Recover], outbox);
    }
}

/// A bar with a text and a button for each thing that can be done about it.
fn banner(
    ui: &mut Ui,
    (theme, colour): (&Theme, Color32),
    text: &str,
    remedies: &[Command],
    out: &mut Outbox,
) {
    let frame = Frame::new().fill(theme.bar(colour)).inner_margin(Margin::symmetric(12, 5));
    Panel::top(egui::Id::unique(("banner", text))).frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(text).color(colour));
            for command in remedies {
                if ui.button(command.name()).on_hover_text(command.tooltip()).clicked() {
                    out.run(*command);
                }
            }
        });
    });
}
