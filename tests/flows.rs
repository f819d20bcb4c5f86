//! The whole window by role and label, without a display: from an empty project to a
//! tagged claim that is there after a restart.

#[path = "flows/notes.rs"]
mod notes;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use sourceline::{
    app::{
        action::Action,
        clock::Clock,
        ids::AppIds,
        settings::Settings,
        tasks::dialogs::Picker,
        window::{Options, Window},
    },
    domain::{ids::SeededIds, span::Span},
    storage::file::load,
};

const TEXT: &str = "The bell of Vardhaven\n\nThe bell \u{1F514} was cast in 1702, the parish register says.\n\nIt rang twice that night.\n";

fn options(project: Option<PathBuf>, recovery: &Path, picker: Picker) -> Options {
    Options {
        project,
        recovery: Some(recovery.to_owned()),
        settings: Settings { analyst: "Ada".to_owned(), ..Settings::default() },
        clock: Clock::Set(Arc::new(AtomicI64::new(1_790_000_000))),
        ids: AppIds::Seeded(SeededIds(5)),
        picker,
    }
}

fn harness(options: Options) -> Harness<'static, Window> {
    Harness::builder()
        .with_size([1280.0, 800.0])
        .with_os(egui::os::OperatingSystem::Nix)
        .with_max_steps(64)
        // The emoji comes from the system's fonts, which tests don't have.
        .allow_missing_glyphs()
        .build_eframe(|cc| Window::new(cc, options))
}

fn until(harness: &mut Harness<'_, Window>, what: &str, done: impl Fn(&Window) -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !done(harness.state()) {
        let said: Vec<_> = harness.state().messages.texts().map(str::to_owned).collect();
        assert!(Instant::now() < end, "waited in vain: {what}; messages: {said:?}");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    for _ in 0..4 {
        harness.step();
    }
}

fn claims(window: &Window) -> usize {
    window.document.as_ref().map_or(0, |d| d.project().claim_count())
}

/// The second paragraph, whose emoji stands before most of it.
fn sentence() -> Span {
    let start = TEXT.lines().take(2).map(|l| l.chars().count() + 1).sum::<usize>() as u32;
    let length = TEXT.lines().nth(2).expect("a line").chars().count() as u32;
    Span::new(start, start + length)
}

#[test]
fn a_text_is_imported_tagged_by_keyboard_saved_and_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let (text, project) = (folder.path().join("bell.txt"), folder.path().join("bell.ron"));
    std::fs::write(&text, TEXT).expect("written");
    let mut harness =
        harness(options(None, &folder.path().join("r"), Picker::Fixed(vec![project.clone()])));
    harness.state_mut().outbox.send(Action::ImportPaths(vec![text]));
    harness.step();
    until(&mut harness, "the import is shown", |w| w.dialogs.is_open());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut harness, "the article is there", |w| w.position.article.is_some());

    let article = harness.state().position.article.expect("shown");
    harness.state_mut().position.reader(article).set_selection(Some(sentence()));
    harness.step();
    harness.key_press(Key::C);
    until(&mut harness, "there is a claim", |w| claims(w) == 1);
    harness.event(egui::Event::Text("Parish register".to_owned()));
    harness.step();
    harness.key_press(Key::Enter);
    harness.step();
    harness.step();
    harness.key_press(Key::Num5);
    harness.event(egui::Event::Text("5".to_owned()));
    harness.step();
    harness.step();
    harness.key_press(Key::H);
    harness.event(egui::Event::Text("h".to_owned()));
    harness.step();
    harness.key_press(Key::Enter);
    for _ in 0..4 {
        harness.step();
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    until(&mut harness, "the project is saved", |w| {
        w.document.as_ref().is_some_and(|d| d.path.is_some() && !d.history.is_unsaved())
    });
    drop(harness);

    let loaded = load(&project).expect("readable");
    assert!(loaded.violations.is_empty(), "{:?}", loaded.violations);
    let (_, claim) = loaded.project.claims().next().expect("a claim");
    assert_eq!(claim.anchors[0].span, sentence());
    assert_eq!(claim.evidence[0].kind.as_str(), "official-document");
    assert_eq!(claim.assessments.len(), 1);
    let source = claim.chains[0].hops[0].sources[0];
    assert_eq!(loaded.project.source(source).expect("there").name, "Parish register");
    assert_eq!(loaded.project.sessions.len(), 1);

    let again = options(Some(project), &folder.path().join("r"), Picker::InWindow);
    let mut harness = self::harness(again);
    until(&mut harness, "the project opens again", |w| w.document.is_some());
    assert_eq!(claims(harness.state()), 1);
    assert!(
        harness
            .state()
            .document
            .as_ref()
            .is_some_and(sourceline::app::document::Document::is_editable)
    );
}

#[test]
fn undo_and_redo_name_what_they_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("bell.txt");
    std::fs::write(&text, TEXT).expect("written");
    let mut harness = harness(options(None, &folder.path().join("r"), Picker::InWindow));
    harness.state_mut().outbox.send(Action::ImportPaths(vec![text]));
    harness.step();
    until(&mut harness, "the import is shown", |w| w.dialogs.is_open());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut harness, "the article is there", |w| w.position.article.is_some());
    let article = harness.state().position.article.expect("shown");
    harness.state_mut().position.reader(article).set_selection(Some(sentence()));
    harness.step();
    harness.key_press(Key::C);
    until(&mut harness, "there is a claim", |w| claims(w) == 1);
    harness.key_press(Key::Escape);
    harness.step();
    harness.step();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    until(&mut harness, "the claim is gone", |w| claims(w) == 0);
    assert!(harness.state().messages.texts().any(|t| t == "Undone: New claim"));
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    until(&mut harness, "the claim is back", |w| claims(w) == 1);
}

#[test]
fn a_second_window_reads_only_and_can_take_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.ron");
    let project = sourceline::domain::project::Project::new(
        "Shared",
        sourceline::domain::time::Timestamp::from_unix_seconds(1_780_000_000),
    );
    sourceline::storage::write::save(
        &path,
        &project,
        None,
        sourceline::storage::write::SaveOptions::default(),
    )
    .expect("saved");
    let recovery = folder.path().join("r");
    let mut first = harness(options(Some(path.clone()), &recovery, Picker::InWindow));
    until(&mut first, "the first window opens it", |w| w.document.is_some());
    assert!(
        first
            .state()
            .document
            .as_ref()
            .is_some_and(sourceline::app::document::Document::is_editable)
    );
    let mut second = harness(options(Some(path), &recovery, Picker::InWindow));
    until(&mut second, "the second window opens it", |w| w.document.is_some());
    assert!(second.state().document.as_ref().is_some_and(|d| !d.is_editable()));
    second.get_by_role_and_label(Role::Button, "Take over").click();
    second.step();
    until(&mut second, "the second window may write", |w| {
        w.document.as_ref().is_some_and(sourceline::app::document::Document::is_editable)
    });
}

#[test]
fn the_palette_runs_a_command_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = harness(options(None, &folder.path().join("r"), Picker::InWindow));
    harness.step();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.step();
    harness.step();
    assert!(harness.state().dialogs.is_open());
    harness.event(egui::Event::Text("shortcuts".to_owned()));
    harness.step();
    harness.key_press(Key::Enter);
    for _ in 0..4 {
        harness.step();
    }
    let shown = harness.query_all_by_label_contains("Ctrl+Shift+S").count();
    assert!(shown > 0, "the shortcut page lists the shortcuts");
}
