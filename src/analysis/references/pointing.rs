//! What markers point to: deciding which candidates are markers once the lists are known.

use std::collections::HashMap;

use super::{
    labels::{digit, number},
    lists::List,
    markers::{Candidate, Label, Shape},
    page::{Page, within},
    places::is_space,
};

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
struct Index {
    by_label: HashMap<Label, Vec<(usize, usize, usize)>>,
    /// The list whose entries `[note 2]` or `[b]` mean by their number, if there is one
    /// beside the list that plain numbers mean.
    aside: Option<(usize, HashMap<u32, usize>)>,
}

impl Index {
    fn new(lists: &[List], candidates: &[Candidate]) -> Self {
        let mut by_label: HashMap<Label, Vec<(usize, usize, usize)>> = HashMap::new();
        for (l, list) in lists.iter().enumerate() {
            for (e, entry) in list.entries.iter().enumerate().filter(|(_, e)| !e.label.is_empty()) {
                by_label.entry(Label::new(&entry.label)).or_default().push((entry.start, l, e));
            }
        }
        let unknown =
            candidates.iter().flat_map(|c| &c.labels).filter(|l| !by_label.contains_key(l));
        let most = unknown.filter_map(group_number).max();
        let aside = most.and_then(|most| aside_list(lists, most)).map(|l| {
            let numbers = lists[l].entries.iter().enumerate();
            (l, numbers.filter_map(|(e, entry)| Some((entry.number?, e))).collect())
        });
        Self { by_label, aside }
    }

    /// The entry that a label means at a place: the next one after it, or the last before.
    fn entry(&self, label: &Label, at: usize) -> Option<(usize, usize)> {
        let places = self.by_label.get(label)?;
        let aside = self.aside.as_ref().map(|(list, _)| *list);
        let plain = |p: &&(usize, usize, usize)| aside != Some(p.1);
        let next = places.partition_point(|p| p.0 < at);
        // The list aside is the only one that may be skipped, so this looks at few.
        let after = places[next..].iter().take(8).find(plain);
        let found = after.or_else(|| places.iter().rev().take(8).find(plain));
        found.or_else(|| places.get(next)).or_else(|| places.last()).map(|p| (p.1, p.2))
    }

    /// As `entry`, for `note 2`, `nb 2` and `b` also by the number alone.
    fn resolve(&self, label: &Label, at: usize) -> Option<(usize, usize)> {
        self.by_label.get(label).and_then(|_| self.entry(label, at)).or_else(|| {
            let n = group_number(label)?;
            match &self.aside {
                Some((list, entries)) => entries.get(&n).map(|e| (*list, *e)),
                None => tagged(label).and_then(|n| self.entry(&Label::Number(n), at)),
            }
        })
    }
}

/// The number that a label of another group stands for: 2 for `note 2` and for `b`.
fn group_number(label: &Label) -> Option<u32> {
    let Label::Tag(tag) = label else { return None };
    match tag.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => tagged(label),
    }
}

/// The number after `note`, `nb` and the like.
fn tagged(label: &Label) -> Option<u32> {
    const GROUPS: &[&str] = &[
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
        "lower-alpha",
        "upper-alpha",
    ];
    let Label::Tag(tag) = label else { return None };
    let bare = GROUPS.iter().filter_map(|p| tag.strip_prefix(p)).min_by_key(|rest| rest.len())?;
    let bare = bare.rsplit('-').next().unwrap_or(bare);
    number(bare, digit).filter(|(_, len)| *len == bare.len()).map(|(n, _)| n)
}

/// The shortest numbered list that reaches `most`, where a longer one stands beside it.
fn aside_list(lists: &[List], most: u32) -> Option<usize> {
    let numbered = |l: &&(usize, &List)| l.1.entries.first().is_some_and(|e| e.number == Some(1));
    let all: Vec<(usize, &List)> = lists.iter().enumerate().filter(|l| numbered(&l)).collect();
    let longest = all.iter().map(|(_, l)| l.entries.len()).max()?;
    all.into_iter()
        .filter(|(_, l)| l.entries.len() < longest && l.entries.len() >= most as usize)
        .min_by_key(|(_, l)| l.entries.len())
        .map(|(at, _)| at)
}

/// Decides which candidates are markers, and what they point to.
pub fn resolve(page: &Page<'_>, candidates: Vec<Candidate>, lists: &[List]) -> Vec<Found> {
    let index = Index::new(lists, &candidates);
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
        let numeric = candidate.labels.iter().all(|l| matches!(l, Label::Number(_)));
        let small = candidate.labels.iter().all(|l| matches!(l, Label::Number(1..=999)));
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
                // `[0, 1]` is an interval.
                Shape::Bracket
                    if candidate
                        .labels
                        .iter()
                        .any(|l| *l == Label::Number(0) && index.resolve(l, 0).is_none()) =>
                {
                    false
                }
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
                                .all(|l| matches!(l, Label::Number(n) if *n <= highest + 5)))
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
    let [Label::Number(label)] = candidate.labels.as_slice() else { return vec![candidate] };
    let whole = label.to_string();
    let known = |label: u32| index.resolve(&Label::Number(label), candidate.start).is_some();
    let digits = || whole.chars().filter_map(digit);
    let text = &page.text[candidate.start..candidate.end];
    if candidate.shape != Shape::Raised
        || whole.len() < 2
        || text.chars().count() != whole.len()
        || known(*label)
        || !digits().all(known)
    {
        return vec![candidate];
    }
    text.char_indices()
        .zip(digits())
        .map(|((i, c), digit)| Candidate {
            start: candidate.start + i,
            end: candidate.start + i + c.len_utf8(),
            labels: vec![Label::Number(digit)],
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
        && candidate.labels.iter().any(|l| matches!(l, Label::Number(n) if *n > highest + 20));
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
