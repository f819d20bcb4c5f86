//! The last voices of a class: who they are, and how they speak here.

use std::collections::HashMap;

use super::{
    model::Model,
    packing::{self, EXACT, Packing, Speaks},
    register::{Atom, Party, Register},
    strands::{Fate, Strands},
};
use crate::domain::{chain::ChainEnd, ids::ClaimId, time::PartialDate};

/// A named voice in one of its ways of speaking.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub party: Party,
    pub speaks: Speaks,
    /// Whether a chain ends with it as its origin.
    pub origin: bool,
}

/// The named voices in all their ways, each way once.
pub(crate) fn ways(strands: &Strands<'_>, fates: &[Fate]) -> Vec<Way> {
    ways_about(strands, fates, |claim| strands.is_about(claim))
}

/// The same, if these are the claims that lineage may name.
pub(crate) fn ways_about(
    strands: &Strands<'_>,
    fates: &[Fate],
    about: impl Fn(ClaimId) -> bool,
) -> Vec<Way> {
    let model = strands.model;
    let register = &model.register;
    let mut ways: Vec<Way> = Vec::new();
    let mut known: HashMap<(Party, Atom, Option<PartialDate>), usize> = HashMap::new();
    for (at, strand) in strands.list.iter().enumerate() {
        let fate = fates[at];
        if !fate.alive || !(fate.ends || fate.returns) {
            continue;
        }
        let party = strand.last_party(register);
        if register.is_unnamed(party) {
            continue;
        }
        // Without lineage nothing but the party matters.
        let (through, moment) = if model.ancestry.is_empty() {
            (super::register::NONE, None)
        } else {
            (strand.speaks_through(register), strand.moment(register))
        };
        let origin = fate.ends && strand.chain.end == ChainEnd::Origin;
        let place = *known.entry((party, through, moment)).or_insert_with(|| {
            let members = register.members(&party);
            let set = model.ancestry.closure(members, through, moment, &about);
            let speaks = Speaks { voice: party.number(), set };
            ways.push(Way { party, speaks, origin: false });
            ways.len() - 1
        });
        ways[place].origin |= origin;
    }
    if ways.len() > 1 && !model.ancestry.is_empty() {
        once(&mut ways);
    }
    ways
}

/// Two ways that lead to the same are one.
fn once(ways: &mut Vec<Way>) {
    ways.sort_by(|a, b| (a.party, &a.speaks.set).cmp(&(b.party, &b.speaks.set)));
    ways.dedup_by(|later, first| {
        let same = later.party == first.party && later.speaks.set == first.speaks.set;
        first.origin |= same && later.origin;
        same
    });
}

/// The largest set of voices of which no two depend on each other.
pub(crate) fn at_most(ways: &[Way], register: &Register) -> Packing {
    match ways {
        [] => Packing { exact: true, ..Packing::default() },
        [_] => Packing { most: 1, exact: true, chosen: vec![0] },
        _ => {
            let sets: Vec<Speaks> = ways.iter().map(|way| way.speaks.clone()).collect();
            packing::largest(&sets, |atom| register.voice(atom))
        }
    }
}

/// Whether rulings on independence name all who speak.
pub(crate) fn is_ruled(party: Party, model: &Model) -> bool {
    model.register.members(&party).iter().all(|atom| model.has_ruling(*atom))
}

/// The largest set of origins of which each two were ruled independent, and no two depend
/// on each other. Above [`EXACT`] voices a greedy one, which is a lower bound.
pub(crate) fn shown(ways: &[Way], model: &Model) -> Packing {
    let origins: Vec<usize> = (0..ways.len()).filter(|at| ways[*at].origin).collect();
    let register = &model.register;
    let candidates: Vec<usize> =
        origins.iter().copied().filter(|at| is_ruled(ways[*at].party, model)).collect();
    let one = Packing {
        most: u32::from(!origins.is_empty()),
        exact: true,
        chosen: origins.first().copied().into_iter().collect(),
    };
    if candidates.len() < 2 {
        return one;
    }
    let apart = |a: &Way, b: &Way| {
        let pairs = register.members(&a.party).iter();
        let ruled = pairs
            .flat_map(|x| register.members(&b.party).iter().map(move |y| (*x, *y)))
            .all(|(x, y)| model.ruled_independent(x, y));
        ruled && !a.speaks.set.iter().any(|atom| b.speaks.set.binary_search(atom).is_ok())
    };
    let mut voices: Vec<u32> = candidates.iter().map(|at| ways[*at].speaks.voice).collect();
    voices.sort_unstable();
    voices.dedup();
    let (chosen, exact) = if voices.len() <= EXACT && candidates.len() <= 128 {
        let joined: Vec<u128> = candidates
            .iter()
            .enumerate()
            .map(|(at, a)| {
                let others = candidates.iter().enumerate();
                let others = others.filter(|(b, way)| *b != at && !apart(&ways[*a], &ways[**way]));
                others.fold(0, |bits, (b, _)| bits | 1 << b)
            })
            .collect();
        let best = packing::search(&joined, u128::MAX >> (128 - candidates.len()));
        let chosen = (0..candidates.len()).filter(|at| best & (1 << at) != 0);
        (chosen.map(|at| candidates[at]).collect::<Vec<_>>(), true)
    } else {
        let mut sorted = candidates;
        sorted.sort_by_cached_key(|at| register.voices(ways[*at].party));
        let mut chosen: Vec<usize> = Vec::new();
        for at in sorted {
            if chosen.iter().all(|other| apart(&ways[*other], &ways[at])) {
                chosen.push(at);
            }
        }
        (chosen, false)
    };
    if chosen.len() < 2 {
        Packing { exact, ..one }
    } else {
        Packing { most: chosen.len() as u32, exact, chosen }
    }
}
