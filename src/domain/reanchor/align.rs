//! How like a quotation a stretch of the text is, and where in it the quotation stands.

use std::collections::HashMap;

use crate::domain::span::Span;

use super::{
    LONG, Quote,
    index::{Index, Token, is_word, pair, tokens},
};

/// Slack on both sides of a window beside a quarter of the quotation, in code points.
const SLACK: usize = 32;
/// A pair of words that stands in a window more often is not aligned.
const MAX_PAIR_HITS: usize = 8;
/// The longest part of a word that a found place is extended by, in code points.
const MAX_EDGE: usize = 24;

/// Where a quotation stands in a window.
pub(super) struct Alignment {
    pub span: Span,
    /// The share of the quotation that is there, 0 to 1.
    pub similarity: f32,
}

/// The stretch in which to look for a quotation that probably starts at `start`.
pub(super) fn window(start: u32, len: usize, text: usize) -> Span {
    let slack = SLACK + len / 4;
    let from = (start as usize).min(text).saturating_sub(slack);
    Span::new(from as u32, (start as usize + len + slack).min(text) as u32)
}

pub(super) fn align(index: &Index, quote: &Quote, window: Span) -> Option<Alignment> {
    if quote.exact.len() > LONG {
        by_words(index, quote, window)
    } else {
        by_letters(index, quote, window)
    }
}

/// 1 less the Levenshtein distance in shares of the longer text.
pub(super) fn similarity(a: &[char], b: &[char]) -> f32 {
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 1.0;
    }
    let mut row: Vec<u32> = (0..=b.len() as u32).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i as u32 + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + u32::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    1.0 - row[b.len()] as f32 / longer as f32
}

/// The least Levenshtein distance of the quotation to any part of the window.
fn by_letters(index: &Index, quote: &Quote, window: Span) -> Option<Alignment> {
    let text = index.chars.get(window.start as usize..window.end as usize)?;
    let wanted = &quote.exact;
    // For each number of letters read of the quotation: errors, and where that began.
    let mut row: Vec<(u32, u32)> = (0..=wanted.len() as u32).map(|n| (n, 0)).collect();
    let mut best = (u32::MAX, 0, 0);
    for (end, letter) in text.iter().enumerate() {
        let end = end as u32 + 1;
        let mut diagonal = row[0];
        row[0] = (0, end);
        for (j, wanted) in wanted.iter().enumerate() {
            let substituted = (diagonal.0 + u32::from(letter != wanted), diagonal.1);
            diagonal = row[j + 1];
            let (skipped, added) = ((row[j].0 + 1, row[j].1), (diagonal.0 + 1, diagonal.1));
            let mut cell = substituted;
            for other in [skipped, added] {
                if other.0 < cell.0 {
                    cell = other;
                }
            }
            row[j + 1] = cell;
        }
        let (errors, start) = row[wanted.len()];
        if errors < best.0 && start < end {
            best = (errors, start, end);
        }
    }
    let (errors, start, end) = best;
    (errors != u32::MAX).then(|| Alignment {
        span: Span::new(window.start + start, window.start + end),
        similarity: 1.0 - (errors as f32 / wanted.len() as f32).min(1.0),
    })
}

/// The longest run of pairs of words that quotation and window have in one order. What is
/// not found at the quotation's ends is left out of the span.
fn by_words(index: &Index, quote: &Quote, window: Span) -> Option<Alignment> {
    let from = index.tokens.partition_point(|token| token.start < window.start);
    let to = index.tokens.partition_point(|token| token.start + token.len <= window.end);
    let there = &index.tokens[from..to.max(from)];
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for (two, at) in there.windows(2).zip(0..) {
        places.entry(pair(two[0].hash, two[1].hash)).or_default().push(at);
    }
    let wanted = tokens(&quote.exact);
    let mut common: Vec<(u32, u32)> = Vec::new();
    for (two, at) in wanted.windows(2).zip(0..) {
        let hits = places.get(&pair(two[0].hash, two[1].hash)).map_or(&[][..], Vec::as_slice);
        if hits.len() <= MAX_PAIR_HITS {
            // Later places first, so that of one pair's places only one is taken.
            common.extend(hits.iter().rev().map(|place| (at, *place)));
        }
    }
    let mut found: Vec<Option<u32>> = vec![None; wanted.len()];
    for (at, place) in longest_run(&common) {
        found[at as usize] = Some(place);
        found[at as usize + 1] = Some(place + 1);
    }
    grow(&mut found, &wanted, there);
    let first = found.iter().flatten().next().copied()?;
    let last = found.iter().flatten().next_back().copied()?;
    let letters = |tokens: &[Token]| tokens.iter().map(|token| token.len).sum::<u32>();
    let kept = wanted.iter().zip(&found).filter(|(_, place)| place.is_some());
    let kept: u32 = kept.map(|(token, _)| token.len).sum();
    let stretch = &there[first as usize..=last as usize];
    let all = letters(&wanted).max(letters(stretch)).max(1);
    let end = there[last as usize];
    let span = Span::new(there[first as usize].start, end.start + end.len);
    Some(Alignment {
        span: with_marks(index, quote, span, &wanted, &found),
        similarity: kept as f32 / all as f32,
    })
}

