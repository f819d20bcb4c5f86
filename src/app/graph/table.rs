//! The same as the picture, as a table: for the keyboard, for who hears it, and for sorting.

use std::sync::Arc;

use egui::{Align, Button, Layout, Rect, RichText, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{OriginsView, asked::Drawn, words};
use crate::{
    analysis::graph::layout::PlaceKey,
    app::{
        action::{Action, Outbox},
        rows::{Row, Rows},
        scene::Scene,
        text,
    },
    export::svg,
};

/// The height of a row, in points.
const ROW: f32 = 28.0;
/// How many neighbours a cell names.
const NAMED: usize = 3;

/// What the rows are sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Column {
    /// As they stand in the picture, column by column.
    #[default]
    Place,
    Name,
    Kind,
    Claims,
    Classes,
    From,
    To,
}

/// The columns: title, what they sort by, and width in points; 0 takes a share of the rest.
const COLUMNS: [(&str, Column, f32); 6] = [
    ("Node", Column::Name, 0.0),
    ("Kind", Column::Kind, 128.0),
    ("Claims", Column::Claims, 62.0),
    ("Classes", Column::Classes, 66.0),
    ("Comes from", Column::From, 0.0),
    ("Goes to", Column::To, 0.0),
];

/// One row.
#[derive(Debug)]
struct Entry {
    place: usize,
    name: String,
    kind: &'static str,
    claims: u32,
    from: String,
    to: String,
}

/// The rows in their order, kept until the drawing changes.
#[derive(Debug, Default)]
pub(super) struct Order {
    by: Column,
    backwards: bool,
    of: Option<(Arc<Drawn>, Column, bool)>,
    entries: Vec<Entry>,
}

impl Order {
    fn follow(&mut self, drawn: &Arc<Drawn>) {
        let same = |(of, by, backwards): &(Arc<Drawn>, Column, bool)| {
            Arc::ptr_eq(of, drawn) && *by == self.by && *backwards == self.backwards
        };
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        self.of = Some((Arc::clone(drawn), self.by, self.backwards));
        let joined = joined(drawn);
        self.entries = (0..drawn.layout.places.len())
            .map(|at| {
                let place = &drawn.layout.places[at];
                Entry {
                    place: at,
                    name: svg::label(&drawn.graph, place),
                    kind: words::kind(drawn, place),
                    claims: words::claims(drawn, place),
                    from: names(drawn, &joined[at].0),
                    to: names(drawn, &joined[at].1),
                }
            })
            .collect();
        let place = |entry: &Entry| &drawn.layout.places[entry.place];
        self.entries.sort_by(|a, b| {
            let (p, q) = (place(a), place(b));
            let here = p.column.cmp(&q.column).then(p.y.total_cmp(&q.y));
            match self.by {
                Column::Place => here,
                Column::Name => a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(here),
                Column::Kind => a.kind.cmp(b.kind).then(here),
                // Much comes first.
                Column::Claims => b.claims.cmp(&a.claims).then(here),
                Column::Classes => q.classes.cmp(&p.classes).then(here),
                Column::From => a.from.to_lowercase().cmp(&b.from.to_lowercase()).then(here),
                Column::To => a.to.to_lowercase().cmp(&b.to.to_lowercase()).then(here),
            }
        });
        if self.backwards {
            self.entries.reverse();
        }
    }
}

/// For each place those that lines join to it: before it, and behind it.
fn joined(drawn: &Drawn) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut joined: Vec<(Vec<usize>, Vec<usize>)> =
        vec![(Vec::new(), Vec::new()); drawn.layout.places.len()];
    for line in &drawn.layout.lines {
        joined[line.to].0.push(line.from);
        joined[line.from].1.push(line.to);
    }
    for list in joined.iter_mut().flat_map(|(before, behind)| [before, behind]) {
        list.sort_by_key(|at| (std::cmp::Reverse(drawn.layout.places[*at].classes), *at));
        list.dedup();
    }
    joined
}

/// The names of some places, the heaviest first.
fn names(drawn: &Drawn, places: &[usize]) -> String {
    let named = places.iter().take(NAMED);
    let mut told: Vec<String> =
        named.map(|at| svg::label(&drawn.graph, &drawn.layout.places[*at])).collect();
    if places.len() > NAMED {
        told.push(format!("{} more", places.len() - NAMED));
    }
    text::joined(told)
}

