//! The claims under the text: a tint that blends where claims overlap, and a thin line of
//! each claim's own colour, in a lane of its own while others run beside it.

use std::collections::HashMap;

use egui::{Color32, Mesh, Rect, Stroke, pos2};

use super::{Picture, crisp};
use crate::{
    app::reader::{
        ReaderInput,
        highlight_index::{Highlight, HighlightKind},
        layout::Row,
        page::Shown,
    },
    domain::{ids::ClaimId, span::Span},
};

/// More claims than this in one line are not told apart.
const MOST_IN_LINE: usize = 24;
/// How many lanes there are; a claim in a further one has its tint only.
const LANES: usize = 3;
/// From one lane to the next, in points.
const LANE: f32 = 2.25;

/// The lane of each anchor of a claim.
pub(super) type Lanes = HashMap<(ClaimId, u32), usize>;

/// Gives each anchor the first lane in which nothing else runs where it runs.
pub(super) fn lanes(visible: &[Highlight]) -> Lanes {
    let mut free_from: Vec<u32> = Vec::new();
    let mut lanes = Lanes::new();
    for highlight in visible.iter().filter(|h| h.kind == HighlightKind::Claim) {
        let free = free_from.iter().position(|end| *end <= highlight.span.start);
        let lane = free.unwrap_or(free_from.len());
        if lane == free_from.len() {
            free_from.push(0);
        }
        free_from[lane] = highlight.span.end;
        lanes.insert((highlight.claim, highlight.anchor), lane);
    }
    lanes
}

