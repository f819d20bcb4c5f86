//! What is tinted in the two texts: every join in view faintly, the one pointed at and the
//! one chosen clearly, and of the chosen one the words that differ.

use egui::Color32;

use super::{Comparison, Joins};
use crate::{
    analysis::{
        compare::{Join, JoinKind},
        reuse::OperationKind,
    },
    app::{reader::Wash, scene::Scene, state::Sides},
    domain::span::Span,
};

impl Comparison {
    /// The washes of both texts.
    pub fn washes(&mut self, scene: &Scene<'_>, sides: &Sides) -> [Vec<Wash>; 2] {
        self.relist();
        let in_view = [0, 1].map(|side: usize| around(sides.both[side].reader.visible_span()));
        let mut washes = [Vec::new(), Vec::new()];
        let hovered = self.hovered.filter(|hovered| self.current != Some(*hovered));
        let bright: Vec<usize> = [self.current, hovered]
            .into_iter()
            .flatten()
            .filter_map(|subject| self.found.place(subject))
            .collect();
        // Claims have their own tints, and sources are named in many places.
        if self.shown() != Joins::Claims {
            for (side, view) in in_view.into_iter().enumerate() {
                for (span, at) in self.listed.places[side].in_view(view) {
                    let Some(join) = self.found.joins.get(at) else { continue };
                    let quiet = matches!(join.kind(), JoinKind::Passage | JoinKind::Quotation);
                    if quiet && !bright.contains(&at) {
                        let colour = scene.theme.join(join.kind()).gamma_multiply(0.1);
                        wash(&mut washes[side], &[span], view, colour, None);
                    }
                }
            }
        }
        for join in bright.into_iter().filter_map(|at| self.found.joins.get(at)) {
            self.clear(scene, join, in_view, &mut washes);
        }
        washes
    }

    fn clear(
        &self,
        scene: &Scene<'_>,
        join: &Join,
        in_view: [Span; 2],
        washes: &mut [Vec<Wash>; 2],
    ) {
        let theme = scene.theme;
        let colour = theme.join(join.kind());
        for (side, spans) in [&join.left, &join.right].into_iter().enumerate() {
            let ground = colour.gamma_multiply(0.2);
            wash(&mut washes[side], spans, in_view[side], ground, None);
        }
        if self.current != Some(join.subject) {
            return;
        }
        for operation in &join.operations {
            let marks: &[(usize, Span, Color32)] = match operation.kind {
                OperationKind::Equal => &[],
                OperationKind::Added => &[(1, operation.right, theme.good)],
                OperationKind::Dropped => &[(0, operation.left, theme.danger)],
                OperationKind::Replaced => {
                    &[(0, operation.left, theme.danger), (1, operation.right, theme.good)]
                }
            };
            for (side, span, colour) in marks {
                let ground = colour.gamma_multiply(0.22);
                wash(&mut washes[*side], &[*span], in_view[*side], ground, Some(*colour));
            }
        }
    }
}

/// What is in view and a little more: the text may move in the frame that is being made.
fn around(span: Span) -> Span {
    const MORE: u32 = 4_000;
    Span { start: span.start.saturating_sub(MORE), end: span.end.saturating_add(MORE) }
}

fn wash(
    washes: &mut Vec<Wash>,
    spans: &[Span],
    in_view: Span,
    colour: Color32,
    line: Option<Color32>,
) {
    let next = spans.partition_point(|s| s.end <= in_view.start);
    let visible = spans[next..].iter().take_while(|s| s.start < in_view.end);
    washes.extend(visible.map(|span| Wash {
        span: Span { start: span.start.max(in_view.start), end: span.end.min(in_view.end) },
        colour,
        line,
    }));
}
