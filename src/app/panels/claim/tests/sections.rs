//! Each section's edits: the chain and its steps, evidence, judgements.

use super::*;
use crate::domain::{
    assessment::{Credibility, Likelihood},
    chain::{ChainEnd, CheckResult, QuotationForm},
    claim::ClaimKind,
    evidence::{Bearing, Directness},
    source::Reliability,
};
use egui::accesskit::Role;

/// A world in which the selected claim has a chain of two.
fn attributed() -> World {
    let mut world = one_claim();
    let claim = world.selected[0];
    world.attribute(claim, "Ada Marlow > Rosa Quint");
    world
}

/// Opens a list of terms and chooses one.
fn choose(harness: &mut Harness<'_, World>, list: &str, term: &str) {
    harness.get_by_role_and_label(Role::ComboBox, list).click();
    harness.run();
    click(harness, term);
}

#[test]
fn the_end_of_a_chain_is_one_click() {
    let mut harness = open(attributed());
    click(&mut harness, "Chain ends: gives no source");
    assert_eq!(harness.state().claim().chains[0].end, ChainEnd::GivesNoSource);
}

#[test]
fn a_step_is_opened_and_everything_in_it_is_changed() {
    let mut harness = open(attributed());
    click(&mut harness, "Step 1: Ada Marlow");
    choose(&mut harness, "Form", "Mixed");
    fill(&mut harness, "Introduced as", "a clerk");
    fill(&mut harness, "Told to", "the board");
    fill(&mut harness, "Said", "2011-03");
    choose(&mut harness, "Original", "Distorted");
    fill(&mut harness, "It says", "the pier was open");
    harness.get_by_role_and_label(Role::CheckBox, "Negated").click();
    harness.run();
    let hop = harness.state().claim().chains[0].hops[0].clone();
    assert_eq!(hop.form, QuotationForm::Mixed);
    assert_eq!(hop.introduced_as.as_deref(), Some("a clerk"));
    assert_eq!(hop.addressee.as_deref(), Some("the board"));
    assert_eq!(hop.said, "2011-03".parse().ok());
    assert!(hop.negated);
    let check = hop.check.expect("compared");
    assert_eq!(check.result, CheckResult::Distorted);
    assert_eq!(check.quote.as_deref(), Some("the pier was open"));
}

#[test]
fn what_is_known_of_an_unnamed_source_is_written_where_it_speaks() {
    let mut world = one_claim();
    let claim = world.selected[0];
    world.attribute(claim, "Ada Marlow > \"a harbour pilot\"");
    let mut harness = open(world);
    click(&mut harness, "Step 1: Ada Marlow");
    assert!(harness.query_by_label("Description").is_none());
    click(&mut harness, "Step 2: “a harbour pilot”");
    fill(&mut harness, "Description", "one of the two on duty");
    let project = harness.state().project();
    let source = project.sources.iter().find(|s| s.name == "a harbour pilot").expect("made");
    assert_eq!(source.description.as_deref(), Some("one of the two on duty"));
}

#[test]
fn who_attributed_and_when_stands_under_the_chain_and_its_evidence() {
    let world = attributed();
    let claim = world.selected[0];
    let who = world.project().analyst_name(world.project().claim(claim).expect("there").by);
    let mut harness = open(world);
    let lines = harness.get_all_by_label_contains(&who).count();
    click(&mut harness, "Add evidence");
    let kind = harness.state().project().codebook.iter().next().expect("a kind").name.clone();
    click(&mut harness, &kind);
    assert_eq!(harness.get_all_by_label_contains(&who).count(), lines + 1);
}

#[test]
fn a_date_that_is_none_says_so_and_is_not_lost() {
    let mut harness = open(one_claim());
    fill(&mut harness, "Event date", "last spring");
    harness.get_by_label_contains("is not a date like");
    assert_eq!(harness.state().claim().event_date, None);
    let field = harness.get_by_role_and_label(Role::TextInput, "Event date");
    assert_eq!(field.value().as_deref(), Some("last spring"));
}

#[test]
fn steps_are_added_moved_and_removed() {
    let mut harness = open(attributed());
    let first = |world: &World| world.claim().chains[0].hops[0].sources[0].to_string();
    click(&mut harness, "Step 1: Ada Marlow");
    click(&mut harness, "Move the step outwards");
    assert_eq!(first(harness.state()), "mayor");
    harness.get_by_label("Step 2 of 2");
    click(&mut harness, "Remove the step");
    assert_eq!(harness.state().claim().chains[0].hops.len(), 1);
    click(&mut harness, "Add a step");
    assert_eq!(harness.state().claim().chains[0].hops.len(), 2);
    harness.get_by_label("Step 2 of 2");
}

#[test]
fn a_source_is_added_to_a_step_by_search_and_a_new_one_by_name() {
    let mut harness = open(attributed());
    click(&mut harness, "Step 2: Rosa Quint");
    for (typed, entry) in [("gazette", "Harbour Gazette"), ("Tom Vale", "New: Tom Vale")] {
        click(&mut harness, "Add a source to the step");
        type_text(&mut harness, typed);
        click(&mut harness, entry);
    }
    let hop = harness.state().claim().chains[0].hops[1].clone();
    assert_eq!(hop.sources.len(), 3);
    click(&mut harness, "Remove Rosa Quint");
    assert_eq!(harness.state().claim().chains[0].hops[1].sources.len(), 2);
}

