//! Exporting from the window, and taking over what was tagged or listed elsewhere.

use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use sourceline::{
    app::{action::Action, command::Command},
    domain::{
        analyst::Analyst,
        anchor::Anchor,
        chain::Chain,
        claim::Claim,
        edit::{Edit, apply},
        ids::{Id, IdSource as _, SeededIds},
        span::Span,
        time::Timestamp,
    },
    export::FORMATS,
    storage::write::{SaveOptions, save},
};

use crate::{
    articles::drop_files,
    stage::{Folder, Stage, TEXT, on_disk, sentence},
};

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

/// A project of so many claims that its report takes a while.
fn large(folder: &Folder) -> std::path::PathBuf {
    let words = "The bell was cast in 1702, the sexton said, and it rang until the flood came. ";
    let path = folder.project("large.ron", &words.repeat(1500));
    let mut project = on_disk(&path);
    let article = project.articles.iter().next().expect("an article").clone();
    let by =
        project.analysts.iter().next().map_or_else(|| Id::new("ann").expect("an id"), |a| a.id);
    let mut ids = SeededIds(3);
    let length = words.chars().count() as u32;
    let edits = (0..3000).map(|at| {
        let span = Span::new(at / 2 * length + at % 2 * 40, at / 2 * length + at % 2 * 40 + 24);
        let anchor = Anchor::new(&article.text, span).expect("inside");
        let mut claim = Claim::new(ids.id(), anchor, by, Timestamp::from_unix_seconds(0));
        claim.chains.push(Chain::new(ids.id(), Vec::new(), by, claim.created));
        Edit::PutClaim { article: article.id, claim: Box::new(claim) }
    });
    let analyst = Edit::PutAnalyst(Analyst { id: by, name: "Ann Ash".to_owned() });
    let edits = std::iter::once(analyst).chain(edits).collect();
    project = apply(&project, Edit::Batch(edits)).expect("applies").0;
    std::fs::remove_file(&path).expect("removed");
    save(&path, &project, None, SaveOptions::default()).expect("saved");
    path
}

#[test]
fn an_export_that_is_cancelled_while_it_writes_leaves_nothing_on_the_disk() {
    let folder = Folder::new();
    let project = large(&folder);
    let target = Folder::new();
    let mut stage = folder.open(&project);
    stage.harness.state_mut().settings.export.folder = Some(target.path(""));
    choose(&mut stage, "html");
    until_shown(&mut stage);
    stage.press("Export");
    stage.press("Cancel export");
    until_label(&mut stage, "Cancelled: nothing was written.");
    let left = std::fs::read_dir(target.path("")).expect("a folder").count();
    assert_eq!(left, 0, "neither the file nor a part of it");
    stage.press("Cancel");
    assert!(!stage.window().dialogs.is_open());
}

#[test]
fn annotations_dropped_onto_the_window_are_placed_and_their_names_can_be_given_another_meaning() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let text = folder.file("bell.txt", TEXT);
    let collection = folder.path("corpus");
    std::fs::create_dir(&collection).expect("made");
    std::fs::rename(&text, collection.join("bell.txt")).expect("moved");
    let span = sentence();
    let words: String =
        TEXT.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
    let line = format!("T1\tThing {} {}\t{}\n", span.start, span.end, words.replace('\n', " "));
    std::fs::write(collection.join("bell.ann"), line).expect("written");
    let mut stage = folder.open(&project);
    drop_files(&mut stage, vec![collection]);
    stage.until("the collection is read", |w| w.dialogs.is_open());
    assert!(stage.shows("What its names mean"));
    assert_eq!(stage.claims(), 0);
    stage.harness.get_by_role_and_label(Role::ComboBox, "Span Thing: Ignored").click();
    stage.settle();
    // Behind the command of that name stands the choice.
    let choice = stage.harness.query_all_by_role_and_label(Role::Button, "Claim").last();
    choice.expect("it is offered").click();
    stage.settle();
    stage.press("Read again");
    stage.until("it is read again", |w| w.dialogs.is_open());
    stage.press("Import");
    assert_eq!(stage.claims(), 1);
    stage.ctrl(Key::Z);
    assert_eq!(stage.claims(), 0);
}
