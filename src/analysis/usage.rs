//! How often sources and works are used. (To be replaced by the merged module.)

use crate::domain::project::Project;

/// Counts.
#[derive(Debug, Default)]
pub struct Usage;

/// Counts, kept by chunk.
#[derive(Debug, Default)]
pub struct UsageCache(Usage);

impl UsageCache {
    /// The counts of a project.
    pub fn update(&mut self, _project: &Project) -> &Usage {
        &self.0
    }
}
