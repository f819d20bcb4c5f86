//! How many independent origins a claim can have at most, how many were shown, and what is
//! behind each number.
//!
//! Bounds, never a verdict. The terms, as they are counted here:
//!
//! - *Class*: the claims that `SameClaim` joins, whatever their kind; only factual claims,
//!   interpretations and predictions bring chains into it. `Entails` lets the chains of the
//!   class that says more flow to the one that says less, through any number of links.
//! - *Party* of a hop: its sources; if none, its work's authors; if none, the work. For an
//!   empty chain, the party of the article's own work. Joint sources are one party.
//! - *Citation*: an article with the parties and works of one of its chains.
//! - *Continuing*: a chain whose last hop's work is an article here that makes a claim of the
//!   same class (an entailing claim is another class) goes on through the chains of all that
//!   article's claims of the class. It stops where it comes to an article that it passed; then
//!   the party of the hop that leads back is its last voice. A claim without chains leads
//!   nowhere: the chain ends with the work.
//! - *Dependent*: see [`super::lineage`]. Two voices are compared as they speak in this class:
//!   at their time, for these claims, and, where an author speaks through a work, with what
//!   that work republishes or was supplied by.
//! - *At most*: exact where no more than 24 voices hang together. Above, an upper bound is
//!   given that a greedy search finds, and flagged unless a greedy lower bound meets it:
//!   a bound stays a bound.
//! - *Shown*: only voices at which a chain ends as its origin, of which each two were ruled
//!   independent by a ruling that has not lapsed, and that no lineage joins. If a joint party
//!   is among them, each of its members was.
//! - *Doubtful* chains make the bounds ranges: over every choice of the doubtful chains that
//!   hold, if there are few enough to try; else a range that encloses them.
//! - *Discounting* removes the continued chains that go through a source or work, that is,
//!   through a hop that has it as party or work; an own voice goes through the article's work.
//!   What a chain continued through stays what it continued through.

pub mod cache;
mod chokepoints;
mod classes;
pub(crate) mod depth;
mod discount;
pub(crate) mod far;
mod few;
pub(crate) mod figures;
pub(crate) mod flow;
pub(crate) mod model;
mod packing;
mod parts;
mod paths;
pub(crate) mod plain;
pub(crate) mod reading;
pub(crate) mod register;
pub(crate) mod strands;
#[cfg(test)]
pub(crate) mod tests;
mod voices;

use crate::domain::{ids::ClaimId, project::Project};

pub use cache::{Cache, Discount};
pub use classes::{Classes, classes};
pub use depth::Depth;
pub use discount::{Difference, Effect, Left};
pub use figures::{Bound, Figures};
pub(crate) use model::{MANY, superseded};
pub use parts::{ChainRef, Chokepoint, Citation, LastVoice, Origins, Step};
pub use paths::{Leg, Path};

/// What may be asked beside the plain figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether alleged lineage counts, too.
    pub alleged: bool,
    /// What is taken to be wrong.
    pub discount: Discount,
}

/// The origins of a claim's class, counted for it alone. `None` if the claim is not there, or
/// its article is superseded. Where more than one is asked for, keep a [`Cache`].
pub fn of_class(project: &Project, claim: ClaimId, options: &Options) -> Option<Origins> {
    Cache::of(project, options.alleged).origins(claim, &options.discount)
}
