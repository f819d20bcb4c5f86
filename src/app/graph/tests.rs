use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

use super::*;
use crate::{
    analysis::{origins::tests::make::make, usage::UsageCache},
    app::{action::Action, scene::AtRest, theme, tracing::Tracing},
    domain::{ids::ClaimId, project::Project, time::Timestamp},
};

struct Stage {
    view: OriginsView,
    project: Project,
    tracing: Tracing,
    usage: UsageCache,
    selected: Vec<ClaimId>,
    out: Outbox,
    ready: bool,
}

/// Two articles, one of which cites the other; a reporter, an official, an unnamed voice.
fn project() -> Project {
    make()
        .article("first", "w-first")
        .article("second", "")
        .claim("c1", "first", &["reporter@w-paper > official !"])
        .claim("c2", "first", &["reporter@w-paper > official !", "u-somebody"])
        .claim("c3", "second", &["@w-first", "official !"])
        .p
}

fn harness(project: Project) -> Harness<'static, Stage> {
    let stage = Stage {
        view: OriginsView::default(),
        project,
        tracing: Tracing::default(),
        usage: UsageCache::default(),
        selected: Vec::new(),
        out: Outbox::default(),
        ready: false,
    };
    let mut harness = Harness::builder().with_size([1200.0, 700.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if theme::in_the_first_frame(ui.ctx(), &mut stage.ready) {
                return;
            }
            let rest = AtRest::default();
            let scene = Scene {
                tracing: &stage.tracing,
                selected: &stage.selected,
                analyst: "ann".parse().expect("an id"),
                ..rest.scene(&stage.project, stage.usage.update(&stage.project))
            };
            stage.view.show(ui, &scene, &mut stage.out);
        },
        stage,
    );
    settle(&mut harness);
    harness
}

