//! Claims with their anchors, evidence, assessments and reviews as version 1 writes them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::chain::ChainV1;
use super::list::{Record, Unfit, bare, empty};
use crate::domain::{
    anchor::{Anchor, AnchorState},
    assessment::{Assessment, Confidence, Credibility, Likelihood},
    claim::{Chain, Claim, ClaimKind, ClaimStatus, Factuality, Review, ReviewVerdict, Tone},
    evidence::{Bearing, Directness, Evidence},
    ids::{AnalystId, AssessmentId, ChainId, ClaimId, EvidenceId, TermId, WorkId},
    invariant::{RecordKind, RecordRef, Violation},
    span::Span,
    time::{PartialDate, Timestamp},
};

/// A claim.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Claim")]
pub struct ClaimV1<'a> {
    pub id: ClaimId,
    #[serde(default, skip_serializing_if = "empty")]
    pub anchors: Vec<AnchorV1<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub paraphrase: Option<Cow<'a, str>>,
    pub kind: ClaimKind,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub tone: Option<Tone>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub factuality: Option<Factuality>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub event_date: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "empty")]
    pub chains: Vec<ChainV1<'a>>,
    #[serde(default, skip_serializing_if = "empty")]
    pub evidence: Vec<EvidenceV1<'a>>,
    #[serde(default, skip_serializing_if = "empty")]
    pub assessments: Vec<AssessmentV1<'a>>,
    #[serde(default, skip_serializing_if = "empty")]
    pub reviews: Vec<ReviewV1<'a>>,
    #[serde(default, skip_serializing_if = "empty")]
    pub tags: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub note: Option<Cow<'a, str>>,
    pub status: ClaimStatus,
    pub by: AnalystId,
    pub created: Timestamp,
    pub modified: Timestamp,
}

/// An anchor.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Anchor")]
pub struct AnchorV1<'a> {
    pub start: u32,
    pub end: u32,
    pub exact: Cow<'a, str>,
    pub prefix: Cow<'a, str>,
    pub suffix: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_exact")]
    pub state: AnchorState,
}

/// A piece of evidence.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Evidence")]
pub struct EvidenceV1<'a> {
    pub id: EvidenceId,
    pub kind: TermId,
    pub directness: Directness,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub chain: Option<ChainId>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub work: Option<WorkId>,
    pub bearing: Bearing,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub note: Option<Cow<'a, str>>,
    pub by: AnalystId,
    pub at: Timestamp,
}

/// An assessment.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Assessment")]
pub struct AssessmentV1<'a> {
    pub id: AssessmentId,
    pub by: AnalystId,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub credibility: Option<Credibility>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub likelihood: Option<Likelihood>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub rationale: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub would_change: Option<Cow<'a, str>>,
}

/// A review.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Review")]
pub struct ReviewV1<'a> {
    pub by: AnalystId,
    pub at: Timestamp,
    pub verdict: ReviewVerdict,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub note: Option<Cow<'a, str>>,
}

fn is_exact(state: &AnchorState) -> bool {
    *state == AnchorState::Exact
}

impl Record for Claim {
    type V1<'a> = ClaimV1<'a>;

