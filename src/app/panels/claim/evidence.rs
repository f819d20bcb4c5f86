//! The evidence of a claim: what stands at the ends of its chains.

use egui::{ComboBox, RichText, Ui};

use super::{
    Parts,
    drafts::Look,
    evidence_stage::kinds,
    fields, hop,
    stored::Field,
    view::{View, chain_name, made, shortened},
};
use crate::app::text;
use crate::{
    app::{action::Action, scene::Scene, struck, theme},
    domain::{
        codebook::Term,
        evidence::{Bearing, Directness, Evidence},
        ids::{ChainId, TermId},
        vocabulary::Vocabulary as _,
    },
};

/// All evidence, each in a group of its own.
pub(super) fn list(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts) {
    for (at, evidence) in view.claim.evidence.iter().enumerate() {
        if at > 0 {
            ui.add_space(2.0);
            ui.separator();
        }
        ui.push_id(evidence.id.as_str(), |ui| one(ui, view, parts, evidence));
    }
}

fn one(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, evidence: &Evidence) {
    let id = evidence.id;
    fields::row(ui, "Kind", |ui, label| {
        ui.horizontal(|ui| {
            let room = if view.editable() { 24.0 } else { 0.0 };
            let width = ui.available_width() - room;
            let chosen = ui
                .add_enabled_ui(view.editable(), |ui| {
                    kind(ui, view.scene, evidence.kind, Some(label), width)
                })
                .inner;
            if let Some(kind) = chosen {
                change(view, id, "evidence", |evidence| evidence.kind = kind);
            }
            if view.editable() && fields::remove(ui, "Remove the evidence").clicked() {
                let edit = view.tagging().remove_evidence(view.claim.id, id);
                view.send(edit, "remove evidence");
            }
        });
    });
    ui.add_enabled_ui(view.editable(), |ui| {
        let now = evidence.directness;
        if let Some(now) = fields::choice::<Directness>(ui, "Directness", "evidence", now) {
            change(view, id, "directness", |evidence| evidence.directness = now);
        }
    });
    suggestion(ui, view, evidence);
    let bearing = fields::wrapped_row(ui, "Bearing", |ui| {
        ui.add_enabled_ui(view.editable(), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                ui.spacing_mut().button_padding.x = 6.0;
                let name = |term: Bearing| format!("Bearing: {}", term.label().to_lowercase());
                fields::toggles(ui, Some(evidence.bearing), name, |_| "")
            })
            .inner
        })
        .inner
    });
    if let Some(bearing) = bearing {
        change(view, id, "bearing", |evidence| evidence.bearing = bearing);
    }
    chain(ui, view, evidence);
    work(ui, view, parts, evidence);
    note(ui, view, parts, evidence);
    fields::small(ui, made(view.project(), evidence.by, evidence.at));
}

/// The list of kinds. The one chosen, if another than before.
fn kind(
    ui: &mut Ui,
    scene: &Scene<'_>,
    now: TermId,
    label: Option<&egui::Response>,
    width: f32,
) -> Option<TermId> {
    let term = scene.project.term(now);
    let name = term.map_or_else(|| now.to_string(), |term| term.name.clone());
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("kind")
        .selected_text(text::line(ui, RichText::new(format!("     {name}"))))
        .width(width)
        .height(420.0)
        .truncate();
    let response = combo.show_ui(ui, |ui| {
        ui.set_width(270.0);
        let mut explained = term.map_or("", |term| term.definition.as_str());
        for term in kinds(scene) {
            let entry = kind_entry(ui, scene, term, term.id == now);
            if entry.hovered() || entry.has_focus() {
                explained = &term.definition;
            }
            if entry.clicked() && term.id != now {
                chosen = Some(term.id);
            }
        }
        ui.separator();
        fields::small(ui, explained);
    });
    let response = response.response;
    if let Some(term) = term {
        let dot = response.rect.left_center() + egui::vec2(15.0, 0.0);
        ui.painter().circle_filled(dot, 4.0, scene.theme.term(term.colour));
        text::tip(response.clone(), &term.definition);
    }
    if let Some(label) = label {
        response.labelled_by(label.id);
    }
    chosen
}

/// A kind in a menu: its colour and its name, with its definition as the tip.
fn kind_entry(ui: &mut Ui, scene: &Scene<'_>, term: &Term, chosen: bool) -> egui::Response {
    let name = text::line(ui, format!("     {}", term.name));
    let entry = ui.selectable_label(chosen, name);
    let dot = entry.rect.left_center() + egui::vec2(12.0, 0.0);
    ui.painter().circle_filled(dot, 4.0, scene.theme.term(term.colour));
    fields::named(&entry, egui::Role::Button, &term.name);
    text::tip(entry, &term.definition)
}

