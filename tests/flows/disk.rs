//! What others do to the file: change it, remove it, take it over; and saving elsewhere.

use egui::{Key, Modifiers};
use sourceline::{
    app::{
        action::Action, command::Command, document::ReadOnly, tasks::dialogs::Picker,
        window::Options,
    },
    storage::watch::DiskChange,
};

use crate::stage::{Folder, Stage, TEXT, claims, line, on_disk, sentence};

/// Somebody else makes a claim of the last paragraph and saves.
fn change_by_somebody_else(folder: &Folder, project: &std::path::Path) {
    let copy = folder.path("elsewhere.ron");
    std::fs::copy(project, &copy).expect("copied");
    let mut other = folder.open(&copy);
    other.claim(line(4));
    other.save();
    drop(other);
    std::fs::copy(&copy, project).expect("copied back");
}

#[test]
fn a_changed_file_is_noticed_and_read_again() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    change_by_somebody_else(&folder, &project);
    stage.until("the change is noticed", |w| {
        w.document.as_ref().is_some_and(|d| d.on_disk == DiskChange::Changed)
    });
    assert!(stage.shows("The file was changed by somebody else since it was read."));
    stage.press("Read again from file…");
    stage.until("their claim is there", |w| claims(w) == 1);
    assert_eq!(stage.document().on_disk, DiskChange::Unchanged);
    assert!(stage.document().is_editable());
}

#[test]
fn a_save_over_a_changed_file_is_refused_and_reading_it_again_asks_about_my_edits() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    change_by_somebody_else(&folder, &project);
    stage.ctrl(Key::S);
    stage.until("the save is refused", |w| {
        w.document.as_ref().is_some_and(|d| d.on_disk == DiskChange::Changed)
    });
    assert!(stage.document().needs_saving());
    stage.run(Command::ReadAgain);
    assert!(stage.dialog("Read the file again?"));
    stage.key(Key::Enter);
    assert!(stage.dialog("Read the file again?"), "Enter alone loses nothing");
    stage.press("Cancel");
    stage.press("Read again from file…");
    stage.press("Read it again, losing my edits");
    stage.until("their claim is in the place of mine", |w| {
        let mut claims = w.document.as_ref().into_iter().flat_map(|d| d.project().claims());
        claims.next().is_some_and(|(_, c)| c.start() == line(4).start)
    });
    assert_eq!(stage.claims(), 1);
    assert!(!stage.document().needs_saving() && !stage.window().dialogs.is_open());
}

#[test]
fn my_project_is_written_over_theirs_on_my_word_and_theirs_stays_beside_it() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    change_by_somebody_else(&folder, &project);
    stage.ctrl(Key::S);
    stage.until("the save is refused", |w| {
        w.document.as_ref().is_some_and(|d| d.on_disk == DiskChange::Changed)
    });
    stage.press("Write over file…");
    stage.press("Write mine over it");
    stage.until_saved();
    let start = |path| on_disk(path).claims().next().expect("a claim").1.start();
    assert_eq!(start(&project), sentence().start);
    let theirs = folder.path("theirs.ron");
    std::fs::copy(folder.path("bell.ron.bak"), &theirs).expect("their version is kept");
    assert_eq!(start(&theirs), line(4).start);
}

#[test]
fn a_file_that_is_gone_is_told_asked_about_and_written_anew() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    std::fs::remove_file(&project).expect("removed");
    stage.until("it is noticed", |w| {
        w.document.as_ref().is_some_and(|d| d.on_disk == DiskChange::Gone)
    });
    assert!(stage.shows("The file is gone: "));
    stage.close_window();
    assert!(stage.dialog("Unsaved changes") && stage.shows("what is shown here is in no file"));
    stage.press("Cancel");
    stage.press("Write over file…");
    stage.until_saved();
    assert_eq!(on_disk(&project).articles.iter().count(), 1);
    assert!(!stage.shows("The file is gone: "));
}

