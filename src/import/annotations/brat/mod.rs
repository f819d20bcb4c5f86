//! brat standoff annotation, and its relatives: texts with `.ann` files beside them.
//!
//! Attributions may be events of any name or relations between spans. What means what is told
//! by a [`Mapping`], which is guessed from the names and which the analyst can change.

mod attributes;
mod attributions;
mod claims;
mod mapping;
mod parse;
mod spans;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{
    AnnotationError,
    proposal::{Given, Proposal, Setting},
};
use crate::domain::ids::IdSource;

pub use mapping::{Mapping, RelationUse, RoleUse, SpanUse};
pub use parse::{Document, Event, Relation, TextBound};
pub use table::{Line, Sort, TableError};

/// The documents of a collection.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    /// The documents, by name.
    pub documents: Vec<Document>,
    /// Files that are no document, or lines that can't be read: what, and why.
    pub unread: Vec<(String, String)>,
}

impl Collection {
    /// Reads texts and annotation files that have the same name but for the ending. Other
    /// files are left aside: brat's own configuration says nothing of the texts.
    pub fn read(files: &[Given<'_>]) -> Result<Self, AnnotationError> {
        let mut pairs: BTreeMap<&str, [Option<&Given<'_>>; 2]> = BTreeMap::new();
        let mut collection = Self::default();
        for file in files {
            match file.name.rsplit_once('.') {
                Some((stem, "txt")) => pairs.entry(stem).or_default()[0] = Some(file),
                Some((stem, "ann")) => pairs.entry(stem).or_default()[1] = Some(file),
                Some((_, "conf")) => {}
                _ => collection
                    .unread
                    .push((file.name.to_owned(), "it is neither .txt nor .ann".to_owned())),
            }
        }
        for (stem, pair) in pairs {
            let [Some(text), annotations] = pair else {
                let why = "there is no text of this name: add the .txt file";
                collection.unread.push((format!("{stem}.ann"), why.to_owned()));
                continue;
            };
            let annotations = annotations.map_or(Ok(""), words)?;
            let document = parse::document(stem, words(text)?, annotations, &mut collection.unread);
            collection.documents.push(document);
        }
        Ok(collection)
    }

    /// The mapping that the names suggest.
    pub fn guess(&self) -> Mapping {
        mapping::guess(self)
    }
}

/// What a collection would bring, by a mapping.
pub fn propose(
    into: Setting<'_>,
    collection: &Collection,
    mapping: &Mapping,
    ids: &mut impl IdSource,
) -> Proposal {
    claims::propose(into, collection, mapping, ids)
}

/// A file's text as it is: offsets count its carriage returns.
fn words<'a>(file: &Given<'a>) -> Result<&'a str, AnnotationError> {
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file.bytes);
    std::str::from_utf8(bytes).map_err(|error| AnnotationError::Malformed {
        what: "a file of the collection",
        why: format!("{} is not UTF-8 at byte {}", file.name, error.valid_up_to()),
    })
}
