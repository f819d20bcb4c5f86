//! Opening, saving, importing, recovering: what starts on the frame's thread and is done
//! on another.

use std::path::{Path, PathBuf};

use crate::{
    app::{
        action::AfterSave,
        document::{Document, ReadOnly},
        tasks::{
            ReadArticle,
            dialogs::PickFor,
            reading,
            work::{self, Outcome, RepairOutcome, SaveJob},
        },
        window::Window,
    },
    domain::{
        article::Article, edit::Edit, history::History, ids::ArticleId, project::Project,
        time::Timestamp,
    },
    storage::recovery::{RecoveryCopy, RecoveryOf},
};

/// Opens a project, unless there is something to save first.
pub fn open_asking(window: &mut Window, path: PathBuf) {
    if may_leave(window, AfterSave::Open(path.clone())) {
        leave(window);
        close(window);
        open(window, path, false);
    }
}

/// Opens a project.
pub fn open(window: &mut Window, path: PathBuf, takeover: bool) {
    if window.opening {
        return;
    }
    window.opening = true;
    let now = window.clock.now();
    window.tasks.spawn("Opening the project", false, move |_| work::open(path, now, takeover));
}

/// Makes an empty project.
pub fn create(window: &mut Window, title: &str) {
    if window.opening {
        window.messages.notice("A project is being opened. Try again when it is there.");
        return;
    }
    leave(window);
    let now = window.clock.now();
    let name = window.settings.analyst.clone();
    let project = Project::new(title, now);
    let document = Document::new(project, None, &name, window.outbox.ids(), now);
    super::outcomes::show(window, document);
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
    if document.saving || document.history.is_unsaved() {
        window.dialogs.unsaved(then, document.is_editable());
        return false;
    }
    true
}

/// Notes where the analyst is and what is left to do, before the project is left.
pub fn leave(window: &mut Window) {
    let place = window.position.place();
    let left = window.document.as_ref().map(|d| work::what_is_left(d.project()));
    let Some(document) = &window.document else { return };
    let Some(path) = document.path.clone() else { return };
    window.settings.places.insert(path.clone(), place);
    if let (Some(left), Some(recent)) =
        (left, window.settings.recent.iter_mut().find(|r| r.path == path))
    {
        recent.left = left;
        recent.title.clone_from(&document.project().head.title);
    }
}

/// Closes the project.
pub fn close(window: &mut Window) {
    window.document = None;
    window.position = crate::app::state::Position::default();
    window.panels = crate::app::panels::Panels::default();
    window.dialogs = crate::app::dialogs::Dialogs::default();
    look_for_recoveries(window);
}

fn job(document: &Document, path: PathBuf, then: Option<AfterSave>, now: Timestamp) -> SaveJob {
    SaveJob {
        path,
        own: document.path.clone(),
        session: document.session.id,
        snapshot: document.project().clone(),
        expected: document.disk,
        lock: document.lock.clone(),
        overwrite: false,
        migrated_from: document.migrated_from,
        then,
        now,
    }
}

/// Saves the project; asks for a name if it has none.
pub fn save(window: &mut Window, then: Option<AfterSave>) {
    let Some(document) = &window.document else { return };
    if let Some(path) = document.path.clone() {
        save_to(window, path, false, then);
    } else {
        window.dialogs.after_save = then;
        save_as(window);
    }
}

/// Asks where to save.
pub fn save_as(window: &mut Window) {
    let Some(document) = &window.document else { return };
    let suggestion = suggested_path(document.project());
    let name = suggestion.file_name().map(|n| n.to_string_lossy().into_owned());
    pick(window, PickFor::SaveProject, name);
}

/// A file name made of the project's title.
pub fn suggested_path(project: &Project) -> PathBuf {
    let mut stem: String = project
        .head
        .title
        .chars()
        .map(|c| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { '-' })
        .take(60)
        .collect();
    while stem.contains("--") {
        stem = stem.replace("--", "-");
    }
    let stem = stem.trim_matches('-');
    PathBuf::from(format!("{}.ron", if stem.is_empty() { "project" } else { stem }))
}

/// Saves to a file. `confirmed` says that the analyst agreed to replace one.
pub fn save_to(window: &mut Window, path: PathBuf, confirmed: bool, then: Option<AfterSave>) {
    let now = window.clock.now();
    let then = then.or_else(|| window.dialogs.after_save.take());
    let Some(document) = &mut window.document else { return };
    if document.saving {
        // What waits for this save is done when the one under way is finished.
        window.dialogs.after_save = then;
        return;
    }
    document.saving = true;
    if document.history.is_unsaved() {
        document.end_session(now);
    }
    let mut job = job(document, path, then, now);
    job.overwrite = confirmed && job.own.as_ref() != Some(&job.path);
    window.tasks.spawn("Saving", false, move |_| work::write(job));
}

