use super::*;
use crate::domain::span::Span;

fn draft(text: &str) -> Draft {
    import(text, &Limits::default()).expect("renders")
}

fn text(markdown: &str) -> String {
    draft(markdown).text.as_str().to_owned()
}

fn marks(draft: &Draft) -> Vec<(&str, MarkKind, Option<&str>)> {
    let slice = |span| draft.text.slice(span).expect("in range");
    let marks = draft.structure.marks.iter();
    marks.map(|m| (slice(m.span), m.kind, m.target.as_deref())).collect()
}

fn blocks(draft: &Draft) -> Vec<(&str, BlockKind)> {
    let slice = |span| draft.text.slice(span).expect("in range");
    draft.structure.blocks.iter().map(|b| (slice(b.span), b.kind)).collect()
}

#[test]
fn headings_quotes_and_lists_become_blocks_of_the_rendered_text() {
    let draft = draft(
        "# The *dam*\n\nFirst\nline.\n\n> Quoted\n> words\n\n- one\n- two\n  1. in\n\n3. three\n4. four\n\n```\na  b\n```\n",
    );
    assert_eq!(
        draft.text.as_str(),
        "The dam\nFirst line.\nQuoted words\n• one\n• two\n1. in\n3. three\n4. four\na  b"
    );
    let item = BlockKind::ListItem;
    assert_eq!(
        blocks(&draft),
        [
            ("The dam", BlockKind::Heading(1)),
            ("Quoted words", BlockKind::Quote),
            ("• one", item),
            ("• two", item),
            ("1. in", item),
            ("3. three", item),
            ("4. four", item),
            ("a  b", BlockKind::Pre),
        ]
    );
    assert_eq!(draft.structure.marks[0].span, Span::new(4, 7));
}

#[test]
fn links_keep_only_addresses_for_the_web() {
    let draft = draft("[a](https://example.org/x) [b](javascript:alert(1)) <https://example.org>");
    assert_eq!(draft.text.as_str(), "a b https://example.org");
    assert_eq!(
        marks(&draft),
        [
            ("a", MarkKind::Link, Some("https://example.org/x")),
            ("https://example.org", MarkKind::Link, Some("https://example.org")),
        ]
    );
}

#[test]
fn footnotes_go_to_the_end_in_the_order_of_their_first_use() {
    let draft = draft(
        "One[^b] and two[^a].\n\n[^a]: Note *a*.\n[^b]: Note b, see[^c].\n[^c]: Note c.\n[^d]: Unused.\n\nLast.\n",
    );
    assert_eq!(
        draft.text.as_str(),
        "One[b] and two[a].\nLast.\nNotes\n[b] Note b, see[c].\n[c] Note c.\n[a] Note a.\n[d] Unused."
    );
    assert_eq!(
        marks(&draft),
        [
            ("[b]", MarkKind::NoteRef, Some("b")),
            ("[a]", MarkKind::NoteRef, Some("a")),
            ("[c]", MarkKind::NoteRef, Some("c")),
            ("a", MarkKind::Emphasis, None),
        ]
    );
}

#[test]
fn notes_that_have_a_heading_get_no_second_one() {
    assert_eq!(text("A[^1].\n\n## References\n\n[^1]: B.\n"), "A[1].\nReferences\n[1] B.");
}

#[test]
fn a_number_with_an_address_keeps_its_brackets() {
    let draft = draft(
        "It fell.[1] See [the report].\n\n[1]: https://example.org/1\n[the report]: https://example.org/2\n",
    );
    assert_eq!(draft.text.as_str(), "It fell.[1] See the report.");
    assert_eq!(marks(&draft)[0], ("[1]", MarkKind::Link, Some("https://example.org/1")));
}

#[test]
fn tables_are_rows_of_cells() {
    assert_eq!(text("| a | b |\n|---|---|\n| c |  |\n| d | e *f* |\n"), "a | b\nc\nd | e f");
}

#[test]
fn the_tags_of_html_go_and_its_words_stay() {
    let draft = draft(
        "A <b>bold</b> word<sup>2</sup>, a<br>b <script>x()</script>end.\n\n<div>In &amp; out\n<!-- no -->\n<style>p{}</style></div>\n\nAfter.\n",
    );
    assert_eq!(draft.text.as_str(), "A bold word2, a\nb end.\nIn & out\nAfter.");
    assert_eq!(marks(&draft), [("2", MarkKind::Superscript, None)]);
}

#[test]
fn a_sup_that_is_never_closed_ends_with_what_holds_it() {
    let draft = draft("*a<sup>b* c</sup> d\n\ne<sup>f\n\ng");
    assert_eq!(draft.text.as_str(), "ab c d\nef\ng");
    let sup = MarkKind::Superscript;
    assert_eq!(
        marks(&draft),
        [("ab", MarkKind::Emphasis, None), ("b", sup, None), ("f", sup, None)]
    );
}

#[test]
fn deep_nesting_is_refused_and_wide_hostile_texts_are_read() {
    let error = import(&"> ".repeat(100_000), &Limits::default()).map(|d| d.text.len());
    assert!(matches!(error, Err(ImportError::TooDeep { .. })), "{error:?}");
    for hostile in ["[", "*a ", "`", "[^a]: ", "<a ", "&", "![", "- a\n", "[a](", "<!--", "|a"] {
        let started = std::time::Instant::now();
        let _ = import(&hostile.repeat(20_000), &Limits::default());
        assert!(started.elapsed().as_secs() < 10, "{hostile}");
    }
}

#[test]
fn an_essay_with_front_matter_and_notes_is_read_whole() {
    let draft = draft(include_str!("../../../tests/fixtures/import/essay.md"));
    assert_eq!(draft.head.title, "The water and the wall");
    assert_eq!(draft.head.byline.as_deref(), Some("Ben Orel, Ana Tal"));
    assert_eq!(draft.head.published.map(|d| d.to_string()).as_deref(), Some("2021-01-04"));
    assert_eq!(
        draft.text.as_str(),
        "The water and the wall\nNobody asked the engineers.[letters] An official \"close to the \
         minister\" says that they had been asked twice,[interview] and the Orel Post repeats it.\n\
         The wall will hold, as walls do.\n1. The first letter\n2. The second letter\nSources\n\
         [letters] Letters of 3 March and 9 April. They are in the archive of the Orel Post.\n\
         [interview] Interview with the author, 2 January 2021."
    );
}

#[test]
fn a_text_of_nothing_but_markup_is_refused_before_it_is_parsed() {
    let limits = Limits { nodes: 10_000, ..Limits::default() };
    for hostile in ["*", "> ", "- ", "+ ", "1. ", "1) ", "[", "&", "`a", "|", "a\n", "<", "\\"] {
        let text = hostile.repeat(10_001);
        let refused = import(&text, &limits).err();
        assert!(matches!(refused, Some(ImportError::TooManyNodes { .. })), "{hostile}");
    }
    let prose = "Words and words, and a full stop. Another sentence follows it\n".repeat(5_000);
    assert!(import(&prose, &limits).is_ok());
}
