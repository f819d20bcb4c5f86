//! The picture: it is dragged, zoomed, pointed at, walked through by keys, and read aloud.

use std::sync::Arc;

use egui::{
    Event, EventFilter, Key, Modifiers, Painter, Rect, Response, Role, Sense, Ui, UiBuilder, Vec2,
    WidgetInfo, accesskit, vec2,
};

use super::{
    OriginsView,
    asked::Drawn,
    paint::{Hand, Marks},
    words,
};
use crate::{
    analysis::graph::layout::PlaceKey,
    app::{reader::accessible_bounds, scene::Scene, text},
};

/// How far an arrow key moves the picture, in points.
const STEP: f32 = 60.0;
/// How much larger a key makes it.
pub(super) const ZOOM: f32 = 1.25;
/// With more places in view than this none is read aloud by itself: the table tells them.
const READ_ALOUD: usize = 400;

impl OriginsView {
    /// Draws the picture.
    pub(super) fn canvas(&mut self, ui: &mut Ui, scene: &Scene<'_>, drawn: &Arc<Drawn>) {
        let window = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(window);
        let id = ui.scope_id().with("graph of origins");
        let response = ui.interact(window, id, Sense::click_and_drag());
        // What is chosen stays in view when its panel opens beside the picture.
        self.reveal |= self.chosen.is_some() && self.camera.window != window;
        self.camera.look_through(window);
        self.settle(drawn);
        self.keys(ui, &response, drawn);
        self.pointer(ui, &response, drawn);
        let chosen = self.chosen_place(drawn);
        self.follow_ways(drawn, self.hovered.or(chosen));
        self.search.follow(drawn);
        if let Some(place) = self.search.take_arrived() {
            self.chosen = Some(drawn.layout.places[place].key);
            self.reveal = true;
        }
        if std::mem::take(&mut self.reveal)
            && let Some(place) = self.chosen_place(drawn).map(|at| &drawn.layout.places[at])
        {
            let (low, high) = super::words::corners(place);
            self.camera.reveal(low, high);
        }
        let painter = ui.painter().with_clip_rect(window.intersect(ui.clip_rect()));
        let places = self.paint(&painter, scene, drawn);
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.0, scene.theme.accent);
            painter.rect_stroke(window.shrink(1.0), 3, stroke, egui::StrokeKind::Inside);
        }
        let clicked = self.describe(ui, &response, scene, drawn, &places);
        if let Some(place) = clicked {
            self.chosen = Some(drawn.layout.places[place].key);
        }
        if let Some(at) = self.hovered {
            let hand = Hand { painter: ui.painter(), theme: scene.theme, camera: &self.camera };
            let rect = hand.rect(&drawn.layout.places[at]).intersect(window);
            let here = ui.interact(rect, id.with("tip"), Sense::hover());
            text::tip(here, words::name(drawn, at, scene));
        }
        self.legend(ui, scene, drawn, window);
    }

    /// Shows all of it the first time, and whenever another part is shown.
    fn settle(&mut self, drawn: &Drawn) {
        let other = self.fitted.as_ref() != Some(&drawn.part);
        if std::mem::take(&mut self.fit) || other {
            self.camera.fit(drawn.layout.bounds);
            self.fitted = Some(drawn.part.clone());
        }
    }

    fn paint(&self, painter: &Painter, scene: &Scene<'_>, drawn: &Drawn) -> Vec<usize> {
        let hand = Hand { painter, theme: scene.theme, camera: &self.camera };
        let marks = Marks {
            ways: self.ways.as_ref().map(|(_, _, ways)| ways),
            chosen: self.chosen_place(drawn),
            hovered: self.hovered,
            found: self.search.found(),
            struck: &|key| key.is_discounted(&scene.tracing.discount),
        };
        hand.drawing(drawn, &marks)
    }

    fn keys(&mut self, ui: &Ui, response: &Response, drawn: &Drawn) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        let nobody = ui.memory(|m| m.focused().is_none());
        if response.has_focus() {
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if response.has_focus() || nobody {
            for (key, by) in [
                (Key::ArrowLeft, vec2(STEP, 0.0)),
                (Key::ArrowRight, vec2(-STEP, 0.0)),
                (Key::ArrowUp, vec2(0.0, STEP)),
                (Key::ArrowDown, vec2(0.0, -STEP)),
            ] {
                if pressed(key) {
                    self.camera.pan(by);
                }
            }
            if pressed(Key::Home) {
                self.camera.fit(drawn.layout.bounds);
            }
        }
        let middle = self.camera.window.center();
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.camera.zoom(ZOOM, middle);
        }
        if pressed(Key::Minus) {
            self.camera.zoom(1.0 / ZOOM, middle);
        }
        if pressed(Key::Num0) {
            self.camera.fit(drawn.layout.bounds);
        }
        self.common_keys(ui);
    }

    /// The keys that the picture and the table share.
    pub(super) fn common_keys(&mut self, ui: &Ui) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::N) {
            self.toggle_neighbourhood();
        }
        let held = self.chosen.is_some() || self.is_near();
        if held && pressed(Key::Escape) {
            if self.is_near() {
                self.question.part.around = None;
            } else {
                self.chosen = None;
            }
        }
    }

    fn pointer(&mut self, ui: &Ui, response: &Response, drawn: &Drawn) {
        if response.dragged() {
            self.camera.pan(response.drag_delta());
        }
        if ui.rect_contains_pointer(response.rect) && response.contains_pointer() {
            let (zoom, wheel) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta()));
            if zoom == 1.0 {
                if wheel != Vec2::ZERO {
                    self.camera.pan(wheel);
                }
            } else if let Some(at) = ui.input(|i| i.pointer.hover_pos()) {
                self.camera.zoom(zoom, at);
            }
        }
        let at = response.hover_pos().map(|pos| self.camera.to_drawing(pos));
        self.hovered = at.filter(|_| !response.dragged()).and_then(|[x, y]| {
            drawn.layout.places.iter().position(|place| {
                let (low, high) = words::corners(place);
                low[0] <= x && x <= high[0] && low[1] <= y && y <= high[1]
            })
        });
        if response.hovered() {
            ui.ctx().set_cursor_icon(match (response.dragged(), self.hovered) {
                (true, _) => egui::CursorIcon::Grabbing,
                (_, Some(_)) => egui::CursorIcon::PointingHand,
                _ => egui::CursorIcon::Grab,
            });
        }
        if response.clicked() {
            response.request_focus();
            self.chosen = self.hovered.map(|at| drawn.layout.places[at].key);
            self.reveal = true;
        }
        if let (true, Some(key)) = (response.double_clicked(), self.chosen)
            && matches!(key, PlaceKey::Group(_))
        {
            self.open_group(key);
        }
    }

    /// Names the places in view for who reads them aloud. The one that was clicked so.
    fn describe(
        &self,
        ui: &mut Ui,
        canvas: &Response,
        scene: &Scene<'_>,
        drawn: &Drawn,
        places: &[usize],
    ) -> Option<usize> {
        canvas.widget_info(|| {
            let (all, shown) = (drawn.layout.places.len(), places.len());
            let name = format!("Graph of origins, {shown} of {all} places in view");
            WidgetInfo::labeled(Role::Canvas, true, name)
        });
        ui.ctx().accesskit_node_builder(canvas.id, |_| ())?;
        let asked =
            ui.input(|i| i.events.iter().any(|e| matches!(e, Event::AccessKitActionRequest(_))));
        let hand = Hand { painter: ui.painter(), theme: scene.theme, camera: &self.camera };
        let read = if places.len() > READ_ALOUD { &[] } else { places };
        let rects: Vec<(usize, Rect)> =
            read.iter().map(|at| (*at, hand.rect(&drawn.layout.places[*at]))).collect();
        let mut clicked = None;
        for (at, rect) in rects {
            let rect = rect.intersect(canvas.rect);
            let key = drawn.layout.places[at].key;
            let builder =
                UiBuilder::new().id_salt(key).max_rect(rect).accessibility_parent(canvas.id);
            let node = ui.new_child(builder).interact(rect, canvas.id.with(key), Sense::hover());
            ui.ctx().accesskit_node_builder(node.id, |node| {
                node.set_role(accesskit::Role::Button);
                node.set_label(words::name(drawn, at, scene));
                node.set_bounds(accessible_bounds(rect));
                node.set_selected(self.chosen == Some(key));
                node.add_action(accesskit::Action::Click);
            });
            if asked
                && ui.input(|i| i.has_accesskit_action_request(node.id, accesskit::Action::Click))
            {
                clicked = Some(at);
            }
        }
        clicked
    }
}
