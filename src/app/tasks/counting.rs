//! How often sources and works are used, counted off the frame's thread where there is much
//! to count.

use egui::Context;

use super::follower::Follower;
use crate::{
    analysis::usage::{Usage, UsageCache},
    domain::project::Project,
};

/// The counts of the project that is shown.
#[derive(Debug, Default)]
pub struct Counting {
    counted: Follower<UsageCache>,
    /// What is told while they are counted.
    unknown: Usage,
}

impl Counting {
    /// The counts as they were when they were last asked for.
    pub fn last(&self) -> &Usage {
        self.counted.last().map_or(&self.unknown, UsageCache::usage)
    }

    /// The counts of a project; while a thread counts, they are not known.
    pub fn follow(&mut self, ctx: &Context, project: &Project) -> &Usage {
        let snapshot = project.clone();
        let counted = self.counted.follow(
            ctx,
            "Counting uses",
            |cache| cache.behind(project),
            move |cache| {
                cache.update(&snapshot);
            },
        );
        counted.map_or(&self.unknown, UsageCache::usage)
    }
}
