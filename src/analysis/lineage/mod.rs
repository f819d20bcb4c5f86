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

use std::collections::HashSet;

use chrono::NaiveDate;

use super::components::Arrows;
use super::origins::register::{Atom, NONE, Register};
use crate::domain::{
    ids::{ClaimId, LineageId},
    lineage::{Lineage, LineageEnds, LineageKind, Standing},
    project::Project,
    ruling::Voice,
    time::PartialDate,
};

/// The most ends that are kept for a source or work; one with more is walked from each time.
const MANY_ENDS: usize = 64;

/// The most circles for which it is kept what each leads to: 32 MB.
const MOST_REACHED: usize = 16_384;

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
    /// Whether it holds only at certain times.
    pub fn has_dates(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

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

/// One source or work that has to do with lineage.
#[derive(Debug, Default)]
struct Node {
    edges: Vec<Edge>,
    /// Where all ways end; nothing if a condition stands on one, or there are too many.
    ends: Option<Box<[Atom]>>,
    /// The circle that it lies on, or itself. No edge leads to a greater number.
    circle: u32,
}

/// The lineage of a project, ready to be walked.
#[derive(Debug, Default)]
pub(crate) struct Ancestry {
    /// The place of each atom among the nodes; most have none.
    place: Vec<u32>,
    nodes: Vec<Node>,
    atoms: Vec<Atom>,
    /// For each circle, those that it leads to, conditions aside, as bits; not kept if there
    /// are too many.
    reach: Option<Vec<u64>>,
    /// For each circle, whether it is one: lineage leads from it back to it.
    turns: Vec<bool>,
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
        let mut ancestry = Self::default();
        for lineage in project.lineage.iter() {
            if !joins_voices(lineage.kind) || (lineage.standing == Standing::Alleged && !alleged) {
                continue;
            }
            let (from, to) = ends(lineage);
            let (Some(from), Some(to)) = (register.atom(from), register.atom(to)) else {
                continue;
            };
            ancestry.enter(to);
            let from = ancestry.enter(from);
            ancestry.nodes[from].edges.push(Edge {
                to,
                since: lineage.since.map(PartialDate::earliest),
                until: lineage.until.map(PartialDate::latest),
                claims: lineage.claims.clone(),
                record: Some((lineage.id, lineage.kind)),
            });
        }
        // Who wrote what another copied stands behind the copy.
        for at in 0..ancestry.atoms.len() {
            let work = ancestry.atoms[at];
            if !matches!(register.voice(work), Voice::Work(_)) {
                continue;
            }
            let answers = register.answers_for(work);
            for author in register.members(&answers).iter().copied().filter(|a| *a != work) {
                ancestry.enter(author);
                ancestry.nodes[at].edges.push(Edge {
                    to: author,
                    since: None,
                    until: None,
                    claims: Vec::new(),
                    record: None,
                });
            }
        }
        ancestry.settle(register);
        ancestry
    }

    fn enter(&mut self, atom: Atom) -> usize {
        let index = atom as usize;
        if self.place.len() <= index {
            self.place.resize(index + 1, NONE);
        }
        if self.place[index] == NONE {
            self.place[index] = self.nodes.len() as u32;
            self.nodes.push(Node::default());
            self.atoms.push(atom);
        }
        self.place[index] as usize
    }

    /// Finds the circles, where ways end, and what leads to what.
    fn settle(&mut self, register: &Register) {
        if self.nodes.is_empty() {
            return;
        }
        let place = |atom: Atom| self.place[atom as usize];
        let pairs = self.nodes.iter().enumerate();
        let pairs = pairs.flat_map(|(at, n)| n.edges.iter().map(move |e| (at as u32, place(e.to))));
        let arrows = Arrows::new(self.nodes.len(), pairs.collect());
        let circles = arrows.components();
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); circles.count];
        for (at, circle) in circles.of.iter().enumerate() {
            members[*circle as usize].push(at as u32);
        }
        let words = circles.count.div_ceil(64);
        let mut reach = (circles.count <= MOST_REACHED).then(|| vec![0_u64; words * circles.count]);
        self.turns = vec![false; circles.count];
        // No arrow leads to a greater number, so what a circle leads to is known before it.
        let mut all_ends: Vec<Option<Vec<Atom>>> = Vec::with_capacity(circles.count);
        for (circle, nodes) in members.iter().enumerate() {
            let edges = || nodes.iter().flat_map(|n| &self.nodes[*n as usize].edges);
            let mut found: Option<Vec<Atom>> = edges().all(Edge::always).then(Vec::new);
            let mut leads_on = false;
            self.turns[circle] = nodes.len() > 1;
            for to in nodes.iter().flat_map(|n| arrows.from(*n)) {
                let to = circles.of[*to as usize] as usize;
                if to == circle {
                    continue;
                }
                leads_on = true;
                if let Some(reach) = &mut reach {
                    let (before, own) = reach.split_at_mut(circle * words);
                    for (word, more) in own.iter_mut().zip(&before[to * words..(to + 1) * words]) {
                        *word |= more;
                    }
                    own[to / 64] |= 1 << (to % 64);
                }
                match (&mut found, &all_ends[to]) {
                    (Some(all), Some(more)) => all.extend(more),
                    _ => found = None,
                }
            }
            if let Some(all) = &mut found {
                if !leads_on {
                    let atoms = nodes.iter().map(|n| self.atoms[*n as usize]);
                    all.extend(atoms.min_by_key(|atom| register.voice(*atom)));
                }
                all.sort_unstable();
                all.dedup();
            }
            all_ends.push(found.filter(|all| all.len() <= MANY_ENDS));
        }
        for (at, node) in self.nodes.iter_mut().enumerate() {
            node.circle = circles.of[at];
            node.ends = all_ends[node.circle as usize].clone().map(Vec::into_boxed_slice);
        }
        self.reach = reach;
    }

    /// Whether there is nothing that joins voices.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn node(&self, atom: Atom) -> Option<&Node> {
        let place = self.place.get(atom as usize)?;
        self.nodes.get(*place as usize)
    }

    /// Whether it has to do with lineage at all.
    pub fn knows(&self, atom: Atom) -> bool {
        self.node(atom).is_some()
    }

    /// The edges that leave a source or work.
    pub fn from(&self, atom: Atom) -> &[Edge] {
        self.node(atom).map_or(&[], |node| &node.edges)
    }

    /// How far it stands from the last ends: no edge leads to a greater rank. `None` if it
    /// has nothing to do with lineage.
    pub fn rank(&self, atom: Atom) -> Option<u32> {
        self.node(atom).map(|node| node.circle)
    }

    /// Whether one may lead to the other by one edge or more, conditions aside. Where there is
    /// too much lineage to be sure, it may.
    pub fn may_reach(&self, from: Atom, to: Atom) -> bool {
        let (Some(from), Some(to)) = (self.rank(from), self.rank(to)) else { return false };
        let (from, to) = (from as usize, to as usize);
        if from == to {
            return self.turns[from];
        }
        let words = self.turns.len().div_ceil(64);
        from > to
            && self
                .reach
                .as_ref()
                .is_none_or(|bits| bits[from * words + to / 64] >> (to % 64) & 1 == 1)
    }

    /// Everything that has to do with lineage.
    pub fn atoms(&self) -> impl Iterator<Item = Atom> {
        self.atoms.iter().copied()
    }

    /// The edges that hold only at certain times or for certain claims.
    pub fn conditional(&self) -> impl Iterator<Item = &Edge> {
        self.nodes.iter().flat_map(|node| &node.edges).filter(|edge| !edge.always())
    }

    /// The claims for which alone some of it holds.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.conditional().flat_map(|edge| edge.claims.iter().copied())
    }

    /// The circles of lineage alone, conditions aside: the sources and works on each.
    pub fn circles(&self) -> Vec<Vec<Atom>> {
        let mut found: Vec<Vec<Atom>> = vec![Vec::new(); self.turns.len()];
        for (node, atom) in self.nodes.iter().zip(&self.atoms) {
            if self.turns[node.circle as usize] {
                found[node.circle as usize].push(*atom);
            }
        }
        found.retain(|circle| !circle.is_empty());
        found
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
        if self.is_empty() {
            return closure;
        }
        let holds = |edge: &&Edge| edge.held(moment) && edge.is_about(&about);
        // Not the work's other authors: they speak for themselves.
        let copied = self.from(through).iter().filter(|e| e.record.is_some());
        closure.extend(copied.filter(holds).map(|e| e.to));
        if closure.iter().all(|atom| self.node(*atom).is_none_or(|node| node.ends.is_some())) {
            let ends = closure.iter().flat_map(|atom| match self.node(*atom) {
                Some(Node { ends: Some(ends), .. }) => &ends[..],
                _ => std::slice::from_ref(atom),
            });
            closure = ends.copied().collect();
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
