//! A project in the place of the one that is open: another one, the same one read again, or
//! a recovery copy. The open one stays until the new one is there, so that a file that
//! can't be read costs nothing.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::files;
use crate::{
    app::{
        action::AfterSave,
        dialogs::{Dialogs, Loss, Unwritten},
        document::{Document, ReadOnly},
        panels::Panels,
        settings::RecentProject,
        state::Position,
        tasks::{
            TaskId,
            work::{self, Keep, OpenError, OpenJob, Opened, RecoverJob, Recovered, Right},
        },
        tracing::Tracing,
        window::Window,
    },
    domain::history::History,
    storage::{
        lock::Lock,
        recovery::{RecoveryCopy, RecoveryError, RecoveryOf},
        watch::DiskChange,
    },
};

/// A project that is being read.
#[derive(Debug)]
pub struct Opening {
    /// By which task.
    pub task: TaskId,
    wish: Wish,
}

/// Why it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wish {
    /// It is to be opened.
    Open(PathBuf),
    /// Unsaved work is to be brought back.
    Recover(PathBuf),
    /// The open one is to be as its file is.
    ReadAgain,
    /// The open one is to be written to by this window.
    TakeOver,
}

/// Opens a project, unless there is something to save first.
pub fn open_asking(window: &mut Window, path: PathBuf) {
    if is_free(window) && may_leave(window, AfterSave::Open(path.clone())) {
        open(window, path);
    }
}

/// Opens a recovery copy, unless there is something to save first.
pub fn recover_asking(window: &mut Window, file: PathBuf) {
    if is_free(window) && may_leave(window, AfterSave::Recover(file.clone())) {
        recover(window, file);
    }
}

/// Opens a project.
pub fn open(window: &mut Window, path: PathBuf) {
    read(window, path.clone(), Wish::Open(path), None);
}

/// Opens a recovery copy.
pub fn recover(window: &mut Window, file: PathBuf) {
    let Some(recovery) = window.recovery.clone() else { return };
    if !is_free(window) {
        return;
    }
    let (wish, own, now) = (Wish::Recover(file.clone()), own(window), window.clock.now());
    let job = RecoverJob { file, own, recovery, now };
    let task = window.tasks.spawn("Opening the recovery copy", false, move |_| work::recover(job));
    window.opening = Some(Opening { task, wish });
}

/// Reads the project again from its file; what is not saved is lost, as was agreed to.
pub fn read_again(window: &mut Window) {
    let Some(document) = &window.document else { return };
    let Some(path) = document.path.clone() else { return };
    window.agreed = Some(document.moment());
    read(window, path, Wish::ReadAgain, None);
}

/// Becomes the one who may write. The project is read again: the other may have saved.
pub fn take_over(window: &mut Window) {
    let ctx = window.ctx.clone();
    super::flush(window, &ctx);
    let now = window.clock.now();
    let Some(document) = &window.document else { return };
    let Some(path) = document.path.clone() else { return };
    window.agreed = Some(document.moment());
    // What is not saved goes into a recovery copy, which is offered when the project is
    // read again.
    let keep = match &window.recovery {
        Some(folder) if document.history.is_unsaved() => Some(keep_job(document, folder, now)),
        _ => None,
    };
    read(window, path, Wish::TakeOver, keep);
}

/// What a recovery copy of a document is made from.
pub fn keep_job(
    document: &Document,
    folder: &crate::storage::recovery::RecoveryDir,
    now: crate::domain::time::Timestamp,
) -> Keep {
    Keep {
        folder: folder.clone(),
        of: document.recovery_of(),
        snapshot: document.project().clone(),
        moment: document.moment(),
        edits: document.history.edits_since_saved(),
        disk: document.disk,
        now,
    }
}

