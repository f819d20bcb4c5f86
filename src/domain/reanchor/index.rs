//! Words of a text and where they stand, so that a quotation's rare words and pairs of
//! words say where it could be.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::text::Text;

/// A word or pair of words that stands in the text more often says nothing of a place.
const MAX_SEED_HITS: usize = 32;
/// How many of a quotation's words are looked up.
const MAX_SEEDS: usize = 1_000;

/// A word: where it starts, how long it is, and its hash. Positions are code points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub start: u32,
    pub len: u32,
    pub hash: u64,
}

/// A text as code points, words, and an index of words and pairs.
#[derive(Debug)]
pub(super) struct Index {
    pub chars: Vec<char>,
    pub tokens: Vec<Token>,
    /// The hash of each word and each pair, with the number of its (first) word.
    words: Vec<(u64, u32)>,
    pairs: Vec<(u64, u32)>,
}

/// The words of a quotation and its context; positions count from the quotation's start.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// Whole words of prefix, quotation and suffix, with where they start.
    all: Vec<(i64, u64)>,
    /// Which of them stand in the quotation itself.
    inside: std::ops::Range<usize>,
}

pub(super) fn tokens(chars: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        if is_ideograph(chars[at]) {
            at += 1;
        } else {
            while at < chars.len() && is_word(chars[at]) {
                at += 1;
            }
        }
        if at == start {
            at += 1;
            continue;
        }
        let mut hasher = DefaultHasher::new();
        chars[start..at].hash(&mut hasher);
        let (start, len) = (start as u32, (at - start) as u32);
        tokens.push(Token { start, len, hash: hasher.finish() });
    }
    tokens
}

/// Whether a code point is part of a word of several.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_ideograph(c)
}

/// Scripts without spaces, in which a sign is as good as a word.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

pub(super) fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(17) ^ second.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Index {
    pub fn new(text: &Text) -> Self {
        let chars: Vec<char> = text.as_str().chars().collect();
        let tokens = tokens(&chars);
        let numbered = tokens.iter().zip(0..);
        let mut words: Vec<_> = numbered.map(|(token, at)| (token.hash, at)).collect();
        let numbered = tokens.windows(2).zip(0..);
        let mut pairs: Vec<_> =
            numbered.map(|(two, at)| (pair(two[0].hash, two[1].hash), at)).collect();
        words.sort_unstable();
        pairs.sort_unstable();
        Self { chars, tokens, words, pairs }
    }

    fn hits(list: &[(u64, u32)], hash: u64) -> &[(u64, u32)] {
        let start = list.partition_point(|(known, _)| *known < hash);
        let rest = &list[start..];
        &rest[..rest.partition_point(|(known, _)| *known == hash)]
    }

    /// Where a quotation could start if its rarest whole word stands where it stands in the
    /// text: the places nearest to the expected one, at most `limit`. `None` if it has no
    /// whole word.
    pub fn rarest(&self, quote: &Tokens, expected: u32, limit: usize) -> Option<Vec<u32>> {
        let inside = &quote.all[quote.inside.clone()];
        let words = inside.iter().map(|(at, hash)| (*at, Self::hits(&self.words, *hash)));
        // One word of a thousand is rare enough; the others need no look-up.
        let (offset, hits) = words.take(MAX_SEEDS).min_by_key(|(_, hits)| hits.len())?;
        let start_of = |hit: &(u64, u32)| i64::from(self.tokens[hit.1 as usize].start) - offset;
        let mut starts: Vec<u32> =
            hits.iter().filter_map(|hit| u32::try_from(start_of(hit)).ok()).collect();
        if starts.len() > limit {
            starts.select_nth_unstable_by_key(limit, |start| start.abs_diff(expected));
            starts.truncate(limit);
            starts.sort_unstable();
        }
        Some(starts)
    }

    /// Where a quotation of `len` code points probably starts, the likeliest first: where
    /// most of its words and pairs, and those of its context, point to.
    pub fn predict(&self, quote: &Tokens, expected: u32, len: usize) -> Vec<u32> {
        let mut votes: Vec<i64> = Vec::new();
        let step = (quote.all.len() / MAX_SEEDS).max(1);
        for at in (0..quote.all.len()).step_by(step) {
            let (offset, hash) = quote.all[at];
            let mut vote = |hits: &[(u64, u32)]| {
                if hits.len() <= MAX_SEED_HITS {
                    let starts = hits.iter().map(|hit| self.tokens[hit.1 as usize].start);
                    votes.extend(starts.map(|start| i64::from(start) - offset));
                }
            };
            vote(Self::hits(&self.words, hash));
            if let Some((_, next)) = quote.all.get(at + 1) {
                vote(Self::hits(&self.pairs, pair(hash, *next)));
            }
        }
        votes.sort_unstable();
        let mut clusters = clusters(&votes, (len as i64 / 4).max(16));
        let near = |start: i64| start.abs_diff(i64::from(expected));
        clusters.sort_by_key(|(count, start)| (std::cmp::Reverse(*count), near(*start)));
        let mut starts: Vec<u32> = clusters
            .into_iter()
            .map(|(_, start)| start.clamp(0, self.chars.len() as i64) as u32)
            .take(super::MAX_CANDIDATES - 1)
            .collect();
        if !starts.contains(&expected) {
            starts.push(expected);
        }
        starts
    }
}

/// Groups of sorted votes no wider than `width`: how many, and the one in the middle.
fn clusters(votes: &[i64], width: i64) -> Vec<(usize, i64)> {
    let mut clusters = Vec::new();
    let mut rest = votes;
    while let Some(first) = rest.first() {
        let count = rest.partition_point(|vote| *vote - first <= width);
        let group = &rest[..count];
        clusters.push((count, group[count / 2]));
        rest = &rest[count..];
    }
    clusters
}

impl Tokens {
    pub fn of_quote(prefix: &[char], exact: &[char], suffix: &[char]) -> Self {
        let whole: Vec<char> = [prefix, exact, suffix].concat();
        let (start, end) = (prefix.len(), prefix.len() + exact.len());
        let found = tokens(&whole);
        // A word at the outer end of the context may have been cut there.
        let uncut = |token: &&Token| {
            let (from, to) = (token.start as usize, (token.start + token.len) as usize);
            (from > 0 || start == 0) && (to < whole.len() || end == whole.len())
        };
        let found: Vec<Token> = found.iter().filter(uncut).copied().collect();
        let first = found.partition_point(|token| (token.start as usize) < start);
        let last = found.partition_point(|token| (token.start + token.len) as usize <= end);
        let all = found.iter().map(|t| (i64::from(t.start) - start as i64, t.hash)).collect();
        Self { all, inside: first..last.max(first) }
    }
}
