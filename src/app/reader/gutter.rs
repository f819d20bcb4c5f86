//! The gutter left of the text: a mark at the line where each claim starts; where more
//! than three start in one line, their number.

use egui::{
    Align2, Color32, FontFamily, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::{ReaderInput, highlight_index::Highlight, highlight_index::HighlightKind, page::Shown};
use crate::{app::text, domain::ids::ClaimId};

/// How wide the gutter is, in points.
pub(super) const WIDTH: f32 = 34.0;
/// The marks that stand side by side.
const ABREAST: usize = 3;

struct Line {
    rect: Rect,
    claims: Vec<(ClaimId, Color32)>,
}

/// What was clicked in the gutter, and whether it is to be added to the selection.
pub(super) struct GutterClick {
    pub(super) claims: Vec<ClaimId>,
    pub(super) add: bool,
}

/// Draws the marks. `window` is the part of the screen that shows text, `right` the right
/// edge of the gutter.
pub(super) fn show(
    ui: &Ui,
    window: Rect,
    right: f32,
    shown: &[Shown],
    visible: &[Highlight],
    input: &ReaderInput<'_>,
) -> Option<GutterClick> {
    let mut clicked = None;
    let painter = ui.painter().with_clip_rect(window);
    for line in lines(window, right, shown, visible, input) {
        let (first, _) = line.claims[0];
        let id = ui.scope_id().with(("gutter", first));
        let hit = line.rect.intersect(window);
        let response =
            ui.interact(hit, id, Sense::CLICK).on_hover_cursor(egui::CursorIcon::PointingHand);
        let name = || match line.claims.as_slice() {
            [(only, _)] => format!("Go to {}", (input.claim_name)(*only)),
            many => format!("{} claims start in this line", many.len()),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
        if response.clicked() {
            clicked = Some(GutterClick {
                claims: line.claims.iter().map(|(claim, _)| *claim).collect(),
                add: ui.input(|i| i.modifiers.command),
            });
        }
        paint(&painter, &line, response.hovered(), input);
        if response.hovered() {
            response.on_hover_ui(|ui| {
                text::wrapped(ui, (input.hover_text)(first));
                if line.claims.len() > 1 {
                    ui.weak(format!("and {} more", line.claims.len() - 1));
                }
            });
        }
    }
    clicked
}

fn paint(painter: &egui::Painter, line: &Line, hovered: bool, input: &ReaderInput<'_>) {
    let rect = line.rect;
    let grow = if hovered { 1.0 } else { 0.0 };
    if line.claims.len() > ABREAST {
        let badge = Rect::from_center_size(
            pos2(rect.right() - 11.0, rect.center().y),
            vec2(20.0, 15.0) + vec2(grow, grow),
        );
        painter.rect(
            badge,
            4.0,
            input.palette.paper,
            Stroke::new(1.0, input.palette.faint),
            egui::StrokeKind::Inside,
        );
        painter.text(
            badge.center(),
            Align2::CENTER_CENTER,
            line.claims.len().to_string(),
            FontId::new(10.5, FontFamily::Proportional),
            input.palette.ink,
        );
        return;
    }
    for (index, (claim, colour)) in line.claims.iter().enumerate() {
        let x = rect.right() - 4.0 - index as f32 * 7.0;
        let selected = input.selected.contains(claim);
        let size =
            vec2(4.0, rect.height() * if selected { 0.86 } else { 0.6 }) + vec2(grow, grow * 2.0);
        let mark = Rect::from_center_size(pos2(x, rect.center().y), size);
        painter.rect_filled(mark, 2.0, *colour);
        if selected {
            painter.rect_stroke(
                mark.expand(2.0),
                3.0,
                Stroke::new(1.0, *colour),
                egui::StrokeKind::Inside,
            );
        }
    }
}

fn lines(
    window: Rect,
    right: f32,
    shown: &[Shown],
    visible: &[Highlight],
    input: &ReaderInput<'_>,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut seen: Vec<ClaimId> = Vec::new();
    for highlight in visible.iter().filter(|h| h.kind == HighlightKind::Claim) {
        if seen.contains(&highlight.claim) {
            continue;
        }
        let at = highlight.span.start;
        let next = shown.partition_point(|s| s.layout.span.start <= at);
        let Some(place) = next.checked_sub(1).and_then(|index| shown.get(index)) else { continue };
        if at > place.layout.span.end {
            continue;
        }
        let row = &place.layout.rows[place.layout.row_of(at, false)];
        let top = window.top() + place.top + row.top;
        let rect = Rect::from_min_max(
            pos2(right - WIDTH + 4.0, top),
            pos2(right, top + row.bottom - row.top),
        );
        if !rect.intersects(window) {
            continue;
        }
        seen.push(highlight.claim);
        let colour = input.palette.claim(highlight.term.and_then(|t| (input.term_colour)(t)));
        match lines.iter_mut().rev().find(|line| (line.rect.top() - top).abs() < 0.5) {
            Some(line) => line.claims.push((highlight.claim, colour)),
            None => lines.push(Line { rect, claims: vec![(highlight.claim, colour)] }),
        }
    }
    lines
}