fn read(window: &mut Window, path: PathBuf, wish: Wish, keep: Option<Keep>) {
    if !is_free(window) {
        return;
    }
    let job = OpenJob {
        path,
        takeover: wish == Wish::TakeOver,
        own: own(window),
        recovery: window.recovery.clone(),
        keep,
        now: window.clock.now(),
    };
    let task = window.tasks.spawn("Opening the project", false, move |_| work::open(job));
    window.opening = Some(Opening { task, wish });
}

/// Whether no project is being read; says so if one is.
fn is_free(window: &mut Window) -> bool {
    if window.opening.is_some() {
        window.messages.notice("A project is being opened. Try again when it is there.");
    }
    window.opening.is_none()
}

/// The open project's file and the right to write it.
fn own(window: &Window) -> Option<(PathBuf, Arc<Lock>)> {
    let document = window.document.as_ref()?;
    Some((document.path.clone()?, Arc::clone(document.lock.as_ref()?)))
}

/// Whether the project may be left. If not, the window asks what to do with unsaved work.
pub fn may_leave(window: &mut Window, then: AfterSave) -> bool {
    let ctx = window.ctx.clone();
    super::flush(window, &ctx);
    // What can't be written anyhow keeps nobody in a project that is only read.
    let unstored = window.document.as_ref().filter(|document| document.is_editable());
    if let Some(unstored) = unstored.and_then(|d| window.panels.unstored(d.project())) {
        window.messages.problem(unstored.why);
        window.outbox.send(unstored.place);
        return false;
    }
    let Some(document) = &window.document else { return true };
    let edits = document.saving.is_some() || document.history.is_unsaved();
    let unwritten = match document.on_disk {
        DiskChange::Gone => Unwritten::Everything,
        _ if edits => Unwritten::Edits,
        _ => return true,
    };
    window.dialogs.unsaved(then, document.is_editable(), unwritten);
    false
}

/// Whether the analyst said that the project may be left as it is now.
pub fn is_agreed(window: &Window) -> bool {
    window.agreed.is_some() && window.agreed == window.document.as_ref().map(Document::moment)
}

/// Notes where the analyst is, before the project is left. What is left to do in its file was
/// noted when it was read or written.
pub fn leave(window: &mut Window) {
    let place = window.position.place();
    let Some(document) = &window.document else { return };
    let Some(path) = document.path.clone() else { return };
    window.settings.places.insert(path.clone(), place);
    if let Some(recent) = window.settings.recent.iter_mut().find(|r| r.path == path) {
        recent.title.clone_from(&document.project().head.title);
    }
}

/// Leaves the open project for the one that was read, if nothing was edited meanwhile that
/// the analyst was not asked about.
fn give_way(window: &mut Window, ctx: &Context, wish: &Wish) -> bool {
    super::flush(window, ctx);
    if window.document.is_none() {
        return true;
    }
    if !is_agreed(window) {
        let ask = match wish {
            Wish::Open(path) => Some(AfterSave::Open(path.clone())),
            Wish::Recover(file) => Some(AfterSave::Recover(file.clone())),
            Wish::ReadAgain | Wish::TakeOver => None,
        };
        let free = if let Some(ask) = ask {
            may_leave(window, ask)
        } else {
            let edits = window.document.as_ref().map_or(0, |d| d.history.edits_since_saved());
            window.dialogs.confirm_loss(Loss::OwnEdits(edits));
            false
        };
        if !free {
            return false;
        }
    }
    leave(window);
    if *wish != Wish::TakeOver {
        files::discard_given_up(window);
    }
    window.dialogs = Dialogs::default();
    true
}

fn set_right(document: &mut Document, right: Right) {
    match right {
        Ok(Ok(lock)) => document.lock = Some(lock),
        Ok(Err(info)) => {
            document.held_by = Some(info.clone());
            document.read_only = Some(ReadOnly::Held(info));
        }
        Err(why) => document.read_only = Some(ReadOnly::NotWritable(why)),
    }
}

