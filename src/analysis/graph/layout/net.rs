//! The net that is put in order: items, and a bend wherever a line passes a column.

use super::Course;
use super::layers::{Arc, Layers};

/// More bends than this for each item are not made: such lines run straight.
const MOST_BENDS: usize = 6;

/// Items and bends as vertices, those of the items first.
#[derive(Debug, Default)]
pub(super) struct Net {
    /// The vertices of each column.
    pub columns: Vec<Vec<u32>>,
    /// The column of each vertex.
    pub column: Vec<u32>,
    /// What each vertex is joined to in the column before.
    pub before: Vec<Vec<u32>>,
    /// What each vertex is joined to in the column behind.
    pub behind: Vec<Vec<u32>>,
    /// The vertices that each arc passes, from left to right; nothing for those beside.
    pub ways: Vec<Vec<u32>>,
    /// How many of the vertices are items.
    pub items: usize,
}

impl Net {
    /// Lays the arcs through the columns.
    pub fn new(arcs: &[Arc], layers: &Layers) -> Self {
        let items = layers.column.len();
        let mut net = Self {
            columns: vec![Vec::new(); layers.columns],
            column: layers.column.iter().map(|c| *c as u32).collect(),
            before: vec![Vec::new(); items],
            behind: vec![Vec::new(); items],
            ways: Vec::with_capacity(arcs.len()),
            items,
        };
        for item in &layers.order {
            net.columns[layers.column[*item]].push(*item as u32);
        }
        let mut left = items * MOST_BENDS + 4_000;
        for (arc, course) in arcs.iter().zip(&layers.course) {
            let (from, to) = match course {
                Course::Forward => (arc.from, arc.to),
                Course::Back => (arc.to, arc.from),
                Course::Beside => {
                    net.ways.push(Vec::new());
                    continue;
                }
            };
            let way = net.way(from as u32, to as u32, &mut left);
            net.ways.push(way);
        }
        net
    }

    fn way(&mut self, from: u32, to: u32, left: &mut usize) -> Vec<u32> {
        let (first, last) = (self.column[from as usize], self.column[to as usize]);
        let bends = last.saturating_sub(first + 1);
        let mut way = vec![from];
        if bends as usize <= *left {
            *left -= bends as usize;
            for column in first + 1..last {
                let bend = self.column.len() as u32;
                self.column.push(column);
                self.before.push(Vec::new());
                self.behind.push(Vec::new());
                self.columns[column as usize].push(bend);
                way.push(bend);
            }
        }
        way.push(to);
        if self.column[to as usize] > self.column[from as usize] {
            for pair in way.windows(2) {
                if self.column[pair[1] as usize] == self.column[pair[0] as usize] + 1 {
                    self.behind[pair[0] as usize].push(pair[1]);
                    self.before[pair[1] as usize].push(pair[0]);
                }
            }
        }
        way
    }

    /// How often lines cross between all columns, as far as they are laid through them.
    pub fn crossings(&self) -> u64 {
        let mut place = vec![0_u32; self.column.len()];
        for column in &self.columns {
            for (at, vertex) in column.iter().enumerate() {
                place[*vertex as usize] = at as u32;
            }
        }
        let mut ends: Vec<u32> = Vec::new();
        let mut sum = 0;
        for pair in self.columns.windows(2) {
            let mut tree = vec![0_u32; pair[1].len() + 1];
            let mut seen = 0_u64;
            for vertex in &pair[0] {
                ends.clear();
                ends.extend(self.behind[*vertex as usize].iter().map(|to| place[*to as usize]));
                ends.sort_unstable();
                for end in &ends {
                    // Those that came before and end further down cross this one.
                    let (mut at, mut up_to) = (*end as usize + 1, 0_u64);
                    while at > 0 {
                        up_to += u64::from(tree[at]);
                        at &= at - 1;
                    }
                    sum += seen - up_to;
                }
                for end in &ends {
                    let mut at = *end as usize + 1;
                    while at < tree.len() {
                        tree[at] += 1;
                        at += at & at.wrapping_neg();
                    }
                }
                seen += ends.len() as u64;
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::graph::layout::layers::layers;

    #[test]
    fn lines_that_cross_are_counted_and_those_with_one_end_in_common_are_not() {
        let arc = |from, to| Arc { from, to, lineage: false };
        // Both voices are told by both articles: one crossing, whatever the order.
        let arcs = [arc(0, 2), arc(0, 3), arc(1, 2), arc(1, 3)];
        let net = Net::new(&arcs, &layers(&[true, true, false, false], &arcs));
        assert_eq!(net.crossings(), 1);
        let arcs = [arc(0, 2), arc(1, 3)];
        let mut net = Net::new(&arcs, &layers(&[true, true, false, false], &arcs));
        net.columns = vec![vec![0, 1], vec![3, 2]];
        assert_eq!(net.crossings(), 1);
        net.columns = vec![vec![0, 1], vec![2, 3]];
        assert_eq!(net.crossings(), 0);
    }

    #[test]
    fn a_line_bends_in_every_column_that_it_passes() {
        let arc = |from, to| Arc { from, to, lineage: false };
        let arcs = [arc(0, 1), arc(1, 2), arc(2, 3), arc(0, 3)];
        let net = Net::new(&arcs, &layers(&[true, false, false, false], &arcs));
        assert_eq!(net.ways[3].len(), 4);
        assert_eq!(net.column.len(), 6);
    }
}
