//! How far it is from an article to the last voice, in hops.

use super::strands::{Fate, Strands};
use crate::analysis::components::Arrows;

/// Hops to the last voice: on the shortest and on the longest way. Ways that come back stop
/// there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Depth {
    /// On the shortest way.
    pub shortest: u32,
    /// On the longest way.
    pub longest: u32,
}

impl Depth {
    fn join(of: Option<Self>, other: Self) -> Self {
        of.map_or(other, |d| Self {
            shortest: d.shortest.min(other.shortest),
            longest: d.longest.max(other.longest),
        })
    }
}

/// The depth of each strand; `None` for one that does not live.
pub(crate) fn depths(strands: &Strands<'_>, fates: &[Fate]) -> Vec<Option<Depth>> {
    let own = |at: usize| strands.list[at].hops.len() as u32;
    if strands.all_end() {
        let depth = |at: usize| Depth { shortest: own(at), longest: own(at) };
        return (0..strands.list.len()).map(|at| fates[at].alive.then(|| depth(at))).collect();
    }
    let living = || (0..strands.list.len()).filter(|at| fates[*at].alive);
    let pairs = living().flat_map(|at| {
        let strand = &strands.list[at];
        strands.targets(strand).iter().map(|node| (strand.node, *node))
    });
    let circles = Arrows::new(strands.node_count(), pairs.collect()).components();
    let mut order: Vec<u32> = (0..strands.node_count() as u32).collect();
    order.sort_by_key(|node| circles.of[*node as usize]);
    let mut of_strand: Vec<Option<Depth>> = vec![None; strands.list.len()];
    let mut of_node: Vec<Option<Depth>> = vec![None; strands.node_count()];
    // Ways lead to smaller numbers, so what lies behind a node is known before it.
    for node in order {
        for at in strands.of_node(node).filter(|at| fates[*at].alive) {
            let mut depth: Option<Depth> = None;
            for target in strands.targets(&strands.list[at]) {
                let back = circles.of[*target as usize] == circles.of[node as usize];
                let behind = if back { Some(Depth::default()) } else { of_node[*target as usize] };
                if let Some(behind) = behind {
                    depth = Some(Depth::join(depth, behind));
                }
            }
            let behind = depth.unwrap_or_default();
            let whole = Depth {
                shortest: behind.shortest.saturating_add(own(at)),
                longest: behind.longest.saturating_add(own(at)),
            };
            of_strand[at] = Some(whole);
            of_node[node as usize] = Some(Depth::join(of_node[node as usize], whole));
        }
    }
    of_strand
}
