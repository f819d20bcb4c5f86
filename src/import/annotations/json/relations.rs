//! Links, lineage, rulings, redirects and the codebook.

use serde::Deserialize;

use crate::domain::{
    codebook::{Colour, Term},
    ids::{AnalystId, ClaimId, LineageId, LinkId, RulingId, SourceId, TermId, WorkId},
    lineage::{Lineage, LineageBasis, LineageEnds, LineageKind, Standing},
    link::{Link, LinkKind},
    project::{Merged, MergedEnds},
    ruling::{Ruling, RulingAbout, Voice},
    time::{PartialDate, Timestamp},
};

/// A source or a work, where either may stand.
#[derive(Clone, Copy, Deserialize)]
enum End {
    Source(SourceId),
    Work(WorkId),
}

impl From<End> for Voice {
    fn from(end: End) -> Self {
        match end {
            End::Source(id) => Self::Source(id),
            End::Work(id) => Self::Work(id),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkRecord {
    id: LinkId,
    from: ClaimId,
    to: ClaimId,
    kind: LinkKind,
    by: AnalystId,
    at: Timestamp,
    note: Option<String>,
}

impl From<LinkRecord> for Link {
    fn from(record: LinkRecord) -> Self {
        let LinkRecord { id, from, to, kind, by, at, note } = record;
        Self { id, from, to, kind, by, at, note }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineageRecord {
    id: LineageId,
    from: End,
    to: End,
    kind: LineageKind,
    since: Option<PartialDate>,
    until: Option<PartialDate>,
    #[serde(default)]
    claims: Vec<ClaimId>,
    #[serde(default)]
    basis: Vec<LineageBasis>,
    standing: Standing,
    by: AnalystId,
    at: Timestamp,
    note: Option<String>,
}

impl LineageRecord {
    /// The edge, if both its ends are of one sort.
    pub fn lineage(self) -> Result<Lineage, String> {
        let ends = match (self.from, self.to) {
            (End::Source(from), End::Source(to)) => LineageEnds::Sources { from, to },
            (End::Work(from), End::Work(to)) => LineageEnds::Works { from, to },
            _ => return Err(format!("the lineage {} joins a source and a work", self.id)),
        };
        Ok(Lineage {
            id: self.id,
            ends,
            kind: self.kind,
            since: self.since,
            until: self.until,
            claims: self.claims,
            basis: self.basis,
            standing: self.standing,
            by: self.by,
            at: self.at,
            note: self.note,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum About {
    NotSameSource(SourceId, SourceId),
    NotSameWork(WorkId, WorkId),
    DeclinedPair(ClaimId, ClaimId),
    Independent(End, End),
    Dismissed { code: String, subjects: Vec<String> },
}

impl From<About> for RulingAbout {
    fn from(about: About) -> Self {
        match about {
            About::NotSameSource(a, b) => Self::NotSameSource(a, b),
            About::NotSameWork(a, b) => Self::NotSameWork(a, b),
            About::DeclinedPair(a, b) => Self::DeclinedPair(a, b),
            About::Independent(a, b) => Self::Independent(a.into(), b.into()),
            About::Dismissed { code, subjects } => Self::Dismissed { code, subjects },
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulingRecord {
    id: RulingId,
    about: About,
    by: AnalystId,
    at: Timestamp,
    reason: Option<String>,
    basis: Option<String>,
}

impl From<RulingRecord> for Ruling {
    fn from(record: RulingRecord) -> Self {
        let RulingRecord { id, about, by, at, reason, basis } = record;
        Self { id, about: about.into(), by, at, reason, basis }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MergedRecord {
    from: End,
    into: End,
    by: AnalystId,
    at: Timestamp,
}

impl MergedRecord {
    /// The redirect, if both its ends are of one sort.
    pub fn merged(self) -> Result<Merged, String> {
        let ends = match (self.from, self.into) {
            (End::Source(from), End::Source(into)) => MergedEnds::Sources { from, into },
            (End::Work(from), End::Work(into)) => MergedEnds::Works { from, into },
            _ => return Err("a redirect leads from a source to a work".to_owned()),
        };
        Ok(Merged { ends, by: self.by, at: self.at })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermRecord {
    id: TermId,
    name: String,
    definition: String,
    colour: String,
    key: Option<char>,
}

impl TermRecord {
    /// The kind of evidence, if its colour is one.
    pub fn term(self) -> Result<Term, String> {
        let Self { id, name, definition, colour, key } = self;
        let colour = Colour::parse(&colour)
            .ok_or_else(|| format!("\"{colour}\" is no colour like #2e7d32"))?;
        Ok(Term { id, name, definition, colour, key })
    }
}
