//! What a step of a chain has besides its names: work, place in it, note, certainty, where it
//! stands; steps between steps; and chains that go or are doubtful.

use super::*;
use crate::domain::{
    chain::{Hop, HopBasis},
    claim::{Factuality, Tone},
    source::SourceKind,
};
use egui::accesskit::Role;

/// A world in which the selected claim has a chain of two.
fn attributed() -> World {
    let mut world = one_claim();
    let claim = world.selected[0];
    world.attribute(claim, "Ada Marlow > Rosa Quint");
    world
}

/// The panel with a step of the first chain open.
fn at_step(world: World, step: &str) -> Harness<'static, World> {
    let mut harness = open(world);
    click(&mut harness, step);
    harness
}

fn hop(harness: &Harness<'_, World>, at: usize) -> Hop {
    harness.state().claim().chains[0].hops[at].clone()
}

/// Opens a list and chooses an entry.
fn choose(harness: &mut Harness<'_, World>, list: &str, entry: &str) {
    harness.get_by_role_and_label(Role::ComboBox, list).click();
    harness.run();
    click(harness, entry);
}

/// Another work, to choose from.
fn with_works(mut world: World) -> World {
    let work = Work::new("tides".parse().expect("valid"), "Tide Tables", WorkKind::default());
    world.put(Edit::PutWork(work));
    world
}

#[test]
fn a_work_is_given_exchanged_and_taken_away_and_the_place_in_it_is_told() {
    let mut harness = at_step(with_works(attributed()), "Step 2: Rosa Quint");
    assert!(harness.query_by_role_and_label(Role::TextInput, "Locator").is_none());
    click(&mut harness, "Add a work");
    type_text(&mut harness, "crack");
    click(&mut harness, "The Crack");
    assert_eq!(hop(&harness, 1).work.map(|id| id.to_string()).as_deref(), Some("crack"));
    fill(&mut harness, "Locator", "p. 12");
    assert_eq!(hop(&harness, 1).locator.as_deref(), Some("p. 12"));
    click(&mut harness, "Choose another work");
    type_text(&mut harness, "tide");
    click(&mut harness, "Tide Tables");
    assert_eq!(hop(&harness, 1).work.map(|id| id.to_string()).as_deref(), Some("tides"));
    click(&mut harness, "Tide Tables");
    assert!(harness.state().asked(|action| matches!(action, Action::ShowWork(_))));
    click(&mut harness, "Remove the work");
    let left = hop(&harness, 1);
    assert_eq!((left.work, left.locator.as_deref()), (None, Some("p. 12")), "it is not lost");
}

#[test]
fn a_note_is_named_and_brings_its_work_where_none_was_named() {
    let mut harness = at_step(attributed(), "Step 1: Ada Marlow");
    harness.get_by_role_and_label(Role::ComboBox, "Reference").click();
    harness.run();
    harness.get_by_label_contains("[9]  9. Marlow").click();
    harness.run();
    let named = hop(&harness, 0);
    assert_eq!(named.reference.map(|id| id.to_string()).as_deref(), Some("ref9"));
    assert_eq!(named.work.map(|id| id.to_string()).as_deref(), Some("crack"));
    choose(&mut harness, "Reference", "—");
    assert_eq!(hop(&harness, 0).reference, None);
    assert!(hop(&harness, 0).work.is_some(), "the work stays");
}

#[test]
fn how_certain_the_speaker_is_and_where_it_stands_are_chosen_and_taken_back() {
    let mut harness = at_step(attributed(), "Step 1: Ada Marlow");
    choose(&mut harness, "Speaker is", "Probably false");
    assert_eq!(hop(&harness, 0).factuality, Some(Factuality::ProbableFalse));
    choose(&mut harness, "Stands", "Only in the note");
    assert_eq!(hop(&harness, 0).basis, HopBasis::Note);
    choose(&mut harness, "Stands", "Inferred");
    assert_eq!(hop(&harness, 0).basis, HopBasis::Inferred);
    choose(&mut harness, "Speaker is", "—");
    assert_eq!(hop(&harness, 0).factuality, None);
    assert_eq!(
        hop(&harness, 1),
        harness.state().claim().chains[0].hops[1],
        "the other is as it was"
    );
}

