//! The middle of the window while two articles are read side by side: tools, two readers
//! with the band between them, and the table of joins.

use egui::{CentralPanel, Frame, Margin, Panel, Rect, Ui, UiBuilder, pos2};

use super::centre::{self, Reading, Shown};
use crate::{
    app::{
        action::Outbox,
        compare::{Comparison, Stand},
        reader::ReaderEvent,
        scene::Scene,
        state::Position,
        tasks::{Running, Tasks, work::Outcome},
        theme,
    },
    domain::{article::Article, project::Project, span::Span},
};

/// How wide the band is, in points.
const BAND: f32 = 84.0;
/// How high the line with a side's article is, in points.
const HEAD: f32 = 34.0;

/// Starts the comparison that is wanted, and stops the one that is not any more.
pub(super) fn work(
    tasks: &mut Tasks<Outcome>,
    project: &Project,
    position: &Position,
    comparison: &mut Comparison,
) {
    let Some(ids) = position.compared() else { return };
    let Some(job) = comparison.wanted(project, ids) else { return };
    if let Some(task) = job.instead_of {
        tasks.cancel(task);
    }
    let ctx = tasks.ctx().clone();
    let task = tasks.spawn(job.name(), true, move |progress| {
        let wake = || ctx.request_repaint();
        Outcome::Compared(Box::new(job.run(progress, &wake)))
    });
    comparison.started(task);
}

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    position: &mut Position,
    reading: &mut Reading,
    (comparison, running): (&mut Comparison, &[Running]),
    out: &mut Outbox,
) {
    let side = |at: usize| position.sides.both[at].article.and_then(|id| scene.project.article(id));
    let articles = [side(0), side(1)];
    if articles[0].is_none() && articles[1].is_none() {
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.3);
            ui.heading("No articles yet");
            theme::hint(ui, "Add two articles first; then they can be compared.");
        });
        return;
    }
    let running = running.iter().find(|task| Some(task.id) == comparison.task());
    let strip = Frame::new().fill(scene.theme.panel).inner_margin(Margin::symmetric(10, 6));
    Panel::top("compare tools")
        .frame(strip)
        .show(ui, |ui| comparison.tools(ui, scene, running, out));
    if let [Some(left), Some(right)] = articles {
        let both = (&**left, &**right);
        match comparison.stand {
            Stand::Below => {
                Panel::bottom("joins below")
                    .frame(strip)
                    .resizable(true)
                    .default_size(230.0)
                    .size_range(110.0..=520.0)
                    .show(ui, |ui| comparison.list(ui, scene, both, out));
            }
            Stand::Beside => {
                Panel::right("joins beside")
                    .frame(strip)
                    .resizable(true)
                    .default_size(420.0)
                    .size_range(320.0..=640.0)
                    .show(ui, |ui| comparison.list(ui, scene, both, out));
            }
        }
    }
    let paper = Frame::new().fill(scene.theme.paper);
    CentralPanel::default().frame(paper).show(ui, |ui| {
        let articles = articles.map(|a| a.map(|a| &**a));
        readers(ui, scene, articles, (position, reading, comparison), out);
    });
}

