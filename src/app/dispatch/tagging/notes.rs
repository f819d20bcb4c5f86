//! Taking a note of the article for who said it: the note's work and its authors become a
//! step of the claim's chain.

use super::{LineApplied, Tagging, TaggingError, batch};
use crate::{
    analysis::{
        chain_line::line_of,
        references::{
            accept,
            offer::{NoteOffer, Reach},
        },
    },
    domain::{
        chain::{Chain, Hop, HopBasis},
        claim::Claim,
        edit::{Edit, apply},
        ids::{ClaimId, IdSource},
        reference::work_of,
        todo::{Todo, TodoAbout, TodoKind},
    },
};

impl Tagging<'_> {
    /// Gives claims a note. Its work is accepted with that, if it was not yet: taking the
    /// note is the analyst's word. A first step that names neither work nor note is filled
    /// in; otherwise the note is a chain of its own. Where it is only offered to be checked,
    /// a to-do says so.
    pub fn take_note(
        &self,
        claims: &[ClaimId],
        offer: &NoteOffer,
        ids: &mut impl IdSource,
    ) -> Result<LineApplied, TaggingError> {
        let (article, _) = self.find(*claims.first().ok_or(TaggingError::NoClaim)?)?;
        let mut edits = Vec::new();
        let mut project = self.project.clone();
        let reference = article.references.iter().find(|r| r.id == offer.reference);
        if let Some(reference) = reference
            && work_of(&article.references, reference).is_none()
            && let Some(wanted) = accept::draft_of(article, reference)
        {
            edits = accept::accept(&project, article, vec![wanted], ids, self.at);
            project = apply(&project, Edit::Batch(edits.clone()))?.0;
        }
        let here = Tagging { project: &project, ..*self };
        let mut remember = String::new();
        for id in claims {
            let (article, _) = here.find(*id)?;
            let note = article.references.iter().find(|r| r.id == offer.reference);
            let work = note.and_then(|r| work_of(&article.references, r));
            let work = work.map(|id| project.resolve_work(id));
            let authors = work.and_then(|id| project.work(id)).map(|w| w.authors.clone());
            let mut sources: Vec<_> = Vec::new();
            for author in authors.unwrap_or_default() {
                let author = project.resolve_source(author);
                if !sources.contains(&author) {
                    sources.push(author);
                }
            }
            let hop = Hop {
                reference: Some(offer.reference),
                work,
                sources,
                basis: HopBasis::Note,
                ..Hop::default()
            };
            let chain = ids.id();
            let edit = here.change(*id, |claim| {
                if !fill(claim, offer, &hop) {
                    claim.chains.push(Chain::new(chain, vec![hop], self.by, self.at));
                }
            })?;
            if remember.is_empty() {
                let after = apply(&project, edit.clone())?.0;
                if let Some((article, claim)) = after.claim_in_article(*id) {
                    remember = line_of(&claim.chains, &after, article);
                }
            }
            edits.push(edit);
            if offer.reach == Reach::Scope {
                edits.push(Edit::PutTodo(Todo {
                    id: ids.id(),
                    about: TodoAbout::Claim(*id),
                    kind: TodoKind::Verify,
                    text: format!("Does note [{}] cover this?", offer.label),
                    by: self.by,
                    at: self.at,
                    done: None,
                }));
            }
        }
        Ok(LineApplied { edit: batch(edits)?, remember })
    }
}

/// Fills the note into the first step of the last chain, if that names no work yet.
fn fill(claim: &mut Claim, offer: &NoteOffer, note: &Hop) -> bool {
    let first = claim.chains.last_mut().and_then(|chain| chain.hops.first_mut());
    let Some(hop) = first else { return false };
    let named = hop.reference.is_some_and(|id| id != offer.reference);
    if hop.work.is_some() || named {
        return false;
    }
    hop.reference = Some(offer.reference);
    hop.work = note.work;
    if hop.sources.is_empty() {
        hop.sources.clone_from(&note.sources);
    }
    true
}
