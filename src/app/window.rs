//! The program's window: holds all state, runs the frame, owns nothing else's logic.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Context, Ui};

use super::{
    action::Outbox,
    clock::Clock,
    dialogs::Dialogs,
    dispatch::{self, opening::Opening},
    document::{Document, Moment},
    frame,
    ids::AppIds,
    messages::Messages,
    panels::Panels,
    scene::Scene,
    settings::{Settings, ThemeChoice},
    shortcuts,
    state::{Position, View},
    tasks::{Counting, TaskId, Tasks, dialogs::Picker, work::Outcome},
    theme,
    tracing::Tracing,
    typed_ahead::TypedAhead,
};
use crate::{
    domain::{
        ids::{ArticleId, ClaimId},
        project::Project,
    },
    storage::{
        recovery::{RecoveryCopy, RecoveryDir},
        watch::DiskChange,
    },
};

/// How the window is started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The project to open.
    pub project: Option<PathBuf>,
    /// The folder for recovery copies; none, and nothing is kept.
    pub recovery: Option<PathBuf>,
    /// What the analyst set, where no settings are stored.
    pub settings: Settings,
    /// What time it is.
    pub clock: Clock,
    /// Where ids come from.
    pub ids: AppIds,
    /// How files are picked.
    pub picker: Picker,
    /// What is wrong from the start, to be told to the analyst.
    pub problems: Vec<String>,
}

/// How long after the last edit a recovery copy is written.
const RECOVERY_AFTER: Duration = Duration::from_millis(1500);

/// How long steady work goes on at most without a recovery copy.
const RECOVERY_AT_LEAST: Duration = Duration::from_secs(10);

/// How often the file is looked at.
const DISK_CHECK: Duration = Duration::from_secs(3);

/// The window.
pub struct Window {
    /// The open project.
    pub document: Option<Document>,
    /// Where the analyst is in it.
    pub position: Position,
    /// What the analyst set.
    pub settings: Settings,
    /// What is told to the analyst.
    pub messages: Messages,
    /// The dialogs that are open.
    pub dialogs: Dialogs,
    /// The panels' own state.
    pub panels: Panels,
    /// What the reader is painted from.
    pub reading: frame::Reading,
    /// What runs in the background.
    pub tasks: Tasks<Outcome>,
    /// How often sources and works are used.
    pub usage: Counting,
    /// Where the claims come from, and what was noticed.
    pub tracing: Tracing,
    /// Recovery copies that can be offered.
    pub recoveries: Vec<RecoveryCopy>,
    /// The folder of recovery copies.
    pub recovery: Option<RecoveryDir>,
    /// What time it is.
    pub clock: Clock,
    /// How files are picked.
    pub picker: Picker,
    /// What panels asked for.
    pub outbox: Outbox,
    /// Whether the window may close without asking again.
    pub may_close: bool,
    /// The recovery copy that is being written.
    pub keeping: Option<TaskId>,
    /// The search for claims that is under way.
    pub searching: Option<TaskId>,
    /// The project that is being read.
    pub opening: Option<Opening>,
    /// The state of the open project that may be left as it is, saved or not.
    pub agreed: Option<Moment>,
    /// The article of which a revised text is being picked.
    pub revising: Option<ArticleId>,
    /// Whether a chain around the selected claim can be taken over, of which snapshot.
    pub around: Option<(Project, ClaimId, bool)>,
    /// The window's egui context.
    pub ctx: Context,
    last_disk_check: Option<Instant>,
    started: Instant,
    first_frame: bool,
    shown_title: String,
}

/// The key under which the settings are stored.
const SETTINGS: &str = "sourceline";

impl Window {
    /// The window, for eframe.
    pub fn new(cc: &eframe::CreationContext<'_>, options: Options) -> Self {
        let stored = cc.storage.and_then(|storage| eframe::get_value(storage, SETTINGS));
        let settings = stored.unwrap_or_else(|| options.settings.clone());
        Self::with_context(&cc.egui_ctx, Options { settings, ..options })
    }

    /// The window in an egui context, for tests and benches, too.
    pub fn with_context(ctx: &Context, options: Options) -> Self {
        ctx.set_fonts(theme::install_fonts());
        ctx.add_plugin(TypedAhead::default());
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        theme::apply(ctx);
        let mut window = Self {
            document: None,
            position: Position::default(),
            settings: options.settings.limited(),
            messages: Messages::default(),
            dialogs: Dialogs::default(),
            panels: Panels::default(),
            reading: frame::Reading::default(),
            tasks: Tasks::new(ctx.clone()),
            usage: Counting::default(),
            tracing: Tracing::default(),
            recoveries: Vec::new(),
            recovery: options.recovery.map(RecoveryDir::new),
            clock: options.clock,
            picker: options.picker,
            outbox: Outbox::new(options.ids),
            may_close: false,
            keeping: None,
            searching: None,
            opening: None,
            agreed: None,
            revising: None,
            around: None,
            ctx: ctx.clone(),
            last_disk_check: None,
            started: Instant::now(),
            first_frame: true,
            shown_title: String::new(),
        };
        window.apply_theme(ctx);
        for problem in options.problems {
            window.messages.problem(problem);
        }
        dispatch::files::look_for_recoveries(&mut window);
        if let Some(path) = options.project {
            dispatch::opening::open(&mut window, path);
        }
        window
    }

    /// Whether the claim is shown: beside one article and beside two it is asked apart.
    pub fn claim_panel(&mut self) -> &mut bool {
        match self.position.view {
            View::Compare => &mut self.position.sides.panel,
            _ => &mut self.settings.right_panel,
        }
    }

