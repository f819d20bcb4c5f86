//! An article: a text under study, with its metadata, structure and claims.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    chunked::{Chunked, Keyed},
    claim::Claim,
    ids::{ArticleId, WorkId},
    reference::Reference,
    span::Span,
    text::Text,
    time::PartialDate,
};

/// A text under study. Cheap to clone: its parts are shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its identifier.
    pub id: ArticleId,
    /// What is known about it.
    pub head: Arc<ArticleHead>,
    /// Its words, which never change.
    pub text: Arc<Text>,
    /// SHA-256 of the text in UTF-8, 64 hexadecimal digits.
    pub sha256: Arc<str>,
    /// Headings, quotations, emphasis and links, as imported.
    pub structure: Arc<Structure>,
    /// Its numbered notes, ordered by the span of the entry.
    pub references: Arc<Vec<Reference>>,
    /// Its claims, ordered by (start, id).
    pub claims: Chunked<Claim>,
}

/// What is known about an article beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleHead {
    /// Its title; never empty.
    pub title: String,
    /// The author line as printed.
    pub byline: Option<String>,
    /// The outlet or site that published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Where it was found.
    pub url: Option<String>,
    /// Where an archived copy is.
    pub archived_url: Option<String>,
    /// When it was looked up.
    pub accessed: Option<PartialDate>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The work that it is, if others cite it.
    pub work: Option<WorkId>,
    /// The article that it supersedes.
    pub revision_of: Option<ArticleId>,
}

/// The blocks and marks of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structure {
    /// Paragraph-level structure, ordered by start.
    pub blocks: Vec<Block>,
    /// Character-level structure, ordered by start.
    pub marks: Vec<Mark>,
}

/// A stretch of paragraphs of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it covers, in code points.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block. What no block covers is a plain paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A block quotation.
    Quote,
    /// One item of a list.
    ListItem,
    /// Preformatted text, whose white space counts.
    Pre,
}

/// A stretch of characters of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it covers, in code points.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
    /// The address of a link, or the label or fragment that a note marker points to.
    pub target: Option<String>,
}

/// The kinds of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MarkKind {
    /// Emphasised.
    Emphasis,
    /// Raised.
    Superscript,
    /// A hyperlink.
    Link,
    /// A note marker that the format itself declares to be one.
    NoteRef,
}

impl Article {
    /// Its title.
    pub fn title(&self) -> &str {
        &self.head.title
    }
}

impl Keyed for Article {
    type Key = ArticleId;
    fn key(&self) -> ArticleId {
        self.id
    }
}
