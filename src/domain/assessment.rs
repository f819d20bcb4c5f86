//! An assessment: one analyst's dated judgement of a claim. Information credibility,
//! analytic confidence and likelihood are three scales, never combined into a score;
//! a source's reliability is a fourth and stands on the source.

use serde::{Deserialize, Serialize};

use super::{
    ids::{AnalystId, AssessmentId},
    time::Timestamp,
    vocabulary::Vocabulary,
};

/// A judgement. Appended, never overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Its identifier.
    pub id: AssessmentId,
    /// Whose judgement it is.
    pub by: AnalystId,
    /// When it was made.
    pub at: Timestamp,
    /// How credible the information is.
    pub credibility: Option<Credibility>,
    /// How sure the analyst is of the judgement.
    pub confidence: Option<Confidence>,
    /// How likely the claim is.
    pub likelihood: Option<Likelihood>,
    /// Why.
    pub rationale: Option<String>,
    /// What would change the judgement.
    pub would_change: Option<String>,
}

/// Information credibility (Admiralty code, STANAG 2511). 6 is a missing value, not the
/// bottom of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Credibility {
    /// 1.
    Confirmed,
    /// 2.
    ProbablyTrue,
    /// 3.
    PossiblyTrue,
    /// 4.
    Doubtful,
    /// 5.
    Improbable,
    /// 6.
    CannotBeJudged,
}

/// Analytic confidence (ICD 203).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Low.
    Low,
    /// Moderate.
    Moderate,
    /// High.
    High,
}

/// Likelihood (ICD 203).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Likelihood {
    /// 1–5 percent.
    AlmostNoChance,
    /// 5–20 percent.
    VeryUnlikely,
    /// 20–45 percent.
    Unlikely,
    /// 45–55 percent.
    RoughlyEvenChance,
    /// 55–80 percent.
    Likely,
    /// 80–95 percent.
    VeryLikely,
    /// 95–99 percent.
    AlmostCertain,
}

impl Assessment {
    /// An assessment that says nothing yet.
    pub fn new(id: AssessmentId, by: AnalystId, at: Timestamp) -> Self {
        Self {
            id,
            by,
            at,
            credibility: None,
            confidence: None,
            likelihood: None,
            rationale: None,
            would_change: None,
        }
    }
}

impl Credibility {
    /// The digit of the code, 1 to 6.
    pub fn digit(self) -> u8 {
        self as u8 + 1
    }

    /// Whether it is a judgement at all: 6 is not.
    pub fn is_judged(self) -> bool {
        self != Self::CannotBeJudged
    }
}

impl Likelihood {
    /// Its range in percent.
    pub fn percent(self) -> (u8, u8) {
        match self {
            Self::AlmostNoChance => (1, 5),
            Self::VeryUnlikely => (5, 20),
            Self::Unlikely => (20, 45),
            Self::RoughlyEvenChance => (45, 55),
            Self::Likely => (55, 80),
            Self::VeryLikely => (80, 95),
            Self::AlmostCertain => (95, 99),
        }
    }
}

impl Vocabulary for Credibility {
    const ALL: &'static [Self] = &[
        Self::Confirmed,
        Self::ProbablyTrue,
        Self::PossiblyTrue,
        Self::Doubtful,
        Self::Improbable,
        Self::CannotBeJudged,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "1 · Confirmed by other sources",
            Self::ProbablyTrue => "2 · Probably true",
            Self::PossiblyTrue => "3 · Possibly true",
            Self::Doubtful => "4 · Doubtful",
            Self::Improbable => "5 · Improbable",
            Self::CannotBeJudged => "6 · Truth cannot be judged",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Confirmed => {
                "Confirmed by other independent sources, logical in itself, consistent with the rest."
            }
            Self::ProbablyTrue => {
                "Not confirmed; logical in itself and consistent with other information."
            }
            Self::PossiblyTrue => {
                "Not confirmed; reasonably logical and agrees with some other information."
            }
            Self::Doubtful => {
                "Not confirmed; possible but not logical, with nothing else on the subject."
            }
            Self::Improbable => {
                "Not confirmed, not logical, and contradicted by other information."
            }
            Self::CannotBeJudged => {
                "There is no basis to judge it by. Not the worst grade: a missing one."
            }
        }
    }
}

impl Vocabulary for Confidence {
    const ALL: &'static [Self] = &[Self::Low, Self::Moderate, Self::High];

    fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Moderate => "Moderate",
            Self::High => "High",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Low => {
                "The information is scant, questionable or fragmented; solid inferences are hard."
            }
            Self::Moderate => {
                "The information is credibly sourced and plausible, but not enough for more."
            }
            Self::High => {
                "The information is of high quality, or the matter allows a solid judgement."
            }
        }
    }
}

impl Vocabulary for Likelihood {
    const ALL: &'static [Self] = &[
        Self::AlmostNoChance,
        Self::VeryUnlikely,
        Self::Unlikely,
        Self::RoughlyEvenChance,
        Self::Likely,
        Self::VeryLikely,
        Self::AlmostCertain,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::AlmostNoChance => "Almost no chance",
            Self::VeryUnlikely => "Very unlikely",
            Self::Unlikely => "Unlikely",
            Self::RoughlyEvenChance => "Roughly even chance",
            Self::Likely => "Likely",
            Self::VeryLikely => "Very likely",
            Self::AlmostCertain => "Almost certain",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::AlmostNoChance => "1–5 percent.",
            Self::VeryUnlikely => "5–20 percent.",
            Self::Unlikely => "20–45 percent.",
            Self::RoughlyEvenChance => "45–55 percent.",
            Self::Likely => "55–80 percent.",
            Self::VeryLikely => "80–95 percent.",
            Self::AlmostCertain => "95–99 percent.",
        }
    }
}
