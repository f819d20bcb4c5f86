//! Windows over the window: each asks one thing, and answers with actions.

mod article_details;
mod ask_name;
mod ask_path;
mod chooser;
mod confirm_loss;
mod dialog;
mod export;
mod form;
mod head_form;
mod merge;
mod moving;
mod new_project;
mod offer_recovery;
mod open_link;
mod palette;
mod paste;
mod project_details;
mod remove_article;
mod repairs;
mod review_annotations;
mod review_imports;
mod review_revision;
mod settings;
mod shortcuts;
mod split;
#[cfg(test)]
mod tests;
mod unsaved;

use std::path::PathBuf;

use crate::{
    app::{
        action::{AfterSave, DialogRequest, Outbox},
        command::Environment,
        settings::{Preferences, Settings},
        tasks::{ReadArticle, annotations::Annotated, dialogs::PickFor},
        theme::Theme,
    },
    domain::{
        article::Article,
        ids::{AnalystId, ArticleId},
        invariant::Violation,
        project::Project,
        time::Timestamp,
    },
    storage::recovery::RecoveryCopy,
};

use dialog::{Dialog, Open};
use form::{Cx, Next};

pub use confirm_loss::Loss;
pub use export::ExportStart;
pub use unsaved::Unwritten;

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

/// The dialogs that are open, the last on top. Only that one is drawn.
#[derive(Default)]
pub struct Dialogs {
    /// What waits for the project to have a name.
    pub after_save: Option<AfterSave>,
    stack: Vec<Open>,
    opened: u64,
}

impl Dialogs {
    /// Whether any is open.
    pub fn is_open(&self) -> bool {
        !self.stack.is_empty()
    }

    /// Draws what is open.
    pub fn show(&mut self, ctx: &egui::Context, around: &Around<'_>, out: &mut Outbox) {
        let Some(open) = self.stack.last_mut() else { return };
        let key = open.key;
        let mut cx = Cx { around, out, after_save: &mut self.after_save, fresh: open.is_fresh() };
        if open.show(ctx, &mut cx) == Next::Close {
            // What the dialog asked for may have opened another one meanwhile.
            self.stack.retain(|o| o.key != key);
        }
    }

    /// Opens a dialog; one of the same sort gives way.
    fn push(&mut self, dialog: Dialog) {
        let sort = std::mem::discriminant(&dialog);
        self.stack.retain(|open| std::mem::discriminant(&open.dialog) != sort);
        self.opened += 1;
        self.stack.push(Open::new(dialog, self.opened));
    }

    /// A dialog that a panel asked for.
    pub fn open(&mut self, request: DialogRequest, project: &Project) {
        let dialog = match request {
            DialogRequest::MergeSource(id) => merge::Merge::source(id, project).map(Dialog::Merge),
            DialogRequest::MergeWork(id) => merge::Merge::work(id, project).map(Dialog::Merge),
            DialogRequest::SplitSource(id) => split::Split::source(id, project).map(Dialog::Split),
            DialogRequest::SplitWork(id) => split::Split::work(id, project).map(Dialog::Split),
            DialogRequest::ArticleDetails(id) => {
                self.article_details(id, project);
                return;
            }
        };
        if let Some(dialog) = dialog {
            self.push(dialog);
        }
    }

    /// Shows an address before it is opened.
    pub fn open_link(&mut self, url: String) {
        self.push(Dialog::OpenLink(open_link::OpenLink::new(url)));
    }

    /// Asks for the title of a new project.
    pub fn new_project(&mut self) {
        self.push(Dialog::NewProject(new_project::NewProject::default()));
    }

    /// Asks what to do with unsaved work.
    pub fn unsaved(&mut self, then: AfterSave, can_save: bool, unwritten: Unwritten) {
        self.push(Dialog::Unsaved(unsaved::Unsaved::new(then, can_save, unwritten)));
    }

