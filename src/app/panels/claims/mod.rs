//! The list of claims, with filters. What it shows is found on another thread where there
//! are many; a frame costs what the visible rows cost.

mod filters;
mod rows;
#[cfg(test)]
mod tests;

use egui::{Align, Layout, Ui};

use crate::app::text::Field;
use crate::{
    analysis::search::{ClaimFilter, ClaimSearch, Order, SearchResult},
    app::{action::Outbox, scene::Scene, theme},
    domain::{
        ids::{ArticleId, ClaimId},
        project::Project,
    },
};

/// Projects with fewer claims are searched at once.
const AT_ONCE: usize = 1_500;

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
    of: Project,
}

impl SearchJob {
    /// Searches a project.
    pub fn run(mut self, project: &Project) -> Searched {
        let result = self.search.search(project, &self.filter, self.order);
        Searched { job: self, result, of: project.clone() }
    }
}

/// What a result is the answer to.
#[derive(Debug)]
struct Question {
    project: Project,
    filter: ClaimFilter,
    order: Order,
}

impl Question {
    fn is(&self, project: &Project, filter: &ClaimFilter, order: Order) -> bool {
        self.order == order && self.filter == *filter && self.project.same_but_sessions(project)
    }
}

/// The list of claims.
#[derive(Debug)]
pub struct ClaimsPanel {
    result: SearchResult,
    /// What the result answers.
    answered: Option<Question>,
    /// The search that is not under way: it knows the words of the claims it has seen.
    job: Option<SearchJob>,
    filter: ClaimFilter,
    order: Order,
    /// Whether only the article that is shown is searched.
    this_article: bool,
    /// That article.
    article: Option<ArticleId>,
    filters_open: bool,
    /// The claim that Shift extends from.
    pivot: Option<ClaimId>,
    /// The selection that was in view last.
    revealed: Option<ClaimId>,
    /// The claim that a key moved to, of which the selection does not tell yet.
    cursor: Option<ClaimId>,
}

impl Default for ClaimsPanel {
    fn default() -> Self {
        Self {
            result: SearchResult::default(),
            answered: None,
            job: Some(SearchJob::default()),
            filter: ClaimFilter::default(),
            order: Order::default(),
            this_article: true,
            article: None,
            filters_open: false,
            pivot: None,
            revealed: None,
            cursor: None,
        }
    }
}

impl ClaimsPanel {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        self.article = scene.article;
        self.search_at_once(scene.project);
        self.head(ui, scene);
        if self.filters_open {
            filters::show(self, ui, scene);
        }
        // What was changed just now counts for this frame, too.
        self.search_at_once(scene.project);
        self.list(ui, scene, out);
    }

    fn head(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        ui.horizontal(|ui| {
            let all = scene.project.claim_count();
            let shown = self.result.claims.len();
            let title = if shown == all {
                format!("Claims · {all}")
            } else {
                format!("Claims · {shown} of {all}")
            };
            theme::section(ui, &title);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                filters::order(self, ui);
            });
        });
        let hint = "Search quotations, notes, tags, sources";
        let edit =
            Field::singleline(&mut self.filter.text).desired_width(f32::INFINITY).hint_text(hint);
        ui.add(edit).accessible_name("Search claims");
        ui.horizontal_wrapped(|ui| {
            ui.selectable_value(&mut self.this_article, true, "This article");
            ui.selectable_value(&mut self.this_article, false, "All articles");
            let n = filters::active(&self.filter, self.this_article);
            let name = if n == 0 { "Filters".to_owned() } else { format!("Filters · {n}") };
            ui.toggle_value(&mut self.filters_open, name);
            let narrowed = n > 0 || !self.filter.text.is_empty();
            if narrowed && ui.button("Clear filters").clicked() {
                self.filter = ClaimFilter::default();
            }
        });
    }

    /// The filter with the article that is shown.
    fn wanted_filter(&self) -> ClaimFilter {
        let mut filter = self.filter.clone();
        if let Some(article) = self.article.filter(|_| self.this_article) {
            filter.articles = vec![article];
        }
        filter
    }

    fn is_answered(&self, project: &Project, filter: &ClaimFilter) -> bool {
        self.answered.as_ref().is_some_and(|known| known.is(project, filter, self.order))
    }

    fn search_at_once(&mut self, project: &Project) {
        if project.claim_count() < AT_ONCE
            && let Some(job) = self.wanted(project)
        {
            self.found(job.run(project));
        }
    }

    /// A search that is to be done for what is shown now. None while one is under way: what
    /// changed meanwhile is asked for when that one is found.
    pub fn wanted(&mut self, project: &Project) -> Option<SearchJob> {
        let filter = self.wanted_filter();
        if self.is_answered(project, &filter) {
            return None;
        }
        let job = self.job.take()?;
        Some(SearchJob { filter, order: self.order, ..job })
    }

    /// The claims that the list shows.
    pub fn shown(&self) -> &[ClaimId] {
        &self.result.claims
    }

    /// The search stopped half-way. It is not begun again for the same question, which would
    /// stop it again; any change makes another question.
    pub fn stopped(&mut self, project: &Project) {
        let (filter, order) = (self.wanted_filter(), self.order);
        self.answered = Some(Question { project: project.clone(), filter, order });
        self.job = Some(SearchJob::default());
    }

    /// Takes in what was found.
    pub fn found(&mut self, searched: Searched) {
        let Searched { job, result, of } = searched;
        self.result = result;
        let (filter, order) = (job.filter.clone(), job.order);
        self.answered = Some(Question { project: of, filter, order });
        self.job = Some(job);
    }
}
