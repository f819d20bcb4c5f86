//! How reliable the last voices are: shown here, stored on the source. A reliability is
//! never copied into a claim's credibility.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use super::{
    fields,
    judgement::day,
    view::{View, last_voices, shortened, source_name},
};
use crate::app::text::{self, Field};
use crate::{
    app::{action::Action, panels::Unstored},
    domain::{
        article::Article, claim::Claim, ids::SourceId, project::Project, source::Reliability,
        vocabulary::Vocabulary as _,
    },
};

/// A grade that is being given.
#[derive(Debug, Default)]
pub(super) struct Grading {
    open: Option<SourceId>,
    /// Reasons that wait for their grades.
    why: BTreeMap<SourceId, String>,
}

impl Grading {
    /// A source with a reason that waits for its grade.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        let mut waiting = self.why.iter().filter(|(_, why)| !why.trim().is_empty());
        let name = waiting
            .find_map(|(id, _)| project.source(*id).map(|_| (*id, source_name(project, *id))));
        name.map(|(id, name)| {
            let why = format!(
                "Not stored yet, reliability of {name}: a reason and no grade. Choose the \
                 grade beside a claim of this source, or press Cancel there."
            );
            Unstored { why, place: self.place(project, id) }
        })
    }

    /// A claim beside which the source can be graded.
    fn place(&self, project: &Project, id: SourceId) -> Action {
        let speaks = |article: &Article, claim: &Claim| {
            claim.chains.iter().any(|chain| last_voices(project, article, chain).contains(&id))
        };
        let claim = project.claims().find(|(article, claim)| speaks(article, claim));
        claim.map_or(Action::ShowSource(id), |(_, claim)| Action::JumpToClaim(claim.id))
    }

    /// Whether the form for a source is shown: it was opened, or holds a reason.
    fn is_open(&self, id: SourceId) -> bool {
        self.open == Some(id) || self.why.get(&id).is_some_and(|why| !why.trim().is_empty())
    }

    fn close(&mut self, id: SourceId) {
        self.open = self.open.filter(|open| *open != id);
        self.why.remove(&id);
    }
}

/// One row for each last voice.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, grading: &mut Grading) {
    let mut voices: Vec<SourceId> = Vec::new();
    for chain in &view.claim.chains {
        for id in last_voices(view.project(), view.article, chain) {
            if !voices.contains(&id) {
                voices.push(id);
            }
        }
    }
    if voices.is_empty() {
        return;
    }
    for (at, id) in voices.into_iter().enumerate() {
        let title = if at == 0 { "Reliability" } else { "" };
        ui.push_id(id.as_str(), |ui| one(ui, view, grading, id, title));
    }
}

fn one(ui: &mut Ui, view: &mut View<'_>, grading: &mut Grading, id: SourceId, title: &str) {
    let name = source_name(view.project(), id);
    let Some(source) = view.project().source(id) else { return };
    let grade = source.current_reliability();
    fields::wrapped_row(ui, title, |ui| {
        let letter = grade.map_or('–', |grade| grade.grade.letter());
        let text = RichText::new(letter.to_string()).monospace().strong();
        let shown = ui.label(text);
        let label = text::unbroken(ui, RichText::new(shortened(&name, 24)).size(12.5));
        text::tip(label, &name);
        if let Some(grade) = grade {
            let who = view.project().analyst_name(grade.by);
            let why = grade.why.as_deref().unwrap_or("no reason given");
            let label = grade.grade.label();
            text::tip(shown, format!("{label}\n{why}\n{who}, {}", day(grade.at)));
        }
        let open = grading.is_open(id);
        if view.editable() && !open {
            let name = format!("Grade {name}");
            if fields::quiet(ui, "Grade…", &name).clicked() {
                grading.open = Some(id);
            }
        }
    });
    if grading.is_open(id) && view.editable() {
        let theme = view.theme();
        fields::inset(ui, theme, |ui| form(ui, view, grading, id));
    }
}

fn form(ui: &mut Ui, view: &mut View<'_>, grading: &mut Grading, id: SourceId) {
    fields::small(ui, "Stands on the source, for all its claims.");
    let field = Field::singleline(grading.why.entry(id).or_default())
        .hint_text("why, then choose the grade")
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    fields::named_field(ui, &field, "Reason for the grade");
    let mut chosen = None;
    ui.spacing_mut().item_spacing.y = 1.0;
    for grade in Reliability::ALL {
        let entry = ui.selectable_label(false, grade.label());
        if entry.on_hover_text(grade.definition()).clicked() {
            chosen = Some(*grade);
        }
    }
    if fields::quiet(ui, "Cancel", "Cancel the grade").clicked() {
        grading.close(id);
    }
    if let Some(grade) = chosen {
        let why = grading.why.get(&id).map(|why| why.trim().to_owned());
        let why = why.filter(|why| !why.is_empty());
        if let Some(edit) = view.tagging().grade_source(id, grade, why) {
            view.out.edit(edit, "reliability");
        }
        grading.close(id);
    }
}