    /// Shows what was read, for the analyst to correct and accept.
    pub fn review_imports(&mut self, ready: Vec<(PathBuf, ReadArticle)>, project: &Project) {
        let review = review_imports::ReviewImports::new(ready, project);
        // A second import while the first is being looked at waits under it: neither is lost.
        self.opened += 1;
        let open = Open::new(Dialog::ReviewImports(Box::new(review)), self.opened);
        let under = self.stack.iter().position(|o| matches!(o.dialog, Dialog::ReviewImports(_)));
        self.stack.insert(under.unwrap_or(self.stack.len()), open);
    }

    /// Shows where the claims would stand in a revised text.
    pub fn review_revision(&mut self, article: ArticleId, revision: Article, project: &Project) {
        let review = review_revision::ReviewRevision::new(article, revision, project);
        if let Some(review) = review {
            self.push(Dialog::ReviewRevision(Box::new(review)));
        }
    }

    /// Asks for a path in the window, where the system has no dialog.
    pub fn ask_path(&mut self, purpose: PickFor, suggestion: Option<PathBuf>) {
        self.push(Dialog::AskPath(ask_path::AskPath::new(purpose, suggestion)));
    }

    /// Asks for the analyst's name.
    pub fn ask_name(&mut self) {
        self.push(Dialog::AskName(ask_name::AskName::default()));
    }

    /// Offers a recovery copy.
    pub fn offer_recovery(&mut self, copy: RecoveryCopy) {
        self.push(Dialog::OfferRecovery(offer_recovery::OfferRecovery::new(copy)));
    }

    /// Corrects what is known about an article.
    pub fn article_details(&mut self, article: ArticleId, project: &Project) {
        if let Some(details) = article_details::ArticleDetails::new(article, project) {
            self.push(Dialog::ArticleDetails(Box::new(details)));
        }
    }

    /// Corrects what the project is called and what it is about.
    pub fn project_details(&mut self, project: &Project) {
        self.push(Dialog::ProjectDetails(project_details::ProjectDetails::new(project)));
    }

    /// Asks whether an article is to go.
    pub fn remove_article(&mut self, article: ArticleId, project: &Project) {
        if let Some(remove) = remove_article::RemoveArticle::new(article, project) {
            self.push(Dialog::RemoveArticle(remove));
        }
    }

    /// Lists what is broken and what the repairs would do.
    pub fn repairs(&mut self) {
        self.push(Dialog::Repairs(repairs::Repairs::default()));
    }

    /// Asks whether something is to be lost for good.
    pub fn confirm_loss(&mut self, loss: Loss) {
        self.push(Dialog::ConfirmLoss(confirm_loss::ConfirmLoss::new(loss)));
    }

    /// Asks what is exported, and how.
    pub fn export(&mut self, start: ExportStart) {
        self.push(Dialog::Export(Box::new(export::ExportDialog::new(start))));
    }

    /// Where the export goes that is being chosen.
    pub fn export_path(&self) -> Option<PathBuf> {
        self.stack.iter().find_map(|open| match &open.dialog {
            Dialog::Export(export) => Some(export.path()),
            _ => None,
        })
    }

    /// The export goes elsewhere; `agreed` if the analyst was asked about a file there.
    pub fn set_export_path(&mut self, path: PathBuf, agreed: bool) {
        for open in &mut self.stack {
            if let Dialog::Export(export) = &mut open.dialog {
                export.set_path(path.clone(), agreed);
            }
        }
    }

    /// Shows what files of annotations would bring.
    pub fn review_annotations(&mut self, read: Annotated) {
        let review = review_annotations::ReviewAnnotations::new(read);
        self.push(Dialog::ReviewAnnotations(Box::new(review)));
    }

    /// Changes the settings.
    pub fn settings(&mut self, preferences: Preferences) {
        self.push(Dialog::Settings(Box::new(settings::SettingsDialog::new(preferences))));
    }

    /// Finds a command by name.
    pub fn palette(&mut self) {
        self.push(Dialog::Palette(palette::Palette::default()));
    }

    /// Shows all shortcuts.
    pub fn shortcuts(&mut self) {
        self.push(Dialog::Shortcuts(shortcuts::Shortcuts));
    }

    /// Asks for a text to make an article of.
    pub fn paste(&mut self) {
        self.push(Dialog::Paste(paste::Paste::default()));
    }
}
