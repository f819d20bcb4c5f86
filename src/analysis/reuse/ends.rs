//! Where an alignment begins and ends: at a difference near an end one must decide whether
//! the passage goes on behind it or a common word only happens to stand in both texts.
//!
//! Decided by what is likelier, given how often words differ within the passage itself: in a
//! close copy a changed word tells much against going on, in a paraphrase little (a log-odds
//! score, as in Altschul 1991, whose rate of change is read from the alignment).

use std::ops::Range;

use super::extend::Run;

/// Words that an alignment is taken to have beside its own, and how many of them differ: what
/// is known of the rate of change before it is seen.
const KNOWN: (f32, f32) = (24.0, 2.0);
/// How often the rate is read anew from what is left.
const ROUNDS: usize = 2;
/// Changes that an alignment is taken to have beside its own, and how many of them add or drop
/// words.
const KNOWN_GAPS: (f32, f32) = (2.0, 0.2);
/// What a gap costs beyond its being one, in half bits: there are many that could be tried.
const GAP: f32 = 5.0;
/// What each further word of a gap costs.
const LONGER: f32 = 5.0;
/// A gap of more words costs no more.
const LONGEST: u32 = 12;

/// What changes cost in an alignment, in half bits.
#[derive(Debug, Clone, Copy)]
struct Costs {
    replaced: f32,
    gap: f32,
    /// What an equal word loses: it might have been changed.
    kept: f32,
}

impl Costs {
    /// As they are where runs make a passage.
    fn of(runs: &[Run]) -> Self {
        let equal: u32 = runs.iter().map(|run| run.len).sum();
        let (mut replaced, mut gaps) = (0, 0);
        for two in runs.windows(2) {
            let (words, extra) = between(two[0], two[1]);
            replaced += words;
            // A longer gap is one change all the same.
            gaps += u32::from(extra > 0);
        }
        let changed = (replaced + gaps) as f32;
        let rate = (changed + KNOWN.1) / (equal as f32 + changed + KNOWN.0);
        let rate = rate.clamp(0.02, 0.5);
        let gaps = (gaps as f32 + KNOWN_GAPS.1) / (changed + KNOWN_GAPS.0);
        let [replaced, gap, kept] = [rate, rate * gaps, 1.0 - rate].map(|p| -2.0 * p.log2());
        Self { replaced, gap: gap + GAP, kept }
    }

    fn between(self, before: Run, run: Run) -> f32 {
        let (replaced, extra) = between(before, run);
        let longer = LONGER * extra.saturating_sub(1).min(LONGEST) as f32;
        let gap = if extra > 0 { self.gap + longer } else { 0.0 };
        self.replaced * replaced as f32 + gap
    }
}

/// The words that are replaced between two runs, and those that only one side has.
pub(super) fn between(before: Run, run: Run) -> (u32, u32) {
    let left = run.left - before.left - before.len;
    let right = run.right - before.right - before.len;
    (left.min(right), left.abs_diff(right))
}

/// The runs that belong to the passage. `weigh` tells what the words of a run weigh, in half
/// bits.
pub(super) fn kept(runs: &[Run], weigh: impl Fn(&Run) -> i32) -> Range<usize> {
    let weights: Vec<f32> = runs.iter().map(|run| weigh(run) as f32).collect();
    // The first look takes it for a close copy: what is left tells the rate without what may
    // only have been met by chance.
    let mut kept = best(runs, &weights, Costs::of(&[]));
    for _ in 0..ROUNDS {
        kept = best(runs, &weights, Costs::of(&runs[kept]));
    }
    kept
}

/// The part that weighs most.
fn best(runs: &[Run], weights: &[f32], costs: Costs) -> Range<usize> {
    let (mut most, mut kept) = (f32::MIN, 0..0);
    let (mut score, mut from) = (0.0, 0);
    for (at, (run, weight)) in runs.iter().zip(weights).enumerate() {
        if at > 0 {
            score -= costs.between(runs[at - 1], *run);
        }
        if score <= 0.0 {
            (score, from) = (0.0, at);
        }
        score += weight - costs.kept * run.len as f32;
        if score > most {
            (most, kept) = (score, from..at + 1);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(left: u32, right: u32, len: u32) -> Run {
        Run { left, right, len }
    }

    #[test]
    fn a_common_word_behind_changed_ones_ends_no_close_copy() {
        let runs = [run(0, 0, 30), run(32, 32, 1)];
        assert_eq!(kept(&runs, |run| 10 * run.len as i32), 0..1);
    }

    #[test]
    fn a_rare_word_behind_a_changed_one_belongs_to_it() {
        let runs = [run(0, 0, 30), run(31, 31, 1)];
        assert_eq!(kept(&runs, |run| 20 * run.len as i32), 0..2);
    }

    #[test]
    fn where_much_is_changed_a_paraphrase_goes_on_behind_more() {
        let runs: Vec<Run> = (0..10).map(|n| run(n * 4, n * 4, 2)).collect();
        let weigh = |run: &Run| 8 * run.len as i32;
        assert_eq!(kept(&runs, weigh), 0..10);
        let copy = [run(0, 0, 30), run(32, 32, 2)];
        assert_eq!(kept(&copy, |run| 6 * run.len as i32), 0..1);
    }

    #[test]
    fn of_nothing_nothing_is_kept() {
        assert_eq!(kept(&[], |_| 0), 0..0);
    }
}
