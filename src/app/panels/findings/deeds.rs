//! What can be done about a finding: where it leads, what its fix edits, its dismissal.

use crate::{
    analysis::findings::{Finding, Fix, Place},
    app::{
        action::{Action, Outbox},
        scene::Scene,
    },
    domain::{
        edit::Edit,
        ids::Id,
        invariant::RecordKind,
        project::Project,
        ruling::{Ruling, RulingAbout, Voice},
        todo::{Todo, TodoAbout, TodoKind},
    },
};

/// The jump to a place; none where there is nothing to show.
pub fn jump(project: &Project, place: &Place) -> Option<Action> {
    fn id<T>(place: &Place) -> Option<Id<T>> {
        Id::new(&place.record.id).ok()
    }
    let there = match place.record.kind {
        RecordKind::Claim => {
            id(place).filter(|claim| project.claim(*claim).is_some()).map(Action::JumpToClaim)
        }
        RecordKind::Source => id(place)
            .map(|source| project.resolve_source(source))
            .filter(|source| project.source(*source).is_some())
            .map(Action::ShowSource),
        RecordKind::Work => id(place)
            .map(|work| project.resolve_work(work))
            .filter(|work| project.work(*work).is_some())
            .map(Action::ShowWork),
        RecordKind::Article => {
            id(place).filter(|article| project.article(*article).is_some()).map(Action::ShowArticle)
        }
        RecordKind::Reference => {
            place.article.map(|article| Action::ShowReferences(article, id(place)))
        }
        RecordKind::Link => id(place)
            .and_then(|link| project.links.get(link))
            .map(|link| Action::JumpToClaim(link.from)),
        RecordKind::Ruling => {
            let ruling = id(place).and_then(|ruling| project.rulings.get(ruling));
            ruling.and_then(|ruling| match ruling.about {
                RulingAbout::Independent(Voice::Source(id), _) => Some(Action::ShowSource(id)),
                RulingAbout::Independent(Voice::Work(id), _) => Some(Action::ShowWork(id)),
                _ => None,
            })
        }
        _ => None,
    };
    let at = place.article.filter(|id| project.article(*id).is_some()).zip(place.span);
    there.or_else(|| at.map(|(article, span)| Action::JumpTo(article, span)))
}

/// What a fix is called.
pub(super) fn fix_name(fix: &Fix) -> &'static str {
    match fix {
        Fix::RemoveLink(_) => "Take the link back",
        Fix::GetOriginal(_) => "Add to-do: get the original",
        Fix::Identify(_) => "Add to-do: find out who it is",
        Fix::Verify(_) => "Add to-do: compare with the original",
        Fix::RemoveRuling(_) => "Take the ruling back",
    }
}

/// Whether the to-do that a fix would make is there already.
pub(super) fn is_noted(project: &Project, fix: &Fix) -> bool {
    todo_of(fix).is_some_and(|(kind, about)| {
        project.todos.iter().any(|t| t.done.is_none() && t.kind == kind && t.about == about)
    })
}

fn todo_of(fix: &Fix) -> Option<(TodoKind, TodoAbout)> {
    match fix {
        Fix::GetOriginal(id) => Some((TodoKind::GetOriginal, TodoAbout::Work(*id))),
        Fix::Identify(id) => Some((TodoKind::Identify, TodoAbout::Source(*id))),
        Fix::Verify(id) => Some((TodoKind::Verify, TodoAbout::Claim(*id))),
        Fix::RemoveLink(_) | Fix::RemoveRuling(_) => None,
    }
}

/// Does what a finding offers.
pub(super) fn fix(scene: &Scene<'_>, finding: &Finding, fix: &Fix, out: &mut Outbox) {
    let edit = match (fix, todo_of(fix)) {
        (Fix::RemoveLink(id), _) => Edit::RemoveLink(*id),
        (Fix::RemoveRuling(id), _) => Edit::RemoveRuling(*id),
        (_, Some((kind, about))) => Edit::PutTodo(Todo {
            id: out.id(),
            about,
            kind,
            text: finding.message.clone(),
            by: scene.analyst,
            at: scene.now,
            done: None,
        }),
        (_, None) => return,
    };
    out.edit(edit, fix_name(fix));
}

/// Dismisses a finding as it is today: it comes back when what it rests on changes.
pub(super) fn dismiss(scene: &Scene<'_>, finding: &Finding, reason: &str, out: &mut Outbox) {
    let ruling = Ruling {
        id: out.id(),
        about: RulingAbout::Dismissed {
            code: finding.code.to_owned(),
            subjects: finding.subjects.clone(),
        },
        by: scene.analyst,
        at: scene.now,
        reason: Some(reason.trim().to_owned()),
        basis: Some(finding.basis(scene.project)),
    };
    out.edit(Edit::PutRuling(ruling), "Dismiss finding");
}
