//! How often each source and work is used, and where.
//!
//! [`UsageCache`] counts each chunk of claims and each list of references once and holds it,
//! so that after an edit one chunk is counted anew. A claim counts once for a source however
//! many of its chains name it. Merges are followed; after one, all is counted anew.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::completion::Target;
use crate::domain::{
    article::Article,
    chunked::{Chunk, Chunked},
    claim::Claim,
    ids::SourceId,
    lineage::{LineageBasis, LineageEnds},
    project::{Merged, Project},
    reference::Reference,
};

/// How often a record is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Claims that name it in a chain or as evidence. A work's authors are not named by it.
    pub claims: u32,
    /// References that mean it.
    pub references: u32,
    /// Works that it wrote.
    pub works: u32,
    /// Articles that it is.
    pub articles: u32,
    /// Edges of lineage that it is an end of or that rest on it.
    pub lineage: u32,
}

impl Counts {
    /// Whether it is used at all, so that it can't be deleted. To-dos and rulings go with
    /// the record and don't count.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// The counts of a project's sources and works.
#[derive(Debug, Default)]
pub struct Usage {
    counted: HashMap<Target, Counts>,
    rest: HashMap<Target, Counts>,
    known: bool,
}

impl Usage {
    /// Whether anything was counted yet; if not, a count of nothing tells nothing.
    pub fn is_known(&self) -> bool {
        self.known
    }

    /// How often a record is used. The id must be one that stands: ask
    /// [`Project::resolve_source`] for one that was merged.
    pub fn of(&self, target: Target) -> Counts {
        let counted = self.counted.get(&target).copied().unwrap_or_default();
        let rest = self.rest.get(&target).copied().unwrap_or_default();
        Counts { claims: counted.claims, references: counted.references, ..rest }
    }
}

/// Counts and keeps what it counted.
#[derive(Debug, Default)]
pub struct UsageCache {
    usage: Usage,
    parts: HashMap<usize, Part>,
    last: Option<Project>,
}

/// Something that is counted as a whole. It is held, so that its address can't come to
/// stand for another.
#[derive(Debug)]
struct Part {
    held: Held,
    counts: Vec<(Target, u32)>,
    /// How often it stands in the project now, and how often that was added up.
    stands: u32,
    added: u32,
}

#[derive(Debug, Clone)]
enum Held {
    Claims(Chunk<Claim>),
    References(Arc<Vec<Reference>>),
}

impl UsageCache {
    /// How many claims are to be read to bring the counts up to date.
    pub fn behind(&self, project: &Project) -> usize {
        let Some(last) = &self.last else { return project.claim_count() };
        if !last.merged.same(&project.merged) {
            return project.claim_count();
        }
        if last.articles.same(&project.articles) {
            return 0;
        }
        let chunks = project.articles.iter().flat_map(|article| article.claims.chunks());
        let unknown = chunks.filter(|chunk| !self.parts.contains_key(&Arc::as_ptr(chunk).addr()));
        unknown.map(|chunk| chunk.len()).sum()
    }

    /// The counts of a project. Quick where little changed since the last call.
    pub fn update(&mut self, project: &Project) -> &Usage {
        let last = self.last.replace(project.clone());
        let merges_changed = last.as_ref().is_some_and(|l| !l.merged.same(&project.merged));
        if merges_changed {
            self.parts.clear();
            self.usage = Usage::default();
        }
        let fresh = last.is_none() || merges_changed;
        let before = last.as_ref().filter(|_| !fresh);
        let articles_same = before.is_some_and(|l| l.articles.same(&project.articles));
        if !articles_same {
            self.update_parts(project);
        }
        let rest_same = before.is_some_and(|last| {
            (articles_same || heads_same(last, project))
                && last.works.same(&project.works)
                && last.lineage.same(&project.lineage)
        });
        if !rest_same {
            self.usage.rest = count_rest(project);
        }
        self.usage.known = true;
        &self.usage
    }

    /// The counts as of the last [`UsageCache::update`].
    pub fn usage(&self) -> &Usage {
        &self.usage
    }

    fn update_parts(&mut self, project: &Project) {
        let redirects = Redirects::new(project);
        for part in self.parts.values_mut() {
            part.stands = 0;
        }
        for article in project.articles.iter() {
            let claims = article.claims.chunks().iter().cloned().map(Held::Claims);
            let references = (!article.references.is_empty())
                .then(|| Held::References(Arc::clone(&article.references)));
            for held in claims.chain(references) {
                let part = self.parts.entry(held.address()).or_insert_with(|| Part {
                    counts: held.count(&redirects),
                    held,
                    stands: 0,
                    added: 0,
                });
                part.stands += 1;
            }
        }
        for part in self.parts.values_mut().filter(|part| part.stands != part.added) {
            for (target, number) in &part.counts {
                let counts = self.usage.counted.entry(*target).or_default();
                let field = match part.held {
                    Held::Claims(_) => &mut counts.claims,
                    Held::References(_) => &mut counts.references,
                };
                *field = (*field + number * part.stands).saturating_sub(number * part.added);
                if !counts.any() {
                    self.usage.counted.remove(target);
                }
            }
            part.added = part.stands;
        }
        self.parts.retain(|_, part| part.stands > 0);
    }
}

impl Held {
    fn address(&self) -> usize {
        match self {
            Self::Claims(chunk) => Arc::as_ptr(chunk).addr(),
            Self::References(list) => Arc::as_ptr(list).addr(),
        }
    }

