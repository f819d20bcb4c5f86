//! The panels: each reads a [`super::scene::Scene`] and sends [`super::action::Action`]s.

pub mod articles;
pub mod claim;
pub mod claims;
pub mod codebook;
pub mod queue;
pub mod references;
pub mod sources;
pub mod start;
pub mod status;

/// What the panels remember between frames: drafts, filters, what is open.
#[derive(Default)]
pub struct Panels {
    /// The list of articles.
    pub articles: articles::ArticlesPanel,
    /// The claim.
    pub claim: claim::ClaimPanel,
    /// The list of claims.
    pub claims: claims::ClaimsPanel,
    /// The kinds of evidence.
    pub codebook: codebook::CodebookView,
    /// What is still to do.
    pub queue: queue::QueueView,
    /// The notes of an article.
    pub references: references::ReferencesView,
    /// Sources and works.
    pub sources: sources::SourcesView,
    /// The page without a project.
    pub start: start::StartPage,
    /// The bar at the bottom.
    pub status: status::StatusBar,
}
