//! Markers in the text: finding what can be one, and deciding once the lists are known.

use std::collections::HashMap;

use super::{
    labels::{digit, inside, is_tag, normal, number, raised},
    lists::FirstCited,
    page::Page,
    places::is_space,
};
use crate::domain::article::MarkKind;

/// How a marker is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `[6]`.
    Bracket,
    /// `[^id]`.
    Caret,
    /// `⁶`, or raised by the structure.
    Raised,
    /// `(6)`.
    Paren,
    /// Declared by the format.
    Declared,
}

/// A label that a marker names: most are numbers, which cost no heap.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Label {
    /// `6`.
    Number(u32),
    /// `a`, `note 2`, normalised.
    Tag(String),
}

impl Label {
    /// Reads a printed label.
    pub fn new(printed: &str) -> Self {
        let text = normal(printed);
        match number(&text, digit) {
            Some((n, len)) if len == text.len() => Self::Number(n),
            _ => Self::Tag(text),
        }
    }
}

fn numbers(found: &[u32]) -> Vec<Label> {
    found.iter().map(|n| Label::Number(*n)).collect()
}

/// What can be a marker, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The labels it names.
    pub labels: Vec<Label>,
    /// How it is printed.
    pub shape: Shape,
    /// Whether it stands at the beginning of its line.
    pub leads: bool,
}

/// How many labels of one text are kept with all that lies within their ranges.
const MOST_LABELS: usize = 50_000;

/// Everything in a text that can be a marker, in order.
pub fn candidates(page: &Page<'_>) -> Vec<Candidate> {
    let mut found = declared(page);
    let bytes = page.text.as_bytes();
    let mut i = 0;
    let mut labels = 0;
    while i < bytes.len() {
        let next = match bytes[i] {
            b'[' => bracket(page, i),
            b'(' => paren(page, i),
            b'<' => tag(page, i),
            0xC2 | 0xE2 => raised_run(page, i),
            _ => None,
        };
        match next {
            Some(mut candidate) => {
                i = candidate.end;
                // No text cites so much: from here on a range is known by its ends.
                if labels > MOST_LABELS && candidate.labels.len() > 2 {
                    let last = candidate.labels.pop();
                    candidate.labels.truncate(1);
                    candidate.labels.extend(last);
                    candidate.labels.shrink_to_fit();
                }
                labels += candidate.labels.len();
                found.push(candidate);
            }
            None => i += 1,
        }
    }
    found.sort_by_key(|c| (c.start, std::cmp::Reverse(c.end)));
    let mut end = 0;
    found.retain(|c| {
        let free = c.start >= end;
        if free {
            end = c.end;
        }
        free
    });
    found
}

/// Where each label is first named: what tells a list of notes from another list.
pub fn first_cited(candidates: &[Candidate]) -> FirstCited {
    let mut first = HashMap::new();
    for candidate in candidates.iter().filter(|c| !c.leads && c.shape != Shape::Paren) {
        for label in &candidate.labels {
            first.entry(label.clone()).or_insert(candidate.start);
        }
    }
    first
}

fn leads(page: &Page<'_>, at: usize) -> bool {
    let before = &page.text.as_bytes()[..at];
    before.iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|b| *b == b'\n')
}

fn bracket(page: &Page<'_>, at: usize) -> Option<Candidate> {
    let rest = &page.text.as_bytes()[at + 1..];
    let close = rest
        .iter()
        .take(64)
        .position(|b| matches!(b, b']' | b'[' | b'\n'))
        .filter(|i| rest[*i] == b']')?;
    let text = page.text[at + 1..at + 1 + close].trim_matches(is_space);
    let end = at + close + 2;
    let of = |labels, shape| Candidate { start: at, end, labels, shape, leads: leads(page, at) };
    if let Some(id) = text.strip_prefix('^') {
        let is_definition = page.text[end..].starts_with(':') && leads(page, at);
        let fits = !id.is_empty() && !id.contains(char::is_whitespace);
        return (fits && !is_definition).then(|| of(vec![Label::new(id)], Shape::Caret));
    }
    if let Some(numbers) = inside(text) {
        return Some(of(self::numbers(&numbers), Shape::Bracket));
    }
    let tags: Vec<&str> = text.split([',', ';']).map(|t| t.trim_matches(is_space)).collect();
    (tags.iter().all(|t| !t.is_empty() && is_tag(t)))
        .then(|| of(tags.iter().map(|t| Label::new(t)).collect(), Shape::Bracket))
}

fn paren(page: &Page<'_>, at: usize) -> Option<Candidate> {
    let rest = &page.text.as_bytes()[at + 1..];
    let close = rest
        .iter()
        .take(24)
        .position(|b| matches!(b, b')' | b'(' | b'\n'))
        .filter(|i| rest[*i] == b')')?;
    let numbers = inside(page.text[at + 1..at + 1 + close].trim_matches(is_space))?;
    if numbers.iter().any(|n| *n > 999) || leads(page, at) {
        return None;
    }
    Some(Candidate {
        start: at,
        end: at + close + 2,
        labels: self::numbers(&numbers),
        shape: Shape::Paren,
        leads: false,
    })
}

