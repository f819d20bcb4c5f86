//! What is wrong with the notes of the articles that are not superseded.

use super::{Finding, Place, Seen, Severity};
use crate::{
    analysis::{
        origins::superseded,
        references::{
            self,
            findings::{ReferenceFinding, findings as of_notes},
        },
    },
    domain::{
        article::Article,
        invariant::{RecordKind, RecordRef},
    },
};

pub(super) fn findings(seen: Seen<'_>) -> Vec<Finding> {
    let superseded = superseded(seen.project);
    let mut found = Vec::new();
    for article in seen.project.articles.iter().filter(|a| !superseded.contains(&a.id)) {
        let notes = references::stored(article);
        let wrong = of_notes(&article.text, &notes, article.head.published);
        found.extend(wrong.iter().map(|finding| finding_of(article, finding)));
    }
    found
}

fn finding_of(article: &Article, of: &ReferenceFinding) -> Finding {
    let entries: Vec<_> = of.entries.iter().filter_map(|at| article.references.get(*at)).collect();
    let message = format!("“{}”: {}", article.title(), of.message);
    let mut finding = Finding::new(of.code.as_str(), Severity::Warning, message, of.code.hint())
        .about(article.id);
    for entry in &entries {
        finding = finding.about(entry.id);
    }
    for span in &of.spans {
        // A place within an entry is that entry's, another one the article's.
        let entry = entries.iter().find(|r| r.entry_span.covers(*span));
        let record = match entry.or(entries.first()) {
            Some(entry) => RecordRef { kind: RecordKind::Reference, id: entry.id.to_string() },
            None => RecordRef { kind: RecordKind::Article, id: article.id.to_string() },
        };
        finding = finding.at(Place { record, article: Some(article.id), span: Some(*span) });
    }
    // Two markers without an entry differ in where they stand only.
    finding.figure = of.spans.first().map(|span| span.start.to_string());
    finding
}
