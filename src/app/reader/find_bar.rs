//! The bar above the text in which the words to find are typed.

use egui::{Key, Modifiers, Response, Role, Ui, WidgetInfo};

use crate::app::text::Field;

use super::{find::Find, palette::ReaderPalette};

/// What the analyst did in the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FindAction {
    /// Go to the next match.
    Next,
    /// Go to the previous match.
    Previous,
    /// Close the bar.
    Close,
}

/// Draws the bar.
pub(super) fn show(ui: &mut Ui, find: &mut Find, palette: &ReaderPalette) -> Option<FindAction> {
    let mut action = None;
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(12, 7))
        .fill(ui.visuals().panel_fill)
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal(|ui| {
                let field = ui.add(
                    Field::singleline(&mut find.query.pattern)
                        .hint_text("Find in the article")
                        .desired_width(240.0),
                );
                name(&field, Role::TextInput, "Find in the article", None);
                if std::mem::take(&mut find.wants_focus) {
                    field.request_focus();
                }
                action = keys(ui, &field);
                let query = &mut find.query;
                let case = toggle(ui, &mut query.case_sensitive, "Aa", "Match case");
                let regex = toggle(ui, &mut query.regex, ".*", "Regular expression");
                if case || regex {
                    // Typing goes on, and Escape still closes the bar.
                    field.request_focus();
                }
                for (label, tip, what) in [
                    ("Previous", "Previous match", FindAction::Previous),
                    ("Next", "Next match", FindAction::Next),
                ] {
                    let button = ui.button(label).on_hover_text(tip);
                    name(&button, Role::Button, tip, None);
                    if button.clicked() {
                        action = Some(what);
                    }
                }
                let status = find.status();
                let colour =
                    if find.failed() { ui.visuals().error_fg_color } else { palette.faint };
                ui.add(egui::Label::new(egui::RichText::new(&status).color(colour)).truncate())
                    .on_hover_text(&status);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let close = ui.button("×").on_hover_text("Close (Escape)");
                    name(&close, Role::Button, "Close the find bar", None);
                    if close.clicked() {
                        action = Some(FindAction::Close);
                    }
                });
            });
        });
    action
}

fn keys(ui: &Ui, field: &Response) -> Option<FindAction> {
    if field.has_focus() {
        let escape = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
        return escape.then_some(FindAction::Close);
    }
    if field.lost_focus() {
        let (enter, shift, escape) = ui
            .input(|i| (i.key_pressed(Key::Enter), i.modifiers.shift, i.key_pressed(Key::Escape)));
        if escape {
            return Some(FindAction::Close);
        }
        if enter {
            field.request_focus();
            return Some(if shift { FindAction::Previous } else { FindAction::Next });
        }
    }
    None
}

/// Whether it was changed.
fn toggle(ui: &mut Ui, on: &mut bool, sign: &str, what: &str) -> bool {
    let response = ui.toggle_value(on, sign).on_hover_text(what);
    name(&response, Role::CheckBox, what, Some(*on));
    response.changed()
}

fn name(response: &Response, kind: Role, label: &str, selected: Option<bool>) {
    response.widget_info(|| WidgetInfo { selected, ..WidgetInfo::labeled(kind, true, label) });
}
