//! How much of an article was looked at: the share of its sentences that hold a claim.
//!
//! A sentence counts as covered when a claim's anchors cover at least one whole word of
//! it: a selection that takes a stray letter of the next sentence does not cover that
//! one. Lost anchors cover nothing.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::{chunked::Chunked, claim::Claim, span::Span, text::Text};

/// Sentences covered, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences with at least one word in a claim.
    pub covered: u32,
    /// All sentences.
    pub sentences: u32,
}

impl Coverage {
    /// The share in percent; 0 and 100 only if none and all are covered. `None` without
    /// sentences.
    pub fn percent(self) -> Option<u8> {
        if self.sentences == 0 {
            return None;
        }
        let (covered, all) = (u64::from(self.covered), u64::from(self.sentences));
        let rounded = ((covered * 100 + all / 2) / all) as u8;
        Some(match covered {
            0 => 0,
            _ if covered == all => 100,
            _ => rounded.clamp(1, 99),
        })
    }

    /// Both together: the share over several articles.
    pub fn and(self, other: Self) -> Self {
        Self { covered: self.covered + other.covered, sentences: self.sentences + other.sentences }
    }
}

/// How many of the sentences (in order, as [`super::sentences::of_article`] gives them) the
/// claims of the text cover.
pub fn coverage(text: &Text, sentences: &[Span], claims: &Chunked<Claim>) -> Coverage {
    sum(&which(text, sentences, claims))
}

/// How many of some sentences are covered.
pub fn sum(covered: &[bool]) -> Coverage {
    let count = covered.iter().filter(|covered| **covered).count();
    Coverage { covered: count as u32, sentences: covered.len() as u32 }
}

/// For each of the sentences, whether the claims of the text cover it. Linear in both once
/// the claims' spans are sorted.
pub fn which(text: &Text, sentences: &[Span], claims: &Chunked<Claim>) -> Vec<bool> {
    let spans = covered_spans(claims);
    let mut spans = spans.as_slice();
    let mut found = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let gone = spans.iter().take_while(|span| span.end <= sentence.start).count();
        spans = &spans[gone..];
        let touching = spans.iter().take_while(|span| span.start < sentence.end).count();
        let touching = &spans[..touching];
        let whole = touching.first().is_some_and(|span| span.covers(*sentence));
        let part = || !touching.is_empty() && has_whole_word(text, *sentence, touching);
        found.push(whole || part());
    }
    found
}

/// What the anchors cover, in order and apart from each other.
fn covered_spans(claims: &Chunked<Claim>) -> Vec<Span> {
    let anchors = claims.iter().flat_map(|claim| &claim.anchors);
    let mut spans: Vec<Span> = anchors.filter(|a| !a.is_lost()).map(|a| a.span).collect();
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

fn has_whole_word(text: &Text, sentence: Span, spans: &[Span]) -> bool {
    let Some(string) = text.slice(sentence) else { return false };
    let mut spans = spans.iter().peekable();
    let mut at = sentence.start;
    for part in string.split_word_bounds() {
        let word = Span { start: at, end: at + part.chars().count() as u32 };
        at = word.end;
        while spans.next_if(|span| span.end <= word.start).is_some() {}
        let Some(span) = spans.peek() else { return false };
        if span.covers(word) && part.chars().any(char::is_alphanumeric) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sentences::of_text;
    use crate::domain::{
        anchor::{Anchor, AnchorState},
        ids::{AnalystId, IdSource as _, SeededIds},
        time::Timestamp,
    };

    fn covered(text: &str, spans: &[(u32, u32)]) -> u32 {
        let text = Text::new(text);
        let mut ids = SeededIds(1);
        let by = AnalystId::new("me").expect("id");
        let claims = spans.iter().map(|(start, end)| {
            let anchor = Anchor::new(&text, Span::new(*start, *end)).expect("inside");
            Claim::new(ids.id(), anchor, by, Timestamp::from_unix_seconds(0))
        });
        coverage(&text, &of_text(&text), &claims.collect()).covered
    }

    #[test]
    fn a_word_covers_a_sentence_and_a_letter_does_not() {
        let text = "One two. Three four. Five.";
        assert_eq!(covered(text, &[]), 0);
        assert_eq!(covered(text, &[(4, 7)]), 1);
        assert_eq!(covered(text, &[(0, 11)]), 1);
        assert_eq!(covered(text, &[(0, 14)]), 2);
        assert_eq!(covered(text, &[(7, 9)]), 0);
        assert_eq!(covered(text, &[(0, 26)]), 3);
    }

    #[test]
    fn claims_that_overlap_or_touch_count_once_and_together() {
        assert_eq!(covered("One two.", &[(0, 3), (1, 5), (4, 7)]), 1);
        assert_eq!(covered("Sentence.", &[(0, 4), (4, 8)]), 1);
        assert_eq!(covered("😀 کشتی غرق شد. او رفت.", &[(2, 6)]), 1);
    }

    #[test]
    fn lost_anchors_cover_nothing() {
        let text = Text::new("One two.");
        let mut anchor = Anchor::new(&text, Span::new(0, 8)).expect("inside");
        anchor.state = AnchorState::Lost;
        let by = AnalystId::new("me").expect("id");
        let claim = Claim::new(SeededIds(1).id(), anchor, by, Timestamp::from_unix_seconds(0));
        let claims: Chunked<_> = [claim].into_iter().collect();
        assert_eq!(coverage(&text, &of_text(&text), &claims).covered, 0);
    }

    #[test]
    fn the_share_is_whole_only_if_all_is_covered() {
        let share = |covered, sentences| Coverage { covered, sentences }.percent();
        assert_eq!(share(0, 0), None);
        assert_eq!(share(999, 1000), Some(99));
        assert_eq!(share(1, 1000), Some(1));
        assert_eq!((share(0, 5), share(5, 5), share(1, 3)), (Some(0), Some(100), Some(33)));
    }
}
