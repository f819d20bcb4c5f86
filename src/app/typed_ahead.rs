//! Keys that come faster than frames. egui gives a frame all keys at once and asks each
//! widget which it wants, so that `C` and the first letters of a name could meet before
//! *Source* has the keyboard. Here a frame gets the keys up to the first one that may
//! move the keyboard elsewhere; the others wait, in their order, for the next.

use std::collections::VecDeque;

use egui::{Context, Event, Key, Modifiers, Plugin, RawInput};

/// More than this many waiting events are given at once: nobody types that fast.
const MOST: usize = 512;

/// Keeps typed keys in order across frames.
#[derive(Debug, Default)]
pub struct TypedAhead {
    waiting: VecDeque<Event>,
    /// The last frame had a key after which the keyboard may be elsewhere.
    settling: bool,
}

impl TypedAhead {
    /// Gives a frame the events that it may see, keeps the others. `typing` says that a
    /// text field has the keyboard. Answers whether another frame is needed.
    fn sort(&mut self, events: &mut Vec<Event>, typing: bool) -> bool {
        let mut given = Vec::with_capacity(events.len());
        for event in events.drain(..) {
            if is_typed(&event) {
                self.waiting.push_back(event);
            } else {
                given.push(event);
            }
        }
        if self.waiting.len() > MOST {
            given.extend(self.waiting.drain(..));
            self.settling = false;
        } else if self.settling && !self.waiting.is_empty() {
            // A field that asked for the keyboard has it from now on.
            self.settling = false;
        } else {
            self.settling = self.give(&mut given, typing);
        }
        *events = given;
        !self.waiting.is_empty()
    }

    /// Moves events from the queue up to and including the first key after which the
    /// keyboard may be elsewhere, with the text that it makes. Whether there was one.
    fn give(&mut self, given: &mut Vec<Event>, typing: bool) -> bool {
        while let Some(event) = self.waiting.pop_front() {
            let moves = may_move(&event, typing);
            given.push(event);
            if moves {
                while let Some(Event::Text(_) | Event::Key { pressed: false, .. }) =
                    self.waiting.front()
                {
                    given.extend(self.waiting.pop_front());
                }
                return true;
            }
        }
        false
    }
}

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Copy)
        || matches!(event, Event::Ime(_))
}

/// Whether the keyboard may be elsewhere after this event.
fn may_move(event: &Event, typing: bool) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    !typing || combines(*modifiers) || matches!(key, Key::Enter | Key::Tab | Key::Escape)
}

fn combines(modifiers: Modifiers) -> bool {
    modifiers.ctrl || modifiers.command || modifiers.alt || modifiers.mac_cmd
}

impl Plugin for TypedAhead {
    fn debug_name(&self) -> &'static str {
        "typed ahead"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if self.sort(&mut input.events, ctx.text_edit_focused()) {
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key) -> Event {
        let modifiers = Modifiers::NONE;
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn typed(letters: &str) -> Vec<Event> {
        let one = |c: char| {
            let name = c.to_uppercase().to_string();
            [key(Key::from_name(&name).expect("a key")), Event::Text(c.to_string())]
        };
        letters.chars().flat_map(one).collect()
    }

    /// Frame by frame, what each gets of events that all come at once.
    fn frames(mut events: Vec<Event>, typing: bool) -> Vec<Vec<Event>> {
        let mut ahead = TypedAhead::default();
        let mut frames = Vec::new();
        loop {
            let more = ahead.sort(&mut events, typing);
            frames.push(std::mem::take(&mut events));
            if !more {
                return frames;
            }
        }
    }

    #[test]
    fn outside_a_field_each_key_has_a_frame_of_its_own() {
        let frames = frames(typed("cab"), false);
        let shown: Vec<_> = frames.into_iter().filter(|f| !f.is_empty()).collect();
        assert_eq!(shown, [typed("c"), typed("a"), typed("b")]);
    }

    #[test]
    fn a_frame_passes_before_the_key_after_a_command() {
        let frames = frames(typed("ca"), false);
        assert_eq!(frames, [typed("c"), Vec::new(), typed("a")]);
    }

    #[test]
    fn what_is_typed_into_a_field_comes_at_once() {
        assert_eq!(frames(typed("name"), true), [typed("name")]);
    }

    #[test]
    fn enter_in_a_field_ends_the_frame() {
        let mut events = typed("ab");
        events.push(key(Key::Enter));
        let until = events.clone();
        events.extend(typed("h"));
        assert_eq!(frames(events, true), [until, Vec::new(), typed("h")]);
    }

    #[test]
    fn the_pointer_never_waits() {
        let moved = Event::PointerMoved(egui::pos2(1.0, 2.0));
        let mut events = typed("ab");
        events.push(moved.clone());
        let frames = frames(events, false);
        assert!(frames[0].contains(&moved));
    }

    #[test]
    fn no_event_is_lost_however_many_come() {
        let events = typed(&"abc".repeat(1000));
        let all: Vec<_> = frames(events.clone(), false).into_iter().flatten().collect();
        assert_eq!(all, events);
    }
}
