//! Lineage: how sources, or works, depend on each other.

use serde::{Deserialize, Serialize};

use super::{
    chunked::Keyed,
    ids::{AnalystId, ClaimId, LineageId, SourceId, WorkId},
    time::{PartialDate, Timestamp},
    vocabulary::Vocabulary,
};

/// One edge of lineage. What an article alleges of a group is not thereby so: an edge
/// counts only once it is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lineage {
    /// Its identifier.
    pub id: LineageId,
    /// The two ends, of one sort: the dependent one first.
    pub ends: LineageEnds,
    /// How the first depends on the second.
    pub kind: LineageKind,
    /// From when it held.
    pub since: Option<PartialDate>,
    /// Until when it held.
    pub until: Option<PartialDate>,
    /// The claims for which it holds; all if empty.
    pub claims: Vec<ClaimId>,
    /// What it is known from.
    pub basis: Vec<LineageBasis>,
    /// Whether the analyst takes it to be so.
    pub standing: Standing,
    /// Who recorded it.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub note: Option<String>,
}

/// The two ends of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineageEnds {
    /// From one source to another.
    Sources {
        /// The dependent source.
        from: SourceId,
        /// The source it depends on.
        to: SourceId,
    },
    /// From one work to another.
    Works {
        /// The dependent work.
        from: WorkId,
        /// The work it depends on.
        to: WorkId,
    },
}

/// What an edge is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LineageBasis {
    /// A claim that says so.
    Claim(ClaimId),
    /// A work that shows it.
    Work(WorkId),
}

/// The kinds of lineage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum LineageKind {
    /// A member, a department, a part.
    PartOf {
        /// Whether part and whole speak with one voice.
        one_voice: bool,
    },
    /// Owned, financed or directed.
    ControlledBy,
    /// A spokesman, a lawyer, a front.
    SpeaksFor,
    /// A reprint, a translation, an agency report.
    Republishes,
    /// Got its information from.
    SuppliedBy,
}

/// Whether the analyst takes an edge to be so.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Standing {
    /// A text says so.
    #[default]
    Alleged,
    /// The analyst takes it to be so.
    Accepted,
}

impl Keyed for Lineage {
    type Key = LineageId;
    fn key(&self) -> LineageId {
        self.id
    }
}

impl Vocabulary for LineageKind {
    const ALL: &'static [Self] = &[
        Self::PartOf { one_voice: false },
        Self::PartOf { one_voice: true },
        Self::ControlledBy,
        Self::SpeaksFor,
        Self::Republishes,
        Self::SuppliedBy,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::PartOf { one_voice: false } => "Part of",
            Self::PartOf { one_voice: true } => "Part of, with one voice",
            Self::ControlledBy => "Controlled by",
            Self::SpeaksFor => "Speaks for",
            Self::Republishes => "Republishes",
            Self::SuppliedBy => "Supplied by",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::PartOf { one_voice: false } => {
                "A member or part of the other, which may speak for itself."
            }
            Self::PartOf { one_voice: true } => "A part of the other that never speaks for itself.",
            Self::ControlledBy => "Owned, financed or directed by the other.",
            Self::SpeaksFor => "A spokesman, a lawyer or a front of the other.",
            Self::Republishes => "Prints, translates or copies what the other published.",
            Self::SuppliedBy => "Got its information from the other.",
        }
    }
}

impl Vocabulary for Standing {
    const ALL: &'static [Self] = &[Self::Alleged, Self::Accepted];

    fn label(self) -> &'static str {
        match self {
            Self::Alleged => "Alleged",
            Self::Accepted => "Accepted",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Alleged => "A text says so. It enters no count unless asked for.",
            Self::Accepted => "The analyst takes it to be so. It enters the counts.",
        }
    }
}
