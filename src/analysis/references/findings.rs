//! What is wrong with an article's notes.

use std::collections::HashMap;

use super::fields::address;
use super::{Entry, Means, Recognised};
use crate::domain::{span::Span, text::Text, time::PartialDate};

/// What was noticed, with the places it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceFinding {
    /// Its stable code.
    pub code: Code,
    /// What it says to the analyst.
    pub message: String,
    /// The places it concerns, in code points, the one to jump to first.
    pub spans: Vec<Span>,
    /// The entries it concerns, as indices into [`Recognised::references`].
    pub entries: Vec<usize>,
}

/// The kinds of finding. Their names are part of the machine interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A marker names an entry that isn't there.
    MarkerWithoutEntry,
    /// No marker names an entry.
    EntryWithoutMarker,
    /// The entry lists another number of uses than there are markers.
    UseCount,
    /// A repeat whose entry can't be found.
    IbidUnresolved,
    /// A repeat that may mean several entries.
    IbidAmbiguous,
    /// An entry without a title.
    NoTitle,
    /// An entry without an author.
    NoAuthor,
    /// An entry without a date.
    NoDate,
    /// Two entries for one work.
    SameWork,
    /// A work that appeared after the article that cites it.
    AfterArticle,
    /// The text gives another date than the note.
    DateDiffers,
    /// The text gives another author than the note.
    AuthorDiffers,
    /// The text gives another outlet than the note.
    OutletDiffers,
}

impl Code {
    /// The code as it is printed in `check --json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MarkerWithoutEntry => "reference-marker-without-entry",
            Self::EntryWithoutMarker => "reference-entry-without-marker",
            Self::UseCount => "reference-use-count",
            Self::IbidUnresolved => "reference-ibid-unresolved",
            Self::IbidAmbiguous => "reference-ibid-ambiguous",
            Self::NoTitle => "reference-no-title",
            Self::NoAuthor => "reference-no-author",
            Self::NoDate => "reference-no-date",
            Self::SameWork => "reference-same-work",
            Self::AfterArticle => "reference-after-article",
            Self::DateDiffers => "reference-date-differs",
            Self::AuthorDiffers => "reference-author-differs",
            Self::OutletDiffers => "reference-outlet-differs",
        }
    }

    /// Its name in a list, in the plural.
    pub fn title(self) -> &'static str {
        match self {
            Self::MarkerWithoutEntry => "Markers without an entry",
            Self::EntryWithoutMarker => "Entries that nothing cites",
            Self::UseCount => "Uses that differ from the markers",
            Self::IbidUnresolved => "Repeats that lead nowhere",
            Self::IbidAmbiguous => "Entries that may mean several",
            Self::NoTitle => "Entries without a title",
            Self::NoAuthor => "Entries without an author",
            Self::NoDate => "Entries without a date",
            Self::SameWork => "Two entries for one work",
            Self::AfterArticle => "Works later than the article",
            Self::DateDiffers => "Dates that differ from the note",
            Self::AuthorDiffers => "Authors that differ from the note",
            Self::OutletDiffers => "Outlets that differ from the note",
        }
    }

    /// What can be done about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::MarkerWithoutEntry => {
                "look for the entry in the original, or note that there is none"
            }
            Self::EntryWithoutMarker => "nothing in the text rests on it, unless a marker was lost",
            Self::UseCount => "compare with the original: a marker or a use was lost",
            Self::IbidUnresolved | Self::IbidAmbiguous => {
                "say under References which entry or work it means"
            }
            Self::NoTitle | Self::NoAuthor | Self::NoDate => "complete the work under References",
            Self::SameWork => "accept both as one work",
            Self::AfterArticle => "one of the two dates is wrong, or the article was changed later",
            Self::DateDiffers | Self::AuthorDiffers | Self::OutletDiffers => {
                "compare text and note with the original"
            }
        }
    }
}

/// Everything that is wrong with the notes of a text, in the order of its places.
/// `published` is the article's own date, if it is known.
pub fn findings(
    text: &Text,
    recognised: &Recognised,
    published: Option<PartialDate>,
) -> Vec<ReferenceFinding> {
    let mut found = Vec::new();
    for marker in recognised.markers.iter().filter(|m| m.missing) {
        let label = &marker.label;
        found.push(ReferenceFinding {
            code: Code::MarkerWithoutEntry,
            message: format!("Marker [{label}] names an entry that is not in the notes"),
            spans: vec![marker.span],
            entries: marker.entries.clone(),
        });
    }
    let numbered = !recognised.markers.is_empty();
    for (at, entry) in recognised.references.iter().enumerate() {
        of_entry(at, entry, numbered, published, &mut found);
    }
    same_work(&recognised.references, &mut found);
    super::told::differences(text, recognised, &mut found);
    found.sort_by_key(|f| (f.spans.first().copied(), f.code));
    found
}

