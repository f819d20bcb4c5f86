//! Two articles side by side: what they share and where they part.
//!
//! In two steps. [`texts`] compares the words, takes a moment, and holds as long as the two
//! texts do, that is, for ever: keep it. [`records`] asks what the project knows about
//! them (quotations with their speakers, sources, works, claims), is quick, and must be asked
//! again after an edit. [`joins()`] makes one list of both for the window.

pub mod claims;
pub mod differences;
mod joins;
pub mod mentions;
pub mod shared;
pub mod summary;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use crate::{
    analysis::{
        drift::{self, Drift, quotations},
        reuse::{self, Operation, OperationKind, Passage, Progress, Settings, Words, difference},
    },
    domain::{
        article::Article,
        ids::{ClaimId, SourceId, WorkId},
        project::Project,
        span::Span,
    },
};

use claims::Suggestion;
use differences::Accepted;
use mentions::Mentions;
use shared::{SharedSource, SharedWork};
use summary::Summary;

pub use joins::{Join, JoinKind, Subject, joins};

/// What two texts share, whatever the project says about them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts {
    /// The words of the left text.
    pub left: Words,
    /// The words of the right text.
    pub right: Words,
    /// The passages that both have, in the order of the left one.
    pub passages: Vec<Passage>,
    /// For each passage, the difference of its best alignment.
    pub operations: Vec<Vec<Operation>>,
}

/// What a project knows about two articles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Records {
    /// The quotations that stand in both.
    pub drifts: Vec<Drift>,
    /// What the left one rests on.
    pub left: Mentions,
    /// What the right one rests on.
    pub right: Mentions,
    /// The sources that both rest on.
    pub sources: Vec<SharedSource>,
    /// The works that both rest on.
    pub works: Vec<SharedWork>,
    /// Pairs of claims that may say the same.
    pub suggestions: Vec<Suggestion>,
    /// Pairs of claims that an analyst joined.
    pub accepted: Vec<Accepted>,
}

/// What one side has and the other has not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnlyHere {
    /// Claims without an accepted or suggested counterpart.
    pub claims: Vec<ClaimId>,
    /// Sources.
    pub sources: Vec<SourceId>,
    /// Works.
    pub works: Vec<WorkId>,
}

/// What a comparison tells while it runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// The share that is done, 0 to 1.
    Share(f32),
    /// A join that was found. Repeats of a passage are told one by one; the result has them as
    /// one.
    Found(Box<Join>),
}

/// Compares the words of two articles, or of one with itself. `None` if `watch` breaks off.
pub fn texts(
    left: &Article,
    right: &Article,
    settings: Settings,
    watch: &mut dyn FnMut(Told) -> ControlFlow<()>,
) -> Option<Texts> {
    let alone = left.id == right.id;
    let left_words = Words::of_article(left);
    if watch(Told::Share(0.0)).is_break() {
        return None;
    }
    let right_words = if alone { left_words.clone() } else { Words::of_article(right) };
    let mut step = |progress: Progress<'_>| match progress {
        Progress::Share(share) => watch(Told::Share(share)),
        Progress::Found(alignment) => {
            let operations = difference(alignment, &left_words, &right_words);
            let places = (vec![alignment.left], vec![alignment.right]);
            let join = joins::of_alignment(left, alignment, places, operations);
            watch(Told::Found(Box::new(join)))
        }
    };
    let passages = if alone {
        reuse::within(&left_words, settings, &mut step)
    } else {
        reuse::between(&left_words, &right_words, settings, &mut step)
    }?;
    let operations =
        passages.iter().map(|p| difference(&p.best, &left_words, &right_words)).collect();
    Some(Texts { left: left_words, right: right_words, passages, operations })
}

