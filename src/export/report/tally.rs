//! The counts behind a report's figures. Grades that say *cannot be judged* are counted apart
//! from the scale: they are missing values.

use std::collections::HashMap;

use super::Outline;
use crate::domain::{
    assessment::Confidence,
    chain::ChainEnd,
    chain::CheckResult,
    chain::QuotationForm,
    claim::{Claim, ClaimStatus},
    ids::TermId,
    source::Source,
};
use crate::export::known::IdHash;

/// What a report counts.
#[derive(Debug, Default)]
pub struct Tally {
    /// Claims.
    pub claims: usize,
    /// Claims by status.
    pub statuses: HashMap<ClaimStatus, usize, IdHash>,
    /// Pieces of evidence by kind.
    pub evidence: HashMap<TermId, usize, IdHash>,
    /// The newest assessments of each analyst by confidence.
    pub confidence: HashMap<Confidence, usize, IdHash>,
    /// Newest assessments that say nothing of confidence.
    pub without_confidence: usize,
    /// Chains by how they end.
    pub ends: HashMap<ChainEnd, usize, IdHash>,
    /// Quotations from a known work by what the comparison came to.
    pub checks: HashMap<CheckResult, usize, IdHash>,
    /// Quotations from a known work that were not compared.
    pub unchecked: usize,
}

impl Tally {
    /// Counts one claim more.
    pub fn add(&mut self, claim: &Claim) {
        self.claims += 1;
        *self.statuses.entry(claim.status).or_default() += 1;
        for evidence in &claim.evidence {
            *self.evidence.entry(evidence.kind).or_default() += 1;
        }
        for assessment in claim.latest_assessments() {
            match assessment.confidence {
                Some(confidence) => *self.confidence.entry(confidence).or_default() += 1,
                None => self.without_confidence += 1,
            }
        }
        for chain in &claim.chains {
            *self.ends.entry(chain.end).or_default() += 1;
            for hop in &chain.hops {
                let quotes = matches!(hop.form, QuotationForm::Direct | QuotationForm::Mixed);
                match &hop.check {
                    Some(check) => *self.checks.entry(check.result).or_default() += 1,
                    None if quotes && hop.work.is_some() => self.unchecked += 1,
                    None => {}
                }
            }
        }
    }
}

/// The sources in whose name most claims stand, with their counts, the first first.
pub fn leading_sources<'a>(outline: &Outline<'a>, most: usize) -> Vec<(&'a Source, usize)> {
    let counted = outline.sources().into_iter().map(|s| (s, outline.claims_of_source(s.id).len()));
    counted.filter(|(_, claims)| *claims > 0).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{id, project};

    #[test]
    fn evidence_chains_and_newest_judgements_are_counted() {
        let project = project();
        let tally = Outline::new(&project).tally;
        assert_eq!(tally.claims, 5);
        assert_eq!(tally.evidence[&id("on-record-statement")], 1);
        assert_eq!(tally.confidence[&Confidence::Low], 1);
        assert_eq!((tally.ends[&ChainEnd::Origin], tally.ends[&ChainEnd::NotFollowed]), (1, 1));
        assert_eq!(tally.checks[&CheckResult::Distorted], 1);
    }

    #[test]
    fn the_leading_sources_are_those_with_most_claims() {
        let project = project();
        let outline = Outline::new(&project);
        let leading = leading_sources(&outline, 10);
        assert_eq!(leading.len(), 4);
        assert!(leading.iter().all(|(_, claims)| *claims == 1));
    }
}
