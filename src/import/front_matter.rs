//! The front matter of a Markdown file: `key: value` lines between two lines of `---`.
//!
//! Only what an article's head can hold is read, and only simple YAML: one value a line, or
//! a list of names. What isn't front matter is left to the text.

use crate::domain::article::ArticleHead;

use super::{date, title::single_line};

/// The most lines front matter may have; a longer block is text between two rules.
const MOST_LINES: usize = 200;

/// Splits the front matter off a text: the head it gives, and the rest.
pub fn split(text: &str) -> (ArticleHead, &str) {
    let mut head = ArticleHead::default();
    let Some(inner) =
        text.strip_prefix("---").and_then(|t| t.trim_start_matches(' ').strip_prefix('\n'))
    else {
        return (head, text);
    };
    let mut values: Vec<(String, Vec<String>)> = Vec::new();
    let mut at = 0;
    for line in inner.split_inclusive('\n').take(MOST_LINES) {
        at += line.len();
        let bare = line.trim();
        if bare == "---" || bare == "..." {
            for (key, value) in &values {
                set(&mut head, key, value);
            }
            return (head, &inner[at..]);
        }
        let indented = line.starts_with([' ', '\t']) || bare.starts_with("- ");
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if indented && let Some((_, list)) = values.last_mut() {
            let item = bare.strip_prefix("- ").unwrap_or(bare);
            list.push(unquoted(item.strip_prefix("name:").unwrap_or(item)));
        } else if let Some((key, value)) = bare.split_once(':').filter(|(key, _)| is_key(key)) {
            values.push((key.trim().to_lowercase(), listed(value.trim())));
        } else {
            break;
        }
    }
    (head, text)
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

/// The values after a colon: one, or several in square brackets.
fn listed(value: &str) -> Vec<String> {
    match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(inside) => inside.split(',').map(unquoted).collect(),
        None if matches!(value, "" | ">" | "|" | ">-" | "|-") => Vec::new(),
        None => vec![unquoted(value)],
    }
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote)) {
            return inside.replace("\\\"", "\"").replace("''", "'");
        }
    }
    // A comment begins at a hash sign after white space.
    value.split(" #").next().unwrap_or_default().trim_end().to_owned()
}

fn set(head: &mut ArticleHead, key: &str, values: &[String]) {
    let joined = |by: &str| single_line(&values.join(by));
    let web = || joined(" ").filter(|url| is_web(url));
    match key {
        "title" => head.title = joined(" ").unwrap_or_default(),
        "author" | "authors" | "byline" | "by" => head.byline = joined(", "),
        "publisher" | "site" | "site_name" | "outlet" | "publication" => {
            head.publisher = joined(" ");
        }
        "date" | "published" | "pubdate" | "date_published" => {
            head.published = date::parse(&values.join(" "));
        }
        "accessed" | "retrieved" | "date_accessed" => {
            head.accessed = date::parse(&values.join(" "));
        }
        "url" | "source_url" | "canonical" | "link" | "source" => {
            head.url = web().or(head.url.take());
        }
        "archived_url" | "archive" => head.archived_url = web(),
        "language" | "lang" => head.language = joined(" ").filter(|tag| is_language(tag)),
        _ => {}
    }
}

/// Whether an address is for the web: nothing else is ever opened.
pub fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme).unwrap_or_default();
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    web && !url.contains(char::is_whitespace)
}

/// Whether it looks like a BCP 47 tag.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let letters = primary.bytes().all(|b| b.is_ascii_alphabetic());
    let rest =
        parts.all(|p| matches!(p.len(), 1..=8) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    matches!(primary.len(), 2..=8) && letters && rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_read_and_taken_out_of_the_text() {
        let text = "---\ntitle: \"The dam: a report\"\nauthor:\n  - Ana Orel\n  - Ben Tal\n\
            date: 2021-05-03 # draft\nlang: en-GB\nurl: https://example.org/a\ntags: [a, b]\n---\n# Body\n";
        let (head, rest) = split(text);
        assert_eq!(rest, "# Body\n");
        assert_eq!(head.title, "The dam: a report");
        assert_eq!(head.byline.as_deref(), Some("Ana Orel, Ben Tal"));
        assert_eq!(head.published.map(|d| d.to_string()).as_deref(), Some("2021-05-03"));
        assert_eq!(head.language.as_deref(), Some("en-GB"));
        assert_eq!(head.url.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        for text in
            ["---\nA sentence without a key.\n---\nMore", "---\ntitle: never closed\n", "--- \n"]
        {
            assert_eq!(split(text).1, text);
        }
    }

    #[test]
    fn an_address_that_is_not_for_the_web_is_left_out() {
        assert_eq!(split("---\nurl: javascript:alert(1)\n---\n").0.url, None);
        assert!(is_web("HTTPS://example.org") && !is_web("file:///etc") && !is_web("//x"));
    }
}