    fn count(&self, redirects: &Redirects<'_>) -> Vec<(Target, u32)> {
        let mut counts: HashMap<Target, u32> = HashMap::new();
        match self {
            Self::Claims(chunk) => {
                let mut named = Vec::new();
                for claim in chunk.iter() {
                    named.clear();
                    named.extend(targets_of(claim).map(|target| redirects.follow(target)));
                    named.sort_unstable_by_key(|target| order(*target));
                    named.dedup();
                    for target in &named {
                        *counts.entry(*target).or_default() += 1;
                    }
                }
            }
            Self::References(list) => {
                for work in list.iter().filter_map(|reference| reference.work) {
                    *counts.entry(redirects.follow(Target::Work(work))).or_default() += 1;
                }
            }
        }
        counts.into_iter().collect()
    }
}

fn order(target: Target) -> (u8, SourceId) {
    match target {
        Target::Source(id) => (0, id),
        Target::Work(id) => (1, id.cast()),
    }
}

/// What a claim names, with repetitions.
fn targets_of(claim: &Claim) -> impl Iterator<Item = Target> + '_ {
    let hops = claim.chains.iter().flat_map(|chain| &chain.hops);
    let hops = hops.flat_map(|hop| {
        let sources = hop.sources.iter().map(|id| Target::Source(*id));
        sources.chain(hop.work.map(Target::Work))
    });
    hops.chain(claim.evidence.iter().filter_map(|evidence| evidence.work).map(Target::Work))
}

/// The project's merges; without any, nothing is looked up.
struct Redirects<'a> {
    project: &'a Project,
    any: bool,
}

impl<'a> Redirects<'a> {
    fn new(project: &'a Project) -> Self {
        let merged: &Chunked<Merged> = &project.merged;
        Self { project, any: !merged.is_empty() }
    }

    fn follow(&self, target: Target) -> Target {
        match target {
            _ if !self.any => target,
            Target::Source(id) => Target::Source(self.project.resolve_source(id)),
            Target::Work(id) => Target::Work(self.project.resolve_work(id)),
        }
    }
}

/// What lists outside the articles' claims and references add.
fn count_rest(project: &Project) -> HashMap<Target, Counts> {
    let redirects = Redirects::new(project);
    let mut rest: HashMap<Target, Counts> = HashMap::new();
    let mut at = |target: Target, add: fn(&mut Counts)| {
        add(rest.entry(redirects.follow(target)).or_default());
    };
    for work in project.works.iter() {
        for author in &work.authors {
            at(Target::Source(*author), |counts| counts.works += 1);
        }
    }
    for work in project.articles.iter().filter_map(|article| article.head.work) {
        at(Target::Work(work), |counts| counts.articles += 1);
    }
    for edge in project.lineage.iter() {
        let (from, to) = match edge.ends {
            LineageEnds::Sources { from, to } => (Target::Source(from), Target::Source(to)),
            LineageEnds::Works { from, to } => (Target::Work(from), Target::Work(to)),
        };
        let basis = edge.basis.iter().filter_map(|basis| match basis {
            LineageBasis::Work(work) => Some(Target::Work(*work)),
            LineageBasis::Claim(_) => None,
        });
        for target in [from, to].into_iter().chain(basis) {
            at(target, |counts| counts.lineage += 1);
        }
    }
    rest
}

/// Whether both have the same articles with the same heads: tagging leaves those alone.
fn heads_same(one: &Project, other: &Project) -> bool {
    let heads = |project: &Project| {
        let pairs = project.articles.iter().map(|a| (a.id, Arc::as_ptr(&a.head)));
        pairs.collect::<Vec<_>>()
    };
    heads(one) == heads(other)
}

/// Whether a record is used, found without a cache: looks until the first use.
pub fn is_used(project: &Project, target: Target) -> bool {
    let redirects = Redirects::new(project);
    let target = redirects.follow(target);
    let same = |other| redirects.follow(other) == target;
    let in_article = |article: &Arc<Article>| {
        article.references.iter().filter_map(|r| r.work).any(|work| same(Target::Work(work)))
            || article.claims.iter().any(|claim| targets_of(claim).any(same))
    };
    count_rest(project).contains_key(&target) || project.articles.iter().any(in_article)
}

/// The sources that an article's claims name, merges followed.
pub fn sources_of(project: &Project, article: &Article) -> HashSet<SourceId> {
    let redirects = Redirects::new(project);
    let targets = article.claims.iter().flat_map(|claim| targets_of(claim));
    targets
        .filter_map(|target| match redirects.follow(target) {
            Target::Source(id) => Some(id),
            Target::Work(_) => None,
        })
        .collect()
}
