//! The panels: each reads a [`super::scene::Scene`] and sends [`super::action::Action`]s.

pub mod articles;
pub mod claim;
pub mod claims;
pub mod codebook;
pub mod dashboard;
pub mod findings;
pub mod queue;
pub mod references;
mod rewording;
pub mod sources;
pub mod start;
pub mod status;
mod todo_row;

use super::action::Action;
use crate::domain::project::Project;

/// Something that was typed and can't be stored as it is.
#[derive(Debug)]
pub struct Unstored {
    /// What it is, and what to do about it, in words.
    pub why: String,
    /// Shows it.
    pub place: Action,
}

/// What the panels remember between frames: drafts, filters, what is open.
#[derive(Default)]
pub struct Panels {
    /// The list of articles.
    pub articles: articles::ArticlesPanel,
    /// The claim.
    pub claim: claim::ClaimPanel,
    /// The list of claims.
    pub claims: claims::ClaimsPanel,
    /// What two articles share.
    pub compare: super::compare::Comparison,
    /// The kinds of evidence.
    pub codebook: codebook::CodebookView,
    /// The project in figures.
    pub dashboard: dashboard::DashboardView,
    /// What was noticed.
    pub findings: findings::FindingsView,
    /// Where the claims come from, as a graph.
    pub origins: super::graph::OriginsView,
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

impl Panels {
    /// What would be lost if the project were left now. To be asked after all that can be
    /// stored was stored.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        let claim = self.claim.unstored(project);
        claim
            .or_else(|| self.sources.unstored(project))
            .or_else(|| self.references.unstored(project))
            .or_else(|| self.findings.unstored())
    }
}
