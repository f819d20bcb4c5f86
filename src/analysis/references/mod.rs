//! References: an article's own notes, read from its text and structure.
//!
//! Pure: a text goes in, markers, entries and their fields come out. Nothing is stored
//! but what [`to_references`] gives; fields are read again whenever they are wanted,
//! which costs less than keeping them true.

pub mod accept;
pub mod change;
pub mod duplicates;
mod entries;
mod evidence;
pub mod fields;
pub mod findings;
mod headings;
mod ibid;
mod labels;
mod lists;
mod markers;
pub mod names;
pub mod offer;
mod page;
mod places;
mod pointing;
mod resolve;
mod stored;
mod told;
mod words;

use crate::domain::{
    article::{MarkKind, Structure},
    ids::{IdSource, ReferenceId},
    reference::{Reference, Resolution},
    span::Span,
    text::Text,
    time::PartialDate,
};
use entries::RawEntry;
use fields::Fields;
use page::Page;
use places::{Places, folded};

pub use stored::{parsed_of, parsed_one, printed_label, stored};

/// What was recognised in one text. Spans are in code points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognised {
    /// The entries of all lists, in the order printed.
    pub references: Vec<Entry>,
    /// The markers, in order, no two of which overlap.
    pub markers: Vec<Marker>,
    /// The lists of notes, headings included.
    pub list_spans: Vec<Span>,
}

/// A marker in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Where it stands, brackets included.
    pub span: Span,
    /// What it says, as printed, without its brackets: `6`, `4, 5`, `6–8`, `note 2`.
    pub label: String,
    /// The entries that they mean, as indices into [`Recognised::references`].
    pub entries: Vec<usize>,
    /// Whether one of its labels has no entry.
    pub missing: bool,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The label as printed, without brackets; empty if there is none.
    pub label: String,
    /// The entry, label and trailing prose included.
    pub entry_span: Span,
    /// The entry without its label and its list of uses.
    pub body_span: Span,
    /// The markers that name it, in order.
    pub markers: Vec<Span>,
    /// How many uses the entry itself lists; `None` if it lists none.
    pub declared_uses: Option<u32>,
    /// What it means.
    pub resolution: Means,
    /// The page that an *ibid.* adds.
    pub page: Option<String>,
    /// The fields that could be read.
    pub parsed: ParsedWork,
    /// Its text without the label, white space folded.
    pub raw: String,
    /// Prose that follows the description of the work.
    pub trailing: Option<Span>,
}

/// What an entry means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// A work that it describes.
    Work,
    /// What another entry means, by its index.
    Ibid(usize),
    /// One of several entries or works.
    Ambiguous,
    /// It is not known what.
    Unresolved,
}

/// A value read from an entry, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it was read, in code points.
    pub span: Span,
}

/// The name of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedName {
    /// The given names or initials; `None` for an organisation or a single word.
    pub given: Option<String>,
    /// The family name; `None` for an organisation or a single word.
    pub family: Option<String>,
    /// The name in reading order.
    pub literal: String,
    /// Where it stands, in code points.
    pub span: Span,
}

/// The fields of a work as an entry gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParsedWork {
    /// Who wrote it, in the order printed.
    pub authors: Vec<ParsedName>,
    /// Its title; an empty value where quotation marks hold nothing.
    pub title: Option<Field<String>>,
    /// The newspaper, journal, site or book that it appeared in.
    pub container: Option<Field<String>>,
    /// Who published it.
    pub publisher: Option<Field<String>>,
    /// When it appeared.
    pub date: Option<Field<PartialDate>>,
    /// When it was looked up.
    pub accessed: Option<Field<PartialDate>>,
    /// Where it can be read.
    pub url: Option<Field<String>>,
    /// Where an archived copy is.
    pub archived_url: Option<Field<String>>,
    /// The volume.
    pub volume: Option<Field<String>>,
    /// The pages.
    pub pages: Option<Field<String>>,
}

impl ParsedWork {
    /// The title, if it says anything.
    pub fn title_text(&self) -> Option<&str> {
        self.title.as_ref().map(|t| t.value.as_str()).filter(|t| !t.is_empty())
    }
}

impl Entry {
    /// Whether the work it means can be accepted without a look: it describes one, and
    /// title, author and date or address were all read.
    pub fn is_certain(&self) -> bool {
        let p = &self.parsed;
        self.resolution == Means::Work
            && p.title_text().is_some()
            && (!p.authors.is_empty() || p.container.is_some())
            && (p.date.is_some() || p.accessed.is_some() || p.url.is_some())
    }

    /// The entry as printed, white space folded.
    pub fn printed(&self, text: &Text) -> String {
        folded(text.slice(self.entry_span).unwrap_or_default())
    }
}

