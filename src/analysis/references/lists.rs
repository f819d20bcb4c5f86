//! Where the notes stand: below a heading, or as a run of numbered entries at the end.

use std::collections::HashMap;

use super::{
    entries::{RawEntry, labelled, unlabelled},
    evidence::bibliographic,
    headings::{Heading, heading},
    labels::{Style, lead},
    markers::Label,
    page::Page,
};

/// One list of notes, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Where it starts, its heading included.
    pub start: usize,
    /// One past the end of its last entry.
    pub end: usize,
    /// Whether a heading stands above it.
    pub headed: bool,
    /// Its entries, in the order printed.
    pub entries: Vec<RawEntry>,
}

impl List {
    /// Whether its entries carry labels.
    pub fn is_labelled(&self) -> bool {
        self.entries.first().is_some_and(|e| !e.label.is_empty())
    }
}

/// Where labels are first cited in the text, as far as can be told before the lists
/// are known: by normalised label, the first byte.
pub type FirstCited = HashMap<Label, usize>;

/// Finds all lists of a text, in order.
pub fn find(page: &Page<'_>, cited: &FirstCited) -> Vec<List> {
    let mut lists = headed(page, cited);
    let taken: Vec<(usize, usize)> = lists.iter().map(|l| (l.start, l.end)).collect();
    lists.extend(definitions(page, &taken));
    let mut taken: Vec<(usize, usize)> = lists.iter().map(|l| (l.start, l.end)).collect();
    taken.sort_unstable();
    let others = runs(page, cited, &taken, &lists);
    lists.extend(others);
    lists.sort_by_key(|l| l.start);
    lists
}

fn headed(page: &Page<'_>, cited: &FirstCited) -> Vec<List> {
    let mut lists = Vec::new();
    let kinds: Vec<(usize, Heading)> = page
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_blank())
        .filter_map(|(i, line)| {
            let known = heading(line.of(page.text));
            let kind =
                if page.is_heading(*line) { Some(known.unwrap_or(Heading::Other)) } else { known };
            Some((i, kind?))
        })
        .collect();
    for (at, (line, kind)) in kinds.iter().enumerate() {
        if *kind != Heading::List {
            continue;
        }
        let to = kinds.get(at + 1).map_or(page.lines.len(), |next| next.0);
        let mut entries = labelled(page, line + 1, to);
        if !is_list(page, &entries, line + 1, to, cited) {
            entries = unlabelled(page, line + 1, to);
            let works = entries.iter().filter(|e| bibliographic(&page.text[e.body..e.end])).count();
            let carets = entries.iter().filter(|e| e.body > e.start).count();
            if works * 2 < entries.len() && carets < entries.len() {
                continue;
            }
            drop_tail(page, &mut entries);
        }
        let Some(last) = entries.last() else { continue };
        lists.push(List { start: page.lines[*line].start, end: last.end, headed: true, entries });
    }
    lists
}

/// Whether labelled entries are the section's list and not a number somewhere in it.
fn is_list(
    page: &Page<'_>,
    entries: &[RawEntry],
    from: usize,
    to: usize,
    cited: &FirstCited,
) -> bool {
    let Some(first) = entries.first() else { return false };
    let before = (from..to)
        .take_while(|&i| page.lines[i].start < first.start)
        .filter(|&i| !page.lines[i].is_blank())
        .count();
    let is_cited = entries.iter().take(50).any(|e| cited.contains_key(&Label::new(&e.label)));
    before <= 2 || (is_cited && before <= 10) || entries.len() > before
}

/// Paragraphs after the last work that are no works themselves belong to no entry.
fn drop_tail(page: &Page<'_>, entries: &mut Vec<RawEntry>) {
    while entries.len() > 1
        && entries
            .last()
            .is_some_and(|e| e.label.is_empty() && !bibliographic(&page.text[e.body..e.end]))
    {
        entries.pop();
    }
}

/// Markdown definitions, `[^id]: …`, wherever they stand.
fn definitions(page: &Page<'_>, taken: &[(usize, usize)]) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut at = 0;
    while at < page.lines.len() {
        let line = page.lines[at];
        let is_definition = line.of(page.text).starts_with("[^")
            && !super::page::within(taken, line.start)
            && lead(line.of(page.text)).is_some_and(|l| l.style == Style::Definition);
        if !is_definition {
            at += 1;
            continue;
        }
        let from = at;
        let mut to = at + 1;
        let mut blank = false;
        while let Some(next) = page.lines.get(to) {
            let text = next.of(page.text);
            if next.is_blank() {
                blank = true;
            } else if text.starts_with("[^") {
                blank = false;
            } else if (blank && next.indent() < 2) || heading(text).is_some() {
                break;
            } else {
                blank = false;
            }
            to += 1;
        }
        let entries = labelled(page, from, to);
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            lists.push(List { start: first.start, end: last.end, headed: false, entries });
        }
        at = to;
    }
    lists
}

