//! The band between the readers: a curve for each join that is in view on both sides, a
//! short end for each that is in view on one. Pointing lights both ends, a click brings both
//! into view; dragging moves the divider.

use std::ops::RangeInclusive;

use egui::{
    Color32, Event, EventFilter, Key, Modifiers, Painter, Pos2, Rect, Response, Role, Sense, Shape,
    Stroke, Ui, WidgetInfo, accesskit::Action as Asked, epaint::CubicBezierShape, pos2,
};

use super::{Comparison, words};
use crate::{
    analysis::compare::{Join, Subject},
    app::{reader::Reader, scene::Scene, state::Sides},
    domain::span::Span,
};

/// How near the pointer must be to a curve, in points.
const NEAR: f32 = 6.0;
/// How far an end reaches whose other side is not in view, in points.
const END: f32 = 16.0;
/// The narrowest that a reader is made, as a share of the width.
const LEAST: f32 = 0.2;
/// More joins than this are not drawn, which is said: nobody could tell them apart.
const MOST: usize = 400;

/// Where a join stands on the screen: its height on either side, where it is in view.
#[derive(Debug, Clone)]
struct Ends {
    subject: Subject,
    at: usize,
    left: Option<RangeInclusive<f32>>,
    right: Option<RangeInclusive<f32>>,
}

/// Where a side's text is in view: in code points, and its reader.
struct InView<'a> {
    reader: &'a Reader,
    span: Span,
}

impl InView<'_> {
    fn new(reader: &Reader) -> InView<'_> {
        InView { reader, span: reader.visible_span() }
    }

    /// The height of the first of some spans that is in view.
    fn height(&self, spans: &[Span]) -> Option<RangeInclusive<f32>> {
        let next = spans.partition_point(|s| s.end <= self.span.start);
        let span = spans[next..].iter().find(|s| s.overlaps(self.span))?;
        // Only what is in view is asked for: a passage may be as long as the article.
        let start = span.start.max(self.span.start);
        let end = span.end.min(self.span.end);
        let rects = self.reader.screen_rects(Span { start, end });
        let window = self.reader.window();
        let top = rects.iter().map(egui::Rect::top).fold(f32::INFINITY, f32::min);
        let bottom = rects.iter().map(egui::Rect::bottom).fold(f32::NEG_INFINITY, f32::max);
        let (top, bottom) = (top.max(window.top()), bottom.min(window.bottom()));
        (top < bottom).then_some(top..=bottom)
    }
}

