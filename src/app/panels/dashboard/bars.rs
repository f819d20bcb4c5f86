//! A figure as it is drawn: its table, with a bar beside each line, or with the bars above.
//! The drawings are egui_plot's; what can be chosen and read aloud is the table.

use egui::{
    Color32, FontFamily, FontId, Rangef, Rect, RichText, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};
use egui_plot::{AxisHints, Bar, BarChart, GridMark, Plot, PlotBounds};

use super::{
    Lists,
    figures::{Body, Figure, Line, Many},
    people,
};
use crate::app::{
    action::Outbox,
    panels::claim::fields,
    rows::{Row, Rows},
    scene::Scene,
    text, theme,
};

/// The height of a line, in points.
const ROW: f32 = 24.0;

/// The height of the line with the columns' names, in points.
const HEAD: f32 = 18.0;

/// The height of bars that stand side by side, in points.
const TALL: f32 = 130.0;

/// How many lines of a long table are seen at once.
const SEEN: usize = 6;

/// The width of a column of numbers, in points.
const NUMBER: f32 = 64.0;

impl Figure<'_> {
    /// About how high it is, in points.
    pub(super) fn height(&self) -> f32 {
        let lines = 1.0 + (self.about.chars().count() as f32 / 68.0).floor();
        let body = match &self.body {
            Body::Few(lines) => HEAD + ROW * lines.len() as f32,
            Body::Many(many) => TALL + HEAD + ROW * many.count.clamp(1, SEEN) as f32,
        };
        62.0 + 15.0 * lines + body + if self.people.is_some() { 80.0 } else { 0.0 }
    }
}

/// Where the parts of a line stand.
struct Places {
    name: Rangef,
    bar: Rangef,
    numbers: Vec<Rangef>,
}

impl Places {
    /// In a line from `left` on, so wide, with so many columns of numbers.
    fn new(left: f32, width: f32, columns: usize, bars: bool) -> Self {
        let (from, to) = (left + 8.0, left + width - 8.0);
        let numbers = to - columns as f32 * NUMBER;
        let name = if bars { ((to - from) * 0.42).clamp(96.0, 230.0) } else { numbers - from };
        let column = |at: usize| {
            let right = to - (columns - 1 - at) as f32 * NUMBER;
            Rangef::new(right - NUMBER + 3.0, right)
        };
        Self {
            name: Rangef::new(from, (from + name - 8.0).max(from + 40.0)),
            bar: Rangef::new(from + name, (numbers - 4.0).max(from + name + 20.0)),
            numbers: (0..columns).map(column).collect(),
        }
    }
}

/// Draws a figure.
pub(super) fn figure(
    ui: &mut Ui,
    scene: &Scene<'_>,
    figure: &Figure<'_>,
    lists: &mut Lists,
    out: &mut Outbox,
) {
    let before = lists.focus;
    let drawn = ui.push_id(figure.salt, |ui| {
        theme::card(ui, scene.theme, |ui| {
            let font = FontId::new(14.0, FontFamily::Name(theme::SANS_BOLD.into()));
            ui.label(RichText::new(figure.title).font(font));
            fields::small(ui, figure.about.as_str());
            match &figure.body {
                Body::Few(lines) => few(ui, scene, figure, lines, lists, out),
                Body::Many(many) => self::many(ui, scene, figure, many, lists, out),
            }
            if let Some(balance) = figure.people {
                people::names(ui, scene, balance, out);
            }
        });
    });
    // What the keyboard comes to comes into view.
    if lists.focus == Some(figure.salt) && before != lists.focus {
        ui.scroll_to_rect(drawn.response.rect, None);
    }
}

fn few(
    ui: &mut Ui,
    scene: &Scene<'_>,
    figure: &Figure<'_>,
    lines: &[Line],
    lists: &mut Lists,
    out: &mut Outbox,
) {
    if lines.is_empty() {
        fields::small(ui, "Nothing to count yet.");
        return;
    }
    let width = ui.available_width();
    let places = Places::new(ui.cursor().left(), width, figure.heads.len(), true);
    heads(ui, scene, figure, &places);
    let top = ui.cursor().top();
    table(ui, scene, figure, &places, (lines.len(), &|at| lines[at].clone()), lists, out);
    let bottom = top + ROW * lines.len() as f32;
    let rect = Rect::from_x_y_ranges(places.bar, Rangef::new(top, bottom));
    let mut child = ui.new_child(UiBuilder::new().id_salt("bars").max_rect(rect));
    beside(&mut child, figure, lines, rect);
}

