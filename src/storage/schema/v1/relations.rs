//! Links, lineage, rulings, redirects and the codebook as version 1 writes them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::list::{Record, Unfit, bare, empty};
use crate::domain::{
    chunked::Keyed,
    codebook::{Colour, Term},
    ids::{AnalystId, ClaimId, LineageId, LinkId, RulingId, SourceId, TermId, WorkId},
    invariant::{RecordKind, RecordRef, Violation},
    lineage::{Lineage, LineageBasis, LineageEnds, LineageKind, Standing},
    link::{Link, LinkKind},
    project::{Merged, MergedEnds},
    ruling::{Ruling, RulingAbout, Voice},
    time::{PartialDate, Timestamp},
};

/// A source or a work, where either may stand.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename = "End")]
pub enum EndV1 {
    /// A source.
    Source(SourceId),
    /// A work.
    Work(WorkId),
}

/// A link between two claims.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Link")]
pub struct LinkV1<'a> {
    pub id: LinkId,
    pub from: ClaimId,
    pub to: ClaimId,
    pub kind: LinkKind,
    pub by: AnalystId,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub note: Option<Cow<'a, str>>,
}

impl Record for Link {
    type V1<'a> = LinkV1<'a>;

    fn to_v1(&self) -> LinkV1<'_> {
        let Self { id, from, to, kind, by, at, note } = self;
        LinkV1 {
            id: *id,
            from: *from,
            to: *to,
            kind: *kind,
            by: *by,
            at: *at,
            note: note.as_deref().map(Cow::from),
        }
    }

    fn from_v1(v1: LinkV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        let LinkV1 { id, from, to, kind, by, at, note } = v1;
        Ok(Self { id, from, to, kind, by, at, note: note.map(Cow::into_owned) })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Link, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}

/// An edge of lineage.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Lineage")]
pub struct LineageV1<'a> {
    pub id: LineageId,
    pub from: EndV1,
    pub to: EndV1,
    pub kind: LineageKind,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub since: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub until: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "empty")]
    pub claims: Cow<'a, [ClaimId]>,
    #[serde(default, skip_serializing_if = "empty")]
    pub basis: Cow<'a, [LineageBasis]>,
    pub standing: Standing,
    pub by: AnalystId,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub note: Option<Cow<'a, str>>,
}

impl Record for Lineage {
    type V1<'a> = LineageV1<'a>;

    fn to_v1(&self) -> LineageV1<'_> {
        let Self { id, ends, kind, since, until, claims, basis, standing, by, at, note } = self;
        let (from, to) = match *ends {
            LineageEnds::Sources { from, to } => (EndV1::Source(from), EndV1::Source(to)),
            LineageEnds::Works { from, to } => (EndV1::Work(from), EndV1::Work(to)),
        };
        LineageV1 {
            id: *id,
            from,
            to,
            kind: *kind,
            since: *since,
            until: *until,
            claims: claims.into(),
            basis: basis.into(),
            standing: *standing,
            by: *by,
            at: *at,
            note: note.as_deref().map(Cow::from),
        }
    }

    fn from_v1(v1: LineageV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        let ends = match (v1.from, v1.to) {
            (EndV1::Source(from), EndV1::Source(to)) => LineageEnds::Sources { from, to },
            (EndV1::Work(from), EndV1::Work(to)) => LineageEnds::Works { from, to },
            _ => {
                return Err(Unfit(format!(
                    "the lineage \"{}\" joins a source and a work; both ends must be of one sort",
                    v1.id
                )));
            }
        };
        Ok(Self {
            id: v1.id,
            ends,
            kind: v1.kind,
            since: v1.since,
            until: v1.until,
            claims: v1.claims.into(),
            basis: v1.basis.into(),
            standing: v1.standing,
            by: v1.by,
            at: v1.at,
            note: v1.note.map(Cow::into_owned),
        })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Lineage, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}

/// A ruling.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Ruling")]
pub struct RulingV1<'a> {
    pub id: RulingId,
    pub about: RulingAboutV1<'a>,
    pub by: AnalystId,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub reason: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub basis: Option<Cow<'a, str>>,
}

/// What a ruling decided.
#[expect(missing_docs, reason = "the variants are the domain's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "RulingAbout")]
pub enum RulingAboutV1<'a> {
    NotSameSource(SourceId, SourceId),
    NotSameWork(WorkId, WorkId),
    DeclinedPair(ClaimId, ClaimId),
    Independent(EndV1, EndV1),
    Dismissed { code: Cow<'a, str>, subjects: Cow<'a, [String]> },
}

impl Record for Ruling {
    type V1<'a> = RulingV1<'a>;

