//! A text field that shows right-to-left text in its order, with the caret, the selection
//! and the pointer where they belong.
//!
//! It is egui's field: typing, undo, clipboard and input methods are egui's own. While its
//! text has a right-to-left part, the field is given our galley and, beside it:
//! - the left and right arrows are exchanged in paragraphs that read from the right, so that
//!   they move the way they point. In a foreign word inside such a paragraph the caret still
//!   moves in the paragraph's direction;
//! - up and down, and the pointer, are answered from our layout;
//! - the selection is painted here, since one of mixed direction is not one rectangle;
//! - a line that is too long shows its beginning while the field has no keyboard.
//!
//! Where two directions meet, one place in the text has two on the screen: the caret is
//! drawn at that of the following character.

use std::sync::Arc;

use egui::{
    Event, EventFilter, FontId, FontSelection, Frame, Galley, Id, Key, Response, TextBuffer,
    TextEdit, Ui, Widget,
    text::{CCursor, CCursorRange, LayoutJob, TextWrapping},
    text_edit::{TextEditOutput, TextEditState},
};

use super::{laid::Laid, lines, needs_bidi};
use crate::domain::span::Span;

/// A text field.
pub struct Field<'t> {
    text: &'t mut dyn TextBuffer,
    multiline: bool,
    id: Option<Id>,
    hint: String,
    width: Option<f32>,
    rows: Option<usize>,
    font: Option<FontId>,
    frame: Option<Frame>,
    filter: Option<EventFilter>,
    interactive: bool,
}

impl<'t> Field<'t> {
    /// A field of one line.
    pub fn singleline(text: &'t mut dyn TextBuffer) -> Self {
        Self {
            text,
            multiline: false,
            id: None,
            hint: String::new(),
            width: None,
            rows: None,
            font: None,
            frame: None,
            filter: None,
            interactive: true,
        }
    }

    /// A field of several lines.
    pub fn multiline(text: &'t mut dyn TextBuffer) -> Self {
        Self { multiline: true, ..Self::singleline(text) }
    }

    /// Its id, to know it by.
    #[must_use]
    pub fn id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }

    /// What stands in it while it is empty.
    #[must_use]
    pub fn hint_text(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// How wide it wants to be, in points.
    #[must_use]
    pub fn desired_width(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }

    /// How many rows it has at least.
    #[must_use]
    pub fn desired_rows(self, rows: usize) -> Self {
        Self { rows: Some(rows), ..self }
    }

    /// The font of its text.
    #[must_use]
    pub fn font(self, font: FontId) -> Self {
        Self { font: Some(font), ..self }
    }

    /// What is around it.
    #[must_use]
    pub fn frame(self, frame: Frame) -> Self {
        Self { frame: Some(frame), ..self }
    }

    /// Which keys it keeps for itself.
    #[must_use]
    pub fn event_filter(self, filter: EventFilter) -> Self {
        Self { filter: Some(filter), ..self }
    }

    /// Whether it can be typed into.
    #[must_use]
    pub fn interactive(self, interactive: bool) -> Self {
        Self { interactive, ..self }
    }

    /// Shows it, and tells more than [`Widget::ui`] does.
    pub fn show(mut self, ui: &mut Ui) -> TextEditOutput {
        let id = self.id.unwrap_or_else(|| {
            let id = ui.next_auto_id();
            ui.skip_ahead_auto_ids(1);
            id
        });
        if !needs_bidi(self.text.as_str()) {
            return self.edit(id).show(ui);
        }
        let multiline = self.multiline;
        let format = Format::of(&self, ui);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let swapped = focused && move_caret(ui, id, multiline);
        if swapped {
            swap_arrows(ui);
        }
        let before = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let selection = ui.visuals().selection.bg_fill;
        ui.visuals_mut().selection.bg_fill = egui::Color32::TRANSPARENT;
        let mut laid = None;
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| -> Arc<Galley> {
            let focused = ui.memory(|memory| memory.has_focus(id));
            let set = lines::laid(ui.ctx(), format.job(text.as_str(), multiline, focused, width));
            let galley = Arc::clone(&set.galley);
            laid = Some(set);
            galley
        };
        let mut output = self.edit(id).layouter(&mut layouter).show(ui);
        ui.visuals_mut().selection.bg_fill = selection;
        if swapped {
            swap_arrows(ui);
        }
        if let Some(laid) = laid {
            point(ui, id, &laid, before, &mut output);
            paint_selection(ui, &laid, &output, selection);
            ui.ctx().data_mut(|data| data.insert_temp(id, Shown(laid)));
        }
        output
    }

    fn edit(&mut self, id: Id) -> TextEdit<'_> {
        let edit = if self.multiline {
            TextEdit::multiline(self.text)
        } else {
            TextEdit::singleline(self.text)
        };
        let hint = std::mem::take(&mut self.hint);
        let mut edit = edit.id(id).hint_text(hint).interactive(self.interactive);
        if let Some(width) = self.width {
            edit = edit.desired_width(width);
        }
        if let Some(rows) = self.rows {
            edit = edit.desired_rows(rows);
        }
        if let Some(font) = self.font.take() {
            edit = edit.font(font);
        }
        if let Some(frame) = self.frame {
            edit = edit.frame(frame);
        }
        if let Some(filter) = self.filter {
            edit = edit.event_filter(filter);
        }
        edit
    }
}

