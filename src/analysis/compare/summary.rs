//! The comparison in numbers, and the signs of which article may depend on the other, or both
//! on a third work. Signs are listed and never added up to a verdict.

use crate::{
    analysis::reuse::{Passage, Words},
    domain::{
        article::Article,
        assessment::Credibility,
        claim::{CheckResult, Claim},
        ids::{LinkId, WorkId},
        lineage::{LineageEnds, LineageKind, Standing},
        link::LinkKind,
        project::Project,
        span::Span,
        time::PartialDate,
    },
};

use super::{Records, differences::Accepted, shared::SharedWork};

/// The comparison in numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// The share of the left article's words that stands in the right one, 0 to 1.
    pub left_share: f32,
    /// The share of the right article's words that stands in the left one, 0 to 1.
    pub right_share: f32,
    /// Passages that both have.
    pub passages: usize,
    /// Quotations that both have, and those of them that changed.
    pub quotations: (usize, usize),
    /// Sources: shared, only on the left, only on the right.
    pub sources: (usize, usize, usize),
    /// Works: shared, only on the left, only on the right.
    pub works: (usize, usize, usize),
    /// Pairs of claims that were accepted as saying the same.
    pub same_claims: usize,
    /// Pairs of claims that were accepted as contradicting each other.
    pub contradictions: usize,
    /// Pairs of claims that are suggested.
    pub suggested: usize,
    /// Signs of dependence.
    pub signs: Vec<Sign>,
}

/// What a sign points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The left article on the right one.
    LeftOnRight,
    /// The right article on the left one.
    RightOnLeft,
    /// Both on something else.
    BothOnThird,
}

impl Direction {
    /// The term in `snake_case`.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftOnRight => "left_on_right",
            Self::RightOnLeft => "right_on_left",
            Self::BothOnThird => "both_on_third",
        }
    }
}

/// One sign that an article depends on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// What it points to.
    pub direction: Direction,
    /// What it is.
    pub evidence: Evidence,
}

/// What a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// One article cites the other.
    Cites,
    /// They share passages, and one was published after the other: the two days, the left one
    /// first.
    PublishedLater(PartialDate, PartialDate),
    /// An analyst linked a claim of one to a claim of the other.
    Linked(LinkId),
    /// Accepted lineage joins the two as works.
    Lineage,
    /// Both rest on this work, and so many of their joined claims or notes do.
    CommonWork(WorkId, usize),
    /// Both say something that was judged doubtful or improbable, or distorts the original.
    SharedError(LinkId),
}

impl Evidence {
    /// The term in `snake_case`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cites => "cites",
            Self::PublishedLater(..) => "published_later",
            Self::Linked(_) => "linked",
            Self::Lineage => "lineage",
            Self::CommonWork(..) => "common_work",
            Self::SharedError(_) => "shared_error",
        }
    }
}

/// The share of a text's words that lie in spans, 0 to 1.
pub(super) fn share(words: &Words, spans: impl Iterator<Item = Span>) -> f32 {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let (mut covered, mut done) = (0, 0);
    for span in spans {
        let range = words.within(span);
        let from = range.start.max(done);
        if from < range.end {
            covered += words.halves(from..range.end);
            done = range.end;
        }
    }
    let all = words.halves(0..words.len());
    if all == 0 { 0.0 } else { covered as f32 / all as f32 }
}

/// The signs of dependence.
pub(super) fn signs(
    project: &Project,
    (left, right): (&Article, &Article),
    passages: &[Passage],
    records: &Records,
) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut add = |direction, evidence| signs.push(Sign { direction, evidence });
    for (from, to, direction) in
        [(left, right, Direction::LeftOnRight), (right, left, Direction::RightOnLeft)]
    {
        if cites(project, from, to) {
            add(direction, Evidence::Cites);
        }
    }
    if let (Some(a), Some(b)) = (left.head.published, right.head.published)
        && !passages.is_empty()
    {
        let evidence = Evidence::PublishedLater(a, b);
        if a.certainly_after(b) {
            add(Direction::LeftOnRight, evidence);
        } else if b.certainly_after(a) {
            add(Direction::RightOnLeft, evidence);
        }
    }
    for pair in &records.accepted {
        if matches!(pair.kind, LinkKind::DerivedFrom | LinkKind::Quotes) {
            let direction =
                if pair.forward { Direction::LeftOnRight } else { Direction::RightOnLeft };
            add(direction, Evidence::Linked(pair.link));
        }
        if pair.kind == LinkKind::SameClaim && is_shared_error(project, pair) {
            add(Direction::BothOnThird, Evidence::SharedError(pair.link));
        }
    }
    if let (Some(a), Some(b)) = (left.head.work, right.head.work) {
        let (a, b) = (project.resolve_work(a), project.resolve_work(b));
        for edge in project.lineage.iter().filter(|l| l.standing == Standing::Accepted) {
            let LineageEnds::Works { from, to } = edge.ends else { continue };
            if !matches!(edge.kind, LineageKind::Republishes | LineageKind::SuppliedBy) {
                continue;
            }
            let ends = (project.resolve_work(from), project.resolve_work(to));
            if ends == (a, b) {
                add(Direction::LeftOnRight, Evidence::Lineage);
            } else if ends == (b, a) {
                add(Direction::RightOnLeft, Evidence::Lineage);
            }
        }
    }
    for work in &records.works {
        let uses = common_uses(records, work);
        if uses > 0 {
            add(Direction::BothOnThird, Evidence::CommonWork(work.left, uses));
        }
    }
    signs
}

/// How many accepted pairs of claims rest on a shared work on both sides; 1 if both have
/// notes that mean it.
fn common_uses(records: &Records, work: &SharedWork) -> usize {
    let pairs = records.accepted.iter().filter(|pair| {
        work.on_left.claims.contains(&pair.left) && work.on_right.claims.contains(&pair.right)
    });
    let noted = !work.on_left.notes.is_empty() && !work.on_right.notes.is_empty();
    pairs.count().max(usize::from(noted))
}

fn cites(project: &Project, from: &Article, to: &Article) -> bool {
    let same_address = |work: WorkId| {
        let url = project.work(work).and_then(|w| w.url.as_deref());
        url.is_some() && url == to.head.url.as_deref()
    };
    let own = to.head.work.map(|w| project.resolve_work(w));
    let is_other = |work: WorkId| own == Some(project.resolve_work(work)) || same_address(work);
    let hops = from.claims.iter().flat_map(|c| c.chains.iter().flat_map(|chain| &chain.hops));
    from.references.iter().filter_map(|r| r.work).any(is_other)
        || hops.filter_map(|hop| hop.work).any(is_other)
}

fn is_shared_error(project: &Project, pair: &Accepted) -> bool {
    let wrong = |claim: &Claim| {
        let last = claim.assessments.iter().max_by_key(|a| a.at).and_then(|a| a.credibility);
        let mut hops = claim.chains.iter().flat_map(|chain| &chain.hops);
        matches!(last, Some(Credibility::Doubtful | Credibility::Improbable))
            || hops
                .any(|hop| hop.check.as_ref().is_some_and(|c| c.result == CheckResult::Distorted))
    };
    let claim = |id| project.claim(id).is_some_and(|c| wrong(c));
    claim(pair.left) && claim(pair.right)
}
