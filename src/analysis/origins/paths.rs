//! The continued chains of a claim, one by one: each hop of each a jump for the panel.

use super::{
    cache::{Cache, Discount},
    figures::all_hold,
    parts::ChainRef,
    strands::{Fate, Strand, Strands},
};
use crate::domain::{
    ids::{ArticleId, ClaimId},
    ruling::Voice,
};

/// One chain of a continued chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    /// The article it starts from.
    pub article: ArticleId,
    /// The chain, all of whose hops are passed.
    pub chain: ChainRef,
}

/// A continued chain: a chain of the claim, and the chains through which it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The chains, from the claim outwards.
    pub legs: Vec<Leg>,
    /// Who speaks last; nobody if empty.
    pub last: Vec<Voice>,
    /// Whether it stops because it came back.
    pub returns: bool,
    /// Whether it can be read otherwise, by one of its chains.
    pub doubtful: bool,
}

impl Cache {
    /// The continued chains of a claim, at most so many: there can be very many.
    pub fn paths(&self, claim: ClaimId, discount: &Discount, most: usize) -> Vec<Path> {
        let Some(slot) = self.model.slot(claim) else { return Vec::new() };
        let atoms = discount.atoms(&self.model);
        let strands = Strands::of(&self.model, self.model.class(slot), &atoms);
        let fates = all_hold(&strands);
        let mut walk =
            Walk { strands: &strands, fates: &fates, most, path: Vec::new(), found: Vec::new() };
        let mine = |at: &usize| strands.list[*at].reading.claim == claim;
        for at in (0..strands.list.len()).filter(mine) {
            walk.from(at);
        }
        walk.found
    }
}

struct Walk<'a> {
    strands: &'a Strands<'a>,
    fates: &'a [Fate],
    most: usize,
    path: Vec<usize>,
    found: Vec<Path>,
}

impl Walk<'_> {
    /// Walks depth first, without recursion: a way may be as long as there are articles.
    fn from(&mut self, start: usize) {
        let mut open: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((at, depth)) = open.pop() {
            if self.found.len() >= self.most {
                return;
            }
            self.path.truncate(depth);
            if !self.fates[at].alive {
                continue;
            }
            self.path.push(at);
            let strand = &self.strands.list[at];
            let targets = self.strands.targets(strand);
            if targets.is_empty() {
                self.note(false);
                continue;
            }
            let passed = |node: u32| self.path.iter().any(|p| self.strands.list[*p].node == node);
            let returns = targets.iter().any(|node| passed(*node));
            for node in targets.iter().rev().filter(|node| !passed(**node)) {
                open.extend(self.strands.of_node(*node).rev().map(|next| (next, depth + 1)));
            }
            if returns {
                self.note(true);
            }
        }
    }

    fn note(&mut self, returns: bool) {
        let register = &self.strands.model.register;
        let strand = |at: &usize| &self.strands.list[*at];
        let Some(last) = self.path.last().map(strand) else { return };
        let legs = self.path.iter().map(strand).map(|s| Leg {
            article: register.article(s.reading.article).id,
            chain: ChainRef { claim: s.reading.claim, chain: s.chain.id },
        });
        let path = Path {
            legs: legs.collect(),
            last: register.voices(last.last_party(register)),
            returns,
            doubtful: self.path.iter().map(strand).any(Strand::doubtful),
        };
        self.found.push(path);
    }
}
