//! RIS, which nearly every reference manager reads: one field a line.

use super::{
    authors, carries,
    person::{self, Name},
};
use crate::{
    domain::{
        project::Project,
        time::PartialDate,
        work::{Work, WorkKind},
    },
    export::{Carried, Export, ExportError, Field, Format, Progress, Shape, Target, Wanted},
};

pub(in crate::export) const FORMAT: Format = Format {
    name: "ris",
    label: "RIS bibliography",
    about: "The works as a bibliography for EndNote, Citavi, Mendeley and library catalogues.",
    endings: &[".ris"],
    shape: Shape::File,
    lossless: false,
    carries: |field, options| match field {
        // Line ends become spaces; a comma in a name divides it.
        Field::WorkRaw | Field::WorkAuthors => Carried::Part,
        other => carries(other, options),
    },
    write,
};

/// The type of a record.
fn kind(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::NewsArticle => "NEWS",
        WorkKind::JournalArticle => "JOUR",
        WorkKind::Book => "BOOK",
        WorkKind::Chapter => "CHAP",
        WorkKind::Report => "RPRT",
        WorkKind::WebPage => "ELEC",
        WorkKind::Post => "BLOG",
        WorkKind::Broadcast => "VIDEO",
        WorkKind::Letter => "PCOMM",
        WorkKind::Legislation => "STAT",
        WorkKind::LegalCase => "CASE",
        WorkKind::Dataset => "DATA",
        WorkKind::Speech | WorkKind::Interview | WorkKind::Other => "GEN",
    }
}

fn date(date: PartialDate) -> String {
    match date.parts() {
        (year, None, _) => format!("{year:04}///"),
        (year, Some(month), None) => format!("{year:04}/{month:02}//"),
        (year, Some(month), Some(day)) => format!("{year:04}/{month:02}/{day:02}/"),
    }
}

/// One field on its line: white space and controls are folded to spaces.
fn field(out: &mut String, tag: &str, value: &str) {
    let before = out.len();
    out.push_str(tag);
    out.push_str("  - ");
    let begin = out.len();
    // Most values are plain words with one space between each two.
    let plain = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if plain && !value.starts_with(' ') && !value.ends_with(' ') && !value.contains("  ") {
        out.push_str(value);
    } else {
        let words = value.split(|c: char| c.is_whitespace() || c.is_control());
        for word in words.filter(|word| !word.is_empty()) {
            if out.len() > begin {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    if out.len() == begin {
        out.truncate(before);
    } else {
        out.push_str("\r\n");
    }
}

fn record(project: &Project, work: &Work, out: &mut String) {
    field(out, "TY", kind(work.kind));
    field(out, "ID", work.id.as_str());
    field(out, "M3", &format!("{:?}", work.kind));
    for source in authors(project, work) {
        match person::name(source) {
            Name::Person { family, given } => field(out, "AU", &format!("{family}, {given}")),
            Name::Literal(name) => field(out, "AU", name),
        }
    }
    let title = work.display_title();
    field(out, "TI", if title.trim().is_empty() { "Untitled" } else { title });
    let fields =
        [("T2", &work.container), ("PB", &work.publisher), ("SP", &work.pages), ("UR", &work.url)];
    for (tag, value) in fields {
        if let Some(value) = value {
            field(out, tag, value);
        }
    }
    if let Some(issued) = work.date {
        field(out, "PY", &format!("{:04}", issued.parts().0));
        field(out, "DA", &date(issued));
    }
    if let Some(accessed) = work.accessed {
        field(out, "Y2", &date(accessed));
    }
    if let Some(url) = &work.archived_url {
        field(out, "N1", &format!("Archived copy: {url}"));
    }
    if let Some(raw) = &work.raw {
        field(out, "N1", &format!("As printed: {raw}"));
    }
    out.push_str("ER  - \r\n");
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let name = wanted.name(&FORMAT, export);
    super::write(export, &name, target, progress, ("\r\n", record))
}
