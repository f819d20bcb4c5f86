//! Another project in the place of the open one, or not.

use super::*;
use crate::{app::document::ReadOnly, storage::watch::DiskChange};

#[test]
fn a_file_that_is_no_project_leaves_the_open_one() {
    let mut desk = Desk::with_saved("a.ron");
    let session = desk.document().session.id;
    let broken = desk.path("b.ron");
    std::fs::write(&broken, "no project").expect("written");
    for path in [broken, desk.path("missing.ron")] {
        desk.act(Action::OpenPath(path));
        desk.finish();
        assert_eq!(desk.document().session.id, session);
        assert!(desk.document().is_editable() && desk.window.opening.is_none());
    }
    assert!(desk.said("b.ron") && desk.said("missing.ron"));
}

#[test]
fn an_edit_made_while_another_project_is_read_is_asked_about() {
    let mut desk = Desk::with_saved("a.ron");
    let (session, other) = (desk.document().session.id, desk.saved("b.ron"));
    desk.act(Action::OpenPath(other));
    desk.edit("Edited meanwhile");
    desk.finish();
    assert_eq!(desk.document().session.id, session);
    assert_eq!(desk.name(), "Edited meanwhile");
    assert!(desk.window.dialogs.is_open(), "the window asks what becomes of the edit");
    assert!(!desk.path("b.ron.lock").exists(), "the other project is not held");
}

#[test]
fn an_edit_made_while_the_file_is_read_again_is_asked_about() {
    let mut desk = Desk::with_saved("a.ron");
    desk.run(Command::ReadAgain);
    desk.edit("Edited meanwhile");
    desk.finish();
    assert_eq!(desk.name(), "Edited meanwhile");
    assert!(desk.window.dialogs.is_open());
}

#[test]
fn what_the_analyst_gave_up_is_left_once_the_other_is_there() {
    let mut desk = Desk::with_saved("a.ron");
    let other = desk.saved("b.ron");
    desk.edit("Given up");
    files::keep(&mut desk.window);
    desk.finish();
    assert!(desk.document().has_recovery);
    desk.act(Action::WithoutSaving(AfterSave::Open(other.clone())));
    desk.finish();
    assert_eq!(desk.document().path.as_ref(), Some(&other));
    let folder = desk.window.recovery.clone().expect("a folder");
    assert!(folder.list().expect("lists").copies.is_empty());
}

#[test]
fn only_one_project_is_read_at_a_time() {
    let mut desk = empty();
    let (first, second) = (desk.saved("a.ron"), desk.saved("b.ron"));
    desk.act(Action::OpenPath(first.clone()));
    desk.act(Action::OpenPath(second));
    assert!(desk.said("A project is being opened."));
    desk.act(Action::CreateProject("New".to_owned()));
    desk.finish();
    assert_eq!(desk.document().path.as_ref(), Some(&first));
}

#[test]
fn a_new_project_that_is_thought_better_of_leaves_the_open_one() {
    let mut desk = Desk::with_saved("a.ron");
    desk.edit("Mine");
    desk.run(Command::NewProject);
    assert!(desk.window.dialogs.is_open());
    desk.act(Action::WithoutSaving(AfterSave::New));
    assert_eq!(desk.name(), "Mine", "the title is not typed yet");
    desk.act(Action::CreateProject("New".to_owned()));
    assert_eq!(desk.document().project().head.title, "New");
    assert!(!desk.document().needs_saving());
}

#[test]
fn a_project_that_was_opened_is_remembered_with_what_is_left() {
    let mut desk = Desk::with_saved("a.ron");
    let path = desk.document().path.clone().expect("a file");
    let recent = desk.window.settings.recent[0].clone();
    assert_eq!((recent.path, recent.title), (path.clone(), sample().head.title.clone()));
    assert!(recent.left.contains("draft claim") || recent.left.contains("to-do"));
    desk.run(Command::CloseProject);
    assert!(desk.window.document.is_none());
    assert!(desk.window.settings.places.contains_key(&path));
}

#[test]
fn read_again_needs_a_file_and_takes_over_only_what_others_hold() {
    let mut desk = desk();
    desk.run(Command::ReadAgain);
    assert!(desk.said("The project has no file yet."));
    desk.run(Command::TakeOver);
    assert!(desk.said("No other window holds the project."));
    desk.run(Command::WriteOver);
    assert!(desk.said("Nobody else changed the file."));
    assert!(desk.window.opening.is_none());
}

#[test]
fn a_lost_right_is_not_taken_along_when_the_file_is_read_again() {
    let mut desk = Desk::with_saved("a.ron");
    let path = desk.document().path.clone().expect("a file");
    let who = crate::storage::lock::Who::here(desk.window.clock.now());
    let _theirs = crate::storage::lock::acquire(&path, &who, true).expect("taken over");
    desk.run(Command::ReadAgain);
    desk.finish();
    assert!(matches!(desk.document().read_only, Some(ReadOnly::Held(_))));
    assert_eq!(desk.document().on_disk, DiskChange::Unchanged);
}

#[test]
fn articles_read_for_a_project_that_was_left_are_not_added_to_the_next() {
    let mut desk = Desk::with_saved("a.ron");
    let text = desk.path("notes.txt");
    std::fs::write(&text, "Words stand here.").expect("written");
    desk.act(Action::ImportPaths(vec![text.clone()]));
    desk.act(Action::CreateProject("Next".to_owned()));
    desk.finish();
    assert!(!desk.window.dialogs.is_open());
    assert!(desk.said("no longer open: notes.txt"));
    desk.act(Action::ImportPaths(vec![text]));
    desk.finish();
    assert!(desk.window.dialogs.is_open());
}
