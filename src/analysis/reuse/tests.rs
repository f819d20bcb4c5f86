//! Passages that were planted, repeated, disguised; texts made to be slow.

use std::ops::ControlFlow;

use super::*;
use crate::domain::text::Text;

#[path = "../../../benches/promises/plant.rs"]
mod plant;

mod hostile;
mod planted;
mod scripts;

fn words(text: &str) -> Words {
    Words::of_text(&Text::new(text))
}

/// The passages of two texts, as the text of their best alignment on both sides.
fn passages(left: &str, right: &str) -> Vec<(String, String)> {
    let (l, r) = (Text::new(left), Text::new(right));
    let found = between(&words(left), &words(right), Settings::default(), &mut unwatched);
    let slice = |text: &Text, span: Span| text.slice(span).expect("inside").to_owned();
    let found = found.expect("not broken off").into_iter();
    found.map(|p| (slice(&l, p.best.left), slice(&r, p.best.right))).collect()
}

const SENTENCE: &str = "the rope will come in on the first of May if nothing changes before then";
const BEFORE: &str = "Nobody had asked the ferrywoman about any of it, which she minded less than \
     people thought. In the evening she counted the fares again. ";
const AFTER: &str = " A swan once crossed on her without paying. The clerk was away that week and \
     left no word with his sister.";

#[test]
fn a_shared_sentence_is_found_whatever_its_case_and_punctuation() {
    let left = format!("{BEFORE}{SENTENCE}.{AFTER}");
    let disguised =
        "“The ROPE will come in [3], on the first of May – if nothing changes before then”";
    let right =
        format!("Quite another beginning stands here. {disguised}. And another end of it all.");
    assert_eq!(
        passages(&left, &right),
        [(SENTENCE.to_owned(), disguised[3..disguised.len() - 3].to_owned())]
    );
}

#[test]
fn seven_equal_words_are_no_passage_and_eight_are() {
    let left = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu";
    assert_eq!(passages(left, "one two alpha beta gamma delta epsilon zeta eta three four"), []);
    let found = passages(left, "one two alpha beta gamma delta epsilon zeta eta theta three four");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "alpha beta gamma delta epsilon zeta eta theta");
}

#[test]
fn the_least_number_of_words_can_be_chosen_between_5_and_20() {
    let left = words("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu");
    let right = words("one two alpha beta gamma delta epsilon three four");
    let count = |least| {
        let settings = Settings::min_words(least);
        between(&left, &right, settings, &mut unwatched).expect("whole").len()
    };
    assert_eq!((count(5), count(6), count(0)), (1, 0, 1));
    assert_eq!(Settings::min_words(400).words(), 20);
}

#[test]
fn edits_are_told_word_by_word() {
    let left_text = Text::new(format!(
        "{BEFORE}We were told to move the nine-foot line before the inspector came because everybody knew whose bell it was.{AFTER}"
    ));
    let right_text = Text::new(
        "Teece admitted: We were told to move the line before the inspector came, and nobody asked why, because everyone knew whose bell it was. He said no more.",
    );
    let (left, right) = (Words::of_text(&left_text), Words::of_text(&right_text));
    let found = between(&left, &right, Settings::default(), &mut unwatched).expect("whole");
    assert_eq!(found.len(), 1);
    let operations = difference(&found[0].best, &left, &right);
    let shown: Vec<_> = operations
        .iter()
        .filter(|o| o.kind != OperationKind::Equal)
        .map(|o| {
            let left = left_text.slice(o.left).expect("inside");
            (o.kind, left, right_text.slice(o.right).expect("inside"))
        })
        .collect();
    assert_eq!(
        shown,
        [
            (OperationKind::Dropped, "nine-foot", ""),
            (OperationKind::Added, "", "and nobody asked why"),
            (OperationKind::Replaced, "everybody", "everyone"),
        ]
    );
    let whole = |side: fn(&Operation) -> Span| {
        let parts = operations.iter().map(side).filter(|s| !s.is_empty());
        parts.reduce(Span::hull).expect("some")
    };
    assert_eq!(whole(|o| o.left), found[0].best.left);
    assert_eq!(whole(|o| o.right), found[0].best.right);
    assert!((0.8..0.95).contains(&found[0].best.score), "{}", found[0].best.score);
}

