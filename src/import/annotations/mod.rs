//! From other programs' files back into a project: what was tagged elsewhere, or exported from
//! here. One file or folder per format.
//!
//! A reader takes bytes and a project and proposes edits; it changes nothing itself. What it
//! can't place it tells ([`Left`]), and never drops in silence. Archives and documents from
//! outside are bounded in size, depth and time.

mod archive;
mod bibliography;
pub mod brat;
mod error;
mod file;
mod json;
mod people;
mod place;
pub mod proposal;
mod qdpx;
pub mod web_annotation;
mod xml;

#[cfg(test)]
mod foreign_tests;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::domain::{
    edit::Edit,
    ids::{AnalystId, Id, IdSource},
    project::Project,
    time::Timestamp,
};

pub use error::AnnotationError;
pub use file::{guess, read_file, read_mapped};
pub use json::read_project;

/// What a reader works with.
pub struct Context<'a> {
    /// The project that the annotations go to.
    pub project: &'a Project,
    /// Who answers for what the file names nobody for.
    pub by: AnalystId,
    /// When it is imported.
    pub at: Timestamp,
    /// Where new ids come from.
    pub ids: &'a mut dyn IdSource,
}

impl Context<'_> {
    /// A new id.
    pub fn id<T>(&mut self) -> Id<T> {
        Id::from_random(self.ids.bits())
    }
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("by", &self.by).field("at", &self.at).finish()
    }
}

/// What a file brought.
#[derive(Debug, Default)]
pub struct Brought {
    /// The changes, to be applied as one.
    pub edits: Vec<Edit>,
    /// The whole project that the file holds, if the one it goes to is empty: then nothing
    /// needs to be placed.
    pub whole: Option<Box<Project>>,
    /// How many records of each sort come in: "claims".
    pub counts: Vec<(&'static str, usize)>,
    /// How many records are there already, equal.
    pub known: usize,
    /// What could not be placed.
    pub left: Vec<Left>,
    /// What the names of a collection were taken to mean, if it is one whose names are free.
    pub mapping: Option<brat::Mapping>,
}

/// Something that could not be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// What it is: "a coding with the code \"x\"".
    pub what: String,
    /// Why it could not be placed.
    pub why: String,
}

impl Brought {
    /// Counts one more record of a sort.
    pub fn count(&mut self, sort: &'static str) {
        match self.counts.iter_mut().find(|(known, _)| *known == sort) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((sort, 1)),
        }
    }

    /// Adds an edit that brings a record of a sort.
    pub fn put(&mut self, sort: &'static str, edit: Edit) {
        self.count(sort);
        self.edits.push(edit);
    }

    /// Tells what could not be placed.
    pub fn leave(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.left.push(Left { what: what.into(), why: why.into() });
    }

    /// Whether nothing comes in.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.whole.is_none()
    }
}

/// A format that can be read.
pub struct Reader {
    /// What messages call it.
    pub label: &'static str,
    /// Whether a file of this name (in small letters) and these bytes is one.
    pub fits: fn(&str, &[u8]) -> bool,
    /// Reads it.
    pub read: fn(&[u8], &mut Context<'_>) -> Result<Brought, AnnotationError>,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reader").field(&self.label).finish()
    }
}

/// All formats, those that are told by the name before those that are told by the content.
pub const READERS: &[&Reader] = &[
    &qdpx::READER,
    &bibliography::BIBTEX,
    &bibliography::RIS,
    &bibliography::CSL_JSON,
    &web_annotation::READER,
    &json::READER,
];

/// Reads the content of a file by whichever format it is.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    context: &mut Context<'_>,
) -> Result<Brought, AnnotationError> {
    let name = name.to_lowercase();
    let reader = READERS
        .iter()
        .find(|reader| (reader.fits)(&name, bytes))
        .ok_or_else(|| AnnotationError::Unknown(READERS.iter().map(|r| r.label).collect()))?;
    (reader.read)(bytes, context)
}

/// The text of a file that must be UTF-8, without its byte order mark and with LF.
fn utf8(bytes: &[u8]) -> Result<String, AnnotationError> {
    let text = std::str::from_utf8(bytes).map_err(|error| AnnotationError::Malformed {
        what: "the file",
        why: format!("it is not UTF-8 at byte {}", error.valid_up_to()),
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
