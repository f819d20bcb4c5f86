//! A saved web page: its main text with headings, quotations, lists, links and notes, and
//! what its metadata tells of title, author, date, site, address and language.
//!
//! The page is parsed under limits ([`parse`]); a readability heuristic says which of its
//! text is the article ([`main_text`]); the notes that the article points to are kept whatever
//! that heuristic thinks of them ([`notes`]); and the original tree is walked once ([`walk`]).

use crate::domain::text::Text;

use super::detect::Format;
use super::{Draft, ImportError, Limits};

pub mod address;
mod json_ld;
mod main_text;
mod metadata;
mod node;
pub mod notes;
mod numeral;
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
    let mut head = metadata::head(&page);
    let base = metadata::base(&page, head.url.as_deref());
    let found = main_text::find(&page, warnings);
    head.byline = head.byline.or(found.byline);
    let walk = walk::Walk::new(&page, found.chosen.as_ref(), base.as_deref());
    let (text, structure) = walk.render();
    Ok(Draft { head, text: Text::new(text), structure, format: Format::Html })
}
