//! What is counted together for many classes equals what each would get by itself.

use super::{
    make::{Make, make, voice},
    random::{CLAIMS, Dice, SOURCES, WORKS, project},
};
use crate::analysis::circular::{Entailed, of_strands};
use crate::analysis::origins::{
    Cache, Discount, Figures, far,
    figures::{figures, figures_of},
    strands::Strands,
};
use crate::domain::{lineage::LineageKind, sample::id};

/// The figures of all classes, together and one by one.
fn both_ways(cache: &Cache, discount: &Discount) -> Vec<(u32, Figures, Figures)> {
    let model = &cache.model;
    let atoms = discount.atoms(model);
    let classes: Vec<u32> = (0..model.class_numbers() as u32)
        .filter(|class| !model.members(*class).is_empty())
        .collect();
    let together = far::figures_of(model, &classes, &atoms);
    assert_eq!(together.len(), classes.len());
    let alone = |class| figures(&Strands::of(model, class, &atoms));
    together.into_iter().map(|(class, found)| (class, found, alone(class))).collect()
}

#[test]
fn on_three_thousand_random_projects_classes_counted_together_equal_each_by_itself() {
    for seed in 0..3_000 {
        let mut dice = Dice::new(seed);
        let mut made = project(&mut dice);
        for _ in 0..dice.below(9) {
            made = made.entails(dice.of(&CLAIMS), dice.of(&CLAIMS));
        }
        let mut discount = Discount::default();
        if dice.once_in(2) {
            discount.extend([voice(dice.of(&SOURCES)), voice(dice.of(&WORKS))]);
        }
        for (_, together, alone) in both_ways(&Cache::of(&made.p, dice.once_in(3)), &discount) {
            assert_eq!(together, alone, "seed {seed}");
        }
    }
}

/// Some hundred claims, each of which says more than the next and some others; voices hang
/// together by lineage in groups of `group`.
pub(crate) fn web(seed: u64, claims: usize, group: usize) -> Make {
    let mut dice = Dice::new(seed);
    let mut m = make();
    for at in 0..claims {
        let (mut some, end) = (format!("s{:04}", dice.below(claims)), dice.below(3));
        if dice.once_in(9) {
            some = format!("{some} + s{:04}", dice.below(claims));
        }
        if dice.once_in(40) {
            some = format!("~ {some}");
        }
        let work = dice.below(20);
        let chain = format!("{some} @w{work} {}", ["!", "?", ""][end]);
        m = m.claim(&format!("c{at:04}"), &format!("a{}", at % 7), &[&chain, "u-one"]);
    }
    for at in 1..claims {
        let before = at - 1 - dice.below(at.min(4));
        m = m.entails(&format!("c{before:04}"), &format!("c{at:04}"));
        if dice.once_in(5) {
            let other = format!("c{:04}", dice.below(at));
            m = m.entails(&other, &format!("c{at:04}"));
        }
    }
    for at in 0..claims {
        let (from, to) = (format!("s{at:04}"), format!("s{:04}", at + 1 + dice.below(3)));
        if at % group + 4 < group {
            m = m.source(&from).source(&to).leads(&from, &to, LineageKind::SuppliedBy);
            if dice.once_in(6) {
                let of = id(&format!("c{:04}", dice.below(claims.min(30))));
                let edge = super::make::edge(
                    &format!("only-{at}"),
                    &from,
                    &format!("s{:04}", dice.below(claims)),
                    LineageKind::SpeaksFor,
                );
                m = m.lineage(crate::domain::lineage::Lineage { claims: vec![of], ..edge });
            }
        }
        if dice.once_in(3) {
            m = m.independent(&from, &format!("s{:04}", dice.below(claims)));
        }
    }
    m
}

#[test]
fn webs_of_hundreds_of_classes_and_large_groups_of_voices_are_counted_alike() {
    for (seed, group) in [(1, 6), (2, 12), (3, 80)] {
        let m = web(seed, 80, group);
        let cache = Cache::of(&m.p, false);
        let mut discount = Discount::default();
        for names in [&[][..], &["s0001", "s0050", "w3"]] {
            discount.extend(names.iter().map(|name| voice(name)));
            for (class, together, alone) in both_ways(&cache, &discount) {
                assert_eq!(together, alone, "seed {seed}");
                let atoms = discount.atoms(&cache.model);
                if class % 16 > 0 {
                    continue;
                }
                let asked = figures_of(&cache.model, &[class], &atoms);
                assert_eq!(asked, [alone], "seed {seed}");
            }
        }
    }
}

