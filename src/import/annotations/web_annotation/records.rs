//! Sources, works, analysts and kinds of evidence that a collection of ours lists: those that
//! the project has, by id or by name, and new ones.

use std::collections::HashMap;

use serde_json::Value;

use super::{Object, Reading, clean, list, own_id, term, text};
use crate::domain::{
    codebook::{Colour, Term},
    edit::Edit,
    ids::{IdSource, SourceId, TermId, WorkId},
    source::Source,
    work::{Original, Work},
};

/// The colour of a kind of evidence that comes without one.
const GREY: Colour = Colour([0x75, 0x75, 0x75]);

/// What the names of a file stand for in the project.
#[derive(Default)]
pub struct Records {
    sources: HashMap<String, SourceId>,
    works: HashMap<String, WorkId>,
    kinds: HashMap<String, TermId>,
    analysts: HashMap<String, String>,
}

impl Records {
    /// The source of a name.
    pub fn source(&self, name: &str) -> Option<SourceId> {
        self.sources.get(name).copied()
    }

    /// The work of a name.
    pub fn work(&self, name: &str) -> Option<WorkId> {
        self.works.get(name).copied()
    }

    /// The kind of evidence of a name.
    pub fn kind(&self, name: &str) -> Option<TermId> {
        self.kinds.get(name).copied()
    }

    /// What an analyst is called.
    pub fn analyst(&self, name: &str) -> Option<String> {
        self.analysts.get(name).cloned()
    }
}

/// Takes the records of a collection.
pub fn learn(reading: &mut Reading<'_>, document: &Value, ids: &mut impl IdSource) {
    let objects = |key: &str| -> Vec<&Object> {
        list(document.get(key)).into_iter().filter_map(Value::as_object).collect()
    };
    for record in objects("analysts") {
        if let (Some(id), Some(name)) = (text(record, "id"), text(record, "name")) {
            reading.records.analysts.insert(id.to_owned(), name.to_owned());
        }
    }
    for record in objects("evidenceKinds") {
        kind(reading, record);
    }
    for record in objects("sources") {
        source(reading, record, ids);
    }
    for record in objects("works") {
        work(reading, record, ids);
    }
}

fn kind(reading: &mut Reading<'_>, record: &Object) {
    let Some(name) = text(record, "id") else { return };
    let Some(id) = own_id(name, "evidence-kind") else { return };
    if reading.into.project.term(id).is_none() && !reading.records.kinds.contains_key(name) {
        let called = clean(record, "label").unwrap_or_else(|| id.to_string());
        let definition = clean(record, "definition").unwrap_or_default();
        let term = Term { id, name: called, definition, colour: GREY, key: None };
        reading.proposal.edits.push(Edit::PutTerm(term));
    }
    reading.records.kinds.insert(name.to_owned(), id);
}

fn source(reading: &mut Reading<'_>, record: &Object, ids: &mut impl IdSource) {
    let (Some(key), Some(name)) = (text(record, "id"), clean(record, "name")) else { return };
    let own: Option<SourceId> = own_id(key, "source");
    let project = reading.into.project;
    let by_id = own.and_then(|id| project.source(id)).map(|source| source.id);
    let kind = term(record, "sourceKind").unwrap_or_default();
    let mut new = Source::new(own.unwrap_or_else(|| ids.id()), name.clone(), kind);
    // Unnamed sources are told apart by their ids alone: two "officials" need not be the same.
    let by_name = || reading.people.known_source(&name).filter(|_| !kind.is_unnamed());
    let known = by_id.or_else(by_name);
    let id = known.unwrap_or(new.id);
    if known.is_none() && !reading.records.sources.contains_key(key) {
        new.aliases = list(record.get("aliases"))
            .into_iter()
            .filter_map(|alias| alias.as_str().map(super::without_returns))
            .collect();
        new.role = clean(record, "role");
        new.description = clean(record, "about");
        new.url = clean(record, "page");
        new.notes = clean(record, "notes");
        reading.proposal.edits.push(Edit::PutSource(new));
        reading.proposal.report.records += 1;
        reading.people.add_source(&name, id);
    }
    reading.records.sources.insert(key.to_owned(), id);
}

fn work(reading: &mut Reading<'_>, record: &Object, ids: &mut impl IdSource) {
    let Some(key) = text(record, "id") else { return };
    let own: Option<WorkId> = own_id(key, "work");
    let project = reading.into.project;
    let title = clean(record, "title").unwrap_or_default();
    let date = term(record, "date");
    let by_id = own.and_then(|id| project.work(id)).map(|work| work.id);
    let alike = |work: &&std::sync::Arc<Work>| {
        !title.is_empty() && work.title == title && work.date == date
    };
    let known = by_id.or_else(|| project.works.iter().find(alike).map(|work| work.id));
    let kind = term(record, "workKind").unwrap_or_default();
    let mut new = Work::new(own.unwrap_or_else(|| ids.id()), title.clone(), kind);
    let id = known.unwrap_or(new.id);
    if known.is_none() && !reading.records.works.contains_key(key) {
        let authors = list(record.get("authors")).into_iter().filter_map(Value::as_str);
        new.authors = authors.filter_map(|name| reading.records.source(name)).collect();
        new.container = clean(record, "container");
        new.publisher = clean(record, "publisher");
        new.date = date;
        new.url = clean(record, "address");
        new.archived_url = clean(record, "archived");
        new.accessed = term(record, "accessed");
        new.pages = clean(record, "pages");
        new.raw = clean(record, "printed");
        // Where the file lies is not told: it was on another's disk.
        let original = clean(record, "originalSha256").zip(term(record, "originalObtained"));
        new.original =
            original.map(|(sha256, obtained)| Original { file: String::new(), sha256, obtained });
        reading.proposal.edits.push(Edit::PutWork(new));
        reading.proposal.report.records += 1;
    }
    reading.records.works.insert(key.to_owned(), id);
}
