//! What notes, entries and works are called in words.

use crate::{
    analysis::references::accept::Draft,
    domain::{
        article::Article,
        ids::WorkId,
        project::Project,
        reference::{Reference, Resolution, meant, work_of},
        span::Span,
        work::Work,
    },
};

pub(in crate::app) use crate::app::panels::claim::view::shortened;

/// `Note 9`, `Notes 4 and 5`.
pub(in crate::app) fn notes(named: &[&Reference]) -> String {
    let labels: Vec<&str> = named.iter().map(|r| r.label.as_str()).collect();
    match labels.as_slice() {
        [] => "Note".to_owned(),
        [one] => format!("Note {one}"),
        [first @ .., last] => format!("Notes {} and {last}", first.join(", ")),
    }
}

/// `once`, `3 times`.
pub(in crate::app) fn times(count: usize) -> String {
    match count {
        0 => "nowhere".to_owned(),
        1 => "once".to_owned(),
        n => format!("{n} times"),
    }
}

/// What an entry is called: its label, or its first words.
pub(in crate::app) fn entry_name(article: &Article, reference: &Reference) -> String {
    if reference.label.is_empty() {
        let printed = article.text.slice(reference.entry_span).unwrap_or_default();
        format!("“{}”", shortened(printed, 40))
    } else {
        format!("note {}", reference.label)
    }
}

/// Authors, title, where it appeared and when, of what stands in the registry.
pub(in crate::app) fn work(project: &Project, work: &Work) -> String {
    let names = work.authors.iter().filter_map(|id| project.source(*id));
    let names: Vec<&str> = names.map(|s| s.name.as_str()).collect();
    let outlet = work.container.as_deref().or(work.publisher.as_deref());
    joined(&names, work.display_title(), outlet, work.date.map(|d| d.to_string()))
}

/// The same of what was read from an entry.
pub(in crate::app) fn draft(draft: &Draft) -> String {
    let names: Vec<&str> = draft.authors.iter().map(String::as_str).collect();
    let title = if draft.title.is_empty() { "untitled" } else { &draft.title };
    let outlet = draft.container.as_deref().or(draft.publisher.as_deref());
    joined(&names, title, outlet, draft.date.map(|d| d.to_string()))
}

fn joined(names: &[&str], title: &str, outlet: Option<&str>, date: Option<String>) -> String {
    let mut text = String::new();
    if !names.is_empty() {
        let shown = names.len().min(3);
        text.push_str(&names[..shown].join(", "));
        if names.len() > shown {
            text.push_str(" and others");
        }
        text.push_str(": ");
    }
    text.push_str(title);
    for more in [outlet.map(str::to_owned), date].into_iter().flatten() {
        text.push_str(" · ");
        text.push_str(&more);
    }
    text
}

/// What an entry means: its work, the entry it repeats, what was read from it.
pub(in crate::app) fn meaning(
    project: &Project,
    article: &Article,
    reference: &Reference,
    read: Option<&Draft>,
) -> String {
    let known = work_of(&article.references, reference).and_then(|id: WorkId| project.work(id));
    let repeated = match reference.resolution {
        Resolution::Ibid(_) if reference.work.is_none() => {
            meant(&article.references, reference).map(|of| entry_name(article, of))
        }
        _ => None,
    };
    let what = match (known, read) {
        (Some(known), _) => work(project, known),
        (None, Some(read)) => format!("{} (not accepted yet)", draft(read)),
        (None, None) => String::new(),
    };
    match (repeated, reference.resolution) {
        (Some(of), _) if what.is_empty() => format!("Repeats {of}"),
        (Some(of), _) => format!("Repeats {of}: {what}"),
        (None, Resolution::Ambiguous) => "May mean more than one entry".to_owned(),
        (None, Resolution::Ibid(_)) => "Repeats an entry that is not there".to_owned(),
        (None, Resolution::Unresolved) if known.is_none() => {
            "Not resolved: a remark, or a work that could not be read".to_owned()
        }
        _ if what.is_empty() => "A work that could not be read".to_owned(),
        _ => what,
    }
}

/// The words around a place, about `reach` code points on each side.
pub(in crate::app) fn around(article: &Article, span: Span, reach: u32) -> String {
    let text = &article.text;
    let paragraph = text.paragraph(text.paragraph_at(span.start)).unwrap_or(span);
    let start = span.start.saturating_sub(reach).max(paragraph.start);
    let end = (span.end + reach).min(paragraph.end).max(span.end);
    let mut words = text.slice(Span::new(start, end)).unwrap_or_default();
    // Whole words read better; a text without spaces stays as it is.
    if start > paragraph.start
        && let Some((cut, rest)) = words.split_once(' ')
        && (cut.chars().count() as u32) < span.start - start
    {
        words = rest;
    }
    let before = if start > paragraph.start { "…" } else { "" };
    let after = if end < paragraph.end { "…" } else { "" };
    format!("{before}{}{after}", shortened(words, (reach * 3) as usize))
}
