//! What of a project is exported: a smaller project. What isn't chosen is gone, and what is
//! left refers to nothing that is gone, so that every format takes a plain project.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{
    article::{Article, ArticleHead},
    chunked::{Chunked, Keyed},
    claim::Claim,
    ids::{AnalystId, ArticleId, ClaimId},
    project::Project,
};

mod kept;

/// What is chosen. Each choice that is made narrows it; none takes everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// These articles only.
    pub articles: Option<Vec<ArticleId>>,
    /// What this analyst recorded only.
    pub analyst: Option<AnalystId>,
    /// Claims with one of these tags only.
    pub tags: Vec<String>,
    /// These claims only: what a filter in the window let through.
    pub claims: Option<BTreeSet<ClaimId>>,
}

impl Scope {
    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    fn takes_article(&self, id: ArticleId) -> bool {
        self.articles.as_ref().is_none_or(|articles| articles.contains(&id))
    }

    /// The claim as far as it is chosen.
    fn claim(&self, claim: &Arc<Claim>) -> Option<Arc<Claim>> {
        if self.claims.as_ref().is_some_and(|claims| !claims.contains(&claim.id)) {
            return None;
        }
        if !self.tags.is_empty() && !claim.tags.iter().any(|tag| self.tags.contains(tag)) {
            return None;
        }
        match self.analyst {
            Some(analyst) => by_analyst(claim, analyst),
            None => Some(Arc::clone(claim)),
        }
    }
}

/// A claim as one analyst knows it: theirs as it is; another's with only what this analyst
/// added to it, if anything.
fn by_analyst(claim: &Arc<Claim>, analyst: AnalystId) -> Option<Arc<Claim>> {
    let mut own = (**claim).clone();
    own.chains.retain(|c| c.by == analyst);
    own.evidence.retain(|e| e.by == analyst);
    own.assessments.retain(|a| a.by == analyst);
    own.reviews.retain(|r| r.by == analyst);
    for hop in own.chains.iter_mut().flat_map(|c| &mut c.hops) {
        if hop.check.as_ref().is_some_and(|check| check.by != analyst) {
            hop.check = None;
        }
    }
    let chains: Vec<_> = own.chains.iter().map(|c| c.id).collect();
    for evidence in &mut own.evidence {
        evidence.chain = evidence.chain.filter(|chain| chains.contains(chain));
    }
    let added = !(own.chains.is_empty()
        && own.evidence.is_empty()
        && own.assessments.is_empty()
        && own.reviews.is_empty());
    if claim.by != analyst && !added {
        return None;
    }
    Some(if own == **claim { Arc::clone(claim) } else { Arc::new(own) })
}

/// The chosen part of a project. What stays untouched is shared with it.
pub fn apply(project: &Project, scope: &Scope) -> Project {
    if scope.is_everything() {
        return project.clone();
    }
    let mut part = project.clone();
    part.articles = project
        .articles
        .iter()
        .filter(|article| scope.takes_article(article.id))
        .map(|article| chosen_claims(article, scope))
        .collect_shared();
    part.index_claims();
    if let Some(analyst) = scope.analyst {
        only_by(&mut part, analyst);
    }
    kept::drop_unused(project, &mut part);
    part
}

fn chosen_claims(article: &Arc<Article>, scope: &Scope) -> Arc<Article> {
    let claims: Chunked<Claim> =
        article.claims.iter().filter_map(|claim| scope.claim(claim)).collect_shared();
    let loose = article.head.revision_of.is_some_and(|old| !scope.takes_article(old));
    if !loose && claims == article.claims {
        return Arc::clone(article);
    }
    let head = if loose {
        Arc::new(ArticleHead { revision_of: None, ..(*article.head).clone() })
    } else {
        Arc::clone(&article.head)
    };
    Arc::new(Article { head, claims, ..(**article).clone() })
}

