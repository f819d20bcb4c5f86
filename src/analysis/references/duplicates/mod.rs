//! Duplicates among works and among sources: pairs that may be one, each with its reason.
//!
//! Records are compared only within blocks that share a key (an address, a title, a
//! surname, initials), and within a block with a bounded number of others, so that the
//! cost grows with the project and not with its square. What an analyst ruled apart, or
//! linked as a republication, or merged, is not suggested again.

mod sources;
#[cfg(test)]
mod tests;
mod works;

use std::collections::HashSet;

use crate::domain::{
    ids::{SourceId, WorkId},
    lineage::{LineageEnds, LineageKind},
    project::Project,
    ruling::RulingAbout,
};

/// The most records of one block that each of them is compared with.
const MOST_COMPARED: usize = 24;

/// Two records that may be one; the lesser id first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pair {
    /// Two sources.
    Sources(SourceId, SourceId),
    /// Two works.
    Works(WorkId, WorkId),
}

/// Why two records may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// One address.
    SameUrl,
    /// One title and one date.
    SameTitleAndDate,
    /// One title and one author.
    SameTitleAndAuthor,
    /// One name, case and punctuation aside.
    SameName,
    /// `Surname, Given` and `Given Surname`.
    NameOrder,
    /// `G. Surname` and `Given Surname`.
    Initials,
    /// One of them with "News", "The" or the like.
    OutletName,
    /// A name and its acronym.
    Acronym,
    /// The name of one is an alias of the other.
    Alias,
}

impl Reason {
    /// The reason as a phrase.
    pub fn label(self) -> &'static str {
        match self {
            Self::SameUrl => "same address",
            Self::SameTitleAndDate => "same title and date",
            Self::SameTitleAndAuthor => "same title and author",
            Self::SameName => "same name",
            Self::NameOrder => "same name in another order",
            Self::Initials => "same surname and initials",
            Self::OutletName => "same outlet, with and without a common word",
            Self::Acronym => "name and acronym",
            Self::Alias => "name and alias",
        }
    }
}

/// A pair that may be one, with the strongest reason for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Suggestion {
    /// The two records.
    pub pair: Pair,
    /// Why.
    pub reason: Reason,
}

/// All pairs of a project that may be one, in the order of their ids.
pub fn suggestions(project: &Project) -> Vec<Suggestion> {
    let settled = settled(project);
    let mut found = works::suggestions(project);
    found.extend(sources::suggestions(project));
    found.retain(|s| !settled.contains(&s.pair));
    found.sort_unstable();
    found.dedup_by_key(|s| s.pair);
    found
}

/// Pairs that an analyst has answered.
fn settled(project: &Project) -> HashSet<Pair> {
    let sources = |a, b| source_pair(project.resolve_source(a), project.resolve_source(b));
    let works = |a, b| work_pair(project.resolve_work(a), project.resolve_work(b));
    let ruled = project.rulings.iter().filter_map(|ruling| match ruling.about {
        RulingAbout::NotSameSource(a, b) => Some(sources(a, b)),
        RulingAbout::NotSameWork(a, b) => Some(works(a, b)),
        _ => None,
    });
    let linked = project.lineage.iter().filter(|l| l.kind == LineageKind::Republishes).map(|l| {
        match l.ends {
            LineageEnds::Sources { from, to } => sources(from, to),
            LineageEnds::Works { from, to } => works(from, to),
        }
    });
    ruled.chain(linked).collect()
}

fn source_pair(a: SourceId, b: SourceId) -> Pair {
    Pair::Sources(a.min(b), a.max(b))
}

fn work_pair(a: WorkId, b: WorkId) -> Pair {
    Pair::Works(a.min(b), a.max(b))
}