/// Writes over what somebody else wrote.
pub fn overwrite(window: &mut Window) {
    let now = window.clock.now();
    let Some(document) = &mut window.document else { return };
    let Some(path) = document.path.clone() else { return };
    if document.saving {
        return;
    }
    document.saving = true;
    let mut job = job(document, path, None, now);
    job.overwrite = true;
    window.tasks.spawn("Saving", false, move |_| work::write(job));
}

/// Reads the project again from its file.
pub fn reload(window: &mut Window) {
    let path = window.document.as_ref().and_then(|d| d.path.clone());
    if let Some(path) = path {
        forget_recovery(window);
        window.settings.places.insert(path.clone(), window.position.place());
        window.document = None;
        open(window, path, false);
    }
}

/// Becomes the one who may write. The project is read again: the other may have saved.
pub fn take_over(window: &mut Window) {
    let ctx = window.ctx.clone();
    super::flush(window, &ctx);
    // What is not saved goes into a recovery copy, which is offered when the project is
    // read again.
    if let (Some(folder), Some(document)) = (&window.recovery, &window.document)
        && document.history.is_unsaved()
    {
        let counts = (document.session.id, document.revision, document.history.edits_since_saved());
        let (of, now) = (document.recovery_of(), window.clock.now());
        let kept = work::keep(folder, &of, document.project(), counts, now, document.disk);
        if let Outcome::RecoveryWritten(_, _, Err(why)) = kept {
            window.messages.problem(format!("Not taken over: {why}"));
            return;
        }
    }
    let path = window.document.as_ref().and_then(|d| d.path.clone());
    if let Some(path) = path {
        window.settings.places.insert(path.clone(), window.position.place());
        window.document = None;
        open(window, path, true);
    }
}

/// Repairs what is broken, on another thread. The file itself is untouched until the analyst
/// saves.
pub fn repair(window: &mut Window) {
    let Some(document) = &window.document else { return };
    let (session, broken) = (document.session.id, document.project().clone());
    let ids = window.outbox.ids().fork();
    window.tasks.spawn("Repairing", false, move |_| work::repair(session, broken, ids));
}

/// Takes in what the repairs came to.
pub fn repaired(window: &mut Window, outcome: RepairOutcome) {
    let RepairOutcome { session, broken, repaired, left } = outcome;
    let Some(document) = window.document.as_mut().filter(|d| d.session.id == session) else {
        return;
    };
    if document.violations.is_empty() || !document.project().same_but_sessions(&broken) {
        return;
    }
    if let Some(why) = left.first() {
        window.messages.problem(format!("The repairs are not enough: {why}."));
        return;
    }
    document.history = History::repaired(&document.history, repaired.project);
    document.violations.clear();
    document.touch();
    document.read_only = match (&document.path, &document.lock) {
        (Some(_), None) => Some(ReadOnly::NotWritable("the lock could not be had".to_owned())),
        _ => None,
    };
    let n = repaired.done.len();
    window.messages.notice(format!(
        "{n} repair{} made. Look at them, then save.",
        if n == 1 { "" } else { "s" }
    ));
}

/// Asks for files.
pub fn pick(window: &mut Window, purpose: PickFor, suggestion: Option<String>) {
    let picker = window.picker.clone();
    window.tasks.spawn(purpose.title(), false, move |_| {
        Outcome::Picked(purpose, picker.pick(purpose, suggestion.as_deref()))
    });
}

/// Uses picked files for what they were picked for.
pub fn picked(window: &mut Window, purpose: PickFor, paths: Vec<PathBuf>) {
    let Some(first) = paths.first().cloned() else { return };
    match purpose {
        PickFor::OpenProject => open_asking(window, first),
        PickFor::SaveProject => {
            // The dialog asked about the name as it was typed, not about one with an ending.
            let complete = first.extension().is_some();
            let path = if complete { first } else { first.with_extension("ron") };
            save_to(window, path, complete, None);
        }
        PickFor::AddArticles => import(window, paths),
        PickFor::Revision => {
            if let Some(article) = window.revising.take().or(window.position.article) {
                window.tasks.spawn("Reading the revised text", true, move |progress| {
                    reading::revision(article, first, progress)
                });
            }
        }
    }
}

/// Reads files as articles. Without a project, makes one first.
pub fn import(window: &mut Window, paths: Vec<PathBuf>) {
    if window.document.is_none() {
        create(window, &title_of(&paths));
        if window.document.is_none() {
            return;
        }
    }
    if window.document.as_ref().is_some_and(|d| !d.is_editable()) {
        window.messages.problem("Adding articles: the project is open for reading only.");
        return;
    }
    window.tasks.spawn("Reading articles", true, move |progress| reading::files(paths, progress));
}