/// Recognises the markers, lists and entries of a text.
pub fn recognise(text: &Text, structure: &Structure) -> Recognised {
    let page = Page::new(text, structure);
    let candidates = markers::candidates(&page);
    let cited = markers::first_cited(&candidates);
    let mut lists = lists::find(&page, &cited);
    resolve::number_unlabelled(&mut lists, &cited);
    let found = pointing::resolve(&page, candidates, &lists);
    let mut offsets = Vec::with_capacity(lists.len());
    let mut references = Vec::new();
    for list in &lists {
        offsets.push(references.len());
        references.extend(list.entries.iter().map(|entry| read_entry(&page, entry)));
    }
    let mut out = Recognised {
        list_spans: lists.iter().map(|l| page.places.span(l.start, l.end)).collect(),
        ..Recognised::default()
    };
    for marker in found {
        let span = page.places.span(marker.candidate.start, marker.candidate.end);
        let entries: Vec<usize> = marker.entries.iter().map(|(l, e)| offsets[*l] + e).collect();
        for &entry in &entries {
            references[entry].0.markers.push(span);
        }
        out.markers.push(Marker {
            span,
            label: markers::bare(&page.text[marker.candidate.start..marker.candidate.end])
                .to_owned(),
            entries,
            missing: marker.missing,
        });
    }
    let bounds: Vec<usize> = offsets;
    out.references = resolve::resolve(references, &bounds);
    out
}

/// An entry with its repeat, if it is one, and whether it describes several works.
type Unresolved = (Entry, Option<ibid::Repeat>, bool);

fn read_entry(page: &Page<'_>, raw: &RawEntry) -> Unresolved {
    let text = &page.text[raw.body..raw.end];
    let mut emphasis = Vec::new();
    let mut links = Vec::new();
    for mark in page.marks_in(raw.body, raw.end) {
        if mark.end > raw.end {
            continue;
        }
        let range = (mark.start - raw.body, mark.end - raw.body);
        match (mark.kind, mark.target) {
            (MarkKind::Emphasis, _) => emphasis.push(range),
            (MarkKind::Link, Some(target)) => links.push((range, target)),
            _ => {}
        }
    }
    let repeat = ibid::read(text);
    let fields =
        if repeat.is_some() { Fields::default() } else { fields::parse(text, &emphasis, &links) };
    let describes = fields.describe_a_work();
    let several = fields.several;
    let trailing = fields.trailing.map(|(a, b)| page.places.span(raw.body + a, raw.body + b));
    let entry = Entry {
        label: raw.label.clone(),
        entry_span: page.places.span(raw.start, raw.end),
        body_span: page.places.span(raw.body, raw.end),
        markers: Vec::new(),
        declared_uses: raw.uses,
        resolution: if describes { Means::Work } else { Means::Unresolved },
        page: repeat.as_ref().and_then(|r| r.page).map(|(a, b)| text[a..b].to_owned()),
        parsed: placed(&fields, text, raw.body, &page.places),
        raw: folded(text),
        trailing,
    };
    (entry, repeat.map(|r| r.repeat), several)
}

/// Gives each field its span in the article.
fn placed(fields: &Fields, text: &str, base: usize, places: &Places<'_>) -> ParsedWork {
    let field = |range: Option<fields::Range>| {
        range.map(|(a, b)| Field {
            value: folded(&text[a..b]),
            span: places.span(base + a, base + b),
        })
    };
    let date = |found: Option<(PartialDate, fields::Range)>| {
        found.map(|(value, (a, b))| Field { value, span: places.span(base + a, base + b) })
    };
    let url = |found: &Option<(String, fields::Range)>| {
        found.as_ref().map(|(value, (a, b))| Field {
            value: value.clone(),
            span: places.span(base + a, base + b),
        })
    };
    ParsedWork {
        authors: fields
            .authors
            .iter()
            .map(|name| ParsedName {
                given: name.given.clone(),
                family: name.family.clone(),
                literal: name.display(text),
                span: places.span(base + name.start, base + name.end),
            })
            .collect(),
        title: field(fields.title),
        container: field(fields.container),
        publisher: field(fields.publisher),
        date: date(fields.date),
        accessed: date(fields.accessed),
        url: url(&fields.url),
        archived_url: url(&fields.archived_url),
        volume: field(fields.volume),
        pages: field(fields.pages),
    }
}

/// The records that an import stores with the article, ordered by the entry's span. No
/// work is set: that is the analyst's word.
pub fn to_references(recognised: &Recognised, ids: &mut impl IdSource) -> Vec<Reference> {
    let keys: Vec<ReferenceId> = recognised.references.iter().map(|_| ids.id()).collect();
    let mut references: Vec<Reference> = recognised
        .references
        .iter()
        .zip(&keys)
        .map(|(entry, id)| Reference {
            id: *id,
            label: entry.label.clone(),
            markers: entry.markers.clone(),
            entry_span: entry.entry_span,
            work: None,
            resolution: match entry.resolution {
                Means::Work => Resolution::Resolved,
                Means::Ibid(of) => {
                    keys.get(of).map_or(Resolution::Unresolved, |id| Resolution::Ibid(*id))
                }
                Means::Ambiguous => Resolution::Ambiguous,
                Means::Unresolved => Resolution::Unresolved,
            },
        })
        .collect();
    references.sort_by_key(|r| (r.entry_span, r.id));
    references
}

#[cfg(test)]
mod tests;
