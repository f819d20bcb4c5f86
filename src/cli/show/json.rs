//! The JSON of `show`: a stable interface, documented in the README. Positions are code
//! points, dates ISO 8601 and as precise as known, terms in snake_case.

use serde::Serialize;
use serde_json::{Value, json};

use super::{SCHEMA_VERSION, notes, relations};
use crate::domain::{
    anchor::{Anchor, AnchorState},
    article::Article,
    chain::{Chain, Hop},
    claim::Claim,
    project::Project,
    span::Span,
};

pub(super) fn answer(project: &Project) -> Value {
    json!({
        "schema_version": SCHEMA_VERSION,
        "title": project.head.title,
        "description": project.head.description,
        "created": project.head.created,
        "analysts": project.analysts.iter().map(|a| json!({ "id": a.id, "name": a.name }))
            .collect::<Vec<_>>(),
        "articles": project.articles.iter().map(|a| article(project, a)).collect::<Vec<_>>(),
        "sources": project.sources.iter().map(|s| relations::source(s)).collect::<Vec<_>>(),
        "works": project.works.iter().map(|w| relations::work(project, w)).collect::<Vec<_>>(),
        "links": project.links.iter().map(|l| relations::link(l)).collect::<Vec<_>>(),
        "lineage": project.lineage.iter().map(|l| relations::lineage(project, l))
            .collect::<Vec<_>>(),
        "evidence_kinds": project.codebook.iter().map(|t| json!({
            "id": t.id, "name": t.name, "definition": t.definition,
            "colour": t.colour.to_string(), "key": t.key,
        })).collect::<Vec<_>>(),
    })
}

fn article(project: &Project, article: &Article) -> Value {
    let head = &article.head;
    json!({
        "id": article.id,
        "title": head.title,
        "byline": head.byline,
        "publisher": head.publisher,
        "published": head.published,
        "url": head.url,
        "archived_url": head.archived_url,
        "accessed": head.accessed,
        "language": head.language,
        "work": head.work.map(|id| project.resolve_work(id)),
        "revision_of": head.revision_of,
        "chars": article.text.len(),
        "sha256": &*article.sha256,
        "references": notes::references(project, article),
        "claims": article.claims.iter().map(|c| claim(project, c)).collect::<Vec<_>>(),
    })
}

fn claim(project: &Project, claim: &Claim) -> Value {
    json!({
        "id": claim.id,
        "anchors": claim.anchors.iter().map(anchor).collect::<Vec<_>>(),
        "quotation": claim.quotation(),
        "paraphrase": claim.paraphrase,
        "kind": term(&claim.kind),
        "tone": claim.tone.as_ref().map(term),
        "factuality": claim.factuality.as_ref().map(term),
        "event_date": claim.event_date,
        "chains": claim.chains.iter().map(|c| chain(project, c)).collect::<Vec<_>>(),
        "evidence": claim.evidence.iter().map(|e| json!({
            "id": e.id,
            "kind": e.kind,
            "name": project.term(e.kind).map(|t| t.name.clone()),
            "directness": term(&e.directness),
            "bearing": term(&e.bearing),
            "chain": e.chain,
            "work": e.work.map(|id| project.resolve_work(id)),
            "note": e.note,
            "by": e.by,
            "at": e.at,
        })).collect::<Vec<_>>(),
        "assessments": claim.latest_assessments().into_iter().map(|a| json!({
            "id": a.id,
            "by": a.by,
            "analyst": project.analyst_name(a.by),
            "at": a.at,
            "credibility": a.credibility.as_ref().map(term),
            "confidence": a.confidence.as_ref().map(term),
            "likelihood": a.likelihood.as_ref().map(term),
            "rationale": a.rationale,
            "would_change": a.would_change,
        })).collect::<Vec<_>>(),
        "reviews": claim.reviews.iter().map(|r| json!({
            "by": r.by,
            "analyst": project.analyst_name(r.by),
            "at": r.at,
            "verdict": term(&r.verdict),
            "note": r.note,
        })).collect::<Vec<_>>(),
        "tags": claim.tags,
        "note": claim.note,
        "status": term(&claim.status),
        "by": claim.by,
        "created": claim.created,
        "modified": claim.modified,
    })
}

fn anchor(anchor: &Anchor) -> Value {
    let mut value = json!({
        "start": anchor.span.start,
        "end": anchor.span.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "state": match anchor.state {
            AnchorState::Exact => "exact",
            AnchorState::Moved { .. } => "moved",
            AnchorState::Lost => "lost",
        },
    });
    if let (AnchorState::Moved { percent, was }, Some(map)) = (anchor.state, value.as_object_mut())
    {
        map.insert("percent".to_owned(), json!(percent));
        map.insert("was".to_owned(), span(was));
    }
    value
}

fn chain(project: &Project, chain: &Chain) -> Value {
    json!({
        "id": chain.id,
        "hops": chain.hops.iter().map(|h| hop(project, h)).collect::<Vec<_>>(),
        "end": term(&chain.end),
        "doubtful": chain.doubtful,
        "by": chain.by,
        "at": chain.at,
    })
}

fn hop(project: &Project, hop: &Hop) -> Value {
    json!({
        "sources": relations::named(project, &hop.sources),
        "source_anchors": hop.source_anchors.iter().map(anchor).collect::<Vec<_>>(),
        "cue_anchors": hop.cue_anchors.iter().map(anchor).collect::<Vec<_>>(),
        "introduced_as": hop.introduced_as,
        "addressee": hop.addressee,
        "work": hop.work.map(|id| project.resolve_work(id)),
        "work_title": hop.work.and_then(|id| project.work(id)).map(|w| w.title.clone()),
        "reference": hop.reference,
        "locator": hop.locator,
        "form": term(&hop.form),
        "negated": hop.negated,
        "factuality": hop.factuality.as_ref().map(term),
        "said": hop.said,
        "basis": term(&hop.basis),
        "check": hop.check.as_ref().map(|c| json!({
            "result": term(&c.result), "quote": c.quote, "by": c.by, "at": c.at,
        })),
    })
}

/// A span as an object.
pub(in crate::cli) fn span(span: Span) -> Value {
    json!({ "start": span.start, "end": span.end })
}

/// A term of a vocabulary as `snake_case`: its name in the file, in small letters.
pub(in crate::cli) fn term(term: &impl Serialize) -> String {
    let name = match serde_json::to_value(term) {
        Ok(Value::String(name)) => name,
        Ok(Value::Object(map)) => map.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    let mut snake = String::with_capacity(name.len() + 4);
    for (at, c) in name.chars().enumerate() {
        if c.is_ascii_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        assessment::Likelihood, evidence::Directness, lineage::LineageKind, source::SourceKind,
    };

    #[test]
    fn terms_are_written_in_snake_case() {
        assert_eq!(term(&SourceKind::PollOrVote), "poll_or_vote");
        assert_eq!(term(&Likelihood::RoughlyEvenChance), "roughly_even_chance");
        assert_eq!(term(&Directness::ThirdHandOrFurther), "third_hand_or_further");
        assert_eq!(term(&LineageKind::PartOf { one_voice: true }), "part_of");
    }
}
