//! Which nodes are drawn by themselves and which stand together in a group: above a limit,
//! those of one kind with the fewest classes are one place, which can be opened.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Options, PlaceKey, Sort};
use crate::analysis::graph::{EdgeKind, Graph, Node, NodeKey};

/// What stands at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub key: PlaceKey,
    /// The nodes, in order; of an article that is a work, the article first.
    pub nodes: Vec<usize>,
}

/// The items of a graph.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub items: Vec<Item>,
    /// The item of each node; none for those that nothing is joined to.
    pub item_of: Vec<Option<usize>>,
}

/// What kind of thing a node is.
pub(super) fn sort_of(node: &Node) -> Sort {
    match node.key {
        NodeKey::Article(_) => Sort::Article,
        NodeKey::Claim(_) => Sort::Claim,
        NodeKey::Work(_) => Sort::Work(node.work_kind.unwrap_or_default()),
        NodeKey::Source(_) => Sort::Source(node.source_kind.unwrap_or_default()),
    }
}

/// Puts the nodes at their places.
pub(super) fn fold(graph: &Graph, options: &Options) -> Folded {
    let mut items = singles(graph);
    if items.len() > options.limit {
        items = grouped(graph, items, options);
    }
    items.sort_by_key(|item| item.key);
    let mut item_of = vec![None; graph.nodes.len()];
    for (at, item) in items.iter().enumerate() {
        for node in &item.nodes {
            item_of[*node] = Some(at);
        }
    }
    Folded { items, item_of }
}

/// Each node that has to do with another, an article with the work that it is.
fn singles(graph: &Graph) -> Vec<Item> {
    let mut joined = vec![false; graph.nodes.len()];
    let mut is_article: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    let mut work_of: BTreeMap<usize, usize> = BTreeMap::new();
    for edge in &graph.edges {
        joined[edge.from] = true;
        joined[edge.to] = true;
        // Of two articles that are one work, the first stands for it.
        if edge.kind == EdgeKind::IsWork && is_article[edge.to].is_none() {
            is_article[edge.to] = Some(edge.from);
            work_of.insert(edge.from, edge.to);
        }
    }
    let nodes = graph.nodes.iter().enumerate();
    nodes
        .filter(|(at, node)| {
            let told = matches!(node.key, NodeKey::Article(_)) && !node.claims.is_empty();
            (joined[*at] || told) && is_article[*at].is_none()
        })
        .map(|(at, node)| Item {
            key: PlaceKey::Node(node.key),
            nodes: std::iter::once(at).chain(work_of.get(&at).copied()).collect(),
        })
        .collect()
}

/// The items that most rests on, and the others by their kinds.
fn grouped(graph: &Graph, mut items: Vec<Item>, options: &Options) -> Vec<Item> {
    let first = |item: &Item| &graph.nodes[item.nodes[0]];
    items.sort_by_cached_key(|item| {
        let node = first(item);
        (Reverse(node.classes), Reverse(node.claims.len()), item.key)
    });
    let kept = options.limit.saturating_sub(Sort::MOST);
    let rest = items.split_off(kept.min(items.len()));
    let mut groups: BTreeMap<Sort, Vec<usize>> = BTreeMap::new();
    let mut opened = options.opened.clone();
    for item in rest {
        let sort = sort_of(first(&item));
        match opened.get_mut(&sort).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                items.push(item);
            }
            None => groups.entry(sort).or_default().extend(item.nodes),
        }
    }
    for (sort, mut nodes) in groups {
        nodes.sort_unstable();
        let key = match nodes[..] {
            [one] => PlaceKey::Node(graph.nodes[one].key),
            _ => PlaceKey::Group(sort),
        };
        items.push(Item { key, nodes });
    }
    items
}
