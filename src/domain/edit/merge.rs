//! Making one record of two, and two of one.

use std::sync::Arc;

use super::{
    EditError, Touched,
    apply::{change_article, put_claim},
    remove::{source_names, work_names},
};
use crate::domain::{
    claim::Claim,
    ids::{AnalystId, ClaimId, SourceId, WorkId},
    invariant::{RecordKind as K, RecordRef},
    lineage::{Lineage, LineageBasis, LineageEnds},
    project::{Merged, MergedEnds, Project},
    ruling::{RulingAbout, Voice},
    source::Source,
    time::Timestamp,
    todo::TodoAbout,
    work::Work,
};

type ByAt = (AnalystId, Timestamp);

/// Renames in one place; says whether there was something to rename.
fn rename<T: PartialEq + Copy>(one: &mut T, from: &[T], into: T) -> bool {
    let hit = from.contains(one);
    if hit {
        *one = into;
    }
    hit
}

/// Renames in a list and drops what is then in it twice.
fn rename_all<T: PartialEq + Copy>(list: &mut Vec<T>, from: &[T], into: T) -> bool {
    let mut hit = false;
    for one in &mut *list {
        hit |= rename(one, from, into);
    }
    if hit {
        let mut seen = false;
        list.retain(|one| *one != into || !std::mem::replace(&mut seen, true));
    }
    hit
}

fn rename_sources(claim: &mut Claim, from: &[SourceId], into: SourceId) -> bool {
    let mut hit = false;
    for hop in claim.chains.iter_mut().flat_map(|c| &mut c.hops) {
        hit |= rename_all(&mut hop.sources, from, into);
    }
    hit
}

fn append(mine: &mut Option<String>, theirs: Option<&String>) {
    match (mine.as_mut(), theirs) {
        (Some(mine), Some(theirs)) if mine != theirs => {
            mine.push('\n');
            mine.push_str(theirs);
        }
        (None, Some(theirs)) => *mine = Some(theirs.clone()),
        _ => {}
    }
}

pub(super) fn sources(
    project: &mut Project,
    from: SourceId,
    into: SourceId,
    (by, at): ByAt,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let missing = |id| EditError::NotFound(RecordRef::new(K::Source, id));
    if from == into {
        return Err(EditError::WithItself(RecordRef::new(K::Source, from)));
    }
    if project.merged.get(from).is_some() {
        return Err(EditError::Exists(RecordRef::new(K::Merged, from)));
    }
    let old = project.sources.get(from).cloned().ok_or_else(|| missing(from))?;
    let mut kept = (**project.sources.get(into).ok_or_else(|| missing(into))?).clone();
    for name in std::iter::once(&old.name).chain(&old.aliases) {
        if *name != kept.name && !kept.aliases.contains(name) {
            kept.aliases.push(name.clone());
        }
    }
    append(&mut kept.description, old.description.as_ref());
    append(&mut kept.notes, old.notes.as_ref());
    for (mine, theirs) in [(&mut kept.role, &old.role), (&mut kept.url, &old.url)] {
        match mine {
            // One line can't hold both; what the analyst typed is not dropped for it.
            Some(mine) if theirs.as_ref().is_some_and(|t| t != mine) => {
                append(&mut kept.notes, theirs.as_ref());
            }
            Some(_) => {}
            None => mine.clone_from(theirs),
        }
    }
    kept.reliability.extend(old.reliability.iter().cloned());
    kept.reliability.sort_by_key(|g| g.at);
    let names = source_names(project, from);
    project.sources.remove(from);
    project.sources.put(Arc::new(kept));
    touched.sources.extend([from, into]);
    change_claims(project, None, touched, |claim| rename_sources(claim, &names, into))?;
    change_authors(project, None, &names, into, touched);
    change_lineage(project, touched, |edge| match &mut edge.ends {
        LineageEnds::Sources { from, to } => rename_pair(from, to, &names, into),
        LineageEnds::Works { .. } => Some(false),
    });
    let voices: Vec<_> = names.iter().copied().map(Voice::Source).collect();
    change_rulings(project, touched, |about| match about {
        RulingAbout::NotSameSource(a, b) => rename_pair(a, b, &names, into),
        RulingAbout::Independent(a, b) => rename_pair(a, b, &voices, Voice::Source(into)),
        _ => Some(false),
    });
    let todos: Vec<_> = names.into_iter().map(TodoAbout::Source).collect();
    change_todos(project, &todos, TodoAbout::Source(into), touched);
    project.merged.put(Arc::new(Merged { ends: MergedEnds::Sources { from, into }, by, at }));
    Ok(())
}

