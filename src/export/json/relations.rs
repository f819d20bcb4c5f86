//! Links, lineage, rulings, redirects and the codebook.

use serde::Serialize;

use super::list::{Record, empty};
use crate::domain::{
    codebook::Term,
    ids::{AnalystId, ClaimId, LineageId, LinkId, RulingId, SourceId, TermId, WorkId},
    lineage::{Lineage, LineageBasis, LineageEnds, LineageKind, Standing},
    link::{Link, LinkKind},
    project::{Merged, MergedEnds},
    ruling::{Ruling, RulingAbout, Voice},
    time::{PartialDate, Timestamp},
};

/// A source or a work, where either may stand.
#[derive(Serialize)]
enum End {
    Source(SourceId),
    Work(WorkId),
}

impl From<Voice> for End {
    fn from(voice: Voice) -> Self {
        match voice {
            Voice::Source(id) => Self::Source(id),
            Voice::Work(id) => Self::Work(id),
        }
    }
}

#[derive(Serialize)]
pub(super) struct LinkRecord<'a> {
    id: LinkId,
    from: ClaimId,
    to: ClaimId,
    kind: LinkKind,
    by: AnalystId,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Record for Link {
    type Written<'a> = LinkRecord<'a>;

    fn written(&self) -> LinkRecord<'_> {
        let Self { id, from, to, kind, by, at, note } = self;
        LinkRecord {
            id: *id,
            from: *from,
            to: *to,
            kind: *kind,
            by: *by,
            at: *at,
            note: note.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct LineageRecord<'a> {
    id: LineageId,
    from: End,
    to: End,
    kind: LineageKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<PartialDate>,
    #[serde(skip_serializing_if = "empty")]
    claims: &'a [ClaimId],
    #[serde(skip_serializing_if = "empty")]
    basis: &'a [LineageBasis],
    standing: Standing,
    by: AnalystId,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Record for Lineage {
    type Written<'a> = LineageRecord<'a>;

    fn written(&self) -> LineageRecord<'_> {
        let (from, to) = match self.ends {
            LineageEnds::Sources { from, to } => (End::Source(from), End::Source(to)),
            LineageEnds::Works { from, to } => (End::Work(from), End::Work(to)),
        };
        LineageRecord {
            id: self.id,
            from,
            to,
            kind: self.kind,
            since: self.since,
            until: self.until,
            claims: &self.claims,
            basis: &self.basis,
            standing: self.standing,
            by: self.by,
            at: self.at,
            note: self.note.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct RulingRecord<'a> {
    id: RulingId,
    about: About<'a>,
    by: AnalystId,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'a str>,
}

#[derive(Serialize)]
enum About<'a> {
    NotSameSource(SourceId, SourceId),
    NotSameWork(WorkId, WorkId),
    DeclinedPair(ClaimId, ClaimId),
    Independent(End, End),
    Dismissed { code: &'a str, subjects: &'a [String] },
}

impl Record for Ruling {
    type Written<'a> = RulingRecord<'a>;

    fn written(&self) -> RulingRecord<'_> {
        let Self { id, about, by, at, reason, basis } = self;
        let about = match about {
            RulingAbout::NotSameSource(a, b) => About::NotSameSource(*a, *b),
            RulingAbout::NotSameWork(a, b) => About::NotSameWork(*a, *b),
            RulingAbout::DeclinedPair(a, b) => About::DeclinedPair(*a, *b),
            RulingAbout::Independent(a, b) => About::Independent((*a).into(), (*b).into()),
            RulingAbout::Dismissed { code, subjects } => About::Dismissed { code, subjects },
        };
        RulingRecord {
            id: *id,
            about,
            by: *by,
            at: *at,
            reason: reason.as_deref(),
            basis: basis.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct MergedRecord {
    from: End,
    into: End,
    by: AnalystId,
    at: Timestamp,
}

impl Record for Merged {
    type Written<'a> = MergedRecord;

    fn written(&self) -> MergedRecord {
        let (from, into) = match self.ends {
            MergedEnds::Sources { from, into } => (End::Source(from), End::Source(into)),
            MergedEnds::Works { from, into } => (End::Work(from), End::Work(into)),
        };
        MergedRecord { from, into, by: self.by, at: self.at }
    }
}

#[derive(Serialize)]
pub(super) struct TermRecord<'a> {
    id: TermId,
    name: &'a str,
    definition: &'a str,
    colour: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<char>,
}

impl Record for Term {
    type Written<'a> = TermRecord<'a>;

    fn written(&self) -> TermRecord<'_> {
        let Self { id, name, definition, colour, key } = self;
        TermRecord { id: *id, name, definition, colour: colour.to_string(), key: *key }
    }
}
