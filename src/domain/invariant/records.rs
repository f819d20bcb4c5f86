//! The checks of the records that are no articles: one function a kind.

use super::{
    RecordKind as K, RecordRef, Violation,
    fields::{Out, analyst, filled, text_field, unresolved},
    known::Known,
};
use crate::domain::{
    analyst::Analyst,
    codebook::Term,
    lineage::{Lineage, LineageBasis, LineageEnds},
    link::Link,
    project::{Merged, MergedEnds, ProjectHead},
    ruling::{Ruling, RulingAbout, Voice},
    session::Session,
    source::Source,
    todo::{Todo, TodoAbout},
    work::Work,
};

pub(super) fn head(head: &ProjectHead, out: &mut Out) {
    let record = RecordRef::new(K::Project, "");
    filled(&record, "title", &head.title, out);
    text_field(&record, "description", head.description.as_deref(), out);
}

pub(super) fn person(analyst: &Analyst, out: &mut Out) {
    filled(&RecordRef::new(K::Analyst, analyst.id), "name", &analyst.name, out);
}

pub(super) fn term(term: &Term, out: &mut Out) {
    let record = RecordRef::new(K::Term, term.id);
    filled(&record, "name", &term.name, out);
    text_field(&record, "definition", Some(&term.definition), out);
}

pub(super) fn source(known: &Known<'_>, source: &Source, out: &mut Out) {
    let record = RecordRef::new(K::Source, source.id);
    filled(&record, "name", &source.name, out);
    source.aliases.iter().for_each(|a| text_field(&record, "aliases", Some(a), out));
    text_field(&record, "role", source.role.as_deref(), out);
    text_field(&record, "description", source.description.as_deref(), out);
    text_field(&record, "url", source.url.as_deref(), out);
    text_field(&record, "notes", source.notes.as_deref(), out);
    for grade in &source.reliability {
        analyst(known, &record, grade.by, out);
        text_field(&record, "reliability", grade.about.as_deref(), out);
        text_field(&record, "reliability", grade.why.as_deref(), out);
    }
}

pub(super) fn work(known: &Known<'_>, work: &Work, out: &mut Out) {
    let record = RecordRef::new(K::Work, work.id);
    for author in work.authors.iter().filter(|id| !known.source(**id)) {
        unresolved(&record, "authors", K::Source, author, out);
    }
    text_field(&record, "title", Some(&work.title), out);
    text_field(&record, "container", work.container.as_deref(), out);
    text_field(&record, "publisher", work.publisher.as_deref(), out);
    text_field(&record, "url", work.url.as_deref(), out);
    text_field(&record, "archived_url", work.archived_url.as_deref(), out);
    text_field(&record, "pages", work.pages.as_deref(), out);
    for text in work.original.iter().flat_map(|o| [&o.file, &o.sha256]) {
        text_field(&record, "original", Some(text), out);
    }
    text_field(&record, "raw", work.raw.as_deref(), out);
}

pub(super) fn link(known: &Known<'_>, link: &Link, out: &mut Out) {
    let record = RecordRef::new(K::Link, link.id);
    for (field, id) in [("from", link.from), ("to", link.to)] {
        if !known.claim(id) {
            unresolved(&record, field, K::Claim, id, out);
        }
    }
    analyst(known, &record, link.by, out);
    text_field(&record, "note", link.note.as_deref(), out);
}

pub(super) fn lineage(known: &Known<'_>, lineage: &Lineage, out: &mut Out) {
    let record = RecordRef::new(K::Lineage, lineage.id);
    match lineage.ends {
        LineageEnds::Sources { from, to } => {
            for (field, id) in [("from", from), ("to", to)] {
                if !known.source(id) {
                    unresolved(&record, field, K::Source, id, out);
                }
            }
        }
        LineageEnds::Works { from, to } => {
            for (field, id) in [("from", from), ("to", to)] {
                if !known.work(id) {
                    unresolved(&record, field, K::Work, id, out);
                }
            }
        }
    }
    for id in lineage.claims.iter().filter(|id| !known.claim(**id)) {
        unresolved(&record, "claims", K::Claim, id, out);
    }
    for basis in &lineage.basis {
        match *basis {
            LineageBasis::Claim(id) if !known.claim(id) => {
                unresolved(&record, "basis", K::Claim, id, out);
            }
            LineageBasis::Work(id) if !known.work(id) => {
                unresolved(&record, "basis", K::Work, id, out);
            }
            _ => {}
        }
    }
    analyst(known, &record, lineage.by, out);
    text_field(&record, "note", lineage.note.as_deref(), out);
}