/// The bars beside the lines.
fn beside(ui: &mut Ui, figure: &Figure<'_>, lines: &[Line], rect: Rect) {
    let on_scale = lines.iter().filter(|line| !line.missing);
    let most = on_scale.flat_map(|line| &line.values).max().copied().unwrap_or(0).max(1);
    let series = lines.iter().map(|line| line.values.len()).max().unwrap_or(1);
    let thick = 0.58 / series as f64;
    let charts: Vec<BarChart> = (0..series)
        .map(|of| {
            let aside = (of as f64 - (series - 1) as f64 / 2.0) * (thick + 0.04);
            let bars = lines.iter().enumerate().filter_map(|(at, line)| {
                let value = line.values.get(of).filter(|_| !line.missing)?;
                let colour = figure.heads.get(of).and_then(|head| head.colour);
                let fill = colour.unwrap_or(line.colour);
                let bar = Bar::new(at as f64 + aside, f64::from(*value)).horizontal();
                Some(bar.width(thick).fill(fill).stroke(Stroke::NONE))
            });
            BarChart::new("", bars.collect()).allow_hover(false)
        })
        .collect();
    let bounds =
        PlotBounds::from_min_max([0.0, -0.5], [f64::from(most) * 1.01, lines.len() as f64 - 0.5]);
    still(Plot::new("plot"))
        .width(rect.width())
        .height(rect.height())
        .min_size(vec2(8.0, 8.0))
        .show_axes(false)
        .show_grid(false)
        .invert_y(true)
        .show(ui, |plot| {
            plot.set_plot_bounds(bounds);
            for chart in charts {
                plot.bar_chart(chart);
            }
        });
}

/// A drawing that takes neither wheel nor pointer: these belong to the page around it.
fn still(plot: Plot<'_>) -> Plot<'_> {
    plot.allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .sense(Sense::hover())
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .show_background(false)
        .set_margin_fraction(egui::Vec2::ZERO)
}

fn many(
    ui: &mut Ui,
    scene: &Scene<'_>,
    figure: &Figure<'_>,
    many: &Many<'_>,
    lists: &mut Lists,
    out: &mut Outbox,
) {
    if many.count == 0 {
        fields::small(ui, "Nothing to count yet.");
        return;
    }
    ui.scope(|ui| {
        let small = FontId::proportional(11.0);
        ui.style_mut().text_styles.insert(egui::TextStyle::Body, small);
        ui.visuals_mut().override_text_color = Some(scene.theme.faint);
        above(ui, scene, many, lists.at(figure.salt));
    });
    let width = ui.available_width();
    let places = Places::new(ui.cursor().left(), width, figure.heads.len(), false);
    heads(ui, scene, figure, &places);
    table(ui, scene, figure, &places, (many.count, &many.line), lists, out);
}

/// The bars above the table, with their axes.
fn above(ui: &mut Ui, scene: &Scene<'_>, many: &Many<'_>, chosen: Option<usize>) {
    let theme = scene.theme;
    let drawn = many.drawn.clone();
    let values = || drawn.clone().map(|at| (many.height)(at));
    let most = many.most.unwrap_or_else(|| values().fold(1.0, f64::max));
    let bars = drawn.clone().map(|at| {
        let colour = if chosen == Some(at) { theme.warning } else { theme.accent };
        Bar::new(at as f64, (many.height)(at)).width(0.8).fill(colour).stroke(Stroke::NONE)
    });
    let chart = BarChart::new("", bars.collect()).allow_hover(false);
    let from = drawn.start as f64 - 0.6;
    // One bar alone would fill the width.
    let to = (drawn.end as f64 - 0.4).max(from + 12.0);
    let step = (drawn.len() / 5).max(1);
    let marks = move |_| {
        let at = drawn.clone().step_by(step);
        at.map(|at| GridMark { value: at as f64, step_size: step as f64 }).collect()
    };
    let high = [0.25, 0.5, 0.75, 1.0].map(|part| (most * part).round());
    let levels = move |_| {
        let mut levels = high.to_vec();
        levels.dedup();
        let whole = levels.into_iter().filter(|level| *level > 0.0);
        whole.map(|value| GridMark { value, step_size: most / 2.0 }).collect()
    };
    let ends = many.drawn.clone();
    let suffix = if many.most == Some(100.0) { " %" } else { "" };
    let below =
        AxisHints::new_x().label_spacing(Rangef::new(16.0, 28.0)).formatter(move |mark, _| {
            let at = mark.value.round() as usize;
            if ends.contains(&at) { (many.below)(at) } else { String::new() }
        });
    let plot = still(Plot::new("plot"))
        .height(TALL)
        .custom_x_axes(vec![below])
        .show_grid([false, true])
        .grid_color(theme.line)
        .x_grid_spacer(marks)
        .y_grid_spacer(levels)
        .y_axis_formatter(move |mark, _| format!("{:.0}{suffix}", mark.value))
        .show(ui, |plot| {
            plot.set_plot_bounds(PlotBounds::from_min_max([from, 0.0], [to, most * 1.08]));
            plot.bar_chart(chart);
        });
    plot.response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, many.spoken.as_str()));
}

