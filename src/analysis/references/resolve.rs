//! What entries mean: numbering those without labels, and following *ibid.*

use std::collections::{HashMap, HashSet};

use super::{
    Entry, Means, ParsedWork, Unresolved,
    findings::plain,
    ibid::Repeat,
    labels::normal,
    lists::{FirstCited, List},
    markers::Label,
};
use crate::domain::span::Span;

/// Gives the entries of a list without labels their numbers, where markers count on
/// them: a page whose numbers were drawn by its style sheet lost them when copied.
pub fn number_unlabelled(lists: &mut [List], cited: &FirstCited) {
    if lists.iter().any(List::is_labelled) {
        return;
    }
    let Some(list) = lists.iter_mut().find(|l| l.headed && !l.entries.is_empty()) else { return };
    let numbers: Vec<usize> = cited
        .iter()
        .filter(|(_, at)| **at < list.start)
        .filter_map(|(label, _)| match label {
            Label::Number(n) => Some(*n as usize),
            Label::Tag(_) => None,
        })
        .filter(|n| (1..=9999).contains(n))
        .collect();
    let inside = numbers.iter().filter(|n| **n <= list.entries.len()).count();
    if inside == 0 || inside * 2 < numbers.len() {
        return;
    }
    for (at, entry) in list.entries.iter_mut().enumerate() {
        entry.label = (at + 1).to_string();
        entry.number = Some(at as u32 + 1);
    }
}

/// Follows every repeat to the entry it means. `starts` are the first entries of the
/// lists: a repeat never reaches into another list by its place alone.
pub fn resolve(entries: Vec<Unresolved>, starts: &[usize]) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut several: Vec<bool> = Vec::with_capacity(entries.len());
    let mut by_family: HashMap<String, Vec<usize>> = HashMap::new();
    let by_label: HashMap<String, Vec<usize>> = {
        let mut map: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (entry, _, _)) in entries.iter().enumerate().filter(|(_, e)| !e.0.label.is_empty())
        {
            map.entry(normal(&entry.label)).or_default().push(at);
        }
        map
    };
    let mut pending: Vec<(usize, u32)> = Vec::new();
    let mut works = 0usize;
    let mut last_work = 0usize;
    let mut entries = entries;
    repeat_dashes(&mut entries, starts);
    let starts: HashSet<usize> = starts.iter().copied().collect();
    let mut first = 0;
    for (at, (mut entry, repeat, is_several)) in entries.into_iter().enumerate() {
        if starts.contains(&at) {
            first = at;
        }
        match repeat {
            None => {
                if let Some(of) = short_form(&entry, &by_family, &out) {
                    entry.resolution = Means::Ibid(of);
                    entry.page = entry.parsed.pages.take().map(|p| p.value);
                    entry.parsed = ParsedWork::default();
                } else if entry.resolution == Means::Work {
                    works += 1;
                    last_work = at;
                    for name in &entry.parsed.authors {
                        for key in family_keys(
                            name.family.as_deref().unwrap_or(&name.literal),
                            &name.literal,
                        ) {
                            let places = by_family.entry(key).or_default();
                            if places.last() != Some(&at) {
                                places.push(at);
                            }
                        }
                    }
                }
            }
            Some(Repeat::Previous) => {
                entry.resolution = match at.checked_sub(1).filter(|_| at > first) {
                    None => Means::Unresolved,
                    Some(before) => follow(&out, &several, before),
                };
            }
            Some(Repeat::Note(n)) => {
                let earlier = by_label
                    .get(&n.to_string())
                    .and_then(|places| places[..places.partition_point(|p| *p < at)].last());
                match earlier {
                    Some(to) => entry.resolution = follow(&out, &several, *to),
                    None => pending.push((at, n)),
                }
            }
            Some(Repeat::Several) => entry.resolution = Means::Ambiguous,
            Some(Repeat::Earlier(name)) => {
                entry.resolution = if name.is_empty() {
                    match works {
                        0 => Means::Unresolved,
                        1 => Means::Ibid(last_work),
                        _ => Means::Ambiguous,
                    }
                } else {
                    by_author(&name, &by_family, &out)
                };
            }
        }
        out.push(entry);
        several.push(is_several);
    }
    for (at, n) in pending {
        let target = by_label
            .get(&n.to_string())
            .and_then(|places| places.iter().find(|p| **p != at).copied());
        let means = match target {
            None => Means::Unresolved,
            // An entry further on is followed once, so that two that name each other end.
            Some(to) => follow(&out, &several, to),
        };
        if let Some(entry) = out.get_mut(at) {
            entry.resolution = if means == Means::Ibid(at) { Means::Unresolved } else { means };
        }
    }
    out
}

