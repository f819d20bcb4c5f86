//! On whom a voice depends: what lineage leads to from it.
//!
//! Only `ControlledBy`, `SpeaksFor`, `Republishes`, `SuppliedBy` and `PartOf` with one voice
//! lead anywhere; only accepted edges, unless alleged ones are asked for; an edge that names
//! claims only for these; an edge with dates only for what was certainly said between them:
//! *since* from the first day it may mean, *until* to the last. What is not known to have
//! been said while the edge held isn't held against two voices, so that *at most* stays an
//! upper bound.
//!
//! A voice is compared by the set of what it is and leads to: two depend on each other where
//! the sets meet. Where no dates and claims matter, it is enough to compare where all ways
//! end (the last components of the graph), which is a short list even in a chain of
//! thousands.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::components::Arrows;
use super::origins::register::{Atom, Register};
use crate::domain::{
    ids::{ClaimId, LineageId},
    lineage::{Lineage, LineageEnds, LineageKind, Standing},
    project::Project,
    ruling::Voice,
    time::PartialDate,
};

/// The most ends that are kept for a source or work; one with more is walked from each time.
const MANY_ENDS: usize = 64;

/// One edge, in numbers.
#[derive(Debug, Clone)]
pub(crate) struct Edge {
    pub to: Atom,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    claims: Vec<ClaimId>,
    /// The record; none where a work leads to its authors.
    pub record: Option<(LineageId, LineageKind)>,
}

impl Edge {
    fn always(&self) -> bool {
        self.since.is_none() && self.until.is_none() && self.claims.is_empty()
    }

    /// Whether it certainly held at a moment. An unknown moment is never certain.
    pub fn held(&self, moment: Option<PartialDate>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        moment.is_some_and(|m| {
            self.since.is_none_or(|since| since <= m.earliest())
                && self.until.is_none_or(|until| m.latest() <= until)
        })
    }

    /// Whether it holds for these claims.
    pub fn is_about(&self, claim: impl Fn(ClaimId) -> bool) -> bool {
        self.claims.is_empty() || self.claims.iter().any(|c| claim(*c))
    }
}

/// Where all unconditional ways end.
#[derive(Debug, Clone)]
struct Ends {
    /// Nothing if a condition stands on a way, or there are too many.
    roots: Option<Box<[Atom]>>,
    /// Which circle it lies on, conditions aside; no edge leads to a greater number.
    rank: u32,
}

/// The lineage of a project, ready to be walked.
#[derive(Debug, Default)]
pub(crate) struct Ancestry {
    edges: HashMap<Atom, Vec<Edge>>,
    ends: HashMap<Atom, Ends>,
    /// Works whose authors it has read.
    read_works: HashSet<Atom>,
}

/// Whether an edge can join voices at all.
pub fn joins_voices(kind: LineageKind) -> bool {
    !matches!(kind, LineageKind::PartOf { one_voice: false })
}

/// The two ends of an edge as voices.
pub fn ends(lineage: &Lineage) -> (Voice, Voice) {
    match lineage.ends {
        LineageEnds::Sources { from, to } => (Voice::Source(from), Voice::Source(to)),
        LineageEnds::Works { from, to } => (Voice::Work(from), Voice::Work(to)),
    }
}

impl Ancestry {
    pub fn new(project: &Project, register: &Register, alleged: bool) -> Self {
        let mut edges: HashMap<Atom, Vec<Edge>> = HashMap::new();
        for lineage in project.lineage.iter() {
            if !joins_voices(lineage.kind) || (lineage.standing == Standing::Alleged && !alleged) {
                continue;
            }
            let (from, to) = ends(lineage);
            let (Some(from), Some(to)) = (register.atom(from), register.atom(to)) else {
                continue;
            };
            edges.entry(from).or_default().push(Edge {
                to,
                since: lineage.since.map(PartialDate::earliest),
                until: lineage.until.map(PartialDate::latest),
                claims: lineage.claims.clone(),
                record: Some((lineage.id, lineage.kind)),
            });
        }
        // Who wrote what another copied stands behind the copy.
        let reached: HashSet<Atom> = edges.values().flatten().map(|e| e.to).collect();
        let read_works: HashSet<Atom> = reached
            .into_iter()
            .filter(|atom| matches!(register.voice(*atom), Voice::Work(_)))
            .collect();
        for work in &read_works {
            let answers = register.answers_for(*work);
            for author in register.members(&answers).iter().filter(|a| *a != work) {
                edges.entry(*work).or_default().push(Edge {
                    to: *author,
                    since: None,
                    until: None,
                    claims: Vec::new(),
                    record: None,
                });
            }
        }
        let ends = ends_of(&edges, register);
        Self { edges, ends, read_works }
    }

    /// Whether there is nothing that joins voices.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }

