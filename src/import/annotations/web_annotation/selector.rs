//! Selectors: what a target says of its place. Quotation and position are understood; all
//! others (CSS, XPath, SVG) speak of a page that is not here.

use serde_json::Value;

use super::{articles::Articles, list};
use crate::domain::{anchor::Anchor, anchor::AnchorState, ids::ArticleId, span::Span};
use crate::import::annotations::{
    place::{Wanted, from_utf16},
    proposal::Report,
};

const NO_ARTICLE: &str =
    "no article of the project has this address or holds these words: add the article first";
const NO_SELECTOR: &str = "it is about a page as a whole and quotes nothing";
const NO_PLACE: &str = "its place is not in the text and it quotes nothing";

/// How a position counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points, as the standard says.
    CodePoints,
    /// UTF-16 code units, as browsers count.
    Utf16,
}

/// What selectors say.
#[derive(Debug, Default)]
struct Said {
    wanted: Wanted,
    position: Option<(u64, u64)>,
    any: bool,
}

/// The place of a target of the standard.
pub fn place(
    articles: &Articles<'_>,
    target: &Value,
    report: &mut Report,
) -> Result<(ArticleId, Anchor), &'static str> {
    let (article, mut anchor) = place_in(articles, target, Unit::CodePoints, report)?;
    let number = |key: &str| target.get(key).and_then(Value::as_u64).map(|n| n as u32);
    let was = number("wasStart").zip(number("wasEnd")).map(|(start, end)| Span::new(start, end));
    match (target.get("anchorState").and_then(Value::as_str), was) {
        (Some("Moved"), Some(was)) if !anchor.is_lost() => {
            let percent = number("percent").unwrap_or(100).min(100) as u8;
            anchor.state = AnchorState::Moved { percent, was };
        }
        (Some("Lost"), Some(was)) if anchor.is_lost() => anchor.span = was,
        _ => {}
    }
    Ok((article, anchor))
}

/// The place of a target, whose positions count in some unit.
pub fn place_in(
    articles: &Articles<'_>,
    target: &Value,
    unit: Unit,
    report: &mut Report,
) -> Result<(ArticleId, Anchor), &'static str> {
    let mut said = Said::default();
    for selector in list(target.get("selector")) {
        read(selector, &mut said, 0);
    }
    let name = match target {
        Value::String(name) => Some(name.as_str()),
        other => match other.get("source").or_else(|| other.get("id")) {
            Some(Value::String(name)) => Some(name.as_str()),
            Some(inner) => inner.get("id").and_then(Value::as_str),
            None => None,
        },
    };
    let named = name.and_then(|name| articles.named(name));
    let article = named.or_else(|| articles.holding(&said.wanted.exact)).ok_or(NO_ARTICLE)?;
    if !said.any {
        return Err(NO_SELECTOR);
    }
    said.wanted.span = said.position.and_then(|(start, end)| match unit {
        Unit::CodePoints => {
            let [start, end] = [start, end].map(u32::try_from);
            Some(Span { start: start.ok()?, end: end.ok()? }).filter(|span| !span.is_empty())
        }
        Unit::Utf16 => from_utf16(&article.text, start, end),
    });
    let finder = articles.finder(article.id).ok_or(NO_ARTICLE)?;
    let anchor = said.wanted.find(&article.text, finder, report).ok_or(NO_PLACE)?;
    Ok((article.id, anchor))
}

fn read(selector: &Value, said: &mut Said, depth: usize) {
    let string = |key: &str| selector.get(key).and_then(Value::as_str).map(str::to_owned);
    let number = |key: &str| selector.get(key).and_then(Value::as_u64);
    match selector.get("type").and_then(Value::as_str) {
        Some("TextQuoteSelector") => {
            said.any = true;
            said.wanted.exact = string("exact").unwrap_or_default();
            said.wanted.prefix = string("prefix").unwrap_or_default();
            said.wanted.suffix = string("suffix").unwrap_or_default();
        }
        Some("TextPositionSelector") => {
            said.any = true;
            said.position = number("start").zip(number("end"));
        }
        Some("FragmentSelector") => {
            // RFC 5147: `char=10,20`.
            let value = string("value").unwrap_or_default();
            let range = value.strip_prefix("char=").and_then(|range| {
                let (start, end) = range.split(';').next()?.split_once(',')?;
                Some((start.parse().ok()?, end.parse().ok()?))
            });
            if range.is_some() {
                said.any = true;
                said.position = said.position.or(range);
            }
        }
        _ => {}
    }
    if depth < 8 {
        for inner in list(selector.get("refinedBy")) {
            read(inner, said, depth + 1);
        }
    }
}
