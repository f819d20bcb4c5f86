//! What the threads do: each function blocks, touches files, and gives an [`Outcome`].

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{
    ReadArticle,
    annotations::Annotated,
    dialogs::{PickFor, Picked},
    notes::NotesDone,
};
use crate::{
    analysis::queue::queue,
    app::{
        action::AfterSave, compare::Compared, document::Moment, ids::AppIds,
        panels::claims::Searched,
    },
    domain::{
        claim::ClaimStatus,
        ids::{ArticleId, SessionId},
        invariant::{self, Repaired, Violation},
        project::Project,
        time::Timestamp,
    },
    import::ImportError,
    storage::{
        file::{Loaded, StorageError, load},
        lock::{Acquired, Lock, LockInfo, Who, acquire},
        recovery::{RecoveryCopy, RecoveryDir, RecoveryError, RecoveryList, RecoveryOf},
        watch::{DiskChange, DiskState},
        write::{SaveError, SaveOptions, Saved, save},
    },
};

/// The right to write a file, or who has it, or why it can't be had.
pub type Right = Result<Result<Arc<Lock>, Box<LockInfo>>, String>;

/// What a task came to.
pub enum Outcome {
    /// A project was read.
    Opened(Box<Result<Opened, OpenError>>),
    /// A recovery copy was read.
    Recovered(Box<Result<Recovered, RecoveryError>>),
    /// A project was written.
    Saved(Box<SaveOutcome>),
    /// The system's file dialog was answered.
    Picked(PickFor, Picked),
    /// Files were read as articles.
    Imported(Vec<(PathBuf, Result<ReadArticle, ImportError>)>),
    /// A file was read as a revision, and the claims were looked for in it.
    Revised(Box<(ArticleId, PathBuf, Result<ReadArticle, ImportError>)>),
    /// A recovery copy was written.
    RecoveryWritten(Box<Kept>),
    /// The recovery copy of the project in this session was set aside.
    SetAside(SessionId, Result<RecoveryCopy, RecoveryError>),
    /// A project was repaired.
    Repaired(Box<RepairOutcome>),
    /// Recovery copies were looked for.
    Recoveries(Result<RecoveryList, RecoveryError>),
    /// The file was looked at.
    Disk(DiskState, DiskChange),
    /// Claims were searched.
    Searched(Box<Searched>),
    /// Files of annotations were read.
    Annotated(Box<Annotated>),
    /// A file or folder was opened by another program, or could not be.
    OpenedOutside(Result<(), String>),
    /// Two articles were compared; nothing, if the analyst stopped it.
    Compared(Box<Option<Compared>>),
    /// A picture was saved, or could not be.
    PictureSaved(Result<PathBuf, String>),
    /// The edit that does something with all notes of an article.
    Notes(Box<NotesDone>),
    /// Nothing to tell.
    Nothing,
}

/// Why a project was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Its file can't be read.
    #[error("{0}")]
    Unreadable(StorageError),
    /// What is not saved could not be kept first.
    #[error("not opened, since what is not saved could not be kept: {0}")]
    NotKept(RecoveryError),
}

/// A project that was read.
pub struct Opened {
    /// Its file, resolved.
    pub path: PathBuf,
    /// What the file held.
    pub loaded: Loaded,
    /// The right to write, or who has it, or why it can't be had.
    pub lock: Right,
    /// What is left to do in it.
    pub left: String,
    /// The recovery copy of it, if there is one that no other process writes.
    pub copy: Result<Option<RecoveryCopy>, RecoveryError>,
}

/// A recovery copy that was read.
pub struct Recovered {
    /// Which copy.
    pub copy: RecoveryCopy,
    /// What it held.
    pub project: Project,
    /// What is broken in it.
    pub violations: Vec<Violation>,
    /// What the project's file is now, if it has one.
    pub disk: Option<DiskState>,
    /// The right to write, if it has a file.
    pub lock: Option<Right>,
}

/// What came of repairs.
pub struct RepairOutcome {
    /// In which session.
    pub session: SessionId,
    /// What was repaired.
    pub broken: Project,
    /// What came out.
    pub repaired: Repaired,
    /// What is still broken.
    pub left: Vec<Violation>,
}

