//! A source: who speaks. Documents are sources only where no author is known.

use serde::{Deserialize, Serialize};

use super::{
    chunked::Keyed,
    ids::{AnalystId, SourceId},
    time::Timestamp,
    vocabulary::Vocabulary,
};

/// Who speaks: a person, a group, an organisation, an outlet, an unnamed voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its identifier.
    pub id: SourceId,
    /// What it is called; for an unnamed source, how it is introduced.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Other names of the same.
    pub aliases: Vec<String>,
    /// Its function or standing: "minister of works", "eyewitness".
    pub role: Option<String>,
    /// Who it is, in a sentence.
    pub description: Option<String>,
    /// Where to read about it.
    pub url: Option<String>,
    /// The analyst's remarks.
    pub notes: Option<String>,
    /// Dated judgements of its reliability; the newest holds.
    pub reliability: Vec<ReliabilityGrade>,
}

/// The kinds of source (after PolNeAR's source types).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum SourceKind {
    /// One person with a name.
    #[default]
    NamedIndividual,
    /// One person without a name.
    UnnamedIndividual,
    /// A group, organisation or outlet with a name.
    NamedGroup,
    /// A group without a name.
    UnnamedGroup,
    /// A document without a known author.
    Document,
    /// A poll or a vote.
    PollOrVote,
    /// A database or register.
    Database,
    /// Something else that speaks.
    Other,
    /// It can't be told from the text.
    Undetermined,
}

/// One dated judgement of a source's reliability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReliabilityGrade {
    /// The grade.
    pub grade: Reliability,
    /// The subject it is about, if it does not hold for all.
    pub about: Option<String>,
    /// Who judged.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: Option<String>,
}

/// Source reliability (Admiralty code, STANAG 2511). `F` is a missing value, not the
/// bottom of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Source {
    /// A source of which only name and kind are known.
    pub fn new(id: SourceId, name: impl Into<String>, kind: SourceKind) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            aliases: Vec::new(),
            role: None,
            description: None,
            url: None,
            notes: None,
            reliability: Vec::new(),
        }
    }

    /// The newest judgement of its reliability in general.
    pub fn current_reliability(&self) -> Option<&ReliabilityGrade> {
        self.reliability.iter().filter(|g| g.about.is_none()).max_by_key(|g| g.at)
    }
}

impl SourceKind {
    /// Whether nobody can be named: such voices are listed and never counted.
    pub fn is_unnamed(self) -> bool {
        matches!(self, Self::UnnamedIndividual | Self::UnnamedGroup | Self::Undetermined)
    }
}

impl Reliability {
    /// Whether it is a judgement at all: `F` is not.
    pub fn is_judged(self) -> bool {
        self != Self::F
    }

    /// The letter of the code.
    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
            Self::F => 'F',
        }
    }
}

impl Keyed for Source {
    type Key = SourceId;
    fn key(&self) -> SourceId {
        self.id
    }
}

impl Vocabulary for SourceKind {
    const ALL: &'static [Self] = &[
        Self::NamedIndividual,
        Self::UnnamedIndividual,
        Self::NamedGroup,
        Self::UnnamedGroup,
        Self::Document,
        Self::PollOrVote,
        Self::Database,
        Self::Other,
        Self::Undetermined,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::NamedIndividual => "Named person",
            Self::UnnamedIndividual => "Unnamed person",
            Self::NamedGroup => "Named group",
            Self::UnnamedGroup => "Unnamed group",
            Self::Document => "Document",
            Self::PollOrVote => "Poll or vote",
            Self::Database => "Database",
            Self::Other => "Other",
            Self::Undetermined => "Undetermined",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::NamedIndividual => "One person who is named.",
            Self::UnnamedIndividual => {
                "One person who is described but not named: \"a senior official\"."
            }
            Self::NamedGroup => "A group, organisation, office or outlet that is named.",
            Self::UnnamedGroup => {
                "Several people, or an organisation, described but not named: \"residents\"."
            }
            Self::Document => "A document whose author is not known.",
            Self::PollOrVote => "A survey, an election or a vote.",
            Self::Database => "A register, an archive or a database.",
            Self::Other => "Something else that speaks.",
            Self::Undetermined => "The text does not tell what the source is.",
        }
    }
}

impl Vocabulary for Reliability {
    const ALL: &'static [Self] = &[Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    fn label(self) -> &'static str {
        match self {
            Self::A => "A · Completely reliable",
            Self::B => "B · Usually reliable",
            Self::C => "C · Fairly reliable",
            Self::D => "D · Not usually reliable",
            Self::E => "E · Unreliable",
            Self::F => "F · Reliability cannot be judged",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::A => {
                "No doubt about authenticity, trustworthiness or competency; a history of complete reliability."
            }
            Self::B => "Minor doubts; a history of mostly valid information.",
            Self::C => "Some doubts, but valid information was provided in the past.",
            Self::D => "Significant doubts; valid information was provided now and then.",
            Self::E => {
                "Lacks authenticity, trustworthiness or competency; a history of invalid information."
            }
            Self::F => {
                "There is not enough to judge the source by. Not the worst grade: a missing one."
            }
        }
    }
}