/// Both readers and the band.
fn readers(
    ui: &mut Ui,
    scene: &Scene<'_>,
    articles: [Option<&Article>; 2],
    (position, reading, comparison): (&mut Position, &mut Reading, &mut Comparison),
    out: &mut Outbox,
) {
    let whole = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(whole);
    let room = (whole.width() - BAND).max(0.0);
    let left = whole.left() + (room * position.sides.share).round();
    let band = Rect::from_x_y_ranges(left..=left + BAND, whole.y_range());
    let parts = [
        Rect::from_min_max(whole.min, pos2(band.left(), whole.bottom())),
        Rect::from_min_max(pos2(band.right(), whole.top()), whole.max),
    ];
    bring(position, comparison);
    let seen = visible(position);
    let washes = comparison.washes(scene, &position.sides);
    for (at, part) in parts.into_iter().enumerate() {
        follow_pointer(ui, position, comparison, at, part);
        let head = Rect::from_min_max(part.min, pos2(part.right(), part.top() + HEAD));
        ui.painter().rect_filled(head, 0.0, scene.theme.panel);
        let builder = UiBuilder::new()
            .id_salt(("side head", at))
            .max_rect(head.shrink2(egui::vec2(8.0, 3.0)));
        let active = position.sides.active == at;
        let chosen = ui
            .scope_builder(builder, |ui| {
                comparison.side_head(ui, scene, (at, active), articles[at])
            })
            .inner;
        let body = Rect::from_min_max(pos2(part.left(), head.bottom()), part.max);
        let builder = UiBuilder::new().id_salt(("side", at)).max_rect(body);
        ui.scope_builder(builder, |ui| match articles[at] {
            Some(article) => {
                one(ui, scene, (at, article), (position, reading), &washes[at], out);
            }
            None => {
                ui.vertical_centered(|ui| {
                    ui.add_space(ui.available_height() * 0.3);
                    theme::hint(ui, "Choose the article of this side above.");
                });
            }
        });
        if active {
            let line = egui::Stroke::new(2.0, scene.theme.accent);
            ui.painter().hline(part.x_range(), head.bottom() - 1.0, line);
        }
        if let Some(id) = chosen {
            position.put_on(at, id);
            position.activate(at);
        }
    }
    let builder = UiBuilder::new().id_salt("band").max_rect(band);
    ui.scope_builder(builder, |ui| {
        comparison.band(ui, scene, band, whole, &mut position.sides);
    });
    // What came into view may have joins that were not in view when this frame began.
    if comparison.follow_lock(&mut position.sides) || visible(position) != seen {
        ui.ctx().request_repaint();
    }
}

/// What is in view on both sides.
fn visible(position: &Position) -> [Span; 2] {
    [0, 1].map(|side: usize| position.sides.both[side].reader.visible_span())
}

/// One reader, and what was done in it.
fn one(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (at, article): (usize, &Article),
    (position, reading): (&mut Position, &mut Reading),
    washes: &[crate::app::reader::Wash],
    out: &mut Outbox,
) {
    let selected = position.selected_on(at).to_vec();
    let reader = &mut position.sides.both[at].reader;
    let shown = Shown { article, reader, selected: &selected, washes };
    let events = centre::one(ui, scene, reading, shown);
    for event in events {
        // A selection also changes when a claim is made of it.
        if !matches!(event, ReaderEvent::SelectionChanged(None)) {
            position.activate(at);
        }
        centre::take(scene, article, reading, event, out);
    }
    if position.sides.active == at {
        centre::around(ui, scene, article, reading, out);
    }
}

/// A press or the keyboard in a side makes it the one that is worked in; the wheel makes it
/// the one that leads.
fn follow_pointer(
    ui: &Ui,
    position: &mut Position,
    comparison: &mut Comparison,
    at: usize,
    part: Rect,
) {
    let over = ui.rect_contains_pointer(part);
    let (pressed, wheel) =
        ui.input(|i| (i.pointer.any_pressed(), i.smooth_scroll_delta().y != 0.0));
    if over && pressed {
        position.activate(at);
    }
    let keys = position.follow_keyboard(at)
        && position.sides.active == at
        && ui.input(|i| !i.keys_down.is_empty());
    if let Some(lock) = &mut comparison.lock
        && ((over && (pressed || wheel)) || keys)
    {
        lock.lead(at);
    }
}

/// Brings both ends of what was chosen into view, and selects its claims.
fn bring(position: &mut Position, comparison: &mut Comparison) {
    use crate::analysis::compare::Subject;
    let Some(join) = comparison.take_bring() else { return };
    for (at, spans) in [&join.left, &join.right].into_iter().enumerate() {
        let reader = &mut position.sides.both[at].reader;
        let seen = reader.visible_span();
        // Of several places one that is in view will do.
        let span = spans.iter().find(|s| s.overlaps(seen)).or(spans.first());
        if let Some(span) = span {
            reader.scroll_to(*span);
        }
    }
    if let Subject::Suggested(left, right, _) | Subject::Accepted(left, right, _) = join.subject {
        position.select_on(0, vec![left]);
        position.select_on(1, vec![right]);
    }
    if let Some(lock) = &mut comparison.lock {
        lock.rest();
    }
}