    /// Whether it rests on the authors of a work.
    pub fn reads(&self, work: Atom) -> bool {
        self.read_works.contains(&work)
    }

    /// The edges that leave a source or work.
    pub fn from(&self, atom: Atom) -> &[Edge] {
        self.edges.get(&atom).map_or(&[], Vec::as_slice)
    }

    /// How far it stands from the last ends: no edge leads to a greater rank. `None` if it
    /// has nothing to do with lineage.
    pub fn rank(&self, atom: Atom) -> Option<u32> {
        self.ends.get(&atom).map(|ends| ends.rank)
    }

    /// Everything with an edge.
    pub fn atoms(&self) -> impl Iterator<Item = Atom> {
        self.edges.keys().copied()
    }

    /// What a voice is and leads to, in a form in which two sets meet if and only if the
    /// voices depend on each other. It speaks as its members and, if it speaks through a
    /// work that itself depends on others, as that work.
    pub fn closure(
        &self,
        members: &[Atom],
        through: Atom,
        moment: Option<PartialDate>,
        about: impl Fn(ClaimId) -> bool,
    ) -> Vec<Atom> {
        let mut closure: Vec<Atom> = members.to_vec();
        if self.edges.is_empty() {
            return closure;
        }
        let holds = |edge: &&Edge| edge.held(moment) && edge.is_about(&about);
        // Not the work's other authors: they speak for themselves.
        let copied = self.from(through).iter().filter(|e| e.record.is_some());
        closure.extend(copied.filter(holds).map(|e| e.to));
        if closure.iter().all(|atom| !self.edges.contains_key(atom)) {
            closure.sort_unstable();
            closure.dedup();
            return closure;
        }
        let simple = closure.iter().all(|a| self.ends.get(a).is_none_or(|e| e.roots.is_some()));
        if simple {
            let roots = closure.iter().flat_map(|atom| match self.ends.get(atom) {
                Some(Ends { roots: Some(roots), .. }) => &roots[..],
                _ => std::slice::from_ref(atom),
            });
            closure = roots.copied().collect();
        } else {
            let mut seen: HashSet<Atom> = closure.iter().copied().collect();
            let mut at = 0;
            while let Some(atom) = closure.get(at).copied() {
                at += 1;
                for edge in self.from(atom).iter().filter(holds) {
                    if seen.insert(edge.to) {
                        closure.push(edge.to);
                    }
                }
            }
        }
        closure.sort_unstable();
        closure.dedup();
        closure
    }
}

/// Where the ways from each source or work end, if no condition stands on them.
fn ends_of(edges: &HashMap<Atom, Vec<Edge>>, register: &Register) -> HashMap<Atom, Ends> {
    let mut atoms: Vec<Atom> =
        edges.iter().flat_map(|(from, list)| list.iter().map(|e| e.to).chain([*from])).collect();
    atoms.sort_unstable();
    atoms.dedup();
    let index: HashMap<Atom, u32> =
        atoms.iter().enumerate().map(|(at, atom)| (*atom, at as u32)).collect();
    let pairs = edges
        .iter()
        .flat_map(|(from, list)| list.iter().map(|e| (index[from], index[&e.to])))
        .collect();
    let arrows = Arrows::new(atoms.len(), pairs);
    let components = arrows.components();
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); components.count];
    for at in 0..atoms.len() {
        members[components.of[at] as usize].push(at as u32);
    }
    // No arrow leads to a greater number, so what a component leads to is known before it.
    let mut roots: Vec<Option<Vec<Atom>>> = Vec::with_capacity(components.count);
    for (component, nodes) in members.iter().enumerate() {
        let conditional = nodes.iter().any(|n| {
            edges.get(&atoms[*n as usize]).is_some_and(|list| list.iter().any(|e| !e.always()))
        });
        let mut found: Option<Vec<Atom>> = (!conditional).then(Vec::new);
        let mut leads_on = false;
        for to in nodes.iter().flat_map(|n| arrows.from(*n)).map(|to| components.of[*to as usize]) {
            if to as usize == component {
                continue;
            }
            leads_on = true;
            match (&mut found, &roots[to as usize]) {
                (Some(all), Some(more)) => all.extend(more),
                _ => found = None,
            }
        }
        if let Some(all) = &mut found {
            if !leads_on {
                let members = nodes.iter().map(|n| atoms[*n as usize]);
                all.extend(members.min_by_key(|atom| register.voice(*atom)));
            }
            all.sort_unstable();
            all.dedup();
        }
        roots.push(found.filter(|all| all.len() <= MANY_ENDS));
    }
    let of = |at: usize| Ends {
        roots: roots[components.of[at] as usize].clone().map(Vec::into_boxed_slice),
        rank: components.of[at],
    };
    atoms.iter().enumerate().map(|(at, atom)| (*atom, of(at))).collect()
}
