//! The kinds of evidence: renamed, recoloured, re-keyed, added; a used one goes only if
//! another takes its place.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use egui::{Button, ComboBox, Frame, Margin, RichText, ScrollArea, Stroke, Ui};

use crate::app::text::{self, Field};
use crate::{
    app::{action::Outbox, scene::Scene, tasks::Derived, theme},
    domain::{
        codebook::{Colour, Term},
        edit::Edit,
        ids::TermId,
        project::Project,
    },
};

/// The keys a kind can have, and none.
const KEYS: [Option<char>; 11] = [
    None,
    Some('1'),
    Some('2'),
    Some('3'),
    Some('4'),
    Some('5'),
    Some('6'),
    Some('7'),
    Some('8'),
    Some('9'),
    Some('0'),
];

/// The view of the kinds of evidence.
#[derive(Debug, Default)]
pub struct CodebookView {
    used: Derived<HashMap<TermId, usize>>,
    /// What is typed into a term's name or definition and not yet part of the project.
    draft: Option<Draft>,
    /// A used kind that is to go, and what takes its place.
    replacing: Option<(TermId, Option<TermId>)>,
}

#[derive(Debug, Clone)]
struct Draft {
    term: TermId,
    name: String,
    definition: String,
}

impl CodebookView {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        ui.horizontal(|ui| {
            ui.heading("Evidence kinds");
            ui.add_space(12.0);
            if ui.add_enabled(scene.editable, Button::new("Add kind")).clicked() {
                let term = Term {
                    id: out.id(),
                    name: "New kind".to_owned(),
                    definition: String::new(),
                    colour: theme::NEW_KIND,
                    key: None,
                };
                self.commit(scene, out);
                let (name, definition) = (term.name.clone(), String::new());
                self.draft = Some(Draft { term: term.id, name, definition });
                out.edit(Edit::PutTerm(term), "Add evidence kind");
            }
        });
        theme::hint(
            ui,
            "What stands at the end of a chain. A digit chooses a kind while tagging; the way there is the chain itself.",
        );
        ui.add_space(6.0);
        let used = self.used.get(ui.ctx(), scene.project, count).cloned().unwrap_or_default();
        let mut terms: Vec<&Term> = scene.project.codebook.iter().map(AsRef::as_ref).collect();
        terms.sort_by_key(|t| {
            (
                KEYS.iter().position(|k| k.is_some() && *k == t.key).unwrap_or(99),
                t.name.to_lowercase(),
                t.id,
            )
        });
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for term in terms {
                let count = used.get(&term.id).copied().unwrap_or(0);
                ui.push_id(term.id, |ui| {
                    Frame::new()
                        .fill(scene.theme.raised)
                        .stroke(Stroke::new(1.0, scene.theme.line))
                        .corner_radius(7)
                        .inner_margin(Margin::symmetric(12, 8))
                        .show(ui, |ui| self.term(ui, scene, term, count, out));
                });
                ui.add_space(4.0);
            }
        });
    }

    /// Commits what is typed but not yet part of the project.
    pub fn pending(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        self.commit(scene, out);
    }

    fn commit(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        let Some(draft) = self.draft.take() else { return };
        let Some(term) = scene.project.term(draft.term) else { return };
        // A kind needs a name: an emptied field brings the old one back.
        let name = match draft.name.trim() {
            "" => term.name.as_str(),
            name => name,
        };
        let changed = name != term.name || draft.definition != term.definition;
        if scene.editable && changed {
            let mut term = (**term).clone();
            name.clone_into(&mut term.name);
            term.definition = draft.definition;
            out.edit(Edit::PutTerm(term), "Change evidence kind");
        }
    }

    fn term(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        term: &Term,
        count: usize,
        out: &mut Outbox,
    ) {
        ui.set_width(ui.available_width().min(860.0));
        ui.horizontal(|ui| {
            ui.add_enabled_ui(scene.editable, |ui| {
                colour(ui, term, out);
                key(ui, scene.project, term, out);
                self.texts(ui, scene, term, out);
            });
            ui.label(
                RichText::new(match count {
                    0 => "not used".to_owned(),
                    1 => "1 claim".to_owned(),
                    n => format!("{n} claims"),
                })
                .weak(),
            );
            if scene.editable {
                let name = format!("Delete {}", term.name);
                if theme::small_button(ui, "×", &name).clicked() {
                    if count == 0 {
                        let edit = Edit::RemoveTerm { term: term.id, replacement: None };
                        out.edit(edit, format!("Delete evidence kind “{}”", term.name));
                    } else {
                        self.replacing = Some((term.id, None));
                    }
                }
            }
        });
        if self.replacing.is_some_and(|(id, _)| id == term.id) {
            self.replacement(ui, scene, term, count, out);
        }
    }

    /// Name and definition. Committed when the keyboard leaves them.
    fn texts(&mut self, ui: &mut Ui, scene: &Scene<'_>, term: &Term, out: &mut Outbox) {
        let open = self.draft.as_ref().filter(|d| d.term == term.id);
        let mut name = open.map_or(&term.name, |d| &d.name).clone();
        let mut definition = open.map_or(&term.definition, |d| &d.definition).clone();
        let left = ui.available_width() - 130.0;
        let name_field = ui.add(Field::singleline(&mut name).desired_width(left * 0.3));
        named(&name_field, &format!("Name of {}", term.name));
        let field = Field::singleline(&mut definition)
            .hint_text("What it means")
            .desired_width(left * 0.66);
        let definition_field = ui.add(field);
        named(&definition_field, &format!("Definition of {}", term.name));
        if name_field.changed() || definition_field.changed() {
            if self.draft.as_ref().is_some_and(|d| d.term != term.id) {
                self.commit(scene, out);
            }
            self.draft = Some(Draft { term: term.id, name, definition });
        }
        if name_field.lost_focus() || definition_field.lost_focus() {
            self.commit(scene, out);
        }
    }

    fn replacement(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        term: &Term,
        count: usize,
        out: &mut Outbox,
    ) {
        let chosen = self.replacing.and_then(|(_, other)| other);
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("{count} claims use it. They become:"));
            let now = chosen
                .and_then(|id| scene.project.term(id))
                .map_or("choose a kind", |t| t.name.as_str());
            let combo = ComboBox::from_id_salt("replacement").selected_text(text::line(ui, now));
            let response = combo.show_ui(ui, |ui| {
                for other in scene.project.codebook.iter().filter(|t| t.id != term.id) {
                    let button = ui.button(text::line(ui, &other.name));
                    if text::tip(button, &other.definition).clicked() {
                        self.replacing = Some((term.id, Some(other.id)));
                        ui.close();
                    }
                }
            });
            named(&response.response, "Replacement");
            let delete = ui.add_enabled(chosen.is_some(), Button::new("Replace and delete"));
            if delete.clicked() {
                let edit = Edit::RemoveTerm { term: term.id, replacement: chosen };
                out.edit(edit, format!("Replace evidence kind “{}”", term.name));
                self.replacing = None;
            }
            if ui.button("Keep it").clicked() {
                self.replacing = None;
            }
        });
    }
}

