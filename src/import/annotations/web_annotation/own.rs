//! Our own annotations: the terms of the second context, read back.

use serde_json::Value;

use super::{Object, Reading, chain, clean, list, moment, own_id, term, text};
use crate::domain::{
    assessment::Assessment,
    claim::{Claim, Review},
    edit::Edit,
    evidence::Evidence,
    ids::{ArticleId, Id, IdSource},
    link::{Link, LinkKind, Response},
};

/// Whether an annotation is a link of ours.
pub fn is_link(annotation: &Object) -> bool {
    annotation.contains_key("linkKind")
}

/// The fields of a claim that stand on the annotation itself.
pub fn fields(claim: &mut Claim, annotation: &Object) {
    claim.kind = term(annotation, "claimKind").unwrap_or_default();
    claim.status = term(annotation, "status").unwrap_or_default();
    claim.tone = term(annotation, "tone");
    claim.factuality = term(annotation, "factuality");
    claim.event_date = term(annotation, "eventDate");
}

/// Takes a body of ours; `false` if it is none.
pub fn body(
    reading: &mut Reading<'_>,
    claim: &mut Claim,
    article: ArticleId,
    body: &Object,
    ids: &mut impl IdSource,
) -> bool {
    if body.contains_key("hops") {
        let chain = chain::read(reading, article, body, ids);
        claim.chains.push(chain);
    } else if body.contains_key("evidenceKind") {
        evidence(reading, claim, body, ids);
    } else if body.contains_key("assessment") {
        judgement(reading, claim, body, ids);
    } else if let Some(verdict) = term(body, "verdict") {
        let by = reading.creator(body.get("creator"), ids);
        let at = moment(body, "created").unwrap_or(claim.created);
        claim.reviews.push(Review { by, at, verdict, note: clean(body, "note") });
    } else {
        return false;
    }
    true
}

fn evidence(reading: &mut Reading<'_>, claim: &mut Claim, body: &Object, ids: &mut impl IdSource) {
    let name = text(body, "evidenceKind").unwrap_or_default();
    let Some(kind) = reading.records.kind(name) else {
        let why = "its kind of evidence is in neither the project nor the file";
        reading.proposal.report.leave(format!("evidence of kind {name}"), why);
        return;
    };
    let chain = text(body, "ofChain").and_then(|name| own_id(name, "chain"));
    claim.evidence.push(Evidence {
        id: text(body, "record").and_then(|n| own_id(n, "evidence")).unwrap_or_else(|| ids.id()),
        kind,
        directness: term(body, "directness").unwrap_or_default(),
        chain: chain.filter(|id| claim.chain(*id).is_some()),
        work: text(body, "inWork").and_then(|name| reading.records.work(name)),
        bearing: term(body, "bearing").unwrap_or_default(),
        note: clean(body, "note"),
        by: reading.creator(body.get("creator"), ids),
        at: moment(body, "created").unwrap_or(claim.created),
    });
}

/// One line of an assessment; the lines of one come together by its name.
fn judgement(reading: &mut Reading<'_>, claim: &mut Claim, body: &Object, ids: &mut impl IdSource) {
    let named: Option<Id<Assessment>> =
        text(body, "assessment").and_then(|name| own_id(name, "assessment"));
    let id = named.unwrap_or_else(|| ids.id());
    let by = reading.creator(body.get("creator"), ids);
    let at = moment(body, "created").unwrap_or(claim.created);
    let place = claim.assessments.iter().position(|known| known.id == id);
    let place = place.unwrap_or_else(|| {
        claim.assessments.push(Assessment::new(id, by, at));
        claim.assessments.len() - 1
    });
    let assessment = &mut claim.assessments[place];
    match text(body, "scale") {
        Some("Credibility") => assessment.credibility = term(body, "grade"),
        Some("Confidence") => assessment.confidence = term(body, "grade"),
        Some("Likelihood") => assessment.likelihood = term(body, "grade"),
        Some("Rationale") => assessment.rationale = clean(body, "value"),
        Some("WouldChange") => assessment.would_change = clean(body, "value"),
        _ => {}
    }
}

/// Takes a link of ours.
pub fn link(reading: &mut Reading<'_>, annotation: &Object, ids: &mut impl IdSource) {
    let name = text(annotation, "id").unwrap_or("a link").to_owned();
    let own: Option<Id<Link>> = own_id(&name, "link");
    if own.is_some_and(|id| reading.into.project.links.get(id).is_some()) {
        reading
            .proposal
            .report
            .leave(name, "this link is in the project already and was left as it is");
        return;
    }
    let kind = match text(annotation, "linkKind") {
        Some("SameClaim") => Some(LinkKind::SameClaim),
        Some("Entails") => Some(LinkKind::Entails),
        Some("Contradicts") => Some(LinkKind::Contradicts),
        Some("Supports") => Some(LinkKind::Supports),
        Some("Quotes") => Some(LinkKind::Quotes),
        Some("DerivedFrom") => Some(LinkKind::DerivedFrom),
        Some("RespondsTo") => term::<Response>(annotation, "response").map(LinkKind::RespondsTo),
        _ => None,
    };
    let bodies: Vec<&Value> = list(annotation.get("body"));
    let from = bodies.iter().find_map(|body| body.get("source").and_then(Value::as_str));
    let claim = |name: Option<&str>| {
        let name = name?;
        let in_project =
            own_id(name, "claim").filter(|id| reading.into.project.claim(*id).is_some());
        reading.claims.get(name).copied().or(in_project)
    };
    let (Some(kind), Some(from), Some(to)) = (kind, claim(from), claim(text(annotation, "target")))
    else {
        reading
            .proposal
            .report
            .leave(name, "one of its claims is not there, or its kind is unknown");
        return;
    };
    let note = bodies
        .iter()
        .filter_map(|b| b.as_object())
        .find(|b| text(b, "purpose") == Some("commenting"));
    let note = note.and_then(|body| clean(body, "value"));
    let by = reading.creator(annotation.get("creator"), ids);
    let at = moment(annotation, "created").unwrap_or(reading.into.at);
    let id = own.unwrap_or_else(|| ids.id());
    reading.proposal.edits.push(Edit::PutLink(Link { id, from, to, kind, by, at, note }));
    reading.proposal.report.links += 1;
}
