//! What the readers of annotations in texts give: edits, and a report of what was placed where.
//! An annotation whose words are not found becomes a *lost* anchor with its text; what has no
//! place at all stands in [`Report::unplaced`].

use std::fmt;

use super::{Brought, Context, Left};
use crate::domain::{
    edit::Edit,
    ids::{AnalystId, IdSource},
    project::Project,
    time::Timestamp,
};

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
pub struct Setting<'a> {
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
    pub fn leave(&mut self, what: impl Into<String>, why: impl Into<String>) {
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

/// The first words of a text, for a report.
pub(super) fn first_words(text: &str) -> String {
    let mut words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(60) {
        words.truncate(end);
        words.push('…');
    }
    words
}

impl<'a> Setting<'a> {
    /// The setting of a context.
    pub(super) fn of(context: &Context<'a>) -> Self {
        Self { project: context.project, by: context.by, at: context.at }
    }
}

/// The source of ids of a context.
pub(super) struct Ids<'c>(pub &'c mut dyn IdSource);

impl IdSource for Ids<'_> {
    fn bits(&mut self) -> u64 {
        self.0.bits()
    }
}

impl From<Proposal> for Brought {
    fn from(proposal: Proposal) -> Self {
        let Proposal { edits, report } = proposal;
        let counts = [
            ("claims", report.claims),
            ("links", report.links),
            ("sources and works", report.records),
            ("articles", report.articles),
            ("anchors moved", report.moved),
            ("anchors lost", report.lost),
        ];
        let left = report.unplaced.into_iter().map(|u| Left { what: u.what, why: u.why });
        Self {
            edits,
            counts: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
            left: left.collect(),
            ..Self::default()
        }
    }
}
