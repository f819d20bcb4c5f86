use super::*;
use crate::{app::reader::tests::article_of, domain::article::Block};

fn model(text: &str, blocks: Vec<Block>) -> Model {
    let structure = Arc::new(Structure { blocks, marks: Vec::new() });
    Model::new(&article_of(text), &structure)
}

#[test]
fn segments_and_line_feeds_cover_the_text_without_gap_or_overlap() {
    let long = "Ein Satz mit Wörtern darin. ".repeat(2_000);
    for text in ["", "\n", "one\ntwo\n\nthree", &long, &"x".repeat(50_000), &"文".repeat(9_000)] {
        let model = model(text, Vec::new());
        let mut at = 0;
        for segment in &model.segments {
            assert_eq!(segment.span.start, at);
            assert!(model.slice(segment.span).len() <= LONG);
            at = segment.span.end + u32::from(segment.last);
        }
        assert_eq!(at, model.text.len() + 1, "the last paragraph has no line feed");
    }
}

#[test]
fn a_long_paragraph_is_cut_after_a_sentence_and_says_where_it_begins_and_ends() {
    let model = model(&"A short sentence stands here. ".repeat(1_000), Vec::new());
    assert!(model.segments.len() >= 4);
    for (index, segment) in model.segments.iter().enumerate() {
        assert_eq!(segment.first, index == 0);
        assert_eq!(segment.last, index + 1 == model.segments.len());
        assert!(model.slice(segment.span).starts_with("A short"));
    }
}

#[test]
fn a_heading_in_a_quotation_is_both() {
    let blocks = vec![
        Block { span: Span::new(0, 9), kind: BlockKind::Quote },
        Block { span: Span::new(4, 7), kind: BlockKind::Heading(2) },
    ];
    let model = model("one\ntwo\nsix\nten", blocks);
    let kinds: Vec<_> = model.segments.iter().map(|s| (s.kind, s.quoted)).collect();
    assert_eq!(
        kinds,
        [(Kind::Body, true), (Kind::Heading(2), true), (Kind::Body, true), (Kind::Body, false)]
    );
}

#[test]
fn a_mark_that_starts_in_an_earlier_segment_is_found() {
    let structure = Arc::new(Structure {
        blocks: Vec::new(),
        marks: vec![
            Mark { span: Span::new(0, 7), kind: MarkKind::Emphasis, target: None },
            Mark { span: Span::new(1, 2), kind: MarkKind::Link, target: None },
        ],
    });
    let model = Model::new(&article_of("one\ntwo\nsix"), &structure);
    let counts: Vec<_> = model.segments.iter().map(|s| model.marks_in(s).count()).collect();
    assert_eq!(counts, [2, 1, 0]);
}
