//! Lines as one mesh: thousands of them cost what their triangles cost. Each is a ribbon with
//! soft edges, whole or broken.

use egui::{Color32, Mesh, Pos2, Rect, Vec2, pos2, vec2};

use super::camera::Camera;
use crate::analysis::graph::layout::Point;

/// How soft an edge is, in points of the screen.
const SOFT: f32 = 0.6;

/// Below this scale nobody sees how a line bends.
const COARSE: f32 = 0.3;

/// How a line is broken: on, off, on, off, in points of the screen.
pub(super) type Dashes = &'static [f32];

/// A line of dashes.
pub(super) const DASHED: Dashes = &[5.0, 4.0];
/// Dash and dot.
pub(super) const DASH_DOT: Dashes = &[9.0, 3.5, 2.0, 3.5];

/// Lines on their way to the screen.
#[derive(Debug, Default)]
pub(super) struct Ink {
    mesh: Mesh,
    points: Vec<Pos2>,
}

impl Ink {
    /// All that was drawn.
    pub fn finish(self) -> Mesh {
        self.mesh
    }

    /// A line along curves.
    pub fn curves(
        &mut self,
        camera: &Camera,
        curves: &[[Point; 4]],
        (width, colour): (f32, Color32),
        dashes: Option<Dashes>,
    ) {
        let mut points = std::mem::take(&mut self.points);
        points.clear();
        sample(camera, curves, &mut points);
        self.line(&points, (width, colour), dashes);
        self.points = points;
    }

    /// A line through points.
    pub fn line(&mut self, points: &[Pos2], pen: (f32, Color32), dashes: Option<Dashes>) {
        match dashes {
            None => self.ribbon(points, pen),
            Some(dashes) => self.broken(points, pen, dashes),
        }
    }

    fn broken(&mut self, points: &[Pos2], pen: (f32, Color32), dashes: Dashes) {
        let mut piece: Vec<Pos2> = points.first().copied().into_iter().collect();
        let (mut at, mut left, mut on) = (0, dashes.first().copied().unwrap_or(1.0), true);
        for pair in points.windows(2) {
            let (mut from, to) = (pair[0], pair[1]);
            loop {
                let rest = from.distance(to);
                if rest < left {
                    left -= rest;
                    if on {
                        piece.push(to);
                    }
                    break;
                }
                from += (to - from) * (left / rest.max(1e-6));
                if on {
                    piece.push(from);
                    self.ribbon(&piece, pen);
                }
                piece.clear();
                at = (at + 1) % dashes.len().max(1);
                (on, left) = (!on, dashes.get(at).copied().unwrap_or(1.0).max(0.5));
                if on {
                    piece.push(from);
                }
            }
        }
        if on {
            self.ribbon(&piece, pen);
        }
    }

    /// A strip of triangles with soft edges; a thin one is soft from its middle on.
    fn ribbon(&mut self, points: &[Pos2], (width, colour): (f32, Color32)) {
        if points.len() < 2 {
            return;
        }
        // What is thinner than a pixel is as wide as one, and paler.
        let colour = if width < 1.0 { colour.gamma_multiply(width.max(0.15)) } else { colour };
        let half = width.max(1.0) / 2.0;
        let outer = half + SOFT;
        let clear = Color32::TRANSPARENT;
        if half <= SOFT + 0.2 {
            self.strip(points, &[(-outer, clear), (0.0, colour), (outer, clear)]);
        } else {
            let inner = half - SOFT;
            let across = [(-outer, clear), (-inner, colour), (inner, colour), (outer, clear)];
            self.strip(points, &across);
        }
    }

    /// Triangles between vertices that lie across each point, so far from it.
    fn strip(&mut self, points: &[Pos2], vertices: &[(f32, Color32)]) {
        let wide = vertices.len() as u32;
        for (at, point) in points.iter().enumerate() {
            let before = points[at.saturating_sub(1)];
            let after = points[(at + 1).min(points.len() - 1)];
            let along = (after - before).normalized();
            let across = vec2(-along.y, along.x);
            let first = self.mesh.vertices.len() as u32;
            for (far, colour) in vertices {
                self.mesh.colored_vertex(*point + across * *far, *colour);
            }
            if at > 0 {
                for strip in 0..wide - 1 {
                    let (a, b) = (first - wide + strip, first + strip);
                    self.mesh.add_triangle(a, a + 1, b);
                    self.mesh.add_triangle(a + 1, b, b + 1);
                }
            }
        }
    }

