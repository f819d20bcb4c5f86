//! A button that opens a small search: for a source, a work, a claim.

use egui::{Button, Popup, PopupCloseBehavior, Ui};

use super::{fields, finder::Finder};
use crate::app::text::{self, Field};

/// What is being searched for. One search is open at a time.
#[derive(Debug, Default)]
pub(in crate::app) struct Picker {
    query: String,
    /// For searches of all claims.
    pub finder: Finder,
}

/// One thing found.
pub(in crate::app) struct Found<T> {
    /// What it is.
    pub what: T,
    /// Its name.
    pub title: String,
    /// What tells it from others.
    pub detail: String,
}

impl Picker {
    /// The button `text`, named `name`. What was picked of what `search` finds.
    pub fn show<T>(
        &mut self,
        ui: &mut Ui,
        (text, name): (&str, &str),
        hint: &str,
        search: impl FnOnce(&str) -> Vec<Found<T>>,
    ) -> Option<T> {
        let button = fields::quiet(ui, text, name);
        let fresh = button.clicked();
        if fresh {
            self.query.clear();
        }
        let query = &mut self.query;
        let picked = Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(name)
            .width(280.0)
            .show(|ui| {
                ui.set_width(280.0);
                ui.spacing_mut().item_spacing.y = 1.0;
                let field =
                    ui.add(Field::singleline(query).hint_text(hint).desired_width(f32::INFINITY));
                fields::named_field(ui, &field, "Search");
                if fresh {
                    field.request_focus();
                }
                ui.add_space(3.0);
                let enter = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                let found = search(query.trim());
                if found.is_empty() && !query.trim().is_empty() {
                    fields::small(ui, "Nothing is called so.");
                }
                let mut picked = None;
                for (at, found) in found.into_iter().enumerate() {
                    if entry(ui, &found.title, &found.detail) || (enter && at == 0) {
                        picked = Some(found.what);
                    }
                }
                if picked.is_some() {
                    ui.close();
                }
                picked
            });
        picked.and_then(|picked| picked.inner)
    }
}

fn entry(ui: &mut Ui, title: &str, detail: &str) -> bool {
    let mut text = egui::text::LayoutJob::default();
    let (ink, faint) = (ui.visuals().text_color(), ui.visuals().weak_text_color());
    let (plain, fine) = (egui::FontId::proportional(13.0), egui::FontId::proportional(11.5));
    text.append(title, 0.0, egui::TextFormat::simple(plain, ink));
    text.append(detail, 8.0, egui::TextFormat::simple(fine, faint));
    let size = egui::vec2(ui.available_width(), 23.0);
    let room = size.x - 2.0 * ui.spacing().button_padding.x;
    let text = text::shown(ui, text, egui::TextWrapMode::Truncate, room);
    let response = ui.add(Button::selectable(false, text).truncate().min_size(size));
    fields::named(&response, egui::Role::Button, title);
    text::tip(response, format!("{title}\n{detail}")).clicked()
}
