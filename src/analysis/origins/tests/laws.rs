//! Laws that hold of every project.

use super::{
    make::{Make, voice},
    random::{CLAIMS, Dice, SOURCES, chain, project},
};
use crate::analysis::origins::{Cache, Discount};
use crate::domain::{
    edit::{Edit, apply},
    sample::{at, change_claim, id},
    source::SourceKind,
};

const SEEDS: u64 = 300;

#[test]
fn adding_a_chain_never_lowers_citations() {
    for seed in 0..SEEDS {
        let mut dice = Dice::new(seed);
        let mut made = project(&mut dice);
        let before = Cache::of(&made.p, false);
        let (more, added) = made.chain(&chain(&mut dice, &mut 2));
        made = more;
        let claim = dice.of(&CLAIMS);
        change_claim(&mut made.p, claim, |c| c.chains.push(added));
        let after = Cache::of(&made.p, false);
        for claim in CLAIMS {
            let citations = |cache: &Cache| cache.figures(id(claim)).expect("there").citations;
            assert!(citations(&after) >= citations(&before), "seed {seed}");
        }
    }
}

#[test]
fn discounting_more_never_leaves_more() {
    for seed in 0..SEEDS {
        let mut dice = Dice::new(seed);
        let made = project(&mut dice);
        let cache = Cache::of(&made.p, false);
        let mut discount = Discount::default();
        let mut last: Vec<_> = counted(&cache, &discount);
        for _ in 0..4 {
            discount.extend([voice(dice.of(&SOURCES))]);
            let next = counted(&cache, &discount);
            for (before, after) in last.iter().zip(&next) {
                assert!(
                    after.0 <= before.0 && after.1 <= before.1 && after.2 <= before.2,
                    "{seed}"
                );
            }
            last = next;
        }
    }
}

fn counted(cache: &Cache, discount: &Discount) -> Vec<(u32, u32, u32)> {
    let of = |claim: &&str| cache.origins(id(claim), discount).expect("there").figures;
    let figures = CLAIMS.iter().map(of);
    figures.map(|f| (f.citations, f.at_most.high, f.shown.high)).collect()
}

#[test]
fn what_was_shown_is_never_more_than_there_can_be() {
    for seed in 0..SEEDS {
        let made = project(&mut Dice::new(seed));
        for (_, f) in Cache::of(&made.p, seed % 2 == 0).classes() {
            assert!(f.shown.low <= f.at_most.low && f.shown.high <= f.at_most.high, "seed {seed}");
        }
    }
}

#[test]
fn merging_two_voices_never_raises_at_most() {
    for seed in 0..SEEDS {
        let mut dice = Dice::new(seed);
        let made: Make = project(&mut dice);
        let (from, into) = (dice.of(&SOURCES), dice.of(&SOURCES));
        let named = |name: &str| {
            made.p.source(id(name)).is_some_and(|s| s.kind == SourceKind::NamedIndividual)
        };
        if from == into || !named(from) || !named(into) {
            continue;
        }
        let edit = Edit::MergeSources { from: id(from), into: id(into), by: id("ann"), at: at(50) };
        let Ok((merged, _)) = apply(&made.p, edit) else { continue };
        let (before, after) = (Cache::of(&made.p, false), Cache::of(&merged, false));
        for claim in CLAIMS {
            let most = |cache: &Cache| cache.figures(id(claim)).expect("there").at_most.high;
            assert!(most(&after) <= most(&before), "seed {seed}: {from} into {into}");
        }
    }
}
