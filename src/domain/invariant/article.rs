//! The check of an article, its claims aside.

use std::collections::HashSet;

use super::{
    RecordKind as K, RecordRef, Violation,
    fields::{Out, filled, text_field, unresolved},
    known::Known,
};
use crate::domain::{article::Article, reference::Resolution, span::Span};

pub(super) fn article(known: &Known<'_>, article: &Article, with_text: bool, out: &mut Out) {
    let record = RecordRef::new(K::Article, article.id);
    let head = &article.head;
    filled(&record, "title", &head.title, out);
    text_field(&record, "byline", head.byline.as_deref(), out);
    text_field(&record, "publisher", head.publisher.as_deref(), out);
    text_field(&record, "url", head.url.as_deref(), out);
    text_field(&record, "archived_url", head.archived_url.as_deref(), out);
    text_field(&record, "language", head.language.as_deref(), out);
    if let Some(id) = head.work.filter(|id| !known.work(*id)) {
        unresolved(&record, "work", K::Work, id, out);
    }
    if let Some(id) = head.revision_of.filter(|id| !known.article(*id)) {
        unresolved(&record, "revision_of", K::Article, id, out);
    }
    if with_text && *article.sha256 != article.text.sha256() {
        out.push(Violation::TextHash { record: record.clone() });
    }
    let chars = article.text.len();
    let mut inside = |record: &RecordRef, field: &'static str, span: Span| {
        if span.end > chars || span.start > span.end {
            let record = record.clone();
            out.push(Violation::SpanOutside { record, field, span, article: article.id, chars });
        }
    };
    for block in &article.structure.blocks {
        inside(&record, "blocks", block.span);
    }
    for mark in &article.structure.marks {
        inside(&record, "marks", mark.span);
    }
    for reference in article.references.iter() {
        let record = RecordRef::new(K::Reference, reference.id);
        inside(&record, "entry_span", reference.entry_span);
        for marker in &reference.markers {
            inside(&record, "markers", *marker);
        }
    }
    for mark in &article.structure.marks {
        text_field(&record, "marks", mark.target.as_deref(), out);
    }
    let mut seen = HashSet::new();
    for reference in article.references.iter() {
        let record = RecordRef::new(K::Reference, reference.id);
        if !seen.insert(reference.id) {
            out.push(Violation::DuplicateId { record: record.clone() });
        }
        text_field(&record, "label", Some(&reference.label), out);
        if let Some(id) = reference.work.filter(|id| !known.work(*id)) {
            unresolved(&record, "work", K::Work, id, out);
        }
    }
    for reference in article.references.iter() {
        if let Resolution::Ibid(of) = reference.resolution
            && !seen.contains(&of)
        {
            let record = RecordRef::new(K::Reference, reference.id);
            unresolved(&record, "resolution", K::Reference, of, out);
        }
    }
}