impl OriginsView {
    /// Draws the table.
    pub(super) fn table(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        drawn: &Arc<Drawn>,
        out: &mut Outbox,
    ) {
        self.common_keys(ui);
        self.search.follow(drawn);
        if let Some(place) = self.search.take_arrived() {
            self.chosen = Some(drawn.layout.places[place].key);
            self.reveal = true;
        }
        self.headings(ui, scene);
        self.order.follow(drawn);
        let entries = &self.order.entries;
        let chosen = self.chosen_place(drawn);
        let cursor = entries.iter().position(|entry| Some(entry.place) == chosen);
        let rows = Rows {
            cursor,
            reveal: std::mem::take(&mut self.reveal).then_some(cursor).flatten(),
            fill: true,
            max_height: ui.available_height(),
            ..Rows::new("origins", "Table of the graph", entries.len(), ROW)
        };
        let found = self.search.found();
        let response = rows.show(
            ui,
            scene.theme,
            |row| Row {
                name: entries.get(row).map_or_else(String::new, |e| spoken(drawn, e, scene)),
                chosen: cursor == Some(row),
                enabled: true,
            },
            |ui, row| {
                if let Some(entry) = entries.get(row) {
                    cells(ui, scene, drawn, entry, found.contains(&entry.place));
                }
            },
            None,
        );
        let moved = response.moved.map(|(row, _)| row).or(response.clicked.map(|(row, _)| row));
        if let Some(entry) = moved.and_then(|row| entries.get(row)) {
            self.chosen = Some(drawn.layout.places[entry.place].key);
        }
        if let Some(entry) = response.activated.and_then(|row| entries.get(row)) {
            let place = &drawn.layout.places[entry.place];
            if matches!(place.key, PlaceKey::Group(_)) {
                self.open_group(place.key);
            } else if let Some(claim) = words::first(drawn, place).and_then(|n| n.claims.first()) {
                out.send(Action::JumpToClaim(*claim));
            }
        }
    }

    fn headings(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let widths = widths(ui.available_width() - 16.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(8.0);
            for ((title, column, _), width) in COLUMNS.into_iter().zip(widths) {
                let sorted = self.order.by == column;
                let arrow = match (sorted, self.order.backwards) {
                    (false, _) => "",
                    (true, false) => " ▾",
                    (true, true) => " ▴",
                };
                let colour = if sorted { scene.theme.ink } else { scene.theme.faint };
                let label = RichText::new(format!("{title}{arrow}")).size(12.0).color(colour);
                let (rect, _) = ui.allocate_exact_size(vec2(width, 20.0), egui::Sense::hover());
                let builder =
                    UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
                let mut cell = ui.new_child(builder);
                let response = cell.add(Button::new(label).frame(false));
                let name = format!("Sort by {}", title.to_lowercase());
                response
                    .widget_info(|| WidgetInfo::selected(egui::Role::Button, true, sorted, &name));
                if response.clicked() {
                    // Once, the other way round, and as in the picture again.
                    (self.order.by, self.order.backwards) = match (sorted, self.order.backwards) {
                        (false, _) => (column, false),
                        (true, false) => (column, true),
                        (true, true) => (Column::Place, false),
                    };
                }
            }
        });
    }
}

fn widths(room: f32) -> [f32; 6] {
    let fixed: f32 = COLUMNS.iter().map(|c| c.2).sum();
    let share = ((room - fixed) / 3.0).max(60.0);
    COLUMNS.map(|c| if c.2 == 0.0 { share } else { c.2 })
}

/// A row as it is read aloud.
fn spoken(drawn: &Drawn, entry: &Entry, scene: &Scene<'_>) -> String {
    let place = &drawn.layout.places[entry.place];
    let mut parts = vec![
        entry.name.clone(),
        entry.kind.to_lowercase(),
        words::count(entry.claims, "claim", "claims"),
        words::count(place.classes, "class", "classes"),
    ];
    for (how, names) in [("comes from", &entry.from), ("goes to", &entry.to)] {
        if !names.is_empty() {
            parts.push(format!("{how} {names}"));
        }
    }
    parts.extend(words::traits(drawn, entry.place, scene));
    parts.join(", ")
}

fn cells(ui: &mut Ui, scene: &Scene<'_>, drawn: &Drawn, entry: &Entry, found: bool) {
    let (theme, rect) = (scene.theme, ui.max_rect());
    let place = &drawn.layout.places[entry.place];
    let struck = words::is_struck(drawn, place, scene);
    let mut x = rect.left();
    let numbers = [entry.claims.to_string(), place.classes.to_string()];
    let cells = [&entry.name, entry.kind, &numbers[0], &numbers[1], &entry.from, &entry.to];
    for (at, (words, width)) in cells.into_iter().zip(widths(rect.width())).enumerate() {
        let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(width - 10.0, rect.height()));
        x += width;
        let builder = UiBuilder::new().max_rect(cell).layout(Layout::left_to_right(Align::Center));
        let ui = &mut ui.new_child(builder);
        ui.shrink_clip_rect(cell);
        let mut words = RichText::new(words).size(13.0);
        if at > 0 {
            words = words.color(theme.faint).size(12.5);
        } else {
            if struck {
                words = words.strikethrough().color(theme.faint);
            } else if !drawn.place_remains(entry.place) {
                words = words.color(theme.faint);
            }
            if found {
                words = words.background_color(theme.chosen);
            }
            let colour = match (drawn.is_on_circle(entry.place), place.last > 0) {
                (true, _) => theme.danger,
                (_, true) => theme.accent,
                _ => theme.line,
            };
            let (dot, _) = ui.allocate_exact_size(vec2(9.0, 9.0), egui::Sense::hover());
            ui.painter().circle_filled(dot.center(), 3.6, colour);
            ui.spacing_mut().item_spacing.x = 5.0;
        }
        text::elided(ui, words);
    }
}
