//! RIS: one field a line, a record from `TY` to `ER`.

use super::{Author, Entry, date, filled, own_kind, place};
use crate::{
    domain::work::WorkKind,
    import::annotations::{AnnotationError, Brought, Context, Reader, utf8},
};

pub(in crate::import::annotations) const READER: Reader = Reader {
    label: "RIS bibliographies (.ris)",
    fits: |name, bytes| name.ends_with(".ris") || bytes.starts_with(b"TY  - "),
    read,
};

const ARCHIVED: &str = "Archived copy: ";
const PRINTED: &str = "As printed: ";

/// A line as tag and value: `AU  - Ash, Ann`.
fn field(line: &str) -> Option<(&str, &str)> {
    let tag = line.get(..2)?;
    let upper = |b: u8| b.is_ascii_uppercase();
    let fits = upper(tag.as_bytes()[0]) && tag.bytes().all(|b| upper(b) || b.is_ascii_digit());
    let value = line.get(2..)?.trim_start().strip_prefix('-')?;
    fits.then(|| (tag, value.trim()))
}

fn read(bytes: &[u8], context: &mut Context<'_>) -> Result<Brought, AnnotationError> {
    let text = utf8(bytes)?;
    let mut entries = Vec::new();
    let mut current: Option<Vec<(&str, String)>> = None;
    let mut stray = Vec::new();
    for (number, line) in text.lines().enumerate() {
        match (field(line), current.as_mut()) {
            (Some(("TY", value)), _) => {
                entries.extend(current.take().map(entry));
                current = Some(vec![("TY", value.to_owned())]);
            }
            (Some(("ER", _)), _) => entries.extend(current.take().map(entry)),
            (Some((tag, value)), Some(fields)) => fields.push((tag, value.to_owned())),
            // A long value goes on in the next line.
            (None, Some(fields)) if !line.trim().is_empty() => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            _ if line.trim().is_empty() => {}
            _ => stray.push(number + 1),
        }
    }
    entries.extend(current.take().map(entry));
    if entries.is_empty() {
        return Err(AnnotationError::Malformed {
            what: "the RIS file",
            why: "no record begins with \"TY  - \"".to_owned(),
        });
    }
    let mut brought = place(entries, context);
    if let Some(first) = stray.first() {
        brought.leave(
            format!("{} lines, the first line {first}", stray.len()),
            "they belong to no record",
        );
    }
    Ok(brought)
}

fn entry(fields: Vec<(&str, String)>) -> Entry {
    let all = |tags: &'static [&'static str]| {
        let fields = &fields;
        tags.iter().flat_map(move |tag| {
            fields.iter().filter(move |(known, _)| known == tag).map(|(_, value)| value.as_str())
        })
    };
    let first = |tags: &'static [&'static str]| all(tags).find_map(filled);
    let kind = first(&["M3"]).and_then(|name| own_kind(&name));
    let note = |start: &str| all(&["N1"]).find_map(|note| filled(note.strip_prefix(start)?));
    let (start, end) = (first(&["SP"]), first(&["EP"]));
    Entry {
        key: first(&["ID"]).unwrap_or_default(),
        kind: kind.unwrap_or_else(|| work_kind(&first(&["TY"]).unwrap_or_default())),
        title: first(&["TI", "T1", "CT", "BT"]).unwrap_or_default(),
        authors: all(&["AU", "A1", "A2"]).map(author).collect(),
        container: first(&["T2", "JO", "JF", "JA"]),
        publisher: first(&["PB"]),
        date: all(&["DA", "PY", "Y1"]).find_map(date),
        url: first(&["UR", "L1", "L2"]),
        archived_url: note(ARCHIVED),
        accessed: all(&["Y2"]).find_map(date),
        pages: match (start, end) {
            (Some(start), Some(end)) if start != end => Some(format!("{start}–{end}")),
            (start, end) => start.or(end),
        },
        raw: note(PRINTED),
    }
}

/// "Ash, Ann" is a person; what has no comma is taken as it is.
fn author(name: &str) -> Author {
    let mut parts = name.splitn(3, ',');
    match (parts.next(), parts.next()) {
        (Some(family), Some(given)) => Author::person(given, family),
        _ => Author::literal(name),
    }
}

fn work_kind(kind: &str) -> WorkKind {
    match kind {
        "NEWS" | "MGZN" => WorkKind::NewsArticle,
        "JOUR" | "EJOUR" | "CONF" | "CPAPER" | "ABST" | "INPR" => WorkKind::JournalArticle,
        "BOOK" | "EBOOK" | "EDBOOK" | "THES" => WorkKind::Book,
        "CHAP" | "ECHAP" | "ENCYC" | "DICT" => WorkKind::Chapter,
        "RPRT" | "GOVDOC" | "PAMP" => WorkKind::Report,
        "ELEC" | "ICOMM" => WorkKind::WebPage,
        "BLOG" => WorkKind::Post,
        "VIDEO" | "MPCT" | "SOUND" | "ADVS" | "MULTI" => WorkKind::Broadcast,
        "PCOMM" => WorkKind::Letter,
        "STAT" | "BILL" | "UNBILL" => WorkKind::Legislation,
        "CASE" | "HEAR" => WorkKind::LegalCase,
        "DATA" | "AGGR" | "DBASE" => WorkKind::Dataset,
        _ => WorkKind::Other,
    }
}
