//! Stand-in records: so that an id that is named somewhere resolves again, and nothing
//! that names it has to go.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{RecordKind as K, RecordRef, Violation};
use crate::domain::{
    analyst::Analyst,
    anchor::Anchor,
    article::{Article, ArticleHead, Structure},
    chunked::Chunked,
    claim::{Claim, ClaimKind},
    codebook::{Colour, Term},
    ids::{AnalystId, ArticleId, ClaimId, Id, IdSource, SourceId, WorkId},
    project::Project,
    source::{Source, SourceKind},
    span::Span,
    text::Text,
    work::{Work, WorkKind},
};

/// Adds a record for each id that a violation misses, where the record can stand alone.
pub(super) fn add(project: &mut Project, violations: &[Violation], ids: &mut impl IdSource) {
    let mut claims: BTreeSet<ClaimId> = BTreeSet::new();
    for violation in violations {
        let Violation::Unresolved { record, wanted, .. } = violation else { continue };
        match wanted.kind {
            K::Claim => claims.extend(Id::new(&wanted.id).ok()),
            // A revision or a session may simply forget an article that is not there.
            K::Article if record.kind != K::Todo => {}
            _ => add_one(project, wanted),
        }
    }
    if !claims.is_empty() {
        add_claims(project, &claims, ids);
    }
}

fn add_one(project: &mut Project, wanted: &RecordRef) {
    let name = format!("Missing {wanted}");
    match wanted.kind {
        K::Source => {
            if let Ok(id) = Id::new(&wanted.id) {
                let id: SourceId = project.resolve_source(id);
                project.sources.put(Arc::new(Source::new(id, name, SourceKind::Undetermined)));
            }
        }
        K::Work => {
            if let Ok(id) = Id::new(&wanted.id) {
                let id: WorkId = project.resolve_work(id);
                project.works.put(Arc::new(Work::new(id, name, WorkKind::Other)));
            }
        }
        K::Analyst => {
            if let Ok(id) = Id::new(&wanted.id) {
                project.analysts.put(Arc::new(Analyst { id, name }));
            }
        }
        K::Term => {
            if let Ok(id) = Id::new(&wanted.id) {
                let (definition, colour) = (String::new(), Colour([0x75; 3]));
                project.codebook.put(Arc::new(Term { id, name, definition, colour, key: None }));
            }
        }
        K::Article => {
            if let Ok(id) = Id::new(&wanted.id) {
                let text = Text::new(name.clone());
                project.articles.put(Arc::new(article(id, name, text, Chunked::default())));
            }
        }
        _ => {}
    }
}

/// Missing claims stand in an article of their own, a line each. They are context: none of
/// them enters a figure.
fn add_claims(project: &mut Project, missing: &BTreeSet<ClaimId>, ids: &mut impl IdSource) {
    let by = some_analyst(project, ids);
    let mut string = String::new();
    let mut spans = Vec::new();
    for id in missing {
        let start = string.len() as u32;
        string.push_str("Missing claim ");
        string.push_str(id.as_str());
        // All of it is ASCII: a byte is a code point.
        spans.push((*id, Span::new(start, string.len() as u32)));
        string.push('\n');
    }
    let text = Text::new(string);
    let claims = spans.into_iter().filter_map(|(id, span)| {
        let mut claim = Claim::new(id, Anchor::new(&text, span)?, by, project.head.created);
        claim.kind = ClaimKind::Context;
        Some(claim)
    });
    let claims = claims.collect();
    let title = "Missing claims".to_owned();
    project.articles.put(Arc::new(article(ids.id(), title, text, claims)));
}

fn some_analyst(project: &mut Project, ids: &mut impl IdSource) -> AnalystId {
    if let Some(analyst) = project.analysts.get_at(0) {
        return analyst.id;
    }
    let id = ids.id();
    project.analysts.put(Arc::new(Analyst { id, name: "Unknown analyst".to_owned() }));
    id
}

fn article(id: ArticleId, title: String, text: Text, claims: Chunked<Claim>) -> Article {
    Article {
        id,
        head: Arc::new(ArticleHead { title, ..ArticleHead::default() }),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::new(Structure::default()),
        references: Arc::default(),
        claims,
    }
}
