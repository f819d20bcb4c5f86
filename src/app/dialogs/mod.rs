//! Windows over the window: each asks one thing, and answers with actions.

use std::path::PathBuf;

use crate::{
    app::{
        action::{AfterSave, DialogRequest, Outbox},
        command::Environment,
        settings::Settings,
        tasks::dialogs::PickFor,
        theme::Theme,
    },
    domain::{
        article::Article,
        ids::{AnalystId, ArticleId},
        invariant::Violation,
        project::Project,
        time::Timestamp,
    },
    import::Imported,
    storage::recovery::RecoveryCopy,
};

/// What a dialog may read.
pub struct Around<'a> {
    /// The open project.
    pub project: Option<&'a Project>,
    /// Who works.
    pub analyst: Option<AnalystId>,
    /// What is broken in the project.
    pub violations: &'a [Violation],
    /// What decides which commands can be used.
    pub env: &'a Environment,
    /// What the analyst set.
    pub settings: &'a Settings,
    /// Colours.
    pub theme: &'a Theme,
    /// What time it is.
    pub now: Timestamp,
}

/// The dialogs that are open, the last on top.
#[derive(Default)]
pub struct Dialogs {
    /// What waits for the project to have a name.
    pub after_save: Option<AfterSave>,
}

impl Dialogs {
    /// Whether any is open.
    pub fn is_open(&self) -> bool {
        false
    }

    /// Draws what is open.
    pub fn show(&mut self, _ctx: &egui::Context, _around: &Around<'_>, _out: &mut Outbox) {}

    /// A dialog that a panel asked for.
    pub fn open(&mut self, _request: DialogRequest, _project: &Project) {}

    /// Shows an address before it is opened.
    pub fn open_link(&mut self, _url: String) {}

    /// Asks for the title of a new project.
    pub fn new_project(&mut self) {}

    /// Asks what to do with unsaved work.
    pub fn unsaved(&mut self, _then: AfterSave, _can_save: bool) {}

    /// Shows what was read, for the analyst to correct and accept.
    pub fn review_imports(&mut self, _ready: Vec<(PathBuf, Imported)>, _project: &Project) {}

    /// Shows where the claims would stand in a revised text.
    pub fn review_revision(&mut self, _article: ArticleId, _revision: Article, _project: &Project) {
    }

    /// Asks for a path in the window, where the system has no dialog.
    pub fn ask_path(&mut self, _purpose: PickFor, _suggestion: Option<PathBuf>) {}

    /// Asks for the analyst's name.
    pub fn ask_name(&mut self) {}

    /// Offers the recovery copy of the open project.
    pub fn offer_recovery(&mut self, _copy: RecoveryCopy) {}

    /// Corrects what is known about an article.
    pub fn article_details(&mut self, _article: ArticleId, _project: &Project) {}

    /// Asks whether an article is to go.
    pub fn remove_article(&mut self, _article: ArticleId, _project: &Project) {}

    /// Lists what is broken and what the repairs would do.
    pub fn repairs(&mut self) {}

    /// Changes the settings.
    pub fn settings(&mut self, _settings: Settings) {}

    /// Finds a command by name.
    pub fn palette(&mut self) {}

    /// Shows all shortcuts.
    pub fn shortcuts(&mut self) {}

    /// Asks for a text to make an article of.
    pub fn paste(&mut self) {}
}
