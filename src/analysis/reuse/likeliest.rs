//! The likeliest end of a passage: which words near an end still belong to it.
//!
//! Every way in which the texts may go on together is summed up (the forward algorithm of a
//! pair hidden Markov model, Durbin et al. 1998), as odds against two texts that only meet by
//! chance: an equal word tells the more, the rarer it is; a changed word tells as much against
//! as words are seldom changed in this very passage. Of the places that remain, the one is
//! taken around which most of the probability lies, two words on each side: so that a common
//! word a little further on moves no end, unless several do.

#[cfg(test)]
mod tests;

use super::{
    changes::Changes,
    ends::between,
    extend::{Run, Side, push},
};

/// So many words more on one side than on the other are followed.
const BAND: usize = 10;
/// How far around a place its probability is summed, in words.
const AROUND: usize = 2;
/// How likely a passage goes on behind one of its words.
const GOES_ON: f64 = 0.98;
/// How likely a gap goes on behind one of its words.
const GAP_GOES_ON: f64 = 0.3;
/// More replaced words in a row part two passages.
const MOST_REPLACED: u32 = 7;
/// So many times likelier a passage ends where sentences end on both sides than elsewhere.
const SENTENCE: f64 = 4.0;
/// So many equal words from each end are looked at again.
const STEADY: u32 = 16;
/// So many words beyond each end are looked at.
const REACH: usize = 32;
/// A rarer word tells no more, in bits: a name is often met in two texts on one matter.
const RAREST: f32 = 10.0;
/// What is known of a pair of places: the odds that a passage reaches to there.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// If the last words stand for each other.
    both: f64,
    /// If the last word is one that only the left side has.
    left_only: f64,
    /// If the last word is one that only the right side has.
    right_only: f64,
    /// That the passage ends here.
    ends: f64,
}

impl Cell {
    fn all(self) -> f64 {
        self.both + self.left_only + self.right_only
    }
}

/// Memory that is used again from one end to the next.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    rows: usize,
}

impl Grid {
    const WIDTH: usize = 2 * BAND + 1;

    /// The cell behind so many words of both sides; nothing outside of the band.
    fn at(&self, x: usize, y: usize) -> Cell {
        let column = (y + BAND).checked_sub(x).filter(|column| *column < Self::WIDTH);
        let cell = column.and_then(|column| self.cells.get(x * Self::WIDTH + column));
        cell.copied().unwrap_or_default()
    }

    /// Sums up all ways from words 0 on.
    fn fill(
        &mut self,
        (left, right): (Side<'_>, Side<'_>),
        bits: &[f32],
        (replaced, gap): (f64, f64),
        (parts, taken): (impl Fn(usize, usize) -> bool, impl Fn(usize, usize) -> bool),
    ) {
        let gap = gap / 2.0;
        let kept = 1.0 - replaced - 2.0 * gap;
        self.rows = left.len() + 1;
        self.cells.clear();
        self.cells.resize(self.rows * Self::WIDTH, Cell::default());
        for x in 0..self.rows {
            for y in x.saturating_sub(BAND)..=(x + BAND).min(right.len()) {
                let mut cell = Cell::default();
                if x == 0 && y == 0 {
                    cell.both = 1.0;
                }
                if x > 0 && y > 0 {
                    let (a, b) = (left.get(x - 1), right.get(y - 1));
                    let told = match a {
                        Some(_) if a == b && taken(x - 1, y - 1) => 0.0,
                        Some(word) if a == b => {
                            kept * f64::from(bits[word as usize].clamp(1.0, RAREST)).exp2()
                        }
                        _ => replaced,
                    };
                    cell.both = self.at(x - 1, y - 1).all() * told * GOES_ON;
                }
                if x > 0 {
                    let above = self.at(x - 1, y);
                    cell.left_only = above.both * gap + above.left_only * GAP_GOES_ON;
                }
                if y > 0 {
                    let before = self.at(x, y - 1);
                    cell.right_only = before.both * gap + before.right_only * GAP_GOES_ON;
                }
                cell.ends = cell.all() * if parts(x, y) { SENTENCE } else { 1.0 };
                self.cells[x * Self::WIDTH + y + BAND - x] = cell;
            }
        }
    }

