//! How reliable the last voices are: shown here, stored on the source. A reliability is
//! never copied into a claim's credibility.

use egui::{RichText, TextEdit, Ui};

use super::{
    fields,
    judgement::day,
    view::{View, last_voices, shortened, source_name},
};
use crate::domain::{ids::SourceId, source::Reliability, vocabulary::Vocabulary as _};

/// A grade that is being given.
#[derive(Debug, Default)]
pub(super) struct Grading {
    open: Option<SourceId>,
    why: String,
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
        ui.label(RichText::new(shortened(&name, 24)).size(12.5)).on_hover_text(&name);
        if let Some(grade) = grade {
            let who = view.project().analyst_name(grade.by);
            let why = grade.why.as_deref().unwrap_or("no reason given");
            let label = grade.grade.label();
            shown.on_hover_text(format!("{label}\n{why}\n{who}, {}", day(grade.at)));
        }
        let open = grading.open == Some(id);
        if view.editable() && !open {
            let name = format!("Grade {name}");
            if fields::quiet(ui, "Grade…", &name).clicked() {
                grading.open = Some(id);
                grading.why.clear();
            }
        }
    });
    if grading.open == Some(id) && view.editable() {
        let theme = view.theme();
        fields::inset(ui, theme, |ui| form(ui, view, grading, id));
    }
}

fn form(ui: &mut Ui, view: &mut View<'_>, grading: &mut Grading, id: SourceId) {
    fields::small(ui, "Stands on the source, for all its claims.");
    let field = TextEdit::singleline(&mut grading.why)
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
        grading.open = None;
    }
    if let Some(grade) = chosen {
        let why = grading.why.trim();
        let why = (!why.is_empty()).then(|| why.to_owned());
        if let Some(edit) = view.tagging().grade_source(id, grade, why) {
            view.out.edit(edit, "reliability");
        }
        grading.open = None;
    }
}
