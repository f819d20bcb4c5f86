//! Ends of short texts in which each letter stands for a word.

use super::*;

const COMMON: u8 = b'e';

fn no_part(_: usize, _: usize) -> bool {
    false
}

/// The likeliest passage of two texts of letters, on both sides, whose words from
/// `kept` on are known to be one.
fn likeliest(left: &str, right: &str, kept: &[Run], others: Changes) -> (String, String) {
    let numbers = |text: &str| -> Vec<u32> { text.bytes().map(u32::from).collect() };
    let mut bits = vec![9.0; 256];
    bits[usize::from(COMMON)] = 4.0;
    let (l, r) = (numbers(left), numbers(right));
    let within = ((0, 0), (l.len(), r.len()));
    let runs =
        passage(kept, (&l, &r), within, (&bits, others), (no_part, no_part), &mut Grid::default());
    for run in &runs {
        let (l, r, n) = (run.left as usize, run.right as usize, run.len as usize);
        assert_eq!(left[l..l + n], right[r..r + n]);
    }
    for two in runs.windows(2) {
        assert!(two[0].left + two[0].len <= two[1].left);
        assert!(two[0].right + two[0].len <= two[1].right);
    }
    let (first, last) = (runs[0], runs[runs.len() - 1]);
    let l = first.left as usize..(last.left + last.len) as usize;
    let r = first.right as usize..(last.right + last.len) as usize;
    (left[l].to_owned(), right[r].to_owned())
}

fn run(left: u32, right: u32, len: u32) -> Run {
    Run { left, right, len }
}

fn pair(left: &str, right: &str) -> (String, String) {
    (left.to_owned(), right.to_owned())
}

#[test]
fn a_rare_word_behind_a_dropped_one_belongs_to_the_passage() {
    let (left, right) = ("abcdfghijklmnXop12345", "abcdfghijklmnop67890");
    let found = likeliest(left, right, &[run(0, 0, 13)], Changes::default());
    assert_eq!(found, pair("abcdfghijklmnXop", "abcdfghijklmnop"));
    let found = likeliest(right, left, &[run(0, 0, 13)], Changes::default());
    assert_eq!(found, pair("abcdfghijklmnop", "abcdfghijklmnXop"));
}

#[test]
fn a_common_word_far_behind_the_last_one_does_not() {
    let (left, right) = ("abcdfghijklmnQRSTUe12345", "abcdfghijklmnVWXYZe67890");
    let found = likeliest(left, right, &[run(0, 0, 13), run(18, 18, 1)], Changes::default());
    assert_eq!(found, pair("abcdfghijklmn", "abcdfghijklmn"));
}

#[test]
fn a_beginning_is_found_like_an_end() {
    let (left, right) = ("12345poXnmlkjihgfdcba", "67890ponmlkjihgfdcba");
    let found = likeliest(left, right, &[run(8, 7, 13)], Changes::default());
    assert_eq!(found, pair("poXnmlkjihgfdcba", "ponmlkjihgfdcba"));
}

#[test]
fn where_other_passages_are_paraphrased_more_changed_words_are_gone_over() {
    let (left, right) = ("abcdfghijklQRSme12345", "abcdfghijklVWXme67890");
    let mut others = Changes::default();
    let close = likeliest(left, right, &[run(0, 0, 11)], others);
    let changed: Vec<Run> = (0..20).map(|n| run(n * 3, n * 3, 2)).collect();
    for _ in 0..20 {
        others.learn(&changed);
    }
    let loose = likeliest(left, right, &[run(0, 0, 11)], others);
    assert_eq!(loose, pair("abcdfghijklQRSme", "abcdfghijklVWXme"));
    assert!(close.0.len() <= loose.0.len());
}

#[test]
fn a_passage_rather_ends_where_a_sentence_ends_on_both_sides() {
    let numbers = |text: &str| -> Vec<u32> { text.bytes().map(u32::from).collect() };
    let (l, r) = (numbers("abcdfghijklmnQRo12345"), numbers("abcdfghijklmnVWo67890"));
    let bits = [10.0; 256];
    let (kept, within) = ([run(0, 0, 13)], ((0, 0), (l.len(), r.len())));
    let end = |parts: fn(usize, usize) -> bool| {
        let known = (&bits[..], Changes::default());
        passage(&kept, (&l, &r), within, known, (parts, no_part), &mut Grid::default())
    };
    assert_eq!((end(no_part).len(), end(|x, y| (x, y) == (13, 13)).len()), (2, 1));
}

#[test]
fn it_stays_within_the_bounds_that_are_given() {
    let numbers: Vec<u32> = (0..40).collect();
    let bits = [9.0; 40];
    let known = (&bits[..], Changes::default());
    let (kept, within) = ([run(15, 15, 10)], ((12, 12), (28, 28)));
    let found = passage(
        &kept,
        (&numbers, &numbers),
        within,
        known,
        (no_part, no_part),
        &mut Grid::default(),
    );
    assert_eq!(found, [run(12, 12, 16)]);
    let found =
        passage(&[], (&numbers, &numbers), within, known, (no_part, no_part), &mut Grid::default());
    assert_eq!(found, []);
}

#[test]
fn many_replaced_words_in_a_row_part_two_passages() {
    let (left, right) = ("abcdfghijklmnABCDEFGHopqrst", "abcdfghijklmn12345678opqrst");
    let found = likeliest(left, right, &[run(0, 0, 13)], Changes::default());
    assert_eq!(found, pair("abcdfghijklmn", "abcdfghijklmn"));
    let (left, right) = ("abcdfghijklmnABCDEopqrst", "abcdfghijklmn12345opqrst");
    let found = likeliest(left, right, &[run(0, 0, 13)], Changes::default());
    assert_eq!(found, pair(left, right));
}

#[test]
fn another_passage_is_not_gone_into() {
    let numbers: Vec<u32> = (0..40).collect();
    let bits = [9.0; 40];
    let known = (&bits[..], Changes::default());
    let within = ((0, 0), (40, 40));
    let taken = |x: usize, y: usize| x == y && !(10..30).contains(&x);
    let sides = (&numbers[..], &numbers[..]);
    let mut grid = Grid::default();
    let found = passage(&[run(15, 15, 10)], sides, within, known, (no_part, taken), &mut grid);
    assert_eq!(found, [run(10, 10, 20)]);
}
