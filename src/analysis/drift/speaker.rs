//! Who says a quotation, as far as claims tell.

use crate::domain::{
    article::Article,
    ids::{ClaimId, SourceId},
    project::Project,
    span::Span,
};

use super::{Place, SpeakerChange};

/// A claim reaches so many code points beyond a quotation at most to tell its cue.
const NEAR: u32 = 160;

/// The claim that covers most of a quotation, its last voice, and the cue marked near it.
pub(super) fn of(
    project: &Project,
    article: &Article,
    quoted: Span,
) -> (Option<ClaimId>, Vec<SourceId>, Option<Span>) {
    let mut best: Option<(u32, &crate::domain::claim::Claim)> = None;
    for claim in article.claims.iter().take_while(|c| c.start() < quoted.end) {
        let common = claim.anchors.iter().filter(|a| !a.is_lost());
        let common: u32 = common.filter_map(|a| a.span.intersection(quoted)).map(Span::len).sum();
        if common * 2 >= quoted.len() && best.is_none_or(|(most, _)| common > most) {
            best = Some((common, claim));
        }
    }
    let Some((_, claim)) = best else { return (None, Vec::new(), None) };
    let last = claim.chains.iter().filter_map(|chain| chain.hops.last());
    let mut speakers: Vec<SourceId> =
        last.flat_map(|hop| &hop.sources).map(|id| project.resolve_source(*id)).collect();
    speakers.sort_unstable();
    speakers.dedup();
    let hops = claim.chains.iter().flat_map(|chain| chain.hops.iter().rev());
    let cue = hops.flat_map(|hop| &hop.cue_anchors).map(|anchor| anchor.span).find(|span| {
        span.end + NEAR >= quoted.start && span.start <= quoted.end.saturating_add(NEAR)
    });
    (Some(claim.id), speakers, cue)
}

/// Compares the speakers of two places.
pub(super) fn change(left: &Place, right: &Place) -> SpeakerChange {
    if left.claim.is_none() || right.claim.is_none() {
        return SpeakerChange::NotRecorded;
    }
    match (left.speakers.is_empty(), right.speakers.is_empty()) {
        (true, true) => SpeakerChange::NotRecorded,
        (false, true) => SpeakerChange::LostOnTheRight,
        (true, false) => SpeakerChange::LostOnTheLeft,
        (false, false) if left.speakers.iter().any(|s| right.speakers.contains(s)) => {
            SpeakerChange::Same
        }
        (false, false) => SpeakerChange::Changed,
    }
}
