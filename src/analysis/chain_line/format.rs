//! Writes chains as a line, so that reading it gives the same chains.

use crate::domain::ids::{Id, SourceId, WorkId};

use super::{
    ParsedChain, ParsedHop, ParsedLine, end_mark,
    lex::{closers, is_lone_mark, is_separator},
};

/// The line for parsed chains. Spans don't matter.
pub fn format(line: &ParsedLine) -> String {
    let chains: Vec<String> = line.chains.iter().map(chain).collect();
    let mut text = chains.join("; ");
    if chains.len() > 1 && chains.last().is_some_and(String::is_empty) {
        // Without a `;` of its own, an own voice at the end would go unnoticed.
        text.push(';');
    }
    text
}

fn chain(chain: &ParsedChain) -> String {
    let mut text = chain.hops.iter().map(hop).collect::<Vec<_>>().join(" > ");
    if let Some(end) = chain.end {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push(end_mark(end));
    }
    text
}

fn hop(hop: &ParsedHop) -> String {
    let names = hop.sources.iter().map(|name| format_name(&name.text, name.unnamed, name.picked));
    let mut parts = Vec::new();
    if !hop.sources.is_empty() {
        parts.push(names.collect::<Vec<_>>().join(", "));
    } else if hop.note.is_none() && hop.work.is_none() {
        parts.push("_".to_owned());
    }
    parts.extend(hop.note.as_ref().map(|note| format_note(&note.label)));
    parts.extend(hop.work.as_ref().map(|work| format_work(&work.title, work.picked)));
    parts.join(" ")
}

/// A source as a line writes it. `picked` makes it this very one whatever its name.
pub fn format_name(text: &str, unnamed: bool, picked: Option<SourceId>) -> String {
    let mut line = if unnamed { format!("\"{}\"", enclosed(text, '"')) } else { plain(text) };
    push_pick(&mut line, picked);
    line
}

/// A note as a line writes it.
pub fn format_note(label: &str) -> String {
    format!("[{}]", enclosed(label, ']'))
}

/// A work as a line writes it. `picked` makes it this very one whatever its title.
pub fn format_work(title: &str, picked: Option<WorkId>) -> String {
    let mut line = format!("/{}/", enclosed(title, '/'));
    push_pick(&mut line, picked);
    line
}

fn push_pick<T>(line: &mut String, picked: Option<Id<T>>) {
    if let Some(id) = picked {
        line.push('#');
        line.push_str(id.as_str());
    }
}

/// With a backslash where a letter would be read as something else.
fn escaped(text: &str, is_special: impl Fn(Option<char>, char, Option<char>) -> bool) -> String {
    let mut line = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let at_an_end = before.is_none() || after.is_none();
        if c == '\\' || (c.is_whitespace() && at_an_end) || is_special(before, c, after) {
            line.push('\\');
        }
        line.push(c);
        before = Some(c);
    }
    line
}

fn enclosed(text: &str, close: char) -> String {
    escaped(text, |before, c, _| c == close || (before.is_none() && c == '/'))
}

fn plain(text: &str) -> String {
    escaped(text, |before, c, after| {
        let opens = before.is_none_or(char::is_whitespace);
        let alone = opens && after.is_none_or(|c| c.is_whitespace() || is_separator(c) || c == '[');
        is_separator(c)
            || matches!(c, '[' | '#')
            || (opens && c == '/')
            || (before.is_none() && closers(c).is_some())
            || (alone && is_lone_mark(c))
    })
}
