//! The search: from every seed that is not on a known alignment already, outwards.
//!
//! A seed that stands in few places is tried in all of them. One that stands in many is
//! tried at each place on one side against its first place on the other, and only where no
//! alignment reaches yet: so a passage that is repeated ten thousand times costs ten
//! thousand steps and not their square.

use std::ops::ControlFlow;

use super::{
    Alignment, Progress, Settings,
    changes::Changes,
    ends,
    extend::{Room, Run, Side, extend, push},
    likeliest::{self, Grid},
    seeds::{Seed, Seeds},
    tandem,
    vocabulary::Vocabulary,
    words::{HALVES, Words},
};

/// A seed with at most so many pairs of places is tried at all of them.
const FEW_PAIRS: u64 = 16;
/// What a seed and the equal words around it must weigh to be gone into, in half bits.
const PROMISING: i32 = 38;
/// What may be lost while looking whether a seed is promising.
const GLANCE_DROP: i32 = 16;
/// What a place in both texts is worth to an alignment that has no long equal run: chance
/// alignments weigh about as much, so this is added.
const CHANCE_MARGIN: i32 = 24;
/// After so many words of the left text, progress is told.
const STRIDE: usize = 2048;

/// One search through two texts, or through one.
pub(super) struct Search<'a> {
    all: Vocabulary,
    left: &'a Words,
    right: &'a Words,
    alone: bool,
    settings: Settings,
    /// What an alignment must weigh, in half bits.
    least: i32,
    /// For each diagonal, the last stretch of the left text that lies on an alignment.
    settled: Vec<(u32, u32)>,
    /// The same for what was tried in vain.
    tried: Vec<(u32, u32)>,
    covered_left: Vec<bool>,
    covered_right: Vec<bool>,
    /// The ends of recent alignments, to see what lies inside of one.
    recent: Vec<(Run, Run)>,
    room: Room,
    grid: Grid,
    /// How words are changed in what was found.
    changes: Changes,
    /// Whether the seed that is looked at stands in many places.
    many: bool,
    /// What was found.
    pub found: Vec<Alignment>,
    /// Stretches that repeat themselves without a break: first word, words of one
    /// repetition, end.
    pub tandems: Vec<(u32, u32, u32)>,
}

impl<'a> Search<'a> {
    /// Prepares a search. Without `right`, `left` is compared with itself.
    pub fn new(
        left: &'a Words,
        right: Option<&'a Words>,
        kept: Option<&[bool]>,
        settings: Settings,
    ) -> Self {
        let all = Vocabulary::new(left, right, kept);
        let alone = right.is_none();
        let right = right.unwrap_or(left);
        let (l, r) = (left.len(), right.len());
        let places = (l.max(2) as f32).log2() + (r.max(2) as f32).log2();
        Self {
            all,
            left,
            right,
            alone,
            settings,
            least: (2.0 * places) as i32 + CHANCE_MARGIN,
            settled: vec![(0, 0); l + r + 1],
            tried: vec![(0, 0); l + r + 1],
            covered_left: vec![false; l],
            covered_right: vec![false; r],
            recent: Vec::new(),
            room: Room::default(),
            grid: Grid::default(),
            changes: Changes::default(),
            many: false,
            found: Vec::new(),
            tandems: Vec::new(),
        }
    }

    /// Runs to the end, or until it is told to stop.
    pub fn run(
        &mut self,
        watch: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        watch(Progress::Share(0.0))?;
        let most = HALVES * self.settings.min_words;
        let right = (!self.alone).then_some(self.right);
        let seeds = Seeds::new(&self.all, self.left, right, most);
        for i in 0..self.left.len() {
            if i % STRIDE == 0 {
                watch(Progress::Share(i as f32 / self.left.len() as f32))?;
            }
            let Some(seed) = seeds.list.get(seeds.at[i] as usize) else { continue };
            let told = self.found.len();
            if self.alone {
                self.within(i, seed, seeds.places(seed));
            } else {
                self.between(i, seed, seeds.places(seed));
            }
            for alignment in &self.found[told..] {
                watch(Progress::Found(alignment))?;
            }
        }
        watch(Progress::Share(1.0))
    }

