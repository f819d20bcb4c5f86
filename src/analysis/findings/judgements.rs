//! A known bias of raters: the reliability of the source and the credibility of the claim are
//! given the same grade, as if they were one scale.

use super::{Finding, Place, Seen, Severity};
use crate::domain::{chain::Chain, invariant::RecordKind, project::Project, source::Reliability};

/// The fewest pairs of judgements from which anything can be concluded.
const FEWEST: usize = 5;

/// The percentage above which it is told.
const TOO_MANY: usize = 80;

/// How many claims were graded like their sources.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Diagonal {
    /// Judgements of claims with a judged source.
    pub judged: usize,
    /// Those with the same grade on both scales: A with 1, B with 2.
    pub same: usize,
}

impl Diagonal {
    /// The share of the same grade, in whole percent.
    pub fn percent(self) -> usize {
        (self.same * 100).checked_div(self.judged).unwrap_or_default()
    }
}

/// Counts the judgements of a project. F and 6 are no judgements and count for nothing.
pub fn diagonal(seen: Seen<'_>) -> Diagonal {
    let mut counted = Diagonal::default();
    for (_, claim) in seen.claims(|look| look.graded) {
        let credibilities: Vec<_> = claim
            .latest_assessments()
            .iter()
            .filter_map(|a| a.credibility.filter(|c| c.is_judged()))
            .collect();
        if credibilities.is_empty() {
            continue;
        }
        let Some(grade) = claim.chains.iter().find_map(|chain| reliability(seen.project, chain))
        else {
            continue;
        };
        counted.judged += credibilities.len();
        counted.same += credibilities.iter().filter(|c| **c as u8 == grade as u8).count();
    }
    counted
}

/// The reliability of the last voice of a chain that is judged.
fn reliability(project: &Project, chain: &Chain) -> Option<Reliability> {
    let hop = chain.hops.last()?;
    let sources = hop.sources.iter().filter_map(|id| project.source(*id));
    let grades = sources.filter_map(|source| source.current_reliability());
    grades.map(|grade| grade.grade).find(|grade| grade.is_judged())
}

pub(super) fn findings(seen: Seen<'_>) -> Vec<Finding> {
    let counted = diagonal(seen);
    if counted.judged < FEWEST || counted.same * 100 <= counted.judged * TOO_MANY {
        return Vec::new();
    }
    let message = format!(
        "In {} of {} judgements ({} %) the claim has the same grade as its source",
        counted.same,
        counted.judged,
        counted.percent()
    );
    let hint = "judge the claim by what is said, and the source by who says it: a reliable source can be wrong";
    let mut finding = Finding::new("judgement-diagonal", Severity::Warning, message, hint)
        .at(Place::of(RecordKind::Project, ""));
    finding.figure = Some(counted.percent().to_string());
    vec![finding]
}
