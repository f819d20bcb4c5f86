//! Attributes and notes of a document as fields of claims and hops.

use serde::de::{DeserializeOwned, IntoDeserializer, value::Error};

use crate::domain::{
    assessment::Assessment,
    chain::Hop,
    claim::Claim,
    evidence::{Bearing, Evidence},
    ids::{IdSource, TermId},
};
use crate::import::annotations::proposal::Setting;

/// A term of a closed vocabulary, by its name in the project file.
fn term<T: DeserializeOwned>(value: &str) -> Option<T> {
    let read: Result<T, Error> = T::deserialize(value.into_deserializer());
    read.ok()
}

/// Adds a remark to a claim's note.
pub fn remark(claim: &mut Claim, remark: &str) {
    let remark = remark.trim().replace('\r', "");
    if remark.is_empty() {
        return;
    }
    match &mut claim.note {
        Some(note) => {
            note.push('\n');
            note.push_str(&remark);
        }
        None => claim.note = Some(remark),
    }
}

/// Takes an attribute of a claim. One that is not ours becomes a remark.
pub fn of_claim(
    into: &Setting<'_>,
    claim: &mut Claim,
    name: &str,
    value: &str,
    ids: &mut impl IdSource,
) {
    let taken = match name {
        "Kind" => set(&mut claim.kind, term(value)),
        "Status" => set(&mut claim.status, term(value)),
        "Tone" => set(&mut claim.tone, term(value).map(Some)),
        "Factuality" => set(&mut claim.factuality, term(value).map(Some)),
        "Evidence" => evidence(into, claim, value, ids),
        "Directness" => match claim.evidence.last_mut() {
            Some(evidence) => set(&mut evidence.directness, term(value)),
            None => false,
        },
        "Credibility" => set(&mut assessment(into, claim, ids).credibility, term(value).map(Some)),
        "Confidence" => set(&mut assessment(into, claim, ids).confidence, term(value).map(Some)),
        "Likelihood" => set(&mut assessment(into, claim, ids).likelihood, term(value).map(Some)),
        _ => false,
    };
    if !taken {
        remark(
            claim,
            if value.is_empty() { name.to_owned() } else { format!("{name}: {value}") }.as_str(),
        );
    }
}

fn set<T>(field: &mut T, value: Option<T>) -> bool {
    let known = value.is_some();
    if let Some(value) = value {
        *field = value;
    }
    known
}

fn evidence(into: &Setting<'_>, claim: &mut Claim, value: &str, ids: &mut impl IdSource) -> bool {
    let kind = TermId::new(value).ok().filter(|id| into.project.term(*id).is_some());
    let Some(kind) = kind else { return false };
    claim.evidence.push(Evidence {
        id: ids.id(),
        kind,
        directness: crate::domain::evidence::Directness::default(),
        chain: None,
        work: None,
        bearing: Bearing::default(),
        note: None,
        by: into.by,
        at: into.at,
    });
    true
}

/// The assessment that the grades of a claim come together in.
fn assessment<'c>(
    into: &Setting<'_>,
    claim: &'c mut Claim,
    ids: &mut impl IdSource,
) -> &'c mut Assessment {
    if claim.assessments.is_empty() {
        claim.assessments.push(Assessment::new(ids.id(), into.by, into.at));
    }
    let last = claim.assessments.len() - 1;
    &mut claim.assessments[last]
}

/// Takes an attribute of an attribution; `false` if it is not known. That something was
/// checked is not taken: by whom and when is not told.
pub fn of_hop(hop: &mut Hop, name: &str, value: &str) -> bool {
    match name {
        "Form" => set(&mut hop.form, term(value)),
        "Basis" => set(&mut hop.basis, term(value)),
        "SpeakerFactuality" => set(&mut hop.factuality, term(value).map(Some)),
        "Negated" | "Negation" => {
            hop.negated = true;
            true
        }
        _ => false,
    }
}
