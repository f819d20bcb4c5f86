use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::{app::reader::tests::article_of, domain::article::Structure};

fn model(text: &str) -> Model {
    Model::new(&article_of(text), &Arc::new(Structure::default()))
}

fn words(model: &Model, at: u32, unit: Unit) -> &str {
    model.slice(unit_at(model, at, unit))
}

#[test]
fn a_word_behind_emoji_is_found_by_code_points() {
    let model = model("👩‍👩‍👧 family news");
    assert_eq!(words(&model, 8, Unit::Word), "family");
    assert_eq!(unit_at(&model, 2, Unit::Grapheme), Span::new(0, 5));
}

#[test]
fn a_sentence_comes_without_the_space_behind_it() {
    let model = model("It rained. They left early. Nobody knew.");
    assert_eq!(words(&model, 13, Unit::Sentence), "They left early.");
    assert_eq!(words(&model, 10, Unit::Sentence), "It rained.");
    assert_eq!(words(&model, 40, Unit::Sentence), "Nobody knew.");
}

#[test]
fn a_step_by_graphemes_crosses_a_whole_cluster_and_the_line_feed() {
    let model = model("e\u{301}\n🇮🇷x");
    let mut seen = vec![0];
    while seen.last() != Some(&6) {
        seen.push(step(&model, *seen.last().expect("one"), Unit::Grapheme, true));
    }
    assert_eq!(seen, [0, 2, 3, 5, 6]);
    let mut back = vec![6];
    while back.last() != Some(&0) {
        back.push(step(&model, *back.last().expect("one"), Unit::Grapheme, false));
    }
    back.reverse();
    assert_eq!(seen, back);
}

#[test]
fn a_step_by_words_stops_behind_words_and_before_them_on_the_way_back() {
    let model = model("one, two\n\nthree");
    assert_eq!(step(&model, 0, Unit::Word, true), 3);
    assert_eq!(step(&model, 3, Unit::Word, true), 8);
    assert_eq!(step(&model, 8, Unit::Word, true), 9);
    assert_eq!(step(&model, 9, Unit::Word, true), 15);
    assert_eq!(step(&model, 15, Unit::Word, false), 10);
    assert_eq!(step(&model, 8, Unit::Word, false), 5);
}

#[test]
fn steps_by_paragraphs_and_sentences_stop_at_their_starts() {
    let model = model("One here. Two there.\nThree.");
    assert_eq!(step(&model, 3, Unit::Paragraph, true), 21);
    assert_eq!(step(&model, 23, Unit::Paragraph, false), 21);
    assert_eq!(step(&model, 21, Unit::Paragraph, false), 0);
    assert_eq!(step(&model, 0, Unit::Sentence, true), 10);
    assert_eq!(step(&model, 15, Unit::Sentence, false), 10);
}

#[test]
fn a_span_grows_to_the_clusters_that_it_touches() {
    let model = model("ae\u{301}🇮🇷z");
    assert_eq!(snapped_span(&model, Span::new(2, 4)), Span::new(1, 5));
    assert_eq!(snapped_span(&model, Span::new(1, 3)), Span::new(1, 3));
}

proptest! {
    #[test]
    fn every_step_moves_on_until_the_end_of_the_text(
        text in "[a-z .\u{301}\n👍سل]{0,40}",
        forward in any::<bool>(),
    ) {
        let model = model(&text);
        for unit in [Unit::Grapheme, Unit::Word, Unit::Sentence, Unit::Paragraph] {
            let (mut at, goal) = if forward { (0, model.text.len()) } else { (model.text.len(), 0) };
            let mut steps = 0;
            while at != goal {
                let next = step(&model, at, unit, forward);
                prop_assert!(if forward { next > at } else { next < at }, "{unit:?} at {at}");
                prop_assert_eq!(snapped(&model, next), next);
                at = next;
                steps += 1;
                prop_assert!(steps < 100);
            }
        }
    }
}