pub(super) fn works(
    project: &mut Project,
    from: WorkId,
    into: WorkId,
    (by, at): ByAt,
    touched: &mut Touched,
) -> Result<(), EditError> {
    let missing = |id| EditError::NotFound(RecordRef::new(K::Work, id));
    if from == into {
        return Err(EditError::WithItself(RecordRef::new(K::Work, from)));
    }
    if project.merged.get(from.cast()).is_some() {
        return Err(EditError::Exists(RecordRef::new(K::Merged, from)));
    }
    let old = project.works.get(from).cloned().ok_or_else(|| missing(from))?;
    let mut kept = (**project.works.get(into).ok_or_else(|| missing(into))?).clone();
    if kept.title.is_empty() {
        kept.title.clone_from(&old.title);
    }
    if kept.authors.is_empty() {
        kept.authors.clone_from(&old.authors);
    }
    kept.container = kept.container.or_else(|| old.container.clone());
    kept.publisher = kept.publisher.or_else(|| old.publisher.clone());
    kept.date = kept.date.or(old.date);
    kept.url = kept.url.or_else(|| old.url.clone());
    kept.archived_url = kept.archived_url.or_else(|| old.archived_url.clone());
    kept.accessed = kept.accessed.or(old.accessed);
    kept.pages = kept.pages.or_else(|| old.pages.clone());
    kept.original = kept.original.or_else(|| old.original.clone());
    append(&mut kept.raw, old.raw.as_ref());
    let names = work_names(project, from);
    project.works.remove(from);
    project.works.put(Arc::new(kept));
    touched.works.extend([from, into]);
    change_claims(project, None, touched, |claim| rename_work(claim, &names, into))?;
    let named = |work: Option<WorkId>| work.is_some_and(|id| names.contains(&id));
    for article in project.articles.iter().cloned().collect::<Vec<_>>() {
        let in_head = named(article.head.work);
        let in_references = article.references.iter().any(|r| named(r.work));
        if !in_head && !in_references {
            continue;
        }
        change_article(project, article.id, |a| {
            if in_head {
                Arc::make_mut(&mut a.head).work = Some(into);
            }
            if in_references {
                for reference in Arc::make_mut(&mut a.references) {
                    reference.work.iter_mut().for_each(|work| {
                        rename(work, &names, into);
                    });
                }
            }
        })?;
        touched.articles.push((article.id, false));
    }
    let bases: Vec<_> = names.iter().copied().map(LineageBasis::Work).collect();
    change_lineage(project, touched, |edge| {
        let in_basis = rename_all(&mut edge.basis, &bases, LineageBasis::Work(into));
        match &mut edge.ends {
            LineageEnds::Works { from, to } => {
                rename_pair(from, to, &names, into).map(|in_ends| in_ends || in_basis)
            }
            LineageEnds::Sources { .. } => Some(in_basis),
        }
    });
    let voices: Vec<_> = names.iter().copied().map(Voice::Work).collect();
    change_rulings(project, touched, |about| match about {
        RulingAbout::NotSameWork(a, b) => rename_pair(a, b, &names, into),
        RulingAbout::Independent(a, b) => rename_pair(a, b, &voices, Voice::Work(into)),
        _ => Some(false),
    });
    let todos: Vec<_> = names.into_iter().map(TodoAbout::Work).collect();
    change_todos(project, &todos, TodoAbout::Work(into), touched);
    let ends = MergedEnds::Works { from, into };
    project.merged.put(Arc::new(Merged { ends, by, at }));
    Ok(())
}

fn rename_work(claim: &mut Claim, from: &[WorkId], into: WorkId) -> bool {
    let hops = claim.chains.iter_mut().flat_map(|c| &mut c.hops).filter_map(|h| h.work.as_mut());
    let evidence = claim.evidence.iter_mut().filter_map(|e| e.work.as_mut());
    let mut hit = false;
    for work in hops.chain(evidence) {
        hit |= rename(work, from, into);
    }
    hit
}

pub(super) fn split_source(
    project: &mut Project,
    from: SourceId,
    new: Source,
    claims: &[ClaimId],
    works: &[WorkId],
    touched: &mut Touched,
) -> Result<(), EditError> {
    let into = new.id;
    let mut kept = (**project
        .sources
        .get(from)
        .ok_or_else(|| EditError::NotFound(RecordRef::new(K::Source, from)))?)
    .clone();
    if project.sources.get(into).is_some() || project.merged.get(into).is_some() {
        return Err(EditError::Exists(RecordRef::new(K::Source, into)));
    }
    kept.aliases.retain(|alias| *alias != new.name);
    project.sources.put(Arc::new(kept));
    project.sources.put(Arc::new(new));
    touched.sources.extend([from, into]);
    if let Some(id) = works.iter().find(|id| project.works.get(**id).is_none()) {
        return Err(EditError::NotFound(RecordRef::new(K::Work, id)));
    }
    let names = source_names(project, from);
    change_claims(project, Some(claims), touched, |claim| rename_sources(claim, &names, into))?;
    change_authors(project, Some(works), &names, into, touched);
    Ok(())
}

