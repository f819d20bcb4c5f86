//! The tables of a project: tidy, one row a record, for everything that reads tables.
//! [`csv`] and [`xlsx`] write the same ones.

mod cell;
mod claims;
mod csv;
mod hops;
mod others;
mod wide;
mod xlsx;

use self::cell::Cell;
pub(super) use self::csv::{CSV, TSV};
pub(super) use self::xlsx::FORMAT as XLSX;
use super::{Carried, ExportError, Field, Options, Progress, known::Known, loss::Group};

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