#[test]
fn a_name_in_quotation_marks_is_an_unnamed_source_and_others_are_named() {
    let mut harness = at_step(attributed(), "Step 2: Rosa Quint");
    for typed in ["“a clerk”", "Tom Vale"] {
        click(&mut harness, "Add a source to the step");
        type_text(&mut harness, typed);
        click(&mut harness, &format!("New: {typed}"));
    }
    let sources = hop(&harness, 1).sources;
    let kind = |at: usize| {
        let source = harness.state().project().source(sources[at]).expect("added");
        (source.name.clone(), source.kind)
    };
    assert_eq!(kind(1), ("a clerk".to_owned(), SourceKind::UnnamedIndividual));
    assert_eq!(kind(2), ("Tom Vale".to_owned(), SourceKind::NamedIndividual));
}

#[test]
fn a_step_is_put_before_another_and_named() {
    let mut harness = at_step(attributed(), "Step 2: Rosa Quint");
    click(&mut harness, "Insert a step before this one");
    harness.get_by_label("Step 2 of 3");
    click(&mut harness, "Add a source to the step");
    type_text(&mut harness, "gazette");
    click(&mut harness, "Harbour Gazette");
    let claim = harness.state().claim();
    let names: Vec<_> = claim.chains[0].hops.iter().map(|hop| hop.sources[0].as_str()).collect();
    assert_eq!(names, ["marlow", "gazette", "mayor"]);
}

#[test]
fn several_spans_name_the_source_and_the_cue_in_the_order_of_the_text() {
    let mut world = attributed();
    world.selection = Some(Span::new(32, 38));
    let mut harness = at_step(world, "Step 1: Ada Marlow");
    let words = |anchors: &[crate::domain::anchor::Anchor]| {
        anchors.iter().map(|a| a.exact.clone()).collect::<Vec<_>>()
    };
    for (button, later, sooner) in [
        ("Use selection as source span", Span::new(25, 31), Span::new(21, 24)),
        ("Use selection as cue span", Span::new(39, 43), Span::new(32, 38)),
    ] {
        for span in [later, sooner, later] {
            harness.state_mut().selection = Some(span);
            harness.run();
            click(&mut harness, button);
        }
    }
    let named = hop(&harness, 0);
    assert_eq!(words(&named.source_anchors), ["Ada", "Marlow"], "each once");
    assert_eq!(words(&named.cue_anchors), ["writes", "that"]);
    click(&mut harness, "Show cue “that”");
    let span = Span::new(39, 43);
    assert!(harness.state().asked(|a| matches!(a, Action::JumpTo(_, to) if *to == span)));
    click(&mut harness, "Remove source words “Ada”");
    assert_eq!(words(&hop(&harness, 0).source_anchors), ["Marlow"]);
}

#[test]
fn a_chain_is_deleted_and_the_other_stays() {
    let mut world = one_claim();
    let claim = world.selected[0];
    world.attribute(claim, "Ada Marlow; Rosa Quint > Harbour Gazette");
    let first = world.claim().chains[0].id;
    let mut harness = open(world);
    let all = harness.get_all_by_role_and_label(Role::Button, "Delete the chain").count();
    assert_eq!(all, 2);
    harness
        .get_all_by_role_and_label(Role::Button, "Delete the chain")
        .last()
        .expect("two")
        .click();
    harness.run();
    let left: Vec<_> = harness.state().claim().chains.iter().map(|chain| chain.id).collect();
    assert_eq!(left, [first]);
    click(&mut harness, "Delete the chain");
    assert!(harness.state().claim().chains.is_empty());
}

#[test]
fn a_chain_is_doubted_with_the_other_reading_and_believed_again() {
    let mut harness = open(attributed());
    assert!(harness.query_by_role_and_label(Role::TextInput, "Doubtful").is_none());
    click(&mut harness, "Mark as doubtful");
    fill(&mut harness, "Doubtful", "the mayor may speak for herself");
    let doubtful =
        |harness: &Harness<'_, World>| harness.state().claim().chains[0].doubtful.clone();
    assert_eq!(doubtful(&harness).as_deref(), Some("the mayor may speak for herself"));
    assert!(harness.query_by_label("Mark as doubtful").is_none(), "it is marked");
    harness.get_by_role_and_label(Role::TextInput, "Doubtful").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    press(&mut harness, Key::Backspace);
    leave(&mut harness);
    assert_eq!(doubtful(&harness), None);
}

