//! A to-do: what the analyst still means to find out.

use serde::{Deserialize, Serialize};

use super::{
    chunked::Keyed,
    ids::{AnalystId, ArticleId, ClaimId, SourceId, TodoId, WorkId},
    time::Timestamp,
    vocabulary::Vocabulary,
};

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// Its identifier.
    pub id: TodoId,
    /// What it is about.
    pub about: TodoAbout,
    /// What sort of work it is.
    pub kind: TodoKind,
    /// What exactly is to be done.
    pub text: String,
    /// Who wants it.
    pub by: AnalystId,
    /// Since when.
    pub at: Timestamp,
    /// When it was done.
    pub done: Option<Timestamp>,
}

/// What a to-do is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TodoAbout {
    /// A claim.
    Claim(ClaimId),
    /// A source.
    Source(SourceId),
    /// A work.
    Work(WorkId),
    /// An article.
    Article(ArticleId),
}

/// The sorts of to-do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TodoKind {
    /// Get the original document.
    GetOriginal,
    /// Find out who somebody is.
    Identify,
    /// Ask somebody.
    Ask,
    /// Check something.
    Verify,
}

impl Keyed for Todo {
    type Key = TodoId;
    fn key(&self) -> TodoId {
        self.id
    }
}

impl Vocabulary for TodoKind {
    const ALL: &'static [Self] = &[Self::GetOriginal, Self::Identify, Self::Ask, Self::Verify];

    fn label(self) -> &'static str {
        match self {
            Self::GetOriginal => "Get the original",
            Self::Identify => "Identify",
            Self::Ask => "Ask",
            Self::Verify => "Verify",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::GetOriginal => "Get hold of the document itself.",
            Self::Identify => "Find out who the person or group is.",
            Self::Ask => "Ask somebody.",
            Self::Verify => "Check whether it is so.",
        }
    }
}