fn of_entry(
    at: usize,
    entry: &Entry,
    numbered: bool,
    published: Option<PartialDate>,
    found: &mut Vec<ReferenceFinding>,
) {
    let name = if entry.label.is_empty() {
        "The entry".to_owned()
    } else {
        format!("Entry {}", entry.label)
    };
    let mut add = |code, message: String, spans: Vec<Span>| {
        found.push(ReferenceFinding { code, message, spans, entries: vec![at] });
    };
    let place = vec![entry.entry_span];
    if numbered && entry.markers.is_empty() && !entry.label.is_empty() {
        add(Code::EntryWithoutMarker, format!("{name} is cited by no marker"), place.clone());
    }
    if let Some(declared) = entry.declared_uses.filter(|n| *n as usize != entry.markers.len()) {
        let mut spans = place.clone();
        spans.extend(&entry.markers);
        add(
            Code::UseCount,
            format!("{name} lists {declared} uses, but {} markers name it", entry.markers.len()),
            spans,
        );
    }
    let repeats = entry.parsed == super::ParsedWork::default();
    match entry.resolution {
        Means::Unresolved if repeats && super::ibid::read(&entry.raw).is_some() => {
            add(
                Code::IbidUnresolved,
                format!("{name} repeats an entry that can't be found"),
                place,
            );
        }
        Means::Ambiguous => {
            add(Code::IbidAmbiguous, format!("{name} may mean more than one entry"), place);
        }
        Means::Work => {
            let parsed = &entry.parsed;
            if parsed.title_text().is_none() {
                let spans = parsed.title.as_ref().map_or(place.clone(), |t| {
                    // The quotation marks that hold nothing.
                    vec![Span::new(t.span.start.saturating_sub(1), t.span.end + 1)]
                });
                add(Code::NoTitle, format!("{name} has no title"), spans);
            }
            if parsed.authors.is_empty() {
                add(Code::NoAuthor, format!("{name} has no author"), place.clone());
            }
            match &parsed.date {
                None => add(Code::NoDate, format!("{name} has no date"), place),
                Some(date) => {
                    if let Some(own) = published.filter(|own| date.value.certainly_after(*own)) {
                        add(
                            Code::AfterArticle,
                            format!(
                                "{name} appeared on {}, after the article itself ({own})",
                                date.value
                            ),
                            vec![date.span],
                        );
                    }
                }
            }
        }
        _ => {}
    }
}

fn same_work(entries: &[Entry], found: &mut Vec<ReferenceFinding>) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut paired: Vec<(usize, usize)> = Vec::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, e)| e.resolution == Means::Work) {
        for key in work_keys(entry) {
            let first = *seen.entry(key).or_insert(at);
            if first != at
                && paired.last() != Some(&(first, at))
                && may_be_same(&entries[first], entry)
            {
                paired.push((first, at));
            }
        }
    }
    for (first, at) in paired {
        found.push(ReferenceFinding {
            code: Code::SameWork,
            message: format!(
                "Entries {} and {} seem to be one work",
                entries[first].label, entries[at].label
            ),
            spans: vec![entries[at].entry_span, entries[first].entry_span],
            entries: vec![first, at],
        });
    }
}

/// Different titles or dates tell two works apart, whatever else is equal.
fn may_be_same(a: &Entry, b: &Entry) -> bool {
    let dates = match (&a.parsed.date, &b.parsed.date) {
        (Some(a), Some(b)) => {
            !a.value.certainly_after(b.value) && !b.value.certainly_after(a.value)
        }
        _ => true,
    };
    let titles = match (a.parsed.title_text(), b.parsed.title_text()) {
        (Some(a), Some(b)) => plain(a) == plain(b),
        _ => true,
    };
    dates && titles
}

fn work_keys(entry: &Entry) -> Vec<String> {
    let parsed = &entry.parsed;
    let mut keys = Vec::new();
    if let Some(url) = &parsed.url {
        keys.push(format!("u{}", address::normal(&url.value)));
    }
    if let Some(title) = parsed.title_text().map(plain).filter(|t| t.chars().count() >= 4) {
        if let Some(author) = parsed.authors.first() {
            keys.push(format!(
                "a{title}|{}",
                plain(author.family.as_deref().unwrap_or(&author.literal))
            ));
        } else {
            // Many things are called "Annual report": without an author the outlet must agree.
            let outlet =
                parsed.container.as_ref().or(parsed.publisher.as_ref()).map(|c| plain(&c.value));
            keys.push(format!("t{title}|{}", outlet.unwrap_or_default()));
        }
    }
    keys
}

/// A text without case, punctuation and white space.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
