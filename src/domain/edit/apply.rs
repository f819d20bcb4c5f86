//! Applying an edit.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Edit, EditError, Touched, merge, remove};
use crate::domain::{
    article::Article,
    assessment::Assessment,
    chunked::{Chunked, Keyed},
    claim::Claim,
    ids::{ArticleId, ClaimId},
    invariant::{RecordKind as K, RecordRef, check_touched},
    project::{ClaimPlace, Project},
};

/// For how long an analyst may complete the newest assessment of their own, in seconds:
/// confidence first, likelihood a minute later is one judgement, not two.
pub const COMPLETION_SECONDS: i64 = 1800;

/// The project after an edit, and what it touched.
pub fn apply(project: &Project, edit: Edit) -> Result<(Project, Touched), EditError> {
    let mut next = project.clone();
    let mut touched = Touched::default();
    run(&mut next, edit, &mut touched)?;
    touched.settle();
    let violations = check_touched(&next, &touched);
    if violations.is_empty() { Ok((next, touched)) } else { Err(EditError::Broken(violations)) }
}

fn run(project: &mut Project, edit: Edit, touched: &mut Touched) -> Result<(), EditError> {
    match edit {
        Edit::SetHead(head) => {
            project.head = Arc::new(head);
            touched.head = true;
        }
        Edit::PutAnalyst(analyst) => {
            touched.analysts.push(analyst.id);
            project.analysts.put(Arc::new(analyst));
        }
        Edit::PutSource(source) => {
            if project.merged.get(source.id).is_some() {
                return Err(EditError::Exists(RecordRef::new(K::Merged, source.id)));
            }
            touched.sources.push(source.id);
            project.sources.put(Arc::new(source));
        }
        Edit::PutWork(work) => {
            if project.merged.get(work.id.cast()).is_some() {
                return Err(EditError::Exists(RecordRef::new(K::Merged, work.id)));
            }
            touched.works.push(work.id);
            project.works.put(Arc::new(work));
        }
        Edit::RemoveSource(id) => remove::source(project, id, touched)?,
        Edit::RemoveWork(id) => remove::work(project, id, touched)?,
        Edit::MergeSources { from, into, by, at } => {
            merge::sources(project, from, into, (by, at), touched)?;
        }
        Edit::MergeWorks { from, into, by, at } => {
            merge::works(project, from, into, (by, at), touched)?;
        }
        Edit::SplitSource { from, new, claims, works } => {
            merge::split_source(project, from, new, &claims, &works, touched)?;
        }
        Edit::SplitWork { from, new, claims } => {
            merge::split_work(project, from, new, &claims, touched)?;
        }
        Edit::AddArticle(article) => add_article(project, *article, touched)?,
        Edit::SetArticleHead { article, head } => {
            change_article(project, article, |a| a.head = Arc::new(head))?;
            touched.articles.push((article, false));
        }
        Edit::SetReferences { article, mut references } => {
            references.sort_by_key(|r| (r.entry_span, r.id));
            change_article(project, article, |a| a.references = Arc::new(references))?;
            touched.articles.push((article, true));
            if let Some(a) = project.article(article) {
                touched.claims.extend(a.claims.iter().map(|c| c.id));
            }
        }
        Edit::RemoveArticle(id) => remove::article(project, id, touched)?,
        Edit::Revise { superseded, revision, claims } => {
            revise(project, superseded, *revision, claims, touched)?;
        }
        Edit::PutClaim { article, claim } => put_claim(project, article, *claim, touched)?,
        Edit::RemoveClaims(ids) => remove::claims(project, &ids, touched)?,
        Edit::PutLink(link) => {
            touched.links.push(link.id);
            project.links.put(Arc::new(link));
        }
        Edit::RemoveLink(id) => {
            take_out(&mut project.links, id, K::Link)?;
            touched.links.push(id);
        }
        Edit::PutLineage(lineage) => {
            touched.lineage.push(lineage.id);
            project.lineage.put(Arc::new(lineage));
        }
        Edit::RemoveLineage(id) => {
            take_out(&mut project.lineage, id, K::Lineage)?;
            touched.lineage.push(id);
        }
        Edit::PutRuling(ruling) => {
            touched.rulings.push(ruling.id);
            project.rulings.put(Arc::new(ruling));
        }
        Edit::RemoveRuling(id) => {
            take_out(&mut project.rulings, id, K::Ruling)?;
            touched.rulings.push(id);
        }
        Edit::PutTodo(todo) => {
            touched.todos.push(todo.id);
            project.todos.put(Arc::new(todo));
        }
        Edit::RemoveTodo(id) => {
            take_out(&mut project.todos, id, K::Todo)?;
            touched.todos.push(id);
        }
        Edit::PutTerm(term) => {
            touched.terms.push(term.id);
            project.codebook.put(Arc::new(term));
        }
        Edit::RemoveTerm { term, replacement } => {
            remove::term(project, term, replacement, touched)?;
        }
        Edit::PutSession(session) => {
            touched.sessions.push(session.id);
            project.sessions.put(Arc::new(session));
        }
        Edit::Batch(edits) => {
            for edit in edits {
                run(project, edit, touched)?;
            }
        }
    }
    Ok(())
}

