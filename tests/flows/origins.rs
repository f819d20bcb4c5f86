//! Where claims come from, through the whole window: the line of a claim, findings one by
//! one, what remains when a source is discounted.

use std::path::Path;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sourceline::{
    analysis::origins::{Cache, Discount},
    app::{action::Action, command::Command, state::View},
    domain::{ids::ClaimId, ruling::Voice},
};

use crate::stage::{Folder, Stage};

/// A window with a copy of the second sample, of which the findings are known.
fn opened(folder: &Folder) -> Stage {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/two-accounts.ron");
    let copy = folder.path("accounts.ron");
    std::fs::copy(sample, &copy).expect("copied");
    let mut stage = folder.open(&copy);
    stage.until("the findings are known", |w| w.tracing.found().is_some());
    stage
}

fn send(stage: &mut Stage, action: Action) {
    stage.harness.state_mut().outbox.send(action);
    stage.settle();
}

/// The claim with most citations.
fn cited(stage: &Stage) -> ClaimId {
    let classes = Cache::of(stage.project(), false).classes();
    classes.into_iter().max_by_key(|(_, f)| f.citations).expect("the sample has claims").0
}

#[test]
fn the_panel_tells_the_bounds_of_a_claim() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let claim = cited(&stage);
    send(&mut stage, Action::JumpToClaim(claim));
    stage.until("its origins are known", |w| w.tracing.opened(claim).is_some());
    let figures = Cache::of(stage.project(), false).figures(claim).expect("counted");
    assert!(stage.shows(&figures.to_string()), "{figures}");
    stage.harness.get_by_role_and_label(Role::CheckBox, "Alleged lineage");
}

#[test]
fn findings_are_reached_by_key_and_counted_at_the_bottom() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let found = stage.window().tracing.found().expect("known").clone();
    assert!(found.standing > 0, "the sample has findings");
    stage.key(Key::F4);
    let first = found.all.iter().find(|f| f.dismissed.is_none()).expect("one stands");
    assert!(stage.said(&first.message), "{}", first.message);
    stage.keys(Modifiers::ALT, Key::Num6);
    assert_eq!(stage.window().position.view, View::Findings);
    stage.harness.get_by_role_and_label(Role::ListBox, "List of findings");
}

#[test]
fn what_is_discounted_is_told_in_a_bar_that_clears_it() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let cache = Cache::of(stage.project(), false);
    let source = stage
        .project()
        .sources
        .iter()
        .map(|source| source.id)
        .find(|id| {
            let discount = Discount { sources: [*id].into(), ..Discount::default() };
            !cache.discount(&discount).is_empty()
        })
        .expect("something rests on a source");
    send(&mut stage, Action::ShowSource(source));
    stage.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::D);
    assert!(stage.window().tracing.is_discounted(Voice::Source(source)));
    stage.until("what remains is known", |w| !w.tracing.differences().is_empty());
    assert!(stage.shows("Discounted: "));
    stage.press(Command::ClearDiscount.name());
    assert!(stage.window().tracing.discount.is_empty());
    stage.until("nothing differs any longer", |w| w.tracing.differences().is_empty());
    assert!(!stage.shows("Discounted: "));
}

#[test]
fn the_dashboard_opens_by_key_and_the_bar_leads_to_what_remains() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    stage.keys(Modifiers::ALT, Key::Num8);
    assert_eq!(stage.window().position.view, View::Dashboard);
    stage.until("the figures are counted", |w| {
        w.tracing.weighed(w.panels.dashboard.extent()).is_some()
    });
    stage.harness.get_by_role_and_label(Role::ListBox, "Origins per class");
    let cache = Cache::of(stage.project(), false);
    let voice = |discount: &Discount| !cache.discount(discount).is_empty();
    let source = stage
        .project()
        .sources
        .iter()
        .map(|source| source.id)
        .find(|id| voice(&Discount { sources: [*id].into(), ..Discount::default() }));
    let source = source.expect("something rests on a source");
    send(&mut stage, Action::ShowSource(source));
    send(&mut stage, Action::Discount(vec![Voice::Source(source)]));
    stage.until("what remains is known", |w| !w.tracing.differences().is_empty());
    stage.press(Command::ShowDifference.name());
    assert_eq!(stage.window().position.view, View::Dashboard);
    stage.harness.get_by_role_and_label(Role::ListBox, "Classes that change");
}

#[test]
fn what_is_discounted_is_struck_through_wherever_it_is_named() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let project = stage.project().clone();
    let (claim, chain, source) = project
        .claims()
        .flat_map(|(_, claim)| claim.chains.iter().map(move |chain| (claim.id, chain)))
        .find_map(|(claim, chain)| {
            let [.., hop] = chain.hops.as_slice() else { return None };
            Some((claim, chain.id, *hop.sources.first()?))
        })
        .expect("the sample has a chain with a voice");
    let (article, note, work) = project
        .articles
        .iter()
        .flat_map(|article| article.references.iter().map(move |r| (article.id, r)))
        .find_map(|(article, note)| Some((article, note.id, note.work?)))
        .expect("the sample has a note with a work");
    send(&mut stage, Action::Discount(vec![Voice::Source(source), Voice::Work(work)]));
    send(&mut stage, Action::JumpToStep { claim, chain, hop: None });
    let steps = |stage: &Stage, kind: Role, start: &str| {
        let nodes = stage.harness.query_all_by_role(kind);
        let names = nodes.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.contains(start) && name.ends_with(", discounted")).count()
    };
    assert!(steps(&stage, Role::Button, "Step ") > 0, "a step of the claim's chain");
    send(&mut stage, Action::ShowReferences(article, Some(note)));
    assert!(steps(&stage, Role::ListBoxOption, "Entry ") > 0, "an entry of the notes");
    send(&mut stage, Action::Run(Command::ShowFindings));
    assert!(stage.shows("those of what remains"), "the findings say what they are about");
    send(&mut stage, Action::Run(Command::ClearDiscount));
    assert!(!stage.shows("those of what remains"));
}
