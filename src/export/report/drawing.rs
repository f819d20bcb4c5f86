//! Where the nodes of a provenance graph stand in a drawing: articles on the left, the voices
//! that they lead to further right, each column in an order with few crossings.

use crate::analysis::graph::{Edge, Graph, NodeKey};

/// How many nodes are drawn: those with most claims.
pub const MOST_NODES: usize = 60;
/// A node's width and height.
pub const BOX: (i32, i32) = (190, 34);
/// From one column, and from one row, to the next.
const STEP: (i32, i32) = (262, 50);
/// What is left free around the drawing.
const MARGIN: i32 = 14;
/// How often the columns are put in order.
const SWEEPS: usize = 6;

/// A node in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// Its index in [`Graph::nodes`].
    pub node: usize,
    /// Its column, from the left.
    pub column: usize,
    /// The left end of its box.
    pub x: i32,
    /// The middle of its box.
    pub y: i32,
}

/// A drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Its nodes, column by column.
    pub nodes: Vec<Drawn>,
    /// Its edges: the index in [`Graph::edges`], and two indices in `nodes`.
    pub edges: Vec<(usize, usize, usize)>,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// How many nodes are not drawn.
    pub left_out: usize,
}

/// The two ends of an edge as they are drawn: what is further from the articles comes second.
fn ends(edge: &Edge) -> (usize, usize) {
    if edge.kind.runs_back() { (edge.to, edge.from) } else { (edge.from, edge.to) }
}

/// Draws a graph.
pub fn draw(graph: &Graph) -> Drawing {
    let mut joined = vec![false; graph.nodes.len()];
    for edge in &graph.edges {
        joined[edge.from] = true;
        joined[edge.to] = true;
    }
    let mut chosen: Vec<usize> = (0..graph.nodes.len()).filter(|at| joined[*at]).collect();
    let lonely = graph.nodes.len() - chosen.len();
    chosen.sort_by_key(|at| (std::cmp::Reverse(graph.nodes[*at].claims.len()), *at));
    let left_out = chosen.len().saturating_sub(MOST_NODES) + lonely;
    chosen.truncate(MOST_NODES);
    chosen.sort_unstable();
    let place = |node: usize| chosen.binary_search(&node).ok();
    // From here on, nodes are told by their place among the chosen ones.
    let edges: Vec<(usize, usize, usize)> = graph
        .edges
        .iter()
        .enumerate()
        .filter_map(|(at, edge)| {
            let (from, to) = ends(edge);
            Some((at, place(from)?, place(to)?))
        })
        .filter(|(_, from, to)| from != to)
        .collect();
    let is_article = |at: usize| matches!(graph.nodes[chosen[at]].key, NodeKey::Article(_));
    let columns = columns(chosen.len(), &edges, is_article);
    let tallest = columns.iter().map(Vec::len).max().unwrap_or_default() as i32;
    let mut nodes = Vec::with_capacity(chosen.len());
    let mut index = vec![0; chosen.len()];
    for (column, members) in columns.iter().enumerate() {
        let above = (tallest - members.len() as i32) * STEP.1 / 2;
        for (row, at) in members.iter().enumerate() {
            index[*at] = nodes.len();
            nodes.push(Drawn {
                node: chosen[*at],
                column,
                x: MARGIN + column as i32 * STEP.0,
                y: MARGIN + above + row as i32 * STEP.1 + BOX.1 / 2,
            });
        }
    }
    Drawing {
        nodes,
        edges: edges.into_iter().map(|(at, from, to)| (at, index[from], index[to])).collect(),
        width: 2 * MARGIN + (columns.len() as i32 - 1).max(0) * STEP.0 + BOX.0 + 30,
        height: 2 * MARGIN + (tallest - 1).max(0) * STEP.1 + BOX.1,
        left_out,
    }
}

