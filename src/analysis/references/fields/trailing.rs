//! Prose that follows the description of a work within its entry.

use super::super::places::is_space;
use super::{Fields, Range};

/// Where the prose stands, if there is any: at least five words, most of them in lower
/// case, after the end of the last field.
pub fn find(text: &str, fields: &Fields) -> Option<Range> {
    let ends = [
        fields.title.map(|t| t.1),
        fields.container.map(|t| t.1),
        fields.publisher.map(|t| t.1),
        fields.date.map(|d| d.1.1),
        fields.accessed.map(|d| d.1.1),
        fields.url.as_ref().map(|u| u.1.1),
        fields.archived_url.as_ref().map(|u| u.1.1),
        fields.pages.map(|p| p.1),
        fields.volume.map(|p| p.1),
    ];
    let last = ends.into_iter().flatten().max()?;
    let rest = text.get(last..)?;
    let mut start = last;
    // The stop that ends the description, then a new sentence.
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let ends_here = matches!(c, '.' | ')' | ']' | '>' | '۔' | '"' | '”' | '»') || c == '\n';
        let next = chars.peek().map(|(_, c)| *c);
        if ends_here && next.is_none_or(is_space) && i < 80 {
            start = last + i + c.len_utf8();
            break;
        }
        if i >= 80 {
            return None;
        }
    }
    let prose = text[start..].trim_start_matches(is_space);
    let start = text.len() - prose.len();
    let end = start + prose.trim_end_matches(is_space).len();
    let first = prose.split_whitespace().next().unwrap_or_default().to_lowercase();
    if matches!(
        first.as_str(),
        "archived"
            | "retrieved"
            | "accessed"
            | "isbn"
            | "doi"
            | "abgerufen"
            | "archiviert"
            | "archivé"
            | "consulté"
    ) {
        return None;
    }
    let words: Vec<&str> = prose.split_whitespace().take(60).collect();
    let lower = words
        .iter()
        .filter(|w| !w.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
        .count();
    (start > last && words.len() >= 5 && lower * 2 > words.len()).then_some((start, end))
}