    /// Light or dark, as the analyst set it.
    pub fn apply_theme(&self, ctx: &Context) {
        ctx.set_theme(match self.settings.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
    }

    /// Everything of a frame that does not paint.
    pub fn logic(&mut self, ctx: &Context) {
        for finished in self.tasks.finished() {
            match finished.result {
                Ok(outcome) => dispatch::outcomes::take(self, ctx, finished.id, outcome),
                Err(why) => dispatch::outcomes::stopped(self, finished.id, why),
            }
        }
        self.dropped_files(ctx);
        self.keys(ctx);
        self.close_requested(ctx);
        self.keep_recovery(ctx);
        self.check_disk(ctx);
        self.title(ctx);
    }

    fn dropped_files(&mut self, ctx: &Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
        if !dropped.is_empty() {
            dispatch::files::dropped(self, dropped);
        }
    }

    fn keys(&mut self, ctx: &Context) {
        if self.dialogs.is_open() {
            return;
        }
        let digits = self.document.as_ref().map_or_else(Vec::new, |document| {
            let terms = document.project().codebook.iter();
            terms.filter(|t| t.key.is_some()).map(|t| (**t).clone()).collect()
        });
        let reading = self.position.view.reads();
        // The graph has plain keys of its own: N is no next claim there.
        let graph = self.position.view == View::Origins;
        let taken = reading && *self.claim_panel() && self.panels.claim.takes_keys();
        let caret = reading
            && !self.position.just_arrived()
            && self.position.current_reader().is_some_and(super::reader::Reader::caret_mode);
        for pressed in shortcuts::pressed(ctx, &digits, (taken, graph), caret) {
            dispatch::commands::pressed(self, ctx, pressed);
        }
    }

    fn close_requested(&mut self, ctx: &Context) {
        if !ctx.input(|i| i.viewport().close_requested()) || self.may_close {
            return;
        }
        if dispatch::opening::may_leave(self, super::action::AfterSave::Quit) {
            self.may_close = true;
            dispatch::opening::leave(self);
        } else {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
    }

    /// A moment after the last edit, a copy of what is not saved is written.
    fn keep_recovery(&mut self, ctx: &Context) {
        let Some(document) = &self.document else { return };
        let Some(last) = document.last_edit else { return };
        if !document.history.is_unsaved() {
            // What was undone back to the file needs no recovery.
            if document.has_recovery && document.saving.is_none() && self.keeping.is_none() {
                let of = document.recovery_of();
                dispatch::files::discard_of(self, of);
            }
            return;
        }
        let (kept, kept_at) = document.kept;
        if self.keeping.is_some() || document.revision == kept {
            return;
        }
        let rested = last.elapsed();
        // Who works without a rest gets a copy every few seconds all the same.
        let overdue = kept_at.is_some_and(|at| at.elapsed() > RECOVERY_AT_LEAST);
        if rested < RECOVERY_AFTER && !overdue {
            ctx.request_repaint_after(RECOVERY_AFTER.saturating_sub(rested));
        } else {
            dispatch::files::keep(self);
        }
    }

    fn check_disk(&mut self, ctx: &Context) {
        let Some(document) = &self.document else { return };
        let changed = document.on_disk == DiskChange::Changed;
        if document.saving.is_some() || changed || document.disk.is_none() {
            return;
        }
        ctx.request_repaint_after(DISK_CHECK);
        if self.last_disk_check.is_none_or(|at| at.elapsed() >= DISK_CHECK) {
            self.last_disk_check = Some(Instant::now());
            dispatch::files::check_disk(self);
        }
    }

    fn title(&mut self, ctx: &Context) {
        let title = self.document.as_ref().map_or_else(
            || "Sourceline".to_owned(),
            |document| {
                let unsaved = if document.needs_saving() { "• " } else { "" };
                format!("{unsaved}{} – Sourceline", document.project().head.title)
            },
        );
        if title != self.shown_title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.shown_title = title;
        }
    }

    /// Paints a frame, and acts on what the panels asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        frame::show(self, ui);
        dispatch::run_actions(self, ui.ctx());
        if let (Some(article), Some(document)) = (self.position.article, &mut self.document) {
            document.note_opened(article);
        }
        if self.first_frame && self.opening.is_none() {
            self.first_frame = false;
            log::info!("first frame after {} ms", self.started.elapsed().as_millis());
        }
    }

    /// Has the panels commit what is typed but not yet part of the project.
    pub fn flush_panels(&mut self) {
        let now = self.clock.now();
        let Self { document, position, settings, panels, usage, tracing, outbox, .. } = self;
        let Some(document) = document else { return };
        let project = document.project().clone();
        let scene = Scene {
            project: &project,
            editable: document.is_editable(),
            usage: usage.last(),
            tracing,
            article: position.article,
            selected: &position.selected,
            selection: position.selection(),
            analyst: document.analyst,
            now,
            theme: &theme::Theme::light(),
            settings,
            last_chain: position.last_chain.as_deref(),
        };
        panels.claim.pending(&scene, outbox);
        panels.references.pending(&scene, outbox);
        panels.sources.pending(&scene, outbox);
        panels.codebook.pending(&scene, outbox);
        panels.queue.pending(&scene, outbox);
    }

    /// The settings as they are to be stored.
    pub fn settings_to_store(&self) -> Settings {
        let mut settings = self.settings.clone();
        if let Some(path) = self.document.as_ref().and_then(|d| d.path.clone()) {
            settings.places.insert(path, self.position.place());
        }
        settings
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS, &self.settings_to_store());
    }

    fn auto_save_interval(&self) -> Duration {
        Duration::from_secs(5)
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        // The lock is given back when the document goes.
        self.document = None;
    }
}

#[cfg(test)]
mod tests;
