//! The ways through a place: through whom the claims came that have to do with it, and to
//! whom they lead.

use std::collections::{BTreeSet, HashSet};

use super::{Graph, Layout, Line};
use crate::domain::ids::ClaimId;

/// What lies on the ways through a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// Indices into [`Layout::places`].
    pub places: BTreeSet<usize>,
    /// Indices into [`Layout::lines`].
    pub lines: BTreeSet<usize>,
}

impl Layout {
    /// The ways through a place, as far as its own claims go. On whom somebody depends is on
    /// the way; who depends on somebody only if that is the place itself.
    pub fn ways_through(&self, graph: &Graph, place: usize) -> Ways {
        let mut ways = Ways::default();
        let Some(own) = self.places.get(place) else { return ways };
        let claims: HashSet<ClaimId> =
            own.nodes.iter().flat_map(|node| &graph.nodes[*node].claims).copied().collect();
        let shares = |line: &Line| {
            let edges = line.edges.iter().map(|at| &graph.edges[*at]);
            edges.into_iter().any(|edge| edge.claims.iter().any(|claim| claims.contains(claim)))
        };
        let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); self.places.len()];
        let mut arriving: Vec<Vec<usize>> = vec![Vec::new(); self.places.len()];
        for (at, line) in self.lines.iter().enumerate() {
            let told = line.lineage || shares(line);
            if told {
                leaving[line.from].push(at);
            }
            if told && (!line.lineage || line.to == place) {
                arriving[line.to].push(at);
            }
        }
        for (next, onward) in [(&leaving, true), (&arriving, false)] {
            let mut seen = BTreeSet::from([place]);
            let mut open = vec![place];
            while let Some(at) = open.pop() {
                for line in &next[at] {
                    let of = &self.lines[*line];
                    let other = if onward { of.to } else { of.from };
                    ways.lines.insert(*line);
                    if seen.insert(other) {
                        open.push(other);
                    }
                }
            }
            ways.places.extend(seen);
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::{
        graph::{
            GraphOptions, NodeKey, build,
            layout::{Options, PlaceKey, lay_out},
        },
        origins::tests::make::make,
    };

    #[test]
    fn the_ways_through_a_voice_are_those_of_its_own_claims() {
        let m = make()
            .claim("x", "a", &["anna@w1 > bob !"])
            .claim("y", "a", &["anna@w2 > carl !"])
            .claim("z", "b", &["dora !"]);
        let graph = build(&m.p, &GraphOptions::default());
        let layout = lay_out(&graph, &Options::default(), None);
        let place = |name: &str| {
            let key = NodeKey::Source(name.parse().expect("an id"));
            layout.position(PlaceKey::Node(key)).expect("drawn")
        };
        let names = |of: &str| {
            let ways = layout.ways_through(&graph, place(of));
            let nodes = ways.places.iter().flat_map(|at| &layout.places[*at].nodes);
            nodes.map(|node| graph.nodes[*node].key.id().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names("bob"), ["a", "w1", "anna", "bob"]);
        assert_eq!(names("dora"), ["b", "dora"]);
        assert_eq!(names("anna").len(), 6, "both of its ways");
        assert!(layout.ways_through(&graph, 999).places.is_empty());
    }
}