/// Asks what the project knows about two articles whose words were compared. `None` if
/// `watch` breaks off.
pub fn records(
    project: &Project,
    left: &Article,
    right: &Article,
    texts: &Texts,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Records> {
    let ours = quotations(project, left, &texts.left);
    let theirs = quotations(project, right, &texts.right);
    let ours = drift::Side { article: left, words: &texts.left, quotations: &ours };
    let drifts = if left.id == right.id {
        drift::within(project, ours, watch)?
    } else {
        let theirs = drift::Side { article: right, words: &texts.right, quotations: &theirs };
        drift::between(project, ours, theirs, watch)?
    };
    let (l, r) = (mentions::mentions(project, left), mentions::mentions(project, right));
    let mut records = Records {
        drifts,
        sources: shared::sources(project, &l, &r),
        works: shared::works(project, &l, &r),
        left: l,
        right: r,
        ..Records::default()
    };
    if watch().is_break() {
        return None;
    }
    if left.id != right.id {
        let sides = ((left, &texts.left), (right, &texts.right));
        records.suggestions = claims::suggestions(project, sides.0, sides.1, &texts.passages);
    }
    records.accepted = accepted(project, left, right);
    Some(records)
}

fn accepted(project: &Project, left: &Article, right: &Article) -> Vec<Accepted> {
    let mut accepted: Vec<Accepted> = Vec::new();
    for link in project.links.iter() {
        let (Some(from), Some(to)) = (project.place(link.from), project.place(link.to)) else {
            continue;
        };
        let (ours, theirs) = if (from.article, to.article) == (left.id, right.id) {
            (link.from, link.to)
        } else if (to.article, from.article) == (left.id, right.id) {
            (link.to, link.from)
        } else {
            continue;
        };
        if let (Some(ours), Some(theirs)) = (project.claim(ours), project.claim(theirs)) {
            accepted.push(differences::accepted(project, link, ours, theirs));
        }
    }
    let start = |pair: &Accepted| project.place(pair.left).map(|place| place.start);
    accepted.sort_by_key(|pair| (start(pair), pair.left, pair.right, pair.link));
    accepted
}

impl Records {
    /// What only the left article has, and what only the right one has.
    pub fn only_here(&self, left: &Article, right: &Article) -> (OnlyHere, OnlyHere) {
        let suggested = self.suggestions.iter().map(|s| (s.left, s.right));
        let joined: Vec<_> =
            suggested.chain(self.accepted.iter().map(|a| (a.left, a.right))).collect();
        let left_joined: std::collections::HashSet<_> = joined.iter().map(|p| p.0).collect();
        let right_joined: std::collections::HashSet<_> = joined.iter().map(|p| p.1).collect();
        let ours = OnlyHere {
            claims: left.claims.iter().map(|c| c.id).filter(|c| !left_joined.contains(c)).collect(),
            sources: apart(self.left.sources.keys(), self.sources.iter().map(|s| s.left)),
            works: apart(self.left.works.keys(), self.works.iter().map(|w| w.left)),
        };
        let theirs = OnlyHere {
            claims: right
                .claims
                .iter()
                .map(|c| c.id)
                .filter(|c| !right_joined.contains(c))
                .collect(),
            sources: apart(self.right.sources.keys(), self.sources.iter().map(|s| s.right)),
            works: apart(self.right.works.keys(), self.works.iter().map(|w| w.right)),
        };
        (ours, theirs)
    }

    /// The comparison in numbers, with the signs of dependence.
    pub fn summary(
        &self,
        project: &Project,
        left: &Article,
        right: &Article,
        texts: &Texts,
    ) -> Summary {
        let (ours, theirs) = self.only_here(left, right);
        let count = |kind| self.accepted.iter().filter(|a| a.kind == kind).count();
        // What was changed in between stands in one of them only.
        let equal = |side: fn(&Operation) -> Span| {
            let operations = texts.operations.iter().flatten();
            operations.filter(|o| o.kind == OperationKind::Equal).map(side)
        };
        let passages = || texts.passages.iter();
        let left_spans = passages()
            .flat_map(|p| p.left.iter().filter(|place| **place != p.best.left).copied())
            .chain(equal(|o| o.left));
        let right_spans = passages()
            .flat_map(|p| p.right.iter().filter(|place| **place != p.best.right).copied())
            .chain(equal(|o| o.right));
        let (left_share, right_share) = if left.id == right.id {
            let share = summary::share(&texts.left, left_spans.chain(right_spans));
            (share, share)
        } else {
            (summary::share(&texts.left, left_spans), summary::share(&texts.right, right_spans))
        };
        Summary {
            left_share,
            right_share,
            passages: texts.passages.len(),
            quotations: (self.drifts.len(), self.drifts.iter().filter(|d| d.is_drift()).count()),
            sources: (self.sources.len(), ours.sources.len(), theirs.sources.len()),
            works: (self.works.len(), ours.works.len(), theirs.works.len()),
            same_claims: count(crate::domain::link::LinkKind::SameClaim),
            contradictions: count(crate::domain::link::LinkKind::Contradicts),
            suggested: self.suggestions.len(),
            signs: summary::signs(project, (left, right), &texts.passages, self),
        }
    }
}

fn apart<'a, Id: Ord + Copy + 'a>(
    all: impl Iterator<Item = &'a Id>,
    shared: impl Iterator<Item = Id>,
) -> Vec<Id> {
    let shared: std::collections::BTreeSet<Id> = shared.collect();
    all.copied().filter(|id| !shared.contains(id)).collect()
}
