//! What finished tasks mean.

use std::time::Instant;

use egui::Context;

use super::{files, go_on};
use crate::{
    app::{
        document::{Document, ReadOnly},
        settings::RecentProject,
        state::Position,
        tasks::{
            dialogs::{PickFor, Picked},
            work::{Opened, Outcome, Recovered, SaveOutcome},
        },
        window::Window,
    },
    domain::history::History,
    import::ImportError,
    storage::{recovery::RecoveryOf, watch::DiskChange, write::SaveError},
};

/// Takes in what a task came to.
pub fn take(window: &mut Window, ctx: &Context, outcome: Outcome) {
    match outcome {
        Outcome::Opened(result) => {
            window.opening = false;
            match *result {
                Ok(opened) => opened_project(window, opened),
                Err(why) => window.messages.problem(why.to_string()),
            }
        }
        Outcome::Recovered(result) => {
            window.opening = false;
            match *result {
                Ok(recovered) => recovered_project(window, recovered),
                Err(why) => window.messages.problem(why.to_string()),
            }
        }
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
            files::review_imports(window, ready, failed);
        }
        Outcome::Revised(boxed) => {
            let (article, _, result) = *boxed;
            match result {
                Ok(imported) => files::review_revision(window, article, imported),
                Err(why) => window.messages.problem(why.to_string()),
            }
        }
        Outcome::RecoveryWritten(session, revision, result) => {
            window.keeping = false;
            let Some(document) = window.document.as_mut().filter(|d| d.session.id == session)
            else {
                return;
            };
            document.kept = (revision, Some(Instant::now()));
            match result {
                // A save came in between: the copy is of no use.
                Ok(()) if !document.history.is_unsaved() => {
                    let of = document.recovery_of();
                    files::discard_of(window, of);
                }
                Ok(()) => document.has_recovery = true,
                Err(why) => window.messages.problem(why.to_string()),
            }
        }
        Outcome::CopyFound(session, result) => {
            let shown = window.document.as_ref().is_some_and(|d| d.session.id == session);
            match result {
                Ok(Some(copy)) if shown && !copy.may_be_open() => files::offer(window, copy),
                Ok(_) => {}
                Err(why) => window.messages.problem(why.to_string()),
            }
        }
        Outcome::Repaired(outcome) => files::repaired(window, *outcome),
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
            if document.saving || document.disk.is_none_or(|d| d.content != disk.content) {
                return;
            }
            match change {
                DiskChange::Unchanged => document.disk = Some(disk),
                DiskChange::Changed => document.changed_on_disk = true,
                DiskChange::Gone => {}
            }
        }
        Outcome::Searched(searched) => window.panels.claims.found(*searched),
        Outcome::Nothing => {}
    }
}

fn ask_in_window(window: &mut Window, purpose: PickFor) {
    let suggestion = window
        .document
        .as_ref()
        .map(|d| d.path.clone().unwrap_or_else(|| files::suggested_path(d.project())));
    window.dialogs.ask_path(purpose, suggestion);
}

fn opened_project(window: &mut Window, opened: Opened) {
    let now = window.clock.now();
    let loaded = opened.loaded;
    let path = opened.path;
    let name = window.settings.analyst.clone();
    let ids = window.outbox.ids();
    let mut document = Document::new(loaded.project, Some(path.clone()), &name, ids, now);
    document.disk = Some(loaded.disk);
    document.violations = loaded.violations;
    document.migrated_from = loaded.migrated_from;
    match opened.lock {
        Ok(Ok(lock)) => document.lock = Some(lock),
        Ok(Err(info)) => document.read_only = Some(ReadOnly::Held(info)),
        Err(why) => document.read_only = Some(ReadOnly::NotWritable(why)),
    }
    if !document.violations.is_empty() {
        document.read_only = Some(ReadOnly::Violations);
    }
    show(window, document);
    window.settings.remember(RecentProject {
        path,
        title: window
            .document
            .as_ref()
            .map_or_else(String::new, |d| d.project().head.title.clone()),
        opened: now.to_string(),
        left: opened.left,
    });
}

