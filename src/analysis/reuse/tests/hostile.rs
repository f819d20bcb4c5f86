//! Texts made to be slow: they finish, in bounded steps, with an answer of bounded size.

use super::*;

/// How many alignments are told while two texts are compared, and the passages.
fn told(left: &Words, right: &Words) -> (usize, Vec<Passage>) {
    let mut told = 0;
    let found = between(left, right, Settings::default(), &mut |progress| {
        told += usize::from(matches!(progress, Progress::Found(_)));
        ControlFlow::Continue(())
    });
    (told, found.expect("whole"))
}

#[test]
fn one_sentence_over_and_over_is_one_passage() {
    let many = words(&"The bell rang twice before the tide turned at last. ".repeat(5000));
    let once = words("The bell rang twice before the tide turned at last.");
    let (steps, found) = told(&many, &many);
    assert!(steps < 10 && found.len() == 1, "{steps} {}", found.len());
    let (steps, found) = told(&many, &once);
    assert!(steps <= 5000 && found.len() == 1, "{steps} {}", found.len());
    assert_eq!((found[0].left.len(), found[0].right.len()), (5000, 1));
    let (_, found) = told(&once, &many);
    assert_eq!((found[0].left.len(), found[0].right.len()), (1, 5000));
    let alone = within(&many, Settings::default(), &mut unwatched).expect("whole");
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].right.len(), 4999);
}

#[test]
fn one_word_over_and_over_is_one_passage() {
    let many = words(&"bell ".repeat(50_000));
    let (_, found) = told(&many, &many);
    assert_eq!(found.len(), 1);
    let alone = within(&many, Settings::default(), &mut unwatched).expect("whole");
    assert_eq!((alone.len(), alone[0].right.len()), (1, 50_000 / 8 - 1));
}

#[test]
fn a_text_without_any_space_is_compared_all_the_same() {
    let mut random = plant::Random(1);
    let mut letters = |n: usize| -> String {
        (0..n).map(|_| char::from(b'a' + random.below(26) as u8)).collect()
    };
    let shared = letters(400);
    let left = format!("{}{shared}{}", letters(30_000), letters(20_000));
    let right = format!("{}{shared}{}", letters(5_000), letters(40_000));
    let (_, found) = told(&words(&left), &words(&right));
    assert_eq!(found.len(), 1);
    assert!(found[0].best.left.start.abs_diff(30_000) <= 6, "{:?}", found[0].best.left);
    assert!(found[0].best.left.end.abs_diff(30_400) <= 6, "{:?}", found[0].best.left);
}

#[test]
fn few_different_words_in_any_order_stay_cheap() {
    let mut random = plant::Random(4);
    let mut text =
        |n: usize| -> String { (0..n).map(|_| ["yes ", "no "][random.below(2)]).collect() };
    let (left, right) = (words(&text(20_000)), words(&text(20_000)));
    let (steps, _) = told(&left, &right);
    assert!(steps <= 40_000, "{steps}");
}

#[test]
fn repeated_blocks_of_repeated_blocks_stay_bounded() {
    let block = "a b c d e f g h i j k l ".repeat(20);
    let text = format!("{block} one two three {block} four five six {block}").repeat(60);
    let (steps, found) = told(&words(&text), &words(&text));
    assert!(steps < 20_000 && found.len() < 2000, "{steps} {}", found.len());
    let alone = within(&words(&text), Settings::default(), &mut unwatched);
    assert!(alone.expect("whole").len() < 2000);
}
