//! Random small projects, and equality with the reference.

use std::sync::Arc;

use super::{
    brute::Brute,
    make::{Make, date, edge, make, voice},
};
use crate::analysis::origins::{Cache, Chokepoint, Discount};
use crate::domain::{
    claim::ClaimKind,
    ids::{IdSource, SeededIds},
    lineage::{LineageKind, Standing},
    sample::{change, id},
    source::SourceKind,
};

pub(super) const SOURCES: [&str; 6] = ["s0", "s1", "s2", "s3", "u-4", "s5"];
pub(super) const WORKS: [&str; 6] = ["w0", "w1", "w2", "w3", "w4", "w5"];
pub(super) const CLAIMS: [&str; 7] = ["c0", "c1", "c2", "c3", "c4", "c5", "c6"];
const DATES: [&str; 5] = ["2001", "2003-05", "2005-06-07", "2007", "2009-01"];

pub(super) struct Dice(SeededIds);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(SeededIds(seed))
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.0.bits() >> 20) as usize % n
    }

    /// True once in so many times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// A random chain in the words of [`Make`].
pub(super) fn chain(dice: &mut Dice, doubtful: &mut usize) -> String {
    let mut text = String::new();
    if *doubtful > 0 && dice.once_in(8) {
        *doubtful -= 1;
        text.push('~');
    }
    let hops = dice.below(4);
    if hops == 0 {
        text.push_str("own");
    }
    for at in 0..hops {
        if at > 0 {
            text.push('>');
        }
        let sort = dice.below(10);
        if sort < 5 {
            text.push_str(dice.of(&SOURCES));
            if dice.once_in(4) {
                text.push('+');
                text.push_str(dice.of(&SOURCES));
            }
        }
        if (3..9).contains(&sort) {
            text.push('@');
            text.push_str(dice.of(&WORKS));
        }
    }
    text.push_str(["!", "!", "?", "", ""][dice.below(5)]);
    text
}

/// A random lineage edge.
pub(super) fn lineage(dice: &mut Dice, made: Make, name: &str) -> Make {
    let list = if dice.once_in(2) { &SOURCES } else { &WORKS };
    let kinds = [
        LineageKind::SuppliedBy,
        LineageKind::Republishes,
        LineageKind::SpeaksFor,
        LineageKind::ControlledBy,
        LineageKind::PartOf { one_voice: true },
        LineageKind::PartOf { one_voice: false },
    ];
    let mut one = edge(name, dice.of(list), dice.of(list), kinds[dice.below(6)]);
    if dice.once_in(5) {
        one.since = Some(date(dice.of(&DATES)));
    }
    if dice.once_in(5) {
        one.until = Some(date(dice.of(&DATES)));
    }
    if dice.once_in(4) {
        one.claims = vec![id(dice.of(&CLAIMS))];
    }
    if dice.once_in(6) {
        one.standing = Standing::Alleged;
    }
    made.lineage(one)
}

/// A random project with everything that the counting looks at.
pub(super) fn project(dice: &mut Dice) -> Make {
    let mut made = make();
    for source in SOURCES {
        made = made.source(source);
    }
    for work in WORKS {
        let authors: Vec<&str> = (0..dice.below(3)).map(|_| dice.of(&SOURCES)).collect();
        made = made.work(work, &authors);
        if dice.once_in(2) {
            made = made.dated(work, dice.of(&DATES));
        }
    }
    for article in ["a0", "a1", "a2", "a3"] {
        let work = if dice.once_in(4) { "" } else { WORKS[dice.below(4)] };
        made = made.article(article, work);
        if dice.once_in(2) {
            made = made.published(article, dice.of(&DATES));
        }
    }
    let mut doubtful = 2;
    for claim in CLAIMS {
        let chains: Vec<String> = (0..dice.below(3)).map(|_| chain(dice, &mut doubtful)).collect();
        let chains: Vec<&str> = chains.iter().map(String::as_str).collect();
        made = made.claim(claim, dice.of(&["a0", "a1", "a2", "a3"]), &chains);
        if dice.once_in(9) {
            made = made.kind(claim, ClaimKind::Question);
        }
    }
    for _ in 0..=dice.below(6) {
        made = made.same(dice.of(&CLAIMS), dice.of(&CLAIMS));
    }
    for _ in 0..dice.below(3) {
        made = made.entails(dice.of(&CLAIMS), dice.of(&CLAIMS));
    }
    for name in ["e0", "e1", "e2", "e3"].iter().take(dice.below(5)) {
        made = lineage(dice, made, name);
    }
    for _ in 0..dice.below(8) {
        made = made.independent(dice.of(&SOURCES), dice.of(&SOURCES));
    }
    if dice.once_in(3) {
        let other = dice.of(&SOURCES);
        change(&mut made.p.sources, id(other), |s| s.kind = SourceKind::Undetermined);
    }
    made
}

