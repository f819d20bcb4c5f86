//! The figures of classes that many others entail, worked out together. They equal those that
//! each would get by itself.
//!
//! What each class has of its own is looked at once; the numbers of its scope are those of
//! sets that flow ([`super::flow`]). The bounds need a little more: which voices hang together
//! is looked at once for all ([`packed`]), and lineage that holds for some claims only is
//! asked anew for each set of these claims that a scope has.

mod local;
mod packed;

use std::collections::{HashMap, HashSet};

use super::{
    figures::{Bound, Figures, are_few, figures, widen},
    flow::{Flow, Marks, set_bits},
    model::Model,
    packing::Speaks,
    register::Party,
    strands::{Discounted, Strands},
    voices::{self, Way},
};
use crate::domain::ids::ClaimId;
use local::{Counted, Local, READINGS};
use packed::{Most, Packed};

/// The most sets of claims named by lineage that the voices are asked for. Where there are
/// more, the bounds are those of no such lineage and of all, and flagged.
const MOST_CASES: usize = 64;

/// The most classes named by lineage of which it is kept which scopes have them.
const MOST_NAMED: usize = 4_096;

/// *At most* and *shown* of a knot.
#[derive(Debug, Clone, Copy, Default)]
struct Weighed {
    at_most: Bound,
    shown: Bound,
}

struct Far<'m> {
    model: &'m Model,
    flow: &'m Flow,
    locals: Vec<Local<'m>>,
    /// Whether a doubtful chain is in the scope of each knot, of which it matters whether it
    /// holds; and whether it matters which.
    doubtful: Vec<bool>,
    varies: Vec<bool>,
}

/// The figures of some classes.
pub(crate) fn figures_of(
    model: &Model,
    wanted: &[u32],
    discounted: &Discounted,
) -> Vec<(u32, Figures)> {
    let asked: HashSet<u32> = wanted.iter().copied().collect();
    let mut found = Vec::with_capacity(wanted.len());
    for flow in &Flow::of(model, wanted) {
        let far = Far::new(model, flow, discounted);
        let knots: Vec<u32> = (0..flow.len() as u32)
            .filter(|knot| flow.knots[*knot as usize].iter().any(|class| asked.contains(class)))
            .collect();
        let figures = far.figures(&knots, discounted);
        for (knot, figures) in knots.into_iter().zip(figures) {
            let classes = flow.knots[knot as usize].iter().filter(|class| asked.contains(class));
            found.extend(classes.map(|class| (*class, figures)));
        }
    }
    found
}

impl<'m> Far<'m> {
    fn new(model: &'m Model, flow: &'m Flow, discounted: &Discounted) -> Self {
        let locals = Local::all(model, flow, discounted);
        let (mut doubtful, mut varies) = (vec![false; flow.len()], vec![false; flow.len()]);
        for local in &locals {
            doubtful[local.knot as usize] |= local.is_doubtful();
            varies[local.knot as usize] |= local.varies();
        }
        let (doubtful, varies) = (flow.any(doubtful), flow.any(varies));
        Self { model, flow, locals, doubtful, varies }
    }

    fn figures(&self, knots: &[u32], discounted: &Discounted) -> Vec<Figures> {
        let counted = Counted::of(self.model, self.flow, &self.locals);
        let few = self.few();
        let weighed = self.weigh(knots);
        let figures = knots.iter().zip(weighed).map(|(knot, weighed)| {
            let at = *knot as usize;
            if few.as_ref().is_some_and(|few| few[at]) {
                let class = self.flow.knots[at][0];
                return figures(&Strands::of(self.model, class, discounted));
            }
            Figures {
                citations: counted.citations[at],
                works: counted.works[at],
                voices: counted.voices[at],
                at_most: weighed.at_most,
                shown: weighed.shown,
                unnamed: counted.unnamed[at],
                not_followed: counted.not_followed[at],
                doubtful: counted.doubtful[at],
            }
        });
        figures.collect()
    }

    /// Where it matters which doubtful chains hold, and every choice can be tried.
    fn few(&self) -> Option<Vec<bool>> {
        if !self.varies.contains(&true) {
            return None;
        }
        let (mut classes, mut doubtful) = <(Marks, Marks)>::default();
        let mut next = 0;
        for (at, local) in self.locals.iter().enumerate() {
            classes.put(at as u32, local.knot);
            for _ in local.strands.list.iter().filter(|s| s.doubtful()) {
                doubtful.put(next, local.knot);
                next += 1;
            }
        }
        let counts = self.flow.count(classes).into_iter().zip(self.flow.count(doubtful));
        let few = counts.zip(&self.varies).map(|((classes, doubtful), varies)| {
            *varies && are_few(doubtful as usize, classes as usize)
        });
        Some(few.collect())
    }

