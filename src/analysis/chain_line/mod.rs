//! The one-line language for chains: what an analyst types to say through whom a claim came.
//!
//! ```text
//! Author [9] > Reporter, Co-author > "senior officials" !; Other author /A title/ > _
//! ```
//!
//! - `>` (or `›`, `→`) leads one hop further out; `,` joins sources that speak as one;
//!   `;` starts another chain. An empty chain is the article's own voice, so that an empty
//!   line is just that; a `;` at the very end starts nothing.
//! - `[9]` after the names is that note of the article; alone, it stands for its authors.
//! - `/A title/` is the work with that title. A `/` inside a word is an ordinary letter.
//! - `"…"`, `“…”`, `«…»`, `„…“` at the start of a source make it an unnamed one, a new
//!   one each time. Quotation marks inside a name are part of the name.
//! - `#id` directly after a name, a quotation mark or a title chooses that very record:
//!   completion writes it where the words alone would not do.
//! - `_` is a source that the text leaves implicit.
//! - How a chain ends stands last, after a space: `!` at its origin, `-` gives no source,
//!   `?` not followed, `~` unavailable. `Yahoo!` is a name.
//! - `\` before any character makes it an ordinary letter.
//! - A full stop alone repeats the last chain; the window does that ([`asks_to_repeat`]).
//!
//! Positions are code points of the line. Reading ([`parse()`]) knows nothing of a project;
//! [`resolve`](fn@resolve) asks one who is meant.

mod cursor;
mod describe;
mod format;
mod kinds;
mod lex;
mod names;
mod parse;
mod resolve;
#[cfg(test)]
mod tests;

use crate::domain::{
    chain::ChainEnd,
    ids::{SourceId, WorkId},
    span::Span,
};

pub use cursor::{Typing, TypingKind, replace, token_at};
pub use describe::{keep_details, line_by, line_of};
pub use format::{format, format_name, format_note, format_work};
pub use kinds::likely_kind;
pub use names::NameIndex;
pub use parse::{LineError, Problem, parse};
pub use resolve::{NameFate, Resolution, ResolveError, ResolvedName, resolve};

/// A line that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedLine {
    /// Its chains; never empty.
    pub chains: Vec<ParsedChain>,
}

/// One chain of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParsedChain {
    /// From the article outwards; empty for the article's own voice.
    pub hops: Vec<ParsedHop>,
    /// How it ends, if the line says so.
    pub end: Option<ChainEnd>,
}

/// One hop of a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParsedHop {
    /// Who speaks, jointly; empty if only a note or a title is given, or if implicit.
    pub sources: Vec<ParsedName>,
    /// The note that is pointed to.
    pub note: Option<ParsedNote>,
    /// The work that is named.
    pub work: Option<ParsedWork>,
    /// What it covers of the line, in code points.
    pub span: Span,
}

/// A source as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedName {
    /// Its name or, if it is unnamed, how it is introduced.
    pub text: String,
    /// Whether it stands in quotation marks.
    pub unnamed: bool,
    /// The very source that is meant, if the line says so.
    pub picked: Option<SourceId>,
    /// What it covers of the line, in code points.
    pub span: Span,
}

/// A note as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedNote {
    /// The label without brackets.
    pub label: String,
    /// What it covers of the line, in code points.
    pub span: Span,
}

/// A work as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedWork {
    /// Its title.
    pub title: String,
    /// The very work that is meant, if the line says so.
    pub picked: Option<WorkId>,
    /// What it covers of the line, in code points.
    pub span: Span,
}

/// Whether a line is the full stop that repeats the last chain.
pub fn asks_to_repeat(line: &str) -> bool {
    line.trim() == "."
}

/// The mark that writes an end.
pub fn end_mark(end: ChainEnd) -> char {
    match end {
        ChainEnd::Origin => '!',
        ChainEnd::GivesNoSource => '-',
        ChainEnd::NotFollowed => '?',
        ChainEnd::Unavailable => '~',
    }
}
