//! What panels ask for. A panel reads the project and sends actions; only
//! [`super::dispatch`] acts on them.

use std::path::PathBuf;

use crate::domain::{
    article::Article,
    claim::Claim,
    edit::Edit,
    ids::{ArticleId, ChainId, ClaimId, Id, IdSource, ReferenceId, SourceId, WorkId},
    project::Project,
    ruling::Voice,
    span::Span,
};

use super::{
    command::Command,
    graph::picture::Kind,
    ids::AppIds,
    settings::{ExportChoice, Preferences},
    tasks::{
        TaskId,
        annotations::{Change, Mappings},
    },
};

/// One wish of a panel.
#[derive(Debug, Clone)]
pub enum Action {
    /// Run a command.
    Run(Command),
    /// Apply an edit under a name that undo shows.
    Edit {
        /// The edit.
        edit: Edit,
        /// The name.
        label: String,
        /// Edits with the same key shortly after each other are one step of undo.
        coalesce: Option<String>,
    },
    /// Show an article.
    ShowArticle(ArticleId),
    /// Show two articles side by side, the left one first.
    Compare(ArticleId, ArticleId),
    /// Select exactly these claims, without moving the text.
    SelectClaims(Vec<ClaimId>),
    /// Add a claim to the selection, or take it out.
    ToggleClaim(ClaimId),
    /// Show a claim: its article, its place, its panel.
    JumpToClaim(ClaimId),
    /// Show a chain of a claim, or one of its steps.
    JumpToStep {
        /// The claim.
        claim: ClaimId,
        /// Its chain.
        chain: ChainId,
        /// The step, counted from 0; the last if none.
        hop: Option<usize>,
    },
    /// Show a place in an article.
    JumpTo(ArticleId, Span),
    /// Show the notes of an article, and one of them.
    ShowReferences(ArticleId, Option<ReferenceId>),
    /// Read all notes of an article again from its text.
    ReadReferences(ArticleId),
    /// Show a source in the registry.
    ShowSource(SourceId),
    /// Show a work in the registry.
    ShowWork(WorkId),
    /// Take these sources and works to be wrong, or count them again.
    Discount(Vec<Voice>),
    /// Whether alleged lineage counts, too.
    CountAlleged(bool),
    /// Give the keyboard to the reader.
    FocusReader,
    /// Ask before a link is opened.
    OpenLink(String),
    /// Open a project file.
    OpenPath(PathBuf),
    /// Read articles from files.
    ImportPaths(Vec<PathBuf>),
    /// Show a dialog.
    Dialog(DialogRequest),
    /// Tell the analyst something that passes.
    Notice(String),
    /// Tell the analyst something that stays until read.
    Problem(String),
    /// Copy a text to the clipboard.
    Copy(String),
    /// Remember a chain line as the last one typed.
    RememberChain(String),
    /// Make an empty project under a title.
    CreateProject(String),
    /// Write the project to this file and go on there.
    SaveTo(PathBuf),
    /// Read a file as a revision of the article that is shown.
    RevisePath(PathBuf),
    /// Make an article of this text.
    Paste(String),
    /// Add articles whose details were seen and accepted.
    AcceptArticles(Vec<Article>),
    /// Put a revised text in the place of an article.
    AcceptRevision {
        /// The article that is superseded.
        superseded: ArticleId,
        /// The new text.
        revision: Box<Article>,
        /// All claims, anchored in the new text.
        claims: Vec<Claim>,
    },
    /// Read files of annotations.
    ReadAnnotations(Vec<PathBuf>),
    /// Read them again, with what the analyst says that their names mean.
    ReadMapped(Vec<PathBuf>, Mappings),
    /// Take over what was read for a project and accepted.
    AcceptAnnotations {
        /// The project as it was then.
        of: Project,
        /// What changes.
        change: Change,
    },
    /// Ask where an export goes.
    PickExportTarget {
        /// Whether it makes one file, not a folder.
        one_file: bool,
    },
    /// The export that is being chosen goes here.
    ExportTo(PathBuf),
    /// Save the graph of origins as a picture.
    SavePicture(Kind, PathBuf),
    /// Begin with this choice next time.
    RememberExport(ExportChoice),
    /// Have the system's program show a file or a folder.
    OpenOutside(PathBuf),
    /// Use these preferences from now on.
    SetPreferences(Preferences),
    /// Open a recovery copy.
    Recover(PathBuf),
    /// Delete a recovery copy.
    DiscardRecovery(PathBuf),
    /// Keep the recovery copy of the open project for later.
    PutOffRecovery(PathBuf),
    /// Forget a project on the start page; its file stays.
    ForgetRecent(PathBuf),
    /// Read the project again from its file; unsaved edits are lost.
    ReloadFromDisk,
    /// Write over a file that was changed by somebody else.
    OverwriteDisk,
    /// Repair what is broken and allow editing.
    ApplyRepairs,
    /// Save, then do what was asked for.
    SaveThen(AfterSave),
    /// Do what was asked for without saving.
    WithoutSaving(AfterSave),
    /// Stop a running task.
    CancelTask(TaskId),
}

/// What is done once the project is saved, or is not to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterSave {
    /// Close the window.
    Quit,
    /// Close the project.
    Close,
    /// Open another project.
    Open(PathBuf),
    /// Open a recovery copy.
    Recover(PathBuf),
    /// Make another project.
    New,
}

/// A dialog that a panel can ask for.
#[derive(Debug, Clone)]
pub enum DialogRequest {
    /// Merge this source into another.
    MergeSource(SourceId),
    /// Take this source apart.
    SplitSource(SourceId),
    /// Merge this work into another.
    MergeWork(WorkId),
    /// Take this work apart.
    SplitWork(WorkId),
    /// Correct what is known about an article.
    ArticleDetails(ArticleId),
}

/// Where a panel puts its wishes.
#[derive(Debug, Default)]
pub struct Outbox {
    actions: Vec<Action>,
    ids: AppIds,
}

impl Outbox {
    /// An empty one that makes ids from the given source.
    pub fn new(ids: AppIds) -> Self {
        Self { actions: Vec::new(), ids }
    }

    /// A new id.
    pub fn id<T>(&mut self) -> Id<T> {
        self.ids.id()
    }

    /// The source of new ids.
    pub fn ids(&mut self) -> &mut AppIds {
        &mut self.ids
    }

    /// Sends an action.
    pub fn send(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Sends an edit that is a step of undo of its own.
    pub fn edit(&mut self, edit: Edit, label: impl Into<String>) {
        self.send(Action::Edit { edit, label: label.into(), coalesce: None });
    }

    /// Sends an edit that joins the one before it if that had the same key.
    pub fn edit_run(&mut self, edit: Edit, label: impl Into<String>, key: impl Into<String>) {
        self.send(Action::Edit { edit, label: label.into(), coalesce: Some(key.into()) });
    }

    /// Sends a command.
    pub fn run(&mut self, command: Command) {
        self.send(Action::Run(command));
    }

    /// Takes all that was sent, in order.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.actions)
    }
}
