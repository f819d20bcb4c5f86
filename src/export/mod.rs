//! From projects to files that others read: one file per format, one registry.
//!
//! A format is a [`Format`]: constants and functions, listed in [`FORMATS`]. It takes a plain
//! project (what is to be left out was removed by [`scope::apply`]), writes as it goes to a
//! [`Target`], and tells through [`loss`] what it can't carry. Times are passed in and ids are
//! derived, so that the same project gives the same bytes. Files are touched in
//! [`target::Disk`] alone.

pub mod address;
mod ahead;
mod bibliography;
mod brat;
mod claim_review;
mod error;
mod escape;
mod gathered;
mod graph;
mod html;
pub mod identity;
mod json;
mod known;
pub mod loss;
mod markdown;
pub mod name;
mod options;
mod progress;
mod prov;
mod qda;
pub mod report;
mod run;
pub mod scope;
pub mod svg;
mod table;
pub mod target;
mod web_annotation;
mod xml;

use std::borrow::Cow;
use std::fmt;

use crate::domain::{project::Project, time::Timestamp};

pub use error::ExportError;
pub use json::SCHEMA;
pub use loss::{Carried, Field, LossReport, Survey, survey};
pub use options::Options;
pub use progress::Progress;
pub use run::{all_to_folder, preview, to_path, to_stream};
pub use scope::Scope;
pub use target::{Fill, Target};

/// All formats, in the order in which they are offered.
pub const FORMATS: &[&Format] = &[
    &html::FORMAT,
    &markdown::FORMAT,
    &web_annotation::FORMAT,
    &prov::FORMAT,
    &brat::FORMAT,
    &qda::QDPX,
    &qda::QDC,
    &table::CSV,
    &table::TSV,
    &table::XLSX,
    &bibliography::CSL_JSON,
    &bibliography::BIBTEX,
    &bibliography::RIS,
    &claim_review::FORMAT,
    &graph::GRAPHML,
    &graph::GEXF,
    &graph::DOT,
    &json::FORMAT,
];

/// The format with a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name).copied()
}

/// What is exported.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// The project, already without what is to be left out.
    pub project: &'a Project,
    /// What files are called that need a name of their own, without an ending.
    pub stem: &'a str,
    /// When it is exported.
    pub at: Timestamp,
    /// What the analyst chose.
    pub options: &'a Options,
}

/// How many files a format makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Always one.
    File,
    /// Always a folder with some.
    Folder,
    /// A folder, or one file if the path has one of the format's endings.
    Either,
}

/// What the caller wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// All the format's files, named by the format.
    Folder,
    /// One file of this name. Its ending tells which, where the format has several.
    File(&'a str),
}

impl<'a> Wanted<'a> {
    /// What the one file of a format is to be called.
    fn name(self, format: &Format, export: &Export<'_>) -> Cow<'a, str> {
        match self {
            Self::File(name) => Cow::Borrowed(name),
            Self::Folder => Cow::Owned(run::file_name(format, export)),
        }
    }
}

/// A format's writer.
pub type WriteFormat =
    fn(&Export<'_>, Wanted<'_>, &mut dyn Target, &Progress<'_>) -> Result<(), ExportError>;

/// A format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name in the window.
    pub label: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// How its files' names end, the usual one first; for a folder's name, empty.
    pub endings: &'static [&'static str],
    /// How many files it makes.
    pub shape: Shape,
    /// Whether everything can be read back.
    pub lossless: bool,
    /// How much of a field it carries, if it is written like that.
    pub carries: fn(Field, &Options) -> Carried,
    /// Writes it.
    pub write: WriteFormat,
}

impl Format {
    /// The usual ending, with its dot.
    pub fn ending(&self) -> &'static str {
        self.endings.first().copied().unwrap_or_default()
    }

    /// The ending that a file's name has, if it has one of the format's.
    pub fn ending_of(&self, name: &str) -> Option<&'static str> {
        let name = name.to_lowercase();
        self.endings.iter().find(|ending| name.ends_with(**ending)).copied()
    }

    /// Whether an export of this name is one file.
    pub fn is_one_file(&self, name: &str) -> bool {
        match self.shape {
            Shape::File => true,
            Shape::Folder => false,
            Shape::Either => self.ending_of(name).is_some(),
        }
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Format").field(&self.name).finish()
    }
}

#[cfg(test)]
#[path = "tests/hostile.rs"]
mod hostile_tests;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_format_has_its_own_name_and_says_what_it_is_for() {
        let names: BTreeSet<_> = FORMATS.iter().map(|f| f.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        for format in FORMATS {
            assert!(format.about.ends_with('.') && format.about.len() > 30, "{}", format.name);
            assert!(!format.endings.is_empty() || format.shape == Shape::Folder, "{format:?}");
            assert!(format.endings.iter().all(|e| e.starts_with('.')), "{}", format.name);
        }
    }

    #[test]
    fn a_lossless_format_carries_every_field_and_no_other_does() {
        for format in FORMATS {
            let whole = Field::all()
                .all(|field| (format.carries)(field, &Options::default()) == Carried::Whole);
            assert_eq!(whole, format.lossless, "{}", format.name);
        }
    }
}
