//! Chains of attribution: "A writes that B was told by C …", hop by hop, from the
//! article's own voice outwards (PARC: source, cue, content; MPQA: nesting).

use serde::{Deserialize, Serialize};

use super::{
    anchor::Anchor,
    claim::Factuality,
    ids::{AnalystId, ChainId, ReferenceId, SourceId, WorkId},
    time::{PartialDate, Timestamp},
    vocabulary::Vocabulary,
};

/// The most hops a chain may have.
pub const MAX_HOPS: usize = 16;

/// How a claim came to the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Its identifier.
    pub id: ChainId,
    /// From the article outwards; empty if the article says it in its own voice.
    pub hops: Vec<Hop>,
    /// How it ends.
    pub end: ChainEnd,
    /// Why the text can be read otherwise, if it can.
    pub doubtful: Option<String>,
    /// Who recorded it.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
}

/// How a chain ends.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum ChainEnd {
    /// The last voice is where it comes from.
    Origin,
    /// The last voice names nobody and nothing.
    GivesNoSource,
    /// It was not followed further yet.
    #[default]
    NotFollowed,
    /// The next step can't be got hold of.
    Unavailable,
}

/// One step of attribution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hop {
    /// Who speaks, jointly; empty if the source is implicit.
    pub sources: Vec<SourceId>,
    /// Where the text names them.
    pub source_anchors: Vec<Anchor>,
    /// Where the text attributes: "told", "according to".
    pub cue_anchors: Vec<Anchor>,
    /// How the source is introduced: "a journalist", "the discredited …".
    pub introduced_as: Option<String>,
    /// Whom they told.
    pub addressee: Option<String>,
    /// The document in which they say it.
    pub work: Option<WorkId>,
    /// The note that points to the document.
    pub reference: Option<ReferenceId>,
    /// Where in the document: a page, a minute.
    pub locator: Option<String>,
    /// How the words are given.
    pub form: QuotationForm,
    /// Whether the attribution itself is denied: "did not say that".
    pub negated: bool,
    /// How certain the speaker puts it.
    pub factuality: Option<Factuality>,
    /// When it was said, where the text tells.
    pub said: Option<PartialDate>,
    /// Where the attribution stands.
    pub basis: HopBasis,
    /// What came of comparing it with the original.
    pub check: Option<Check>,
}

impl Hop {
    /// Whether it gives words in quotation marks from what can be found, a work or what a
    /// note stands for, and nobody compared them with the original yet.
    pub fn is_unchecked_quotation(&self) -> bool {
        let quotes = matches!(self.form, QuotationForm::Direct | QuotationForm::Mixed);
        quotes && (self.work.is_some() || self.reference.is_some()) && self.check.is_none()
    }
}

/// How a hop gives the words (after PARC and Semino & Short).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum QuotationForm {
    /// In quotation marks.
    Direct,
    /// In a subordinate clause.
    #[default]
    Indirect,
    /// Partly in quotation marks.
    Mixed,
    /// That something was said, not its words.
    Reported,
    /// In the speaker's words without marks or clause.
    FreeIndirect,
}

/// Where an attribution stands.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum HopBasis {
    /// In the text itself.
    #[default]
    Text,
    /// Only in the note.
    Note,
    /// Inferred by the analyst.
    Inferred,
}

/// A comparison with the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What came out.
    pub result: CheckResult,
    /// The original's words.
    pub quote: Option<String>,
    /// Who compared.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
}

/// What a comparison with the original came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CheckResult {
    /// The original says this.
    Accurate,
    /// The original says something else.
    Distorted,
    /// The original does not say it.
    NotThere,
    /// The original can't be got hold of.
    Unavailable,
}

impl Chain {
    /// A chain that is not followed further.
    pub fn new(id: ChainId, hops: Vec<Hop>, by: AnalystId, at: Timestamp) -> Self {
        Self { id, hops, end: ChainEnd::default(), doubtful: None, by, at }
    }
}

impl Vocabulary for ChainEnd {
    const ALL: &'static [Self] =
        &[Self::Origin, Self::GivesNoSource, Self::NotFollowed, Self::Unavailable];

    fn label(self) -> &'static str {
        match self {
            Self::Origin => "Origin",
            Self::GivesNoSource => "Gives no source",
            Self::NotFollowed => "Not followed",
            Self::Unavailable => "Unavailable",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Origin => "The last voice knows it first-hand: the chain ends here.",
            Self::GivesNoSource => "The last voice was read, and names nobody and nothing.",
            Self::NotFollowed => "There may be more behind the last voice; nobody looked yet.",
            Self::Unavailable => "The next step is known but can't be got hold of.",
        }
    }
}

impl Vocabulary for QuotationForm {
    const ALL: &'static [Self] =
        &[Self::Direct, Self::Indirect, Self::Mixed, Self::Reported, Self::FreeIndirect];

    fn label(self) -> &'static str {
        match self {
            Self::Direct => "Direct",
            Self::Indirect => "Indirect",
            Self::Mixed => "Mixed",
            Self::Reported => "Reported",
            Self::FreeIndirect => "Free indirect",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Direct => "The words stand in quotation marks.",
            Self::Indirect => "The content stands in a clause: \"she said that …\".",
            Self::Mixed => "Part of an indirect clause stands in quotation marks.",
            Self::Reported => "It is told that something was said, not what the words were.",
            Self::FreeIndirect => "The speaker's words without quotation marks or \"that\".",
        }
    }
}

impl Vocabulary for HopBasis {
    const ALL: &'static [Self] = &[Self::Text, Self::Note, Self::Inferred];

    fn label(self) -> &'static str {
        match self {
            Self::Text => "In the text",
            Self::Note => "Only in the note",
            Self::Inferred => "Inferred",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Text => "The article's text itself makes the attribution.",
            Self::Note => "Only a footnote or reference makes the attribution.",
            Self::Inferred => "Neither does: the analyst concluded it.",
        }
    }
}

impl Vocabulary for CheckResult {
    const ALL: &'static [Self] =
        &[Self::Accurate, Self::Distorted, Self::NotThere, Self::Unavailable];

    fn label(self) -> &'static str {
        match self {
            Self::Accurate => "Accurate",
            Self::Distorted => "Distorted",
            Self::NotThere => "Not there",
            Self::Unavailable => "Unavailable",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Accurate => "The original says what is quoted.",
            Self::Distorted => "The original says something that differs in meaning.",
            Self::NotThere => "The original does not say it.",
            Self::Unavailable => "The original could not be got hold of.",
        }
    }
}
