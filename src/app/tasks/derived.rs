//! A value derived from a project, computed anew when the project changed: at once where
//! the project is small, otherwise on a thread while the last value is still shown.

use super::later::{Answer, Later};
use crate::domain::project::Project;

/// With fewer claims than this, computing takes less than a millisecond or two.
const SMALL: usize = 2000;

/// A derived value and the snapshot it was computed from.
#[derive(Debug)]
pub struct Derived<T> {
    value: Option<(Project, T)>,
    coming: Option<Later<(Project, T)>>,
}

impl<T> Default for Derived<T> {
    fn default() -> Self {
        Self { value: None, coming: None }
    }
}

impl<T: Send + 'static> Derived<T> {
    /// The value for a project, or the last one while a new one is computed.
    pub fn get(
        &mut self,
        ctx: &egui::Context,
        project: &Project,
        compute: impl FnOnce(&Project) -> T + Send + 'static,
    ) -> Option<&T> {
        match self.coming.as_ref().map(Later::look) {
            Some(Answer::Ready(computed)) => {
                self.value = Some(computed);
                self.coming = None;
            }
            Some(Answer::Waiting | Answer::Lost) | None => {}
        }
        let stale = self.value.as_ref().is_none_or(|(of, _)| !of.same_but_sessions(project));
        if stale && self.coming.is_none() {
            let snapshot = project.clone();
            if project.claim_count() < SMALL {
                let value = compute(&snapshot);
                self.value = Some((snapshot, value));
            } else {
                self.coming = Later::start("derived", ctx, move || {
                    let value = compute(&snapshot);
                    (snapshot, value)
                });
            }
        }
        self.value.as_ref().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    #[test]
    fn a_value_is_computed_once_for_a_snapshot_and_anew_for_another() {
        let ctx = egui::Context::default();
        let mut derived = Derived::default();
        let mut project = Project::new("One", Timestamp::from_unix_seconds(0));
        assert_eq!(derived.get(&ctx, &project, |p| p.head.title.clone()), Some(&"One".to_owned()));
        let again = derived.get(&ctx, &project, |_| "computed twice".to_owned());
        assert_eq!(again, Some(&"One".to_owned()));
        project = Project::new("Two", Timestamp::from_unix_seconds(0));
        assert_eq!(derived.get(&ctx, &project, |p| p.head.title.clone()), Some(&"Two".to_owned()));
    }
}
