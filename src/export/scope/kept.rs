//! Dropping what nothing names any more, and what names something that is gone.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::CollectShared as _;
use crate::domain::{
    ids::{AnalystId, SourceId, WorkId},
    lineage::{Lineage, LineageBasis, LineageEnds},
    project::{MergedEnds, Project},
    reference::Reference,
    ruling::{RulingAbout, Voice},
    session::Session,
    todo::TodoAbout,
};

/// What the chosen articles and claims need.
#[derive(Default)]
struct Needed {
    sources: BTreeSet<SourceId>,
    works: BTreeSet<WorkId>,
}

impl Needed {
    fn source(&mut self, whole: &Project, id: SourceId) -> bool {
        self.sources.insert(whole.resolve_source(id))
    }

    fn work(&mut self, whole: &Project, id: WorkId) -> bool {
        let fresh = self.works.insert(whole.resolve_work(id));
        if fresh && let Some(work) = whole.work(id) {
            for author in &work.authors {
                self.source(whole, *author);
            }
        }
        fresh
    }

    fn has_source(&self, whole: &Project, id: SourceId) -> bool {
        self.sources.contains(&whole.resolve_source(id))
    }

    fn has_work(&self, whole: &Project, id: WorkId) -> bool {
        self.works.contains(&whole.resolve_work(id))
    }
}

/// Makes a chosen part whole: see [`super::apply`].
pub(super) fn drop_unused(whole: &Project, part: &mut Project) {
    let needed = needed(whole, part);
    part.sources =
        part.sources.iter().filter(|s| needed.sources.contains(&s.id)).cloned().collect_shared();
    part.works =
        part.works.iter().filter(|w| needed.works.contains(&w.id)).cloned().collect_shared();
    part.links = {
        let both = |from, to| part.place(from).is_some() && part.place(to).is_some();
        part.links.iter().filter(|l| both(l.from, l.to)).cloned().collect_shared()
    };
    part.lineage =
        part.lineage.iter().filter_map(|l| lineage(whole, part, &needed, l)).collect_shared();
    part.merged = part
        .merged
        .iter()
        .filter(|merged| match merged.ends {
            MergedEnds::Sources { into, .. } => needed.has_source(whole, into),
            MergedEnds::Works { into, .. } => needed.has_work(whole, into),
        })
        .cloned()
        .collect_shared();
    let known = known_ids(part);
    part.rulings = part
        .rulings
        .iter()
        .filter(|ruling| match &ruling.about {
            RulingAbout::NotSameSource(a, b) => {
                needed.has_source(whole, *a) && needed.has_source(whole, *b)
            }
            RulingAbout::NotSameWork(a, b) => {
                needed.has_work(whole, *a) && needed.has_work(whole, *b)
            }
            RulingAbout::DeclinedPair(a, b) => part.place(*a).is_some() && part.place(*b).is_some(),
            RulingAbout::Independent(a, b) => [a, b].into_iter().all(|voice| match voice {
                Voice::Source(id) => needed.has_source(whole, *id),
                Voice::Work(id) => needed.has_work(whole, *id),
            }),
            RulingAbout::Dismissed { subjects, .. } => {
                subjects.iter().all(|subject| known.contains(subject.as_str()))
            }
        })
        .cloned()
        .collect_shared();
    part.todos = part
        .todos
        .iter()
        .filter(|todo| match todo.about {
            TodoAbout::Claim(id) => part.place(id).is_some(),
            TodoAbout::Source(id) => needed.has_source(whole, id),
            TodoAbout::Work(id) => needed.has_work(whole, id),
            TodoAbout::Article(id) => part.article(id).is_some(),
        })
        .cloned()
        .collect_shared();
    part.sessions = part
        .sessions
        .iter()
        .filter_map(|session| {
            let opened: Vec<_> =
                session.opened.iter().copied().filter(|id| part.article(*id).is_some()).collect();
            let kept = opened.len() == session.opened.len();
            match (kept, opened.is_empty()) {
                (true, _) => Some(Arc::clone(session)),
                (false, true) => None,
                (false, false) => Some(Arc::new(Session { opened, ..(**session).clone() })),
            }
        })
        .collect_shared();
    let analysts = named_analysts(part);
    part.analysts =
        part.analysts.iter().filter(|a| analysts.contains(&a.id)).cloned().collect_shared();
}

