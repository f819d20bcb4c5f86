//! Takes a pasted text to make an article of.

use egui::{ScrollArea, Ui};

use super::form::{self, Cx, Next, Pressed};
use crate::app::text::Field;
use crate::app::{action::Action, theme};

/// The dialog.
#[derive(Debug, Default)]
pub struct Paste {
    text: String,
}

impl Paste {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        theme::hint(
            ui,
            "Plain text or the source of a web page. What stands there is kept as it is.",
        );
        let height = (ui.ctx().content_rect().height() * 0.5).clamp(120.0, 420.0);
        ScrollArea::vertical().id_salt("pasted").max_height(height).show(ui, |ui| {
            let edit = Field::multiline(&mut self.text)
                .desired_width(f32::INFINITY)
                .desired_rows(14)
                .hint_text("Paste here with Ctrl+V");
            let field = ui.add(edit).accessible_name("Text of the article");
            if cx.fresh {
                field.request_focus();
            }
        });
        let empty = self.text.trim().is_empty();
        let ready = if empty { Err("Paste a text first.") } else { Ok(()) };
        match form::buttons(ui, cx.around.theme, "Make article", ready, |ui| {
            theme::hint(ui, "Ctrl+Enter");
        }) {
            Pressed::Confirm => {
                cx.out.send(Action::Paste(std::mem::take(&mut self.text)));
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}
