//! The table at the left: one line a record, only those in view drawn.

use egui::{
    Align2, EventFilter, FontId, Key, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    desk::Desk,
    listing::{Column, Filter, Tab},
};
use crate::app::text;
use crate::{
    analysis::completion::Target,
    app::panels::claim::{
        fields,
        view::{shortened, source_name},
    },
    domain::{project::Project, ruling::Voice, vocabulary::Vocabulary as _},
};

/// The height of a line, in points.
const ROW: f32 = 27.0;
/// The room before the first and after the last column, in points.
const EDGE: f32 = 8.0;

/// A column: what it is sorted by, its title, its width in points; 0 is what is left over.
struct Spec {
    column: Option<Column>,
    title: &'static str,
    name: &'static str,
    width: f32,
    /// Numbers stand at the right.
    number: bool,
}

const SOURCES: [Spec; 4] = [
    spec(Some(Column::Name), "Name", "name", 0.0, false),
    spec(Some(Column::Kind), "Kind", "kind", 116.0, false),
    spec(Some(Column::Reliability), "Rel.", "reliability", 42.0, false),
    spec(Some(Column::Claims), "Claims", "claims", 54.0, true),
];

const WORKS: [Spec; 5] = [
    spec(Some(Column::Name), "Title", "title", 0.0, false),
    spec(None, "Authors", "authors", 120.0, false),
    spec(Some(Column::Date), "Date", "date", 78.0, false),
    spec(Some(Column::Claims), "Claims", "claims", 52.0, true),
    spec(Some(Column::References), "Refs", "references", 44.0, true),
];

const fn spec(
    column: Option<Column>,
    title: &'static str,
    name: &'static str,
    width: f32,
    number: bool,
) -> Spec {
    Spec { column, title, name, width, number }
}

fn specs(tab: Tab) -> &'static [Spec] {
    match tab {
        Tab::Sources => &SOURCES,
        Tab::Works => &WORKS,
    }
}

/// Where each column begins and ends.
fn places(specs: &[Spec], rect: Rect) -> Vec<(f32, f32)> {
    let fixed: f32 = specs.iter().map(|s| s.width).sum();
    let free = (rect.width() - 2.0 * EDGE - fixed).max(60.0);
    let mut x = rect.left() + EDGE;
    let place = |s: &Spec| {
        let width = if s.width > 0.0 { s.width } else { free };
        let from = x;
        x += width;
        (from, x - 8.0)
    };
    specs.iter().map(place).collect()
}