/// `<sup>6</sup>` in a text that kept its tags.
fn tag(page: &Page<'_>, at: usize) -> Option<Candidate> {
    let rest = page.text[at..].strip_prefix("<sup>")?;
    let mut low = rest.len().min(24);
    while !rest.is_char_boundary(low) {
        low -= 1;
    }
    let close = rest[..low].find("</sup>")?;
    let numbers = inside(rest[..close].trim_matches(['[', ']']))?;
    Some(Candidate {
        start: at,
        end: at + 5 + close + 6,
        labels: self::numbers(&numbers),
        shape: Shape::Raised,
        leads: false,
    })
}

/// Raised digits, with commas and dashes between them.
fn raised_run(page: &Page<'_>, at: usize) -> Option<Candidate> {
    let text = &page.text.get(at..)?;
    let (_, mut len) = number(text, raised)?;
    loop {
        let rest = &text[len..];
        let Some(sep) =
            rest.chars().next().filter(|c| matches!(c, ',' | '⁻' | '–' | '-' | '˒' | '⸴' | '’'))
        else {
            break;
        };
        match number(&rest[sep.len_utf8()..], raised) {
            Some((_, more)) => len += sep.len_utf8() + more,
            None => break,
        }
    }
    let plain: String = normal(&text[..len])
        .chars()
        .map(|c| {
            if c == '⁻' {
                '–'
            } else if matches!(c, '˒' | '⸴' | '’') {
                ','
            } else {
                c
            }
        })
        .collect();
    let numbers = inside(&plain)?;
    let is_marker = numbers.iter().all(|n| (1..=999).contains(n)) && !is_exponent(&page.text[..at]);
    is_marker.then(|| Candidate {
        start: at,
        end: at + len,
        labels: self::numbers(&numbers),
        shape: Shape::Raised,
        leads: leads(page, at),
    })
}

/// Whether what stands before raised digits is a unit, a variable or a number: `km²`.
fn is_exponent(before: &str) -> bool {
    let tail: Vec<char> = before.chars().rev().take(12).collect();
    let word: String = tail.iter().take_while(|c| c.is_alphabetic()).collect();
    if word.is_empty() {
        return tail.first().is_some_and(|c| digit(*c).is_some()) && {
            let digits = tail.iter().take_while(|c| digit(**c).is_some()).count();
            digits < 3
        };
    }
    let whole: String = word.chars().rev().collect();
    word.chars().count() == 1
        || matches!(
            whole.as_str(),
            "km" | "cm"
                | "mm"
                | "dm"
                | "ft"
                | "mi"
                | "in"
                | "yd"
                | "nm"
                | "hm"
                | "Mm"
                | "sq"
                | "sec"
                | "کم"
                | "كم"
                | "μm"
                | "µm"
        ) && tail
            .get(word.chars().count())
            .is_none_or(|c| c.is_whitespace() || digit(*c).is_some() || *c == '/')
}

/// Markers that the structure declares, or that it raises or links like markers.
fn declared(page: &Page<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut raised_to = None;
    for mark in &page.marks {
        let Some(text) = page.text.get(mark.start..mark.end) else { continue };
        if text.len() > 80 || mark.start >= mark.end {
            continue;
        }
        let bare =
            text.trim_matches(|c: char| is_space(c) || matches!(c, '[' | ']' | '(' | ')' | '^'));
        let numbers = inside(bare);
        let labels = || numbers.as_ref().map(|n| self::numbers(n));
        let shape_labels = match mark.kind {
            MarkKind::NoteRef => {
                let mut names = labels().unwrap_or_else(|| vec![Label::new(bare)]);
                names.extend(mark.target.map(|t| Label::new(t.trim_start_matches(['#', '^']))));
                Some((Shape::Declared, names))
            }
            MarkKind::Superscript => {
                // Right behind another raised piece it is another marker: `⁴⁵` as two.
                let behind = raised_to.replace(mark.end) == Some(mark.start);
                let unit =
                    !behind && !text.contains(['[', '(']) && is_exponent(&page.text[..mark.start]);
                labels().filter(|_| !unit).map(|l| (Shape::Raised, l))
            }
            MarkKind::Link if mark.target.is_some_and(|t| t.contains('#')) => labels()
                .filter(|_| bare.len() <= 6 && !is_back_link(mark.target))
                .map(|l| (Shape::Declared, l)),
            _ => None,
        };
        if let Some((shape, labels)) = shape_labels {
            let inner = text.len() - text.trim_start_matches(is_space).len();
            let start = mark.start + inner;
            let end = start + text.trim_matches(is_space).len();
            if start < end {
                found.push(Candidate { start, end, labels, shape, leads: leads(page, start) });
            }
        }
    }
    found
}

/// Whether a link leads from an entry back into the text.
fn is_back_link(target: Option<&str>) -> bool {
    target.is_some_and(|t| {
        ["ref-", "ref_", "fnref", "_ftnref", "back"]
            .iter()
            .any(|p| t.trim_start_matches('#').starts_with(p) && !t.contains("cite_note"))
            || t.contains("cite_ref")
    })
}

/// What a marker says, without its brackets and tags.
pub fn bare(printed: &str) -> &str {
    let printed =
        printed.strip_prefix("<sup>").and_then(|p| p.strip_suffix("</sup>")).unwrap_or(printed);
    printed.trim_matches(|c: char| is_space(c) || matches!(c, '[' | ']' | '(' | ')' | '^'))
}