#[test]
fn save_as_goes_on_in_the_new_file_and_gives_the_old_one_back() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let other = folder.path("other.ron");
    let picker = Picker::Fixed(vec![other.clone()]);
    let mut stage = Stage::new(Options { picker, ..folder.options(Some(&project)) });
    stage.until("the project opens", |w| w.document.is_some());
    stage.claim(sentence());
    stage.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    stage.until_saved();
    assert_eq!(stage.document().path.as_ref(), Some(&other));
    assert_eq!((on_disk(&project).claim_count(), on_disk(&other).claim_count()), (0, 1));
    assert!(!folder.path("bell.ron.lock").exists() && folder.path("other.ron.lock").exists());
    stage.claim(line(4));
    stage.save();
    assert_eq!((on_disk(&project).claim_count(), on_disk(&other).claim_count()), (0, 2));
}

#[test]
fn save_as_while_a_save_is_under_way_is_done_after_it() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let other = folder.path("other.ron");
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    let outbox = &mut stage.harness.state_mut().outbox;
    outbox.run(Command::Save);
    outbox.send(Action::SaveTo(other.clone()));
    outbox.run(Command::Save);
    stage.until("it goes on in the other file", |w| {
        w.document.as_ref().is_some_and(|d| d.path.as_ref() == Some(&other) && d.saving.is_none())
    });
    assert_eq!((on_disk(&project).claim_count(), on_disk(&other).claim_count()), (1, 1));
}

#[test]
fn a_second_window_reads_only_and_can_take_over() {
    let folder = Folder::new();
    let project = folder.project("shared.ron", TEXT);
    let first = folder.open(&project);
    assert!(first.document().is_editable());
    let mut second = folder.open(&project);
    assert!(!second.document().is_editable());
    second.press("Take over the project");
    second.until("the second window may write", |w| {
        w.document.as_ref().is_some_and(sourceline::app::document::Document::is_editable)
    });
}

/// Two windows: the second took the project over from the first, which has a claim unsaved.
fn taken_over(folder: &Folder, project: &std::path::Path, picker: Picker) -> (Stage, Stage) {
    let mut first = Stage::new(Options { picker, ..folder.options(Some(project)) });
    first.until("the project opens", |w| w.document.is_some());
    first.claim(sentence());
    let mut second = folder.open(project);
    second.key(Key::Escape);
    second.run(Command::TakeOver);
    second.until("the second window may write", |w| {
        w.document.as_ref().is_some_and(sourceline::app::document::Document::is_editable)
    });
    first.ctrl(Key::S);
    first.until("the first window learns of it", |w| {
        let document = w.document.as_ref();
        document.is_some_and(|d| matches!(d.read_only, Some(ReadOnly::LockLost(_))))
    });
    (first, second)
}

#[test]
fn who_lost_the_lock_saves_elsewhere_and_the_other_s_file_stays_theirs() {
    let folder = Folder::new();
    let project = folder.project("shared.ron", TEXT);
    let mine = folder.path("mine.ron");
    let (mut first, _second) = taken_over(&folder, &project, Picker::Fixed(vec![mine.clone()]));
    assert_eq!(first.claims(), 1);
    assert_eq!(on_disk(&project).claim_count(), 0, "the save was refused");
    first.press("Close message");
    first.press("Save as…");
    first.until_saved();
    assert!(first.document().is_editable());
    assert_eq!((on_disk(&project).claim_count(), on_disk(&mine).claim_count()), (0, 1));
}

#[test]
fn who_takes_the_project_back_is_offered_the_edits_that_could_not_be_saved() {
    let folder = Folder::new();
    let project = folder.project("shared.ron", TEXT);
    let (mut first, _second) = taken_over(&folder, &project, Picker::InWindow);
    first.press("Take over the project");
    first.until("the first window may write again", |w| {
        w.document.as_ref().is_some_and(sourceline::app::document::Document::is_editable)
    });
    assert!(first.dialog("Unsaved work was found"));
    first.press("Recover");
    first.until("the claim is back", |w| claims(w) == 1);
    first.save();
    assert_eq!(on_disk(&project).claim_count(), 1);
}
