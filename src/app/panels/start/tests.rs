//! Found by role and label, as who uses the page finds it.

use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::storage::recovery::RecoveryHead;

const NOW: i64 = 1_700_000_000;

struct Stage {
    page: StartPage,
    settings: Settings,
    recoveries: Vec<RecoveryCopy>,
    out: Outbox,
    actions: Vec<Action>,
    fonts: bool,
}

fn harness(settings: Settings, recoveries: Vec<RecoveryCopy>) -> Harness<'static, Stage> {
    let stage = Stage {
        page: StartPage::default(),
        settings,
        recoveries,
        out: Outbox::default(),
        actions: Vec::new(),
        fonts: false,
    };
    let mut harness = Harness::builder().with_size([1000.0, 760.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if theme::in_the_first_frame(ui.ctx(), &mut stage.fonts) {
                return;
            }
            let now = Timestamp::from_unix_seconds(NOW);
            let theme = Theme::of(ui.visuals());
            let Stage { page, settings, recoveries, out, .. } = stage;
            page.show(ui, &theme, settings, recoveries, now, out);
            stage.actions.extend(stage.out.take());
        },
        stage,
    );
    harness.run_steps(4);
    harness
}

fn click(harness: &mut Harness<'_, Stage>, role: Role, label: &str) -> Vec<Action> {
    harness.get_by_role_and_label(role, label).click();
    harness.run_steps(3);
    std::mem::take(&mut harness.state_mut().actions)
}

#[test]
fn without_projects_it_offers_to_make_or_open_one() {
    let mut harness = harness(Settings::default(), Vec::new());
    harness.get_by_label("Projects that you open are listed here.");
    let sent = click(&mut harness, Role::Button, "New project…");
    assert!(matches!(sent.as_slice(), [Action::Run(Command::NewProject)]));
    let sent = click(&mut harness, Role::Button, "Open project…");
    assert!(matches!(sent.as_slice(), [Action::Run(Command::OpenProject)]));
}

#[test]
fn a_recent_project_tells_what_was_left_opens_and_is_forgotten() {
    let mut settings = Settings::default();
    settings.remember(RecentProject {
        path: "/projects/bridges.ron".into(),
        title: "Bridges".into(),
        opened: Timestamp::from_unix_seconds(NOW - 30).to_string(),
        left: "3 draft claims".into(),
    });
    let mut harness = harness(settings, Vec::new());
    harness.get_by_label("bridges.ron · open just now");
    harness.get_by_label("Left: 3 draft claims");
    let sent = click(&mut harness, Role::Link, "Open Bridges");
    assert!(matches!(sent.as_slice(), [Action::OpenPath(p)] if p.ends_with("bridges.ron")));
    let sent = click(&mut harness, Role::Button, "Forget Bridges");
    assert!(matches!(sent.as_slice(), [Action::ForgetRecent(_)]));
}

#[test]
fn unsaved_work_is_recovered_at_once_and_discarded_only_when_asked_twice() {
    let copy = RecoveryCopy {
        file: "/data/copy.ron".into(),
        head: RecoveryHead {
            of: RecoveryOf::Path("/projects/bridges.ron".into()),
            at: Timestamp::from_unix_seconds(NOW - 60),
            edits: 7,
            base: None,
            process: std::process::id(),
        },
    };
    let mut harness = harness(Settings::default(), vec![copy]);
    harness.get_by_label("7 edits · just now");
    let sent = click(&mut harness, Role::Button, "Recover bridges.ron");
    assert!(matches!(sent.as_slice(), [Action::Recover(_)]));
    assert!(click(&mut harness, Role::Button, "Discard… bridges.ron").is_empty());
    let sent = click(&mut harness, Role::Button, "Discard for good bridges.ron");
    assert!(matches!(sent.as_slice(), [Action::DiscardRecovery(_)]));
}
