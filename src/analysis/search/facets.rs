//! How many claims each value of each filter would give.

use std::collections::HashMap;

use crate::domain::{
    assessment::Confidence,
    claim::{Claim, ClaimStatus},
    ids::{AnalystId, ArticleId, SourceId, TermId},
};

/// Numbers of claims per filter value, values without claims left out. The most frequent
/// comes first; of equal ones, the first in the vocabulary, by name or by id. `None` stands
/// for claims that have no such thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By article.
    pub articles: Vec<(ArticleId, u32)>,
    /// By source.
    pub sources: Vec<(Option<SourceId>, u32)>,
    /// By kind of evidence.
    pub evidence: Vec<(Option<TermId>, u32)>,
    /// By confidence.
    pub confidence: Vec<(Option<Confidence>, u32)>,
    /// By tag.
    pub tags: Vec<(Option<String>, u32)>,
    /// By status.
    pub statuses: Vec<(ClaimStatus, u32)>,
    /// By analyst.
    pub analysts: Vec<(AnalystId, u32)>,
}

/// Counts while the claims go by.
pub(super) struct Counter {
    articles: Vec<(ArticleId, u32)>,
    sources: Vec<u32>,
    nobody: u32,
    evidence: Vec<(Option<TermId>, u32)>,
    confidence: Vec<(Option<Confidence>, u32)>,
    tags: HashMap<String, u32>,
    untagged: u32,
    statuses: Vec<(ClaimStatus, u32)>,
    analysts: Vec<(AnalystId, u32)>,
}

impl Counter {
    pub fn new(sources: usize) -> Self {
        Self {
            articles: Vec::new(),
            sources: vec![0; sources],
            nobody: 0,
            evidence: Vec::new(),
            confidence: Vec::new(),
            tags: HashMap::new(),
            untagged: 0,
            statuses: Vec::new(),
            analysts: Vec::new(),
        }
    }

    pub fn article(&mut self, id: ArticleId) {
        // Claims come article by article.
        match self.articles.last_mut() {
            Some((last, count)) if *last == id => *count += 1,
            _ => self.articles.push((id, 1)),
        }
    }

    pub fn sources(&mut self, speakers: &[usize]) {
        self.nobody += u32::from(speakers.is_empty());
        for number in speakers {
            self.sources[*number] += 1;
        }
    }

    pub fn evidence(&mut self, claim: &Claim) {
        if claim.evidence.is_empty() {
            add(&mut self.evidence, None);
        }
        for (at, evidence) in claim.evidence.iter().enumerate() {
            if !claim.evidence[..at].iter().any(|e| e.kind == evidence.kind) {
                add(&mut self.evidence, Some(evidence.kind));
            }
        }
    }

    pub fn confidence(&mut self, given: impl Iterator<Item = Confidence>) {
        let mut seen = Vec::new();
        for confidence in given {
            if !seen.contains(&confidence) {
                add(&mut self.confidence, Some(confidence));
                seen.push(confidence);
            }
        }
        if seen.is_empty() {
            add(&mut self.confidence, None);
        }
    }

    pub fn tags(&mut self, claim: &Claim) {
        self.untagged += u32::from(claim.tags.is_empty());
        for (at, tag) in claim.tags.iter().enumerate() {
            if claim.tags[..at].contains(tag) {
                continue;
            }
            match self.tags.get_mut(tag) {
                Some(count) => *count += 1,
                None => {
                    self.tags.insert(tag.clone(), 1);
                }
            }
        }
    }

    pub fn status(&mut self, status: ClaimStatus) {
        add(&mut self.statuses, status);
    }

    pub fn analyst(&mut self, analyst: AnalystId) {
        add(&mut self.analysts, analyst);
    }

    pub fn facets(self, sources: &[SourceId]) -> Facets {
        let sources = sources.iter().map(|id| Some(*id)).zip(self.sources);
        let tags = self.tags.into_iter().map(|(tag, count)| (Some(tag), count));
        Facets {
            articles: frequent_first(self.articles),
            sources: frequent_first(sources.chain([(None, self.nobody)]).collect()),
            evidence: frequent_first(self.evidence),
            confidence: frequent_first(self.confidence),
            tags: frequent_first(tags.chain([(None, self.untagged)]).collect()),
            statuses: frequent_first(self.statuses),
            analysts: frequent_first(self.analysts),
        }
    }
}

/// For values of which there are few.
fn add<T: PartialEq>(counts: &mut Vec<(T, u32)>, value: T) {
    match counts.iter_mut().find(|(known, _)| *known == value) {
        Some((_, count)) => *count += 1,
        None => counts.push((value, 1)),
    }
}

fn frequent_first<T: Ord>(mut counts: Vec<(T, u32)>) -> Vec<(T, u32)> {
    counts.retain(|(_, count)| *count > 0);
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
