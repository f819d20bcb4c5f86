//! A window without a display: what actions, commands and finished tasks do to it.

mod actions;
mod replacing;
mod saving;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use egui::Context;

use super::*;
use crate::{
    app::{
        clock::Clock, command::Command, ids::AppIds, settings::Settings, tasks::dialogs::Picker,
        window::Options,
    },
    domain::{ids::SeededIds, sample::project as sample, source::Source},
};

struct Desk {
    ctx: Context,
    window: Window,
    folder: tempfile::TempDir,
}

/// A window with the sample in it, never saved.
fn desk() -> Desk {
    let mut desk = empty();
    let now = desk.window.clock.now();
    let document = Document::new(sample(), None, "Ada", desk.window.outbox.ids(), now);
    show_document(&mut desk.window, document);
    desk
}

/// A window with the start page.
fn empty() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let ctx = Context::default();
    let options = Options {
        recovery: Some(folder.path().join("recovery")),
        settings: Settings { analyst: "Ada".to_owned(), ..Settings::default() },
        clock: Clock::Set(Arc::new(AtomicI64::new(1_790_000_000))),
        ids: AppIds::Seeded(SeededIds(7)),
        picker: Picker::InWindow,
        ..Options::default()
    };
    let window = Window::with_context(&ctx, options);
    let mut desk = Desk { ctx, window, folder };
    desk.finish();
    desk
}

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("there").join(name)
    }

    /// A saved project of this name, as large as the sample.
    fn saved(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        let options = crate::storage::write::SaveOptions::default();
        crate::storage::write::save(&path, &sample(), None, options).expect("saved");
        path
    }

    /// The window with a saved project in it.
    fn with_saved(name: &str) -> Self {
        let mut desk = empty();
        let path = desk.saved(name);
        opening::open(&mut desk.window, path);
        desk.finish();
        desk
    }

    fn document(&mut self) -> &mut Document {
        self.window.document.as_mut().expect("a project is open")
    }

    fn act(&mut self, action: Action) {
        self.window.outbox.send(action);
        run_actions(&mut self.window, &self.ctx);
    }

    fn run(&mut self, command: Command) {
        self.act(Action::Run(command));
    }

    /// An edit that anybody sees.
    fn edit(&mut self, name: &str) {
        let project = self.document().project().clone();
        let mut source: Source = (**project.sources.iter().next().expect("a source")).clone();
        name.clone_into(&mut source.name);
        assert!(apply(&mut self.window, Edit::PutSource(source), "Rename".to_owned(), None));
    }

    /// The name that [`Self::edit`] sets.
    fn name(&mut self) -> String {
        let project = self.document().project();
        project.sources.iter().next().expect("a source").name.clone()
    }

    /// Waits until no task runs.
    fn finish(&mut self) {
        while !self.window.tasks.running().is_empty() {
            for finished in self.window.tasks.finished() {
                match finished.result {
                    Ok(outcome) => {
                        outcomes::take(&mut self.window, &self.ctx, finished.id, outcome);
                    }
                    Err(why) => outcomes::stopped(&mut self.window, finished.id, why),
                }
            }
            std::thread::yield_now();
        }
    }

    fn said(&self, part: &str) -> bool {
        self.window.messages.texts().any(|text| text.contains(part))
    }
}
