//! What the counting reads of a claim: its chains in numbers.

use super::register::{Atom, NONE, Party, Register};
use crate::domain::{
    chain::ChainEnd,
    claim::{Claim, Factuality},
    evidence::Bearing,
    ids::{ChainId, ClaimId},
    time::PartialDate,
};

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
    /// The works that are given as evidence for it.
    pub evidence: Box<[Atom]>,
    chains: Box<[ReadChain]>,
    hops: Box<[ReadHop]>,
}

#[derive(Debug, Clone)]
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
    pub fn of(claim: &Claim, article: u32, register: &mut Register) -> Self {
        let mut hops = Vec::with_capacity(claim.chains.iter().map(|c| c.hops.len()).sum());
        let mut chains = Vec::with_capacity(claim.chains.len());
        for chain in &claim.chains {
            chains.push(ReadChain {
                id: chain.id,
                first: hops.len() as u32,
                len: chain.hops.len() as u32,
                end: chain.end,
                doubtful: chain.doubtful.is_some(),
            });
            for hop in &chain.hops {
                hops.push(ReadHop {
                    sources: register.party(&hop.sources),
                    work: hop.work.and_then(|w| register.work(w)).unwrap_or(NONE),
                    said: hop.said,
                    factuality: hop.factuality,
                });
            }
        }
        Self {
            claim: claim.id,
            article,
            counts: claim.kind.can_have_origins(),
            factuality: claim.factuality,
            evidence: claim
                .evidence
                .iter()
                .filter(|e| e.bearing == Bearing::Supports)
                .filter_map(|e| register.work(e.work?))
                .collect(),
            chains: chains.into(),
            hops: hops.into(),
        }
    }

    pub fn chains(&self) -> &[ReadChain] {
        &self.chains
    }

    pub fn hops(&self, chain: &ReadChain) -> &[ReadHop] {
        &self.hops[chain.first as usize..(chain.first + chain.len) as usize]
    }

    /// All hops of all chains.
    pub fn all_hops(&self) -> &[ReadHop] {
        &self.hops
    }
}
