//! A project: everything that is saved in one file. Cheap to clone.

use std::sync::Arc;

use super::{
    analyst::Analyst,
    article::Article,
    chunked::{Chunked, Keyed},
    claim::Claim,
    codebook::{Term, default_terms},
    ids::{AnalystId, ArticleId, ClaimId, SourceId, TermId, WorkId},
    lineage::Lineage,
    link::Link,
    ruling::Ruling,
    session::Session,
    source::Source,
    time::Timestamp,
    todo::Todo,
    work::Work,
};

/// A project. [`crate::domain::edit::apply`] alone changes one. `==` reads every record;
/// [`Project::same`] only compares pointers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Title, description and date.
    pub head: Arc<ProjectHead>,
    /// Who works on it.
    pub analysts: Chunked<Analyst>,
    /// Who speaks.
    pub sources: Chunked<Source>,
    /// What is cited.
    pub works: Chunked<Work>,
    /// What is under study, with its claims.
    pub articles: Chunked<Article>,
    /// How claims stand to each other.
    pub links: Chunked<Link>,
    /// How sources and works depend on each other.
    pub lineage: Chunked<Lineage>,
    /// What was decided.
    pub rulings: Chunked<Ruling>,
    /// What is to be done.
    pub todos: Chunked<Todo>,
    /// Which records went into which.
    pub merged: Chunked<Merged>,
    /// The kinds of evidence.
    pub codebook: Chunked<Term>,
    /// When it was worked on.
    pub sessions: Chunked<Session>,
    /// Where each claim stands: derived, so that a claim is found by its id.
    pub(super) places: Chunked<ClaimPlace>,
}

/// What a project says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectHead {
    /// Its title; never empty.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// When it was made.
    pub created: Timestamp,
}

/// A redirect, kept for ever: another branch of the file may still use the old id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What was merged into what.
    pub ends: MergedEnds,
    /// Who merged.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
}

/// The two ends of a redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergedEnds {
    /// One source went into another.
    Sources {
        /// The id that is gone.
        from: SourceId,
        /// The one that stands for it.
        into: SourceId,
    },
    /// One work went into another.
    Works {
        /// The id that is gone.
        from: WorkId,
        /// The one that stands for it.
        into: WorkId,
    },
}

impl Keyed for Merged {
    type Key = SourceId;
    /// The old id, whatever it identified: ids are unique in a project.
    fn key(&self) -> SourceId {
        match self.ends {
            MergedEnds::Sources { from, .. } => from,
            MergedEnds::Works { from, .. } => from.cast(),
        }
    }
}

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimPlace {
    /// The claim.
    pub claim: ClaimId,
    /// Its article.
    pub article: ArticleId,
    /// Its start, which with the id is its key among the article's claims.
    pub start: u32,
}

impl Keyed for ClaimPlace {
    type Key = ClaimId;
    fn key(&self) -> ClaimId {
        self.claim
    }
}

impl Project {
    /// An empty project with the default codebook.
    pub fn new(title: impl Into<String>, created: Timestamp) -> Self {
        Self {
            head: Arc::new(ProjectHead { title: title.into(), description: None, created }),
            analysts: Chunked::default(),
            sources: Chunked::default(),
            works: Chunked::default(),
            articles: Chunked::default(),
            links: Chunked::default(),
            lineage: Chunked::default(),
            rulings: Chunked::default(),
            todos: Chunked::default(),
            merged: Chunked::default(),
            codebook: default_terms().into_iter().collect(),
            sessions: Chunked::default(),
            places: Chunked::default(),
        }
    }

    /// Makes the index of claims anew from the articles. Of two claims with one id the
    /// index knows the first; [`super::invariant`] reports the other.
    pub fn index_claims(&mut self) {
        let places = self.articles.iter().flat_map(|article| {
            let id = article.id;
            article.claims.iter().map(move |claim| ClaimPlace {
                claim: claim.id,
                article: id,
                start: claim.start(),
            })
        });
        let mut places: Vec<_> = places.collect();
        // Sorted before each gets its own place in memory: twice as fast.
        places.sort_by_key(|place| place.claim);
        self.places = Chunked::from_records(places.into_iter().map(Arc::new).collect()).0;
    }

