//! No claim, several claims, another claim: what is shown, and what becomes of drafts.

use super::*;
use crate::domain::claim::ClaimStatus;

#[test]
fn without_a_claim_the_panel_says_how_to_make_one_and_with_which_key() {
    let harness = open(world());
    harness.get_by_label_contains("press C to make a claim");
}

#[test]
fn a_draft_is_stored_when_another_claim_is_selected() {
    let mut world = one_claim();
    let first = world.selected[0];
    let other = world.add_claim("Nobody was hurt");
    let mut harness = open(world);
    click(&mut harness, "Add a note");
    harness.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Note").focus();
    harness.run();
    harness.event(Event::Text("ask the mayor".to_owned()));
    harness.step();
    harness.state_mut().selected = vec![other];
    harness.run();
    let note = harness.state().project().claim(first).expect("there").note.clone();
    assert_eq!(note.as_deref(), Some("ask the mayor"));
    assert_eq!(harness.state().claim().note, None);
}

#[test]
fn what_is_typed_is_stored_after_a_rest_and_undo_takes_it_back_from_the_field() {
    let mut harness = open(one_claim());
    click(&mut harness, "Add a paraphrase");
    harness.get_by_label("Paraphrase").focus();
    harness.run();
    harness.event(Event::Text("closed pier".to_owned()));
    harness.run();
    for _ in 0..8 {
        harness.step();
    }
    assert_eq!(harness.state().claim().paraphrase.as_deref(), Some("closed pier"));
    harness.state_mut().history.undo();
    harness.run();
    assert_eq!(harness.get_by_label("Paraphrase").value().as_deref(), Some(""));
}

#[test]
fn escape_in_a_field_restores_what_is_stored() {
    let mut harness = open(one_claim());
    click(&mut harness, "Add a note");
    harness.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Note").focus();
    harness.run();
    harness.event(Event::Text("wrong".to_owned()));
    harness.step();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().claim().note, None);
}

#[test]
fn everything_typed_is_stored_when_the_window_closes() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Tom Vale");
    let theme = Theme::light();
    harness.state_mut().scene(&theme, ClaimPanel::pending);
    harness.state_mut().obey();
    assert_eq!(harness.state().claim().chains.len(), 1);
}

#[test]
fn a_line_that_can_not_be_stored_waits_with_its_claim() {
    let mut world = one_claim();
    let first = world.selected.clone();
    let other = world.add_claim("Nobody was hurt");
    let mut harness = open(world);
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Tom [77");
    harness.state_mut().selected = vec![other];
    harness.run();
    assert!(harness.state().claim().chains.is_empty());
    assert!(harness.state().asked(|action| matches!(action, Action::Notice(_))));
    harness.state_mut().selected = first;
    harness.run();
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Source");
    assert_eq!(field.value().as_deref(), Some("Tom [77"));
}

#[test]
fn several_claims_are_tagged_together_with_one_new_source_for_all() {
    let mut world = one_claim();
    let other = world.add_claim("Nobody was hurt");
    world.selected.push(other);
    let mut harness = open(world);
    harness.get_by_label("2 claims selected");
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Tom Vale");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "1");
    type_text(&mut harness, "l");
    press(&mut harness, Key::Enter);
    click(&mut harness, "Status: done");
    let project = harness.state().project().clone();
    let claims: Vec<_> = harness
        .state()
        .selected
        .iter()
        .map(|id| project.claim(*id).expect("there").clone())
        .collect();
    assert_eq!(claims[0].chains[0].hops[0].sources, claims[1].chains[0].hops[0].sources);
    assert_ne!(claims[0].chains[0].id, claims[1].chains[0].id);
    assert_eq!(project.sources.iter().filter(|s| s.name == "Tom Vale").count(), 1);
    for claim in &claims {
        assert_eq!(claim.evidence.len(), 1);
        assert_eq!(claim.assessments.len(), 1);
        assert_eq!(claim.status, ClaimStatus::Done);
    }
}

#[test]
fn several_claims_are_deleted_together() {
    let mut world = one_claim();
    let other = world.add_claim("Nobody was hurt");
    world.selected.push(other);
    let mut harness = open(world);
    click(&mut harness, "Delete 2 claims");
    assert_eq!(harness.state().project().claim_count(), 0);
}

#[test]
fn a_project_open_for_reading_only_shows_everything_and_changes_nothing() {
    let mut world = one_claim();
    let claim = world.selected[0];
    world.attribute(claim, "Ada Marlow > Rosa Quint");
    world.editable = false;
    let mut harness = open(world);
    let before = harness.state().claim();
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Tom");
    press(&mut harness, Key::Enter);
    click(&mut harness, "Step 2: Rosa Quint");
    harness.get_by_label("Step 2 of 2");
    for absent in ["Add evidence", "Add a note", "Delete claim", "Remove the step"] {
        assert!(harness.query_by_label(absent).is_none(), "{absent}");
    }
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "Status: done").click();
    harness.run();
    assert_eq!(harness.state().claim(), before);
}