#[test]
fn nothing_is_compared_with_nothing() {
    assert_eq!(passages("", ""), []);
    assert_eq!(passages("one", "one"), []);
    assert_eq!(passages("…!?", "[1][2]"), []);
    assert_eq!(within(&words(""), Settings::default(), &mut unwatched), Some(Vec::new()));
}

#[test]
fn a_passage_that_stands_often_is_one_group_with_all_its_places() {
    let mut random = plant::Random(5);
    let mut filler = || -> String {
        let words: Vec<String> = (0..40).map(|_| format!("w{}", random.below(5000))).collect();
        words.join(" ")
    };
    let times = |n: usize, filler: &mut dyn FnMut() -> String| -> String {
        let parts: Vec<String> = (0..n).map(|_| format!("{} {SENTENCE}.", filler())).collect();
        parts.join(" ")
    };
    for (l, r) in [(1, 1), (3, 2), (1, 60), (60, 1), (40, 30)] {
        let (left, right) = (times(l, &mut filler), times(r, &mut filler));
        let found = between(&words(&left), &words(&right), Settings::default(), &mut unwatched);
        let found = found.expect("whole");
        let sizes: Vec<_> = found.iter().map(|p| (p.left.len(), p.right.len())).collect();
        assert_eq!(sizes, [(l, r)]);
    }
}

#[test]
fn an_article_is_compared_with_itself_but_not_each_place_with_itself() {
    let text = format!("{SENTENCE}. {BEFORE}{SENTENCE}! {AFTER}");
    let found = within(&words(&text), Settings::default(), &mut unwatched).expect("whole");
    assert_eq!(found.len(), 1);
    let second = text.rfind(SENTENCE).expect("there") as u32;
    assert_eq!(found[0].left, [Span::new(0, SENTENCE.len() as u32)]);
    assert_eq!(found[0].right, [Span::new(second, second + SENTENCE.len() as u32)]);
    let plain = format!("{BEFORE}{AFTER}");
    assert_eq!(within(&words(&plain), Settings::default(), &mut unwatched), Some(Vec::new()));
}

#[test]
fn what_is_found_is_told_at_once_and_the_search_can_be_broken_off() {
    let garden = plant::Garden {
        seed: 3,
        bytes: 60_000,
        changed: 0,
        moved: false,
        shuffled: true,
        vocabulary: 3000,
    };
    let (left, right, planted) = plant::grow(garden);
    let (left, right) = (words(&left), words(&right));
    let (mut told, mut shares) = (0, Vec::new());
    let all = between(&left, &right, Settings::default(), &mut |progress| {
        match progress {
            Progress::Found(_) => told += 1,
            Progress::Share(share) => shares.push(share),
        }
        ControlFlow::Continue(())
    });
    assert!(told >= planted.len() && all.is_some());
    assert!(shares.is_sorted() && shares.first() == Some(&0.0) && shares.last() == Some(&1.0));
    let mut seen = 0;
    let broken = between(&left, &right, Settings::default(), &mut |progress| match progress {
        Progress::Found(_) => {
            seen += 1;
            ControlFlow::Break(())
        }
        Progress::Share(_) => ControlFlow::Continue(()),
    });
    assert_eq!((broken, seen), (None, 1));
}

#[test]
fn a_beginning_with_a_word_added_behind_two_rare_ones_is_part_of_the_passage() {
    let left = "Nobody here had asked. Quince marmalade tastes best of all when it was boiled twice \
         over a slow fire of pear wood.";
    let right = "That is another matter. Quince marmalade always tastes best of all when it was \
         boiled twice over a slow fire of pear wood.";
    let found = passages(left, right);
    assert_eq!(found.len(), 1);
    assert!(found[0].1.starts_with("Quince marmalade always tastes"), "{}", found[0].1);
}
