//! Reading the fields of one entry: authors, title, container, dates, address, pages.
//!
//! Each field comes with the bytes it was read from. What can't be read stays in the
//! raw text: a wrong field costs the analyst more than a missing one.

pub mod address;
pub mod container;
pub mod dates;
mod leading;
pub mod months;
mod prose;
pub mod quotes;
mod roles;
pub mod segments;
pub mod titles;
mod tokens;
pub mod trailing;

use super::names::{self, Name};
use crate::domain::time::PartialDate;
use address::Address;
use container::TitleForm;
use dates::{FoundDate, Role};
use leading::floor;

/// The most bytes of an entry that are read for fields.
pub const MOST_READ: usize = 4096;

/// A range of bytes of the entry.
pub type Range = (usize, usize);

/// The fields of an entry, in bytes of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Who wrote it.
    pub authors: Vec<Name>,
    /// The title; an empty range where quotation marks hold nothing.
    pub title: Option<Range>,
    /// The newspaper, journal, site or book.
    pub container: Option<Range>,
    /// Who published it.
    pub publisher: Option<Range>,
    /// When it appeared.
    pub date: Option<(PartialDate, Range)>,
    /// When it was looked up.
    pub accessed: Option<(PartialDate, Range)>,
    /// Where it can be read.
    pub url: Option<(String, Range)>,
    /// Where an archived copy is.
    pub archived_url: Option<(String, Range)>,
    /// The volume.
    pub volume: Option<Range>,
    /// The pages.
    pub pages: Option<Range>,
    /// Prose after the work's description.
    pub trailing: Option<Range>,
    /// Whether more than one work is described.
    pub several: bool,
}

impl Fields {
    /// Moves all places: what was read began so many bytes into the entry.
    fn shift(&mut self, by: usize) {
        let moved = |range: &mut Range| *range = (range.0 + by, range.1 + by);
        for name in &mut self.authors {
            (name.start, name.end) = (name.start + by, name.end + by);
        }
        let plain = [
            &mut self.title,
            &mut self.container,
            &mut self.publisher,
            &mut self.volume,
            &mut self.pages,
            &mut self.trailing,
        ];
        plain.into_iter().flatten().for_each(moved);
        [&mut self.date, &mut self.accessed].into_iter().flatten().for_each(|d| moved(&mut d.1));
        [&mut self.url, &mut self.archived_url].into_iter().flatten().for_each(|u| moved(&mut u.1));
    }

    /// Whether enough was read to know a work by.
    pub fn describe_a_work(&self) -> bool {
        let titled = self.title.is_some_and(|t| t.0 < t.1);
        self.url.is_some()
            || (titled
                && (self.date.is_some()
                    || self.container.is_some()
                    || self.publisher.is_some()
                    || !self.authors.is_empty()
                    || self.accessed.is_some()))
            || (!self.authors.is_empty() && self.date.is_some())
            || (self.title.is_some() && !self.authors.is_empty())
    }
}

/// Reads the fields of an entry's text. `emphasis` and `links` are ranges of its
/// structure; where there is no emphasis, markup is looked for.
pub fn parse(text: &str, emphasis: &[Range], links: &[(Range, &str)]) -> Fields {
    let from = prose::introduced(text);
    if from == 0 {
        return read(text, emphasis, links);
    }
    let back = |range: Range| Some((range.0.checked_sub(from)?, range.1 - from));
    let emphasis: Vec<Range> = emphasis.iter().filter_map(|e| back(*e)).collect();
    let links: Vec<(Range, &str)> =
        links.iter().filter_map(|(place, target)| Some((back(*place)?, *target))).collect();
    let mut fields = read(&text[from..], &emphasis, &links);
    fields.shift(from);
    fields
}

