//! The text fields of sources, works and lineage edges: how each is read and stored.

use crate::domain::{
    ids::{LineageId, SourceId, WorkId},
    lineage::Lineage,
    project::Project,
    source::Source,
    time::PartialDate,
    work::{Original, Work},
};

/// A record with text fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Record {
    Source(SourceId),
    Work(WorkId),
    Edge(LineageId),
}

/// A text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    /// A source's name, a work's title.
    Name,
    Role,
    Description,
    Url,
    /// A source's notes, an edge's note.
    Notes,
    Container,
    Publisher,
    Date,
    ArchivedUrl,
    Accessed,
    Pages,
    File,
    Sha256,
    Obtained,
    Since,
    Until,
}

/// What is said of an original of which only a part is known.
const INCOMPLETE: &str = "The original is recorded once its file and its SHA-256 are both there.";

impl Field {
    /// What the field is called, as a part of a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Role => "role",
            Self::Description => "description",
            Self::Url => "URL",
            Self::Notes => "notes",
            Self::Container => "container",
            Self::Publisher => "publisher",
            Self::Date => "date",
            Self::ArchivedUrl => "archived URL",
            Self::Accessed => "date of access",
            Self::Pages => "pages",
            Self::File => "file of the original",
            Self::Sha256 => "SHA-256 of the original",
            Self::Obtained => "date of the original",
            Self::Since => "since",
            Self::Until => "until",
        }
    }

    /// What is stored, empty if nothing is.
    pub fn read(self, project: &Project, record: Record) -> String {
        let text = match record {
            Record::Source(id) => project.sources.get(id).and_then(|s| self.of_source(s)),
            Record::Work(id) => project.works.get(id).and_then(|w| self.of_work(w)),
            Record::Edge(id) => project.lineage.get(id).and_then(|l| self.of_edge(l)),
        };
        text.unwrap_or_default()
    }

    fn of_source(self, source: &Source) -> Option<String> {
        match self {
            Self::Name => Some(source.name.clone()),
            Self::Role => source.role.clone(),
            Self::Description => source.description.clone(),
            Self::Url => source.url.clone(),
            Self::Notes => source.notes.clone(),
            _ => None,
        }
    }

    fn of_work(self, work: &Work) -> Option<String> {
        let original = work.original.as_ref();
        match self {
            Self::Name => Some(work.title.clone()),
            Self::Container => work.container.clone(),
            Self::Publisher => work.publisher.clone(),
            Self::Date => work.date.map(|d| d.to_string()),
            Self::Url => work.url.clone(),
            Self::ArchivedUrl => work.archived_url.clone(),
            Self::Accessed => work.accessed.map(|d| d.to_string()),
            Self::Pages => work.pages.clone(),
            Self::File => original.map(|o| o.file.clone()),
            Self::Sha256 => original.map(|o| o.sha256.clone()),
            Self::Obtained => original.map(|o| o.obtained.to_string()),
            _ => None,
        }
    }

    fn of_edge(self, edge: &Lineage) -> Option<String> {
        match self {
            Self::Since => edge.since.map(|d| d.to_string()),
            Self::Until => edge.until.map(|d| d.to_string()),
            Self::Notes => edge.note.clone(),
            _ => None,
        }
    }

    /// Stores a trimmed text in a source, or says why it can't be.
    pub fn store_in_source(self, source: &mut Source, text: &str) -> Result<(), String> {
        match self {
            Self::Name if text.is_empty() => return Err("A source needs a name.".to_owned()),
            Self::Name => text.clone_into(&mut source.name),
            Self::Role => source.role = filled(text),
            Self::Description => source.description = filled(text),
            Self::Url => source.url = filled(text),
            Self::Notes => source.notes = filled(text),
            _ => {}
        }
        Ok(())
    }

    /// Stores a trimmed text in a work, or says why it can't be.
    pub fn store_in_work(self, work: &mut Work, text: &str) -> Result<(), String> {
        match self {
            Self::Name => text.clone_into(&mut work.title),
            Self::Container => work.container = filled(text),
            Self::Publisher => work.publisher = filled(text),
            Self::Date => work.date = date(text)?,
            Self::Url => work.url = filled(text),
            Self::ArchivedUrl => work.archived_url = filled(text),
            Self::Accessed => work.accessed = date(text)?,
            Self::Pages => work.pages = filled(text),
            Self::File | Self::Sha256 | Self::Obtained => {
                if self == Self::Sha256 && !text.is_empty() && !is_sha256(text) {
                    return Err("A SHA-256 has 64 hexadecimal digits.".to_owned());
                }
                if self == Self::Obtained {
                    date(text)?;
                }
                match &mut work.original {
                    Some(original) => return self.store_in_original(original, text),
                    None if text.is_empty() => {}
                    None => return Err(INCOMPLETE.to_owned()),
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn store_in_original(self, original: &mut Original, text: &str) -> Result<(), String> {
        if text.is_empty() {
            return Err("An original has file, SHA-256 and date. × removes all three.".to_owned());
        }
        match self {
            Self::Sha256 => original.sha256 = text.to_ascii_lowercase(),
            Self::Obtained => original.obtained = date(text)?.unwrap_or(original.obtained),
            _ => text.clone_into(&mut original.file),
        }
        Ok(())
    }

    /// Stores a trimmed text in an edge, or says why it can't be.
    pub fn store_in_edge(self, edge: &mut Lineage, text: &str) -> Result<(), String> {
        match self {
            Self::Since => edge.since = date(text)?,
            Self::Until => edge.until = date(text)?,
            Self::Notes => edge.note = filled(text),
            _ => return Ok(()),
        }
        match (edge.since, edge.until) {
            (Some(since), Some(until)) if since.certainly_after(until) => {
                Err(format!("It can't have begun in {since} and ended in {until}."))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a text is the SHA-256 of something, in hexadecimal digits.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn date(text: &str) -> Result<Option<PartialDate>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .map_err(|_| format!("“{text}” is no date like 2008, 2008-07, 2008-07-30."))
}
