//! One frame of the reader, from input to picture.

use std::sync::Arc;

use egui::{Align2, Event, EventFilter, FontId, Key, Modifiers, Rect, Response, Sense, Ui, pos2};

use super::{
    Goal, Reader, ReaderEvent, ReaderInput, access, background::Refiner, find_bar,
    find_bar::FindAction, gutter, highlight_index::Highlight, keyboard, layout::Typeset, minimap,
    model::Model, page::Page, paint, pointer, select::Selection, stage::Stage,
};
use crate::domain::{article::MarkKind, ids::ClaimId, span::Span};

/// The space between the column and what stands beside it, in points.
const MARGIN: f32 = 22.0;
/// Below this width there is no overview, in points.
const NARROW: f32 = 360.0;
/// An article of at most so many code points is measured at once.
const SHORT: u32 = 6_000;
/// How long type must stay as it is before heights are measured anew, in seconds.
const SETTLED: f64 = 0.15;

/// Where the parts of the reader stand.
struct Areas {
    text: Rect,
    minimap: Option<Rect>,
}

impl Areas {
    fn of(area: Rect) -> Self {
        if area.width() < NARROW {
            return Self { text: area, minimap: None };
        }
        let split = area.right() - minimap::WIDTH;
        Self {
            text: Rect::from_min_max(area.min, pos2(split, area.bottom())),
            minimap: Some(Rect::from_min_max(pos2(split, area.top()), area.max)),
        }
    }

    fn column(&self) -> f32 {
        (self.text.width() - gutter::WIDTH - MARGIN * 2.0).max(60.0)
    }
}

impl Reader {
    /// Shows the article in all the space there is, and says what the analyst did.
    pub fn show(&mut self, ui: &mut Ui, input: &ReaderInput<'_>) -> Vec<ReaderEvent> {
        let mut events = Vec::new();
        self.find_bar(ui, input);
        let area = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(area);
        ui.painter().rect_filled(area, 0.0, input.palette.paper);
        let response = ui.interact(area, ui.scope_id().with("reader"), Sense::click_and_drag());
        if input.article.text.is_empty() {
            nothing(ui, area, &response, input);
            return events;
        }
        let areas = Areas::of(area);
        let before = self.selection;
        self.prepare(ui, input, &areas);
        let Some(mut page) = self.page.take() else { return events };
        self.keys(ui, &response, &mut page, areas.text.height());
        events.extend(self.enter(ui, &response, &page));
        events.extend(self.arrange(ui, &mut page, &areas, area, input));
        let visible = input.highlights.query(self.stage.laid_out());
        let handles = paint::handles(&self.stage, &visible, input.selected);
        let model = Arc::clone(&page.model);
        let ground = pointer::Ground {
            stage: &self.stage,
            model: &model,
            visible: &visible,
            handles: &handles,
        };
        let selection = &mut self.selection;
        let pulled = self.pointer.update(ui, &response, &ground, input, selection, &mut events);
        if pulled != 0.0 {
            page.scroll(pulled, areas.text.height());
        }
        let hovered = self.pointer.hover(ui, &response, &ground, input);
        self.paint(ui, &response, &page, &visible, &handles, hovered, input);
        self.gutter(ui, &areas, &visible, input, &mut events);
        let asked = access::describe(ui, &response, &self.stage, &page.model, &visible, input);
        events.extend(access::notes(ui, &response, &self.stage, &page.model, input));
        if let Some(claim) = asked.first() {
            let pos = area.center();
            events.push(ReaderEvent::ClaimsClicked { claims: vec![*claim], add: false, pos });
        }
        self.copy(ui, &response, &page);
        self.page = Some(page);
        if self.pointer.is_dragging() || self.selection != before {
            self.pointed = None;
        }
        if before.span() != self.selection.span() {
            events.push(ReaderEvent::SelectionChanged(self.selection.span()));
        }
        if self.caret_mode && before.head != self.selection.head {
            events.push(ReaderEvent::CaretMoved { at: self.selection.head });
        }
        events
    }

