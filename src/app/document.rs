//! The open project: its history, its file, its lock, the session being recorded.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::{
    domain::{
        analyst::Analyst,
        edit::{Edit, EditError, Touched},
        history::History,
        ids::{AnalystId, ArticleId, IdSource, SessionId},
        invariant::Violation,
        project::Project,
        session::Session,
        time::Timestamp,
    },
    storage::{
        lock::{Lock, LockInfo},
        recovery::{RecoveryCopy, RecoveryOf},
        watch::{DiskChange, DiskState},
    },
};

use super::{action::AfterSave, tasks::TaskId};

/// Why the project can't be changed.
#[derive(Debug, Clone)]
pub enum ReadOnly {
    /// It breaks invariants.
    Violations,
    /// Another window has it open.
    Held(Box<LockInfo>),
    /// Another window took it over.
    LockLost(String),
    /// The folder can't be written to.
    NotWritable(String),
}

/// A state of an open project: its session, and how many changes were made in it.
pub type Moment = (SessionId, u64);

/// A save that was asked for while another was under way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NextSave {
    /// Where to, if not to the project's own file, and whether a file there may be replaced.
    pub elsewhere: Option<(PathBuf, bool)>,
    /// What is to be done afterwards.
    pub then: Option<AfterSave>,
}

/// A session that runs.
#[derive(Debug, Clone)]
pub struct RunningSession {
    /// Its id, by which the window also knows the open project from others.
    pub id: SessionId,
    /// Whose work it is, even if the name is changed while it runs.
    pub by: AnalystId,
    /// When it began.
    pub started: Timestamp,
    /// The articles that were shown, in order.
    pub opened: Vec<ArticleId>,
    /// Whether it stands in the project: it does from the first edit on.
    pub written: bool,
}

/// The open project.
pub struct Document {
    /// The project with its past.
    pub history: History,
    /// Its file; none while it was never saved.
    pub path: Option<PathBuf>,
    /// The right to write.
    pub lock: Option<Arc<Lock>>,
    /// What the file was when it was last read or written.
    pub disk: Option<DiskState>,
    /// What became of the file since: changed by somebody else, or gone.
    pub on_disk: DiskChange,
    /// Why it can't be changed.
    pub read_only: Option<ReadOnly>,
    /// Who had it open when it was read.
    pub held_by: Option<Box<LockInfo>>,
    /// What is broken in it.
    pub violations: Vec<Violation>,
    /// Who works.
    pub analyst: AnalystId,
    /// The name to be written with the first edit.
    analyst_name: String,
    /// The session.
    pub session: RunningSession,
    /// The save that is under way.
    pub saving: Option<TaskId>,
    /// The save that follows it.
    pub next_save: Option<NextSave>,
    /// The tasks that read articles for it.
    pub reading: Vec<TaskId>,
    /// When the last edit was made.
    pub last_edit: Option<Instant>,
    /// Counts every change, undo and redo included; never goes back.
    pub revision: u64,
    /// The revision that the recovery copy holds, and when it was written.
    pub kept: (u64, Option<Instant>),
    /// What the recovery copies of a project without a file are called by.
    token: String,
    /// Whether a recovery copy of this project was written.
    pub has_recovery: bool,
    /// The copy that it came out of, removed once the project is saved.
    pub recovered_from: Option<PathBuf>,
    /// A copy of earlier work that the analyst put off.
    pub put_off: Option<RecoveryCopy>,
    /// A version of the format older than today's, of which a copy is kept at the first save.
    pub migrated_from: Option<u32>,
}

impl Document {
    /// A project that is not on disk yet, or was just read.
    pub fn new(
        project: Project,
        path: Option<PathBuf>,
        name: &str,
        ids: &mut impl IdSource,
        now: Timestamp,
    ) -> Self {
        let known = project.analysts.iter().find(|a| a.name == name).map(|a| a.id);
        let analyst = known.unwrap_or_else(|| ids.id());
        let mut document = Self {
            analyst,
            analyst_name: name.to_owned(),
            session: RunningSession {
                id: ids.id(),
                by: analyst,
                started: now,
                opened: Vec::new(),
                written: false,
            },
            history: History::new(project),
            path,
            lock: None,
            disk: None,
            on_disk: DiskChange::Unchanged,
            read_only: None,
            held_by: None,
            violations: Vec::new(),
            saving: None,
            next_save: None,
            reading: Vec::new(),
            last_edit: None,
            revision: 0,
            kept: (0, None),
            token: String::new(),
            has_recovery: false,
            recovered_from: None,
            put_off: None,
            migrated_from: None,
        };
        document.token = document.session.id.to_string();
        document
    }

    /// Notes that the project changed.
    pub fn touch(&mut self) {
        self.revision += 1;
        self.last_edit = Some(Instant::now());
    }

