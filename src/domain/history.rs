//! Undo by snapshots: a bounded list of projects, each with the name of the edit that
//! came after it. A project shares all that did not change, so a snapshot costs little.
//!
//! Analysts and sessions stand outside undo: that somebody worked is not undone by
//! undoing what was done.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{
    edit::{Edit, EditError, Touched, apply},
    ids::ArticleId,
    project::Project,
    session::Session,
    time::Timestamp,
};

/// How many steps can be undone.
pub const MAX_STEPS: usize = 1000;

/// For how long edits of one field run together into one step, in seconds.
pub const COALESCE_SECONDS: i64 = 3;

/// A project with its past and future.
#[derive(Debug, Clone)]
pub struct History {
    present: Project,
    past: VecDeque<Step>,
    future: Vec<Step>,
    saved: Project,
    edits_since_saved: u64,
}

#[derive(Debug, Clone)]
struct Step {
    /// The project on the far side of the step.
    project: Project,
    label: String,
    coalesce: Option<(String, Timestamp)>,
}

/// What an undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stepped {
    /// The name of the edit.
    pub label: String,
}

impl History {
    /// A history that begins with a project as it is on disk.
    pub fn new(project: Project) -> Self {
        Self {
            saved: project.clone(),
            present: project,
            past: VecDeque::new(),
            future: Vec::new(),
            edits_since_saved: 0,
        }
    }

    /// The same project, none of it on disk: it came out of a recovery copy.
    pub fn recovered(history: Self) -> Self {
        let saved = Project::new("", history.present.head.created);
        Self { saved, edits_since_saved: history.edits_since_saved.max(1), ..history }
    }

    /// A repaired project in the place of a broken one. What came before can't be gone
    /// back to: it is what was broken.
    pub fn repaired(history: &Self, project: Project) -> Self {
        Self {
            present: project,
            past: VecDeque::new(),
            future: Vec::new(),
            saved: history.saved.clone(),
            edits_since_saved: history.edits_since_saved + 1,
        }
    }

    /// The project as it is now.
    pub fn present(&self) -> &Project {
        &self.present
    }

    /// Applies an edit under a name that undo shows. Edits with the same `coalesce` key,
    /// each within [`COALESCE_SECONDS`] of the one before, are one step.
    pub fn apply(
        &mut self,
        edit: Edit,
        label: impl Into<String>,
        coalesce: Option<&str>,
        at: Timestamp,
    ) -> Result<Touched, EditError> {
        let (next, touched) = apply(&self.present, edit)?;
        let before = self.put(next);
        if let (Some(key), Some(last)) = (coalesce, self.past.back_mut())
            && let Some((last_key, last_at)) = &mut last.coalesce
            && last_key == key
            && (0..=COALESCE_SECONDS).contains(&(at.unix_seconds() - last_at.unix_seconds()))
        {
            *last_at = at;
            return Ok(touched);
        }
        let coalesce = coalesce.map(|key| (key.to_owned(), at));
        self.push(Step { project: before, label: label.into(), coalesce });
        Ok(touched)
    }

    /// Puts another project, in which everything holds, in the place of this one: a step of
    /// undo under this name.
    pub fn replace(&mut self, project: Project, label: impl Into<String>) {
        let before = self.put(project);
        self.push(Step { project: before, label: label.into(), coalesce: None });
    }

    /// What was there before.
    fn put(&mut self, next: Project) -> Project {
        self.edits_since_saved += 1;
        self.future.clear();
        std::mem::replace(&mut self.present, next)
    }

    fn push(&mut self, step: Step) {
        self.past.push_back(step);
        if self.past.len() > MAX_STEPS {
            self.past.pop_front();
        }
    }

    /// Applies an edit that undo does not know: of analysts and sessions.
    pub fn apply_outside_undo(&mut self, edit: Edit) -> Result<Touched, EditError> {
        let (next, touched) = apply(&self.present, edit)?;
        self.present = next;
        Ok(touched)
    }

    /// The name of what [`Self::undo`] would undo.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.back().map(|step| step.label.as_str())
    }

    /// The name of what [`Self::redo`] would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// The names of all that can be undone, the last first.
    pub fn undo_labels(&self) -> impl Iterator<Item = &str> {
        self.past.iter().rev().map(|step| step.label.as_str())
    }

    /// Goes back one step.
    pub fn undo(&mut self) -> Option<Stepped> {
        let step = self.past.pop_back()?;
        let (back, label) = self.step(step);
        self.future.push(back);
        // What is typed from here on is not what was typed before the undone step.
        self.end_run();
        Some(Stepped { label })
    }

    /// Goes forward one step.
    pub fn redo(&mut self) -> Option<Stepped> {
        let step = self.future.pop()?;
        let (back, label) = self.step(step);
        self.past.push_back(back);
        Some(Stepped { label })
    }

    fn step(&mut self, step: Step) -> (Step, String) {
        let mut project = step.project;
        carry_over(&self.present, &mut project);
        let here = std::mem::replace(&mut self.present, project);
        self.edits_since_saved = if self.is_unsaved() { self.edits_since_saved + 1 } else { 0 };
        (Step { project: here, label: step.label.clone(), coalesce: None }, step.label)
    }

    /// Ends a run of edits of one field: the next is a step of its own.
    pub fn end_run(&mut self) {
        if let Some(last) = self.past.back_mut() {
            last.coalesce = None;
        }
    }

    /// Whether there is something that is not on disk. That somebody worked, of which nothing
    /// is left, is not worth a save.
    pub fn is_unsaved(&self) -> bool {
        !self.present.same_undoable(&self.saved)
    }

    /// How many edits, undone and redone ones included, were made since the project was as
    /// it is on disk.
    pub fn edits_since_saved(&self) -> u64 {
        self.edits_since_saved
    }

    /// Tells that a snapshot is on disk. Edits made while it was written stay unsaved.
    pub fn mark_saved(&mut self, snapshot: Project) {
        self.saved = snapshot;
        if !self.is_unsaved() {
            self.edits_since_saved = 0;
        }
    }
}

/// Brings analysts and sessions along. A session forgets articles that are not there, and
/// knows those again that were there before they were removed.
fn carry_over(from: &Project, into: &mut Project) {
    into.analysts = from.analysts.clone();
    let before = std::mem::replace(&mut into.sessions, from.sessions.clone());
    if !before.same(&from.sessions) {
        for session in before.iter() {
            recall(session, from, into);
        }
    }
    let dangling =
        from.sessions.iter().filter(|s| s.opened.iter().any(|id| into.article(*id).is_none()));
    for mut session in dangling.cloned().collect::<Vec<_>>() {
        Arc::make_mut(&mut session).opened.retain(|id| into.article(*id).is_some());
        into.sessions.put(session);
    }
}

/// Puts the articles that a session lost with their removal back to where they stood in it.
fn recall(before: &Session, from: &Project, into: &mut Project) {
    let Some(now) = from.sessions.get(before.id) else { return };
    let back = |id: &ArticleId| from.article(*id).is_none() && into.article(*id).is_some();
    if !before.opened.iter().any(|id| back(id) && !now.opened.contains(id)) {
        return;
    }
    let known = before.opened.iter().filter(|id| now.opened.contains(id) || back(id));
    let since = now.opened.iter().filter(|id| !before.opened.contains(id));
    let opened = known.chain(since).copied().collect();
    into.sessions.put(Arc::new(Session { opened, ..(**now).clone() }));
}

#[cfg(test)]
mod tests;
