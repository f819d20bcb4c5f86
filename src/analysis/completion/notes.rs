//! Completes the label of a note, in the article's own order.

use crate::analysis::fold::fold;
use crate::domain::{
    article::Article,
    ids::{ReferenceId, WorkId},
    project::Project,
};

/// A note that could be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteCandidate {
    /// The note.
    pub reference: ReferenceId,
    /// Its label, without brackets.
    pub label: String,
    /// The work that it means, if it was resolved.
    pub work: Option<WorkId>,
    /// What it says: authors and title of the work, or the start of the entry.
    pub about: String,
}

/// The notes of an article whose label starts with what was typed, or whose work's title
/// or authors hold it; the former first. At most `limit`.
pub fn complete_note(
    project: &Project,
    article: &Article,
    typed: &str,
    limit: usize,
) -> Vec<NoteCandidate> {
    let typed = fold(typed);
    let (mut by_label, mut by_words) = (Vec::new(), Vec::new());
    for reference in article.references.iter() {
        let is_label = fold(&reference.label).starts_with(&typed);
        if is_label && by_label.len() >= limit {
            break;
        }
        let work = reference.work.and_then(|id| project.work(id));
        let about = match work {
            Some(work) => {
                let names = work.authors.iter().filter_map(|id| project.source(*id));
                let names: Vec<_> = names.map(|source| source.name.as_str()).collect();
                let names = if names.is_empty() { None } else { Some(names.join(", ")) };
                names
                    .into_iter()
                    .chain([work.display_title().to_owned()])
                    .collect::<Vec<_>>()
                    .join(": ")
            }
            None => entry(article, reference.entry_span),
        };
        let candidate = NoteCandidate {
            reference: reference.id,
            label: reference.label.clone(),
            work: work.map(|work| work.id),
            about,
        };
        if is_label {
            by_label.push(candidate);
        } else if by_words.len() < limit && fold(&candidate.about).contains(&typed) {
            by_words.push(candidate);
        }
    }
    by_label.extend(by_words);
    by_label.truncate(limit);
    by_label
}

/// The first words of an entry as printed.
fn entry(article: &Article, span: crate::domain::span::Span) -> String {
    const SHOWN: u32 = 120;
    let end = span.end.min(span.start.saturating_add(SHOWN));
    let shown = crate::domain::span::Span::new(span.start, end);
    let text = article.text.slice(shown).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
