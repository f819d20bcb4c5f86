//! One entry: as printed, its uses, what it means, and the work to be accepted or corrected.

use egui::{Button, Label, RichText, ScrollArea, Ui};

use super::{
    correct::{Corrections, Typed},
    entries, form,
    words::{self, shortened},
};
use crate::{
    analysis::{
        fold::fold,
        references::{
            Entry,
            accept::{Draft, accept, correct},
            change::{self, Meaning},
            parsed_one,
        },
    },
    app::{
        action::{Action, Outbox},
        panels::claim::{
            fields,
            picker::{Found, Picker},
        },
        scene::Scene,
        struck, theme,
    },
    domain::{
        article::Article,
        edit::Edit,
        ids::ReferenceId,
        reference::{Reference, Resolution, meant},
        span::Span,
    },
};

/// How many uses are listed.
const LISTED: usize = 60;
/// How many places to cut an entry are offered.
const CUTS: usize = 8;
/// How many entries or works a search shows.
const FOUND: usize = 8;

/// What the detail keeps: the search that is open.
#[derive(Debug, Default)]
pub(super) struct Detail {
    picker: Picker,
}

impl Detail {
    /// Draws it. The entry to show instead, if one was asked for.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (article, reference): (&Article, &Reference),
        corrections: &mut Corrections,
        out: &mut Outbox,
    ) -> Option<ReferenceId> {
        let mut next = None;
        ScrollArea::vertical().auto_shrink(false).id_salt("entry").show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 6.0);
            ui.push_id(reference.id.as_str(), |ui| {
                let entry = parsed_one(article, reference);
                head(ui, scene, (article, reference, &entry), out);
                printed(ui, scene, article, reference);
                uses(ui, scene, (article, reference, &entry), out);
                next = self.means(ui, scene, article, reference, out);
                work(ui, scene, (article, reference, &entry), corrections, out);
            });
        });
        next
    }

    /// What the entry means, and how to say that it means something else.
    fn means(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        article: &Article,
        reference: &Reference,
        out: &mut Outbox,
    ) -> Option<ReferenceId> {
        let mut next = None;
        fields::heading(ui, "Means", |_| {});
        theme::card(ui, scene.theme, |ui| {
            let says = match (reference.resolution, reference.work) {
                (Resolution::Resolved, None) => "The work that it describes, below.".to_owned(),
                _ => words::meaning(scene.project, article, reference, None),
            };
            let falls = entries::falls(scene, article, reference);
            ui.add(Label::new(struck::words(RichText::new(says), falls)).wrap());
            if falls {
                fields::small(ui, "It is discounted, or one of its authors is.");
            }
            if let (Resolution::Ibid(_), None) = (reference.resolution, reference.work)
                && let Some(of) = meant(&article.references, reference)
                && fields::quiet(ui, "Show that entry", "Show that entry").clicked()
            {
                next = Some(of.id);
            }
            if let Some(work) = reference.work
                && fields::quiet(ui, "Show under Sources", "Show under Sources").clicked()
            {
                out.send(Action::ShowWork(scene.project.resolve_work(work)));
            }
            if scene.editable {
                self.other_meaning(ui, scene, article, reference, out);
            }
        });
        next
    }

    fn other_meaning(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        article: &Article,
        reference: &Reference,
        out: &mut Outbox,
    ) {
        let mut meaning = None;
        ui.horizontal_wrapped(|ui| {
            fields::small(ui, "It means instead:");
            let names = ("Another entry…", "It repeats another entry…");
            let picked = self.picker.show(ui, names, "a label or words", |typed| {
                found_entries(article, reference, typed)
            });
            meaning = picked.map(Meaning::Entry);
            let names = ("A work…", "It means a work of the registry…");
            let picked = self.picker.show(ui, names, "a title", |typed| found_works(scene, typed));
            meaning = meaning.or(picked.map(Meaning::Work));
            let nothing =
                reference.work.is_none() && reference.resolution == Resolution::Unresolved;
            ui.add_enabled_ui(!nothing, |ui| {
                let name = "It means no work: it is a remark";
                if fields::quiet(ui, "No work", name).clicked() {
                    meaning = Some(Meaning::Nothing);
                }
            });
            let itself = reference.work.is_none() && reference.resolution == Resolution::Resolved;
            ui.add_enabled_ui(!itself, |ui| {
                let name = "Resolve it anew from its own words";
                if fields::quiet(ui, "Resolve again", name).clicked() {
                    meaning = Some(Meaning::Itself);
                }
            });
        });
        if let Some(meaning) = meaning {
            match change::mean(article, reference.id, meaning) {
                Some(edit) => out.edit(edit, "Resolve reference"),
                None => out.send(Action::Problem(
                    "Resolve reference: the entries would repeat each other in a circle.".into(),
                )),
            }
        }
    }
}

