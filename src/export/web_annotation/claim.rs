//! A claim as an annotation, its parts as bodies.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::{
    Iri, Made, Person, Places,
    target::{InnerAnchor, Piece},
};
use crate::domain::{
    article::Article,
    assessment::Assessment,
    chain::{Chain, ChainEnd, CheckResult, Hop, HopBasis, QuotationForm},
    claim::{Claim, ClaimKind, ClaimStatus, Factuality, ReviewVerdict, Tone},
    codebook::Term,
    evidence::{Bearing, Directness, Evidence},
    project::Project,
    reference::Reference,
    source::Source,
    time::{PartialDate, Timestamp},
    vocabulary::Vocabulary,
    work::Work,
};
use crate::export::{known::Known, report::wording::short_chain};

/// A claim.
#[derive(Serialize)]
pub struct ClaimAnnotation<'a> {
    id: Iri<Claim>,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    creator: Person<'a>,
    created: Timestamp,
    modified: Timestamp,
    #[serde(rename = "claimKind")]
    claim_kind: ClaimKind,
    status: ClaimStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    tone: Option<Tone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    factuality: Option<Factuality>,
    #[serde(rename = "eventDate", skip_serializing_if = "Option::is_none")]
    event_date: Option<PartialDate>,
    target: Vec<Piece<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Body<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Plain(Plain<'a>),
    Named(Named),
    Chain(ChainBody<'a>),
    Evidence(EvidenceBody<'a>),
    Judgement(Judgement<'a>),
    Review(ReviewBody<'a>),
}

/// Words of the analyst's: paraphrase, note, tag.
///
/// A body with a purpose may have no `id` of its own by the standard: where one is needed it
/// stands in our own `record`.
#[derive(Serialize)]
struct Plain<'a> {
    #[serde(rename = "type")]
    kind: TextualBody,
    purpose: &'static str,
    value: &'a str,
}

/// The type of a body that is text. As a value of its own it needs no repeating.
#[derive(Clone, Copy)]
struct TextualBody;

impl Serialize for TextualBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("TextualBody")
    }
}

/// A source or work that a chain names.
#[derive(Serialize)]
struct Named {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    source: String,
}

#[derive(Serialize)]
struct ChainBody<'a> {
    record: Iri<Chain>,
    #[serde(rename = "type")]
    kind: TextualBody,
    purpose: &'static str,
    value: String,
    hops: Vec<HopRecord<'a>>,
    #[serde(rename = "chainEnd")]
    end: ChainEnd,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubtful: Option<&'a str>,
    #[serde(flatten)]
    made: Made,
}

#[derive(Serialize)]
struct HopRecord<'a> {
    speakers: Vec<Iri<Source>>,
    #[serde(rename = "speakerAnchors", skip_serializing_if = "Vec::is_empty")]
    speaker_anchors: Vec<InnerAnchor<'a>>,
    #[serde(rename = "cueAnchors", skip_serializing_if = "Vec::is_empty")]
    cue_anchors: Vec<InnerAnchor<'a>>,
    #[serde(rename = "introducedAs", skip_serializing_if = "Option::is_none")]
    introduced_as: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    addressee: Option<&'a str>,
    #[serde(rename = "inWork", skip_serializing_if = "Option::is_none")]
    work: Option<Iri<Work>>,
    /// The label of the note, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<&'a str>,
    form: QuotationForm,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    negated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    factuality: Option<Factuality>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<PartialDate>,
    basis: HopBasis,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<CheckRecord<'a>>,
}

#[derive(Serialize)]
struct CheckRecord<'a> {
    result: CheckResult,
    #[serde(rename = "originalWords", skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(flatten)]
    made: Made,
}

#[derive(Serialize)]
struct EvidenceBody<'a> {
    record: Iri<Evidence>,
    #[serde(rename = "type")]
    kind: TextualBody,
    purpose: &'static str,
    value: &'a str,
    #[serde(rename = "evidenceKind")]
    evidence_kind: Iri<Term>,
    directness: Directness,
    bearing: Bearing,
    #[serde(rename = "ofChain", skip_serializing_if = "Option::is_none")]
    chain: Option<Iri<Chain>>,
    #[serde(rename = "inWork", skip_serializing_if = "Option::is_none")]
    work: Option<Iri<Work>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(flatten)]
    made: Made,
}

/// One line of an assessment: a grade on one scale, or a text. Each is a body of its own, so
/// that no scale is mixed with another.
#[derive(Serialize)]
struct Judgement<'a> {
    #[serde(rename = "type")]
    kind: TextualBody,
    purpose: &'static str,
    value: &'a str,
    assessment: Iri<Assessment>,
    scale: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<String>,
    #[serde(flatten)]
    made: Made,
}

#[derive(Serialize)]
struct ReviewBody<'a> {
    #[serde(rename = "type")]
    kind: TextualBody,
    purpose: &'static str,
    value: &'a str,
    verdict: ReviewVerdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(flatten)]
    made: Made,
}

impl<'a> ClaimAnnotation<'a> {
    /// The annotation of a claim.
    pub fn of(
        known: &Known<'a>,
        places: &'a Places,
        article: &'a Article,
        claim: &'a Claim,
    ) -> Self {
        Self {
            id: Iri("claim", claim.id),
            kind: "Annotation",
            motivation: "describing",
            creator: Person::of(known.project, claim.by),
            created: claim.created,
            modified: claim.modified,
            claim_kind: claim.kind,
            status: claim.status,
            tone: claim.tone,
            factuality: claim.factuality,
            event_date: claim.event_date,
            target: claim.anchors.iter().map(|a| Piece::of(article, places, a)).collect(),
            body: bodies(known, article, claim),
        }
    }
}

