//! Strongly connected components of a directed graph (Tarjan 1972), without recursion, so
//! that a chain of any length is no danger to the stack.

/// The arrows of a graph, by the node they leave.
#[derive(Debug, Clone, Default)]
pub struct Arrows {
    first: Vec<u32>,
    to: Vec<u32>,
}

/// Which nodes lie on circles together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Components {
    /// The component of each node. No arrow leads to a component with a greater number.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: usize,
}

impl Arrows {
    /// The arrows between so many nodes. Equal arrows are kept once.
    pub fn new(nodes: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut first = vec![0_u32; nodes + 1];
        for (from, _) in &pairs {
            first[*from as usize + 1] += 1;
        }
        for at in 0..nodes {
            first[at + 1] += first[at];
        }
        Self { first, to: pairs.into_iter().map(|(_, to)| to).collect() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// Whether there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the arrows of a node lead, in order.
    pub fn from(&self, node: u32) -> &[u32] {
        let at = node as usize;
        &self.to[self.first[at] as usize..self.first[at + 1] as usize]
    }

    /// The components of the graph.
    pub fn components(&self) -> Components {
        const NEW: u32 = u32::MAX;
        let nodes = self.len();
        let mut found = Components { of: vec![NEW; nodes], count: 0 };
        let (mut order, mut low) = (vec![NEW; nodes], vec![0_u32; nodes]);
        let (mut open, mut path): (Vec<u32>, Vec<(u32, u32)>) = (Vec::new(), Vec::new());
        let mut time = 0_u32;
        for root in 0..nodes as u32 {
            if order[root as usize] != NEW {
                continue;
            }
            path.push((root, 0));
            while let Some((node, next)) = path.pop() {
                let at = node as usize;
                if next == 0 {
                    order[at] = time;
                    low[at] = time;
                    time += 1;
                    open.push(node);
                }
                if let Some(to) = self.from(node).get(next as usize).copied() {
                    path.push((node, next + 1));
                    if order[to as usize] == NEW {
                        path.push((to, 0));
                    } else if found.of[to as usize] == NEW {
                        low[at] = low[at].min(order[to as usize]);
                    }
                    continue;
                }
                if low[at] == order[at] {
                    while let Some(member) = open.pop() {
                        found.of[member as usize] = found.count as u32;
                        if member == node {
                            break;
                        }
                    }
                    found.count += 1;
                }
                if let Some((parent, _)) = path.last() {
                    let parent = *parent as usize;
                    low[parent] = low[parent].min(low[at]);
                }
            }
        }
        found
    }

    /// A shortest way from one node to another along arrows within the allowed nodes, both
    /// ends included; for a node to itself, a shortest circle, told with the node once.
    pub fn shortest(&self, from: u32, to: u32, allowed: impl Fn(u32) -> bool) -> Option<Vec<u32>> {
        let mut before: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
        let mut queue = std::collections::VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            for next in self.from(node).iter().copied().filter(|n| allowed(*n)) {
                if next == to {
                    let mut way = if from == to { vec![node] } else { vec![to, node] };
                    let mut at = node;
                    while at != from {
                        at = before[&at];
                        way.push(at);
                    }
                    way.reverse();
                    return Some(way);
                }
                if next != from && !before.contains_key(&next) {
                    before.insert(next, node);
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_on_a_circle_are_one_component_and_arrows_lead_to_smaller_numbers() {
        let arrows = Arrows::new(5, vec![(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]);
        let found = arrows.components();
        assert_eq!(found.count, 3);
        assert!(found.of[0] == found.of[1] && found.of[1] == found.of[2]);
        assert!(found.of[2] > found.of[3] && found.of[3] > found.of[4]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_is_no_danger_to_the_stack() {
        let arrows = Arrows::new(100_001, (0..100_000).map(|i| (i, i + 1)).collect());
        assert_eq!(arrows.components().count, 100_001);
    }

    #[test]
    fn the_shortest_way_and_the_shortest_circle_are_found() {
        let pairs = vec![(0, 1), (1, 2), (2, 3), (0, 3), (3, 0), (2, 2)];
        let arrows = Arrows::new(4, pairs);
        assert_eq!(arrows.shortest(0, 3, |_| true), Some(vec![0, 3]));
        assert_eq!(arrows.shortest(0, 0, |_| true), Some(vec![0, 3]));
        assert_eq!(arrows.shortest(2, 2, |_| true), Some(vec![2]));
        assert_eq!(arrows.shortest(3, 2, |n| n != 1), None);
    }

    #[test]
    fn a_graph_without_nodes_has_no_component() {
        let arrows = Arrows::new(0, Vec::new());
        assert!(arrows.is_empty());
        assert_eq!(arrows.components().count, 0);
    }
}