    fn find_bar(&mut self, ui: &mut Ui, input: &ReaderInput<'_>) {
        if !self.find.open {
            return;
        }
        let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
        let action = find_bar::show(ui, &mut self.find, input.palette);
        ui.spacing_mut().item_spacing.y = spacing;
        match action {
            Some(FindAction::Next) => self.find_next(),
            Some(FindAction::Previous) => self.find_previous(),
            Some(FindAction::Close) => self.close_find(),
            None => {}
        }
        if let Some(first) = self.find.refresh(&input.article.text, ui.ctx()) {
            self.scroll_to(first);
        }
    }

    /// Brings page, type and heights up to date.
    fn prepare(&mut self, ui: &Ui, input: &ReaderInput<'_>, areas: &Areas) {
        let ctx = ui.ctx();
        let scale = ctx.pixels_per_point();
        let typeset = ctx.fonts_mut(|fonts| {
            let column = areas.column();
            let note = input.palette.note;
            Typeset::new(input.settings, input.fonts, fonts, column, scale, note)
        });
        let mut changed = true;
        match &mut self.page {
            Some(page) if page.model.is_of(input.article, input.structure) => {
                changed = page.engine.typeset != typeset;
                if changed {
                    page.set_typeset(typeset);
                }
            }
            Some(page) if Arc::ptr_eq(&page.model.text, &input.article.text) => {
                page.set_model(Arc::new(Model::new(input.article, input.structure)));
                page.set_typeset(typeset);
            }
            other => {
                let model = Arc::new(Model::new(input.article, input.structure));
                if other.is_some() {
                    self.selection = Selection::default();
                }
                *other = Some(Page::new(model, typeset));
            }
        }
        let now = ui.input(|i| i.time);
        if changed {
            self.refiner = None;
            self.unmeasured_since = Some(now);
        }
        self.measure(ctx, now);
    }

    fn measure(&mut self, ctx: &egui::Context, now: f64) {
        let Some(page) = &mut self.page else { return };
        ctx.fonts_mut(|fonts| page.begin(fonts));
        if let Some(since) = self.unmeasured_since {
            if page.model.text.len() <= SHORT {
                ctx.fonts_mut(|fonts| page.measure_all(fonts));
                self.unmeasured_since = None;
            } else if now - since >= SETTLED {
                let from = page.model.segment_at(page.top.at);
                self.refiner = Some(Refiner::start(ctx, &page.model, &page.engine, from));
                self.unmeasured_since = None;
            } else {
                ctx.request_repaint_after(std::time::Duration::from_secs_f64(SETTLED));
            }
        }
        if let Some(refiner) = &mut self.refiner {
            refiner.take(|index, height| {
                page.heights.set(index, height);
            });
            if refiner.is_done() {
                self.refiner = None;
            }
        }
    }

