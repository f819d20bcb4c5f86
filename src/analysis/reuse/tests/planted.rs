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

const GARDEN: Garden =
    Garden { seed: 1, bytes: 20_000, changed: 8, moved: false, shuffled: false, vocabulary: 4000 };

/// The yield of many gardens, each counted by its size.
fn pooled(gardens: impl Iterator<Item = Garden>) -> Yield {
    let (mut sum, mut all) = (Yield::default(), 0.0);
    for garden in gardens {
        let (got, weight) = (yield_of(garden), garden.bytes as f64);
        sum.recall += got.recall * weight;
        sum.precision += got.precision * weight;
        sum.exact += got.exact * weight;
        sum.beyond += got.beyond * weight;
        all += weight;
    }
    for share in [&mut sum.recall, &mut sum.precision, &mut sum.exact, &mut sum.beyond] {
        *share /= all;
    }
    sum
}

#[test]
fn planted_passages_are_found_exactly_in_order_and_shuffled() {
    for shuffled in [false, true] {
        let sizes = (0..12).map(|seed| (seed, 20_000)).chain([(20, 200_000), (21, 200_000)]);
        let got = pooled(sizes.map(|(seed, bytes)| Garden { seed, bytes, shuffled, ..GARDEN }));
        assert!(got.recall >= 0.99, "{shuffled}: {got:?}");
        assert!(got.precision >= 0.99, "{shuffled}: {got:?}");
        assert!(got.beyond <= 0.005, "{shuffled}: {got:?}");
        // The benches pool thousands of passages; this few, so a percent is a matter of luck.
        assert!(got.exact >= 0.985, "{shuffled}: {got:?}");
    }
}

#[test]
fn words_that_were_dropped_and_added_blur_the_ends_a_little() {
    let seeds = (0..12).map(|seed| Garden { seed, moved: true, shuffled: true, ..GARDEN });
    let got = pooled(seeds);
    assert!(got.recall >= 0.99 && got.precision >= 0.99, "{got:?}");
    assert!(got.exact >= 0.97, "{got:?}");
}

#[test]
fn few_and_many_different_words_make_no_difference() {
    for vocabulary in [200, 1000, 30_000] {
        let got = yield_of(Garden { vocabulary, bytes: 100_000, shuffled: true, ..GARDEN });
        assert!(got.recall >= 0.99 && got.precision >= 0.99, "{vocabulary}: {got:?}");
        assert!(got.exact >= 0.94, "{vocabulary}: {got:?}");
    }
}

#[test]
fn heavier_paraphrase_is_still_found() {
    for (changed, least, exact) in [(15, 0.99, 0.92), (25, 0.99, 0.88), (40, 0.98, 0.78)] {
        let garden =
            Garden { changed, bytes: 200_000, shuffled: true, moved: true, seed: 9, ..GARDEN };
        let got = yield_of(garden);
        assert!(got.recall >= least && got.precision >= 0.99, "{changed}: {got:?}");
        assert!(got.exact >= exact, "{changed}: {got:?}");
    }
}

#[test]
fn unrelated_texts_share_nothing() {
    let (left, _, _) = grow(Garden { seed: 11, bytes: 300_000, ..GARDEN });
    let (right, _, _) = grow(Garden { seed: 12, bytes: 300_000, ..GARDEN });
    assert_eq!(passages(&left, &right), []);
}
