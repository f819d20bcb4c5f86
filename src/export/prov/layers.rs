//! The layers of what was reported: each hop of a chain is an entity of its own, derived from
//! the next one, attributed to who speaks, stated in the work that the text names.

use super::{
    record::{Kind, Record, Value},
    records::{Take, known},
};
use crate::domain::{
    article::Article,
    chain::{Chain, ChainEnd, QuotationForm},
    claim::Claim,
    ids::{SourceId, WorkId},
    project::Project,
    vocabulary::Vocabulary,
};
use crate::export::ExportError;

/// A layer's name; hops count from 1.
fn name(chain: &Chain, hop: usize) -> String {
    format!("layer:{}-{hop}", chain.id)
}

/// The last layer of a chain, if it has one.
pub fn last(chain: &Chain) -> Option<String> {
    (!chain.hops.is_empty()).then(|| name(chain, chain.hops.len()))
}

/// Who answers for what a chain ends with: sources, or else the authors of a work, or else the
/// work.
fn last_voice(project: &Project, sources: &[SourceId], work: Option<WorkId>) -> Vec<String> {
    let mut voices = known(project, sources);
    let work = work.and_then(|id| project.work(id));
    if let Some(work) = work.filter(|_| voices.is_empty()) {
        voices = known(project, &work.authors);
        if voices.is_empty() {
            return vec![format!("work:{}", work.id)];
        }
    }
    voices.into_iter().map(|id| format!("source:{id}")).collect()
}

/// Who answers for a claim that the article makes in its own voice.
pub fn own_voice(project: &Project, article: &Article, claim: &Claim) -> Vec<String> {
    let own = claim.chains.iter().any(|chain| chain.hops.is_empty());
    if own { last_voice(project, &[], article.head.work) } else { Vec::new() }
}

/// The layers of a claim.
pub fn entities(project: &Project, claim: &Claim, take: Take<'_>) -> Result<(), ExportError> {
    for chain in &claim.chains {
        for (index, hop) in chain.hops.iter().enumerate() {
            let cue: Vec<_> = hop.cue_anchors.iter().map(|anchor| anchor.exact.as_str()).collect();
            let mut record = Record::element(Kind::Entity, name(chain, index + 1), "sl:Layer")
                .with("sl:form", hop.form.label())
                .with("sl:basis", hop.basis.label())
                .with("sl:cue", cue.join(" … "))
                .with_some("sl:introducedAs", hop.introduced_as.as_deref())
                .with_some("sl:addressee", hop.addressee.as_deref())
                .with_some("sl:locator", hop.locator.as_deref())
                .with_some("sl:factuality", hop.factuality.map(Vocabulary::label))
                .with_some("sl:said", hop.said)
                .with_some("sl:negated", hop.negated.then_some("true"));
            if let Some(check) = &hop.check {
                let by = project.analyst_name(check.by);
                record = record
                    .with("sl:check", check.result.label())
                    .with_some("sl:originalWords", check.quote.as_deref())
                    .with("sl:checkedBy", by)
                    .with("sl:checkedAt", check.at);
            }
            if index + 1 == chain.hops.len() {
                record = record
                    .with("sl:chainEnd", chain.end.label())
                    .with_some("sl:doubtful", chain.doubtful.as_deref());
                for voice in last_voice(project, &hop.sources, hop.work) {
                    record = record.with("sl:lastVoice", Value::Name(voice.into()));
                }
            }
            take(record)?;
        }
    }
    Ok(())
}

/// From the claim to its first layer, from layer to layer, and to the works.
pub fn derivations(project: &Project, claim: &Claim, take: Take<'_>) -> Result<(), ExportError> {
    for chain in &claim.chains {
        let mut from = format!("claim:{}", claim.id);
        for (index, hop) in chain.hops.iter().enumerate() {
            let layer = name(chain, index + 1);
            let quotes = matches!(hop.form, QuotationForm::Direct | QuotationForm::Mixed);
            let of = if quotes { "prov:Quotation" } else { "sl:Report" };
            take(Record::relation(Kind::Derivation, from, layer.clone()).typed(of))?;
            if let Some(work) = hop.work.and_then(|id| project.work(id)) {
                let work = format!("work:{}", work.id);
                take(Record::relation(Kind::Derivation, layer.clone(), work).typed("sl:StatedIn"))?;
            }
            from = layer;
        }
        if chain.end == ChainEnd::Origin
            && let Some(origin) = last(chain)
        {
            let claim = format!("claim:{}", claim.id);
            take(Record::relation(Kind::Derivation, claim, origin).typed("prov:PrimarySource"))?;
        }
    }
    Ok(())
}

/// Who speaks in each layer.
pub fn attributions(project: &Project, claim: &Claim, take: Take<'_>) -> Result<(), ExportError> {
    for chain in &claim.chains {
        for (index, hop) in chain.hops.iter().enumerate() {
            for source in known(project, &hop.sources) {
                let other = format!("source:{source}");
                take(Record::relation(Kind::Attribution, name(chain, index + 1), other))?;
            }
        }
    }
    Ok(())
}