    fn to_v1(&self) -> RulingV1<'_> {
        let Self { id, about, by, at, reason, basis } = self;
        RulingV1 {
            id: *id,
            about: match about {
                RulingAbout::NotSameSource(a, b) => RulingAboutV1::NotSameSource(*a, *b),
                RulingAbout::NotSameWork(a, b) => RulingAboutV1::NotSameWork(*a, *b),
                RulingAbout::DeclinedPair(a, b) => RulingAboutV1::DeclinedPair(*a, *b),
                RulingAbout::Independent(a, b) => {
                    RulingAboutV1::Independent((*a).into(), (*b).into())
                }
                RulingAbout::Dismissed { code, subjects } => {
                    RulingAboutV1::Dismissed { code: code.into(), subjects: subjects.into() }
                }
            },
            by: *by,
            at: *at,
            reason: reason.as_deref().map(Cow::from),
            basis: basis.as_deref().map(Cow::from),
        }
    }

    fn from_v1(v1: RulingV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        Ok(Self {
            id: v1.id,
            about: match v1.about {
                RulingAboutV1::NotSameSource(a, b) => RulingAbout::NotSameSource(a, b),
                RulingAboutV1::NotSameWork(a, b) => RulingAbout::NotSameWork(a, b),
                RulingAboutV1::DeclinedPair(a, b) => RulingAbout::DeclinedPair(a, b),
                RulingAboutV1::Independent(a, b) => RulingAbout::Independent(a.into(), b.into()),
                RulingAboutV1::Dismissed { code, subjects } => {
                    RulingAbout::Dismissed { code: code.into(), subjects: subjects.into() }
                }
            },
            by: v1.by,
            at: v1.at,
            reason: v1.reason.map(Cow::into_owned),
            basis: v1.basis.map(Cow::into_owned),
        })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Ruling, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}

impl From<Voice> for EndV1 {
    fn from(voice: Voice) -> Self {
        match voice {
            Voice::Source(id) => Self::Source(id),
            Voice::Work(id) => Self::Work(id),
        }
    }
}

impl From<EndV1> for Voice {
    fn from(end: EndV1) -> Self {
        match end {
            EndV1::Source(id) => Self::Source(id),
            EndV1::Work(id) => Self::Work(id),
        }
    }
}

/// A redirect from a merged record.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Merged")]
pub struct MergedV1 {
    pub from: EndV1,
    pub into: EndV1,
    pub by: AnalystId,
    pub at: Timestamp,
}

impl Record for Merged {
    type V1<'a> = MergedV1;

    fn to_v1(&self) -> MergedV1 {
        let Self { ends, by, at } = self;
        let (from, into) = match *ends {
            MergedEnds::Sources { from, into } => (EndV1::Source(from), EndV1::Source(into)),
            MergedEnds::Works { from, into } => (EndV1::Work(from), EndV1::Work(into)),
        };
        MergedV1 { from, into, by: *by, at: *at }
    }

    fn from_v1(v1: MergedV1, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        let ends = match (v1.from, v1.into) {
            (EndV1::Source(from), EndV1::Source(into)) => MergedEnds::Sources { from, into },
            (EndV1::Work(from), EndV1::Work(into)) => MergedEnds::Works { from, into },
            (EndV1::Source(source), EndV1::Work(work))
            | (EndV1::Work(work), EndV1::Source(source)) => {
                return Err(Unfit(format!(
                    "the source \"{source}\" and the work \"{work}\" can't be merged; both must be of one sort"
                )));
            }
        };
        Ok(Self { ends, by: v1.by, at: v1.at })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Merged, self.key())
    }

    fn renamed(&self, _: &str) -> Option<Self> {
        None
    }
}

/// A term of the codebook.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Term")]
pub struct TermV1<'a> {
    pub id: TermId,
    pub name: Cow<'a, str>,
    pub definition: Cow<'a, str>,
    /// `#rrggbb`.
    pub colour: String,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub key: Option<char>,
}

impl Record for Term {
    type V1<'a> = TermV1<'a>;

    fn to_v1(&self) -> TermV1<'_> {
        let Self { id, name, definition, colour, key } = self;
        TermV1 {
            id: *id,
            name: name.into(),
            definition: definition.into(),
            colour: colour.to_string(),
            key: *key,
        }
    }

    fn from_v1(v1: TermV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        let TermV1 { id, name, definition, colour, key } = v1;
        let colour = Colour::parse(&colour).ok_or_else(|| {
            Unfit(format!("the colour \"{colour}\" of the term \"{id}\" is not like #1a2b3c"))
        })?;
        Ok(Self { id, name: name.into(), definition: definition.into(), colour, key })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Term, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}
