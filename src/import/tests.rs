//! What holds for every import, whatever the format.

use proptest::prelude::*;

use super::*;
use crate::domain::ids::SeededIds;
use crate::domain::span::Span;
use crate::domain::time::Timestamp;

fn import(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    import_bytes(name, bytes, &Limits::default())
}

/// Everything that must be true of anything that was imported.
fn check(imported: &Imported) -> Result<(), TestCaseError> {
    let text = &imported.text;
    prop_assert!(!text.as_str().contains(['\r', '\0']));
    prop_assert!(!imported.head.title.trim().is_empty());
    let in_range = |span: Span| !span.is_empty() && span.end <= text.len();
    let Structure { blocks, marks } = &imported.structure;
    prop_assert!(blocks.iter().all(|b| in_range(b.span)), "{blocks:?}");
    prop_assert!(marks.iter().all(|m| in_range(m.span)), "{marks:?}");
    prop_assert!(blocks.is_sorted_by_key(|b| b.span.start), "{blocks:?}");
    prop_assert!(marks.is_sorted_by_key(|m| m.span.start), "{marks:?}");
    // Blocks lie inside each other or apart; only quotations hold others.
    for (index, block) in blocks.iter().enumerate() {
        for other in blocks[index + 1..].iter().take(20) {
            let apart = block.span.end <= other.span.start;
            prop_assert!(apart || block.span.covers(other.span), "{block:?} {other:?}");
        }
        let end = text.byte_of(block.span.end).expect("in range");
        prop_assert!(text.as_str()[end..].is_empty() || text.as_str()[end..].starts_with('\n'));
    }
    Ok(())
}

const SOUP: &str = "(<(/)?(p|div|b|i|a|sup|table|tr|td|ul|ol|li|h1|h2|blockquote|pre|br|q|svg|math|\
    template|select|form|title|html|head|body|script|style|noscript|main|article|nav|q|figure)\
    ( (href|id|class|style|start|role)=(\"#?[a-c]\"|x|'display:none'|http://example.org/))?>|\
    [a-zé\u{633} .,\n]{1,12}|&(amp|#0|#13|nbsp|#x202e);|<!--|-->|\\[[0-9]\\]){0,80}";

const MARKDOWN: &str = "([#>*_`~|^!\\-+ ]{1,3}|\n{1,2}|\\[[\\^a-c1]{1,3}\\](: ?|\\(http://a\\))?|\
    [a-zé\u{633} .]{1,9}|</?(b|sup|script|div|br)>|&#13;|1\\. |---\n|\t){0,80}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_an_import_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        name in prop_oneof![Just("a.html"), Just("a.md"), Just("a.txt"), Just("a"), Just("")],
    ) {
        if let Ok(imported) = import(name, &bytes) {
            check(&imported)?;
        }
    }

    #[test]
    fn no_soup_of_tags_makes_an_import_panic(page in SOUP) {
        if let Ok(imported) = import("a.html", page.as_bytes()) {
            check(&imported)?;
        }
    }

    #[test]
    fn no_soup_of_markdown_makes_an_import_panic(text in MARKDOWN) {
        if let Ok(imported) = import("a.md", text.as_bytes()) {
            check(&imported)?;
        }
    }

    #[test]
    fn any_text_can_be_pasted_and_stays_as_it_is(text in "[^\0<\u{FEFF}][^\0]{0,200}") {
        if let Ok(imported) = import_pasted(&text) {
            check(&imported)?;
            prop_assert_eq!(imported.text.as_str(), text.replace("\r\n", "\n").replace('\r', "\n"));
        }
    }
}

#[test]
fn a_quotation_within_preformatted_text_divides_it() {
    for page in ["<pre>.<blockquote>--><li>-->", "<pre>a<blockquote>b</blockquote>c</pre>"] {
        let imported = import("a.html", page.as_bytes()).expect("imports");
        check(&imported).expect("blocks lie inside each other or apart");
    }
}

#[test]
fn plain_text_is_touched_in_its_line_ends_only() {
    let imported =
        import("a.txt", "\u{FEFF}  One \r\n\r\n\ttwo\u{AD}  \rcafe\u{301}\n\n".as_bytes());
    let imported = imported.expect("imported");
    assert_eq!(imported.text.as_str(), "  One \n\n\ttwo\u{AD}  \ncafe\u{301}\n\n");
    assert_eq!(imported.structure, Structure::default());
    assert_eq!((imported.head.title.as_str(), imported.encoding), ("One", "UTF-8"));
}

#[test]
fn a_name_without_an_ending_is_read_as_it_begins() {
    let page = b"<!DOCTYPE html><title>The dam</title><p>It broke.";
    assert_eq!(import("saved", page).expect("imported").format, Format::Html);
    assert_eq!(import("saved.txt", page).expect("imported").format, Format::PlainText);
    assert_eq!(import("notes", b"# Not marked").expect("imported").format, Format::PlainText);
    let pasted = import_pasted("<html><body><p>It broke.</p></body></html>").expect("imported");
    assert_eq!((pasted.format, pasted.text.as_str()), (Format::Html, "It broke."));
}

#[test]
fn what_is_hidden_or_was_lost_is_told() {
    let imported = import("a.txt", "ab\u{202E}cd \u{2066}ef".as_bytes()).expect("imported");
    assert!(imported.warnings[0].starts_with("2 characters in the text"), "{imported:?}");
    let mut bytes =
        "Brücke für Fußgänger: größer, höher, schöner, kühner, älter, öfter".as_bytes().to_vec();
    bytes.push(0xFF);
    let imported = import("a.txt", &bytes).expect("imported");
    assert!(imported.warnings[0].starts_with("1 sequence of bytes is not valid in UTF-8"));
}

#[test]
fn what_can_not_be_an_article_is_refused_with_a_reason() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    let error = import_bytes("a.txt", b"twelve bytes", &limits).expect_err("too large");
    assert!(matches!(error, ImportError::TooLarge { .. }));
    for (bytes, expected) in [
        (&b""[..], "no text"),
        (b" \n\t ", "no text"),
        (b"%PDF-1.4", "a PDF document"),
        (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
        (b"words\0words\0\0", "binary data"),
    ] {
        let error = import("a.txt", bytes).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert!(import_pasted("a\0b").is_err());
    assert_eq!(import_pasted("a b\0").expect("imported").text.as_str(), "a b");
}

#[test]
fn an_article_knows_its_text_and_a_project_its_duplicates() {
    let mut ids = SeededIds(7);
    let article = into_article(import_pasted("abc").expect("imported"), &mut ids);
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(&*article.sha256, known);
    let mut project = Project::new("P", Timestamp::from_unix_seconds(0));
    assert!(duplicates_of(&project, known).is_none());
    let id = article.id;
    project.articles = [article].into_iter().collect();
    assert_eq!(duplicates_of(&project, known).map(|a| a.id), Some(id));
}
