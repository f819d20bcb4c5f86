//! Collects edges that many claims have in common into one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Edge, EdgeKind, NodeKey, Place};
use crate::domain::{
    anchor::Anchor,
    ids::{ArticleId, ClaimId, LineageId, LinkId},
};

/// What tells one edge from another. Two lineage edges or links between the same two stay
/// apart: each is a record of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EdgeKey {
    pub from: NodeKey,
    pub to: NodeKey,
    pub kind: EdgeKind,
    pub lineage: Option<LineageId>,
    pub link: Option<LinkId>,
}

#[derive(Debug, Default)]
struct Collected {
    claims: BTreeSet<ClaimId>,
    places: BTreeSet<Place>,
    firm: bool,
    alleged: bool,
}

/// The edges met so far.
#[derive(Debug, Default)]
pub(super) struct Edges(BTreeMap<EdgeKey, Collected>);

/// What an edge of attribution stands on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    pub claim: ClaimId,
    pub article: ArticleId,
    pub doubtful: bool,
}

impl Edges {
    /// An edge that a chain of a claim makes.
    pub fn chain<'a>(
        &mut self,
        (from, to, kind): (NodeKey, NodeKey, EdgeKind),
        ground: Ground,
        anchors: impl Iterator<Item = &'a Anchor>,
    ) {
        if from == to {
            return;
        }
        let key = EdgeKey { from, to, kind, lineage: None, link: None };
        let collected = self.0.entry(key).or_default();
        collected.claims.insert(ground.claim);
        collected.firm |= !ground.doubtful;
        let places = anchors.filter(|a| !a.is_lost());
        collected.places.extend(places.map(|a| Place { article: ground.article, span: a.span }));
    }

    /// An edge that is a record of its own, or a fact of the project.
    pub fn record(
        &mut self,
        key: EdgeKey,
        alleged: bool,
        claims: impl IntoIterator<Item = ClaimId>,
        places: impl IntoIterator<Item = Place>,
    ) {
        let collected = self.0.entry(key).or_default();
        collected.firm = true;
        collected.alleged = alleged;
        collected.claims.extend(claims);
        collected.places.extend(places);
    }

    /// The edges, with their ends as indices. Those whose ends are no nodes are left out.
    pub fn finish(
        self,
        index: &HashMap<NodeKey, usize>,
        classes: impl Fn(&BTreeSet<ClaimId>) -> u32,
    ) -> Vec<Edge> {
        let edges = self.0.into_iter().filter_map(|(key, collected)| {
            Some(Edge {
                from: *index.get(&key.from)?,
                to: *index.get(&key.to)?,
                kind: key.kind,
                alleged: collected.alleged,
                doubtful: !collected.firm,
                classes: classes(&collected.claims),
                claims: collected.claims.into_iter().collect(),
                places: collected.places.into_iter().collect(),
                lineage: key.lineage,
                link: key.link,
            })
        });
        edges.collect()
    }
}
