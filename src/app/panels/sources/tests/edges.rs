//! Lineage in full: which way it leads, of what kind, since and until when, for which claims,
//! and from where it is known.

use super::*;
use crate::{
    app::panels::claim::view::shortened,
    domain::{
        claim::Claim,
        lineage::{Lineage, LineageBasis, LineageEnds, LineageKind},
    },
};

/// The edge that was added here: those of the sample have notes.
fn edge(window: &Window) -> Lineage {
    let mut edges = window.state().project.lineage.iter().filter(|l| l.note.is_none());
    (**edges.next().expect("the new edge")).clone()
}

fn choose(window: &mut Window, list: &str, entry: &str) {
    click(window, Role::ComboBox, list);
    click(window, Role::Button, entry);
}

/// An edge on which the Courier supplies the ministry, open.
fn supplied() -> Window {
    let mut window = window("courier");
    click(&mut window, Role::Button, "Add lineage");
    choose(&mut window, "New lineage", "Supplied by");
    click(&mut window, Role::RadioButton, "The other depends on this");
    click(&mut window, Role::Button, "Other end");
    field(&window, "Search").type_text("ministry");
    window.run();
    click(&mut window, Role::Button, "The ministry");
    window
}

/// The claim with this id as lists show it.
fn shown(window: &Window, name: &str, most: usize) -> String {
    let claim: &Claim = window.state().project.claim(id(name)).expect("is there");
    shortened(&claim.quotation(), most)
}

#[test]
fn the_other_may_depend_on_this_one() {
    let window = supplied();
    let edge = edge(&window);
    assert_eq!(edge.kind, LineageKind::SuppliedBy);
    assert_eq!(edge.ends, LineageEnds::Sources { from: id("ministry"), to: id("courier") });
    assert_eq!(edge.standing, Standing::Alleged);
    window.get_by_label("Supplies");
}

#[test]
fn the_kind_of_an_edge_is_changed_and_with_it_what_is_told() {
    let mut window = supplied();
    choose(&mut window, "Kind of lineage", "Controlled by");
    assert_eq!(edge(&window).kind, LineageKind::ControlledBy);
    window.get_by_label("Controls");
    choose(&mut window, "Kind of lineage", "Part of, with one voice");
    assert_eq!(edge(&window).kind, LineageKind::PartOf { one_voice: true });
    assert!(window.state().refused.is_empty(), "{:?}", window.state().refused);
}

#[test]
fn an_edge_holds_from_one_date_until_another() {
    let mut window = supplied();
    for (name, date) in [("Since", "2006"), ("Until", "2008-05")] {
        replace(&mut window, name, date);
        press(&mut window, Key::Enter);
    }
    let held = edge(&window);
    assert_eq!((held.since, held.until), ("2006".parse().ok(), "2008-05".parse().ok()));
    window.get_by_label("2006 to 2008-05");
    replace(&mut window, "Until", "lately");
    press(&mut window, Key::Enter);
    assert_eq!(edge(&window).until, "2008-05".parse().ok(), "what is no date is not stored");
}

#[test]
fn an_edge_is_about_the_claims_that_are_chosen_and_about_all_if_none_is() {
    let mut window = supplied();
    window.get_by_label("All; or choose those for which it holds.");
    click(&mut window, Role::Button, "Add a claim it is about");
    let entry = shown(&window, "cracks", 60);
    click(&mut window, Role::Button, &entry);
    assert_eq!(edge(&window).claims, [id("cracks")]);
    assert!(window.query_by_label("All; or choose those for which it holds.").is_none());
    let line = shown(&window, "cracks", 34);
    // The source's own list of claims shows it as well; the edge's stands beside its cross.
    let cross = window.get_by_role_and_label(Role::Button, &format!("Take away {line}")).rect();
    let show = format!("Show {line}");
    let own = |node: &Node<'_>| node.rect().y_range().contains(cross.center().y);
    let place = window.get_all_by_role_and_label(Role::Button, &show).position(|n| own(&n));
    let place = place.expect("the line of the edge");
    window.get_all_by_role_and_label(Role::Button, &show).nth(place).expect("there").click();
    window.run();
    assert!(
        window
            .state()
            .sent
            .iter()
            .any(|a| matches!(a, Action::JumpToClaim(c) if *c == id("cracks")))
    );
    click(&mut window, Role::Button, &format!("Take away {line}"));
    assert_eq!(edge(&window).claims, []);
}

#[test]
fn an_edge_is_known_from_claims_that_say_so_and_works_that_show_it() {
    let mut window = supplied();
    click(&mut window, Role::Button, "Add a claim that says so");
    let entry = shown(&window, "cracks", 60);
    click(&mut window, Role::Button, &entry);
    click(&mut window, Role::Button, "Add a work that shows it");
    field(&window, "Search").type_text("bridges");
    window.run();
    click(&mut window, Role::Button, "On bridges");
    let known = |window: &Window| edge(window).basis;
    let (claim, work) = (LineageBasis::Claim(id("cracks")), LineageBasis::Work(id("report")));
    assert_eq!(known(&window), [claim, work]);
    // The work tells of it, too.
    click(&mut window, Role::Button, "Take away On bridges");
    assert_eq!(known(&window), [claim]);
    assert!(window.state().refused.is_empty());
}
