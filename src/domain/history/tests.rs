//! Undo, redo, runs of typing, and what counts as saved.

use proptest::prelude::*;

use super::{COALESCE_SECONDS, History, MAX_STEPS};
use crate::domain::{
    analyst::Analyst,
    edit::Edit,
    invariant::check,
    project::{Project, ProjectHead},
    sample::{self, at, id, rolls::rolls},
    session::Session,
    time::Timestamp,
};

fn head(title: &str) -> Edit {
    Edit::SetHead(ProjectHead { title: title.to_owned(), description: None, created: at(0) })
}

fn title(history: &History) -> &str {
    &history.present().head.title
}

/// A history of the sample after some edits of its title, each a step of its own.
fn titled(titles: &[&str]) -> History {
    let mut history = History::new(sample::project());
    for (n, title) in titles.iter().enumerate() {
        history.apply(head(title), *title, None, at(n as i64)).expect("accepted");
    }
    history
}

/// Types a title into one field at a second.
fn types(history: &mut History, title: &str, key: &str, seconds: i64) {
    history.apply(head(title), "Type", Some(key), at(seconds)).expect("accepted");
}

fn steps(history: &History) -> usize {
    history.undo_labels().count()
}

/// The project without what stands outside undo.
fn undoable(project: &Project) -> Project {
    let mut project = project.clone();
    project.analysts = std::iter::empty().collect();
    project.sessions = std::iter::empty().collect();
    project
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn all_undone_is_the_start_and_all_done_again_is_the_end(rolls in rolls(25)) {
        let start = sample::project();
        let mut history = History::new(start.clone());
        for (step, roll) in rolls.into_iter().enumerate() {
            let edit = roll.edit(history.present(), step);
            // Some run together, some are refused.
            let key = (step % 3 == 0).then_some("field");
            let _ = history.apply(edit, "Edit", key, at(step as i64));
        }
        let end = history.present().clone();
        let done = steps(&history);
        let mut undone = 0;
        while history.undo().is_some() {
            undone += 1;
            prop_assert_eq!(check(history.present()), []);
        }
        prop_assert_eq!(undone, done);
        prop_assert_eq!(undoable(history.present()), undoable(&start));
        prop_assert_eq!(&history.present().analysts, &end.analysts);
        prop_assert!(!history.is_unsaved());
        while history.redo().is_some() {
            prop_assert_eq!(check(history.present()), []);
        }
        prop_assert_eq!(undoable(history.present()), undoable(&end));
        prop_assert_eq!(&history.present().analysts, &end.analysts);
    }
}

#[test]
fn a_replaced_project_comes_back_by_one_undo() {
    let mut history = titled(&["One"]);
    let other = Project::new("Other", at(9));
    history.replace(other, "Import");
    assert_eq!((title(&history), history.undo_label()), ("Other", Some("Import")));
    assert!(history.is_unsaved());
    history.undo().expect("a step");
    assert_eq!(title(&history), "One");
    history.redo().expect("a step");
    assert_eq!(title(&history), "Other");
}

#[test]
fn undo_and_redo_tell_the_name_of_what_they_did() {
    let mut history = titled(&["one", "two"]);
    assert_eq!(history.undo_labels().collect::<Vec<_>>(), ["two", "one"]);
    assert_eq!(history.undo_label(), Some("two"));
    assert_eq!(history.undo().map(|s| s.label), Some("two".to_owned()));
    assert_eq!((title(&history), history.redo_label()), ("one", Some("two")));
    assert_eq!(history.redo().map(|s| s.label), Some("two".to_owned()));
    assert_eq!((title(&history), history.redo_label()), ("two", None));
    assert_eq!(history.redo(), None);
}

#[test]
fn an_edit_after_undo_ends_what_could_be_done_again() {
    let mut history = titled(&["one", "two"]);
    history.undo();
    assert!(history.apply(head(" "), "Refused", None, at(9)).is_err());
    assert_eq!(history.redo_label(), Some("two"), "a refused edit ends nothing");
    history.apply(head("three"), "three", None, at(9)).expect("accepted");
    assert_eq!((history.redo_label(), steps(&history)), (None, 2));
}

#[test]
fn typing_in_one_field_is_one_step_as_long_as_no_pause_is_too_long() {
    let mut history = titled(&[]);
    for (n, title) in ["b", "br", "bri", "brid"].into_iter().enumerate() {
        types(&mut history, title, "title", n as i64 * COALESCE_SECONDS);
    }
    assert_eq!(steps(&history), 1);
    types(&mut history, "bridge", "title", 4 * COALESCE_SECONDS + 1);
    assert_eq!(steps(&history), 2);
    history.undo();
    assert_eq!(title(&history), "brid");
    history.undo();
    assert_eq!(title(&history), "Bridges");
}

#[test]
fn another_field_no_field_a_pause_or_a_clock_set_back_breaks_a_run() {
    let mut history = titled(&[]);
    types(&mut history, "a", "title", 10);
    types(&mut history, "b", "other", 10);
    types(&mut history, "c", "title", 10);
    assert_eq!(steps(&history), 3);
    history.apply(head("d"), "Step", None, at(10)).expect("accepted");
    types(&mut history, "e", "title", 10);
    assert_eq!(steps(&history), 5);
    history.end_run();
    types(&mut history, "f", "title", 10);
    assert_eq!(steps(&history), 6);
    types(&mut history, "g", "title", 9);
    assert_eq!(steps(&history), 7);
}