/// Leaves only what one analyst decided, linked, graded, meant to do and worked.
fn only_by(part: &mut Project, analyst: AnalystId) {
    part.links = part.links.iter().filter(|l| l.by == analyst).cloned().collect_shared();
    part.lineage = part.lineage.iter().filter(|l| l.by == analyst).cloned().collect_shared();
    part.rulings = part.rulings.iter().filter(|r| r.by == analyst).cloned().collect_shared();
    part.todos = part.todos.iter().filter(|t| t.by == analyst).cloned().collect_shared();
    part.sessions = part.sessions.iter().filter(|s| s.by == analyst).cloned().collect_shared();
    part.sources = part
        .sources
        .iter()
        .map(|source| {
            if source.reliability.iter().all(|grade| grade.by == analyst) {
                return Arc::clone(source);
            }
            let mut own = (**source).clone();
            own.reliability.retain(|grade| grade.by == analyst);
            Arc::new(own)
        })
        .collect_shared();
}

/// Collects records that are shared already.
trait CollectShared<T: Keyed>: Iterator<Item = Arc<T>> + Sized {
    fn collect_shared(self) -> Chunked<T>;
}

impl<T: Keyed, I: Iterator<Item = Arc<T>>> CollectShared<T> for I {
    fn collect_shared(self) -> Chunked<T> {
        Chunked::from_records(self.collect()).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        invariant::check,
        sample::{id, project},
    };

    #[test]
    fn no_choice_takes_the_same_project() {
        let whole = project();
        assert!(apply(&whole, &Scope::default()).same(&whole));
    }

    #[test]
    fn a_chosen_article_brings_its_claims_sources_and_works_and_nothing_dangles() {
        let whole = project();
        let scope = Scope { articles: Some(vec![id("a1")]), ..Scope::default() };
        let part = apply(&whole, &scope);
        assert_eq!(check(&part), []);
        assert_eq!(part.articles.len(), 1);
        assert_eq!(part.article(id("a1")).expect("kept").head.revision_of, None);
        assert_eq!(part.claim_count(), 3);
        assert!(part.links.is_empty(), "the other end is gone");
        assert!(part.sources.get(id("minister")).is_some());
        assert!(part.rulings.get(id("ru3")).is_none(), "one of its claims is gone");
        assert!(part.todos.get(id("t4")).is_none());
    }

    #[test]
    fn a_chosen_article_without_claims_needs_no_source() {
        let scope = Scope { articles: Some(vec![id("a0")]), ..Scope::default() };
        let part = apply(&project(), &scope);
        assert_eq!(check(&part), []);
        assert!(part.sources.is_empty() && part.works.is_empty() && part.lineage.is_empty());
    }

    #[test]
    fn a_tag_takes_the_claims_that_have_it() {
        let scope = Scope { tags: vec!["safety".to_owned()], ..Scope::default() };
        let part = apply(&project(), &scope);
        assert_eq!(check(&part), []);
        assert_eq!(part.claims().map(|(_, c)| c.id).collect::<Vec<_>>(), [id("safe")]);
    }

    #[test]
    fn one_analyst_takes_their_own_records_and_what_they_added_to_others() {
        let scope = Scope { analyst: Some(id("ben")), ..Scope::default() };
        let part = apply(&project(), &scope);
        assert_eq!(check(&part), []);
        let claims: Vec<_> = part.claims().map(|(_, c)| c.id).collect();
        assert_eq!(claims, [id("safe"), id("cracks")], "reviewed the one, chained the other");
        let safe = part.claim(id("safe")).expect("kept");
        assert!(safe.assessments.is_empty() && safe.chains.is_empty());
        assert_eq!(safe.reviews.len(), 1);
        assert!(part.links.is_empty() && part.todos.is_empty() && part.sessions.is_empty());
    }

    #[test]
    fn a_filter_takes_the_claims_that_it_let_through() {
        let claims = Some(BTreeSet::from([id("cracks"), id("found")]));
        let part = apply(&project(), &Scope { claims, ..Scope::default() });
        assert_eq!(check(&part), []);
        assert_eq!((part.claim_count(), part.links.len()), (2, 1));
    }
}
