//! Aligned claims: suggestions of pairs that may say the same, each with its reasons.
//!
//! Candidates come from shared passages and from rare words in common, a bounded number for
//! each claim, so that the cost grows with the claims and not with their product. What was
//! linked or declined is not suggested again.

use std::collections::{HashMap, HashSet};

use crate::{
    analysis::reuse::{Passage, Words},
    domain::{
        article::Article,
        claim::Claim,
        ids::{ClaimId, SourceId, WorkId},
        link::LinkKind,
        project::Project,
        ruling::RulingAbout,
        span::Span,
        text::Text,
    },
};

use super::differences::{negates, numbers};

/// A word that more claims have does not find candidates.
const COMMON: usize = 60;
/// The most suggestions for a claim.
const MOST: usize = 3;
/// What a suggestion must reach.
const LEAST_SCORE: f32 = 0.3;
/// The most claims that are looked at around one place.
const MOST_AT_PLACE: usize = 64;

/// Why two claims may say the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// They stand in one passage; the share of the claims that it covers, 0 to 1.
    SharedPassage(f32),
    /// They use similar words; how similar, 0 to 1.
    SimilarWords(f32),
    /// They rest on one work.
    SameWork(WorkId),
    /// They rest on one source.
    SameSource(SourceId),
}

impl Reason {
    /// The term in `snake_case`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SharedPassage(_) => "shared_passage",
            Self::SimilarWords(_) => "similar_words",
            Self::SameWork(_) => "same_work",
            Self::SameSource(_) => "same_source",
        }
    }

    /// The reason as a phrase.
    pub fn label(self) -> &'static str {
        match self {
            Self::SharedPassage(_) => "shared passage",
            Self::SimilarWords(_) => "similar words",
            Self::SameWork(_) => "same work",
            Self::SameSource(_) => "same source",
        }
    }
}

/// Two claims that may say the same, or the contrary.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The claim on the left.
    pub left: ClaimId,
    /// The claim on the right.
    pub right: ClaimId,
    /// How likely a pair, 0 to 1.
    pub score: f32,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What they seem to be: `Contradicts` if only one denies, or their numbers differ;
    /// otherwise `SameClaim`.
    pub kind: LinkKind,
}

/// The pairs of claims of two articles that may say the same, the best first.
pub fn suggestions(
    project: &Project,
    left: (&Article, &Words),
    right: (&Article, &Words),
    passages: &[Passage],
) -> Vec<Suggestion> {
    let settled = settled(project);
    let ours: Vec<Features> = features(project, left.0);
    let theirs: Vec<Features> = features(project, right.0);
    let weights = weights(&ours, &theirs);
    let mut holders: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, features) in theirs.iter().enumerate() {
        for word in &features.words {
            holders.entry(*word).or_default().push(at as u32);
        }
    }
    let mut covered = in_passages(left, right, passages);
    let mut all: Vec<Suggestion> = Vec::new();
    let mut candidates: HashMap<u32, f32> = HashMap::new();
    for (at, features) in ours.iter().enumerate() {
        candidates.clear();
        for word in &features.words {
            let holders = holders.get(word).map_or(&[][..], Vec::as_slice);
            let weight = weights.get(word).copied().unwrap_or(0.0);
            if holders.len() <= COMMON {
                for holder in holders {
                    *candidates.entry(*holder).or_default() += weight * weight;
                }
            }
        }
        let passages = covered.remove(&(at as u32)).unwrap_or_default();
        for other in passages.keys() {
            candidates.entry(*other).or_default();
        }
        let mut found: Vec<Suggestion> = candidates
            .keys()
            .map(|other| {
                let theirs = &theirs[*other as usize];
                judge(features, theirs, &weights, passages.get(other).copied())
            })
            .filter(|s| s.score >= LEAST_SCORE && s.left != s.right)
            .filter(|s| !settled.contains(&(s.left.min(s.right), s.left.max(s.right))))
            .collect();
        found.sort_by(better);
        found.truncate(MOST);
        all.extend(found);
    }
    all.sort_by(better);
    let mut counts: HashMap<ClaimId, usize> = HashMap::new();
    all.retain(|s| {
        let count = counts.entry(s.right).or_default();
        *count += 1;
        *count <= MOST
    });
    all
}

