//! BibTeX and BibLaTeX.

use biblatex::{Bibliography, Chunk, ChunksExt as _, Entry as BibEntry, EntryType, Spanned};

use super::{Author, Entry, date, filled, own_kind, place};
use crate::{
    domain::work::WorkKind,
    import::annotations::{AnnotationError, Brought, Context, Reader, utf8},
};

pub(in crate::import::annotations) const READER: Reader = Reader {
    label: "BibTeX bibliographies (.bib)",
    fits: |name, _| name.ends_with(".bib") || name.ends_with(".bibtex"),
    read,
};

/// The most bytes of a bibliography, and how deep its braces may nest: the parser calls
/// itself for each.
const MAX_BYTES: usize = 32 * 1024 * 1024;
const MAX_DEPTH: usize = 64;

fn read(bytes: &[u8], context: &mut Context<'_>) -> Result<Brought, AnnotationError> {
    let malformed = |why: String| AnnotationError::Malformed { what: "the BibTeX file", why };
    if bytes.len() > MAX_BYTES {
        return Err(AnnotationError::TooLarge { megabytes: MAX_BYTES as u64 / 1024 / 1024 });
    }
    let text = utf8(bytes)?;
    let mut depth = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(malformed(format!("its braces nest more than {MAX_DEPTH} deep")));
        }
    }
    let bibliography = Bibliography::parse(&text).map_err(|error| {
        let line = text.get(..error.span.start).map_or(1, |head| head.lines().count().max(1));
        malformed(format!("line {line}: {}", error.kind))
    })?;
    Ok(place(bibliography.iter().map(entry).collect(), context))
}

fn entry(entry: &BibEntry) -> Entry {
    let text = |name: &str| entry.get(name).and_then(|chunks| filled(&chunks.format_verbatim()));
    let first = |names: &[&str]| names.iter().find_map(|name| text(name));
    let own = text("entrysubtype").and_then(|name| own_kind(&name));
    let month = text("month").and_then(|name| month(&name));
    let year = text("year");
    let issued = text("date").and_then(|text| date(&text)).or_else(|| match (year, month) {
        (Some(year), Some(month)) => date(&format!("{year}-{month:02}")),
        (Some(year), None) => date(&year),
        _ => None,
    });
    let authors = entry.get("author").or_else(|| entry.get("editor"));
    Entry {
        key: entry.key.clone(),
        kind: own.unwrap_or_else(|| work_kind(&entry.entry_type)),
        title: text("title").unwrap_or_default(),
        authors: authors.map(names).unwrap_or_default(),
        container: first(&["journal", "journaltitle", "booktitle", "maintitle"]),
        publisher: first(&["publisher", "institution", "school", "organization"]),
        date: issued,
        url: text("url"),
        archived_url: text("archiveurl"),
        accessed: text("urldate").and_then(|text| date(&text)),
        pages: text("pages"),
        raw: text("annotation"),
    }
}

/// The names between the "and"s. A name in braces of its own is taken as it is; another is
/// divided at its comma.
fn names(chunks: &[Spanned<Chunk>]) -> Vec<Author> {
    let mut authors = Vec::new();
    let mut current: Vec<&Chunk> = Vec::new();
    let mut finish = |parts: &mut Vec<&Chunk>| {
        let verbatim = parts.iter().any(|chunk| matches!(chunk, Chunk::Verbatim(_)));
        let name: String = parts.iter().map(|chunk| chunk.get()).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        parts.clear();
        match name.split_once(',') {
            _ if name.is_empty() => {}
            Some((family, given)) if !verbatim => authors.push(Author::person(given, family)),
            _ if verbatim || !name.contains(' ') => authors.push(Author::literal(&name)),
            _ => authors.push(Author { name, person: true }),
        }
    };
    let mut pieces: Vec<Chunk> = Vec::new();
    for chunk in chunks {
        match &chunk.v {
            Chunk::Normal(text) => {
                let flat = text.replace(['\n', '\t'], " ");
                for (place, part) in format!("{flat} ").split(" and ").enumerate() {
                    if place > 0 {
                        pieces.push(Chunk::Normal(" and ".to_owned()));
                    }
                    pieces.push(Chunk::Normal(part.to_owned()));
                }
            }
            other => pieces.push(other.clone()),
        }
    }
    for piece in &pieces {
        if *piece == Chunk::Normal(" and ".to_owned()) {
            finish(&mut current);
        } else {
            current.push(piece);
        }
    }
    finish(&mut current);
    authors
}

fn month(name: &str) -> Option<u32> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_lowercase();
    let named = NAMES.iter().position(|known| name.starts_with(known));
    let number = named.map(|place| place as u32 + 1).or_else(|| name.trim().parse().ok());
    number.filter(|month| (1..=12).contains(month))
}

fn work_kind(kind: &EntryType) -> WorkKind {
    match kind {
        EntryType::Article | EntryType::InProceedings => WorkKind::JournalArticle,
        EntryType::Book
        | EntryType::MvBook
        | EntryType::Collection
        | EntryType::Thesis
        | EntryType::MastersThesis
        | EntryType::PhdThesis
        | EntryType::Proceedings => WorkKind::Book,
        EntryType::InBook | EntryType::InCollection | EntryType::BookInBook => WorkKind::Chapter,
        EntryType::Report | EntryType::TechReport | EntryType::Booklet => WorkKind::Report,
        EntryType::Online => WorkKind::WebPage,
        EntryType::Dataset => WorkKind::Dataset,
        EntryType::Unknown(name) => match name.to_lowercase().as_str() {
            "letter" => WorkKind::Letter,
            "legislation" | "legal" => WorkKind::Legislation,
            "jurisdiction" => WorkKind::LegalCase,
            "electronic" | "www" => WorkKind::WebPage,
            "video" | "audio" | "movie" => WorkKind::Broadcast,
            _ => WorkKind::Other,
        },
        _ => WorkKind::Other,
    }
}
