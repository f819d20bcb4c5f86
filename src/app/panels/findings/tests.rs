use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    analysis::usage::UsageCache,
    app::{action::Action, scene::AtRest, theme, tracing::Tracing},
    domain::{
        edit::{Edit, apply},
        project::Project,
        ruling::RulingAbout,
        sample::project as sample,
        time::Timestamp,
    },
};

struct Stage {
    view: FindingsView,
    project: Project,
    tracing: Tracing,
    usage: UsageCache,
    out: Outbox,
    ready: bool,
}

fn harness(project: Project) -> Harness<'static, Stage> {
    let stage = Stage {
        view: FindingsView::default(),
        project,
        tracing: Tracing::default(),
        usage: UsageCache::default(),
        out: Outbox::default(),
        ready: false,
    };
    let mut harness = Harness::builder().with_size([1000.0, 700.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if theme::in_the_first_frame(ui.ctx(), &mut stage.ready) {
                return;
            }
            stage.tracing.follow(ui.ctx(), &stage.project, None);
            let rest = AtRest::default();
            let scene = Scene {
                tracing: &stage.tracing,
                ..rest.scene(&stage.project, stage.usage.update(&stage.project))
            };
            stage.view.show(ui, &scene, &mut stage.out);
        },
        stage,
    );
    settle(&mut harness);
    harness
}

fn settle(harness: &mut Harness<'_, Stage>) {
    for _ in 0..20 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.step();
    }
}

fn click(harness: &mut Harness<'_, Stage>, label: &str) {
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run();
}

#[test]
fn a_project_without_claims_has_nothing_to_tell() {
    let harness = harness(Project::new("Empty", Timestamp::from_unix_seconds(0)));
    harness.get_by_label("Nothing was noticed. Findings appear here as you work.");
}

#[test]
fn a_finding_is_dismissed_with_a_reason_and_shown_on_request() {
    let mut harness = harness(sample());
    let found = harness.state().tracing.found().expect("looked for").clone();
    let first = found.all.first().expect("the sample has findings").clone();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Reason for dismissal").focus();
    harness.run();
    harness.event(egui::Event::Text("It is known.".to_owned()));
    harness.run();
    click(&mut harness, "Dismiss");
    let actions = harness.state_mut().out.take();
    let [Action::Edit { edit, .. }] = actions.as_slice() else { panic!("{actions:?}") };
    let Edit::PutRuling(ruling) = edit else { panic!("{edit:?}") };
    assert!(matches!(&ruling.about, RulingAbout::Dismissed { code, .. } if code == first.code));
    assert_eq!(ruling.reason.as_deref(), Some("It is known."));
    let project = apply(&harness.state().project, edit.clone()).expect("valid").0;
    harness.state_mut().project = project;
    settle(&mut harness);
    click(&mut harness, "Dismissed  1");
    harness.get_by_label("It is known.");
    harness.get_by_role_and_label(Role::Button, "Take the dismissal back");
}

#[test]
fn a_place_is_a_jump() {
    let mut harness = harness(sample());
    let found = harness.state().tracing.found().expect("looked for").clone();
    let first = found.all.first().expect("the sample has findings").clone();
    let line = format!("{}: {}", label(first.severity), first.message);
    harness.get_by_role_and_label(Role::ListBoxOption, &line).click();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let actions = harness.state_mut().out.take();
    let expected = first.places.iter().find_map(|p| jump(&harness.state().project, p));
    assert_eq!(format!("{:?}", actions.first()), format!("{expected:?}"));
}

#[test]
fn steps_go_through_what_stands_and_end() {
    let project = sample();
    let cache = crate::analysis::origins::Cache::of(&project, false);
    let mut all = crate::analysis::findings::all(crate::analysis::findings::Seen {
        project: &project,
        origins: &cache,
        left: &crate::analysis::origins::Left::default(),
    });
    all.truncate(3);
    assert_eq!(all.len(), 3, "the sample has three findings or more");
    all[1].dismissed = Some("r1".parse().expect("an id"));
    let mut view = FindingsView::default();
    assert_eq!(view.step(&all, true), Some(0));
    assert_eq!(view.step(&all, true), Some(2));
    assert_eq!(view.step(&all, true), None);
    assert_eq!(view.step(&all, false), Some(0));
}
