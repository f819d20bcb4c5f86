//! Spans, links, tags, to-dos and reviews.

use super::*;
use crate::domain::{
    claim::ReviewVerdict, link::LinkKind, todo::TodoKind, vocabulary::Vocabulary as _,
};
use egui::accesskit::Role;

#[test]
fn the_selection_becomes_a_span_and_the_last_span_stays() {
    let mut world = one_claim();
    world.selection = Some(Span::new(0, 9));
    let mut harness = open(world);
    assert!(harness.query_by_label("Remove span 1").is_none());
    click(&mut harness, "Add selection to claim");
    assert_eq!(harness.state().claim().quotation(), "The ferry … the pier was closed");
    click(&mut harness, "Show span 1");
    assert!(
        harness.state().asked(|action| {
            matches!(action, Action::JumpTo(_, span) if *span == Span::new(0, 9))
        })
    );
    click(&mut harness, "Remove span 1");
    assert_eq!(harness.state().claim().anchors.len(), 1);
}

#[test]
fn a_link_is_made_by_search_shown_from_both_ends_and_removed() {
    let mut world = one_claim();
    let first = world.selected[0];
    let other = world.add_claim("Nobody was hurt");
    let mut harness = open(world);
    click(&mut harness, "Add a link");
    harness.get_by_role_and_label(Role::ComboBox, "This claim").click();
    harness.run();
    click(&mut harness, "Entails");
    click(&mut harness, "Link to a claim");
    type_text(&mut harness, "hurt nobody");
    click(&mut harness, "Nobody was hurt");
    let links: Vec<_> = harness.state().project().links.iter().cloned().collect();
    assert_eq!((links[0].from, links[0].to, links[0].kind), (first, other, LinkKind::Entails));
    harness.get_by_label("Kind of the link: Entails →");
    harness.state_mut().selected = vec![other];
    harness.run();
    click(&mut harness, "Kind of the link: ← Entails");
    click(&mut harness, "Supports");
    let now = harness.state().project().links.iter().next().cloned().expect("a link");
    assert_eq!((now.from, now.to, now.kind), (first, other, LinkKind::Supports));
    click(&mut harness, "Remove the link");
    assert!(harness.state().project().links.is_empty());
}

#[test]
fn a_tag_is_typed_completed_from_the_others_and_removed() {
    let mut world = one_claim();
    let other = world.add_claim("Nobody was hurt");
    let edit = world.tagging().add_tag(&[other], "safety").expect("sound");
    world.put(edit);
    let mut harness = open(world);
    harness.get_by_label("New tag").focus();
    harness.run();
    type_text(&mut harness, "saf");
    click(&mut harness, "safety");
    harness.get_by_label("New tag").focus();
    harness.run();
    type_text(&mut harness, "pier");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().claim().tags, ["safety", "pier"]);
    click(&mut harness, "Remove the tag safety");
    assert_eq!(harness.state().claim().tags, ["pier"]);
}

#[test]
fn a_to_do_is_added_done_and_removed() {
    let mut harness = open(one_claim());
    harness.state_mut().panel.focus_todo();
    harness.run();
    type_text(&mut harness, "call the mayor");
    press(&mut harness, Key::Enter);
    let todo = |world: &World| world.project().todos.iter().next().cloned();
    let added = todo(harness.state()).expect("added");
    assert_eq!((added.kind, added.text.as_str()), (TodoKind::Verify, "call the mayor"));
    click(&mut harness, "Kind of the to-do: Verify");
    click(&mut harness, TodoKind::Ask.label());
    assert_eq!(todo(harness.state()).expect("kept").kind, TodoKind::Ask);
    harness.get_by_role_and_label(Role::CheckBox, "Done: call the mayor").click();
    harness.run();
    assert!(todo(harness.state()).expect("kept").done.is_some());
    click(&mut harness, "Remove the to-do call the mayor");
    assert!(todo(harness.state()).is_none());
}

#[test]
fn a_review_is_given_with_its_reason() {
    let mut harness = open(one_claim());
    click(&mut harness, "Add a review");
    harness.get_by_label("Review note").focus();
    harness.run();
    type_text(&mut harness, "too wide");
    click(&mut harness, "Verdict: changes asked");
    let review = harness.state().claim().reviews[0].clone();
    assert_eq!(review.verdict, ReviewVerdict::ChangesAsked);
    assert_eq!(review.note.as_deref(), Some("too wide"));
}