#[test]
fn undo_and_redo_break_a_run_before_and_after_the_undone_step() {
    let mut history = titled(&[]);
    types(&mut history, "a", "title", 1);
    types(&mut history, "b", "other", 1);
    history.undo();
    types(&mut history, "c", "title", 2);
    assert_eq!(steps(&history), 2);
    history.undo();
    history.redo();
    types(&mut history, "d", "title", 3);
    assert_eq!(steps(&history), 3);
}

#[test]
fn a_refused_edit_neither_makes_a_step_nor_breaks_a_run() {
    let mut history = titled(&[]);
    types(&mut history, "a", "title", 1);
    assert!(history.apply(head(""), "Type", Some("title"), at(2)).is_err());
    types(&mut history, "b", "title", 3);
    assert_eq!((steps(&history), title(&history)), (1, "b"));
}

#[test]
fn the_oldest_steps_are_forgotten_beyond_the_bound() {
    let mut history = titled(&[]);
    for n in 0..MAX_STEPS + 10 {
        history.apply(head(&format!("{n}")), "Step", None, at(0)).expect("accepted");
    }
    let mut undone = 0;
    while history.undo().is_some() {
        undone += 1;
    }
    assert_eq!((undone, title(&history)), (MAX_STEPS, "9"));
}

fn session(opened: &[&str]) -> Edit {
    Edit::PutSession(Session {
        id: id("s2"),
        by: id("cara"),
        started: Timestamp::from_unix_seconds(0),
        ended: None,
        opened: opened.iter().map(|name| id(name)).collect(),
    })
}

fn cara() -> Edit {
    Edit::PutAnalyst(Analyst { id: id("cara"), name: "Cara Cedar".to_owned() })
}

#[test]
fn analysts_and_sessions_stay_through_undo_and_redo() {
    let mut history = titled(&["one"]);
    history.apply_outside_undo(cara()).expect("accepted");
    history.apply_outside_undo(session(&["a2"])).expect("accepted");
    let there = |h: &History| {
        h.present().analyst(id("cara")).is_some() && h.present().sessions.get(id("s2")).is_some()
    };
    assert_eq!(steps(&history), 1);
    history.undo();
    assert!(there(&history));
    history.redo();
    assert!(there(&history));
}

#[test]
fn a_session_forgets_an_article_whose_adding_is_undone() {
    let mut history = titled(&[]);
    let added = Edit::AddArticle(Box::new(sample::article("new", "Text")));
    history.apply(added, "Add article", None, at(1)).expect("accepted");
    history.apply_outside_undo(cara()).expect("accepted");
    history.apply_outside_undo(session(&["new", "a2"])).expect("accepted");
    history.undo();
    assert_eq!(check(history.present()), []);
    let opened = &history.present().sessions.get(id("s2")).expect("there").opened;
    assert_eq!(*opened, [id::<crate::domain::article::Article>("a2")]);
}

#[test]
fn a_session_knows_an_article_again_whose_removal_is_undone() {
    let mut history = titled(&[]);
    history.apply_outside_undo(cara()).expect("accepted");
    history.apply_outside_undo(session(&["a1", "a2"])).expect("accepted");
    history.apply(Edit::RemoveArticle(id("a2")), "Remove", None, at(1)).expect("accepted");
    let opened = |h: &History| h.present().sessions.get(id("s2")).expect("there").opened.clone();
    assert_eq!(opened(&history), [id("a1")]);
    // What is opened after the removal is kept, and stands behind what was opened before it.
    history.apply_outside_undo(session(&["a1", "a01"])).expect("accepted");
    history.undo();
    assert_eq!(opened(&history), [id("a1"), id("a2"), id("a01")]);
    history.redo();
    assert_eq!(opened(&history), [id("a1"), id("a01")]);
    history.undo();
    assert_eq!(check(history.present()), []);
    assert_eq!(opened(&history), [id("a1"), id("a2"), id("a01")]);
}

#[test]
fn what_is_undone_back_to_the_saved_snapshot_is_saved() {
    let mut history = titled(&["one"]);
    assert!(history.is_unsaved());
    history.mark_saved(history.present().clone());
    assert_eq!((history.is_unsaved(), history.edits_since_saved()), (false, 0));
    history.apply(head("two"), "two", None, at(9)).expect("accepted");
    assert_eq!((history.is_unsaved(), history.edits_since_saved()), (true, 1));
    history.undo();
    assert_eq!((history.is_unsaved(), history.edits_since_saved()), (false, 0));
    history.undo();
    assert!(history.is_unsaved(), "before the saved snapshot is not saved either");
    history.redo();
    assert!(!history.is_unsaved());
}

#[test]
fn what_was_edited_while_a_snapshot_was_written_stays_unsaved() {
    let mut history = titled(&["one"]);
    let snapshot = history.present().clone();
    history.apply(head("two"), "two", None, at(9)).expect("accepted");
    history.mark_saved(snapshot);
    assert!(history.is_unsaved());
    history.undo();
    assert!(!history.is_unsaved());
}

#[test]
fn that_somebody_worked_is_nothing_to_save_when_nothing_of_it_is_left() {
    let mut history = titled(&[]);
    let mut own = sample::project().sessions.get(id("s1")).cloned().expect("there");
    std::sync::Arc::make_mut(&mut own).ended = None;
    history.apply_outside_undo(Edit::PutSession((*own).clone())).expect("accepted");
    assert!(!history.is_unsaved());
    history.apply_outside_undo(cara()).expect("accepted");
    assert!(!history.is_unsaved());
    history.apply(head("edited"), "edited", None, at(9)).expect("accepted");
    assert!(history.is_unsaved());
    history.undo();
    assert!(!history.is_unsaved(), "though the analyst is known from now on");
}
