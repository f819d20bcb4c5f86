//! The tagging run: its keys, their number, and the ways out of it.

use super::*;
use crate::domain::{assessment::Confidence, chain::ChainEnd, source::SourceKind};

fn source_names(world: &World) -> Vec<Vec<String>> {
    let claim = world.claim();
    let chain = claim.chains.first().expect("it has a chain");
    let name = |id: &_| world.project().source(*id).expect("resolved").name.clone();
    chain.hops.iter().map(|hop| hop.sources.iter().map(name).collect()).collect()
}

#[test]
fn a_claim_is_tagged_in_under_ten_keystrokes_beside_the_name() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Tom Vale");
    let mut keys = 1; // C, which the reader takes.
    keys += press(&mut harness, Key::Enter);
    keys += type_text(&mut harness, "2");
    keys += type_text(&mut harness, "h");
    keys += press(&mut harness, Key::Enter);
    assert!(keys < 10, "{keys}");

    let world = harness.state();
    let claim = world.claim();
    assert_eq!(source_names(world), [["Tom Vale"]]);
    assert_eq!(claim.evidence[0].kind.as_str(), "on-record-statement");
    assert_eq!(claim.evidence[0].chain, Some(claim.chains[0].id));
    assert_eq!(claim.assessments[0].confidence, Some(Confidence::High));
    assert!(world.asked(|action| matches!(action, Action::FocusReader)));
    assert!(!world.panel.takes_keys());
}

#[test]
fn a_chain_of_three_takes_under_forty_keystrokes_with_completion() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    let mut keys = 1;
    keys += type_text(&mut harness, "ada");
    keys += press(&mut harness, Key::Tab);
    keys += type_text(&mut harness, " [9] > ros");
    keys += press(&mut harness, Key::Tab);
    keys += type_text(&mut harness, " > \"officials\"");
    keys += press(&mut harness, Key::Enter);
    assert!(keys < 40, "{keys}");
    let world = harness.state();
    assert_eq!(source_names(world), [vec!["Ada Marlow"], vec!["Rosa Quint"], vec!["officials"]]);
    let chain = &world.claim().chains[0];
    assert_eq!(chain.hops[0].reference.map(|id| id.to_string()).as_deref(), Some("ref9"));
    let last = world.project().source(chain.hops[2].sources[0]).expect("added");
    assert!(last.kind.is_unnamed());
    harness.get_by_label("Evidence kind");
}

#[test]
fn keys_that_arrive_in_one_frame_reach_one_stage_after_the_other() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    let enter = |pressed| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    };
    for event in [
        Event::Text("Tom Vale".to_owned()),
        enter(true),
        enter(false),
        Event::Text("3".to_owned()),
        Event::Text("m".to_owned()),
        enter(true),
    ] {
        // Not through `event`, which gives each event a frame of its own.
        harness.input_mut().events.push(event);
    }
    harness.run_steps(10);
    let claim = harness.state().claim();
    assert_eq!(source_names(harness.state()), [["Tom Vale"]]);
    assert_eq!(claim.evidence[0].kind.as_str(), "unnamed-source");
    assert_eq!(claim.assessments[0].confidence, Some(Confidence::Moderate));
}

#[test]
fn enter_takes_the_line_as_typed_and_only_the_arrows_make_it_take_a_suggestion() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Ada");
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "Ada Marlow");
    press(&mut harness, Key::Enter);
    assert_eq!(source_names(harness.state()), [["Ada"]]);

    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Ada");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Enter);
    assert_eq!(source_names(harness.state()), [["Ada Marlow"]]);
}

#[test]
fn a_suggestion_can_be_clicked_and_the_field_keeps_the_keyboard() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "gaz");
    click(&mut harness, "Harbour Gazette");
    type_text(&mut harness, " !");
    press(&mut harness, Key::Enter);
    assert_eq!(source_names(harness.state()), [["Harbour Gazette"]]);
    assert_eq!(harness.state().claim().chains[0].end, ChainEnd::Origin);
}

#[test]
fn every_stage_can_be_skipped_and_nothing_is_recorded() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    for _ in 0..3 {
        press(&mut harness, Key::Enter);
    }
    let claim = harness.state().claim();
    assert!(claim.chains.is_empty() && claim.evidence.is_empty() && claim.assessments.is_empty());
    assert!(harness.state().asked(|action| matches!(action, Action::FocusReader)));
}