/// Shows a document where the analyst was in it.
pub fn show(window: &mut Window, document: Document) {
    let place = document.path.as_ref().and_then(|p| window.settings.places.get(p));
    window.position = Position::opening(document.project(), place);
    if let Some(claim) = window.position.selected.first() {
        log::debug!("resumed at claim {claim}");
    }
    window.panels = crate::app::panels::Panels::default();
    let article = window.position.article;
    window.document = Some(document);
    if let (Some(article), Some(document)) = (article, &mut window.document) {
        document.note_opened(article);
    }
    if window.settings.analyst.trim().is_empty() {
        window.dialogs.ask_name();
    }
    files::offer_recovery(window);
}

fn recovered_project(window: &mut Window, recovered: Recovered) {
    let now = window.clock.now();
    let path = match &recovered.copy.head.of {
        RecoveryOf::Path(path) => Some(path.clone()),
        RecoveryOf::Unnamed(_) => None,
    };
    let name = window.settings.analyst.clone();
    let ids = window.outbox.ids();
    let mut document = Document::new(recovered.project, path, &name, ids, now);
    document.history = History::recovered(document.history);
    document.has_recovery = true;
    document.continue_copy(&recovered.copy.head.of);
    document.touch();
    document.violations = recovered.violations;
    match recovered.lock {
        Some(Ok(Ok(lock))) => document.lock = Some(lock),
        Some(Ok(Err(info))) => document.read_only = Some(ReadOnly::Held(info)),
        Some(Err(why)) => document.read_only = Some(ReadOnly::NotWritable(why)),
        None => {}
    }
    if let Some(disk) = recovered.disk {
        document.changed_on_disk = recovered.copy.head.base != Some(disk.content);
        document.disk = Some(disk);
    }
    if !document.violations.is_empty() {
        document.read_only = Some(ReadOnly::Violations);
    }
    let edits = recovered.copy.head.edits;
    window.recoveries.retain(|copy| copy.file != recovered.copy.file);
    show(window, document);
    window.messages.notice(format!(
        "Recovered {edits} edit{}. Save the project to keep them.",
        if edits == 1 { "" } else { "s" }
    ));
}

fn saved(window: &mut Window, ctx: &Context, outcome: SaveOutcome) {
    let Some(document) = window.document.as_mut().filter(|d| d.session.id == outcome.session)
    else {
        return;
    };
    document.saving = false;
    if let Some(info) = outcome.held {
        window.dialogs.after_save = None;
        window
            .messages
            .problem(format!("Not saved: {info} has this file open: {}", outcome.path.display()));
        return;
    }
    match outcome.result {
        Ok(saved) => {
            if let Some(lock) = outcome.new_lock {
                document.lock = Some(lock);
                document.read_only = None;
            }
            let of_before = document.recovery_of();
            document.path = Some(outcome.path);
            document.disk = Some(saved.disk);
            document.changed_on_disk = false;
            document.migrated_from = None;
            document.history.mark_saved(outcome.snapshot);
            let (path, title) = (document.path.clone(), document.project().head.title.clone());
            if let Some(path) = path {
                let opened = window.clock.now().to_string();
                window.settings.remember(RecentProject {
                    path,
                    title,
                    opened,
                    left: String::new(),
                });
            }
            files::discard_of(window, of_before);
            let unsaved = window.document.as_ref().is_some_and(|d| d.history.is_unsaved());
            match outcome.then.or_else(|| window.dialogs.after_save.take()) {
                Some(then) if unsaved => files::save(window, Some(then)),
                Some(then) => go_on(window, ctx, then),
                None => window.messages.notice("Saved."),
            }
        }
        Err(SaveError::ChangedOnDisk { .. }) => {
            document.changed_on_disk = true;
            window.dialogs.after_save = None;
        }
        Err(why @ SaveError::LockLost { .. }) => {
            document.read_only = Some(ReadOnly::LockLost(why.to_string()));
            document.lock = None;
            window.dialogs.after_save = None;
            window.messages.problem(why.to_string());
        }
        Err(why) => {
            window.dialogs.after_save = None;
            window.messages.problem(why.to_string());
        }
    }
}
