//! Declared changes: those that a text admits by an ellipsis or by brackets.

use crate::{
    analysis::reuse::{Operation, OperationKind},
    domain::{article::Article, span::Span, text::Text},
};

use super::Change;

/// The operations, each with whether one of the texts declares it.
pub(super) fn changes(operations: &[Operation], left: &Article, right: &Article) -> Vec<Change> {
    let change = |(at, operation): (usize, &Operation)| {
        let before = at.checked_sub(1).and_then(|at| operations.get(at));
        let after = operations.get(at + 1);
        let gap = |side: fn(&Operation) -> Span| {
            let own = side(operation);
            let start = before.map_or(own.start, |o| side(o).end);
            Span::new(start, after.map_or(own.end, |o| side(o).start.max(start)))
        };
        let declared = operation.kind != OperationKind::Equal
            && (declares(&left.text, gap(|o| o.left), operation.left)
                || declares(&right.text, gap(|o| o.right), operation.right));
        Change { operation: *operation, declared }
    };
    operations.iter().enumerate().map(change).collect()
}

/// Whether the text in a gap has an ellipsis in the place of the other's words, or its own
/// words stand in square brackets. An ellipsis declares no words that are there.
fn declares(text: &Text, gap: Span, words: Span) -> bool {
    // Brackets may stand right outside of the words at a quotation's ends.
    let around = Span::new(gap.start.saturating_sub(2), (gap.end + 2).min(text.len()));
    let shown = text.slice(gap).unwrap_or_default();
    let ellipsis = ["…", "...", ". . ."].iter().any(|sign| shown.contains(sign));
    if ellipsis && words.is_empty() {
        return true;
    }
    let around = Span::new(around.start.min(words.start), around.end.max(words.end));
    let Some(shown) = text.slice(around) else { return false };
    match (shown.find('['), shown.rfind(']')) {
        (Some(open), Some(close)) if open < close => {
            let inside = &shown[open + 1..close];
            // A note marker declares nothing.
            !words.is_empty() && inside.chars().any(char::is_alphabetic)
        }
        _ => false,
    }
}