    fn between(&mut self, i: usize, seed: &Seed, places: &[u32]) {
        let words = seed.words as usize;
        self.many = u64::from(seed.left_count) * places.len() as u64 > FEW_PAIRS;
        if u64::from(seed.left_count) * places.len() as u64 <= FEW_PAIRS {
            for j in places {
                self.consider(i, *j as usize, words);
            }
            return;
        }
        if !self.covered_left[i]
            && let Some(j) = places.first()
        {
            self.consider(i, *j as usize, words);
        }
        if i == seed.left_first as usize {
            for j in places {
                if !self.covered_right[*j as usize] {
                    self.consider(i, *j as usize, words);
                }
            }
        }
    }

    fn within(&mut self, i: usize, seed: &Seed, places: &[u32]) {
        let words = seed.words as usize;
        self.many = (places.len() as u64).pow(2) > FEW_PAIRS;
        if (places.len() as u64).pow(2) <= FEW_PAIRS {
            for j in places.iter().filter(|j| **j as usize > i) {
                self.consider(i, *j as usize, words);
            }
        } else if let Some(first) = places.first().filter(|first| (**first as usize) < i)
            && !self.covered_left[i]
        {
            self.consider(*first as usize, i, words);
        }
    }

    fn diagonal(&self, i: usize, j: usize) -> usize {
        i + self.right.len() - j
    }

    fn is_settled(&self, i: usize, j: usize) -> bool {
        holds(self.settled[self.diagonal(i, j)], i)
    }

    /// Looks at a seed, and follows it if it is promising.
    fn consider(&mut self, i: usize, j: usize, words: usize) {
        if self.is_settled(i, j) || holds(self.tried[self.diagonal(i, j)], i) {
            return;
        }
        let (weight, from, to) = self.glance(i, j, words);
        let place = self.diagonal(i, j);
        let long = HALVES * self.settings.min_words;
        // Runs of single characters meet by chance far more often than runs of words.
        let alone = self.left.list()[i].halves < HALVES;
        let promising = if alone { PROMISING.max(self.least / 2 + 10) } else { PROMISING };
        if weight < promising && self.left.halves(from..to) < long {
            self.tried[place] = (from as u32, to as u32);
            return;
        }
        if self.alone && (self.is_in_tandem(i, j) || self.repeats_at_once(i, j)) {
            return;
        }
        // Equal words that stand everywhere and tell next to nothing, as in a text of two words
        // in any order, are taken as they are: every way on from them would be chance.
        let followed = weight >= promising || !self.many;
        let runs = if followed {
            self.follow(i, j, words)
        } else {
            let (left, right) = (from as u32, (j - (i - from)) as u32);
            vec![Run { left, right, len: (to - from) as u32 }]
        };
        let runs = &runs[ends::kept(&runs, |run| self.weigh(std::slice::from_ref(run)))];
        let before = self.settled[place];
        if followed && self.counts(runs) {
            let likelier = self.likelier(runs);
            self.accept(if self.counts(&likelier) { &likelier } else { runs });
        } else if self.counts(runs) {
            self.accept(runs);
        }
        // What was tried in vain is not tried again from its next word on.
        if self.settled[place] == before {
            self.tried[place] = (from as u32, to as u32);
        }
    }

