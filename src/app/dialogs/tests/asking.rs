//! Names, titles, paths, addresses, settings, commands.

use super::*;

#[test]
fn a_name_is_asked_by_keyboard_alone_and_an_empty_one_is_not_taken() {
    let mut harness = harness(None, |d, _| d.ask_name());
    press(&mut harness, Key::Enter);
    assert!(actions(&mut harness).is_empty() && harness.state().dialogs.is_open());
    harness.get_by_role_and_label(Role::TextInput, "Your name").focus();
    harness.run_steps(2);
    type_text(&mut harness, "  Ada ");
    press(&mut harness, Key::Enter);
    let sent = actions(&mut harness);
    assert!(
        matches!(sent.as_slice(), [Action::SetPreferences(s)] if s.analyst == "Ada"),
        "{sent:?}"
    );
    assert!(!harness.state().dialogs.is_open());
}

#[test]
fn the_first_field_has_the_keyboard_at_once() {
    let mut harness = harness(None, |d, _| d.new_project());
    type_text(&mut harness, "Bridges");
    press(&mut harness, Key::Enter);
    let sent = actions(&mut harness);
    assert!(matches!(sent.as_slice(), [Action::CreateProject(t)] if t == "Bridges"), "{sent:?}");
}

#[test]
fn escape_cancels_and_asks_for_nothing() {
    for open in [
        |d: &mut Dialogs, _: Option<&Project>| d.new_project(),
        |d: &mut Dialogs, _: Option<&Project>| d.ask_name(),
        |d: &mut Dialogs, _: Option<&Project>| d.paste(),
        |d: &mut Dialogs, _: Option<&Project>| d.palette(),
        |d: &mut Dialogs, _: Option<&Project>| d.shortcuts(),
        |d: &mut Dialogs, _: Option<&Project>| d.repairs(),
        |d: &mut Dialogs, _: Option<&Project>| d.settings(Settings::default().preferences()),
        |d: &mut Dialogs, _: Option<&Project>| d.unsaved(AfterSave::Quit, true, Unwritten::Edits),
        |d: &mut Dialogs, _: Option<&Project>| d.confirm_loss(Loss::FileOnDisk),
        |d: &mut Dialogs, _: Option<&Project>| d.open_link("https://a.example".into()),
        |d: &mut Dialogs, _: Option<&Project>| d.ask_path(PickFor::OpenProject, None),
    ] {
        let mut harness = harness(None, open);
        assert!(harness.state().dialogs.is_open());
        press(&mut harness, Key::Escape);
        assert!(!harness.state().dialogs.is_open());
        assert!(actions(&mut harness).is_empty());
    }
}

#[test]
fn unsaved_work_can_be_saved_left_or_kept() {
    let save = |harness: &mut Harness<'_, Stage>| press(harness, Key::Enter);
    let mut saving =
        harness(Some(sample()), |d, _| d.unsaved(AfterSave::Quit, true, Unwritten::Edits));
    save(&mut saving);
    let sent = actions(&mut saving);
    assert!(matches!(sent.as_slice(), [Action::SaveThen(AfterSave::Quit)]), "{sent:?}");

    let mut leaving =
        harness(Some(sample()), |d, _| d.unsaved(AfterSave::Close, true, Unwritten::Edits));
    click(&mut leaving, Role::Button, "Don't save");
    let sent = actions(&mut leaving);
    assert!(matches!(sent.as_slice(), [Action::WithoutSaving(AfterSave::Close)]), "{sent:?}");
}

#[test]
fn what_cannot_be_saved_is_saved_elsewhere_and_then_left() {
    let mut harness =
        harness(Some(sample()), |d, _| d.unsaved(AfterSave::Quit, false, Unwritten::Edits));
    click(&mut harness, Role::Button, "Save as…");
    let sent = actions(&mut harness);
    assert!(
        matches!(sent.as_slice(), [Action::Run(crate::app::command::Command::SaveAs)]),
        "{sent:?}"
    );
    assert_eq!(harness.state().dialogs.after_save, Some(AfterSave::Quit));
}

