//! Cutting a list into its entries: by their labels, by list items, or, where nothing
//! is numbered, by the shape of the lines.

use std::collections::HashSet;

use super::{
    evidence::{bibliographic, inverted_name},
    fields::months,
    headings::heading,
    ibid::starts_repeat,
    labels::{Lead, Style, lead, normal},
    page::Page,
    places::is_space,
};

/// One entry as it stands in the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEntry {
    /// The label as printed; empty if there is none.
    pub label: String,
    /// Its number.
    pub number: Option<u32>,
    /// How the label is printed; `None` if there is none.
    pub style: Option<Style>,
    /// How many uses the entry lists.
    pub uses: Option<u32>,
    /// Where it starts, its label included.
    pub start: usize,
    /// Where the text after the label starts.
    pub body: usize,
    /// One past its last visible byte.
    pub end: usize,
}

/// The labelled entries on lines `from..to`, of one style, in sequence.
pub fn labelled(page: &Page<'_>, from: usize, to: usize) -> Vec<RawEntry> {
    let leads: Vec<(usize, Lead)> = (from..to)
        .filter(|&i| !page.lines[i].is_blank() && !page.is_pre(page.lines[i].start))
        .filter_map(|i| Some((i, lead(page.lines[i].of(page.text))?)))
        .collect();
    let mut starts: Vec<(usize, Lead)> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut last: Option<(Style, Option<u32>)> = None;
    for (at, (line, found)) in leads.iter().enumerate() {
        let text = page.lines[*line].of(page.text);
        let body = &text[found.body..];
        if body.is_empty() && leads.get(at + 1).is_some_and(|next| next.0 == line + 1) {
            continue;
        }
        let fits = match last {
            None => begins(found, body),
            Some((style, number)) => {
                same_style(style, found.style)
                    && follows(found, number, body, &leads[at + 1..], &seen)
            }
        };
        if !fits {
            continue;
        }
        let mut found = found.clone();
        if found.label.is_empty() && found.style == Style::Caret {
            let next = last.and_then(|l| l.1).unwrap_or(0) + 1;
            found.number = Some(next);
            found.label = next.to_string();
        }
        seen.insert(normal(&found.label));
        let number = match found.style {
            Style::Letter => found.label.bytes().next().map(u32::from),
            _ => found.number,
        };
        last = Some((last.map_or(found.style, |l| l.0), number));
        starts.push((*line, found));
    }
    close(page, &starts, to)
}

fn begins(found: &Lead, body: &str) -> bool {
    match found.style {
        Style::Plain => found.number == Some(1) && !body.starts_with(char::is_lowercase),
        Style::Letter => found.label == "a",
        Style::Dot | Style::CloseParen => {
            found.number.is_some_and(|n| n < 1000) && months::leading(body).is_none()
        }
        _ => true,
    }
}

fn same_style(list: Style, entry: Style) -> bool {
    list == entry
        || matches!((list, entry), (Style::Caret, Style::Dot) | (Style::Dot, Style::Caret))
}

/// Whether a lead continues a list whose last number is given.
fn follows(
    found: &Lead,
    last: Option<u32>,
    body: &str,
    later: &[(usize, Lead)],
    seen: &HashSet<String>,
) -> bool {
    match found.style {
        Style::Caret if found.label.is_empty() => return true,
        Style::Bracket | Style::Definition => {
            return !seen.contains(&normal(&found.label))
                && (found.number.is_none()
                    || last.is_none()
                    || found.number.zip(last).is_some_and(|(n, l)| n.abs_diff(l) <= 200));
        }
        Style::Symbol => return !seen.contains(&found.label),
        Style::Letter => {
            return found.label.bytes().next().map(u32::from) == last.map(|l| l + 1);
        }
        _ => {}
    }
    let (Some(n), Some(last)) = (found.number, last) else { return false };
    let twin = |want: u32| {
        later.iter().take(12).any(|(_, l)| l.style == found.style && l.number == Some(want))
    };
    if n == last + 1 {
        let date = months::leading(body).is_some();
        let plain = found.style == Style::Plain
            && body.starts_with(|c: char| !c.is_uppercase() && c.is_ascii_alphabetic())
            && !starts_repeat(body);
        return !(plain || (date && (twin(n) || found.style != Style::Plain)));
    }
    let gap = n > last + 1 && n <= last + 3;
    if gap && found.style != Style::Plain && found.style != Style::Superscript {
        return !twin(last + 1) && twin(n + 1) && months::leading(body).is_none();
    }
    // A second group that counts from 1 again.
    n == 1
        && last >= 2
        && found.style != Style::Plain
        && later.first().is_some_and(|(_, l)| l.number == Some(2) && l.style == found.style)
        && !twin(last + 1)
}

