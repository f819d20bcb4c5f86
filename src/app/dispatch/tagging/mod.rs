//! Tagging as pure functions: from what the analyst asks for to the edit that does it.
//!
//! Knows the domain and the chain line; no window, no clock, no randomness of its own.
//! Each function looks at a project and gives an edit that leaves its `modified` true;
//! several claims make one batch, so that undo takes back all or nothing.

mod attribution;
mod chains;
mod claims;
mod judgement;
mod notes;
#[cfg(test)]
mod tests;

use crate::{
    analysis::chain_line::{LineError, ResolveError},
    domain::{
        article::Article,
        claim::Claim,
        edit::{Edit, EditError},
        ids::{AnalystId, ArticleId, ChainId, ClaimId, EvidenceId, TermId},
        project::Project,
        time::Timestamp,
    },
};

pub use attribution::HopPlace;
pub use chains::{Around, LineApplied};
pub use judgement::Judgement;

/// Who tags what, and when.
#[derive(Debug, Clone, Copy)]
pub struct Tagging<'a> {
    /// The project as it is.
    pub project: &'a Project,
    /// Who tags.
    pub by: AnalystId,
    /// What time it is.
    pub at: Timestamp,
}

/// Why something can't be tagged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaggingError {
    /// No claim is selected.
    #[error("No claim is selected.")]
    NoClaim,
    /// The claim is gone.
    #[error("The claim {0} is not in the project any more.")]
    ClaimGone(ClaimId),
    /// The article is gone.
    #[error("The article {0} is not in the project any more.")]
    ArticleGone(ArticleId),
    /// The article was superseded.
    #[error("\"{0}\" was superseded by a revision. Tag the revision.")]
    Superseded(String),
    /// The span covers nothing, or reaches beyond the text.
    #[error("Select at least one character of the text.")]
    EmptySpan,
    /// The claim has these words already.
    #[error("The claim covers these words already.")]
    CoveredAlready,
    /// A claim needs a place.
    #[error("A claim needs at least one span. Delete the claim instead.")]
    LastSpan,
    /// The claim has no such anchor.
    #[error("The claim has no span number {0} any more.")]
    SpanGone(usize),
    /// The chain is gone.
    #[error("The claim has no chain {0} any more.")]
    ChainGone(ChainId),
    /// The chain has no such hop.
    #[error("The chain has no step number {0} any more.")]
    HopGone(usize),
    /// The claim has no chain.
    #[error("The claim has no chain yet.")]
    NoChain,
    /// The chain is full.
    #[error("A chain has at most 16 steps.")]
    ChainFull,
    /// There is nothing to take over.
    #[error("No claim or block quotation around this one has a chain.")]
    NothingAround,
    /// The evidence is gone.
    #[error("The claim has no evidence {0} any more.")]
    EvidenceGone(EvidenceId),
    /// The kind of evidence is gone.
    #[error("The kind of evidence {0} is not in the project any more.")]
    TermGone(TermId),
    /// The chain line can't be read.
    #[error("{0}")]
    Line(#[from] LineError),
    /// The chain line names what is not there.
    #[error("{0}")]
    Resolve(#[from] ResolveError),
    /// The project refuses the edit.
    #[error("{0}")]
    Refused(#[from] EditError),
}

impl<'a> Tagging<'a> {
    /// Tagging of a project by an analyst at a time.
    pub fn new(project: &'a Project, by: AnalystId, at: Timestamp) -> Self {
        Self { project, by, at }
    }

    /// A claim with its article.
    pub fn find(&self, id: ClaimId) -> Result<(&'a Article, &'a Claim), TaggingError> {
        let (article, claim) =
            self.project.claim_in_article(id).ok_or(TaggingError::ClaimGone(id))?;
        Ok((article, claim))
    }

    /// The edit that changes one claim and notes when.
    pub fn change(
        &self,
        id: ClaimId,
        change: impl FnOnce(&mut Claim),
    ) -> Result<Edit, TaggingError> {
        self.try_change(id, |claim| {
            change(claim);
            Ok(())
        })
    }

    /// The edit that changes one claim, unless the change itself refuses.
    pub fn try_change(
        &self,
        id: ClaimId,
        change: impl FnOnce(&mut Claim) -> Result<(), TaggingError>,
    ) -> Result<Edit, TaggingError> {
        let (article, claim) = self.find(id)?;
        let mut claim = claim.clone();
        change(&mut claim)?;
        claim.modified = self.at;
        Ok(Edit::PutClaim { article: article.id, claim: Box::new(claim) })
    }

    /// The edit that changes several claims at once.
    pub fn change_all(
        &self,
        ids: &[ClaimId],
        mut change: impl FnMut(&mut Claim),
    ) -> Result<Edit, TaggingError> {
        let edits = ids.iter().map(|id| self.change(*id, &mut change));
        batch(edits.collect::<Result<_, _>>()?)
    }
}

/// One edit of several; none is refused, since nothing would be done.
fn batch(mut edits: Vec<Edit>) -> Result<Edit, TaggingError> {
    if edits.len() == 1
        && let Some(edit) = edits.pop()
    {
        return Ok(edit);
    }
    if edits.is_empty() { Err(TaggingError::NoClaim) } else { Ok(Edit::Batch(edits)) }
}
