//! The bar at the bottom: what is saved, how much is done, what runs.

mod covered;
mod done;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use egui::{Align, Layout, ProgressBar, RichText, Ui};

use crate::{
    app::{
        action::{Action, Outbox},
        command::Command,
        scene::Scene,
        tasks::{Follower, Progress, Running},
        theme,
    },
    domain::time::Timestamp,
};

/// What the status bar tells beside the project itself.
#[derive(Debug)]
pub struct StatusInfo<'a> {
    /// Whether there is something that is not on disk.
    pub unsaved: bool,
    /// Whether a save is under way.
    pub saving: bool,
    /// Whether the project has no file yet.
    pub never_saved: bool,
    /// When the session began.
    pub session_started: Timestamp,
    /// What runs in the background.
    pub tasks: &'a [Running],
}

/// A task that is over sooner is not worth a word, in seconds.
const WORTH_TELLING: f64 = 0.3;

/// What the status bar remembers: the coverage of the article, by snapshot.
#[derive(Debug, Default)]
pub struct StatusBar {
    covered: covered::Covered,
    done: Follower<done::Done>,
    /// Since when each task was seen, in egui's seconds.
    seen: Vec<(Arc<Progress>, f64)>,
}

impl StatusBar {
    /// Draws it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        info: &StatusInfo<'_>,
        out: &mut Outbox,
    ) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            saved(ui, scene, info);
            self.done(ui, scene);
            if let Some(article) = scene.current_article() {
                self.covered.show(ui, article);
            }
            findings(ui, scene, out);
            session(ui, scene, info);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.tasks(ui, info.tasks, out);
            });
        });
    }

    fn done(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let articles = scene.project.articles.clone();
        let counted = self.done.follow(
            ui.ctx(),
            "Counting claims",
            |done| done.behind(&scene.project.articles),
            move |done| done.update(&articles),
        );
        let Some(done) = counted else {
            ui.label(small("Counting claims…"));
            return;
        };
        let all = scene.project.claim_count();
        let in_project = done.in_all();
        let project = format!("In the project: {in_project} of {all} claims done.");
        let Some(article) = scene.current_article() else {
            ui.label(small(format!("{in_project} of {all} claims done")));
            return;
        };
        let n = done.in_article(article.id);
        ui.label(small(format!("{n} of {} claims done", article.claims.len())))
            .on_hover_text(project);
    }

    fn tasks(&mut self, ui: &mut Ui, tasks: &[Running], out: &mut Outbox) {
        let now = ui.input(|i| i.time);
        self.seen.retain(|(known, _)| tasks.iter().any(|t| Arc::ptr_eq(&t.progress, known)));
        for task in tasks {
            let known = self.seen.iter().find(|(known, _)| Arc::ptr_eq(known, &task.progress));
            let since = known.map(|(_, since)| *since);
            let since = since.unwrap_or_else(|| {
                self.seen.push((Arc::clone(&task.progress), now));
                now
            });
            let left = WORTH_TELLING - (now - since);
            if left > 0.0 {
                ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
                continue;
            }
            ui.ctx().request_repaint_after(Duration::from_millis(100));
            if task.can_cancel {
                let name = format!("Cancel: {}", task.name);
                if theme::small_button(ui, "✕", &name).clicked() {
                    out.send(Action::CancelTask(task.id));
                }
            }
            let share = task.progress.share();
            if share > 0.0 {
                ui.add(ProgressBar::new(share).desired_width(90.0).desired_height(8.0));
            } else {
                ui.add(egui::Spinner::new().size(12.0));
            }
            let stops = task.progress.is_cancelled();
            let text = if stops { "Stopping…".to_owned() } else { format!("{}…", task.name) };
            ui.label(small(text));
        }
    }
}

fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).small()
}

fn saved(ui: &mut Ui, scene: &Scene<'_>, info: &StatusInfo<'_>) {
    let (text, colour) = if info.saving {
        ("Saving…", scene.theme.faint)
    } else if !scene.editable {
        ("Read-only", scene.theme.warning)
    } else if info.unsaved {
        ("Unsaved changes", scene.theme.warning)
    } else if info.never_saved {
        ("Not saved yet", scene.theme.faint)
    } else {
        ("Saved", scene.theme.good)
    };
    ui.label(small(text).color(colour));
}

/// How many findings stand; a way to them.
fn findings(ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
    let Some(found) = scene.tracing.found() else {
        ui.label(small("Looking for findings…"));
        return;
    };
    let n = found.standing;
    let text = if n == 1 { "1 finding".to_owned() } else { format!("{n} findings") };
    let button = egui::Button::new(small(text)).frame(false);
    if ui.add(button).on_hover_text(Command::ShowFindings.tooltip()).clicked() {
        out.run(Command::ShowFindings);
    }
}

/// How long the session has lasted, in hours and minutes.
fn session(ui: &mut Ui, scene: &Scene<'_>, info: &StatusInfo<'_>) {
    let seconds = scene.now.unix_seconds() - info.session_started.unix_seconds();
    let minutes = seconds.max(0) / 60;
    let text = format!("Session {}:{:02}", minutes / 60, minutes % 60);
    ui.label(small(text)).on_hover_text("Hours and minutes since the project was opened.");
    ui.ctx().request_repaint_after(Duration::from_secs(30));
}
