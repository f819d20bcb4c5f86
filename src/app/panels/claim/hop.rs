//! One step of a chain, opened below its row.

use egui::{RichText, Ui};

use super::{
    Parts, check,
    drafts::Look,
    fields, hop_spans,
    offers::Offers,
    picker::Found,
    stored::{Field, HopText},
    view::{View, shortened, source_name},
};
use crate::{
    analysis::{
        chain_line::{TypingKind, likely_kind},
        completion::Target,
    },
    app::{action::Action, dispatch::tagging::HopPlace, text, theme},
    domain::{
        chain::{Chain, Hop, HopBasis, QuotationForm},
        claim::Factuality,
        edit::Edit,
        ids::{SourceId, WorkId},
        source::Source,
        vocabulary::Vocabulary as _,
    },
};

/// What the search for a source gives.
enum Pick {
    Known(SourceId),
    New(String),
}

/// Everything a step has.
pub(super) fn editor(
    ui: &mut Ui,
    view: &mut View<'_>,
    parts: &mut Parts,
    (place, hop, chain): (HopPlace, &Hop, &Chain),
) {
    head(ui, view, parts, place, chain);
    sources(ui, view, parts, place, hop);
    descriptions(ui, view, parts, hop);
    work(ui, view, parts, place, hop);
    reference(ui, view, place, hop);
    hop_spans::show(ui, view, place, hop);
    let text = |ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, part, name, hint| {
        let field = Field::Hop(place.chain, place.hop, part);
        fields::row(ui, name, |ui, label| {
            parts.drafts.field(ui, view, field, Look { name, hint, rows: 1 }, Some(label));
        });
    };
    ui.add_enabled_ui(view.editable(), |ui| {
        if let Some(form) = fields::choice::<QuotationForm>(ui, "Form", "hop", hop.form) {
            change(view, place, |hop| hop.form = form);
        }
        let now = hop.factuality;
        if let Some(now) = fields::optional::<Factuality>(ui, "Speaker is", "hop", now) {
            change(view, place, |hop| hop.factuality = now);
        }
        if let Some(basis) = fields::choice::<HopBasis>(ui, "Stands", "hop", hop.basis) {
            change(view, place, |hop| hop.basis = basis);
        }
        fields::row(ui, "Negated", |ui, _| {
            let mut negated = hop.negated;
            let text = RichText::new("the text denies that it was said").size(12.5);
            let response = ui.checkbox(&mut negated, text);
            fields::named(&response, egui::Role::CheckBox, "Negated");
            if response.on_hover_text("\"did not say that\"").changed() {
                change(view, place, |hop| hop.negated = negated);
            }
        });
    });
    text(ui, view, parts, HopText::IntroducedAs, "Introduced as", "\"a journalist\"");
    text(ui, view, parts, HopText::Addressee, "Told to", "whom they told");
    text(ui, view, parts, HopText::Said, "Said", "2008, 2008-07 or 2008-07-30");
    check::show(ui, view, parts, place, hop);
}

/// The number of the step, and what moves or removes it.
fn head(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, place: HopPlace, chain: &Chain) {
    let count = chain.hops.len();
    fields::heading(ui, &format!("Step {} of {count}", place.hop + 1), |ui| {
        if theme::small_button(ui, "×", "Close the step").clicked() {
            parts.hop = None;
        }
        if !view.editable() {
            return;
        }
        let last = place.hop + 1 >= count;
        let mut moved = None;
        if theme::small_button(ui, "Remove", "Remove the step").clicked() {
            parts.flush(view.scene, view.out);
            let edit = view.tagging().remove_hop(place);
            view.send(edit, "remove step");
            parts.hop = None;
        }
        if theme::small_button(ui, "+", "Insert a step before this one").clicked() {
            parts.flush(view.scene, view.out);
            let edit = view.tagging().insert_hop(place, Hop::default());
            view.send(edit, "insert step");
        }
        ui.add_enabled_ui(!last, |ui| {
            if theme::small_button(ui, "→", "Move the step outwards").clicked() {
                moved = Some(place.hop + 1);
            }
        });
        ui.add_enabled_ui(place.hop > 0, |ui| {
            if theme::small_button(ui, "←", "Move the step inwards").clicked() {
                moved = Some(place.hop.saturating_sub(1));
            }
        });
        if let Some(to) = moved {
            parts.flush(view.scene, view.out);
            let edit = view.tagging().move_hop(place, to);
            view.send(edit, "move step");
            parts.hop = Some(HopPlace { hop: to, ..place });
        }
    });
}