#[test]
fn the_note_on_a_link_is_written_changed_and_emptied() {
    let mut world = one_claim();
    let other = world.add_claim("Nobody was hurt");
    let mut harness = open(world);
    click(&mut harness, "Add a link");
    fill(&mut harness, "Reason for the link", "both of the pier");
    click(&mut harness, "Link to a claim");
    type_text(&mut harness, "hurt");
    click(&mut harness, "Nobody was hurt");
    let note = |harness: &Harness<'_, World>| {
        let link = harness.state().project().links.iter().next().expect("a link").clone();
        assert_eq!(link.to, other);
        link.note.clone()
    };
    assert_eq!(note(&harness).as_deref(), Some("both of the pier"));
    fill(&mut harness, "Why linked", "!");
    assert_eq!(note(&harness).as_deref().map(str::len), Some("both of the pier!".len()));
    harness.get_by_role_and_label(Role::TextInput, "Why linked").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    press(&mut harness, Key::Backspace);
    leave(&mut harness);
    assert_eq!(note(&harness), None);
    harness.get_by_role_and_label(Role::Button, "Note on the link");
}

#[test]
fn a_to_do_is_reworded_and_what_is_half_typed_is_stored_when_the_panel_is_asked() {
    let mut world = one_claim();
    world.panel.focus_todo();
    let mut harness = open(world);
    type_text(&mut harness, "ask the board");
    press(&mut harness, Key::Enter);
    click(&mut harness, "Reword the to-do ask the board");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    type_text(&mut harness, "ask the mayor");
    let world = harness.state_mut();
    world.scene(&Theme::light(), ClaimPanel::pending);
    world.obey();
    let texts: Vec<_> = world.project().todos.iter().map(|todo| todo.text.clone()).collect();
    assert_eq!(texts, ["ask the mayor"]);
}

/// Why the project can't be left, after what can be stored was stored.
fn unstored(harness: &mut Harness<'_, World>) -> Option<String> {
    let world = harness.state_mut();
    world.scene(&Theme::light(), ClaimPanel::pending);
    world.obey();
    world.panel.unstored(world.history.present()).map(|unstored| unstored.why)
}

#[test]
fn a_reason_without_its_verdict_link_or_grade_keeps_the_project_open_until_it_is_given_up() {
    let mut world = one_claim();
    let claim = world.selected[0];
    world.attribute(claim, "Ada Marlow");
    let other = world.add_claim("Nobody was hurt");
    let mut harness = open(world);
    assert_eq!(unstored(&mut harness), None);
    for (opener, field, told) in [
        ("Add a review", "Review note", "no verdict"),
        ("Add a link", "Reason for the link", "no other claim"),
        ("Grade Ada Marlow", "Reason for the grade", "no grade"),
    ] {
        click(&mut harness, opener);
        fill(&mut harness, field, "a witness");
        let why = unstored(&mut harness).expect("it is told");
        assert!(why.contains(told), "{why}");
        // It waits with its claim, also while another one is shown.
        harness.state_mut().selected = vec![other];
        harness.run();
        assert!(unstored(&mut harness).is_some());
        harness.state_mut().selected = vec![claim];
        harness.run();
        let role = if field == "Review note" { Role::MultilineTextInput } else { Role::TextInput };
        harness.get_by_role_and_label(role, field).focus();
        harness.run();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        press(&mut harness, Key::Backspace);
        leave(&mut harness);
        assert_eq!(unstored(&mut harness), None, "{field}");
    }
}

#[test]
fn a_chain_line_that_means_nothing_keeps_the_project_open() {
    let mut harness = open(one_claim());
    begin(&mut harness, Stage::Source);
    type_text(&mut harness, "Ada Marlow > >");
    let why = unstored(&mut harness).expect("it is told");
    assert!(why.contains("Ada Marlow > >"), "{why}");
    harness.run();
    press(&mut harness, Key::Escape);
    assert_eq!(unstored(&mut harness), None);
}
