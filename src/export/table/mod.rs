//! The tables of a project: tidy, one row a record, for everything that reads tables.
//! [`csv`] and [`xlsx`] write the same ones.

mod cell;
mod claims;
mod csv;
mod hops;
mod others;
mod wide;
mod xlsx;

use std::collections::HashMap;

use self::cell::Cell;
pub(super) use self::csv::{CSV, TSV};
pub(super) use self::xlsx::FORMAT as XLSX;
use super::{Carried, ExportError, Field, Options, Progress, loss::Group};
use crate::domain::{
    ids::{AnalystId, SourceId, WorkId},
    project::Project,
    source::Source,
    work::Work,
};

/// Takes the rows of a table.
type Row<'r> = &'r mut dyn FnMut(&[Cell<'_>]) -> Result<(), ExportError>;

/// A table.
struct Table {
    /// What its file or sheet is called, without an ending.
    name: &'static str,
    /// Its columns: names in `snake_case`, and a width in characters where that matters.
    columns: &'static [(&'static str, u16)],
    /// Gives its rows, one after the other.
    rows: fn(&Known<'_>, Row<'_>, &Progress<'_>) -> Result<(), ExportError>,
}

/// All tables.
const TABLES: [&Table; 6] = [
    &claims::TABLE,
    &hops::TABLE,
    &others::SOURCES,
    &others::WORKS,
    &others::LINKS,
    &others::ASSESSMENTS,
];

/// A project, with what the rows look up.
struct Known<'a> {
    project: &'a Project,
    analysts: HashMap<AnalystId, &'a str>,
    sources: HashMap<SourceId, &'a Source>,
    works: HashMap<WorkId, &'a Work>,
}

impl<'a> Known<'a> {
    fn new(project: &'a Project) -> Self {
        let analysts = project.analysts.iter().map(|a| (a.id, a.name.as_str())).collect();
        let sources = project.sources.iter().map(|source| (source.id, source.as_ref())).collect();
        let works = project.works.iter().map(|work| (work.id, work.as_ref())).collect();
        Self { project, analysts, sources, works }
    }

    /// The source with an id, or the one it was merged into.
    fn source(&self, id: SourceId) -> Option<&'a Source> {
        let merged = || self.project.source(id).map(AsRef::as_ref);
        self.sources.get(&id).copied().or_else(merged)
    }

    /// The work with an id, or the one it was merged into.
    fn work(&self, id: WorkId) -> Option<&'a Work> {
        let merged = || self.project.work(id).map(AsRef::as_ref);
        self.works.get(&id).copied().or_else(merged)
    }

    fn analyst(&self, id: AnalystId) -> &'a str {
        self.analysts.get(&id).copied().unwrap_or_default()
    }
}

/// What the tables carry: of the records that have one, all but what would need a table of
/// its own.
fn carries(field: Field, _: &Options) -> Carried {
    match field {
        Field::SourceAliases
        | Field::SourceReliability
        | Field::WorkAuthors
        | Field::Discontinuous
        | Field::LostAnchor
        | Field::MovedAnchor
        | Field::Tags
        | Field::Reviews
        | Field::HopSources
        | Field::HopSourceAnchors
        | Field::HopCueAnchors
        | Field::ArticleTitle
        | Field::ArticlePublished
        | Field::ArticleAddress
        | Field::ArticleLanguage
        | Field::ArticleByline
        | Field::Analysts => Carried::Part,
        _ => match field.group() {
            Group::Project | Group::Article => Carried::No,
            Group::Evidence => Carried::Part,
            _ => Carried::Whole,
        },
    }
}
