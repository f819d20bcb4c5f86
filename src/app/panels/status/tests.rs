//! Found by role and label, as who uses the bar finds it.

use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    analysis::usage::UsageCache,
    app::{
        scene::AtRest,
        tasks::Tasks,
        theme::{self as look, Theme},
    },
    domain::{article::Article as Record, project::Project, sample},
};

const NOW: i64 = 1_700_000_000;

struct Stage {
    bar: StatusBar,
    project: Project,
    unsaved: bool,
    editable: bool,
    tasks: Tasks<()>,
    usage: UsageCache,
    out: Outbox,
    actions: Vec<Action>,
    fonts: bool,
}

fn harness(project: Project) -> Harness<'static, Stage> {
    let stage = Stage {
        bar: StatusBar::default(),
        project,
        unsaved: false,
        editable: true,
        tasks: Tasks::new(egui::Context::default()),
        usage: UsageCache::default(),
        out: Outbox::default(),
        actions: Vec::new(),
        fonts: false,
    };
    let mut harness = Harness::builder().with_size([900.0, 60.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if look::in_the_first_frame(ui.ctx(), &mut stage.fonts) {
                return;
            }
            let rest = AtRest::default();
            let scene = Scene {
                editable: stage.editable,
                article: stage.project.articles.iter().next().map(|a| a.id),
                analyst: "ana".parse().expect("an id"),
                now: Timestamp::from_unix_seconds(NOW),
                theme: &Theme::of(ui.visuals()),
                ..rest.scene(&stage.project, stage.usage.update(&stage.project))
            };
            let info = StatusInfo {
                unsaved: stage.unsaved,
                saving: false,
                never_saved: false,
                session_started: Timestamp::from_unix_seconds(NOW - 3_660),
                tasks: stage.tasks.running(),
            };
            stage.bar.show(ui, &scene, &info, &mut stage.out);
            stage.actions.extend(stage.out.take());
        },
        stage,
    );
    harness.run_steps(4);
    harness
}

fn one_article(text: &str) -> Project {
    let article: Record = sample::article("one", text);
    let mut project = Project::new("One", Timestamp::from_unix_seconds(0));
    project.articles = [article].into_iter().collect();
    project.index_claims();
    project
}

#[test]
fn it_tells_what_is_saved_done_covered_and_how_long_it_took() {
    let mut harness = harness(one_article("One sentence here. And another one."));
    harness.get_by_label("Saved");
    harness.get_by_label("0 of 0 claims done");
    harness.get_by_label("0 % of sentences covered");
    harness.get_by_label("Session 1:01");
    harness.state_mut().unsaved = true;
    harness.run_steps(2);
    harness.get_by_label("Unsaved changes");
    harness.state_mut().editable = false;
    harness.run_steps(2);
    harness.get_by_label("Read-only");
}

#[test]
fn a_long_text_is_counted_on_a_thread() {
    let mut harness = harness(one_article(&"One sentence stands here. ".repeat(12_000)));
    for _ in 0..1_000 {
        if harness.query_by_label("0 % of sentences covered").is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.run_steps(1);
    }
    panic!("it was never counted");
}

#[test]
fn a_task_is_told_once_it_lasts_and_can_be_cancelled() {
    let mut harness = harness(one_article("Words."));
    let task = harness.state_mut().tasks.spawn("Reading articles", true, |progress| {
        while !progress.is_cancelled() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    });
    harness.run_steps(1);
    assert!(harness.query_by_label("Reading articles…").is_none(), "not worth a word yet");
    harness.run_steps(60);
    harness.get_by_label("Reading articles…");
    harness.get_by_role_and_label(Role::Button, "Cancel: Reading articles").click();
    harness.run_steps(3);
    let sent = std::mem::take(&mut harness.state_mut().actions);
    harness.state().tasks.running()[0].progress.cancel();
    assert!(matches!(sent.as_slice(), [Action::CancelTask(id)] if *id == task), "{sent:?}");
}