fn read(text: &str, emphasis: &[Range], links: &[(Range, &str)]) -> Fields {
    let mut cut = text.len().min(MOST_READ);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let text = &text[..cut];
    let addresses = address::find(text);
    let mut emphasis: Vec<Range> =
        emphasis.iter().copied().filter(|e| e.1 <= cut && e.0 < e.1).collect();
    if emphasis.is_empty() {
        emphasis = quotes::marked_up(text);
        emphasis.retain(|e| addresses.iter().all(|a| e.1 <= a.start || a.end <= e.0));
    }
    let masked: Vec<Range> = addresses.iter().map(|a| (a.start, a.end)).collect();
    let body_end = addresses.first().map_or(text.len(), |a| a.start);
    let quoted = titles::quoted(text, body_end);
    let mut all_masked = masked.clone();
    all_masked.extend(quoted.map(|q| q.outer));
    all_masked.sort_unstable();
    let dates = dates::find(text, &all_masked);
    let read = titles::read(text, quoted, &dates, &emphasis, body_end);
    let mut fields = Fields { authors: read.authors, title: read.title, ..Fields::default() };
    let dates: Vec<FoundDate> = dates
        .into_iter()
        // A date that ends the title is the document's own: `minutes of 2 February 2018`.
        .filter(|d| read.title.is_none_or(|t| d.end <= t.0 || t.1 <= d.start || d.end == t.1))
        .collect();
    let after = read.outer.map_or(0, |o| o.1);
    pick_dates(&dates, after, &mut fields);
    pick_addresses(&addresses, links, text.len(), &mut fields);
    if read.outer.is_some() {
        let mut taken: Vec<Range> = dates.iter().map(|d| (d.start, d.end)).collect();
        taken.extend(masked);
        taken.sort_unstable();
        let form = read.form;
        let limit = clause_limit(text, after, &taken);
        let around = container::read(text, after, limit, &taken, form, &emphasis);
        fields.container = around.container.or(read.container);
        fields.publisher = around.publisher.filter(|p| Some(*p) != fields.container);
        fields.volume = around.volume;
        fields.pages = around.pages;
        if fields.container.is_none()
            && form == TitleForm::Plain
            && fields.date.is_some_and(|(d, _)| d.parts().2.is_some())
        {
            // Only what is printed by the day has days: a newspaper, not a press.
            fields.container = fields.publisher.take();
        }
        if let Some(before) = read.container.filter(|_| fields.container.is_none()) {
            fields.container = Some(before);
        }
    }
    if read.title.is_none() && fields.authors.is_empty() && fields.url.is_none() {
        // A year in a sentence is no date of a work.
        fields.date = fields.date.filter(|(_, place)| {
            dates.iter().any(|d| d.start == place.0 && titles::is_set_off(text, d))
        });
    }
    fields.several = read.title.is_some() && several(text, after);
    fields.trailing = trailing::find(text, &fields);
    fields
}

/// How far the clauses after a title are read: the sentence of its last date or address,
/// and never far beyond.
fn clause_limit(text: &str, after: usize, taken: &[Range]) -> usize {
    let last = taken.iter().filter(|t| t.0 >= after && t.0 < after + 400).map(|t| t.1).max();
    let from = last.unwrap_or(after);
    let mut end = segments::sentence_end(text, from);
    if last.is_none() {
        // `Title. Tarn: Mole Press. Second edition.`
        end = segments::sentence_end(
            text,
            (end + 1).min(text.len()).max(from).min(floor(text, end + 1)),
        );
    }
    let mut limit = end.min(after + 600).max(after).min(text.len());
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    limit
}

fn pick_dates(dates: &[FoundDate], after: usize, fields: &mut Fields) {
    let published: Vec<&FoundDate> = dates.iter().filter(|d| d.role == Role::Published).collect();
    let first_after = published.iter().find(|d| d.start >= after).copied();
    let before = published.iter().find(|d| d.start < after).copied();
    let mut chosen = match (before, first_after) {
        (Some(b), Some(a)) if b.bracketed || a.start > after + 160 => Some(b),
        (Some(b), Some(a)) => Some(if b.precision() > a.precision() { b } else { a }),
        (b, a) => b.or(a),
    };
    if let Some(found) = chosen
        && let Some(better) = published.iter().find(|d| {
            d.date.parts().0 == found.date.parts().0
                && d.precision() > found.precision()
                && d.start < found.end + 220
        })
    {
        chosen = Some(better);
    }
    fields.date = chosen.map(|d| (d.date, (d.start, d.end)));
    fields.accessed =
        dates.iter().find(|d| d.role == Role::Accessed).map(|d| (d.date, (d.start, d.end)));
}

fn pick_addresses(addresses: &[Address], links: &[(Range, &str)], len: usize, fields: &mut Fields) {
    let range = |a: &Address| (a.url.clone(), (a.start, a.end));
    fields.url = addresses.iter().find(|a| !a.is_archived()).map(range);
    fields.archived_url = addresses.iter().find(|a| a.is_archived()).map(range);
    for (place, target) in
        links.iter().filter(|(place, target)| place.1 <= len && target.starts_with("http"))
    {
        let address = Address { start: place.0, end: place.1, url: (*target).to_owned() };
        let slot = if address.is_archived() { &mut fields.archived_url } else { &mut fields.url };
        slot.get_or_insert((address.url, *place));
    }
    if fields.url.is_none() {
        // A copy is better than no address, and says where the original was.
        fields.url = fields.archived_url.as_ref().and_then(|(url, place)| {
            let at = url.rfind("http").filter(|at| *at > 0)?;
            Some((url[at..].to_owned(), *place))
        });
    }
}

/// Whether another work is described after a semicolon: a second title in quotation marks.
fn several(text: &str, after: usize) -> bool {
    let Some(semicolon) = text.get(after..).and_then(|rest| rest.find("; ")) else { return false };
    let from = after + semicolon;
    quotes::first(text, from).is_some_and(|q| {
        q.inner.0 < q.inner.1
            && text[q.inner.0..q.inner.1].contains(' ')
            && !text[from..q.outer.0].contains(". ")
    }) || {
        let rest = &text[from + 1..];
        let end = rest.find(';').unwrap_or(rest.len());
        names::are_names(rest[..end].split(',').next().unwrap_or_default())
            && dates::find(&rest[..end], &[]).iter().any(|d| d.role == Role::Published)
    }
}
