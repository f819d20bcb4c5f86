//! What the parts of this module promise together.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::{
    arbitrary::random_project,
    content_hash::ContentHash,
    file::{Loaded, StorageError, load, load_bytes},
    write::{SaveError, SaveOptions, save, save_through, to_text},
};
use crate::domain::{
    chunked::{Chunked, Keyed},
    edit::Edit,
    history::History,
    invariant::Violation,
    project::Project,
    sample::{self, rolls::rolls},
    time::Timestamp,
};

fn read(text: &str) -> Result<Loaded, StorageError> {
    load_bytes(Path::new("p.ron"), text.as_bytes())
}

fn equal<T: Keyed + PartialEq>(a: &Chunked<T>, b: &Chunked<T>) -> bool {
    a.iter().eq(b.iter())
}

fn assert_equal(a: &Project, b: &Project) {
    assert_eq!(a.head, b.head);
    assert!(equal(&a.analysts, &b.analysts), "analysts");
    assert!(equal(&a.sources, &b.sources), "sources");
    assert!(equal(&a.works, &b.works), "works");
    assert!(equal(&a.links, &b.links), "links");
    assert!(equal(&a.lineage, &b.lineage), "lineage");
    assert!(equal(&a.rulings, &b.rulings), "rulings");
    assert!(equal(&a.todos, &b.todos), "todos");
    assert!(equal(&a.merged, &b.merged), "merged");
    assert!(equal(&a.codebook, &b.codebook), "codebook");
    assert!(equal(&a.sessions, &b.sessions), "sessions");
    assert_eq!(a.articles.len(), b.articles.len());
    for (a, b) in a.articles.iter().zip(b.articles.iter()) {
        assert_eq!((a.id, &a.head, &a.text, &a.sha256), (b.id, &b.head, &b.text, &b.sha256));
        assert_eq!((&a.structure, &a.references), (&b.structure, &b.references));
        for (a, b) in a.claims.iter().zip(b.claims.iter()) {
            assert_eq!(a, b);
        }
        assert_eq!(a.claims.len(), b.claims.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_saved_loads_as_it_was_and_saves_to_the_same_bytes(seed: u64, size in 1_usize..12) {
        let project = random_project(seed, size);
        let text = to_text(&project);
        let loaded = read(&text).expect("loads");
        prop_assert_eq!(&loaded.violations, &[]);
        assert_equal(&project, &loaded.project);
        prop_assert_eq!(to_text(&loaded.project), text);
    }

    #[test]
    fn every_string_without_a_carriage_return_round_trips(title in any::<String>()) {
        let title = format!("x{}", title.replace('\r', ""));
        let project = Project::new(title.clone(), Timestamp::from_unix_seconds(0));
        let loaded = read(&to_text(&project)).expect("loads");
        prop_assert_eq!(&loaded.project.head.title, &title);
    }

    #[test]
    fn no_cut_or_changed_file_makes_loading_panic(seed: u64, at: usize, byte: u8) {
        let mut bytes = to_text(&random_project(seed, 3)).into_bytes();
        let at = at % bytes.len();
        let _ = load_bytes(Path::new("p.ron"), &bytes[..at]);
        bytes[at] = byte;
        let _ = load_bytes(Path::new("p.ron"), &bytes);
    }
}

/// Whether an edit is one that undo leaves alone: of analysts and sessions.
fn stands_outside_undo(edit: &Edit) -> bool {
    match edit {
        Edit::PutAnalyst(_) | Edit::PutSession(_) => true,
        Edit::Batch(edits) => edits.iter().any(stands_outside_undo),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_that_are_undone_give_the_same_bytes_step_by_step_and_done_again_too(rolls in rolls(20)) {
        // Its analysts and its session are there from the start, as after the first edit.
        let mut history = History::new(sample::project());
        let mut texts = vec![to_text(history.present())];
        for (step, roll) in rolls.into_iter().enumerate() {
            let edit = roll.edit(history.present(), step);
            if stands_outside_undo(&edit) {
                continue;
            }
            if history.apply(edit, "Edit", None, sample::at(step as i64)).is_ok() {
                texts.push(to_text(history.present()));
            }
        }
        for text in texts.iter().rev().skip(1) {
            history.undo().expect("a step for each edit");
            prop_assert_eq!(&to_text(history.present()), text);
        }
        prop_assert!(history.undo().is_none());
        for text in texts.iter().skip(1) {
            history.redo().expect("a step for each edit");
            prop_assert_eq!(&to_text(history.present()), text);
        }
    }
}

#[test]
fn a_file_with_crlf_or_a_byte_order_mark_loads_the_same() {
    let text = to_text(&random_project(5, 6));
    for changed in [text.replace('\n', "\r\n"), format!("\u{FEFF}{text}")] {
        let loaded = read(&changed).expect("loads");
        assert_eq!(to_text(&loaded.project), text);
    }
}

#[test]
fn chains_evidence_and_assessments_are_written_by_id() {
    let mut project = random_project(9, 9);
    let text = to_text(&project);
    for article in project.articles.clone().iter() {
        let mut article = article.as_ref().clone();
        let claims: Vec<_> = article.claims.iter().cloned().collect();
        for mut claim in claims {
            let changed = Arc::make_mut(&mut claim);
            changed.chains.reverse();
            changed.evidence.reverse();
            changed.assessments.reverse();
            article.claims.put(claim);
        }
        Arc::make_mut(&mut article.references).reverse();
        project.articles.put(Arc::new(article));
    }
    assert_eq!(to_text(&project), text);
}

fn with_source(field: &str) -> String {
    format!(
        "(\n version: 1,\n title: \"T\",\n created: \"2026-01-01T00:00:00Z\",\n sources: [\n  (id: \"a\", name: \"A\", kind: Document),\n  (\n   id: \"b\",\n   name: \"B\",\n   {field}\n   kind: Document,\n  ),\n ],\n codebook: (),\n)\n"
    )
}

#[test]
fn an_unknown_field_is_an_error_with_line_column_and_record() {
    read(&with_source("")).expect("loads without it");
    let error = read(&with_source("colour: \"red\",")).expect_err("unknown");
    let StorageError::Malformed { place, record, reason, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!((place.line, record.as_deref()), (10, Some("b")), "{error}");
    assert!(reason.contains("colour") && reason.contains("Source"), "{error}");
    assert!(error.to_string().ends_with(": p.ron"), "the path comes last: {error}");
}

#[test]
fn what_a_record_lacks_or_can_not_be_names_the_record() {
    for (text, id, word) in [
        (with_source("").replace("   name: \"B\",\n", ""), "b", "name"),
        (with_source("url: 7,"), "b", "string"),
        (with_source("aliases: [\"x\"").replace("kind: Document,\n  ),\n ],", ""), "b", ""),
        (
            with_source("").replace("codebook: ()", "codebook: (terms: [(id: \"t\", name: \"T\", definition: \"\", colour: \"red\")])"),
            "t",
            "red",
        ),
        (
            with_source("").replace(
                " codebook",
                " lineage: [(id: \"l\", from: Source(\"a\"), to: Work(\"w\"), kind: SpeaksFor, standing: Alleged, by: \"x\", at: \"2026-01-01T00:00:00Z\")],\n codebook",
            ),
            "l",
            "one sort",
        ),
    ] {
        match read(&text) {
            Err(StorageError::Malformed { record, reason, .. }) => {
                assert_eq!(record.as_deref(), Some(id), "{reason}\n{text}");
                assert!(reason.contains(word), "{reason}");
            }
            other => panic!("{other:?}\n{text}"),
        }
    }
}

#[test]
fn records_with_one_id_are_all_kept_and_reported() {
    let text = with_source("").replace("id: \"b\"", "id: \"a\"");
    let loaded = read(&text).expect("loads");
    let names: Vec<_> =
        loaded.project.sources.iter().map(|s| (s.id.to_string(), s.name.clone())).collect();
    assert_eq!(names, [("a".into(), "A".into()), ("a-2".into(), "B".into())]);
    assert!(
        matches!(&loaded.violations[..], [Violation::DuplicateId { record }] if record.id == "a"),
        "{:?}",
        loaded.violations
    );
}

#[test]
fn hopeless_bytes_are_refused_with_a_reason() {
    let head = "(version: 1, title: \"T\", created: \"2026-01-01T00:00:00Z\", ";
    for (bytes, word) in [
        (b"".to_vec(), "empty"),
        (b" \n\xef\xbb\xbf".to_vec(), "begin with"),
        (b"\xef\xbb\xbf \n".to_vec(), "empty"),
        (b"\xff\xfe(\0v\0".to_vec(), "UTF-8"),
        (b"(version: 1,\n\n \xc3)".to_vec(), "line 3, column 2"),
        (b"{\"version\": 1}".to_vec(), "begin with"),
        (b"(title: \"x\", version: 1)".to_vec(), "begin with"),
        (
            b"(version: 2, everything: New)".to_vec(),
            "version 2, this program reads up to version 1",
        ),
        (b"(version: 0)".to_vec(), "never such a version"),
        (format!("{head}{}", "[".repeat(1_000_000)).into_bytes(), ""),
        (format!("{head}sources: {}", "[".repeat(1_000_000)).into_bytes(), ""),
        (format!("{head}{}", "/*".repeat(1_000_000)).into_bytes(), ""),
        (format!("{head}sources: [(id: r{}", "#".repeat(1_000_000)).into_bytes(), ""),
        (format!("{head}x: {}", "Some(".repeat(1_000_000)).into_bytes(), ""),
    ] {
        let error = load_bytes(Path::new("p.ron"), &bytes).expect_err("refused").to_string();
        assert!(error.contains(word), "{error}");
        assert!(error.len() < 1000, "a message that can be read");
    }
}

#[test]
fn a_folder_and_a_missing_file_are_refused() {
    let folder = tempfile::tempdir().expect("folder");
    assert!(matches!(load(folder.path()), Err(StorageError::NotAFile { .. })));
    assert!(matches!(load(&folder.path().join("no.ron")), Err(StorageError::Io { .. })));
    let project = random_project(1, 1);
    let options = SaveOptions::default();
    assert!(matches!(
        save(folder.path(), &project, None, options),
        Err(SaveError::NotAFile { .. })
    ));
    let nowhere = folder.path().join("no/p.ron");
    assert!(matches!(save(&nowhere, &project, None, options), Err(SaveError::Io { .. })));
}

/// Fails from the n-th call on.
struct Failing {
    file: File,
    left: usize,
}

impl Failing {
    fn step(&mut self) -> io::Result<()> {
        self.left = self.left.checked_sub(1).ok_or(io::ErrorKind::StorageFull)?;
        Ok(())
    }
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.step()?;
        // A short write, as a real disk may do.
        self.file.write(&bytes[..bytes.len().min(5000)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.step()?;
        self.file.flush()
    }
}

#[test]
fn a_save_that_fails_at_any_write_leaves_the_old_file_whole_and_nothing_behind() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.ron");
    let (old, new) = (random_project(1, 3), random_project(2, 30));
    let saved = save(&path, &old, None, SaveOptions::default()).expect("saves");
    let expected = Some(saved.disk.content);
    let old_bytes = fs::read(&path).expect("reads");
    let mut failures = 0;
    loop {
        let result = save_through(&path, &new, expected, SaveOptions::default(), |file| Failing {
            file,
            left: failures,
        });
        if result.is_ok() {
            break;
        }
        assert!(matches!(result, Err(SaveError::DiskFull { .. })), "{result:?}");
        assert_eq!(fs::read(&path).expect("reads"), old_bytes, "after {failures} calls");
        let names = fs::read_dir(folder.path()).expect("lists").count();
        assert_eq!(names, 1, "a temporary file was left after {failures} calls");
        failures += 1;
    }
    assert!(failures > 10, "the project is too small for this test: {failures}");
    assert_eq!(fs::read_to_string(&path).expect("reads"), to_text(&new));
    assert_eq!(fs::read(folder.path().join("p.ron.bak")).expect("reads"), old_bytes);
}

#[test]
fn somebody_else_s_change_is_never_overwritten_unasked() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.ron");
    let project = random_project(3, 3);
    let options = SaveOptions::default();
    let saved = save(&path, &project, None, options).expect("saves");
    assert!(matches!(save(&path, &project, None, options), Err(SaveError::Exists { .. })));
    let expected = Some(saved.disk.content);
    assert_eq!(load(&path).expect("loads").disk, saved.disk);

    // The same length and the same time of change: only the content tells.
    let modified = fs::metadata(&path).expect("metadata").modified().expect("time");
    let mut bytes = fs::read(&path).expect("reads");
    let last = bytes.len() - 1;
    bytes[last] = b' ';
    fs::write(&path, &bytes).expect("changes");
    File::options().write(true).open(&path).expect("opens").set_modified(modified).expect("sets");
    assert!(matches!(
        save(&path, &project, expected, options),
        Err(SaveError::ChangedOnDisk { .. })
    ));
    assert_eq!(fs::read(&path).expect("reads"), bytes);

    let overwrite = SaveOptions { overwrite: true, ..options };
    save(&path, &project, expected, overwrite).expect("saves when asked");
    fs::remove_file(&path).expect("removes");
    let saved = save(&path, &project, expected, options).expect("makes a vanished file anew");
    assert_eq!(saved.disk.content, ContentHash::of(&fs::read(&path).expect("reads")));
}

#[test]
fn the_first_save_of_a_migrated_project_keeps_the_older_file() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.ron");
    fs::write(&path, "(version: 0)").expect("writes");
    let expected = Some(ContentHash::of(b"(version: 0)"));
    let options = SaveOptions { migrated_from: Some(0), ..SaveOptions::default() };
    let saved = save(&path, &random_project(1, 1), expected, options).expect("saves");
    save(&path, &random_project(2, 1), Some(saved.disk.content), SaveOptions::default())
        .expect("saves again");
    let kept = fs::read_to_string(folder.path().join("p.ron.v0.bak")).expect("reads");
    assert_eq!(kept, "(version: 0)");
}