    fn to_v1(&self) -> ClaimV1<'_> {
        let Self {
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
        } = self;
        let mut chains: Vec<_> = chains.iter().map(ChainV1::from).collect();
        chains.sort_by_key(|chain| chain.id);
        let mut evidence: Vec<_> = evidence.iter().map(EvidenceV1::from).collect();
        evidence.sort_by_key(|piece| piece.id);
        let mut assessments: Vec<_> = assessments.iter().map(AssessmentV1::from).collect();
        assessments.sort_by_key(|assessment| assessment.id);
        ClaimV1 {
            id: *id,
            anchors: anchors.iter().map(AnchorV1::from).collect(),
            paraphrase: paraphrase.as_deref().map(Cow::from),
            kind: *kind,
            tone: *tone,
            factuality: *factuality,
            event_date: *event_date,
            chains,
            evidence,
            assessments,
            reviews: reviews.iter().map(ReviewV1::from).collect(),
            tags: tags.into(),
            note: note.as_deref().map(Cow::from),
            status: *status,
            by: *by,
            created: *created,
            modified: *modified,
        }
    }

    fn from_v1(v1: ClaimV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        Ok(Self {
            id: v1.id,
            anchors: v1.anchors.into_iter().map(Anchor::from).collect(),
            paraphrase: v1.paraphrase.map(Cow::into_owned),
            kind: v1.kind,
            tone: v1.tone,
            factuality: v1.factuality,
            event_date: v1.event_date,
            chains: v1.chains.into_iter().map(Chain::from).collect(),
            evidence: v1.evidence.into_iter().map(Evidence::from).collect(),
            assessments: v1.assessments.into_iter().map(Assessment::from).collect(),
            reviews: v1.reviews.into_iter().map(Review::from).collect(),
            tags: v1.tags.into(),
            note: v1.note.map(Cow::into_owned),
            status: v1.status,
            by: v1.by,
            created: v1.created,
            modified: v1.modified,
        })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Claim, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}

impl<'a> From<&'a Anchor> for AnchorV1<'a> {
    fn from(anchor: &'a Anchor) -> Self {
        let Anchor { span, exact, prefix, suffix, state } = anchor;
        Self {
            start: span.start,
            end: span.end,
            exact: exact.into(),
            prefix: prefix.into(),
            suffix: suffix.into(),
            state: *state,
        }
    }
}

impl From<AnchorV1<'static>> for Anchor {
    fn from(v1: AnchorV1<'static>) -> Self {
        let AnchorV1 { start, end, exact, prefix, suffix, state } = v1;
        Self {
            span: Span { start, end },
            exact: exact.into(),
            prefix: prefix.into(),
            suffix: suffix.into(),
            state,
        }
    }
}

impl<'a> From<&'a Evidence> for EvidenceV1<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        let Evidence { id, kind, directness, chain, work, bearing, note, by, at } = evidence;
        Self {
            id: *id,
            kind: *kind,
            directness: *directness,
            chain: *chain,
            work: *work,
            bearing: *bearing,
            note: note.as_deref().map(Cow::from),
            by: *by,
            at: *at,
        }
    }
}

impl From<EvidenceV1<'static>> for Evidence {
    fn from(v1: EvidenceV1<'static>) -> Self {
        let EvidenceV1 { id, kind, directness, chain, work, bearing, note, by, at } = v1;
        let note = note.map(Cow::into_owned);
        Self { id, kind, directness, chain, work, bearing, note, by, at }
    }
}

impl<'a> From<&'a Assessment> for AssessmentV1<'a> {
    fn from(assessment: &'a Assessment) -> Self {
        let Assessment { id, by, at, credibility, confidence, likelihood, rationale, would_change } =
            assessment;
        Self {
            id: *id,
            by: *by,
            at: *at,
            credibility: *credibility,
            confidence: *confidence,
            likelihood: *likelihood,
            rationale: rationale.as_deref().map(Cow::from),
            would_change: would_change.as_deref().map(Cow::from),
        }
    }
}

impl From<AssessmentV1<'static>> for Assessment {
    fn from(v1: AssessmentV1<'static>) -> Self {
        Self {
            id: v1.id,
            by: v1.by,
            at: v1.at,
            credibility: v1.credibility,
            confidence: v1.confidence,
            likelihood: v1.likelihood,
            rationale: v1.rationale.map(Cow::into_owned),
            would_change: v1.would_change.map(Cow::into_owned),
        }
    }
}

impl<'a> From<&'a Review> for ReviewV1<'a> {
    fn from(review: &'a Review) -> Self {
        let Review { by, at, verdict, note } = review;
        Self { by: *by, at: *at, verdict: *verdict, note: note.as_deref().map(Cow::from) }
    }
}

impl From<ReviewV1<'static>> for Review {
    fn from(v1: ReviewV1<'static>) -> Self {
        let ReviewV1 { by, at, verdict, note } = v1;
        Self { by, at, verdict, note: note.map(Cow::into_owned) }
    }
}
