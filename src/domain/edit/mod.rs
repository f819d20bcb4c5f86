//! Edits: the only way in which a project changes.
//!
//! An edit is data. [`apply()`] takes a project and gives another one, or says why not;
//! it never leaves one half changed. What it touched is checked against the invariants.

mod apply;
mod merge;
mod remove;
#[cfg(test)]
mod tests;

use super::{
    analyst::Analyst,
    article::{Article, ArticleHead},
    claim::Claim,
    codebook::Term,
    ids::{
        AnalystId, ArticleId, ClaimId, LineageId, LinkId, RulingId, SessionId, SourceId, TermId,
        TodoId, WorkId,
    },
    invariant::{RecordRef, Violation},
    lineage::Lineage,
    link::Link,
    project::ProjectHead,
    reference::Reference,
    ruling::Ruling,
    session::Session,
    source::Source,
    time::Timestamp,
    todo::Todo,
    work::Work,
};

pub use apply::{COMPLETION_SECONDS, apply};

/// A change to a project. *Put* adds a record, or replaces the one with its id.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Sets title and description.
    SetHead(ProjectHead),
    /// Adds or renames an analyst.
    PutAnalyst(Analyst),
    /// Adds or changes a source.
    PutSource(Source),
    /// Removes a source that nothing uses.
    RemoveSource(SourceId),
    /// Makes one source of two; what named the first names the second.
    MergeSources {
        /// The one that goes.
        from: SourceId,
        /// The one that stays.
        into: SourceId,
        /// Who merges.
        by: AnalystId,
        /// When.
        at: Timestamp,
    },
    /// Takes a source out of another: these claims and works name the new one from now on.
    SplitSource {
        /// The source that is taken apart.
        from: SourceId,
        /// The new one.
        new: Source,
        /// The claims whose chains go over.
        claims: Vec<ClaimId>,
        /// The works whose authorship goes over.
        works: Vec<WorkId>,
    },
    /// Adds or changes a work.
    PutWork(Work),
    /// Removes a work that nothing uses.
    RemoveWork(WorkId),
    /// Makes one work of two; what named the first names the second.
    MergeWorks {
        /// The one that goes.
        from: WorkId,
        /// The one that stays.
        into: WorkId,
        /// Who merges.
        by: AnalystId,
        /// When.
        at: Timestamp,
    },
    /// Takes a work out of another: these claims name the new one from now on.
    SplitWork {
        /// The work that is taken apart.
        from: WorkId,
        /// The new one.
        new: Work,
        /// The claims whose chains and evidence go over.
        claims: Vec<ClaimId>,
    },
    /// Adds an article.
    AddArticle(Box<Article>),
    /// Changes what is known about an article.
    SetArticleHead {
        /// The article.
        article: ArticleId,
        /// What is known.
        head: ArticleHead,
    },
    /// Sets an article's references.
    SetReferences {
        /// The article.
        article: ArticleId,
        /// All of them.
        references: Vec<Reference>,
    },
    /// Removes an article with its claims.
    RemoveArticle(ArticleId),
    /// Adds a revision of an article, with the claims that move to it.
    Revise {
        /// The superseded article.
        superseded: ArticleId,
        /// The new text; its `revision_of` is set.
        revision: Box<Article>,
        /// All the old article's claims, anchored in the new text.
        claims: Vec<Claim>,
    },
    /// Adds or changes a claim.
    PutClaim {
        /// The article in which it stands.
        article: ArticleId,
        /// The claim.
        claim: Box<Claim>,
    },
    /// Removes claims with the links that join them.
    RemoveClaims(Vec<ClaimId>),
    /// Adds or changes a link.
    PutLink(Link),
    /// Removes a link.
    RemoveLink(LinkId),
    /// Adds or changes a lineage edge.
    PutLineage(Lineage),
    /// Removes a lineage edge.
    RemoveLineage(LineageId),
    /// Adds or changes a ruling.
    PutRuling(Ruling),
    /// Takes a ruling back.
    RemoveRuling(RulingId),
    /// Adds or changes a to-do.
    PutTodo(Todo),
    /// Removes a to-do.
    RemoveTodo(TodoId),
    /// Adds or changes a kind of evidence.
    PutTerm(Term),
    /// Removes a kind of evidence; a used one needs a replacement.
    RemoveTerm {
        /// The kind.
        term: TermId,
        /// What its evidence becomes.
        replacement: Option<TermId>,
    },
    /// Adds or changes a session.
    PutSession(Session),
    /// Several edits that are one to the analyst: all or none.
    Batch(Vec<Edit>),
}

/// What an edit touched, removed records included: each once, in the order of the ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Whether title or description changed.
    pub head: bool,
    /// Analysts.
    pub analysts: Vec<AnalystId>,
    /// Sources.
    pub sources: Vec<SourceId>,
    /// Works.
    pub works: Vec<WorkId>,
    /// Articles, and whether text, structure or references are new.
    pub articles: Vec<(ArticleId, bool)>,
    /// Claims.
    pub claims: Vec<ClaimId>,
    /// Links.
    pub links: Vec<LinkId>,
    /// Lineage edges.
    pub lineage: Vec<LineageId>,
    /// Rulings.
    pub rulings: Vec<RulingId>,
    /// To-dos.
    pub todos: Vec<TodoId>,
    /// Kinds of evidence.
    pub terms: Vec<TermId>,
    /// Sessions.
    pub sessions: Vec<SessionId>,
}

impl Touched {
    /// Sorts the lists and drops what stands in one twice.
    pub(super) fn settle(&mut self) {
        fn once<T: Ord>(list: &mut Vec<T>) {
            list.sort_unstable();
            list.dedup();
        }
        once(&mut self.analysts);
        once(&mut self.sources);
        once(&mut self.works);
        // Of an article that was touched in both ways, the larger change counts.
        self.articles.sort_unstable_by(|a, b| b.cmp(a));
        self.articles.dedup_by_key(|(id, _)| *id);
        self.articles.reverse();
        once(&mut self.claims);
        once(&mut self.links);
        once(&mut self.lineage);
        once(&mut self.rulings);
        once(&mut self.todos);
        once(&mut self.terms);
        once(&mut self.sessions);
    }
}

/// Why an edit was refused. The project is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The record is not in the project.
    #[error("{0} is not in the project (any more)")]
    NotFound(RecordRef),
    /// There is such a record already.
    #[error("{0} is already in the project")]
    Exists(RecordRef),
    /// Others use the record.
    #[error("{record} is used by {uses}; {hint}")]
    InUse {
        /// The record.
        record: RecordRef,
        /// By what, in words: "3 claims and 1 work".
        uses: String,
        /// What to do first.
        hint: &'static str,
    },
    /// A record can't be merged with or replaced by itself.
    #[error("{0} can't be merged with itself")]
    WithItself(RecordRef),
    /// An assessment would be overwritten: judgements are appended.
    #[error("{0} is a judgement already made; add a new one instead of changing it")]
    AssessmentChanged(RecordRef),
    /// A revision must bring all claims of what it supersedes, and no others.
    #[error(
        "{record} has {expected} claims, of which the revision brings {brought}; it must bring all, each once, and no others"
    )]
    ClaimsLeftBehind {
        /// The superseded article.
        record: RecordRef,
        /// How many of them came.
        brought: usize,
        /// How many there are.
        expected: usize,
    },
    /// The changed project would break an invariant.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Broken(Vec<Violation>),
}
