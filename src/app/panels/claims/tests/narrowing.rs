//! Each menu of filters, and each order of the list.

use super::*;
use crate::{
    analysis::search::SortBy,
    domain::{claim::ClaimStatus, sample::change_claim},
};

/// The sample's claims of all articles, two of them done.
fn all() -> Harness<'static, Stage> {
    let mut project = sample::project();
    for name in ["cracks", "silent"] {
        change_claim(&mut project, name, |claim| claim.status = ClaimStatus::Done);
    }
    let mut harness = harness(project);
    harness.set_size(egui::vec2(420.0, 900.0));
    press_button(&mut harness, "All articles");
    harness
}

fn press_button(harness: &mut Harness<'_, Stage>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run_steps(4);
}

/// The ids of the claims that are listed.
fn listed(harness: &Harness<'_, Stage>) -> Vec<String> {
    harness.state().panel.result.claims.iter().map(ToString::to_string).collect()
}

#[test]
fn each_menu_narrows_the_list_to_a_value_and_any_brings_all_back() {
    let mut harness = all();
    let everything = listed(&harness);
    assert_eq!(everything.len(), 5);
    press_button(&mut harness, "Filters");
    for (field, value, left) in [
        ("source", "The Courier · 1", vec!["cracks"]),
        ("evidence", "On-record statement · 1", vec!["safe"]),
        ("evidence", "No evidence · 4", vec!["cracks", "hurt", "found", "silent"]),
        ("confidence", "Low · 1", vec!["safe"]),
        ("confidence", "Not judged · 4", vec!["cracks", "hurt", "found", "silent"]),
        ("tag", "safety · 1", vec!["safe"]),
        ("status", "Done · 2", vec!["cracks", "silent"]),
        ("analyst", "Ann Ash · 5", vec!["safe", "cracks", "hurt", "found", "silent"]),
    ] {
        press_button(&mut harness, &format!("Filter by {field}"));
        harness.get_by_role_and_label(Role::CheckBox, value).click();
        harness.run_steps(4);
        let mut shown = listed(&harness);
        let mut left: Vec<String> = left.into_iter().map(str::to_owned).collect();
        shown.sort();
        left.sort();
        assert_eq!(shown, left, "{field}: {value}");
        harness.get_by_role_and_label(Role::Button, "Filters · 1");
        press_button(&mut harness, &format!("Any {field}"));
        assert_eq!(listed(&harness), everything, "{field}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn two_fields_narrow_together_and_clearing_takes_both_away() {
    let mut harness = all();
    press_button(&mut harness, "Filters");
    for (field, value) in [("status", "Draft · 3"), ("evidence", "No evidence · 2")] {
        press_button(&mut harness, &format!("Filter by {field}"));
        harness.get_by_role_and_label(Role::CheckBox, value).click();
        harness.run_steps(4);
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    let mut shown = listed(&harness);
    shown.sort();
    assert_eq!(shown, ["found", "hurt"]);
    harness.get_by_role_and_label(Role::Button, "Filters · 2");
    press_button(&mut harness, "Clear filters");
    assert_eq!(listed(&harness).len(), 5);
}

#[test]
fn the_menu_of_orders_sorts_the_list_and_a_button_turns_it_around() {
    let mut harness = all();
    let mut now = "By place";
    for (name, by) in [
        ("By source", SortBy::Source),
        ("By evidence", SortBy::Evidence),
        ("By confidence", SortBy::Confidence),
        ("Last changed", SortBy::Modified),
        ("By status", SortBy::Status),
        ("By place", SortBy::Place),
    ] {
        press_button(&mut harness, &format!("Order of the claims: {now}"));
        press_button(&mut harness, name);
        now = name;
        let panel = &harness.state().panel;
        assert_eq!(panel.order.by, by, "{name}");
        let project = &harness.state().project;
        let mut search = ClaimSearch::default();
        let expected = search.search(project, &ClaimFilter::default(), panel.order);
        assert_eq!(panel.result.claims, expected.claims, "{name}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    // Those without evidence stand last, whichever way the list goes.
    press_button(&mut harness, "Order of the claims: By place");
    press_button(&mut harness, "By evidence");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(listed(&harness)[0], "safe");
    press_button(&mut harness, "Order of the claims: By evidence");
    press_button(&mut harness, "By place");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let mut turned = listed(&harness);
    press_button(&mut harness, "Turn the order around");
    turned.reverse();
    assert_eq!(listed(&harness), turned);
    press_button(&mut harness, "Order reversed; turn it around");
    harness.get_by_role_and_label(Role::Button, "Turn the order around");
}
