//! The order within the columns: few crossings, voices that hang together beside each other,
//! and what was drawn before where it was.

use super::net::Net;

/// Up to so many joins all sweeps are made.
const FEW_JOINS: usize = 4_000;

/// Above so many only a few are.
const MANY_JOINS: usize = 20_000;

/// Puts the columns in order. `unit` tells which vertices must stand together; `seed` how
/// high each was drawn before, if it was. If any was, those keep their order.
pub(super) fn order(net: &mut Net, unit: &[u32], seed: &[Option<f32>]) {
    if seed.iter().any(Option::is_some) {
        insert(net, unit, seed);
        return;
    }
    let joins: usize = net.behind.iter().map(Vec::len).sum();
    let sweeps = match joins {
        few if few <= FEW_JOINS => 24,
        some if some <= MANY_JOINS => 10,
        _ => 4,
    };
    settle_units(net, unit);
    let mut best = net.columns.clone();
    let mut fewest = net.crossings();
    for sweep in 0..sweeps {
        one_sweep(net, unit, sweep % 2 == 0);
        let crossings = net.crossings();
        if crossings < fewest {
            (fewest, best) = (crossings, net.columns.clone());
        }
        if fewest == 0 {
            break;
        }
    }
    net.columns = best;
    if joins <= FEW_JOINS {
        swap_neighbours(net, unit);
    }
}

/// What a vertex is sorted by: a mean, and where it stood.
#[derive(Debug, Clone, Copy)]
struct Key {
    mean: f32,
    at: usize,
}

/// Sorts a column by the keys of its vertices, units by the mean of their members'.
fn sort_column(column: &mut [u32], unit: &[u32], key: impl Fn(usize, u32) -> f32) {
    let mut of_unit: Vec<(u32, f32, usize, usize)> = Vec::new();
    let mut keyed: Vec<(u32, Key)> = column
        .iter()
        .enumerate()
        .map(|(at, vertex)| (*vertex, Key { mean: key(at, *vertex), at }))
        .collect();
    for (vertex, key) in &keyed {
        of_unit.push((unit[*vertex as usize], key.mean, 1, key.at));
    }
    of_unit.sort_by_key(|(unit, _, _, at)| (*unit, *at));
    of_unit.dedup_by(|next, first| {
        let same = next.0 == first.0;
        if same {
            first.1 += next.1;
            first.2 += 1;
        }
        same
    });
    let mean_of = |vertex: u32| {
        let at = of_unit.partition_point(|(u, ..)| *u < unit[vertex as usize]);
        of_unit.get(at).map_or((0.0, 0), |(_, sum, n, at)| (sum / *n as f32, *at))
    };
    keyed.sort_by(|(a, ka), (b, kb)| {
        let (ua, ub) = (mean_of(*a), mean_of(*b));
        ua.0.total_cmp(&ub.0)
            .then(ua.1.cmp(&ub.1))
            .then(ka.mean.total_cmp(&kb.mean))
            .then(ka.at.cmp(&kb.at))
    });
    for (place, (vertex, _)) in column.iter_mut().zip(keyed) {
        *place = vertex;
    }
}

fn settle_units(net: &mut Net, unit: &[u32]) {
    for column in &mut net.columns {
        sort_column(column, unit, |at, _| at as f32);
    }
}

/// Sorts each column by the middle of what its vertices are joined to in the one before, or
/// from the last column backwards in the one behind.
fn one_sweep(net: &mut Net, unit: &[u32], forward: bool) {
    let count = net.columns.len();
    let mut place = vec![0.0_f32; net.column.len()];
    let set = |column: &[u32], place: &mut [f32]| {
        for (at, vertex) in column.iter().enumerate() {
            place[*vertex as usize] = at as f32;
        }
    };
    for step in 0..count {
        let at = if forward { step } else { count - 1 - step };
        if step > 0 {
            let other = if forward { at - 1 } else { at + 1 };
            let share = net.columns[other].len() as f32 / net.columns[at].len().max(1) as f32;
            let joined = if forward { &net.before } else { &net.behind };
            sort_column(&mut net.columns[at], unit, |own, vertex| {
                let to = &joined[vertex as usize];
                match to.len() {
                    0 => own as f32 * share,
                    n => to.iter().map(|t| place[*t as usize]).sum::<f32>() / n as f32,
                }
            });
        }
        set(&net.columns[at], &mut place);
    }
}

