//! The graph of origins, through the whole window: from its key to a jump into the text, and
//! as pictures on disk.

use std::path::Path;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sourceline::{
    analysis::graph::NodeKey,
    app::{command::Command, graph::Drawn, state::View},
    domain::ruling::Voice,
};

use crate::stage::{Folder, Stage};

/// A window with a copy of the second sample, of which the graph is shown.
fn opened(folder: &Folder) -> Stage {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/two-accounts.ron");
    let copy = folder.path("accounts.ron");
    std::fs::copy(sample, &copy).expect("copied");
    let mut stage = folder.open(&copy);
    stage.keys(Modifiers::ALT, Key::Num7);
    assert_eq!(stage.window().position.view, View::Origins);
    stage.until("the graph is drawn", |w| w.panels.origins.drawn().is_some());
    stage
}

fn drawn(stage: &Stage) -> &Drawn {
    stage.window().panels.origins.drawn().expect("drawn")
}

/// The key of a source by its name.
fn source(stage: &Stage, name: &str) -> NodeKey {
    let found = stage.project().sources.iter().find(|source| source.name == name);
    NodeKey::Source(found.expect("a source of the sample").id)
}

/// Chooses a source by its place in the picture.
fn choose(stage: &mut Stage, name: &str) {
    let begin = format!("{name} · ");
    let nodes = stage.harness.query_all_by_role(Role::Button);
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    let label = labels.into_iter().find(|label| label.starts_with(&begin)).expect("in view");
    stage.press(&label);
}

#[test]
fn ctrl_f_gives_the_keyboard_to_the_search_for_a_name() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    stage.ctrl(Key::F);
    stage.type_text("Halvard Teece");
    stage.key(Key::Enter);
    stage.settle();
    assert!(stage.shows("1 of 1"));
}

#[test]
fn a_dozen_notes_lead_to_few_voices_and_a_circle_at_first_sight() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    stage.press("Show the legend");
    let drawn = drawn(&stage);
    let place = |name| {
        let at = drawn.find(source(&stage, name)).expect("drawn");
        &drawn.layout.places[at]
    };
    for name in ["Halvard Teece", "Bettany Crail"] {
        assert_eq!(place(name).column + 1, drawn.layout.columns, "{name} is a last voice");
    }
    let mut heavy: Vec<_> = drawn.layout.places.iter().filter(|p| p.last > 0).collect();
    heavy.sort_by_key(|place| std::cmp::Reverse(place.last));
    let first: Vec<_> = heavy[..3].iter().map(|place| place.key).collect();
    assert!(first.contains(&place("Halvard Teece").key), "{first:?}");
    assert!(!drawn.circles.edges.is_empty() && !drawn.told.is_empty());
    assert!(stage.shows("chains end with"));
    stage.harness.get_by_label("A circle: it leads back to itself");
}

#[test]
fn a_node_tells_its_claims_and_each_is_a_jump_to_the_text() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    choose(&mut stage, "Halvard Teece");
    let key = source(&stage, "Halvard Teece");
    let NodeKey::Source(id) = key else { unreachable!("asked for a source") };
    stage.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::D);
    assert!(stage.window().tracing.is_discounted(Voice::Source(id)));
    assert!(stage.shows("Discounted: Halvard Teece"));
    let labels = stage.harness.query_all_by_role(Role::Button);
    let labels: Vec<String> = labels.filter_map(|node| node.accesskit_node().label()).collect();
    let claim = labels.iter().find(|label| label.starts_with("Go to claim: ")).expect("claims");
    stage.press(claim);
    assert_eq!(stage.window().position.view, View::Reader);
    assert_eq!(stage.window().position.selected.len(), 1);
    // The way back leads to the graph.
    stage.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(stage.window().position.view, View::Origins);
}

#[test]
fn plain_keys_belong_to_the_graph_while_it_is_shown() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let all = drawn(&stage).layout.places.len();
    choose(&mut stage, "Bettany Crail");
    stage.key(Key::N);
    stage.until("the neighbourhood is drawn", |w| {
        w.panels.origins.drawn().is_some_and(|drawn| drawn.layout.places.len() < all)
    });
    assert_eq!(stage.window().position.view, View::Origins, "N is no next claim here");
    stage.key(Key::Escape);
    stage.until("everything is drawn again", |w| {
        w.panels.origins.drawn().is_some_and(|drawn| drawn.layout.places.len() == all)
    });
    stage.run(Command::GraphTable);
    stage.harness.get_by_role_and_label(Role::ListBox, "Table of the graph");
}

#[test]
fn the_picture_is_saved_as_svg_and_png() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    for (command, ending, begin) in [
        (Command::SavePictureSvg, "svg", b"<?xml".as_slice()),
        (Command::SavePicturePng, "png", b"\x89PNG".as_slice()),
    ] {
        stage.run(command);
        stage.until("a path is asked for", |_| true);
        assert!(stage.dialog("Save picture"));
        stage.press("Save");
        let name = format!("Two-accounts-of-the-Ostrey-bell-origins.{ending}");
        let path = folder.path(&name);
        let said = format!("Saved: {}", path.display());
        stage.until("it is saved", |w| w.messages.texts().any(|text| text == said));
        let bytes = std::fs::read(&path).expect("written");
        assert!(bytes.starts_with(begin), "{ending}");
        if ending == "svg" {
            let svg = String::from_utf8(bytes).expect("UTF-8");
            assert!(svg.contains("Halvard Teece") && svg.contains(" round"));
        }
    }
}
