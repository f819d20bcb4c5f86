//! What would be left if some sources or works were wrong: the difference, as a table.

use std::collections::HashSet;

use super::{
    cache::{Cache, Discount},
    figures::{Figures, figures_of},
    register::{Atom, NONE},
};
use crate::analysis::quick_hash::QuickMap;
use crate::domain::ids::ClaimId;

/// What discounting does to a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The claim with the smallest id of the class.
    pub claim: ClaimId,
    /// The figures as they are.
    pub before: Figures,
    /// What remains.
    pub after: Figures,
}

/// What discounting does to a class, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It rested on something, and rests on nothing now.
    OnNothing,
    /// It may rest on fewer origins than before.
    OnFewer,
    /// It may rest on as many as before.
    AsBefore,
}

impl Difference {
    /// What it does.
    pub fn effect(&self) -> Effect {
        if self.after.citations == 0 && self.before.citations > 0 {
            Effect::OnNothing
        } else if self.after.at_most.high < self.before.at_most.high
            || self.after.at_most.low < self.before.at_most.low
        {
            Effect::OnFewer
        } else {
            Effect::AsBefore
        }
    }
}

/// What is left of all classes where something is discounted.
#[derive(Debug, Default)]
pub struct Left {
    atoms: Vec<Atom>,
    /// The figures of the classes that it touches.
    after: QuickMap<u32, Figures>,
}

impl Left {
    /// What is discounted, by number, in order.
    pub(crate) fn atoms(&self) -> &[Atom] {
        &self.atoms
    }
}

impl Cache {
    /// What is left of all classes.
    pub fn left(&self, discount: &Discount) -> Left {
        let atoms = discount.atoms(&self.model);
        let classes = self.touched(&atoms);
        let figures = figures_of(&self.model, &classes, &atoms);
        Left { after: classes.into_iter().zip(figures).collect(), atoms }
    }

    /// The figures of a claim's class, of what is left.
    pub fn figures_left(&self, claim: ClaimId, left: &Left) -> Option<Figures> {
        let class = self.model.class(self.model.slot(claim)?);
        left.after.get(&class).copied().or_else(|| self.figures(claim))
    }

    /// The classes that something changes for if these are discounted: the hardest hit first,
    /// then in the order of the claims.
    pub fn discount(&self, discount: &Discount) -> Vec<Difference> {
        let left = self.left(discount);
        let changed = left.after.into_iter().filter_map(|(class, after)| {
            let first = self.model.members(class).first()?;
            let claim = self.model.reading(*first)?.claim;
            let before = self.figures(claim)?;
            (before != after).then_some(Difference { claim, before, after })
        });
        let mut found: Vec<Difference> = changed.collect();
        found.sort_by_key(|difference| (difference.effect(), difference.claim));
        found
    }

    /// The classes that chains through some sources and works have a part in.
    fn touched(&self, atoms: &[Atom]) -> Vec<u32> {
        if atoms.is_empty() {
            return Vec::new();
        }
        let register = &self.model.register;
        let mut wrong = vec![false; register.len()];
        for atom in atoms {
            wrong[*atom as usize] = true;
        }
        let any = |party: super::register::Party, work: u32| {
            (work != NONE && wrong[work as usize])
                || register.members(&party).iter().any(|atom| wrong[*atom as usize])
        };
        let touched: HashSet<u32> = self
            .model
            .readings()
            .filter(|(_, reading)| {
                let own = register.article(reading.article).work;
                reading.all_hops().iter().any(|hop| any(hop.party(register), hop.work))
                    || any(register.answers_for(own), own)
            })
            .map(|(slot, _)| self.model.class(slot))
            .collect();
        self.model.flows_into(touched.into_iter().collect())
    }
}