    /// The article with an id.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.get(id)
    }

    /// The claim with an id.
    pub fn claim(&self, id: ClaimId) -> Option<&Arc<Claim>> {
        let place = self.places.get(id)?;
        self.articles.get(place.article)?.claims.get((place.start, id))
    }

    /// The claim with an id, and the article in which it stands.
    pub fn claim_in_article(&self, id: ClaimId) -> Option<(&Arc<Article>, &Arc<Claim>)> {
        let place = self.places.get(id)?;
        let article = self.articles.get(place.article)?;
        Some((article, article.claims.get((place.start, id))?))
    }

    /// Where a claim stands.
    pub fn place(&self, id: ClaimId) -> Option<ClaimPlace> {
        self.places.get(id).map(|place| **place)
    }

    /// How many claims there are in all articles.
    pub fn claim_count(&self) -> usize {
        self.places.len()
    }

    /// All claims with their articles, in the order of articles and places.
    pub fn claims(&self) -> impl Iterator<Item = (&Arc<Article>, &Arc<Claim>)> {
        self.articles
            .iter()
            .flat_map(|article| article.claims.iter().map(move |claim| (article, claim)))
    }

    /// What an id of a source stands for today: merges are followed.
    pub fn resolve_source(&self, mut id: SourceId) -> SourceId {
        for _ in 0..=self.merged.len() {
            match self.merged.get(id).map(|m| m.ends) {
                Some(MergedEnds::Sources { into, .. }) => id = into,
                _ => break,
            }
        }
        id
    }

    /// What an id of a work stands for today: merges are followed.
    pub fn resolve_work(&self, mut id: WorkId) -> WorkId {
        for _ in 0..=self.merged.len() {
            match self.merged.get(id.cast()).map(|m| m.ends) {
                Some(MergedEnds::Works { into, .. }) => id = into,
                _ => break,
            }
        }
        id
    }

    /// The source with an id, or the one it was merged into.
    pub fn source(&self, id: SourceId) -> Option<&Arc<Source>> {
        self.sources.get(id).or_else(|| self.sources.get(self.resolve_source(id)))
    }

    /// The work with an id, or the one it was merged into.
    pub fn work(&self, id: WorkId) -> Option<&Arc<Work>> {
        self.works.get(id).or_else(|| self.works.get(self.resolve_work(id)))
    }

    /// The kind of evidence with an id.
    pub fn term(&self, id: TermId) -> Option<&Arc<Term>> {
        self.codebook.get(id)
    }

    /// The analyst with an id.
    pub fn analyst(&self, id: AnalystId) -> Option<&Arc<Analyst>> {
        self.analysts.get(id)
    }

    /// The analyst's name, or the id where there is none.
    pub fn analyst_name(&self, id: AnalystId) -> String {
        self.analyst(id).map_or_else(|| id.to_string(), |a| a.name.clone())
    }

    /// Whether an article was superseded by a revision.
    pub fn is_superseded(&self, id: ArticleId) -> bool {
        self.articles.iter().any(|a| a.head.revision_of == Some(id))
    }

    /// Whether both are the same snapshot in all that is saved.
    pub fn same(&self, other: &Self) -> bool {
        self.same_but_sessions(other) && self.sessions.same(&other.sessions)
    }

    /// Whether both are the same snapshot, sessions aside.
    pub fn same_but_sessions(&self, other: &Self) -> bool {
        self.same_undoable(other) && self.analysts.same(&other.analysts)
    }

    /// Whether both are the same snapshot in all that undo knows: analysts and sessions stand
    /// outside of it.
    pub fn same_undoable(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.head, &other.head)
            && self.sources.same(&other.sources)
            && self.works.same(&other.works)
            && self.articles.same(&other.articles)
            && self.links.same(&other.links)
            && self.lineage.same(&other.lineage)
            && self.rulings.same(&other.rulings)
            && self.todos.same(&other.todos)
            && self.merged.same(&other.merged)
            && self.codebook.same(&other.codebook)
    }
}