fn sources(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, place: HopPlace, hop: &Hop) {
    fields::wrapped_row(ui, "Sources", |ui| {
        for id in &hop.sources {
            let name = source_name(view.project(), *id);
            let source = view.project().source(*id);
            let link = fields::quiet(ui, &shortened(&name, 28), &name);
            let about = source.map_or("", |source| source.kind.label());
            if link.on_hover_text(format!("{about} · show under Sources")).clicked() {
                view.out.send(Action::ShowSource(*id));
            }
            if view.editable() && fields::remove(ui, &format!("Remove {name}")).clicked() {
                change(view, place, |hop| hop.sources.retain(|known| known != id));
            }
        }
        if hop.sources.is_empty() {
            fields::small(ui, if hop.work.is_some() { "as the work" } else { "implicit" });
        }
        if !view.editable() {
            return;
        }
        let (project, article, ctx) = (view.project(), view.article, ui.ctx().clone());
        let offers = &mut parts.offers;
        let picked =
            parts.picker.show(ui, ("+ Add", "Add a source to the step"), "a name", |query| {
                found_sources(offers, &ctx, project, article, query)
            });
        match picked {
            Some(Pick::Known(id)) => change(view, place, |hop| {
                if !hop.sources.contains(&id) {
                    hop.sources.push(id);
                }
            }),
            Some(Pick::New(name)) => add_new(view, place, &name),
            None => {}
        }
    });
}

/// What is known of each source that is not named.
fn descriptions(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, hop: &Hop) {
    for id in &hop.sources {
        let Some(source) = view.project().source(*id).filter(|s| s.kind.is_unnamed()) else {
            continue;
        };
        if source.description.is_none() && !view.editable() {
            continue;
        }
        let look = Look { name: "Description", hint: "who that may be, and why", rows: 1 };
        ui.push_id(id.as_str(), |ui| {
            fields::row(ui, "Who is that", |ui, _| {
                parts.drafts.field(ui, view, Field::Description(*id), look, None);
            });
        });
    }
}

fn found_sources(
    offers: &mut Offers,
    ctx: &egui::Context,
    project: &crate::domain::project::Project,
    article: &crate::domain::article::Article,
    query: &str,
) -> Vec<Found<Pick>> {
    let mut found = Vec::new();
    for kind in [TypingKind::Name, TypingKind::Unnamed] {
        for candidate in offers.search(ctx, project, article, kind, query) {
            let Target::Source(id) = candidate.target else { continue };
            let known =
                |found: &Found<Pick>| matches!(found.what, Pick::Known(other) if other == id);
            if !found.iter().any(known) {
                let kind = project.source(id).map_or("", |source| source.kind.label());
                let title = source_name(project, id);
                found.push(Found { what: Pick::Known(id), title, detail: kind.to_lowercase() });
            }
        }
    }
    if !query.is_empty() {
        let title = format!("New: {query}");
        let detail = "a source that is not there yet".to_owned();
        found.push(Found { what: Pick::New(query.to_owned()), title, detail });
    }
    found
}

fn add_new(view: &mut View<'_>, place: HopPlace, name: &str) {
    let id: SourceId = view.out.id();
    let unquoted = name.trim_matches(['"', '“', '”']);
    let kind = likely_kind(unquoted, unquoted.len() == name.len());
    let source = Source::new(id, unquoted, kind);
    match view.tagging().change_hop(place, |hop| hop.sources.push(id)) {
        Ok(edit) => {
            let edits = vec![Edit::PutSource(source), edit];
            view.out.edit(Edit::Batch(edits), "add source");
        }
        Err(why) => {
            view.send(Err(why), "");
        }
    }
}

