//! Saves that follow each other, fail, or end in another file.

use super::*;
use crate::{
    app::{document::ReadOnly, tasks::work::Outcome},
    domain::invariant,
    storage::{file::load, watch::DiskChange},
};

#[test]
fn a_save_asked_for_during_a_save_is_done_with_what_was_edited_in_between() {
    let mut desk = Desk::with_saved("a.ron");
    let path = desk.document().path.clone().expect("a file");
    desk.edit("First");
    desk.run(Command::Save);
    desk.edit("Second");
    desk.run(Command::Save);
    desk.finish();
    assert!(!desk.document().needs_saving());
    let saved = load(&path).expect("readable").project;
    assert_eq!(saved.sources.iter().next().expect("a source").name, "Second");
}

#[test]
fn what_is_left_to_do_is_noted_with_every_save() {
    let mut desk = Desk::with_saved("a.ron");
    desk.window.settings.recent[0].left.clear();
    desk.edit("Mine");
    desk.run(Command::Save);
    desk.finish();
    let left = desk.window.settings.recent[0].left.clone();
    assert!(left.contains("draft claim") || left.contains("to-do"), "{left}");
}

#[test]
fn a_save_elsewhere_is_done_even_if_the_one_before_it_was_refused() {
    let mut desk = Desk::with_saved("a.ron");
    let (path, other) = (desk.path("a.ron"), desk.path("b.ron"));
    desk.edit("Mine");
    std::fs::write(&path, "somebody else's").expect("written");
    desk.run(Command::Save);
    desk.act(Action::SaveTo(other.clone()));
    desk.finish();
    assert_eq!(desk.document().path.as_ref(), Some(&other));
    assert_eq!(desk.document().on_disk, DiskChange::Unchanged);
    assert!(!desk.document().needs_saving());
    assert_eq!(std::fs::read_to_string(&path).expect("reads"), "somebody else's");
}

#[test]
fn what_waits_for_a_save_that_is_refused_does_not_happen() {
    let mut desk = Desk::with_saved("a.ron");
    desk.edit("Mine");
    std::fs::write(desk.path("a.ron"), "somebody else's").expect("written");
    desk.act(Action::SaveThen(AfterSave::Close));
    desk.finish();
    assert!(desk.window.document.is_some());
    assert_eq!(desk.document().on_disk, DiskChange::Changed);
    assert!(desk.window.dialogs.after_save.is_none());
}

/// A window with a project that breaks a rule.
fn broken() -> Desk {
    let mut desk = empty();
    let mut broken = sample();
    let mut article = (**broken.articles.iter().next().expect("an article")).clone();
    article.sha256 = "0".repeat(64).into();
    broken.articles = [article].into_iter().collect();
    broken.index_claims();
    let violations = invariant::check(&broken);
    assert!(!violations.is_empty());
    let now = desk.window.clock.now();
    let mut document = Document::new(broken, None, "Ada", desk.window.outbox.ids(), now);
    document.violations = violations;
    document.read_only = Some(ReadOnly::Violations);
    show_document(&mut desk.window, document);
    desk
}

#[test]
fn a_broken_project_saved_elsewhere_is_still_read_only() {
    let mut desk = broken();
    let path = desk.path("b.ron");
    desk.act(Action::SaveTo(path.clone()));
    desk.finish();
    assert_eq!(desk.document().path.as_ref(), Some(&path));
    assert!(matches!(desk.document().read_only, Some(ReadOnly::Violations)));
}

#[test]
fn a_task_that_stops_ends_only_what_waited_for_it() {
    let mut desk = Desk::with_saved("a.ron");
    let waits = |desk: &mut Desk| desk.window.tasks.spawn("Waiting", false, |_| Outcome::Nothing);
    let (saving, keeping, search) = (waits(&mut desk), waits(&mut desk), waits(&mut desk));
    desk.document().saving = Some(saving);
    desk.window.keeping = Some(keeping);
    desk.window.searching = Some(search);
    outcomes::stopped(&mut desk.window, search, "The search stopped.".to_owned());
    assert_eq!((desk.window.searching, desk.window.keeping), (None, Some(keeping)));
    assert_eq!(desk.document().saving, Some(saving));
    desk.document().save_next(None, Some(AfterSave::Quit));
    outcomes::stopped(&mut desk.window, saving, "The save stopped.".to_owned());
    assert_eq!((desk.document().saving, desk.document().next_save.take()), (None, None));
    assert_eq!(desk.window.keeping, Some(keeping));
    outcomes::stopped(&mut desk.window, keeping, "The copy stopped.".to_owned());
    assert_eq!(desk.window.keeping, None);
    let (kept, revision) = (desk.document().kept.0, desk.document().revision);
    assert_eq!(kept, revision, "it is not tried again at once");
    assert!(desk.said("The search stopped.") && desk.said("The copy stopped."));
}

#[test]
fn a_recovery_copy_that_comes_too_late_is_removed() {
    let mut desk = Desk::with_saved("a.ron");
    desk.edit("Mine");
    files::keep(&mut desk.window);
    desk.act(Action::WithoutSaving(AfterSave::Close));
    assert!(desk.window.document.is_none());
    desk.finish();
    let folder = desk.window.recovery.clone().expect("a folder");
    assert!(folder.list().expect("lists").copies.is_empty());
}

#[test]
fn a_file_that_comes_back_is_no_longer_gone() {
    let mut desk = Desk::with_saved("a.ron");
    let (path, away) = (desk.path("a.ron"), desk.path("away"));
    for (from, to, expected) in
        [(&path, &away, DiskChange::Gone), (&away, &path, DiskChange::Unchanged)]
    {
        std::fs::rename(from, to).expect("moved");
        files::check_disk(&mut desk.window);
        desk.finish();
        assert_eq!(desk.document().on_disk, expected);
        assert_eq!(desk.document().needs_saving(), expected == DiskChange::Gone);
    }
}

#[test]
fn repairs_are_not_enough_to_write_what_another_window_holds() {
    let mut desk = broken();
    let held = Desk::with_saved("a.ron").document().lock.as_ref().expect("held").info().clone();
    let path = desk.path("a.ron");
    desk.document().path = Some(path);
    desk.document().held_by = Some(Box::new(held));
    desk.act(Action::ApplyRepairs);
    desk.finish();
    assert!(desk.document().violations.is_empty());
    assert!(matches!(desk.document().read_only, Some(ReadOnly::Held(_))));
}
