//! A link between two claims.

use serde::{Deserialize, Serialize};

use super::{
    chunked::Keyed,
    ids::{AnalystId, ClaimId, LinkId},
    time::Timestamp,
    vocabulary::Vocabulary,
};

/// How one claim stands to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its identifier.
    pub id: LinkId,
    /// The claim that it is said of.
    pub from: ClaimId,
    /// The claim that it is said about.
    pub to: ClaimId,
    /// What is said.
    pub kind: LinkKind,
    /// Who linked them.
    pub by: AnalystId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub note: Option<String>,
}

/// The kinds of link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// Both say the same. Has no direction.
    SameClaim,
    /// `from` says more than `to`: if it is true, so is `to`.
    Entails,
    /// Both can't be true. Has no direction.
    Contradicts,
    /// `from` speaks for `to`.
    Supports,
    /// `from` quotes `to`.
    Quotes,
    /// `from` was made from `to`.
    DerivedFrom,
    /// `from` answers `to`.
    RespondsTo(Response),
}

/// How one claim answers another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Response {
    /// Says that it is so.
    Confirms,
    /// Says that some of it is so.
    ConfirmsInPart,
    /// Says that it is not so.
    Denies,
    /// Was asked and says neither.
    DoesNotDeny,
    /// Won't answer.
    Declines,
}

impl Keyed for Link {
    type Key = LinkId;
    fn key(&self) -> LinkId {
        self.id
    }
}

impl Vocabulary for LinkKind {
    const ALL: &'static [Self] = &[
        Self::SameClaim,
        Self::Entails,
        Self::Contradicts,
        Self::Supports,
        Self::Quotes,
        Self::DerivedFrom,
        Self::RespondsTo(Response::Confirms),
        Self::RespondsTo(Response::ConfirmsInPart),
        Self::RespondsTo(Response::Denies),
        Self::RespondsTo(Response::DoesNotDeny),
        Self::RespondsTo(Response::Declines),
    ];

    fn label(self) -> &'static str {
        match self {
            Self::SameClaim => "Same claim",
            Self::Entails => "Entails",
            Self::Contradicts => "Contradicts",
            Self::Supports => "Supports",
            Self::Quotes => "Quotes",
            Self::DerivedFrom => "Derived from",
            Self::RespondsTo(Response::Confirms) => "Responds: confirms",
            Self::RespondsTo(Response::ConfirmsInPart) => "Responds: confirms in part",
            Self::RespondsTo(Response::Denies) => "Responds: denies",
            Self::RespondsTo(Response::DoesNotDeny) => "Responds: does not deny",
            Self::RespondsTo(Response::Declines) => "Responds: declines",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::SameClaim => "Both say the same thing.",
            Self::Entails => {
                "The first says more than the second: if it is true, so is the second."
            }
            Self::Contradicts => "Both can't be true.",
            Self::Supports => "The first speaks for the second.",
            Self::Quotes => "The first quotes the second.",
            Self::DerivedFrom => "The first was made from the second.",
            Self::RespondsTo(Response::Confirms) => "The first says that the second is so.",
            Self::RespondsTo(Response::ConfirmsInPart) => {
                "The first says that some of the second is so."
            }
            Self::RespondsTo(Response::Denies) => "The first says that the second is not so.",
            Self::RespondsTo(Response::DoesNotDeny) => {
                "The first was asked about the second and does not deny it."
            }
            Self::RespondsTo(Response::Declines) => "The first declines to answer the second.",
        }
    }
}
