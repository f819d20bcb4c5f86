//! A session: a stretch of one analyst's work. What was done in it is derived from the
//! records' own dates; sessions stand outside undo.

use super::{
    chunked::Keyed,
    ids::{AnalystId, ArticleId, SessionId},
    time::Timestamp,
};

/// A stretch of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its identifier.
    pub id: SessionId,
    /// Whose work.
    pub by: AnalystId,
    /// When it began.
    pub started: Timestamp,
    /// Until when its work is saved: the moment of its last save.
    pub ended: Option<Timestamp>,
    /// The articles that were opened, in order, each once.
    pub opened: Vec<ArticleId>,
}

impl Keyed for Session {
    type Key = SessionId;
    fn key(&self) -> SessionId {
        self.id
    }
}
