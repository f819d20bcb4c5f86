//! A window in a folder of its own, and what an analyst does in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Pos2, Rect, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use sourceline::{
    app::{
        clock::Clock,
        command::Command,
        document::Document,
        ids::AppIds,
        settings::Settings,
        tasks::dialogs::Picker,
        window::{Options, Window},
    },
    cli::{self, Verb},
    domain::{ids::SeededIds, project::Project, span::Span, time::Timestamp},
    storage::file::load,
};

/// Three paragraphs; an emoji stands before most of the second.
pub const TEXT: &str = "The bell of Vardhaven\n\nThe bell \u{1F514} was cast in 1702, the parish register says.\n\nIt rang twice that night.\n";

/// The paragraph in a line of [`TEXT`].
pub fn line(at: usize) -> Span {
    let start = TEXT.lines().take(at).map(|l| l.chars().count() + 1).sum::<usize>() as u32;
    let length = TEXT.lines().nth(at).expect("a line").chars().count() as u32;
    Span::new(start, start + length)
}

/// Where some words of [`TEXT`] stand.
pub fn words(words: &str) -> Span {
    let byte = TEXT.find(words).expect("the words are there");
    let start = TEXT[..byte].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

/// The second paragraph.
pub fn sentence() -> Span {
    line(2)
}

/// The folder of an analyst: projects, texts, recovery copies.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        // As the program names it: a temporary folder may stand behind a link.
        self.0.path().canonicalize().expect("there").join(name)
    }

    /// A file with these words.
    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).expect("written");
        path
    }

    /// A saved project with an article of these words.
    pub fn project(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        let source = self.file(&format!("{name}.txt"), text);
        let title = name.trim_end_matches(".ron").to_owned();
        run(Verb::New { project: path.clone(), title });
        run(Verb::Add {
            project: path.clone(),
            files: vec![source],
            allow_duplicates: false,
            accept_references: false,
        });
        path
    }

    pub fn options(&self, project: Option<&Path>) -> Options {
        Options {
            project: project.map(Path::to_owned),
            recovery: Some(self.path("recovery")),
            settings: Settings { analyst: "Ada".to_owned(), ..Settings::default() },
            clock: Clock::Set(Arc::new(AtomicI64::new(1_790_000_000))),
            ids: AppIds::Seeded(SeededIds(5)),
            picker: Picker::InWindow,
            ..Options::default()
        }
    }

    /// A window that has opened the project, with frames as fast as a screen shows them: so
    /// fast that two presses are a double click.
    pub fn open_fluent(&self, project: &Path) -> Stage {
        let mut stage = Stage::with_frames(self.options(Some(project)), 1.0 / 60.0);
        stage.until("the project opens", |w| w.document.is_some());
        stage
    }

    /// A window that has opened the project.
    pub fn open(&self, project: &Path) -> Stage {
        let mut stage = Stage::new(self.options(Some(project)));
        stage.until("the project opens", |w| w.document.is_some());
        stage
    }

    /// How many recovery copies there are.
    pub fn copies(&self) -> usize {
        std::fs::read_dir(self.path("recovery")).map_or(0, |entries| {
            let names = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned());
            names.filter(|name| name.ends_with(".recovery.ron")).count()
        })
    }
}

fn run(verb: Verb) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let now = Timestamp::from_unix_seconds(1_780_000_000);
    let mut ids = AppIds::default();
    cli::run(verb, &mut out, &mut err, &mut ids, now).expect("the verb does its work");
}

/// What a project file holds.
pub fn on_disk(path: &Path) -> Project {
    let loaded = load(path).expect("readable");
    assert!(loaded.violations.is_empty(), "{:?}", loaded.violations);
    loaded.project
}

/// A window and whoever sits before it.
pub struct Stage {
    pub harness: Harness<'static, Window>,
}

impl Stage {
    pub fn new(options: Options) -> Self {
        Self::with_frames(options, 0.25)
    }

    /// A window whose frames follow each other after so many seconds.
    pub fn with_frames(options: Options, seconds: f32) -> Self {
        let harness = Harness::builder()
            .with_step_dt(seconds)
            .with_size([1280.0, 800.0])
            .with_os(egui::os::OperatingSystem::Nix)
            .with_max_steps(64)
            // The emoji comes from the system's fonts, which tests don't have.
            .allow_missing_glyphs()
            .build_eframe(|cc| Window::new(cc, options));
        Self { harness }
    }

    pub fn window(&self) -> &Window {
        self.harness.state()
    }

    pub fn document(&self) -> &Document {
        self.window().document.as_ref().expect("a project is open")
    }

