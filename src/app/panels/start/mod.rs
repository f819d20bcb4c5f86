//! The page without a project: what the program is for, and where to go on.

pub mod when;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use egui::{Align, Layout, RichText, Ui};

use crate::app::text;
use crate::{
    app::{
        action::{Action, Outbox},
        command::Command,
        settings::{RecentProject, Settings},
        theme::{self, Theme},
    },
    domain::time::Timestamp,
    storage::recovery::{RecoveryCopy, RecoveryOf},
};

/// The widest that the page becomes, in points.
const WIDTH: f32 = 720.0;

/// The page without a project.
#[derive(Debug, Default)]
pub struct StartPage {
    /// The copy that the analyst pressed "discard" on once.
    discarding: Option<PathBuf>,
}

impl StartPage {
    /// Draws it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        settings: &Settings,
        recoveries: &[RecoveryCopy],
        now: Timestamp,
        out: &mut Outbox,
    ) {
        let margin = ((ui.available_width() - WIDTH) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(WIDTH.min(ui.available_width()));
                ui.add_space((ui.ctx().content_rect().height() * 0.07).min(70.0));
                welcome(ui, theme, out);
                if !recoveries.is_empty() {
                    self.recoveries(ui, theme, recoveries, now, out);
                }
                ui.add_space(18.0);
                recent(ui, theme, &settings.recent, now, out);
            });
        });
    }

    fn recoveries(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        recoveries: &[RecoveryCopy],
        now: Timestamp,
        out: &mut Outbox,
    ) {
        ui.add_space(18.0);
        ui.label(RichText::new("Work that was not saved").color(theme.warning).strong());
        theme::hint(ui, "The program stopped before these edits were saved.");
        for copy in recoveries {
            theme::card(ui, theme, |ui| self.recovery(ui, theme, copy, now, out));
        }
    }

    fn recovery(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        copy: &RecoveryCopy,
        now: Timestamp,
        out: &mut Outbox,
    ) {
        let name = match &copy.head.of {
            RecoveryOf::Path(path) => file_name(path),
            RecoveryOf::Unnamed(_) => "A project that was never saved".to_owned(),
        };
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let label = text::unbroken(ui, RichText::new(&name).strong());
                if let RecoveryOf::Path(path) = &copy.head.of {
                    label.on_hover_text(path.display().to_string());
                }
                let edits = match copy.head.edits {
                    1 => "1 edit".to_owned(),
                    n => format!("{n} edits"),
                };
                theme::hint(ui, format!("{edits} · {}", when::in_words(copy.head.at, now)));
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let text = RichText::new("Recover").color(theme.on_accent);
                let recover = egui::Button::new(text).fill(theme.accent);
                let recover = ui.add(recover).accessible_name(format!("Recover {name}"));
                if recover.clicked() {
                    out.send(Action::Recover(copy.file.clone()));
                }
                let sure = self.discarding.as_ref() == Some(&copy.file);
                let text = if sure { "Discard for good" } else { "Discard…" };
                if ui.button(text).accessible_name(format!("{text} {name}")).clicked() {
                    if sure {
                        out.send(Action::DiscardRecovery(copy.file.clone()));
                        self.discarding = None;
                    } else {
                        self.discarding = Some(copy.file.clone());
                    }
                }
            });
        });
        if copy.may_be_open() {
            let text = "It may still be open in another window of the program.";
            ui.label(RichText::new(text).small().color(theme.warning));
        }
    }
}

fn welcome(ui: &mut Ui, theme: &Theme, out: &mut Outbox) {
    ui.label(
        RichText::new("Sourceline")
            .font(egui::FontId::new(32.0, egui::FontFamily::Name(theme::SERIF_BOLD.into()))),
    );
    let text = "Mark what an article claims, and record who said it, on what evidence, and how far \
                it can be trusted.";
    ui.add(egui::Label::new(RichText::new(text).size(15.0).color(theme.faint)).wrap());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let new = RichText::new(Command::NewProject.name()).color(theme.on_accent);
        if ui.add(egui::Button::new(new).fill(theme.accent)).clicked() {
            out.run(Command::NewProject);
        }
        if ui.button(Command::OpenProject.name()).clicked() {
            out.run(Command::OpenProject);
        }
        theme::hint(ui, "or drop a project or articles here");
    });
}

fn recent(ui: &mut Ui, theme: &Theme, recent: &[RecentProject], now: Timestamp, out: &mut Outbox) {
    theme::section(ui, "Recent projects");
    if recent.is_empty() {
        theme::hint(ui, "Projects that you open are listed here.");
    }
    for project in recent {
        theme::card(ui, theme, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let forget = format!("Forget {}", project.title);
                    if theme::small_button(ui, "✕", &forget).clicked() {
                        out.send(Action::ForgetRecent(project.path.clone()));
                    }
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        recent_project(ui, theme, project, now, out);
                    });
                });
            });
        });
    }
}

fn recent_project(
    ui: &mut Ui,
    theme: &Theme,
    project: &RecentProject,
    now: Timestamp,
    out: &mut Outbox,
) {
    ui.spacing_mut().item_spacing.y = 1.0;
    let title = RichText::new(&project.title).color(theme.accent).strong();
    let link = egui::Link::new(text::line(ui, title));
    if ui.add(link).accessible_name(format!("Open {}", project.title)).clicked() {
        out.send(Action::OpenPath(project.path.clone()));
    }
    let opened = project.opened.parse::<Timestamp>().ok().map(|at| when::in_words(at, now));
    let parts = [Some(file_name(&project.path)), opened.map(|w| format!("open {w}"))];
    let line = text::joined(parts.into_iter().flatten());
    let line = text::elided(ui, RichText::new(line).small().color(theme.faint));
    line.on_hover_text(project.path.display().to_string());
    if !project.left.is_empty() {
        ui.label(RichText::new(format!("Left: {}", project.left)).small());
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
