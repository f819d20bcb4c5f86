//! The figures of all classes, kept and brought up to date by what changed.
//!
//! Two snapshots are compared chunk by chunk, by pointers; only the classes that a change can
//! reach are counted again. What rarely changes and reaches far (merges, which articles there
//! are and which revision supersedes which) makes everything anew.

use std::collections::HashSet;

use super::{
    figures::{Figures, figures_of},
    model::Model,
    parts::{self, Origins},
    register::{Atom, NONE},
    strands::Strands,
};
use crate::analysis::{changes::changes, lineage::Ancestry};
use crate::domain::{
    ids::{ArticleId, ClaimId, SourceId, WorkId},
    project::Project,
    ruling::Voice,
};

/// What is taken to be wrong. A view: nothing in the project changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discount {
    /// Sources.
    pub sources: HashSet<SourceId>,
    /// Works.
    pub works: HashSet<WorkId>,
}

/// The origins of all claims of a project.
#[derive(Debug, Default)]
pub struct Cache {
    pub(crate) model: Model,
    figures: Vec<Figures>,
    counted: Option<Project>,
}

impl Discount {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.works.is_empty()
    }

    pub(crate) fn atoms(&self, model: &Model) -> Vec<Atom> {
        let sources = self.sources.iter().filter_map(|id| model.register.source(*id));
        let works = self.works.iter().filter_map(|id| model.register.work(*id));
        let mut atoms: Vec<Atom> = sources.chain(works).collect();
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }
}

impl Cache {
    /// A cache that has seen nothing. `alleged`: whether alleged lineage counts, too.
    pub fn new(alleged: bool) -> Self {
        Self { model: Model::new(alleged), ..Self::default() }
    }

    /// A cache that has counted a project.
    pub fn of(project: &Project, alleged: bool) -> Self {
        let mut cache = Self::new(alleged);
        cache.update(project);
        cache
    }

    /// Counts what changed since the last call; tells how many classes were counted.
    pub fn update(&mut self, project: &Project) -> usize {
        let last = self.counted.replace(project.clone());
        let followed = last.and_then(|last| self.follow(&last, project));
        let classes = followed.unwrap_or_else(|| {
            self.model = Model::of(project, self.model.alleged);
            self.figures.clear();
            (0..self.model.class_numbers() as u32).collect()
        });
        self.figures.resize(self.model.class_numbers(), Figures::default());
        let counted = figures_of(&self.model, &classes, &[]);
        for (class, figures) in classes.iter().zip(counted) {
            self.figures[*class as usize] = figures;
        }
        classes.len()
    }

    /// The figures of a claim's class. `None` if the claim is not there.
    pub fn figures(&self, claim: ClaimId) -> Option<Figures> {
        let slot = self.model.slot(claim)?;
        self.figures.get(self.model.class(slot) as usize).copied()
    }

    /// What is behind the figures of a claim's class, with some sources and works discounted.
    pub fn origins(&self, claim: ClaimId, discount: &Discount) -> Option<Origins> {
        let class = self.model.class(self.model.slot(claim)?);
        let atoms = discount.atoms(&self.model);
        let counted = figures_of(&self.model, &[class], &atoms);
        Some(parts::open(&Strands::of(&self.model, class, &atoms), counted[0]))
    }

    /// One claim of each class that can have origins, the one with the smallest id, with the
    /// class's figures; in the order of the ids.
    pub fn classes(&self) -> Vec<(ClaimId, Figures)> {
        let mut classes = self.weighed_classes(None);
        classes.sort_unstable_by_key(|(claim, _)| *claim);
        classes
    }

    /// The same of those classes that have a part in an article, or of all, in no order that
    /// means anything.
    pub fn weighed_classes(&self, only: Option<ArticleId>) -> Vec<(ClaimId, Figures)> {
        let model = &self.model;
        let here = |article: u32| only.is_none_or(|id| model.register.article(article).id == id);
        (0..model.class_numbers() as u32)
            .filter_map(|class| {
                let members = || model.members(class).iter().filter_map(|s| model.reading(*s));
                members().find(|reading| reading.counts && here(reading.article))?;
                Some((members().next()?.claim, self.figures[class as usize]))
            })
            .collect()
    }

    /// The claims of a claim's class, in order.
    pub fn members(&self, claim: ClaimId) -> Vec<ClaimId> {
        let Some(slot) = self.model.slot(claim) else { return Vec::new() };
        let members = self.model.members(self.model.class(slot)).iter();
        members.filter_map(|slot| self.model.reading(*slot)).map(|r| r.claim).collect()
    }

