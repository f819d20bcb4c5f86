//! The overview at the right edge: the whole article in small, with a mark for every claim
//! and a box for what is in the window. Drawn from a mesh that is kept.

use std::sync::Arc;

use egui::{Color32, Mesh, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, pos2};

use super::{
    ReaderInput,
    highlight_index::BUCKETS,
    page::Page,
    palette::{ReaderPalette, mix},
};
use crate::domain::{ids::TermId, span::Span};

/// How wide the overview is, in points.
pub(super) const WIDTH: f32 = 38.0;
/// The marks that stand side by side at one height.
const ABREAST: usize = 3;
/// The height of a mark, in points.
const MARK: f32 = 2.0;

/// The kept drawing and what it was made from.
#[derive(Debug, Default)]
pub(super) struct Minimap {
    mesh: Option<Arc<Mesh>>,
    key: Option<Key>,
}

#[derive(Debug, Clone, PartialEq)]
struct Key {
    claims: u64,
    rect: Rect,
    total: f64,
    colours: Vec<(Option<TermId>, Color32)>,
    found: (usize, Option<Span>),
    found_colour: Color32,
}

/// Draws the overview. Gives the place that was clicked or dragged to: the distance of the
/// window's middle from the start of the article.
pub(super) fn show(
    ui: &Ui,
    rect: Rect,
    page: &Page,
    input: &ReaderInput<'_>,
    found: &[Span],
    minimap: &mut Minimap,
    view_height: f32,
) -> Option<f64> {
    let palette = input.palette;
    let total = page.heights.total().max(1.0);
    let track = rect.shrink2(egui::vec2(0.0, 4.0));
    let response = ui.interact(track, ui.scope_id().with("overview"), Sense::CLICK | Sense::DRAG);
    describe(&response, input, page.position(), total);
    let painter = ui.painter().with_clip_rect(rect);
    painter.vline(
        rect.left(),
        rect.y_range(),
        Stroke::new(1.0, mix(palette.paper, palette.line, 0.6)),
    );
    if let Some(mesh) = minimap.mesh(track, page, input, found, total) {
        painter.add(Shape::Mesh(mesh));
    }
    let scale = f64::from(track.height()) / total.max(f64::from(view_height));
    let top = track.top() + (page.position().max(0.0) * scale) as f32;
    let height = ((f64::from(view_height) * scale) as f32).max(10.0);
    let top = top.min(track.bottom() - height);
    let view =
        Rect::from_min_max(pos2(rect.left() + 2.0, top), pos2(rect.right() - 2.0, top + height));
    let strong = response.hovered() || response.dragged();
    painter.rect(
        view,
        3.0,
        palette.accent.gamma_multiply(if strong { 0.18 } else { 0.10 }),
        Stroke::new(1.0, palette.accent.gamma_multiply(if strong { 0.9 } else { 0.55 })),
        StrokeKind::Inside,
    );
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.is_pointer_button_down_on() || response.clicked() {
        let pos = response.interact_pointer_pos()?;
        return Some(f64::from(pos.y - track.top()) / scale);
    }
    None
}

fn describe(response: &Response, input: &ReaderInput<'_>, position: f64, total: f64) {
    let count = input.highlights.claim_count();
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::ScrollBar);
        let claims = if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") };
        node.set_label(format!("Overview of the article: {claims}"));
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        node.set_numeric_value((position / total * 100.0).clamp(0.0, 100.0).round());
    });
}

impl Minimap {
    fn mesh(
        &mut self,
        rect: Rect,
        page: &Page,
        input: &ReaderInput<'_>,
        found: &[Span],
        total: f64,
    ) -> Option<Arc<Mesh>> {
        // A height that changes far away moves the marks by less than a pixel.
        let same_total =
            self.key.as_ref().is_some_and(|key| (key.total - total).abs() < total * 0.000_5);
        let colours = match &self.key {
            Some(key) if key.claims == input.highlights.version() => {
                key.colours.iter().map(|(term, _)| (*term, colour_of(*term, input))).collect()
            }
            _ => colours(input),
        };
        let key = Key {
            claims: input.highlights.version(),
            rect,
            total: if same_total { self.key.as_ref()?.total } else { total },
            colours,
            found: (found.len(), found.first().copied()),
            found_colour: input.palette.found_now,
        };
        if self.key.as_ref() != Some(&key) {
            self.mesh = Some(Arc::new(draw(rect, page, input, &key, found, total)));
            self.key = Some(key);
        }
        self.mesh.clone()
    }
}

fn colour_of(term: Option<TermId>, input: &ReaderInput<'_>) -> Color32 {
    input.palette.claim(term.and_then(|term| (input.term_colour)(term)))
}

/// The colour of each term that has a mark.
fn colours(input: &ReaderInput<'_>) -> Vec<(Option<TermId>, Color32)> {
    let mut terms: Vec<Option<TermId>> = Vec::new();
    for (_, term) in input.highlights.ticks() {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms.into_iter().map(|term| (term, colour_of(term, input))).collect()
}

fn draw(
    rect: Rect,
    page: &Page,
    input: &ReaderInput<'_>,
    key: &Key,
    found: &[Span],
    total: f64,
) -> Mesh {
    let mut mesh = Mesh::default();
    let slots = (rect.height() / MARK).ceil().max(1.0) as usize;
    let len = u64::from(page.model.text.len().max(1));
    let slot_of = |at: u32| {
        let segment = page.model.segment_at(at);
        let before = page.heights.before(segment);
        let after = page.heights.before(segment + 1);
        let span = page.model.segments.get(segment).map_or(Span::new(0, 1), |s| s.span);
        let share = f64::from(at.saturating_sub(span.start)) / f64::from(span.len().max(1));
        let y = before + (after - before) * share.min(1.0);
        ((y / total * slots as f64) as usize).min(slots - 1)
    };
    for span in found {
        let y = rect.top() + slot_of(span.start) as f32 * MARK;
        let bar = Rect::from_min_max(pos2(rect.left() + 1.0, y), pos2(rect.left() + 6.0, y + MARK));
        mesh.add_colored_rect(bar, key.found_colour);
    }
    let mut columns: Vec<Vec<Color32>> = vec![Vec::new(); slots];
    for (bucket, term) in input.highlights.ticks() {
        let at = (u64::from(bucket) * len / u64::from(BUCKETS)) as u32;
        let colour =
            key.colours.iter().find(|(t, _)| *t == term).map_or(input.palette.untagged, |c| c.1);
        let column = &mut columns[slot_of(at)];
        if column.len() < ABREAST && !column.contains(&colour) {
            column.push(colour);
        }
    }
    let (left, right) = (rect.left() + 9.0, rect.right() - 6.0);
    for (slot, column) in columns.iter().enumerate() {
        let y = rect.top() + slot as f32 * MARK;
        let width = (right - left) / column.len().max(1) as f32;
        for (index, colour) in column.iter().enumerate() {
            let x = left + index as f32 * width;
            let mark = Rect::from_min_max(pos2(x, y), pos2(x + width, y + MARK - 0.5));
            mesh.add_colored_rect(mark, soft(input.palette, *colour));
        }
    }
    mesh
}

fn soft(palette: &ReaderPalette, colour: Color32) -> Color32 {
    mix(palette.paper, colour, 0.75)
}
