//! What every continued chain of a class goes through.

use std::collections::BTreeSet;

use super::{
    figures::citations,
    register::{Atom, NONE},
    strands::{Fate, Strand, Strands},
};
use crate::domain::ruling::Voice;

/// How many steps may be spent on trying out what might be a chokepoint.
const PATIENCE: usize = 4_000_000;

/// What all continued chains go through, and whether all of it was looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Chokes {
    pub parties: Vec<Vec<Atom>>,
    pub works: Vec<Atom>,
    pub complete: bool,
}

/// The chokepoints of a class with two citations or more.
pub(crate) fn chokepoints(strands: &Strands<'_>, fates: &[Fate]) -> Chokes {
    let mut found = Chokes { complete: true, ..Chokes::default() };
    if citations(strands, fates).len() < 2 {
        return found;
    }
    let mut sure: BTreeSet<Atom> = BTreeSet::new();
    let mut tried = 0;
    for atom in candidates(strands, fates) {
        tried += strands.list.len();
        if tried > PATIENCE {
            found.complete = false;
            break;
        }
        let register = &strands.model.register;
        let past = |at: usize| {
            fates[at].alive && !strands.list[at].goes_through(register, |other| other == atom)
        };
        if !strands.fates(|_| true, |_| false, past).iter().any(|fate| fate.alive) {
            sure.insert(atom);
        }
    }
    group(strands, fates, &sure, &mut found);
    found
}

/// What one complete chain goes through, and every chain that ends where it does.
fn candidates(strands: &Strands<'_>, fates: &[Fate]) -> Vec<Atom> {
    let living = || (0..strands.list.len()).filter(|at| fates[*at].alive);
    let mut ending = living().filter(|at| fates[*at].ends);
    let Some(first) = ending.next() else {
        return living().next().map(|at| around(strands, fates, at)).unwrap_or_default();
    };
    let mut left = atoms_of(strands, &strands.list[first]);
    for at in ending {
        let here = atoms_of(strands, &strands.list[at]);
        left.retain(|atom| here.binary_search(atom).is_ok());
        if left.is_empty() {
            break;
        }
    }
    left
}

fn atoms_of(strands: &Strands<'_>, strand: &Strand<'_>) -> Vec<Atom> {
    let register = &strands.model.register;
    let mut atoms = Vec::new();
    for (party, work) in strand.passes(register) {
        atoms.extend(register.members(&party));
        if work != NONE {
            atoms.push(work);
        }
    }
    atoms.sort_unstable();
    atoms.dedup();
    atoms
}

/// What a chain that ends nowhere goes through until it comes back.
fn around(strands: &Strands<'_>, fates: &[Fate], start: usize) -> Vec<Atom> {
    let mut passed: BTreeSet<Atom> = BTreeSet::new();
    let mut seen = vec![false; strands.node_count()];
    let mut next = Some(start);
    while let Some(at) = next {
        let strand = &strands.list[at];
        seen[strand.node as usize] = true;
        passed.extend(atoms_of(strands, strand));
        let lives = |node: &u32| strands.of_node(*node).find(|other| fates[*other].alive);
        let on = strands.targets(strand).iter().find_map(|n| lives(n).map(|s| (*n, s)));
        next = on.filter(|(node, _)| !seen[*node as usize]).map(|(_, strand)| strand);
    }
    passed.into_iter().collect()
}

/// Sources that only ever speak together are one party.
fn group(strands: &Strands<'_>, fates: &[Fate], sure: &BTreeSet<Atom>, found: &mut Chokes) {
    let register = &strands.model.register;
    let is_work = |atom: &Atom| matches!(register.voice(*atom), Voice::Work(_));
    found.works = sure.iter().copied().filter(is_work).collect();
    let mut parties: BTreeSet<Vec<Atom>> = BTreeSet::new();
    for atom in sure.iter().filter(|atom| !is_work(atom)) {
        let mut together: Option<Vec<Atom>> = None;
        let living = strands.list.iter().zip(fates).filter(|(_, fate)| fate.alive);
        for (strand, _) in living {
            for (party, _) in strand.passes(register) {
                let members = register.members(&party);
                if members.contains(atom) {
                    let all = together.get_or_insert_with(|| members.to_vec());
                    all.retain(|other| members.contains(other));
                }
            }
        }
        parties.extend(together);
    }
    found.parties = parties.into_iter().collect();
}
