//! Which format a file is in: by its name, and where that says nothing, by how it begins.

use std::path::Path;

/// The formats that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text without markup.
    PlainText,
    /// CommonMark with tables and footnotes.
    Markdown,
    /// A web page.
    Html,
}

impl Format {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::PlainText => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
        }
    }

    /// The format that a file's name ending stands for.
    pub fn of_name(name: &str) -> Option<Self> {
        let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" | "mkd" | "mdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" | "xht" | "shtml" => Some(Self::Html),
            "txt" | "text" => Some(Self::PlainText),
            _ => None,
        }
    }
}

/// Whether a text clearly begins as an HTML document. Bytes will do: what is looked for
/// is ASCII.
pub fn begins_as_html(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?xml") {
            b"?>"
        } else {
            break;
        };
        let Some(at) = rest.windows(end.len()).position(|w| w == end) else { return false };
        rest = &rest[at + end.len()..];
    }
    let head = rest[..rest.len().min(20)].to_ascii_lowercase();
    let is_tag = |tag: &[u8]| {
        head.strip_prefix(tag).is_some_and(|after| {
            after.first().is_none_or(|b| *b == b'>' || b.is_ascii_whitespace())
        })
    };
    is_tag(b"<!doctype html") || is_tag(b"<html") || is_tag(b"<head") || is_tag(b"<body")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_told_from_a_text_that_mentions_tags() {
        for yes in ["<!DOCTYPE html>", " \n<HTML lang=de>", "<?xml version='1.0'?><!-- x --><html>"]
        {
            assert!(begins_as_html(yes.as_bytes()), "{yes}");
        }
        for no in ["The <html> tag", "<htmlx>", "<!-- never closed <html>", "<p>A</p>", ""] {
            assert!(!begins_as_html(no.as_bytes()), "{no}");
        }
    }

    #[test]
    fn the_ending_of_a_name_counts_whatever_its_case() {
        assert_eq!(Format::of_name("a/b.HTM"), Some(Format::Html));
        assert_eq!(Format::of_name("notes.Markdown"), Some(Format::Markdown));
        assert_eq!(Format::of_name("README"), None);
    }
}