    /// Brings the model up to date and tells the classes to count. `None`: make all anew.
    fn follow(&mut self, last: &Project, project: &Project) -> Option<Vec<u32>> {
        if !last.merged.same(&project.merged) {
            return None;
        }
        let model = &mut self.model;
        let mut atoms: HashSet<Atom> = HashSet::new();
        let mut read_again = false;
        let (gone, come) = changes(&last.sources, &project.sources);
        for source in &come {
            let known = model.register.source(source.id);
            let unnamed = source.kind.is_unnamed();
            let atom = model.register.put_source(source);
            let before = gone.iter().find(|s| s.id == source.id).map(|s| s.kind.is_unnamed());
            if known.is_some() && before != Some(unnamed) {
                atoms.insert(atom);
            }
        }
        // A source or work that is taken out was used by nothing.
        let (gone, come) = changes(&last.works, &project.works);
        for work in &come {
            let known = model.register.work(work.id);
            let atom = model.register.put_work(work);
            let before = gone.iter().find(|w| w.id == work.id);
            let same = before.is_some_and(|w| w.authors == work.authors && w.date == work.date);
            if known.is_some() && !same {
                atoms.insert(atom);
                read_again |= model.ancestry.knows(atom);
            }
        }
        let mut slots: Vec<u32> = Vec::new();
        let mut removed: Vec<ClaimId> = Vec::new();
        let mut put = Vec::new();
        let (gone, come) = changes(&last.articles, &project.articles);
        if gone.len() != come.len() {
            return None;
        }
        for (old, new) in gone.iter().zip(&come) {
            let (was, is) = (&old.head, &new.head);
            if old.id != new.id || was.revision_of != is.revision_of {
                return None;
            }
            let number = model.register.article_number(new.id);
            if (was.work, was.published) != (is.work, is.published) {
                // A superseded article is not entered; it has no claims.
                let Some(number) = number else { continue };
                atoms.extend(here(model, number));
                model.register.put_article(new);
                atoms.extend(here(model, number));
                slots.extend(new.claims.iter().filter_map(|claim| model.slot(claim.id)));
            }
            let (without, with) = changes(&old.claims, &new.claims);
            removed.extend(without.iter().map(|claim| claim.id));
            if let Some(number) = number {
                put.extend(with.into_iter().map(|claim| (claim, number)));
            }
        }
        let (gone, come) = changes(&last.links, &project.links);
        for link in gone {
            model.remove_link(link, &mut slots);
        }
        let stays: HashSet<ClaimId> = put.iter().map(|(claim, _)| claim.id).collect();
        if removed.iter().any(|id| !stays.contains(id) && model.is_linked(*id)) {
            return None;
        }
        let gone: Vec<u32> = removed
            .into_iter()
            .filter(|id| !stays.contains(id))
            .filter_map(|id| model.remove_claim(id))
            .collect();
        slots.extend(&gone);
        slots.extend(put.into_iter().map(|(claim, article)| model.put_claim(claim, article)));
        for link in come {
            model.add_link(link, &mut slots);
        }
        if !last.lineage.same(&project.lineage) || read_again {
            let was = std::mem::take(&mut model.ancestry);
            model.ancestry = Ancestry::new(project, &model.register, model.alleged);
            let (gone, come) = changes(&last.lineage, &project.lineage);
            let starts = gone.iter().chain(&come).map(|l| crate::analysis::lineage::ends(l).0);
            let mut touched: HashSet<Atom> =
                starts.filter_map(|voice| model.register.atom(voice)).collect();
            touched.extend(atoms.iter().filter(|a| was.knows(**a) || model.ancestry.knows(**a)));
            atoms.extend(lead_to(&was, &touched));
            atoms.extend(lead_to(&model.ancestry, &touched));
        }
        // A ruling may lapse with the sources, works and lineage that it rests on.
        let rests_on_same = last.rulings.same(&project.rulings)
            && last.lineage.same(&project.lineage)
            && last.sources.same(&project.sources)
            && last.works.same(&project.works);
        if !rests_on_same {
            atoms.extend(model.read_rulings(project));
        }
        let mut classes: HashSet<u32> = model.classify(&slots).into_iter().collect();
        if !atoms.is_empty() {
            let mut marked = vec![false; model.register.len()];
            for atom in &atoms {
                marked[*atom as usize] = true;
            }
            let touched = model.readings().filter(|(_, reading)| mentions(model, reading, &marked));
            classes.extend(touched.map(|(slot, _)| model.class(slot)));
        }
        Some(model.flows_into(classes.into_iter().collect()))
    }
}

/// The work that an article is.
fn here(model: &Model, article: u32) -> Option<Atom> {
    Some(model.register.article(article).work).filter(|work| *work != NONE)
}

fn mentions(model: &Model, reading: &super::reading::Reading, marked: &[bool]) -> bool {
    let register = &model.register;
    let own = register.article(reading.article).work;
    let any = |work: Atom, party: super::register::Party| {
        (work != NONE && marked[work as usize])
            || register.members(&party).iter().any(|atom| marked[*atom as usize])
    };
    any(own, register.answers_for(own))
        || reading.all_hops().iter().any(|hop| any(hop.work, hop.party(register)))
}

/// All that leads to some sources or works, and these.
fn lead_to(ancestry: &Ancestry, to: &HashSet<Atom>) -> HashSet<Atom> {
    let mut back: std::collections::HashMap<Atom, Vec<Atom>> = std::collections::HashMap::new();
    for from in ancestry.atoms() {
        for edge in ancestry.from(from) {
            back.entry(edge.to).or_default().push(from);
        }
    }
    let mut found = to.clone();
    let mut open: Vec<Atom> = to.iter().copied().collect();
    while let Some(atom) = open.pop() {
        let before = back.get(&atom).into_iter().flatten();
        open.extend(before.copied().filter(|from| found.insert(*from)));
    }
    found
}

/// A voice as what can be discounted.
impl Extend<Voice> for Discount {
    fn extend<T: IntoIterator<Item = Voice>>(&mut self, voices: T) {
        for voice in voices {
            match voice {
                Voice::Source(id) => self.sources.insert(id),
                Voice::Work(id) => self.works.insert(id),
            };
        }
    }
}
