//! A claim: what an article says, where it says it, and how it says who said it.

use serde::{Deserialize, Serialize};

use super::{
    anchor::Anchor,
    assessment::Assessment,
    chunked::Keyed,
    evidence::Evidence,
    ids::{AnalystId, ChainId, ClaimId},
    span::Span,
    time::{PartialDate, Timestamp},
    vocabulary::Vocabulary,
};

pub use super::chain::{
    Chain, ChainEnd, Check, CheckResult, Hop, HopBasis, MAX_HOPS, QuotationForm,
};

/// Something that an article says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its identifier, which it keeps when it moves to a revision.
    pub id: ClaimId,
    /// Where it stands; a discontinuous claim has several. Never empty.
    pub anchors: Vec<Anchor>,
    /// The claim in the analyst's words.
    pub paraphrase: Option<String>,
    /// What sort of statement it is.
    pub kind: ClaimKind,
    /// Whether it is meant as it is said.
    pub tone: Option<Tone>,
    /// How certain the article's own voice puts it.
    pub factuality: Option<Factuality>,
    /// When that happened which it is about.
    pub event_date: Option<PartialDate>,
    /// How the text attributes it; several if it came on several ways.
    pub chains: Vec<Chain>,
    /// What stands at the ends of the chains.
    pub evidence: Vec<Evidence>,
    /// The analysts' dated judgements: appended, never overwritten.
    pub assessments: Vec<Assessment>,
    /// What other analysts said of this record.
    pub reviews: Vec<Review>,
    /// Free labels.
    pub tags: Vec<String>,
    /// The analyst's remarks.
    pub note: Option<String>,
    /// How far the work on it is.
    pub status: ClaimStatus,
    /// Who made it.
    pub by: AnalystId,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

/// A verdict of one analyst on another's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Who reviewed.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
    /// What came out.
    pub verdict: ReviewVerdict,
    /// Why.
    pub note: Option<String>,
}

/// What a review came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReviewVerdict {
    /// The record stands as it is.
    Agreed,
    /// Something should be changed.
    ChangesAsked,
    /// The record should not stand.
    Rejected,
}

/// What sort of statement a claim is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum ClaimKind {
    /// That something is or was so.
    #[default]
    Factual,
    /// What something means.
    Interpretation,
    /// That something will be so.
    Prediction,
    /// That something would be so, if.
    Conditional,
    /// That something is good or bad.
    Value,
    /// That something should be done.
    Proposal,
    /// A question.
    Question,
    /// What the reader has to know to follow.
    Context,
}

/// How a statement is meant, where it is not meant as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tone {
    /// The opposite is meant.
    Ironic,
    /// An effect is meant, not an answer or a fact.
    Rhetorical,
}

/// How certain a *text* puts a statement (FactBank). No judgement of the analyst's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Factuality {
    /// Certainly so (CT+).
    CertainTrue,
    /// Probably so (PR+).
    ProbableTrue,
    /// Possibly so (PS+).
    PossibleTrue,
    /// Certainly not so (CT−).
    CertainFalse,
    /// Probably not so (PR−).
    ProbableFalse,
    /// Possibly not so (PS−).
    PossibleFalse,
    /// Not committed to (Uu).
    Underspecified,
}

/// How far the work on a claim is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum ClaimStatus {
    /// Still being worked on.
    #[default]
    Draft,
    /// Finished.
    Done,
    /// Analysts disagree.
    Disputed,
}

impl Claim {
    /// A claim of which only the place is known.
    pub fn new(id: ClaimId, anchor: Anchor, by: AnalystId, at: Timestamp) -> Self {
        Self {
            id,
            anchors: vec![anchor],
            paraphrase: None,
            kind: ClaimKind::default(),
            tone: None,
            factuality: None,
            event_date: None,
            chains: Vec::new(),
            evidence: Vec::new(),
            assessments: Vec::new(),
            reviews: Vec::new(),
            tags: Vec::new(),
            note: None,
            status: ClaimStatus::default(),
            by,
            created: at,
            modified: at,
        }
    }

    /// The code point at which its first anchor starts.
    pub fn start(&self) -> u32 {
        self.anchors.iter().map(|a| a.span.start).min().unwrap_or(0)
    }

    /// The smallest span that covers all its anchors.
    pub fn hull(&self) -> Span {
        let spans = self.anchors.iter().map(|a| a.span);
        spans.reduce(Span::hull).unwrap_or_default()
    }

    /// Its words; the parts of a discontinuous claim are joined by ` … `.
    pub fn quotation(&self) -> String {
        self.anchors.iter().map(|a| a.exact.as_str()).collect::<Vec<_>>().join(" … ")
    }

