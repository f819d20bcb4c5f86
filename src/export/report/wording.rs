//! The words of a report: dates as people write them, lists of names, who answers for a hop,
//! chains in a few words, works as a line of a bibliography.

use std::fmt::Write as _;

use chrono::{Datelike, Timelike};

use crate::domain::{
    chain::{Chain, Hop},
    ids::SourceId,
    project::Project,
    source::Source,
    time::{PartialDate, Timestamp},
    work::Work,
};

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
    Sources(Vec<&'a Source>),
    /// None is named: the authors of the work.
    Authors(Vec<&'a Source>),
    /// None is known: the work itself.
    Work(&'a Work),
    /// The text does not tell.
    Implicit,
}

/// What stands for a source that the text leaves open.
pub const IMPLICIT: &str = "a source that is not named";

impl<'a> Party<'a> {
    /// The party of a hop.
    pub fn of(project: &'a Project, hop: &Hop) -> Self {
        let found = |ids: &[SourceId]| -> Vec<&'a Source> {
            ids.iter().filter_map(|id| project.source(*id)).map(AsRef::as_ref).collect()
        };
        let sources = found(&hop.sources);
        if !sources.is_empty() {
            return Self::Sources(sources);
        }
        let Some(work) = hop.work.and_then(|id| project.work(id)) else { return Self::Implicit };
        let authors = found(&work.authors);
        if authors.is_empty() { Self::Work(work) } else { Self::Authors(authors) }
    }

    /// Its sources.
    pub fn sources(&self) -> &[&'a Source] {
        match self {
            Self::Sources(sources) | Self::Authors(sources) => sources,
            Self::Work(_) | Self::Implicit => &[],
        }
    }

    /// Its name.
    pub fn name(&self) -> String {
        match self {
            Self::Sources(sources) | Self::Authors(sources) => {
                joined(sources.iter().map(|s| s.name.as_str()))
            }
            Self::Work(work) => format!("“{}”", work.display_title()),
            Self::Implicit => IMPLICIT.to_owned(),
        }
    }
}

/// A chain in a few words: `Edda Korrin, from Halvard Teece`.
pub fn short_chain(project: &Project, chain: &Chain) -> String {
    if chain.hops.is_empty() {
        return "the article’s own voice".to_owned();
    }
    let names: Vec<_> = chain.hops.iter().map(|hop| Party::of(project, hop).name()).collect();
    names.join(", from ")
}

/// A work in a line: authors, title, where and when it appeared. The title stands between the
/// two marks.
pub fn work_line(project: &Project, work: &Work, marks: (&str, &str)) -> String {
    let mut line = String::new();
    let names = work.authors.iter().filter_map(|id| project.source(*id));
    let names = joined(names.map(|s| s.name.as_str()));
    if !names.is_empty() {
        let _ = write!(line, "{names}, ");
    }
    let title = if work.title.is_empty() { "no title" } else { &work.title };
    let _ = write!(line, "{}{title}{}", marks.0, marks.1);
    let dated = work.date.map(date);
    let pages = work.pages.as_ref().map(|pages| format!("pp. {pages}"));
    let rest = [work.container.as_ref(), work.publisher.as_ref(), dated.as_ref(), pages.as_ref()];
    for part in rest.into_iter().flatten() {
        let _ = write!(line, ", {part}");
    }
    line
}

/// The first words of a text, on one line, of at most so many code points.
pub fn shortened(text: &str, most: usize) -> String {
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
    short
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
        let name = |hop: Hop| Party::of(&project, &hop).name();
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
        assert_eq!(short_chain(&project, &claim.chains[0]), "The Courier, from two officials");
    }

    #[test]
    fn long_texts_are_cut_between_words_and_endless_words_anywhere() {
        assert_eq!(shortened("one  two\nthree", 20), "one two three");
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened(&"é".repeat(50), 3), "ééé…");
        assert_eq!(shortened("", 3), "");
    }
}
