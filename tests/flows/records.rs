//! The project's own title, and from the queue to a step of a claim.

use std::time::{Duration, Instant};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use sourceline::{
    app::{command::Command, window::Window},
    domain::chain::ChainEnd,
};

use crate::stage::{Folder, Stage};

fn sample(folder: &Folder) -> Stage {
    let path = folder.path("persian.ron");
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects");
    std::fs::copy(samples.join("persian.ron"), &path).expect("copied");
    folder.open(&path)
}

fn title(window: &Window) -> String {
    window.document.as_ref().map(|d| d.project().head.title.clone()).unwrap_or_default()
}

#[test]
fn the_projects_title_is_corrected_by_a_command_and_undone() {
    let folder = Folder::new();
    let mut stage = sample(&folder);
    let before = title(stage.window());
    stage.run(Command::ProjectDetails);
    stage.until("the details are shown", |w| w.dialogs.is_open());
    stage.ctrl(Key::A);
    stage.harness.event(egui::Event::Text("درخت کهن".to_owned()));
    stage.harness.step();
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    stage.until("the title is corrected", |w| title(w) == "درخت کهن");
    stage.run(Command::Undo);
    stage.until("the title is back", |w| title(w) == before);
}

#[test]
fn the_queue_leads_to_a_chain_and_a_reason_without_verdict_keeps_the_project_open() {
    let folder = Folder::new();
    let mut stage = sample(&folder);
    stage.run(Command::ShowQueue);
    let end = Instant::now() + Duration::from_mins(1);
    while stage.harness.query_all_by_label_contains("Chains not followed  ").next().is_none() {
        assert!(Instant::now() < end, "the queue is not shown");
        std::thread::sleep(Duration::from_millis(10));
        stage.harness.step();
    }
    stage.harness.get_by_label_contains("Chains not followed  ").click();
    stage.harness.step();
    stage.harness.step();
    stage.harness.key_press(Key::Enter);
    stage.until("the claim is shown", |w| w.position.selected.len() == 1);
    let claim = stage.window().position.selected[0];
    let chain = stage.window().panels.claim.chosen_chain().expect("the chain is chosen");
    let found =
        stage.project().claim(claim).and_then(|c| c.chain(chain)).expect("is there").clone();
    assert_eq!(found.end, ChainEnd::NotFollowed);

    // So that all of the claim panel is in view.
    stage.harness.set_size(egui::vec2(1280.0, 3000.0));
    for _ in 0..40 {
        stage.harness.step();
    }
    stage.harness.get_by_role_and_label(Role::Button, "Add a review").click();
    for _ in 0..3 {
        stage.harness.step();
    }
    stage.harness.get_by_role_and_label(Role::MultilineTextInput, "Review note").focus();
    stage.harness.step();
    stage.harness.event(egui::Event::Text("a witness".to_owned()));
    stage.harness.step();
    stage.run(Command::CloseProject);
    stage.harness.step();
    assert!(stage.window().document.is_some(), "it stays open");
    assert!(stage.window().messages.texts().any(|text| text.contains("no verdict")));
}
