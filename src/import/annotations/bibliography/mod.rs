//! Bibliographies as works: CSL-JSON, BibTeX and RIS. Authors become sources, unless the
//! project has one of that name.

mod bibtex;
mod csl;
mod ris;

use std::collections::HashMap;

pub(super) use self::bibtex::READER as BIBTEX;
pub(super) use self::csl::READER as CSL_JSON;
pub(super) use self::ris::READER as RIS;
use super::{Brought, Context};
use crate::domain::{
    edit::Edit,
    ids::{SourceId, WorkId},
    source::{Source, SourceKind},
    time::PartialDate,
    work::{Work, WorkKind},
};

/// A work as a file describes it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Entry {
    /// Its key in the file.
    key: String,
    kind: WorkKind,
    title: String,
    authors: Vec<Author>,
    container: Option<String>,
    publisher: Option<String>,
    date: Option<PartialDate>,
    url: Option<String>,
    archived_url: Option<String>,
    accessed: Option<PartialDate>,
    pages: Option<String>,
    raw: Option<String>,
}

/// An author as a file names it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Author {
    name: String,
    /// Whether the file divides the name, as only persons' are.
    person: bool,
}

impl Author {
    /// A person: given names before the family name, as it is spoken.
    fn person(given: &str, family: &str) -> Self {
        let name = [given.trim(), family.trim()];
        let name = name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        Self { name: name.join(" "), person: name.len() > 1 }
    }

    /// A name that the file does not divide.
    fn literal(name: &str) -> Self {
        Self { name: name.trim().to_owned(), person: false }
    }

    fn kind(&self) -> SourceKind {
        if self.person { SourceKind::NamedIndividual } else { SourceKind::NamedGroup }
    }
}

/// The kind of work that one of this program's exports names.
fn own_kind(name: &str) -> Option<WorkKind> {
    use crate::domain::vocabulary::Vocabulary as _;
    WorkKind::ALL.iter().copied().find(|kind| format!("{kind:?}") == name)
}

/// Proposes works for entries.
fn place(entries: Vec<Entry>, context: &mut Context<'_>) -> Brought {
    let mut brought = Brought::default();
    let mut sources: HashMap<String, SourceId> = HashMap::new();
    for source in context.project.sources.iter() {
        for name in std::iter::once(&source.name).chain(&source.aliases) {
            sources.entry(name.to_lowercase()).or_insert(source.id);
        }
    }
    let mut works: HashMap<(String, Option<PartialDate>), WorkId> = HashMap::new();
    for work in context.project.works.iter() {
        works.insert((work.display_title().to_lowercase(), work.date), work.id);
    }
    for entry in entries {
        if entry.title.trim().is_empty() && entry.url.is_none() && entry.raw.is_none() {
            brought
                .leave(format!("the entry \"{}\"", entry.key), "it has neither title nor address");
            continue;
        }
        let identity = (entry.title.to_lowercase(), entry.date);
        if works.contains_key(&identity) {
            brought.known += 1;
            continue;
        }
        let authors = entry.authors.iter().filter(|author| !author.name.is_empty());
        let authors: Vec<SourceId> = authors
            .map(|author| {
                *sources.entry(author.name.to_lowercase()).or_insert_with(|| {
                    let source = Source::new(context.id(), author.name.clone(), author.kind());
                    let id = source.id;
                    brought.put("sources", Edit::PutSource(source));
                    id
                })
            })
            .collect();
        let kept = entry.key.parse().ok().filter(|id: &WorkId| {
            let taken = context.project.works.get(*id).is_some()
                || context.project.merged.get(id.cast()).is_some();
            !taken && !works.values().any(|known| known == id)
        });
        let id = kept.unwrap_or_else(|| context.id());
        works.insert(identity, id);
        let work = Work {
            id,
            kind: entry.kind,
            title: entry.title,
            authors: distinct(authors),
            container: entry.container,
            publisher: entry.publisher,
            date: entry.date,
            url: entry.url,
            archived_url: entry.archived_url,
            accessed: entry.accessed,
            pages: entry.pages,
            original: None,
            raw: entry.raw,
        };
        brought.put("works", Edit::PutWork(work));
    }
    brought
}

/// Each author once.
fn distinct(authors: Vec<SourceId>) -> Vec<SourceId> {
    let mut seen = Vec::with_capacity(authors.len());
    for author in authors {
        if !seen.contains(&author) {
            seen.push(author);
        }
    }
    seen
}

/// A text without what surrounds it; nothing if it is empty.
fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The date at the head of a text: as much of `2008-07-30` or `2008/07/30` as is there.
fn date(text: &str) -> Option<PartialDate> {
    let parts: Vec<&str> = text.trim().split(['-', '/']).map(str::trim).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let year = number(0).filter(|_| parts[0].len() == 4)? as i32;
    match (number(1), number(2)) {
        (Some(month), Some(day)) => {
            PartialDate::day(year, month, day).or_else(|| PartialDate::month(year, month))
        }
        (Some(month), None) => PartialDate::month(year, month),
        _ => PartialDate::year(year),
    }
    .or_else(|| PartialDate::year(year))
}