pub(super) fn ruling(known: &Known<'_>, ruling: &Ruling, out: &mut Out) {
    let record = RecordRef::new(K::Ruling, ruling.id);
    match &ruling.about {
        RulingAbout::NotSameSource(a, b) => {
            for id in [a, b].into_iter().filter(|id| !known.source(**id)) {
                unresolved(&record, "about", K::Source, id, out);
            }
        }
        RulingAbout::NotSameWork(a, b) => {
            for id in [a, b].into_iter().filter(|id| !known.work(**id)) {
                unresolved(&record, "about", K::Work, id, out);
            }
        }
        RulingAbout::DeclinedPair(a, b) => {
            for id in [a, b].into_iter().filter(|id| !known.claim(**id)) {
                unresolved(&record, "about", K::Claim, id, out);
            }
        }
        RulingAbout::Independent(a, b) => {
            for voice in [a, b] {
                match *voice {
                    Voice::Source(id) if !known.source(id) => {
                        unresolved(&record, "about", K::Source, id, out);
                    }
                    Voice::Work(id) if !known.work(id) => {
                        unresolved(&record, "about", K::Work, id, out);
                    }
                    _ => {}
                }
            }
        }
        // A finding's subjects may go; the ruling then simply concerns nothing any more.
        RulingAbout::Dismissed { code, subjects } => {
            std::iter::once(code)
                .chain(subjects)
                .for_each(|text| text_field(&record, "about", Some(text), out));
        }
    }
    analyst(known, &record, ruling.by, out);
    text_field(&record, "reason", ruling.reason.as_deref(), out);
    text_field(&record, "basis", ruling.basis.as_deref(), out);
}

pub(super) fn todo(known: &Known<'_>, todo: &Todo, out: &mut Out) {
    let record = RecordRef::new(K::Todo, todo.id);
    match todo.about {
        TodoAbout::Claim(id) if !known.claim(id) => unresolved(&record, "about", K::Claim, id, out),
        TodoAbout::Source(id) if !known.source(id) => {
            unresolved(&record, "about", K::Source, id, out);
        }
        TodoAbout::Work(id) if !known.work(id) => unresolved(&record, "about", K::Work, id, out),
        TodoAbout::Article(id) if !known.article(id) => {
            unresolved(&record, "about", K::Article, id, out);
        }
        _ => {}
    }
    analyst(known, &record, todo.by, out);
    text_field(&record, "text", Some(&todo.text), out);
}

pub(super) fn merged(known: &Known<'_>, merged: &Merged, out: &mut Out) {
    match merged.ends {
        MergedEnds::Sources { from, into } => {
            let record = RecordRef::new(K::Merged, from);
            if known.project().sources.get(from).is_some() {
                out.push(Violation::DuplicateId { record: record.clone() });
            }
            if known.project().source(into).is_none() {
                unresolved(&record, "into", K::Source, into, out);
            }
            analyst(known, &record, merged.by, out);
        }
        MergedEnds::Works { from, into } => {
            let record = RecordRef::new(K::Merged, from);
            if known.project().works.get(from).is_some() {
                out.push(Violation::DuplicateId { record: record.clone() });
            }
            if known.project().work(into).is_none() {
                unresolved(&record, "into", K::Work, into, out);
            }
            analyst(known, &record, merged.by, out);
        }
    }
}

pub(super) fn session(known: &Known<'_>, session: &Session, out: &mut Out) {
    let record = RecordRef::new(K::Session, session.id);
    analyst(known, &record, session.by, out);
    // An article that was opened once and removed since is history, not an error: the
    // removal takes it out of the sessions, so one that is missing was never there.
    for id in session.opened.iter().filter(|id| !known.article(**id)) {
        unresolved(&record, "opened", K::Article, id, out);
    }
}
