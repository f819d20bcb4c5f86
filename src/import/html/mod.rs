//! A saved web page: its main text with headings, quotations, lists, links and notes, and
//! what its metadata tells of title, author, date, site, address and language.
//!
//! The page is parsed under limits ([`parse`]); a readability heuristic says which of its
//! text is the article ([`main_text`]); the notes that the article points to are kept whatever
//! that heuristic thinks of them ([`notes`]); and the original tree is walked once ([`walk`]).

use dom_query::Document;

use crate::domain::text::Text;

use super::detect::Format;
use super::{Draft, ImportError, Limits};

pub mod address;
mod json_ld;
mod main_text;
mod metadata;
mod node;
pub mod notes;
mod parse;
#[cfg(test)]
mod tests;
mod walk;

/// Imports a page.
pub(super) fn import(
    html: &str,
    limits: &Limits,
    warnings: &mut Vec<String>,
) -> Result<Draft, ImportError> {
    let page = parse::document(html, limits)?;
    let head = metadata::head(&page);
    let base = metadata::base(&page, head.url.as_deref());
    let found = main_text::find(&page, warnings);
    let mut head = head;
    if head.byline.is_none() {
        head.byline = found.byline;
    }
    let (text, structure) = match found.chosen {
        Some(chosen) => render(&page, Some(&chosen), base.as_deref()),
        None => render(&page, None, base.as_deref()),
    };
    Ok(Draft { head, text: Text::new(text), structure, format: Format::Html })
}

fn render(
    page: &Document,
    chosen: Option<&notes::Chosen>,
    base: Option<&str>,
) -> (String, crate::domain::article::Structure) {
    walk::Walk::new(page, chosen, base).render()
}