/// `———. Title`: a dash in the place of names stands for those of the entry before.
fn repeat_dashes(entries: &mut [Unresolved], starts: &[usize]) {
    for at in 1..entries.len() {
        let dashes = entries[at]
            .0
            .raw
            .chars()
            .take_while(|c| matches!(c, '-' | '–' | '—' | '_' | '⸺' | '⸻'));
        let wide = entries[at].0.raw.starts_with(['—', '⸺', '⸻']);
        let count = dashes.count();
        let stands = count >= 3 || (wide && count >= 1);
        if !stands || starts.contains(&at) || !entries[at].0.parsed.authors.is_empty() {
            continue;
        }
        let mut authors = entries[at - 1].0.parsed.authors.clone();
        let start = entries[at].0.body_span.start;
        for author in &mut authors {
            author.span = Span::new(start, start + count as u32);
        }
        entries[at].0.parsed.authors = authors;
    }
}

/// The earlier entry that `Farrant, Barn Treaty, 102` is short for: one surname, and words
/// of that author's title, without anything that describes a work of its own.
fn short_form(
    entry: &Entry,
    by_family: &HashMap<String, Vec<usize>>,
    earlier: &[Entry],
) -> Option<usize> {
    let p = &entry.parsed;
    let bare = p.date.is_none() && p.url.is_none() && p.accessed.is_none();
    if !bare || entry.raw.len() >= 160 {
        return None;
    }
    let (name, title) = match p.authors.as_slice() {
        [only] if only.given.is_none() && p.publisher.is_none() => {
            (only.literal.as_str(), p.title_text()?)
        }
        // `Riedel, Donors' Table, 97`: told from a title alone by the work it shortens.
        [] => {
            let mut parts = entry.raw.splitn(2, [',', ':']).map(str::trim);
            let name = parts.next().filter(|name| name.split_whitespace().count() <= 2)?;
            (name, parts.next()?.split(',').next()?.trim_end_matches('.'))
        }
        _ => return None,
    };
    let title = plain(title);
    let places = by_family.get(&normal(name))?;
    let mut fitting = places.iter().rev().take(64).filter(|at| {
        let long = earlier[**at].parsed.title_text().map(plain).unwrap_or_default();
        let shortened = long.len() > title.len() && long.contains(&title);
        title.chars().count() >= 4 && (shortened || long == title)
    });
    let found = *fitting.next()?;
    fitting.next().is_none().then_some(found)
}

/// What a repeat of the entry `to` means.
fn follow(entries: &[Entry], several: &[bool], to: usize) -> Means {
    match entries.get(to).map(|e| e.resolution) {
        Some(Means::Work) if several.get(to) == Some(&true) => Means::Ambiguous,
        Some(Means::Work) => Means::Ibid(to),
        Some(Means::Ibid(of)) => Means::Ibid(of),
        Some(Means::Ambiguous) => Means::Ambiguous,
        Some(Means::Unresolved) | None => Means::Unresolved,
    }
}

fn family_keys(family: &str, literal: &str) -> Vec<String> {
    let mut keys = vec![normal(family)];
    let whole = normal(literal);
    if whole != keys[0] {
        keys.push(whole);
    }
    keys
}

/// The one work whose author has a name; ambiguous if there are several.
fn by_author(name: &str, by_family: &HashMap<String, Vec<usize>>, entries: &[Entry]) -> Means {
    let direct = by_family.get(&normal(name));
    let places = direct.or_else(|| {
        name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '&' | '،'))
            .filter(|w| w.chars().count() > 1)
            .find_map(|word| by_family.get(&normal(word)))
    });
    let Some(places) = places else { return Means::Unresolved };
    let same = |a: usize, b: usize| {
        let (a, b) = (&entries[a].parsed, &entries[b].parsed);
        a.title_text().is_some() && a.title_text() == b.title_text()
    };
    match places.as_slice() {
        [] => Means::Unresolved,
        [only] => Means::Ibid(*only),
        [first, rest @ ..] if rest.iter().take(64).all(|r| same(*first, *r)) => Means::Ibid(*first),
        _ => Means::Ambiguous,
    }
}
