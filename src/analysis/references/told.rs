//! What the text says of a work, compared with its note: another date, another author,
//! another outlet.
//!
//! Only plain phrases are read ("wrote in the … on …", "according to …"), and only in
//! the marker's own paragraph: a difference that is none costs the analyst's trust.

use super::fields::dates;
use super::findings::{Code, ReferenceFinding, plain};
use super::{Entry, Means, Recognised, names, places::Places};
use crate::domain::{span::Span, text::Text};

const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "reported",
    "reports",
    "writing",
    "published",
    "argued",
    "argues",
    "revealed",
    "claimed",
    "noted",
    "article",
    "essay",
    "piece",
    "report",
    "column",
    "interview",
];

/// The most bytes before a marker that are read.
const REACH: usize = 700;

/// Adds a finding for each difference between the text and the notes it names.
pub fn differences(text: &Text, recognised: &Recognised, found: &mut Vec<ReferenceFinding>) {
    let string = text.as_str();
    let places = Places::new(string);
    let mut before_end = 0;
    let mut group: Vec<usize> = Vec::new();
    let mut start = 0;
    for (at, marker) in recognised.markers.iter().enumerate() {
        let from = places.byte_at(marker.span.start);
        if group.is_empty() {
            start = from;
        }
        if group.len() <= 6 {
            group.extend(marker.entries.iter().take(7));
        }
        let end = places.byte_at(marker.span.end);
        let stacked = recognised
            .markers
            .get(at + 1)
            .is_some_and(|next| next.span.start <= marker.span.end + 1);
        if stacked {
            continue;
        }
        let low = floor(string, before_end.max(start.saturating_sub(REACH)));
        let paragraph = string[low..start].rfind('\n').map_or(low, |i| low + i + 1);
        compare(string, paragraph, start, &group, recognised, &places, found);
        before_end = end;
        group.clear();
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn compare(
    text: &str,
    from: usize,
    to: usize,
    group: &[usize],
    recognised: &Recognised,
    places: &Places<'_>,
    found: &mut Vec<ReferenceFinding>,
) {
    let works: Vec<usize> = group
        .iter()
        .map(|e| match recognised.references[*e].resolution {
            Means::Ibid(of) => of,
            _ => *e,
        })
        .filter(|e| recognised.references[*e].resolution == Means::Work)
        .collect();
    // A marker for a whole shelf says nothing of one work.
    if works.is_empty() || works.len() > 6 {
        return;
    }
    let entries: Vec<&Entry> = works.iter().map(|e| &recognised.references[*e]).collect();
    let mut sentence = from;
    let passage = &text[from..to];
    let ends = passage.match_indices(". ").map(|(i, _)| from + i + 1).chain(std::iter::once(to));
    for end in ends {
        if end > sentence {
            let cited = Cited { works: &works, entries: &entries, last: end == to };
            sentence_of(text, (sentence, end), &cited, places, found);
        }
        sentence = end;
    }
}

/// What the marker after a sentence cites.
struct Cited<'r> {
    /// The entries, as indices.
    works: &'r [usize],
    /// The same entries.
    entries: &'r [&'r Entry],
    /// Whether the marker stands at this sentence's end.
    last: bool,
}

