//! Looking for a place by a part of its name.

use std::sync::Arc;

use super::asked::Drawn;
use crate::analysis::fold::fold;

/// What is looked for, and where it is.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// What was typed.
    pub typed: String,
    of: Option<(Arc<Drawn>, String)>,
    found: Vec<usize>,
    at: Option<usize>,
    arrived: Option<usize>,
    /// Whether the field is to have the keyboard.
    pub wants_focus: bool,
}

impl Search {
    /// Looks again where the words or the drawing changed.
    pub fn follow(&mut self, drawn: &Arc<Drawn>) {
        let known = self.of.as_ref();
        if known.is_some_and(|(of, words)| Arc::ptr_eq(of, drawn) && *words == self.typed) {
            return;
        }
        if known.is_none_or(|(_, words)| *words != self.typed) {
            self.at = None;
        }
        self.of = Some((Arc::clone(drawn), self.typed.clone()));
        let words = fold(self.typed.trim());
        self.found.clear();
        if words.is_empty() {
            return;
        }
        let layout = &drawn.layout;
        let has = |node: &usize| fold(&drawn.graph.nodes[*node].label).contains(&words);
        self.found = (0..layout.places.len())
            .filter(|at| layout.places[*at].nodes.iter().any(has))
            .collect();
        self.found.sort_by(|a, b| {
            let place = |at: usize| (layout.places[at].column, layout.places[at].y);
            let ((a, b), (c, d)) = (place(*a), place(*b));
            a.cmp(&c).then(b.total_cmp(&d))
        });
    }

    /// The places found, from left to right and from top to bottom.
    pub fn found(&self) -> &[usize] {
        &self.found
    }

    /// Which of them was gone to, counted from 1.
    pub fn at(&self) -> Option<usize> {
        self.at.map(|at| at + 1)
    }

    /// Goes to the next, or the previous; around at the end.
    pub fn step(&mut self, forward: bool) {
        let count = self.found.len();
        if count == 0 {
            return;
        }
        let next = match (self.at, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        (self.at, self.arrived) = (Some(next), self.found.get(next).copied());
    }

    /// A place that was just gone to.
    pub fn take_arrived(&mut self) -> Option<usize> {
        self.arrived.take().filter(|place| self.found.contains(place))
    }
}
