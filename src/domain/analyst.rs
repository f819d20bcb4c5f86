//! An analyst: who tags and judges.

use super::{chunked::Keyed, ids::AnalystId};

/// Somebody who works on the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analyst {
    /// The identifier.
    pub id: AnalystId,
    /// The name; never empty.
    pub name: String,
}

impl Keyed for Analyst {
    type Key = AnalystId;
    fn key(&self) -> AnalystId {
        self.id
    }
}