#[test]
fn asking_again_does_not_pile_up() {
    let harness = harness(Some(sample()), |d, _| {
        d.unsaved(AfterSave::Quit, true, Unwritten::Edits);
        d.unsaved(AfterSave::Quit, true, Unwritten::Edits);
    });
    assert_eq!(harness.state().dialogs.stack.len(), 1);
}

#[test]
fn an_address_is_shown_before_it_is_opened_and_a_script_is_not_opened() {
    let mut harness = harness(None, |d, _| d.open_link("javascript:alert(1)".into()));
    harness.get_by_label("javascript:alert(1)");
    press(&mut harness, Key::Enter);
    assert!(harness.state().dialogs.is_open());
    click(&mut harness, Role::Button, "Copy address");
    let sent = actions(&mut harness);
    assert!(matches!(sent.as_slice(), [Action::Copy(_)]), "{sent:?}");
}

#[test]
fn a_text_is_pasted_and_taken_with_control_enter() {
    let mut harness = harness(Some(sample()), |d, _| d.paste());
    harness.event(egui::Event::Paste("First line.\nSecond line.".into()));
    harness.run_steps(3);
    press_with(&mut harness, Modifiers::COMMAND, Key::Enter);
    let sent = actions(&mut harness);
    assert!(
        matches!(sent.as_slice(), [Action::Paste(t)] if t == "First line.\nSecond line."),
        "{sent:?}"
    );
}

#[test]
fn settings_are_seen_at_once_and_cancel_brings_the_old_ones_back() {
    let mut harness = harness(None, |d, _| d.settings(Settings::default().preferences()));
    click(&mut harness, Role::RadioButton, "Sans serif");
    let sent = actions(&mut harness);
    assert!(matches!(sent.as_slice(), [Action::SetPreferences(s)] if !s.serif), "{sent:?}");
    press(&mut harness, Key::Escape);
    let sent = actions(&mut harness);
    assert!(matches!(sent.as_slice(), [Action::SetPreferences(s)] if s.serif), "{sent:?}");
    assert!(!harness.state().dialogs.is_open());
}

#[test]
fn the_palette_runs_what_is_typed_and_says_why_it_does_not() {
    let mut harness = harness(None, |d, _| d.palette());
    type_text(&mut harness, "new claim");
    assert!(harness.query_all_by_label("Open or make a project first.").count() > 0);
    press(&mut harness, Key::Enter);
    assert!(actions(&mut harness).is_empty() && harness.state().dialogs.is_open());
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "shortcuts");
    press(&mut harness, Key::Enter);
    let sent = actions(&mut harness);
    assert!(
        matches!(sent.as_slice(), [Action::Run(crate::app::command::Command::Shortcuts)]),
        "{sent:?}"
    );
}

#[test]
fn the_arrows_move_in_the_palette() {
    let mut harness = harness(None, |d, _| d.palette());
    type_text(&mut harness, "type");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    let sent = actions(&mut harness);
    assert!(
        matches!(sent.as_slice(), [Action::Run(crate::app::command::Command::SmallerType)]),
        "{sent:?}"
    );
}

#[test]
fn a_path_is_completed_and_writing_over_a_file_is_asked_for() {
    let folder = tempfile::tempdir().expect("folder");
    let there = folder.path().join("affair.ron");
    std::fs::write(&there, "x").expect("writes");
    let at = folder.path().join("other.ron");
    let mut open = harness(None, |d, _| d.ask_path(PickFor::OpenProject, Some(at)));
    wait(&mut open, |h| h.query_all_by_label("affair.ron").count() > 0);
    type_text(&mut open, "af");
    press(&mut open, Key::Tab);
    press(&mut open, Key::Enter);
    let sent = actions(&mut open);
    assert!(matches!(sent.as_slice(), [Action::OpenPath(p)] if *p == there), "{sent:?}");

    let suggested = there.clone();
    let mut save = harness(None, |d, _| d.ask_path(PickFor::SaveProject, Some(suggested)));
    press(&mut save, Key::Enter);
    assert!(actions(&mut save).is_empty(), "a file is not replaced unasked");
    harness_says(&save, "There is a file of this name. Press again to write over it.");
    click(&mut save, Role::Button, "Write over it");
    let sent = actions(&mut save);
    assert!(matches!(sent.as_slice(), [Action::SaveTo(p)] if *p == there), "{sent:?}");
}

