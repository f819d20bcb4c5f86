//! Removing records: with what belongs to them, and never what others still use.

use std::collections::HashSet;
use std::sync::Arc;

use super::{
    EditError, Touched,
    apply::{change_article, put_claim},
};
use crate::domain::{
    ids::{ArticleId, ClaimId, SourceId, TermId, WorkId},
    invariant::{RecordKind as K, RecordRef},
    lineage::{Lineage, LineageBasis, LineageEnds},
    project::{MergedEnds, Project},
    ruling::{RulingAbout, Voice},
    todo::TodoAbout,
};

const MERGE_HINT: &str = "merge it into another, or change what uses it";

pub(super) fn source(
    project: &mut Project,
    id: SourceId,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let record = RecordRef::new(K::Source, id);
    if project.sources.get(id).is_none() {
        return Err(EditError::NotFound(record));
    }
    let names = source_names(project, id);
    let same = |other: SourceId| names.contains(&other);
    let claims = project
        .claims()
        .filter(|(_, c)| {
            c.chains.iter().flat_map(|c| &c.hops).any(|h| h.sources.iter().any(|s| same(*s)))
        })
        .count();
    let works = project.works.iter().filter(|w| w.authors.iter().any(|a| same(*a))).count();
    let edges = project
        .lineage
        .iter()
        .filter(|l| matches!(l.ends, LineageEnds::Sources { from, to } if same(from) || same(to)));
    in_use(record, &[(claims, "claim"), (works, "work"), (edges.count(), "lineage edge")])?;
    project.sources.remove(id);
    touched.sources.push(id);
    // A redirect to a record that is gone leads nowhere.
    for name in names.iter().filter(|name| **name != id) {
        project.merged.remove(*name);
    }
    let gone = |r: &RulingAbout| match r {
        RulingAbout::NotSameSource(a, b) => names.contains(a) || names.contains(b),
        RulingAbout::Independent(a, b) => {
            [a, b].iter().any(|v| matches!(v, Voice::Source(s) if names.contains(s)))
        }
        _ => false,
    };
    let asks = |about| matches!(about, TodoAbout::Source(s) if names.contains(&s));
    drop_notes(project, gone, asks, touched);
    Ok(())
}

pub(super) fn work(
    project: &mut Project,
    id: WorkId,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let record = RecordRef::new(K::Work, id);
    if project.works.get(id).is_none() {
        return Err(EditError::NotFound(record));
    }
    let names = work_names(project, id);
    let same = |other: Option<WorkId>| other.is_some_and(|o| names.contains(&o));
    let claims = project.claims().filter(|(_, c)| {
        c.chains.iter().flat_map(|c| &c.hops).any(|h| same(h.work))
            || c.evidence.iter().any(|e| same(e.work))
    });
    let claims = claims.count();
    let articles = project.articles.iter().filter(|a| same(a.head.work)).count();
    let references =
        project.articles.iter().flat_map(|a| a.references.iter()).filter(|r| same(r.work)).count();
    let edges = project.lineage.iter().filter(|l| {
        matches!(l.ends, LineageEnds::Works { from, to } if same(Some(from)) || same(Some(to)))
            || l.basis.iter().any(|b| matches!(b, LineageBasis::Work(w) if same(Some(*w))))
    });
    let edges = edges.count();
    let uses = [
        (claims, "claim"),
        (articles, "article"),
        (references, "reference"),
        (edges, "lineage edge"),
    ];
    in_use(record, &uses)?;
    project.works.remove(id);
    touched.works.push(id);
    for name in names.iter().filter(|name| **name != id) {
        project.merged.remove(name.cast());
    }
    let gone = |r: &RulingAbout| match r {
        RulingAbout::NotSameWork(a, b) => names.contains(a) || names.contains(b),
        RulingAbout::Independent(a, b) => {
            [a, b].iter().any(|v| matches!(v, Voice::Work(w) if names.contains(w)))
        }
        _ => false,
    };
    let asks = |about| matches!(about, TodoAbout::Work(w) if names.contains(&w));
    drop_notes(project, gone, asks, touched);
    Ok(())
}

/// All ids that stand for a source: its own and those that were merged into it.
pub(super) fn source_names(project: &Project, id: SourceId) -> Vec<SourceId> {
    let merged = project.merged.iter().filter_map(|m| match m.ends {
        MergedEnds::Sources { from, .. } => Some(from),
        MergedEnds::Works { .. } => None,
    });
    let merged = merged.filter(|from| *from != id && project.resolve_source(*from) == id);
    std::iter::once(id).chain(merged).collect()
}

/// All ids that stand for a work: its own and those that were merged into it.
pub(super) fn work_names(project: &Project, id: WorkId) -> Vec<WorkId> {
    let merged = project.merged.iter().filter_map(|m| match m.ends {
        MergedEnds::Works { from, .. } => Some(from),
        MergedEnds::Sources { .. } => None,
    });
    let merged = merged.filter(|from| *from != id && project.resolve_work(*from) == id);
    std::iter::once(id).chain(merged).collect()
}

