//! Where graphemes, words (UAX #29), sentences and paragraphs begin and end, in code
//! points of the article. Looks at the paragraph around a place only.

use unicode_segmentation::UnicodeSegmentation;

use super::model::{Model, Segment};
use crate::{analysis::sentences, domain::span::Span};

/// What a movement or a selection goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Grapheme cluster.
    Grapheme,
    /// Word, as UAX #29 divides.
    Word,
    /// Sentence, as the analyses count them; in a paragraph too long to be laid out at once,
    /// as UAX #29 divides.
    Sentence,
    /// Paragraph.
    Paragraph,
}

/// The pieces of a segment with their code points; every code point is in one.
fn pieces(model: &Model, segment: &Segment, unit: Unit) -> Vec<(Span, bool)> {
    let text = model.slice(segment.span);
    if unit == Unit::Sentence && segment.first && segment.last {
        return sentences(model, segment.span);
    }
    let mut at = segment.span.start;
    let mut piece = |part: &str| {
        let start = at;
        at += part.chars().count() as u32;
        (Span { start, end: at }, part.chars().any(char::is_alphanumeric))
    };
    match unit {
        Unit::Grapheme => text.graphemes(true).map(&mut piece).collect(),
        Unit::Word => text.split_word_bounds().map(&mut piece).collect(),
        Unit::Sentence => text.split_sentence_bounds().map(&mut piece).collect(),
        Unit::Paragraph => vec![piece(text)],
    }
}

/// The sentences of a paragraph, each with the space behind it.
fn sentences(model: &Model, paragraph: Span) -> Vec<(Span, bool)> {
    let found = sentences::of_paragraph(&model.text, model.text.paragraph_at(paragraph.start));
    let mut starts: Vec<u32> = found.iter().skip(1).map(|sentence| sentence.start).collect();
    starts.push(paragraph.end);
    let mut start = paragraph.start;
    let piece = |end| {
        let span = Span { start, end };
        start = end;
        (span, true)
    };
    starts.into_iter().map(piece).filter(|(span, _)| !span.is_empty()).collect()
}

/// The unit around a place, for a selection: without the space after a sentence, and the
/// last one of its paragraph for a place behind all.
pub(super) fn unit_at(model: &Model, at: u32, unit: Unit) -> Span {
    if unit == Unit::Paragraph {
        let paragraph = model.text.paragraph(model.text.paragraph_at(at));
        return paragraph.unwrap_or(Span::new(at, at));
    }
    let Some(segment) = model.segments.get(model.segment_at(at)) else { return Span::new(at, at) };
    let all = pieces(model, segment, unit);
    let found = all.iter().find(|(span, _)| span.contains(at)).or(all.last());
    let Some((span, _)) = found else { return segment.span };
    if unit == Unit::Sentence { trimmed(model, *span) } else { *span }
}

/// A span without the white space at its ends; unchanged if there is nothing else.
fn trimmed(model: &Model, span: Span) -> Span {
    let text = model.slice(span);
    let before = text.chars().take_while(|c| c.is_whitespace()).count() as u32;
    let after = text.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
    if before == span.len() {
        return span;
    }
    Span { start: span.start + before, end: span.end - after }
}

/// The nearest place at or before `at` that splits no grapheme cluster.
pub(super) fn snapped(model: &Model, at: u32) -> u32 {
    let at = at.min(model.text.len());
    let Some(segment) = model.segments.get(model.segment_at(at)) else { return at };
    if at <= segment.span.start || at >= segment.span.end {
        return at;
    }
    let text = model.slice(segment.span);
    if text.is_ascii() {
        return at;
    }
    let all = pieces(model, segment, Unit::Grapheme);
    all.get(all.partition_point(|(span, _)| span.end <= at)).map_or(at, |(span, _)| span.start)
}

/// A span whose ends split no grapheme cluster: it grows to hold all that it touches.
pub(super) fn snapped_span(model: &Model, span: Span) -> Span {
    let start = snapped(model, span.start);
    let end = snapped(model, span.end);
    let end = if end < span.end { step(model, end, Unit::Grapheme, true) } else { end };
    Span::new(start, end)
}

/// Where a caret at `at` goes by one unit.
pub(super) fn step(model: &Model, at: u32, unit: Unit, forward: bool) -> u32 {
    let len = model.text.len();
    if forward {
        if at >= len {
            return len;
        }
        let index = model.segment_at(at);
        let segment = model.segments[index];
        if at >= segment.span.end {
            // On the line feed: to the next paragraph, and for words to its first word.
            let next = at + 1;
            return if unit == Unit::Word { step_inside_or(model, next) } else { next };
        }
        if unit == Unit::Paragraph {
            let paragraph = model.text.paragraph_at(at);
            return model.text.paragraph(paragraph + 1).map_or(len, |next| next.start);
        }
        let all = pieces(model, &segment, unit);
        let mut ends = all.iter().filter(|(span, _)| span.end > at);
        let found = match unit {
            Unit::Word => ends.find(|(_, is_word)| *is_word),
            _ => ends.next(),
        };
        found.map_or(segment.span.end, |(span, _)| span.end)
    } else {
        if at == 0 {
            return 0;
        }
        let index = model.segment_at(at - 1);
        let segment = model.segments[index];
        if at > segment.span.end {
            // At the start of a paragraph: to the end of the one before.
            let end = at - 1;
            return match unit {
                Unit::Grapheme => end,
                Unit::Paragraph => segment_paragraph_start(model, end),
                Unit::Word | Unit::Sentence if segment.span.is_empty() => end,
                Unit::Word | Unit::Sentence => step(model, end, unit, false),
            };
        }
        if unit == Unit::Paragraph {
            return segment_paragraph_start(model, at - 1);
        }
        let all = pieces(model, &segment, unit);
        let mut starts = all.iter().rev().filter(|(span, _)| span.start < at);
        let found = match unit {
            Unit::Word => starts.find(|(_, is_word)| *is_word),
            _ => starts.next(),
        };
        found.map_or(segment.span.start, |(span, _)| span.start)
    }
}

fn step_inside_or(model: &Model, at: u32) -> u32 {
    let segment = model.segments[model.segment_at(at)];
    if segment.span.is_empty() { at } else { step(model, at, Unit::Word, true) }
}

fn segment_paragraph_start(model: &Model, at: u32) -> u32 {
    model.text.paragraph(model.text.paragraph_at(at)).map_or(0, |paragraph| paragraph.start)
}

#[cfg(test)]
#[path = "tests/bounds.rs"]
mod tests;
