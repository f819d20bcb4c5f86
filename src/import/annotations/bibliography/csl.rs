//! CSL-JSON, as Zotero and Pandoc write it.

use serde_json::Value;

use super::{Author, Entry, filled, own_kind, place};
use crate::{
    domain::{time::PartialDate, work::WorkKind},
    import::annotations::{AnnotationError, Brought, Context, Reader, utf8},
};

pub(in crate::import::annotations) const READER: Reader = Reader {
    label: "CSL-JSON bibliographies (.csl.json, .json)",
    fits: |name, bytes| {
        let list = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
        name.ends_with(".csl.json") || name.ends_with(".csl") || (name.ends_with(".json") && list)
    },
    read,
};

fn read(bytes: &[u8], context: &mut Context<'_>) -> Result<Brought, AnnotationError> {
    let malformed = |why: String| AnnotationError::Malformed { what: "the CSL-JSON", why };
    let value: Value = serde_json::from_str(&utf8(bytes)?).map_err(|e| malformed(e.to_string()))?;
    let items = match &value {
        Value::Array(items) => items.as_slice(),
        Value::Object(_) => std::slice::from_ref(&value),
        _ => return Err(malformed("it is neither a list nor an item".to_owned())),
    };
    let mut entries = Vec::new();
    let mut odd = 0;
    for item in items {
        match item.get("type") {
            Some(Value::String(kind)) => entries.push(entry(item, kind)),
            _ => odd += 1,
        }
    }
    if entries.is_empty() && odd > 0 {
        return Err(malformed("no item has a type".to_owned()));
    }
    let mut brought = place(entries, context);
    if odd > 0 {
        brought.leave(format!("{odd} items"), "they have no type, as every CSL item has");
    }
    Ok(brought)
}

/// A string or a number, as text.
fn text(item: &Value, field: &str) -> Option<String> {
    match item.get(field)? {
        Value::String(text) => filled(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn entry(item: &Value, kind: &str) -> Entry {
    let custom = item.get("custom").cloned().unwrap_or_default();
    let authors = item.get("author").and_then(Value::as_array).into_iter().flatten();
    Entry {
        key: text(item, "id").unwrap_or_default(),
        kind: text(&custom, "kind")
            .and_then(|name| own_kind(&name))
            .unwrap_or_else(|| work_kind(kind)),
        title: text(item, "title").unwrap_or_default(),
        authors: authors.map(author).collect(),
        container: text(item, "container-title"),
        publisher: text(item, "publisher"),
        date: item.get("issued").and_then(date),
        url: text(item, "URL"),
        archived_url: text(&custom, "archived_url"),
        accessed: item.get("accessed").and_then(date),
        pages: text(item, "page"),
        raw: text(&custom, "as_printed"),
    }
}

fn author(name: &Value) -> Author {
    let part = |field: &str| text(name, field).unwrap_or_default();
    if let Some(literal) = text(name, "literal") {
        return Author::literal(&literal);
    }
    let particle = part("non-dropping-particle");
    let particle = if particle.is_empty() { part("dropping-particle") } else { particle };
    let family = format!("{particle} {}", part("family"));
    Author::person(&part("given"), family.trim())
}

fn date(value: &Value) -> Option<PartialDate> {
    if let Some(raw) = text(value, "raw").or_else(|| text(value, "literal")) {
        return super::date(&raw);
    }
    let parts = value.get("date-parts")?.get(0)?.as_array()?;
    let part = |at: usize| match parts.get(at)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let number = |at| part(at).and_then(|n| u32::try_from(n).ok());
    let year = i32::try_from(part(0)?).ok()?;
    match (number(1), number(2)) {
        (Some(month), Some(day)) => PartialDate::day(year, month, day),
        (Some(month), None) => PartialDate::month(year, month),
        _ => None,
    }
    .or_else(|| PartialDate::year(year))
}

fn work_kind(kind: &str) -> WorkKind {
    match kind {
        "article-newspaper" | "article-magazine" | "article" => WorkKind::NewsArticle,
        "article-journal" | "paper-conference" | "review" | "review-book" => {
            WorkKind::JournalArticle
        }
        "book" | "classic" | "collection" => WorkKind::Book,
        "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" => WorkKind::Chapter,
        "report" | "pamphlet" => WorkKind::Report,
        "webpage" | "post-weblog" => WorkKind::WebPage,
        "post" => WorkKind::Post,
        "broadcast" | "motion_picture" => WorkKind::Broadcast,
        "speech" => WorkKind::Speech,
        "interview" => WorkKind::Interview,
        "personal_communication" => WorkKind::Letter,
        "legislation" | "bill" | "treaty" | "regulation" => WorkKind::Legislation,
        "legal_case" | "hearing" => WorkKind::LegalCase,
        "dataset" => WorkKind::Dataset,
        _ => WorkKind::Other,
    }
}
