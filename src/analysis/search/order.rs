//! The order of the list of claims.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::fold::fold;
use crate::domain::{
    article::Article,
    claim::Claim,
    ids::{ClaimId, TermId},
    project::Project,
};

use super::{SourceTable, confidences};

/// What the list goes by. Claims that are equal in it stand in their articles' order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// By article (title) and place in it.
    #[default]
    Place,
    /// By the name of the first source.
    Source,
    /// By the first kind of evidence: digit, then name.
    Evidence,
    /// By the highest confidence given, high first.
    Confidence,
    /// What was changed last comes first.
    Modified,
    /// Drafts first, then done, then disputed.
    Status,
}

/// The key of what is missing: last in either direction.
const MISSING: i64 = i64::MAX;

/// Articles by title, then id.
pub(super) fn articles_by_title(project: &Project) -> Vec<&Arc<Article>> {
    let mut articles: Vec<_> = project.articles.iter().collect();
    articles.sort_by_cached_key(|article| (fold(article.title()), article.id));
    articles
}

/// Takes claims in the order of their places and sorts them in the end.
pub(super) struct Sorter {
    by: SortBy,
    /// The rank of each source by its name.
    names: Vec<i64>,
    /// The rank of each kind of evidence.
    terms: HashMap<TermId, i64>,
    claims: Vec<(i64, u32, ClaimId)>,
}

impl Sorter {
    pub fn new(project: &Project, by: SortBy, sources: &SourceTable) -> Self {
        let mut names = Vec::new();
        if by == SortBy::Source {
            let mut order: Vec<_> =
                project.sources.iter().enumerate().map(|(i, s)| (fold(&s.name), i)).collect();
            order.sort_unstable();
            names = vec![MISSING; sources.ids.len()];
            for (rank, (_, number)) in order.into_iter().enumerate() {
                names[number] = rank as i64;
            }
        }
        let mut terms: Vec<_> = project.codebook.iter().collect();
        terms.sort_by_key(|term| (term.key.is_none(), term.key == Some('0'), term.key, &term.name));
        let terms = terms.iter().enumerate().map(|(rank, term)| (term.id, rank as i64)).collect();
        Self { by, names, terms, claims: Vec::new() }
    }

    pub fn push(&mut self, claim: &Claim, speakers: &[usize]) {
        let key = match self.by {
            SortBy::Place => 0,
            SortBy::Source => speakers.first().map_or(MISSING, |number| self.names[*number]),
            SortBy::Evidence => {
                let first = claim.evidence.first();
                first.and_then(|e| self.terms.get(&e.kind)).copied().unwrap_or(MISSING)
            }
            SortBy::Confidence => {
                confidences(claim).max().map_or(MISSING, |confidence| -(confidence as i64))
            }
            SortBy::Modified => -claim.modified.unix_seconds(),
            SortBy::Status => claim.status as i64,
        };
        self.claims.push((key, self.claims.len() as u32, claim.id));
    }

    pub fn sorted(self, reversed: bool) -> Vec<ClaimId> {
        let mut claims = self.claims;
        let by_place = self.by == SortBy::Place;
        if reversed {
            for (key, place, _) in &mut claims {
                *key = if *key == MISSING { MISSING } else { -*key };
                if by_place {
                    *place = u32::MAX - *place;
                }
            }
        }
        claims.sort_unstable_by_key(|(key, place, _)| (*key, *place));
        claims.into_iter().map(|(_, _, id)| id).collect()
    }
}
