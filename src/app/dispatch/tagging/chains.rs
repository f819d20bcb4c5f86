//! Whole chains: typed as a line, repeated, copied, taken over, ended.

use super::{Tagging, TaggingError, batch};
use crate::{
    analysis::chain_line::{self, keep_details, line_of, parse},
    domain::{
        article::{Article, BlockKind},
        chain::{Chain, ChainEnd},
        claim::Claim,
        edit::{Edit, apply},
        ids::{ChainId, ClaimId, IdSource},
        span::Span,
    },
};

/// What typing a chain line comes to.
#[derive(Debug, Clone)]
pub struct LineApplied {
    /// The new sources, and the claims with their chains.
    pub edit: Edit,
    /// The line to repeat: unnamed sources in it are the ones just made, not new ones.
    pub remember: String,
}

/// A chain that could be taken over.
#[derive(Debug, Clone)]
pub struct Around<'a> {
    /// The claim that has it.
    pub claim: &'a Claim,
    /// Whether that claim merely stands in the same block quotation.
    pub same_quotation: bool,
}

impl<'a> Tagging<'a> {
    /// Gives claims the chains of a line. The line stands for all chains of a claim: what
    /// it leaves unchanged keeps its details and its id, what it leaves out goes.
    pub fn apply_chain_line(
        &self,
        claims: &[ClaimId],
        line: &str,
        ids: &mut impl IdSource,
    ) -> Result<LineApplied, TaggingError> {
        let parsed = parse(line)?;
        let mut edits = Vec::new();
        // A source that is new for the first claim is known for the next.
        let mut project = self.project.clone();
        let mut first: Option<(&Article, Vec<Chain>)> = None;
        for id in claims {
            let (article, claim) = self.find(*id)?;
            let fresh = match &first {
                // In one article, one line means the same voices for all claims.
                Some((known, chains)) if known.id == article.id => {
                    chains.iter().map(|c| Chain { id: ids.id(), ..c.clone() }).collect()
                }
                _ => {
                    let resolution =
                        chain_line::resolve(&parsed, &project, article, self.by, self.at, ids)?;
                    for source in resolution.sources {
                        let edit = Edit::PutSource(source);
                        project = apply(&project, edit.clone())?.0;
                        edits.push(edit);
                    }
                    first = Some((article, resolution.chains.clone()));
                    resolution.chains
                }
            };
            let chains = keep_details(&claim.chains, &parsed, fresh);
            edits.push(self.change(*id, |claim| set_chains(claim, chains))?);
        }
        let remember = first.map(|(article, chains)| line_of(&chains, &project, article));
        let edit = batch(edits)?;
        Ok(LineApplied { edit, remember: remember.unwrap_or_default() })
    }

    /// Claims without any chain: nothing is said of who says it.
    pub fn clear_chains(&self, claims: &[ClaimId]) -> Result<Edit, TaggingError> {
        self.change_all(claims, |claim| set_chains(claim, Vec::new()))
    }

    /// Gives claims the chains of the line typed last. A claim that has chains gets them
    /// beside its own.
    pub fn repeat_chain(
        &self,
        claims: &[ClaimId],
        last: &str,
        ids: &mut impl IdSource,
    ) -> Result<LineApplied, TaggingError> {
        let mut edits = Vec::new();
        let mut remember = last.to_owned();
        let mut project = self.project.clone();
        for id in claims {
            let here = Tagging { project: &project, ..*self };
            let (article, claim) = here.find(*id)?;
            let own = line_of(&claim.chains, &project, article);
            // A second full stop repeats nothing that is there already.
            let line = if own.is_empty() || own == last {
                last.to_owned()
            } else {
                format!("{own}; {last}")
            };
            let applied = here.apply_chain_line(&[*id], &line, ids)?;
            if own.is_empty() {
                remember = applied.remember;
            }
            let next = apply(&project, applied.edit.clone())?.0;
            project = next;
            edits.push(applied.edit);
        }
        Ok(LineApplied { edit: batch(edits)?, remember })
    }

    /// A copy of a chain, to change one hop of it; and the copy's id.
    pub fn also_through(
        &self,
        claim: ClaimId,
        chain: ChainId,
        ids: &mut impl IdSource,
    ) -> Result<(ChainId, Edit), TaggingError> {
        let copy = self.copy_of(self.find(claim)?.1, chain, ids)?;
        let id = copy.id;
        Ok((id, self.change(claim, |claim| claim.chains.push(copy))?))
    }