fn sentence_of(
    text: &str,
    (from, to): (usize, usize),
    &Cited { works, entries, last }: &Cited<'_>,
    places: &Places<'_>,
    found: &mut Vec<ReferenceFinding>,
) {
    let sentence = &text[from..to];
    let named: Vec<usize> =
        (0..entries.len()).filter(|i| names_author(sentence, entries[*i])).collect();
    let mut add = |code, message: String, start: usize, end: usize, which: usize| {
        let span = Span::new(places.char_at(from + start), places.char_at(from + end));
        found.push(ReferenceFinding {
            code,
            message,
            spans: vec![span, entries[which].entry_span],
            entries: vec![works[which]],
        });
    };
    let cue = WROTE.iter().any(|w| sentence.split(|c: char| !c.is_alphanumeric()).any(|s| s == *w));
    // The date and the outlet of a work are its author's: the sentence must name one.
    if cue && let Some(&which) = named.first() {
        let entry = entries[which];
        let fits = |date: crate::domain::time::PartialDate| {
            named.iter().any(|i| {
                entries[*i].parsed.date.as_ref().is_none_or(|d| {
                    !d.value.certainly_after(date) && !date.certainly_after(d.value)
                })
            })
        };
        if let Some(day) = dates::find(sentence, &[])
            .iter()
            .find(|d| d.precision() == 3 && sentence[..d.start].trim_end().ends_with(" on"))
            && !fits(day.date)
            && let Some(printed) = &entry.parsed.date
        {
            add(
                Code::DateDiffers,
                format!(
                    "The text gives {}, note {} gives {}",
                    day.date, entry.label, printed.value
                ),
                day.start,
                day.end,
                which,
            );
        }
        if let Some((start, end)) = outlet(sentence)
            && named.iter().all(|i| entries[*i].parsed.container.is_some())
            && !named.iter().any(|i| same_outlet(&sentence[start..end], entries[*i]))
        {
            let printed = entry.parsed.container.as_ref().map_or("", |c| c.value.as_str());
            add(
                Code::OutletDiffers,
                format!(
                    "The text names {}, note {} gives {printed}",
                    &sentence[start..end],
                    entry.label
                ),
                start,
                end,
                which,
            );
        }
    }
    if last
        && named.is_empty()
        && let Some((start, end)) = speaker(sentence)
        && entries.iter().all(|e| {
            !e.parsed.authors.is_empty() && e.parsed.authors.iter().all(|a| a.family.is_some())
        })
    {
        let authors: Vec<&str> = entries
            .iter()
            .flat_map(|e| e.parsed.authors.iter().map(|a| a.literal.as_str()))
            .collect();
        add(
            Code::AuthorDiffers,
            format!(
                "The text names {}, note {} is by {}",
                &sentence[start..end],
                entries[0].label,
                authors.join(", ")
            ),
            start,
            end,
            0,
        );
    }
}

fn names_author(sentence: &str, entry: &Entry) -> bool {
    entry.parsed.authors.iter().any(|author| {
        let name = author.family.as_deref().unwrap_or(&author.literal);
        sentence.match_indices(name).any(|(i, _)| {
            let after = sentence[i + name.len()..].chars().next();
            let before = sentence[..i].chars().next_back();
            !name.is_empty()
                && after.is_none_or(|c| !c.is_alphanumeric())
                && before.is_none_or(|c| !c.is_alphanumeric())
        })
    })
}

/// The outlet in "wrote in the Harbour Post": capitalised words after a cue and "in".
fn outlet(sentence: &str) -> Option<(usize, usize)> {
    for cue in WROTE {
        for (i, _) in sentence.match_indices(cue) {
            let after = i + cue.len();
            let rest = &sentence[after..];
            let Some(skip) = [" in the ", " in The ", " in "]
                .iter()
                .find_map(|p| rest.strip_prefix(p).map(|_| p.len()))
            else {
                continue;
            };
            let start = after + skip;
            let mut end = start;
            for word in sentence[start..].split_inclusive(' ') {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                if !bare.starts_with(char::is_uppercase)
                    || super::fields::months::month(&bare.to_lowercase()).is_some()
                {
                    break;
                }
                let stops = word.trim_end().ends_with([',', '.', ';', ':']);
                end += word.trim_end().trim_end_matches([',', '.', ';', ':']).len();
                if stops {
                    return Some((start, end));
                }
                end += word.len() - word.trim_end().len();
            }
            let end = start + sentence[start..end.max(start)].trim_end().len();
            if end > start {
                return Some((start, end));
            }
        }
    }
    None
}

fn same_outlet(name: &str, entry: &Entry) -> bool {
    let key = |text: &str| {
        plain(
            text.trim_start_matches("The ")
                .trim_start_matches("the ")
                .trim_end_matches(" News")
                .trim_end_matches(" news"),
        )
    };
    let told = key(name);
    let acronym = name.chars().all(char::is_uppercase);
    [&entry.parsed.container, &entry.parsed.publisher].into_iter().flatten().any(|c| {
        let printed = key(&c.value);
        let initials: String = c
            .value
            .split_whitespace()
            .filter_map(|w| w.chars().next())
            .filter(|c| c.is_uppercase())
            .collect();
        printed.contains(&told) || told.contains(&printed) || (acronym && initials == name)
    })
}

/// The speaker in "According to Ann Lind, …".
fn speaker(sentence: &str) -> Option<(usize, usize)> {
    let start = sentence.find("According to ")? + "According to ".len();
    let end = start + sentence[start..].find([',', '.', ';'])?;
    let name = &sentence[start..end];
    (names::is_personal(name) && name.split_whitespace().count() <= 3).then_some((start, end))
}