    fn keys(&mut self, ui: &Ui, response: &Response, page: &mut Page, height: f32) {
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        // Escape takes the keyboard from everything; a caret that is shown is one that moves.
        if self.caret_mode && self.focused && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        self.focused = response.has_focus();
        if !response.has_focus() {
            return;
        }
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: self.pointer.resizing().is_some(),
            };
            memory.set_focus_lock_filter(response.id, filter);
        });
        let rtl = self.stage.shown_at(self.selection.head).is_some_and(|s| s.layout.rtl);
        let line = page.engine.typeset.size * page.engine.typeset.spacing;
        let lines_a_page = ((height / line) as i32 - 2).max(1);
        for pressed in keyboard::take(ui, self.caret_mode, rtl) {
            match pressed {
                keyboard::Pressed::Move { motion, extend } => {
                    let travel = &mut self.travel;
                    let selection = self.selection;
                    self.selection = ui.ctx().fonts_mut(|fonts| {
                        travel.apply(page, fonts, selection, motion, extend, lines_a_page)
                    });
                    self.goal = Some(Goal::Caret);
                }
                keyboard::Pressed::Lines(by) => page.scroll(by * line, height),
                keyboard::Pressed::Windows(by) => {
                    page.scroll(by * (height - line * 2.0).max(line), height);
                }
                keyboard::Pressed::Edge(keyboard::Towards::Start) => page.put(0, height),
                keyboard::Pressed::Edge(keyboard::Towards::End) => {
                    page.put(page.model.text.len(), 0.0);
                }
            }
        }
    }

    /// Enter follows the note marker at the caret, or the one that is selected.
    fn enter(&self, ui: &Ui, response: &Response, page: &Page) -> Option<ReaderEvent> {
        if !response.has_focus() || !ui.input(|i| i.key_pressed(Key::Enter)) {
            return None;
        }
        let head = self.selection.head;
        let touched = self.selection.span().unwrap_or(Span::new(head, head));
        let segment = page.model.segments.get(page.model.segment_at(touched.start))?;
        let mut marks = page.model.marks_in(segment).filter(|m| m.kind == MarkKind::NoteRef);
        let mark = marks.find(|m| m.span.start <= touched.end && touched.start <= m.span.end)?;
        ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let caret = self.stage.caret(mark.span.start, false);
        let pos = caret.map_or(response.rect.center(), |caret| caret.left_bottom());
        let target = mark.target.clone().unwrap_or_default();
        Some(ReaderEvent::NoteClicked { target, span: mark.span, pos })
    }

    /// Scrolls and lays out what is in the window.
    fn arrange(
        &mut self,
        ui: &Ui,
        page: &mut Page,
        areas: &Areas,
        area: Rect,
        input: &ReaderInput<'_>,
    ) -> Option<ReaderEvent> {
        let height = areas.text.height();
        if ui.rect_contains_pointer(area) && !self.pointer.is_dragging() {
            let wheel = ui.input(|i| i.smooth_scroll_delta().y);
            if wheel != 0.0 {
                page.scroll(-wheel, height);
            }
        }
        let width = page.engine.typeset.width;
        let room = (areas.text.width() - gutter::WIDTH - width).max(0.0);
        let left = (areas.text.left() + gutter::WIDTH + room / 2.0).round();
        let goal = self.goal.take();
        self.gliding = false;
        let selection = self.selection;
        let shown = ui.ctx().fonts_mut(|fonts| {
            let mut shown = page.arrange(fonts, height);
            if let Some(goal) = goal {
                let stage = Stage { window: areas.text, left, width, shown };
                if let Goal::Glide(at, dy) = goal {
                    self.gliding = glide(fonts, page, (at, dy), height);
                } else {
                    follow(goal, page, &stage, selection);
                }
                shown = page.arrange(fonts, height);
            }
            shown
        });
        self.stage = Stage { window: areas.text, left, width, shown };
        self.overview(ui, page, areas, input)
    }

    /// Draws the overview and goes where it is clicked. The claim whose mark that was.
    fn overview(
        &mut self,
        ui: &Ui,
        page: &Page,
        areas: &Areas,
        input: &ReaderInput<'_>,
    ) -> Option<ReaderEvent> {
        let rect = areas.minimap?;
        let height = areas.text.height();
        let found = self.find.spans();
        let asked = minimap::show(ui, rect, page, input, found, &mut self.minimap, height)?;
        self.goal = Some(Goal::Middle(asked.middle));
        ui.ctx().request_repaint();
        let (claim, pos) = asked.claim?;
        Some(ReaderEvent::ClaimsClicked { claims: vec![claim], add: false, pos })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one picture, used once")]
    fn paint(
        &self,
        ui: &Ui,
        response: &Response,
        page: &Page,
        visible: &[Highlight],
        handles: &[paint::Handle],
        hovered: Option<ClaimId>,
        input: &ReaderInput<'_>,
    ) {
        let selection = self.pointer.resizing().map_or(self.selection, |span| Selection {
            anchor: span.start,
            head: span.end,
            upstream: true,
        });
        let picture = paint::Picture {
            stage: &self.stage,
            model: &page.model,
            typeset: &page.engine.typeset,
            visible,
            selection,
            find: &self.find,
            pointed: self.pointed,
            caret: self.caret_mode,
            focused: response.has_focus(),
            hovered,
            handles,
        };
        let painter = ui.painter().with_clip_rect(self.stage.window.intersect(ui.clip_rect()));
        paint::paint(&painter, &picture, input);
    }

    fn gutter(
        &self,
        ui: &Ui,
        areas: &Areas,
        visible: &[Highlight],
        input: &ReaderInput<'_>,
        events: &mut Vec<ReaderEvent>,
    ) {
        let right = self.stage.left - MARGIN * 0.4;
        let clicked = gutter::show(ui, areas.text, right, &self.stage.shown, visible, input);
        if let Some(click) = clicked {
            let pos = ui.input(|i| i.pointer.interact_pos()).unwrap_or(areas.text.center());
            events.push(ReaderEvent::ClaimsClicked { claims: click.claims, add: click.add, pos });
        }
    }

    fn copy(&self, ui: &Ui, response: &Response, page: &Page) {
        if let Some(span) = self.selection.span()
            && response.has_focus()
            && ui.input(|i| i.events.contains(&Event::Copy))
        {
            ui.ctx().copy_text(page.model.slice(span).to_owned());
        }
    }
}