/// The names of the columns of numbers.
fn heads(ui: &mut Ui, scene: &Scene<'_>, figure: &Figure<'_>, places: &Places) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    for (head, place) in figure.heads.iter().zip(&places.numbers) {
        let colour = head.colour.unwrap_or(scene.theme.faint);
        let at = Rect::from_x_y_ranges(*place, rect.y_range());
        words(ui, at, head.name, (11.5, colour), (true, false));
    }
}

/// Paints words of one line, cut where they don't fit; at the right, struck through. Whether
/// they were cut.
fn words(
    ui: &Ui,
    rect: Rect,
    said: &str,
    (size, colour): (f32, Color32),
    (right, struck): (bool, bool),
) -> bool {
    let font = FontId::proportional(size);
    let mut format = egui::TextFormat::simple(font, colour);
    if struck {
        format.strikethrough = Stroke::new(1.25, colour);
    }
    let mut job = egui::text::LayoutJob::single_section(said.to_owned(), format);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
    let galley = text::lay_out(ui.ctx(), job);
    let x = if right { rect.right() - galley.size().x } else { rect.left() };
    let elided = galley.elided;
    ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, colour);
    elided
}

/// What a screen reader says of a line: `Press report: 4 claims, share 20 %`.
fn spoken(figure: &Figure<'_>, line: &Line, discounted: bool) -> String {
    let heads = figure.heads.iter().map(|head| head.name);
    let numbers = line.values.iter().map(ToString::to_string);
    let numbers = numbers.chain(line.share.map(|share| format!("{share} %")));
    let parts: Vec<String> =
        heads.zip(numbers).map(|(head, number)| format!("{head} {number}")).collect();
    let struck = if discounted { ", discounted" } else { "" };
    format!("{}: {}{struck}", line.name, parts.join(", "))
}

fn table(
    ui: &mut Ui,
    scene: &Scene<'_>,
    figure: &Figure<'_>,
    places: &Places,
    (count, line): (usize, &dyn Fn(usize) -> Line),
    lists: &mut Lists,
    out: &mut Outbox,
) {
    let now = lists.at(figure.salt);
    let cursor = now.or(lists.cursors.get(figure.salt).copied()).filter(|at| *at < count);
    let is_long = matches!(figure.body, Body::Many(_));
    let rows = Rows {
        cursor: cursor.or(Some(0)),
        max_height: if is_long { ROW * SEEN as f32 + 1.0 } else { f32::INFINITY },
        ..Rows::new("lines", figure.title, count, ROW)
    };
    let struck = |line: &Line| line.voice.is_some_and(|voice| scene.tracing.is_discounted(voice));
    let response = rows.show(
        ui,
        scene.theme,
        |at| {
            let line = line(at);
            Row {
                name: spoken(figure, &line, struck(&line)),
                chosen: now == Some(at),
                enabled: true,
            }
        },
        |ui, at| {
            let line = line(at);
            paint(ui, scene, places, &line, struck(&line));
        },
        None,
    );
    if response.focused {
        lists.focus = Some(figure.salt);
    } else if lists.focus == Some(figure.salt) {
        lists.focus = None;
    }
    let moved = response.moved.map(|(to, _)| to).or(response.clicked.map(|(to, _)| to));
    if let Some(to) = moved {
        lists.choose(figure.salt, to, line(to).voice);
    }
    if let Some(action) = response.activated.and_then(|at| line(at).action) {
        out.send(action);
    }
}

fn paint(ui: &mut Ui, scene: &Scene<'_>, places: &Places, line: &Line, struck: bool) {
    let y = ui.max_rect().y_range();
    let at = |x: Rangef| Rect::from_x_y_ranges(x, y);
    let colour = if line.missing { scene.theme.faint } else { scene.theme.ink };
    if words(ui, at(places.name), &line.name, (13.0, colour), (false, struck)) {
        let response = ui.interact(at(places.name), ui.scope_id().with("name"), Sense::hover());
        text::tip(response, &line.name);
    }
    let numbers = line.values.iter().map(ToString::to_string);
    let numbers = numbers.chain(line.share.map(|share| format!("{share} %")));
    for (number, place) in numbers.zip(&places.numbers) {
        words(ui, at(*place), &number, (12.5, colour), (true, false));
    }
}

impl Lists {
    /// The line that is chosen in a table, if the table is the one with the choice.
    fn at(&self, salt: &str) -> Option<usize> {
        self.chosen.filter(|(of, _)| *of == salt).map(|(_, at)| at)
    }

    fn choose(
        &mut self,
        salt: &'static str,
        at: usize,
        voice: Option<crate::domain::ruling::Voice>,
    ) {
        self.cursors.insert(salt, at);
        self.chosen = Some((salt, at));
        self.voice = voice;
    }
}
