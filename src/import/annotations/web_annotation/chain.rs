//! A chain of ours, read back.

use serde_json::Value;

use super::{Object, Reading, clean, list, moment, own_id, term, text};
use crate::domain::{
    anchor::{Anchor, AnchorState},
    chain::{Chain, Check, Hop, MAX_HOPS},
    ids::{ArticleId, IdSource},
    span::Span,
};
use crate::import::annotations::place::Wanted;
use crate::import::annotations::proposal::Report;

/// Reads a chain.
pub fn read(
    reading: &mut Reading<'_>,
    article: ArticleId,
    body: &Object,
    ids: &mut impl IdSource,
) -> Chain {
    let by = reading.creator(body.get("creator"), ids);
    let at = moment(body, "created").unwrap_or(reading.into.at);
    let id = text(body, "record").and_then(|name| own_id(name, "chain"));
    let id = id.unwrap_or_else(|| ids.id());
    let all = list(body.get("hops"));
    if all.len() > MAX_HOPS {
        let why = format!("only the first {MAX_HOPS} steps of this chain were taken");
        reading.proposal.report.leave(format!("chain {id}"), why);
    }
    let hops = all.into_iter().take(MAX_HOPS).filter_map(Value::as_object);
    let hops = hops.map(|hop| read_hop(reading, article, hop, ids)).collect();
    Chain {
        id,
        hops,
        end: term(body, "chainEnd").unwrap_or_default(),
        doubtful: clean(body, "doubtful"),
        by,
        at,
    }
}

fn read_hop(
    reading: &mut Reading<'_>,
    article: ArticleId,
    hop: &Object,
    ids: &mut impl IdSource,
) -> Hop {
    let speakers = list(hop.get("speakers"));
    let mut sources = Vec::new();
    for name in speakers.into_iter().filter_map(Value::as_str) {
        match reading.records.source(name) {
            Some(source) => sources.push(source),
            None => reading
                .proposal
                .report
                .leave(name, "this source is in neither the project nor the file"),
        }
    }
    let reference = clean(hop, "note").and_then(|label| {
        let article = reading.into.project.article(article)?;
        article.references.iter().find(|reference| reference.label == label).map(|r| r.id)
    });
    let check = hop.get("check").and_then(Value::as_object).and_then(|check| {
        Some(Check {
            result: term(check, "result")?,
            quote: clean(check, "originalWords"),
            by: reading.creator(check.get("creator"), ids),
            at: moment(check, "created").unwrap_or(reading.into.at),
        })
    });
    Hop {
        sources,
        source_anchors: anchors(reading, article, hop, "speakerAnchors"),
        cue_anchors: anchors(reading, article, hop, "cueAnchors"),
        introduced_as: clean(hop, "introducedAs"),
        addressee: clean(hop, "addressee"),
        work: text(hop, "inWork").and_then(|name| reading.records.work(name)),
        reference,
        locator: clean(hop, "locator"),
        form: term(hop, "form").unwrap_or_default(),
        negated: hop.get("negated").and_then(Value::as_bool).unwrap_or_default(),
        factuality: term(hop, "factuality"),
        said: term(hop, "said"),
        basis: term(hop, "basis").unwrap_or_default(),
        check,
    }
}

/// The places inside a chain. They are not counted: a claim is found by its own anchors.
fn anchors(reading: &Reading<'_>, article: ArticleId, hop: &Object, key: &str) -> Vec<Anchor> {
    let Some(text) = reading.into.project.article(article).map(|article| &article.text) else {
        return Vec::new();
    };
    let Some(finder) = reading.articles.finder(article) else { return Vec::new() };
    let found = list(hop.get(key)).into_iter().filter_map(|value| {
        let object = value.as_object()?;
        let number = |key: &str| object.get(key).and_then(Value::as_u64).map(|n| n as u32);
        let span = |start: &str, end: &str| Some(Span::new(number(start)?, number(end)?));
        let state = super::text(object, "anchorState");
        let wanted = Wanted {
            exact: clean(object, "exact")?,
            prefix: clean(object, "prefix").unwrap_or_default(),
            suffix: clean(object, "suffix").unwrap_or_default(),
            span: span("start", "end"),
        };
        let mut anchor = wanted.find(text, finder, &mut Report::default())?;
        match (state, span("wasStart", "wasEnd")) {
            (Some("Moved"), Some(was)) if !anchor.is_lost() => {
                let percent = number("percent").unwrap_or(100).min(100) as u8;
                anchor.state = AnchorState::Moved { percent, was };
            }
            (Some("Lost"), Some(was)) if anchor.is_lost() => anchor.span = was,
            _ => {}
        }
        Some(anchor)
    });
    found.collect()
}
