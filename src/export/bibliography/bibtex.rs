//! BibTeX, with BibLaTeX's fields where BibTeX has none.
//!
//! An entry type requires fields; a work that lacks one becomes `@online` or `@misc`, and
//! `entrysubtype` says what it is.

use super::{
    authors, carries,
    latex::{address, escaped},
    person::{self, Name},
};
use crate::{
    domain::{
        project::Project,
        work::{Work, WorkKind},
    },
    export::{Carried, Export, ExportError, Field, Format, Progress, Shape, Target, Wanted},
};

pub(in crate::export) const FORMAT: Format = Format {
    name: "bibtex",
    label: "BibTeX bibliography",
    about: "The works as a bibliography for LaTeX and JabRef.",
    endings: &[".bib"],
    shape: Shape::File,
    lossless: false,
    carries: |field, options| match field {
        // White space is folded, and what an address may not hold is percent-encoded.
        Field::WorkUrl | Field::WorkArchivedUrl | Field::WorkRaw => Carried::Part,
        other => carries(other, options),
    },
    write,
};

/// The entry type for a work that has what the type requires.
fn entry_type(work: &Work, named: bool) -> &'static str {
    let (dated, published) = (work.date.is_some(), work.publisher.is_some());
    let contained = work.container.is_some();
    match work.kind {
        WorkKind::NewsArticle | WorkKind::JournalArticle if named && dated && contained => {
            "article"
        }
        WorkKind::Book if named && dated && published => "book",
        WorkKind::Chapter if named && dated && published && contained => "incollection",
        WorkKind::Report if named && dated && published => "techreport",
        _ if work.url.is_some() => "online",
        _ => "misc",
    }
}

/// What the field with the container is called in an entry type.
fn container_field(kind: WorkKind, entry_type: &str) -> &'static str {
    match (entry_type, kind) {
        ("article", _) => "journal",
        ("incollection", _) => "booktitle",
        (_, WorkKind::NewsArticle | WorkKind::JournalArticle) => "journaltitle",
        _ => "maintitle",
    }
}

/// The name of a work's kind in `entrysubtype`.
fn subtype(kind: WorkKind) -> String {
    format!("{kind:?}")
}

fn names(project: &Project, work: &Work) -> String {
    let authors = authors(project, work);
    let names = authors.iter().map(|source| match person::name(source) {
        Name::Person { family, given } => format!("{}, {}", escaped(family), escaped(given)),
        Name::Literal(name) => format!("{{{}}}", escaped(name)),
    });
    names.filter(|name| name != "{}").collect::<Vec<_>>().join(" and ")
}

/// Writes a field, if it says anything.
fn field(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        for part in ["  ", name, " = {", value, "},\n"] {
            out.push_str(part);
        }
    }
}

fn entry(project: &Project, work: &Work, out: &mut String) {
    let names = names(project, work);
    let entry_type = entry_type(work, !names.is_empty());
    for part in ["@", entry_type, "{", work.id.as_str(), ",\n"] {
        out.push_str(part);
    }
    field(out, "entrysubtype", &subtype(work.kind));
    field(out, "author", &names);
    // In braces of its own a title keeps its capitals.
    let title = escaped(work.display_title());
    out.push_str("  title = {{");
    out.push_str(if title.is_empty() { "Untitled" } else { &title });
    out.push_str("}},\n");
    if let Some(container) = &work.container {
        field(out, container_field(work.kind, entry_type), &escaped(container));
    }
    if let Some(publisher) = &work.publisher {
        let institution = entry_type == "techreport";
        field(out, if institution { "institution" } else { "publisher" }, &escaped(publisher));
    }
    if let Some(date) = work.date {
        field(out, "year", &format!("{:04}", date.parts().0));
        field(out, "date", &date.to_string());
    }
    if let Some(pages) = &work.pages {
        field(out, "pages", &escaped(pages));
    }
    if let Some(url) = &work.url {
        field(out, "url", &address(url));
    }
    if let Some(accessed) = work.accessed {
        field(out, "urldate", &accessed.to_string());
    }
    if let Some(url) = &work.archived_url {
        field(out, "archiveurl", &escaped(&address(url)));
    }
    if let Some(raw) = &work.raw {
        field(out, "annotation", &escaped(raw));
    }
    out.push_str("}\n");
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let name = wanted.name(&FORMAT, export);
    super::write(export, &name, target, progress, ("\n", entry))
}
