//! A work: a citable document, that which a footnote points to.

use serde::{Deserialize, Serialize};

use super::{
    chunked::Keyed,
    ids::{SourceId, WorkId},
    time::PartialDate,
    vocabulary::Vocabulary,
};

/// A citable document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Its identifier.
    pub id: WorkId,
    /// What it is.
    pub kind: WorkKind,
    /// Its title; empty if it has none.
    pub title: String,
    /// Who wrote it, in the order printed.
    pub authors: Vec<SourceId>,
    /// The newspaper, journal, book or site it appeared in.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it appeared: a year, a month or a day.
    pub date: Option<PartialDate>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Where an archived copy is.
    pub archived_url: Option<String>,
    /// When it was looked up.
    pub accessed: Option<PartialDate>,
    /// The pages meant.
    pub pages: Option<String>,
    /// The original, once it was obtained.
    pub original: Option<Original>,
    /// The reference exactly as printed.
    pub raw: Option<String>,
}

/// A copy of the original that the analyst obtained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The file's path, as the analyst gave it.
    pub file: String,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// When it was obtained.
    pub obtained: PartialDate,
}

/// The kinds of work (those of CSL that footnotes point to).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum WorkKind {
    /// An article in a newspaper or magazine.
    #[default]
    NewsArticle,
    /// An article in a scholarly journal.
    JournalArticle,
    /// A book.
    Book,
    /// A chapter of a book.
    Chapter,
    /// A report of an organisation.
    Report,
    /// A page on the web.
    WebPage,
    /// A post in social media.
    Post,
    /// A broadcast or a recording.
    Broadcast,
    /// A speech.
    Speech,
    /// An interview.
    Interview,
    /// A letter or another private message.
    Letter,
    /// A law, a treaty, a resolution.
    Legislation,
    /// A court record.
    LegalCase,
    /// A set of data.
    Dataset,
    /// Something else.
    Other,
}

impl Work {
    /// A work of which only the title and kind are known.
    pub fn new(id: WorkId, title: impl Into<String>, kind: WorkKind) -> Self {
        Self {
            id,
            kind,
            title: title.into(),
            authors: Vec::new(),
            container: None,
            publisher: None,
            date: None,
            url: None,
            archived_url: None,
            accessed: None,
            pages: None,
            original: None,
            raw: None,
        }
    }

    /// The title, or what else identifies the work: container, printed reference, URL.
    pub fn display_title(&self) -> &str {
        if !self.title.is_empty() {
            return &self.title;
        }
        self.raw
            .as_deref()
            .or(self.url.as_deref())
            .or(self.container.as_deref())
            .unwrap_or("Untitled")
    }
}

impl Keyed for Work {
    type Key = WorkId;
    fn key(&self) -> WorkId {
        self.id
    }
}

impl Vocabulary for WorkKind {
    const ALL: &'static [Self] = &[
        Self::NewsArticle,
        Self::JournalArticle,
        Self::Book,
        Self::Chapter,
        Self::Report,
        Self::WebPage,
        Self::Post,
        Self::Broadcast,
        Self::Speech,
        Self::Interview,
        Self::Letter,
        Self::Legislation,
        Self::LegalCase,
        Self::Dataset,
        Self::Other,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::NewsArticle => "News article",
            Self::JournalArticle => "Journal article",
            Self::Book => "Book",
            Self::Chapter => "Chapter",
            Self::Report => "Report",
            Self::WebPage => "Web page",
            Self::Post => "Social media post",
            Self::Broadcast => "Broadcast",
            Self::Speech => "Speech",
            Self::Interview => "Interview",
            Self::Letter => "Letter",
            Self::Legislation => "Legislation",
            Self::LegalCase => "Court record",
            Self::Dataset => "Dataset",
            Self::Other => "Other",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::NewsArticle => "An article in a newspaper, a magazine or a news site.",
            Self::JournalArticle => "An article in a scholarly journal.",
            Self::Book => "A book as a whole.",
            Self::Chapter => "A chapter or an essay in a book.",
            Self::Report => "A report of an organisation or an authority.",
            Self::WebPage => "A page on the web that is none of the others.",
            Self::Post => "A post on a social network.",
            Self::Broadcast => "A radio or television programme, or a recording.",
            Self::Speech => "A speech or statement given in public.",
            Self::Interview => "An interview.",
            Self::Letter => "A letter, a message or another private communication.",
            Self::Legislation => "A law, a treaty or a resolution.",
            Self::LegalCase => "A judgment, an indictment or another record of a court.",
            Self::Dataset => "A table, a survey or another set of data.",
            Self::Other => "A document of another kind.",
        }
    }
}
