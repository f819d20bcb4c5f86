use std::time::Instant;

use crate::domain::article::{BlockKind, MarkKind};
use crate::import::{ImportError, Imported, Limits, import_bytes};

const NEWS: &str = include_str!("../../../tests/fixtures/import/news.html");

fn import(page: &str) -> Imported {
    import_bytes("page.html", page.as_bytes(), &Limits::default()).expect("imported")
}

fn text(page: &str) -> String {
    import(page).text.as_str().to_owned()
}

fn marks(page: &Imported, kind: MarkKind) -> Vec<(&str, Option<&str>)> {
    let marks = page.structure.marks.iter().filter(|m| m.kind == kind);
    marks.map(|m| (page.text.slice(m.span).expect("in range"), m.target.as_deref())).collect()
}

fn blocks(page: &Imported, kind: BlockKind) -> Vec<&str> {
    let blocks = page.structure.blocks.iter().filter(|b| b.kind == kind);
    blocks.map(|b| page.text.slice(b.span).expect("in range")).collect()
}

#[test]
fn the_head_of_a_page_is_read_from_its_metadata() {
    let head = import(NEWS).head;
    assert_eq!(head.title, "Ministry was warned of the Orel dam");
    assert_eq!(head.byline.as_deref(), Some("Ana Tal"));
    assert_eq!(head.publisher.as_deref(), Some("Orel Post"));
    assert_eq!(head.published.map(|d| d.to_string()).as_deref(), Some("2021-05-03"));
    assert_eq!(head.url.as_deref(), Some("https://post.example/2021/05/orel-dam.html"));
    assert_eq!(head.language.as_deref(), Some("en-GB"));
}

#[test]
fn the_article_is_taken_and_the_site_around_it_left() {
    let page = import(NEWS);
    let text = page.text.as_str();
    for inside in ["The ministry was warned twice", "What the letters say", "the siren was silent."]
    {
        assert!(text.contains(inside), "{inside}: {text}");
    }
    for outside in ["Home", "Log in", "track(", "Tracking", "color", "All rights reserved"] {
        assert!(!text.contains(outside), "{outside}: {text}");
    }
    assert_eq!(page.warnings, Vec::<String>::new());
}

#[test]
fn headings_quotes_items_and_rows_stay_what_they_are() {
    let page = import(NEWS);
    assert_eq!(blocks(&page, BlockKind::Heading(1)), ["Ministry was warned of the Orel dam"]);
    assert_eq!(blocks(&page, BlockKind::Heading(2)), ["What the letters say"]);
    assert_eq!(
        blocks(&page, BlockKind::Quote),
        ["We ask you to act, and to act before the spring, since the water will not wait.\n\
            We remain at your disposal."]
    );
    assert!(blocks(&page, BlockKind::ListItem).starts_with(&["• First letter: 3 March"]));
    assert!(page.text.as_str().contains("\nYear | Level\n2019 | 12\u{A0}m\n2020 | 14\u{A0}m\n"));
}

#[test]
fn notes_in_the_footer_come_with_the_text_and_markers_point_to_them() {
    let page = import(NEWS);
    assert_eq!(marks(&page, MarkKind::NoteRef), [("[1]", Some("n1")), ("[2]", Some("n2"))]);
    let text = page.text.as_str();
    assert!(text.contains("newspaper,[1] and"), "{text}");
    assert!(
        text.ends_with(
            "1. Letters of 3 March and 9 April, in our archive. ↩\n\
             2. Ben Orel, “Letters”, Orel Post, 4 January 2021.\n3. A note that nothing points to."
        ),
        "{text}"
    );
}

#[test]
fn links_are_absolute_and_for_the_web_only() {
    let page = import(NEWS);
    let address = Some("https://post.example/2021/01/letters.html");
    assert_eq!(marks(&page, MarkKind::Link), [("we reported", address)]);
}

#[test]
fn a_page_without_an_article_is_taken_whole() {
    assert_eq!(
        text("<body><div>One <b>two</b><span> </span>three</div><br><q>Four</q>\n five<br>six"),
        "One two three\n“Four” five\nsix"
    );
}

#[test]
fn what_is_preformatted_ruby_numbered_or_nested_keeps_its_shape() {
    assert_eq!(
        text("<pre>\n a\n  b\n</pre><ol start=3 type=a><li>x<ul><li>y</ul>z<li value=9>w</ol>"),
        " a\n  b\nc. x\n• y\nz\ni. w"
    );
    assert_eq!(text("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>"), "漢(かん)");
    assert_eq!(
        text("<table><tr><td><p>One</p><p>Two</p></td><td>Three</td></tr></table>"),
        "One\nTwo\nThree"
    );
}

#[test]
fn markers_without_brackets_get_them_and_back_links_do_not() {
    let page = import(
        "<p>A<sup>[<a href='#x'>3</a>]</sup> b<a href='#x'><sup>4</sup></a> m<sup>2</sup> \
         c<a href='#x'>[5]</a> <a href='#x'>below</a></p>\
         <ol><li id=x><a href='#y'>[1]</a> <sup><a href='#y'>a</a></sup> Entry</ol><p id=y>",
    );
    // `y` stands after the entry here, so its links count as markers; `x` is the note.
    assert!(page.text.as_str().starts_with("A[3] b[4] m2 c[5] below\n"), "{:?}", page.text);
    let notes = marks(&page, MarkKind::NoteRef);
    assert!(notes.starts_with(&[("3", Some("x")), ("[4]", Some("x")), ("[5]", Some("x"))]));
    assert_eq!(marks(&page, MarkKind::Superscript), [("2", None)]);
    let back = import(
        "<p id=y>A<a href='#x'>[1]</a></p><p id=x><a href='#y'>[1]</a> <sup><a href='#y'>a</a></sup> E",
    );
    assert_eq!(back.text.as_str(), "A[1]\n[1] a E");
    assert_eq!(marks(&back, MarkKind::NoteRef), [("[1]", Some("x"))]);
}

