//! Which note stands behind a stretch of text: what is offered while tagging.

use crate::domain::{
    article::{Article, Block, BlockKind},
    ids::ReferenceId,
    span::Span,
};

/// How surely a note is about the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Its marker stands right after them.
    After,
    /// Its marker stands in them.
    Inside,
    /// Its marker stands further on: one note often backs several sentences, but whether
    /// these are among them is to be checked.
    Scope,
}

/// A note that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteOffer {
    /// The entry.
    pub reference: ReferenceId,
    /// Its label.
    pub label: String,
    /// The marker, in code points.
    pub marker: Span,
    /// How surely it is meant.
    pub reach: Reach,
}

/// The most notes that are offered at once.
const MOST: usize = 6;

/// The most code points between the words and a marker that stands right after them.
const NEAR: u32 = 6;

/// The notes behind a span, the likeliest first: those right after it, those in it from
/// the last to the first; where there are none, the next one of the paragraph, of the block
/// quotation around, or of what follows that. `blocks` are the article's, in order.
pub fn offered(article: &Article, blocks: &[Block], span: Span) -> Vec<NoteOffer> {
    let mut markers: Vec<(Span, usize)> = Vec::new();
    for (at, reference) in article.references.iter().enumerate() {
        markers.extend(reference.markers.iter().map(|m| (*m, at)));
    }
    markers.sort_unstable();
    let of = |(marker, at): (Span, usize), reach| {
        let reference = article.references.get(at)?;
        Some(NoteOffer { reference: reference.id, label: reference.label.clone(), marker, reach })
    };
    let mut found: Vec<(Span, usize, Reach)> = Vec::new();
    // Right after: nothing but punctuation and other markers lies between.
    let from = markers.partition_point(|(m, _)| m.start < span.end);
    let mut end = span.end;
    for (marker, at) in &markers[from..] {
        if marker.start > end && !is_near(article, Span::new(end, marker.start)) {
            break;
        }
        found.push((*marker, *at, Reach::After));
        end = end.max(marker.end);
    }
    let inside = markers[..from].iter().filter(|(m, _)| m.start >= span.start && m.end <= span.end);
    found.extend(inside.rev().map(|(m, at)| (*m, *at, Reach::Inside)));
    // A marker that the selection cuts through is in it, too.
    let cut = markers[..from].iter().filter(|(m, _)| m.overlaps(span) && !span.covers(*m));
    found.extend(cut.map(|(m, at)| (*m, *at, Reach::Inside)));
    if found.is_empty() {
        let limit = reach_of(article, blocks, span.end);
        let next = markers[from..].iter().take_while(|(m, _)| m.start < limit);
        let next: Vec<_> = next.collect();
        if let Some((first, _)) = next.first() {
            let together = next.iter().take_while(|(m, _)| m == first);
            found.extend(together.map(|(m, at)| (*m, *at, Reach::Scope)));
        }
    }
    let mut offers: Vec<NoteOffer> = Vec::new();
    for (marker, at, reach) in found {
        if let Some(offer) = of((marker, at), reach)
            && offers.iter().all(|o| o.reference != offer.reference)
        {
            offers.push(offer);
        }
        if offers.len() >= MOST {
            break;
        }
    }
    offers
}

fn is_near(article: &Article, gap: Span) -> bool {
    gap.len() <= NEAR
        && article
            .text
            .slice(gap)
            .is_some_and(|text| text.chars().all(|c| !c.is_alphanumeric() && c != '\n'))
}

/// How far a marker may stand from a place and still be offered: to the end of the
/// paragraph; from within a block quotation, to the end of what follows it.
fn reach_of(article: &Article, blocks: &[Block], at: u32) -> u32 {
    let text = &article.text;
    let paragraph = text.paragraph(text.paragraph_at(at)).map_or(at, |p| p.end);
    let before = blocks.partition_point(|b| b.span.start <= at);
    let quotes = blocks[..before].iter().rev().take(64);
    let quote =
        quotes.filter(|b| b.kind == BlockKind::Quote && b.span.end >= at).map(|b| b.span.end).max();
    let Some(end) = quote else { return paragraph };
    let first = text.paragraph_at(end.saturating_sub(1)) + 1;
    let next = (first..first + 3).filter_map(|i| text.paragraph(i)).find(|p| !p.is_empty());
    next.map_or(end, |p| p.end).max(paragraph)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{
        article::{ArticleHead, Structure},
        chunked::Chunked,
        ids::SeededIds,
        text::Text,
    };

    const TEXT: &str = "\u{1F309} It fell. It was “old”.[1][2] He knew,[3] they say. Nobody paid.\nThey wrote:\nWe owe nothing.\nSo it stood.[2]\n\nReferences\n1. Ann Lind, \"Old\", Post, 3 May 2011\n2. Per Holm, \"New\", Post, 4 May 2011\n3. Eva Berg, \"Far\", Post, 5 May 2011\n";

    fn offers(words: &str) -> Vec<(String, Reach)> {
        let text = Text::new(TEXT);
        let found = crate::analysis::references::recognise(&text, &Structure::default());
        let references = crate::analysis::references::to_references(&found, &mut SeededIds(4));
        let article = Article {
            id: "art".parse().expect("valid"),
            head: Arc::new(ArticleHead::default()),
            sha256: text.sha256().into(),
            text: Arc::new(text),
            structure: Arc::default(),
            references: Arc::new(references),
            claims: Chunked::default(),
        };
        let at = |words: &str| {
            let byte = TEXT.find(words).expect("there");
            let start = TEXT[..byte].chars().count() as u32;
            Span::new(start, start + words.chars().count() as u32)
        };
        let quote = Block { span: at("We owe nothing."), kind: BlockKind::Quote };
        let found = offered(&article, &[quote], at(words));
        found.into_iter().map(|o| (o.label, o.reach)).collect()
    }

    #[test]
    fn markers_right_after_the_words_are_offered_in_their_order() {
        let both = [("1".to_owned(), Reach::After), ("2".to_owned(), Reach::After)];
        assert_eq!(offers("It was “old"), both);
        assert_eq!(offers("It was “old”."), both);
    }

    #[test]
    fn a_marker_in_the_words_is_offered_the_last_first() {
        let found = offers("It was “old”.[1][2] He knew,[3] they say");
        let labels: Vec<_> = found.iter().map(|(l, _)| l.as_str()).collect();
        assert_eq!(labels, ["3", "2", "1"]);
        assert!(found.iter().all(|(_, reach)| *reach == Reach::Inside));
    }

    #[test]
    fn where_there_is_none_the_next_of_the_paragraph_is_to_be_checked() {
        assert_eq!(offers("It fell."), [("1".to_owned(), Reach::Scope)]);
        assert_eq!(offers("Nobody paid."), []);
        assert_eq!(offers("They wrote:"), []);
    }

    #[test]
    fn from_a_block_quotation_the_marker_after_it_is_offered() {
        assert_eq!(offers("We owe"), [("2".to_owned(), Reach::Scope)]);
    }
}