    /// The bounds of some knots: for each set of claims of which lineage may hold.
    fn weigh(&self, knots: &[u32]) -> Vec<Weighed> {
        let model = self.model;
        let knot_of: HashMap<u32, u32> =
            self.locals.iter().map(|local| (local.strands.scope[0], local.knot)).collect();
        let mut marks = Marks::default();
        let mut bit_of: HashMap<u32, u32> = HashMap::new();
        for claim in model.ancestry.claims() {
            let Some(class) = model.slot(claim).map(|slot| model.class(slot)) else { continue };
            if let Some(knot) = knot_of.get(&class) {
                let next = bit_of.len() as u32;
                marks.put(*bit_of.entry(class).or_insert(next), *knot);
            }
        }
        if bit_of.is_empty() {
            return self.weighed(knots, |_| false);
        }
        let bit = |claim| bit_of.get(&model.class(model.slot(claim)?)).copied();
        let mut cases: HashMap<Vec<u64>, Vec<usize>> = HashMap::new();
        if bit_of.len() <= MOST_NAMED {
            let rows = self.flow.rows(&marks);
            for (at, knot) in knots.iter().enumerate() {
                cases.entry(rows.of(*knot).to_vec()).or_default().push(at);
            }
        }
        if cases.is_empty() || cases.len() > MOST_CASES {
            let none = self.weighed(knots, |_| false);
            let all = self.weighed(knots, |claim| bit(claim).is_some());
            let between = |least: Bound, most: Bound| Bound {
                low: least.low.min(most.low),
                high: most.high.max(least.high),
                exact: false,
            };
            let pairs = all.into_iter().zip(none);
            return pairs
                .map(|(all, none)| Weighed {
                    at_most: between(all.at_most, none.at_most),
                    shown: between(all.shown, none.shown),
                })
                .collect();
        }
        let mut weighed = vec![Weighed::default(); knots.len()];
        for (row, places) in cases {
            let about =
                |claim| bit(claim).is_some_and(|b| row[b as usize / 64] >> (b % 64) & 1 == 1);
            let here: Vec<u32> = places.iter().map(|at| knots[*at]).collect();
            for (at, found) in places.into_iter().zip(self.weighed(&here, about)) {
                weighed[at] = found;
            }
        }
        weighed
    }

    /// The bounds of some knots, where lineage holds for certain claims.
    fn weighed(&self, knots: &[u32], about: impl Fn(ClaimId) -> bool) -> Vec<Weighed> {
        let readings = match () {
            () if self.varies.contains(&true) => READINGS,
            () if self.doubtful.contains(&true) => 2,
            () => 1,
        };
        // Each way of speaking once, and for each reading who has it of their own.
        let mut number: HashMap<(Party, Vec<u32>), usize> = HashMap::new();
        let mut ways: Vec<Way> = Vec::new();
        let mut there: Vec<Vec<Vec<u32>>> = vec![Vec::new(); readings];
        let mut origins: Vec<Vec<Vec<u32>>> = vec![Vec::new(); readings];
        for local in &self.locals {
            let mut found: Vec<Vec<(usize, bool)>> = Vec::new();
            for reading in 0..readings {
                if let Some(like) = local.is_like(reading) {
                    found.push(found[like].clone());
                    continue;
                }
                let own = voices::ways_about(&local.strands, local.fates(reading), &about);
                let own = own.into_iter().map(|way| {
                    let key = (way.party, way.speaks.set.clone());
                    let at = *number.entry(key).or_insert_with(|| {
                        ways.push(Way { origin: false, ..way.clone() });
                        ways.len() - 1
                    });
                    (at, way.origin)
                });
                found.push(own.collect());
            }
            for (reading, own) in found.into_iter().enumerate() {
                there[reading].resize(ways.len(), Vec::new());
                origins[reading].resize(ways.len(), Vec::new());
                for (way, origin) in own {
                    there[reading][way].push(local.knot);
                    if origin {
                        origins[reading][way].push(local.knot);
                    }
                }
            }
        }
        let sets: Vec<Speaks> = ways.iter().map(|way| way.speaks.clone()).collect();
        let mut packed = Packed::new(&self.model.register, &sets);
        let at_most: Vec<Vec<Most>> =
            there.iter().map(|there| packed.at_most(self.flow, there)).collect();
        let shown: Vec<Vec<Most>> =
            origins.iter().map(|origins| self.shown(&ways, origins)).collect();
        let join = |found: &[Vec<Most>], knot: usize| {
            let (number, exact) = found[0][knot];
            let mut bound = Bound { low: number, high: number, exact };
            let (others, sure) = match () {
                () if self.varies[knot] => (2..READINGS, false),
                () if self.doubtful[knot] => (1..2, true),
                () => (0..0, true),
            };
            for (number, exact) in others.map(|reading| found[reading][knot]) {
                widen(&mut bound, number, exact && sure);
            }
            bound
        };
        let knots = knots.iter().map(|knot| *knot as usize);
        knots
            .map(|knot| Weighed { at_most: join(&at_most, knot), shown: join(&shown, knot) })
            .collect()
    }

    /// For each knot, the largest set of origins of which each two were ruled independent.
    fn shown(&self, ways: &[Way], origins: &[Vec<u32>]) -> Vec<Most> {
        let mut any = vec![false; self.flow.len()];
        for knot in origins.iter().flatten() {
            any[*knot as usize] = true;
        }
        let any = self.flow.any(any);
        let mut ruled: Vec<usize> = (0..ways.len())
            .filter(|way| {
                !origins[*way].is_empty() && voices::is_ruled(ways[*way].party, self.model)
            })
            .collect();
        ruled.sort_by(|a, b| {
            let key = |way: &usize| (ways[*way].party, &ways[*way].speaks.set);
            key(a).cmp(&key(b))
        });
        let one = any.into_iter().map(|any| (u32::from(any), true));
        if ruled.len() < 2 {
            return one.collect();
        }
        let mut marks = Marks::default();
        for (bit, way) in ruled.iter().enumerate() {
            origins[*way].iter().for_each(|knot| marks.put(bit as u32, *knot));
        }
        let rows = self.flow.rows(&marks);
        let mut known: HashMap<&[u64], Most> = HashMap::new();
        let found = one.enumerate().map(|(knot, one)| {
            let row = rows.of(knot as u32);
            let found = *known.entry(row).or_insert_with(|| {
                let there =
                    set_bits(row).map(|bit| Way { origin: true, ..ways[ruled[bit]].clone() });
                let found = voices::shown(&there.collect::<Vec<_>>(), self.model);
                (found.most, found.exact)
            });
            (found.0.max(one.0), found.1)
        });
        found.collect()
    }
}
