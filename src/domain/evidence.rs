//! Evidence: what stands at the *end* of a chain. The way there is the chain itself.

use serde::{Deserialize, Serialize};

use super::{
    ids::{AnalystId, ChainId, EvidenceId, TermId, WorkId},
    time::Timestamp,
    vocabulary::Vocabulary,
};

/// One piece of evidence for or against a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its identifier.
    pub id: EvidenceId,
    /// Its kind: a term of the project's codebook.
    pub kind: TermId,
    /// How directly it bears witness.
    pub directness: Directness,
    /// The chain at whose end it stands.
    pub chain: Option<ChainId>,
    /// The document it is or stands in.
    pub work: Option<WorkId>,
    /// Whether it speaks for or against the claim.
    pub bearing: Bearing,
    /// The analyst's remarks.
    pub note: Option<String>,
    /// Who recorded it.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
}

/// How directly evidence bears witness.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Directness {
    /// The last voice was there, or made it.
    FirstHand,
    /// The last voice had it from one who was.
    SecondHand,
    /// Further away.
    ThirdHandOrFurther,
    /// Concluded from something else.
    Inference,
    /// Asserted without anything behind it.
    Unsourced,
    /// The text does not tell.
    #[default]
    CannotDetermine,
}

/// Whether evidence speaks for or against a claim.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Bearing {
    /// For it.
    #[default]
    Supports,
    /// Against it.
    Contradicts,
    /// Neither: it only sets the scene.
    Neutral,
}

impl Directness {
    /// What a chain of so many hops suggests. Offered, never set silently.
    pub fn suggested_by_depth(hops: usize) -> Self {
        match hops {
            0 => Self::Unsourced,
            1 => Self::FirstHand,
            2 => Self::SecondHand,
            _ => Self::ThirdHandOrFurther,
        }
    }
}

impl Vocabulary for Directness {
    const ALL: &'static [Self] = &[
        Self::FirstHand,
        Self::SecondHand,
        Self::ThirdHandOrFurther,
        Self::Inference,
        Self::Unsourced,
        Self::CannotDetermine,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::FirstHand => "First-hand",
            Self::SecondHand => "Second-hand",
            Self::ThirdHandOrFurther => "Third-hand or further",
            Self::Inference => "Inference",
            Self::Unsourced => "Unsourced",
            Self::CannotDetermine => "Cannot determine",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::FirstHand => "The last voice saw, did or made it.",
            Self::SecondHand => "The last voice had it from one who did.",
            Self::ThirdHandOrFurther => {
                "At least two people stand between the event and the last voice."
            }
            Self::Inference => "Concluded from something else, not witnessed.",
            Self::Unsourced => "Asserted with nothing behind it.",
            Self::CannotDetermine => "The text does not tell how the last voice knows.",
        }
    }
}

impl Vocabulary for Bearing {
    const ALL: &'static [Self] = &[Self::Supports, Self::Contradicts, Self::Neutral];

    fn label(self) -> &'static str {
        match self {
            Self::Supports => "Supports",
            Self::Contradicts => "Contradicts",
            Self::Neutral => "Neutral",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Supports => "Speaks for the claim.",
            Self::Contradicts => "Speaks against the claim.",
            Self::Neutral => "Belongs to the claim and speaks neither for nor against it.",
        }
    }
}
