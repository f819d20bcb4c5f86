//! What finished tasks mean.

use std::time::Instant;

use egui::Context;

use super::{
    exchange,
    files::{self, GivenUp},
    go_on, opening, references,
};
use crate::{
    app::{
        action::AfterSave,
        document::{NextSave, ReadOnly},
        settings::RecentProject,
        tasks::{
            TaskId,
            dialogs::{PickFor, Picked},
            work::{Kept, Outcome, SaveOutcome},
        },
        window::Window,
    },
    import::ImportError,
    storage::{watch::DiskChange, write::SaveError},
};

/// A task stopped half-way. What waited for it waits no more; what other tasks do goes on.
pub fn stopped(window: &mut Window, task: TaskId, why: String) {
    window.messages.problem(why);
    window.opening.take_if(|opening| opening.task == task);
    if window.keeping == Some(task) {
        window.keeping = None;
        if let Some(document) = &mut window.document {
            // Not again before the next edit.
            document.kept = (document.revision, Some(Instant::now()));
        }
    }
    if let Some(document) = window.document.as_mut().filter(|d| d.saving == Some(task)) {
        document.saving = None;
        document.next_save = None;
        window.dialogs.after_save = None;
    }
    window.panels.compare.stopped(task);
    if window.searching == Some(task) {
        window.searching = None;
        if let Some(document) = &window.document {
            window.panels.claims.stopped(document.project());
        }
    }
}

/// Takes in what a task came to.
pub fn take(window: &mut Window, ctx: &Context, task: TaskId, outcome: Outcome) {
    match outcome {
        Outcome::Opened(result) => opening::opened(window, ctx, *result),
        Outcome::Recovered(result) => opening::recovered(window, ctx, *result),
        Outcome::Saved(outcome) => saved(window, ctx, *outcome),
        Outcome::Picked(purpose, picked) => match picked {
            Picked::Paths(paths) => files::picked(window, purpose, paths),
            // What waited for the project to be saved does not happen any more.
            Picked::Cancelled => window.dialogs.after_save = None,
            Picked::Unavailable => ask_in_window(window, purpose),
        },
        Outcome::Imported(files) => {
            let mut ready = Vec::new();
            let mut failed = Vec::new();
            for (path, result) in files {
                match result {
                    Ok(imported) => ready.push((path, imported)),
                    Err(ImportError::Cancelled) => {}
                    Err(why) => failed.push(why.to_string()),
                }
            }
            files::review_imports(window, task, ready, failed);
        }
        Outcome::Revised(boxed) => {
            let (article, _, result) = *boxed;
            match result {
                Ok(imported) => files::review_revision(window, article, imported),
                Err(why) => window.messages.problem(why.to_string()),
            }
        }
        Outcome::RecoveryWritten(kept) => {
            window.keeping.take_if(|keeping| *keeping == task);
            recovery_written(window, *kept);
        }
        Outcome::Repaired(outcome) => files::repaired(window, *outcome),
        Outcome::SetAside(session, copy) => match copy {
            Ok(copy) => {
                if let Some(document) = window.document.as_mut().filter(|d| d.session.id == session)
                {
                    document.put_off = Some(copy);
                }
            }
            Err(why) => window.messages.problem(why.to_string()),
        },
        Outcome::Recoveries(result) => match result {
            Ok(list) => {
                window.recoveries = list.copies;
                for why in list.broken {
                    window.messages.problem(why.to_string());
                }
            }
            Err(why) => window.messages.problem(why.to_string()),
        },
        Outcome::Disk(disk, change) => {
            let Some(document) = &mut window.document else { return };
            // A save in between made the answer old.
            if document.saving.is_some() || document.disk.is_none_or(|d| d.content != disk.content)
            {
                return;
            }
            if change == DiskChange::Unchanged {
                document.disk = Some(disk);
            }
            document.on_disk = change;
        }
        Outcome::Searched(searched) => window.panels.claims.found(*searched),
        Outcome::Annotated(read) => exchange::review_annotations(window, *read),
        Outcome::Notes(done) => references::done_with_all(window, *done),
        Outcome::Compared(compared) => window.panels.compare.take(task, *compared),
        Outcome::PictureSaved(Ok(path)) => {
            window.messages.notice(format!("Saved: {}", path.display()));
        }
        Outcome::PictureSaved(Err(why)) => window.messages.problem(why),
        Outcome::OpenedOutside(Err(why)) => window.messages.problem(why),
        Outcome::OpenedOutside(Ok(())) | Outcome::Nothing => {}
    }
}