/// Swaps neighbours as long as that takes crossings away.
fn swap_neighbours(net: &mut Net, unit: &[u32]) {
    let mut place = vec![0_u32; net.column.len()];
    for column in &net.columns {
        for (at, vertex) in column.iter().enumerate() {
            place[*vertex as usize] = at as u32;
        }
    }
    let crossed = |a: &[u32], b: &[u32], place: &[u32]| -> i64 {
        let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
        pairs.filter(|(x, y)| place[**x as usize] > place[**y as usize]).count() as i64
    };
    let sizes: Vec<usize> = unit.iter().fold(Vec::new(), |mut sizes, u| {
        let at = *u as usize;
        if sizes.len() <= at {
            sizes.resize(at + 1, 0);
        }
        sizes[at] += 1;
        sizes
    });
    for _ in 0..8 {
        let mut better = false;
        for at in 0..net.columns.len() {
            for row in 1..net.columns[at].len() {
                let (a, b) = (net.columns[at][row - 1] as usize, net.columns[at][row] as usize);
                let alone = |v: usize| sizes[unit[v] as usize] == 1;
                if unit[a] != unit[b] && !(alone(a) && alone(b)) {
                    continue;
                }
                let (before, behind) = (&net.before, &net.behind);
                let now = crossed(&before[a], &before[b], &place)
                    + crossed(&behind[a], &behind[b], &place);
                let then = crossed(&before[b], &before[a], &place)
                    + crossed(&behind[b], &behind[a], &place);
                if then < now {
                    net.columns[at].swap(row - 1, row);
                    place.swap(a, b);
                    better = true;
                }
            }
        }
        if !better {
            break;
        }
    }
}

/// Keeps what was drawn in its order, and puts what is new beside what it is joined to.
fn insert(net: &mut Net, unit: &[u32], seed: &[Option<f32>]) {
    let mut height: Vec<Option<f32>> = seed.to_vec();
    // What is new may be joined to what is new: a few rounds let it hear of what was drawn.
    for _ in 0..4 {
        let known = height.clone();
        for vertex in 0..height.len() {
            if seed[vertex].is_some() {
                continue;
            }
            let to = net.before[vertex].iter().chain(&net.behind[vertex]);
            let heights: Vec<f32> = to.filter_map(|t| known[*t as usize]).collect();
            if !heights.is_empty() {
                height[vertex] = Some(heights.iter().sum::<f32>() / heights.len() as f32);
            }
        }
    }
    for column in &mut net.columns {
        sort_column(column, unit, |_, vertex| height[vertex as usize].unwrap_or(f32::MAX / 1e6));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::graph::layout::layers::{Arc, layers};

    fn net(ways: &[[usize; 3]], count: usize) -> Net {
        let mut article = vec![false; count];
        let mut arcs = Vec::new();
        for [article_at, work, voice] in ways {
            article[*article_at] = true;
            arcs.push(Arc { from: *article_at, to: *work, lineage: false });
            arcs.push(Arc { from: *work, to: *voice, lineage: false });
        }
        Net::new(&arcs, &layers(&article, &arcs))
    }

    #[test]
    fn ways_that_need_not_cross_do_not() {
        // Ten ways side by side, given in confusion.
        let ways: Vec<[usize; 3]> =
            (0..10).map(|at| [at, 10 + at * 7 % 10, 20 + at * 3 % 10]).collect();
        let mut net = net(&ways, 30);
        let unit: Vec<u32> = (0..30).collect();
        order(&mut net, &unit, &[None; 30]);
        assert_eq!(net.crossings(), 0);
    }

    #[test]
    fn what_hangs_together_stands_together_whatever_it_costs() {
        let ways: Vec<[usize; 3]> = (0..6).map(|at| [at, 6 + at, 12 + at]).collect();
        let mut net = net(&ways, 18);
        let mut unit: Vec<u32> = (0..18).collect();
        unit[17] = unit[12];
        order(&mut net, &unit, &[None; 18]);
        let place = |v: u32| net.columns[2].iter().position(|other| *other == v).expect("there");
        assert_eq!(place(12).abs_diff(place(17)), 1);
    }
}
