//! The largest set of voices of which no two depend on each other: of sets that share
//! nothing (maximum set packing).
//!
//! Voices hang together where their sets meet. Each such group is searched exactly if it
//! has at most [`EXACT`] voices. In a larger one a greedy search gives an upper bound: each
//! source or work that several depend on lets at most one of them count, so that as many
//! sources and works as it takes to meet every set bound the number. If a greedy choice of
//! voices reaches the bound, it is exact after all.

use std::collections::{BinaryHeap, HashMap};

use super::register::Atom;

/// The most voices that hang together and are searched exactly.
pub const EXACT: usize = 24;

/// The most sets that stand for so many voices.
pub(crate) const MOST_SETS: usize = 128;

/// One way in which a voice speaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Speaks {
    /// Which voice it is: those of one voice never count beside each other.
    pub voice: u32,
    /// What it is and leads to, in order.
    pub set: Vec<Atom>,
}

/// How many at most, and which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Packing {
    /// The most there can be.
    pub most: u32,
    /// Whether so many were found.
    pub exact: bool,
    /// Some of which no two depend on each other, as indices in order: as many as `most` if
    /// exact.
    pub chosen: Vec<usize>,
}

/// The largest choice. `rank` orders sources and works where greed has to choose, so that the
/// answer does not depend on how they are numbered.
pub(crate) fn largest<R: Ord>(sets: &[Speaks], rank: impl Fn(Atom) -> R) -> Packing {
    match sets {
        [] => return Packing { exact: true, ..Packing::default() },
        [_] => return Packing { most: 1, exact: true, chosen: vec![0] },
        _ => {}
    }
    let mut packing = Packing { exact: true, ..Packing::default() };
    for group in groups(sets) {
        let part = if group.len() == 1 {
            Packing { most: 1, exact: true, chosen: group }
        } else {
            of_group(sets, group, &rank)
        };
        packing.most += part.most;
        packing.exact &= part.exact;
        packing.chosen.extend(part.chosen);
    }
    packing.chosen.sort_unstable();
    packing
}

