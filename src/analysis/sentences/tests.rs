//! Where sentences begin and end.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::{
    article::{ArticleHead, Block, Structure},
    chunked::Chunked,
    ids::{ArticleId, ReferenceId},
    reference::{Reference, Resolution},
};

fn split(text: &str) -> Vec<String> {
    let text = Text::new(text);
    let slice = |span| text.slice(span).expect("inside").to_owned();
    of_text(&text).into_iter().map(slice).collect()
}

#[test]
fn plain_sentences_are_cut_without_the_space_between_them() {
    assert_eq!(split("  One two.  Three? Four! "), ["One two.", "Three?", "Four!"]);
    assert_eq!(split("One\n\nTwo"), ["One", "Two"]);
    assert_eq!(split(""), Vec::<String>::new());
    assert_eq!(split(" \n "), Vec::<String>::new());
}

#[test]
fn abbreviations_and_initials_do_not_cut() {
    assert_eq!(
        split("Mr. J. Ode of the U.S. Navy met Dr. No. He left."),
        ["Mr. J. Ode of the U.S. Navy met Dr. No.", "He left."]
    );
    assert_eq!(
        split("Boats, e.g. Ferries, sank. They did."),
        ["Boats, e.g. Ferries, sank.", "They did."]
    );
    assert_eq!(split("It cost 3.5 million. More came."), ["It cost 3.5 million.", "More came."]);
}

#[test]
fn markers_and_closing_marks_stay_with_their_sentence() {
    assert_eq!(
        split("He left.[3] She stayed.[4][5] [6] They sang."),
        ["He left.[3]", "She stayed.[4][5] [6]", "They sang."]
    );
    assert_eq!(split("“He left.”² “She stayed.” End."), ["“He left.”²", "“She stayed.”", "End."]);
    assert_eq!(
        split("\"Did he go?\" she asked. \"No.\"[12] Well."),
        ["\"Did he go?\" she asked.", "\"No.\"[12]", "Well."]
    );
    assert_eq!(
        split("He left. [This is a remark.] She stayed."),
        ["He left.", "[This is a remark.]", "She stayed."]
    );
}

#[test]
fn a_number_at_the_start_stays_with_what_it_counts() {
    assert_eq!(split("1. The boats. 2. The sea."), ["1. The boats.", "2. The sea."]);
}

#[test]
fn other_scripts_have_their_own_stops() {
    assert_eq!(split("کشتی غرق شد. او رفت؟ بله!"), ["کشتی غرق شد.", "او رفت؟", "بله!"]);
    assert_eq!(split("船が沈んだ。彼は去った。"), ["船が沈んだ。", "彼は去った。"]);
}

#[test]
fn the_sentence_at_a_place_is_found_in_code_points() {
    let text = Text::new("😀 One. Zwei é.\n\nThree.");
    let at = |at| text.slice(sentence_at(&text, at)).expect("inside");
    assert_eq!(at(0), "😀 One.");
    assert_eq!(at(8), "Zwei é.");
    assert_eq!(at(14), "Zwei é.");
    assert_eq!(at(15), "");
    assert_eq!(at(99), "Three.");
    assert_eq!(sentence_at(&Text::new(""), 3), Span::new(0, 0));
}

#[test]
fn headings_and_the_entries_of_notes_are_no_sentences_of_an_article() {
    let text = Text::new("Title here\nOne. Two.\n[1] Ode, Boats. 1990.");
    let heading = Block { span: Span::new(0, 10), kind: BlockKind::Heading(1) };
    let reference = Reference {
        id: ReferenceId::new("r").expect("id"),
        label: "1".into(),
        markers: Vec::new(),
        entry_span: Span::new(21, text.len()),
        work: None,
        resolution: Resolution::Unresolved,
    };
    let article = Article {
        id: ArticleId::new("a").expect("id"),
        head: Arc::new(ArticleHead::default()),
        sha256: "".into(),
        structure: Arc::new(Structure { blocks: vec![heading], marks: Vec::new() }),
        references: Arc::new(vec![reference]),
        claims: Chunked::default(),
        text: Arc::new(text),
    };
    assert_eq!(of_article(&article), [Span::new(11, 15), Span::new(16, 20)]);
}

proptest! {
    #[test]
    fn sentences_are_in_order_and_leave_nothing_visible_out(
        text in r#"[A-Ca-c .!?"“”\[\]()0-9\né😀م。]{0,60}"#,
    ) {
        let text = Text::new(text);
        let spans = of_text(&text);
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let said: usize = spans.iter().map(|s| visible(text.slice(*s).expect("inside"))).sum();
        prop_assert_eq!(said, visible(text.as_str()));
        for span in spans {
            prop_assert_eq!(sentence_at(&text, span.start), span);
            prop_assert_eq!(sentence_at(&text, span.end - 1), span);
        }
    }
}

#[test]
fn hostile_paragraphs_take_no_more_than_their_length() {
    for piece in ["1. ", "\u{2029}", ".[3]", "。", "[", ".)", "Mr. ", "a. ", ". \u{85}"] {
        let text = Text::new(piece.repeat(40_000 / piece.len()));
        assert!(of_text(&text).len() <= text.len() as usize);
    }
}

fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
