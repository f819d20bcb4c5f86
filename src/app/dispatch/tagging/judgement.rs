//! Evidence and the analyst's judgements.

use super::{Tagging, TaggingError, batch};
use crate::domain::{
    assessment::{Assessment, Confidence, Credibility, Likelihood},
    claim::Claim,
    edit::{COMPLETION_SECONDS, Edit},
    evidence::{Bearing, Directness, Evidence},
    ids::{ClaimId, EvidenceId, IdSource, SourceId, TermId},
    source::{Reliability, ReliabilityGrade},
};

/// One field of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// How credible the information is.
    Credibility(Option<Credibility>),
    /// How sure the analyst is.
    Confidence(Option<Confidence>),
    /// How likely the claim is.
    Likelihood(Option<Likelihood>),
    /// Why.
    Rationale(Option<String>),
    /// What would change the judgement.
    WouldChange(Option<String>),
}

impl Judgement {
    fn set(&self, assessment: &mut Assessment) {
        match self.clone() {
            Self::Credibility(value) => assessment.credibility = value,
            Self::Confidence(value) => assessment.confidence = value,
            Self::Likelihood(value) => assessment.likelihood = value,
            Self::Rationale(value) => assessment.rationale = value,
            Self::WouldChange(value) => assessment.would_change = value,
        }
    }

    /// Whether it only adds to an assessment: fills an empty field, or goes on writing
    /// where a text ended.
    fn completes(&self, assessment: &Assessment) -> bool {
        let goes_on = |before: &Option<String>, after: &Option<String>| match (before, after) {
            (None, _) => true,
            (Some(before), Some(after)) => after.starts_with(before),
            (Some(_), None) => false,
        };
        match self {
            Self::Credibility(_) => assessment.credibility.is_none(),
            Self::Confidence(_) => assessment.confidence.is_none(),
            Self::Likelihood(_) => assessment.likelihood.is_none(),
            Self::Rationale(text) => goes_on(&assessment.rationale, text),
            Self::WouldChange(text) => goes_on(&assessment.would_change, text),
        }
    }
}

impl Tagging<'_> {
    /// The kind of the first evidence of claims: it is added, or replaced if this analyst
    /// recorded it. More evidence is added by [`Self::add_evidence`].
    pub fn set_evidence(
        &self,
        claims: &[ClaimId],
        kind: TermId,
        ids: &mut impl IdSource,
    ) -> Result<Edit, TaggingError> {
        self.project.term(kind).ok_or(TaggingError::TermGone(kind))?;
        let mut edits = Vec::new();
        for id in claims {
            let own = self.find(*id)?.1.evidence.iter().position(|e| e.by == self.by);
            edits.push(match own {
                Some(at) => self.change(*id, |claim| {
                    claim.evidence[at].kind = kind;
                    claim.evidence[at].at = self.at;
                })?,
                None => self.add_evidence(*id, kind, ids)?,
            });
        }
        batch(edits)
    }

    /// One more piece of evidence, at the end of the chain if there is exactly one.
    pub fn add_evidence(
        &self,
        claim: ClaimId,
        kind: TermId,
        ids: &mut impl IdSource,
    ) -> Result<Edit, TaggingError> {
        self.project.term(kind).ok_or(TaggingError::TermGone(kind))?;
        self.change(claim, |claim| {
            let only = if claim.chains.len() == 1 { claim.chains.first() } else { None };
            let evidence = Evidence {
                id: ids.id(),
                kind,
                directness: Directness::CannotDetermine,
                chain: only.map(|chain| chain.id),
                work: None,
                bearing: Bearing::Supports,
                note: None,
                by: self.by,
                at: self.at,
            };
            claim.evidence.push(evidence);
        })
    }

    /// The edit that changes one piece of evidence.
    pub fn change_evidence(
        &self,
        claim: ClaimId,
        evidence: EvidenceId,
        change: impl FnOnce(&mut Evidence),
    ) -> Result<Edit, TaggingError> {
        self.try_change(claim, |claim| {
            let found = claim.evidence.iter_mut().find(|e| e.id == evidence);
            change(found.ok_or(TaggingError::EvidenceGone(evidence))?);
            Ok(())
        })
    }

    /// A claim without a piece of evidence.
    pub fn remove_evidence(
        &self,
        claim: ClaimId,
        evidence: EvidenceId,
    ) -> Result<Edit, TaggingError> {
        self.change(claim, |claim| claim.evidence.retain(|e| e.id != evidence))
    }

    /// How sure the analyst is of claims.
    pub fn set_confidence(
        &self,
        claims: &[ClaimId],
        confidence: Confidence,
        ids: &mut impl IdSource,
    ) -> Result<Edit, TaggingError> {
        self.judge(claims, &Judgement::Confidence(Some(confidence)), ids)
    }

    /// One field of the analyst's judgement of claims. The analyst's newest assessment is
    /// completed while that is still allowed; else a copy with the field changed is
    /// appended, since judgements are never overwritten.
    pub fn judge(
        &self,
        claims: &[ClaimId],
        judgement: &Judgement,
        ids: &mut impl IdSource,
    ) -> Result<Edit, TaggingError> {
        self.change_all(claims, |claim| self.judge_one(claim, judgement, ids))
    }

    fn judge_one(&self, claim: &mut Claim, judgement: &Judgement, ids: &mut impl IdSource) {
        let newest = claim.assessment_by(self.by).cloned();
        let mut next =
            newest.clone().unwrap_or_else(|| Assessment::new(ids.id(), self.by, self.at));
        judgement.set(&mut next);
        let Some(newest) = newest else {
            claim.assessments.push(next);
            return;
        };
        if next == newest {
            return;
        }
        let age = self.at.unix_seconds() - newest.at.unix_seconds();
        let open = age <= COMPLETION_SECONDS && judgement.completes(&newest);
        match claim.assessments.iter_mut().find(|a| a.id == newest.id) {
            Some(assessment) if open => *assessment = next,
            _ => claim.assessments.push(Assessment { id: ids.id(), at: self.at, ..next }),
        }
    }

    /// A new judgement of a source's reliability. It stands on the source and is never
    /// copied into a claim.
    pub fn grade_source(
        &self,
        source: SourceId,
        grade: Reliability,
        why: Option<String>,
    ) -> Option<Edit> {
        let mut source = (**self.project.source(source)?).clone();
        let grade = ReliabilityGrade { grade, about: None, by: self.by, at: self.at, why };
        source.reliability.push(grade);
        Some(Edit::PutSource(source))
    }
}
