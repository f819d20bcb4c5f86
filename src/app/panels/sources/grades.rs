//! How reliable a source is: dated grades, appended and never overwritten.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use super::{
    desk::Desk,
    detail::{LABEL, row},
};
use crate::app::text::{self, Field};
use crate::{
    app::{
        action::Action,
        panels::{Unstored, claim::fields},
    },
    domain::{
        ids::SourceId,
        project::Project,
        source::{Reliability, ReliabilityGrade, Source},
        time::Timestamp,
        vocabulary::Vocabulary as _,
    },
};

/// Grades that are being given, each waiting with its source.
#[derive(Debug, Default)]
pub(super) struct Grading {
    begun: BTreeMap<SourceId, Given>,
}

/// A grade that is being given.
#[derive(Debug, Default)]
struct Given {
    grade: Option<Reliability>,
    about: String,
    why: String,
}

impl Given {
    fn is_empty(&self) -> bool {
        self.grade.is_none() && self.about.trim().is_empty() && self.why.trim().is_empty()
    }
}

impl Grading {
    /// Closes the forms that hold nothing.
    pub fn close_empty(&mut self) {
        self.begun.retain(|_, given| !given.is_empty());
    }

    /// Records the grades that were chosen and not entered.
    pub fn flush(&mut self, desk: &mut Desk<'_>) {
        if !desk.editable() {
            return;
        }
        let chosen = |(_, given): &(SourceId, Given)| given.grade.is_some();
        let begun = std::mem::take(&mut self.begun).into_iter();
        let (ready, waiting): (Vec<_>, Vec<_>) = begun.partition(chosen);
        self.begun = waiting.into_iter().collect();
        for (id, given) in ready {
            record(desk, id, &given);
        }
    }

    /// A source of which a reason waits for its grade.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        let mut waiting = self.begun.iter().filter(|(_, given)| !given.is_empty());
        let (id, name) = waiting.find_map(|(id, _)| {
            project.sources.get(*id).map(|source| (*id, source.name.as_str()))
        })?;
        let why = format!(
            "Not stored yet, reliability of {name}: a reason and no grade. Choose the grade, or \
             press Cancel."
        );
        Some(Unstored { why, place: Action::ShowSource(id) })
    }

    /// The grade that holds, the form for another, and all that were given.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, source: &Source) {
        let open = self.begun.contains_key(&source.id);
        let clicked = fields::heading(ui, "Reliability", |ui| {
            desk.editable() && !open && fields::quiet(ui, "+ Grade", "Add a grade").clicked()
        });
        if clicked {
            self.begun.insert(source.id, Given::default());
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
            let kept = fields::inset(ui, theme, |ui| {
                self.begun.get_mut(&source.id).is_some_and(|given| form(ui, desk, source.id, given))
            });
            if !kept {
                self.begun.remove(&source.id);
            }
        }
        let mut grades: Vec<&ReliabilityGrade> = source.reliability.iter().collect();
        grades.sort_by_key(|grade| std::cmp::Reverse(grade.at));
        for grade in grades {
            given(ui, desk, grade);
        }
    }
}

/// The form. Whether it stays.
fn form(ui: &mut Ui, desk: &mut Desk<'_>, id: SourceId, given: &mut Given) -> bool {
    fields::row_of(ui, LABEL - 8.0, "Grade", |ui, _| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for grade in Reliability::ALL {
                let pressed = given.grade == Some(*grade);
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
                    given.grade = Some(*grade);
                }
            }
        });
        match given.grade {
            None => fields::small(ui, "A completely reliable … E unreliable; F cannot be judged"),
            Some(grade) => fields::small(ui, format!("{}. {}", grade.label(), grade.definition())),
        };
    });
    for (label, name, hint, text) in [
        ("About", "About what", "a subject; empty: in general", &mut given.about),
        ("Reason", "Reason for the grade", "why", &mut given.why),
    ] {
        fields::row_of(ui, LABEL - 8.0, label, |ui, _| {
            let field =
                ui.add(Field::singleline(text).hint_text(hint).desired_width(f32::INFINITY));
            fields::named_field(ui, &field, name);
        });
    }
    let mut stays = true;
    ui.horizontal(|ui| {
        let button = ui.add_enabled(given.grade.is_some(), egui::Button::new("Record grade"));
        if button.on_disabled_hover_text("Choose a grade first.").clicked() {
            record(desk, id, given);
            stays = false;
        }
        if fields::quiet(ui, "Cancel", "Cancel the grade").clicked() {
            stays = false;
        }
    });
    stays
}

/// Appends a grade to a source.
fn record(desk: &mut Desk<'_>, id: SourceId, given: &Given) {
    let Some(grade) = given.grade else { return };
    let text = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let (by, at) = (desk.scene.analyst, desk.scene.now);
    let grade =
        ReliabilityGrade { grade, about: text(&given.about), by, at, why: text(&given.why) };
    desk.source(id, "Grade reliability", |source| source.reliability.push(grade));
}

fn given(ui: &mut Ui, desk: &Desk<'_>, grade: &ReliabilityGrade) {
    row(ui, &day(grade.at), |ui| {
        let about = grade.about.as_ref().map(|about| format!(" about {about}")).unwrap_or_default();
        let by = desk.project().analyst_name(grade.by);
        let text = RichText::new(format!("{}{about} · {by}", grade.grade.letter())).size(12.5);
        text::wrapped(ui, text).on_hover_text(grade.grade.label());
        if let Some(why) = &grade.why {
            fields::small(ui, why.clone());
        }
    });
}

/// A moment's day.
pub(super) fn day(at: Timestamp) -> String {
    at.to_chrono().format("%Y-%m-%d").to_string()
}
