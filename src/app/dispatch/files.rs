//! Saving, importing, recovery copies: what starts on the frame's thread and is done on
//! another.

use std::path::{Path, PathBuf};

use super::{exchange, opening};
use crate::{
    app::{
        action::AfterSave,
        document::{Document, ReadOnly},
        tasks::{
            ReadArticle, TaskId,
            annotations::{ENDINGS, Mappings},
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
    storage::recovery::{RecoveryDir, RecoveryOf},
};

/// Makes an empty project.
pub fn create(window: &mut Window, title: &str) {
    if window.opening.is_some() {
        window.messages.notice("A project is being opened. Try again when it is there.");
        return;
    }
    opening::leave(window);
    discard_given_up(window);
    let now = window.clock.now();
    let name = window.settings.analyst.clone();
    let project = Project::new(title, now);
    let document = Document::new(project, None, &name, window.outbox.ids(), now);
    opening::show(window, document);
}

/// Closes the project. What is not saved of it was given up.
pub fn close(window: &mut Window) {
    let given_up = window.document.take().and_then(|document| GivenUp::of(&document));
    window.position = crate::app::state::Position::default();
    window.panels = crate::app::panels::Panels::default();
    window.dialogs = crate::app::dialogs::Dialogs::default();
    look_after(window, given_up);
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
    if document.saving.is_some() {
        let elsewhere = (document.path.as_ref() != Some(&path)).then_some((path, confirmed));
        document.save_next(elsewhere, then);
        return;
    }
    if document.history.is_unsaved() {
        document.end_session(now);
    }
    let mut job = job(document, path, then, now);
    job.overwrite = confirmed && job.own.as_ref() != Some(&job.path);
    document.saving = Some(window.tasks.spawn("Saving", false, move |_| work::write(job)));
}

/// Writes over what somebody else wrote.
pub fn overwrite(window: &mut Window) {
    let now = window.clock.now();
    let Some(document) = &mut window.document else { return };
    let Some(path) = document.path.clone() else { return };
    if document.saving.is_some() {
        window.messages.notice("The project is being saved. Try again when that is done.");
        return;
    }
    document.end_session(now);
    let mut job = job(document, path, None, now);
    job.overwrite = true;
    document.saving = Some(window.tasks.spawn("Saving", false, move |_| work::write(job)));
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
    document.read_only = match (&document.path, &document.lock, &document.held_by) {
        (Some(_), None, Some(holder)) => Some(ReadOnly::Held(holder.clone())),
        (Some(_), None, None) => {
            Some(ReadOnly::NotWritable("the lock could not be had".to_owned()))
        }
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
        PickFor::OpenProject => opening::open_asking(window, first),
        PickFor::SaveProject => {
            // The dialog asked about the name as it was typed, not about one with an ending.
            let complete = first.extension().is_some();
            let path = if complete { first } else { first.with_extension("ron") };
            save_to(window, path, complete, None);
        }
        PickFor::AddArticles => import(window, paths),
        PickFor::ExportFile => window.dialogs.set_export_path(first, true),
        PickFor::ExportFolder => window.dialogs.set_export_path(first, false),
        PickFor::Annotations => exchange::read_annotations(window, paths, Mappings::default()),
        PickFor::Picture(kind) => super::graph::save(window, kind, first),
        PickFor::Revision => {
            if let Some(article) = window.revising.take().or(window.position.article) {
                window.tasks.spawn("Reading the revised text", true, move |progress| {
                    reading::revision(article, first, progress)
                });
            }
        }
    }
}

/// Files were dropped on the window: a project to open, or articles to add.
pub fn dropped(window: &mut Window, paths: Vec<PathBuf>) {
    let (mut projects, articles): (Vec<_>, Vec<_>) = paths
        .into_iter()
        .partition(|path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("ron")));
    if projects.is_empty() {
        let (annotations, articles): (Vec<_>, Vec<_>) =
            articles.into_iter().partition(|path| is_annotations(path));
        if !articles.is_empty() {
            import(window, articles);
        }
        if !annotations.is_empty() {
            exchange::read_annotations(window, annotations, Mappings::default());
        }
        return;
    }
    let project = projects.remove(0);
    if !projects.is_empty() || !articles.is_empty() {
        let name = project.file_name().unwrap_or_default().to_string_lossy().into_owned();
        window.messages.problem(format!(
            "Only one project is opened at a time, and articles are added to an open one. This \
             opens {name}; drop the rest again: {}",
            listed(projects.iter().chain(&articles))
        ));
    }
    opening::open_asking(window, project);
}

/// Whether something dropped was tagged or listed elsewhere: a folder is brat's.
fn is_annotations(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) || path.is_dir()
}

fn listed<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> String {
    let names = paths.map(|p| p.file_name().unwrap_or_default().to_string_lossy().into_owned());
    names.collect::<Vec<_>>().join(", ")
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
    let task = window
        .tasks
        .spawn("Reading articles", true, move |progress| reading::files(paths, progress));
    reads(window, task);
}

/// Makes an article of a pasted text, on another thread.
pub fn paste(window: &mut Window, text: String) {
    let task = window
        .tasks
        .spawn("Reading the pasted text", true, move |progress| reading::pasted(&text, progress));
    reads(window, task);
}

