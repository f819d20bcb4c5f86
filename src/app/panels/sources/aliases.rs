//! Other names of a source.

use egui::{Frame, Key, Margin, RichText, Ui, vec2};

use super::{desk::Desk, detail::row};
use crate::app::text::{self, Field};
use crate::{
    app::panels::claim::fields,
    domain::{ids::SourceId, source::Source},
};

/// An alias that is being typed.
#[derive(Debug, Default)]
pub(super) struct NextAlias {
    source: Option<SourceId>,
    text: String,
}

impl NextAlias {
    /// Adds what was typed and not entered.
    pub fn flush(&mut self, desk: &mut Desk<'_>) {
        if !desk.editable() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if let Some(id) = self.source.filter(|_| !text.is_empty()) {
            desk.source(id, "Add alias", |source| {
                if source.name != text && !source.aliases.iter().any(|alias| alias == text) {
                    source.aliases.push(text.to_owned());
                }
            });
        }
    }

    /// The aliases, each with its ×, and the field for another.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, source: &Source) {
        row(ui, "Aliases", |ui| {
            if source.aliases.is_empty() {
                if !desk.editable() {
                    fields::small(ui, "none");
                }
            } else {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
                    for alias in &source.aliases {
                        chip(ui, desk, source.id, alias);
                    }
                });
            }
            if !desk.editable() {
                return;
            }
            if self.source != Some(source.id) {
                self.flush(desk);
                self.source = Some(source.id);
            }
            let field = Field::singleline(&mut self.text)
                .hint_text("another name, then Enter")
                .desired_width(f32::INFINITY);
            let field = ui.add(field);
            fields::named_field(ui, &field, "New alias");
            if field.lost_focus() {
                let (enter, escape) =
                    ui.input(|i| (i.key_pressed(Key::Enter), i.key_pressed(Key::Escape)));
                if escape {
                    self.text.clear();
                }
                self.flush(desk);
                if enter {
                    field.request_focus();
                }
            }
        });
    }
}

fn chip(ui: &mut Ui, desk: &mut Desk<'_>, id: SourceId, alias: &str) {
    let theme = desk.theme();
    Frame::new()
        .fill(theme.raised)
        .stroke(egui::Stroke::new(1.0, theme.line))
        .corner_radius(9)
        .inner_margin(Margin::symmetric(8, 1))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            text::unbroken(ui, RichText::new(alias).size(12.5));
            if desk.editable() && fields::remove(ui, &format!("Remove alias {alias}")).clicked() {
                desk.source(id, "Remove alias", |source| source.aliases.retain(|a| a != alias));
            }
        });
}
