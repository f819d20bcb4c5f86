use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use super::*;
use crate::domain::{edit::Edit, ids::SeededIds, sample::project as sample, source::Source};

fn window(recovery: Option<PathBuf>) -> (Context, Window) {
    let ctx = Context::default();
    let options = Options {
        recovery,
        settings: Settings { analyst: "Ada".to_owned(), ..Settings::default() },
        clock: Clock::Set(Arc::new(AtomicI64::new(1_790_000_000))),
        ids: AppIds::Seeded(SeededIds(7)),
        picker: Picker::InWindow,
        ..Options::default()
    };
    let mut window = Window::with_context(&ctx, options);
    wait(&ctx, &mut window);
    let now = window.clock.now();
    let document = Document::new(sample(), None, "Ada", window.outbox.ids(), now);
    dispatch::show_document(&mut window, document);
    (ctx, window)
}

fn wait(ctx: &Context, window: &mut Window) {
    while !window.tasks.running().is_empty() {
        window.logic(ctx);
        std::thread::yield_now();
    }
}

fn edit(window: &mut Window, name: &str) {
    let project = window.document.as_ref().expect("open").project().clone();
    let mut source: Source = (**project.sources.iter().next().expect("a source")).clone();
    name.clone_into(&mut source.name);
    assert!(dispatch::apply(window, Edit::PutSource(source), "Rename".to_owned(), None));
}

#[test]
fn what_is_wrong_from_the_start_is_told() {
    let ctx = Context::default();
    let problems = vec!["Nothing is kept.".to_owned()];
    let window = Window::with_context(&ctx, Options { problems, ..Options::default() });
    assert_eq!(window.messages.texts().collect::<Vec<_>>(), ["Nothing is kept."]);
}

#[test]
fn the_title_marks_what_is_not_saved() {
    let (ctx, mut window) = window(None);
    let title = sample().head.title.clone();
    window.logic(&ctx);
    assert_eq!(window.shown_title, format!("{title} – Sourceline"));
    edit(&mut window, "Edited");
    window.logic(&ctx);
    assert_eq!(window.shown_title, format!("• {title} – Sourceline"));
    window.document = None;
    window.logic(&ctx);
    assert_eq!(window.shown_title, "Sourceline");
}

#[test]
fn a_recovery_copy_is_written_after_a_rest_and_removed_when_all_is_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut window) = window(Some(folder.path().join("r")));
    let copies = |window: &Window| {
        window.recovery.as_ref().expect("a folder").list().expect("lists").copies.len()
    };
    edit(&mut window, "Edited");
    window.logic(&ctx);
    assert!(window.keeping.is_none(), "not while the analyst is still at it");
    let rested = Instant::now().checked_sub(RECOVERY_AFTER).expect("the machine runs longer");
    window.document.as_mut().expect("open").last_edit = Some(rested);
    window.logic(&ctx);
    wait(&ctx, &mut window);
    assert_eq!(copies(&window), 1);
    window.logic(&ctx);
    assert!(window.keeping.is_none(), "the same state is not written twice");
    let document = window.document.as_mut().expect("open");
    document.history.undo();
    document.touch();
    window.logic(&ctx);
    wait(&ctx, &mut window);
    assert_eq!(copies(&window), 0);
}

#[test]
fn without_a_folder_for_them_no_copies_are_tried() {
    let (ctx, mut window) = window(None);
    edit(&mut window, "Edited");
    window.document.as_mut().expect("open").last_edit = None;
    window.logic(&ctx);
    assert!(window.keeping.is_none() && window.tasks.running().is_empty());
}

#[test]
fn a_task_that_panics_is_told_and_the_save_beside_it_goes_on() {
    let (ctx, mut window) = window(None);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("there").join("p.ron");
    edit(&mut window, "Edited");
    dispatch::files::save_to(&mut window, path.clone(), false, None);
    window.tasks.spawn("Breaking", false, |_| std::panic::panic_any("no".to_owned()));
    wait(&ctx, &mut window);
    let document = window.document.as_ref().expect("open");
    assert!(!document.needs_saving() && document.saving.is_none());
    assert_eq!(document.path.as_ref(), Some(&path));
    assert!(window.messages.texts().any(|t| t.contains("Breaking")));
}

#[test]
fn the_place_in_the_open_project_is_stored_with_the_settings() {
    let (_, mut window) = window(None);
    assert!(window.settings_to_store().places.is_empty(), "it has no file yet");
    window.document.as_mut().expect("open").path = Some("p.ron".into());
    let place = window.settings_to_store().places.remove(&PathBuf::from("p.ron"));
    let article = window.position.article.map(|id| id.to_string());
    assert_eq!(place.expect("stored").article, article);
}
