//! From keys to commands. Keys without a modifier belong to text fields while one of
//! those has the keyboard.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::domain::{codebook::Term, ids::TermId};

use super::command::Command;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// A command.
    Command(Command),
    /// This kind of evidence for the selected claims.
    Evidence(TermId),
}

/// Whether a shortcut would also be typing.
fn types(shortcut: KeyboardShortcut) -> bool {
    let m = shortcut.modifiers;
    let function = matches!(
        shortcut.logical_key,
        Key::F1
            | Key::F2
            | Key::F3
            | Key::F4
            | Key::F5
            | Key::F6
            | Key::F7
            | Key::F8
            | Key::F9
            | Key::F10
    );
    !(m.command || m.ctrl || m.alt || function)
}

/// The commands whose keys were pressed in this frame, in palette order. Their keys are
/// used up. `taken` says that a panel waits for plain keys itself, `view` that the view has
/// plain keys of its own, `caret` that the text has a caret, which moves by sentences with
/// Alt and the arrows.
pub fn pressed(
    ctx: &Context,
    digits: &[Term],
    (taken, view): (bool, bool),
    caret: bool,
) -> Vec<Pressed> {
    let typing = taken || ctx.text_edit_focused();
    let plain = typing || view;
    let mut found = Vec::new();
    ctx.input_mut(|input| {
        // Longer combinations first: Ctrl+Shift+Z is not Ctrl+Z.
        let mut all: Vec<_> =
            Command::ALL.iter().flat_map(|c| c.shortcuts().iter().map(move |s| (*c, *s))).collect();
        all.sort_by_key(|(_, s)| {
            let m = s.modifiers;
            std::cmp::Reverse(u8::from(m.shift) + u8::from(m.alt) + u8::from(m.command))
        });
        for (command, shortcut) in all {
            let held = input.modifiers;
            // egui ignores an Alt or Shift too many; here Shift+Delete is not Delete.
            let exact = types(shortcut)
                && (held.alt != shortcut.modifiers.alt || held.shift != shortcut.modifiers.shift);
            let moves = caret && command == Command::GoBack;
            // Undo in a field is the field's own.
            let own = typing && matches!(command, Command::Undo | Command::Redo);
            if exact || moves || own || (plain && types(shortcut)) {
                continue;
            }
            if input.consume_shortcut(&shortcut) {
                found.push(Pressed::Command(command));
            }
        }
        if plain {
            return;
        }
        for term in digits {
            let key = term.key.and_then(|c| Key::from_name(&c.to_string()));
            if key.is_some_and(|key| input.consume_key(Modifiers::NONE, key)) {
                found.push(Pressed::Evidence(term.id));
            }
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_type_and_combinations_do_not() {
        assert!(types(Command::NewClaim.shortcuts()[0]));
        assert!(types(Command::AddSpan.shortcuts()[0]));
        assert!(!types(Command::Save.shortcuts()[0]));
        assert!(!types(Command::GoBack.shortcuts()[0]));
        assert!(!types(Command::Shortcuts.shortcuts()[0]));
    }
}
