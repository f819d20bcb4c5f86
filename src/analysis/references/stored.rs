//! Reading anew the entries that an article stores: by their stored spans, so that what an
//! analyst split or joined is read as such.

use std::collections::HashMap;

use super::{
    Entry, Field, Marker, Means, ParsedWork, Recognised, entries::RawEntry, labels, markers,
    page::Page, read_entry, recognise,
};
use crate::domain::{
    article::{Article, Mark, Structure},
    reference::{Reference, Resolution},
    span::Span,
    text::Text,
};

/// What can be read now from the entries that an article stores, in their order.
pub fn parsed_of(article: &Article) -> Vec<Entry> {
    let places: HashMap<_, usize> =
        article.references.iter().enumerate().map(|(at, r)| (r.id, at)).collect();
    let means = |resolution| match resolution {
        Resolution::Resolved => Means::Work,
        Resolution::Ibid(id) => places.get(&id).copied().map_or(Means::Unresolved, Means::Ibid),
        Resolution::Ambiguous => Means::Ambiguous,
        Resolution::Unresolved => Means::Unresolved,
    };
    let read = article.references.iter().map(|reference| {
        let mut entry = parsed_one(article, reference);
        entry.resolution = means(reference.resolution);
        entry
    });
    read.collect()
}

/// What can be read now from one stored entry; what it means is read from its words alone,
/// so that a repeat is [`Means::Unresolved`]. Costs as much as the entry is long.
pub fn parsed_one(article: &Article, reference: &Reference) -> Entry {
    let span = reference.entry_span;
    let text = Text::new(article.text.slice(span).unwrap_or_default());
    let structure = marks_within(&article.structure, span);
    let page = Page::new(&text, &structure);
    let lead = labels::lead(page.text).filter(|l| {
        !reference.label.is_empty()
            && (l.label.is_empty() || labels::normal(&l.label) == labels::normal(&reference.label))
    });
    let raw = RawEntry {
        label: reference.label.clone(),
        number: None,
        style: None,
        uses: lead.as_ref().and_then(|l| l.uses),
        start: 0,
        body: lead.map_or(0, |l| l.body),
        end: page.text.len(),
    };
    let (mut entry, ..) = read_entry(&page, &raw);
    shift(&mut entry, span.start);
    entry.markers.clone_from(&reference.markers);
    entry
}

/// How many code points at the start of an entry are its label and list of uses as printed;
/// 0 if it begins with its own words.
pub fn printed_label(entry: &str) -> u32 {
    let lead = labels::lead(entry).map_or(0, |lead| lead.body.min(entry.len()));
    entry[..lead].trim_end_matches(super::places::is_space).chars().count() as u32
}

/// The marks that lie in a span, counted from its start.
fn marks_within(structure: &Structure, span: Span) -> Structure {
    let from = structure.marks.partition_point(|m| m.span.start < span.start);
    let marks = structure.marks[from..].iter().take_while(|m| m.span.start < span.end);
    let moved = marks.filter(|m| m.span.end <= span.end).map(|m| Mark {
        span: Span::new(m.span.start - span.start, m.span.end - span.start),
        ..m.clone()
    });
    Structure { blocks: Vec::new(), marks: moved.collect() }
}

/// Moves all places of an entry that was read by itself to where it stands.
fn shift(entry: &mut Entry, by: u32) {
    let span = |span: &mut Span| *span = Span::new(span.start + by, span.end + by);
    let text = |field: &mut Option<Field<String>>| {
        if let Some(field) = field {
            span(&mut field.span);
        }
    };
    span(&mut entry.entry_span);
    span(&mut entry.body_span);
    if let Some(trailing) = &mut entry.trailing {
        span(trailing);
    }
    let ParsedWork {
        authors,
        title,
        container,
        publisher,
        date,
        accessed,
        url,
        archived_url,
        volume,
        pages,
    } = &mut entry.parsed;
    for author in authors {
        span(&mut author.span);
    }
    for field in [title, container, publisher, url, archived_url, volume, pages] {
        text(field);
    }
    for field in [date, accessed].into_iter().flatten() {
        span(&mut field.span);
    }
}

/// The notes of an article as they are stored, with the markers that name no entry: what
/// [`super::findings::findings`] looks at. Reads the whole text.
pub fn stored(article: &Article) -> Recognised {
    let found = recognise(&article.text, &article.structure);
    let references = parsed_of(article);
    let mut named: HashMap<Span, Vec<usize>> = HashMap::new();
    for (at, reference) in article.references.iter().enumerate() {
        for marker in &reference.markers {
            named.entry(*marker).or_default().push(at);
        }
    }
    let mut out = Vec::with_capacity(found.markers.len());
    for marker in found.markers {
        let entries = named.remove(&marker.span).unwrap_or_default();
        if marker.missing || !entries.is_empty() {
            out.push(Marker { entries, ..marker });
        }
    }
    for (span, entries) in named {
        let printed = article.text.slice(span).unwrap_or_default();
        let label = markers::bare(printed).to_owned();
        out.push(Marker { span, label, entries, missing: false });
    }
    out.sort_by_key(|marker| marker.span);
    Recognised { references, markers: out, list_spans: found.list_spans }
}
