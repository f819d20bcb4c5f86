//! From files to articles: detection, limits, and one file per format.
//!
//! [`import_bytes`] and [`import_pasted`] are pure; [`import_file`] alone touches the file
//! system, and only reads. What comes out is a proposal: the analyst sees and may correct
//! the head before [`into_article`] makes an article of it. No input makes any of this
//! panic, hang or take an unbounded amount of memory.

use std::sync::Arc;

use crate::domain::article::{Article, ArticleHead, Structure};
use crate::domain::chunked::Chunked;
use crate::domain::ids::IdSource;
use crate::domain::project::Project;
use crate::domain::text::Text;

pub mod annotations;
pub mod date;
pub mod detect;
pub mod encoding;
pub mod error;
mod file;
mod front_matter;
mod html;
pub mod limits;
mod markdown;
mod plain;
mod render;
mod title;

#[cfg(test)]
mod tests;

pub use detect::Format;
pub use error::ImportError;
pub use file::import_file;
pub use limits::Limits;

/// What an import found: an article to be, for the analyst to correct and accept.
#[derive(Debug, Clone)]
pub struct Imported {
    /// What the file says of itself. The title is never empty.
    pub head: ArticleHead,
    /// The words: as they are in plain text, rendered from Markdown and HTML.
    pub text: Text,
    /// Headings, quotations, lists, emphasis, links and notes; empty for plain text, whose
    /// blocks are derived.
    pub structure: Structure,
    /// The format that it was read as.
    pub format: Format,
    /// The encoding that it was read in, as the WHATWG standard calls it.
    pub encoding: &'static str,
    /// What the analyst should know: whole sentences.
    pub warnings: Vec<String>,
}

/// What one format's reader makes of a text.
struct Draft {
    head: ArticleHead,
    text: Text,
    structure: Structure,
    format: Format,
}

/// Imports the content of a file. Its name tells the format, where its ending is known, and
/// the title, where nothing else does.
pub fn import_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Result<Imported, ImportError> {
    limits.check_size(bytes.len() as u64)?;
    limits::check_signature(bytes)?;
    let named = Format::of_name(name);
    let declared = match named {
        Some(format) => format == Format::Html,
        None => detect::begins_as_html(bytes),
    };
    let decoded = encoding::decode(bytes, declared)?;
    let format = named.unwrap_or_else(|| sniffed(&decoded.text));
    let mut warnings = Vec::new();
    if decoded.replaced > 0 {
        warnings.push(format!(
            "{} not valid in {} and became \u{FFFD}: compare with the original.",
            counted(decoded.replaced, "sequence of bytes is", "sequences of bytes are"),
            decoded.encoding
        ));
    }
    read(name, decoded.text, format, decoded.encoding, warnings, limits)
}

/// Imports a text from the clipboard: plain text, or HTML when it clearly is a document.
pub fn import_pasted(text: &str) -> Result<Imported, ImportError> {
    let limits = Limits::default();
    limits.check_size(text.len() as u64)?;
    // Some programs leave the terminator of a C string on the clipboard.
    let text = text.trim_end_matches('\0');
    limits::check_characters(text)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned();
    let format = sniffed(&text);
    read("", text, format, "UTF-8", Vec::new(), &limits)
}

fn sniffed(text: &str) -> Format {
    if detect::begins_as_html(text.as_bytes()) { Format::Html } else { Format::PlainText }
}

fn read(
    name: &str,
    text: String,
    format: Format,
    encoding: &'static str,
    mut warnings: Vec<String>,
    limits: &Limits,
) -> Result<Imported, ImportError> {
    let draft = match format {
        Format::PlainText => plain::import(text),
        Format::Markdown => markdown::import(&text, limits)?,
        Format::Html => html::import(&text, limits, &mut warnings)?,
    };
    let Draft { mut head, text, structure, format } = draft;
    if text.as_str().trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let controls = limits::count_direction_controls(text.as_str());
    if controls > 0 {
        warnings.push(format!(
            "{} in the text change the direction of writing without being seen: what is shown \
             may stand in another order than what is stored.",
            counted(controls, "character", "characters")
        ));
    }
    title::fill(&mut head, name, &text, &structure);
    Ok(Imported { head, text, structure, format, encoding, warnings })
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Makes an article of an accepted import. Its notes are found by
/// [`crate::analysis::references`], which the caller runs on the article; here they are empty.
pub fn into_article(imported: Imported, ids: &mut impl IdSource) -> Article {
    Article {
        id: ids.id(),
        sha256: imported.text.sha256().into(),
        head: Arc::new(imported.head),
        text: Arc::new(imported.text),
        structure: Arc::new(imported.structure),
        references: Arc::default(),
        claims: Chunked::default(),
    }
}

/// The article of a project that has the same text, if there is one.
pub fn duplicates_of<'a>(project: &'a Project, sha256: &str) -> Option<&'a Arc<Article>> {
    project.articles.iter().find(|article| *article.sha256 == *sha256)
}