    /// Of a place and those around it where sentences end, the likeliest by itself: what lies
    /// around may be likelier as a whole, but readers see where a sentence ends.
    fn sentence_near(
        &self,
        (x, y): (usize, usize),
        ends_run: impl Fn(usize, usize) -> bool,
        parts: impl Fn(usize, usize) -> bool,
    ) -> (usize, usize) {
        let near = |at: usize| at.saturating_sub(AROUND).max(1)..=at + AROUND;
        let mut best = (self.at(x, y).ends, (x, y));
        for place in near(x).flat_map(|x| near(y).map(move |y| (x, y))) {
            let ends = self.at(place.0, place.1).ends;
            if ends > best.0 && ends_run(place.0, place.1) && parts(place.0, place.1) {
                best = (ends, place);
            }
        }
        best.1
    }

    /// The probability around a place, as odds.
    fn around(&self, x: usize, y: usize) -> f64 {
        let near = |at: usize| at.saturating_sub(AROUND)..=at + AROUND;
        near(x).map(|x| near(y).map(|y| self.at(x, y).ends).sum::<f64>()).sum()
    }
}

/// The runs of equal words from words 0 of both sides to the likeliest end, in the sides' own
/// counting. Of the places, it is asked whether sentences end there on both sides; of pairs of
/// words, whether they lie on another passage.
fn runs(
    sides: (Side<'_>, Side<'_>),
    bits: &[f32],
    chances: (f64, f64),
    (parts, taken): (impl Fn(usize, usize) -> bool, impl Fn(usize, usize) -> bool),
    grid: &mut Grid,
) -> Vec<Run> {
    let (left, right) = sides;
    let equal =
        |x: usize, y: usize| left.get(x).is_some() && left.get(x) == right.get(y) && !taken(x, y);
    grid.fill(sides, bits, chances, (&parts, &taken));
    let ends_run = |x: usize, y: usize| equal(x - 1, y - 1) && !equal(x, y);
    let mut reach = left.len();
    loop {
        let mut best = (0.0, (0, 0));
        for x in 1..=reach {
            for y in x.saturating_sub(BAND).max(1)..=(x + BAND).min(right.len()) {
                if ends_run(x, y) {
                    let sum = grid.around(x, y);
                    if sum > best.0 {
                        best = (sum, (x, y));
                    }
                }
            }
        }
        let found = walk_back(grid, grid.sentence_near(best.1, ends_run, &parts), equal);
        let apart = |two: &&[Run]| between(two[0], two[1]).0 > MOST_REPLACED;
        match found.windows(2).find(apart) {
            Some(two) => reach = (two[0].left + two[0].len) as usize,
            None => return found,
        }
    }
}

/// The likeliest way to a place.
fn walk_back(
    grid: &Grid,
    (mut x, mut y): (usize, usize),
    equal: impl Fn(usize, usize) -> bool,
) -> Vec<Run> {
    #[derive(Clone, Copy)]
    enum Last {
        Both,
        LeftOnly,
        RightOnly,
    }
    let mut found: Vec<Run> = Vec::new();
    let mut last = Last::Both;
    while x > 0 && y > 0 {
        match last {
            Last::Both => {
                (x, y) = (x - 1, y - 1);
                if equal(x, y) {
                    let (left, right) = (x as u32, y as u32);
                    match found.last_mut() {
                        Some(run) if run.left == left + 1 && run.right == right + 1 => {
                            *run = Run { left, right, len: run.len + 1 };
                        }
                        _ => found.push(Run { left, right, len: 1 }),
                    }
                }
                let cell = grid.at(x, y);
                if cell.left_only > cell.both && cell.left_only >= cell.right_only {
                    last = Last::LeftOnly;
                } else if cell.right_only > cell.both {
                    last = Last::RightOnly;
                }
            }
            // A gap begins behind words that stand for each other.
            Last::LeftOnly => {
                let goes_on = grid.at(x, y).left_only;
                x -= 1;
                if grid.at(x, y).left_only * GAP_GOES_ON * 2.0 <= goes_on {
                    last = Last::Both;
                }
            }
            Last::RightOnly => {
                let goes_on = grid.at(x, y).right_only;
                y -= 1;
                if grid.at(x, y).right_only * GAP_GOES_ON * 2.0 <= goes_on {
                    last = Last::Both;
                }
            }
        }
    }
    found.reverse();
    found
}