#[test]
fn evidence_stands_at_the_end_of_the_chain_and_in_the_document_that_are_chosen() {
    let mut world = with_works(one_claim());
    let claim = world.selected[0];
    world.attribute(claim, "Ada Marlow; Rosa Quint");
    let chains: Vec<_> = world.claim().chains.iter().map(|chain| chain.id).collect();
    let mut harness = open(world);
    click(&mut harness, "Add evidence");
    click(&mut harness, "Press report");
    let evidence = |harness: &Harness<'_, World>| harness.state().claim().evidence[0].clone();
    for (entry, chain) in [("2. Rosa Quint", chains[1]), ("1. Ada Marlow", chains[0])] {
        harness.get_by_role_and_label(Role::ComboBox, "Chain").click();
        harness.run();
        harness.get_by_role_and_label(Role::Button, entry).click();
        harness.run();
        assert_eq!(evidence(&harness).chain, Some(chain), "{entry}");
    }
    click(&mut harness, "Add a work");
    type_text(&mut harness, "tide");
    click(&mut harness, "Tide Tables");
    assert_eq!(evidence(&harness).work.map(|id| id.to_string()).as_deref(), Some("tides"));
    // The kind of the claim stands further down.
    let kinds = harness.get_all_by_role_and_label(Role::ComboBox, "Kind");
    kinds.into_iter().next().expect("the evidence's").click();
    harness.run();
    click(&mut harness, "Official document");
    click(&mut harness, "Remove the document");
    assert_eq!(evidence(&harness).work, None);
    assert_eq!(evidence(&harness).kind.as_str(), "official-document");
}

#[test]
fn the_tone_of_a_claim_and_how_certain_the_article_puts_it_are_chosen() {
    let mut harness = open(one_claim());
    choose(&mut harness, "Tone", "Ironic");
    choose(&mut harness, "Factuality", "Possibly true");
    let claim = harness.state().claim();
    assert_eq!(
        (claim.tone, claim.factuality),
        (Some(Tone::Ironic), Some(Factuality::PossibleTrue))
    );
    choose(&mut harness, "Tone", "—");
    assert_eq!(harness.state().claim().tone, None);
}

#[test]
fn several_claims_get_a_tag_and_lose_it_together() {
    let mut world = one_claim();
    let first = world.selected[0];
    let other = world.add_claim("Nobody was hurt");
    let edit = world.tagging().add_tag(&[other], "pier").expect("sound");
    world.put(edit);
    world.selected.push(other);
    let mut harness = open(world);
    assert!(harness.query_by_label("Remove the tag pier").is_none(), "only one has it");
    harness.get_by_label("New tag").focus();
    harness.run();
    type_text(&mut harness, "winter");
    press(&mut harness, Key::Enter);
    let tags = |harness: &Harness<'_, World>, id| {
        harness.state().project().claim(id).expect("there").tags.clone()
    };
    assert_eq!(tags(&harness, first), ["winter"]);
    assert_eq!(tags(&harness, other), ["pier", "winter"]);
    click(&mut harness, "Remove the tag winter");
    assert_eq!(tags(&harness, first), Vec::<String>::new());
    assert_eq!(tags(&harness, other), ["pier"]);
}

#[test]
fn the_sources_of_several_claims_are_replaced_where_their_chains_differ() {
    let mut world = attributed();
    let other = world.add_claim("Nobody was hurt");
    world.attribute(other, "Harbour Gazette");
    let third = world.add_claim("did nothing");
    world.selected.extend([other, third]);
    let ids = world.selected.clone();
    let mut harness = open(world);
    let field = harness.get_by_role_and_label(Role::TextInput, "Source");
    assert_eq!(field.value().as_deref(), Some(""), "none of the lines stands for all");
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Rosa Quint > \"a clerk\" !");
    press(&mut harness, Key::Enter);
    let chains: Vec<_> = ids
        .iter()
        .map(|id| harness.state().project().claim(*id).expect("there").chains.clone())
        .collect();
    for chain in &chains {
        assert_eq!(chain.len(), 1);
        assert_eq!(chain[0].hops, chains[0][0].hops, "one clerk for all");
        assert_eq!(chain[0].hops[0].sources[0].as_str(), "mayor");
    }
    assert_ne!(chains[0][0].id, chains[1][0].id);
    // One step of undo brings all three back.
    harness.state_mut().history.undo();
    harness.run();
    let project = harness.state().project().clone();
    let lengths = ids.iter().map(|id| project.claim(*id).expect("there").chains.len());
    assert_eq!(lengths.collect::<Vec<_>>(), [1, 1, 0]);
}