fn bodies<'a>(known: &Known<'a>, article: &'a Article, claim: &'a Claim) -> Vec<Body<'a>> {
    let project = known.project;
    let plain = |purpose, value: &'a str| Body::Plain(Plain { kind: TextualBody, purpose, value });
    let mut bodies = Vec::new();
    bodies.extend(claim.paraphrase.as_deref().map(|text| plain("describing", text)));
    bodies.extend(claim.note.as_deref().map(|text| plain("commenting", text)));
    bodies.extend(claim.tags.iter().map(|tag| plain("tagging", tag)));
    let hops = || claim.chains.iter().flat_map(|chain| &chain.hops);
    let sources: BTreeSet<_> =
        hops().flat_map(|hop| &hop.sources).map(|id| project.resolve_source(*id)).collect();
    let works: BTreeSet<_> =
        hops().filter_map(|hop| hop.work).map(|id| project.resolve_work(id)).collect();
    let sources = sources.into_iter().map(|id| Iri("source", id).to_string());
    let named = sources.chain(works.into_iter().map(|id| Iri("work", id).to_string()));
    bodies.extend(named.map(|source| {
        Body::Named(Named { kind: "SpecificResource", purpose: "identifying", source })
    }));
    bodies.extend(claim.chains.iter().map(|chain| Body::Chain(chain_body(known, article, chain))));
    bodies.extend(claim.evidence.iter().map(|e| Body::Evidence(evidence(project, e))));
    for assessment in &claim.assessments {
        judgements(assessment, &mut bodies);
    }
    bodies.extend(claim.reviews.iter().map(|review| {
        Body::Review(ReviewBody {
            kind: TextualBody,
            purpose: "assessing",
            value: review.verdict.label(),
            verdict: review.verdict,
            note: review.note.as_deref(),
            made: Made::by(review.by, review.at),
        })
    }));
    bodies
}

fn chain_body<'a>(known: &Known<'a>, article: &'a Article, chain: &'a Chain) -> ChainBody<'a> {
    ChainBody {
        record: Iri("chain", chain.id),
        kind: TextualBody,
        purpose: "describing",
        value: short_chain(known, chain),
        hops: chain.hops.iter().map(|hop| hop_record(known.project, article, hop)).collect(),
        end: chain.end,
        doubtful: chain.doubtful.as_deref(),
        made: Made::by(chain.by, chain.at),
    }
}

fn hop_record<'a>(project: &Project, article: &'a Article, hop: &'a Hop) -> HopRecord<'a> {
    let label = |reference: &'a Reference| reference.label.as_str();
    HopRecord {
        speakers: hop.sources.iter().map(|id| Iri("source", project.resolve_source(*id))).collect(),
        speaker_anchors: hop.source_anchors.iter().map(InnerAnchor::of).collect(),
        cue_anchors: hop.cue_anchors.iter().map(InnerAnchor::of).collect(),
        introduced_as: hop.introduced_as.as_deref(),
        addressee: hop.addressee.as_deref(),
        work: hop.work.map(|id| Iri("work", project.resolve_work(id))),
        note: hop
            .reference
            .and_then(|id| article.references.iter().find(|r| r.id == id))
            .map(label),
        locator: hop.locator.as_deref(),
        form: hop.form,
        negated: hop.negated,
        factuality: hop.factuality,
        said: hop.said,
        basis: hop.basis,
        check: hop.check.as_ref().map(|check| CheckRecord {
            result: check.result,
            quote: check.quote.as_deref(),
            made: Made::by(check.by, check.at),
        }),
    }
}

fn evidence<'a>(project: &'a Project, evidence: &'a Evidence) -> EvidenceBody<'a> {
    EvidenceBody {
        record: Iri("evidence", evidence.id),
        kind: TextualBody,
        purpose: "classifying",
        value: project.term(evidence.kind).map_or(evidence.kind.as_str(), |term| &term.name),
        evidence_kind: Iri("evidence-kind", evidence.kind),
        directness: evidence.directness,
        bearing: evidence.bearing,
        chain: evidence.chain.map(|id| Iri("chain", id)),
        work: evidence.work.map(|id| Iri("work", project.resolve_work(id))),
        note: evidence.note.as_deref(),
        made: Made::by(evidence.by, evidence.at),
    }
}

fn judgements<'a>(assessment: &'a Assessment, bodies: &mut Vec<Body<'a>>) {
    let mut add = |purpose, scale, value: &'a str, grade: Option<String>| {
        bodies.push(Body::Judgement(Judgement {
            kind: TextualBody,
            purpose,
            value,
            assessment: Iri("assessment", assessment.id),
            scale,
            grade,
            made: Made::by(assessment.by, assessment.at),
        }));
    };
    if let Some(grade) = assessment.credibility {
        add("classifying", "Credibility", grade.label(), Some(format!("{grade:?}")));
    }
    if let Some(grade) = assessment.confidence {
        add("classifying", "Confidence", grade.label(), Some(format!("{grade:?}")));
    }
    if let Some(grade) = assessment.likelihood {
        add("classifying", "Likelihood", grade.label(), Some(format!("{grade:?}")));
    }
    if let Some(why) = &assessment.rationale {
        add("commenting", "Rationale", why, None);
    }
    if let Some(change) = &assessment.would_change {
        add("commenting", "WouldChange", change, None);
    }
    let says_something = assessment.credibility.is_some()
        || assessment.confidence.is_some()
        || assessment.likelihood.is_some()
        || assessment.rationale.is_some()
        || assessment.would_change.is_some();
    if !says_something {
        add("commenting", "None", "No judgement", None);
    }
}
