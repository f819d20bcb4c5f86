//! How an export tells how far it is, and hears that it should stop.

use super::ExportError;

/// How many steps pass between two questions.
const EVERY: usize = 128;

/// What an export asks and tells while it runs.
#[derive(Clone, Copy)]
pub struct Progress<'a> {
    /// Whether it should stop.
    pub cancelled: &'a dyn Fn() -> bool,
    /// Told how much is done, 0 to 1.
    pub report: &'a dyn Fn(f32),
}

impl Progress<'_> {
    /// One that is never cancelled and tells nobody.
    pub const NONE: Progress<'static> = Progress { cancelled: &|| false, report: &|_| {} };

    /// Says that so many of so many steps are done. Fails if it should stop.
    pub fn step(&self, done: usize, total: usize) -> Result<(), ExportError> {
        if done.is_multiple_of(EVERY) {
            if (self.cancelled)() {
                return Err(ExportError::Cancelled);
            }
            (self.report)((done as f32 / total.max(1) as f32).min(1.0));
        }
        Ok(())
    }
}

impl std::fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Progress")
    }
}
