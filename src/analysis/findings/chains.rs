//! What is noticed of single chains: quotations that nobody checked, dates that can't be,
//! certainty that grows on the way.

use super::{Finding, Fix, Place, Seen, Severity, words};
use crate::analysis::origins::reading::Look;
use crate::domain::{
    article::Article,
    chain::{Chain, Hop},
    claim::{Claim, Factuality},
    project::Project,
    time::PartialDate,
};

pub(super) fn findings(seen: Seen<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let worth = |look: Look| look.unchecked || look.said || look.certainty;
    for (article, claim) in seen.claims(worth) {
        for chain in &claim.chains {
            unchecked(article, claim, chain, &mut found);
            too_late(seen.project, article, claim, chain, &mut found);
            grows(seen.project, article, claim, chain, &mut found);
        }
    }
    found
}

fn place(article: &Article, claim: &Claim, hop: &Hop) -> Place {
    let anchor = hop.source_anchors.iter().chain(&hop.cue_anchors).find(|a| !a.is_lost());
    match anchor {
        Some(anchor) => Place::of_anchor(article, claim, Some(anchor)),
        None => Place::of_claim(article, claim),
    }
}

fn unchecked(article: &Article, claim: &Claim, chain: &Chain, found: &mut Vec<Finding>) {
    for hop in &chain.hops {
        if hop.is_unchecked_quotation() {
            let message =
                format!("The quotation in “{}” was never compared with the original", words(claim));
            let hint = "compare it with the work, and record what came out";
            found.push(
                Finding::new("quotation-unchecked", Severity::Note, message, hint)
                    .about(claim.id)
                    .about(chain.id)
                    .at(place(article, claim, hop))
                    .fix(Fix::Verify(claim.id)),
            );
        }
    }
}

/// Something is reported before it was said.
fn too_late(
    project: &Project,
    article: &Article,
    claim: &Claim,
    chain: &Chain,
    found: &mut Vec<Finding>,
) {
    if chain.hops.iter().all(|hop| hop.said.is_none()) {
        return;
    }
    let date_of = |hop: &Hop| hop.work.and_then(|id| project.work(id)).and_then(|work| work.date);
    let mut reported: Vec<(PartialDate, String)> = Vec::new();
    if let Some(date) = article.head.published {
        reported.push((date, format!("the article, which appeared on {date}")));
    }
    for hop in &chain.hops {
        if let Some(date) = date_of(hop) {
            let title = hop.work.and_then(|id| project.work(id));
            let title = title.map_or_else(String::new, |work| work.display_title().to_owned());
            reported.push((date, format!("“{title}”, which appeared on {date}")));
        }
        let Some(said) = hop.said else { continue };
        let Some((_, by)) = reported.iter().find(|(date, _)| said.certainly_after(*date)) else {
            continue;
        };
        let message = format!("What was said on {said} is reported by {by}");
        let hint = "correct one of the dates, or the work";
        found.push(
            Finding::new("said-after-report", Severity::Warning, message, hint)
                .about(claim.id)
                .about(chain.id)
                .at(place(article, claim, hop)),
        );
    }
}

/// How certain it is put, whether yes or no: 0 to 3.
pub(super) fn certainty(factuality: Factuality) -> u8 {
    match factuality {
        Factuality::CertainTrue | Factuality::CertainFalse => 3,
        Factuality::ProbableTrue | Factuality::ProbableFalse => 2,
        Factuality::PossibleTrue | Factuality::PossibleFalse => 1,
        Factuality::Underspecified => 0,
    }
}

/// A step tells it with more certainty than the step behind it.
fn grows(
    project: &Project,
    article: &Article,
    claim: &Claim,
    chain: &Chain,
    found: &mut Vec<Finding>,
) {
    let mut before: Option<(Factuality, String)> =
        claim.factuality.map(|f| (f, "the article".to_owned()));
    for hop in &chain.hops {
        let Some(here) = hop.factuality else {
            // Of a step of which nothing is known nothing is compared.
            before = None;
            continue;
        };
        let name = speaker(project, hop);
        if let Some((told, by)) = &before
            && certainty(*told) > certainty(here)
        {
            use crate::domain::vocabulary::Vocabulary as _;
            let message = format!(
                "In “{}” {by} puts as “{}” what {name} puts as “{}”",
                words(claim),
                told.label().to_lowercase(),
                here.label().to_lowercase()
            );
            let hint = "the claim is less certain at its origin than it is told";
            found.push(
                Finding::new("chain-certainty-grows", Severity::Warning, message, hint)
                    .about(claim.id)
                    .about(chain.id)
                    .at(place(article, claim, hop)),
            );
        }
        before = Some((here, name));
    }
}

fn speaker(project: &Project, hop: &Hop) -> String {
    let names: Vec<String> = hop
        .sources
        .iter()
        .filter_map(|id| project.source(*id))
        .map(|source| source.name.clone())
        .collect();
    if !names.is_empty() {
        return names.join(" and ");
    }
    let work = hop.work.and_then(|id| project.work(id));
    work.map_or_else(|| "somebody".to_owned(), |w| format!("“{}”", w.display_title()))
}
