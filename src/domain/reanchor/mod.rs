//! Finds anchors again in a changed text, in the order and with the score of Hypothesis
//! (`match-quote`): the old position, if the text there still equals the quotation; then
//! exact hits; then approximate ones. A place scores 50 · quotation + 20 · prefix +
//! 20 · suffix + 2 · position, given in percent of 92; context that the anchor does not have
//! (at the ends of its text) counts half.
//!
//! Two things are new. A short word at its old position, but among other words, gives way to
//! a better hit elsewhere: it may stand there by chance. And there is a minimum, because a
//! wrong place is worse than none. The work is bounded: candidates come from an index of
//! words, and only there is anything aligned.
//!
//! **The minimum.** Unrelated prose of one language reaches about 40 percent (a best
//! alignment agrees in 45 % of the letters of a long quotation, and in a quarter of its
//! context). 50 percent is above that, and asks half of the quotation's letters anyway. A
//! short quotation is found by chance much more easily: the minimum rises to 75 percent at
//! 8 code points and less, so that a word in the wrong place needs its surroundings.

mod align;
mod claims;
mod index;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use super::{
    anchor::{Anchor, AnchorState},
    span::Span,
    text::Text,
};
use index::{Index, Tokens};

pub use claims::{AnchorMove, AnchorRole, MovedClaim, move_claims};

/// Longer quotations, in code points, are aligned by words instead of letters.
const LONG: usize = 512;
/// Up to this many code points a quotation is found by chance most easily; from the other
/// number on, hardly.
const SHORT: usize = 8;
const SURE: usize = 64;
/// How many approximate candidates are aligned.
const MAX_CANDIDATES: usize = 4;
/// How many exact hits are scored: those nearest to where the anchor is expected.
const MAX_HITS: usize = 2_000;
/// An approximate place as good as this, in percent, needs no comparison with others.
const SURE_PERCENT: f32 = 90.0;
/// The least share of the quotation that must be there.
const MIN_QUOTE: f32 = 0.5;

/// Finds one anchor in a text. Who has many makes a [`Reanchorer`].
pub fn reanchor(anchor: &Anchor, text: &Text) -> Anchor {
    Reanchorer::new(text).find(anchor)
}

/// A text made ready to find many anchors in it.
#[derive(Debug)]
pub struct Reanchorer<'a> {
    text: &'a Text,
    /// Made when the first anchor no longer stands where it stood.
    index: OnceLock<Index>,
}

/// A place and how well it fits, in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Match {
    span: Span,
    percent: f32,
}

impl<'a> Reanchorer<'a> {
    /// Takes a text. Costs nothing until an anchor has to be looked for.
    pub fn new(text: &'a Text) -> Self {
        Self { text, index: OnceLock::new() }
    }

    /// The anchor as it stands in the text: exact where it was; moved, with the new words and
    /// context; or lost, as it was.
    pub fn find(&self, anchor: &Anchor) -> Anchor {
        self.find_near(anchor, anchor.span.start)
    }

    /// As [`Reanchorer::find`], if the anchor is expected to start at another code point.
    pub fn find_near(&self, anchor: &Anchor, expected: u32) -> Anchor {
        let there = self.text.slice(anchor.span) == Some(anchor.exact.as_str());
        let there = Anchor::new(self.text, anchor.span).filter(|_| there);
        let surroundings = there.as_ref().map_or(0.0, |there| context_percent(anchor, there));
        let len = anchor.exact.chars().count();
        let is_sure = surroundings >= if len > SHORT { minimum(len) } else { 100.0 };
        if let Some(exact) = &there
            && is_sure
        {
            return exact.clone();
        }
        // A short word may stand there by chance, and its own place be another.
        let found = self.best(anchor, expected).filter(|found| found.percent > surroundings);
        let moved = found.filter(|found| found.span != anchor.span).and_then(|found| {
            let mut moved = Anchor::new(self.text, found.span)?;
            let percent = found.percent.clamp(0.0, 100.0) as u8;
            moved.state = AnchorState::Moved { percent, was: anchor.span };
            Some(moved)
        });
        let lost = || Anchor { state: AnchorState::Lost, ..anchor.clone() };
        moved.or(there).unwrap_or_else(lost)
    }

