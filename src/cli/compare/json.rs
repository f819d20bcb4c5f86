//! The JSON of `compare`: a stable interface, documented in the README. Positions are code
//! points, shares and scores 0 to 1, terms in snake_case.

use serde_json::{Value, json};

use super::{
    super::show::{
        SCHEMA_VERSION,
        json::{span, term},
    },
    Compared,
};
use crate::{
    analysis::{
        compare::{
            claims::Reason,
            shared::Kinship,
            summary::{Evidence, Sign},
        },
        drift::{Drift, Place},
        reuse::{Operation, OperationKind},
    },
    domain::{
        article::Article,
        ids::{SourceId, WorkId},
        link::LinkKind,
        span::Span,
    },
};

pub(super) fn answer(all: &Compared<'_>) -> Value {
    let article = |article: &Article, words: usize| json!({ "id": article.id, "title": article.title(), "chars": article.text.len(), "words": words });
    json!({
        "schema_version": SCHEMA_VERSION,
        "min_words": all.settings.words(),
        "left": article(all.left, all.texts.left.len()),
        "right": article(all.right, all.texts.right.len()),
        "passages": passages(all),
        "quotations": all.records.drifts.iter().map(|d| quotation(all, d)).collect::<Vec<_>>(),
        "sources": sources(all),
        "works": works(all),
        "claims": claims(all),
        "summary": summary(all),
    })
}

fn place(article: &Article, span: Span) -> Value {
    json!({
        "start": span.start,
        "end": span.end,
        "text": article.text.slice(span).unwrap_or_default(),
    })
}

fn operation(all: &Compared<'_>, operation: &Operation) -> Value {
    let mut value = json!({
        "kind": operation.kind.name(),
        "left": span(operation.left),
        "right": span(operation.right),
    });
    if operation.kind != OperationKind::Equal {
        value["left"] = place(all.left, operation.left);
        value["right"] = place(all.right, operation.right);
    }
    value
}

