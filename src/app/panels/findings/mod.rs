//! Everything the program noticed, like a compiler's list of problems: jump, fix, or dismiss
//! with a reason. What was dismissed is shown on request.

mod deeds;
mod detail;
#[cfg(test)]
mod tests;

use egui::{Align, Layout, RichText, TextWrapMode, Ui, vec2};

use crate::{
    analysis::findings::{Finding, Severity},
    app::{
        action::Outbox,
        command::Command,
        rows::{Row, Rows},
        scene::Scene,
        text::{self, Field},
        theme::{self, Theme},
        tracing::Found,
    },
};

use super::{Unstored, claim::fields};

pub use deeds::jump;

/// The height of a line, in points.
const ROW: f32 = 46.0;

/// The room for what is told of the chosen finding, in points.
const DETAIL: f32 = 330.0;

/// Which of several findings one is.
type Key = (&'static str, Vec<String>);

/// The view of what was noticed.
#[derive(Debug, Default)]
pub struct FindingsView {
    chosen: Option<Key>,
    /// Whether the chosen line is to be brought into view.
    reveal: bool,
    /// Only findings of this severity.
    only: Option<Severity>,
    /// Whether dismissed ones are listed instead of those that stand.
    dismissed: bool,
    search: String,
    /// Why the chosen finding is dismissed, as typed so far, and which one.
    reason: (Option<Key>, String),
}

/// What a severity is called.
pub fn label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}

fn colour(theme: &Theme, severity: Severity) -> egui::Color32 {
    match severity {
        Severity::Error => theme.danger,
        Severity::Warning => theme.warning,
        Severity::Note => theme.accent,
    }
}

fn key(finding: &Finding) -> Key {
    (finding.code, finding.subjects.clone())
}

