//! What is found again, what is lost, and that neither takes long.

use proptest::prelude::*;

use super::*;
use crate::domain::{
    chain::{Chain, Hop},
    claim::Claim,
    ids::{AnalystId, ChainId, ClaimId},
    time::Timestamp,
};

const PROSE: &str = "The harbour office said on Monday that two ferries had collided. \
    A witness told the Odde Gazette that the larger ship never slowed down. \
    Nobody was hurt, according to the police, although both captains were questioned. \
    The ministry declined to comment and promised a report within a month. \
    کشتی بزرگ‌تر هرگز سرعت خود را کم نکرد. 😀 Critics doubt that it will ever be published.";

fn anchor(text: &Text, words: &str) -> Anchor {
    let byte = text.as_str().find(words).expect(words);
    let span = text.span_of(byte..byte + words.len()).expect("inside");
    Anchor::new(text, span).expect("not empty")
}

/// What becomes of some words of the prose in another text.
fn found(words: &str, new: &str) -> (String, AnchorState) {
    let (old, new) = (Text::new(PROSE), Text::new(new));
    let anchor = reanchor(&anchor(&old, words), &new);
    if !anchor.is_lost() {
        assert_eq!(new.slice(anchor.span), Some(anchor.exact.as_str()));
    }
    (anchor.exact, anchor.state)
}

fn percent(state: AnchorState) -> Option<u8> {
    match state {
        AnchorState::Moved { percent, .. } => Some(percent),
        _ => None,
    }
}

#[test]
fn words_that_only_shifted_are_moved_at_nearly_full_score() {
    for words in ["two ferries had collided", "told", "کشتی بزرگ‌تر", "😀", "."] {
        let (exact, state) = found(words, &format!("Ünéxpected 😀 news. {PROSE}"));
        assert_eq!(exact, words);
        assert!(percent(state).is_some_and(|p| p >= 97), "{words}: {state:?}");
    }
}

#[test]
fn of_several_hits_the_one_in_the_same_surroundings_is_taken() {
    let again = format!("It was said that the Navy told the Post. {PROSE}");
    let (old, new) = (Text::new(PROSE), Text::new(again));
    let moved = reanchor(&anchor(&old, "told"), &new);
    let after = new.slice(Span::new(moved.span.end, moved.span.end + 9));
    assert_eq!(after, Some(" the Odde"));
}

#[test]
fn an_edited_sentence_is_found_and_has_its_new_words() {
    let new = PROSE.replace("never slowed down", "did not slow down at all");
    let (exact, state) = found("the larger ship never slowed down", &format!("Now. {new}"));
    assert!(exact.starts_with("the larger ship did not slow"), "{exact}");
    assert!(percent(state).is_some_and(|p| (60..95).contains(&p)), "{state:?}");
    let new = PROSE.replace("collided", "colided");
    assert_eq!(found("collided", &new).0, "colided");
}

#[test]
fn what_is_gone_is_lost_and_stays_where_it_was() {
    let new = PROSE.replace("Nobody was hurt, according to the police, ", "");
    let (old, new) = (Text::new(PROSE), Text::new(new));
    let before = anchor(&old, "Nobody was hurt");
    let after = reanchor(&before, &new);
    assert_eq!(after, Anchor { state: AnchorState::Lost, ..before });
}

#[test]
fn a_word_that_stands_where_another_one_was_is_not_taken_for_it() {
    let old = Text::new(PROSE);
    let before = anchor(&old, "told");
    let elsewhere = format!("{}told nobody. ", "y".repeat(before.span.start as usize));
    let again = Text::new(format!("{elsewhere}{PROSE}"));
    let start = before.span.start + elsewhere.chars().count() as u32;
    assert_eq!(reanchor(&before, &again).span, Span::new(start, start + 4));
    assert_eq!(reanchor(&before, &Text::new(elsewhere)).state, AnchorState::Exact);
}

#[test]
fn a_short_word_in_other_surroundings_is_no_hit() {
    assert_eq!(found("told", "She had never told anyone about it.").1, AnchorState::Lost);
    assert_eq!(found("two ferries", "").1, AnchorState::Lost);
}

#[test]
fn a_lost_anchor_is_found_when_its_words_come_back() {
    let (old, new) = (Text::new(PROSE), Text::new("Nothing of the kind."));
    let lost = reanchor(&anchor(&old, "promised a report"), &new);
    assert!(lost.is_lost());
    assert_eq!(reanchor(&lost, &old).state, AnchorState::Exact);
}

#[test]
fn a_long_quotation_with_changes_is_found_by_its_words() {
    let words: Vec<_> = (0..2_000).map(|i| format!("Word{i} of page {}. ", i % 7)).collect();
    let long = words.concat();
    let old = Text::new(format!("Start. {long} End."));
    let span = Span::new(7, old.len() - 6);
    let before = Anchor::new(&old, span).expect("inside");
    let new = Text::new(format!(
        "A new beginning 😀. {} End.",
        long.replace("Word700 of", "Word700, as it were, of").replace("Word1200 ", "")
    ));
    let after = reanchor(&before, &new);
    assert!(percent(after.state).is_some_and(|p| p >= 80), "{:?}", after.state);
    assert!(after.exact.starts_with("Word0 of") && after.exact.ends_with("page 4."));
}

