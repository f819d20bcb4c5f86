//! The table of joins: sorted, filtered, walked through with the arrows.

use egui::{Align, Button, Layout, RichText, Ui, UiBuilder, WidgetInfo};

use super::{Comparison, listed::Order, words};
use crate::{
    analysis::compare::{Join, Subject},
    app::{
        rows::{Row, Rows},
        scene::Scene,
        struck, text,
    },
    domain::{article::Article, span::Span},
};

/// The height of a row, in points.
const ROW: f32 = 28.0;
/// More than this of a place is never seen in a row, in code points.
const LONGEST: usize = 160;

/// The columns: title, order, and width in points; 0 takes a share of what is left.
const COLUMNS: [(&str, Order, f32); 5] = [
    ("Kind", Order::Kind, 92.0),
    ("Left", Order::Left, 0.0),
    ("Right", Order::Right, 0.0),
    ("Difference", Order::Difference, 150.0),
    ("Score", Order::Score, 58.0),
];

impl Comparison {
    /// Draws the table.
    pub(super) fn table(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        (left, right): (&Article, &Article),
    ) {
        self.relist();
        self.headings(ui, scene);
        if self.listed.rows.is_empty() {
            ui.add_space(8.0);
            crate::app::theme::hint(ui, self.nothing());
            return;
        }
        let current = self.current.and_then(|s| self.listed.row_of(self.found.place(s)?));
        let reveal = std::mem::take(&mut self.reveal).then_some(current).flatten();
        let (joins, listed) = (&self.found.joins, &self.listed);
        let rows = Rows {
            cursor: current,
            reveal,
            fill: true,
            max_height: ui.available_height(),
            ..Rows::new("joins", "Joins", listed.rows.len(), ROW)
        };
        let join = |row: usize| listed.rows.get(row).and_then(|at| joins.get(*at));
        let response = rows.show(
            ui,
            scene.theme,
            |row| Row {
                name: join(row).map_or_else(String::new, |join| {
                    struck::spoken(words::name(join), falls(scene, join))
                }),
                chosen: current == Some(row),
                enabled: true,
            },
            |ui, row| {
                if let Some(join) = join(row) {
                    cells(ui, scene, join, (left, right));
                }
            },
            None,
        );
        let chosen = response.clicked.map(|(row, _)| row).or(response.activated);
        if let Some(row) = response.moved.map(|(row, _)| row).or(chosen) {
            self.choose_row(row);
        }
    }

    /// Why there is nothing in the table.
    fn nothing(&self) -> &'static str {
        if self.is_comparing() {
            "Nothing found yet."
        } else if self.found.stopped {
            "The comparison was stopped."
        } else if self.found.joins.is_empty() {
            "The two share no passage, claim, source or work that is known here."
        } else {
            "No join fits what is asked for."
        }
    }

    fn headings(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let widths = widths(ui.available_width() - 16.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(8.0);
            for ((title, order, _), width) in COLUMNS.into_iter().zip(widths) {
                let sorted = self.listed.order == order;
                let arrow = match (sorted, self.listed.backwards) {
                    (false, _) => "",
                    (true, false) => " ▾",
                    (true, true) => " ▴",
                };
                let colour = if sorted { scene.theme.ink } else { scene.theme.faint };
                let label = RichText::new(format!("{title}{arrow}")).size(12.0).color(colour);
                let (rect, _) =
                    ui.allocate_exact_size(egui::vec2(width, 20.0), egui::Sense::hover());
                let mut cell = ui.new_child(
                    UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)),
                );
                let response = cell.add(Button::new(label).frame(false));
                let name = format!("Sort by {}", title.to_lowercase());
                let enabled = cell.is_enabled();
                response.widget_info(|| {
                    WidgetInfo::selected(egui::Role::Button, enabled, sorted, &name)
                });
                if response.clicked() {
                    self.listed.backwards = sorted && !self.listed.backwards;
                    self.listed.order = order;
                }
            }
        });
    }
}

/// Whether a source or work that both have is discounted.
pub(super) fn falls(scene: &Scene<'_>, join: &Join) -> bool {
    let (tracing, project) = (scene.tracing, scene.project);
    match join.subject {
        Subject::Sources(left, right) => {
            [left, right].iter().any(|id| struck::source(tracing, project, *id))
        }
        Subject::Works(left, right) => {
            [left, right].iter().any(|id| struck::work(tracing, project, *id))
        }
        _ => false,
    }
}

fn widths(room: f32) -> [f32; 5] {
    let fixed: f32 = COLUMNS.iter().map(|c| c.2).sum();
    let share = ((room - fixed) / 2.0).max(60.0);
    COLUMNS.map(|c| if c.2 == 0.0 { share } else { c.2 })
}

fn cells(ui: &mut Ui, scene: &Scene<'_>, join: &Join, (left, right): (&Article, &Article)) {
    let theme = scene.theme;
    let rect = ui.max_rect();
    let mut x = rect.left();
    let place = |article: &Article, spans: &[Span]| {
        let more = match spans.len() {
            0 | 1 => String::new(),
            n => format!("{n} × "),
        };
        let first =
            spans.first().map_or_else(String::new, |s| words::excerpt(article, *s, LONGEST));
        format!("{more}{first}")
    };
    let (kind, quiet) = match join.subject {
        Subject::Suggested(..) => ("Claims?", true),
        Subject::Accepted(..) => ("Claims", false),
        Subject::Works(..) => ("Work", false),
        _ => (join.kind().label(), false),
    };
    let colour = theme.join(join.kind());
    for (at, width) in widths(rect.width()).into_iter().enumerate() {
        let cell = egui::Rect::from_min_size(
            egui::pos2(x, rect.top()),
            egui::vec2(width - 10.0, rect.height()),
        );
        x += width;
        let builder = UiBuilder::new().max_rect(cell).layout(Layout::left_to_right(Align::Center));
        let ui = &mut ui.new_child(builder);
        ui.shrink_clip_rect(cell);
        match at {
            0 => {
                let (dot, _) = ui.allocate_exact_size(egui::vec2(9.0, 9.0), egui::Sense::hover());
                if quiet {
                    let stroke = egui::Stroke::new(1.4, colour);
                    ui.painter().circle_stroke(dot.center(), 3.6, stroke);
                } else {
                    ui.painter().circle_filled(dot.center(), 4.0, colour);
                }
                ui.spacing_mut().item_spacing.x = 4.0;
                text::elided(ui, RichText::new(kind).size(12.5));
            }
            1 => {
                text::elided(ui, place(left, &join.left));
            }
            2 => {
                text::elided(ui, place(right, &join.right));
            }
            3 => {
                let words = match join.subject {
                    Subject::Suggested(_, _, kind) | Subject::Accepted(_, _, kind) => {
                        crate::domain::vocabulary::Vocabulary::label(kind).to_owned()
                    }
                    Subject::Sources(..) | Subject::Works(..) => join.label.clone(),
                    _ => join.difference(),
                };
                let words = RichText::new(words).color(theme.faint).size(12.5);
                text::elided(ui, struck::words(words, falls(scene, join)));
            }
            _ => {
                text::elided(ui, RichText::new(words::percent(join.score)).color(theme.faint));
            }
        }
    }
}
