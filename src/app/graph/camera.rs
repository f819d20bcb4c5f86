//! From the drawing to the screen and back: what is in the middle, and how large.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::analysis::graph::layout::Point;

/// The smallest and the largest scale.
const SCALES: (f32, f32) = (0.02, 3.0);
/// The largest scale that fitting chooses.
const FITTED: f32 = 1.25;
/// What fitting leaves free, in points.
const MARGIN: f32 = 22.0;

/// Where the drawing is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Camera {
    /// The point of the drawing in the middle.
    pub centre: Vec2,
    /// Points of the screen for a point of the drawing.
    pub scale: f32,
    /// What of the screen shows it.
    pub window: Rect,
}

impl Default for Camera {
    fn default() -> Self {
        Self { centre: Vec2::ZERO, scale: 1.0, window: Rect::ZERO }
    }
}

impl Camera {
    /// Where a point of the drawing is on the screen.
    pub fn to_screen(self, [x, y]: Point) -> Pos2 {
        self.window.center() + (vec2(x, y) - self.centre) * self.scale
    }

    /// Which point of the drawing is at a place on the screen.
    pub fn to_drawing(self, at: Pos2) -> Point {
        let point = (at - self.window.center()) / self.scale + self.centre;
        [point.x, point.y]
    }

    /// A rectangle of the drawing on the screen.
    pub fn rect(&self, low: Point, high: Point) -> Rect {
        Rect::from_min_max(self.to_screen(low), self.to_screen(high))
    }

    /// Shows the drawing through another part of the screen, without moving it.
    pub fn look_through(&mut self, window: Rect) {
        if self.window.is_positive() {
            self.centre += (window.center() - self.window.center()) / self.scale;
        }
        self.window = window;
    }

    /// Moves the drawing by so many points of the screen.
    pub fn pan(&mut self, by: Vec2) {
        self.centre -= by / self.scale;
    }

    /// Makes the drawing larger around a place on the screen, which stays where it is.
    pub fn zoom(&mut self, by: f32, around: Pos2) {
        let [x, y] = self.to_drawing(around);
        self.scale = (self.scale * by).clamp(SCALES.0, SCALES.1);
        let moved = self.to_screen([x, y]) - around;
        self.centre += moved / self.scale;
    }

    /// Shows all of it.
    pub fn fit(&mut self, [low, high]: [Point; 2]) {
        let size = vec2(high[0] - low[0], high[1] - low[1]).max(Vec2::splat(1.0));
        let room = (self.window.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
        let scale = (room.x / size.x).min(room.y / size.y);
        self.scale = scale.clamp(SCALES.0, FITTED);
        self.centre = vec2(low[0] + high[0], low[1] + high[1]) / 2.0;
    }

    /// Moves as little as needed to show a rectangle of the drawing.
    pub fn reveal(&mut self, low: Point, high: Point) {
        let shown = self.window.shrink(MARGIN.min(self.window.size().min_elem() / 4.0));
        let rect = self.rect(low, high);
        let by = |from: f32, to: f32, min: f32, max: f32| {
            if from < min {
                min - from
            } else if to > max {
                max - to
            } else {
                0.0
            }
        };
        self.pan(vec2(
            by(rect.left(), rect.right(), shown.left(), shown.right()),
            by(rect.top(), rect.bottom(), shown.top(), shown.bottom()),
        ));
    }

    /// What of the drawing is in view.
    pub fn view(&self) -> [Point; 2] {
        [self.to_drawing(self.window.min), self.to_drawing(self.window.max)]
    }

    /// A camera that shows the drawing at a scale with its corner in the corner.
    pub fn of_picture(low: Point, size: Vec2) -> Self {
        let window = Rect::from_min_size(pos2(0.0, 0.0), size);
        Self { centre: vec2(low[0], low[1]) + size / 2.0, scale: 1.0, window }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera() -> Camera {
        let window = Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0));
        Camera { centre: vec2(30.0, -20.0), scale: 0.7, window }
    }

    fn near(a: Pos2, b: Pos2) -> bool {
        a.distance(b) < 0.01
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_when_zooming() {
        let mut camera = camera();
        let pointer = pos2(300.0, 400.0);
        let point = camera.to_drawing(pointer);
        camera.zoom(1.7, pointer);
        assert!(near(camera.to_screen(point), pointer));
        camera.zoom(1e9, pointer);
        assert!(camera.scale <= SCALES.1 && near(camera.to_screen(point), pointer));
    }

    #[test]
    fn fitting_shows_all_and_panning_moves_by_points_of_the_screen() {
        let mut camera = camera();
        let bounds = [[-500.0, -100.0], [2_500.0, 900.0]];
        camera.fit(bounds);
        assert!(camera.window.contains_rect(camera.rect(bounds[0], bounds[1])));
        let before = camera.to_screen([0.0, 0.0]);
        camera.pan(vec2(10.0, -5.0));
        assert!(near(camera.to_screen([0.0, 0.0]), before + vec2(10.0, -5.0)));
        camera.fit([[0.0, 0.0], [10.0, 10.0]]);
        assert!(camera.scale <= FITTED, "a small drawing is not blown up");
    }

    #[test]
    fn a_panel_that_opens_beside_it_does_not_move_the_drawing() {
        let mut camera = camera();
        let before = camera.to_screen([12.0, 34.0]);
        camera.look_through(Rect::from_min_size(pos2(100.0, 50.0), vec2(500.0, 580.0)));
        assert!(near(camera.to_screen([12.0, 34.0]), before));
    }

    #[test]
    fn revealing_moves_only_as_far_as_needed() {
        let mut camera = camera();
        let still = camera;
        camera.reveal([0.0, 0.0], [50.0, 20.0]);
        assert_eq!(camera, still);
        camera.reveal([5_000.0, 0.0], [5_100.0, 20.0]);
        assert!(camera.window.contains_rect(camera.rect([5_000.0, 0.0], [5_100.0, 20.0])));
    }
}
