//! Annotations of other programs: what their bodies say becomes paraphrase, note and tags.

use serde_json::Value;

use super::{
    Object, Reading, clean, list, moment,
    selector::{Unit, place_in},
    text, without_returns,
};
use crate::domain::{
    anchor::Anchor,
    claim::Claim,
    ids::{ArticleId, ClaimId, IdSource},
};

/// Adds a remark to a claim's note.
pub fn remark(claim: &mut Claim, remark: &str) {
    let remark = without_returns(remark.trim());
    if remark.is_empty() {
        return;
    }
    match &mut claim.note {
        Some(note) => {
            note.push_str("\n\n");
            note.push_str(&remark);
        }
        None => claim.note = Some(remark),
    }
}

fn tag(claim: &mut Claim, tag: &str) {
    let tag = without_returns(tag.trim());
    if !tag.is_empty() && !claim.tags.contains(&tag) {
        claim.tags.push(tag);
    }
}

/// Takes a body: tags and classes are tags, the first description is the paraphrase, all else
/// a remark.
pub fn body(claim: &mut Claim, body: &Value) {
    let Some(object) = body.as_object() else {
        if let Some(address) = body.as_str() {
            remark(claim, &format!("See {address}"));
        }
        return;
    };
    // A choice offers several bodies, of which any will do.
    for inner in list(object.get("items")) {
        self::body(claim, inner);
    }
    let purposes = list(object.get("purpose"));
    let is_for = |purpose: &str| purposes.iter().any(|p| *p == purpose);
    let Some(value) = text(object, "value") else {
        if let Some(address) = text(object, "source").or_else(|| text(object, "id")) {
            // What our own claims are identified by is told by their chains.
            if !address.starts_with("urn:sourceline:") {
                remark(claim, &format!("See {address}"));
            }
        }
        return;
    };
    if is_for("tagging") || is_for("classifying") {
        tag(claim, value);
    } else if is_for("describing") && claim.paraphrase.is_none() {
        claim.paraphrase = Some(without_returns(value.trim())).filter(|text| !text.is_empty());
    } else {
        remark(claim, value);
    }
}

/// What Hypothesis' API gives: rows whose positions count UTF-16 units of the page. Replies
/// become remarks on what they reply to.
pub fn hypothesis(reading: &mut Reading<'_>, rows: &[Value], ids: &mut impl IdSource) {
    let mut claims: Vec<(String, ArticleId, Claim)> = Vec::new();
    let rows: Vec<&Object> = rows.iter().filter_map(Value::as_object).collect();
    let (replies, annotations): (Vec<&Object>, Vec<&Object>) =
        rows.into_iter().partition(|row| !list(row.get("references")).is_empty());
    for row in annotations {
        let name = text(row, "id").unwrap_or_default().to_owned();
        let mut anchors: Vec<(ArticleId, Anchor)> = Vec::new();
        let targets = list(row.get("target"));
        if targets.is_empty() {
            reading
                .proposal
                .report
                .leave(told(row), "it is about a page as a whole and quotes nothing");
        }
        for target in targets {
            let mut target = target.clone();
            if let (Some(object), Some(uri)) = (target.as_object_mut(), row.get("uri")) {
                object.entry("source").or_insert_with(|| uri.clone());
            }
            let placed =
                place_in(&reading.articles, &target, Unit::Utf16, &mut reading.proposal.report);
            match placed {
                Ok(found) => anchors.push(found),
                Err(why) => reading.proposal.report.leave(told(row), why),
            }
        }
        let mut anchors = anchors.into_iter();
        let Some((article, first)) = anchors.next() else { continue };
        let by = user(reading, row, ids);
        let at = moment(row, "created").unwrap_or(reading.into.at);
        let id: ClaimId = ids.id();
        let mut claim = Claim::new(id, first, by, at);
        claim.anchors.extend(anchors.filter(|(a, _)| *a == article).map(|(_, anchor)| anchor));
        claim.modified = moment(row, "updated").unwrap_or(at);
        claim.note = clean(row, "text");
        for value in list(row.get("tags")).into_iter().filter_map(Value::as_str) {
            tag(&mut claim, value);
        }
        claims.push((name, article, claim));
    }
    for row in replies {
        let names = list(row.get("references"));
        let found = claims
            .iter_mut()
            .find(|(name, _, _)| names.iter().any(|n| n.as_str() == Some(name.as_str())));
        match (found, text(row, "text").filter(|text| !text.trim().is_empty())) {
            (Some((_, _, claim)), Some(words)) => {
                remark(claim, &format!("{}: {words}", user_name(row)));
            }
            (Some(_), None) => {}
            (None, _) => {
                reading
                    .proposal
                    .report
                    .leave(told(row), "it replies to an annotation that is not in the file");
            }
        }
    }
    for (name, article, claim) in claims {
        reading.claims.insert(name, claim.id);
        reading.put(article, claim);
    }
}

fn user_name(row: &Object) -> String {
    let display = row.get("user_info").and_then(|info| info.get("display_name"));
    let account = text(row, "user").unwrap_or_default();
    let account = account.strip_prefix("acct:").unwrap_or(account);
    let account = account.split('@').next().unwrap_or_default();
    display
        .and_then(Value::as_str)
        .filter(|name| !name.trim().is_empty())
        .unwrap_or(account)
        .to_owned()
}

fn user(
    reading: &mut Reading<'_>,
    row: &Object,
    ids: &mut impl IdSource,
) -> crate::domain::ids::AnalystId {
    reading.people.analyst(&user_name(row), None, &mut reading.proposal, ids)
}

fn told(row: &Object) -> String {
    let mut row = row.clone();
    if let Some(id) = row.get("id").and_then(Value::as_str) {
        row["id"] = Value::String(format!("Hypothesis {id}"));
    }
    super::describe(&row)
}
