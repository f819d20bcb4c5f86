//! A ruling: what an analyst decided and the program must remember.

use super::{
    chunked::Keyed,
    ids::{AnalystId, ClaimId, RulingId, SourceId, WorkId},
    time::Timestamp,
};

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Its identifier.
    pub id: RulingId,
    /// What was decided.
    pub about: RulingAbout,
    /// Who decided.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
    /// SHA-256 of the records it rests on, 64 hexadecimal digits: it lapses when they change.
    pub basis: Option<String>,
}

/// What a ruling decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulingAbout {
    /// Two sources that look alike are not the same.
    NotSameSource(SourceId, SourceId),
    /// Two works that look alike are not the same.
    NotSameWork(WorkId, WorkId),
    /// Two claims that were suggested as a pair are none.
    DeclinedPair(ClaimId, ClaimId),
    /// Two voices are independent of each other.
    Independent(Voice, Voice),
    /// A finding is of no concern.
    Dismissed {
        /// The finding's code.
        code: String,
        /// The ids of the records it is about.
        subjects: Vec<String>,
    },
}

/// Someone or something that can be independent of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// A source.
    Source(SourceId),
    /// A work without authors.
    Work(WorkId),
}

impl Keyed for Ruling {
    type Key = RulingId;
    fn key(&self) -> RulingId {
        self.id
    }
}
