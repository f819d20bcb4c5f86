//! No shortcut clashes, every command explains itself.

use std::collections::HashMap;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::*;

/// What a shortcut becomes on an operating system, where `COMMAND` is Ctrl or ⌘.
fn physical(shortcut: KeyboardShortcut, mac: bool) -> (bool, bool, bool, bool, Key) {
    let m = shortcut.modifiers;
    let (ctrl, cmd) = if mac { (m.ctrl, m.command) } else { (m.ctrl || m.command, false) };
    (ctrl, cmd, m.shift, m.alt, shortcut.logical_key)
}

#[test]
fn no_two_shortcuts_clash_on_linux_windows_and_macos() {
    for (system, mac) in [("Linux", false), ("Windows", false), ("macOS", true)] {
        let mut taken = HashMap::new();
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                let before = taken.insert(physical(*shortcut, mac), command);
                assert_eq!(before, None, "{command:?} clashes on {system}");
            }
        }
    }
}

#[test]
fn no_shortcut_is_one_that_a_text_field_or_the_evidence_digits_need() {
    for command in Command::ALL {
        for shortcut in command.shortcuts() {
            let reserved = [Key::C, Key::V, Key::X, Key::A];
            assert!(
                !(shortcut.modifiers == Modifiers::COMMAND
                    && reserved.contains(&shortcut.logical_key)),
                "{command:?}"
            );
            let digit = shortcut.logical_key >= Key::Num0 && shortcut.logical_key <= Key::Num9;
            assert!(!(digit && shortcut.modifiers.is_none()), "{command:?}");
        }
    }
}

#[test]
fn every_command_is_in_the_palette_once_and_explains_itself() {
    let mut seen = std::collections::HashSet::new();
    for command in Command::ALL {
        assert!(seen.insert(command));
        assert!(!command.name().is_empty());
        assert!(command.tooltip().ends_with('.'), "{command:?}");
    }
}

#[test]
fn without_a_project_only_what_needs_none_is_enabled_and_the_rest_say_why() {
    let env = Environment::default();
    assert_eq!(Command::OpenProject.enabled(&env), Ok(()));
    assert!(Command::NewClaim.enabled(&env).is_err_and(|why| why.contains("project")));
}

#[test]
fn a_project_open_for_reading_only_refuses_every_edit() {
    let env = Environment {
        project: true,
        article: true,
        reader: true,
        selection: true,
        claims: 1,
        chain: true,
        ..Environment::default()
    };
    for command in [Command::NewClaim, Command::Save, Command::DeleteClaims, Command::Undo] {
        assert!(command.enabled(&env).is_err(), "{command:?}");
    }
    assert_eq!(Command::Find.enabled(&env), Ok(()));
}

#[test]
fn what_went_wrong_with_a_file_decides_which_remedies_there_are() {
    let sound = Environment { project: true, editable: true, file: true, ..Environment::default() };
    let remedies = [
        Command::TakeOver,
        Command::ReadAgain,
        Command::WriteOver,
        Command::Repair,
        Command::Recover,
    ];
    let possible = |env: &Environment| -> Vec<Command> {
        remedies.into_iter().filter(|c| c.enabled(env).is_ok()).collect()
    };
    assert_eq!(possible(&Environment::default()), []);
    assert_eq!(possible(&sound), [Command::ReadAgain]);
    let changed = Environment { changed_on_disk: true, ..sound.clone() };
    assert_eq!(possible(&changed), [Command::ReadAgain, Command::WriteOver]);
    let gone = Environment { gone: true, ..sound.clone() };
    assert_eq!(possible(&gone), [Command::WriteOver]);
    let held = Environment { held: true, editable: false, changed_on_disk: true, ..sound.clone() };
    assert_eq!(possible(&held), [Command::TakeOver, Command::ReadAgain]);
    let broken = Environment { broken: true, editable: false, ..sound.clone() };
    assert_eq!(possible(&broken), [Command::ReadAgain, Command::Repair]);
    let crashed = Environment { recovery: true, ..Environment::default() };
    assert_eq!(possible(&crashed), [Command::Recover]);
    let unsaved = Environment { file: false, ..sound };
    assert!(Command::ReadAgain.enabled(&unsaved).is_err());
}
