//! The dialogs as who uses them finds them: by role and label, by mouse and by keyboard.

mod articles;
mod asking;
mod exchange;
mod records;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::app::{action::Action, theme};
use crate::domain::sample::project as sample;

/// What stands around the dialogs.
struct Stage {
    dialogs: Dialogs,
    project: Option<Project>,
    violations: Vec<Violation>,
    env: Environment,
    settings: Settings,
    out: Outbox,
    actions: Vec<Action>,
    fonts: bool,
}

fn analyst() -> AnalystId {
    sample().analysts.iter().next().expect("the sample has an analyst").id
}

/// The window with whatever `open` opens.
fn harness(
    project: Option<Project>,
    open: impl FnOnce(&mut Dialogs, Option<&Project>),
) -> Harness<'static, Stage> {
    let mut dialogs = Dialogs::default();
    open(&mut dialogs, project.as_ref());
    let env = Environment { project: project.is_some(), editable: true, ..Environment::default() };
    let stage = Stage {
        dialogs,
        project,
        violations: Vec::new(),
        env,
        settings: Settings::default(),
        out: Outbox::default(),
        actions: Vec::new(),
        fonts: false,
    };
    let mut harness = Harness::builder().with_size([1100.0, 760.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if theme::in_the_first_frame(ui.ctx(), &mut stage.fonts) {
                return;
            }
            let around = Around {
                project: stage.project.as_ref(),
                analyst: Some(analyst()),
                violations: &stage.violations,
                env: &stage.env,
                settings: &stage.settings,
                theme: &Theme::of(ui.visuals()),
                now: Timestamp::from_unix_seconds(1_700_000_000),
            };
            stage.dialogs.show(ui.ctx(), &around, &mut stage.out);
            stage.actions.extend(stage.out.take());
        },
        stage,
    );
    harness.run_steps(5);
    harness
}

fn type_text(harness: &mut Harness<'_, Stage>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_steps(3);
}

fn press(harness: &mut Harness<'_, Stage>, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

fn press_with(harness: &mut Harness<'_, Stage>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(3);
}

fn click(harness: &mut Harness<'_, Stage>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.run_steps(3);
}

fn actions(harness: &mut Harness<'_, Stage>) -> Vec<Action> {
    std::mem::take(&mut harness.state_mut().actions)
}

/// Steps until something is there that a thread works on.
fn wait(harness: &mut Harness<'_, Stage>, there: impl Fn(&Harness<'_, Stage>) -> bool) {
    for _ in 0..500 {
        if there(harness) {
            // What came makes the dialog larger, and its buttons move.
            harness.run_steps(3);
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.run_steps(1);
    }
    panic!("nothing came");
}
