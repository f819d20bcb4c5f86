//! The hops of a chain: adding, moving, changing them, and where the text names them.

use super::{Tagging, TaggingError};
use crate::domain::{
    chain::{Hop, MAX_HOPS},
    edit::Edit,
    ids::{ChainId, ClaimId},
    span::Span,
};

/// A hop of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HopPlace {
    /// The claim.
    pub claim: ClaimId,
    /// Its chain.
    pub chain: ChainId,
    /// The hop's number from the article outwards, counted from 0.
    pub hop: usize,
}

impl Tagging<'_> {
    /// The edit that changes one hop.
    pub fn change_hop(
        &self,
        place: HopPlace,
        change: impl FnOnce(&mut Hop),
    ) -> Result<Edit, TaggingError> {
        self.change_chain(place.claim, place.chain, |chain| {
            let hop = chain.hops.get_mut(place.hop);
            change(hop.ok_or(TaggingError::HopGone(place.hop + 1))?);
            Ok(())
        })
    }

    /// A new hop before the one at the place; behind the last one if there is none.
    pub fn insert_hop(&self, place: HopPlace, hop: Hop) -> Result<Edit, TaggingError> {
        self.change_chain(place.claim, place.chain, |chain| {
            if chain.hops.len() >= MAX_HOPS {
                return Err(TaggingError::ChainFull);
            }
            chain.hops.insert(place.hop.min(chain.hops.len()), hop);
            Ok(())
        })
    }

    /// A chain without one hop.
    pub fn remove_hop(&self, place: HopPlace) -> Result<Edit, TaggingError> {
        self.change_chain(place.claim, place.chain, |chain| {
            if place.hop >= chain.hops.len() {
                return Err(TaggingError::HopGone(place.hop + 1));
            }
            chain.hops.remove(place.hop);
            Ok(())
        })
    }

    /// A hop at another place of its chain.
    pub fn move_hop(&self, place: HopPlace, to: usize) -> Result<Edit, TaggingError> {
        self.change_chain(place.claim, place.chain, |chain| {
            if place.hop >= chain.hops.len() || to >= chain.hops.len() {
                return Err(TaggingError::HopGone(place.hop.max(to) + 1));
            }
            let hop = chain.hops.remove(place.hop);
            chain.hops.insert(to, hop);
            Ok(())
        })
    }

    /// The words of a span name the source of a hop.
    pub fn use_as_source(&self, place: HopPlace, span: Span) -> Result<Edit, TaggingError> {
        self.add_place(place, span, |hop| &mut hop.source_anchors)
    }

    /// The words of a span are the cue of a hop: "told", "according to".
    pub fn use_as_cue(&self, place: HopPlace, span: Span) -> Result<Edit, TaggingError> {
        self.add_place(place, span, |hop| &mut hop.cue_anchors)
    }

    fn add_place(
        &self,
        place: HopPlace,
        span: Span,
        list: impl FnOnce(&mut Hop) -> &mut Vec<crate::domain::anchor::Anchor>,
    ) -> Result<Edit, TaggingError> {
        let anchor = self.anchor(self.find(place.claim)?.0.id, span)?;
        self.change_hop(place, |hop| {
            let anchors = list(hop);
            if !anchors.iter().any(|known| known.span == anchor.span) {
                let at = anchors.partition_point(|a| a.span.start <= anchor.span.start);
                anchors.insert(at, anchor);
            }
        })
    }
}