    pub fn project(&self) -> &Project {
        self.document().project()
    }

    pub fn claims(&self) -> usize {
        claims(self.window())
    }

    /// Waits for something that a thread works on.
    pub fn until(&mut self, what: &str, done: impl Fn(&Window) -> bool) {
        let end = Instant::now() + Duration::from_mins(1);
        while !done(self.harness.state()) {
            let said: Vec<_> = self.window().messages.texts().map(str::to_owned).collect();
            assert!(Instant::now() < end, "waited in vain: {what}; messages: {said:?}");
            std::thread::sleep(Duration::from_millis(10));
            self.harness.step();
        }
        self.settle();
    }

    /// A few frames more, for what follows from the last one.
    pub fn settle(&mut self) {
        for _ in 0..4 {
            self.harness.step();
        }
    }

    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.settle();
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn ctrl(&mut self, key: Key) {
        self.keys(Modifiers::COMMAND, key);
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Presses the button of this name.
    pub fn press(&mut self, button: &str) {
        self.harness.get_by_role_and_label(Role::Button, button).click();
        self.settle();
    }

    /// Runs a command by its name in the palette.
    pub fn run(&mut self, command: Command) {
        self.ctrl(Key::K);
        self.type_text(command.name().trim_end_matches('…'));
        self.key(Key::Enter);
    }

    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).count() > 0
    }

    pub fn dialog(&self, title: &str) -> bool {
        self.harness.query_by_role_and_label(Role::Dialog, title).is_some()
    }

    pub fn said(&self, part: &str) -> bool {
        self.window().messages.texts().any(|text| text.contains(part))
    }

    /// Selects words of the article that is shown.
    pub fn select(&mut self, span: Span) {
        let article = self.window().position.article.expect("an article is shown");
        self.harness.state_mut().position.reader(article).set_selection(Some(span));
        self.settle();
    }

    /// Makes a claim of words of the article that is shown, and leaves its source open.
    pub fn claim(&mut self, span: Span) {
        let before = self.claims();
        self.select(span);
        self.harness.key_press(Key::C);
        self.until("there is a claim more", |w| claims(w) == before + 1);
        self.key(Key::Escape);
    }

    /// Where words of the article that is shown stand on the screen.
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        self.window().position.current_reader().expect("a reader").screen_rects(span)
    }

    /// The middle of some words on the screen.
    pub fn middle(&self, span: Span) -> Pos2 {
        self.rects(span).first().expect("the words are in view").center()
    }

    /// Presses the mouse so many times at a place.
    pub fn click_at(&mut self, pos: Pos2, times: usize) {
        self.harness.hover_at(pos);
        for _ in 0..times {
            self.harness.drag_at(pos);
            self.harness.event(button(pos, false));
        }
        self.settle();
    }

    /// Drags from a place to another.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.harness.hover_at(from);
        self.harness.step();
        self.harness.drag_at(from);
        self.harness.hover_at(from.lerp(to, 0.5));
        self.harness.hover_at(to);
        self.harness.step();
        self.harness.event(button(to, false));
        self.settle();
    }

    /// Puts a text into the field of a name in the place of what stands there.
    pub fn fill(&mut self, field: &str, text: &str) {
        let role = |role| self.harness.query_by_role_and_label(role, field);
        let found = role(Role::MultilineTextInput).or_else(|| role(Role::TextInput));
        found.unwrap_or_else(|| panic!("there is no field {field}")).focus();
        self.settle();
        self.ctrl(Key::A);
        self.type_text(text);
    }

    pub fn save(&mut self) {
        self.ctrl(Key::S);
        self.until_saved();
    }

    pub fn until_saved(&mut self) {
        self.until("the project is saved", |w| {
            w.document
                .as_ref()
                .is_some_and(|d| d.path.is_some() && d.saving.is_none() && !d.needs_saving())
        });
    }

    /// Presses the window's close button.
    pub fn close_window(&mut self) {
        let viewport = self.harness.input().viewport_id;
        let info = self.harness.input_mut().viewports.entry(viewport).or_default();
        info.events.push(egui::ViewportEvent::Close);
        self.harness.step();
        self.settle();
    }

    /// The program stops here, as if its power had been cut.
    pub fn crash(self) {
        drop(self);
    }
}

fn button(pos: Pos2, pressed: bool) -> egui::Event {
    let button = egui::PointerButton::Primary;
    egui::Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }
}

pub fn claims(window: &Window) -> usize {
    window.document.as_ref().map_or(0, |d| d.project().claim_count())
}
