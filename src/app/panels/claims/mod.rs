//! The list of claims, with filters.

use egui::Ui;

use crate::{
    analysis::search::{ClaimFilter, ClaimSearch, Order, SearchResult},
    app::{action::Outbox, scene::Scene},
    domain::project::Project,
};

/// A search to be done on another thread.
#[derive(Debug, Default)]
pub struct SearchJob {
    search: ClaimSearch,
    filter: ClaimFilter,
    order: Order,
}

/// What a search came to.
#[derive(Debug)]
pub struct Searched {
    job: SearchJob,
    result: SearchResult,
}

impl SearchJob {
    /// Searches a project.
    pub fn run(mut self, project: &Project) -> Searched {
        let result = self.search.search(project, &self.filter, self.order);
        Searched { job: self, result }
    }
}

/// The list of claims.
#[derive(Debug, Default)]
pub struct ClaimsPanel {
    result: SearchResult,
    job: Option<SearchJob>,
}

impl ClaimsPanel {
    /// Draws it.
    pub fn show(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _out: &mut Outbox) {}

    /// A search that is to be done for what is shown now.
    pub fn wanted(&mut self, _project: &Project) -> Option<SearchJob> {
        None
    }

    /// Takes in what was found.
    pub fn found(&mut self, searched: Searched) {
        self.result = searched.result;
        self.job = Some(searched.job);
    }
}
