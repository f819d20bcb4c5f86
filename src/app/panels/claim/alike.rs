//! What the selected claims have in common: read once a snapshot and selection, since all of
//! an article's claims may be selected.

use crate::{
    app::scene::Scene,
    domain::{
        article::Article,
        assessment::Confidence,
        chunked::Chunked,
        claim::{Claim, ClaimStatus},
        ids::{AnalystId, ClaimId, TermId},
    },
};

/// What they have in common, and of what that was read.
#[derive(Debug, Default)]
pub(super) struct Common {
    of: Option<(Chunked<Article>, Vec<ClaimId>, AnalystId)>,
    /// The kinds of evidence that any of them has, in the order met.
    pub kinds: Vec<TermId>,
    /// Their status, if it is the same.
    pub status: Option<ClaimStatus>,
    /// The analyst's confidence in them, if it is the same.
    pub confidence: Option<Confidence>,
    /// The tags that all of them have.
    pub tags: Vec<String>,
}

impl Common {
    /// Reads the claims again if they, or which they are, changed.
    pub fn update(&mut self, scene: &Scene<'_>, ids: &[ClaimId]) {
        let same = self.of.as_ref().is_some_and(|(articles, known, by)| {
            articles.same(&scene.project.articles) && known == ids && *by == scene.analyst
        });
        if same {
            return;
        }
        let claims: Vec<&Claim> =
            ids.iter().filter_map(|id| scene.project.claim(*id)).map(AsRef::as_ref).collect();
        self.kinds.clear();
        for kind in claims.iter().flat_map(|claim| &claim.evidence).map(|e| e.kind) {
            if !self.kinds.contains(&kind) {
                self.kinds.push(kind);
            }
        }
        self.status = shared(claims.iter().map(|claim| Some(claim.status)));
        let of = |claim: &&Claim| claim.assessment_by(scene.analyst)?.confidence;
        self.confidence = shared(claims.iter().map(of));
        self.tags = claims.first().map(|claim| claim.tags.clone()).unwrap_or_default();
        for claim in &claims {
            self.tags.retain(|tag| claim.tags.contains(tag));
        }
        self.of = Some((scene.project.articles.clone(), ids.to_vec(), scene.analyst));
    }
}

/// The value that all have; none if one has none, or another.
fn shared<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values.all(|value| value.as_ref() == Some(&first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn only_what_all_have_is_shared() {
        assert_eq!(shared([Some(1), Some(1)].into_iter()), Some(1));
        assert_eq!(shared([Some(1), None].into_iter()), None);
        assert_eq!(shared([None, Some(1)].into_iter()), None);
        assert_eq!(shared([Some(1), Some(2)].into_iter()), None);
        assert_eq!(shared(std::iter::empty::<Option<u8>>()), None);
    }
}