fn title_of(paths: &[PathBuf]) -> String {
    let stem = paths.first().and_then(|p| Path::file_stem(p));
    stem.map_or_else(|| "New project".to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Shows what was read, for the analyst to correct and accept.
pub fn review_imports(
    window: &mut Window,
    ready: Vec<(PathBuf, ReadArticle)>,
    failed: Vec<String>,
) {
    for why in failed {
        window.messages.problem(why);
    }
    let Some(document) = &window.document else { return };
    if !ready.is_empty() {
        window.dialogs.review_imports(ready, document.project());
    }
}

/// Adds articles that the analyst accepted.
pub fn accept_articles(window: &mut Window, articles: Vec<Article>) {
    let Some(first) = articles.first().map(|a| a.id) else { return };
    let label = match articles.as_slice() {
        [one] => format!("Add article “{}”", one.head.title),
        several => format!("Add {} articles", several.len()),
    };
    let edits = articles.into_iter().map(|a| Edit::AddArticle(Box::new(a))).collect();
    if super::apply(window, Edit::Batch(edits), label, None) {
        window.position.show_article(first);
        if let Some(document) = &mut window.document {
            document.note_opened(first);
        }
    }
}

/// Shows where the claims of an article would stand in a revised text.
pub fn review_revision(window: &mut Window, article: ArticleId, read: ReadArticle) {
    let Some(document) = &window.document else { return };
    let head = read.imported.head.clone();
    let revision = read.into_article(head, window.outbox.ids());
    window.dialogs.review_revision(article, revision, document.project());
}

/// Looks at the file on another thread.
pub fn check_disk(window: &mut Window) {
    let Some(document) = &window.document else { return };
    let (Some(path), Some(mut disk)) = (document.path.clone(), document.disk) else { return };
    window.tasks.spawn("Looking at the file", false, move |_| {
        let change = disk.check(&path);
        Outcome::Disk(disk, change)
    });
}

/// Writes a recovery copy on another thread.
pub fn keep(window: &mut Window) {
    let now = window.clock.now();
    let Some(folder) = window.recovery.clone() else { return };
    let Some(document) = &window.document else { return };
    let (of, snapshot) = (document.recovery_of(), document.project().clone());
    let counts = (document.session.id, document.revision, document.history.edits_since_saved());
    let disk = document.disk;
    window.keeping = true;
    window.tasks.spawn("Keeping a recovery copy", false, move |_| {
        work::keep(&folder, &of, &snapshot, counts, now, disk)
    });
}

/// Looks for recovery copies on another thread.
pub fn look_for_recoveries(window: &mut Window) {
    if let Some(folder) = window.recovery.clone() {
        window.tasks.spawn("Looking for recovery copies", false, move |_| {
            Outcome::Recoveries(folder.list())
        });
    }
}

/// Looks, on another thread, for a recovery copy of the project that was just opened.
pub fn offer_recovery(window: &mut Window) {
    let (Some(folder), Some(document)) = (window.recovery.clone(), &window.document) else {
        return;
    };
    if document.has_recovery || document.path.is_none() {
        return;
    }
    let (of, session) = (document.recovery_of(), document.session.id);
    window.tasks.spawn("Looking for a recovery copy", false, move |_| {
        work::find_copy(&folder, &of, session)
    });
}

/// Offers a recovery copy of the open project.
pub fn offer(window: &mut Window, copy: RecoveryCopy) {
    if !window.recoveries.iter().any(|known| known.file == copy.file) {
        window.recoveries.push(copy.clone());
    }
    window.dialogs.offer_recovery(copy);
}

/// Opens a recovery copy.
pub fn recover(window: &mut Window, file: &Path) {
    let Some(folder) = window.recovery.clone() else { return };
    // Whatever was offered is in the list.
    let listed = window.recoveries.iter().find(|c| c.file == file).cloned();
    let Some(copy) = listed else { return };
    let now = window.clock.now();
    window.document = None;
    window.opening = true;
    window
        .tasks
        .spawn("Opening the recovery copy", false, move |_| work::recover(&folder, copy, now));
}

/// Deletes a recovery copy.
pub fn discard_recovery(window: &mut Window, file: &Path) {
    let listed = window.recoveries.iter().find(|c| c.file == file).map(|c| c.head.of.clone());
    let of = listed.or_else(|| window.document.as_ref().map(Document::recovery_of));
    if let Some(of) = of {
        discard_of(window, of);
    }
    window.recoveries.retain(|copy| copy.file != file);
}

/// Deletes the recovery copy of a project that was saved.
pub fn discard_of(window: &mut Window, of: RecoveryOf) {
    if let Some(document) = &mut window.document {
        document.has_recovery = false;
    }
    if let Some(folder) = window.recovery.clone() {
        window.tasks.spawn("Removing the recovery copy", false, move |_| {
            if let Err(why) = folder.discard(&of) {
                log::warn!("{why}");
            }
            Outcome::Nothing
        });
    }
}

/// Deletes the recovery copy of the open project: the analyst does not want its edits.
pub fn forget_recovery(window: &mut Window) {
    let (Some(folder), Some(document)) = (&window.recovery, &window.document) else { return };
    if let Err(why) = folder.discard(&document.recovery_of()) {
        log::warn!("{why}");
    }
}
