//! Claims with their anchors, evidence, assessments and reviews.

use serde::Serialize;

use super::list::{Each, Record, empty};
use crate::domain::{
    anchor::{Anchor, AnchorState},
    assessment::{Assessment, Confidence, Credibility, Likelihood},
    chain::Chain,
    claim::{Claim, ClaimKind, ClaimStatus, Factuality, Review, ReviewVerdict, Tone},
    evidence::{Bearing, Directness, Evidence},
    ids::{AnalystId, AssessmentId, ChainId, ClaimId, EvidenceId, TermId, WorkId},
    time::{PartialDate, Timestamp},
};

#[derive(Serialize)]
pub(super) struct ClaimRecord<'a> {
    id: ClaimId,
    #[serde(skip_serializing_if = "Each::is_empty")]
    anchors: Each<'a, Anchor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paraphrase: Option<&'a str>,
    kind: ClaimKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    tone: Option<Tone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    factuality: Option<Factuality>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    chains: Each<'a, Chain>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    evidence: Each<'a, Evidence>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    assessments: Each<'a, Assessment>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    reviews: Each<'a, Review>,
    #[serde(skip_serializing_if = "empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    status: ClaimStatus,
    by: AnalystId,
    created: Timestamp,
    modified: Timestamp,
}

impl Record for Claim {
    type Written<'a> = ClaimRecord<'a>;

    fn written(&self) -> ClaimRecord<'_> {
        ClaimRecord {
            id: self.id,
            anchors: Each(&self.anchors),
            paraphrase: self.paraphrase.as_deref(),
            kind: self.kind,
            tone: self.tone,
            factuality: self.factuality,
            event_date: self.event_date,
            chains: Each(&self.chains),
            evidence: Each(&self.evidence),
            assessments: Each(&self.assessments),
            reviews: Each(&self.reviews),
            tags: &self.tags,
            note: self.note.as_deref(),
            status: self.status,
            by: self.by,
            created: self.created,
            modified: self.modified,
        }
    }
}

#[derive(Serialize)]
pub(super) struct AnchorRecord<'a> {
    start: u32,
    end: u32,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<AnchorState>,
}

impl Record for Anchor {
    type Written<'a> = AnchorRecord<'a>;

    fn written(&self) -> AnchorRecord<'_> {
        let Self { span, exact, prefix, suffix, state } = self;
        let state = (*state != AnchorState::Exact).then_some(*state);
        AnchorRecord { start: span.start, end: span.end, exact, prefix, suffix, state }
    }
}

#[derive(Serialize)]
pub(super) struct EvidenceRecord<'a> {
    id: EvidenceId,
    kind: TermId,
    directness: Directness,
    #[serde(skip_serializing_if = "Option::is_none")]
    chain: Option<ChainId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<WorkId>,
    bearing: Bearing,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    by: AnalystId,
    at: Timestamp,
}

impl Record for Evidence {
    type Written<'a> = EvidenceRecord<'a>;

    fn written(&self) -> EvidenceRecord<'_> {
        let Self { id, kind, directness, chain, work, bearing, note, by, at } = self;
        EvidenceRecord {
            id: *id,
            kind: *kind,
            directness: *directness,
            chain: *chain,
            work: *work,
            bearing: *bearing,
            note: note.as_deref(),
            by: *by,
            at: *at,
        }
    }
}

#[derive(Serialize)]
pub(super) struct AssessmentRecord<'a> {
    id: AssessmentId,
    by: AnalystId,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    credibility: Option<Credibility>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    likelihood: Option<Likelihood>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rationale: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    would_change: Option<&'a str>,
}

impl Record for Assessment {
    type Written<'a> = AssessmentRecord<'a>;

    fn written(&self) -> AssessmentRecord<'_> {
        let Self { id, by, at, credibility, confidence, likelihood, rationale, would_change } =
            self;
        AssessmentRecord {
            id: *id,
            by: *by,
            at: *at,
            credibility: *credibility,
            confidence: *confidence,
            likelihood: *likelihood,
            rationale: rationale.as_deref(),
            would_change: would_change.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ReviewRecord<'a> {
    by: AnalystId,
    at: Timestamp,
    verdict: ReviewVerdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Record for Review {
    type Written<'a> = ReviewRecord<'a>;

    fn written(&self) -> ReviewRecord<'_> {
        let Self { by, at, verdict, note } = self;
        ReviewRecord { by: *by, at: *at, verdict: *verdict, note: note.as_deref() }
    }
}