/// What came of keeping a recovery copy.
pub struct Kept {
    /// Of which project.
    pub of: RecoveryOf,
    /// Of which state of it.
    pub moment: Moment,
    /// How it went.
    pub result: Result<(), RecoveryError>,
}

/// What came of a save.
pub struct SaveOutcome {
    /// Where it was written.
    pub path: PathBuf,
    /// Whether that is another file than the project's own.
    pub elsewhere: bool,
    /// What was written.
    pub snapshot: Project,
    /// What is left to do in it, in a sentence.
    pub left: String,
    /// In which session: another project may be open by now.
    pub session: SessionId,
    /// Who holds the file that was to be written, if it is another.
    pub held: Option<Box<LockInfo>>,
    /// How it went.
    pub result: Result<Saved, SaveError>,
    /// The right to write a file that is new to us.
    pub new_lock: Option<Arc<Lock>>,
    /// What is to be done now.
    pub then: Option<AfterSave>,
}

fn lock(path: &Path, now: Timestamp, takeover: bool) -> Right {
    match acquire(path, &Who::here(now), takeover) {
        Ok(Acquired::Ours(lock)) => Ok(Ok(Arc::new(lock))),
        Ok(Acquired::HeldBy(info)) => Ok(Err(Box::new(info))),
        Err(why) => Err(why.to_string()),
    }
}

/// What to read, and what is there already.
pub struct OpenJob {
    /// The project's file.
    pub path: PathBuf,
    /// Whether to take the right to write from whoever has it.
    pub takeover: bool,
    /// The file of the project that is open, and the right to write it: if it is the same
    /// file, the right stays.
    pub own: Option<(PathBuf, Arc<Lock>)>,
    /// Where recovery copies are.
    pub recovery: Option<RecoveryDir>,
    /// What is to be kept as a recovery copy first.
    pub keep: Option<Keep>,
    /// What time it is.
    pub now: Timestamp,
}