fn head(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (article, reference, entry): (&Article, &Reference, &Entry),
    out: &mut Outbox,
) {
    ui.horizontal(|ui| {
        let bold = egui::FontFamily::Name(theme::SANS_BOLD.into());
        let title = if reference.label.is_empty() {
            "Entry".to_owned()
        } else {
            format!("Entry {}", reference.label)
        };
        ui.label(RichText::new(title).family(bold).size(15.0));
        let (text, colour) = entries::status(scene.theme, reference, Some(entry));
        theme::chip(ui, scene.theme, colour, text);
    });
    ui.horizontal_wrapped(|ui| {
        if fields::quiet(ui, "Show in the text", "Show the entry in the text").clicked() {
            out.send(Action::JumpTo(article.id, reference.entry_span));
        }
        if !scene.editable {
            return;
        }
        split(ui, article, reference, out);
        let last = article.references.last().is_some_and(|r| r.id == reference.id);
        ui.add_enabled_ui(!last, |ui| {
            let name = "Join with the next entry";
            if fields::quiet(ui, "Join with next", name).clicked()
                && let Some(edits) = change::join(article, reference.id, scene.now)
            {
                out.edit(Edit::Batch(edits), "Join references");
            }
        });
    });
}

/// The button that offers the places where the entry can be cut in two.
fn split(ui: &mut Ui, article: &Article, reference: &Reference, out: &mut Outbox) {
    let cuts = change::cuts(article, reference, CUTS);
    ui.add_enabled_ui(!cuts.is_empty(), |ui| {
        let button = fields::quiet(ui, "Split…", "Split the entry in two…");
        let chosen = egui::Popup::menu(&button).width(340.0).show(|ui| {
            ui.set_width(340.0);
            fields::small(ui, "The second entry begins with");
            let mut chosen = None;
            for at in &cuts {
                let rest = Span::new(*at, reference.entry_span.end);
                let words = article.text.slice(rest).unwrap_or_default();
                let text = shortened(words, 60);
                let response = ui.add(Button::new(&text).truncate().frame_when_inactive(false));
                fields::named(&response, egui::Role::Button, &format!("Split before {text}"));
                if response.clicked() {
                    chosen = Some(*at);
                }
            }
            chosen
        });
        if let Some(at) = chosen.and_then(|c| c.inner)
            && let Some(edit) = change::split(article, reference.id, at, out.ids())
        {
            out.edit(edit, "Split reference");
        }
    });
}

fn printed(ui: &mut Ui, scene: &Scene<'_>, article: &Article, reference: &Reference) {
    theme::card(ui, scene.theme, |ui| {
        let text = article.text.slice(reference.entry_span).unwrap_or_default();
        let folded: Vec<&str> = text.split_whitespace().collect();
        ui.add(Label::new(folded.join(" ")).wrap().selectable(true));
    });
}