impl FindingsView {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let Some(found) = scene.tracing.found() else {
            ui.label("Looking for findings…");
            return;
        };
        ui.heading("Findings");
        self.toolbar(ui, found);
        if !scene.tracing.discount.is_empty() {
            ui.horizontal_wrapped(|ui| {
                fields::small(ui, "Findings about origins are those of what remains.");
                let name = Command::ShowDifference.name();
                if fields::quiet(ui, name, name).clicked() {
                    out.run(Command::ShowDifference);
                }
            });
        }
        ui.add_space(4.0);
        let shown = self.shown(found);
        if shown.is_empty() {
            ui.add_space(24.0);
            ui.label(self.nothing(found));
            return;
        }
        let at = shown.iter().position(|at| self.is_chosen(&found.all[*at])).unwrap_or(0);
        self.chosen = Some(key(&found.all[shown[at]]));
        let room = ui.available_size();
        ui.horizontal_top(|ui| {
            let width = (room.x - DETAIL - 28.0).max(240.0);
            ui.allocate_ui_with_layout(vec2(width, room.y), Layout::top_down(Align::Min), |ui| {
                ui.set_min_width(width);
                self.list(ui, scene, found, &shown, at, out);
            });
            ui.separator();
            ui.allocate_ui_with_layout(vec2(DETAIL, room.y), Layout::top_down(Align::Min), |ui| {
                ui.set_min_width(DETAIL);
                ui.set_max_width(DETAIL);
                detail::show(ui, scene, &found.all[shown[at]], &mut self.reason, out);
            });
        });
    }

    /// The finding that stands next or before the chosen one, as a place in the list of all;
    /// it is chosen from then on.
    pub fn step(&mut self, all: &[Finding], forward: bool) -> Option<usize> {
        let now = all.iter().position(|finding| self.is_chosen(finding));
        let stands = |at: &usize| all[*at].dismissed.is_none();
        let next = match (now, forward) {
            (Some(now), true) => (now + 1..all.len()).find(stands),
            (Some(now), false) => (0..now).rev().find(stands),
            (None, true) => (0..all.len()).find(stands),
            (None, false) => (0..all.len()).rev().find(stands),
        }?;
        self.chosen = Some(key(&all[next]));
        (self.reveal, self.dismissed, self.only) = (true, false, None);
        self.search.clear();
        Some(next)
    }

    /// A reason that was typed and not given.
    pub fn unstored(&self) -> Option<Unstored> {
        let (_, reason) = &self.reason;
        (!reason.trim().is_empty()).then(|| Unstored {
            why: "A reason to dismiss a finding was typed, and the finding not dismissed. Dismiss it, or empty the field.".to_owned(),
            place: crate::app::action::Action::Run(crate::app::command::Command::ShowFindings),
        })
    }

    fn is_chosen(&self, finding: &Finding) -> bool {
        self.chosen
            .as_ref()
            .is_some_and(|(code, subjects)| *code == finding.code && *subjects == finding.subjects)
    }

    fn shown(&self, found: &Found) -> Vec<usize> {
        let words = self.search.to_lowercase();
        let passes = |finding: &Finding| {
            finding.dismissed.is_some() == self.dismissed
                && self.only.is_none_or(|only| finding.severity == only)
                && (words.is_empty()
                    || finding.message.to_lowercase().contains(&words)
                    || finding.code.contains(&words))
        };
        (0..found.all.len()).filter(|at| passes(&found.all[*at])).collect()
    }

    fn toolbar(&mut self, ui: &mut Ui, found: &Found) {
        let count = |only: Option<Severity>, dismissed: bool| {
            let of = found.all.iter().filter(|f| f.dismissed.is_some() == dismissed);
            of.filter(|f| only.is_none_or(|only| f.severity == only)).count()
        };
        ui.horizontal_wrapped(|ui| {
            let parts = [
                ("All", None),
                ("Errors", Some(Severity::Error)),
                ("Warnings", Some(Severity::Warning)),
                ("Notes", Some(Severity::Note)),
            ];
            for (title, only) in parts {
                let n = count(only, false);
                // The project's own rules are checked elsewhere: mostly there are no errors.
                if n == 0 && only == Some(Severity::Error) {
                    continue;
                }
                let chosen = !self.dismissed && self.only == only;
                let text = format!("{title}  {n}");
                if ui.add(egui::Button::new(text).selected(chosen)).clicked() {
                    (self.dismissed, self.only) = (false, only);
                }
            }
            let text = format!("Dismissed  {}", count(None, true));
            if ui.add(egui::Button::new(text).selected(self.dismissed)).clicked() {
                (self.dismissed, self.only) = (true, None);
            }
            let field =
                Field::singleline(&mut self.search).hint_text("search").desired_width(180.0);
            let field = ui.add(field);
            fields::named_field(ui, &field, "Search findings");
        });
    }

    fn nothing(&self, found: &Found) -> &'static str {
        if !self.search.is_empty() || self.only.is_some() {
            "No finding passes the filters."
        } else if self.dismissed {
            "No finding was dismissed."
        } else if found.all.is_empty() {
            "Nothing was noticed. Findings appear here as you work."
        } else {
            "All findings were dismissed."
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        found: &Found,
        shown: &[usize],
        at: usize,
        out: &mut Outbox,
    ) {
        let rows = Rows {
            fill: true,
            cursor: Some(at),
            reveal: std::mem::take(&mut self.reveal).then_some(at),
            ..Rows::new("findings", "List of findings", shown.len(), ROW)
        };
        let of = |row: usize| &found.all[shown[row]];
        let response = rows.show(
            ui,
            scene.theme,
            |row| Row {
                name: format!("{}: {}", label(of(row).severity), of(row).message),
                chosen: row == at,
                enabled: true,
            },
            |ui, row| paint(ui, scene, of(row)),
            None,
        );
        let to = response.moved.map(|(to, _)| to).or(response.clicked.map(|(to, _)| to));
        if let Some(to) = to {
            self.chosen = Some(key(of(to)));
        }
        if let Some(to) = response.activated {
            let action = of(to).places.iter().find_map(|place| jump(scene.project, place));
            if let Some(action) = action {
                out.send(action);
            }
        }
    }
}

fn paint(ui: &mut Ui, scene: &Scene<'_>, finding: &Finding) {
    // Two lines of text, each lower than a row of controls.
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().interact_size.y = 18.0;
    ui.horizontal(|ui| {
        let (dot, _) = ui.allocate_exact_size(vec2(8.0, 8.0), egui::Sense::hover());
        ui.painter().circle_filled(dot.center(), 4.0, colour(scene.theme, finding.severity));
        let message = RichText::new(&finding.message).color(scene.theme.ink).size(13.0);
        let room = ui.available_width();
        let message = text::shown(ui, message, TextWrapMode::Truncate, room);
        ui.add(egui::Label::new(message).truncate().selectable(false));
    });
    ui.horizontal(|ui| {
        ui.add_space(8.0 + ui.spacing().item_spacing.x);
        let place = finding.places.first().and_then(|place| place.article);
        let article = place.and_then(|id| scene.project.article(id)).map(|a| a.title());
        let parts = [label(finding.severity)].into_iter().chain(article);
        let line = RichText::new(text::joined(parts)).small().color(scene.theme.faint);
        let room = ui.available_width();
        let line = text::shown(ui, line, TextWrapMode::Truncate, room);
        ui.add(egui::Label::new(line).truncate().selectable(false));
    });
}

/// The heading of a part of the detail.
fn part(ui: &mut Ui, title: &str) {
    theme::section(ui, title);
}
