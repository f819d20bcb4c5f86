//! Bars under the top bar that say what is unusual about the open project, and what can
//! be done about it.

use egui::{Color32, Frame, Margin, Panel, RichText, Ui};

use crate::app::{
    action::{Action, Outbox},
    document::ReadOnly,
    theme::Theme,
    window::Window,
};

/// Draws what applies.
pub fn show(window: &mut Window, ui: &mut Ui, theme: &Theme) {
    let Window { document, outbox, dialogs, .. } = window;
    let Some(document) = document else { return };
    match &document.read_only {
        Some(ReadOnly::Violations) => {
            let n = document.violations.len();
            let text = format!(
                "This project breaks {n} rule{} and is open for reading only.",
                if n == 1 { "" } else { "s" }
            );
            banner(ui, theme.danger, &text, |ui| {
                if ui.button("Show repairs…").clicked() {
                    dialogs.repairs();
                }
            });
        }
        Some(ReadOnly::Held(info)) => {
            let text = format!("Open for reading only: {info} has this project open.");
            banner(ui, theme.warning, &text, |ui| take_over(ui, outbox));
        }
        Some(ReadOnly::LockLost(why)) => {
            banner(ui, theme.warning, &format!("Open for reading only: {why}."), |ui| {
                take_over(ui, outbox);
                if ui.button("Save as…").clicked() {
                    outbox.run(crate::app::command::Command::SaveAs);
                }
            });
        }
        Some(ReadOnly::NotWritable(why)) => {
            let text = if why.is_empty() {
                "Open for reading only.".to_owned()
            } else {
                format!("Open for reading only: {why}.")
            };
            banner(ui, theme.warning, &text, |ui| {
                if ui.button("Save as…").clicked() {
                    outbox.run(crate::app::command::Command::SaveAs);
                }
            });
        }
        None => {}
    }
    if document.changed_on_disk {
        let unsaved = document.history.is_unsaved();
        let text = "The file was changed by somebody else since it was read.";
        banner(ui, theme.warning, text, |ui| {
            let reload = if unsaved { "Read it again, losing my edits" } else { "Read it again" };
            if ui.button(reload).clicked() {
                outbox.send(Action::ReloadFromDisk);
            }
            if ui.button("Save as…").clicked() {
                outbox.run(crate::app::command::Command::SaveAs);
            }
            if unsaved && ui.button("Write mine over it").clicked() {
                outbox.send(Action::OverwriteDisk);
            }
        });
    }
}

fn take_over(ui: &mut Ui, outbox: &mut Outbox) {
    let tip = "The other window can then read the project, but not save it.";
    if ui.button("Take over").on_hover_text(tip).clicked() {
        outbox.send(Action::TakeOverLock);
    }
}

fn banner(ui: &mut Ui, colour: Color32, text: &str, buttons: impl FnOnce(&mut Ui)) {
    let frame =
        Frame::new().fill(colour.gamma_multiply(0.13)).inner_margin(Margin::symmetric(12, 5));
    Panel::top(egui::Id::unique(("banner", text))).frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(text).color(colour));
            buttons(ui);
        });
    });
}
