//! The words of a report: dates as people write them, lists of names, who answers for a hop,
//! chains in a few words.

use std::borrow::Cow;

use chrono::{Datelike, Timelike};

use crate::domain::{
    chain::{Chain, Hop},
    ids::SourceId,
    source::Source,
    time::{PartialDate, Timestamp},
    work::Work,
};
use crate::export::known::Known;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(number: u32) -> &'static str {
    MONTHS.get(number.wrapping_sub(1) as usize).copied().unwrap_or("?")
}

/// A date: `30 July 2008`, `July 2008`, `2008`.
pub fn date(date: PartialDate) -> String {
    match date.parts() {
        (year, Some(m), Some(day)) => format!("{day} {} {year}", month(m)),
        (year, Some(m), None) => format!("{} {year}", month(m)),
        (year, None, _) => year.to_string(),
    }
}

/// The day of a moment, in UTC: `6 November 2014`.
pub fn day(at: Timestamp) -> String {
    let at = at.to_chrono();
    format!("{} {} {}", at.day(), month(at.month()), at.year())
}

/// A moment, in UTC: `6 November 2014, 10:11 UTC`.
pub fn moment(at: Timestamp) -> String {
    let time = at.to_chrono();
    format!("{}, {:02}:{:02} UTC", day(at), time.hour(), time.minute())
}

/// `1 claim`, `2 claims`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What stands before an item of a list so that it reads `A, B and C`.
pub fn joint(index: usize, len: usize) -> &'static str {
    match index {
        0 => "",
        _ if index + 1 == len => " and ",
        _ => ", ",
    }
}

/// `A, B and C`.
pub fn joined<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    let mut list = String::new();
    for (index, name) in names.iter().enumerate() {
        list.push_str(joint(index, names.len()));
        list.push_str(name);
    }
    list
}

/// Who answers for a hop.
#[derive(Debug, Clone)]
pub enum Party<'a> {
    /// The sources, jointly.
    Sources(Joint<'a>),
    /// None is named: the authors of the work.
    Authors(Joint<'a>),
    /// None is known: the work itself.
    Work(&'a Work),
    /// The text does not tell.
    Implicit,
}

/// Sources that speak together, at least one.
#[derive(Debug, Clone)]
pub enum Joint<'a> {
    /// The usual case, which costs no heap.
    One([&'a Source; 1]),
    /// Several.
    Several(Vec<&'a Source>),
}

impl<'a> Joint<'a> {
    fn of(known: &Known<'a>, ids: &[SourceId]) -> Option<Self> {
        let mut found = ids.iter().filter_map(|id| known.source(*id));
        match (found.next(), found.next()) {
            (None, _) => None,
            (Some(only), None) => Some(Self::One([only])),
            (first, second) => {
                Some(Self::Several(first.into_iter().chain(second).chain(found).collect()))
            }
        }
    }

    /// The sources.
    pub fn sources(&self) -> &[&'a Source] {
        match self {
            Self::One(only) => only,
            Self::Several(sources) => sources,
        }
    }
}

/// What stands for a source that the text leaves open.
pub const IMPLICIT: &str = "a source that is not named";

impl<'a> Party<'a> {
    /// The party of a hop.
    pub fn of(known: &Known<'a>, hop: &Hop) -> Self {
        if let Some(sources) = Joint::of(known, &hop.sources) {
            return Self::Sources(sources);
        }
        let Some(work) = hop.work.and_then(|id| known.work(id)) else { return Self::Implicit };
        Joint::of(known, &work.authors).map_or(Self::Work(work), Self::Authors)
    }

    /// Its name.
    pub fn name(&self) -> Cow<'a, str> {
        match self {
            Self::Sources(sources) | Self::Authors(sources) => match sources {
                Joint::One([only]) => Cow::Borrowed(&only.name),
                Joint::Several(several) => {
                    Cow::Owned(joined(several.iter().map(|s| s.name.as_str())))
                }
            },
            Self::Work(work) => Cow::Owned(format!("“{}”", work.display_title())),
            Self::Implicit => Cow::Borrowed(IMPLICIT),
        }
    }
}

/// Adds a chain in a few words: `Edda Korrin, from Halvard Teece`.
pub fn push_chain(out: &mut String, known: &Known<'_>, chain: &Chain) {
    if chain.hops.is_empty() {
        out.push_str("the article’s own voice");
    }
    for (index, hop) in chain.hops.iter().enumerate() {
        out.push_str(if index > 0 { ", from " } else { "" });
        out.push_str(&Party::of(known, hop).name());
    }
}

/// A chain in a few words.
pub fn short_chain(known: &Known<'_>, chain: &Chain) -> String {
    let mut words = String::new();
    push_chain(&mut words, known, chain);
    words
}

/// The first words of a text, on one line, of at most so many code points.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    // A name or a short quotation mostly is that already.
    let mut before = b' ';
    let plain = text.len() <= most
        && text.bytes().all(|byte| {
            let fits = byte.is_ascii_graphic() || (byte == b' ' && before != b' ');
            before = byte;
            fits
        });
    if plain && before != b' ' {
        return Cow::Borrowed(text);
    }
    let mut short = String::new();
    let mut left = most;
    for word in text.split_whitespace() {
        let length = word.chars().count() + usize::from(!short.is_empty());
        if length > left {
            if short.is_empty() {
                short.extend(word.chars().take(most));
            }
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
        left -= length;
    }
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{id, project};

    #[test]
    fn dates_say_no_more_than_is_known() {
        let read = |text: &str| date(text.parse().expect("a date"));
        assert_eq!(read("2008-07-30"), "30 July 2008");
        assert_eq!(read("2008-07"), "July 2008");
        assert_eq!(read("2008"), "2008");
        assert_eq!(moment(Timestamp::from_unix_seconds(0)), "1 January 1970, 00:00 UTC");
    }

    #[test]
    fn the_party_of_a_hop_is_its_sources_or_the_authors_or_the_work() {
        let project = project();
        let known = Known::new(&project);
        let name = |hop: Hop| Party::of(&known, &hop).name();
        let of_work = |work: &str| Hop { work: Some(id(work)), ..Hop::default() };
        let sources = vec![id("courier"), id("officials")];
        assert_eq!(name(Hop { sources, ..of_work("report") }), "The Courier and two officials");
        assert_eq!(name(of_work("report")), "The minister and The ministry");
        assert_eq!(name(of_work("story")), "“Cracks”");
        assert_eq!(name(Hop::default()), IMPLICIT);
    }

    #[test]
    fn a_chain_is_told_from_the_article_outwards() {
        let project = project();
        let claim = project.claim(id("cracks")).expect("there");
        assert_eq!(
            short_chain(&Known::new(&project), &claim.chains[0]),
            "The Courier, from two officials"
        );
    }

    #[test]
    fn long_texts_are_cut_between_words_and_endless_words_anywhere() {
        assert_eq!(shortened("one  two\nthree", 20), "one two three");
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened(&"é".repeat(50), 3), "ééé…");
        assert_eq!(shortened("", 3), "");
        for spaced in ["one  two", " one two", "one two ", "one\ttwo", "one\u{a0}two"] {
            assert_eq!(shortened(spaced, 20), "one two", "{spaced:?}");
        }
    }
}
