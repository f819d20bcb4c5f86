//! Edits: what each does, what it refuses, and that no sequence of them breaks a project.

mod effects;
mod merging;
mod refusals;
mod sequences;

use super::{Edit, EditError, Touched, apply};
use crate::domain::{project::Project, sample};

/// The project after an edit that is accepted.
fn after(project: &Project, edit: Edit) -> Project {
    apply(project, edit).expect("accepted").0
}

/// Why an edit of the sample is refused.
fn refusal(edit: Edit) -> EditError {
    let project = sample::project();
    let why = apply(&project, edit).expect_err("refused");
    assert_eq!(project, sample::project(), "a refused edit changes nothing");
    why
}
