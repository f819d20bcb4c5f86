//! Works that may be one: by address, by title and date, by title and author.

use std::collections::HashMap;

use super::super::{fields::address, findings::plain};
use super::{MOST_COMPARED, Reason, Suggestion, work_pair};
use crate::domain::{ids::SourceId, project::Project, work::Work};

/// Titles of fewer letters say too little.
const SHORTEST_TITLE: usize = 5;

struct Known<'p> {
    work: &'p Work,
    title: String,
    outlet: String,
    authors: Vec<SourceId>,
}

/// Pairs of works that may be one.
pub fn suggestions(project: &Project) -> Vec<Suggestion> {
    let known: Vec<Known<'_>> = project
        .works
        .iter()
        .map(|work| Known {
            work,
            title: plain(&work.title),
            outlet: outlet(
                work.container.as_deref().or(work.publisher.as_deref()).unwrap_or_default(),
            ),
            authors: work.authors.iter().map(|id| project.resolve_source(*id)).collect(),
        })
        .collect();
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (at, this) in known.iter().enumerate() {
        let url = this.work.url.as_deref().map(address::normal).filter(|u| u.contains('/'));
        let title = (this.title.chars().count() >= SHORTEST_TITLE).then(|| this.title.clone());
        let keys = [url.map(|u| (format!("u{u}"), true)), title.map(|t| (format!("t{t}"), false))];
        for (key, by_url) in keys.into_iter().flatten() {
            let block = blocks.entry(key).or_default();
            for other in block.iter().rev().take(MOST_COMPARED) {
                if let Some(reason) = reason(this, &known[*other], by_url) {
                    let pair = work_pair(this.work.id, known[*other].work.id);
                    found.push(Suggestion { pair, reason });
                }
            }
            block.push(at);
        }
    }
    found
}

fn reason(a: &Known<'_>, b: &Known<'_>, by_url: bool) -> Option<Reason> {
    let dates = a.work.date.zip(b.work.date);
    let other_date = dates.is_some_and(|(a, b)| a.certainly_after(b) || b.certainly_after(a));
    let other_title = !a.title.is_empty() && !b.title.is_empty() && a.title != b.title;
    let one_author = a.authors.iter().any(|author| b.authors.contains(author));
    let one_outlet = a.outlet == b.outlet;
    // Two pieces of one writer in one paper are two works.
    if one_author && one_outlet && (other_date || other_title) {
        return None;
    }
    if by_url {
        return Some(Reason::SameUrl);
    }
    if dates.is_some() && !other_date {
        return Some(Reason::SameTitleAndDate);
    }
    // A copy elsewhere often carries the copy's own date.
    (one_author && (!other_date || !one_outlet)).then_some(Reason::SameTitleAndAuthor)
}

/// An outlet's name without what is often left out.
pub fn outlet(name: &str) -> String {
    const COMMON: &[&str] = &[
        "the",
        "news",
        "newspaper",
        "magazine",
        "online",
        "website",
        "com",
        "daily",
        "der",
        "die",
        "le",
        "la",
        "el",
    ];
    let lower = name.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let kept: String = words.iter().filter(|w| !COMMON.contains(w)).copied().collect();
    if kept.is_empty() { words.concat() } else { kept }
}
