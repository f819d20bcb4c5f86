//! The whole project as JSON, without loss. The fields are those of the project file; the
//! published schema ([`SCHEMA`]) describes them.

mod article;
mod chain;
mod claim;
mod list;
mod people;
mod relations;

#[cfg(test)]
mod schema_check;
#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::ser::PrettyFormatter;

use self::list::{All, Articles, Counter};
use super::{Carried, Export, ExportError, Format, Progress, Shape, Target, Wanted};
use crate::domain::{
    analyst::Analyst,
    codebook::Term,
    lineage::Lineage,
    link::Link,
    project::{Merged, Project},
    ruling::Ruling,
    session::Session,
    source::Source,
    time::Timestamp,
    todo::Todo,
    work::Work,
};

/// The JSON Schema (draft 2020-12) of what this format writes.
pub const SCHEMA: &str = include_str!("schema.json");

/// The version of the format: that of the project file whose fields it has.
pub const VERSION: u32 = 1;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "json",
    label: "JSON",
    about: "The whole project for other programs, with nothing left out; Sourceline reads it back.",
    endings: &[".json"],
    shape: Shape::File,
    lossless: true,
    carries: |_, _| Carried::Whole,
    write,
};

#[derive(Serialize)]
struct ProjectRecord<'a> {
    version: u32,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    created: Timestamp,
    #[serde(skip_serializing_if = "All::is_empty")]
    analysts: All<'a, Analyst>,
    #[serde(skip_serializing_if = "All::is_empty")]
    sources: All<'a, Source>,
    #[serde(skip_serializing_if = "All::is_empty")]
    works: All<'a, Work>,
    #[serde(skip_serializing_if = "Articles::is_empty")]
    articles: Articles<'a>,
    #[serde(skip_serializing_if = "All::is_empty")]
    links: All<'a, Link>,
    #[serde(skip_serializing_if = "All::is_empty")]
    lineage: All<'a, Lineage>,
    #[serde(skip_serializing_if = "All::is_empty")]
    rulings: All<'a, Ruling>,
    #[serde(skip_serializing_if = "All::is_empty")]
    todos: All<'a, Todo>,
    #[serde(skip_serializing_if = "All::is_empty")]
    merged: All<'a, Merged>,
    codebook: CodebookRecord<'a>,
    #[serde(skip_serializing_if = "All::is_empty")]
    sessions: All<'a, Session>,
}

#[derive(Serialize)]
struct CodebookRecord<'a> {
    #[serde(skip_serializing_if = "All::is_empty")]
    terms: All<'a, Term>,
}

impl<'a> ProjectRecord<'a> {
    fn new(project: &'a Project, counter: &'a Counter<'a>) -> Self {
        Self {
            version: VERSION,
            title: &project.head.title,
            description: project.head.description.as_deref(),
            created: project.head.created,
            analysts: All(&project.analysts),
            sources: All(&project.sources),
            works: All(&project.works),
            articles: Articles { list: &project.articles, counter },
            links: All(&project.links),
            lineage: All(&project.lineage),
            rulings: All(&project.rulings),
            todos: All(&project.todos),
            merged: All(&project.merged),
            codebook: CodebookRecord { terms: All(&project.codebook) },
            sessions: All(&project.sessions),
        }
    }
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let name = wanted.name(&FORMAT, export);
    target.file(&name, &mut |out| {
        let counter = Counter::new(progress, export.project.claim_count());
        let record = ProjectRecord::new(export.project, &counter);
        let written = if export.options.compact {
            record.serialize(&mut serde_json::Serializer::new(&mut *out))
        } else {
            let layout = PrettyFormatter::with_indent(b" ");
            record.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, layout))
        };
        match counter.stopped() {
            Some(why) => Err(why),
            None => Ok(written?),
        }?;
        Ok(out.write_all(b"\n")?)
    })
}
