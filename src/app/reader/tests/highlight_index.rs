use proptest::prelude::*;

use super::*;
use crate::{
    app::reader::tests::{claim, id},
    domain::{anchor::AnchorState, text::Text},
};

fn index(text: &Text, spans: &[(u32, u32)]) -> (HighlightIndex, Chunked<Claim>) {
    let claims: Chunked<Claim> = spans
        .iter()
        .enumerate()
        .map(|(i, (start, end))| claim(text, &format!("c{i}"), Span::new(*start, *end)))
        .collect();
    let mut index = HighlightIndex::default();
    assert!(index.update(&claims, text.len()));
    (index, claims)
}

#[test]
fn a_claim_that_starts_long_before_the_span_is_found_and_one_that_touches_it_is_not() {
    let text = Text::new("x".repeat(100));
    let (index, _) = index(&text, &[(0, 90), (10, 20), (30, 40)]);
    let found: Vec<_> = index.query(Span::new(20, 30)).iter().map(|h| h.claim).collect();
    assert_eq!(found, [id("c0")]);
}

#[test]
fn a_lost_anchor_is_not_shown() {
    let text = Text::new("x".repeat(20));
    let mut lost = claim(&text, "a", Span::new(2, 4));
    lost.anchors[0].state = AnchorState::Lost;
    let mut index = HighlightIndex::default();
    index.update(&[lost].into_iter().collect(), 20);
    assert!(index.query(Span::new(0, 20)).is_empty());
    assert_eq!(index.next_claim(0), None);
}

#[test]
fn an_edit_rebuilds_only_the_chunk_it_touched() {
    let text = Text::new("x".repeat(5_000));
    let spans: Vec<_> = (0..2_000).map(|i| (i, i + 3)).collect();
    let (mut index, mut claims) = index(&text, &spans);
    assert!(!index.update(&claims, text.len()), "nothing changed");
    // What is built keeps its place in memory as long as it is kept.
    let built = |index: &HighlightIndex| -> Vec<_> {
        index.chunks.iter().map(|chunk| chunk.built.entries.as_ptr()).collect()
    };
    let before = built(&index);
    claims.put(Arc::new(claim(&text, "new", Span::new(4_000, 4_010))));
    assert!(index.update(&claims, text.len()));
    let after = built(&index);
    let kept = after.iter().filter(|c| before.contains(c)).count();
    assert_eq!(kept + 1, before.len());
    assert_eq!(after.len(), claims.chunks().len());
}

#[test]
fn an_index_that_followed_many_edits_is_the_one_built_from_the_outcome() {
    let text = Text::new("x".repeat(5_000));
    let spans: Vec<_> = (0..1_200).map(|i| (i * 4, i * 4 + 9)).collect();
    let (mut followed, mut claims) = index(&text, &spans);
    for round in 0..40_u32 {
        for n in 0..round {
            let at = (n * 37 + round) as usize % claims.len();
            let key = crate::domain::chunked::Keyed::key(&**claims.get_at(at).expect("there"));
            claims.remove(key);
        }
        let name = format!("new{round}");
        claims.put(Arc::new(claim(&text, &name, Span::new(round * 100, round * 100 + 50))));
        assert!(followed.update(&claims, text.len()));
    }
    let mut fresh = HighlightIndex::default();
    fresh.update(&claims, text.len());
    assert_eq!(followed.query(Span::new(0, 5_000)), fresh.query(Span::new(0, 5_000)));
    assert_eq!(followed.claim_count(), fresh.claim_count());
    let marks = |index: &HighlightIndex| -> std::collections::BTreeSet<_> {
        (0..crate::app::reader::overview::BUCKETS as usize)
            .flat_map(|bucket| index.overview().in_bucket(bucket).map(move |sort| (bucket, sort)))
            .collect()
    };
    assert_eq!(marks(&followed), marks(&fresh));
}

#[test]
fn the_next_and_previous_claim_are_found_across_chunks() {
    let text = Text::new("x".repeat(5_000));
    let spans: Vec<_> = (0..1_000).map(|i| (i * 4, i * 4 + 2)).collect();
    let (index, _) = index(&text, &spans);
    assert_eq!(index.next_claim(1_998).map(|(_, s)| s), Some(Span::new(2_000, 2_002)));
    assert_eq!(index.next_claim(2_000).map(|(_, s)| s), Some(Span::new(2_004, 2_006)));
    assert_eq!(index.previous_claim(2_000).map(|(_, s)| s), Some(Span::new(1_996, 1_998)));
    assert_eq!(index.previous_claim(0), None);
    assert_eq!(index.next_claim(4_999), None);
    assert_eq!(index.claim_count(), 1_000);
}

proptest! {
    #[test]
    fn a_query_finds_what_looking_at_every_anchor_finds(
        spans in proptest::collection::vec((0u32..990, 1u32..60), 0..700),
        start in 0u32..1_000,
        len in 1u32..200,
    ) {
        let text = Text::new("x".repeat(1_100));
        let spans: Vec<_> = spans.into_iter().map(|(s, l)| (s, s + l)).collect();
        let (index, claims) = index(&text, &spans);
        let window = Span::new(start, start + len);
        let found: Vec<_> = index.query(window).iter().map(|h| h.claim).collect();
        let mut expected: Vec<_> = claims
            .iter()
            .filter(|c| c.anchors[0].span.overlaps(window))
            .map(|c| (c.start(), u32::MAX - c.anchors[0].span.end, c.id))
            .collect();
        expected.sort_unstable();
        prop_assert_eq!(found, expected.into_iter().map(|(.., id)| id).collect::<Vec<_>>());
    }
}
