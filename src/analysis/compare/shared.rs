//! Sources and works that both articles rest on: the same record, or one family.
//!
//! A family is what accepted lineage joins: two sources or works of which one is the other's
//! ancestor, or that have an ancestor in common.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use crate::domain::{
    ids::{SourceId, WorkId},
    lineage::{LineageEnds, Standing},
    project::Project,
};

use super::mentions::{Mentions, SourceMention, WorkMention};

/// The most ancestors of one record that are looked at.
const MOST_ANCESTORS: usize = 64;

/// How two records are one for the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kinship<Id> {
    /// The same record.
    Same,
    /// Joined by accepted lineage through this record.
    Family(Id),
}

/// A source that both rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedSource {
    /// On the left.
    pub left: SourceId,
    /// On the right.
    pub right: SourceId,
    /// How they are one.
    pub kinship: Kinship<SourceId>,
    /// How the left names it.
    pub on_left: SourceMention,
    /// How the right names it.
    pub on_right: SourceMention,
}

/// A work that both rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedWork {
    /// On the left.
    pub left: WorkId,
    /// On the right.
    pub right: WorkId,
    /// How they are one.
    pub kinship: Kinship<WorkId>,
    /// How the left uses it.
    pub on_left: WorkMention,
    /// How the right uses it.
    pub on_right: WorkMention,
}

/// The sources that both rest on: the same first, then families.
pub fn sources(project: &Project, left: &Mentions, right: &Mentions) -> Vec<SharedSource> {
    let edges = project.lineage.iter().filter(|l| l.standing == Standing::Accepted);
    let edges = edges.filter_map(|l| match l.ends {
        LineageEnds::Sources { from, to } => {
            Some((project.resolve_source(from), project.resolve_source(to)))
        }
        LineageEnds::Works { .. } => None,
    });
    let pairs = kin(&left.sources, &right.sources, &edges.collect::<Vec<_>>());
    let shared = pairs.into_iter().map(|(l, r, kinship)| SharedSource {
        left: l,
        right: r,
        kinship,
        on_left: left.sources.get(&l).cloned().unwrap_or_default(),
        on_right: right.sources.get(&r).cloned().unwrap_or_default(),
    });
    shared.collect()
}

/// The works that both rest on: the same first, then families.
pub fn works(project: &Project, left: &Mentions, right: &Mentions) -> Vec<SharedWork> {
    let edges = project.lineage.iter().filter(|l| l.standing == Standing::Accepted);
    let edges = edges.filter_map(|l| match l.ends {
        LineageEnds::Works { from, to } => {
            Some((project.resolve_work(from), project.resolve_work(to)))
        }
        LineageEnds::Sources { .. } => None,
    });
    let pairs = kin(&left.works, &right.works, &edges.collect::<Vec<_>>());
    let shared = pairs.into_iter().map(|(l, r, kinship)| SharedWork {
        left: l,
        right: r,
        kinship,
        on_left: left.works.get(&l).cloned().unwrap_or_default(),
        on_right: right.works.get(&r).cloned().unwrap_or_default(),
    });
    shared.collect()
}

fn kin<Id: Ord + Copy + Hash, M>(
    left: &BTreeMap<Id, M>,
    right: &BTreeMap<Id, M>,
    edges: &[(Id, Id)],
) -> Vec<(Id, Id, Kinship<Id>)> {
    let same = left.keys().filter(|id| right.contains_key(id));
    let mut pairs: Vec<_> = same.map(|id| (*id, *id, Kinship::Same)).collect();
    let mut up: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (from, to) in edges {
        up.entry(*from).or_default().push(*to);
    }
    // For each ancestor, who on the right descends from it.
    let mut descendants: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for id in right.keys().filter(|id| !left.contains_key(id)) {
        for ancestor in ancestors(*id, &up) {
            descendants.entry(ancestor).or_default().push(*id);
        }
    }
    for id in left.keys().filter(|id| !right.contains_key(id)) {
        let mut known = BTreeSet::new();
        for ancestor in ancestors(*id, &up) {
            for other in descendants.get(&ancestor).into_iter().flatten() {
                if known.insert(*other) {
                    pairs.push((*id, *other, Kinship::Family(ancestor)));
                }
            }
        }
    }
    pairs
}

/// A record and its ancestors, the nearest first.
fn ancestors<Id: Ord + Copy>(id: Id, up: &BTreeMap<Id, Vec<Id>>) -> Vec<Id> {
    let mut all = vec![id];
    let mut at = 0;
    while at < all.len() && all.len() < MOST_ANCESTORS {
        for parent in up.get(&all[at]).into_iter().flatten() {
            if !all.contains(parent) {
                all.push(*parent);
            }
        }
        at += 1;
    }
    all
}
