//! Where a source or work is used: everything the detail lists, found once for a snapshot.

use crate::{
    analysis::completion::Target,
    domain::{
        article::Article,
        claim::Claim,
        ids::{ArticleId, ClaimId, LineageId, RulingId, TodoId, WorkId},
        lineage::{LineageBasis, LineageEnds},
        project::{MergedEnds, Project},
        ruling::{RulingAbout, Voice},
        span::Span,
        todo::TodoAbout,
    },
};

/// Where a record is used.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Claims that name it, in the order of articles and places.
    pub claims: Vec<ClaimId>,
    /// Works that a source wrote.
    pub works: Vec<WorkId>,
    /// Articles that are a work.
    pub articles: Vec<ArticleId>,
    /// References that mean a work: article, label, and where the entry stands.
    pub references: Vec<(ArticleId, String, Span)>,
    /// Edges of which it is an end.
    pub edges: Vec<LineageId>,
    /// Edges of others that are known from a work.
    pub basis_of: Vec<LineageId>,
    /// Ids that were merged into it.
    pub merged: Vec<String>,
    /// Decisions about it.
    pub rulings: Vec<RulingId>,
    /// What is to be done about it.
    pub todos: Vec<TodoId>,
}

/// Finds where a record is used. Merges are followed.
pub(super) fn uses(project: &Project, target: Target) -> Uses {
    let is_work = |id: WorkId| Target::Work(project.resolve_work(id)) == target;
    let is_source = |id| Target::Source(project.resolve_source(id)) == target;
    let mut uses = Uses::default();
    for (_, claim) in project.claims() {
        if names(claim, &is_source, &is_work) {
            uses.claims.push(claim.id);
        }
    }
    uses.works = project
        .works
        .iter()
        .filter(|w| w.authors.iter().any(|a| is_source(*a)))
        .map(|w| w.id)
        .collect();
    for article in project.articles.iter() {
        cited(article, &is_work, &mut uses);
    }
    for edge in project.lineage.iter() {
        let ends = match edge.ends {
            LineageEnds::Sources { from, to } => is_source(from) || is_source(to),
            LineageEnds::Works { from, to } => is_work(from) || is_work(to),
        };
        let shown = |basis: &LineageBasis| matches!(basis, LineageBasis::Work(id) if is_work(*id));
        if ends {
            uses.edges.push(edge.id);
        } else if edge.basis.iter().any(shown) {
            uses.basis_of.push(edge.id);
        }
    }
    for merged in project.merged.iter() {
        match merged.ends {
            MergedEnds::Sources { from, .. } if is_source(from) => {
                uses.merged.push(from.to_string());
            }
            MergedEnds::Works { from, .. } if is_work(from) => uses.merged.push(from.to_string()),
            _ => {}
        }
    }
    let is_voice = |voice: &Voice| match *voice {
        Voice::Source(id) => is_source(id),
        Voice::Work(id) => is_work(id),
    };
    let concerns = |about: &RulingAbout| match about {
        RulingAbout::NotSameSource(a, b) => is_source(*a) || is_source(*b),
        RulingAbout::NotSameWork(a, b) => is_work(*a) || is_work(*b),
        RulingAbout::Independent(a, b) => is_voice(a) || is_voice(b),
        RulingAbout::DeclinedPair(..) | RulingAbout::Dismissed { .. } => false,
    };
    uses.rulings = project.rulings.iter().filter(|r| concerns(&r.about)).map(|r| r.id).collect();
    let asks = |about| match about {
        TodoAbout::Source(id) => is_source(id),
        TodoAbout::Work(id) => is_work(id),
        TodoAbout::Claim(_) | TodoAbout::Article(_) => false,
    };
    uses.todos = project.todos.iter().filter(|t| asks(t.about)).map(|t| t.id).collect();
    uses
}

fn names(
    claim: &Claim,
    is_source: &impl Fn(crate::domain::ids::SourceId) -> bool,
    is_work: &impl Fn(WorkId) -> bool,
) -> bool {
    claim
        .chains
        .iter()
        .flat_map(|chain| &chain.hops)
        .any(|hop| hop.sources.iter().any(|id| is_source(*id)) || hop.work.is_some_and(is_work))
        || claim.evidence.iter().filter_map(|evidence| evidence.work).any(is_work)
}

fn cited(article: &Article, is_work: &impl Fn(WorkId) -> bool, uses: &mut Uses) {
    if article.head.work.is_some_and(is_work) {
        uses.articles.push(article.id);
    }
    for reference in article.references.iter() {
        if reference.work.is_some_and(is_work) {
            uses.references.push((article.id, reference.label.clone(), reference.entry_span));
        }
    }
}