/// Gives each entry its end: the last visible line before the next one.
fn close(page: &Page<'_>, starts: &[(usize, Lead)], to: usize) -> Vec<RawEntry> {
    let mut entries = Vec::with_capacity(starts.len());
    for (at, (line, found)) in starts.iter().enumerate() {
        let first = page.lines[*line];
        let end_line = match starts.get(at + 1) {
            Some((next, _)) => last_visible(page, *line, *next),
            None => end_of_last(page, *line, to),
        };
        let end = page.lines[end_line].end;
        let mut body = first.start + found.body;
        if body >= first.end {
            let rest = &page.text[body.min(end)..end];
            body += rest.len() - rest.trim_start_matches(is_space).len();
        }
        entries.push(RawEntry {
            label: found.label.clone(),
            number: found.number,
            style: Some(found.style),
            uses: found.uses,
            start: first.start,
            body: body.min(end),
            end,
        });
    }
    entries.retain(|e| page.text[e.body..e.end].chars().any(char::is_alphanumeric));
    entries
}

fn last_visible(page: &Page<'_>, from: usize, to: usize) -> usize {
    (from..to).rev().find(|&i| !page.lines[i].is_blank()).unwrap_or(from)
}

/// The last line of the last entry: its paragraph, and what certainly continues it.
fn end_of_last(page: &Page<'_>, first: usize, to: usize) -> usize {
    if let Some(item) = page.items_in(page.lines[first].from, page.lines[first].end + 1).first() {
        let end = super::places::line_at(&page.lines, item.1.saturating_sub(1).max(item.0));
        return last_visible(page, first, end.min(to.saturating_sub(1)) + 1);
    }
    let mut end = first;
    let mut i = first + 1;
    while i < to {
        let line = page.lines[i];
        if line.is_blank() {
            let Some(next) = (i..to).find(|&n| !page.lines[n].is_blank()) else { break };
            if next - end > 3 || !continues(page, first, end, next) {
                break;
            }
            end = next;
            i = next + 1;
            continue;
        }
        if page.is_heading(line) || is_footer(line.of(page.text)) {
            break;
        }
        end = i;
        i += 1;
    }
    end
}

/// Whether a line after a blank one still belongs to the entry before it.
fn continues(page: &Page<'_>, first: usize, end: usize, next: usize) -> bool {
    let text = page.lines[next].of(page.text);
    if is_footer(text) || heading(text).is_some() || page.is_heading(page.lines[next]) {
        return false;
    }
    if page.lines[next].indent() > page.lines[first].indent() + 1 {
        return true;
    }
    let before = page.lines[end].of(page.text);
    let complete = is_complete(before);
    if text.starts_with("http") || text.starts_with("www.") || text.starts_with("doi:") {
        return !complete || !before.contains("http");
    }
    starts_mid_entry(text) || (!complete && text.chars().count() < 200)
}

/// Whether a text ends like an entry: with a stop, a number, a bracket or an address.
pub fn is_complete(text: &str) -> bool {
    let text = text.trim_end_matches(is_space);
    let last_word = text.rsplit(is_space).next().unwrap_or_default();
    text.ends_with(['.', ')', ']', '"', '”', '»', '?', '!', '’', '\'', '۔', '>', '؟'])
        || text.chars().next_back().is_some_and(char::is_numeric)
        || last_word.contains("://")
        || last_word.contains("www.")
}

/// Whether a line can only stand inside an entry.
fn starts_mid_entry(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "Retrieved ",
        "Accessed ",
        "accessed ",
        "Available ",
        "Archived ",
        "DOI",
        "doi",
        "ISBN",
        "pp. ",
        "Abgerufen ",
        "Zugriff ",
        "Consulté ",
        "Consultado ",
        "Recuperado ",
        "Disponible ",
        "Last accessed",
        "(accessed",
        "(Accessed",
        "[Accessed",
        "Online: ",
        "URL: ",
    ];
    // `van der Hoek, J.` begins an entry all the same.
    (text.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ',' | ';' | '&'))
        && !inverted_name(text))
        || (PHRASES.iter().any(|p| text.starts_with(p)) && !text.starts_with("Retrieved from \""))
}

fn is_footer(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "Retrieved from \"",
        "Category:",
        "Categories:",
        "Kategorien:",
        "Kategorie:",
        "Catégories",
        "Categorías:",
        "رده‌ها",
        "تصنيفات",
        "©",
        "Copyright",
        "Share this",
        "Tags:",
        "Filed under",
        "Posted in",
        "Last modified",
        "This page was last",
        "Print this",
    ];
    PHRASES.iter().any(|p| text.starts_with(p)) || text.chars().all(|c| !c.is_alphanumeric())
}