#[test]
fn backspace_on_an_empty_field_goes_one_stage_back() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Confidence);
    press(&mut harness, Key::Backspace);
    harness.get_by_label("Evidence kind");
    press(&mut harness, Key::Backspace);
    assert!(harness.query_by_label("Evidence kind").is_none());
    type_text(&mut harness, "Tom");
    press(&mut harness, Key::Enter);
    assert_eq!(source_names(harness.state()), [["Tom"]]);
}

#[test]
fn escape_leaves_the_run_and_drops_what_was_typed_but_not_the_claim() {
    for stage in [Stage::Source, Stage::Evidence, Stage::Confidence] {
        let mut harness = open(one_claim());
        begin(&mut harness, stage);
        type_text(&mut harness, "x");
        press(&mut harness, Key::Escape);
        let world = harness.state();
        assert!(!world.panel.takes_keys(), "{stage:?}");
        assert!(world.claim().chains.is_empty());
        assert!(world.asked(|action| matches!(action, Action::FocusReader)));
    }
}

#[test]
fn letters_find_a_kind_of_evidence_and_enter_takes_the_first() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Evidence);
    type_text(&mut harness, "court");
    press(&mut harness, Key::Enter);
    let claim = harness.state().claim();
    let kind = harness.state().project().term(claim.evidence[0].kind).expect("known").name.clone();
    assert!(kind.to_lowercase().contains("court"), "{kind}");
}

#[test]
fn a_second_digit_replaces_the_first_evidence() {
    let mut harness = open(one_claim());
    for digit in ["1", "2"] {
        begin(&mut harness, Stage::Evidence);
        type_text(&mut harness, digit);
        press(&mut harness, Key::Escape);
    }
    let claim = harness.state().claim();
    assert_eq!(claim.evidence.len(), 1);
    assert_eq!(claim.evidence[0].kind.as_str(), "on-record-statement");
}

#[test]
fn the_confidence_pressed_last_is_one_judgement_and_a_second_press_is_done() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Confidence);
    type_text(&mut harness, "lmm");
    let world = harness.state();
    assert_eq!(world.claim().assessments.len(), 1);
    assert_eq!(world.claim().assessments[0].confidence, Some(Confidence::Moderate));
    assert!(!world.panel.takes_keys());
}

#[test]
fn the_whole_run_can_be_done_by_mouse() {
    let mut harness = open(one_claim());
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Source").click();
    harness.run();
    type_text(&mut harness, "ros");
    click(&mut harness, "Rosa Quint");
    press(&mut harness, Key::Enter);
    click(&mut harness, "Public speech");
    click(&mut harness, "Confidence: low");
    let claim = harness.state().claim();
    assert_eq!(source_names(harness.state()), [["Rosa Quint"]]);
    assert_eq!(claim.evidence[0].kind.as_str(), "public-speech");
    assert_eq!(claim.assessments[0].confidence, Some(Confidence::Low));
}

#[test]
fn a_line_that_means_nothing_says_why_and_stays() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Tom [77]");
    press(&mut harness, Key::Enter);
    harness.get_by_label_contains("no note [77]");
    assert!(harness.state().claim().chains.is_empty());
    assert!(harness.query_by_label("Evidence kind").is_none());
}

#[test]
fn a_new_name_is_told_before_enter() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Tom Vale");
    harness.get_by_label_contains("New: Tom Vale");
}

#[test]
fn a_full_stop_repeats_the_last_chain_with_the_same_unnamed_source() {
    let mut world = one_claim();
    let other = world.add_claim("Nobody was hurt");
    let mut harness = open(world);
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Ada Marlow > \"two officials\"");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    let first = harness.state().claim();
    harness.state_mut().selected = vec![other];
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, ".");
    press(&mut harness, Key::Enter);
    let second = harness.state().claim();
    assert_eq!(second.id, other);
    assert_eq!(second.chains[0].hops[1].sources, first.chains[0].hops[1].sources);
    assert_ne!(second.chains[0].id, first.chains[0].id);
}

#[test]
fn the_chain_of_a_claim_in_the_same_block_quotation_is_offered() {
    let mut world = one_claim();
    let inside = world.add_claim("knew of the crack");
    let neighbour = world.add_claim("did nothing");
    world.attribute(neighbour, "Rosa Quint > Harbour Gazette");
    world.selected = vec![inside];
    let mut harness = open(world);
    click(&mut harness, "Take over the chain around");
    assert_eq!(source_names(harness.state()), [["Rosa Quint"], ["Harbour Gazette"]]);
    assert_eq!(
        harness.state().project().source("gazette".parse().expect("valid")).map(|s| s.kind),
        Some(SourceKind::NamedGroup)
    );
}