fn take_out<T: Keyed>(list: &mut Chunked<T>, key: T::Key, kind: K) -> Result<Arc<T>, EditError>
where
    T::Key: ToString,
{
    list.remove(key).ok_or_else(|| EditError::NotFound(RecordRef::new(kind, key)))
}

/// Changes an article in place.
pub(super) fn change_article(
    project: &mut Project,
    id: ArticleId,
    change: impl FnOnce(&mut Article),
) -> Result<(), EditError> {
    let shared =
        project.article(id).ok_or_else(|| EditError::NotFound(RecordRef::new(K::Article, id)))?;
    let mut article = (**shared).clone();
    change(&mut article);
    project.articles.put(Arc::new(article));
    Ok(())
}

fn add_article(
    project: &mut Project,
    mut article: Article,
    touched: &mut Touched,
) -> Result<(), EditError> {
    if project.article(article.id).is_some() {
        return Err(EditError::Exists(RecordRef::new(K::Article, article.id)));
    }
    Arc::make_mut(&mut article.references).sort_by_key(|r| (r.entry_span, r.id));
    touched.articles.push((article.id, true));
    for claim in article.claims.iter() {
        let place = ClaimPlace { claim: claim.id, article: article.id, start: claim.start() };
        if project.places.put(Arc::new(place)).is_some() {
            return Err(EditError::Exists(RecordRef::new(K::Claim, claim.id)));
        }
        touched.claims.push(claim.id);
    }
    project.articles.put(Arc::new(article));
    Ok(())
}

/// Adds or replaces a claim and keeps the index of places true.
pub(super) fn put_claim(
    project: &mut Project,
    article: ArticleId,
    claim: Claim,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let place = ClaimPlace { claim: claim.id, article, start: claim.start() };
    let before = project.place(claim.id);
    if let Some(old) = project.claim(claim.id) {
        assessments_kept(old, &claim)?;
    }
    if let Some(before) = before.filter(|b| b.article != article) {
        change_article(project, before.article, |a| {
            a.claims.remove((before.start, claim.id));
        })?;
    }
    touched.claims.push(claim.id);
    change_article(project, article, |a| {
        if let Some(before) = before.filter(|b| b.article == article && b.start != place.start) {
            a.claims.remove((before.start, claim.id));
        }
        a.claims.put(Arc::new(claim));
    })?;
    if before != Some(place) {
        project.places.put(Arc::new(place));
    }
    Ok(())
}

/// Judgements are appended, never overwritten. Only an analyst's newest may still be
/// completed where it said nothing and at the end of what it wrote, within [`COMPLETION_SECONDS`]. An edit has no time of
/// its own: the latest that the claim tells is now.
fn assessments_kept(old: &Claim, new: &Claim) -> Result<(), EditError> {
    let latest = new.assessments.iter().map(|a| a.at.unix_seconds()).max().unwrap_or(i64::MIN);
    let now = latest.max(new.modified.unix_seconds()).max(old.modified.unix_seconds());
    for before in &old.assessments {
        let newest = old.assessments.iter().all(|a| a.by != before.by || a.at <= before.at);
        let open = newest && now - before.at.unix_seconds() <= COMPLETION_SECONDS;
        let kept = |after| after == before || (open && completes(before, after));
        if !new.assessments.iter().any(kept) {
            return Err(EditError::AssessmentChanged(RecordRef::new(K::Assessment, before.id)));
        }
    }
    Ok(())
}

fn completes(before: &Assessment, after: &Assessment) -> bool {
    fn kept<T: PartialEq>(before: Option<&T>, after: Option<&T>) -> bool {
        before.is_none() || before == after
    }
    fn goes_on(before: Option<&String>, after: Option<&String>) -> bool {
        before.is_none_or(|before| after.is_some_and(|after| after.starts_with(before)))
    }
    before.id == after.id
        && before.by == after.by
        && before.at == after.at
        && kept(before.credibility.as_ref(), after.credibility.as_ref())
        && kept(before.confidence.as_ref(), after.confidence.as_ref())
        && kept(before.likelihood.as_ref(), after.likelihood.as_ref())
        && goes_on(before.rationale.as_ref(), after.rationale.as_ref())
        && goes_on(before.would_change.as_ref(), after.would_change.as_ref())
}

fn revise(
    project: &mut Project,
    superseded: ArticleId,
    mut revision: Article,
    mut claims: Vec<Claim>,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let record = || RecordRef::new(K::Article, superseded);
    let old = project.article(superseded).ok_or_else(|| EditError::NotFound(record()))?;
    let own = std::mem::take(&mut revision.claims);
    claims.extend(own.iter().map(|claim| (**claim).clone()));
    let expected: HashSet<ClaimId> = old.claims.iter().map(|c| c.id).collect();
    let coming: HashSet<ClaimId> = claims.iter().map(|c| c.id).collect();
    if coming != expected || claims.len() != expected.len() {
        let brought = coming.intersection(&expected).count();
        let expected = expected.len();
        return Err(EditError::ClaimsLeftBehind { record: record(), brought, expected });
    }
    let id = revision.id;
    Arc::make_mut(&mut revision.head).revision_of = Some(superseded);
    add_article(project, revision, touched)?;
    for claim in claims {
        put_claim(project, id, claim, touched)?;
    }
    touched.articles.push((superseded, false));
    Ok(())
}