fn named(response: &egui::Response, name: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name.to_owned()));
}

fn colour(ui: &mut Ui, term: &Term, out: &mut Outbox) {
    let mut rgb = term.colour.0;
    let response = ui.color_edit_button_srgb(&mut rgb);
    named(&response, &format!("Colour of {}", term.name));
    if rgb != term.colour.0 {
        let changed = Term { colour: Colour(rgb), ..term.clone() };
        let run = format!("colour {}", term.id);
        out.edit_run(Edit::PutTerm(changed), "Recolour evidence kind", run);
    }
}

/// The digit. One that another kind has goes over to this one.
fn key(ui: &mut Ui, project: &Project, term: &Term, out: &mut Outbox) {
    let text = term.key.map_or("–".to_owned(), |c| c.to_string());
    let combo = ComboBox::from_id_salt("key").selected_text(text).width(44.0);
    let response = combo.show_ui(ui, |ui| {
        for key in KEYS {
            let holder = project.codebook.iter().find(|t| key.is_some() && t.key == key);
            let label = match (key, holder) {
                (None, _) => "No key".to_owned(),
                (Some(c), Some(t)) if t.id != term.id => format!("{c}  (now {})", t.name),
                (Some(c), _) => c.to_string(),
            };
            if ui.selectable_label(term.key == key, label).clicked() {
                let mut edits = vec![Edit::PutTerm(Term { key, ..term.clone() })];
                if let Some(other) = holder.filter(|t| t.id != term.id) {
                    edits.push(Edit::PutTerm(Term { key: None, ..(**other).clone() }));
                }
                out.edit(Edit::Batch(edits), "Change key of evidence kind");
            }
        }
    });
    named(&response.response, &format!("Key of {}", term.name));
}

/// How many claims use each kind.
fn count(project: &Project) -> HashMap<TermId, usize> {
    let mut used = HashMap::new();
    for (_, claim) in project.claims() {
        for (at, evidence) in claim.evidence.iter().enumerate() {
            let repeated = claim.evidence[..at].iter().any(|e| e.kind == evidence.kind);
            if !repeated {
                *used.entry(evidence.kind).or_insert(0) += 1;
            }
        }
    }
    used
}