#[test]
fn the_selection_becomes_source_words_and_cue() {
    let mut world = attributed();
    world.selection = Some(Span::new(21, 31));
    let mut harness = open(world);
    click(&mut harness, "Step 1: Ada Marlow");
    click(&mut harness, "Use selection as source span");
    harness.state_mut().selection = Some(Span::new(32, 38));
    harness.run();
    click(&mut harness, "Use selection as cue span");
    let hop = harness.state().claim().chains[0].hops[0].clone();
    assert_eq!(hop.source_anchors[0].exact, "Ada Marlow");
    assert_eq!(hop.cue_anchors[0].exact, "writes");
    click(&mut harness, "Remove cue “writes”");
    assert!(harness.state().claim().chains[0].hops[0].cue_anchors.is_empty());
}

#[test]
fn also_through_copies_the_chain_and_opens_its_last_step() {
    let mut harness = open(attributed());
    click(&mut harness, "Also through…");
    let claim = harness.state().claim();
    assert_eq!(claim.chains.len(), 2);
    assert_eq!(claim.chains[0].hops, claim.chains[1].hops);
    harness.get_by_label("Step 2 of 2");
    assert_eq!(harness.state().panel.chosen_chain(), Some(claim.chains[1].id));
    assert_eq!(harness.state().panel.chosen_hop(), Some(1));
}

#[test]
fn directness_is_suggested_from_the_chain_and_never_set_silently() {
    let mut harness = open(attributed());
    click(&mut harness, "Add evidence");
    click(&mut harness, "Press report");
    assert_eq!(harness.state().claim().evidence[0].directness, Directness::CannotDetermine);
    click(&mut harness, "Suggested: second-hand");
    assert_eq!(harness.state().claim().evidence[0].directness, Directness::SecondHand);
    click(&mut harness, "Bearing: contradicts");
    fill(&mut harness, "Evidence note", "one page only");
    let evidence = harness.state().claim().evidence[0].clone();
    assert_eq!(evidence.bearing, Bearing::Contradicts);
    assert_eq!(evidence.note.as_deref(), Some("one page only"));
    click(&mut harness, "Remove the evidence");
    assert!(harness.state().claim().evidence.is_empty());
}

#[test]
fn the_judgements_stay_apart_and_complete_one_assessment() {
    let mut harness = open(attributed());
    choose(&mut harness, "Credibility", "3 · Possibly true");
    choose(&mut harness, "Likelihood", "Likely");
    fill(&mut harness, "Rationale", "two voices");
    fill(&mut harness, "Would change", "the log book");
    let claim = harness.state().claim();
    assert_eq!(claim.assessments.len(), 1);
    let mine = &claim.assessments[0];
    assert_eq!(mine.credibility, Some(Credibility::PossiblyTrue));
    assert_eq!(mine.likelihood, Some(Likelihood::Likely));
    assert_eq!(mine.rationale.as_deref(), Some("two voices"));
    assert_eq!(mine.would_change.as_deref(), Some("the log book"));
    choose(&mut harness, "Likelihood", "Unlikely");
    let claim = harness.state().claim();
    assert_eq!(claim.assessments.len(), 2);
    assert_eq!(claim.assessments[1].credibility, Some(Credibility::PossiblyTrue));
    harness.get_by_label("1 other judgement");
}

#[test]
fn a_reliability_is_stored_on_the_last_voice_with_its_reason() {
    let mut harness = open(attributed());
    click(&mut harness, "Grade Rosa Quint");
    harness.get_by_label("Reason for the grade").focus();
    harness.run();
    type_text(&mut harness, "was there");
    click(&mut harness, "B · Usually reliable");
    let source = harness.state().project().source("mayor".parse().expect("valid")).cloned();
    let grade = source.expect("there").current_reliability().cloned().expect("graded");
    assert_eq!((grade.grade, grade.why.as_deref()), (Reliability::B, Some("was there")));
    assert!(harness.state().claim().assessments.is_empty());
}

#[test]
fn what_sort_of_statement_it_is_can_be_changed() {
    let mut harness = open(one_claim());
    choose(&mut harness, "Kind", "Prediction");
    fill(&mut harness, "Event date", "2011-03-04");
    let claim = harness.state().claim();
    assert_eq!(claim.kind, ClaimKind::Prediction);
    assert_eq!(claim.event_date, "2011-03-04".parse().ok());
}

#[test]
fn a_step_that_is_asked_for_is_opened_and_brought_into_view() {
    let mut world = one_claim();
    let claim = world.selected[0];
    world.attribute(claim, "Ada Marlow > Rosa Quint; Harbour Gazette > Rosa Quint");
    let chains: Vec<_> = world.claim().chains.iter().map(|chain| chain.id).collect();
    let mut harness = open(world);
    for (chain, hop, step) in
        [(chains[0], Some(0), "Step 1 of 2"), (chains[1], None, "Step 2 of 2")]
    {
        harness.state_mut().panel.show_step(claim, chain, hop);
        harness.run();
        harness.get_by_label(step);
        assert_eq!(harness.state().panel.chosen_chain(), Some(chain));
        assert_eq!(harness.state().panel.parts.reveal, None, "it was shown");
    }
}
