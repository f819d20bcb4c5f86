//! W3C Web Annotation: one collection of annotations in JSON-LD. A claim is an annotation
//! whose targets quote its article and count its code points; its paraphrase, note, tags,
//! chains, evidence and judgements are bodies. A link is an annotation of its own.
//!
//! What the standard has no term for is said in terms of our own, declared in a second context
//! ([`context`]), so that a JSON-LD processor drops nothing and an import can read it back.

mod claim;
mod context;
mod link;
mod records;
mod target;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::io::Write;

use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{
    Carried, Export, ExportError, Field, Format, Options, Progress, Shape, Target, Wanted,
    address::safe_address, identity::Identities, known::Known,
};
use crate::domain::{
    article::Article,
    ids::{AnalystId, ArticleId, Id},
    project::Project,
    time::Timestamp,
};

/// Web annotations.
pub(super) const FORMAT: Format = Format {
    name: "web-annotation",
    label: "Web annotations (JSON-LD)",
    about: "For annotation tools and servers that follow the W3C Web Annotation standard.",
    endings: &[".annotation.jsonld"],
    shape: Shape::File,
    lossless: false,
    carries,
    write,
};

fn carries(field: Field, options: &Options) -> Carried {
    match field {
        Field::Sessions
        | Field::Lineage
        | Field::Rulings
        | Field::Todos
        | Field::Merged
        | Field::CodebookColours
        | Field::SourceReliability
        | Field::ArticleBlocks
        | Field::ArticleMarks
        | Field::ArticleReferences => Carried::No,
        Field::ArticleText if !options.article_texts => Carried::No,
        // An analyst whom no annotation names does not come back.
        Field::WorkOriginal | Field::HopReference | Field::Analysts => Carried::Part,
        _ => Carried::Whole,
    }
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    target.file(&wanted.name(&FORMAT, export), &mut |out| write_collection(export, out, progress))
}

fn write_collection(
    export: &Export<'_>,
    out: &mut dyn Write,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let places = Places::of(export.project);
    let known = Known::new(export.project);
    let uuid =
        |sort: &str| format!("urn:uuid:{}", Identities::of(export.project).uuid(sort, "", 0));
    let collection = records::Collection::of(export, &known, &places, progress, &uuid);
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, formatter);
    match collection.serialize(&mut serializer) {
        Err(_) if (progress.cancelled)() => return Err(ExportError::Cancelled),
        other => other?,
    }
    Ok(out.write_all(b"\n")?)
}

/// The identifier of a record: a name of our own that an import reads back.
#[derive(Debug, Clone, Copy)]
struct Iri<T>(&'static str, Id<T>);

impl<T> fmt::Display for Iri<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "urn:sourceline:{}:{}", self.0, self.1)
    }
}

impl<T> Serialize for Iri<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The identifiers of the articles' texts: their addresses where they have one of their own.
struct Places(HashMap<ArticleId, String>);

impl Places {
    fn of(project: &Project) -> Self {
        let mut uses: HashMap<&str, usize> = HashMap::new();
        let address = |article: &Article| -> Option<String> {
            article.head.url.as_deref().and_then(safe_address).map(str::to_owned)
        };
        for article in project.articles.iter() {
            if let Some(address) = article.head.url.as_deref().and_then(safe_address) {
                *uses.entry(address).or_default() += 1;
            }
        }
        let iri = |article: &Article| {
            let own = address(article).filter(|address| uses.get(address.as_str()) == Some(&1));
            own.unwrap_or_else(|| Iri("article", article.id).to_string())
        };
        Self(project.articles.iter().map(|article| (article.id, iri(article))).collect())
    }

    fn get(&self, article: ArticleId) -> &str {
        self.0.get(&article).map_or("", String::as_str)
    }
}

/// A sequence that is made while it is written.
struct Streamed<F>(F);

impl<F, I, T> Serialize for Streamed<F>
where
    F: Fn() -> I,
    I: Iterator<Item = Result<T, ExportError>>,
    T: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(None)?;
        for item in (self.0)() {
            sequence.serialize_element(&item.map_err(S::Error::custom)?)?;
        }
        sequence.end()
    }
}

/// Somebody who annotated.
#[derive(Serialize)]
struct Person<'a> {
    id: Iri<crate::domain::analyst::Analyst>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

impl<'a> Person<'a> {
    fn of(project: &'a Project, id: AnalystId) -> Self {
        let name = project.analyst(id).map(|analyst| analyst.name.as_str());
        Self { id: Iri("analyst", id), kind: "Person", name }
    }
}

/// A dated hand: who made a body, and when.
#[derive(Serialize)]
struct Made {
    creator: Iri<crate::domain::analyst::Analyst>,
    created: Timestamp,
}

impl Made {
    fn by(id: AnalystId, at: Timestamp) -> Self {
        Self { creator: Iri("analyst", id), created: at }
    }
}