fn passages(all: &Compared<'_>) -> Vec<Value> {
    let found = all.texts.passages.iter().zip(&all.texts.operations);
    let spans = |list: &[Span]| list.iter().map(|s| span(*s)).collect::<Vec<_>>();
    found
        .map(|(passage, operations)| {
            json!({
                "left": place(all.left, passage.best.left),
                "right": place(all.right, passage.best.right),
                "score": passage.best.score,
                "words": passage.best.words,
                "left_places": spans(&passage.left),
                "right_places": spans(&passage.right),
                "operations": operations.iter().map(|o| operation(all, o)).collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn quotation(all: &Compared<'_>, drift: &Drift) -> Value {
    let side = |article: &Article, at: &Place| {
        let mut value = place(article, at.span);
        value["quoted"] = json!(at.quoted);
        value["cue"] = at.cue.map_or(Value::Null, |cue| place(article, cue));
        value["claim"] = json!(at.claim);
        value["speakers"] = at.speakers.iter().map(|id| source(all, *id)).collect();
        value
    };
    let operations = drift.changes.iter().map(|change| {
        let mut value = operation(all, &change.operation);
        if change.operation.kind != OperationKind::Equal {
            value["declared"] = json!(change.declared);
        }
        value
    });
    json!({
        "left": side(all.left, &drift.left),
        "right": side(all.right, &drift.right),
        "score": drift.score,
        "drift": drift.is_drift(),
        "undeclared": drift.is_undeclared(),
        "operations": operations.collect::<Vec<_>>(),
        "moved_marks": drift.moved_marks.iter().map(|m| json!({
            "left": place(all.left, m.left),
            "right": place(all.right, m.right),
            "quoted_on": if m.quoted_left { "left" } else { "right" },
        })).collect::<Vec<_>>(),
        "cue_changed": drift.cue_changed,
        "speaker": drift.speaker.name(),
    })
}

fn source(all: &Compared<'_>, id: SourceId) -> Value {
    json!({ "id": id, "name": all.project.source(id).map(|s| s.name.clone()) })
}

fn work(all: &Compared<'_>, id: WorkId) -> Value {
    json!({ "id": id, "title": all.project.work(id).map(|w| w.display_title().to_owned()) })
}

fn sources(all: &Compared<'_>) -> Value {
    let shared = all.records.sources.iter().map(|s| {
        let side = |id, mention: &crate::analysis::compare::mentions::SourceMention| {
            let mut value = source(all, id);
            value["claims"] = json!(mention.claims);
            value["introduced_as"] = json!(mention.introduced_as);
            value["as_author"] = json!(mention.as_author);
            value
        };
        let (kinship, through) = match s.kinship {
            Kinship::Same => ("same", Value::Null),
            Kinship::Family(id) => ("family", source(all, id)),
        };
        json!({
            "kinship": kinship,
            "through": through,
            "left": side(s.left, &s.on_left),
            "right": side(s.right, &s.on_right),
        })
    });
    let shared: Vec<Value> = shared.collect();
    let (ours, theirs) = all.records.only_here(all.left, all.right);
    let list = |ids: &[SourceId]| ids.iter().map(|id| source(all, *id)).collect::<Vec<_>>();
    json!({
        "shared": shared,
        "only_left": list(&ours.sources),
        "only_right": list(&theirs.sources),
    })
}

fn works(all: &Compared<'_>) -> Value {
    let shared = all.records.works.iter().map(|w| {
        let side = |id, mention: &crate::analysis::compare::mentions::WorkMention| {
            let mut value = work(all, id);
            value["claims"] = json!(mention.claims);
            value["notes"] = json!(mention.notes);
            value["locators"] = json!(mention.locators);
            value
        };
        let (kinship, through) = match w.kinship {
            Kinship::Same => ("same", Value::Null),
            Kinship::Family(id) => ("family", work(all, id)),
        };
        json!({
            "kinship": kinship,
            "through": through,
            "left": side(w.left, &w.on_left),
            "right": side(w.right, &w.on_right),
        })
    });
    let shared: Vec<Value> = shared.collect();
    let (ours, theirs) = all.records.only_here(all.left, all.right);
    let list = |ids: &[WorkId]| ids.iter().map(|id| work(all, *id)).collect::<Vec<_>>();
    json!({
        "shared": shared,
        "only_left": list(&ours.works),
        "only_right": list(&theirs.works),
    })
}

fn claims(all: &Compared<'_>) -> Value {
    let reason = |reason: &Reason| match reason {
        Reason::SharedPassage(share) | Reason::SimilarWords(share) => {
            json!({ "kind": reason.name(), "share": share })
        }
        Reason::SameWork(id) => json!({ "kind": reason.name(), "work": work(all, *id) }),
        Reason::SameSource(id) => json!({ "kind": reason.name(), "source": source(all, *id) }),
    };
    let suggested = all.records.suggestions.iter().map(|s| {
        json!({
            "left": s.left,
            "right": s.right,
            "kind": kind(s.kind),
            "score": s.score,
            "reasons": s.reasons.iter().map(reason).collect::<Vec<_>>(),
        })
    });
    let accepted = all.records.accepted.iter().map(|a| {
        json!({
            "link": a.link,
            "left": a.left,
            "right": a.right,
            "kind": kind(a.kind),
            "from": if a.forward { "left" } else { "right" },
            "differences": a.differences.iter().map(|d| json!({
                "what": d.what.name(), "left": d.left, "right": d.right,
            })).collect::<Vec<_>>(),
        })
    });
    let (ours, theirs) = all.records.only_here(all.left, all.right);
    json!({
        "suggested": suggested.collect::<Vec<_>>(),
        "accepted": accepted.collect::<Vec<_>>(),
        "only_left": ours.claims,
        "only_right": theirs.claims,
    })
}

pub(super) fn kind(kind: LinkKind) -> String {
    match kind {
        LinkKind::RespondsTo(response) => format!("responds_to_{}", term(&response)),
        other => term(&other),
    }
}

fn summary(all: &Compared<'_>) -> Value {
    let s = &all.summary;
    json!({
        "left_share": s.left_share,
        "right_share": s.right_share,
        "passages": s.passages,
        "quotations": s.quotations.0,
        "quotations_drifted": s.quotations.1,
        "sources_shared": s.sources.0,
        "sources_only_left": s.sources.1,
        "sources_only_right": s.sources.2,
        "works_shared": s.works.0,
        "works_only_left": s.works.1,
        "works_only_right": s.works.2,
        "claims_same": s.same_claims,
        "claims_contradicting": s.contradictions,
        "claims_suggested": s.suggested,
        "dependence": s.signs.iter().map(|sign| dependence(all, sign)).collect::<Vec<_>>(),
    })
}

fn dependence(all: &Compared<'_>, sign: &Sign) -> Value {
    let mut value = json!({ "direction": sign.direction.name(), "evidence": sign.evidence.name() });
    match sign.evidence {
        Evidence::Cites | Evidence::Lineage => {}
        Evidence::PublishedLater(left, right) => value["published"] = json!([left, right]),
        Evidence::Linked(link) | Evidence::SharedError(link) => value["link"] = json!(link),
        Evidence::CommonWork(id, uses) => {
            value["work"] = work(all, id);
            value["uses"] = json!(uses);
        }
    }
    value
}
