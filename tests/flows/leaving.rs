//! Leaving a project: by closing the window, by opening another one.

use egui::Key;
use sourceline::app::action::Action;

use crate::stage::{Folder, TEXT, claims, on_disk, sentence};

#[test]
fn closing_the_window_with_unsaved_work_asks_and_cancel_keeps_everything() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    stage.close_window();
    assert!(stage.dialog("Unsaved changes") && !stage.window().may_close);
    stage.press("Cancel");
    assert!(!stage.window().dialogs.is_open() && !stage.window().may_close);
    assert_eq!(stage.claims(), 1);
    stage.close_window();
    stage.press("Save");
    stage.until("the window closes", |w| w.may_close);
    assert_eq!(on_disk(&project).claim_count(), 1);
    assert_eq!(folder.copies(), 0, "nothing is left to recover");
}

#[test]
fn what_is_typed_when_the_window_closes_counts_as_unsaved() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    stage.save();
    stage.key(Key::S);
    stage.type_text("Parish register");
    stage.close_window();
    assert!(stage.dialog("Unsaved changes"));
    stage.press("Save");
    stage.until("the window closes", |w| w.may_close);
    let saved = on_disk(&project);
    assert_eq!(saved.sources.iter().next().expect("a source").name, "Parish register");
}

#[test]
fn what_is_not_to_be_saved_is_neither_in_the_file_nor_offered_again() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    stage
        .until("a recovery copy is there", |w| w.document.as_ref().is_some_and(|d| d.has_recovery));
    stage.close_window();
    stage.press("Don't save");
    stage.until("the window closes", |w| w.may_close);
    drop(stage);
    assert_eq!(on_disk(&project).claim_count(), 0);
    assert_eq!(folder.copies(), 0);
    let stage = folder.open(&project);
    assert!(!stage.window().dialogs.is_open());
}

#[test]
fn a_window_without_unsaved_work_closes_at_once() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.close_window();
    assert!(stage.window().may_close);
}

#[test]
fn a_project_that_cannot_be_read_leaves_the_open_one_as_it_is() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let broken = folder.file("broken.ron", "(version: 1, title: ");
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    stage.harness.state_mut().outbox.send(Action::OpenPath(broken.clone()));
    stage.settle();
    assert!(stage.dialog("Unsaved changes"));
    stage.press("Don't save");
    stage.until("the other project was tried", |w| w.opening.is_none());
    assert!(stage.said("broken.ron"));
    assert_eq!(stage.document().path.as_ref(), Some(&project));
    assert_eq!(stage.claims(), 1, "what was to be given up is still there");
    stage.save();
    assert_eq!(on_disk(&project).claim_count(), 1);
}

#[test]
fn another_project_takes_the_place_of_the_open_one_once_it_is_read() {
    let folder = Folder::new();
    let first = folder.project("first.ron", TEXT);
    let second = folder.project("second.ron", "Other words stand here.\n");
    let mut stage = folder.open(&first);
    stage.claim(sentence());
    stage.harness.state_mut().outbox.send(Action::OpenPath(second.clone()));
    stage.settle();
    stage.press("Save");
    stage.until("the second project is open", |w| {
        w.document.as_ref().is_some_and(|d| d.path.as_ref() == Some(&second))
    });
    assert_eq!(on_disk(&first).claim_count(), 1);
    assert_eq!(claims(stage.window()), 0);
    assert!(stage.document().is_editable());
    assert!(!folder.path("first.ron.lock").exists(), "the first is given back");
    stage.ctrl(Key::W);
    assert!(stage.window().document.is_none());
    assert!(stage.shows("Open first") && stage.shows("Open second"));
}

#[test]
fn opening_the_open_project_again_keeps_the_right_to_write() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    let session = stage.document().session.id;
    stage.harness.state_mut().outbox.send(Action::OpenPath(project));
    stage.until("it is read again", |w| {
        w.opening.is_none() && w.document.as_ref().is_some_and(|d| d.session.id != session)
    });
    assert!(stage.document().is_editable());
}