/// What the chain's depth suggests: offered, never set silently.
fn suggestion(ui: &mut Ui, view: &mut View<'_>, evidence: &Evidence) {
    let chain = evidence.chain.and_then(|id| view.claim.chain(id));
    let (Some(chain), true) = (chain, view.editable()) else { return };
    let suggested = Directness::suggested_by_depth(chain.hops.len());
    if suggested == evidence.directness || evidence.directness != Directness::CannotDetermine {
        return;
    }
    let text = format!("Suggested: {}", suggested.label().to_lowercase());
    let clicked = fields::wrapped_row(ui, "", |ui| {
        let steps = chain.hops.len();
        let steps = if steps == 1 { "1 step".into() } else { format!("{steps} steps") };
        fields::quiet(ui, &text, &text)
            .on_hover_text(format!("The chain has {steps}. Click to set it."))
            .clicked()
    });
    if clicked {
        change(view, evidence.id, "directness", |evidence| evidence.directness = suggested);
    }
}

/// The chain at whose end it stands, where there are several to choose from.
fn chain(ui: &mut Ui, view: &mut View<'_>, evidence: &Evidence) {
    let chains = &view.claim.chains;
    if chains.is_empty() || (chains.len() == 1 && evidence.chain.is_some()) {
        return;
    }
    let called = |id: Option<ChainId>| {
        let found = id.and_then(|id| chains.iter().position(|c| c.id == id));
        found.map_or_else(
            || "—".to_owned(),
            |at| format!("{}. {}", at + 1, chain_name(view.scene.project, &chains[at])),
        )
    };
    let mut chosen = None;
    fields::row(ui, "Chain", |ui, label| {
        ui.add_enabled_ui(view.editable(), |ui| {
            let combo = ComboBox::from_id_salt("chain")
                .selected_text(text::line(ui, shortened(&called(evidence.chain), 30)))
                .width(ui.available_width());
            let response = combo.show_ui(ui, |ui| {
                let options = std::iter::once(None).chain(chains.iter().map(|c| Some(c.id)));
                for option in options {
                    let name = called(option);
                    let name = text::line(ui, name);
                    if ui.selectable_label(option == evidence.chain, name).clicked() {
                        chosen = Some(option);
                    }
                }
            });
            response.response.labelled_by(label.id);
        });
    });
    if let Some(chain) = chosen {
        change(view, evidence.id, "chain of evidence", |evidence| evidence.chain = chain);
    }
}

fn work(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, evidence: &Evidence) {
    if evidence.work.is_none() && !view.editable() {
        return;
    }
    fields::wrapped_row(ui, "Document", |ui| {
        if let Some(id) = evidence.work {
            let title =
                view.project().work(id).map_or(id.to_string(), |w| w.display_title().to_owned());
            let falls = struck::work(view.scene.tracing, view.project(), id);
            let words = struck::words(RichText::new(shortened(&title, 32)), falls);
            if fields::quiet_words(ui, words, &struck::spoken(title, falls)).clicked() {
                view.out.send(Action::ShowWork(id));
            }
            if view.editable() && fields::remove(ui, "Remove the document").clicked() {
                change(view, evidence.id, "document", |evidence| evidence.work = None);
            }
        }
        if view.editable()
            && let Some(work) = hop::pick_work(ui, view, parts, evidence.work.is_some())
        {
            change(view, evidence.id, "document", |evidence| evidence.work = Some(work));
        }
    });
}

fn note(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, evidence: &Evidence) {
    let look = Look { name: "Evidence note", hint: "what it shows, what it lacks", rows: 1 };
    let field = Field::EvidenceNote(evidence.id);
    if evidence.note.is_none() && !view.editable() {
        return;
    }
    fields::row(ui, "Note", |ui, _| {
        parts.drafts.field(ui, view, field, look, None);
    });
}

fn change(
    view: &mut View<'_>,
    id: crate::domain::ids::EvidenceId,
    label: &str,
    change: impl FnOnce(&mut Evidence),
) {
    let edit = view.tagging().change_evidence(view.claim.id, id, change);
    view.send(edit, label);
}

/// The button that adds evidence: a menu of the kinds.
pub(super) fn add(ui: &mut Ui, view: &mut View<'_>) {
    let button = fields::quiet(ui, "+ Add", "Add evidence");
    let chosen = egui::Popup::menu(&button).accessible_name("Add evidence").show(|ui| {
        ui.set_width(240.0);
        let mut chosen = None;
        for term in kinds(view.scene) {
            if kind_entry(ui, view.scene, term, false).clicked() {
                chosen = Some(term.id);
            }
        }
        chosen
    });
    if let Some(kind) = chosen.and_then(|shown| shown.inner) {
        let edit = view.tagging().add_evidence(view.claim.id, kind, view.out.ids());
        view.send(edit, "add evidence");
    }
}

/// One line that says what evidence there is, for a claim whose evidence is not edited.
pub(super) fn chips(ui: &mut Ui, scene: &Scene<'_>, kinds: &[TermId]) {
    ui.horizontal_wrapped(|ui| {
        for id in kinds {
            if let Some(term) = scene.project.term(*id) {
                theme::chip(ui, scene.theme, scene.theme.term(term.colour), &term.name)
                    .on_hover_text(&term.definition);
            }
        }
    });
}
