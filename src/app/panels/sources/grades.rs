//! How reliable a source is: dated grades, appended and never overwritten.

use egui::{RichText, TextEdit, Ui};

use super::{
    desk::Desk,
    detail::{LABEL, row},
};
use crate::{
    app::panels::claim::fields,
    domain::{
        ids::SourceId,
        source::{Reliability, ReliabilityGrade, Source},
        time::Timestamp,
        vocabulary::Vocabulary as _,
    },
};

/// A grade that is being given.
#[derive(Debug, Default)]
pub(super) struct Grading {
    open: Option<SourceId>,
    grade: Option<Reliability>,
    about: String,
    why: String,
}

impl Grading {
    /// Gives up what was begun.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// The grade that holds, the form for another, and all that were given.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, source: &Source) {
        let open = self.open == Some(source.id);
        let clicked = fields::heading(ui, "Reliability", |ui| {
            desk.editable() && !open && fields::quiet(ui, "+ Grade", "Add a grade").clicked()
        });
        if clicked {
            *self = Self { open: Some(source.id), ..Self::default() };
        }
        row(ui, "Now", |ui| match source.current_reliability() {
            None => {
                ui.add_space(4.0);
                ui.label(RichText::new("Not graded in general.").size(12.5).weak());
            }
            Some(grade) => {
                ui.add_space(4.0);
                ui.label(RichText::new(grade.grade.label()).strong())
                    .on_hover_text(grade.grade.definition());
                if !grade.grade.is_judged() {
                    fields::small(
                        ui,
                        "F means that it cannot be judged: a missing value, not the worst grade.",
                    );
                }
            }
        });
        if open && desk.editable() {
            let theme = desk.theme();
            fields::inset(ui, theme, |ui| self.form(ui, desk, source.id));
        }
        let mut grades: Vec<&ReliabilityGrade> = source.reliability.iter().collect();
        grades.sort_by_key(|grade| std::cmp::Reverse(grade.at));
        for grade in grades {
            given(ui, desk, grade);
        }
    }

    fn form(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, id: SourceId) {
        fields::row_of(ui, LABEL - 8.0, "Grade", |ui, _| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                for grade in Reliability::ALL {
                    let pressed = self.grade == Some(*grade);
                    let letter = RichText::new(grade.letter().to_string()).monospace();
                    let button = egui::Button::selectable(pressed, letter);
                    let edge = if pressed { desk.theme().accent } else { desk.theme().line };
                    let response = ui.add(button.stroke(egui::Stroke::new(1.0, edge)));
                    response.widget_info(|| {
                        let name = grade.label();
                        egui::WidgetInfo::selected(egui::Role::Button, true, pressed, name)
                    });
                    let explained = format!("{}\n{}", grade.label(), grade.definition());
                    if response.on_hover_text(explained).clicked() {
                        self.grade = Some(*grade);
                    }
                }
            });
            match self.grade {
                None => {
                    fields::small(ui, "A completely reliable … E unreliable; F cannot be judged")
                }
                Some(grade) => {
                    fields::small(ui, format!("{}. {}", grade.label(), grade.definition()))
                }
            };
        });
        for (label, name, hint, text) in [
            ("About", "About what", "a subject; empty: in general", &mut self.about),
            ("Reason", "Reason for the grade", "why", &mut self.why),
        ] {
            fields::row_of(ui, LABEL - 8.0, label, |ui, _| {
                let field =
                    ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY));
                fields::named_field(ui, &field, name);
            });
        }
        ui.horizontal(|ui| {
            let record = ui.add_enabled(self.grade.is_some(), egui::Button::new("Record grade"));
            if record.on_disabled_hover_text("Choose a grade first.").clicked()
                && let Some(grade) = self.grade
            {
                let text = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
                let given = ReliabilityGrade {
                    grade,
                    about: text(&self.about),
                    by: desk.scene.analyst,
                    at: desk.scene.now,
                    why: text(&self.why),
                };
                desk.source(id, "Grade reliability", |source| source.reliability.push(given));
                self.close();
            }
            if fields::quiet(ui, "Cancel", "Cancel the grade").clicked() {
                self.close();
            }
        });
    }
}

fn given(ui: &mut Ui, desk: &Desk<'_>, grade: &ReliabilityGrade) {
    row(ui, &day(grade.at), |ui| {
        let about = grade.about.as_ref().map(|about| format!(" about {about}")).unwrap_or_default();
        let by = desk.project().analyst_name(grade.by);
        let text = RichText::new(format!("{}{about} · {by}", grade.grade.letter())).size(12.5);
        ui.add(egui::Label::new(text).wrap()).on_hover_text(grade.grade.label());
        if let Some(why) = &grade.why {
            fields::small(ui, why.clone());
        }
    });
}

/// A moment's day.
pub(super) fn day(at: Timestamp) -> String {
    at.to_chrono().format("%Y-%m-%d").to_string()
}
