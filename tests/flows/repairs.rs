//! A project that breaks rules: shown, repaired, saved.

use egui::Key;
use sourceline::{
    app::{
        command::Command,
        document::{Document, ReadOnly},
    },
    storage::file::load,
};

use crate::stage::{Folder, TEXT, on_disk, sentence};

/// Makes the project break a rule: its article's hash is that of another text.
fn breaks_a_rule(project: &std::path::Path) {
    let text = std::fs::read_to_string(project).expect("reads");
    let at = text.find("sha256: \"").expect("a hash") + "sha256: \"".len();
    let digit = if &text[at..=at] == "0" { "1" } else { "0" };
    let broken = format!("{}{digit}{}", &text[..at], &text[at + 1..]);
    std::fs::write(project, broken).expect("written");
    assert_eq!(load(project).expect("readable").violations.len(), 1);
}

#[test]
fn a_broken_project_is_read_only_until_it_is_repaired_and_its_file_until_it_is_saved() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    breaks_a_rule(&project);
    let before = std::fs::read_to_string(&project).expect("reads");
    let mut stage = folder.open(&project);
    assert!(stage.shows("This project breaks 1 rule and is open for reading only."));
    stage.select(sentence());
    stage.key(Key::C);
    assert_eq!(stage.claims(), 0);
    stage.press("Show repairs…");
    assert!(stage.dialog("Repairs"));
    stage.press("Make 1 repair");
    stage.until("it can be changed", |w| w.document.as_ref().is_some_and(Document::is_editable));
    assert!(!stage.shows("This project breaks"));
    assert_eq!(std::fs::read_to_string(&project).expect("reads"), before);
    stage.claim(sentence());
    stage.save();
    assert_eq!(on_disk(&project).claim_count(), 1);
}

#[test]
fn a_broken_project_that_another_window_holds_is_not_written_even_when_repaired() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    breaks_a_rule(&project);
    let _first = folder.open(&project);
    let mut second = folder.open(&project);
    second.run(Command::Repair);
    second.press("Make 1 repair");
    second.until("it is repaired", |w| {
        let document = w.document.as_ref();
        document.is_some_and(|d| matches!(d.read_only, Some(ReadOnly::Held(_))))
    });
    assert!(second.shows("has this project open"));
}
