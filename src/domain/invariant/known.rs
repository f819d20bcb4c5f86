//! Which ids a project knows: hashed once for a full check, looked up one by one for a
//! few touched records.

use std::collections::HashSet;

use crate::domain::{
    ids::{AnalystId, ArticleId, ClaimId, SourceId, TermId, WorkId},
    project::{MergedEnds, Project},
    quick_hash::QuickSet,
};

/// The ids of a project.
pub(super) struct Known<'a> {
    project: &'a Project,
    sources: Option<QuickSet<SourceId>>,
    works: Option<QuickSet<WorkId>>,
    superseded: HashSet<ArticleId>,
}

impl<'a> Known<'a> {
    /// For a check of all records.
    pub fn hashed(project: &'a Project) -> Self {
        let mut sources: QuickSet<_> = project.sources.iter().map(|s| s.id).collect();
        let mut works: QuickSet<_> = project.works.iter().map(|w| w.id).collect();
        for merged in project.merged.iter() {
            match merged.ends {
                MergedEnds::Sources { from, .. } => {
                    if project.source(from).is_some() {
                        sources.insert(from);
                    }
                }
                MergedEnds::Works { from, .. } => {
                    if project.work(from).is_some() {
                        works.insert(from);
                    }
                }
            }
        }
        Self {
            project,
            sources: Some(sources),
            works: Some(works),
            superseded: superseded(project),
        }
    }

    /// For a check of a few records.
    pub fn looked_up(project: &'a Project) -> Self {
        Self { project, sources: None, works: None, superseded: superseded(project) }
    }

    pub fn project(&self) -> &'a Project {
        self.project
    }

    pub fn source(&self, id: SourceId) -> bool {
        match &self.sources {
            Some(ids) => ids.contains(&id),
            None => self.project.source(id).is_some(),
        }
    }

    pub fn work(&self, id: WorkId) -> bool {
        match &self.works {
            Some(ids) => ids.contains(&id),
            None => self.project.work(id).is_some(),
        }
    }

    pub fn analyst(&self, id: AnalystId) -> bool {
        self.project.analyst(id).is_some()
    }

    pub fn article(&self, id: ArticleId) -> bool {
        self.project.article(id).is_some()
    }

    pub fn claim(&self, id: ClaimId) -> bool {
        self.project.place(id).is_some()
    }

    /// Whether an article was superseded by a revision.
    pub fn superseded(&self, id: ArticleId) -> bool {
        self.superseded.contains(&id)
    }

    pub fn term(&self, id: TermId) -> bool {
        self.project.term(id).is_some()
    }
}

fn superseded(project: &Project) -> HashSet<ArticleId> {
    project.articles.iter().filter_map(|a| a.head.revision_of).collect()
}
