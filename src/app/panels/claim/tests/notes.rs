//! Notes of the article, offered and taken.

use super::*;
use crate::domain::todo::{TodoAbout, TodoKind};

fn selected(words: &str) -> World {
    let mut world = world();
    let claim = world.add_claim(words);
    world.selected = vec![claim];
    world
}

#[test]
fn tab_takes_the_note_right_after_the_claim_and_its_author_is_the_source() {
    let mut harness = open(selected("Nobody was hurt, the mayor said."));
    begin(&mut harness, Stage::Source);
    // The field has the keyboard first, its cursor with the next frame.
    harness.run_steps(4);
    press(&mut harness, Key::Tab);
    let hop = harness.state().claim().chains[0].hops[0].clone();
    assert_eq!(hop.reference.map(|r| r.to_string()).as_deref(), Some("ref9"));
    assert_eq!(hop.work.map(|w| w.to_string()).as_deref(), Some("crack"));
    assert_eq!(hop.sources.iter().map(ToString::to_string).collect::<Vec<_>>(), ["marlow"]);
}

#[test]
fn from_a_block_quotation_the_next_note_is_offered_to_be_checked() {
    let mut harness = open(selected("knew of the crack"));
    harness.get_by_label("next note: scope to check");
    click(&mut harness, "Take note 9");
    let world = harness.state();
    let claim = world.claim();
    assert_eq!(claim.chains.len(), 1);
    let todo = world.project().todos.iter().next().expect("something to verify");
    assert_eq!((todo.about, todo.kind), (TodoAbout::Claim(claim.id), TodoKind::Verify));
    assert!(harness.query_by_label("Take note 9").is_none(), "it is named already");
}

#[test]
fn where_no_note_follows_none_is_offered() {
    let harness = open(one_claim());
    assert!(harness.query_by_label("Take note 9").is_none());
}

#[test]
fn a_note_fills_the_first_step_that_names_no_work_yet() {
    let mut world = selected("Nobody was hurt");
    let claim = world.selected[0];
    world.attribute(claim, "Rosa Quint");
    let mut harness = open(world);
    click(&mut harness, "Take note 9");
    let chains = harness.state().claim().chains;
    assert_eq!((chains.len(), chains[0].hops.len()), (1, 1));
    let hop = &chains[0].hops[0];
    assert_eq!(hop.work.map(|w| w.to_string()).as_deref(), Some("crack"));
    assert_eq!(hop.sources.iter().map(ToString::to_string).collect::<Vec<_>>(), ["mayor"]);
}
