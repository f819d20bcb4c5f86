use super::{
    Joins,
    listed::{Listed, Order},
    lock::Aligned,
    pieces, words,
};
use crate::{
    analysis::{
        compare::{Join, Subject},
        reuse::{Operation, OperationKind},
    },
    app::theme::Theme,
    domain::{sample::id, span::Span},
};

fn span(start: u32, end: u32) -> Span {
    Span::new(start, end)
}

fn passage(left: u32, right: u32, score: f32, label: &str) -> Join {
    Join {
        subject: Subject::Passage(left, right),
        left: vec![span(left, left + 10)],
        right: vec![span(right, right + 10)],
        score,
        label: label.to_owned(),
        operations: Vec::new(),
    }
}

/// Passages of these places on the left and on the right.
fn aligned(passages: &[(&[Span], &[Span])]) -> Aligned {
    let joins = passages.iter().map(|(left, right)| Join {
        left: left.to_vec(),
        right: right.to_vec(),
        ..passage(left[0].start, right[0].start, 1.0, "")
    });
    Aligned::new(&joins.collect::<Vec<_>>())
}

#[test]
fn between_two_passages_in_order_the_other_side_moves_evenly() {
    let pairs = aligned(&[
        (&[span(100, 200)], &[span(1000, 1100)]),
        (&[span(300, 400)], &[span(2000, 2100)]),
    ]);
    assert_eq!(Aligned::default().opposite(0, 5, 0), None);
    assert_eq!(pairs.opposite(0, 0, 0), Some(900), "above the first: alike");
    assert_eq!(pairs.opposite(0, 150, 0), Some(1050));
    assert_eq!(pairs.opposite(0, 200, 0), Some(1100));
    assert_eq!(pairs.opposite(0, 250, 0), Some(1550));
    assert_eq!(pairs.opposite(0, 300, 0), Some(2000));
    assert_eq!(pairs.opposite(0, 450, 0), Some(2150), "below the last: alike");
    assert_eq!(pairs.opposite(1, 1050, 0), Some(150), "and the other way round");
    let all: Vec<u32> = (0..500).filter_map(|at| pairs.opposite(0, at, 0)).collect();
    assert!(all.windows(2).all(|w| w[0] <= w[1]), "never back");
}

#[test]
fn where_the_order_differs_the_nearer_passage_counts() {
    let pairs = aligned(&[
        (&[span(100, 200)], &[span(2000, 2100)]),
        (&[span(300, 400)], &[span(1000, 1100)]),
    ]);
    assert_eq!(pairs.opposite(0, 210, 0), Some(2100));
    assert_eq!(pairs.opposite(0, 290, 0), Some(1000));
}

#[test]
fn of_several_places_of_a_passage_the_one_nearest_to_what_is_read_is_followed() {
    let pairs = aligned(&[(
        &[span(100, 200), span(5000, 5100)],
        &[span(1000, 1100), span(3000, 3100), span(9000, 9100)],
    )]);
    assert_eq!(pairs.opposite(0, 150, 900), Some(1050));
    assert_eq!(pairs.opposite(0, 150, 2800), Some(3050));
    assert_eq!(pairs.opposite(0, 150, 20_000), Some(9050));
    assert_eq!(pairs.opposite(0, 5050, 3200), Some(3050), "from the second place, too");
    assert_eq!(pairs.opposite(1, 9050, 4000), Some(5050));
}

#[test]
fn empty_spans_and_overlapping_ones_are_no_trouble() {
    let pairs = aligned(&[
        (&[span(5, 5)], &[span(9, 9)]),
        (&[span(5, 20)], &[span(2, 4)]),
        (&[span(10, 12)], &[span(0, 1)]),
    ]);
    for at in 0..30 {
        assert!(pairs.opposite(0, at, 0).is_some() && pairs.opposite(1, at, 99).is_some());
    }
}

#[test]
fn the_table_is_filtered_by_kind_and_words_and_sorted_both_ways() {
    let source =
        Join { subject: Subject::Sources(id("a"), id("b")), ..passage(50, 5, 0.5, "Ann Lind") };
    let joins = [passage(10, 300, 0.9, "The Bell rang"), passage(90, 20, 0.7, "A rope"), source];
    let mut listed = Listed::default();
    listed.follow(&joins, 1);
    assert_eq!(listed.rows, [0, 2, 1]);
    assert_eq!(listed.row_of(1), Some(2));
    (listed.order, listed.backwards) = (Order::Score, true);
    listed.follow(&joins, 1);
    assert_eq!(listed.rows, [2, 1, 0]);
    listed.query = "passage bell".to_owned();
    listed.follow(&joins, 1);
    assert_eq!(listed.rows, [0]);
    listed.query.clear();
    listed.kinds = Joins::Sources;
    listed.follow(&joins, 1);
    assert_eq!((listed.rows.as_slice(), listed.row_of(0)), (&[2][..], None));
}

#[test]
fn a_join_says_what_it_joins() {
    let name = words::name(&passage(1, 2, 0.93, "The bell"));
    assert_eq!(name, "Passage: The bell, 93 %");
}

#[test]
fn a_difference_shows_what_went_before_what_came_after_an_emoji() {
    let left = crate::domain::sample::article("l", "\u{1F514} the bell rang twice");
    let right = crate::domain::sample::article("r", "\u{1F514} the bell tolled twice");
    let equal = |start, end| Operation {
        kind: OperationKind::Equal,
        left: span(start, end),
        right: span(start, end),
    };
    let replaced =
        Operation { kind: OperationKind::Replaced, left: span(11, 15), right: span(11, 17) };
    let job = pieces::difference(&Theme::light(), (&left, &right), &[equal(2, 10), replaced], None);
    assert_eq!(job.text, "the bell rang tolled");
    let of = |word: &str| {
        let at = job.text.find(word).expect("there");
        job.sections.iter().find(|s| s.byte_range.start.0 == at).expect("a section").format.clone()
    };
    assert!(of("rang").strikethrough.width > 0.0 && of("tolled").underline.width > 0.0);
    assert!(of("the bell").underline.width == 0.0);
}
