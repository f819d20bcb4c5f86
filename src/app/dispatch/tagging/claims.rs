//! Claims and their places: new ones, further spans, status, tags.

use super::{Tagging, TaggingError};
use crate::domain::{
    anchor::Anchor,
    claim::{Claim, ClaimStatus, Review, ReviewVerdict},
    edit::Edit,
    ids::{ArticleId, ClaimId, IdSource},
    span::Span,
};

impl Tagging<'_> {
    /// A claim at a span, and its id.
    pub fn new_claim(
        &self,
        article: ArticleId,
        span: Span,
        ids: &mut impl IdSource,
    ) -> Result<(ClaimId, Edit), TaggingError> {
        let anchor = self.anchor(article, span)?;
        let claim = Claim::new(ids.id(), anchor, self.by, self.at);
        Ok((claim.id, Edit::PutClaim { article, claim: Box::new(claim) }))
    }

    /// One more span of a claim.
    pub fn add_span(&self, claim: ClaimId, span: Span) -> Result<Edit, TaggingError> {
        let (article, known) = self.find(claim)?;
        if known.anchors.iter().any(|a| !a.is_lost() && a.span.covers(span)) {
            return Err(TaggingError::CoveredAlready);
        }
        let anchor = self.anchor(article.id, span)?;
        self.change(claim, |claim| {
            // Kept in reading order: that is how the quotation is put together.
            let at = claim.anchors.partition_point(|a| a.span.start <= anchor.span.start);
            claim.anchors.insert(at, anchor);
        })
    }

    /// A span of a claim with other ends.
    pub fn resize_anchor(
        &self,
        claim: ClaimId,
        index: usize,
        span: Span,
    ) -> Result<Edit, TaggingError> {
        let (article, known) = self.find(claim)?;
        if index >= known.anchors.len() {
            return Err(TaggingError::SpanGone(index + 1));
        }
        let anchor = self.anchor(article.id, span)?;
        self.change(claim, |claim| claim.anchors[index] = anchor)
    }

    /// A claim without one of its spans.
    pub fn remove_span(&self, claim: ClaimId, index: usize) -> Result<Edit, TaggingError> {
        self.try_change(claim, |claim| {
            if index >= claim.anchors.len() {
                return Err(TaggingError::SpanGone(index + 1));
            }
            if claim.anchors.len() == 1 {
                return Err(TaggingError::LastSpan);
            }
            claim.anchors.remove(index);
            Ok(())
        })
    }

    /// Done, unless all are done: then drafts again.
    pub fn toggle_done(&self, claims: &[ClaimId]) -> Result<Edit, TaggingError> {
        let mut all_done = true;
        for id in claims {
            all_done &= self.find(*id)?.1.status == ClaimStatus::Done;
        }
        self.set_status(claims, if all_done { ClaimStatus::Draft } else { ClaimStatus::Done })
    }

    /// How far the work on claims is.
    pub fn set_status(
        &self,
        claims: &[ClaimId],
        status: ClaimStatus,
    ) -> Result<Edit, TaggingError> {
        self.change_all(claims, |claim| claim.status = status)
    }

    /// A tag for claims that don't have it.
    pub fn add_tag(&self, claims: &[ClaimId], tag: &str) -> Result<Edit, TaggingError> {
        let tag = tag.trim();
        self.change_all(claims, |claim| {
            if !tag.is_empty() && !claim.tags.iter().any(|known| known == tag) {
                claim.tags.push(tag.to_owned());
            }
        })
    }

    /// Claims without a tag.
    pub fn remove_tag(&self, claims: &[ClaimId], tag: &str) -> Result<Edit, TaggingError> {
        self.change_all(claims, |claim| claim.tags.retain(|known| known != tag))
    }

    /// A verdict of the analyst on a claim.
    pub fn add_review(
        &self,
        claim: ClaimId,
        verdict: ReviewVerdict,
        note: Option<String>,
    ) -> Result<Edit, TaggingError> {
        let review = Review { by: self.by, at: self.at, verdict, note };
        self.change(claim, |claim| claim.reviews.push(review))
    }

    /// An anchor in an article that may be tagged.
    pub(super) fn anchor(&self, article: ArticleId, span: Span) -> Result<Anchor, TaggingError> {
        let found = self.project.article(article).ok_or(TaggingError::ArticleGone(article))?;
        if self.project.is_superseded(article) {
            return Err(TaggingError::Superseded(found.title().to_owned()));
        }
        Anchor::new(&found.text, span).ok_or(TaggingError::EmptySpan)
    }
}