fn better(a: &Suggestion, b: &Suggestion) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right)))
}

/// The pairs that were linked in any way, or declined; the lesser id first.
fn settled(project: &Project) -> HashSet<(ClaimId, ClaimId)> {
    let linked = project.links.iter().map(|link| (link.from, link.to));
    let declined = project.rulings.iter().filter_map(|ruling| match ruling.about {
        RulingAbout::DeclinedPair(a, b) => Some((a, b)),
        _ => None,
    });
    linked.chain(declined).map(|(a, b)| (a.min(b), a.max(b))).collect()
}

/// What is compared of a claim.
struct Features {
    id: ClaimId,
    /// Its words, each once, in order of their hashes.
    words: Vec<u64>,
    sources: Vec<SourceId>,
    works: Vec<WorkId>,
    numbers: Vec<String>,
    negates: bool,
}

fn features(project: &Project, article: &Article) -> Vec<Features> {
    article.claims.iter().map(|claim| feature(project, claim)).collect()
}

fn feature(project: &Project, claim: &Claim) -> Features {
    let mut said = claim.quotation();
    let numbers = numbers(&said);
    let negates = negates(&said);
    if let Some(paraphrase) = &claim.paraphrase {
        said.push('\n');
        said.push_str(paraphrase);
    }
    let mut words: Vec<u64> =
        Words::of_text(&Text::new(said)).list().iter().map(|w| w.hash).collect();
    words.sort_unstable();
    words.dedup();
    let hops = || claim.chains.iter().flat_map(|chain| &chain.hops);
    let mut sources: Vec<SourceId> =
        hops().flat_map(|hop| &hop.sources).map(|id| project.resolve_source(*id)).collect();
    let works = hops().filter_map(|hop| hop.work);
    let works = works.chain(claim.evidence.iter().filter_map(|e| e.work));
    let mut works: Vec<WorkId> = works.map(|id| project.resolve_work(id)).collect();
    for work in works.clone() {
        let authors = project.work(work).map(|w| w.authors.clone()).unwrap_or_default();
        sources.extend(authors.into_iter().map(|id| project.resolve_source(id)));
    }
    sources.sort_unstable();
    sources.dedup();
    works.sort_unstable();
    works.dedup();
    Features { id: claim.id, words, sources, works, numbers, negates }
}

/// What each word tells: the logarithm of how few of the claims have it.
fn weights(ours: &[Features], theirs: &[Features]) -> HashMap<u64, f32> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for word in ours.iter().chain(theirs).flat_map(|f| &f.words) {
        *counts.entry(*word).or_default() += 1;
    }
    let all = (ours.len() + theirs.len()).max(2) as f32;
    counts.into_iter().map(|(word, count)| (word, (1.0 + all / count as f32).ln())).collect()
}

