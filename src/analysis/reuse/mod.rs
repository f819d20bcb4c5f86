//! Reused passages: where two articles, or two places of one, say the same in the same words.
//!
//! A passage is a maximal alignment of at least so many equal words, small edits between
//! them included. Seeds of rare word runs are extended on both sides (seed and extend, as in
//! BLAST) and scored by what the words tell; near its ends, the likeliest one is taken, given how
//! often words are changed in these two texts. An alignment without an equal run of the
//! least length must weigh more than chance would give. Limits: text that was reordered
//! within a sentence is not followed; more than about seven replaced words in a row end a
//! passage; text in two languages is not compared.

mod changes;
mod difference;
mod ends;
mod extend;
mod groups;
mod likeliest;
mod search;
mod seeds;
mod tandem;
#[cfg(test)]
mod tests;
mod vocabulary;
pub mod words;

use std::ops::ControlFlow;

use crate::domain::span::Span;

pub use difference::{Operation, OperationKind, difference, difference_within};
pub use extend::Run;
use search::Search;
pub use words::Words;

/// The least words of a passage, unless asked otherwise.
pub const MIN_WORDS: u32 = 8;
/// The least words that may be asked for.
pub const FEWEST_WORDS: u32 = 5;
/// The most that may be asked for.
pub const MOST_WORDS: u32 = 20;

/// How to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The least words that must be equal in a passage. Two characters of a script without
    /// spaces count as a word.
    min_words: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { min_words: MIN_WORDS }
    }
}

impl Settings {
    /// Passages of at least so many words, [`FEWEST_WORDS`] to [`MOST_WORDS`].
    pub fn min_words(words: u32) -> Self {
        Self { min_words: words.clamp(FEWEST_WORDS, MOST_WORDS) }
    }

    /// Anything that weighs more than chance, from so few words on: for looking up a
    /// quotation that is known to be one.
    pub(super) fn at_least(words: u32) -> Self {
        Self { min_words: words.max(2) }
    }

    /// The least words.
    pub fn words(self) -> u32 {
        self.min_words
    }
}

/// Two spans that say the same, word for word.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alignment {
    /// The span on the left, in code points, from an equal word to an equal word.
    pub left: Span,
    /// The span on the right.
    pub right: Span,
    /// The share of the words of both spans that are equal, 0 to 1.
    pub score: f32,
    /// How many words are equal.
    pub words: u32,
    /// The equal words, in order on both sides.
    pub runs: Vec<Run>,
}

/// A passage with all its places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// Where it stands on the left, in order. If an article is compared with itself, only the
    /// first place.
    pub left: Vec<Span>,
    /// Where it stands on the right. If an article is compared with itself, the other places.
    pub right: Vec<Span>,
    /// The best of its alignments.
    pub best: Alignment,
}

/// What a search tells while it runs.
#[derive(Debug, Clone, Copy)]
pub enum Progress<'a> {
    /// The share of the left text that is done, 0 to 1.
    Share(f32),
    /// An alignment that was found; it may later turn out to be one of a group.
    Found(&'a Alignment),
}

/// A watcher that lets everything run.
pub fn unwatched(_: Progress<'_>) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The passages that stand in both texts, in the order of the left one. `watch` is told what
/// is found, and may break off: then `None`.
pub fn between(
    left: &Words,
    right: &Words,
    settings: Settings,
    watch: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Option<Vec<Passage>> {
    let mut search = Search::new(left, Some(right), None, settings);
    search.run(watch).is_continue().then(|| groups::groups(search.found, false))
}

/// The alignments of those words of the left text that are kept, with the right text. Used
/// for quotations: shorter ones are found than a passage may be.
pub(super) fn of_some(
    left: &Words,
    kept: &[bool],
    right: &Words,
    settings: Settings,
    watch: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Option<Vec<Alignment>> {
    let mut search = Search::new(left, Some(right), Some(kept), settings);
    search.run(watch).is_continue().then_some(search.found)
}

/// The passages that stand in one text more than once, in its order.
pub fn within(
    words: &Words,
    settings: Settings,
    watch: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Option<Vec<Passage>> {
    let mut search = Search::new(words, None, None, settings);
    search.run(watch).is_continue().then(|| {
        let tandems = search.tandems.iter().map(|(start, unit, end)| {
            let span = |(from, to): (u32, u32)| words.span(from as usize..to as usize);
            let mut places: Vec<Span> =
                tandem::repetitions(*start, *unit, *end).map(span).collect();
            let first = places.remove(0);
            let second = places.first().copied().unwrap_or(first);
            let count = words.halves(*start as usize..(*start + *unit) as usize) / words::HALVES;
            let best = Alignment {
                left: first,
                right: second,
                score: 1.0,
                words: count,
                runs: vec![Run { left: *start, right: *start + *unit, len: *unit }],
            };
            Passage { left: vec![first], right: places, best }
        });
        let mut passages: Vec<Passage> = tandems.collect();
        passages.extend(groups::groups(std::mem::take(&mut search.found), true));
        passages.sort_by_key(|p| (p.best.left, p.best.right));
        passages
    })
}
