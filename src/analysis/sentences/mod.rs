//! Sentences of a text as spans of code points, paragraph by paragraph.
//!
//! The rules are those of Unicode (UAX #29), corrected where they cut too often: after
//! abbreviations and initials, before a small letter, after a number alone. Closing
//! quotation marks and note markers (`[3]`, `³`) stay with the sentence before them. A
//! paragraph ends a sentence always; white space at the ends belongs to none. Not told
//! apart: a quotation of several sentences inside a sentence.

mod abbreviations;
#[cfg(test)]
mod tests;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::{
    article::{Article, BlockKind},
    span::Span,
    text::Text,
};

/// The longest note marker in code points, brackets included.
const LONGEST_MARKER: usize = 8;

/// The sentences of one paragraph, in order.
pub fn of_paragraph(text: &Text, paragraph: usize) -> Vec<Span> {
    let Some(span) = text.paragraph(paragraph) else { return Vec::new() };
    let Some(string) = text.slice(span) else { return Vec::new() };
    let mut spans = Vec::new();
    let (mut byte, mut at) = (0, span.start);
    let mut code_point = |to: usize| {
        at += string[byte..to].chars().count() as u32;
        byte = to;
        at
    };
    let mut start = 0;
    for end in ends(string) {
        let sentence = &string[start..end];
        let visible = start + (sentence.len() - sentence.trim_start().len());
        let visible_end = start + sentence.trim_end().len();
        if visible < visible_end {
            let first = code_point(visible);
            spans.push(Span { start: first, end: code_point(visible_end) });
        }
        start = end;
    }
    spans
}

/// The sentences of a whole text, in order.
pub fn of_text(text: &Text) -> Vec<Span> {
    (0..text.paragraph_count()).flat_map(|paragraph| of_paragraph(text, paragraph)).collect()
}

/// The sentences of an article that can hold claims: those of headings and of the entries
/// of its notes are left out.
pub fn of_article(article: &Article) -> Vec<Span> {
    let headings = article.structure.blocks.iter();
    let headings = headings.filter(|b| matches!(b.kind, BlockKind::Heading(_))).map(|b| b.span);
    let entries = article.references.iter().map(|reference| reference.entry_span);
    let mut apart: Vec<Span> = headings.chain(entries).filter(|span| !span.is_empty()).collect();
    apart.sort_unstable();
    // Where they overlap, the one that reaches furthest so far decides.
    let mut furthest = 0;
    for span in &mut apart {
        furthest = furthest.max(span.end);
        span.end = furthest;
    }
    let mut sentences = of_text(&article.text);
    sentences.retain(|sentence| {
        let before = apart.partition_point(|span| span.start <= sentence.start);
        before == 0 || apart[before - 1].end <= sentence.start
    });
    sentences
}

/// The sentence that holds a code point, or the nearest before it in its paragraph; where
/// there is none, the first of the paragraph, and an empty span in an empty paragraph. Reads
/// only that paragraph.
pub fn sentence_at(text: &Text, at: u32) -> Span {
    let at = at.min(text.len());
    let sentences = of_paragraph(text, text.paragraph_at(at));
    let next = sentences.partition_point(|sentence| sentence.start <= at);
    sentences.get(next.saturating_sub(1)).copied().unwrap_or(Span { start: at, end: at })
}

/// The bytes at which the sentences of a paragraph end, white space after them included.
fn ends(paragraph: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut start = 0;
    // What was read already is not read again, or a hostile paragraph would cost its square.
    let (mut passed, mut has_letters) = (0, false);
    let bounds = paragraph.split_sentence_bound_indices().map(|(at, part)| at + part.len());
    for bound in bounds {
        if bound <= passed {
            continue;
        }
        let (stop, next) = around(paragraph, passed, bound);
        has_letters |= paragraph[passed..next].chars().any(char::is_alphabetic);
        passed = next;
        if next >= paragraph.len() {
            break;
        }
        let (before, after) = (&paragraph[start..stop.max(start)], &paragraph[next..]);
        let goes_on = after.chars().next().is_some_and(char::is_lowercase)
            || abbreviations::goes_on(before, after);
        if has_letters && !goes_on {
            ends.push(next);
            start = next;
            has_letters = false;
        }
    }
    if start < paragraph.len() {
        ends.push(paragraph.len());
    }
    ends
}

/// For a bound of UAX #29, the end of the stop before it and the start of what follows it
/// once closing marks, note markers and white space are passed. Looks back to `from`.
fn around(paragraph: &str, from: usize, bound: usize) -> (usize, usize) {
    let piece = &paragraph[from..bound];
    let stop = from + piece.trim_end_matches(|c: char| c.is_whitespace() || is_close(c)).len();
    let mut at = stop;
    loop {
        let rest = &paragraph[at..];
        let closing = rest.len() - rest.trim_start_matches(closes_or_raised).len();
        let step = if closing > 0 { closing } else { marker(rest) };
        if step == 0 {
            break;
        }
        at += step;
    }
    // A marker may stand apart from the full stop; an opening bracket of a remark may not.
    let spaced = |at: usize| paragraph[at..].len() - paragraph[at..].trim_start().len();
    loop {
        let space = spaced(at);
        let step = marker(&paragraph[at + space..]);
        if step == 0 {
            return (stop, at + space);
        }
        at += space + step;
    }
}

/// Opening and closing marks alike, as UAX #29 takes them.
fn is_close(c: char) -> bool {
    closes_or_raised(c) || matches!(c, '[' | '(' | '{' | '“' | '„' | '‘' | '‹' | '「' | '『')
}

fn closes_or_raised(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '›' | ')' | ']' | '}' | '」' | '』' | '“')
        || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡')
}

/// The bytes of a note marker at the start of a text; 0 if there is none.
fn marker(text: &str) -> usize {
    if !text.starts_with('[') {
        return 0;
    }
    let shown = text.char_indices().take(LONGEST_MARKER);
    let close = shown.into_iter().find(|(_, c)| *c == ']').map(|(at, _)| at);
    let Some(close) = close.filter(|close| *close > 1) else { return 0 };
    let label = &text[1..close];
    let labels = |c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | ' ' | '*' | '^');
    let is_label = label.chars().all(labels)
        && (label.chars().any(char::is_numeric) || label.chars().count() == 1);
    if is_label { close + 1 } else { 0 }
}