/// Joins to the words found those beside them that are the same in both, too.
fn grow(found: &mut [Option<u32>], wanted: &[Token], there: &[Token]) {
    let same = |at: usize, place: u32| {
        there.get(place as usize).is_some_and(|token| token.hash == wanted[at].hash)
    };
    let mut limit = there.len() as u32;
    let mut limits = vec![limit; found.len()];
    for at in (0..found.len()).rev() {
        limits[at] = limit;
        limit = found[at].unwrap_or(limit);
    }
    for at in 1..found.len() {
        let next = found[at - 1].map(|place| place + 1);
        let next = next.filter(|place| *place < limits[at] && same(at, *place));
        found[at] = found[at].or(next);
    }
    let mut floor = None;
    let mut floors = vec![None; found.len()];
    for at in 0..found.len() {
        floors[at] = floor;
        floor = found[at].or(floor);
    }
    for at in (0..found.len().saturating_sub(1)).rev() {
        let before = found[at + 1].and_then(|place| place.checked_sub(1));
        let free = |place: &u32| floors[at].is_none_or(|floor| floor < *place);
        let before = before.filter(|place| free(place) && same(at, *place));
        found[at] = found[at].or(before);
    }
}

/// Takes in the quotation marks, stops and brackets at the quotation's ends, if its end
/// words were found and the marks are there.
fn with_marks(
    index: &Index,
    quote: &Quote,
    span: Span,
    wanted: &[Token],
    found: &[Option<u32>],
) -> Span {
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    if let (Some(token), Some(Some(_))) = (wanted.first(), found.first()) {
        let marks = &quote.exact[..token.start as usize];
        if index.chars[..start].ends_with(marks) {
            start -= marks.len();
        }
    }
    if let (Some(token), Some(Some(_))) = (wanted.last(), found.last()) {
        let marks = &quote.exact[(token.start + token.len) as usize..];
        if index.chars[end..].starts_with(marks) {
            end += marks.len();
        }
    }
    Span::new(start as u32, end as u32)
}

/// The longest sequence that rises in both numbers, of pairs that rise in the first and, where
/// that is equal, fall in the second.
fn longest_run(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // For each length, the pair with the least second number that ends such a sequence.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (_, place)) in pairs.iter().enumerate() {
        let len = ends.partition_point(|end| pairs[*end].1 < *place);
        before.push(len.checked_sub(1).map(|len| ends[len]));
        match ends.get_mut(len) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.push(pairs[at]);
        next = before[at];
    }
    run.reverse();
    run
}

/// Extends a place to whole words where the quotation had whole words.
pub(super) fn to_word_edges(index: &Index, quote: &Quote, span: Span) -> Span {
    let chars = &index.chars;
    let word = |c: Option<&char>| c.is_some_and(|c| is_word(*c));
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    if word(quote.exact.first()) && !word(quote.prefix.last()) {
        let inside = |at: usize| at > 0 && word(chars.get(at - 1)) && word(chars.get(at));
        let extra = (0..=MAX_EDGE.min(start)).find(|extra| !inside(start - extra));
        start -= extra.unwrap_or(0);
    }
    if word(quote.exact.last()) && !word(quote.suffix.first()) {
        let inside = |at: usize| at > 0 && word(chars.get(at - 1)) && word(chars.get(at));
        let extra = (0..=MAX_EDGE.min(chars.len() - end)).find(|extra| !inside(end + extra));
        end += extra.unwrap_or(0);
    }
    Span::new(start as u32, end as u32)
}