fn work(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, place: HopPlace, hop: &Hop) {
    fields::wrapped_row(ui, "Work", |ui| {
        if let Some(id) = hop.work {
            let title =
                view.project().work(id).map_or(id.to_string(), |w| w.display_title().to_owned());
            if fields::quiet(ui, &shortened(&title, 34), &title).clicked() {
                view.out.send(Action::ShowWork(id));
            }
            if view.editable() && fields::remove(ui, "Remove the work").clicked() {
                change(view, place, |hop| hop.work = None);
            }
        }
        if view.editable()
            && let Some(id) = pick_work(ui, view, parts, hop.work.is_some())
        {
            change(view, place, |hop| hop.work = Some(id));
        }
    });
    if hop.work.is_some() || hop.locator.is_some() {
        let field = Field::Hop(place.chain, place.hop, HopText::Locator);
        let look = Look { name: "Locator", hint: "page, minute", rows: 1 };
        fields::row(ui, "Locator", |ui, label| {
            parts.drafts.field(ui, view, field, look, Some(label));
        });
    }
}

/// The button that finds a work.
pub(super) fn pick_work(
    ui: &mut Ui,
    view: &View<'_>,
    parts: &mut Parts,
    has_one: bool,
) -> Option<WorkId> {
    let (project, article, ctx) = (view.project(), view.article, ui.ctx().clone());
    let offers = &mut parts.offers;
    let names = if has_one { ("Other…", "Choose another work") } else { ("+ Add", "Add a work") };
    parts.picker.show(ui, names, "a title", |query| {
        let found = offers.search(&ctx, project, article, TypingKind::Work, query).into_iter();
        let found = found.filter_map(|candidate| match candidate.target {
            Target::Work(id) => {
                let container = project.work(id).and_then(|work| work.container.clone());
                let detail = container.unwrap_or_default();
                Some(Found { what: id, title: candidate.label, detail })
            }
            Target::Source(_) => None,
        });
        found.collect()
    })
}

fn reference(ui: &mut Ui, view: &mut View<'_>, place: HopPlace, hop: &Hop) {
    let references = &view.article.references;
    if references.is_empty() && hop.reference.is_none() {
        return;
    }
    let now = references.iter().find(|r| Some(r.id) == hop.reference);
    let shown = now.map_or_else(|| "—".to_owned(), |r| format!("[{}]", r.label));
    let mut chosen = None;
    fields::row(ui, "Reference", |ui, label| {
        ui.add_enabled_ui(view.editable(), |ui| {
            let combo = egui::ComboBox::from_id_salt("reference")
                .selected_text(text::line(ui, shown))
                .width(ui.available_width());
            let response = combo.show_ui(ui, |ui| {
                ui.set_width(260.0);
                if ui.selectable_label(now.is_none(), "—").clicked() {
                    chosen = Some(None);
                }
                for reference in references.iter() {
                    let entry = view.article.text.slice(reference.entry_span).unwrap_or_default();
                    let text = format!("[{}]  {}", reference.label, shortened(entry, 36));
                    let this = hop.reference == Some(reference.id);
                    let text = text::line(ui, text);
                    let line = ui.selectable_label(this, text);
                    if text::tip(line, entry).clicked() {
                        chosen = Some(Some(reference));
                    }
                }
            });
            response.response.labelled_by(label.id);
        });
    });
    if let Some(reference) = chosen {
        change(view, place, |hop| {
            hop.reference = reference.map(|r| r.id);
            // The note says which document is meant, where nothing else did.
            if hop.work.is_none() {
                hop.work = reference.and_then(|r| r.work);
            }
        });
    }
}

/// Sends the edit that changes this step.
pub(super) fn change(view: &mut View<'_>, place: HopPlace, change: impl FnOnce(&mut Hop)) {
    let edit = view.tagging().change_hop(place, change);
    view.send(edit, "step of a chain");
}
