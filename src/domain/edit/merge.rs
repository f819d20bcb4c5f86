//! Making one record of two, and two of one.

use std::sync::Arc;

use super::{EditError, Touched, apply::change_article, apply::put_claim};
use crate::domain::{
    claim::Claim,
    ids::{AnalystId, ClaimId, SourceId, WorkId},
    invariant::{RecordKind as K, RecordRef},
    lineage::{LineageBasis, LineageEnds},
    project::{Merged, MergedEnds, Project},
    ruling::{RulingAbout, Voice},
    source::Source,
    time::Timestamp,
    todo::TodoAbout,
    work::Work,
};

type ByAt = (AnalystId, Timestamp);

fn replace<T: PartialEq + Copy>(list: &mut Vec<T>, from: T, into: T) -> bool {
    if !list.contains(&from) {
        return false;
    }
    let already = list.contains(&into);
    if already {
        list.retain(|one| *one != from);
    } else {
        list.iter_mut().filter(|one| **one == from).for_each(|one| *one = into);
    }
    true
}

fn replace_some<T: PartialEq + Copy>(field: &mut Option<T>, from: T, into: T) -> bool {
    let hit = *field == Some(from);
    if hit {
        *field = Some(into);
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
    let old = project.sources.get(from).cloned().ok_or_else(|| missing(from))?;
    let mut kept = (**project.sources.get(into).ok_or_else(|| missing(into))?).clone();
    for name in std::iter::once(&old.name).chain(&old.aliases) {
        if *name != kept.name && !kept.aliases.contains(name) {
            kept.aliases.push(name.clone());
        }
    }
    kept.role = kept.role.or_else(|| old.role.clone());
    kept.description = kept.description.or_else(|| old.description.clone());
    kept.url = kept.url.or_else(|| old.url.clone());
    append(&mut kept.notes, old.notes.as_ref());
    kept.reliability.extend(old.reliability.iter().cloned());
    kept.reliability.sort_by_key(|g| g.at);
    project.sources.remove(from);
    project.sources.put(Arc::new(kept));
    touched.sources.extend([from, into]);
    change_claims(project, None, touched, |claim| {
        let mut hit = false;
        for hop in claim.chains.iter_mut().flat_map(|c| &mut c.hops) {
            hit |= replace(&mut hop.sources, from, into);
        }
        hit
    })?;
    change_authors(project, None, from, into, touched);
    for mut edge in project.lineage.iter().cloned().collect::<Vec<_>>() {
        if let LineageEnds::Sources { from: a, to: b } = edge.ends
            && (a == from || b == from)
        {
            let swap = |id| if id == from { into } else { id };
            touched.lineage.push(edge.id);
            if swap(a) == swap(b) {
                project.lineage.remove(edge.id);
            } else {
                Arc::make_mut(&mut edge).ends = LineageEnds::Sources { from: swap(a), to: swap(b) };
                project.lineage.put(edge);
            }
        }
    }
    change_rulings(project, touched, |about| match about {
        RulingAbout::NotSameSource(a, b) => rename_pair(a, b, from, into),
        RulingAbout::Independent(a, b) => {
            rename_pair(a, b, Voice::Source(from), Voice::Source(into))
        }
        _ => Some(false),
    });
    change_todos(project, TodoAbout::Source(from), TodoAbout::Source(into), touched);
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
    project.works.remove(from);
    project.works.put(Arc::new(kept));
    touched.works.extend([from, into]);
    change_claims(project, None, touched, |claim| rename_work(claim, from, into))?;
    for article in project.articles.iter().cloned().collect::<Vec<_>>() {
        let in_head = article.head.work == Some(from);
        let in_references = article.references.iter().any(|r| r.work == Some(from));
        if !in_head && !in_references {
            continue;
        }
        change_article(project, article.id, |a| {
            if in_head {
                Arc::make_mut(&mut a.head).work = Some(into);
            }
            if in_references {
                for reference in Arc::make_mut(&mut a.references) {
                    replace_some(&mut reference.work, from, into);
                }
            }
        })?;
        touched.articles.push((article.id, false));
    }
    for mut edge in project.lineage.iter().cloned().collect::<Vec<_>>() {
        let swap = |id| if id == from { into } else { id };
        let ends = match edge.ends {
            LineageEnds::Works { from: a, to: b } => {
                LineageEnds::Works { from: swap(a), to: swap(b) }
            }
            other @ LineageEnds::Sources { .. } => other,
        };
        let in_basis = edge.basis.contains(&LineageBasis::Work(from));
        if ends == edge.ends && !in_basis {
            continue;
        }
        touched.lineage.push(edge.id);
        if matches!(ends, LineageEnds::Works { from, to } if from == to) {
            project.lineage.remove(edge.id);
            continue;
        }
        let changed = Arc::make_mut(&mut edge);
        changed.ends = ends;
        replace(&mut changed.basis, LineageBasis::Work(from), LineageBasis::Work(into));
        project.lineage.put(edge);
    }
    change_rulings(project, touched, |about| match about {
        RulingAbout::NotSameWork(a, b) => rename_pair(a, b, from, into),
        RulingAbout::Independent(a, b) => rename_pair(a, b, Voice::Work(from), Voice::Work(into)),
        _ => Some(false),
    });
    change_todos(project, TodoAbout::Work(from), TodoAbout::Work(into), touched);
    let ends = MergedEnds::Works { from, into };
    project.merged.put(Arc::new(Merged { ends, by, at }));
    Ok(())
}

fn rename_work(claim: &mut Claim, from: WorkId, into: WorkId) -> bool {
    let mut hit = false;
    for hop in claim.chains.iter_mut().flat_map(|c| &mut c.hops) {
        hit |= replace_some(&mut hop.work, from, into);
    }
    for evidence in &mut claim.evidence {
        hit |= replace_some(&mut evidence.work, from, into);
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
    change_claims(project, Some(claims), touched, |claim| {
        let mut hit = false;
        for hop in claim.chains.iter_mut().flat_map(|c| &mut c.hops) {
            hit |= replace(&mut hop.sources, from, into);
        }
        hit
    })?;
    change_authors(project, Some(works), from, into, touched);
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
    change_claims(project, Some(claims), touched, |claim| rename_work(claim, from, into))
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
            .filter_map(|id| project.claim_in_article(*id))
            .map(|(a, c)| (a.id, Arc::clone(c)))
            .collect(),
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
    from: SourceId,
    into: SourceId,
    touched: &mut Touched,
) {
    let wanted = |id: WorkId| only.is_none_or(|ids| ids.contains(&id));
    let works: Vec<_> = project
        .works
        .iter()
        .filter(|w| wanted(w.id) && w.authors.contains(&from))
        .cloned()
        .collect();
    for mut work in works {
        replace(&mut Arc::make_mut(&mut work).authors, from, into);
        touched.works.push(work.id);
        project.works.put(work);
    }
}

/// Renames in a pair. `None` if both are the same afterwards.
fn rename_pair<T: PartialEq + Copy>(a: &mut T, b: &mut T, from: T, into: T) -> Option<bool> {
    let mut hit = false;
    for one in [&mut *a, &mut *b] {
        if *one == from {
            *one = into;
            hit = true;
        }
    }
    (a != b).then_some(hit)
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

fn change_todos(project: &mut Project, from: TodoAbout, into: TodoAbout, touched: &mut Touched) {
    let about: Vec<_> = project.todos.iter().filter(|t| t.about == from).cloned().collect();
    for mut todo in about {
        Arc::make_mut(&mut todo).about = into;
        touched.todos.push(todo.id);
        project.todos.put(todo);
    }
}
