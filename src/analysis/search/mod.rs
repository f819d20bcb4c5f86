//! The list of claims: filters, order, and how many claims each filter value would give.
//!
//! [`ClaimSearch`] keeps the folded words of claims per chunk, so that it can stand on a
//! worker thread and fold only what changed between two calls. It takes the project by
//! reference; a worker clones it, which costs a few pointers.

mod facets;
mod order;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use crate::domain::{
    article::Article,
    assessment::Confidence,
    claim::{Claim, ClaimStatus},
    ids::{AnalystId, ArticleId, ClaimId, SourceId, TermId, WorkId},
    project::{MergedEnds, Project},
};

pub use facets::Facets;
pub use order::SortBy;

use facets::Counter;
use words::{Words, WordsWanted};

/// Which claims are wanted. Of several values of one field any will do; an empty field
/// lets all through. `None` stands for claims that have no such thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// The articles they stand in.
    pub articles: Vec<ArticleId>,
    /// The sources in their chains; for a hop without sources, its work's authors. Merges
    /// are followed.
    pub sources: Vec<Option<SourceId>>,
    /// The kinds of their evidence.
    pub evidence: Vec<Option<TermId>>,
    /// Any analyst's latest confidence.
    pub confidence: Vec<Option<Confidence>>,
    /// Their tags.
    pub tags: Vec<Option<String>>,
    /// How far the work on them is.
    pub statuses: Vec<ClaimStatus>,
    /// Who made them.
    pub analysts: Vec<AnalystId>,
    /// Words that must all occur in the quotation, paraphrase, note, tags, or in the names of
    /// the sources. Case and accents don't matter.
    pub text: String,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Order {
    /// What it goes by.
    pub by: SortBy,
    /// Whether it is turned around. What is missing stays last.
    pub reversed: bool,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchResult {
    /// The claims in order.
    pub claims: Vec<ClaimId>,
    /// For each value of each filter, how many claims it would give beside the other filters.
    pub facets: Facets,
    /// The places of `claims`, in the order of their ids.
    by_id: Vec<u32>,
}

impl SearchResult {
    fn new(claims: Vec<ClaimId>, facets: Facets) -> Self {
        let mut by_id: Vec<u32> = (0..claims.len() as u32).collect();
        by_id.sort_unstable_by_key(|at| claims[*at as usize]);
        Self { claims, facets, by_id }
    }

    /// The place of a claim among those found, if it was.
    pub fn place_of(&self, claim: ClaimId) -> Option<usize> {
        let found = self.by_id.binary_search_by_key(&claim, |at| self.claims[*at as usize]);
        Some(self.by_id[found.ok()?] as usize)
    }
}

/// A search that remembers the words of claims.
#[derive(Debug, Default)]
pub struct ClaimSearch {
    words: Words,
}

/// The filters, as bits of what a claim fails.
pub(crate) mod field {
    pub const ARTICLE: u8 = 1;
    pub const SOURCE: u8 = 2;
    pub const EVIDENCE: u8 = 4;
    pub const CONFIDENCE: u8 = 8;
    pub const TAG: u8 = 16;
    pub const STATUS: u8 = 32;
    pub const ANALYST: u8 = 64;
    pub const TEXT: u8 = 128;
}

/// Searches once. Who searches again and again keeps a [`ClaimSearch`].
pub fn search(project: &Project, filter: &ClaimFilter, order: Order) -> SearchResult {
    ClaimSearch::default().search(project, filter, order)
}

impl ClaimSearch {
    /// The claims that pass the filter, in order.
    pub fn search(
        &mut self,
        project: &Project,
        filter: &ClaimFilter,
        order: Order,
    ) -> SearchResult {
        let sources = SourceTable::new(project);
        let wanted = WordsWanted::new(project, &filter.text, &sources);
        if !wanted.is_empty() {
            self.words.update(project);
        }
        let source_passes = sources.passing(&filter.sources);
        let mut counter = Counter::new(sources.ids.len());
        let mut sorter = order::Sorter::new(project, order.by, &sources);
        let mut speakers: Vec<usize> = Vec::new();
        for article in order::articles_by_title(project) {
            let article_fails = fails(&filter.articles, &article.id);
            for chunk in article.claims.chunks() {
                let folded = (!wanted.is_empty()).then(|| self.words.of(chunk)).flatten();
                for (at, claim) in chunk.iter().enumerate() {
                    sources.speakers(project, claim, &mut speakers);
                    let text = folded.and_then(|list| list.get(at)).map_or("", |text| &**text);
                    let mut failed = 0;
                    let mut check = |bit: u8, fails: bool| failed |= if fails { bit } else { 0 };
                    check(field::ARTICLE, article_fails);
                    check(
                        field::SOURCE,
                        source_passes.as_ref().is_some_and(|passes| !passes.any(&speakers)),
                    );
                    check(field::EVIDENCE, evidence_fails(filter, claim));
                    check(field::CONFIDENCE, confidence_fails(filter, claim));
                    check(field::TAG, tags_fail(filter, claim));
                    check(field::STATUS, fails(&filter.statuses, &claim.status));
                    check(field::ANALYST, fails(&filter.analysts, &claim.by));
                    check(field::TEXT, !wanted.fit(text, &speakers));
                    counter.count(article, claim, &speakers, failed);
                    if failed == 0 {
                        sorter.push(claim, &speakers);
                    }
                }
            }
        }
        SearchResult::new(sorter.sorted(order.reversed), counter.facets(&sources.ids))
    }
}

fn fails<T: PartialEq>(wanted: &[T], value: &T) -> bool {
    !wanted.is_empty() && !wanted.contains(value)
}

fn evidence_fails(filter: &ClaimFilter, claim: &Claim) -> bool {
    let wanted = &filter.evidence;
    !wanted.is_empty()
        && if claim.evidence.is_empty() {
            !wanted.contains(&None)
        } else {
            !claim.evidence.iter().any(|e| wanted.contains(&Some(e.kind)))
        }
}

fn confidence_fails(filter: &ClaimFilter, claim: &Claim) -> bool {
    let wanted = &filter.confidence;
    if wanted.is_empty() {
        return false;
    }
    let mut judged = false;
    let any = confidences(claim).any(|confidence| {
        judged = true;
        wanted.contains(&Some(confidence))
    });
    !(any || (!judged && wanted.contains(&None)))
}

/// The latest confidence of each analyst who gave one.
fn confidences(claim: &Claim) -> impl Iterator<Item = Confidence> {
    let latest = if claim.assessments.len() > 1 {
        claim.latest_assessments()
    } else {
        claim.assessments.iter().collect()
    };
    latest.into_iter().filter_map(|assessment| assessment.confidence)
}

fn tags_fail(filter: &ClaimFilter, claim: &Claim) -> bool {
    let wanted = &filter.tags;
    !wanted.is_empty()
        && if claim.tags.is_empty() {
            !wanted.contains(&None)
        } else {
            !claim.tags.iter().any(|tag| wanted.iter().any(|w| w.as_ref() == Some(tag)))
        }
}

/// The sources of a project by number, merges followed.
struct SourceTable {
    ids: Vec<SourceId>,
    numbers: HashMap<SourceId, usize>,
    authors: HashMap<WorkId, Vec<usize>>,
}

/// Which sources pass a filter.
struct Passing {
    /// By number of the source.
    sources: Vec<bool>,
    /// Whether claims without any source pass.
    nobody: bool,
}

impl Passing {
    fn any(&self, speakers: &[usize]) -> bool {
        if speakers.is_empty() { self.nobody } else { speakers.iter().any(|s| self.sources[*s]) }
    }
}

impl SourceTable {
    fn new(project: &Project) -> Self {
        let ids: Vec<_> = project.sources.iter().map(|source| source.id).collect();
        let mut numbers: HashMap<_, _> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        for merged in project.merged.iter() {
            if let MergedEnds::Sources { from, .. } = merged.ends
                && let Some(number) = numbers.get(&project.resolve_source(from)).copied()
            {
                numbers.insert(from, number);
            }
        }
        let mut table = Self { ids, numbers, authors: HashMap::new() };
        for work in project.works.iter().filter(|work| !work.authors.is_empty()) {
            let authors = work.authors.iter().filter_map(|id| table.number(*id)).collect();
            table.authors.insert(work.id, authors);
        }
        table
    }

    fn number(&self, id: SourceId) -> Option<usize> {
        self.numbers.get(&id).copied()
    }

    /// Which sources pass; `None` if all claims do.
    fn passing(&self, wanted: &[Option<SourceId>]) -> Option<Passing> {
        if wanted.is_empty() {
            return None;
        }
        let mut sources = vec![false; self.ids.len()];
        for number in wanted.iter().flatten().filter_map(|id| self.number(*id)) {
            sources[number] = true;
        }
        Some(Passing { sources, nobody: wanted.contains(&None) })
    }

    /// The sources in a claim's chains, each once, in their order.
    fn speakers(&self, project: &Project, claim: &Claim, speakers: &mut Vec<usize>) {
        speakers.clear();
        let mut add = |number: usize| {
            if !speakers.contains(&number) {
                speakers.push(number);
            }
        };
        for hop in claim.chains.iter().flat_map(|chain| &chain.hops) {
            hop.sources.iter().filter_map(|id| self.number(*id)).for_each(&mut add);
            if hop.sources.is_empty()
                && let Some(work) = hop.work
            {
                let known = self.authors.get(&work);
                let authors = known.or_else(|| self.authors.get(&project.resolve_work(work)));
                authors.into_iter().flatten().copied().for_each(&mut add);
            }
        }
    }
}

impl Counter {
    fn count(&mut self, article: &Article, claim: &Claim, speakers: &[usize], failed: u8) {
        // A claim that fails one filter still counts for that filter's own values.
        let counts = |bit: u8| failed & !bit == 0;
        if failed.count_ones() > 1 {
            return;
        }
        if counts(field::ARTICLE) {
            self.article(article.id);
        }
        if counts(field::SOURCE) {
            self.sources(speakers);
        }
        if counts(field::EVIDENCE) {
            self.evidence(claim);
        }
        if counts(field::CONFIDENCE) {
            self.confidence(confidences(claim));
        }
        if counts(field::TAG) {
            self.tags(claim);
        }
        if counts(field::STATUS) {
            self.status(claim.status);
        }
        if counts(field::ANALYST) {
            self.analyst(claim.by);
        }
    }
}