    /// The weight of the best stretch without gaps around a seed, and where the equal words
    /// around it begin and end on the left.
    fn glance(&self, i: usize, j: usize, words: usize) -> (i32, usize, usize) {
        let right = self.right_numbers();
        let weigh = |at: usize| self.all.weights[self.all.left[at] as usize];
        let mut weight: i32 = (i..i + words).map(weigh).sum();
        let (mut to, mut score, mut best, mut equal) = (i + words, 0, 0, true);
        let ahead = self.all.left[i + words..].iter().zip(&right[j + words..]).enumerate();
        for (step, (a, b)) in ahead {
            equal &= a == b;
            score += if a == b { self.all.weights[*a as usize] } else { -5 };
            best = best.max(score);
            to += usize::from(equal);
            if score < best - GLANCE_DROP || weight + best >= PROMISING && step > 64 {
                break;
            }
        }
        weight += best;
        let (mut from, mut score, mut best, mut equal) = (i, 0, 0, true);
        for (a, b) in self.all.left[..i].iter().rev().zip(right[..j].iter().rev()).take(64) {
            equal &= a == b;
            score += if a == b { self.all.weights[*a as usize] } else { -5 };
            best = best.max(score);
            from -= usize::from(equal);
            if score < best - GLANCE_DROP {
                break;
            }
        }
        (weight + best, from, to)
    }

    fn right_numbers(&self) -> &[u32] {
        if self.alone { &self.all.left } else { &self.all.right }
    }

    /// Follows a seed in both directions. Compared with itself, a text is not followed into
    /// the other side of the same alignment.
    fn follow(&mut self, i: usize, j: usize, words: usize) -> Vec<Run> {
        let mut room = std::mem::take(&mut self.room);
        let (left, right) = (&self.all.left[..], self.right_numbers());
        let floor = if self.alone { i + words } else { 0 };
        let behind = (Side::Back(&left[..i]), Side::Back(&right[floor.min(j)..j]));
        let blocked = |x: usize, y: usize| self.is_settled(i - 1 - x, j - 1 - y);
        let back = extend(behind, &self.all.weights, blocked, &mut room);
        let mut runs: Vec<Run> = Vec::with_capacity(back.len() + 2);
        for run in back.iter().rev() {
            let (left, right) = (i as u32 - run.left, j as u32 - run.right);
            runs.push(Run { left: left - run.len, right: right - run.len, len: run.len });
        }
        let first_right = runs.first().map_or(j, |run| run.right as usize);
        let ceiling = if self.alone { first_right } else { left.len() };
        let ahead = (Side::Forth(&left[i..ceiling.max(i)]), Side::Forth(&right[j..]));
        let blocked = |x: usize, y: usize| self.is_settled(i + x, j + y);
        let forth = extend(ahead, &self.all.weights, blocked, &mut room);
        let forth = forth.into_iter().map(|run| Run {
            left: run.left + i as u32,
            right: run.right + j as u32,
            len: run.len,
        });
        for run in forth {
            push(&mut runs, run);
        }
        self.room = room;
        runs
    }

