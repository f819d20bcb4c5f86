//! The JSON of an article's notes, as `show` gives them: what is stored of each entry, and
//! what can be read from its words.

use serde_json::{Value, json};

use super::json::span;
use crate::{
    analysis::references::{Entry, Field, parsed_of},
    domain::{
        article::Article,
        project::Project,
        reference::{Reference, Resolution, work_of},
    },
};

/// All notes of an article, in the order of their entries.
pub(super) fn references(project: &Project, article: &Article) -> Vec<Value> {
    let entries = parsed_of(article);
    let both = article.references.iter().zip(&entries);
    both.map(|(reference, entry)| one(project, article, reference, entry)).collect()
}

fn one(project: &Project, article: &Article, reference: &Reference, entry: &Entry) -> Value {
    let (resolution, of) = match reference.resolution {
        Resolution::Resolved => ("resolved", None),
        Resolution::Ibid(of) => ("ibid", Some(of)),
        Resolution::Ambiguous => ("ambiguous", None),
        Resolution::Unresolved => ("unresolved", None),
    };
    let of_label =
        of.and_then(|of| article.references.iter().find(|r| r.id == of)).map(|r| r.label.as_str());
    let work = work_of(&article.references, reference).map(|id| project.resolve_work(id));
    json!({
        "id": reference.id,
        "label": reference.label,
        "entry": entry.printed(&article.text),
        "entry_span": span(reference.entry_span),
        "markers": reference.markers.iter().map(|m| span(*m)).collect::<Vec<_>>(),
        "declared_uses": entry.declared_uses,
        "resolution": resolution,
        "of": of,
        "of_label": of_label,
        "locator": entry.page,
        "work": work,
        "parsed": parsed(entry),
    })
}

/// The fields as they can be read, each with the place it was read from.
fn parsed(entry: &Entry) -> Value {
    let p = &entry.parsed;
    let text = |field: &Option<Field<String>>| field.as_ref().map(|f| f.value.clone());
    let mut spans = serde_json::Map::new();
    for (name, place) in [
        ("title", p.title.as_ref().map(|f| f.span)),
        ("container", p.container.as_ref().map(|f| f.span)),
        ("publisher", p.publisher.as_ref().map(|f| f.span)),
        ("date", p.date.as_ref().map(|f| f.span)),
        ("accessed", p.accessed.as_ref().map(|f| f.span)),
        ("url", p.url.as_ref().map(|f| f.span)),
        ("archived_url", p.archived_url.as_ref().map(|f| f.span)),
        ("volume", p.volume.as_ref().map(|f| f.span)),
        ("pages", p.pages.as_ref().map(|f| f.span)),
        ("trailing", entry.trailing),
    ] {
        spans.extend(place.map(|place| (name.to_owned(), span(place))));
    }
    let authors: Vec<Value> = p
        .authors
        .iter()
        .map(|a| {
            json!({ "name": a.literal, "given": a.given, "family": a.family, "span": span(a.span) })
        })
        .collect();
    json!({
        "authors": authors,
        "title": text(&p.title),
        "container": text(&p.container),
        "publisher": text(&p.publisher),
        "date": p.date.as_ref().map(|d| d.value),
        "accessed": p.accessed.as_ref().map(|d| d.value),
        "url": text(&p.url),
        "archived_url": text(&p.archived_url),
        "volume": text(&p.volume),
        "pages": text(&p.pages),
        "raw": entry.raw,
        "spans": spans,
        "certain": entry.is_certain(),
    })
}