/// Moves the page a step towards a place; whether it is still on its way.
fn glide(
    fonts: &mut egui::epaint::text::FontsView<'_>,
    page: &mut Page,
    (at, dy): (u32, f32),
    height: f32,
) -> bool {
    /// The share of the way that one frame makes.
    const STEP: f64 = 0.28;
    /// What is nearer than this is there, in points.
    const NEAR: f64 = 0.75;
    let from = page.position();
    page.put(at, dy);
    page.arrange(fonts, height);
    let to = page.position();
    if (to - from).abs() <= NEAR {
        return false;
    }
    // What is far away is not run through: the last window of the way shows the direction.
    let longest = f64::from(height);
    let way = (to - from).clamp(-longest, longest);
    page.go_to((to - way * (1.0 - STEP)).max(0.0));
    true
}

/// Scrolls the page so that a goal is met.
fn follow(goal: Goal, page: &mut Page, stage: &Stage, selection: Selection) {
    let window = stage.window;
    let line = page.engine.typeset.size * page.engine.typeset.spacing;
    match goal {
        Goal::Top(at) => page.put(at, 0.0),
        Goal::Glide(at, dy) => page.put(at, dy),
        Goal::Middle(position) => {
            page.go_to((position - f64::from(window.height()) / 2.0).max(0.0));
        }
        Goal::Show(span) => {
            let margin = line.min(window.height() / 6.0);
            let in_view = stage.caret(span.start, false).is_some_and(|caret| {
                caret.top() >= window.top() + margin && caret.bottom() <= window.bottom() - margin
            });
            let end_in_view = stage
                .caret(span.end, true)
                .is_some_and(|caret| caret.bottom() <= window.bottom() - margin);
            if !in_view || (!end_in_view && span.len() < 2_000) {
                page.put(span.start, window.height() * 0.28);
            }
        }
        Goal::Caret => {
            let at = selection.head;
            let margin = line.min(window.height() / 4.0);
            match stage.caret(at, selection.upstream) {
                Some(caret) if caret.top() < window.top() + margin => {
                    page.scroll(caret.top() - window.top() - margin, window.height());
                }
                Some(caret) if caret.bottom() > window.bottom() - margin => {
                    page.scroll(caret.bottom() - window.bottom() + margin, window.height());
                }
                Some(_) => {}
                None => {
                    let below = at > stage.laid_out().start;
                    let dy = if below { window.height() - line - margin } else { margin };
                    page.put(at, dy);
                }
            }
        }
    }
}

/// The friendly line of an article without a word.
fn nothing(ui: &Ui, area: Rect, response: &Response, input: &ReaderInput<'_>) {
    const LINE: &str = "This article has no text.";
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, LINE));
    ui.painter().text(
        area.center(),
        Align2::CENTER_CENTER,
        LINE,
        FontId::new(input.settings.size, input.fonts.sans.regular.clone()),
        input.palette.faint,
    );
}