/// The titles of the columns; a click sorts.
pub(super) fn header(ui: &mut Ui, desk: &Desk<'_>, tab: Tab, filter: &mut Filter) {
    let width = line_width(ui, ui.available_width());
    let (rect, _) = ui.allocate_exact_size(vec2(width, 22.0), Sense::hover());
    let specs = specs(tab);
    for (spec, (from, to)) in specs.iter().zip(places(specs, rect)) {
        let here = Rect::from_min_max(pos2(from, rect.top()), pos2(to, rect.bottom()));
        let chosen = spec.column == Some(filter.column);
        let colour = if chosen { desk.theme().accent } else { desk.theme().faint };
        let mark = match (chosen, filter.reversed) {
            (false, _) => "",
            (true, false) => " ▾",
            (true, true) => " ▴",
        };
        let text = format!("{}{mark}", spec.title);
        let (at, align) = anchor(here, spec.number);
        ui.painter().text(at, align, text, FontId::proportional(11.5), colour);
        let Some(column) = spec.column else { continue };
        let name = format!("Sort by {}", spec.name);
        let response = ui.interact(here, ui.scope_id().with(("sort", spec.name)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
        if response.has_focus() {
            outline(ui, here, desk);
        }
        if response.on_hover_text(name).clicked() {
            filter.reversed = chosen && !filter.reversed;
            filter.column = column;
        }
    }
    let line = egui::Stroke::new(1.0, desk.theme().line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

/// The width of a line, in points: beside it is room for the scroll bar, whether there is
/// one or not, so that the titles stand above their columns.
fn line_width(ui: &Ui, room: f32) -> f32 {
    room - ui.spacing().scroll.allocated_width()
}

fn anchor(rect: Rect, number: bool) -> (egui::Pos2, Align2) {
    if number {
        (rect.right_center(), Align2::RIGHT_CENTER)
    } else {
        (rect.left_center(), Align2::LEFT_CENTER)
    }
}

fn outline(ui: &Ui, rect: Rect, desk: &Desk<'_>) {
    let stroke = egui::Stroke::new(1.5, desk.theme().accent);
    ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
}

/// The id of the list, which takes the keyboard as a whole.
pub(super) fn list_id() -> egui::Id {
    egui::Id::unique("registry: list")
}

/// What the keys moved to.
pub(super) enum Moved {
    /// This line is chosen.
    To(usize),
    /// The detail takes the keyboard.
    Enter,
}

/// The keys of the list. In the search field Home and End belong to the text.
pub(super) fn keys(ui: &Ui, at: usize, len: usize, searching: bool) -> Option<Moved> {
    if len == 0 {
        return None;
    }
    let page = 12;
    ui.input(|i| {
        if i.modifiers.any() {
            return None;
        }
        if i.key_pressed(Key::ArrowDown) {
            Some(Moved::To((at + 1).min(len - 1)))
        } else if i.key_pressed(Key::ArrowUp) {
            Some(Moved::To(at.saturating_sub(1)))
        } else if i.key_pressed(Key::PageDown) {
            Some(Moved::To((at + page).min(len - 1)))
        } else if i.key_pressed(Key::PageUp) {
            Some(Moved::To(at.saturating_sub(page)))
        } else if i.key_pressed(Key::Home) && !searching {
            Some(Moved::To(0))
        } else if i.key_pressed(Key::End) && !searching {
            Some(Moved::To(len - 1))
        } else if i.key_pressed(Key::Enter) {
            Some(Moved::Enter)
        } else {
            None
        }
    })
}

/// The lines. The one that was clicked.
pub(super) fn rows(
    ui: &mut Ui,
    desk: &Desk<'_>,
    tab: Tab,
    shown: &[Target],
    (chosen, scroll): (Option<usize>, bool),
    offset: &mut f32,
) -> Option<Target> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let rect = ui.available_rect_before_wrap();
    let width = line_width(ui, rect.width());
    let list = ui.interact(rect, list_id(), Sense::focusable_noninteractive());
    let title = if tab == Tab::Sources { "List of sources" } else { "List of works" };
    list.widget_info(|| WidgetInfo::labeled(egui::Role::ListBox, true, title));
    if list.has_focus() {
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(list_id(), arrows));
        outline(ui, rect, desk);
    }
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt(title);
    if scroll && let Some(at) = chosen {
        let (here, height) = (at as f32 * ROW, rect.height());
        if here < *offset {
            area = area.vertical_scroll_offset(here);
        } else if here + ROW > *offset + height {
            area = area.vertical_scroll_offset(here + ROW - height);
        }
    }
    let mut clicked = None;
    let output = area.show_rows(ui, ROW, shown.len(), |ui, range| {
        for at in range {
            let Some(target) = shown.get(at) else { continue };
            if row(ui, desk, tab, (*target, width), chosen == Some(at)).clicked() {
                clicked = Some(*target);
            }
        }
    });
    *offset = output.state.clamped_offset().y;
    clicked
}

fn row(
    ui: &mut Ui,
    desk: &Desk<'_>,
    tab: Tab,
    (target, width): (Target, f32),
    chosen: bool,
) -> Response {
    // The list is one stop for the Tab key, not a thousand.
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::CLICK);
    let theme = desk.theme();
    let cells = cells(desk, target);
    let name = cells.first().map_or("", |cell| cell.text.as_str()).to_owned();
    response.widget_info(|| {
        WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, shortened(&name, 80))
    });
    let specs = specs(tab);
    let struck = desk.scene.tracing.is_discounted(match target {
        Target::Source(id) => Voice::Source(id),
        Target::Work(id) => Voice::Work(id),
    });
    let mut spoken: Vec<String> = specs
        .iter()
        .zip(&cells)
        .skip(1)
        .filter(|(_, cell)| !cell.text.is_empty())
        .map(|(spec, cell)| format!("{} {}", spec.name, cell.text))
        .collect();
    if struck {
        spoken.insert(0, "discounted".to_owned());
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(spoken.join(", "));
        node.set_selected(chosen);
    });
    if chosen {
        ui.painter().rect_filled(rect, 4.0, theme.chosen);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.raised);
    }
    for (at, (cell, (from, to))) in cells.iter().zip(places(specs, rect)).enumerate() {
        let colour = if at == 0 || cell.strong { theme.ink } else { theme.faint };
        let here = Rect::from_min_max(pos2(from, rect.top()), pos2(to, rect.bottom()));
        let size = if at == 0 { 13.5 } else { 12.0 };
        let number = specs.get(at).is_some_and(|spec| spec.number);
        paint(ui, here, cell, (size, colour), number);
        if at == 0 && struck {
            let line = egui::Stroke::new(1.25, theme.warning);
            let right = from + text_width(ui, &cell.text, size).min(to - from);
            ui.painter().hline(from..=right, rect.center().y, line);
        }
    }
    if name.chars().count() > 40 { text::tip(response, name) } else { response }
}