fn reads(window: &mut Window, task: TaskId) {
    if let Some(document) = &mut window.document {
        document.reading.push(task);
    }
}

fn title_of(paths: &[PathBuf]) -> String {
    let stem = paths.first().and_then(|p| Path::file_stem(p));
    stem.map_or_else(|| "New project".to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Shows what a task read, for the analyst to correct and accept: if the project that it was
/// read for is still open.
pub fn review_imports(
    window: &mut Window,
    task: TaskId,
    ready: Vec<(PathBuf, ReadArticle)>,
    failed: Vec<String>,
) {
    for why in failed {
        window.messages.problem(why);
    }
    let asked_for = |document: &&mut Document| document.reading.contains(&task);
    let Some(document) = window.document.as_mut().filter(asked_for) else {
        if !ready.is_empty() {
            let names = listed(ready.iter().map(|(path, _)| path));
            window.messages.problem(format!(
                "Not added, since the project they were read for is no longer open: {names}"
            ));
        }
        return;
    };
    document.reading.retain(|id| *id != task);
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
    let (Some(folder), Some(document)) = (&window.recovery, &window.document) else { return };
    let job = opening::keep_job(document, folder, now);
    let task = window.tasks.spawn("Keeping a recovery copy", false, move |_| work::keep(job));
    window.keeping = Some(task);
}

/// Looks for recovery copies on another thread.
pub fn look_for_recoveries(window: &mut Window) {
    look_after(window, None);
}

/// Looks for recovery copies, after those were removed that nobody wants any more.
pub fn look_after(window: &mut Window, given_up: Option<GivenUp>) {
    if let Some(folder) = window.recovery.clone() {
        window.tasks.spawn("Looking for recovery copies", false, move |_| {
            if let Some(given_up) = given_up {
                given_up.remove(&folder);
            }
            Outcome::Recoveries(folder.list())
        });
    }
}

/// The copies of work that is saved, or that the analyst does not want.
#[derive(Debug)]
pub struct GivenUp {
    /// The project that copies are written of.
    pub of: RecoveryOf,
    /// The copy that it came out of.
    pub from: Option<PathBuf>,
}

impl GivenUp {
    /// Of a document that is left as it is, if it has edits that are not saved.
    fn of(document: &Document) -> Option<Self> {
        let given_up = document.history.is_unsaved() && document.revision > 0;
        given_up.then(|| Self { of: document.recovery_of(), from: document.recovered_from.clone() })
    }

    fn remove(self, folder: &RecoveryDir) {
        let removed = folder.discard(&self.of);
        let from = self.from.as_deref().map_or(Ok(()), RecoveryDir::remove);
        for why in [removed, from].into_iter().filter_map(Result::err) {
            log::warn!("{why}");
        }
    }
}

/// Deletes a recovery copy.
pub fn discard_recovery(window: &mut Window, file: PathBuf) {
    window.recoveries.retain(|copy| copy.file != file);
    if let Some(document) = &mut window.document {
        document.put_off.take_if(|copy| copy.file == file);
    }
    remove_copy(window, file);
}

fn remove_copy(window: &mut Window, file: PathBuf) {
    window.tasks.spawn("Removing the recovery copy", false, move |_| {
        if let Err(why) = RecoveryDir::remove(&file) {
            log::warn!("{why}");
        }
        Outcome::Nothing
    });
}

/// Keeps a recovery copy of the open project for later. It gets a name of its own, so that
/// copies of what is edited from now on do not replace it.
pub fn put_off_recovery(window: &mut Window, file: PathBuf) {
    let (Some(folder), Some(document)) = (window.recovery.clone(), &window.document) else {
        return;
    };
    let session = document.session.id;
    window.tasks.spawn("Setting the recovery copy aside", false, move |_| {
        let copy = RecoveryDir::read(&file).and_then(|copy| folder.set_aside(copy));
        Outcome::SetAside(session, copy)
    });
}

/// Neither the copy of the project nor the one that it came out of is of use any more.
pub fn discard_copies(window: &mut Window, of: RecoveryOf) {
    let from = window.document.as_mut().and_then(|d| d.recovered_from.take());
    discard(window, GivenUp { of, from });
}

/// Deletes the recovery copy that is written of a project.
pub fn discard_of(window: &mut Window, of: RecoveryOf) {
    discard(window, GivenUp { of, from: None });
}

fn discard(window: &mut Window, given_up: GivenUp) {
    if let Some(document) = &mut window.document {
        document.has_recovery = false;
    }
    if let Some(folder) = window.recovery.clone() {
        window.tasks.spawn("Removing the recovery copy", false, move |_| {
            given_up.remove(&folder);
            Outcome::Nothing
        });
    }
}

/// What the analyst gave up of the open project is not to be offered again.
pub fn discard_given_up(window: &mut Window) {
    if let Some(given_up) = window.document.as_ref().and_then(GivenUp::of) {
        discard(window, given_up);
    }
}

/// The same at once, since the program is about to end.
pub fn discard_given_up_now(window: &Window) {
    let given_up = window.document.as_ref().and_then(GivenUp::of);
    if let (Some(folder), Some(given_up)) = (&window.recovery, given_up) {
        given_up.remove(folder);
    }
}
