//! Note markers and the labels of entries in the reader: what they are called, what a
//! tooltip says of them, and where they lead.

use egui::{Popup, PopupCloseBehavior, Pos2, Ui};

use crate::{
    analysis::references::accept::draft_of,
    app::{
        action::{Action, Outbox},
        panels::claim::view::shortened,
        panels::references::words,
        theme,
    },
    domain::{article::Article, project::Project, reference::Reference, span::Span},
};

/// How many places a list in the reader shows.
const LISTED: usize = 40;

/// Places of which one is to be shown.
pub struct Places {
    title: String,
    list: Vec<(String, Span)>,
    pos: Pos2,
    /// A list that was just opened must not be closed by the click that opened it.
    fresh: bool,
}

/// What stands under a mark.
enum Under<'a> {
    /// A marker, with the entries that it names.
    Marker(Vec<&'a Reference>),
    /// The label of an entry.
    Entry(&'a Reference),
}

fn under(article: &Article, span: Span) -> Option<Under<'_>> {
    let names = |r: &&Reference| r.markers.iter().any(|m| m.overlaps(span));
    let named: Vec<&Reference> = article.references.iter().filter(names).collect();
    if !named.is_empty() {
        return Some(Under::Marker(named));
    }
    // Entries are in order of their places and do not overlap.
    let next = article.references.partition_point(|r| r.entry_span.start <= span.start);
    let entry = next.checked_sub(1).and_then(|at| article.references.get(at))?;
    entry.entry_span.covers(span).then_some(Under::Entry(entry))
}

/// What a mark is called.
pub fn name(article: &Article, span: Span) -> Option<String> {
    Some(match under(article, span)? {
        Under::Marker(named) => words::notes(&named),
        Under::Entry(entry) => format!("Uses of note {}", entry.label),
    })
}

/// What a tooltip says: the entry as printed, and what it means.
pub fn tooltip(project: &Project, article: &Article, span: Span) -> Vec<String> {
    match under(article, span) {
        None => vec!["This note has no entry in the article.".to_owned()],
        Some(Under::Entry(entry)) => {
            vec![format!("Cited {}. Click to go there.", words::times(entry.markers.len()))]
        }
        Some(Under::Marker(named)) => named
            .into_iter()
            .flat_map(|entry| {
                let printed = article.text.slice(entry.entry_span).unwrap_or_default();
                let draft = draft_of(article, entry).map(|(_, draft)| draft);
                [shortened(printed, 420), words::meaning(project, article, entry, draft.as_ref())]
            })
            .collect(),
    }
}

/// Goes where a mark leads; gives the list to choose from where it leads to several places.
pub fn follow(
    article: &Article,
    target: &str,
    span: Span,
    pos: Pos2,
    out: &mut Outbox,
) -> Option<Places> {
    let (title, mut places) = match under(article, span) {
        Some(Under::Marker(named)) => {
            let entry = |r: &&Reference| {
                let printed = article.text.slice(r.entry_span).unwrap_or_default();
                (shortened(printed, 70), r.entry_span)
            };
            ("Entries of this marker".to_owned(), named.iter().map(entry).collect::<Vec<_>>())
        }
        Some(Under::Entry(entry)) => {
            let uses = entry.markers.iter().map(|m| (words::around(article, *m, 34), *m));
            (format!("Uses of note {}", entry.label), uses.collect())
        }
        None => {
            let label = target.trim_start_matches('#');
            let named = article.references.iter().filter(|r| r.label == label);
            (String::new(), named.take(1).map(|r| (String::new(), r.entry_span)).collect())
        }
    };
    places.retain(|(_, place)| !place.is_empty());
    match places.as_slice() {
        [] => {
            out.send(Action::Notice("This note has no entry in the article.".into()));
            None
        }
        [(_, only)] => {
            out.send(Action::JumpTo(article.id, *only));
            None
        }
        _ => Some(Places { title, list: places, pos, fresh: true }),
    }
}

/// The list of places, where there are several.
pub fn choose(ui: &mut Ui, article: &Article, places: &mut Option<Places>, out: &mut Outbox) {
    let Some(shown) = places else { return };
    let mut open = true;
    let mut chosen = None;
    Popup::new(ui.scope_id().with("note places"), ui.ctx().clone(), shown.pos, ui.layer_id())
        .open_bool(&mut open)
        .close_behavior(if shown.fresh {
            PopupCloseBehavior::IgnoreClicks
        } else {
            PopupCloseBehavior::CloseOnClickOutside
        })
        .show(|ui| {
            ui.set_max_width(460.0);
            theme::hint(ui, shown.title.as_str());
            for (text, place) in shown.list.iter().take(LISTED) {
                ui.push_id(place.start, |ui| {
                    if ui.add(egui::Button::new(text).truncate()).clicked() {
                        chosen = Some(*place);
                    }
                });
            }
            if shown.list.len() > LISTED {
                theme::hint(
                    ui,
                    format!("and {} more, under References", shown.list.len() - LISTED),
                );
            }
        });
    shown.fresh = false;
    if let Some(place) = chosen {
        out.send(Action::JumpTo(article.id, place));
        open = false;
    }
    if !open || ui.input(|i| i.key_pressed(egui::Key::Escape)) {
        *places = None;
    }
}
