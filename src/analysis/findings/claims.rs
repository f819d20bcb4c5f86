//! What is noticed of single claims and of links between them.

use super::{Finding, Fix, Place, Seen, Severity, short, words};
use crate::analysis::{clusters::is_split, origins::reading::Look};
use crate::domain::{
    anchor::{Anchor, AnchorState},
    article::Article,
    claim::{Claim, Factuality},
    link::LinkKind,
};

pub(super) fn findings(seen: Seen<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let worth = |look: Look| look.anchors || look.clusters || look.missing || look.paraphrase;
    for (article, claim) in seen.claims(worth) {
        anchors(article, claim, &mut found);
        clusters(article, claim, &mut found);
        if claim.kind.can_have_origins() {
            missing(article, claim, &mut found);
        }
        if let Some(paraphrase) = &claim.paraphrase
            && mixes_scales(paraphrase)
        {
            let message = format!(
                "“{}” puts a confidence and a likelihood into one sentence",
                short(paraphrase)
            );
            let hint = "say how likely it is, and apart from it how sure you are of the judgement";
            found.push(
                Finding::new("claim-confidence-and-likelihood", Severity::Warning, message, hint)
                    .about(claim.id)
                    .at(Place::of_claim(article, claim)),
            );
        }
    }
    contradictions(seen, &mut found);
    found
}

fn missing(article: &Article, claim: &Claim, found: &mut Vec<Finding>) {
    let mut add = |code, what: &str, hint| {
        let message = format!("“{}” has no {what}", words(claim));
        found.push(
            Finding::new(code, Severity::Note, message, hint)
                .about(claim.id)
                .at(Place::of_claim(article, claim)),
        );
    };
    if claim.chains.is_empty() {
        let hint = "say who said it, or that it is the article's own voice";
        add("claim-without-chain", "chain", hint);
    }
    if claim.evidence.is_empty() {
        add("claim-without-evidence", "evidence", "say what stands at the end of the chain");
    }
}

/// The anchors of a claim with what they are for.
fn all_anchors(claim: &Claim) -> impl Iterator<Item = (&'static str, &Anchor)> {
    let hops = || claim.chains.iter().flat_map(|chain| &chain.hops);
    let own = claim.anchors.iter().map(|a| ("anchors", a));
    let sources = hops().flat_map(|h| &h.source_anchors).map(|a| ("source_anchors", a));
    let cues = hops().flat_map(|h| &h.cue_anchors).map(|a| ("cue_anchors", a));
    own.chain(sources).chain(cues)
}

fn anchors(article: &Article, claim: &Claim, found: &mut Vec<Finding>) {
    for (field, anchor) in all_anchors(claim) {
        let (code, severity, what, hint) = match anchor.state {
            AnchorState::Exact => continue,
            AnchorState::Moved { .. } => (
                "moved-anchor",
                Severity::Note,
                "was found elsewhere in the text of",
                "compare the words with the old text",
            ),
            AnchorState::Lost => (
                "lost-anchor",
                Severity::Warning,
                "was not found in the text of",
                "select the words anew, or delete the span",
            ),
        };
        let message = format!(
            "claim {}: {field}: “{}” {what} “{}”",
            claim.id,
            short(&anchor.exact),
            article.title()
        );
        found.push(
            Finding::new(code, severity, message, hint).about(claim.id).at(Place::of_anchor(
                article,
                claim,
                Some(anchor),
            )),
        );
    }
}

/// Spans that cut through a letter. Selecting makes none, other programs may.
fn clusters(article: &Article, claim: &Claim, found: &mut Vec<Finding>) {
    for (field, anchor) in all_anchors(claim) {
        if anchor.is_lost() || !is_split(&article.text, anchor.span) {
            continue;
        }
        let message = format!(
            "claim {}: {field}: “{}” begins or ends inside a letter of “{}”",
            claim.id,
            short(&anchor.exact),
            article.title()
        );
        let hint = "select the words anew, so that accents and emoji stay whole";
        found.push(
            Finding::new("anchor-splits-cluster", Severity::Warning, message, hint)
                .about(claim.id)
                .at(Place::of_anchor(article, claim, Some(anchor))),
        );
    }
}

/// Whether a sentence puts a confidence and a likelihood side by side (ICD 203 forbids it).
fn mixes_scales(text: &str) -> bool {
    const LIKELIHOODS: [&str; 14] = [
        "likely",
        "unlikely",
        "probably",
        "probable",
        "improbable",
        "chance",
        "chances",
        "certainly",
        "certain",
        "odds",
        "probability",
        "likelihood",
        "possibly",
        "remote",
    ];
    let sentences = text.split(['.', '!', '?', ';', '\n']);
    sentences.map(str::to_lowercase).any(|sentence| {
        let mut words = sentence.split(|c: char| !c.is_alphanumeric());
        let mut confidence = false;
        let mut likelihood = false;
        for word in &mut words {
            confidence |= word == "confidence";
            likelihood |= LIKELIHOODS.contains(&word);
        }
        confidence && likelihood
    })
}

/// How certain a text is, 0 to 3, and whether it says yes or no.
fn commitment(factuality: Factuality) -> Option<(u8, bool)> {
    match factuality {
        Factuality::CertainTrue => Some((3, true)),
        Factuality::ProbableTrue => Some((2, true)),
        Factuality::PossibleTrue => Some((1, true)),
        Factuality::CertainFalse => Some((3, false)),
        Factuality::ProbableFalse => Some((2, false)),
        Factuality::PossibleFalse => Some((1, false)),
        Factuality::Underspecified => None,
    }
}

/// Whether two commitments can't stand together. "Possibly" and "possibly not" can.
fn contradict(a: Option<Factuality>, b: Option<Factuality>) -> bool {
    let (Some((sure, yes)), Some((other, also))) = (a.and_then(commitment), b.and_then(commitment))
    else {
        return false;
    };
    yes != also && sure + other >= 4
}

fn contradictions(seen: Seen<'_>, found: &mut Vec<Finding>) {
    let links = seen.project.links.iter();
    for link in links.filter(|link| link.kind == LinkKind::SameClaim) {
        let model = &seen.origins.model;
        let reading = |id| model.slot(id).and_then(|slot| model.reading(slot));
        let put = |id| reading(id).and_then(|reading| reading.factuality);
        if !contradict(put(link.from), put(link.to)) {
            continue;
        }
        let (Some(a), Some(b)) = (seen.project.claim(link.from), seen.project.claim(link.to))
        else {
            continue;
        };
        let message = format!(
            "“{}” and “{}” are linked as the same claim, but one says that it is so and the other that it is not",
            words(a),
            words(b)
        );
        let hint = "link them as contradicting, or correct the factuality of one";
        found.push(
            Finding::new("claim-same-but-contradicts", Severity::Warning, message, hint)
                .about(a.id)
                .about(b.id)
                .about(link.id)
                .at(seen.place(a.id))
                .at(seen.place(b.id))
                .fix(Fix::RemoveLink(link.id)),
        );
    }
}
