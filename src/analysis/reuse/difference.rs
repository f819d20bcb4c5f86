//! The word-level difference of two spans: what is equal, added, dropped, replaced.

use crate::domain::span::Span;

use super::{Alignment, words::Words};

/// What happened to some words on the way from the left text to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OperationKind {
    /// They are the same, but for case and punctuation.
    Equal,
    /// Only the right has them.
    Added,
    /// Only the left has them.
    Dropped,
    /// Other words stand in their place.
    Replaced,
}

impl OperationKind {
    /// The term in `snake_case`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Replaced => "replaced",
        }
    }
}

/// A stretch of words of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// What happened.
    pub kind: OperationKind,
    /// The words on the left, in code points; empty where there is none.
    pub left: Span,
    /// The words on the right, in code points; empty where there is none.
    pub right: Span,
}

/// The difference of an alignment's two spans, in order. `left` and `right` are the words that
/// were aligned.
pub fn difference(alignment: &Alignment, left: &Words, right: &Words) -> Vec<Operation> {
    let mut operations = Vec::with_capacity(alignment.runs.len() * 2);
    let (mut l, mut r) = match alignment.runs.first() {
        Some(run) => (run.left as usize, run.right as usize),
        None => return operations,
    };
    for run in &alignment.runs {
        let (next_l, next_r) = (run.left as usize, run.right as usize);
        let kind = match (next_l > l, next_r > r) {
            (true, true) => Some(OperationKind::Replaced),
            (true, false) => Some(OperationKind::Dropped),
            (false, true) => Some(OperationKind::Added),
            (false, false) => None,
        };
        if let Some(kind) = kind {
            let (left, right) = (left.span(l..next_l), right.span(r..next_r));
            operations.push(Operation { kind, left, right });
        }
        (l, r) = (next_l + run.len as usize, next_r + run.len as usize);
        operations.push(Operation {
            kind: OperationKind::Equal,
            left: left.span(next_l..l),
            right: right.span(next_r..r),
        });
    }
    operations
}