    /// Each analyst's newest assessment, in the order of the analysts' first ones.
    pub fn latest_assessments(&self) -> Vec<&Assessment> {
        let mut latest: Vec<&Assessment> = Vec::new();
        for assessment in &self.assessments {
            match latest.iter_mut().find(|a| a.by == assessment.by) {
                Some(known) if assessment.at >= known.at => *known = assessment,
                Some(_) => {}
                None => latest.push(assessment),
            }
        }
        latest
    }

    /// The newest assessment by one analyst.
    pub fn assessment_by(&self, analyst: AnalystId) -> Option<&Assessment> {
        self.latest_assessments().into_iter().find(|a| a.by == analyst)
    }

    /// The chain with an id.
    pub fn chain(&self, id: ChainId) -> Option<&Chain> {
        self.chains.iter().find(|c| c.id == id)
    }
}

impl Keyed for Claim {
    type Key = (u32, ClaimId);
    fn key(&self) -> (u32, ClaimId) {
        (self.start(), self.id)
    }
    fn reach(&self) -> u32 {
        self.hull().end
    }
}

impl ClaimKind {
    /// Whether it can have an origin at all, and so enters the figures on origins.
    pub fn can_have_origins(self) -> bool {
        matches!(self, Self::Factual | Self::Interpretation | Self::Prediction)
    }
}

impl Vocabulary for ClaimKind {
    const ALL: &'static [Self] = &[
        Self::Factual,
        Self::Interpretation,
        Self::Prediction,
        Self::Conditional,
        Self::Value,
        Self::Proposal,
        Self::Question,
        Self::Context,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Factual => "Factual",
            Self::Interpretation => "Interpretation",
            Self::Prediction => "Prediction",
            Self::Conditional => "Conditional",
            Self::Value => "Value",
            Self::Proposal => "Proposal",
            Self::Question => "Question",
            Self::Context => "Context",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Factual => "Says that something is or was so, and could be shown true or false.",
            Self::Interpretation => {
                "Says what something means, why it happened or who is behind it."
            }
            Self::Prediction => "Says that something will be so.",
            Self::Conditional => "Says what would be so if something else were.",
            Self::Value => "Says that something is good or bad.",
            Self::Proposal => "Says what should be done.",
            Self::Question => "Asks.",
            Self::Context => "Background that the reader needs, not itself at issue.",
        }
    }
}

impl Vocabulary for Tone {
    const ALL: &'static [Self] = &[Self::Ironic, Self::Rhetorical];

    fn label(self) -> &'static str {
        match self {
            Self::Ironic => "Ironic",
            Self::Rhetorical => "Rhetorical",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Ironic => "The opposite of what is said is meant.",
            Self::Rhetorical => "Said for its effect; not meant to be answered or checked.",
        }
    }
}

impl Vocabulary for Factuality {
    const ALL: &'static [Self] = &[
        Self::CertainTrue,
        Self::ProbableTrue,
        Self::PossibleTrue,
        Self::CertainFalse,
        Self::ProbableFalse,
        Self::PossibleFalse,
        Self::Underspecified,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::CertainTrue => "Certainly true",
            Self::ProbableTrue => "Probably true",
            Self::PossibleTrue => "Possibly true",
            Self::CertainFalse => "Certainly false",
            Self::ProbableFalse => "Probably false",
            Self::PossibleFalse => "Possibly false",
            Self::Underspecified => "Underspecified",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::CertainTrue => "The text presents it as a fact.",
            Self::ProbableTrue => {
                "The text presents it as likely: \"probably\", \"is expected to\"."
            }
            Self::PossibleTrue => "The text presents it as possible: \"may have\", \"allegedly\".",
            Self::CertainFalse => {
                "The text presents it as not so: \"did not\", \"denied\" in its own voice."
            }
            Self::ProbableFalse => "The text presents it as unlikely.",
            Self::PossibleFalse => "The text presents it as possibly not so.",
            Self::Underspecified => "The text does not commit itself.",
        }
    }
}

impl Vocabulary for ClaimStatus {
    const ALL: &'static [Self] = &[Self::Draft, Self::Done, Self::Disputed];

    fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Done => "Done",
            Self::Disputed => "Disputed",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Draft => "Still being worked on.",
            Self::Done => "The analyst has recorded all there is to record.",
            Self::Disputed => "Analysts disagree about it.",
        }
    }
}

impl Vocabulary for ReviewVerdict {
    const ALL: &'static [Self] = &[Self::Agreed, Self::ChangesAsked, Self::Rejected];

    fn label(self) -> &'static str {
        match self {
            Self::Agreed => "Agreed",
            Self::ChangesAsked => "Changes asked",
            Self::Rejected => "Rejected",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Agreed => "The record stands as it is.",
            Self::ChangesAsked => "Something should be changed before it stands.",
            Self::Rejected => "The record should not stand.",
        }
    }
}