/// Entries on lines `from..to` that carry no labels.
pub fn unlabelled(page: &Page<'_>, from: usize, to: usize) -> Vec<RawEntry> {
    let Some(first) = (from..to).find(|&i| !page.lines[i].is_blank()) else { return Vec::new() };
    let last = last_visible(page, first, to);
    let items = page.items_in(page.lines[first].from, page.lines[last].end + 1);
    if items.len() >= 2 || (items.len() == 1 && items[0].0 <= page.lines[first].start) {
        return items
            .iter()
            .map(|&(start, end)| bare(page, start, end))
            .filter(|e| e.end > e.body)
            .collect();
    }
    let lines: Vec<usize> = (first..=last).filter(|&i| !page.lines[i].is_blank()).collect();
    let bulleted = lines.iter().filter(|&&i| is_bulleted(page.lines[i].of(page.text))).count();
    let by_bullet = bulleted * 3 >= lines.len() && is_bulleted(page.lines[first].of(page.text));
    let base = lines.iter().map(|&i| page.lines[i].indent()).min().unwrap_or(0);
    let hanging = lines.len() >= 2
        && page.lines[first].indent() == base
        && lines.iter().any(|&i| page.lines[i].indent() > base + 1);
    // Each line describes a work and ends like one: nothing was wrapped.
    let whole = lines
        .iter()
        .filter(|&&i| {
            is_complete(page.lines[i].of(page.text)) && bibliographic(page.lines[i].of(page.text))
        })
        .count();
    let one_a_line = lines.len() >= 2 && whole * 5 >= lines.len() * 4;
    let mut starts = vec![first];
    for pair in lines.windows(2) {
        let (before, line) = (pair[0], pair[1]);
        let text = page.lines[line].of(page.text);
        let is_start = if is_footer(text) {
            // What is no entry ends the list: the lines below it are left alone.
            break;
        } else if by_bullet {
            is_bulleted(text)
        } else if hanging {
            page.lines[line].indent() <= base
        } else {
            let previous = page.lines[before].of(page.text);
            let gap = line > before + 1;
            !starts_mid_entry(text)
                && (!text.starts_with("http") || previous.contains("://"))
                && (is_complete(previous) || (gap && inverted_name(text)))
                && (gap
                    || one_a_line
                    || previous.len() > 110
                    || inverted_name(text)
                    || starts_like_entry(text)
                    || previous.len() + first_word(text) + 8
                        < page.lines[starts[starts.len() - 1]].of(page.text).len().min(70))
        };
        if is_start {
            starts.push(line);
        }
    }
    let stop = (first..=last)
        .find(|&i| !page.lines[i].is_blank() && is_footer(page.lines[i].of(page.text)))
        .unwrap_or(last + 1);
    starts
        .iter()
        .enumerate()
        .map(|(at, &line)| {
            let next = starts.get(at + 1).copied().unwrap_or(stop).max(line + 1);
            bare(page, page.lines[line].start, page.lines[last_visible(page, line, next)].end)
        })
        .filter(|e| e.end > e.body)
        .collect()
}

fn first_word(text: &str) -> usize {
    text.find(is_space).unwrap_or(text.len())
}

fn starts_like_entry(text: &str) -> bool {
    text.starts_with(['"', '“', '«', '„', '‘'])
        || text.starts_with("——")
        || text.starts_with("---")
        || text.starts_with("———")
}

fn is_bulleted(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(chars.next(), Some('•' | '-' | '*' | '–' | '‣' | '·' | '●' | '▪' | '◦' | '+'))
        && chars.next().is_some_and(is_space)
}

fn bare(page: &Page<'_>, start: usize, end: usize) -> RawEntry {
    let text = &page.text[start..end];
    let start = start + text.len() - text.trim_start_matches(is_space).len();
    let end = start + page.text[start..end.max(start)].trim_end_matches(is_space).len();
    let text = &page.text[start..end];
    let mut body = start;
    let mut uses = None;
    if is_bulleted(text) {
        let bullet = text.chars().next().map_or(0, char::len_utf8);
        body += text.len() - text[bullet..].trim_start_matches(is_space).len();
    } else if let Some(found) = lead(text).filter(|l| l.style == Style::Caret) {
        uses = found.uses;
        body += found.body;
    }
    RawEntry { label: String::new(), number: None, style: None, uses, start, body, end }
}
