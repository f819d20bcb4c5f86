//! Edits of one frame that were all made from the same snapshot: the second must not undo
//! the first. A claim that changed since the snapshot keeps every field that the edit at
//! hand did not touch.

use crate::domain::{claim::Claim, edit::Edit, project::Project};

/// The edit as it would have been made from `present` instead of `base`.
pub fn rebase(edit: Edit, base: &Project, present: &Project) -> Edit {
    match edit {
        Edit::PutClaim { article, claim } => {
            let before = base.claim(claim.id);
            let now = present.claim(claim.id);
            match (before, now) {
                (Some(before), Some(now)) if !std::sync::Arc::ptr_eq(before, now) => {
                    Edit::PutClaim { article, claim: Box::new(merged(before, now, *claim)) }
                }
                _ => Edit::PutClaim { article, claim },
            }
        }
        Edit::Batch(edits) => {
            Edit::Batch(edits.into_iter().map(|e| rebase(e, base, present)).collect())
        }
        other => other,
    }
}

/// What the edit changed from its own; all else from what stands there now.
fn merged(before: &Claim, now: &Claim, mine: Claim) -> Claim {
    fn pick<T: PartialEq + Clone>(before: &T, now: &T, mine: T) -> T {
        if *before == mine { now.clone() } else { mine }
    }
    Claim {
        id: mine.id,
        anchors: pick(&before.anchors, &now.anchors, mine.anchors),
        paraphrase: pick(&before.paraphrase, &now.paraphrase, mine.paraphrase),
        kind: pick(&before.kind, &now.kind, mine.kind),
        tone: pick(&before.tone, &now.tone, mine.tone),
        factuality: pick(&before.factuality, &now.factuality, mine.factuality),
        event_date: pick(&before.event_date, &now.event_date, mine.event_date),
        chains: pick(&before.chains, &now.chains, mine.chains),
        evidence: pick(&before.evidence, &now.evidence, mine.evidence),
        assessments: pick(&before.assessments, &now.assessments, mine.assessments),
        reviews: pick(&before.reviews, &now.reviews, mine.reviews),
        tags: pick(&before.tags, &now.tags, mine.tags),
        note: pick(&before.note, &now.note, mine.note),
        status: pick(&before.status, &now.status, mine.status),
        by: mine.by,
        created: mine.created,
        modified: mine.modified.max(now.modified),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{claim::ClaimStatus, edit::apply, sample::project as sample};

    #[test]
    fn two_edits_of_one_claim_made_from_the_same_snapshot_both_hold() {
        let base = sample();
        let (article, claim) = base.claims().next().expect("the sample has a claim");
        let edit = |change: &dyn Fn(&mut Claim)| {
            let mut claim = (**claim).clone();
            change(&mut claim);
            Edit::PutClaim { article: article.id, claim: Box::new(claim) }
        };
        let words = edit(&|c| c.paraphrase = Some("Typed last".to_owned()));
        let status = edit(&|c| c.status = ClaimStatus::Disputed);
        let (present, _) = apply(&base, words).expect("valid");
        let (present, _) = apply(&present, rebase(status, &base, &present)).expect("valid");
        let after = present.claim(claim.id).expect("there");
        assert_eq!(after.paraphrase.as_deref(), Some("Typed last"));
        assert_eq!(after.status, ClaimStatus::Disputed);
    }
}
