//! JSON as this program exports it: the whole project.

mod articles;
mod claims;
mod merge;
mod people;
mod relations;

use std::sync::Arc;

use serde::Deserialize;

use super::{AnnotationError, Brought, Context, Reader, utf8};
use crate::domain::{
    chunked::{Chunked, Keyed},
    codebook::default_terms,
    project::Project,
    time::Timestamp,
};

pub(super) const READER: Reader = Reader {
    label: "Sourceline's JSON (.json)",
    fits: |name, bytes| {
        let head = &bytes[..bytes.len().min(4096)];
        let has = |field: &[u8]| head.windows(field.len()).any(|w| w == field);
        name.ends_with(".json") && has(b"\"version\"") && has(b"\"created\"")
    },
    read,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectRecord {
    version: u64,
    title: String,
    description: Option<String>,
    created: Timestamp,
    #[serde(default)]
    analysts: Vec<people::AnalystRecord>,
    #[serde(default)]
    sources: Vec<people::SourceRecord>,
    #[serde(default)]
    works: Vec<people::WorkRecord>,
    #[serde(default)]
    articles: Vec<articles::ArticleRecord>,
    #[serde(default)]
    links: Vec<relations::LinkRecord>,
    #[serde(default)]
    lineage: Vec<relations::LineageRecord>,
    #[serde(default)]
    rulings: Vec<relations::RulingRecord>,
    #[serde(default)]
    todos: Vec<people::TodoRecord>,
    #[serde(default)]
    merged: Vec<relations::MergedRecord>,
    codebook: CodebookRecord,
    #[serde(default)]
    sessions: Vec<people::SessionRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodebookRecord {
    #[serde(default)]
    terms: Vec<relations::TermRecord>,
}

/// The version, read before the rest so that a newer file is told by it and not by its first
/// unknown field.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

fn malformed(why: impl ToString) -> AnnotationError {
    AnnotationError::Malformed { what: "the JSON", why: why.to_string() }
}

/// Records as a list; two with one key can't both be kept.
fn list<T: Keyed, R>(
    records: Vec<R>,
    make: impl Fn(R) -> Result<T, String>,
    sort: &str,
) -> Result<Chunked<T>, AnnotationError> {
    let made: Result<Vec<_>, String> =
        records.into_iter().map(|record| make(record).map(Arc::new)).collect();
    let (list, repeated) = Chunked::from_records(made.map_err(malformed)?);
    if repeated.is_empty() {
        Ok(list)
    } else {
        Err(malformed(format!("{} {sort} have an id that another one has", repeated.len())))
    }
}

/// Reads a project that was exported as JSON. What must hold of a project is not checked here.
pub fn read_project(bytes: &[u8]) -> Result<Project, AnnotationError> {
    let text = utf8(bytes)?;
    let head: Head = serde_json::from_str(&text).map_err(malformed)?;
    if head.version != 1 {
        return Err(AnnotationError::Version(head.version));
    }
    let record: ProjectRecord = serde_json::from_str(&text).map_err(malformed)?;
    debug_assert_eq!(record.version, head.version);
    let mut project = Project::new(record.title, record.created);
    Arc::make_mut(&mut project.head).description = record.description;
    project.analysts = list(record.analysts, |r| Ok(r.into()), "analysts")?;
    project.sources = list(record.sources, |r| Ok(r.into()), "sources")?;
    project.works = list(record.works, |r| Ok(r.into()), "works")?;
    project.articles = list(record.articles, articles::ArticleRecord::article, "articles")?;
    project.links = list(record.links, |r| Ok(r.into()), "links")?;
    project.lineage = list(record.lineage, relations::LineageRecord::lineage, "lineage edges")?;
    project.rulings = list(record.rulings, |r| Ok(r.into()), "rulings")?;
    project.todos = list(record.todos, |r| Ok(r.into()), "to-dos")?;
    project.merged = list(record.merged, relations::MergedRecord::merged, "redirects")?;
    project.codebook = list(record.codebook.terms, relations::TermRecord::term, "evidence kinds")?;
    project.sessions = list(record.sessions, |r| Ok(r.into()), "sessions")?;
    project.index_claims();
    Ok(project)
}

fn read(bytes: &[u8], context: &mut Context<'_>) -> Result<Brought, AnnotationError> {
    let other = read_project(bytes)?;
    let here = context.project;
    let untouched = here.articles.is_empty()
        && here.sources.is_empty()
        && here.works.is_empty()
        && here.links.is_empty()
        && here.codebook == default_terms().into_iter().collect();
    if untouched {
        let broken = crate::domain::invariant::check(&other);
        if let Some(first) = broken.first() {
            let why = format!("{} rules are broken, the first: {first}", broken.len());
            return Err(malformed(why));
        }
        let counts = vec![
            ("articles", other.articles.len()),
            ("claims", other.claim_count()),
            ("sources", other.sources.len()),
            ("works", other.works.len()),
        ];
        return Ok(Brought { counts, whole: Some(Box::new(other)), ..Brought::default() });
    }
    Ok(merge::merge(here, &other))
}
