//! What is known of a claim, in lines for people: the description of its selection. It stands
//! there for the programs that drop what has no place of its own.

use std::fmt::Write as _;

use crate::domain::{
    assessment::Assessment,
    chain::{Chain, Hop},
    claim::Claim,
    evidence::Evidence,
    project::Project,
    vocabulary::Vocabulary as _,
};

/// The line that a paraphrase stands on.
pub(super) const PARAPHRASE: &str = "Paraphrase: ";

/// All lines on a claim.
pub(super) fn claim(project: &Project, claim: &Claim) -> String {
    let mut lines = Vec::new();
    let mut line = |name: &str, text: Option<&str>| {
        if let Some(text) = text {
            lines.push(format!("{name}{text}"));
        }
    };
    line(PARAPHRASE, claim.paraphrase.as_deref());
    line("Date of the event: ", claim.event_date.map(|d| d.to_string()).as_deref());
    lines.extend(claim.chains.iter().map(|c| chain(project, c)));
    lines.extend(claim.evidence.iter().map(|e| evidence(project, e)));
    for judged in &claim.assessments {
        lines.extend(assessment(project, judged));
    }
    lines.extend(claim.reviews.iter().map(|review| {
        let note = review.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        let (by, verdict) = (project.analyst_name(review.by), review.verdict.label());
        format!("Review by {by}, {}: {verdict}{note}", review.at)
    }));
    lines.join("\n")
}

fn chain(project: &Project, chain: &Chain) -> String {
    let mut line = "Attribution: the article".to_owned();
    for hop in &chain.hops {
        line.push_str(" > ");
        line.push_str(&step(project, hop));
    }
    // Writing to a string can't fail.
    let _ = write!(line, ". {}.", chain.end.label());
    if let Some(why) = &chain.doubtful {
        let _ = write!(line, " Doubtful: {why}.");
    }
    line
}

fn step(project: &Project, hop: &Hop) -> String {
    let sources = hop.sources.iter().filter_map(|id| project.source(*id));
    let names: Vec<_> = sources.map(|source| source.name.as_str()).collect();
    let mut text = if names.is_empty() { "(implicit)".to_owned() } else { names.join(", ") };
    let mut details: Vec<String> = Vec::new();
    details.extend(hop.introduced_as.as_ref().map(|how| format!("introduced as {how}")));
    if hop.negated {
        details.push("the attribution is denied".to_owned());
    }
    let cue: Vec<_> = hop.cue_anchors.iter().map(|a| a.exact.as_str()).collect();
    if !cue.is_empty() {
        details.push(format!("\"{}\"", cue.join(" … ")));
    }
    details.extend(hop.addressee.as_ref().map(|whom| format!("to {whom}")));
    if let Some(work) = hop.work.and_then(|id| project.work(id)) {
        details.push(format!("in \"{}\"", work.display_title()));
    }
    details.extend(hop.locator.clone());
    details.extend(hop.said.map(|date| format!("on {date}")));
    details.extend(hop.factuality.map(|f| f.label().to_lowercase()));
    details.push(hop.basis.label().to_lowercase());
    if let Some(check) = &hop.check {
        let quote = check.quote.as_ref().map(|q| format!(": \"{q}\"")).unwrap_or_default();
        details.push(format!("checked: {}{quote}", check.result.label().to_lowercase()));
    }
    let _ = write!(text, " ({})", details.join("; "));
    text
}

fn evidence(project: &Project, evidence: &Evidence) -> String {
    let term = project.term(evidence.kind);
    let kind = term.map_or_else(|| evidence.kind.to_string(), |term| term.name.clone());
    let (directness, bearing) = (evidence.directness.label(), evidence.bearing.label());
    let mut line =
        format!("Evidence: {kind}; {}; {}", directness.to_lowercase(), bearing.to_lowercase());
    if let Some(work) = evidence.work.and_then(|id| project.work(id)) {
        let _ = write!(line, "; \"{}\"", work.display_title());
    }
    if let Some(note) = &evidence.note {
        let _ = write!(line, "; {note}");
    }
    line
}

/// Each scale on a line of its own: a confidence and a likelihood never stand in one sentence.
fn assessment(project: &Project, judged: &Assessment) -> Vec<String> {
    let who = format!("Assessment by {}, {}", project.analyst_name(judged.by), judged.at);
    let scales = [
        judged.credibility.map(|c| format!("credibility {}", c.label())),
        judged.confidence.map(|c| format!("confidence {}", c.label().to_lowercase())),
        judged.likelihood.map(|l| format!("likelihood {}", l.label().to_lowercase())),
        judged.rationale.as_ref().map(|why| format!("because {why}")),
        judged.would_change.as_ref().map(|what| format!("would change with {what}")),
    ];
    scales.into_iter().flatten().map(|scale| format!("{who}: {scale}")).collect()
}
