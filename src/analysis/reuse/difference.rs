//! The word-level difference of two spans: what is equal, added, dropped, replaced.

use std::ops::Range;

use crate::domain::span::Span;

use super::{Alignment, Run, words::Words};

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
    let (Some(first), Some(last)) = (alignment.runs.first(), alignment.runs.last()) else {
        return Vec::new();
    };
    let l = first.left as usize..(last.left + last.len) as usize;
    let r = first.right as usize..(last.right + last.len) as usize;
    difference_within(&alignment.runs, (left, l), (right, r))
}

/// The difference of some words on the left and some on the right, of which `runs` are equal;
/// runs that reach beyond them are cut.
pub fn difference_within(
    runs: &[Run],
    (left, left_range): (&Words, Range<usize>),
    (right, right_range): (&Words, Range<usize>),
) -> Vec<Operation> {
    let mut operations = Vec::with_capacity(runs.len() * 2 + 1);
    let (mut l, mut r) = (left_range.start, right_range.start);
    let mut between = |l: Range<usize>, r: Range<usize>, equal: bool| {
        let kind = match (l.is_empty(), r.is_empty()) {
            (true, true) => return,
            _ if equal => OperationKind::Equal,
            (false, false) => OperationKind::Replaced,
            (false, true) => OperationKind::Dropped,
            (true, false) => OperationKind::Added,
        };
        operations.push(Operation { kind, left: left.span(l), right: right.span(r) });
    };
    for run in runs {
        let cut = l.saturating_sub(run.left as usize).max(r.saturating_sub(run.right as usize));
        let over_left = (run.left + run.len) as usize;
        let over_left = over_left.saturating_sub(left_range.end);
        let over_right = (run.right + run.len) as usize;
        let over_right = over_right.saturating_sub(right_range.end);
        let len = (run.len as usize).saturating_sub(cut + over_left.max(over_right));
        if len == 0 {
            continue;
        }
        let (next_l, next_r) = (run.left as usize + cut, run.right as usize + cut);
        between(l..next_l, r..next_r, false);
        (l, r) = (next_l + len, next_r + len);
        between(next_l..l, next_r..r, true);
    }
    between(l..left_range.end.max(l), r..right_range.end.max(r), false);
    operations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Text;

    #[test]
    fn runs_are_cut_to_the_words_that_were_asked_for() {
        let words = Words::of_text(&Text::new("a b c d e f g h"));
        let runs = [Run { left: 0, right: 0, len: 8 }];
        let kinds = |l: Range<usize>, r: Range<usize>| -> Vec<_> {
            let operations = difference_within(&runs, (&words, l), (&words, r));
            operations.iter().map(|o| (o.kind, o.left.len(), o.right.len())).collect()
        };
        assert_eq!(kinds(2..5, 2..5), [(OperationKind::Equal, 5, 5)]);
        assert_eq!(
            kinds(1..5, 3..7),
            [
                (OperationKind::Dropped, 3, 0),
                (OperationKind::Equal, 3, 3),
                (OperationKind::Added, 0, 3)
            ]
        );
        assert_eq!(kinds(0..1, 7..8), [(OperationKind::Replaced, 1, 1)]);
    }
}