/// A project was read, or could not be.
pub fn opened(window: &mut Window, ctx: &Context, result: Result<Opened, OpenError>) {
    let Some(Opening { wish, .. }) = window.opening.take() else { return };
    let opened = match result {
        Ok(opened) => opened,
        Err(why) => return window.messages.problem(why.to_string()),
    };
    if !give_way(window, ctx, &wish) {
        return;
    }
    let now = window.clock.now();
    let (loaded, path) = (opened.loaded, opened.path);
    let name = window.settings.analyst.clone();
    let ids = window.outbox.ids();
    let mut document = Document::new(loaded.project, Some(path.clone()), &name, ids, now);
    document.disk = Some(loaded.disk);
    document.violations = loaded.violations;
    document.migrated_from = loaded.migrated_from;
    set_right(&mut document, opened.lock);
    if !document.violations.is_empty() {
        document.read_only = Some(ReadOnly::Violations);
    }
    let recent = RecentProject {
        path,
        title: document.project().head.title.clone(),
        opened: now.to_string(),
        left: opened.left,
    };
    // A copy of the same project is of what was just given up, or it was put off before.
    let before = window.document.take().filter(|d| d.path == document.path);
    let again = before.is_some() && wish != Wish::TakeOver;
    document.put_off = before.and_then(|d| d.put_off);
    show(window, document);
    window.settings.remember(recent);
    match opened.copy {
        Ok(Some(copy)) if !again => window.dialogs.offer_recovery(copy),
        Ok(_) => {}
        Err(why) => window.messages.problem(why.to_string()),
    }
}

/// A recovery copy was read, or could not be.
pub fn recovered(window: &mut Window, ctx: &Context, result: Result<Recovered, RecoveryError>) {
    let Some(Opening { wish, .. }) = window.opening.take() else { return };
    let recovered = match result {
        Ok(recovered) => recovered,
        Err(why) => return window.messages.problem(why.to_string()),
    };
    if !give_way(window, ctx, &wish) {
        return;
    }
    let now = window.clock.now();
    let RecoveryCopy { file, head } = recovered.copy;
    let path = match &head.of {
        RecoveryOf::Path(path) => Some(path.clone()),
        RecoveryOf::Unnamed(_) => None,
    };
    let name = window.settings.analyst.clone();
    let ids = window.outbox.ids();
    let mut document = Document::new(recovered.project, path, &name, ids, now);
    document.history = History::recovered(document.history);
    document.has_recovery = true;
    document.continue_copy(&head.of);
    document.touch();
    document.violations = recovered.violations;
    if let Some(right) = recovered.lock {
        set_right(&mut document, right);
    }
    if let Some(disk) = recovered.disk {
        if head.base != Some(disk.content) {
            document.on_disk = DiskChange::Changed;
        }
        document.disk = Some(disk);
    }
    if !document.violations.is_empty() {
        document.read_only = Some(ReadOnly::Violations);
    }
    window.recoveries.retain(|copy| copy.file != file);
    document.recovered_from = Some(file);
    show(window, document);
    let edits = head.edits;
    window.messages.notice(format!(
        "Recovered {edits} edit{}. Save the project to keep them.",
        if edits == 1 { "" } else { "s" }
    ));
}

/// Shows a document where the analyst was in it.
pub fn show(window: &mut Window, document: Document) {
    let place = document.path.as_ref().and_then(|p| window.settings.places.get(p));
    window.position = Position::opening(document.project(), place);
    if let Some(claim) = window.position.selected.first() {
        log::debug!("resumed at claim {claim}");
    }
    window.panels = Panels::default();
    window.tracing = Tracing::default();
    window.agreed = None;
    window.revising = None;
    let article = window.position.article;
    window.document = Some(document);
    if let (Some(article), Some(document)) = (article, &mut window.document) {
        document.note_opened(article);
    }
    if window.settings.analyst.trim().is_empty() {
        window.dialogs.ask_name();
    }
}