/// One path for one file, whatever it was called by.
fn resolved(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The right that is there already, if it is for this file and was not lost.
fn own_right(own: Option<(PathBuf, Arc<Lock>)>, path: &Path) -> Option<Arc<Lock>> {
    own.filter(|(file, lock)| file == path && lock.confirm().is_ok()).map(|(_, lock)| lock)
}

/// Reads a project and asks for the right to write it.
pub fn open(job: OpenJob) -> Outcome {
    let OpenJob { path, takeover, own, recovery, keep, now } = job;
    if let Some(Err(why)) = keep.map(Keep::write) {
        return Outcome::Opened(Box::new(Err(OpenError::NotKept(why))));
    }
    let file = resolved(&path);
    // The lock first: what is read under it is what will be written over.
    let lock = match own_right(own, &file) {
        Some(lock) if !takeover => Ok(Ok(lock)),
        _ if path.is_file() => lock(&path, now, takeover),
        _ => Err(String::new()),
    };
    let result = load(&path).map_err(OpenError::Unreadable).map(|loaded| {
        let of = RecoveryOf::Path(file.clone());
        let copy = recovery.map_or(Ok(None), |folder| folder.find(&of));
        let copy = copy.map(|copy| copy.filter(|copy| !copy.may_be_open()));
        let left = what_is_left(&loaded.project);
        Opened { path: file, loaded, lock, left, copy }
    });
    Outcome::Opened(Box::new(result))
}

/// What is left to do in a project, in a sentence; empty if nothing is.
pub fn what_is_left(project: &Project) -> String {
    let drafts = project.claims().filter(|(_, c)| c.status == ClaimStatus::Draft).count();
    let queue = queue(project);
    let parts = [
        (drafts, "draft claim", "draft claims"),
        (queue.todos.len(), "open to-do", "open to-dos"),
        (queue.not_followed.len(), "chain not followed", "chains not followed"),
        (queue.unchecked.len(), "quotation not checked", "quotations not checked"),
        (queue.unidentified.len(), "source to identify", "sources to identify"),
    ];
    let parts = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, several)| {
        let what = if n == 1 { one } else { several };
        format!("{n} {what}")
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Which recovery copy to read, and what is there already.
pub struct RecoverJob {
    /// Its file.
    pub file: PathBuf,
    /// The file of the project that is open, and the right to write it.
    pub own: Option<(PathBuf, Arc<Lock>)>,
    /// Where recovery copies are.
    pub recovery: RecoveryDir,
    /// What time it is.
    pub now: Timestamp,
}

/// Reads a recovery copy.
pub fn recover(job: RecoverJob) -> Outcome {
    let RecoverJob { file, own, recovery, now } = job;
    let result = RecoveryDir::read(&file).and_then(|copy| {
        let loaded = recovery.load(&copy)?;
        let (mut disk, mut right) = (None, None);
        if let RecoveryOf::Path(path) = &copy.head.of
            && path.is_file()
        {
            disk = load(path).ok().map(|there| there.disk);
            right = Some(match own_right(own, &resolved(path)) {
                Some(lock) => Ok(Ok(lock)),
                None => lock(path, now, false),
            });
        }
        let (project, violations) = (loaded.project, loaded.violations);
        Ok(Recovered { copy, project, violations, disk, lock: right })
    });
    Outcome::Recovered(Box::new(result))
}

/// What to write, and how.
pub struct SaveJob {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub snapshot: Project,
    /// The project's own file.
    pub own: Option<PathBuf>,
    /// In which session.
    pub session: SessionId,
    /// What the project's own file should hold now.
    pub expected: Option<DiskState>,
    /// The right to write.
    pub lock: Option<Arc<Lock>>,
    /// Whether to write over what somebody else wrote.
    pub overwrite: bool,
    /// The version the project was read from, if older.
    pub migrated_from: Option<u32>,
    /// What is to be done afterwards.
    pub then: Option<AfterSave>,
    /// What time it is.
    pub now: Timestamp,
}

/// Writes a project.
pub fn write(job: SaveJob) -> Outcome {
    // The same file may be named in another way: through a link, or relative to a folder.
    let elsewhere = job.own.as_ref() != Some(&resolved(&job.path));
    let (mut new_lock, mut held) = (None, None);
    if elsewhere {
        match lock(&job.path, job.now, false) {
            Ok(Ok(lock)) => new_lock = Some(lock),
            Ok(Err(info)) => held = Some(info),
            Err(why) => log::warn!("{why}"),
        }
    }
    let right = if elsewhere { new_lock.as_deref() } else { job.lock.as_deref() };
    let options = SaveOptions {
        overwrite: job.overwrite,
        lock: right,
        migrated_from: job.migrated_from.filter(|_| !elsewhere),
    };
    let expected = job.expected.filter(|_| !elsewhere).map(|disk| disk.content);
    let result = if held.is_some() {
        Err(SaveError::Exists { path: job.path.clone() })
    } else {
        save(&job.path, &job.snapshot, expected, options)
    };
    let then = if result.is_ok() { job.then } else { None };
    Outcome::Saved(Box::new(SaveOutcome {
        // A file that was just made can be resolved only now.
        path: resolved(&job.path),
        elsewhere,
        session: job.session,
        held,
        left: what_is_left(&job.snapshot),
        snapshot: job.snapshot,
        result,
        new_lock,
        then,
    }))
}

/// Repairs what is broken in a project.
pub fn repair(session: SessionId, broken: Project, mut ids: AppIds) -> Outcome {
    let repaired = invariant::repair(&broken, &mut ids);
    let left = invariant::check(&repaired.project);
    Outcome::Repaired(Box::new(RepairOutcome { session, broken, repaired, left }))
}

/// What to keep as a recovery copy, and of what.
pub struct Keep {
    /// Where recovery copies are.
    pub folder: RecoveryDir,
    /// Which project.
    pub of: RecoveryOf,
    /// What it is now.
    pub snapshot: Project,
    /// Which state of it that is.
    pub moment: Moment,
    /// How many edits are not saved.
    pub edits: u64,
    /// What the project's file was last.
    pub disk: Option<DiskState>,
    /// What time it is.
    pub now: Timestamp,
}

impl Keep {
    fn write(self) -> Result<(), RecoveryError> {
        let count = u32::try_from(self.edits).unwrap_or(u32::MAX);
        let base = self.disk.map(|disk| disk.content);
        self.folder.write(&self.of, &self.snapshot, self.now, count, base).map(|_| ())
    }
}

/// Writes a recovery copy.
pub fn keep(job: Keep) -> Outcome {
    let (of, moment) = (job.of.clone(), job.moment);
    Outcome::RecoveryWritten(Box::new(Kept { of, moment, result: job.write() }))
}
