//! Exporting, and taking over what was tagged elsewhere.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use egui::Context;

use super::files;
use crate::{
    app::{
        dialogs::ExportStart,
        document::Document,
        tasks::{
            annotations::{self, Annotated, AnnotationsJob, Change, Mappings},
            dialogs::PickFor,
            folder, outside,
        },
        window::Window,
    },
    domain::{analyst::Analyst, project::Project},
    export::name,
};

/// Asks what is to be exported, and how.
pub fn export(window: &mut Window, ctx: &Context) {
    super::flush(window, ctx);
    let Some(document) = &window.document else { return };
    let project = document.project().clone();
    let own = document.path.as_deref();
    let stem = own.and_then(Path::file_stem).map(|s| s.to_string_lossy().into_owned());
    let beside = own.and_then(Path::parent).map(Path::to_owned);
    let remembered = window.settings.export.folder.clone();
    let shown = window.panels.claims.shown();
    let narrowed = shown.len() < project.claim_count();
    window.dialogs.export(ExportStart {
        stem: name::of_title(&stem.unwrap_or_else(|| project.head.title.clone())),
        folder: remembered.or(beside).or_else(folder::home).unwrap_or_else(folder::present_folder),
        filtered: narrowed.then(|| shown.iter().copied().collect::<BTreeSet<_>>()),
        article: window.position.article,
        analyst: document.analyst,
        choice: window.settings.export.clone(),
        project,
    });
}

/// Asks where an export goes.
pub fn pick_target(window: &mut Window, one_file: bool) {
    let purpose = if one_file { PickFor::ExportFile } else { PickFor::ExportFolder };
    let name = window
        .dialogs
        .export_path()
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    files::pick(window, purpose, name);
}

/// Opens a file or a folder with the system's program for it.
pub fn open_outside(window: &mut Window, path: PathBuf) {
    window.tasks.spawn("Opening", false, move |_| outside::open(&path));
}

/// Reads files of annotations for the open project.
pub fn read_annotations(window: &mut Window, paths: Vec<PathBuf>, mappings: Mappings) {
    let Some(document) = &window.document else {
        window.messages.problem("Importing annotations: open or make a project first.");
        return;
    };
    if !document.is_editable() {
        window.messages.problem("Importing annotations: the project is open for reading only.");
        return;
    }
    let name = match window.settings.analyst.trim() {
        "" => "Analyst".to_owned(),
        name => name.to_owned(),
    };
    let job = AnnotationsJob {
        paths,
        mappings,
        session: document.session.id,
        project: document.project().clone(),
        by: Analyst { id: document.analyst, name },
        at: window.clock.now(),
        ids: window.outbox.ids().fork(),
    };
    window
        .tasks
        .spawn("Reading annotations", true, move |progress| annotations::read(job, progress));
}

/// Shows what was read, if the project that it was read for is still open. If that was
/// changed meanwhile, it is read again.
pub fn review_annotations(window: &mut Window, read: Annotated) {
    let same = |d: &&Document| d.session.id == read.session;
    let Some(document) = window.document.as_ref().filter(same) else {
        window.messages.problem(
            "The annotations were not taken over, since the project they were read for is no \
             longer open.",
        );
        return;
    };
    if document.project().same_but_sessions(&read.of) {
        window.dialogs.review_annotations(read);
    } else {
        let (paths, mappings) = read.again();
        read_annotations(window, paths, mappings);
    }
}

/// Takes over what the analyst accepted, as one step of undo.
pub fn accept_annotations(window: &mut Window, of: &Project, change: Change) {
    const LABEL: &str = "Import annotations";
    let Some(document) = &mut window.document else { return };
    if !document.is_editable() || !document.project().same_but_sessions(of) {
        window.messages.problem("The project was changed meanwhile. Import the files again.");
        return;
    }
    let done = match change {
        Change::Edits(edits) => {
            let edit = crate::domain::edit::Edit::Batch(edits);
            super::apply(window, edit, LABEL.to_owned(), None)
        }
        Change::Whole(project) => match document.replace(*project, LABEL) {
            Ok(()) => {
                window.position.follow(document.project());
                true
            }
            Err(why) => {
                window.messages.problem(format!("{LABEL}: {why}"));
                false
            }
        },
    };
    if done {
        window.messages.notice("Imported. Undo takes all of it back.");
    }
}