fn settle(harness: &mut Harness<'_, Stage>) {
    for _ in 0..500 {
        harness.step();
        let stage = harness.state();
        if !stage.view.is_drawing(&stage.project) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    harness.step();
    harness.step();
}

fn click(harness: &mut Harness<'_, Stage>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.step();
    settle(harness);
}

/// The name of the place that begins so.
fn named(harness: &Harness<'_, Stage>, begin: &str) -> String {
    let nodes = harness.query_all_by_role(Role::Button);
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels.into_iter().find(|label| label.starts_with(begin)).expect("a place of this name")
}

fn choose(harness: &mut Harness<'_, Stage>, begin: &str) {
    let name = named(harness, begin);
    click(harness, Role::Button, &name);
}

fn places(harness: &Harness<'_, Stage>) -> usize {
    harness.state().view.drawn().map_or(0, |drawn| drawn.layout.places.len())
}

#[test]
fn a_project_without_claims_is_told_what_would_be_here() {
    let harness = harness(Project::new("Empty", Timestamp::from_unix_seconds(0)));
    harness.get_by_label("No claim tells where it comes from yet");
}

#[test]
fn every_place_in_view_is_named_with_its_marks_and_chosen_by_a_click() {
    let mut harness = harness(project());
    let official = named(&harness, "official · ");
    assert!(official.contains("3 classes of claims"), "{official}");
    assert!(official.contains("last voice of 3 chains"), "{official}");
    assert!(named(&harness, "u-somebody · ").contains("unnamed"));
    choose(&mut harness, "official · ");
    harness.get_by_role_and_label(Role::Button, "Comes from: reporter");
    let claim = "Go to claim: word word";
    let first = harness.query_all_by_role(Role::Button).filter_map(|n| n.accesskit_node().label());
    let claim = first.into_iter().find(|label| label.starts_with(claim)).expect("its claims");
    let claims: Vec<_> = harness.query_all_by_label(&claim).collect();
    claims[0].click();
    harness.step();
    let actions = harness.state_mut().out.take();
    assert!(matches!(actions.as_slice(), [Action::JumpToClaim(_)]), "{actions:?}");
}

#[test]
fn a_chosen_source_is_discounted_and_shown_so() {
    let mut harness = harness(project());
    choose(&mut harness, "official · ");
    click(&mut harness, Role::Button, "Discount");
    let actions = harness.state_mut().out.take();
    let [Action::Discount(voices)] = actions.as_slice() else { panic!("{actions:?}") };
    let voice = voices[0];
    harness.state_mut().tracing.toggle(voice);
    settle(&mut harness);
    assert!(named(&harness, "official · ").contains("discounted"));
    let reporter = named(&harness, "reporter · ");
    assert!(reporter.contains("nothing remains"), "whose word was the official's: {reporter}");
    let somebody = named(&harness, "u-somebody · ");
    assert!(!somebody.contains("nothing remains"), "{somebody}");
    harness.get_by_role_and_label(Role::Button, "Count again");
    assert_eq!(harness.state().view.chosen_voice(), Some(voice));
}

#[test]
fn n_shows_the_neighbourhood_of_the_chosen_node_and_escape_leaves_it() {
    let mut harness = harness(project());
    let all = places(&harness);
    choose(&mut harness, "u-somebody · ");
    harness.key_press(Key::N);
    harness.step();
    settle(&mut harness);
    assert_eq!(places(&harness), 2, "the voice and the article");
    harness.key_press(Key::Escape);
    harness.step();
    settle(&mut harness);
    assert_eq!(places(&harness), all);
    harness.key_press(Key::Escape);
    harness.step();
    assert!(!harness.state().view.has_chosen());
}

#[test]
fn enter_in_the_search_field_goes_from_one_place_found_to_the_next() {
    let mut harness = harness(project());
    harness.get_by_role_and_label(Role::TextInput, "Find in the graph").focus();
    harness.step();
    harness.event(egui::Event::Text("OFF".to_owned()));
    harness.step();
    harness.get_by_label("1 found");
    harness.key_press(Key::Enter);
    harness.step();
    settle(&mut harness);
    harness.get_by_label("1 of 1");
    let official = NodeKey::Source("official".parse().expect("an id"));
    assert_eq!(harness.state().view.chosen, Some(PlaceKey::Node(official)));
    // Letters that are typed are no keys of the graph.
    harness.event(egui::Event::Text("n".to_owned()));
    harness.key_press(Key::N);
    harness.step();
    assert!(!harness.state().view.is_near());
}

#[test]
fn the_table_tells_the_same_and_is_walked_through_by_keys() {
    let mut harness = harness(project());
    click(&mut harness, Role::Tab, "Table");
    let all = places(&harness);
    assert_eq!(harness.query_all_by_role(Role::ListBoxOption).count(), all);
    click(&mut harness, Role::Button, "Sort by classes");
    let rows: Vec<String> = harness
        .query_all_by_role(Role::ListBoxOption)
        .filter_map(|row| row.accesskit_node().label())
        .collect();
    let official = rows.iter().find(|row| row.starts_with("official")).expect("a row");
    for words in ["3 claims", "3 classes", "comes from", "reporter", "last voice of 3 chains"] {
        assert!(official.contains(words), "{words}: {official}");
    }
    let source = rows.iter().find(|row| row.starts_with("w-paper")).expect("a row");
    assert!(source.contains("goes to reporter"), "{source}");
    click(&mut harness, Role::ListBoxOption, &rows[0]);
    harness.key_press(Key::ArrowDown);
    harness.step();
    let second = harness.state().view.chosen;
    assert!(second.is_some());
    harness.key_press(Key::Enter);
    harness.step();
    let actions = harness.state_mut().out.take();
    assert!(matches!(actions.as_slice(), [Action::JumpToClaim(_)]), "{actions:?}");
}

#[test]
fn a_filter_leaves_what_has_to_do_with_it_and_is_cleared_where_nothing_is_left() {
    let mut harness = harness(project());
    harness.state_mut().selected = vec!["c3".parse().expect("an id")];
    harness.step();
    click(&mut harness, Role::CheckBox, "Selected claim’s class");
    let shown = harness.state().view.drawn().expect("drawn").graph.nodes.len();
    assert!(shown < 7, "{shown}");
    harness.state_mut().view.question.part.tag = Some("no such".to_owned());
    settle(&mut harness);
    harness.get_by_label("Nothing passes the filters");
    click(&mut harness, Role::Button, "Clear filters");
    assert_eq!(harness.state().view.question.part, Part::default());
}

#[test]
fn the_picture_is_moved_zoomed_and_fitted_by_keys_and_wheel() {
    let mut harness = harness(project());
    let fitted = harness.state().view.camera;
    harness.key_press(Key::ArrowRight);
    harness.key_press(Key::Plus);
    harness.step();
    let moved = harness.state().view.camera;
    assert!(moved.scale > fitted.scale && moved.centre.x > fitted.centre.x);
    harness.key_press(Key::Num0);
    harness.step();
    assert_eq!(harness.state().view.camera, fitted);
    harness.hover_at(fitted.window.center());
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::COMMAND,
    });
    for _ in 0..10 {
        harness.step();
    }
    assert!(harness.state().view.camera.scale > fitted.scale);
}

#[test]
fn the_legend_explains_the_marks_when_it_is_opened() {
    let mut harness = harness(project());
    click(&mut harness, Role::Button, "Show the legend");
    harness.get_by_label("A last voice: chains end here");
    click(&mut harness, Role::Button, "Hide the legend");
    assert!(harness.query_by_label("A last voice: chains end here").is_none());
}

#[test]
fn one_claim_more_leaves_the_picture_where_it_is() {
    let mut harness = harness(project());
    let official = NodeKey::Source("official".parse().expect("an id"));
    let place = |harness: &Harness<'_, Stage>| {
        let drawn = harness.state().view.drawn().expect("drawn").clone();
        drawn.layout.places[drawn.find(official).expect("there")].clone()
    };
    let (before, camera) = (place(&harness), harness.state().view.camera);
    let more = make()
        .article("first", "w-first")
        .article("second", "")
        .claim("c1", "first", &["reporter@w-paper > official !"])
        .claim("c2", "first", &["reporter@w-paper > official !", "u-somebody"])
        .claim("c3", "second", &["@w-first", "official !"])
        .claim("c4", "second", &["neighbour !"])
        .p;
    harness.state_mut().project = more;
    harness.step();
    settle(&mut harness);
    let after = place(&harness);
    assert!((before.y - after.y).abs() < 40.0, "{} {}", before.y, after.y);
    assert_eq!(camera, harness.state().view.camera);
}
