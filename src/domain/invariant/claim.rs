//! The check of a claim, with its chains, evidence and judgements.

use super::{
    RecordKind as K, RecordRef, Violation,
    fields::{Out, unresolved},
    known::Known,
};
use crate::domain::{
    anchor::Anchor,
    article::Article,
    chain::{Chain, MAX_HOPS},
    claim::Claim,
    ids::ClaimId,
};

pub(super) fn claim(known: &Known<'_>, article: &Article, claim: &Claim, out: &mut Out) {
    let record = LazyRecord(claim.id);
    if claim.anchors.is_empty() {
        out.push(Violation::NoAnchor { record: record.get() });
    }
    for a in &claim.anchors {
        anchor(&record, "anchors", article, a, out);
    }
    claim.paraphrase.iter().for_each(|t| lazy_text(&record, "paraphrase", t, out));
    claim.note.iter().for_each(|t| lazy_text(&record, "note", t, out));
    for tag in &claim.tags {
        lazy_text(&record, "tags", tag, out);
    }
    for by in std::iter::once(claim.by)
        .chain(claim.chains.iter().map(|c| c.by))
        .chain(claim.evidence.iter().map(|e| e.by))
        .chain(claim.assessments.iter().map(|a| a.by))
        .chain(claim.reviews.iter().map(|r| r.by))
    {
        if !known.analyst(by) {
            unresolved(&record.get(), "by", K::Analyst, by, out);
        }
    }
    for (at, one) in claim.chains.iter().enumerate() {
        if claim.chains[..at].iter().any(|c| c.id == one.id) {
            out.push(Violation::DuplicateId { record: RecordRef::new(K::Chain, one.id) });
        }
        chain(known, article, &record, one, out);
    }
    for (at, evidence) in claim.evidence.iter().enumerate() {
        if claim.evidence[..at].iter().any(|e| e.id == evidence.id) {
            out.push(Violation::DuplicateId { record: RecordRef::new(K::Evidence, evidence.id) });
        }
        if !known.term(evidence.kind) {
            unresolved(&record.get(), "evidence", K::Term, evidence.kind, out);
        }
        if let Some(id) = evidence.chain.filter(|id| claim.chain(*id).is_none()) {
            unresolved(&record.get(), "evidence", K::Chain, id, out);
        }
        if let Some(id) = evidence.work.filter(|id| !known.work(*id)) {
            unresolved(&record.get(), "evidence", K::Work, id, out);
        }
        evidence.note.iter().for_each(|n| lazy_text(&record, "evidence", n, out));
    }
    for (at, assessment) in claim.assessments.iter().enumerate() {
        if claim.assessments[..at].iter().any(|a| a.id == assessment.id) {
            out.push(Violation::DuplicateId {
                record: RecordRef::new(K::Assessment, assessment.id),
            });
        }
        for text in [&assessment.rationale, &assessment.would_change].into_iter().flatten() {
            lazy_text(&record, "assessments", text, out);
        }
    }
    for note in claim.reviews.iter().filter_map(|r| r.note.as_deref()) {
        lazy_text(&record, "reviews", note, out);
    }
}

fn chain(known: &Known<'_>, article: &Article, claim: &LazyRecord, chain: &Chain, out: &mut Out) {
    if chain.hops.len() > MAX_HOPS {
        let record = RecordRef::new(K::Chain, chain.id);
        out.push(Violation::ChainTooLong { record, hops: chain.hops.len() });
    }
    chain.doubtful.iter().for_each(|t| lazy_text(claim, "chains", t, out));
    for hop in &chain.hops {
        for id in hop.sources.iter().filter(|id| !known.source(**id)) {
            unresolved(&claim.get(), "chains", K::Source, id, out);
        }
        if let Some(id) = hop.work.filter(|id| !known.work(*id)) {
            unresolved(&claim.get(), "chains", K::Work, id, out);
        }
        if let Some(id) = hop.reference.filter(|id| article.references.iter().all(|r| r.id != *id))
        {
            unresolved(&claim.get(), "chains", K::Reference, id, out);
        }
        if let Some(check) = &hop.check {
            if !known.analyst(check.by) {
                unresolved(&claim.get(), "check", K::Analyst, check.by, out);
            }
            check.quote.iter().for_each(|t| lazy_text(claim, "check", t, out));
        }
        for text in [&hop.introduced_as, &hop.addressee, &hop.locator].into_iter().flatten() {
            lazy_text(claim, "chains", text, out);
        }
        hop.source_anchors.iter().for_each(|a| anchor(claim, "source_anchors", article, a, out));
        hop.cue_anchors.iter().for_each(|a| anchor(claim, "cue_anchors", article, a, out));
    }
}

/// The claim being checked: its reference is written out only for a violation.
struct LazyRecord(ClaimId);

impl LazyRecord {
    fn get(&self) -> RecordRef {
        RecordRef::new(K::Claim, self.0)
    }
}

fn lazy_text(record: &LazyRecord, field: &'static str, text: &str, out: &mut Out) {
    if text.contains('\r') {
        out.push(Violation::CarriageReturn { record: record.get(), field });
    }
}

fn anchor(
    record: &LazyRecord,
    field: &'static str,
    article: &Article,
    anchor: &Anchor,
    out: &mut Out,
) {
    for text in [&anchor.exact, &anchor.prefix, &anchor.suffix] {
        lazy_text(record, field, text, out);
    }
    if anchor.is_lost() {
        return;
    }
    let span = anchor.span;
    match article.text.slice(span) {
        Some(words) if !span.is_empty() => {
            if words != anchor.exact {
                out.push(Violation::AnchorMismatch { record: record.get(), field, span });
            }
        }
        _ => out.push(Violation::SpanOutside {
            record: record.get(),
            field,
            span,
            article: article.id,
            chars: article.text.len(),
        }),
    }
}