#[test]
fn where_more_than_five_hundred_voices_hang_together_the_bounds_hold_and_few_are_exact() {
    let count = 700;
    let mut m = make();
    // Each voice speaks together with the next one: all hang together, every other one counts.
    for at in 0..count {
        let chain = format!("s{at:04} + s{:04} !", at + 1);
        m = m.claim(&format!("c{at:04}"), "a", &[&chain]);
    }
    for at in 1..count {
        m = m.entails(&format!("c{:04}", at - 1), &format!("c{at:04}"));
    }
    let cache = Cache::of(&m.p, false);
    for at in 0..count {
        let found = cache.figures(id(&format!("c{at:04}"))).expect("there").at_most;
        let (voices, truth) = (at + 1, at as u32 / 2 + 1);
        assert!(found.high >= truth && found.high <= truth + 2, "{at}: {found}");
        assert!(voices > 24 || found == super::exact(truth), "{at}: {found}");
    }
}

#[test]
fn doubtful_chains_that_go_on_through_each_other_give_ranges_that_enclose_however_far_it_is() {
    let mut m = make().article("a", "wa").article("b", "wb");
    m = m.claim("first", "a", &["@wb", "anna !"]).claim("other", "b", &["~ bob > carl !"]);
    m = m.same("first", "other");
    let mut before = "first".to_owned();
    for at in 0..300 {
        let name = format!("c{at:03}");
        m = m.claim(&name, "a", &["own"]).entails(&before, &name);
        before = name;
    }
    let cache = Cache::of(&m.p, false);
    let near = cache.figures(id("c100")).expect("there").at_most;
    let far = cache.figures(id("c299")).expect("there").at_most;
    assert!(near.exact && !far.exact, "{near} {far}");
    assert!(far.low <= near.low && far.high >= near.high, "{near} {far}");
    for (_, together, alone) in both_ways(&cache, &Discount::default()) {
        assert_eq!(together, alone);
    }
}

#[test]
fn claims_that_say_no_more_than_each_other_share_their_origins_in_a_long_chain() {
    let mut m = make();
    for at in 0..60 {
        m = m.claim(&format!("c{at:02}"), "a", &[&format!("s{at} !")]);
    }
    for at in 1..60 {
        m = m.entails(&format!("c{:02}", at - 1), &format!("c{at:02}"));
    }
    m = m.entails("c40", "c10");
    let cache = Cache::of(&m.p, false);
    let of = |name: &str| cache.figures(id(name)).expect("there").citations;
    assert_eq!((of("c09"), of("c10"), of("c40"), of("c41")), (10, 41, 41, 42));
}

#[test]
fn circles_of_what_is_entailed_are_found_together_as_each_by_itself() {
    let (mut circles, mut confirmed, mut shared) = (0, 0, 0);
    for seed in 0..3_000 {
        let mut dice = Dice::new(seed);
        let mut made = project(&mut dice);
        for _ in 0..dice.below(9) {
            made = made.entails(dice.of(&CLAIMS), dice.of(&CLAIMS));
        }
        for claim in CLAIMS {
            if !dice.once_in(3) {
                continue;
            }
            let work = dice.of(&WORKS);
            crate::domain::sample::change_claim(&mut made.p, claim, |c| {
                let sample = crate::domain::sample::project();
                let safe = sample.claim(id("safe")).expect("the sample's claim");
                let mut evidence = safe.evidence[0].clone();
                evidence.work = Some(id(work));
                c.evidence.push(evidence);
            });
        }
        let cache = Cache::of(&made.p, dice.once_in(3));
        let model = &cache.model;
        let entailed = Entailed::of_more_than(0, model, &[]);
        for class in 0..model.class_numbers() as u32 {
            let Some(first) = model.members(class).first().and_then(|s| model.reading(*s)) else {
                continue;
            };
            let figures = cache.figures(first.claim).expect("there");
            let Some(found) = entailed.circularity(class, &figures) else { continue };
            let alone = of_strands(&Strands::of(model, class, &[]), &figures, false);
            assert_eq!(found, alone, "seed {seed}");
            circles += found.circles.len();
            confirmed += found.confirmed_by_evidence.len();
            shared += usize::from(model.more_than(class).next().is_some());
        }
    }
    assert!(circles > 500 && confirmed > 50 && shared > 1000, "{circles} {confirmed} {shared}");
}