    /// Goes on with a recovery copy of a project without a file: the next copy takes its
    /// place.
    pub fn continue_copy(&mut self, of: &RecoveryOf) {
        if let RecoveryOf::Unnamed(token) = of {
            self.token.clone_from(token);
        }
    }

    /// The project as it is now.
    pub fn project(&self) -> &Project {
        self.history.present()
    }

    /// Whether it may be changed.
    pub fn is_editable(&self) -> bool {
        self.read_only.is_none()
    }

    /// The state it is in now.
    pub fn moment(&self) -> Moment {
        (self.session.id, self.revision)
    }

    /// Whether something of it is in no file.
    pub fn needs_saving(&self) -> bool {
        self.history.is_unsaved() || self.on_disk == DiskChange::Gone
    }

    /// Asks for a save after the one under way. Another file that was asked for before is
    /// not forgotten for the project's own.
    pub fn save_next(&mut self, elsewhere: Option<(PathBuf, bool)>, then: Option<AfterSave>) {
        let next = self.next_save.get_or_insert_default();
        next.elsewhere = elsewhere.or_else(|| next.elsewhere.take());
        next.then = then.or_else(|| next.then.take());
    }

    /// The file's name, or that there is none.
    pub fn file_name(&self) -> String {
        let name = self.path.as_deref().and_then(Path::file_name);
        name.map_or_else(|| "not saved yet".to_owned(), |n| n.to_string_lossy().into_owned())
    }

    /// What recovery copies of this project are called by.
    pub fn recovery_of(&self) -> RecoveryOf {
        match &self.path {
            Some(path) => RecoveryOf::Path(path.clone()),
            None => RecoveryOf::Unnamed(self.token.clone()),
        }
    }

    /// Sets the analyst's name, which is written with the first edit.
    pub fn set_analyst(&mut self, name: &str, ids: &mut impl IdSource) {
        if name == self.analyst_name {
            return;
        }
        name.clone_into(&mut self.analyst_name);
        let known = self.project().analysts.iter().find(|a| a.name == name).map(|a| a.id);
        self.analyst = known.unwrap_or_else(|| ids.id());
    }

    /// Notes that an article was shown.
    pub fn note_opened(&mut self, article: ArticleId) {
        if self.session.opened.contains(&article) {
            return;
        }
        self.session.opened.push(article);
        if self.session.written && self.is_editable() {
            let edit = Edit::PutSession(self.session_record(None));
            // The article was just shown, so it is there; and a session that can't be
            // noted is no reason to stop the analyst.
            if let Err(why) = self.history.apply_outside_undo(edit) {
                log::warn!("the session could not be noted: {why}");
            }
        }
    }

    /// Applies an edit. Analyst and session are written with the first one.
    pub fn apply(
        &mut self,
        edit: Edit,
        label: String,
        coalesce: Option<&str>,
        now: Timestamp,
    ) -> Result<Touched, EditError> {
        self.write_analyst()?;
        let touched = self.history.apply(edit, label, coalesce, now)?;
        self.write_session()?;
        self.touch();
        Ok(touched)
    }

    /// Puts another project in the place of this one, as one step of undo.
    pub fn replace(&mut self, project: Project, label: &str) -> Result<(), EditError> {
        self.history.replace(project, label);
        // The other project knows neither.
        self.session.written = false;
        self.write_analyst()?;
        self.write_session()?;
        self.touch();
        Ok(())
    }

    fn write_session(&mut self) -> Result<(), EditError> {
        if !self.session.written {
            self.session.by = self.analyst;
            self.history.apply_outside_undo(Edit::PutSession(self.session_record(None)))?;
            self.session.written = true;
        }
        Ok(())
    }

    /// The analyst must be known before a record can name them.
    fn write_analyst(&mut self) -> Result<(), EditError> {
        if self.project().analyst(self.analyst).is_some() {
            return Ok(());
        }
        let name = if self.analyst_name.trim().is_empty() { "Analyst" } else { &self.analyst_name };
        let analyst = Analyst { id: self.analyst, name: name.to_owned() };
        self.history.apply_outside_undo(Edit::PutAnalyst(analyst)).map(|_| ())
    }

    /// Ends the session, if it was written at all.
    pub fn end_session(&mut self, now: Timestamp) {
        if self.session.written {
            let edit = Edit::PutSession(self.session_record(Some(now)));
            if let Err(why) = self.history.apply_outside_undo(edit) {
                log::warn!("the session's end could not be noted: {why}");
            }
        }
    }

    fn session_record(&self, ended: Option<Timestamp>) -> Session {
        let there = |id: &ArticleId| self.project().article(*id).is_some();
        Session {
            id: self.session.id,
            by: self.session.by,
            started: self.session.started,
            ended,
            opened: self.session.opened.iter().copied().filter(there).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
