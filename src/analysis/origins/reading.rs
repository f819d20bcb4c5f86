//! What the counting reads of a claim: its chains in numbers.

use super::{
    few::Few,
    register::{Atom, NONE, Party, Register},
};
use crate::analysis::clusters::may_be_split;
use crate::domain::{
    anchor::AnchorState,
    chain::{ChainEnd, QuotationForm},
    claim::{Claim, Factuality},
    evidence::Bearing,
    ids::{ChainId, ClaimId},
    span::Span,
    time::PartialDate,
};

/// What in a claim is worth a second look, so that the others need none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// It has no chain or no evidence.
    pub missing: bool,
    /// An anchor moved or was lost.
    pub anchors: bool,
    /// An anchor may split a grapheme cluster.
    pub clusters: bool,
    /// It is said in the analyst's words.
    pub paraphrase: bool,
    /// A quotation was not compared with the work it is from.
    pub unchecked: bool,
    /// It is known when something was said.
    pub said: bool,
    /// It is known how certain a hop puts it.
    pub certainty: bool,
    /// Its credibility was judged.
    pub graded: bool,
}

impl Look {
    fn at(claim: &Claim) -> Self {
        let mut look = Self {
            missing: claim.chains.is_empty() || claim.evidence.is_empty(),
            anchors: claim.anchors.iter().any(|a| a.state != AnchorState::Exact),
            clusters: claim.anchors.iter().any(may_be_split),
            paraphrase: claim.paraphrase.is_some(),
            graded: claim.assessments.iter().any(|a| a.credibility.is_some()),
            ..Self::default()
        };
        for hop in claim.chains.iter().flat_map(|chain| &chain.hops) {
            for anchor in hop.source_anchors.iter().chain(&hop.cue_anchors) {
                look.anchors |= anchor.state != AnchorState::Exact;
                look.clusters |= may_be_split(anchor);
            }
            let quotes = matches!(hop.form, QuotationForm::Direct | QuotationForm::Mixed);
            look.unchecked |= quotes && hop.work.is_some() && hop.check.is_none();
            look.said |= hop.said.is_some();
            look.certainty |= hop.factuality.is_some();
        }
        look
    }
}

/// A claim in numbers.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub claim: ClaimId,
    /// The article it stands in, by its number.
    pub article: u32,
    /// Whether it can have origins at all.
    pub counts: bool,
    /// How certain the article puts it.
    pub factuality: Option<Factuality>,
    pub look: Look,
    /// Where its first words stand that were not lost.
    pub span: Option<Span>,
    /// The works that are given as evidence for it.
    pub evidence: Box<[Atom]>,
    chains: Few<ReadChain, 1>,
    hops: Few<ReadHop, 2>,
}

/// Sources of a hop that were never met together before.
#[derive(Debug)]
pub(crate) struct Joint {
    hop: u32,
    members: Box<[Atom]>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ReadChain {
    pub id: ChainId,
    first: u32,
    len: u32,
    pub end: ChainEnd,
    pub doubtful: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ReadHop {
    /// The sources that are named; nobody if none is.
    pub sources: Party,
    pub work: Atom,
    pub said: Option<PartialDate>,
    pub factuality: Option<Factuality>,
}

impl ReadHop {
    /// Who answers for it.
    pub fn party(&self, register: &Register) -> Party {
        if self.sources.is_nobody() { register.answers_for(self.work) } else { self.sources }
    }
}

impl Reading {
    /// Reads a claim with a register that does not change meanwhile. Sources that speak
    /// together for the first time have no number yet: they are to be [settled](Self::settle).
    pub fn of(claim: &Claim, article: u32, register: &Register) -> (Self, Vec<Joint>) {
        let mut joint = Vec::new();
        let mut hops = Few::new(claim.chains.iter().map(|c| c.hops.len()).sum());
        let mut chains = Few::new(claim.chains.len());
        let mut count = 0;
        for chain in &claim.chains {
            chains.push(ReadChain {
                id: chain.id,
                first: count,
                len: chain.hops.len() as u32,
                end: chain.end,
                doubtful: chain.doubtful.is_some(),
            });
            for hop in &chain.hops {
                let sources = register.known_party(&hop.sources).unwrap_or_else(|members| {
                    joint.push(Joint { hop: count, members });
                    Party::NOBODY
                });
                hops.push(ReadHop {
                    sources,
                    work: hop.work.and_then(|w| register.work(w)).unwrap_or(NONE),
                    said: hop.said,
                    factuality: hop.factuality,
                });
                count += 1;
            }
        }
        let reading = Self {
            claim: claim.id,
            article,
            counts: claim.kind.can_have_origins(),
            factuality: claim.factuality,
            look: Look::at(claim),
            span: claim.anchors.iter().find(|a| !a.is_lost()).map(|a| a.span),
            evidence: claim
                .evidence
                .iter()
                .filter(|e| e.bearing == Bearing::Supports)
                .filter_map(|e| register.work(e.work?))
                .collect(),
            chains,
            hops,
        };
        (reading, joint)
    }

    /// Numbers the parties that were met for the first time.
    pub fn settle(&mut self, joint: Vec<Joint>, register: &mut Register) {
        for Joint { hop, members } in joint {
            self.hops.as_mut_slice()[hop as usize].sources = register.joint(members);
        }
    }

    pub fn chains(&self) -> &[ReadChain] {
        self.chains.as_slice()
    }

    pub fn hops(&self, chain: &ReadChain) -> &[ReadHop] {
        &self.all_hops()[chain.first as usize..(chain.first + chain.len) as usize]
    }

    /// All hops of all chains.
    pub fn all_hops(&self) -> &[ReadHop] {
        self.hops.as_slice()
    }
}