/// The columns: each node as far right as the longest way to it is long, circles cut open.
fn columns(
    count: usize,
    edges: &[(usize, usize, usize)],
    is_article: impl Fn(usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut next = vec![Vec::new(); count];
    for (_, from, to) in edges {
        next[*from].push(*to);
    }
    // The order in which nodes are left, the last first: an edge against it closes a circle.
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    let begin = (0..count).filter(|at| is_article(*at)).chain(0..count);
    for start in begin {
        let mut stack = vec![(start, 0)];
        while let Some((at, done)) = stack.pop() {
            if done == 0 && std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match next[at].get(done) {
                Some(to) => {
                    stack.push((at, done + 1));
                    if !seen[*to] {
                        stack.push((*to, 0));
                    }
                }
                None => order.push(at),
            }
        }
    }
    order.reverse();
    let mut rank = vec![0; count];
    for (at, node) in order.iter().enumerate() {
        rank[*node] = at;
    }
    let mut depth = vec![0; count];
    for node in &order {
        for to in next[*node].iter().filter(|to| rank[**to] > rank[*node]) {
            depth[*to] = depth[*to].max(depth[*node] + 1);
        }
    }
    let mut columns = vec![Vec::new(); depth.iter().max().map_or(0, |most| most + 1)];
    for (node, depth) in depth.iter().enumerate() {
        columns[*depth].push(node);
    }
    untangle(&mut columns, edges, count);
    columns
}

/// Puts each column in the order of the middles of what its nodes are joined to.
fn untangle(columns: &mut [Vec<usize>], edges: &[(usize, usize, usize)], count: usize) {
    let mut neighbours = vec![Vec::new(); count];
    for (_, from, to) in edges {
        neighbours[*from].push(*to);
        neighbours[*to].push(*from);
    }
    let mut row = vec![0.0; count];
    for _ in 0..SWEEPS {
        for column in columns.iter_mut() {
            let middle = |node: usize| {
                let of = &neighbours[node];
                of.iter().map(|n| row[*n]).sum::<f64>() / of.len().max(1) as f64
            };
            let mut keyed: Vec<(f64, usize)> = column.iter().map(|n| (middle(*n), *n)).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            *column = keyed.into_iter().map(|(_, node)| node).collect();
            let half = (column.len() as f64 - 1.0) / 2.0;
            for (at, node) in column.iter().enumerate() {
                row[*node] = at as f64 - half;
            }
        }
    }
}

/// A label that fits into a box: wide characters count twice.
pub fn fitting(label: &str) -> String {
    const MOST: usize = 27;
    let mut short = String::new();
    let mut wide = 0;
    for c in label.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        wide += if matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..) { 2 } else { 1 };
        if wide > MOST {
            short.truncate(short.trim_end().len());
            short.push('…');
            break;
        }
        short.push(c);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::graph::{GraphOptions, build},
        domain::sample::project,
    };

    #[test]
    fn no_two_boxes_overlap_and_all_stand_within_the_drawing() {
        let graph = build(&project(), &GraphOptions { alleged: true, ..GraphOptions::default() });
        let drawing = draw(&graph);
        assert!(drawing.nodes.len() > 4 && !drawing.edges.is_empty());
        for (at, one) in drawing.nodes.iter().enumerate() {
            assert!(one.x >= 0 && one.x + BOX.0 <= drawing.width);
            assert!(one.y >= BOX.1 / 2 && one.y + BOX.1 / 2 <= drawing.height);
            for other in &drawing.nodes[..at] {
                assert!((one.x - other.x).abs() > BOX.0 || (one.y - other.y).abs() > BOX.1);
            }
        }
    }

    #[test]
    fn a_circle_is_cut_open_and_what_articles_rest_on_stands_right_of_them() {
        let edges = [(0, 0, 1), (1, 1, 2), (2, 2, 0), (3, 0, 2)];
        let columns = columns(3, &edges, |at| at == 0);
        assert_eq!(columns, [vec![0], vec![1], vec![2]]);
    }

    #[test]
    fn a_label_fits_into_its_box() {
        assert_eq!(fitting("The ministry"), "The ministry");
        assert_eq!(fitting(&"ab ".repeat(20)).chars().count(), 27);
        assert_eq!(fitting(&"橋".repeat(20)).chars().count(), 14);
    }
}