fn judge(
    ours: &Features,
    theirs: &Features,
    weights: &HashMap<u64, f32>,
    passage: Option<f32>,
) -> Suggestion {
    let square = |word: &u64| weights.get(word).map_or(0.0, |w| w * w);
    let norm = |f: &Features| f.words.iter().map(square).sum::<f32>().sqrt();
    let common = ours.words.iter().filter(|w| theirs.words.binary_search(w).is_ok());
    let words = common.map(square).sum::<f32>() / (norm(ours) * norm(theirs)).max(f32::EPSILON);
    let mut reasons = Vec::new();
    let mut doubt = 1.0;
    if let Some(share) = passage {
        reasons.push(Reason::SharedPassage(share));
        doubt *= 1.0 - 0.85 * share.min(1.0);
    }
    if words >= 0.1 {
        reasons.push(Reason::SimilarWords(words.min(1.0)));
    }
    doubt *= 1.0 - words.min(1.0);
    let work = ours.works.iter().find(|w| theirs.works.contains(w));
    let source = ours.sources.iter().find(|s| theirs.sources.contains(s));
    reasons.extend(work.map(|w| Reason::SameWork(*w)));
    reasons.extend(source.map(|s| Reason::SameSource(*s)));
    doubt *= match (work.is_some(), source.is_some()) {
        (true, true) => 0.85,
        (true, false) | (false, true) => 0.9,
        (false, false) => 1.0,
    };
    let other_number = |a: &Features, b: &Features| {
        !a.numbers.is_empty() && a.numbers.iter().any(|n| !b.numbers.contains(n))
    };
    let contrary = ours.negates != theirs.negates
        || (other_number(ours, theirs) && other_number(theirs, ours));
    Suggestion {
        left: ours.id,
        right: theirs.id,
        score: 1.0 - doubt,
        reasons,
        kind: if contrary { LinkKind::Contradicts } else { LinkKind::SameClaim },
    }
}

/// For each claim on the left, by its place in the list, the claims on the right that a
/// passage puts into the same words, with the share of the shorter one that it covers.
fn in_passages(
    left: (&Article, &Words),
    right: (&Article, &Words),
    passages: &[Passage],
) -> HashMap<u32, HashMap<u32, f32>> {
    let (ours, theirs) = (Places::new(left.0), Places::new(right.0));
    let mut found: HashMap<u32, HashMap<u32, f32>> = HashMap::new();
    for passage in passages {
        for run in &passage.best.runs {
            let words = run.left as usize..(run.left + run.len) as usize;
            let others = run.right as usize..(run.right + run.len) as usize;
            let (span, image) = (left.1.span(words.clone()), right.1.span(others));
            for (claim, anchor) in ours.at(span) {
                let Some(part) = anchor.intersection(span) else { continue };
                let part = left.1.within(part);
                let shift = |at: usize| (at + run.right as usize).saturating_sub(run.left as usize);
                let mapped = right.1.span(shift(part.start)..shift(part.end));
                for (other, theirs) in theirs.at(image) {
                    let Some(common) = mapped.intersection(theirs) else { continue };
                    let shorter = anchor.len().min(theirs.len()).max(1);
                    let share = common.len() as f32 / shorter as f32;
                    *found.entry(claim).or_default().entry(other).or_default() += share;
                }
            }
        }
    }
    for shares in found.values_mut() {
        shares.retain(|_, share| *share >= 0.3);
        for share in shares.values_mut() {
            *share = share.min(1.0);
        }
    }
    found
}

/// The anchors of an article's claims by place.
struct Places {
    list: Vec<(Span, u32)>,
    /// For each, how far it and all before it reach.
    reach: Vec<u32>,
}

impl Places {
    fn new(article: &Article) -> Self {
        let mut list: Vec<(Span, u32)> = Vec::new();
        for (at, claim) in article.claims.iter().enumerate() {
            let anchors = claim.anchors.iter().filter(|a| !a.is_lost());
            list.extend(anchors.map(|a| (a.span, at as u32)));
        }
        list.sort_unstable();
        let mut furthest = 0;
        let reach = list.iter().map(|(span, _)| {
            furthest = furthest.max(span.end);
            furthest
        });
        let reach = reach.collect();
        Self { list, reach }
    }

    /// The claims at a span, at most [`MOST_AT_PLACE`], the last ones first.
    fn at(&self, span: Span) -> impl Iterator<Item = (u32, Span)> {
        let end = self.list.partition_point(|(anchor, _)| anchor.start < span.end);
        let back = self.list[..end].iter().zip(&self.reach[..end]).rev();
        back.take_while(move |(_, reach)| **reach > span.start)
            .take(MOST_AT_PLACE)
            .filter(move |((anchor, _), _)| anchor.overlaps(span))
            .map(|((anchor, claim), _)| (*claim, *anchor))
    }
}
