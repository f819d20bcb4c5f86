//! What flows along `Entails`, to many classes at once.
//!
//! To count each class by itself what says more would cost as much as the square of a chain's
//! length. Here everything that may count is given a bit, and the bits flow from the class
//! that says more to those that say less, a few hundred at a time: sixty-four with each step.
//! So every number is that of the whole scope, however far the classes reach.

use super::model::Model;
use crate::analysis::components::Arrows;

/// Classes that entail each other, directly or by others, as far as they matter to some that
/// are asked for. A *knot* is a class, or several that say no more than each other.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// The classes of each knot.
    pub knots: Vec<Vec<u32>>,
    /// The knots that flow into each at once; all of them have smaller numbers.
    before: Vec<Vec<u32>>,
}

/// Which knots have what, each thing a bit.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Bit and knot.
    of: Vec<(u32, u32)>,
    bits: u32,
}

/// The bits of all knots, as far as they were worked out.
#[derive(Debug)]
pub(crate) struct Rows {
    words: Vec<u64>,
    width: usize,
}

/// How many words flow at a time.
const WIDTH: usize = 8;

impl Marks {
    /// Something that a knot has. Bits are numbered from 0, without gaps that cost.
    pub fn put(&mut self, bit: u32, knot: u32) {
        if self.of.last() != Some(&(bit, knot)) {
            self.of.push((bit, knot));
            self.bits = self.bits.max(bit + 1);
        }
    }

    /// How many bits there are.
    pub fn bits(&self) -> usize {
        self.bits as usize
    }
}

impl Rows {
    /// The bits of a knot.
    pub fn of(&self, knot: u32) -> &[u64] {
        &self.words[knot as usize * self.width..][..self.width]
    }
}

/// The places of the bits that are set.
pub(crate) fn set_bits(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(at, word)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some(at * 64 + bit)
        })
    })
}

impl Flow {
    /// What the scopes of some classes are made of; what has nothing to do with each other
    /// apart.
    pub fn of(model: &Model, wanted: &[u32]) -> Vec<Self> {
        let classes = model.scopes(wanted.to_vec());
        let mut place = vec![u32::MAX; model.class_numbers()];
        for (at, class) in classes.iter().enumerate() {
            place[*class as usize] = at as u32;
        }
        let mut pairs = Vec::new();
        for (at, class) in classes.iter().enumerate() {
            pairs.extend(model.more_than(*class).map(|more| (at as u32, place[more as usize])));
        }
        let arrows = Arrows::new(classes.len(), pairs);
        let circles = arrows.components();
        let mut web: Vec<u32> = (0..circles.count as u32).collect();
        let top = |web: &mut Vec<u32>, mut at: u32| {
            while web[at as usize] != at {
                web[at as usize] = web[web[at as usize] as usize];
                at = web[at as usize];
            }
            at
        };
        let mut before: Vec<Vec<u32>> = vec![Vec::new(); circles.count];
        for at in 0..classes.len() as u32 {
            let here = circles.of[at as usize];
            for more in arrows.from(at) {
                let there = circles.of[*more as usize];
                if here != there {
                    before[here as usize].push(there);
                    let (a, b) = (top(&mut web, here), top(&mut web, there));
                    web[a.max(b) as usize] = a.min(b);
                }
            }
        }
        // Knots keep their order within each web, so that what flows in has smaller numbers.
        let mut flows: Vec<Self> = Vec::new();
        let mut flow_of = vec![usize::MAX; circles.count];
        let mut number = vec![0_u32; circles.count];
        for knot in 0..circles.count {
            let top = top(&mut web, knot as u32) as usize;
            if flow_of[top] == usize::MAX {
                flow_of[top] = flows.len();
                flows.push(Self::default());
            }
            flow_of[knot] = flow_of[top];
            let flow = &mut flows[flow_of[top]];
            number[knot] = flow.knots.len() as u32;
            flow.knots.push(Vec::new());
            let mut before = std::mem::take(&mut before[knot]);
            for other in &mut before {
                *other = number[*other as usize];
            }
            before.sort_unstable();
            before.dedup();
            flow.before.push(before);
        }
        for (at, class) in classes.iter().enumerate() {
            let knot = circles.of[at] as usize;
            flows[flow_of[knot]].knots[number[knot] as usize].push(*class);
        }
        flows
    }

    /// The knots that flow into one at once.
    pub fn before(&self, knot: u32) -> &[u32] {
        &self.before[knot as usize]
    }

    /// How many knots there are.
    pub fn len(&self) -> usize {
        self.knots.len()
    }

    /// For each knot, something that flows, joined with what it has of its own.
    pub fn spread<T: Clone>(&self, mut own: Vec<T>, join: impl Fn(&mut T, &T)) -> Vec<T> {
        for knot in 0..own.len() {
            let (before, here) = own.split_at_mut(knot);
            for other in &self.before[knot] {
                join(&mut here[0], &before[*other as usize]);
            }
        }
        own
    }

    /// Whether something is in the scope of each knot.
    pub fn any(&self, own: Vec<bool>) -> Vec<bool> {
        self.spread(own, |here, more| *here |= more)
    }

    /// How many bits each knot has.
    pub fn count(&self, marks: Marks) -> Vec<u32> {
        let mut counts = vec![0_u32; self.len()];
        self.sweep(marks, |knot, _, rows| {
            counts[knot as usize] += rows.of(knot).iter().map(|w| w.count_ones()).sum::<u32>();
        });
        counts
    }

    /// Lets the bits flow, some at a time, and shows those of each knot after those of the
    /// knots that flow into it. It tells the knot, the first bit, and all rows so far.
    pub fn sweep(&self, mut marks: Marks, mut show: impl FnMut(u32, u32, &Rows)) {
        marks.of.sort_unstable();
        let mut rows = Rows { words: vec![0; self.len() * WIDTH], width: WIDTH };
        let mut rest = &marks.of[..];
        while let Some((first, _)) = rest.first() {
            let base = first - first % (WIDTH as u32 * 64);
            let end = rest.partition_point(|(bit, _)| bit - base < WIDTH as u32 * 64);
            let (own, later) = rest.split_at(end);
            rest = later;
            let start = own.iter().map(|(_, knot)| *knot).min().unwrap_or(0);
            rows.words.fill(0);
            for (bit, knot) in own {
                let at = *knot as usize * WIDTH + (bit - base) as usize / 64;
                rows.words[at] |= 1 << ((bit - base) % 64);
            }
            for knot in start..self.len() as u32 {
                self.pour(&mut rows, knot);
                show(knot, base, &rows);
            }
        }
    }

    /// The bits of all knots at once; for few bits.
    pub fn rows(&self, marks: &Marks) -> Rows {
        let width = marks.bits().div_ceil(64).max(1);
        let mut rows = Rows { words: vec![0; self.len() * width], width };
        for (bit, knot) in &marks.of {
            rows.words[*knot as usize * width + *bit as usize / 64] |= 1 << (bit % 64);
        }
        for knot in 0..self.len() as u32 {
            self.pour(&mut rows, knot);
        }
        rows
    }

    fn pour(&self, rows: &mut Rows, knot: u32) {
        let width = rows.width;
        let (before, here) = rows.words.split_at_mut(knot as usize * width);
        for other in self.before(knot) {
            let more = &before[*other as usize * width..][..width];
            for (word, bits) in here[..width].iter_mut().zip(more) {
                *word |= bits;
            }
        }
    }
}
