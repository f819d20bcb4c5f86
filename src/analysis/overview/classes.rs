//! How many classes of claims have how many origins, and how many would have if something
//! were wrong.

use std::collections::HashMap;

use super::Extent;
use crate::analysis::origins::{Cache, Discount, Figures};
use crate::domain::ids::ClaimId;

/// How many steps the numbers of origins are told in.
pub const STEPS: usize = 8;

/// A step: how many origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// No chain tells where the claim comes from.
    NoChain,
    /// From so many to so many; without end if none.
    Origins(u32, Option<u32>),
}

/// Classes by their origins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByOrigins {
    /// How many classes there are.
    pub classes: u32,
    /// By how many origins they have at most, step by step.
    pub at_most: [u32; STEPS],
    /// By how many independent origins were shown.
    pub shown: [u32; STEPS],
    /// By how many origins they have at most without what is discounted; none if nothing is.
    pub remains: Option<[u32; STEPS]>,
    /// Classes of which the bound is safe, but perhaps not the best one.
    pub inexact: u32,
}

impl Step {
    /// The steps in order.
    pub const ALL: [Self; STEPS] = [
        Self::NoChain,
        Self::Origins(0, Some(0)),
        Self::Origins(1, Some(1)),
        Self::Origins(2, Some(2)),
        Self::Origins(3, Some(3)),
        Self::Origins(4, Some(4)),
        Self::Origins(5, Some(9)),
        Self::Origins(10, None),
    ];

    pub(super) fn of(figures: &Figures, origins: u32) -> usize {
        if figures.citations == 0 {
            return 0;
        }
        let holds = |step: &Self| match step {
            Self::NoChain => false,
            Self::Origins(from, to) => *from <= origins && to.is_none_or(|to| origins <= to),
        };
        Self::ALL.iter().position(holds).unwrap_or(STEPS - 1)
    }
}

/// Counts the classes that have a part in an article, or all of them.
pub fn by_origins(cache: &Cache, extent: Extent, discount: &Discount) -> ByOrigins {
    let after: HashMap<ClaimId, Figures> =
        cache.discount(discount).into_iter().map(|change| (change.claim, change.after)).collect();
    let mut counted = ByOrigins::default();
    let mut remains = [0; STEPS];
    for (claim, figures) in cache.weighed_classes(extent.article()) {
        counted.classes += 1;
        counted.at_most[Step::of(&figures, figures.at_most.high)] += 1;
        counted.shown[Step::of(&figures, figures.shown.low)] += 1;
        counted.inexact += u32::from(!figures.at_most.exact);
        // What loses all its chains comes from nowhere that is told.
        let left = after.get(&claim).unwrap_or(&figures);
        remains[Step::of(left, left.at_most.high)] += 1;
    }
    counted.remains = (!discount.is_empty()).then_some(remains);
    counted
}
