//! Exporting from the window, and taking over what was tagged or listed elsewhere.

use egui::Key;
use sourceline::{
    app::{action::Action, command::Command},
    export::FORMATS,
};

use crate::stage::{Folder, Stage, TEXT, sentence};

const RIS: &str =
    "TY  - BOOK\r\nTI  - The bells of Vardhaven\r\nAU  - Holm, Ada\r\nPY  - 1931\r\nER  - \r\n";

/// Opens the export dialog and chooses a format by keyboard.
fn choose(stage: &mut Stage, name: &str) {
    stage.ctrl(Key::E);
    assert!(stage.dialog("Export"));
    let at = FORMATS.iter().position(|format| format.name == name).expect("a format");
    stage.key(Key::Home);
    for _ in 0..at {
        stage.key(Key::ArrowDown);
    }
}

/// Waits until the thread has looked at what would be written.
fn until_shown(stage: &mut Stage) {
    let end = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while !stage.shows("How it begins") || stage.shows("Looking at what would be written") {
        assert!(std::time::Instant::now() < end, "nothing is shown");
        std::thread::sleep(std::time::Duration::from_millis(10));
        stage.harness.step();
    }
    stage.settle();
}

fn until_label(stage: &mut Stage, label: &str) {
    let end = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while !stage.shows(label) {
        assert!(std::time::Instant::now() < end, "never said: {label}");
        std::thread::sleep(std::time::Duration::from_millis(10));
        stage.harness.step();
    }
    stage.settle();
}

#[test]
fn tables_are_exported_from_the_window_and_an_existing_file_is_asked_about() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    choose(&mut stage, "csv");
    until_shown(&mut stage);
    assert!(stage.shows("What it can't carry"), "the losses are told before anything is written");
    stage.press("Export");
    until_label(&mut stage, "Exported: ");
    let claims = folder.path("bell-csv").join("claims.csv");
    let written = std::fs::read_to_string(&claims).expect("the table is there");
    assert!(written.contains("was cast in 1702"));
    stage.press("Close");
    assert!(!stage.window().dialogs.is_open());
    assert_eq!(stage.window().settings.export.format, "csv");

    std::fs::write(&claims, "mine").expect("written");
    stage.ctrl(Key::E);
    until_shown(&mut stage);
    stage.press("Export");
    until_label(&mut stage, "There is such a file already");
    assert_eq!(std::fs::read_to_string(&claims).expect("there"), "mine");
    stage.press("Replace");
    until_label(&mut stage, "Exported: ");
    assert_eq!(std::fs::read_to_string(&claims).expect("there"), written);
    stage.key(Key::Escape);
    assert!(!stage.window().dialogs.is_open());
}

#[test]
fn a_cancelled_export_leaves_nothing_behind() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.run(Command::Export);
    assert!(stage.dialog("Export"));
    until_shown(&mut stage);
    stage.press("Cancel");
    assert!(!stage.window().dialogs.is_open());
    let entries = std::fs::read_dir(folder.path("")).expect("a folder").flatten();
    let names: Vec<_> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert!(
        names.iter().all(|name| name.starts_with("bell.ron") || name == "recovery"),
        "{names:?}"
    );
}

#[test]
fn a_bibliography_comes_in_as_one_step_of_undo() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let list = folder.file("bells.ris", RIS);
    let mut stage = folder.open(&project);
    stage.harness.state_mut().outbox.send(Action::ReadAnnotations(vec![list]));
    stage.until("the file is read", |w| w.dialogs.is_open());
    assert!(stage.dialog("Import annotations") && stage.shows("1 work"));
    stage.press("Import");
    assert_eq!(stage.project().works.len(), 1);
    stage.ctrl(Key::Z);
    assert_eq!(stage.project().works.len(), 0);
}

#[test]
fn what_an_exported_project_holds_comes_into_an_empty_one_and_undo_takes_it_back() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    stage.save();
    choose(&mut stage, "json");
    until_shown(&mut stage);
    stage.press("Export");
    until_label(&mut stage, "Exported: ");
    stage.press("Close");
    drop(stage);
    let mut stage = Stage::new(folder.options(None));
    stage.harness.state_mut().outbox.send(Action::CreateProject("Empty".to_owned()));
    stage.until("a project is open", |w| w.document.is_some());
    let file = folder.path("bell.json");
    stage.harness.state_mut().outbox.send(Action::ReadAnnotations(vec![file]));
    stage.until("the file is read", |w| w.dialogs.is_open());
    stage.press("Import");
    assert_eq!(stage.claims(), 1);
    stage.ctrl(Key::Z);
    assert_eq!(stage.claims(), 0);
}