fn needed(whole: &Project, part: &Project) -> Needed {
    let mut needed = Needed::default();
    for article in part.articles.iter() {
        for id in article.head.work.iter().chain(references(&article.references)) {
            needed.work(whole, *id);
        }
    }
    for (_, claim) in part.claims() {
        for hop in claim.chains.iter().flat_map(|c| &c.hops) {
            for source in &hop.sources {
                needed.source(whole, *source);
            }
            if let Some(work) = hop.work {
                needed.work(whole, work);
            }
        }
        for work in claim.evidence.iter().filter_map(|e| e.work) {
            needed.work(whole, work);
        }
    }
    // What a needed source or work depends on is needed, too: it decides what is independent.
    loop {
        let mut grew = false;
        for edge in part.lineage.iter() {
            grew |= match edge.ends {
                LineageEnds::Sources { from, to } => {
                    needed.has_source(whole, from) && needed.source(whole, to)
                }
                LineageEnds::Works { from, to } => {
                    needed.has_work(whole, from) && needed.work(whole, to)
                }
            };
        }
        if !grew {
            return needed;
        }
    }
}

fn references(references: &[Reference]) -> impl Iterator<Item = &WorkId> {
    references.iter().filter_map(|r| r.work.as_ref())
}

fn lineage(
    whole: &Project,
    part: &Project,
    needed: &Needed,
    edge: &Arc<Lineage>,
) -> Option<Arc<Lineage>> {
    let both = match edge.ends {
        LineageEnds::Sources { from, to } => {
            needed.has_source(whole, from) && needed.has_source(whole, to)
        }
        LineageEnds::Works { from, to } => {
            needed.has_work(whole, from) && needed.has_work(whole, to)
        }
    };
    let mut own = (**edge).clone();
    own.claims.retain(|id| part.place(*id).is_some());
    own.basis.retain(|basis| match basis {
        LineageBasis::Claim(id) => part.place(*id).is_some(),
        LineageBasis::Work(id) => needed.has_work(whole, *id),
    });
    // An edge for certain claims must not become one for all.
    if !both || (own.claims.is_empty() && !edge.claims.is_empty()) {
        return None;
    }
    Some(if own == **edge { Arc::clone(edge) } else { Arc::new(own) })
}

fn known_ids(part: &Project) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    known.extend(part.sources.iter().map(|s| s.id.to_string()));
    known.extend(part.works.iter().map(|w| w.id.to_string()));
    known.extend(part.links.iter().map(|l| l.id.to_string()));
    known.extend(part.lineage.iter().map(|l| l.id.to_string()));
    for article in part.articles.iter() {
        known.insert(article.id.to_string());
        known.extend(article.references.iter().map(|r| r.id.to_string()));
    }
    for (_, claim) in part.claims() {
        known.insert(claim.id.to_string());
        known.extend(claim.chains.iter().map(|c| c.id.to_string()));
        known.extend(claim.evidence.iter().map(|e| e.id.to_string()));
        known.extend(claim.assessments.iter().map(|a| a.id.to_string()));
    }
    known
}

fn named_analysts(part: &Project) -> BTreeSet<AnalystId> {
    let mut named = BTreeSet::new();
    named.extend(part.links.iter().map(|l| l.by));
    named.extend(part.lineage.iter().map(|l| l.by));
    named.extend(part.rulings.iter().map(|r| r.by));
    named.extend(part.todos.iter().map(|t| t.by));
    named.extend(part.merged.iter().map(|m| m.by));
    named.extend(part.sessions.iter().map(|s| s.by));
    named.extend(part.sources.iter().flat_map(|s| s.reliability.iter().map(|g| g.by)));
    for (_, claim) in part.claims() {
        named.insert(claim.by);
        named.extend(claim.chains.iter().map(|c| c.by));
        named.extend(
            claim.chains.iter().flat_map(|c| &c.hops).filter_map(|h| Some(h.check.as_ref()?.by)),
        );
        named.extend(claim.evidence.iter().map(|e| e.by));
        named.extend(claim.assessments.iter().map(|a| a.by));
        named.extend(claim.reviews.iter().map(|r| r.by));
    }
    named
}
