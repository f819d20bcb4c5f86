//! Circles where there must be none: *part of*, and revisions of revisions. Walked with
//! an explicit stack: a chain of a million edges is no reason to overflow.

use std::collections::HashMap;
use std::hash::Hash;

use super::{RecordKind, RecordRef, Violation};
use crate::domain::{
    ids::{ArticleId, LineageId},
    lineage::{LineageEnds, LineageKind},
    project::Project,
    ruling::Voice,
};

/// An edge of each circle of *part of*, over all lineage.
pub(super) fn part_of(project: &Project, out: &mut Vec<Violation>) {
    let edges = project.lineage.iter().filter(|l| matches!(l.kind, LineageKind::PartOf { .. }));
    let edges = edges.map(|l| {
        let (from, to) = match l.ends {
            LineageEnds::Sources { from, to } => (
                Voice::Source(project.resolve_source(from)),
                Voice::Source(project.resolve_source(to)),
            ),
            LineageEnds::Works { from, to } => {
                (Voice::Work(project.resolve_work(from)), Voice::Work(project.resolve_work(to)))
            }
        };
        (from, to, l.id)
    });
    for id in closing_edges(edges) {
        let id: LineageId = id;
        out.push(Violation::PartOfCycle { record: RecordRef::new(RecordKind::Lineage, id) });
    }
}

/// An article of each circle of revisions.
pub(super) fn revisions(project: &Project, out: &mut Vec<Violation>) {
    let edges = project.articles.iter().filter_map(|a| Some((a.id, a.head.revision_of?, a.id)));
    for id in closing_edges(edges) {
        let id: ArticleId = id;
        out.push(Violation::RevisionCycle { record: RecordRef::new(RecordKind::Article, id) });
    }
}

/// The edges that a depth-first walk finds to lead back onto its own path. Without them
/// there is no circle.
fn closing_edges<N: Copy + Eq + Hash, E: Copy>(edges: impl Iterator<Item = (N, N, E)>) -> Vec<E> {
    #[derive(Clone, Copy, PartialEq)]
    enum Colour {
        OnPath,
        Finished,
    }
    let mut out_of: HashMap<N, Vec<(N, E)>> = HashMap::new();
    let mut starts = Vec::new();
    for (from, to, edge) in edges {
        out_of.entry(from).or_default().push((to, edge));
        starts.push(from);
    }
    let mut colour: HashMap<N, Colour> = HashMap::new();
    let mut closing = Vec::new();
    for start in starts {
        if colour.contains_key(&start) {
            continue;
        }
        colour.insert(start, Colour::OnPath);
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(&(to, edge)) = out_of.get(node).and_then(|list| list.get(*next)) else {
                colour.insert(*node, Colour::Finished);
                path.pop();
                continue;
            };
            *next += 1;
            match colour.get(&to) {
                Some(Colour::OnPath) => closing.push(edge),
                Some(Colour::Finished) => {}
                None => {
                    colour.insert(to, Colour::OnPath);
                    path.push((to, 0));
                }
            }
        }
    }
    closing
}
