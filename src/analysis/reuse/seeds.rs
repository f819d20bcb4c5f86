//! Seeds: short runs of words that stand in both texts, where an alignment may begin.
//!
//! A seed is as long as it must be to tell something: from each word on, so many words that
//! their information exceeds that of a place in the text. Two rare words are enough, common
//! ones need company. Each text is read once and sorted, so the cost is n log n.

use super::{vocabulary::Vocabulary, words::Words};

/// The fewest words of a seed.
const SHORTEST: usize = 2;
/// What a seed must tell beyond a place in the text, in bits.
const MARGIN: f32 = 2.0;

/// One run of words, wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seed {
    /// The places in the right text: a range of [`Seeds::places`].
    pub places: (u32, u32),
    /// How often it stands in the left text.
    pub left_count: u32,
    /// Where it stands in the left text first.
    pub left_first: u32,
    /// How many words it has.
    pub words: u32,
}

/// The seeds of two texts.
#[derive(Debug)]
pub(super) struct Seeds {
    /// For each word of the left text, the seed that starts there, or [`Seeds::NONE`].
    pub at: Vec<u32>,
    /// The seeds that stand in both.
    pub list: Vec<Seed>,
    /// Places in the right text, in order within each seed.
    places: Vec<u32>,
}

/// A run of words at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    hash: u64,
    at: u32,
    words: u32,
}

impl Seeds {
    /// No seed.
    pub const NONE: u32 = u32::MAX;

    /// The seeds that both texts have; with `right` empty, those of one text.
    pub fn new(all: &Vocabulary, left: &Words, right: Option<&Words>, most_halves: u32) -> Self {
        let n = all.left.len().max(all.right.len());
        let bits = (n.max(2) as f32).log2() + MARGIN;
        let left_runs = runs(&all.left, left, all, bits, most_halves);
        let right_runs = right.map(|r| runs(&all.right, r, all, bits, most_halves));
        let right_runs = right_runs.as_deref().unwrap_or(&left_runs);
        let mut seeds = Self {
            at: vec![Self::NONE; all.left.len()],
            list: Vec::new(),
            places: right_runs.iter().map(|run| run.at).collect(),
        };
        let (mut l, mut r) = (0, 0);
        while l < left_runs.len() && r < right_runs.len() {
            let hash = left_runs[l].hash;
            let left_end = end_of(&left_runs, l);
            while r < right_runs.len() && right_runs[r].hash < hash {
                r += 1;
            }
            let right_end = if right_runs.get(r).is_some_and(|run| run.hash == hash) {
                end_of(right_runs, r)
            } else {
                r
            };
            if right_end > r {
                let number = seeds.list.len() as u32;
                for run in &left_runs[l..left_end] {
                    seeds.at[run.at as usize] = number;
                }
                seeds.list.push(Seed {
                    places: (r as u32, right_end as u32),
                    left_count: (left_end - l) as u32,
                    left_first: left_runs[l].at,
                    words: left_runs[l].words,
                });
            }
            (l, r) = (left_end, right_end);
        }
        seeds
    }

    /// Where a seed stands in the right text, in order.
    pub fn places(&self, seed: &Seed) -> &[u32] {
        &self.places[seed.places.0 as usize..seed.places.1 as usize]
    }
}

fn end_of(runs: &[Run], from: usize) -> usize {
    let hash = runs[from].hash;
    from + runs[from..].iter().take_while(|run| run.hash == hash).count()
}

/// The runs of a text that tell enough, sorted by their words, then by place.
fn runs(numbers: &[u32], words: &Words, all: &Vocabulary, bits: f32, most: u32) -> Vec<Run> {
    let mut runs = Vec::with_capacity(numbers.len());
    for at in 0..numbers.len() {
        let (mut told, mut halves, mut hash) = (0.0, 0, 0x9E37_79B9_u64);
        for (len, number) in numbers[at..].iter().enumerate() {
            told += all.bits[*number as usize];
            halves += words.list()[at + len].halves;
            hash = (hash.rotate_left(13) ^ u64::from(*number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            if halves >= most || (told >= bits && len + 1 >= SHORTEST) {
                runs.push(Run { hash: hash ^ (hash >> 29), at: at as u32, words: len as u32 + 1 });
                break;
            }
        }
    }
    runs.sort_unstable();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Text;

    fn words(text: &str) -> Words {
        Words::of_text(&Text::new(text))
    }

    #[test]
    fn a_seed_knows_all_its_places_in_both_texts() {
        let left = words("red owl green fish red owl");
        let right = words("blue cat red owl blue cat red owl");
        let all = Vocabulary::new(&left, Some(&right), None);
        let seeds = Seeds::new(&all, &left, Some(&right), 4);
        let seed = seeds.list[seeds.at[0] as usize];
        assert_eq!((seed.left_count, seed.left_first, seed.words), (2, 0, 2));
        assert_eq!(seeds.places(&seed), [2, 6]);
        assert_eq!(seeds.at[0], seeds.at[4]);
        assert_eq!(seeds.at[1], Seeds::NONE);
    }

    #[test]
    fn rare_words_make_shorter_seeds_than_common_ones() {
        let common = "to be or not to be or to be not ".repeat(40);
        let left = words(&format!("{common} quince marzipan {common}"));
        let all = Vocabulary::new(&left, Some(&left), None);
        let seeds = Seeds::new(&all, &left, Some(&left), 16);
        let len = |at: usize| seeds.list[seeds.at[at] as usize].words;
        assert_eq!(len(400), 2);
        assert!(len(0) > 4, "{}", len(0));
    }
}
