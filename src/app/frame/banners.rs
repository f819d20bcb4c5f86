//! Bars under the top bar that say what is unusual about the open project, and what can
//! be done about it.

use egui::{Color32, Frame, Margin, Panel, RichText, Ui};

use crate::{
    analysis::origins::Effect,
    app::{
        action::Outbox, command::Command, document::ReadOnly, panels::claim::origins::voice_name,
        theme::Theme, tracing::Tracing, window::Window,
    },
    domain::{project::Project, ruling::Voice},
    storage::watch::DiskChange,
};

/// How many of what is discounted are named.
const NAMED: usize = 3;

/// Draws what applies.
pub fn show(window: &mut Window, ui: &mut Ui, theme: &Theme) {
    let Window { document, tracing, outbox, .. } = window;
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
    if let Some(text) = discounted(document.project(), tracing) {
        let ways = [Command::ShowDifference, Command::ClearDiscount];
        banner(ui, (theme, theme.warning), &text, &ways, outbox);
    }
    if document.put_off.is_some() {
        let text = "There is work on this project that was not saved before the program stopped.";
        banner(ui, (theme, theme.accent), text, &[Command::Recover], outbox);
    }
}

/// What is discounted, and what that leaves; none if nothing is.
fn discounted(project: &Project, tracing: &Tracing) -> Option<String> {
    let discount = &tracing.discount;
    if discount.is_empty() {
        return None;
    }
    let sources = discount.sources.iter().map(|id| Voice::Source(*id));
    let works = discount.works.iter().map(|id| Voice::Work(*id));
    let mut names: Vec<String> =
        sources.chain(works).map(|voice| voice_name(project, voice)).collect();
    names.sort();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let count = |effect: Effect| {
        tracing.differences().iter().filter(|change| change.effect() == effect).count()
    };
    let classes = |n: usize| if n == 1 { "1 class".to_owned() } else { format!("{n} classes") };
    Some(format!(
        "Discounted: {}{more}. {} of claims left with nothing, {} with fewer origins.",
        names.join(", "),
        classes(count(Effect::OnNothing)),
        classes(count(Effect::OnFewer))
    ))
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