impl Comparison {
    /// Where the joins in view stand, and how many there are. Of too many, those that are
    /// chosen or have both ends in view come first.
    fn ends(&mut self, sides: &Sides) -> (Vec<Ends>, usize) {
        self.relist();
        let (left, right) =
            (InView::new(&sides.both[0].reader), InView::new(&sides.both[1].reader));
        let mut seen: Vec<(usize, u8)> = Vec::new();
        for (side, view) in [&left, &right].into_iter().enumerate() {
            let places = self.listed.places[side].in_view(view.span);
            seen.extend(places.map(|(_, at)| (at, 1 << side)));
        }
        seen.sort_unstable();
        seen.dedup();
        // An entry for each join, with the sides on which it is in view.
        seen.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 |= if same { next.1 } else { 0 };
            same
        });
        let all = seen.len();
        if all > MOST {
            let chosen = self.current.and_then(|subject| self.found.place(subject));
            seen.sort_by_key(|(at, sides)| (Some(*at) != chosen, *sides != 3));
            seen.truncate(MOST);
            seen.sort_unstable();
        }
        let ends = seen.into_iter().filter_map(|(at, _)| {
            let join = self.found.joins.get(at)?;
            let (l, r) = (left.height(&join.left), right.height(&join.right));
            (l.is_some() || r.is_some()).then_some(Ends {
                subject: join.subject,
                at,
                left: l,
                right: r,
            })
        });
        (ends.collect(), all)
    }

    /// Draws the band and takes what is done in it.
    pub fn band(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        rect: Rect,
        whole: Rect,
        sides: &mut Sides,
    ) {
        let (ends, in_view) = self.ends(sides);
        let id = ui.scope_id().with("band");
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let both = ends.iter().filter(|e| e.left.is_some() && e.right.is_some()).count();
        response.widget_info(|| {
            let text = format!("Joins between the articles, {both} in view on both sides");
            WidgetInfo::labeled(Role::Splitter, true, text)
        });
        let under = response.hover_pos().and_then(|pos| nearest(&ends, rect, pos));
        self.hovered = under.map(|at| ends[at].subject);
        if response.dragged() {
            move_divider(sides, whole, response.drag_delta().x);
        }
        self.keys(ui, &response, sides);
        if response.hovered() {
            ui.ctx().set_cursor_icon(match under {
                Some(_) => egui::CursorIcon::PointingHand,
                None => egui::CursorIcon::ResizeHorizontal,
            });
        }
        let mut chosen = under.filter(|_| response.clicked()).map(|at| ends[at].subject);
        self.draw(ui, scene, rect, &ends, response.has_focus());
        if in_view > MOST {
            left_out(ui, scene, rect, in_view);
        }
        if let Some(join) = under.and_then(|at| self.found.joins.get(ends[at].at)) {
            let name = words::name(join);
            crate::app::text::tip(response.clone(), name);
        }
        chosen = self.describe(ui, &response, rect, &ends).or(chosen);
        if response.clicked() {
            response.request_focus();
        }
        if let Some(subject) = chosen {
            self.choose(subject);
        }
    }

    /// Arrows move the divider and walk through the joins while the band has the keyboard.
    fn keys(&mut self, ui: &Ui, response: &Response, sides: &mut Sides) {
        if !response.has_focus() {
            return;
        }
        let filter =
            EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        for (key, by) in [(Key::ArrowLeft, -0.03), (Key::ArrowRight, 0.03)] {
            if pressed(key) {
                sides.share = (sides.share + by).clamp(LEAST, 1.0 - LEAST);
            }
        }
        for (key, forward) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
            if pressed(key) {
                self.step(forward);
            }
        }
    }

    fn draw(&self, ui: &Ui, scene: &Scene<'_>, rect: Rect, ends: &[Ends], focused: bool) {
        let theme = scene.theme;
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.rect_filled(rect, 0.0, theme.panel);
        for x in [rect.left() + 0.5, rect.right() - 0.5] {
            painter.vline(x, rect.y_range(), Stroke::new(1.0, theme.line));
        }
        let stands_out = |e: &Ends| {
            let is = |subject: Option<Subject>| subject == Some(e.subject);
            (is(self.current), is(self.hovered))
        };
        // What is chosen is drawn last, over the others.
        let mut order: Vec<&Ends> = ends.iter().collect();
        order.sort_by_key(|e| stands_out(e));
        let some = self.current.is_some_and(|c| ends.iter().any(|e| e.subject == c))
            || self.hovered.is_some();
        for e in order {
            let Some(join) = self.found.joins.get(e.at) else { continue };
            let (chosen, hovered) = stands_out(e);
            let colour = theme.join(join.kind());
            let share = match (chosen || hovered, some) {
                (true, _) => 1.0,
                (false, true) => 0.45,
                (false, false) => 0.75,
            };
            let stroke = Stroke::new(if chosen || hovered { 2.5 } else { 1.4 }, colour);
            draw_one(&painter, rect, e, stroke, share, is_suggested(join));
        }
        if focused {
            let inner = rect.shrink(1.0);
            let stroke = Stroke::new(1.0, theme.accent);
            painter.rect_stroke(inner, 3, stroke, egui::StrokeKind::Inside);
        }
    }

    /// Names each join in view for who reads them aloud; the one that was clicked so.
    fn describe(&self, ui: &mut Ui, band: &Response, rect: Rect, ends: &[Ends]) -> Option<Subject> {
        ui.ctx().accesskit_node_builder(band.id, |_| ())?;
        let asked =
            ui.input(|i| i.events.iter().any(|e| matches!(e, Event::AccessKitActionRequest(_))));
        let mut chosen = None;
        for e in ends {
            let Some(join) = self.found.joins.get(e.at) else { continue };
            let middle = middle(rect, e);
            let place = Rect::from_center_size(middle, egui::vec2(8.0, 8.0));
            let id = band.id.with(e.subject);
            let builder = egui::UiBuilder::new()
                .id_salt(e.subject)
                .max_rect(place)
                .accessibility_parent(band.id);
            let node = ui.new_child(builder).interact(place, id, Sense::hover());
            ui.ctx().accesskit_node_builder(node.id, |node| {
                node.set_role(egui::accesskit::Role::Button);
                node.set_label(words::name(join));
                node.set_bounds(crate::app::reader::accessible_bounds(place));
                node.set_selected(self.current == Some(e.subject));
                node.add_action(Asked::Click);
            });
            if asked && ui.input(|i| i.has_accesskit_action_request(node.id, Asked::Click)) {
                chosen = Some(e.subject);
            }
        }
        chosen
    }
}