#[test]
fn typing_goes_on_behind_what_was_completed() {
    let folder = tempfile::tempdir().expect("folder");
    let inner = folder.path().join("papers");
    std::fs::create_dir(&inner).expect("a folder");
    std::fs::write(inner.join("affair.ron"), "x").expect("writes");
    let at = folder.path().join("other.ron");
    let mut open = harness(None, |d, _| d.ask_path(PickFor::OpenProject, Some(at)));
    // Tab may come before the folder was read: it waits for that.
    type_text(&mut open, "pa");
    press(&mut open, Key::Tab);
    wait(&mut open, |h| h.query_all_by_label("affair.ron").count() > 0);
    type_text(&mut open, "affair.ron");
    press(&mut open, Key::Enter);
    let sent = actions(&mut open);
    let there = inner.join("affair.ron");
    assert!(matches!(sent.as_slice(), [Action::OpenPath(p)] if *p == there), "{sent:?}");
}

fn harness_says(harness: &Harness<'_, Stage>, text: &str) {
    harness.get_by_label(text);
}

#[test]
fn a_cancelled_path_forgets_what_waited_for_the_save() {
    let mut harness = harness(None, |d, _| {
        d.after_save = Some(AfterSave::Quit);
        d.ask_path(PickFor::SaveProject, None);
    });
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().dialogs.after_save, None);
}

#[test]
fn recovery_is_offered_and_discarding_asks_twice() {
    use crate::storage::recovery::{RecoveryHead, RecoveryOf};
    let copy = RecoveryCopy {
        file: "/tmp/copy".into(),
        head: RecoveryHead {
            of: RecoveryOf::Unnamed("t".into()),
            at: Timestamp::from_unix_seconds(1_700_000_000 - 600),
            edits: 3,
            base: None,
            process: 1,
        },
    };
    let other = copy.clone();
    let mut harness_a = harness(Some(sample()), |d, _| d.offer_recovery(copy));
    click(&mut harness_a, Role::Button, "Discard…");
    assert!(actions(&mut harness_a).is_empty());
    harness_a.get_by_label("3 edits would be lost for good.");
    click(&mut harness_a, Role::Button, "Discard for good");
    assert!(matches!(actions(&mut harness_a).as_slice(), [Action::DiscardRecovery(_)]));

    let mut harness_b = harness(Some(sample()), |d, _| d.offer_recovery(other));
    press(&mut harness_b, Key::Enter);
    assert!(matches!(actions(&mut harness_b).as_slice(), [Action::Recover(_)]));
}

#[test]
fn the_shortcut_page_lists_every_command_that_has_one() {
    let harness = harness(None, |d, _| d.shortcuts());
    for command in crate::app::command::Command::ALL {
        if !command.shortcuts().is_empty() {
            assert!(harness.query_all_by_label(command.name()).count() > 0, "{command:?}");
        }
    }
}

#[test]
fn the_projects_title_and_description_are_corrected_and_an_empty_title_is_refused() {
    let project = sample();
    let created = project.head.created;
    let mut harness = harness(Some(project), |d, p| d.project_details(p.expect("a project")));
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Key::Backspace);
    harness.get_by_label("A project needs a title.");
    press_with(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(actions(&mut harness).is_empty());
    type_text(&mut harness, "  Two bridges ");
    harness.get_by_role_and_label(Role::MultilineTextInput, "Description").focus();
    harness.run_steps(2);
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "Who knew?\r\nAnd when?");
    click(&mut harness, Role::Button, "Save details");
    let sent = actions(&mut harness);
    let [Action::Edit { edit: crate::domain::edit::Edit::SetHead(head), .. }] = sent.as_slice()
    else {
        panic!("{sent:?}")
    };
    assert_eq!((head.title.as_str(), head.created), ("Two bridges", created));
    assert_eq!(head.description.as_deref(), Some("Who knew?\nAnd when?"));
    assert!(!harness.state().dialogs.is_open());
}

#[test]
fn project_details_that_did_not_change_are_no_edit() {
    let mut harness = harness(Some(sample()), |d, p| d.project_details(p.expect("a project")));
    click(&mut harness, Role::Button, "Save details");
    assert!(actions(&mut harness).is_empty() && !harness.state().dialogs.is_open());
}
