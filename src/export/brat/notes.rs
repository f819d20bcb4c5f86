//! What has no place in the text, as a line that annotators read.

use std::fmt::Write as _;

use crate::domain::{
    article::Article, chain::Hop, claim::Claim, vocabulary::Vocabulary, work::Work,
};
use crate::export::{
    known::Known,
    report::wording::{Party, push_chain},
};

/// Adds a text on one line: white space of any kind becomes a space, control characters go.
pub fn push_on_one_line(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let plain = bytes.iter().all(|byte| (b' '..0x7F).contains(byte))
        && !bytes.windows(2).any(|pair| pair == b"  ");
    if plain {
        out.push_str(text.trim());
        return;
    }
    for (index, word) in text.split_whitespace().enumerate() {
        out.push_str(if index > 0 { " " } else { "" });
        out.extend(word.chars().filter(|c| !c.is_control()));
    }
}

/// Begins a part of a note.
fn begin<'a>(out: &'a mut String, name: &str) -> &'a mut String {
    out.push_str(if out.is_empty() { "" } else { " | " });
    out.push_str(name);
    out.push_str(": ");
    out
}

fn part(out: &mut String, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        begin(out, name).push_str(text);
    }
}

/// Adds the note of a claim. Writing to a string can't fail.
pub fn of_claim(known: &Known<'_>, claim: &Claim, out: &mut String) {
    part(out, "Paraphrase", claim.paraphrase.as_deref());
    part(out, "Note", claim.note.as_deref());
    let tags = claim.tags.join(", ");
    part(out, "Tags", (!tags.is_empty()).then_some(&tags));
    if let Some(date) = claim.event_date {
        let _ = write!(begin(out, "Event"), "{date}");
    }
    for chain in &claim.chains {
        push_chain(begin(out, "Chain"), known, chain);
        out.push_str(" (");
        out.push_str(chain.end.label());
        if let Some(doubt) = &chain.doubtful {
            out.push_str(", doubtful: ");
            out.push_str(doubt);
        }
        out.push(')');
    }
    for evidence in &claim.evidence {
        let kind = known.term(evidence.kind).map_or(evidence.kind.as_str(), |term| &term.name);
        let work = evidence.work.and_then(|id| known.work(id)).map(Work::display_title);
        begin(out, "Evidence").push_str(kind);
        let (directness, bearing) = (evidence.directness.label(), evidence.bearing.label());
        let more = [Some(directness), Some(bearing), work, evidence.note.as_deref()];
        for more in more.into_iter().flatten() {
            out.push_str(", ");
            out.push_str(more);
        }
    }
    for assessment in claim.latest_assessments() {
        let by = known.analyst_name(assessment.by);
        for (scale, grade) in [
            ("Credibility", assessment.credibility.map(Vocabulary::label)),
            ("Confidence", assessment.confidence.map(Vocabulary::label)),
            ("Likelihood", assessment.likelihood.map(Vocabulary::label)),
            ("Rationale", assessment.rationale.as_deref()),
            ("Would change", assessment.would_change.as_deref()),
        ] {
            if let Some(grade) = grade {
                let _ = write!(begin(out, scale), "{grade} ({by}, {})", assessment.at);
            }
        }
    }
    let by = known.analyst_name(claim.by);
    let _ = write!(begin(out, "By"), "{by}, {}", claim.created);
}

/// Adds the note of a hop.
pub fn of_hop(known: &Known<'_>, article: &Article, hop: &Hop, out: &mut String) {
    part(out, "Speaks", Some(&Party::of(known, hop).name()));
    part(out, "Introduced as", hop.introduced_as.as_deref());
    part(out, "To", hop.addressee.as_deref());
    part(out, "Work", hop.work.and_then(|id| known.work(id)).map(Work::display_title));
    let reference = hop.reference.and_then(|id| article.references.iter().find(|r| r.id == id));
    part(out, "Note", reference.map(|reference| reference.label.as_str()));
    part(out, "Locator", hop.locator.as_deref());
    if let Some(said) = hop.said {
        let _ = write!(begin(out, "Said"), "{said}");
    }
    let check = hop.check.as_ref();
    part(out, "Original", check.and_then(|check| check.quote.as_deref()));
}
