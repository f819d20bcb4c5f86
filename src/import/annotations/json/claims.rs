//! Claims with their anchors, chains, evidence, assessments and reviews.

use serde::Deserialize;

use crate::domain::{
    anchor::{Anchor, AnchorState},
    assessment::{Assessment, Confidence, Credibility, Likelihood},
    chain::{Chain, ChainEnd, Check, CheckResult, Hop, HopBasis, QuotationForm},
    claim::{Claim, ClaimKind, ClaimStatus, Factuality, Review, ReviewVerdict, Tone},
    evidence::{Bearing, Directness, Evidence},
    ids::{
        AnalystId, AssessmentId, ChainId, ClaimId, EvidenceId, ReferenceId, SourceId, TermId,
        WorkId,
    },
    span::Span,
    time::{PartialDate, Timestamp},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimRecord {
    id: ClaimId,
    #[serde(default)]
    anchors: Vec<AnchorRecord>,
    paraphrase: Option<String>,
    kind: ClaimKind,
    tone: Option<Tone>,
    factuality: Option<Factuality>,
    event_date: Option<PartialDate>,
    #[serde(default)]
    chains: Vec<ChainRecord>,
    #[serde(default)]
    evidence: Vec<EvidenceRecord>,
    #[serde(default)]
    assessments: Vec<AssessmentRecord>,
    #[serde(default)]
    reviews: Vec<ReviewRecord>,
    #[serde(default)]
    tags: Vec<String>,
    note: Option<String>,
    status: ClaimStatus,
    by: AnalystId,
    created: Timestamp,
    modified: Timestamp,
}

impl From<ClaimRecord> for Claim {
    fn from(record: ClaimRecord) -> Self {
        let ClaimRecord {
            id,
            anchors,
            paraphrase,
            kind,
            tone,
            factuality,
            event_date,
            chains,
            evidence,
            assessments,
            reviews,
            tags,
            note,
            status,
            by,
            created,
            modified,
        } = record;
        Self {
            id,
            anchors: anchors.into_iter().map(Into::into).collect(),
            paraphrase,
            kind,
            tone,
            factuality,
            event_date,
            chains: chains.into_iter().map(Into::into).collect(),
            evidence: evidence.into_iter().map(Into::into).collect(),
            assessments: assessments.into_iter().map(Into::into).collect(),
            reviews: reviews.into_iter().map(Into::into).collect(),
            tags,
            note,
            status,
            by,
            created,
            modified,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnchorRecord {
    start: u32,
    end: u32,
    exact: String,
    prefix: String,
    suffix: String,
    #[serde(default)]
    state: AnchorState,
}

impl From<AnchorRecord> for Anchor {
    fn from(record: AnchorRecord) -> Self {
        let AnchorRecord { start, end, exact, prefix, suffix, state } = record;
        Self { span: Span { start, end }, exact, prefix, suffix, state }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChainRecord {
    id: ChainId,
    #[serde(default)]
    hops: Vec<HopRecord>,
    end: ChainEnd,
    doubtful: Option<String>,
    by: AnalystId,
    at: Timestamp,
}

impl From<ChainRecord> for Chain {
    fn from(record: ChainRecord) -> Self {
        let ChainRecord { id, hops, end, doubtful, by, at } = record;
        Self { id, hops: hops.into_iter().map(Into::into).collect(), end, doubtful, by, at }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HopRecord {
    #[serde(default)]
    sources: Vec<SourceId>,
    #[serde(default)]
    source_anchors: Vec<AnchorRecord>,
    #[serde(default)]
    cue_anchors: Vec<AnchorRecord>,
    introduced_as: Option<String>,
    addressee: Option<String>,
    work: Option<WorkId>,
    reference: Option<ReferenceId>,
    locator: Option<String>,
    form: QuotationForm,
    #[serde(default)]
    negated: bool,
    factuality: Option<Factuality>,
    said: Option<PartialDate>,
    basis: HopBasis,
    check: Option<CheckRecord>,
}

impl From<HopRecord> for Hop {
    fn from(record: HopRecord) -> Self {
        let HopRecord {
            sources,
            source_anchors,
            cue_anchors,
            introduced_as,
            addressee,
            work,
            reference,
            locator,
            form,
            negated,
            factuality,
            said,
            basis,
            check,
        } = record;
        Self {
            sources,
            source_anchors: source_anchors.into_iter().map(Into::into).collect(),
            cue_anchors: cue_anchors.into_iter().map(Into::into).collect(),
            introduced_as,
            addressee,
            work,
            reference,
            locator,
            form,
            negated,
            factuality,
            said,
            basis,
            check: check.map(Into::into),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckRecord {
    result: CheckResult,
    quote: Option<String>,
    by: AnalystId,
    at: Timestamp,
}

impl From<CheckRecord> for Check {
    fn from(record: CheckRecord) -> Self {
        let CheckRecord { result, quote, by, at } = record;
        Self { result, quote, by, at }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceRecord {
    id: EvidenceId,
    kind: TermId,
    directness: Directness,
    chain: Option<ChainId>,
    work: Option<WorkId>,
    bearing: Bearing,
    note: Option<String>,
    by: AnalystId,
    at: Timestamp,
}

impl From<EvidenceRecord> for Evidence {
    fn from(record: EvidenceRecord) -> Self {
        let EvidenceRecord { id, kind, directness, chain, work, bearing, note, by, at } = record;
        Self { id, kind, directness, chain, work, bearing, note, by, at }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AssessmentRecord {
    id: AssessmentId,
    by: AnalystId,
    at: Timestamp,
    credibility: Option<Credibility>,
    confidence: Option<Confidence>,
    likelihood: Option<Likelihood>,
    rationale: Option<String>,
    would_change: Option<String>,
}

impl From<AssessmentRecord> for Assessment {
    fn from(record: AssessmentRecord) -> Self {
        let AssessmentRecord {
            id,
            by,
            at,
            credibility,
            confidence,
            likelihood,
            rationale,
            would_change,
        } = record;
        Self { id, by, at, credibility, confidence, likelihood, rationale, would_change }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewRecord {
    by: AnalystId,
    at: Timestamp,
    verdict: ReviewVerdict,
    note: Option<String>,
}

impl From<ReviewRecord> for Review {
    fn from(record: ReviewRecord) -> Self {
        let ReviewRecord { by, at, verdict, note } = record;
        Self { by, at, verdict, note }
    }
}
