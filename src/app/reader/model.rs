//! An article cut into segments: the units that are laid out, measured and painted.
//!
//! A segment is a paragraph, or a part of one that is too long to lay out at once. Knows
//! the text and its structure, nothing of fonts or sizes.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    analysis::references::printed_label,
    domain::{
        article::{Article, BlockKind, Mark, MarkKind, Structure},
        reference::Reference,
        span::Span,
        text::Text,
    },
};

/// A paragraph of more bytes than this is cut into segments.
const LONG: usize = 8 * 1024;
/// How many bytes a segment of a long paragraph has, about.
const PART: usize = 6 * 1024;

/// How a segment is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// A plain paragraph.
    #[default]
    Body,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// One item of a list.
    Item,
    /// Preformatted.
    Pre,
    /// An entry of the references.
    Small,
}

/// A stretch of text that is laid out as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    /// What it covers, without the line feed at its end.
    pub span: Span,
    /// How it is set.
    pub kind: Kind,
    /// Whether it stands in a block quotation.
    pub quoted: bool,
    /// Whether its paragraph starts with it.
    pub first: bool,
    /// Whether its paragraph ends with it.
    pub last: bool,
    /// The first of the model's marks that may reach into it.
    pub marks_from: u32,
}

/// An article's text in segments, with the marks in it.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) text: Arc<Text>,
    structure: Arc<Structure>,
    references: Arc<Vec<Reference>>,
    pub(super) segments: Vec<Segment>,
    /// The marks of the structure and the markers of the references, ordered by start.
    pub(super) marks: Vec<Mark>,
}

impl Model {
    pub(super) fn new(article: &Article, structure: &Arc<Structure>) -> Self {
        let text = Arc::clone(&article.text);
        let marks = merged_marks(&text, structure, &article.references);
        let mut entries: Vec<Span> = article
            .references
            .iter()
            .map(|reference| reference.entry_span)
            .filter(|span| !span.is_empty())
            .collect();
        entries.sort_unstable();
        let segments = segments(&text, structure, &entries, &marks);
        Self {
            text,
            structure: Arc::clone(structure),
            references: Arc::clone(&article.references),
            segments,
            marks,
        }
    }

    /// Whether it was made from just these.
    pub(super) fn is_of(&self, article: &Article, structure: &Arc<Structure>) -> bool {
        Arc::ptr_eq(&self.text, &article.text)
            && Arc::ptr_eq(&self.structure, structure)
            && Arc::ptr_eq(&self.references, &article.references)
    }

    /// The segment that holds a code point; a line feed belongs to the segment before it.
    pub(super) fn segment_at(&self, at: u32) -> usize {
        self.segments.partition_point(|segment| segment.span.start <= at).saturating_sub(1)
    }

    /// The marks that reach into a segment.
    pub(super) fn marks_in(&self, segment: &Segment) -> impl Iterator<Item = &Mark> {
        let span = segment.span;
        self.marks
            .get(segment.marks_from as usize..)
            .unwrap_or_default()
            .iter()
            .take_while(move |mark| mark.span.start < span.end)
            .filter(move |mark| mark.span.overlaps(span))
    }

    /// The text of a span; nothing if it reaches beyond the end.
    pub(super) fn slice(&self, span: Span) -> &str {
        self.text.slice(span).unwrap_or_default()
    }
}

/// The stored marks, the markers of the references where no mark says so already, and the
/// labels of entries that are cited: these lead back to their uses.
fn merged_marks(text: &Text, structure: &Structure, references: &[Reference]) -> Vec<Mark> {
    let mut marks = structure.marks.clone();
    let mut noted: Vec<Span> =
        marks.iter().filter(|m| m.kind == MarkKind::NoteRef).map(|m| m.span).collect();
    noted.sort_unstable();
    for reference in references {
        marks.extend(entry_label(text, reference));
        for marker in &reference.markers {
            let next = noted.partition_point(|span| span.end <= marker.start);
            if !noted.get(next).is_some_and(|span| span.overlaps(*marker)) {
                marks.push(Mark {
                    span: *marker,
                    kind: MarkKind::NoteRef,
                    target: Some(reference.label.clone()),
                });
            }
        }
    }
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    marks
}