    /// A head that points to the right (1) or to the left (-1), its tip at a place.
    pub fn head(&mut self, tip: Pos2, side: f32, half: f32, colour: Color32) {
        let back = tip.x - side * half * 2.0;
        let first = self.mesh.vertices.len() as u32;
        for at in [tip, pos2(back, tip.y - half), pos2(back, tip.y + half)] {
            self.mesh.colored_vertex(at, colour);
        }
        self.mesh.add_triangle(first, first + 1, first + 2);
    }

    /// Slanted lines within a rectangle.
    pub fn hatch(&mut self, rect: Rect, step: f32, colour: Color32) {
        let mut x = rect.left() - rect.height() + step / 2.0;
        while x < rect.right() {
            // From the lower left to the upper right, cut at the sides.
            let (mut from, mut to) = (pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top()));
            if from.x < rect.left() {
                from += Vec2::splat(rect.left() - from.x) * vec2(1.0, -1.0);
            }
            if to.x > rect.right() {
                to += Vec2::splat(to.x - rect.right()) * vec2(-1.0, 1.0);
            }
            if from.x < to.x {
                self.ribbon(&[from, to], (1.0, colour));
            }
            x += step;
        }
    }

    /// A rectangle without type, for places too small to read.
    pub fn block(&mut self, rect: Rect, colour: Color32) {
        self.mesh.add_colored_rect(rect, colour);
    }
}

/// Points along curves, the more the longer they are on the screen.
fn sample(camera: &Camera, curves: &[[Point; 4]], points: &mut Vec<Pos2>) {
    for curve in curves {
        let p = curve.map(|point| camera.to_screen(point));
        if points.is_empty() {
            points.push(p[0]);
        }
        // What is level needs no bends.
        let level = p.iter().all(|point| (point.y - p[0].y).abs() < 0.3);
        let far = p[0].distance(p[3]);
        let steps = match (level, camera.scale < COARSE) {
            (true, _) => 1,
            (_, true) => (far / 40.0).clamp(1.0, 5.0) as u32,
            _ => (far / 12.0).clamp(3.0, 22.0) as u32,
        };
        for step in 1..=steps {
            points.push(on_curve(p, step as f32 / steps as f32));
        }
    }
}

fn on_curve(p: [Pos2; 4], t: f32) -> Pos2 {
    let rest = 1.0 - t;
    let weights = [rest * rest * rest, 3.0 * rest * rest * t, 3.0 * rest * t * t, t * t * t];
    let sum = p.iter().zip(weights).fold(Vec2::ZERO, |sum, (p, weight)| sum + p.to_vec2() * weight);
    sum.to_pos2()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(ink: Ink) -> Rect {
        ink.finish().calc_bounds()
    }

    #[test]
    fn a_broken_line_covers_less_than_a_whole_one_and_reaches_as_far() {
        let points = [pos2(0.0, 0.0), pos2(40.0, 0.0), pos2(40.0, 30.0)];
        let pen = (2.0, Color32::RED);
        let (mut whole, mut broken) = (Ink::default(), Ink::default());
        whole.line(&points, pen, None);
        broken.line(&points, pen, Some(DASH_DOT));
        let far = extent(broken);
        assert!(far.width() > 38.0 && far.height() > 25.0);
        assert!(extent(whole).contains_rect(far));
    }

    #[test]
    fn hatching_stays_within_its_rectangle() {
        for size in [vec2(100.0, 20.0), vec2(10.0, 60.0), vec2(3.0, 3.0)] {
            let rect = Rect::from_min_size(pos2(5.0, 7.0), size);
            let mut ink = Ink::default();
            ink.hatch(rect, 4.0, Color32::RED);
            let far = extent(ink);
            assert!(!far.is_finite() || rect.expand(2.0).contains_rect(far), "{far:?}");
        }
    }

    #[test]
    fn points_that_fall_together_make_no_endless_line() {
        let mut ink = Ink::default();
        ink.line(&[pos2(1.0, 1.0); 5], (1.0, Color32::RED), Some(DASHED));
        ink.line(&[], (1.0, Color32::RED), Some(DASHED));
        assert!(ink.finish().vertices.len() < 50);
    }
}
