//! Who wrote a work, in the order printed.

use egui::{RichText, Ui};

use super::{
    desk::Desk,
    detail::row,
    edge::offer,
    listing::{Listing, Tab},
};
use crate::{
    analysis::completion::Target,
    app::{
        action::Action,
        panels::claim::{
            fields,
            picker::{Found, Picker},
            view::source_name,
        },
        struck,
    },
    domain::{
        ids::SourceId,
        source::{Source, SourceKind},
        work::Work,
    },
};

/// How many sources a search shows.
const FOUND: usize = 7;

/// Whom a search found, or who is to be made.
enum Author {
    Known(SourceId),
    New(String),
}

/// The authors: shown, moved, removed, added.
pub(super) fn show(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    picker: &mut Picker,
    listing: &Listing,
    work: &Work,
) {
    row(ui, "Authors", |ui| {
        for (at, author) in work.authors.iter().enumerate() {
            ui.push_id(at, |ui| one(ui, desk, work, at, *author));
        }
        if !desk.editable() {
            if work.authors.is_empty() {
                fields::small(ui, "none known");
            }
            return;
        }
        let project = desk.project();
        let hint = "a name; Enter takes the first";
        let picked = picker.show(ui, ("+ Author", "Add an author"), hint, |typed| {
            let found = listing.find(Tab::Sources, typed, FOUND).into_iter();
            let known = found.filter_map(|target| match target {
                Target::Source(id) if !work.authors.contains(&id) => {
                    let Found { title, detail, .. } = offer(project, target);
                    Some(Found { what: Author::Known(id), title, detail })
                }
                _ => None,
            });
            let mut found: Vec<Found<Author>> = known.collect();
            if !typed.is_empty() && !listing.knows_source(typed) {
                found.push(Found {
                    what: Author::New(typed.to_owned()),
                    title: format!("New source: {typed}"),
                    detail: String::new(),
                });
            }
            found
        });
        match picked {
            Some(Author::Known(id)) => {
                desk.work(work.id, "Add author", |work| work.authors.push(id));
            }
            Some(Author::New(name)) => {
                let source = Source::new(desk.id(), name, SourceKind::NamedIndividual);
                let author = source.id;
                desk.make_source(source);
                desk.work(work.id, "Add author", |work| work.authors.push(author));
            }
            None => {}
        }
    });
}

fn one(ui: &mut Ui, desk: &mut Desk<'_>, work: &Work, at: usize, author: SourceId) {
    let name = source_name(desk.project(), author);
    ui.horizontal(|ui| {
        let falls = struck::source(desk.scene.tracing, desk.project(), author);
        let shown = struck::words(RichText::new(&name), falls);
        let said = struck::spoken(format!("Show {name}"), falls);
        if fields::quiet_words(ui, shown, &said).clicked() {
            desk.act(Action::ShowSource(desk.project().resolve_source(author)));
        }
        if !desk.editable() {
            return;
        }
        let small = crate::app::theme::small_button;
        if at > 0 && small(ui, "↑", &format!("Move {name} up")).clicked() {
            desk.work(work.id, "Move author", |work| swap(&mut work.authors, at));
        }
        if at + 1 < work.authors.len() && small(ui, "↓", &format!("Move {name} down")).clicked() {
            desk.work(work.id, "Move author", |work| swap(&mut work.authors, at + 1));
        }
        if fields::remove(ui, &format!("Remove author {name}")).clicked() {
            desk.work(work.id, "Remove author", |work| {
                if at < work.authors.len() {
                    work.authors.remove(at);
                }
            });
        }
    });
}

/// Swaps an author with the one before.
fn swap(authors: &mut [SourceId], at: usize) {
    if at > 0 && at < authors.len() {
        authors.swap(at - 1, at);
    }
}