    /// The claim around this one whose chain could be taken over: the smallest that covers
    /// it; else one in the same block quotation, the nearest.
    pub fn chain_around(&self, claim: ClaimId) -> Option<Around<'a>> {
        let (article, this) = self.find(claim).ok()?;
        let hull = this.hull();
        let has_chain = |other: &&Claim| other.id != claim && !other.chains.is_empty();
        // Claims that start after this one can't cover it, nor those that end before it.
        let before = article.claims.reaching(hull.end).map(AsRef::as_ref);
        let before = before.take_while(|other| other.start() <= hull.start);
        let covering = before.filter(|other| other.hull().covers(hull)).filter(has_chain);
        if let Some(claim) = covering.min_by_key(|other| (other.hull().len(), other.id)) {
            return Some(Around { claim, same_quotation: false });
        }
        let quote = quotation_at(article, hull)?;
        let inside = article.claims.from_first(|other| other.start() >= quote.start);
        let inside = inside.map(AsRef::as_ref);
        let inside = inside.take_while(|other| other.start() < quote.end).filter(has_chain);
        let nearest = inside.min_by_key(|other| other.start().abs_diff(hull.start))?;
        Some(Around { claim: nearest, same_quotation: true })
    }

    /// Copies the chains of the claim around into this one.
    pub fn take_over_chain(
        &self,
        claim: ClaimId,
        ids: &mut impl IdSource,
    ) -> Result<Edit, TaggingError> {
        let around = self.chain_around(claim).ok_or(TaggingError::NothingAround)?.claim;
        let copies: Vec<Chain> = around
            .chains
            .iter()
            .map(|chain| self.copy_of(around, chain.id, ids))
            .collect::<Result<_, _>>()?;
        self.change(claim, |claim| {
            let mut chains = std::mem::take(&mut claim.chains);
            chains.extend(copies);
            set_chains(claim, chains);
        })
    }

    /// How a chain ends: the one named, or each claim's last one.
    pub fn set_chain_end(
        &self,
        claims: &[ClaimId],
        chain: Option<ChainId>,
        end: ChainEnd,
    ) -> Result<Edit, TaggingError> {
        let mut edits = Vec::new();
        for id in claims {
            let (_, known) = self.find(*id)?;
            if let Some(chain) = chain.or_else(|| known.chains.last().map(|c| c.id)) {
                edits.push(self.change_chain(*id, chain, |chain| {
                    chain.end = end;
                    Ok(())
                })?);
            }
        }
        if edits.is_empty() && !claims.is_empty() {
            return Err(TaggingError::NoChain);
        }
        batch(edits)
    }

    /// A claim without one of its chains.
    pub fn remove_chain(&self, claim: ClaimId, chain: ChainId) -> Result<Edit, TaggingError> {
        self.change(claim, |claim| {
            let mut chains = std::mem::take(&mut claim.chains);
            chains.retain(|c| c.id != chain);
            set_chains(claim, chains);
        })
    }

    /// The edit that changes one chain of a claim.
    pub fn change_chain(
        &self,
        claim: ClaimId,
        chain: ChainId,
        change: impl FnOnce(&mut Chain) -> Result<(), TaggingError>,
    ) -> Result<Edit, TaggingError> {
        self.try_change(claim, |claim| {
            let found = claim.chains.iter_mut().find(|c| c.id == chain);
            change(found.ok_or(TaggingError::ChainGone(chain))?)
        })
    }

    /// A chain as this analyst records it anew. Where the other claim's words name the
    /// source stays true of the copy: it is the same article.
    fn copy_of(
        &self,
        claim: &Claim,
        chain: ChainId,
        ids: &mut impl IdSource,
    ) -> Result<Chain, TaggingError> {
        let chain = claim.chain(chain).ok_or(TaggingError::ChainGone(chain))?;
        Ok(Chain { id: ids.id(), by: self.by, at: self.at, ..chain.clone() })
    }
}

/// Sets chains, and lets go of evidence that stood at the end of one that is gone.
fn set_chains(claim: &mut Claim, chains: Vec<Chain>) {
    let had_none = claim.chains.is_empty();
    claim.chains = chains;
    let only = if claim.chains.len() == 1 { claim.chains.first().map(|c| c.id) } else { None };
    for evidence in &mut claim.evidence {
        let gone = evidence.chain.is_some_and(|id| claim.chains.iter().all(|c| c.id != id));
        // Evidence that came before the first chain is what stands at its end.
        if gone || (had_none && evidence.chain.is_none()) {
            evidence.chain = only;
        }
    }
}

/// The block quotation that holds a span.
fn quotation_at(article: &Article, span: Span) -> Option<Span> {
    let quotes = article.structure.blocks.iter().filter(|b| b.kind == BlockKind::Quote);
    quotes.map(|block| block.span).find(|block| block.covers(span))
}
