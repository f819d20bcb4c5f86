//! What is hostile, empty, huge or cut short, through every format.

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use super::*;
use crate::domain::{
    article::ArticleHead,
    claim::Claim,
    project::Project,
    sample::{at, change, claim, id, project},
    source::SourceKind,
    text::Text,
};

/// What a text from outside may hold.
const HOSTILE: &str = "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> \"quoted\" 'too' \0\u{1} \
    \u{202E}turned\u{2066} 👩‍👩‍👧 \u{301}lone \\ \\N {br{ace & % # _ $ ^ ~ @ \u{FFFE}\u{2028} \t\n-- سلام";

/// The sample with a hostile string in every field that holds words.
fn hostile() -> Project {
    let mut p = project();
    let words = || Some(HOSTILE.to_owned());
    p.head = Arc::new(crate::domain::project::ProjectHead {
        title: format!("../../{HOSTILE}"),
        description: words(),
        ..(*p.head).clone()
    });
    for (name, text) in [("minister", HOSTILE), ("courier", "=1+1"), ("officials", "@SUM(A1)")] {
        change(&mut p.sources, id(name), |source| {
            source.name = text.to_owned();
            source.aliases = vec!["+1".to_owned(), HOSTILE.to_owned()];
            source.notes = words();
            source.url = Some("javascript:alert(1)".to_owned());
        });
    }
    change(&mut p.sources, id("ministry"), |source| {
        source.name = "－dash".to_owned();
        source.kind = SourceKind::NamedIndividual;
    });
    change(&mut p.works, id("report"), |work| {
        work.title = format!("/../{HOSTILE}");
        work.container = words();
        work.publisher = words();
        work.raw = words();
        work.url = Some("http://x.example/{a}\\\"b\" \n&c=%41".to_owned());
        work.archived_url = words();
        work.pages = words();
    });
    let text = Arc::new(Text::new(format!("{HOSTILE} and more.\n{HOSTILE}\n")));
    change(&mut p.articles, id("a2"), |article| {
        article.head = Arc::new(ArticleHead {
            title: format!("..\\{HOSTILE}"),
            byline: words(),
            url: words(),
            language: words(),
            ..ArticleHead::default()
        });
        article.sha256 = text.sha256().into();
        article.claims = ["found", "silent"]
            .into_iter()
            .map(|name| Claim {
                paraphrase: words(),
                tags: vec![HOSTILE.to_owned(), "=tag".to_owned()],
                note: words(),
                ..claim(name, &text, HOSTILE)
            })
            .collect();
        article.text = Arc::clone(&text);
    });
    p.index_claims();
    p
}

fn files(format: &Format, project: &Project) -> Vec<(String, Vec<u8>)> {
    let options = Options::default();
    let export = Export { project, stem: "hostile", at: at(2000), options: &options };
    let mut memory = target::Memory::default();
    let name = format!("hostile{}", format.ending());
    let wanted = if format.shape == Shape::File { Wanted::File(&name) } else { Wanted::Folder };
    (format.write)(&export, wanted, &mut memory, &Progress::NONE)
        .unwrap_or_else(|why| panic!("{}: {why}", format.name));
    assert!(!memory.files.is_empty(), "{}", format.name);
    memory.files
}

fn check_xml(name: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let legal = |c: char| c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || "\n\t".contains(c);
    assert!(text.chars().all(legal), "{name}");
    assert!(!text.contains("<script"), "{name}");
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        let event = reader.read_event().unwrap_or_else(|why| panic!("{name}: {why}"));
        if event == quick_xml::events::Event::Eof {
            break;
        }
    }
}

fn check_table(name: &str, bytes: &[u8], delimiter: u8) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(text.ends_with("\r\n") && !text.contains('\0'), "{name}");
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    for record in reader.records() {
        for cell in &record.unwrap_or_else(|why| panic!("{name}: {why}")) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\n', '－']), "{name}: {cell}");
        }
    }
}

fn check_archive(name: &str, bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let path = entry.name().expect("a name").into_owned();
        assert!(!path.contains("..") && !path.starts_with('/') && !path.contains('\\'), "{path}");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("unpacked");
        if path.ends_with(".xml") || path.ends_with(".qde") {
            check_xml(&format!("{name}: {path}"), &content);
            assert!(!String::from_utf8_lossy(&content).contains("<f>"), "a formula in {path}");
        }
    }
}

