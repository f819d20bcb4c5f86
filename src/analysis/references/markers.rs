//! Markers in the text: finding what can be one, and deciding once the lists are known.

use std::collections::HashMap;

use super::{
    labels::{digit, inside, is_tag, normal, number, raised},
    lists::{FirstCited, List},
    page::{Page, within},
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

/// What can be a marker, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The normalised labels it names.
    pub labels: Vec<String>,
    /// How it is printed.
    pub shape: Shape,
    /// Whether it stands at the beginning of its line.
    pub leads: bool,
}

/// Everything in a text that can be a marker, in order.
pub fn candidates(page: &Page<'_>) -> Vec<Candidate> {
    let mut found = declared(page);
    let bytes = page.text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let next = match bytes[i] {
            b'[' => bracket(page, i),
            b'(' => paren(page, i),
            b'<' => tag(page, i),
            0xC2 | 0xE2 => raised_run(page, i),
            _ => None,
        };
        match next {
            Some(candidate) => {
                i = candidate.end;
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
        return (fits && !is_definition).then(|| of(vec![normal(id)], Shape::Caret));
    }
    if let Some(numbers) = inside(text) {
        return Some(of(numbers.iter().map(u32::to_string).collect(), Shape::Bracket));
    }
    let tags: Vec<&str> = text.split([',', ';']).map(|t| t.trim_matches(is_space)).collect();
    (tags.iter().all(|t| !t.is_empty() && is_tag(t)))
        .then(|| of(tags.iter().map(|t| normal(t)).collect(), Shape::Bracket))
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
        labels: numbers.iter().map(u32::to_string).collect(),
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
        labels: numbers.iter().map(u32::to_string).collect(),
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
        labels: numbers.iter().map(u32::to_string).collect(),
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
    for mark in &page.marks {
        let Some(text) = page.text.get(mark.start..mark.end) else { continue };
        if text.len() > 80 || mark.start >= mark.end {
            continue;
        }
        let bare =
            text.trim_matches(|c: char| is_space(c) || matches!(c, '[' | ']' | '(' | ')' | '^'));
        let numbers = inside(bare);
        let labels = || numbers.as_ref().map(|n| n.iter().map(u32::to_string).collect::<Vec<_>>());
        let shape_labels = match mark.kind {
            MarkKind::NoteRef => {
                let mut names = labels().unwrap_or_else(|| vec![normal(bare)]);
                names.extend(mark.target.map(|t| normal(t.trim_start_matches(['#', '^']))));
                Some((Shape::Declared, names))
            }
            MarkKind::Superscript => {
                let unit = !text.contains(['[', '(']) && is_exponent(&page.text[..mark.start]);
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

/// A marker with what it points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The candidate it was.
    pub candidate: Candidate,
    /// Entries, as (list, entry), in the order named.
    pub entries: Vec<(usize, usize)>,
    /// Whether a label it names has no entry.
    pub missing: bool,
}

/// Entries by label, in order of their place.
struct Index(HashMap<String, Vec<(usize, usize, usize)>>);

impl Index {
    fn new(lists: &[List]) -> Self {
        let mut entries: HashMap<String, Vec<(usize, usize, usize)>> = HashMap::new();
        for (l, list) in lists.iter().enumerate() {
            for (e, entry) in list.entries.iter().enumerate().filter(|(_, e)| !e.label.is_empty()) {
                entries.entry(normal(&entry.label)).or_default().push((entry.start, l, e));
            }
        }
        Self(entries)
    }

    /// The entry that a label means at a place: the next one after it, or the last before.
    fn entry(&self, label: &str, at: usize) -> Option<(usize, usize)> {
        let places = self.0.get(label)?;
        let next = places.partition_point(|p| p.0 < at);
        places.get(next).or_else(|| places.last()).map(|p| (p.1, p.2))
    }

    /// As `entry`, for `note 2` and `nb 2` also by the number alone.
    fn resolve(&self, label: &str, at: usize) -> Option<(usize, usize)> {
        self.entry(label, at).or_else(|| {
            let bare = [
                "note",
                "nb",
                "n",
                "fn",
                "anm",
                "a",
                "footnote",
                "fn:",
                "_ftn",
                "fn-",
                "note-",
                "cite_note-",
                "footnote-",
                "یادداشت",
                "ملاحظة",
                "cite_note",
            ]
            .iter()
            .find_map(|p| label.strip_prefix(p))?;
            let bare = bare.rsplit('-').next().unwrap_or(bare);
            (!bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()))
                .then(|| self.entry(bare, at))
                .flatten()
        })
    }
}

/// Decides which candidates are markers, and what they point to.
pub fn resolve(page: &Page<'_>, candidates: Vec<Candidate>, lists: &[List]) -> Vec<Found> {
    let index = Index::new(lists);
    let spans: Vec<(usize, usize)> = lists.iter().map(|l| (l.start, l.end)).collect();
    let highest = lists.iter().flat_map(|l| &l.entries).filter_map(|e| e.number).max().unwrap_or(0);
    let labelled = lists.iter().any(List::is_labelled);
    let raised_list = lists.iter().any(List::is_labelled);
    let mut parens: Vec<Found> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    for candidate in candidates.into_iter().flat_map(|c| apart(page, c, &index)) {
        if page.is_pre(candidate.start) {
            continue;
        }
        let own_list = within(&spans, candidate.start)
            .then(|| spans.partition_point(|s| s.0 <= candidate.start) - 1);
        let mut entries = Vec::new();
        let mut missing = false;
        for label in &candidate.labels {
            match index.resolve(label, candidate.start) {
                Some(entry) => {
                    if !entries.contains(&entry) {
                        entries.push(entry);
                    }
                }
                None => missing = true,
            }
        }
        if candidate.shape == Shape::Declared && !entries.is_empty() {
            missing = false;
            entries.truncate(candidate.labels.len().saturating_sub(1).max(1));
        }
        let numeric = candidate.labels.iter().all(|l| l.bytes().all(|b| b.is_ascii_digit()));
        let small = candidate.labels.iter().all(|l| l.len() <= 3 && l != "0");
        let keep = if let Some(own) = own_list {
            in_list(page, &candidate, own, &entries, lists)
        } else {
            match candidate.shape {
                Shape::Caret | Shape::Declared => true,
                Shape::Bracket
                    if candidate.leads
                        && !leads_as_marker(page, &candidate, !entries.is_empty()) =>
                {
                    false
                }
                Shape::Bracket if !numeric => !missing,
                Shape::Bracket => {
                    !entries.is_empty() || (small && is_attached(page, &candidate, highest))
                }
                Shape::Raised => {
                    !entries.is_empty()
                        || (!raised_list && small && long_word_before(page, &candidate))
                        || (raised_list
                            && small
                            && long_word_before(page, &candidate)
                            && candidate
                                .labels
                                .iter()
                                .all(|l| l.parse::<u32>().is_ok_and(|n| n <= highest + 5)))
                }
                Shape::Paren => {
                    if labelled && !missing && !is_enumeration(page, &candidate) {
                        parens.push(Found { candidate, entries, missing });
                    }
                    continue;
                }
            }
        };
        if keep {
            found.push(Found { candidate, entries, missing });
        }
    }
    // Numbers in round brackets are markers only where nothing else is.
    let others = found.iter().any(|f| !f.entries.is_empty());
    if !others && !parens.is_empty() {
        found.extend(parens);
        found.sort_by_key(|f| f.candidate.start);
    }
    found
}

/// `³⁴` is 3 and 4 where there is no note 34.
fn apart(page: &Page<'_>, candidate: Candidate, index: &Index) -> Vec<Candidate> {
    let known = |label: &str| index.resolve(label, candidate.start).is_some();
    let [label] = candidate.labels.as_slice() else { return vec![candidate] };
    let digits = label.len();
    if candidate.shape != Shape::Raised
        || digits < 2
        || known(label)
        || !label.chars().all(|c| known(c.encode_utf8(&mut [0; 4])))
    {
        return vec![candidate];
    }
    let text = &page.text[candidate.start..candidate.end];
    if text.chars().count() != digits {
        return vec![candidate];
    }
    text.char_indices()
        .zip(label.chars())
        .map(|((i, c), digit)| Candidate {
            start: candidate.start + i,
            end: candidate.start + i + c.len_utf8(),
            labels: vec![digit.to_string()],
            leads: candidate.leads && i == 0,
            shape: Shape::Raised,
        })
        .collect()
}

/// Within a list: only a marker that hangs on a word and means an entry of another list.
fn in_list(
    page: &Page<'_>,
    candidate: &Candidate,
    own: usize,
    entries: &[(usize, usize)],
    lists: &[List],
) -> bool {
    let glued = page.text[..candidate.start].chars().next_back().is_some_and(|c| !is_space(c));
    glued
        && !entries.is_empty()
        && matches!(candidate.shape, Shape::Bracket | Shape::Raised | Shape::Declared)
        && entries.iter().all(|e| e.0 != own && lists.get(e.0).is_some_and(List::is_labelled))
}

/// Whether a bracket at the beginning of a line is a marker and not a list's number.
fn leads_as_marker(page: &Page<'_>, candidate: &Candidate, known: bool) -> bool {
    let rest = &page.text[candidate.end..];
    if rest.starts_with(['[', '.', ',', ';', ')', ':'])
        || rest.trim_start_matches([' ', '\t']).starts_with(['\n', '['])
        || rest.trim().is_empty()
    {
        return true;
    }
    if !known {
        return false;
    }
    // A line that was wrapped just before its marker.
    let line = super::places::line_at(&page.lines, candidate.start);
    let Some(before) = line.checked_sub(1).and_then(|l| page.lines.get(l)) else { return false };
    let text = before.of(page.text);
    let width = text.chars().count();
    (50..=110).contains(&width) && !text.ends_with(':') && !text.starts_with('[')
}

/// Whether a bracket with a number that no entry has hangs on the text like a marker.
fn is_attached(page: &Page<'_>, candidate: &Candidate, highest: u32) -> bool {
    let before = page.text[..candidate.start].chars().next_back();
    let after = page.text[candidate.end..].chars().next();
    if after.is_some_and(|c| c == '(' || c.is_alphanumeric()) && !before.is_none_or(is_space) {
        // `array[3]x`, `[3](address)` hold no marker.
        return after != Some('(') && before != Some(' ') && highest > 0;
    }
    let far = highest > 0
        && candidate.labels.iter().filter_map(|l| l.parse::<u32>().ok()).any(|n| n > highest + 20);
    match before {
        None => true,
        Some(c) if is_space(c) => {
            !far && after
                .is_none_or(|c| is_space(c) || matches!(c, '.' | ',' | ';' | ':' | '[' | ')'))
        }
        Some('_' | '=' | '$' | '/') => false,
        Some(_) => !far || highest == 0,
    }
}

fn long_word_before(page: &Page<'_>, candidate: &Candidate) -> bool {
    let before = &page.text[..candidate.start];
    before.ends_with(['.', ',', '”', '"', '»', ')', ';', ':', '?', '!', '“', '’'])
        || before.chars().rev().take_while(|c| c.is_alphabetic()).count() >= 3
}

/// Whether a number in round brackets counts something in the sentence: `(1) first, (2) …`
fn is_enumeration(page: &Page<'_>, candidate: &Candidate) -> bool {
    let before = &page.text[..candidate.start];
    if !before.ends_with(is_space) {
        return false;
    }
    let bare = before.trim_end_matches(is_space);
    let after = page.text[candidate.end..].chars().next();
    bare.is_empty()
        || (after.is_some_and(is_space)
            && (bare.ends_with([',', ';', ':', '.', '—'])
                || [" and", " or", " und", " oder", " et", " ou", " y", " o"]
                    .iter()
                    .any(|w| bare.ends_with(w))))
}
