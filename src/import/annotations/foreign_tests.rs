//! What other programs write, each in its own habits: the fixtures stand in
//! `tests/fixtures/annotations`, written for this purpose.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::domain::{
    analyst::Analyst,
    article::{Article, ArticleHead},
    edit::apply,
    ids::SeededIds,
    link::LinkKind,
    sample::{at, id},
    text::Text,
};
use crate::import::{Format, Imported, into_article};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/annotations")
}

/// A program's folder as the archive that it writes.
fn packed(program: &str) -> Vec<u8> {
    let root = fixtures().join(program);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).expect("inside").display().to_string();
            archive.start_file(name, SimpleFileOptions::default()).expect("begun");
            archive.write_all(&fs::read(path).expect("read")).expect("packed");
        }
    }
    archive.finish().expect("finished").into_inner()
}

fn empty() -> Project {
    let empty = Project::new("Empty", at(0));
    let ann = Analyst { id: id("ann"), name: "Ann Ash".to_owned() };
    apply(&empty, Edit::PutAnalyst(ann)).expect("added").0
}

fn read(into: &Project, name: &str, bytes: &[u8]) -> (Project, Vec<Left>) {
    let mut ids = SeededIds(5);
    let mut context = Context { project: into, by: id("ann"), at: at(0), ids: &mut ids };
    let brought = read_bytes(name, bytes, &mut context).expect(name);
    (apply(into, Edit::Batch(brought.edits)).expect("applied").0, brought.left)
}

fn text() -> String {
    fs::read_to_string(fixtures().join("bridge.txt")).expect("read")
}

/// The words of all claims, in order.
fn words(project: &Project) -> Vec<String> {
    project.claims().map(|(_, claim)| claim.quotation()).collect()
}

const QUOTATIONS: [&str; 4] =
    ["the bridge is safe", "found no cracks at all", "Nobody saw the report", "پل امن است"];

#[test]
fn each_program_of_qualitative_analysis_is_read_with_its_own_habits() {
    for (program, who, tags) in [
        ("atlasti", "Della Dorn", ["safety", "denial"]),
        ("nvivo", "ELM", ["Safety", ""]),
        ("qualcoder", "default", ["reassurance", "secrecy"]),
    ] {
        let (project, _) = read(&empty(), "project.qdpx", &packed(program));
        assert_eq!(words(&project), QUOTATIONS, "{program}");
        let article = project.articles.iter().next().expect("an article");
        assert_eq!(article.text.as_str(), text(), "{program}");
        for (index, (_, claim)) in project.claims().enumerate() {
            assert_eq!(project.analyst_name(claim.by), who, "{program}");
            let wanted: Vec<_> = [tags[index % 2]].into_iter().filter(|t| !t.is_empty()).collect();
            assert_eq!(claim.tags, wanted, "{program}");
        }
    }
}

#[test]
fn atlas_ti_brings_comments_links_and_what_has_no_words_is_told() {
    let (project, left) = read(&empty(), "project.qdpx", &packed("atlasti"));
    let claims: Vec<_> = project.claims().map(|(_, claim)| claim).collect();
    assert_eq!(claims[1].note.as_deref(), Some("ask the engineers"));
    assert_eq!(claims[0].modified.to_string(), "2024-03-01T10:05:00Z");
    let links: Vec<_> = project.links.iter().map(|l| (l.from, l.kind, l.to)).collect();
    assert_eq!(links, [(claims[2].id, LinkKind::Contradicts, claims[0].id)]);
    for told in ["the link \"expands\"", "photo of the pier"] {
        assert!(left.iter().any(|left| left.what.contains(told)), "{told}: {left:?}");
    }
}

#[test]
fn nvivo_counts_line_ends_as_two_and_its_cases_and_memos_are_told() {
    let (project, left) = read(&empty(), "project.qdpx", &packed("nvivo"));
    let kinds: Vec<_> = project.claims().flat_map(|(_, claim)| &claim.evidence).collect();
    assert_eq!(kinds.len(), 2, "a code with the name of an evidence kind is one");
    assert!(project.sources.is_empty(), "an interviewee is no source of a claim");
    for told in ["1 cases", "Memo"] {
        assert!(left.iter().any(|left| left.what.contains(told)), "{told}: {left:?}");
    }
}

#[test]
fn qualcoder_journals_are_told_and_its_memos_stay_with_their_claims() {
    let (project, left) = read(&empty(), "project.qdpx", &packed("qualcoder"));
    let notes: Vec<_> = project.claims().map(|(_, claim)| claim.note.as_deref()).collect();
    assert_eq!(notes, [Some("important memo"), None, None, None]);
    assert!(left.iter().any(|left| left.what.contains("Journal: first thoughts")), "{left:?}");
}

#[test]
fn qualitative_coding_names_its_selections_by_lines_and_counts_code_points() {
    let (project, left) = read(&empty(), "project.qdpx", &packed("qualitative-coding"));
    let text = text();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(words(&project), lines[2..4].to_vec());
    assert_eq!(left, []);
}

#[test]
fn hypothesis_notes_are_found_by_their_words_and_what_was_edited_out_is_lost() {
    let bytes = fs::read(fixtures().join("hypothesis.json")).expect("read");
    let imported = Imported {
        head: ArticleHead {
            title: "Aldersey bridge".to_owned(),
            url: Some("https://gazette.example/aldersey-bridge".to_owned()),
            ..ArticleHead::default()
        },
        text: Text::new(text()),
        structure: crate::domain::article::Structure::default(),
        format: Format::PlainText,
        encoding: "UTF-8",
        warnings: Vec::new(),
    };
    let article: Article = into_article(imported, &mut SeededIds(1));
    let with = apply(&empty(), Edit::AddArticle(Box::new(article))).expect("added").0;
    let (project, left) = read(&with, "hypothesis.json", &bytes);
    let held: Vec<_> = project
        .claims()
        .filter(|(_, claim)| !claim.anchors[0].is_lost())
        .map(|(_, claim)| claim.quotation())
        .collect();
    assert_eq!(held, QUOTATIONS);
    let lost: Vec<_> = project.claims().filter(|(_, c)| c.anchors[0].is_lost()).collect();
    assert_eq!(lost.len(), 1);
    assert!(lost[0].1.quotation().starts_with("words that were edited out"));
    let noted = project.claims().find(|(_, claim)| claim.quotation() == QUOTATIONS[2]);
    let note = noted.and_then(|(_, claim)| claim.note.clone());
    assert_eq!(note.as_deref(), Some("Why not?\n\nhal: It was shelved."));
    assert!(left.iter().any(|left| left.what.contains("hyp8")), "{left:?}");
}
