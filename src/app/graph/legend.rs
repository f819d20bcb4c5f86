//! What the marks of the picture mean, painted as they are there; and the circles in words.

use egui::{
    Align, Color32, CornerRadius, Frame, Layout, Margin, Painter, Rect, RichText, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2,
};

use super::{
    OriginsView,
    asked::Drawn,
    ink::{DASH_DOT, DASHED, Ink},
};
use crate::app::{panels::claim::fields, scene::Scene, text, theme, theme::Theme};

/// How wide it is, in points.
const WIDTH: f32 = 286.0;
/// How high it is at most, in points.
const HEIGHT: f32 = 372.0;

/// A mark and what it means.
#[derive(Clone, Copy)]
enum Mark {
    Article,
    Work,
    Source,
    Last,
    Unnamed,
    Open,
    Told,
    Depends,
    Together,
    Unsure,
    Circle,
    Struck,
}

const MARKS: [(Mark, &str); 12] = [
    (Mark::Article, "An article under study"),
    (Mark::Work, "A work"),
    (Mark::Source, "A source"),
    (Mark::Last, "A last voice: chains end here"),
    (Mark::Unnamed, "Nobody can name it"),
    (Mark::Open, "Not followed further"),
    (Mark::Told, "Told by; thicker for more claims"),
    (Mark::Depends, "One depends on the other"),
    (Mark::Together, "These voices hang together"),
    (Mark::Unsure, "Alleged, or can be read otherwise"),
    (Mark::Circle, "A circle: it leads back to itself"),
    (Mark::Struck, "Discounted"),
];

impl OriginsView {
    /// Draws it in the lower left corner.
    pub(super) fn legend(&mut self, ui: &mut Ui, scene: &Scene<'_>, drawn: &Drawn, window: Rect) {
        let corner = window.left_bottom() + vec2(12.0, -12.0);
        let closed = !self.legend_open;
        let height = if closed { 30.0 } else { HEIGHT.min(window.height() - 24.0) };
        let width = if closed { 90.0 } else { WIDTH.min(window.width() - 24.0) };
        let rect = Rect::from_min_size(corner - vec2(0.0, height), vec2(width, height));
        let builder = UiBuilder::new()
            .id_salt("legend of the graph")
            .max_rect(rect)
            .layout(Layout::bottom_up(Align::Min));
        ui.scope_builder(builder, |ui| {
            Frame::new()
                .fill(scene.theme.raised)
                .stroke(Stroke::new(1.0, scene.theme.line))
                .corner_radius(7)
                .inner_margin(Margin::symmetric(10, 6))
                .show(ui, |ui| {
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        let title = if closed { "Legend ▴" } else { "Legend ▾" };
                        let name = if closed { "Show the legend" } else { "Hide the legend" };
                        if fields::quiet(ui, title, name).clicked() {
                            self.legend_open ^= true;
                        }
                        if !closed {
                            body(ui, scene, drawn);
                        }
                    });
                });
        });
    }
}

fn body(ui: &mut Ui, scene: &Scene<'_>, drawn: &Drawn) {
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.spacing_mut().interact_size.y = 15.0;
    ScrollArea::vertical().max_height(HEIGHT - 50.0).id_salt("legend").show(ui, |ui| {
        ui.set_width(ui.available_width());
        for (mark, words) in MARKS {
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(40.0, 15.0), Sense::hover());
                paint(ui.painter(), scene.theme, mark, rect);
                text::elided(ui, RichText::new(words).size(12.0));
            });
        }
        fields::small(ui, "Drag or arrows move, the wheel with Ctrl and + − zoom, 0 fits, N shows the neighbourhood of the chosen node, Esc leaves it.");
        if !drawn.told.is_empty() {
            theme::section(ui, "Circles");
            for told in &drawn.told {
                let colour = scene.theme.danger;
                text::wrapped(ui, RichText::new(told).size(12.0).color(colour));
            }
        }
    });
}

fn paint(painter: &Painter, theme: &Theme, mark: Mark, rect: Rect) {
    let block = Rect::from_center_size(rect.center(), vec2(34.0, 11.0));
    let boxed = |fill: Color32, stroke: Stroke, round: u8| {
        painter.rect(block, CornerRadius::same(round), fill, stroke, StrokeKind::Middle);
    };
    let source = Stroke::new(1.2, theme.accent);
    let mut ink = Ink::default();
    let (from, to) = (block.left_center(), block.right_center());
    match mark {
        Mark::Article => boxed(theme.raised, Stroke::new(1.8, theme.ink), 2),
        Mark::Work => boxed(theme.raised, Stroke::new(1.0, theme.faint), 2),
        Mark::Source => boxed(theme.raised, source, 6),
        Mark::Last => boxed(theme.chosen, source, 6),
        Mark::Unnamed => {
            boxed(theme.raised, source, 6);
            ink.hatch(block.shrink(1.5), 4.0, theme.faint.gamma_multiply(0.5));
        }
        Mark::Open => {
            let half = Rect::from_min_max(block.min, pos2(block.center().x, block.bottom()));
            painter.rect(half, 5, theme.chosen, source, StrokeKind::Middle);
            let tail = [pos2(half.right() + 3.0, from.y), to];
            ink.line(&tail, (2.0, theme.faint), Some(&[2.5, 3.0]));
        }
        Mark::Told => {
            ink.line(&[from, to], (2.4, theme.faint.gamma_multiply(0.6)), None);
            ink.head(to, 1.0, 4.0, theme.faint);
        }
        Mark::Depends => {
            ink.line(&[from, to], (1.4, theme.warning), Some(DASH_DOT));
            ink.head(to, 1.0, 3.5, theme.warning);
        }
        Mark::Together => {
            painter.rect_filled(block.expand(1.5), 4, theme.warning.gamma_multiply(0.14));
            let stroke = Stroke::new(1.0, theme.warning.gamma_multiply(0.7));
            painter.rect_stroke(block.expand(1.5), 4, stroke, StrokeKind::Middle);
        }
        Mark::Unsure => ink.line(&[from, to], (1.4, theme.faint), Some(DASHED)),
        Mark::Circle => {
            ink.line(&[from, to], (2.4, theme.danger), None);
            ink.head(to, 1.0, 4.0, theme.danger);
        }
        Mark::Struck => {
            boxed(theme.raised, source, 6);
            let at = [from + vec2(4.0, 0.0), to - vec2(4.0, 0.0)];
            ink.line(&at, (1.4, theme.danger), None);
        }
    }
    painter.add(egui::Shape::mesh(ink.finish()));
}
