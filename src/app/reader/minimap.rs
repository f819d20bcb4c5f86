//! The overview at the right edge: the whole article in small, with a mark for every claim
//! and a box for what is in the window. Drawn from a mesh that is kept.

use std::sync::Arc;

use egui::{Color32, Mesh, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, pos2};

use super::{
    ReaderInput, accessible_bounds,
    overview::{BUCKETS, Sort},
    page::Page,
    palette::{ReaderPalette, mix},
};
use crate::domain::{ids::ClaimId, span::Span};

/// How wide the overview is, in points.
pub(super) const WIDTH: f32 = 38.0;
/// The marks that stand side by side at one height.
const ABREAST: usize = 3;
/// The height of a mark, in points.
const MARK: f32 = 2.0;
/// How far from a mark a click still means it, in points.
const NEAR: f32 = 4.0;

/// The kept drawing and what it was made from.
#[derive(Debug, Default)]
pub(super) struct Minimap {
    mesh: Option<Arc<Mesh>>,
    key: Option<Key>,
    /// The first code point of each height at which a mark can stand, from top to bottom.
    starts: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq)]
struct Key {
    claims: u64,
    lie: Lie,
    colours: Vec<(Sort, Color32)>,
    found: (usize, Option<Span>),
    found_colour: Color32,
}

/// How the text lies in the overview.
#[derive(Debug, Clone, PartialEq)]
struct Lie {
    rect: Rect,
    /// The height of the text, in points.
    total: f64,
    /// The length of the text, in code points.
    len: u32,
}

/// Where the analyst asks to go.
pub(super) struct Asked {
    /// The distance of the window's middle from the start of the article, in points.
    pub middle: f64,
    /// The claim whose mark was clicked, and where on the screen.
    pub claim: Option<(ClaimId, Pos2)>,
}

/// Draws the overview. Gives the place that was clicked or dragged to.
pub(super) fn show(
    ui: &Ui,
    rect: Rect,
    page: &Page,
    input: &ReaderInput<'_>,
    found: &[Span],
    minimap: &mut Minimap,
    view_height: f32,
) -> Option<Asked> {
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
        let middle = f64::from(pos.y - track.top()) / scale;
        let near = f64::from(NEAR) / scale;
        let claim = response.clicked().then(|| claim_near(page, input, middle, near)).flatten();
        return Some(Asked { middle, claim: claim.map(|claim| (claim, pos)) });
    }
    None
}

/// The claim that begins nearest to a distance from the start of the article, if one does
/// within `near` points of it.
fn claim_near(page: &Page, input: &ReaderInput<'_>, middle: f64, near: f64) -> Option<ClaimId> {
    let [from, at, to] = [middle - near, middle, middle + near].map(|y| place_at(page, y));
    let after = input.highlights.first_claim_from(at).filter(|(_, span)| span.start <= to);
    let before = input.highlights.previous_claim(at).filter(|(_, span)| span.start >= from);
    let nearest = after.into_iter().chain(before);
    nearest.min_by_key(|(_, span)| span.start.abs_diff(at)).map(|(claim, _)| claim)
}

/// The code point at a distance from the start of the article, in points.
fn place_at(page: &Page, y: f64) -> u32 {
    if y <= 0.0 {
        return 0;
    }
    let (segment, rest) = page.heights.at(y);
    let height = page.heights.before(segment + 1) - page.heights.before(segment);
    let span = page.model.segments.get(segment).map_or(Span::default(), |s| s.span);
    let share = if height > 0.0 { (rest / height).min(1.0) } else { 0.0 };
    span.start + (f64::from(span.len()) * share) as u32
}

fn describe(response: &Response, input: &ReaderInput<'_>, position: f64, total: f64) {
    let count = input.highlights.claim_count();
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::ScrollBar);
        node.set_bounds(accessible_bounds(response.rect));
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
            self.key.as_ref().is_some_and(|key| (key.lie.total - total).abs() < total * 0.000_5);
        let colours = match &self.key {
            Some(key) if key.claims == input.highlights.version() => {
                key.colours.iter().map(|(term, _)| (*term, colour_of(*term, input))).collect()
            }
            _ => colours(input),
        };
        let key = Key {
            claims: input.highlights.version(),
            lie: Lie {
                rect,
                total: if same_total { self.key.as_ref()?.lie.total } else { total },
                len: page.model.text.len(),
            },
            colours,
            found: (found.len(), found.first().copied()),
            found_colour: input.palette.found_now,
        };
        if self.key.as_ref() != Some(&key) {
            // A claim that comes or goes moves no line.
            if !self.key.as_ref().is_some_and(|old| old.lie == key.lie) {
                self.starts = starts(rect, page, total);
            }
            self.mesh = Some(Arc::new(draw(rect, page, input, &key, found, &self.starts)));
            self.key = Some(key);
        }
        self.mesh.clone()
    }
}

fn colour_of(term: Sort, input: &ReaderInput<'_>) -> Color32 {
    input.palette.claim(term.and_then(|term| (input.term_colour)(term)))
}

/// The colour of each sort that has a mark.
fn colours(input: &ReaderInput<'_>) -> Vec<(Sort, Color32)> {
    input.highlights.overview().sorts().map(|sort| (sort, colour_of(sort, input))).collect()
}

fn draw(
    rect: Rect,
    page: &Page,
    input: &ReaderInput<'_>,
    key: &Key,
    found: &[Span],
    starts: &[u32],
) -> Mesh {
    let mut mesh = Mesh::default();
    let slots = starts.len();
    let mut last = None;
    for span in found {
        let slot = starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        if last.replace(slot) == Some(slot) {
            continue;
        }
        let y = rect.top() + slot as f32 * MARK;
        let bar = Rect::from_min_max(pos2(rect.left() + 1.0, y), pos2(rect.left() + 6.0, y + MARK));
        mesh.add_colored_rect(bar, key.found_colour);
    }
    let len = page.model.text.len();
    let overview = input.highlights.overview();
    let (left, right) = (rect.left() + 9.0, rect.right() - 6.0);
    let mut column: Vec<Color32> = Vec::with_capacity(ABREAST);
    for slot in 0..slots {
        let from = first_bucket(starts[slot], len);
        let to = starts.get(slot + 1).map_or(BUCKETS as usize, |next| first_bucket(*next, len));
        column.clear();
        for sort in (from..to).flat_map(|bucket| overview.in_bucket(bucket)) {
            let known = key.colours.iter().find(|(known, _)| *known == sort);
            let colour = known.map_or(input.palette.untagged, |(_, colour)| *colour);
            if !column.contains(&colour) {
                column.push(colour);
                if column.len() == ABREAST {
                    break;
                }
            }
        }
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

/// The first code point of each height at which a mark can stand, from top to bottom.
fn starts(rect: Rect, page: &Page, total: f64) -> Vec<u32> {
    let slots = (rect.height() / MARK).ceil().max(1.0) as usize;
    (0..slots).map(|slot| place_at(page, total * slot as f64 / slots as f64)).collect()
}

/// The first bucket that begins at a code point or after it.
fn first_bucket(at: u32, len: u32) -> usize {
    let scaled = (u64::from(at) * u64::from(BUCKETS)).div_ceil(u64::from(len.max(1)));
    scaled.min(u64::from(BUCKETS)) as usize
}

fn soft(palette: &ReaderPalette, colour: Color32) -> Color32 {
    mix(palette.paper, colour, 0.75)
}
