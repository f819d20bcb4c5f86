//! What every pass reads: a text with its lines and its structure, all in bytes.

use std::collections::HashSet;

use super::labels::{Lead, Style, lead, normal};
use super::places::{Line, Places, is_space, lines};
use crate::domain::{
    article::{BlockKind, MarkKind, Structure},
    text::Text,
};

/// A mark of the structure, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct PageMark<'t> {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub kind: MarkKind,
    /// What it points to.
    pub target: Option<&'t str>,
}

/// A text with lines and structure.
pub struct Page<'t> {
    /// The text.
    pub text: &'t str,
    /// Bytes to code points.
    pub places: Places<'t>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Headings, as byte ranges in order.
    pub headings: Vec<(usize, usize)>,
    /// Outermost list items, as byte ranges in order.
    pub items: Vec<(usize, usize)>,
    /// Preformatted blocks, as byte ranges in order.
    pub pres: Vec<(usize, usize)>,
    /// Marks, in order of their start.
    pub marks: Vec<PageMark<'t>>,
    /// Labels of markers that the format itself declares, normalised: `keeper`, `*`.
    declared: HashSet<String>,
}

impl<'t> Page<'t> {
    /// Reads a text and its structure. What reaches beyond the text is left out.
    pub fn new(text: &'t Text, structure: &'t Structure) -> Self {
        let string = text.as_str();
        let places = Places::new(string);
        let mut page = Self {
            text: string,
            lines: lines(string),
            places,
            headings: Vec::new(),
            items: Vec::new(),
            pres: Vec::new(),
            marks: Vec::new(),
            declared: HashSet::new(),
        };
        for block in structure.blocks.iter().filter(|b| b.span.end <= text.len()) {
            let range =
                (page.places.byte_at(block.span.start), page.places.byte_at(block.span.end));
            match block.kind {
                BlockKind::Heading(_) => page.headings.push(range),
                BlockKind::Pre => page.pres.push(range),
                BlockKind::ListItem => {
                    if page.items.last().is_none_or(|last| last.1 <= range.0) {
                        page.items.push(range);
                    }
                }
                BlockKind::Quote => {}
            }
        }
        for mark in structure.marks.iter().filter(|m| m.span.end <= text.len()) {
            page.marks.push(PageMark {
                start: page.places.byte_at(mark.span.start),
                end: page.places.byte_at(mark.span.end),
                kind: mark.kind,
                target: mark.target.as_deref(),
            });
        }
        for mark in page.marks.iter().filter(|m| m.kind == MarkKind::NoteRef) {
            let printed = string.get(mark.start..mark.end).unwrap_or_default();
            let target = mark.target.unwrap_or_default().trim_start_matches(['#', '^']);
            for label in [super::markers::bare(printed), target] {
                if (1..=64).contains(&label.len()) && !label.contains(char::is_whitespace) {
                    page.declared.insert(normal(label));
                }
            }
        }
        page.headings.sort_unstable();
        page.pres.sort_unstable();
        page.marks.sort_by_key(|m| (m.start, m.end));
        page
    }

    /// Declares a label, as a marker of the format would.
    pub fn declare(&mut self, label: &str) {
        self.declared.insert(normal(label));
    }

    /// How an entry begins: by any label that is one anywhere, or by one that a marker of
    /// this text is declared to name: `[keeper] …`, `* …`, `Farrow: …`.
    pub fn lead(&self, line: &str) -> Option<Lead> {
        lead(line).or_else(|| {
            if self.declared.is_empty() {
                return None;
            }
            let (label, end, style) = if let Some(rest) = line.strip_prefix('[') {
                let close = rest.bytes().take(65).position(|b| b == b']')?;
                let end = close + 2;
                (&rest[..close], end + usize::from(line[end..].starts_with(':')), Style::Bracket)
            } else {
                let end = line.find([' ', ':', ')']).filter(|end| (1..=64).contains(end))?;
                (&line[..end], end + usize::from(!line[end..].starts_with(' ')), Style::Symbol)
            };
            self.declared.contains(&normal(label)).then(|| Lead {
                label: label.to_owned(),
                number: None,
                style,
                uses: None,
                body: line.len() - line[end..].trim_start_matches(is_space).len(),
            })
        })
    }

    /// The marks that start within a byte range.
    pub fn marks_in(&self, start: usize, end: usize) -> &[PageMark<'t>] {
        let from = self.marks.partition_point(|m| m.start < start);
        let to = self.marks.partition_point(|m| m.start < end);
        self.marks.get(from..to).unwrap_or_default()
    }

    /// Whether a byte stands in preformatted text.
    pub fn is_pre(&self, byte: usize) -> bool {
        within(&self.pres, byte)
    }

    /// Whether a heading of the structure starts on a line.
    pub fn is_heading(&self, line: Line) -> bool {
        let next = self.headings.partition_point(|h| h.0 < line.from);
        self.headings.get(next).is_some_and(|h| h.0 <= line.end && !line.is_blank())
    }

    /// The list items that start within a byte range.
    pub fn items_in(&self, start: usize, end: usize) -> &[(usize, usize)] {
        let from = self.items.partition_point(|i| i.0 < start);
        let to = self.items.partition_point(|i| i.0 < end);
        self.items.get(from..to).unwrap_or_default()
    }
}

/// Whether one of the ranges, which are in order, holds a byte.
pub fn within(ranges: &[(usize, usize)], byte: usize) -> bool {
    let next = ranges.partition_point(|r| r.0 <= byte);
    next.checked_sub(1).and_then(|i| ranges.get(i)).is_some_and(|r| byte < r.1)
}
