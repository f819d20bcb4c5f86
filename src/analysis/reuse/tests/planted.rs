//! Recall, precision and exact ends on planted passages.

use super::plant::{Garden, Yield, grow, harvest};
use super::*;

fn yield_of(garden: Garden) -> Yield {
    let (left, right, planted) = grow(garden);
    let found = between(&words(&left), &words(&right), Settings::default(), &mut unwatched);
    let pairs: Vec<_> = found
        .expect("whole")
        .iter()
        .flat_map(|p| p.left.iter().flat_map(|l| p.right.iter().map(|r| (*l, *r))))
        .map(|(l, r)| ((l.start, l.end), (r.start, r.end)))
        .collect();
    harvest((&left, &right), &planted, &pairs)
}

const GARDEN: Garden = Garden {
    seed: 1,
    bytes: 20_000,
    changed: 8,
    moved: false,
    shuffled: false,
    vocabulary: 4000,
};

#[test]
fn planted_passages_are_found_exactly_in_order_and_shuffled() {
    for (seed, bytes) in [(1, 20_000), (2, 20_000), (3, 200_000)] {
        for shuffled in [false, true] {
            for moved in [false, true] {
                let garden = Garden { seed, bytes, shuffled, moved, ..GARDEN };
                let got = yield_of(garden);
                assert!(got.recall >= 0.99, "{garden:?}: {got:?}");
                assert!(got.precision >= 0.99, "{garden:?}: {got:?}");
                assert!(got.exact >= 0.99, "{garden:?}: {got:?}");
            }
        }
    }
}

#[test]
fn few_and_many_different_words_make_no_difference() {
    for vocabulary in [200, 1000, 30_000] {
        let got = yield_of(Garden { vocabulary, bytes: 100_000, shuffled: true, ..GARDEN });
        assert!(got.recall >= 0.99 && got.precision >= 0.99, "{vocabulary}: {got:?}");
        assert!(got.exact >= 0.97, "{vocabulary}: {got:?}");
    }
}

#[test]
fn heavier_paraphrase_is_still_found() {
    for (changed, least) in [(15, 0.99), (25, 0.95)] {
        let garden =
            Garden { changed, bytes: 200_000, shuffled: true, moved: true, seed: 9, ..GARDEN };
        let got = yield_of(garden);
        assert!(got.recall >= least && got.precision >= 0.99, "{changed}: {got:?}");
    }
}

#[test]
fn unrelated_texts_share_nothing() {
    let (left, _, _) = grow(Garden { seed: 11, bytes: 300_000, ..GARDEN });
    let (right, _, _) = grow(Garden { seed: 12, bytes: 300_000, ..GARDEN });
    assert_eq!(passages(&left, &right), []);
}
