//! How words were changed on their way from one text to the other, learnt from what was found:
//! one editor changes words in one manner.

use super::{ends::between, extend::Run};

/// What is known of changes before any were seen: words, how many of them are replaced, and
/// behind how many others are added or dropped.
const KNOWN: Changes = Changes { words: 24.0, replaced: 1.7, gaps: 0.3 };
/// So many words of other passages tell about the changes of one as much as its own do.
const OTHERS: f64 = 40.0;
/// So many changes of other passages tell about their kind as much as its own do.
const OTHERS_CHANGES: f64 = 3.0;
/// A longer passage tells no more about others.
const TELLING: f64 = 60.0;

/// How words are changed from one text to the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Changes {
    words: f64,
    replaced: f64,
    /// Behind how many words others are added or dropped.
    gaps: f64,
}

impl Default for Changes {
    fn default() -> Self {
        KNOWN
    }
}

impl Changes {
    /// As they are in a passage.
    pub fn of(runs: &[Run]) -> Self {
        let mut all = Self { words: 0.0, replaced: 0.0, gaps: 0.0 };
        for run in runs {
            all.words += f64::from(run.len);
        }
        for two in runs.windows(2) {
            let (words, extra) = between(two[0], two[1]);
            // A longer gap is one change all the same.
            let gaps = u32::from(extra > 0);
            all.words += f64::from(words + gaps);
            all.replaced += f64::from(words);
            all.gaps += f64::from(gaps);
        }
        all
    }

    /// Learns from a passage: one editor changes words in one manner.
    pub fn learn(&mut self, runs: &[Run]) {
        let one = Self::of(runs);
        let share = (TELLING / one.words.max(1.0)).min(1.0);
        self.words += share * one.words;
        self.replaced += share * one.replaced;
        self.gaps += share * one.gaps;
    }

    /// How likely a word of a passage is replaced, and how likely it is followed by words
    /// that only one side has, given what other passages tell.
    pub fn chances(self, others: Self) -> (f64, f64) {
        let changed = |all: Self| all.replaced + all.gaps;
        let rate = OTHERS * changed(others) / others.words;
        let rate = (changed(self) + rate) / (self.words + OTHERS);
        let gaps = OTHERS_CHANGES * others.gaps / changed(others);
        let gaps = (self.gaps + gaps) / (changed(self) + OTHERS_CHANGES);
        let rate = rate.clamp(0.02, 0.6);
        (rate * (1.0 - gaps), rate * gaps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_tells_of_itself_and_others_of_what_it_does_not_tell() {
        let run = |left, right, len| Run { left, right, len };
        let replaced = Changes::of(&[run(0, 0, 10), run(12, 12, 10)]);
        let gap = Changes::of(&[run(0, 0, 10), run(13, 10, 10)]);
        assert_eq!((replaced.words, replaced.replaced, replaced.gaps), (22.0, 2.0, 0.0));
        assert_eq!((gap.words, gap.replaced, gap.gaps), (21.0, 0.0, 1.0));
        let (mut close, mut loose) = (Changes::default(), Changes::default());
        close.learn(&[run(0, 0, 1000)]);
        loose.learn(&[run(0, 0, 10), run(20, 20, 10), run(40, 40, 10)]);
        assert!(replaced.chances(close).0 < replaced.chances(loose).0);
        assert!(gap.chances(close).1 > replaced.chances(close).1);
    }

    #[test]
    fn however_much_is_changed_the_chances_stay_chances() {
        let run = |left, right| Run { left, right, len: 1 };
        let mut others = Changes::default();
        let torn: Vec<Run> = (0..50).map(|n| run(n * 40, n * 41)).collect();
        others.learn(&torn);
        let (replaced, gap) = Changes::of(&torn).chances(others);
        assert!(replaced > 0.0 && gap > 0.0 && replaced + gap <= 0.6);
        let (replaced, gap) = Changes::of(&[]).chances(Changes::default());
        assert!(replaced > 0.0 && gap > 0.0);
    }
}