/// Says that not all joins in view are drawn.
fn left_out(ui: &mut Ui, scene: &Scene<'_>, rect: Rect, in_view: usize) {
    let place = Rect::from_min_max(pos2(rect.left() + 4.0, rect.bottom() - 44.0), rect.max);
    ui.painter().rect_filled(place.shrink(2.0), 3.0, scene.theme.panel);
    let text = egui::RichText::new(format!("{MOST} of {in_view} joins drawn"));
    let text = text.size(11.5).color(scene.theme.warning);
    let response = ui.put(place.shrink(4.0), egui::Label::new(text).wrap());
    response.on_hover_text("More joins are in view than can be told apart. Filter them.");
}

/// Moves the divider by some points.
fn move_divider(sides: &mut Sides, whole: Rect, by: f32) {
    sides.share = (sides.share + by / whole.width().max(1.0)).clamp(LEAST, 1.0 - LEAST);
}

fn is_suggested(join: &Join) -> bool {
    matches!(join.subject, Subject::Suggested(..))
}

fn centre(range: &RangeInclusive<f32>) -> f32 {
    // A long passage is held by its first lines: its middle may be far from what is read.
    (range.start() + 14.0).min(range.start().midpoint(*range.end()))
}

/// The four points of a join's curve; of one whose other side is not in view, its short end.
fn curve(rect: Rect, e: &Ends) -> Option<[Pos2; 4]> {
    let (from, to) = match (&e.left, &e.right) {
        (Some(l), Some(r)) => (pos2(rect.left(), centre(l)), pos2(rect.right(), centre(r))),
        (Some(l), None) => (pos2(rect.left(), centre(l)), pos2(rect.left() + END, centre(l))),
        (None, Some(r)) => (pos2(rect.right() - END, centre(r)), pos2(rect.right(), centre(r))),
        (None, None) => return None,
    };
    let bend = (to.x - from.x) * 0.45;
    Some([from, pos2(from.x + bend, from.y), pos2(to.x - bend, to.y), to])
}

fn on_curve(points: [Pos2; 4], t: f32) -> Pos2 {
    let rest = 1.0 - t;
    let weights = [rest * rest * rest, 3.0 * rest * rest * t, 3.0 * rest * t * t, t * t * t];
    let sum = points
        .iter()
        .zip(weights)
        .fold(egui::Vec2::ZERO, |sum, (point, weight)| sum + point.to_vec2() * weight);
    sum.to_pos2()
}

fn middle(rect: Rect, e: &Ends) -> Pos2 {
    curve(rect, e).map_or(rect.center(), |points| on_curve(points, 0.5))
}

/// The join under the pointer.
fn nearest(ends: &[Ends], rect: Rect, pos: Pos2) -> Option<usize> {
    const STEPS: u8 = 24;
    let distance = |e: &Ends| {
        let points = curve(rect, e)?;
        let on = (0..=STEPS).map(|step| on_curve(points, f32::from(step) / f32::from(STEPS)));
        on.map(|p| p.distance(pos)).min_by(f32::total_cmp)
    };
    let near = ends.iter().enumerate().filter_map(|(at, e)| Some((at, distance(e)?)));
    let best = near.min_by(|a, b| a.1.total_cmp(&b.1))?;
    (best.1 <= NEAR).then_some(best.0)
}

fn draw_one(painter: &Painter, rect: Rect, e: &Ends, stroke: Stroke, share: f32, dashed: bool) {
    let Some(points) = curve(rect, e) else { return };
    let colour = stroke.color.gamma_multiply(share);
    for (range, x) in [(&e.left, rect.left()), (&e.right, rect.right() - 3.0)] {
        if let Some(range) = range {
            let bar = Rect::from_x_y_ranges(x..=x + 3.0, *range.start() + 1.0..=*range.end() - 1.0);
            painter.rect_filled(bar, 1.5, colour);
        }
    }
    let one_sided = e.left.is_none() || e.right.is_none();
    let stroke = Stroke::new(stroke.width, colour);
    if dashed && !one_sided {
        let on: Vec<Pos2> = (0..=32u8).map(|s| on_curve(points, f32::from(s) / 32.0)).collect();
        painter.extend(Shape::dashed_line(&on, stroke, 5.0, 4.0));
        return;
    }
    let shape = CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
    painter.add(shape);
    if one_sided {
        // A dot says that it goes on where nobody sees it now.
        let end = if e.left.is_some() { points[3] } else { points[0] };
        painter.circle_filled(end, stroke.width + 0.6, colour);
    }
}