fn ask_in_window(window: &mut Window, purpose: PickFor) {
    let own = || {
        let document = window.document.as_ref()?;
        let path = document.path.clone();
        Some(path.unwrap_or_else(|| files::suggested_path(document.project())))
    };
    let suggestion = match purpose {
        PickFor::ExportFile | PickFor::ExportFolder => window.dialogs.export_path(),
        PickFor::Picture(kind) => {
            let beside = own().and_then(|path| path.parent().map(std::path::Path::to_owned));
            let name = super::graph::suggested_name(window, kind);
            name.map(|name| beside.unwrap_or_default().join(name))
        }
        _ => own(),
    };
    window.dialogs.ask_path(purpose, suggestion);
}

/// A recovery copy was written, or could not be.
fn recovery_written(window: &mut Window, kept: Kept) {
    let (session, revision) = kept.moment;
    match window.document.as_mut().filter(|d| d.session.id == session) {
        Some(document) => {
            document.kept = (revision, Some(Instant::now()));
            match kept.result {
                // A save came in between: the copy is of no use.
                Ok(()) if !document.history.is_unsaved() => files::discard_of(window, kept.of),
                Ok(()) => document.has_recovery = true,
                Err(why) => window.messages.problem(why.to_string()),
            }
        }
        // The project was left while the copy was written: saved, or given up. If it was
        // opened again since, the new copy of it is written anew.
        None if kept.result.is_ok() => {
            if let Some(document) = &mut window.document {
                document.kept = (0, None);
                files::discard_of(window, kept.of);
            } else {
                files::look_after(window, Some(GivenUp { of: kept.of, from: None }));
            }
        }
        None => {}
    }
}

fn saved(window: &mut Window, ctx: &Context, outcome: SaveOutcome) {
    let Some(document) = window.document.as_mut().filter(|d| d.session.id == outcome.session)
    else {
        return;
    };
    document.saving = None;
    let next = document.next_save.take();
    let again = next.is_some();
    let Ok(asked_with) = taken_in(window, outcome) else {
        window.dialogs.after_save = None;
        // Another file may be written all the same.
        if let Some(NextSave { elsewhere: Some((path, confirmed)), then }) = next {
            files::save_to(window, path, confirmed, then);
        }
        return;
    };
    let NextSave { elsewhere, then } = next.unwrap_or_default();
    let then = then.or(asked_with).or_else(|| window.dialogs.after_save.take());
    let unsaved = window.document.as_ref().is_some_and(|d| d.history.is_unsaved());
    match (elsewhere, then) {
        (Some((path, confirmed)), then) => files::save_to(window, path, confirmed, then),
        (None, then) if unsaved && (then.is_some() || again) => files::save(window, then),
        (None, Some(then)) => go_on(window, ctx, then),
        (None, None) => window.messages.notice("Saved."),
    }
}

/// The project was not saved, and the analyst was told why.
struct Refused;

/// What a save came to. Gives back what is to be done now.
fn taken_in(window: &mut Window, outcome: SaveOutcome) -> Result<Option<AfterSave>, Refused> {
    let Some(document) = &mut window.document else { return Err(Refused) };
    if let Some(info) = outcome.held {
        window
            .messages
            .problem(format!("Not saved: {info} has this file open: {}", outcome.path.display()));
        return Err(Refused);
    }
    match outcome.result {
        Ok(saved) => {
            if outcome.elsewhere {
                document.lock = outcome.new_lock;
                document.held_by = None;
                document.put_off = None;
                // Writing it elsewhere mends nothing.
                document.read_only.take_if(|why| !matches!(why, ReadOnly::Violations));
            }
            let of_before = document.recovery_of();
            document.path = Some(outcome.path.clone());
            document.disk = Some(saved.disk);
            document.on_disk = DiskChange::Unchanged;
            document.migrated_from = None;
            document.history.mark_saved(outcome.snapshot);
            let title = document.project().head.title.clone();
            let opened = window.clock.now().to_string();
            let (path, left) = (outcome.path, outcome.left);
            window.settings.remember(RecentProject { path, title, opened, left });
            files::discard_copies(window, of_before);
            Ok(outcome.then)
        }
        Err(SaveError::ChangedOnDisk { .. }) => {
            document.on_disk = DiskChange::Changed;
            Err(Refused)
        }
        Err(why) => {
            if matches!(why, SaveError::LockLost { .. }) {
                document.read_only = Some(ReadOnly::LockLost(why.to_string()));
                document.lock = None;
            }
            window.messages.problem(why.to_string());
            Err(Refused)
        }
    }
}
