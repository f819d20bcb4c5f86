//! What has no place in the text, as a line that annotators read.

use crate::domain::{
    article::Article, chain::Hop, claim::Claim, project::Project, vocabulary::Vocabulary,
};
use crate::export::report::wording::{Party, short_chain};

/// One line: white space of any kind becomes a space, control characters go.
fn on_one_line(parts: &[String]) -> String {
    let line = parts.join(" | ");
    let words: Vec<_> = line.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).collect()
}

/// The note of a claim.
pub fn of_claim(project: &Project, claim: &Claim) -> String {
    let mut parts = Vec::new();
    let mut part = |name: &str, text: Option<&str>| {
        parts.extend(text.map(|text| format!("{name}: {text}")));
    };
    part("Paraphrase", claim.paraphrase.as_deref());
    part("Note", claim.note.as_deref());
    let tags = claim.tags.join(", ");
    part("Tags", (!tags.is_empty()).then_some(&tags));
    part("Event", claim.event_date.map(|date| date.to_string()).as_deref());
    for chain in &claim.chains {
        let mut text = format!("{} ({}", short_chain(project, chain), chain.end.label());
        if let Some(doubt) = &chain.doubtful {
            text.push_str(", doubtful: ");
            text.push_str(doubt);
        }
        text.push(')');
        part("Chain", Some(&text));
    }
    for evidence in &claim.evidence {
        let kind = project.term(evidence.kind).map_or(evidence.kind.as_str(), |term| &term.name);
        let mut text =
            format!("{kind}, {}, {}", evidence.directness.label(), evidence.bearing.label());
        let work = evidence.work.and_then(|id| project.work(id)).map(|work| work.display_title());
        for more in [work, evidence.note.as_deref()].into_iter().flatten() {
            text.push_str(", ");
            text.push_str(more);
        }
        part("Evidence", Some(&text));
    }
    for assessment in claim.latest_assessments() {
        let by = format!("{}, {}", project.analyst_name(assessment.by), assessment.at);
        let credibility = assessment.credibility.map(Vocabulary::label);
        let confidence = assessment.confidence.map(Vocabulary::label);
        let likelihood = assessment.likelihood.map(Vocabulary::label);
        for (scale, grade) in [
            ("Credibility", credibility),
            ("Confidence", confidence),
            ("Likelihood", likelihood),
            ("Rationale", assessment.rationale.as_deref()),
            ("Would change", assessment.would_change.as_deref()),
        ] {
            part(scale, grade.map(|grade| format!("{grade} ({by})")).as_deref());
        }
    }
    part("By", Some(&format!("{}, {}", project.analyst_name(claim.by), claim.created)));
    on_one_line(&parts)
}

/// The note of a hop.
pub fn of_hop(project: &Project, article: &Article, hop: &Hop) -> String {
    let mut parts = vec![format!("Speaks: {}", Party::of(project, hop).name())];
    let mut part = |name: &str, text: Option<&str>| {
        parts.extend(text.map(|text| format!("{name}: {text}")));
    };
    part("Introduced as", hop.introduced_as.as_deref());
    part("To", hop.addressee.as_deref());
    part("Work", hop.work.and_then(|id| project.work(id)).map(|work| work.display_title()));
    let reference = hop.reference.and_then(|id| article.references.iter().find(|r| r.id == id));
    part("Note", reference.map(|reference| reference.label.as_str()));
    part("Locator", hop.locator.as_deref());
    part("Said", hop.said.map(|date| date.to_string()).as_deref());
    let check = hop.check.as_ref();
    part("Original", check.and_then(|check| check.quote.as_deref()));
    on_one_line(&parts)
}
