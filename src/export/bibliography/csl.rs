//! CSL-JSON, the format of citation processors (Zotero, Pandoc).

use serde::Serialize;

use super::{
    authors, carries,
    person::{self, Name},
};
use crate::{
    domain::{
        time::PartialDate,
        vocabulary::Vocabulary as _,
        work::{Work, WorkKind},
    },
    export::{Export, ExportError, Format, Progress, Shape, Target, Wanted},
};

pub(in crate::export) const FORMAT: Format = Format {
    name: "csl-json",
    label: "CSL-JSON bibliography",
    about: "The works as a bibliography for Zotero, Pandoc and other citation programs.",
    endings: &[".csl.json"],
    shape: Shape::File,
    lossless: false,
    carries,
    write,
};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'static str>,
    custom: Custom<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Person { family: &'a str, given: &'a str },
    Literal { literal: &'a str },
}

/// What CSL has no field for.
#[derive(Serialize)]
struct Custom<'a> {
    kind: WorkKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_printed: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    date_parts: [Vec<u32>; 1],
}

impl From<PartialDate> for Date {
    fn from(date: PartialDate) -> Self {
        let (year, month, day) = date.parts();
        let parts = [u32::try_from(year).ok(), month, day];
        Self { date_parts: [parts.into_iter().flatten().collect()] }
    }
}

fn kind(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::NewsArticle => "article-newspaper",
        WorkKind::JournalArticle => "article-journal",
        WorkKind::Book => "book",
        WorkKind::Chapter => "chapter",
        WorkKind::Report => "report",
        WorkKind::WebPage => "webpage",
        WorkKind::Post => "post",
        WorkKind::Broadcast => "broadcast",
        WorkKind::Speech => "speech",
        WorkKind::Interview => "interview",
        WorkKind::Letter => "personal_communication",
        WorkKind::Legislation => "legislation",
        WorkKind::LegalCase => "legal_case",
        WorkKind::Dataset => "dataset",
        WorkKind::Other => "document",
    }
}

fn item<'a>(export: &Export<'a>, work: &'a Work) -> Item<'a> {
    let names =
        authors(export.project, work).into_iter().map(|source| match person::name(source) {
            Name::Person { family, given } => Author::Person { family, given },
            Name::Literal(literal) => Author::Literal { literal },
        });
    // A work without a title is still to be cited by something.
    let title = work.display_title();
    Item {
        id: work.id.as_str(),
        kind: kind(work.kind),
        title,
        author: names.collect(),
        container_title: work.container.as_deref(),
        publisher: work.publisher.as_deref(),
        issued: work.date.map(Date::from),
        url: work.url.as_deref(),
        accessed: work.accessed.map(Date::from),
        page: work.pages.as_deref(),
        genre: matches!(work.kind, WorkKind::Other).then(|| work.kind.label()),
        custom: Custom {
            kind: work.kind,
            archived_url: work.archived_url.as_deref(),
            as_printed: work.raw.as_deref(),
        },
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
        // One item a line, written as it comes.
        let total = export.project.works.len();
        for (done, work) in export.project.works.iter().enumerate() {
            progress.step(done, total)?;
            out.write_all(if done == 0 { b"[\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &item(export, work))?;
        }
        out.write_all(if total == 0 { b"[]" } else { b"\n]" })?;
        Ok(out.write_all(b"\n")?)
    })
}