    fn best(&self, anchor: &Anchor, expected: u32) -> Option<Match> {
        let quote = Quote::new(anchor);
        if quote.exact.is_empty() || self.text.is_empty() {
            return None;
        }
        let index = self.index.get_or_init(|| Index::new(self.text));
        let expected = expected.min(self.text.len());
        let enough = |found: &Match| found.percent >= minimum(quote.exact.len());
        let hits = self.exact_hits(index, &quote, &anchor.exact, expected);
        let exact = hits.into_iter().map(|start| {
            let span = Span { start, end: start + quote.exact.len() as u32 };
            score(index, &quote, span, 1.0, expected)
        });
        if let Some(found) = best_of(exact).filter(enough) {
            return Some(found);
        }
        let mut best: Option<Match> = None;
        for start in index.predict(&quote.tokens, expected, quote.exact.len()) {
            let near = align::window(start, quote.exact.len(), index.chars.len());
            let Some(found) = align::align(index, &quote, near) else { continue };
            if found.similarity < MIN_QUOTE {
                continue;
            }
            let span = align::to_word_edges(index, &quote, found.span);
            let scored = score(index, &quote, span, found.similarity, expected);
            best = best_of(best.into_iter().chain([scored]));
            if best.is_some_and(|best| best.percent >= SURE_PERCENT) {
                break;
            }
        }
        best.filter(enough)
    }

    /// Where the quotation stands word for word, in code points: those near to where it is
    /// expected, at most [`MAX_HITS`], and those that its context points to.
    fn exact_hits(&self, index: &Index, quote: &Quote, exact: &str, expected: u32) -> Vec<u32> {
        let mut starts = index.rarest(&quote.tokens, expected, MAX_HITS).unwrap_or_else(|| {
            // No whole word to look up: the marks and parts of words are searched for.
            let bytes = self.text.as_str().match_indices(exact).map(|(byte, _)| byte);
            bytes.take(MAX_HITS).filter_map(|byte| self.text.char_of(byte)).collect()
        });
        if starts.len() >= MAX_HITS {
            starts.extend(index.predict(&quote.tokens, expected, quote.exact.len()));
        }
        starts.retain(|start| {
            let start = *start as usize;
            index.chars.get(start..start + quote.exact.len()) == Some(quote.exact.as_slice())
        });
        starts
    }
}

/// An anchor's words as code points and tokens.
struct Quote {
    exact: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
    tokens: Tokens,
}

impl Quote {
    fn new(anchor: &Anchor) -> Self {
        let [prefix, exact, suffix] =
            [&anchor.prefix, &anchor.exact, &anchor.suffix].map(|s| s.chars().collect::<Vec<_>>());
        let tokens = Tokens::of_quote(&prefix, &exact, &suffix);
        Self { exact, prefix, suffix, tokens }
    }
}

/// The least percentage that counts as found, for a quotation of `len` code points.
fn minimum(len: usize) -> f32 {
    let (len, short, sure) = (len as f32, SHORT as f32, SURE as f32);
    50.0 + 25.0 * (sure - len.clamp(short, sure)) / (sure - short)
}

/// How well an anchor stands at its own place, where its words are, in percent.
fn context_percent(old: &Anchor, there: &Anchor) -> f32 {
    if old.prefix == there.prefix && old.suffix == there.suffix {
        return 100.0;
    }
    let chars = |text: &str| text.chars().collect::<Vec<_>>();
    let like = |old: &str, new: &str| {
        (!old.is_empty()).then(|| align::similarity(&chars(old), &chars(new)))
    };
    percent(1.0, 1.0, like(&old.prefix, &there.prefix), like(&old.suffix, &there.suffix))
}

/// The score in percent. All shares are 0 to 1; context that the anchor does not have speaks
/// neither for nor against a place.
fn percent(quote: f32, position: f32, prefix: Option<f32>, suffix: Option<f32>) -> f32 {
    let context = prefix.unwrap_or(0.5) + suffix.unwrap_or(0.5);
    100.0 * (50.0 * quote + 2.0 * position + 20.0 * context) / 92.0
}

fn best_of(matches: impl Iterator<Item = Match>) -> Option<Match> {
    // Of equal ones the first stays.
    matches.reduce(|best, other| if other.percent > best.percent { other } else { best })
}

fn score(index: &Index, quote: &Quote, span: Span, similarity: f32, expected: u32) -> Match {
    let chars = &index.chars;
    let (start, end) = (span.start as usize, (span.end as usize).min(chars.len()));
    let before = &chars[start.saturating_sub(quote.prefix.len())..start];
    let after = &chars[end..(end + quote.suffix.len()).min(chars.len())];
    let distance = span.start.abs_diff(expected) as f32 / chars.len().max(1) as f32;
    let like = |old: &[char], new| (!old.is_empty()).then(|| align::similarity(old, new));
    let (prefix, suffix) = (like(&quote.prefix, before), like(&quote.suffix, after));
    Match { span, percent: percent(similarity, 1.0 - distance.min(1.0), prefix, suffix) }
}
