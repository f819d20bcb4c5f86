//! A sitting at the program: how it begins on the start page, what comes in by hand, what is
//! told meanwhile, and what stands in the file of it afterwards.

use egui::{Key, Modifiers, OutputCommand, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use sourceline::{
    app::{clock::Clock, command::Command, window::Options},
    domain::time::Timestamp,
};

use crate::stage::{Folder, Stage, TEXT, line, on_disk, sentence};

#[test]
fn a_click_on_the_start_page_goes_on_where_the_analyst_was() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    stage.claim(line(4));
    let claim = stage.window().position.selected.clone();
    stage.save();
    stage.close_window();
    let settings = stage.window().settings_to_store();
    drop(stage);

    let mut stage = Stage::new(Options { settings, ..folder.options(None) });
    stage.settle();
    assert!(stage.window().document.is_none());
    assert!(stage.shows("Left: 2 draft claims"), "what was left undone is told");
    stage.harness.get_by_role_and_label(Role::Link, "Open bell").click();
    stage.until("the project opens", |w| w.document.is_some());
    assert_eq!(stage.window().position.selected, claim);
    assert!(stage.document().is_editable());
}

#[test]
fn a_session_stands_in_the_file_with_who_from_when_to_when_and_what_was_opened() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.save();
    assert_eq!(on_disk(&project).sessions.len(), 0, "who only looks leaves no trace");
    stage.claim(sentence());
    let Clock::Set(now) = stage.window().clock.clone() else { panic!("the clock is set") };
    now.store(1_790_000_600, std::sync::atomic::Ordering::SeqCst);
    stage.save();
    let stored = on_disk(&project);
    let session = stored.sessions.iter().next().expect("a session");
    assert_eq!(stored.analyst_name(session.by), "Ada");
    assert_eq!(session.started, Timestamp::from_unix_seconds(1_790_000_000));
    assert_eq!(session.ended, Some(Timestamp::from_unix_seconds(1_790_000_600)));
    assert_eq!(session.opened, [stage.window().position.article.expect("shown")]);
    // The next sitting is another session.
    drop(stage);
    let mut stage = folder.open(&project);
    stage.claim(line(4));
    stage.save();
    assert_eq!(on_disk(&project).sessions.len(), 2);
}

#[test]
fn a_problem_is_copied_and_stays_until_it_is_closed() {
    let folder = Folder::new();
    let mut stage = Stage::new(folder.options(None));
    let problem = "can't save: the disk is full: /somewhere/p.ron";
    stage.harness.state_mut().messages.problem(problem);
    for _ in 0..60 {
        stage.harness.step();
    }
    assert!(stage.shows(problem), "a quarter of a minute later it is still there");
    let centre = stage.harness.get_by_role_and_label(Role::Button, "Copy message").rect().center();
    let button = |pressed| egui::Event::PointerButton {
        pos: centre,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let mut copied = None;
    // A frame for each event: in one of them the text goes to the clipboard.
    for event in [egui::Event::PointerMoved(centre), button(true), button(false)] {
        stage.harness.event(event);
        stage.harness.step();
        let commands = &stage.harness.output().platform_output.commands;
        let text = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        copied = copied.or(text);
    }
    assert_eq!(copied.as_deref(), Some(problem));
    assert!(stage.said(problem), "copying does not close it");
    stage.press("Close message");
    assert!(!stage.said(problem) && !stage.shows(problem));
}

#[test]
fn the_menu_names_what_would_be_undone_and_done_again() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    stage.press("Edit");
    stage.press("Undo: New claim Ctrl+Z");
    assert_eq!(stage.claims(), 0);
    stage.press("Edit");
    stage.press("Redo: New claim Ctrl+Shift+Z");
    assert_eq!(stage.claims(), 1);
}

#[test]
fn that_it_is_saving_is_told_until_it_is_saved() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    assert!(stage.shows("Unsaved changes"));
    // In the frame in which the key is pressed the save begins; no thread answers so soon.
    stage.harness.event(egui::Event::ModifiersChanged(Modifiers::COMMAND));
    stage.harness.step();
    stage.harness.event(egui::Event::Key {
        key: Key::S,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    });
    stage.harness.step();
    assert!(stage.shows("Saving…"));
    stage.harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    stage.until_saved();
    assert!(stage.shows("Saved") && !stage.shows("Saving…"));
}

#[test]
fn articles_are_added_by_their_path_and_corrected_before_they_come_in() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let text = folder.file("more.txt", "A keeper's page\n\nThe lamp \u{1F514} was lit at dusk.\n");
    let mut stage = folder.open(&project);
    stage.press(Command::AddArticles.name());
    stage.until("a path is asked for", |w| w.dialogs.is_open());
    stage.fill("File", &text.display().to_string());
    stage.press("Add");
    stage.until("the text is read", |w| w.tasks.running().is_empty());
    assert!(stage.shows("What was read") && stage.shows("The lamp \u{1F514} was lit at dusk."));
    stage.fill("Title", "A page of the keeper");
    stage.fill("Byline", "Ida Moss");
    stage.fill("Published", "1931-02");
    stage.press("Add article");
    let added = stage.project().articles.iter().find(|a| a.title() == "A page of the keeper");
    let head = added.expect("it came in").head.clone();
    assert_eq!(head.byline.as_deref(), Some("Ida Moss"));
    assert_eq!(head.published, "1931-02".parse().ok());
    assert_eq!(stage.window().position.article, added_id(&stage));
    stage.ctrl(Key::Z);
    assert_eq!(stage.project().articles.len(), 1);
}

fn added_id(stage: &Stage) -> Option<sourceline::domain::ids::ArticleId> {
    let added = stage.project().articles.iter().find(|a| a.title() == "A page of the keeper");
    added.map(|article| article.id)
}

#[test]
fn a_text_is_pasted_corrected_and_comes_in_as_it_was_pasted() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::V);
    assert!(stage.shows("Paste as article") || stage.dialog("Paste as article"));
    stage.harness.event(egui::Event::Paste("The tide\n\nIt came \u{1F30A} at nine.\n".to_owned()));
    stage.settle();
    let field =
        stage.harness.get_by_role_and_label(Role::MultilineTextInput, "Text of the article");
    assert_eq!(field.value().as_deref(), Some("The tide\n\nIt came \u{1F30A} at nine.\n"));
    stage.press("Make article");
    stage.until("the text is read", |w| w.tasks.running().is_empty() && w.dialogs.is_open());
    stage.fill("Title", "The tide table");
    stage.press("Add article");
    let project = stage.project();
    let added = project.articles.iter().find(|a| a.title() == "The tide table").expect("added");
    assert_eq!(added.text.as_str(), "The tide\n\nIt came \u{1F30A} at nine.\n");
    assert!(!stage.window().dialogs.is_open());
}
