//! Moves claims, with all that they anchor, to a changed text, and lists what an analyst
//! should look at.

use crate::domain::{
    anchor::{Anchor, AnchorState},
    claim::Claim,
    ids::ChainId,
    text::Text,
};

use super::Reanchorer;

/// A claim in the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedClaim {
    /// The claim with its anchors as they stand now. Nothing else of it changed.
    pub claim: Claim,
    /// Its anchors that are no longer where they were, with their old words.
    pub moves: Vec<AnchorMove>,
}

/// An anchor that is no longer where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorMove {
    /// Which anchor of the claim it is.
    pub role: AnchorRole,
    /// As it stood in the old text.
    pub before: Anchor,
    /// As it stands in the new one; lost if it stands nowhere.
    pub after: Anchor,
}

/// Which anchor of a claim is meant. Numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnchorRole {
    /// A part of the claim itself.
    Claim(usize),
    /// Where a hop names its source.
    Source {
        /// The chain.
        chain: ChainId,
        /// The hop.
        hop: usize,
        /// Which of its source anchors.
        at: usize,
    },
    /// Where a hop attributes.
    Cue {
        /// The chain.
        chain: ChainId,
        /// The hop.
        hop: usize,
        /// Which of its cue anchors.
        at: usize,
    },
}

impl AnchorMove {
    /// Whether the words are another than before, so that an analyst must look.
    pub fn changed(&self) -> bool {
        self.after.is_lost() || self.after.exact != self.before.exact
    }
}

impl MovedClaim {
    /// Whether a part of the claim itself was lost.
    pub fn is_lost(&self) -> bool {
        self.claim.anchors.iter().any(Anchor::is_lost)
    }

    /// Whether any words are lost or another, so that an analyst must look.
    pub fn needs_review(&self) -> bool {
        self.moves.iter().any(AnchorMove::changed)
    }
}

/// Moves claims to a new text, in their order. Sources and cues are expected at the distance
/// from the claim that they had.
pub fn move_claims<'a>(
    claims: impl IntoIterator<Item = &'a Claim>,
    text: &Text,
) -> Vec<MovedClaim> {
    let reanchorer = Reanchorer::new(text);
    claims.into_iter().map(|claim| move_claim(claim, &reanchorer)).collect()
}

fn move_claim(claim: &Claim, reanchorer: &Reanchorer<'_>) -> MovedClaim {
    let mut claim = claim.clone();
    let mut moves = Vec::new();
    let mut shift = 0_i64;
    let mut put = |anchor: &mut Anchor, role: AnchorRole, shift: i64| {
        let expected = (i64::from(anchor.span.start) + shift).clamp(0, i64::from(u32::MAX));
        let after = reanchorer.find_near(anchor, expected as u32);
        if after.state == AnchorState::Exact {
            *anchor = after;
        } else {
            let before = std::mem::replace(anchor, after.clone());
            moves.push(AnchorMove { role, before, after });
        }
    };
    for (at, anchor) in claim.anchors.iter_mut().enumerate() {
        let was = i64::from(anchor.span.start);
        put(anchor, AnchorRole::Claim(at), shift);
        if at == 0 && !anchor.is_lost() {
            shift = i64::from(anchor.span.start) - was;
        }
    }
    for chain in &mut claim.chains {
        let id = chain.id;
        for (hop, record) in chain.hops.iter_mut().enumerate() {
            for (at, anchor) in record.source_anchors.iter_mut().enumerate() {
                put(anchor, AnchorRole::Source { chain: id, hop, at }, shift);
            }
            for (at, anchor) in record.cue_anchors.iter_mut().enumerate() {
                put(anchor, AnchorRole::Cue { chain: id, hop, at }, shift);
            }
        }
    }
    MovedClaim { claim, moves }
}
