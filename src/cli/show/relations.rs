//! The JSON of the registry, as `show` gives it: sources and works, and what leads from one
//! to another.

use serde_json::{Value, json};

use super::json::term;
use crate::domain::{
    ids::SourceId,
    lineage::{Lineage, LineageBasis, LineageEnds, LineageKind},
    link::{Link, LinkKind},
    project::Project,
    source::Source,
    work::Work,
};

/// Sources with their names, under the ids that they have now.
pub(super) fn named(project: &Project, sources: &[SourceId]) -> Vec<Value> {
    let name = |id: SourceId| project.source(id).map(|s| s.name.clone());
    sources
        .iter()
        .map(|id| json!({ "id": project.resolve_source(*id), "name": name(*id) }))
        .collect()
}

pub(super) fn source(source: &Source) -> Value {
    json!({
        "id": source.id,
        "name": source.name,
        "kind": term(&source.kind),
        "aliases": source.aliases,
        "role": source.role,
        "description": source.description,
        "url": source.url,
        "notes": source.notes,
        "reliability": source.reliability.iter().map(|g| json!({
            "grade": g.grade, "about": g.about, "by": g.by, "at": g.at, "why": g.why,
        })).collect::<Vec<_>>(),
    })
}

pub(super) fn work(project: &Project, work: &Work) -> Value {
    json!({
        "id": work.id,
        "kind": term(&work.kind),
        "title": work.title,
        "authors": named(project, &work.authors),
        "container": work.container,
        "publisher": work.publisher,
        "date": work.date,
        "url": work.url,
        "archived_url": work.archived_url,
        "accessed": work.accessed,
        "pages": work.pages,
        "original": work.original.as_ref().map(|o| json!({
            "file": o.file, "sha256": o.sha256, "obtained": o.obtained,
        })),
        "raw": work.raw,
    })
}

pub(super) fn link(link: &Link) -> Value {
    let (kind, response) = match &link.kind {
        LinkKind::RespondsTo(response) => ("responds_to".to_owned(), Some(term(response))),
        kind => (term(kind), None),
    };
    json!({
        "id": link.id,
        "from": link.from,
        "to": link.to,
        "kind": kind,
        "response": response,
        "by": link.by,
        "at": link.at,
        "note": link.note,
    })
}

pub(super) fn lineage(project: &Project, lineage: &Lineage) -> Value {
    let (of, from, to) = match lineage.ends {
        LineageEnds::Sources { from, to } => {
            ("source", json!(project.resolve_source(from)), json!(project.resolve_source(to)))
        }
        LineageEnds::Works { from, to } => {
            ("work", json!(project.resolve_work(from)), json!(project.resolve_work(to)))
        }
    };
    let one_voice = match lineage.kind {
        LineageKind::PartOf { one_voice } => Some(one_voice),
        _ => None,
    };
    let basis = |basis: &LineageBasis| match basis {
        LineageBasis::Claim(id) => json!({ "record": "claim", "id": id }),
        LineageBasis::Work(id) => json!({ "record": "work", "id": project.resolve_work(*id) }),
    };
    json!({
        "id": lineage.id,
        "of": of,
        "from": from,
        "to": to,
        "kind": term(&lineage.kind),
        "one_voice": one_voice,
        "standing": term(&lineage.standing),
        "since": lineage.since,
        "until": lineage.until,
        "claims": lineage.claims,
        "basis": lineage.basis.iter().map(basis).collect::<Vec<_>>(),
        "by": lineage.by,
        "at": lineage.at,
        "note": lineage.note,
    })
}
