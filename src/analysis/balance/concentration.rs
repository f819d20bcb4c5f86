//! Who stands at the end of most classes, and how many classes go through the top three.

use std::collections::{BTreeSet, HashMap};

use super::{Balance, Share};
use crate::analysis::{
    origins::{
        Cache,
        figures::all_hold,
        flow::{Flow, Marks, set_bits},
        model::Model,
        register::{Atom, Party},
        strands::{Discounted, Strands},
    },
    quick_hash::QuickMap,
};
use crate::domain::ids::ArticleId;

/// Up to so many classes one is looked at with all that say more.
const NEAR: usize = 24;

/// What chains pass, and whom they end with.
#[derive(Debug, Default)]
struct Passed {
    parties: BTreeSet<Atom>,
    last: BTreeSet<Party>,
    any: bool,
}

impl Passed {
    fn of(strands: &Strands<'_>) -> Self {
        let register = &strands.model.register;
        let mut found = Self { any: !strands.list.is_empty(), ..Self::default() };
        for (strand, fate) in strands.list.iter().zip(all_hold(strands)) {
            for (party, _) in strand.passes(register) {
                found.parties.extend(register.members(&party));
            }
            if fate.ends || fate.returns {
                found.last.insert(strand.last_party(register));
            }
        }
        found
    }

    fn named(&self, model: &Model) -> BTreeSet<Atom> {
        let named = self.last.iter().filter(|party| !model.register.is_unnamed(**party));
        named.flat_map(|party| model.register.members(party).to_vec()).collect()
    }
}

/// Counts it, for the classes that have a part in an article, or for all. An article is weighed
/// by these classes with all their ways.
pub(super) fn concentrate(
    origins: &Cache,
    only: Option<ArticleId>,
    discounted: &Discounted,
    balance: &mut Balance,
) {
    let model = &origins.model;
    let mut ends: HashMap<Atom, u32> = HashMap::new();
    let mut through: Vec<BTreeSet<Atom>> = Vec::new();
    let mut far: Vec<u32> = Vec::new();
    for class in (0..model.class_numbers() as u32).filter(|class| is_asked(model, *class, only)) {
        let Some(scope) = model.near_scope(class, NEAR) else {
            far.push(class);
            continue;
        };
        let found = Passed::of(&Strands::of_scope(model, scope, discounted).left());
        balance.unnamed.whole += found.last.len() as u32;
        let unnamed = found.last.iter().filter(|party| model.register.is_unnamed(**party));
        balance.unnamed.part += unnamed.count() as u32;
        for atom in found.named(model) {
            *ends.entry(atom).or_default() += 1;
        }
        if found.any {
            through.push(found.parties);
        }
    }
    let flows: Vec<Entailed> = if far.is_empty() {
        Vec::new()
    } else {
        Flow::of(model, &far)
            .into_iter()
            .map(|flow| Entailed::new(model, flow, only, discounted))
            .collect()
    };
    for flow in &flows {
        flow.count(model, &mut ends, balance);
    }
    let mut top: Vec<(Atom, u32)> = ends.into_iter().collect();
    top.sort_by_key(|(atom, count)| (std::cmp::Reverse(*count), model.register.voice(*atom)));
    top.truncate(3);
    let goes = |passed: &BTreeSet<Atom>| top.iter().any(|(atom, _)| passed.contains(atom));
    let part = through.iter().filter(|passed| goes(passed)).count() as u32;
    balance.concentration = Share { part, whole: through.len() as u32 };
    for flow in &flows {
        let (part, whole) = flow.through(goes);
        balance.concentration.part += part;
        balance.concentration.whole += whole;
    }
    balance.top = top.iter().map(|(atom, count)| (model.register.voice(*atom), *count)).collect();
}

/// Whether a class is weighed: it is not empty, and has a chain in the article that is asked for.
fn is_asked(model: &Model, class: u32, only: Option<ArticleId>) -> bool {
    let mut readings = model.members(class).iter().filter_map(|slot| model.reading(*slot));
    match only {
        None => readings.next().is_some(),
        Some(id) => readings.any(|reading| {
            reading.counts
                && !reading.chains().is_empty()
                && model.register.article(reading.article).id == id
        }),
    }
}

/// Classes that many others entail, looked at together.
struct Entailed {
    flow: Flow,
    /// What each knot has of its own, and how many of its classes are asked for.
    own: Vec<Passed>,
    asked: Vec<u32>,
}

