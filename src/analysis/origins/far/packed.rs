//! *At most* for many knots at once.
//!
//! Voices that hang together in all of the flow are looked at by themselves: how many of them
//! count depends only on which of them are there, so the answer is kept for each choice that
//! is met, and taken over where nothing new flows in.

use std::collections::HashMap;

use super::super::{
    flow::{Flow, Marks, set_bits},
    packing::{self, MOST_SETS, Speaks},
    register::{Atom, Register},
};

/// The most ways that hang together and are searched anew wherever one more flows in. Of more,
/// what is found of all of them bounds each part of them, so long as more than a few are there.
const MOST_TOGETHER: usize = 512;

/// How many there are at most, and whether so many were found.
pub(super) type Most = (u32, bool);

/// All ways in which voices speak in a flow, by how they hang together.
pub(super) struct Packed<'a> {
    register: &'a Register,
    sets: &'a [Speaks],
    singles: Vec<usize>,
    /// Groups of few, with the word in which their bits stand, and the first bit there.
    small: Vec<(Vec<usize>, u32, u32)>,
    /// Which of the small groups stand in a word.
    in_word: Vec<Vec<usize>>,
    large: Vec<Vec<usize>>,
    known: HashMap<(usize, u64), Most>,
}

impl<'a> Packed<'a> {
    pub fn new(register: &'a Register, sets: &'a [Speaks]) -> Self {
        let (singles, small) = (Vec::new(), Vec::new());
        let (in_word, large) = (Vec::new(), Vec::new());
        let known = HashMap::new();
        let mut packed = Self { register, sets, singles, small, in_word, large, known };
        let mut free = 0;
        for group in packing::groups(sets) {
            match group.len() {
                0 | 1 => packed.singles.extend(group),
                count @ 2..=64 => {
                    if free < count {
                        packed.in_word.push(Vec::new());
                        free = 64;
                    }
                    let word = packed.in_word.len() - 1;
                    packed.in_word[word].push(packed.small.len());
                    packed.small.push((group, word as u32, 64 - free as u32));
                    free -= count;
                }
                _ => packed.large.push(group),
            }
        }
        packed
    }

    /// For each knot, how many of the ways that are there count beside each other. `there`:
    /// for each way the knots that have it of their own.
    pub fn at_most(&mut self, flow: &Flow, there: &[Vec<u32>]) -> Vec<Most> {
        let mut marks = Marks::default();
        for (bit, way) in self.singles.iter().enumerate() {
            there[*way].iter().for_each(|knot| marks.put(bit as u32, *knot));
        }
        let mut most: Vec<Most> = flow.count(marks).into_iter().map(|n| (n, true)).collect();
        self.small(flow, there, &mut most);
        for group in std::mem::take(&mut self.large) {
            if group.len() <= MOST_TOGETHER {
                self.large(flow, there, &group, &mut most);
            } else {
                self.very_large(flow, there, &group, &mut most);
            }
            self.large.push(group);
        }
        most
    }

    fn small(&mut self, flow: &Flow, there: &[Vec<u32>], most: &mut [Most]) {
        let mut marks = Marks::default();
        for (group, word, first) in &self.small {
            for (at, way) in group.iter().enumerate() {
                let bit = word * 64 + first + at as u32;
                there[*way].iter().for_each(|knot| marks.put(bit, *knot));
            }
        }
        let mut found: Vec<[Most; 8]> = vec![[(0, true); 8]; flow.len()];
        flow.sweep(marks, |knot, base, rows| {
            for (at, bits) in rows.of(knot).iter().enumerate().filter(|(_, bits)| **bits != 0) {
                let mut before = flow.before(knot).iter();
                let same = before.find(|other| rows.of(**other)[at] == *bits);
                let here = match same {
                    Some(other) => found[*other as usize][at],
                    None => self.in_word((base / 64) as usize + at, *bits),
                };
                found[knot as usize][at] = here;
                add(&mut most[knot as usize], here);
            }
        });
    }

    /// How many of those that a word tells.
    fn in_word(&mut self, word: usize, bits: u64) -> Most {
        let mut sum = (0, true);
        for at in &self.in_word[word] {
            let (group, _, first) = &self.small[*at];
            let mask = bits >> first & (u64::MAX >> (64 - group.len()));
            let known = self.known.entry((*at, mask)).or_insert_with(|| {
                let there: Vec<usize> = set_bits(&[mask]).map(|bit| group[bit]).collect();
                search(self.register, self.sets, &there)
            });
            add(&mut sum, *known);
        }
        sum
    }

    fn large(&self, flow: &Flow, there: &[Vec<u32>], group: &[usize], most: &mut [Most]) {
        let mut marks = Marks::default();
        for (bit, way) in group.iter().enumerate() {
            there[*way].iter().for_each(|knot| marks.put(bit as u32, *knot));
        }
        let rows = flow.rows(&marks);
        let mut known: HashMap<&[u64], Most> = HashMap::new();
        for (knot, sum) in most.iter_mut().enumerate() {
            let row = rows.of(knot as u32);
            let here = known.entry(row).or_insert_with(|| {
                let there: Vec<usize> = set_bits(row).map(|bit| group[bit]).collect();
                search(self.register, self.sets, &there)
            });
            add(sum, *here);
        }
    }

    /// Where very many hang together: what meets all of them bounds every part of them.
    fn very_large(&self, flow: &Flow, there: &[Vec<u32>], group: &[usize], most: &mut [Most]) {
        let rank = |atom: Atom| self.register.voice(atom);
        let (_, met_by) = packing::meets_all(self.sets, group, rank);
        let apart = packing::greedy(self.sets, group.to_vec(), rank);
        let (mut ways, mut upper, mut lower) = <(Marks, Marks, Marks)>::default();
        for (bit, way) in group.iter().enumerate() {
            let chosen = apart.binary_search(way).is_ok();
            for knot in &there[*way] {
                ways.put(bit as u32, *knot);
                upper.put(met_by[bit], *knot);
                if chosen {
                    lower.put(bit as u32, *knot);
                }
            }
        }
        // Where few are there, they are searched as ever.
        let mut few: Vec<Option<Vec<usize>>> = vec![Some(Vec::new()); flow.len()];
        flow.sweep(ways, |knot, base, rows| {
            let few = &mut few[knot as usize];
            if let Some(list) = few {
                list.extend(set_bits(rows.of(knot)).map(|bit| group[base as usize + bit]));
                if list.len() > MOST_SETS {
                    *few = None;
                }
            }
        });
        let bounds = flow.count(upper).into_iter().zip(flow.count(lower));
        for ((sum, few), (upper, lower)) in most.iter_mut().zip(few).zip(bounds) {
            add(
                sum,
                match few {
                    Some(there) => search(self.register, self.sets, &there),
                    None => (upper, upper == lower),
                },
            );
        }
    }
}

fn search(register: &Register, sets: &[Speaks], there: &[usize]) -> Most {
    let there: Vec<Speaks> = there.iter().map(|at| sets[*at].clone()).collect();
    let found = packing::largest(&there, |atom| register.voice(atom));
    (found.most, found.exact)
}

fn add(sum: &mut Most, more: Most) {
    sum.0 += more.0;
    sum.1 &= more.1;
}