#[test]
fn hostile_texts_end_in_time() {
    let old = Text::new(PROSE);
    for piece in ["a", "a ", "the ", "told ", " ", "船", "😀", "the Odde Gazette that "] {
        let text = Text::new(piece.repeat(60_000 / piece.len()));
        let reanchorer = Reanchorer::new(&text);
        for words in ["told", "the larger ship never slowed down", "😀", "a"] {
            let _ = reanchorer.find(&anchor(&old, words));
        }
        let quote = Anchor::new(&text, Span::new(0, text.len().min(40_000))).expect("inside");
        let other = Text::new("b ".repeat(1000) + &piece.repeat(60_000 / piece.len()));
        let _ = reanchor(&quote, &other);
    }
}

#[test]
fn a_claim_moves_with_its_sources_and_cues_and_tells_what_changed() {
    let old = Text::new(PROSE);
    let by = AnalystId::new("me").expect("id");
    let at = Timestamp::from_unix_seconds(0);
    let id = ClaimId::new("c").expect("id");
    let mut claim = Claim::new(id, anchor(&old, "the larger ship never slowed down"), by, at);
    let hop = Hop {
        source_anchors: vec![anchor(&old, "A witness")],
        cue_anchors: vec![anchor(&old, "told")],
        ..Hop::default()
    };
    claim.chains = vec![Chain::new(ChainId::new("k").expect("id"), vec![hop], by, at)];
    let same = move_claims([&claim], &old);
    assert_eq!((&same[0].claim, same[0].moves.len()), (&claim, 0));
    let new = Text::new(format!("New. {}", PROSE.replace("A witness ", "")));
    let moved = &move_claims([&claim], &new)[0];
    assert!(!moved.is_lost() && moved.needs_review());
    let hop = &moved.claim.chains[0].hops[0];
    assert!(hop.source_anchors[0].is_lost());
    assert_eq!(new.slice(hop.cue_anchors[0].span), Some("told"));
    let roles: Vec<_> = moved.moves.iter().map(|m| (m.role, m.changed())).collect();
    let chain = claim.chains[0].id;
    assert_eq!(
        roles,
        [
            (AnchorRole::Claim(0), false),
            (AnchorRole::Source { chain, hop: 0, at: 0 }, true),
            (AnchorRole::Cue { chain, hop: 0, at: 0 }, false),
        ]
    );
    assert_eq!(moved.moves[1].before.exact, "A witness");
}

fn text() -> impl Strategy<Value = String> {
    "[a-e é😀م船.]{1,60}"
}

proptest! {
    #[test]
    fn in_an_unchanged_text_all_is_exact(text in text(), a in 0..60_u32, b in 0..60_u32) {
        let text = Text::new(text);
        let span = Span::new(a.min(text.len()), b.min(text.len()));
        if let Some(anchor) = Anchor::new(&text, span) {
            prop_assert_eq!(reanchor(&anchor, &text), anchor);
        }
    }

    #[test]
    fn what_an_insertion_shifted_is_found_at_its_new_place(
        inserted in "[x-z😀م ]{1,40}", a in 0..300_u32, len in 1..120_u32,
    ) {
        let old = Text::new(PROSE);
        let span = Span::new(a, (a + len).min(old.len()));
        let anchor = Anchor::new(&old, span).expect("inside");
        let shift = inserted.chars().count() as u32 + 1;
        let new = Text::new(format!("{inserted}\n{PROSE}"));
        let after = reanchor(&anchor, &new);
        // Only the start of the text lost some of its surroundings.
        prop_assert_eq!(after.span, Span::new(span.start + shift, span.end + shift));
        let moved = matches!(after.state, AnchorState::Moved { was, .. } if was == span);
        prop_assert!(moved, "{:?}", after.state);
    }

    #[test]
    fn in_the_reversed_text_nothing_is_found(a in 0..300_u32, len in 12..120_u32) {
        let old = Text::new(PROSE);
        let span = Span::new(a, (a + len).min(old.len()));
        let anchor = Anchor::new(&old, span).expect("inside");
        let new = Text::new(PROSE.chars().rev().collect::<String>());
        prop_assert!(reanchor(&anchor, &new).is_lost());
    }

    #[test]
    fn spans_are_inside_and_words_are_those_of_the_text(
        old in text(), new in "[a-e é😀م船.]{0,60}", a in 0..60_u32, b in 0..60_u32,
    ) {
        let (old, new) = (Text::new(old), Text::new(new));
        let span = Span::new(a.min(old.len()), b.min(old.len()));
        if let Some(anchor) = Anchor::new(&old, span) {
            let after = reanchor(&anchor, &new);
            if after.is_lost() {
                prop_assert_eq!(after.span, span);
            } else {
                prop_assert_eq!(new.slice(after.span), Some(after.exact.as_str()));
                prop_assert!(!after.span.is_empty());
            }
        }
    }
}
