use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    analysis::usage::UsageCache,
    app::{settings::Settings, theme::Theme},
    domain::{project::Project, sample::project as sample, time::Timestamp},
};

struct Stage {
    view: QueueView,
    project: Project,
    out: Outbox,
    usage: UsageCache,
}

fn harness(project: Project) -> Harness<'static, Stage> {
    let stage = Stage {
        view: QueueView::default(),
        project,
        out: Outbox::default(),
        usage: UsageCache::default(),
    };
    Harness::builder().with_size([900.0, 600.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            let settings = Settings::default();
            let scene = Scene {
                project: &stage.project,
                editable: true,
                usage: stage.usage.update(&stage.project),
                article: None,
                selected: &[],
                selection: None,
                analyst: "ana".parse().expect("an id"),
                now: Timestamp::from_unix_seconds(1_700_000_000),
                theme: &Theme::light(),
                settings: &settings,
                last_chain: None,
            };
            stage.view.show(ui, &scene, &mut stage.out);
        },
        stage,
    )
}

#[test]
fn an_empty_queue_says_that_nothing_is_left() {
    let project = Project::new("Empty", Timestamp::from_unix_seconds(0));
    let harness = harness(project);
    harness.get_by_label("No open to-dos. Press T on a claim to note one.");
}

#[test]
fn a_to_do_is_ticked_off_and_its_line_is_a_jump() {
    let mut project = sample();
    let mut todo = (**project.todos.iter().next().expect("the sample has a to-do")).clone();
    todo.done = None;
    project = crate::domain::edit::apply(&project, Edit::PutTodo(todo)).expect("valid").0;
    let mut harness = harness(project);
    let item = {
        let project = &harness.state().project;
        let item = *queue(project).todos.first().expect("the sample has an open to-do");
        item.title(project)
    };
    harness.get_by_role_and_label(egui::accesskit::Role::Button, &item).click();
    harness.run();
    assert_eq!(harness.state_mut().out.take().len(), 1);
    let tick = format!("Done: {item}");
    harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, &tick).click();
    harness.run();
    let actions = harness.state_mut().out.take();
    assert!(
        actions
            .iter()
            .any(|a| matches!(a, Action::Edit { edit: Edit::PutTodo(t), .. } if t.done.is_some())),
        "{actions:?}"
    );
}

#[test]
fn every_part_can_be_shown() {
    let mut harness = harness(sample());
    for part in Part::ALL {
        let n = part.items(&queue(&harness.state().project)).len();
        let label = format!("{}  {n}", part.title());
        harness.get_by_role_and_label(egui::accesskit::Role::Button, &label).click();
        harness.run();
        harness.get_by_label(part.explained());
    }
}
