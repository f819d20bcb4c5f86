//! Tagging: from an empty project to a claim, undo, the palette, the caret.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sourceline::{
    app::{action::Action, command::Command, tasks::dialogs::Picker, window::Options},
    domain::span::Span,
    storage::file::load,
};

use crate::stage::{Folder, Stage, TEXT, claims, line, sentence};

fn import(stage: &mut Stage, folder: &Folder) {
    let text = folder.file("bell.txt", TEXT);
    stage.harness.state_mut().outbox.send(Action::ImportPaths(vec![text]));
    stage.harness.step();
    stage.until("the import is shown", |w| w.dialogs.is_open());
    stage.ctrl(Key::Enter);
    stage.until("the article is there", |w| w.position.article.is_some());
}

#[test]
fn a_text_is_imported_tagged_by_keyboard_saved_and_there_after_a_restart() {
    let folder = Folder::new();
    let project = folder.path("bell.ron");
    let picker = Picker::Fixed(vec![project.clone()]);
    let mut stage = Stage::new(Options { picker, ..folder.options(None) });
    import(&mut stage, &folder);

    stage.select(sentence());
    stage.harness.key_press(Key::C);
    stage.until("there is a claim", |w| claims(w) == 1);
    stage.type_text("Parish register");
    stage.key(Key::Enter);
    stage.harness.key_press(Key::Num5);
    stage.type_text("5");
    stage.harness.key_press(Key::H);
    stage.type_text("h");
    stage.key(Key::Enter);
    stage.save();
    drop(stage);

    let loaded = load(&project).expect("readable");
    assert!(loaded.violations.is_empty(), "{:?}", loaded.violations);
    let (_, claim) = loaded.project.claims().next().expect("a claim");
    assert_eq!(claim.anchors[0].span, sentence());
    assert_eq!(claim.evidence[0].kind.as_str(), "official-document");
    assert_eq!(claim.assessments.len(), 1);
    let source = claim.chains[0].hops[0].sources[0];
    assert_eq!(loaded.project.source(source).expect("there").name, "Parish register");
    assert_eq!(loaded.project.sessions.len(), 1);

    let stage = folder.open(&project);
    assert_eq!(stage.claims(), 1);
    assert!(stage.document().is_editable());
}

#[test]
fn undo_and_redo_name_what_they_do() {
    let folder = Folder::new();
    let mut stage = Stage::new(folder.options(None));
    import(&mut stage, &folder);
    stage.claim(sentence());
    stage.ctrl(Key::Z);
    stage.until("the claim is gone", |w| claims(w) == 0);
    assert!(stage.said("Undone: New claim"));
    stage.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    stage.until("the claim is back", |w| claims(w) == 1);
}

#[test]
fn the_palette_runs_a_command_by_its_name() {
    let folder = Folder::new();
    let mut stage = Stage::new(folder.options(None));
    stage.run(Command::Shortcuts);
    let shown = stage.harness.query_all_by_label_contains("Ctrl+Shift+S").count();
    assert!(shown > 0, "the shortcut page lists the shortcuts");
}

#[test]
fn white_space_around_the_words_is_no_part_of_a_claim_and_alone_makes_none() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    let blank = TEXT.chars().position(char::is_whitespace).expect("two words") as u32;
    stage.select(Span::new(blank, blank + 1));
    stage.key(Key::C);
    assert_eq!(claims(stage.window()), 0);
    assert!(stage.said("only white space"));
    stage.claim(Span::new(0, blank + 1));
    let (_, claim) = stage.project().claims().next().expect("a claim");
    assert_eq!(claim.anchors[0].span, Span::new(0, blank));
}

/// Escape takes the keyboard from the text; the caret that is still shown moves all the same.
#[test]
fn the_caret_moves_after_escape_was_pressed_twice() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.key(Key::F7);
    stage.ctrl(Key::Home);
    stage.key(Key::Escape);
    stage.key(Key::Escape);
    stage.keys(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(stage.window().position.selection(), Some(Span::new(0, 1)));
}

#[test]
fn the_caret_selects_a_sentence_by_keyboard_and_c_makes_a_claim_of_it() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.key(Key::F7);
    assert!(stage.said("Caret on"));
    // To the start of the last line, empty ones counted; then the sentence after the caret.
    stage.ctrl(Key::Home);
    for _ in 0..4 {
        stage.ctrl(Key::ArrowDown);
    }
    stage.keys(Modifiers::ALT.plus(Modifiers::SHIFT), Key::ArrowRight);
    stage.harness.key_press(Key::C);
    stage.until("there is a claim", |w| claims(w) == 1);
    let (_, claim) = stage.project().claims().next().expect("a claim");
    assert_eq!(claim.anchors[0].exact.trim(), TEXT.lines().nth(4).expect("a line"));
    assert_eq!(claim.start(), line(4).start);
}