fn drop_notes(
    project: &mut Project,
    ruling_gone: impl Fn(&RulingAbout) -> bool,
    todo_gone: impl Fn(TodoAbout) -> bool,
    touched: &mut Touched,
) {
    let rulings: Vec<_> =
        project.rulings.iter().filter(|r| ruling_gone(&r.about)).map(|r| r.id).collect();
    for id in rulings {
        project.rulings.remove(id);
        touched.rulings.push(id);
    }
    let todos: Vec<_> = project.todos.iter().filter(|t| todo_gone(t.about)).map(|t| t.id).collect();
    for id in todos {
        project.todos.remove(id);
        touched.todos.push(id);
    }
}

fn in_use(record: RecordRef, uses: &[(usize, &str)]) -> Result<(), EditError> {
    let uses: Vec<String> = uses
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}{}", if *n == 1 { "" } else { "s" }))
        .collect();
    if uses.is_empty() {
        return Ok(());
    }
    Err(EditError::InUse { record, uses: uses.join(" and "), hint: MERGE_HINT })
}

pub(super) fn claims(
    project: &mut Project,
    ids: &[ClaimId],
    touched: &mut Touched,
) -> Result<(), EditError> {
    let gone: HashSet<ClaimId> = ids.iter().copied().collect();
    for id in &gone {
        let place =
            project.place(*id).ok_or_else(|| EditError::NotFound(RecordRef::new(K::Claim, id)))?;
        change_article(project, place.article, |a| {
            a.claims.remove((place.start, *id));
        })?;
        project.places.remove(*id);
        touched.claims.push(*id);
    }
    let links = project.links.iter().filter(|l| gone.contains(&l.from) || gone.contains(&l.to));
    let links: Vec<_> = links.map(|l| l.id).collect();
    for id in links {
        project.links.remove(id);
        touched.links.push(id);
    }
    let names_gone = |l: &Lineage| {
        l.claims.iter().any(|c| gone.contains(c))
            || l.basis.iter().any(|b| matches!(b, LineageBasis::Claim(c) if gone.contains(c)))
    };
    let lineage: Vec<_> = project.lineage.iter().filter(|l| names_gone(l)).cloned().collect();
    for mut edge in lineage {
        let about_some = !edge.claims.is_empty();
        let changed = Arc::make_mut(&mut edge);
        changed.claims.retain(|c| !gone.contains(c));
        changed.basis.retain(|b| !matches!(b, LineageBasis::Claim(c) if gone.contains(c)));
        touched.lineage.push(changed.id);
        // An edge that held only for claims that are gone would from now on hold for all.
        if about_some && changed.claims.is_empty() {
            project.lineage.remove(changed.id);
        } else {
            project.lineage.put(edge);
        }
    }
    let declined = |r: &RulingAbout| matches!(r, RulingAbout::DeclinedPair(a, b) if gone.contains(a) || gone.contains(b));
    drop_notes(
        project,
        declined,
        |about| matches!(about, TodoAbout::Claim(c) if gone.contains(&c)),
        touched,
    );
    Ok(())
}

pub(super) fn article(
    project: &mut Project,
    id: ArticleId,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let record = RecordRef::new(K::Article, id);
    let article = project.article(id).ok_or_else(|| EditError::NotFound(record.clone()))?;
    let all: Vec<ClaimId> = article.claims.iter().map(|c| c.id).collect();
    if project.is_superseded(id) {
        let hint = "remove the revision first";
        return Err(EditError::InUse { record, uses: "its revision".to_owned(), hint });
    }
    claims(project, &all, touched)?;
    project.articles.remove(id);
    touched.articles.push((id, false));
    drop_notes(project, |_| false, |about| about == TodoAbout::Article(id), touched);
    let opened: Vec<_> =
        project.sessions.iter().filter(|s| s.opened.contains(&id)).cloned().collect();
    for mut session in opened {
        Arc::make_mut(&mut session).opened.retain(|a| *a != id);
        touched.sessions.push(session.id);
        project.sessions.put(session);
    }
    Ok(())
}

pub(super) fn term(
    project: &mut Project,
    id: TermId,
    replacement: Option<TermId>,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let record = RecordRef::new(K::Term, id);
    if project.term(id).is_none() {
        return Err(EditError::NotFound(record));
    }
    if replacement == Some(id) {
        return Err(EditError::WithItself(record));
    }
    if let Some(other) = replacement.filter(|other| project.term(*other).is_none()) {
        return Err(EditError::NotFound(RecordRef::new(K::Term, other)));
    }
    let using = project.claims().filter(|(_, c)| c.evidence.iter().any(|e| e.kind == id));
    let using: Vec<_> = using.map(|(a, c)| (a.id, Arc::clone(c))).collect();
    if replacement.is_none() && !using.is_empty() {
        let n = using.len();
        let uses = format!("{n} claim{}", if n == 1 { "" } else { "s" });
        return Err(EditError::InUse { record, uses, hint: "choose the kind that replaces it" });
    }
    for (article, shared) in using {
        let mut claim = (*shared).clone();
        for evidence in claim.evidence.iter_mut().filter(|e| e.kind == id) {
            evidence.kind = replacement.unwrap_or(id);
        }
        put_claim(project, article, claim, touched)?;
    }
    project.codebook.remove(id);
    touched.terms.push(id);
    Ok(())
}
