//! Keystrokes of the tagging run, in their order.
//!
//! Several may arrive in one frame, and a field takes all or drops what follows Enter.
//! So the keys up to the first that decides something are given to the field, and those
//! after it are held for the next frame, where another field may be waiting for them.

use egui::{Event, Key, Ui};

/// Keystrokes that wait for the next frame.
#[derive(Debug, Default)]
pub(super) struct Keys {
    held: Vec<Event>,
}

/// What stands around an event in its frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// Whether text was typed before it.
    pub after_text: bool,
    /// Whether text is typed in the frame at all; if not, a key stands for its letter.
    pub any_text: bool,
}

impl Keys {
    /// Puts held keystrokes back, before those of this frame.
    pub fn begin(&mut self, ui: &Ui) {
        if !self.held.is_empty() {
            let mut events = std::mem::take(&mut self.held);
            ui.input_mut(|input| {
                events.append(&mut input.events);
                input.events = events;
            });
        }
    }

    /// Forgets what is held.
    pub fn clear(&mut self) {
        self.held.clear();
    }

    /// Takes out the first event that decides something and holds the keystrokes after it.
    pub fn decide<T>(
        &mut self,
        ui: &Ui,
        mut decides: impl FnMut(&Event, Around) -> Option<T>,
    ) -> Option<T> {
        let held = &mut self.held;
        let decided = ui.input_mut(|input| {
            let any_text = input.events.iter().any(|e| matches!(e, Event::Text(_)));
            let mut around = Around { after_text: false, any_text };
            let mut found = None;
            for (at, event) in input.events.iter().enumerate() {
                if let Some(decision) = decides(event, around) {
                    found = Some((at, decision));
                    break;
                }
                around.after_text |= matches!(event, Event::Text(_) | Event::Paste(_));
            }
            let (at, decision) = found?;
            let after = input.events.split_off(at);
            for event in after.into_iter().skip(1) {
                if is_typed(&event) { held.push(event) } else { input.events.push(event) }
            }
            Some(decision)
        });
        if !self.held.is_empty() {
            ui.ctx().request_repaint();
        }
        decided
    }
}

/// Takes all keystrokes out of this frame: they were meant for what is gone.
pub(super) fn swallow(ui: &Ui) {
    ui.input_mut(|input| input.events.retain(|event| !is_typed(event)));
}

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Key { .. } | Event::Paste(_) | Event::Ime(_))
}

/// Whether an event is a key being pressed without a modifier but shift.
pub(super) fn pressed(event: &Event, wanted: Key) -> bool {
    matches!(event, Event::Key { key, pressed: true, modifiers, .. }
        if *key == wanted && !modifiers.ctrl && !modifiers.alt && !modifiers.command)
}

/// The letter or digit that an event stands for, in lower case.
pub(super) fn letter(event: &Event, around: Around) -> Option<char> {
    let text = match event {
        Event::Text(text) => text.as_str(),
        Event::Key { key, pressed: true, modifiers, .. }
            if !around.any_text && modifiers.is_none() =>
        {
            key.name()
        }
        _ => return None,
    };
    let mut chars = text.chars();
    let only = chars.next()?;
    chars.next().is_none().then(|| only.to_lowercase().next().unwrap_or(only))
}
