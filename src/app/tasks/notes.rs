//! What is done with all notes of an article at once: on the frame where they are few,
//! otherwise on a thread.

use crate::{
    analysis::references::{accept, change, parsed_of},
    app::ids::AppIds,
    domain::{
        edit::Edit,
        ids::{ArticleId, SessionId},
        project::Project,
        time::Timestamp,
    },
};

/// Texts of fewer code points are read in two milliseconds.
const SHORT: u32 = 40_000;
/// So few notes are accepted in one.
const FEW: usize = 100;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithAll {
    /// Accept those that are certain.
    AcceptCertain,
    /// Read them again from the text.
    ReadAgain,
}

impl WithAll {
    /// What the step is called that can be undone.
    pub fn label(self) -> &'static str {
        match self {
            Self::AcceptCertain => "Accept all certain references",
            Self::ReadAgain => "Read references again",
        }
    }
}

/// What is to be done, and with what.
#[derive(Debug)]
pub struct NotesJob {
    /// In which session.
    pub session: SessionId,
    /// The project as it is.
    pub project: Project,
    /// Whose notes.
    pub article: ArticleId,
    /// What.
    pub what: WithAll,
    /// Where new ids come from.
    pub ids: AppIds,
    /// What time it is.
    pub now: Timestamp,
}

/// What it came to.
#[derive(Debug)]
pub struct NotesDone {
    /// In which session.
    pub session: SessionId,
    /// The project that the edit is for.
    pub project: Project,
    /// Whose notes.
    pub article: ArticleId,
    /// What was done.
    pub what: WithAll,
    /// The edit; `None` if there is nothing to do.
    pub edit: Option<Edit>,
}

impl NotesJob {
    /// Whether it takes no longer than a frame may.
    pub fn is_short(&self) -> bool {
        self.project
            .article(self.article)
            .is_none_or(|a| a.text.len() < SHORT && a.references.len() < FEW)
    }

    /// Does it.
    pub fn run(self) -> NotesDone {
        let Self { session, project, article, what, mut ids, now } = self;
        let edit = project.article(article).and_then(|article| match what {
            WithAll::ReadAgain => Some(change::reread(article, &mut ids)),
            WithAll::AcceptCertain => {
                let wanted = accept::certain(article, &parsed_of(article));
                let edits = accept::accept(&project, article, wanted, &mut ids, now);
                (!edits.is_empty()).then_some(Edit::Batch(edits))
            }
        });
        NotesDone { session, project, article, what, edit }
    }
}
