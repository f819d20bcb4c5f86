//! What all dialogs are made of: headings, fields with names, errors, the row of buttons.

use egui::{Align, Button, Key, Layout, Modifiers, Response, RichText, Ui};

use super::Around;
use crate::app::text::{self, Field};
use crate::app::{
    action::{AfterSave, Outbox},
    theme::Theme,
};

/// What a dialog needs while it is drawn.
pub struct Cx<'a, 'b> {
    /// What it may read.
    pub around: &'a Around<'b>,
    /// Where its answer goes.
    pub out: &'a mut Outbox,
    /// What waits for the project to have a name.
    pub after_save: &'a mut Option<AfterSave>,
    /// Whether it was just opened, so that its first field takes the keyboard.
    pub fresh: bool,
}

/// Whether a dialog stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It stays open.
    Stay,
    /// It is answered, or cancelled.
    Close,
}

/// How a row of buttons was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// Not yet.
    Nothing,
    /// By the first button, or Enter.
    Confirm,
    /// By Cancel.
    Cancel,
}

/// A field of one line under its label.
pub fn field(ui: &mut Ui, label: &str, text: &mut String, hint: &str, focus: bool) -> Response {
    ui.label(RichText::new(label).small().weak());
    let edit = Field::singleline(text).desired_width(f32::INFINITY).hint_text(hint.to_owned());
    let response = ui.add(edit).accessible_name(label);
    if focus {
        response.request_focus();
    }
    response
}

/// Puts the caret of a field behind its last character, as after a completion.
pub fn caret_to_end(ui: &Ui, field: &Response, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), field.id);
}

/// A field beside its label, in a grid of two columns.
pub fn grid_field(ui: &mut Ui, label: &str, text: &mut String, focus: bool) -> Response {
    ui.label(RichText::new(label).weak());
    let response =
        ui.add(Field::singleline(text).desired_width(f32::INFINITY)).accessible_name(label);
    if focus {
        response.request_focus();
    }
    response
}

/// A line that says what is wrong.
pub fn error(ui: &mut Ui, theme: &Theme, text: impl Into<String>) {
    text::wrapped(ui, RichText::new(text).color(theme.danger));
}

/// A line that wants attention.
pub fn warning(ui: &mut Ui, theme: &Theme, text: impl Into<String>) {
    text::wrapped(ui, RichText::new(text).color(theme.warning));
}

/// A paragraph.
pub fn paragraph(ui: &mut Ui, text: impl Into<String>) {
    text::wrapped(ui, RichText::new(text));
}

/// The button that stands for what the dialog is for.
pub fn primary(theme: &Theme, text: &str) -> Button<'static> {
    Button::new(RichText::new(text).color(theme.on_accent)).fill(theme.accent)
}

/// Confirm at the right end, Cancel beside it. Enter confirms unless a button or a field of
/// several lines has the keyboard; Ctrl+Enter always does. `Err` says why not yet.
pub fn buttons(
    ui: &mut Ui,
    theme: &Theme,
    confirm: &str,
    ready: Result<(), &str>,
    more: impl FnOnce(&mut Ui),
) -> Pressed {
    ui.add_space(8.0);
    let mut pressed = Pressed::Nothing;
    ui.horizontal(|ui| {
        more(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = ui.add_enabled(ready.is_ok(), primary(theme, confirm));
            let button = match ready {
                Ok(()) => button,
                Err(why) => button.on_disabled_hover_text(why),
            };
            if button.clicked() {
                pressed = Pressed::Confirm;
            }
            if ui.button("Cancel").clicked() {
                pressed = Pressed::Cancel;
            }
        });
    });
    if pressed == Pressed::Nothing && ready.is_ok() && enter(ui) {
        pressed = Pressed::Confirm;
    }
    pressed
}

/// Confirm and Cancel where Enter alone must not confirm.
pub fn deliberate_buttons(ui: &mut Ui, theme: &Theme, confirm: &str) -> Pressed {
    ui.add_space(8.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let confirmed = ui.add(primary(theme, confirm)).clicked();
        let cancelled = ui.button("Cancel").clicked();
        match (confirmed, cancelled) {
            (true, _) => Pressed::Confirm,
            (_, true) => Pressed::Cancel,
            _ => Pressed::Nothing,
        }
    })
    .inner
}

/// Whether Enter means the dialog and not a control in it.
pub fn enter(ui: &Ui) -> bool {
    let free = ui.memory(|m| m.focused().is_none());
    let popup = egui::Popup::is_any_open(ui.ctx());
    ui.input_mut(|i| {
        i.consume_key(Modifiers::COMMAND, Key::Enter)
            || (free && !popup && i.consume_key(Modifiers::NONE, Key::Enter))
    })
}

/// A number with its noun: `1 claim`, `12 claims`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// The beginning of a text on one line, for lists.
pub fn one_line(text: &str, max: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    // Only as much is read as is shown: a text may be long.
    for word in text.split_whitespace() {
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        for c in word.chars() {
            if length == max {
                line.push('…');
                return line;
            }
            line.push(c);
            length += 1;
        }
    }
    line
}
