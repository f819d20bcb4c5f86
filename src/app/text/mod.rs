//! Text that people typed, wherever the window shows it: in labels, buttons, cells, fields.
//!
//! egui lays every line from left to right. Text with a right-to-left part is therefore set
//! by the reader's engine and handed to egui's own widgets as a finished galley, whose text,
//! and with it the accessible name, stays in logical order. All other text goes the usual
//! way, after one look at its bytes. Finished galleys are kept while they are being shown.

mod field;
mod laid;
mod lines;
mod set;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::{
    Context, FontSelection, Galley, Label, Response, TextWrapMode, Ui, WidgetText,
    text::{LayoutJob, TextWrapping},
};

pub use field::Field;

use super::reader::needs_bidi;

/// Whether egui's own order is right for a text.
pub fn is_plain(text: &str) -> bool {
    !needs_bidi(text)
}

/// Parts of a line with dots between them: `Title · 2008-07-30 · 3 claims`. Each keeps its
/// own direction, or a date beside a Persian title would be read backwards.
pub fn joined<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> String {
    let (mut plain, mut isolated) = (String::new(), String::new());
    for part in parts {
        let dot = if plain.is_empty() { "" } else { " · " };
        let part = part.as_ref();
        plain.extend([dot, part]);
        // First strong isolate, pop directional isolate: neither is seen.
        isolated.extend([dot, "\u{2068}", part, "\u{2069}"]);
    }
    if needs_bidi(&plain) { isolated } else { plain }
}

/// Words between quotation marks, which they may have already.
pub fn quoted(words: &str) -> String {
    let marks = ['"', '“', '„', '«', '»', '‘', '\''];
    if words.starts_with(marks) { words.to_owned() } else { format!("“{words}”") }
}

/// Lays out a text in the right order. A drop-in for egui's `layout_job`: with a finite
/// width, what reads from the right stands at the right.
pub fn lay_out(ctx: &Context, job: LayoutJob) -> Arc<Galley> {
    if needs_bidi(&job.text) {
        Arc::clone(&lines::laid(ctx, job).galley)
    } else {
        ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }
}

/// A text for a widget of egui's, in the right order. `width` is what the text may take of
/// the widget, in points; only text with right-to-left parts needs it.
pub fn shown(ui: &Ui, text: impl Into<WidgetText>, mode: TextWrapMode, width: f32) -> WidgetText {
    let text = text.into();
    if !needs_bidi(text.text()) {
        return text;
    }
    let valign = ui.text_valign();
    let job = text.into_layout_job(ui.style(), FontSelection::Default, valign);
    let mut job = Arc::unwrap_or_clone(job);
    job.wrap = TextWrapping::from_wrap_mode_and_width(mode, width);
    WidgetText::Galley(lay_out(ui.ctx(), job))
}

/// A text of one line for a widget that is as wide as its text.
pub fn line(ui: &Ui, text: impl Into<WidgetText>) -> WidgetText {
    shown(ui, text, TextWrapMode::Extend, f32::INFINITY)
}

/// A label in the right order; at the right if it reads from there.
pub fn label(ui: &mut Ui, text: impl Into<WidgetText>, mode: TextWrapMode) -> Response {
    let text = text.into();
    if !needs_bidi(text.text()) {
        return ui.add(Label::new(text).wrap_mode(mode));
    }
    let width = ui.available_width();
    // Beside others, a text that fits takes no more than its own width.
    let beside = ui.layout().main_dir().is_horizontal();
    let natural = beside.then(|| line(ui, text.clone()));
    let text = match natural {
        Some(WidgetText::Galley(galley)) if galley.size().x <= width => galley.into(),
        _ => shown(ui, text, mode, width),
    };
    let full = match &text {
        WidgetText::Galley(galley) if galley.elided => Some(galley.text().to_owned()),
        _ => None,
    };
    // egui finds places in a label from left to right; and its tip would be in its order.
    let label = Label::new(text).selectable(false).show_tooltip_when_elided(false);
    let response = ui.add(label);
    match full {
        Some(full) => tip(response, full),
        None => response,
    }
}

/// A label of one line that is cut where it does not fit.
pub fn elided(ui: &mut Ui, text: impl Into<WidgetText>) -> Response {
    label(ui, text, TextWrapMode::Truncate)
}

/// A label of as many lines as it needs.
pub fn wrapped(ui: &mut Ui, text: impl Into<WidgetText>) -> Response {
    label(ui, text, TextWrapMode::Wrap)
}

/// A label of one line, as wide as its text.
pub fn unbroken(ui: &mut Ui, text: impl Into<WidgetText>) -> Response {
    label(ui, text, TextWrapMode::Extend)
}

/// A tip that shows text in the right order while the pointer rests on something.
pub fn tip(response: Response, text: impl Into<WidgetText>) -> Response {
    let text = text.into();
    if !needs_bidi(text.text()) {
        return response.on_hover_text(text);
    }
    response.on_hover_ui(|ui| {
        let width = ui.spacing().tooltip_width;
        ui.set_max_width(width);
        let natural = line(ui, text.clone());
        match &natural {
            WidgetText::Galley(galley) if galley.size().x <= width => ui.label(natural),
            _ => label(ui, text, TextWrapMode::Wrap),
        };
    })
}