impl Widget for Field<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        self.show(ui).response.response
    }
}

/// What a field showed in the last frame.
#[derive(Clone)]
struct Shown(Arc<Laid>);

/// How the text of a field is set.
struct Format {
    font: FontId,
    line_height: f32,
}

impl Format {
    fn of(field: &Field<'_>, ui: &Ui) -> Self {
        let font = field.font.clone();
        let font = font.unwrap_or_else(|| FontSelection::Default.resolve(ui.style()));
        let row = ui.fonts_mut(|fonts| fonts.row_height(&font));
        Self { font, line_height: row + ui.spacing().extra_text_line_spacing }
    }

    fn job(&self, text: &str, multiline: bool, focused: bool, width: f32) -> LayoutJob {
        let colour = egui::Color32::PLACEHOLDER;
        let mut job = LayoutJob::simple(text.to_owned(), self.font.clone(), colour, width);
        for section in &mut job.sections {
            section.format.line_height = Some(self.line_height);
        }
        job.keep_trailing_whitespace = true;
        if !multiline {
            job.break_on_newline = false;
            // Who reads sees where it begins; who types sees where the caret is.
            job.wrap = TextWrapping::truncate_at_width(width);
            if focused {
                job.wrap.overflow_character = None;
            }
        }
        job
    }
}

/// Moves the caret up or down, and tells whether left and right are to be exchanged.
fn move_caret(ui: &Ui, id: Id, multiline: bool) -> bool {
    let known = ui.data(|data| data.get_temp::<Shown>(id));
    let (Some(Shown(laid)), Some(mut state)) = (known, TextEditState::load(ui.ctx(), id)) else {
        return false;
    };
    let Some(mut range) = state.cursor.char_range() else { return false };
    let at = |range: &CCursorRange| range.primary.index.0 as u32;
    if multiline {
        let steps = ui.input_mut(|input| {
            let mut steps = Vec::new();
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. }
                    if matches!(key, Key::ArrowUp | Key::ArrowDown)
                        && (modifiers.is_none() || modifiers.shift_only()) =>
                {
                    steps.push((*key == Key::ArrowDown, modifiers.shift));
                    false
                }
                _ => true,
            });
            steps
        });
        for (down, extends) in &steps {
            let end = laid.galley.end().index.0 as u32;
            let edge = if *down { end } else { 0 };
            let to = laid.next_line(at(&range), *down).unwrap_or(edge);
            range.primary = CCursor::new(to as usize);
            if !extends {
                range.secondary = range.primary;
            }
        }
        if !steps.is_empty() {
            state.cursor.set_char_range(Some(range));
            state.store(ui.ctx(), id);
        }
    }
    laid.is_rtl_at(at(&range))
}

fn swap_arrows(ui: &Ui) {
    ui.input_mut(|input| {
        for event in &mut input.events {
            if let Event::Key { key, .. } = event {
                *key = match *key {
                    Key::ArrowLeft => Key::ArrowRight,
                    Key::ArrowRight => Key::ArrowLeft,
                    other => other,
                };
            }
        }
    });
}

/// Puts the caret where the pointer is: egui looked for it from left to right.
fn point(ui: &Ui, id: Id, laid: &Laid, before: TextEditState, output: &mut TextEditOutput) {
    let response = &output.response.response;
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let place = pointer - output.galley_pos;
    let cursor = CCursor::new(laid.position_at(place) as usize);
    let mut state = before.cursor;
    let dragged = ui.ctx().is_being_dragged(id);
    if state.pointer_interaction(ui, response, cursor, &output.galley, dragged) {
        output.cursor_range = state.char_range();
        output.state.cursor = state;
        output.state.clone().store(ui.ctx(), id);
        ui.ctx().request_repaint();
    }
}

fn paint_selection(ui: &Ui, laid: &Laid, output: &TextEditOutput, colour: egui::Color32) {
    let focused = ui.memory(|memory| memory.has_focus(output.response.response.id));
    let Some(range) = output.state.cursor.char_range().filter(|_| focused) else { return };
    if range.is_empty() {
        return;
    }
    let [start, end] = range.sorted_cursors();
    let span = Span::new(start.index.0 as u32, end.index.0 as u32);
    let clip = output.text_clip_rect.intersect(ui.clip_rect());
    let ink = ui.visuals().text_color();
    for rect in laid.rects(span) {
        // The text is painted already: what is selected is painted over, and again.
        let rect = rect.translate(output.galley_pos.to_vec2()).intersect(clip);
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_filled(rect, 0.0, colour);
        painter.galley(output.galley_pos, Arc::clone(&laid.galley), ink);
    }
}