/// Calls back for every visible line with the anchors that run through it, and the colour
/// of each, which is looked up once.
fn for_lines<'a>(
    picture: &Picture<'a>,
    input: &ReaderInput<'_>,
    mut each: impl FnMut(&'a Shown, &'a Row, Span, &[(&'a Highlight, Color32)]),
) {
    let stage = picture.stage;
    let mut next = 0;
    let mut active: Vec<(&Highlight, Color32)> = Vec::new();
    for shown in &stage.shown {
        for row in &shown.layout.rows {
            let base = shown.layout.span.start;
            let span = Span { start: base + row.chars.start, end: base + row.chars.end };
            active.retain(|(h, _)| h.span.end > span.start);
            while let Some(highlight) = picture.visible.get(next)
                && highlight.span.start < span.end
            {
                if highlight.span.end > span.start {
                    active.push((highlight, colour(highlight, input)));
                }
                next += 1;
            }
            let in_window =
                shown.top + row.bottom >= 0.0 && shown.top + row.top <= stage.window.height();
            if in_window && !active.is_empty() {
                each(shown, row, span, &active);
            }
        }
    }
}

/// Paints the tints.
pub(super) fn fill(mesh: &mut Mesh, picture: &Picture<'_>, input: &ReaderInput<'_>) {
    let mut rects: Vec<Rect> = Vec::new();
    let (mut claims, mut cuts, mut colours) = (Vec::new(), Vec::new(), Vec::new());
    // Most lines are covered by what covers the one before.
    let mut last: Option<(Vec<Color32>, bool, Color32)> = None;
    for_lines(picture, input, |shown, row, span, active| {
        claims.clear();
        let own = active.iter().filter(|(h, _)| h.kind == HighlightKind::Claim);
        claims.extend(own.take(MOST_IN_LINE).copied());
        cuts.clear();
        let parts = claims.iter().filter_map(|(h, _)| h.span.intersection(span));
        cuts.extend(parts.flat_map(|part| [part.start, part.end]));
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            let part = Span { start: pair[0], end: pair[1] };
            let covering = || claims.iter().filter(|(h, _)| h.span.covers(part));
            colours.clear();
            colours.extend(covering().map(|(_, colour)| *colour));
            if colours.is_empty() {
                continue;
            }
            let strong = covering().any(|(h, _)| stands_out(h, picture, input));
            let tint = match &last {
                Some((same, was, tint)) if *same == colours && *was == strong => *tint,
                _ => {
                    let tint = input.palette.tint(&colours, strong);
                    last = Some((colours.clone(), strong, tint));
                    tint
                }
            };
            rects.clear();
            shown.layout.rects_in_row(row, part, &mut rects);
            for rect in &rects {
                mesh.add_colored_rect(crisp(picture.stage.on_screen(shown, *rect)), tint);
            }
        }
    });
}

/// Paints the lines of the claims, and under the words of sources and cues.
pub(super) fn underline(
    mesh: &mut Mesh,
    picture: &Picture<'_>,
    input: &ReaderInput<'_>,
    lanes: &Lanes,
) {
    let mut rects: Vec<Rect> = Vec::new();
    for_lines(picture, input, |shown, row, span, active| {
        for (highlight, colour) in active.iter().take(MOST_IN_LINE * 2) {
            let Some(part) = highlight.span.intersection(span) else { continue };
            rects.clear();
            shown.layout.rects_in_row(row, part, &mut rects);
            for rect in rects.iter().map(|r| picture.stage.on_screen(shown, *r)) {
                match highlight.kind {
                    HighlightKind::Claim => {
                        let lane = lanes.get(&(highlight.claim, highlight.anchor)).copied();
                        if let Some(lane) = lane.filter(|lane| *lane < LANES) {
                            let strong = stands_out(highlight, picture, input);
                            let stroke = input.palette.lane(*colour, strong);
                            claim_line(mesh, rect, lane, stroke);
                        }
                    }
                    HighlightKind::Source => source_line(mesh, rect, highlight, picture, input),
                    HighlightKind::Cue => cue_line(mesh, rect, highlight, picture, input),
                }
            }
        }
    });
}

fn colour(highlight: &Highlight, input: &ReaderInput<'_>) -> Color32 {
    let term = highlight.term.and_then(|term| (input.term_colour)(term));
    input.palette.claim(term)
}

fn stands_out(highlight: &Highlight, picture: &Picture<'_>, input: &ReaderInput<'_>) -> bool {
    input.selected.contains(&highlight.claim) || picture.hovered == Some(highlight.claim)
}

fn claim_line(mesh: &mut Mesh, rect: Rect, lane: usize, stroke: Stroke) {
    let y = rect.bottom() - 0.5 + lane as f32 * LANE;
    bar(mesh, rect.left(), rect.right(), y, stroke.width, stroke.color);
}

/// How far above the lower edge of the type the lines under words run.
fn word_line(rect: Rect) -> f32 {
    rect.bottom() - rect.height() * 0.17
}

fn source_line(
    mesh: &mut Mesh,
    rect: Rect,
    highlight: &Highlight,
    picture: &Picture<'_>,
    input: &ReaderInput<'_>,
) {
    let strong = stands_out(highlight, picture, input);
    let width = if strong { 2.0 } else { 1.25 };
    bar(mesh, rect.left(), rect.right(), word_line(rect), width, input.palette.source);
}

fn cue_line(
    mesh: &mut Mesh,
    rect: Rect,
    highlight: &Highlight,
    picture: &Picture<'_>,
    input: &ReaderInput<'_>,
) {
    let strong = stands_out(highlight, picture, input);
    let size = if strong { 2.25 } else { 1.75 };
    let mut x = rect.left();
    while x + size <= rect.right() + 0.5 {
        bar(mesh, x, x + size, word_line(rect), size, input.palette.cue);
        x += size * 2.0;
    }
}

fn bar(mesh: &mut Mesh, left: f32, right: f32, y: f32, width: f32, colour: Color32) {
    let rect = Rect::from_min_max(pos2(left, y - width / 2.0), pos2(right, y + width / 2.0));
    mesh.add_colored_rect(rect, colour);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::reader::tests::id, domain::claim::ClaimStatus};

    fn highlight(name: &str, start: u32, end: u32) -> Highlight {
        Highlight {
            span: Span::new(start, end),
            claim: id(name),
            anchor: 0,
            kind: HighlightKind::Claim,
            term: None,
            status: ClaimStatus::Draft,
        }
    }

    #[test]
    fn claims_that_overlap_run_in_different_lanes_and_a_free_lane_is_used_again() {
        let visible = [highlight("a", 0, 10), highlight("b", 5, 20), highlight("c", 10, 30)];
        let lanes = lanes(&visible);
        assert_eq!(lanes[&(id("a"), 0)], 0);
        assert_eq!(lanes[&(id("b"), 0)], 1);
        assert_eq!(lanes[&(id("c"), 0)], 0);
    }
}