#[test]
fn on_five_thousand_random_projects_the_counting_equals_the_reference() {
    compare(0..5_000);
}

#[test]
fn on_five_thousand_more_random_projects_the_counting_equals_the_reference() {
    compare(5_000..10_000);
}

fn compare(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let made = project(&mut dice);
        let alleged = dice.once_in(3);
        let mut discount = Discount::default();
        if dice.once_in(2) {
            discount.extend([voice(dice.of(&SOURCES)), voice(dice.of(&WORKS))]);
        }
        let cache = Cache::of(&made.p, alleged);
        let brute = Brute { p: &made.p, alleged, discount: &discount };
        let claim = id(dice.of(&CLAIMS));
        let wanted = brute.answer(claim);
        let found = cache.origins(claim, &discount).expect("there");
        let f = found.figures;
        if discount.is_empty() {
            assert_eq!(cache.figures(claim), Some(f), "seed {seed}");
        }
        assert!(f.at_most.exact && f.shown.exact, "seed {seed}");
        let points = found.chokepoints.iter().flat_map(|point| match point {
            Chokepoint::Party(voices) => voices.clone(),
            Chokepoint::Work(work) => vec![crate::domain::ruling::Voice::Work(*work)],
        });
        let answer = super::brute::Answer {
            citations: f.citations as usize,
            works: f.works as usize,
            at_most: (f.at_most.low, f.at_most.high),
            shown: (f.shown.low, f.shown.high),
            unnamed: f.unnamed as usize,
            not_followed: f.not_followed as usize,
            doubtful: f.doubtful as usize,
            chokepoints: points.collect(),
        };
        assert_eq!(answer, wanted, "seed {seed}");
        assert_eq!(found.citations.len(), wanted.citations, "seed {seed}");
        assert_eq!(found.unnamed.len(), wanted.unnamed, "seed {seed}");
    }
}

#[test]
fn the_order_of_records_never_matters() {
    for seed in 0..200 {
        let made = project(&mut Dice::new(seed));
        let before = Cache::of(&made.p, true);
        let mut p = made.p.clone();
        // Other ids for links and chains, other places for the claims' chains.
        let articles: Vec<_> = p.articles.iter().cloned().collect();
        for article in articles {
            let mut article = (*article).clone();
            let claims: Vec<_> = article.claims.iter().cloned().collect();
            for claim in claims {
                let mut claim = (*claim).clone();
                claim.chains.reverse();
                for hop in claim.chains.iter_mut().flat_map(|c| &mut c.hops) {
                    hop.sources.reverse();
                }
                article.claims.put(Arc::new(claim));
            }
            p.articles.put(Arc::new(article));
        }
        let links: Vec<_> = p.links.iter().cloned().collect();
        for link in &links {
            p.links.remove(link.id);
        }
        for (at, link) in links.iter().rev().enumerate() {
            let mut link = (**link).clone();
            link.id = id(&format!("z{at}"));
            p.links.put(Arc::new(link));
        }
        assert_eq!(Cache::of(&p, true).classes(), before.classes(), "seed {seed}");
    }
}
