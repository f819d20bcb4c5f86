//! What the program tells the analyst: notices pass, problems stay until they are read,
//! and both can be copied.

use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke, vec2};

use super::{text, theme::Theme};

/// For how long a notice is shown, in seconds.
const NOTICE_SECONDS: f64 = 6.0;

/// How many messages are shown at once; older ones wait.
const MAX_SHOWN: usize = 4;

/// The messages that are not yet read.
#[derive(Debug, Default)]
pub struct Messages {
    list: Vec<Message>,
    next_id: u64,
}

#[derive(Debug)]
struct Message {
    id: u64,
    text: String,
    problem: bool,
    /// When it was first shown, in egui's seconds.
    since: Option<f64>,
}

impl Messages {
    /// Something that passes.
    pub fn notice(&mut self, text: impl Into<String>) {
        self.push(text.into(), false);
    }

    /// Something that went wrong. Stays until it is closed.
    pub fn problem(&mut self, text: impl Into<String>) {
        let text = text.into();
        log::warn!("{text}");
        self.push(text, true);
    }

    fn push(&mut self, text: String, problem: bool) {
        // The same thing said twice is one message.
        self.list.retain(|m| m.text != text);
        self.next_id += 1;
        self.list.push(Message { id: self.next_id, text, problem, since: None });
    }

    /// The texts of all messages, the oldest first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|m| m.text.as_str())
    }

    /// Draws them at the lower right; at the upper right over a dialog, whose buttons stand
    /// below. Gives back a text to copy.
    pub fn show(
        &mut self,
        ctx: &egui::Context,
        theme: &Theme,
        over_dialog: bool,
    ) -> Option<String> {
        let now = ctx.input(|i| i.time);
        self.list.retain(|m| m.problem || m.since.is_none_or(|s| now - s < NOTICE_SECONDS));
        let mut closed = None;
        let mut copied = None;
        let (corner, up) =
            if over_dialog { (Align2::RIGHT_TOP, 1.0) } else { (Align2::RIGHT_BOTTOM, -1.0) };
        let mut offset = if over_dialog { 10.0 } else { 44.0 };
        let first = self.list.len().saturating_sub(MAX_SHOWN);
        for message in self.list[first..].iter_mut().rev() {
            if !message.problem {
                let since = *message.since.get_or_insert(now);
                let left = NOTICE_SECONDS - (now - since);
                ctx.request_repaint_after(std::time::Duration::from_secs_f64(left.max(0.05)));
            }
            let colour = if message.problem { theme.danger } else { theme.accent };
            let area = Area::new(Id::unique(("message", message.id)))
                .order(Order::Foreground)
                .anchor(corner, vec2(-16.0, up * offset))
                .show(ctx, |ui| {
                    Frame::popup(ui.style())
                        .stroke(Stroke::new(1.0, colour))
                        .inner_margin(Margin::symmetric(12, 10))
                        .show(ui, |ui| {
                            ui.set_max_width(440.0);
                            if message.problem {
                                ui.label(RichText::new("Problem").color(colour).strong());
                            }
                            if text::is_plain(&message.text) {
                                let label = egui::Label::new(&message.text);
                                ui.add(label.wrap().selectable(true));
                            } else {
                                text::wrapped(ui, &message.text);
                            }
                            if message.problem {
                                ui.horizontal(|ui| {
                                    if ui.button("Copy message").clicked() {
                                        copied = Some(message.text.clone());
                                    }
                                    if ui.button("Close message").clicked() {
                                        closed = Some(message.id);
                                    }
                                });
                            }
                        });
                });
            offset += area.response.rect.height() + 8.0;
        }
        self.list.retain(|m| Some(m.id) != closed);
        copied
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_stays_and_the_same_text_is_said_once() {
        let mut messages = Messages::default();
        messages.problem("disk full");
        messages.problem("disk full");
        let ctx = egui::Context::default();
        for second in [0.0, 100.0, 1000.0] {
            let input = egui::RawInput { time: Some(second), ..egui::RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| {
                messages.show(ui.ctx(), &Theme::light(), false);
            });
            output.textures_delta.clear();
        }
        assert_eq!(messages.texts().collect::<Vec<_>>(), ["disk full"]);
    }

    #[test]
    fn a_notice_passes() {
        let mut messages = Messages::default();
        messages.notice("saved");
        let ctx = egui::Context::default();
        for second in [0.0, 1.0, 100.0] {
            let input = egui::RawInput { time: Some(second), ..egui::RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| {
                messages.show(ui.ctx(), &Theme::light(), false);
            });
            output.textures_delta.clear();
        }
        assert_eq!(messages.texts().count(), 0);
    }
}
