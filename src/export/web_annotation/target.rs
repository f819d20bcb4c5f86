//! Where an annotation stands: quotation and position of each piece, and the state of the
//! page that was read.

use serde::Serialize;

use super::Places;
use crate::domain::{
    anchor::{Anchor, AnchorState},
    article::Article,
    time::PartialDate,
};
use crate::export::address::safe_address;

/// One piece of a claim.
#[derive(Serialize)]
pub struct Piece<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: &'a str,
    selector: Vec<Selector<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<TimeState<'a>>,
    #[serde(flatten)]
    found: Found,
}

/// A selector of the standard.
#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    /// The words and what stands around them.
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'a str, prefix: &'a str, suffix: &'a str },
    /// The place, in code points.
    #[serde(rename = "TextPositionSelector")]
    Position { start: u32, end: u32 },
}

/// When the page was as it was annotated.
#[derive(Serialize)]
struct TimeState<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "sourceDate", skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(rename = "sourceDateStart", skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(rename = "sourceDateEnd", skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cached: Option<&'a str>,
}

/// How an anchor was found in the present text; nothing if it stands as it was made.
#[derive(Serialize)]
pub struct Found {
    #[serde(rename = "anchorState", skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<u8>,
    #[serde(rename = "wasStart", skip_serializing_if = "Option::is_none")]
    was_start: Option<u32>,
    #[serde(rename = "wasEnd", skip_serializing_if = "Option::is_none")]
    was_end: Option<u32>,
}

impl Found {
    fn of(anchor: &Anchor) -> Self {
        let (state, percent, was) = match anchor.state {
            AnchorState::Exact => (None, None, None),
            AnchorState::Moved { percent, was } => (Some("Moved"), Some(percent), Some(was)),
            // Where it stood is no place in the present text.
            AnchorState::Lost => (Some("Lost"), None, Some(anchor.span)),
        };
        Self { state, percent, was_start: was.map(|w| w.start), was_end: was.map(|w| w.end) }
    }
}

impl<'a> Piece<'a> {
    /// The place of an anchor.
    pub fn of(article: &'a Article, places: &'a Places, anchor: &'a Anchor) -> Self {
        let mut selector = vec![Selector::Quote {
            exact: &anchor.exact,
            prefix: &anchor.prefix,
            suffix: &anchor.suffix,
        }];
        if !anchor.is_lost() {
            let (start, end) = (anchor.span.start, anchor.span.end);
            selector.push(Selector::Position { start, end });
        }
        Self {
            kind: "SpecificResource",
            source: places.get(article.id),
            selector,
            state: TimeState::of(article),
            found: Found::of(anchor),
        }
    }
}

impl<'a> TimeState<'a> {
    fn of(article: &'a Article) -> Option<Self> {
        let seen = article.head.accessed?;
        let moment = |day: chrono::NaiveDate, time| format!("{}T{time}Z", day.format("%Y-%m-%d"));
        let is_day = matches!(seen.parts(), (_, Some(_), Some(_)));
        let at = is_day.then(|| moment(seen.earliest(), "00:00:00"));
        let range = |of: fn(PartialDate) -> chrono::NaiveDate, time| {
            (!is_day).then(|| moment(of(seen), time))
        };
        let cached = article.head.archived_url.as_deref().and_then(safe_address);
        Some(Self {
            kind: "TimeState",
            at,
            from: range(PartialDate::earliest, "00:00:00"),
            to: range(PartialDate::latest, "23:59:59"),
            cached,
        })
    }
}

/// A place inside a chain: where the text names a source, or attributes.
#[derive(Serialize)]
pub struct InnerAnchor<'a> {
    start: u32,
    end: u32,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    #[serde(flatten)]
    found: Found,
}

impl<'a> InnerAnchor<'a> {
    /// The place of an anchor.
    pub fn of(anchor: &'a Anchor) -> Self {
        Self {
            start: anchor.span.start,
            end: anchor.span.end,
            exact: &anchor.exact,
            prefix: &anchor.prefix,
            suffix: &anchor.suffix,
            found: Found::of(anchor),
        }
    }
}