#[test]
fn raised_words_and_signs_are_markers_where_their_note_follows() {
    let page = import(
        "<p>It shone.<sup><a href='#keeper'>keeper</a></sup> It did not.<a href='#odd'><sup>‡‡</sup></a>          Read <sup><a href='#nowhere'>more</a></sup> or          <sup><a href='#keeper'>go on reading below</a></sup>.</p>         <h2>Notes</h2><p id=keeper>keeper: Ann Lind, Lamps, 2003.</p><p id=odd>‡‡ Not in fog.          <sup><a href='#keeper'>up</a></sup></p>",
    );
    assert!(page.text.as_str().starts_with("It shone.[keeper] It did not.[‡‡] Read more or"));
    let notes = marks(&page, MarkKind::NoteRef);
    assert_eq!(notes, [("[keeper]", Some("keeper")), ("[‡‡]", Some("odd"))]);
    let found = crate::analysis::references::recognise(&page.text, &page.structure);
    let cited: Vec<_> = found.references.iter().map(|e| (&e.label[..], e.markers.len())).collect();
    assert_eq!(cited, [("keeper", 1), ("‡‡", 1)]);
}

#[test]
fn character_references_for_controls_do_no_harm() {
    assert_eq!(
        text("<p>a&#13;b&#0;c&#x202E;d</p><pre>e&#13;\nf</pre>"),
        "a b\u{FFFD}c\u{202E}d\ne\nf"
    );
}

#[test]
fn a_hundred_thousand_levels_are_refused_at_once() {
    let started = Instant::now();
    for tag in ["<div>", "<b>", "<table><td>", "<ul><li>", "<svg>", "<template>", "<font size=1>x"]
    {
        let page = tag.repeat(100_000);
        let result = import_bytes("a.html", page.as_bytes(), &Limits::default());
        let refused = matches!(result, Err(ImportError::TooDeep { .. } | ImportError::Empty));
        assert!(refused, "{tag} {:?}", result.map(|i| i.text.len()));
    }
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn few_bytes_that_make_many_nodes_are_refused() {
    let fonts: String =
        (0..400).flat_map(|n| ["<font size=".to_owned(), n.to_string(), ">".to_owned()]).collect();
    let page = format!("<p>{fonts}</p>{}", "<p>a".repeat(20_000));
    let limits = Limits { nodes: 100_000, ..Limits::default() };
    let error = import_bytes("a.html", page.as_bytes(), &limits).expect_err("too many");
    assert!(matches!(error, ImportError::TooManyNodes { .. }), "{error}");
}

#[test]
fn a_tag_with_countless_attributes_is_given_up() {
    let attributes: String = (0..20_000).flat_map(|n| [" a".to_owned(), n.to_string()]).collect();
    let limits = Limits { parse_milliseconds: 1, ..Limits::default() };
    let page = format!("<a{attributes}>x</a>");
    let error = import_bytes("a.html", page.as_bytes(), &limits).expect_err("too slow");
    assert!(matches!(error, ImportError::TooSlow), "{error}");
}

#[test]
fn lists_of_contents_and_what_is_not_for_the_eye_are_left_out() {
    assert_eq!(
        text(
            "<div id=toc><h2>Contents</h2><a href='#a'>1</a></div><h2 id=a>Orel<span \
             class=mw-editsection>[edit]</span></h2><p style='Display: none'>x<p aria-hidden=true>y\
             <template><p>z</template><noscript>w</noscript><p>Words."
        ),
        "Orel\nWords."
    );
}

#[test]
fn sources_that_nobody_cites_come_with_the_text() {
    let body = "<p>The dam broke on a Sunday, at four in the morning, when all were asleep.</p>"
        .repeat(12);
    let page = format!(
        "<body><div class=menu><a href=/>Home</a> <a href=/b>Shop</a></div><div class=content>{body}</div>\
         <div class=extra><h2>Further reading</h2><ul><li><a href=/x>Tal, Dams</a></li>\
         <li><a href=/y>Orel, Water</a></li></ul><h2>Shop</h2><ul><li><a href=/z>Mugs</a></li></ul></div>"
    );
    let text = text(&page);
    assert!(text.ends_with("asleep.\nFurther reading\n• Tal, Dams\n• Orel, Water"), "{text}");
}

#[test]
fn wide_pages_take_bounded_time() {
    for piece in ["<p>word, and word", "<br>", "<a href=#a>1</a>", "<h2></h2>", "<li>a", "<td>a"] {
        let started = Instant::now();
        let _ = import_bytes("a.html", piece.repeat(5_000).as_bytes(), &Limits::default());
        assert!(started.elapsed().as_secs() < 10, "{piece} {:?}", started.elapsed());
    }
}