fn check_lines(name: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(!text.contains('\0'), "{name}");
    if name.ends_with(".ris") {
        for line in text.split("\r\n").filter(|line| !line.is_empty()) {
            assert!(line.get(2..6) == Some("  - "), "{name}: {line}");
        }
    } else if name.ends_with(".dot") {
        for line in text.lines() {
            let bare = line.replace("\\\\", "").replace("\\\"", "");
            assert!(bare.matches('"').count().is_multiple_of(2), "{name}: {line}");
        }
    } else {
        let read =
            biblatex::Bibliography::parse(text).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(read.len(), 3);
    }
}

fn check(name: &str, bytes: &[u8]) {
    match name.rsplit('.').next().expect("an ending") {
        "json" | "jsonld" => {
            let _: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
        }
        "csv" => check_table(name, bytes, b','),
        "tsv" => check_table(name, bytes, b'\t'),
        "graphml" | "gexf" | "qdc" => check_xml(name, bytes),
        "xlsx" | "qdpx" => check_archive(name, bytes),
        "bib" | "ris" | "dot" => check_lines(name, bytes),
        // The others are checked where they are written.
        _ => {}
    }
}

/// Leaves a file for others' readers: with `SOURCELINE_HOSTILE=FOLDER`, every file goes there.
fn leave(format: &Format, project: &str, name: &str, bytes: &[u8]) {
    let Some(folder) = std::env::var_os("SOURCELINE_HOSTILE") else { return };
    let folder = std::path::Path::new(&folder).join(format!("{project}-{}", format.name));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(name), bytes).expect("written");
}

#[test]
fn hostile_words_come_through_every_format_as_mere_words() {
    let project = hostile();
    assert_eq!(crate::domain::invariant::check(&project), []);
    for format in FORMATS {
        for (name, bytes) in files(format, &project) {
            assert!(name::check(&name).is_ok(), "{name}");
            check(&name, &bytes);
            leave(format, "hostile", &name, &bytes);
        }
    }
}

#[test]
fn ten_megabytes_in_one_paragraph_come_through_every_format() {
    let mut p = project();
    let text = Arc::new(Text::new("words and é ".repeat(800_000)));
    change(&mut p.articles, id("a2"), |article| {
        article.sha256 = text.sha256().into();
        article.claims = [claim("found", &text, text.as_str().trim_end())].into_iter().collect();
        article.text = Arc::clone(&text);
    });
    p.links = crate::domain::chunked::Chunked::default();
    p.rulings = crate::domain::chunked::Chunked::default();
    p.todos = crate::domain::chunked::Chunked::default();
    p.index_claims();
    for format in FORMATS {
        for (name, bytes) in files(format, &p) {
            check(&name, &bytes);
            leave(format, "huge", &name, &bytes);
        }
    }
}

#[test]
fn an_empty_project_comes_through_every_format() {
    let empty = Project::new("Empty", at(0));
    for format in FORMATS {
        for (name, bytes) in files(format, &empty) {
            if !name.ends_with(".bib") {
                check(&name, &bytes);
            }
            // Nobody reviewed anything: a file without reviews is none for its readers.
            if format.name != "claim-review" {
                leave(format, "empty", &name, &bytes);
            }
        }
    }
}

#[test]
fn the_same_project_gives_the_same_bytes_in_every_format() {
    let project = project();
    for format in FORMATS {
        assert!(files(format, &project) == files(format, &project), "{}", format.name);
    }
}

#[test]
fn every_format_stops_when_it_is_cancelled() {
    let project = project();
    let options = Options::default();
    let export = Export { project: &project, stem: "s", at: at(0), options: &options };
    let cancelled = Progress { cancelled: &|| true, report: &|_| {} };
    // A codebook is written in one go.
    for format in FORMATS.iter().filter(|format| format.name != "qdc") {
        let mut memory = target::Memory::default();
        let outcome = (format.write)(&export, Wanted::Folder, &mut memory, &cancelled);
        assert!(matches!(outcome, Err(ExportError::Cancelled)), "{}: {outcome:?}", format.name);
    }
}

#[test]
fn a_preview_stops_at_its_limit() {
    let project = project();
    let options = Options::default();
    let export = Export { project: &project, stem: "s", at: at(0), options: &options };
    for format in FORMATS {
        let shown = preview(format, &export, Wanted::Folder, 200, &Progress::NONE).expect("shown");
        let bytes: usize = shown.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!((1..=200).contains(&bytes), "{}: {bytes}", format.name);
    }
}