/// What stands in a cell.
#[derive(Default)]
struct Cell {
    text: String,
    strong: bool,
}

fn paint(ui: &Ui, rect: Rect, cell: &Cell, (size, colour): (f32, egui::Color32), number: bool) {
    let mut job = egui::text::LayoutJob::simple_singleline(
        cell.text.clone(),
        FontId::proportional(size),
        colour,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
    let galley = text::lay_out(ui.ctx(), job);
    let x = if number { rect.right() - galley.size().x } else { rect.left() };
    ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, colour);
}

/// How wide a text of one line is, in points.
fn text_width(ui: &Ui, words: &str, size: f32) -> f32 {
    let font = FontId::proportional(size);
    let job =
        egui::text::LayoutJob::simple_singleline(words.to_owned(), font, egui::Color32::WHITE);
    text::lay_out(ui.ctx(), job).size().x
}

fn cells(desk: &Desk<'_>, target: Target) -> Vec<Cell> {
    let cell = |text: String| Cell { text, strong: false };
    let known = desk.scene.usage.is_known();
    let number =
        |n: u32| Cell { text: if known { n.to_string() } else { "…".to_owned() }, strong: n > 0 };
    let project = desk.project();
    let counts = desk.scene.usage.of(target);
    match target {
        Target::Source(id) => {
            let Some(source) = project.sources.get(id) else { return Vec::new() };
            let grade = source.current_reliability();
            let grade = grade.map_or(Cell::default(), |g| Cell {
                text: g.grade.letter().to_string(),
                strong: g.grade.is_judged(),
            });
            let kind = cell(source.kind.label().to_owned());
            vec![cell(source_name(project, id)), kind, grade, number(counts.claims)]
        }
        Target::Work(id) => {
            let Some(work) = project.works.get(id) else { return Vec::new() };
            vec![
                cell(shortened(work.display_title(), 200)),
                cell(authors(project, &work.authors)),
                cell(work.date.map(|date| date.to_string()).unwrap_or_default()),
                number(counts.claims),
                number(counts.references),
            ]
        }
    }
}

/// The authors of a work in one line.
pub(super) fn authors(project: &Project, authors: &[crate::domain::ids::SourceId]) -> String {
    let names: Vec<String> = authors.iter().map(|id| source_name(project, *id)).collect();
    names.join(", ")
}

/// Says what a list without lines means, and offers a way on.
pub(super) fn nothing(ui: &mut Ui, tab: Tab, filter: &mut Filter, any: bool) {
    ui.add_space(24.0);
    ui.vertical_centered(|ui| match (any, tab) {
        (true, _) => {
            ui.label("Nothing fits the search and the filters.");
            if fields::quiet(ui, "Show all", "Show all").clicked() {
                filter.clear();
            }
        }
        (false, Tab::Sources) => {
            ui.label("No sources yet");
            crate::app::theme::hint(
                ui,
                "Whoever you name as the source of a claim appears here. You can also add one now.",
            );
        }
        (false, Tab::Works) => {
            ui.label("No works yet");
            crate::app::theme::hint(
                ui,
                "Documents that notes and chains point to appear here. You can also add one now.",
            );
        }
    });
}
