//! The words of two texts under one numbering, with what each tells: that two texts share a
//! rare word says more than that they share a common one.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::words::Words;

/// The most a word may weigh, in half bits: rarer words are no better evidence, or one
/// name would be worth a sentence.
const HEAVIEST: f32 = 20.0;
const LIGHTEST: f32 = 2.0;

/// Two texts as numbers of words.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// The left text's words.
    pub left: Vec<u32>,
    /// The right text's words; empty if the left is compared with itself.
    pub right: Vec<u32>,
    /// For each word, what it tells in bits: −log₂ of its share of both texts.
    pub bits: Vec<f32>,
    /// For each word, what it weighs in an alignment, in half bits.
    pub weights: Vec<i32>,
}

/// The numbers of words are mixed already.
#[derive(Default)]
pub(super) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(0x517C_C1B7_2722_0A95);
        }
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

impl Vocabulary {
    /// Numbers the words of two texts, or of one. Words for which `kept` is false are like no
    /// other.
    pub fn new(left: &Words, right: Option<&Words>, kept: Option<&[bool]>) -> Self {
        let total = left.len() + right.map_or(0, Words::len);
        let mut numbers: HashMap<u64, u32, BuildHasherDefault<Mixed>> =
            HashMap::with_capacity_and_hasher(total / 4 + 16, BuildHasherDefault::default());
        let mut counts: Vec<u32> = Vec::with_capacity(total / 4 + 16);
        let mut number = |hash: u64, kept: bool| {
            if !kept {
                counts.push(1);
                return counts.len() as u32 - 1;
            }
            let number = *numbers.entry(hash).or_insert_with(|| {
                counts.push(0);
                counts.len() as u32 - 1
            });
            counts[number as usize] += 1;
            number
        };
        let is_kept = |at: usize| kept.is_none_or(|kept| kept.get(at).copied().unwrap_or(false));
        let left = left.list().iter().enumerate();
        let left: Vec<u32> = left.map(|(at, w)| number(w.hash, is_kept(at))).collect();
        let right = right.map_or(&[][..], Words::list);
        let right: Vec<u32> = right.iter().map(|w| number(w.hash, true)).collect();
        let log_total = (total.max(1) as f32).log2();
        let bits: Vec<f32> = counts.iter().map(|c| log_total - (*c as f32).log2()).collect();
        let weigh = |bits: &f32| (2.0 * bits).clamp(LIGHTEST, HEAVIEST) as i32;
        let weights = bits.iter().map(weigh).collect();
        Self { left, right, bits, weights }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Text;

    #[test]
    fn a_rare_word_weighs_more_than_a_common_one() {
        let words = |text: &str| Words::of_text(&Text::new(text));
        let left = words("the cat and the dog and the owl");
        let right = words("the owl");
        let all = Vocabulary::new(&left, Some(&right), None);
        assert_eq!(all.left[0], all.right[0]);
        let (the, cat) = (all.left[0] as usize, all.left[1] as usize);
        assert!(all.weights[the] < all.weights[cat]);
        assert!((all.bits[the] - 10_f32.log2() + 2.0).abs() < 1e-5);
    }

    #[test]
    fn a_word_that_is_left_out_is_like_no_other() {
        let words = Words::of_text(&Text::new("a b a b"));
        let all = Vocabulary::new(&words, Some(&words), Some(&[true, true, false, false]));
        assert_eq!(all.left[0], all.right[2]);
        assert!(!all.right.contains(&all.left[2]) && all.left[2] != all.left[3]);
    }
}