/// A passage whose ends are the likeliest. The bounds tell how far it may
/// reach: the first words of both sides and one past the last.
pub(super) fn passage(
    kept: &[Run],
    (left, right): (&[u32], &[u32]),
    (first, last): ((usize, usize), (usize, usize)),
    (bits, others): (&[f32], Changes),
    (parts, taken): (impl Fn(usize, usize) -> bool, impl Fn(usize, usize) -> bool),
    grid: &mut Grid,
) -> Vec<Run> {
    let chances = Changes::of(kept).chances(others);
    let equal: u32 = kept.iter().map(|run| run.len).sum();
    // Between the two places nothing is looked at again.
    let (from, to) = (STEADY.min(equal / 2), equal - STEADY.min(equal / 2));
    let (Some(behind), Some(ahead)) = (place(kept, from), place(kept, to)) else {
        return kept.to_vec();
    };
    let reach = |place: usize, end: usize| place.saturating_sub(end).min(REACH);
    let (ends_left, ends_right) = match (kept.first(), kept.last()) {
        (Some(a), Some(b)) => (
            (a.left as usize, a.right as usize),
            ((b.left + b.len) as usize, (b.right + b.len) as usize),
        ),
        _ => return kept.to_vec(),
    };
    let back = (
        ends_left.0 - reach(ends_left.0, first.0)..behind.0,
        ends_left.1 - reach(ends_left.1, first.1)..behind.1,
    );
    let forth = (
        ahead.0..ends_right.0 + reach(last.0, ends_right.0),
        ahead.1..ends_right.1 + reach(last.1, ends_right.1),
    );
    let sides = (Side::Back(&left[back.0]), Side::Back(&right[back.1]));
    let mut all: Vec<Run> = Vec::with_capacity(kept.len() + 4);
    let parts_back = |x: usize, y: usize| parts(behind.0 - x, behind.1 - y);
    let taken_back = |x: usize, y: usize| taken(behind.0 - 1 - x, behind.1 - 1 - y);
    for run in runs(sides, bits, chances, (parts_back, taken_back), grid).iter().rev() {
        let (left, right) = (behind.0 as u32 - run.left, behind.1 as u32 - run.right);
        push(&mut all, Run { left: left - run.len, right: right - run.len, len: run.len });
    }
    for run in kept {
        let skipped = (behind.0 as u32).saturating_sub(run.left).min(run.len);
        let over = (run.left + run.len).saturating_sub(ahead.0 as u32).min(run.len - skipped);
        let len = run.len - skipped - over;
        push(&mut all, Run { left: run.left + skipped, right: run.right + skipped, len });
    }
    let sides = (Side::Forth(&left[forth.0]), Side::Forth(&right[forth.1]));
    let parts_forth = |x: usize, y: usize| parts(ahead.0 + x, ahead.1 + y);
    let taken_forth = |x: usize, y: usize| taken(ahead.0 + x, ahead.1 + y);
    for run in runs(sides, bits, chances, (parts_forth, taken_forth), grid) {
        let (left, right) = (run.left + ahead.0 as u32, run.right + ahead.1 as u32);
        push(&mut all, Run { left, right, len: run.len });
    }
    all
}

/// Where the equal word of this number stands, counted over all runs; behind the last one,
/// where that ends.
fn place(runs: &[Run], mut number: u32) -> Option<(usize, usize)> {
    for run in runs {
        if number < run.len {
            return Some(((run.left + number) as usize, (run.right + number) as usize));
        }
        number -= run.len;
    }
    runs.last().map(|run| ((run.left + run.len) as usize, (run.right + run.len) as usize))
}