/// Where the text cites it, each a jump.
fn uses(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (article, reference, entry): (&Article, &Reference, &Entry),
    out: &mut Outbox,
) {
    let count = reference.markers.len();
    fields::heading(ui, &format!("Uses ({count})"), |_| {});
    if let Some(declared) = entry.declared_uses.filter(|n| *n as usize != count) {
        let text = format!("The entry itself lists {declared}.");
        ui.label(RichText::new(text).small().color(scene.theme.warning));
    }
    if count == 0 {
        fields::small(ui, "No marker in the text names it.");
    }
    for (at, marker) in reference.markers.iter().take(LISTED).enumerate() {
        let words = words::around(article, *marker, 30);
        let name = format!("Use {} of {}", at + 1, words::entry_name(article, reference));
        if fields::quiet(ui, &words, &name).clicked() {
            out.send(Action::JumpTo(article.id, *marker));
        }
    }
    if count > LISTED {
        fields::small(ui, format!("and {} more", count - LISTED));
    }
}

/// The work: the fields, and what can be done with them.
fn work(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (article, reference, entry): (&Article, &Reference, &Entry),
    corrections: &mut Corrections,
    out: &mut Outbox,
) {
    let known = reference.work.and_then(|id| scene.project.work(id));
    if known.is_none() && matches!(reference.resolution, Resolution::Ibid(_)) {
        return;
    }
    let stands = match known {
        Some(work) => Typed::of(&Draft::of_work(scene.project, work)),
        None => Typed::of(&Draft::of(entry)),
    };
    let title = if known.is_some() { "Work" } else { "Work, as read" };
    fields::heading(ui, title, |_| {});
    let mut typed = corrections.fields(reference.id, &stands);
    theme::card(ui, scene.theme, |ui| {
        if form::show(ui, &mut typed, scene.editable) {
            corrections.take(reference.id, &stands, typed.clone());
        }
        let draft = typed.draft();
        if let Err(why) = &draft {
            ui.label(RichText::new(why).small().color(scene.theme.danger));
        }
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let dirty = corrections.is_typed(reference.id);
            let name = match (known.is_some(), dirty) {
                (false, false) => "Accept",
                (false, true) => "Accept with corrections",
                (true, _) => "Store corrections",
            };
            let enabled = scene.editable && draft.is_ok() && (known.is_none() || dirty);
            let button = Button::new(name).fill(scene.theme.chosen);
            if ui.add_enabled(enabled, button).clicked()
                && let Ok(draft) = draft
            {
                let (edits, label) = if let Some(work) = known {
                    (correct(scene.project, work, draft, out.ids()), "Correct work")
                } else {
                    let wanted = vec![(reference.id, draft)];
                    let edits = accept(scene.project, article, wanted, out.ids(), scene.now);
                    (edits, "Accept reference")
                };
                out.edit(Edit::Batch(edits), label);
                corrections.forget(reference.id);
            }
            if dirty && fields::quiet(ui, "Drop corrections", "Drop corrections").clicked() {
                corrections.forget(reference.id);
            }
        });
        if known.is_none() && corrections.is_typed(reference.id) && typed.draft().is_ok() {
            fields::small(ui, "Accepted with these corrections when the entry is left.");
        }
        if known.is_none() && entry.trailing.is_some() {
            fields::small(ui, "Prose of its own follows the work in this entry.");
        }
    });
}

fn found_entries(article: &Article, not: &Reference, typed: &str) -> Vec<Found<ReferenceId>> {
    let wanted = fold(typed);
    let others = article.references.iter().filter(|r| r.id != not.id);
    let fits = others.filter(|r| {
        let words = article.text.slice(r.entry_span).unwrap_or_default();
        wanted.is_empty() || fold(&r.label).starts_with(&wanted) || fold(words).contains(&wanted)
    });
    let found = fits.take(FOUND).map(|r| {
        let words = article.text.slice(r.entry_span).unwrap_or_default();
        Found { what: r.id, title: shortened(words, 60), detail: String::new() }
    });
    found.collect()
}

fn found_works(scene: &Scene<'_>, typed: &str) -> Vec<Found<crate::domain::ids::WorkId>> {
    let wanted = fold(typed);
    let works = scene.project.works.iter();
    let fits = works.filter(|w| wanted.is_empty() || fold(w.display_title()).contains(&wanted));
    let found = fits.take(FOUND).map(|w| Found {
        what: w.id,
        title: shortened(w.display_title(), 60),
        detail: w.container.clone().unwrap_or_default(),
    });
    found.collect()
}
