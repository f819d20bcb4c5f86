//! From other programs' annotations to edits of a project.
//!
//! A reader takes the files' bytes and the project and gives a [`Proposal`]: edits, of which
//! none is applied yet, and a report of what was placed where and what could not be. Nothing
//! is dropped in silence: an annotation whose words are not found becomes a *lost* anchor
//! with its text, and what has no place at all stands in [`Report::unplaced`].

pub mod brat;
mod people;
mod place;
pub mod web_annotation;

use std::fmt;

use crate::domain::{
    edit::Edit,
    ids::{AnalystId, IdSource},
    project::Project,
    time::Timestamp,
};
use crate::import::{ImportError, Limits, limits};

/// A file that was read.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Its name, without its folder.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What annotations are read into.
#[derive(Debug, Clone, Copy)]
pub struct Into<'a> {
    /// The project.
    pub project: &'a Project,
    /// Who imports: the analyst to whom belongs what names nobody.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
}

/// What an import of annotations would do.
#[derive(Debug, Clone, Default)]
pub struct Proposal {
    /// The edits, in the order in which they apply.
    pub edits: Vec<Edit>,
    /// What they bring, and what they can't.
    pub report: Report,
}

/// What an import of annotations found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles that are new.
    pub articles: usize,
    /// Claims that are new.
    pub claims: usize,
    /// Links that are new.
    pub links: usize,
    /// Sources and works that are new.
    pub records: usize,
    /// Anchors found where they were said to be, or word for word elsewhere.
    pub exact: usize,
    /// Anchors found in other words.
    pub moved: usize,
    /// Anchors not found; their words were kept.
    pub lost: usize,
    /// What could not be placed.
    pub unplaced: Vec<Unplaced>,
}

/// Something that could not be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// What it is: its file, its id, its first words.
    pub what: String,
    /// Why, and what to do.
    pub why: String,
}

impl Report {
    /// Notes what could not be placed.
    pub fn leave(
        &mut self,
        what: impl std::convert::Into<String>,
        why: impl std::convert::Into<String>,
    ) {
        self.unplaced.push(Unplaced { what: what.into(), why: why.into() });
    }
}

impl fmt::Display for Unplaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} claims, {} links, {} sources and works, {} articles; {} anchors exact, {} moved, {} lost",
            self.claims, self.links, self.records, self.articles, self.exact, self.moved, self.lost
        )?;
        for unplaced in &self.unplaced {
            writeln!(f, "not placed: {unplaced}")?;
        }
        Ok(())
    }
}

/// Reads files of annotations, whatever they are: by their names and first characters.
pub fn read(
    into: Into<'_>,
    files: &[Given<'_>],
    limits: &Limits,
    ids: &mut impl IdSource,
) -> Result<Proposal, ImportError> {
    for file in files {
        limits.check_size(file.bytes.len() as u64)?;
    }
    if files.iter().any(|file| file.name.to_lowercase().ends_with(".ann")) {
        let collection = brat::Collection::read(files)?;
        let mapping = collection.guess();
        return Ok(brat::propose(into, &collection, &mapping, ids));
    }
    web_annotation::read(into, files, ids)
}

/// A file's text, which must be UTF-8.
fn utf8<'a>(file: &Given<'a>) -> Result<&'a str, ImportError> {
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file.bytes);
    std::str::from_utf8(bytes).map_err(|_| limits::binary())
}

/// The first words of a text, for a report.
fn first_words(text: &str) -> String {
    let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(60) {
        words.truncate(end);
        words.push('…');
    }
    words
}