/// The label of an entry that has uses, as a mark.
fn entry_label(text: &Text, reference: &Reference) -> Option<Mark> {
    /// Lists of uses are longer than labels, but end somewhere.
    const LONGEST: u32 = 160;
    if reference.markers.is_empty() {
        return None;
    }
    let entry = reference.entry_span;
    let head = Span::new(entry.start, entry.end.min(entry.start + LONGEST));
    let label = printed_label(text.slice(head)?);
    let span = Span::new(entry.start, entry.start + label);
    (label > 0).then(|| Mark {
        span,
        kind: MarkKind::NoteRef,
        target: Some(reference.label.clone()),
    })
}

fn segments(text: &Text, structure: &Structure, entries: &[Span], marks: &[Mark]) -> Vec<Segment> {
    let mut out = Vec::with_capacity(text.paragraph_count());
    let mut open: Vec<(Span, BlockKind)> = Vec::new();
    let mut next_block = 0;
    let mut next_entry = 0;
    let mut marks_from = 0;
    for index in 0..text.paragraph_count() {
        let Some(span) = text.paragraph(index) else { break };
        open.retain(|(block, _)| block.end > span.start);
        while let Some(block) = structure.blocks.get(next_block)
            && block.span.start <= span.start
        {
            if block.span.end > span.start {
                open.push((block.span, block.kind));
            }
            next_block += 1;
        }
        while entries.get(next_entry).is_some_and(|entry| entry.end <= span.start) {
            next_entry += 1;
        }
        while marks.get(marks_from).is_some_and(|mark| mark.span.end <= span.start) {
            marks_from += 1;
        }
        let in_entry =
            entries.get(next_entry).is_some_and(|entry| entry.start < span.end.max(span.start + 1));
        let segment = Segment {
            span,
            kind: kind_of(&open, in_entry),
            quoted: open.iter().any(|(_, kind)| *kind == BlockKind::Quote),
            first: true,
            last: true,
            marks_from: marks_from as u32,
        };
        push(text, segment, &mut out);
    }
    out
}

fn kind_of(open: &[(Span, BlockKind)], in_entry: bool) -> Kind {
    if in_entry {
        return Kind::Small;
    }
    let innermost = open.iter().rev().find(|(_, kind)| *kind != BlockKind::Quote);
    match innermost.map(|(_, kind)| *kind) {
        Some(BlockKind::Heading(level)) => Kind::Heading(level.clamp(1, 6)),
        Some(BlockKind::ListItem) => Kind::Item,
        Some(BlockKind::Pre) => Kind::Pre,
        Some(BlockKind::Quote) | None => Kind::Body,
    }
}

fn push(text: &Text, whole: Segment, out: &mut Vec<Segment>) {
    // A code point has at most four bytes: most paragraphs need no look at their text.
    if whole.span.len() as usize * 4 <= LONG {
        out.push(whole);
        return;
    }
    let Some(words) = text.slice(whole.span) else { return };
    if words.len() <= LONG {
        out.push(whole);
        return;
    }
    let mut rest = words;
    let mut start = whole.span.start;
    while !rest.is_empty() {
        let cut = if rest.len() <= LONG { rest.len() } else { cut_near(rest, PART) };
        let (part, after) = rest.split_at(cut);
        let end = start + part.chars().count() as u32;
        let first = start == whole.span.start;
        out.push(Segment {
            span: Span { start, end },
            first,
            last: after.is_empty(),
            // A sign that continues a sentence is no bullet.
            ..whole
        });
        start = end;
        rest = after;
    }
}

/// Where to cut a long text near a byte: after a sentence if one ends soon, else after a
/// word, else between two grapheme clusters.
fn cut_near(text: &str, near: usize) -> usize {
    let from = floor_char_boundary(text, near * 3 / 4);
    let to = floor_char_boundary(text, near * 5 / 4);
    let window = &text[from..to];
    let mut last_space = None;
    let mut after = None;
    for (at, c) in window.char_indices().rev() {
        match after {
            // Read backwards: a full stop in front of a space ends a sentence.
            Some(next) if matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।') => {
                return from + next;
            }
            _ if matches!(c, '。' | '！' | '？') => return from + at + c.len_utf8(),
            _ => {}
        }
        after = c.is_whitespace().then_some(at + c.len_utf8());
        last_space = last_space.or(after);
    }
    if let Some(at) = last_space {
        return from + at;
    }
    match window.grapheme_indices(true).next_back() {
        Some((at, _)) if at > 0 => from + at,
        _ => to,
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

#[cfg(test)]
#[path = "tests/model.rs"]
mod tests;
