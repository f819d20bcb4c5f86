//! The panels: each reads a [`super::scene::Scene`] and sends [`super::action::Action`]s.

pub mod articles;
pub mod claim;
pub mod claims;
pub mod codebook;
pub mod queue;
pub mod sources;
pub mod start;
pub mod status;