impl Entailed {
    fn new(model: &Model, flow: Flow, only: Option<ArticleId>, discounted: &Discounted) -> Self {
        let mut own = Vec::with_capacity(flow.len());
        let mut asked = Vec::with_capacity(flow.len());
        for classes in &flow.knots {
            let mut all = Passed::default();
            for class in classes {
                let one = Passed::of(&Strands::of_scope(model, vec![*class], discounted).left());
                all.parties.extend(one.parties);
                all.last.extend(one.last);
                all.any |= one.any;
            }
            own.push(all);
            let counts = |class: &&u32| {
                model.near_scope(**class, NEAR).is_none() && is_asked(model, **class, only)
            };
            asked.push(classes.iter().filter(counts).count() as u32);
        }
        Self { flow, own, asked }
    }

    fn count(&self, model: &Model, ends: &mut HashMap<Atom, u32>, balance: &mut Balance) {
        let (mut last, mut unnamed, mut named) = <(Marks, Marks, Marks)>::default();
        let mut party_of: QuickMap<u32, u32> = QuickMap::default();
        let mut atom_of: QuickMap<Atom, u32> = QuickMap::default();
        let mut atoms: Vec<Atom> = Vec::new();
        for (knot, own) in self.own.iter().enumerate() {
            for party in &own.last {
                let next = party_of.len() as u32;
                let bit = *party_of.entry(party.number()).or_insert(next);
                last.put(bit, knot as u32);
                if model.register.is_unnamed(*party) {
                    unnamed.put(bit, knot as u32);
                }
            }
            for atom in own.named(model) {
                let bit = *atom_of.entry(atom).or_insert_with(|| {
                    atoms.push(atom);
                    atoms.len() as u32 - 1
                });
                named.put(bit, knot as u32);
            }
        }
        let sum = |marks| {
            let counts = self.flow.count(marks).into_iter().zip(&self.asked);
            counts.map(|(count, asked)| count * asked).sum::<u32>()
        };
        balance.unnamed.whole += sum(last);
        balance.unnamed.part += sum(unnamed);
        let mut counts = vec![0_u32; atoms.len()];
        self.flow.sweep(named, |knot, base, rows| {
            let asked = self.asked[knot as usize];
            for bit in set_bits(rows.of(knot)).filter(|_| asked > 0) {
                counts[base as usize + bit] += asked;
            }
        });
        for (atom, count) in atoms.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
            *ends.entry(atom).or_default() += count;
        }
    }

    /// How many classes go through some parties, and how many there are.
    fn through(&self, goes: impl Fn(&BTreeSet<Atom>) -> bool) -> (u32, u32) {
        let weigh = |own: Vec<bool>| {
            let here = self.flow.any(own).into_iter().zip(&self.asked);
            here.filter(|(any, _)| *any).map(|(_, asked)| *asked).sum::<u32>()
        };
        let part = weigh(self.own.iter().map(|own| goes(&own.parties)).collect());
        (part, weigh(self.own.iter().map(|own| own.any).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::origins::tests::far::web;

    #[test]
    fn what_is_looked_at_together_equals_each_class_by_itself() {
        for only in [None, Some(crate::domain::sample::id("a3"))] {
            let made = web(5, 120, 9);
            let origins = Cache::of(&made.p, false);
            let model = &origins.model;
            let mut balance = Balance::default();
            let discounted: Vec<Atom> = if only.is_some() { vec![1, 5, 9] } else { Vec::new() };
            concentrate(&origins, only, &discounted, &mut balance);
            let classes = (0..model.class_numbers() as u32).filter(|c| is_asked(model, *c, only));
            let each: Vec<Passed> = classes
                .map(|class| Passed::of(&Strands::of(model, class, &discounted).left()))
                .collect();
            let mut ends: HashMap<Atom, u32> = HashMap::new();
            for atom in each.iter().flat_map(|passed| passed.named(model)) {
                *ends.entry(atom).or_default() += 1;
            }
            let last: usize = each.iter().map(|passed| passed.last.len()).sum();
            assert_eq!(balance.unnamed.whole as usize, last);
            assert_eq!(balance.unnamed.part as usize, each.len());
            assert_eq!(balance.concentration.whole as usize, each.len());
            let top: Vec<Atom> =
                balance.top.iter().filter_map(|(voice, _)| model.register.atom(*voice)).collect();
            assert_eq!(top.len(), 3);
            assert_eq!(Some(balance.top[0].1), ends.values().copied().max());
            assert!(top.iter().zip(&balance.top).all(|(atom, (_, count))| ends[atom] == *count));
            let goes = |passed: &&Passed| top.iter().any(|atom| passed.parties.contains(atom));
            assert_eq!(balance.concentration.part as usize, each.iter().filter(goes).count());
        }
    }
}
