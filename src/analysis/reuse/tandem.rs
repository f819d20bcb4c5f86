//! Tandem repeats: a stretch of a text that says the same again and again without a break.
//! Taken at once, or each pair of repetitions would be a passage.

/// The stretch around word `i` in which every word equals the one `period` words later, if it
/// holds at least two whole repetitions: its first word, the period, its end.
pub(super) fn stretch(words: &[u32], i: usize, period: usize) -> Option<(usize, usize, usize)> {
    if period == 0 {
        return None;
    }
    let same = |at: usize| words.get(at + period).is_some_and(|word| *word == words[at]);
    let end = (i..words.len()).take_while(|at| same(*at)).last()? + 1 + period;
    let start = (0..=i).rev().take_while(|at| same(*at)).last()?;
    (end - start >= 2 * period).then_some((start, period, end))
}

/// Where the repetitions begin and end.
pub(super) fn repetitions(start: u32, unit: u32, end: u32) -> impl Iterator<Item = (u32, u32)> {
    (0..(end - start) / unit.max(1)).map(move |n| (start + n * unit, start + (n + 1) * unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_reaches_as_far_as_it_repeats() {
        let words = [9, 1, 2, 3, 1, 2, 3, 1, 2, 8];
        assert_eq!(stretch(&words, 2, 3), Some((1, 3, 9)));
        assert_eq!(stretch(&words, 0, 3), None);
        assert_eq!(stretch(&words, 1, 6), None);
        assert_eq!(repetitions(1, 3, 9).collect::<Vec<_>>(), [(1, 4), (4, 7)]);
    }

    #[test]
    fn one_word_over_and_over_is_a_stretch_of_period_one() {
        assert_eq!(stretch(&[5; 20], 3, 1), Some((0, 1, 20)));
        assert_eq!(stretch(&[5; 20], 3, 0), None);
    }
}