/// What stands for a group of things that were joined.
fn top(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// What hangs together, each group and the groups in order.
pub(crate) fn groups(sets: &[Speaks]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..sets.len()).collect();
    let mut first: HashMap<Atom, usize> = HashMap::new();
    let join = |parent: &mut Vec<usize>, a: usize, b: usize| {
        let (a, b) = (top(parent, a), top(parent, b));
        parent[a.max(b)] = a.min(b);
    };
    for (at, speaks) in sets.iter().enumerate() {
        for atom in &speaks.set {
            let other = *first.entry(*atom).or_insert(at);
            join(&mut parent, at, other);
        }
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: HashMap<usize, usize> = HashMap::new();
    for at in 0..sets.len() {
        let top = top(&mut parent, at);
        let group = *group_of.entry(top).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(at);
    }
    groups
}

fn of_group<R: Ord>(sets: &[Speaks], group: Vec<usize>, rank: impl Fn(Atom) -> R) -> Packing {
    // A way of speaking that leads to all that another one does, and more, is no better.
    let mut kept: Vec<usize> = group.clone();
    if kept.len() <= 4 * MOST_SETS {
        kept.retain(|at| {
            !group.iter().any(|other| {
                other != at
                    && sets[*other].voice == sets[*at].voice
                    && is_within(&sets[*other].set, &sets[*at].set)
                    && (sets[*other].set.len() < sets[*at].set.len() || other < at)
            })
        });
    }
    let mut voices: Vec<u32> = kept.iter().map(|at| sets[*at].voice).collect();
    voices.sort_unstable();
    voices.dedup();
    if voices.len() <= EXACT && kept.len() <= MOST_SETS {
        let meets: Vec<u128> = kept
            .iter()
            .map(|a| {
                let others =
                    kept.iter().enumerate().filter(|(_, b)| a != *b && meet(sets, *a, **b));
                others.fold(0, |bits, (at, _)| bits | 1 << at)
            })
            .collect();
        let best = search(&meets, u128::MAX >> (128 - kept.len()));
        let chosen: Vec<usize> =
            (0..kept.len()).filter(|at| best & (1 << at) != 0).map(|at| kept[at]).collect();
        return Packing { most: chosen.len() as u32, exact: true, chosen };
    }
    let (most, _) = meets_all(sets, &kept, &rank);
    let chosen = greedy(sets, kept, &rank);
    Packing { most, exact: chosen.len() as u32 == most, chosen }
}

fn meet(sets: &[Speaks], a: usize, b: usize) -> bool {
    let (a, b) = (&sets[a].set, &sets[b].set);
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().any(|atom| many.binary_search(atom).is_ok())
}

fn is_within(few: &[Atom], many: &[Atom]) -> bool {
    few.len() <= many.len() && few.iter().all(|atom| many.binary_search(atom).is_ok())
}

/// A largest set of nodes of which no two are joined (a maximum independent set), among
/// those that are left. Those with at most one neighbour are always taken.
pub(crate) fn search(joined: &[u128], left: u128) -> u128 {
    if left == 0 {
        return 0;
    }
    let (mut worst, mut most) = (0, 0);
    let mut bits = left;
    while bits != 0 {
        let at = bits.trailing_zeros() as usize;
        bits &= bits - 1;
        let degree = (joined[at] & left).count_ones();
        if degree <= 1 {
            return 1 << at | search(joined, left & !(1 << at) & !joined[at]);
        }
        if degree > most {
            (worst, most) = (at, degree);
        }
    }
    let with = 1 << worst | search(joined, left & !(1 << worst) & !joined[worst]);
    let without = search(joined, left & !(1 << worst));
    if with.count_ones() >= without.count_ones() { with } else { without }
}

/// Sources and works that meet every set, by greed: for each of the kept sets the number of
/// the one that meets it. As many as there are bound how many share nothing.
pub(crate) fn meets_all<R: Ord>(
    sets: &[Speaks],
    kept: &[usize],
    rank: impl Fn(Atom) -> R,
) -> (u32, Vec<u32>) {
    let mut holders: HashMap<Atom, Vec<usize>> = HashMap::new();
    for (place, at) in kept.iter().enumerate() {
        for atom in &sets[*at].set {
            holders.entry(*atom).or_default().push(place);
        }
    }
    let mut met_by: Vec<Option<u32>> = vec![None; kept.len()];
    let entry = |atom: Atom, count: usize| (count, std::cmp::Reverse(rank(atom)), atom);
    let mut heap: BinaryHeap<_> =
        holders.iter().map(|(atom, list)| entry(*atom, list.len())).collect();
    let (mut taken, mut missing) = (0, kept.len());
    while missing > 0
        && let Some((count, _, atom)) = heap.pop()
    {
        let now = holders[&atom].iter().filter(|place| met_by[**place].is_none()).count();
        if now < count {
            if now > 0 {
                heap.push(entry(atom, now));
            }
            continue;
        }
        for place in &holders[&atom] {
            met_by[*place].get_or_insert(taken);
        }
        missing -= now;
        taken += 1;
    }
    (taken, met_by.into_iter().flatten().collect())
}

/// Some sets that share nothing: those that lead to least first.
pub(crate) fn greedy<R: Ord>(
    sets: &[Speaks],
    mut kept: Vec<usize>,
    rank: impl Fn(Atom) -> R,
) -> Vec<usize> {
    let ranks = |at: &usize| {
        let mut ranks: Vec<R> = sets[*at].set.iter().map(|atom| rank(*atom)).collect();
        ranks.sort_unstable();
        ranks
    };
    kept.sort_by_cached_key(|at| (sets[*at].set.len(), ranks(at)));
    let mut used: std::collections::HashSet<Atom> = std::collections::HashSet::new();
    kept.retain(|at| {
        let free = sets[*at].set.iter().all(|atom| !used.contains(atom));
        if free {
            used.extend(&sets[*at].set);
        }
        free
    });
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(list: &[&[Atom]]) -> Vec<Speaks> {
        let sets = list.iter().enumerate();
        sets.map(|(at, set)| Speaks { voice: at as u32, set: set.to_vec() }).collect()
    }

    #[test]
    fn voices_that_share_nothing_all_count() {
        let found = largest(&sets(&[&[1], &[2], &[3]]), |a| a);
        assert_eq!((found.most, found.exact), (3, true));
    }

    #[test]
    fn a_middle_voice_that_meets_two_others_gives_way_to_both() {
        let found = largest(&sets(&[&[1, 2], &[1], &[2]]), |a| a);
        assert_eq!((found.most, found.chosen), (2, vec![1, 2]));
    }

    #[test]
    fn a_ring_of_five_gives_two() {
        let ring = sets(&[&[0, 1], &[1, 2], &[2, 3], &[3, 4], &[0, 4]]);
        assert_eq!(largest(&ring, |a| a).most, 2);
    }

    #[test]
    fn a_ring_of_24_is_exact_and_a_ring_of_25_is_a_flagged_upper_bound() {
        for (n, exact) in [(24_u32, true), (25, false)] {
            let ring: Vec<Speaks> = (0..n)
                .map(|at| {
                    let mut set = vec![at, (at + 1) % n];
                    set.sort_unstable();
                    Speaks { voice: at, set }
                })
                .collect();
            let found = largest(&ring, |a| a);
            assert_eq!(found.exact, exact, "{n}");
            assert!(found.most >= 12 && found.chosen.len() <= 12, "{n}: {}", found.most);
        }
    }

    #[test]
    fn a_thousand_voices_with_one_root_are_one_and_exact() {
        let star: Vec<Speaks> =
            (1..=1000).map(|at| Speaks { voice: at, set: vec![0, at] }).collect();
        let found = largest(&star, |a| a);
        assert_eq!((found.most, found.exact), (1, true));
    }

    #[test]
    fn no_voice_is_none() {
        assert_eq!(largest(&[], |a: Atom| a), Packing { exact: true, ..Packing::default() });
    }
}
