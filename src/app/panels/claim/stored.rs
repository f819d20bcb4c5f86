//! The text fields of a claim: where each is stored, and how what was typed gets there.

use crate::{
    app::dispatch::tagging::{HopPlace, Judgement, Tagging, TaggingError},
    domain::{
        chain::{Check, CheckResult, Hop},
        claim::Claim,
        edit::Edit,
        ids::{AnalystId, ChainId, ClaimId, EvidenceId, IdSource, LinkId, SourceId},
        link::Link,
        project::Project,
        source::Source,
        time::PartialDate,
    },
};

/// A text field of a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    /// The claim in the analyst's words.
    Paraphrase,
    /// The analyst's remarks.
    Note,
    /// When that happened which it is about.
    EventDate,
    /// Why the analyst judges so.
    Rationale(AnalystId),
    /// What would change the judgement.
    WouldChange(AnalystId),
    /// Why a chain can be read otherwise.
    Doubtful(ChainId),
    /// A text of a hop.
    Hop(ChainId, usize, HopText),
    /// A remark on evidence.
    EvidenceNote(EvidenceId),
    /// Why two claims are linked.
    LinkNote(LinkId),
    /// Who an unnamed source may be, as far as is known.
    Description(SourceId),
}

/// A text field of a hop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum HopText {
    /// How the source is introduced.
    IntroducedAs,
    /// Whom they told.
    Addressee,
    /// Where in the document.
    Locator,
    /// When it was said.
    Said,
    /// The original's words.
    CheckQuote,
}

/// An edit that stores a text, and its name.
pub(super) struct Stored {
    /// The edit.
    pub edit: Edit,
    /// What undo calls it.
    pub label: &'static str,
}

impl Field {
    /// What is stored now, as text.
    pub fn stored(&self, project: &Project, claim: &Claim) -> String {
        let judged = |by: &AnalystId| claim.assessment_by(*by);
        let text = match self {
            Self::Paraphrase => claim.paraphrase.clone(),
            Self::Note => claim.note.clone(),
            Self::EventDate => claim.event_date.map(|date| date.to_string()),
            Self::Rationale(by) => judged(by).and_then(|a| a.rationale.clone()),
            Self::WouldChange(by) => judged(by).and_then(|a| a.would_change.clone()),
            Self::Doubtful(id) => claim.chain(*id).and_then(|c| c.doubtful.clone()),
            Self::Hop(id, at, text) => {
                claim.chain(*id).and_then(|c| c.hops.get(*at)).and_then(|hop| text.of(hop))
            }
            Self::EvidenceNote(id) => {
                claim.evidence.iter().find(|e| e.id == *id).and_then(|e| e.note.clone())
            }
            Self::LinkNote(id) => project.links.get(*id).and_then(|link| link.note.clone()),
            Self::Description(id) => project.source(*id).and_then(|s| s.description.clone()),
        };
        text.unwrap_or_default()
    }

    /// Whether it is part of a judgement, which is appended, never overwritten: one that is
    /// being reworded would be appended after every pause.
    pub fn is_judgement(&self) -> bool {
        matches!(self, Self::Rationale(_) | Self::WouldChange(_))
    }

    /// The edit that stores a text, or what is wrong with the text.
    pub fn store(
        &self,
        tagging: Tagging<'_>,
        claim: ClaimId,
        text: &str,
        ids: &mut impl IdSource,
    ) -> Result<Stored, String> {
        let some = (!text.is_empty()).then(|| text.to_owned());
        let named = |label, edit: Result<Edit, TaggingError>| {
            edit.map(|edit| Stored { edit, label }).map_err(|why| why.to_string())
        };
        match self {
            Self::Paraphrase => {
                named("paraphrase", tagging.change(claim, |claim| claim.paraphrase = some))
            }
            Self::Note => named("note", tagging.change(claim, |claim| claim.note = some)),
            Self::EventDate => {
                let date = date(text)?;
                named("date of the event", tagging.change(claim, |c| c.event_date = date))
            }
            Self::Rationale(_) => {
                let judgement = Judgement::Rationale(some);
                named("rationale", tagging.judge(&[claim], &judgement, ids))
            }
            Self::WouldChange(_) => {
                let judgement = Judgement::WouldChange(some);
                named("what would change it", tagging.judge(&[claim], &judgement, ids))
            }
            Self::Doubtful(chain) => {
                let edit = tagging.change_chain(claim, *chain, |chain| {
                    chain.doubtful = some;
                    Ok(())
                });
                named("doubt about a chain", edit)
            }
            Self::Hop(chain, hop, part) => {
                let place = HopPlace { claim, chain: *chain, hop: *hop };
                let said = if *part == HopText::Said { date(text)? } else { None };
                let (by, at) = (tagging.by, tagging.at);
                let edit = tagging.change_hop(place, |hop| match part {
                    HopText::IntroducedAs => hop.introduced_as = some,
                    HopText::Addressee => hop.addressee = some,
                    HopText::Locator => hop.locator = some,
                    HopText::Said => hop.said = said,
                    HopText::CheckQuote => {
                        let result = hop.check.as_ref().map(|check| check.result);
                        let result = result.unwrap_or(CheckResult::Accurate);
                        hop.check = Some(Check { result, quote: some, by, at });
                    }
                });
                named("step of a chain", edit)
            }
            Self::EvidenceNote(id) => {
                named("note on evidence", tagging.change_evidence(claim, *id, |e| e.note = some))
            }
            Self::LinkNote(id) => {
                let link = tagging.project.links.get(*id);
                let link = link.ok_or("The link is not in the project any more.")?;
                let edit = Edit::PutLink(Link { note: some, ..(**link).clone() });
                Ok(Stored { edit, label: "note on a link" })
            }
            Self::Description(id) => {
                let source = tagging.project.source(*id);
                let source = source.ok_or("The source is not in the project any more.")?;
                let edit = Edit::PutSource(Source { description: some, ..(**source).clone() });
                Ok(Stored { edit, label: "description of a source" })
            }
        }
    }
}

impl HopText {
    fn of(self, hop: &Hop) -> Option<String> {
        match self {
            Self::IntroducedAs => hop.introduced_as.clone(),
            Self::Addressee => hop.addressee.clone(),
            Self::Locator => hop.locator.clone(),
            Self::Said => hop.said.map(|date| date.to_string()),
            Self::CheckQuote => hop.check.as_ref().and_then(|check| check.quote.clone()),
        }
    }
}

fn date(text: &str) -> Result<Option<PartialDate>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|why: crate::domain::time::DateError| why.to_string())
}
