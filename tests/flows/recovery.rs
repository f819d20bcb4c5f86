//! What was not saved when the program stopped.

use egui::Key;
use sourceline::app::{action::Action, command::Command};

use crate::stage::{Folder, Stage, TEXT, claims, line, on_disk, sentence};

/// A crash after a claim of these words was made.
fn crashed_with(folder: &Folder, project: &std::path::Path, words: sourceline::domain::span::Span) {
    let mut stage = folder.open(project);
    if stage.window().dialogs.is_open() {
        stage.press("Later");
    }
    stage.claim(words);
    stage
        .until("a recovery copy is there", |w| w.document.as_ref().is_some_and(|d| d.has_recovery));
    stage.crash();
}

#[test]
fn what_was_not_saved_is_offered_recovered_and_saved() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    crashed_with(&folder, &project, sentence());
    let mut stage = folder.open(&project);
    assert!(stage.dialog("Unsaved work was found") && stage.shows("bell.ron"));
    assert_eq!(stage.claims(), 0, "the file is shown as it is");
    stage.press("Recover");
    stage.until("the claim is there", |w| claims(w) == 1);
    assert!(stage.document().needs_saving() && stage.document().is_editable());
    stage.save();
    stage.until("the copy is removed", |w| w.tasks.running().is_empty());
    assert_eq!(on_disk(&project).claim_count(), 1);
    assert_eq!(folder.copies(), 0);
}

#[test]
fn work_that_is_put_off_survives_new_edits_and_is_recovered_by_command() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    crashed_with(&folder, &project, sentence());
    let mut stage = folder.open(&project);
    stage.press("Later");
    stage.until("it is set aside", |w| w.document.as_ref().is_some_and(|d| d.put_off.is_some()));
    stage.claim(line(4));
    stage.until("the new edit is kept, too", |w| {
        w.document.as_ref().is_some_and(|d| d.has_recovery)
    });
    assert_eq!(folder.copies(), 2);
    stage.save();
    stage.run(Command::Recover);
    assert!(stage.dialog("Unsaved work was found"));
    stage.press("Recover");
    stage.until("the older work is shown", |w| {
        let mut claims = w.document.as_ref().into_iter().flat_map(|d| d.project().claims());
        claims.next().is_some_and(|(_, c)| c.start() == sentence().start)
    });
    assert!(
        stage.shows("The file was changed by somebody else since it was read."),
        "the file has the newer claim: neither is lost unasked"
    );
    assert_eq!(on_disk(&project).claim_count(), 1);
}

#[test]
fn recovering_over_unsaved_edits_asks_first() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    crashed_with(&folder, &project, sentence());
    let mut stage = folder.open(&project);
    stage.press("Later");
    stage.until("it is set aside", |w| w.document.as_ref().is_some_and(|d| d.put_off.is_some()));
    stage.claim(line(4));
    stage.press("Recover unsaved work…");
    stage.press("Recover");
    assert!(stage.dialog("Unsaved changes"));
    stage.press("Cancel");
    assert_eq!(stage.claims(), 1);
    assert!(stage.window().opening.is_none());
}

#[test]
fn what_is_discarded_is_not_offered_again() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    crashed_with(&folder, &project, sentence());
    let mut stage = folder.open(&project);
    stage.press("Discard…");
    stage.press("Discard for good");
    stage.until("the copy is removed", |w| w.tasks.running().is_empty());
    drop(stage);
    let stage = folder.open(&project);
    assert!(!stage.window().dialogs.is_open());
    assert_eq!(folder.copies(), 0);
}

#[test]
fn a_project_that_was_never_saved_is_recovered_from_the_start_page() {
    let folder = Folder::new();
    let text = folder.file("bell.txt", TEXT);
    let mut stage = Stage::new(folder.options(None));
    stage.harness.state_mut().outbox.send(Action::ImportPaths(vec![text]));
    stage.until("the import is shown", |w| w.dialogs.is_open());
    stage.ctrl(Key::Enter);
    stage
        .until("a recovery copy is there", |w| w.document.as_ref().is_some_and(|d| d.has_recovery));
    stage.crash();

    let mut stage = Stage::new(folder.options(None));
    stage.until("the copy is found", |w| !w.recoveries.is_empty());
    assert!(stage.shows("A project that was never saved"));
    stage.run(Command::Recover);
    assert!(stage.dialog("Unsaved work was found"));
    stage.press("Recover");
    stage.until("it is there", |w| w.document.is_some());
    assert_eq!(stage.project().articles.iter().count(), 1);
    assert!(stage.document().path.is_none() && stage.document().needs_saving());
}

#[test]
fn a_damaged_copy_costs_nothing_that_is_open() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    crashed_with(&folder, &project, sentence());
    let copy = std::fs::read_dir(folder.path("recovery"))
        .expect("a folder")
        .flatten()
        .map(|e| e.path())
        .find(|p| p.to_string_lossy().ends_with(".recovery.ron"))
        .expect("a copy");
    let whole = std::fs::read(&copy).expect("reads");
    std::fs::write(&copy, &whole[..whole.len() / 2]).expect("cut short");
    let mut stage = folder.open(&project);
    stage.press("Recover");
    stage.until("it was tried", |w| w.opening.is_none() && w.messages.texts().count() > 0);
    assert!(stage.said("the recovery copy can't be read"));
    assert_eq!(stage.document().path.as_ref(), Some(&project));
    assert!(copy.exists());
}