    /// An alignment with its likeliest ends. Compared with itself, a text is not followed into
    /// the other side of the same alignment.
    fn likelier(&mut self, runs: &[Run]) -> Vec<Run> {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return Vec::new() };
        let middle = (last.left + last.len).midpoint(first.right) as usize;
        let mut grid = std::mem::take(&mut self.grid);
        let (left, right) = (&self.all.left[..], self.right_numbers());
        let within = if self.alone {
            ((0, middle), (middle, right.len()))
        } else {
            ((0, 0), (left.len(), right.len()))
        };
        let known = (&self.all.bits[..], self.changes);
        let (ours, theirs) = (self.left, self.right);
        let parts = |x: usize, y: usize| ours.begins(x) && theirs.begins(y);
        let taken = |x: usize, y: usize| self.is_settled(x, y);
        let sides = (left, right);
        let likelier = likeliest::passage(runs, sides, within, known, (parts, taken), &mut grid);
        self.grid = grid;
        likelier
    }

    /// Whether an alignment is long enough and no chance.
    fn counts(&self, runs: &[Run]) -> bool {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return false };
        let range = |run: &Run| run.left as usize..(run.left + run.len) as usize;
        let halves = |run: &Run| self.left.halves(range(run));
        let equal: u32 = runs.iter().map(halves).sum();
        let longest = runs.iter().map(halves).max().unwrap_or(0);
        let left = first.left as usize..(last.left + last.len) as usize;
        let right = first.right as usize..(last.right + last.len) as usize;
        let all = self.left.halves(left).max(self.right.halves(right));
        let most = HALVES * self.settings.min_words;
        equal >= most && equal * 2 >= all && (longest >= most || self.weigh(runs) >= self.least)
    }

    /// Keeps an alignment, unless it lies inside of one that is known.
    fn accept(&mut self, runs: &[Run]) {
        let (Some(first), Some(last)) = (runs.first().copied(), runs.last().copied()) else {
            return;
        };
        let range = |run: &Run| run.left as usize..(run.left + run.len) as usize;
        let equal: u32 = runs.iter().map(|run| self.left.halves(range(run))).sum();
        let left = first.left as usize..(last.left + last.len) as usize;
        let right = first.right as usize..(last.right + last.len) as usize;
        for run in runs {
            let place = self.diagonal(run.left as usize, run.right as usize);
            // A passage comes back to its diagonal behind replaced words: all of it is settled.
            let (from, _) = self.settled[place];
            let from = if from >= first.left { from.min(run.left) } else { run.left };
            self.settled[place] = (from, run.left + run.len);
        }
        let inside = self.recent.iter().any(|(a, b)| {
            a.left <= first.left
                && last.left + last.len <= b.left + b.len
                && a.right <= first.right
                && last.right + last.len <= b.right + b.len
        });
        if inside {
            return;
        }
        if self.recent.len() == 16 {
            let shortest = (0..16).min_by_key(|at| {
                let (a, b) = self.recent[*at];
                (b.left + b.len).saturating_sub(first.left).min(b.left + b.len - a.left)
            });
            self.recent.swap_remove(shortest.unwrap_or(0));
        }
        self.recent.push((first, last));
        self.changes.learn(runs);
        let words = u64::from(self.left.halves(left.clone()) + self.right.halves(right.clone()));
        self.found.push(Alignment {
            left: self.left.span(left.clone()),
            right: self.right.span(right.clone()),
            score: (f64::from(2 * equal) / words.max(1) as f64) as f32,
            words: equal / HALVES,
            runs: runs.to_vec(),
        });
        self.covered_left[left.clone()].fill(true);
        self.covered_right[right.clone()].fill(true);
        if self.alone {
            self.covered_left[right].fill(true);
        }
    }

    /// What an alignment weighs: its equal words less what stands between them.
    fn weigh(&self, runs: &[Run]) -> i32 {
        let words = runs.iter().flat_map(|run| run.left..run.left + run.len);
        let equal: i32 =
            words.map(|at| self.all.weights[self.all.left[at as usize] as usize]).sum();
        let between = runs.windows(2).map(|two| {
            let left = two[1].left - two[0].left - two[0].len;
            let right = two[1].right - two[0].right - two[0].len;
            5 * left.min(right) as i32 + 2 * left.abs_diff(right) as i32
        });
        equal - between.sum::<i32>()
    }

    /// Whether both places are in one stretch that was taken as a repetition.
    fn is_in_tandem(&self, i: usize, j: usize) -> bool {
        let holds = |(from, _, to): &(u32, u32, u32)| (*from as usize) <= i && j < *to as usize;
        self.tandems.iter().rev().take(8).any(holds)
    }

    /// Whether the text repeats itself from `i` to `j` without a break: then all the
    /// repetitions are taken at once.
    fn repeats_at_once(&mut self, i: usize, j: usize) -> bool {
        let Some((start, period, end)) = tandem::stretch(&self.all.left, i, j - i) else {
            return false;
        };
        let mut unit = period;
        while self.left.halves(start..start + unit) < HALVES * self.settings.min_words {
            unit += period;
            if start + 2 * unit > end {
                return false;
            }
        }
        self.tandems.push((start as u32, unit as u32, end as u32));
        self.covered_left[start..end].fill(true);
        let place = self.diagonal(i, j);
        self.settled[place] = (start as u32, (end - (j - i)) as u32);
        true
    }
}

fn holds((from, to): (u32, u32), at: usize) -> bool {
    (from as usize..to as usize).contains(&at)
}
