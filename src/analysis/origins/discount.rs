//! What would be left if some sources or works were wrong: the difference, as a table.

use std::collections::HashSet;

use super::{
    cache::{Cache, Discount},
    figures::{Figures, figures_of},
    register::{Atom, NONE},
};
use crate::analysis::quick_hash::QuickMap;
use crate::domain::{
    article::Article,
    chain::Hop,
    ids::{ClaimId, SourceId, WorkId},
    project::Project,
};

impl Discount {
    /// Whether a source is discounted.
    pub fn takes_source(&self, project: &Project, id: SourceId) -> bool {
        !self.sources.is_empty() && self.sources.contains(&project.resolve_source(id))
    }

    /// Whether a work is discounted, or one of its authors.
    pub fn takes_work(&self, project: &Project, id: WorkId) -> bool {
        let authors = || project.work(id).map_or(&[][..], |work| &work.authors);
        self.takes_work_itself(project, id)
            || authors().iter().any(|author| self.takes_source(project, *author))
    }

    fn takes_work_itself(&self, project: &Project, id: WorkId) -> bool {
        !self.works.is_empty() && self.works.contains(&project.resolve_work(id))
    }

    /// Whether a chain through a hop falls away: by its work, or by who speaks in it.
    pub fn takes_hop(&self, project: &Project, hop: &Hop) -> bool {
        if hop.sources.is_empty() {
            return hop.work.is_some_and(|id| self.takes_work(project, id));
        }
        hop.work.is_some_and(|id| self.takes_work_itself(project, id))
            || hop.sources.iter().any(|id| self.takes_source(project, *id))
    }

    /// Whether a chain of an article falls away: by a hop, or, where it is the article's own
    /// voice, by the work that the article is.
    pub fn takes_chain(&self, project: &Project, article: &Article, hops: &[Hop]) -> bool {
        let own = || article.head.work.is_some_and(|id| self.takes_work(project, id));
        (hops.is_empty() && own()) || hops.iter().any(|hop| self.takes_hop(project, hop))
    }
}

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