pub(super) fn split_work(
    project: &mut Project,
    from: WorkId,
    new: Work,
    claims: &[ClaimId],
    touched: &mut Touched,
) -> Result<(), EditError> {
    let into = new.id;
    if project.works.get(from).is_none() {
        return Err(EditError::NotFound(RecordRef::new(K::Work, from)));
    }
    if project.works.get(into).is_some() || project.merged.get(into.cast()).is_some() {
        return Err(EditError::Exists(RecordRef::new(K::Work, into)));
    }
    project.works.put(Arc::new(new));
    touched.works.extend([from, into]);
    let names = work_names(project, from);
    change_claims(project, Some(claims), touched, |claim| rename_work(claim, &names, into))
}

/// Changes all claims, or the given ones; `change` says whether it did.
fn change_claims(
    project: &mut Project,
    only: Option<&[ClaimId]>,
    touched: &mut Touched,
    change: impl Fn(&mut Claim) -> bool,
) -> Result<(), EditError> {
    let candidates: Vec<_> = match only {
        Some(ids) => ids
            .iter()
            .map(|id| {
                let found = project.claim_in_article(*id).map(|(a, c)| (a.id, Arc::clone(c)));
                found.ok_or_else(|| EditError::NotFound(RecordRef::new(K::Claim, id)))
            })
            .collect::<Result<_, _>>()?,
        None => project.claims().map(|(a, c)| (a.id, Arc::clone(c))).collect(),
    };
    for (article, shared) in candidates {
        if shared.chains.is_empty() && shared.evidence.is_empty() {
            continue;
        }
        let mut claim = (*shared).clone();
        if change(&mut claim) {
            put_claim(project, article, claim, touched)?;
        }
    }
    Ok(())
}

fn change_authors(
    project: &mut Project,
    only: Option<&[WorkId]>,
    from: &[SourceId],
    into: SourceId,
    touched: &mut Touched,
) {
    let wanted = |id: WorkId| only.is_none_or(|ids| ids.contains(&id));
    let works: Vec<_> = project
        .works
        .iter()
        .filter(|w| wanted(w.id) && w.authors.iter().any(|a| from.contains(a)))
        .cloned()
        .collect();
    for mut work in works {
        rename_all(&mut Arc::make_mut(&mut work).authors, from, into);
        touched.works.push(work.id);
        project.works.put(work);
    }
}

/// Renames in a pair. `None` if both are the same afterwards.
fn rename_pair<T: PartialEq + Copy>(a: &mut T, b: &mut T, from: &[T], into: T) -> Option<bool> {
    let hit = rename(a, from, into) | rename(b, from, into);
    (!hit || a != b).then_some(hit)
}

/// Changes lineage: `change` says whether it did, or `None` to take the edge out.
fn change_lineage(
    project: &mut Project,
    touched: &mut Touched,
    change: impl Fn(&mut Lineage) -> Option<bool>,
) {
    for shared in project.lineage.iter().cloned().collect::<Vec<_>>() {
        let mut edge = (*shared).clone();
        match change(&mut edge) {
            None => {
                touched.lineage.push(edge.id);
                project.lineage.remove(edge.id);
            }
            Some(true) => {
                touched.lineage.push(edge.id);
                project.lineage.put(Arc::new(edge));
            }
            Some(false) => {}
        }
    }
}

/// Changes rulings: `change` says whether it did, or `None` to take the ruling out.
fn change_rulings(
    project: &mut Project,
    touched: &mut Touched,
    change: impl Fn(&mut RulingAbout) -> Option<bool>,
) {
    for mut ruling in project.rulings.iter().cloned().collect::<Vec<_>>() {
        let mut about = ruling.about.clone();
        match change(&mut about) {
            None => {
                touched.rulings.push(ruling.id);
                project.rulings.remove(ruling.id);
            }
            Some(true) => {
                touched.rulings.push(ruling.id);
                Arc::make_mut(&mut ruling).about = about;
                project.rulings.put(ruling);
            }
            Some(false) => {}
        }
    }
}

fn change_todos(project: &mut Project, from: &[TodoAbout], into: TodoAbout, touched: &mut Touched) {
    let about: Vec<_> = project.todos.iter().filter(|t| from.contains(&t.about)).cloned().collect();
    for mut todo in about {
        Arc::make_mut(&mut todo).about = into;
        touched.todos.push(todo.id);
        project.todos.put(todo);
    }
}