/// A candidate: a run of labels that count up.
struct Run {
    style: Style,
    lines: Vec<usize>,
    last: u32,
}

/// Runs of numbered entries without a heading.
fn runs(
    page: &Page<'_>,
    cited: &FirstCited,
    taken: &[(usize, usize)],
    known: &[List],
) -> Vec<List> {
    let mut open: HashMap<Style, Run> = HashMap::new();
    let mut done: Vec<Run> = Vec::new();
    for (i, line) in page.lines.iter().enumerate() {
        if line.is_blank() || super::page::within(taken, line.start) || page.is_pre(line.start) {
            continue;
        }
        let Some(found) = lead(line.of(page.text)) else { continue };
        let caret = found.style == Style::Caret && found.label.is_empty();
        let number = match (found.number, open.get(&found.style)) {
            (Some(n), _) => n,
            (None, run) if caret => run.map_or(1, |r| r.last + 1),
            _ => continue,
        };
        if found.style == Style::Definition {
            continue;
        }
        match open.get_mut(&found.style) {
            Some(run)
                if number == run.last + 1
                    || (found.style == Style::Bracket
                        && number > run.last
                        && number <= run.last + 5) =>
            {
                run.lines.push(i);
                run.last = number;
            }
            run => {
                let starts = number == 1
                    || (found.style == Style::Bracket
                        && run.is_none()
                        && cited.contains_key(&Label::Number(number)));
                if starts {
                    let fresh = Run { style: found.style, lines: vec![i], last: number };
                    done.extend(open.insert(found.style, fresh));
                }
            }
        }
    }
    done.extend(open.into_values());
    done.sort_by_key(|run| std::cmp::Reverse(run.lines[0]));
    let mut lists: Vec<List> = Vec::new();
    // A run ends where the next one of its style begins, so that no line is read twice.
    let mut next_of: HashMap<Style, usize> = HashMap::new();
    for run in done {
        let from = run.lines[0];
        let next = next_of.insert(run.style, from).unwrap_or(page.lines.len());
        let last_line = run.lines[run.lines.len() - 1];
        let to = section_end(page, last_line + 1, next, taken);
        let entries = labelled(page, from, to);
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { continue };
        if entries.len() < run.lines.len().div_ceil(2)
            || overlaps(taken, first.start, last.end)
            || lists.iter().any(|l| first.start < l.end && l.start < last.end)
        {
            continue;
        }
        let works = || entries.iter().filter(|e| bibliographic(&page.text[e.body..e.end])).count();
        // `1) The dam leaks.` before notes that are labelled `[1]` is no list of notes.
        let notes_elsewhere = lists.iter().chain(known).any(|l| {
            l.entries.first().is_some_and(|e| e.style.is_some() && e.style != Some(run.style))
        });
        if notes_elsewhere && works() * 2 < entries.len() {
            continue;
        }
        if is_credible(page, &entries, run.style, cited, to) {
            lists.push(List { start: first.start, end: last.end, headed: false, entries });
        }
        if lists.len() >= 64 {
            break;
        }
    }
    lists
}

/// The line at which a run must end: a heading or another list.
fn section_end(page: &Page<'_>, from: usize, to: usize, taken: &[(usize, usize)]) -> usize {
    (from..to)
        .find(|&i| {
            let line = page.lines[i];
            !line.is_blank()
                && (page.is_heading(line)
                    || heading(line.of(page.text)).is_some()
                    || super::page::within(taken, line.start))
        })
        .unwrap_or(to)
}

/// Whether one of the ranges, which are in order, touches another.
fn overlaps(ranges: &[(usize, usize)], start: usize, end: usize) -> bool {
    let next = ranges.partition_point(|r| r.1 <= start);
    ranges.get(next).is_some_and(|r| r.0 < end)
}

/// Whether a run without a heading is a list of notes: cited before it, made of works,
/// and at the end of the text.
fn is_credible(
    page: &Page<'_>,
    entries: &[RawEntry],
    style: Style,
    cited: &FirstCited,
    to: usize,
) -> bool {
    let start = entries[0].start;
    let end = entries[entries.len() - 1].end;
    let used = entries
        .iter()
        .filter(|e| cited.get(&Label::new(&e.label)).is_some_and(|&at| at < start))
        .count();
    let works = entries.iter().filter(|e| bibliographic(&page.text[e.body..e.end])).count();
    let is_cited = used * 3 >= entries.len();
    let are_works = works * 2 >= entries.len();
    let left = page.lines[super::places::line_at(&page.lines, end)..]
        .iter()
        .skip(1)
        .filter(|l| !l.is_blank())
        .take(13)
        .count();
    let at_end = left <= 12 || to < page.lines.len();
    match style {
        Style::Plain => is_cited && are_works,
        Style::Letter | Style::Symbol => is_cited && at_end,
        _ => {
            (is_cited && (at_end || are_works))
                || (at_end && are_works && entries.len() >= 2 && left <= 4)
        }
    }
}
