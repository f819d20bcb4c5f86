use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    analysis::usage::UsageCache,
    app::{action::Action, scene::AtRest},
    domain::{edit::apply, sample::project as sample},
};

struct Stage {
    view: CodebookView,
    project: Project,
    out: Outbox,
    usage: UsageCache,
    editable: bool,
}

impl Stage {
    fn take_edits(&mut self) -> usize {
        let actions = self.out.take();
        let n = actions.len();
        for action in actions {
            if let Action::Edit { edit, .. } = action {
                self.project = apply(&self.project, edit).expect("a valid edit").0;
            }
        }
        n
    }
}

fn harness(editable: bool) -> Harness<'static, Stage> {
    let stage = Stage {
        view: CodebookView::default(),
        project: sample(),
        out: Outbox::default(),
        usage: UsageCache::default(),
        editable,
    };
    // The sign for copying in egui's colours comes from the system's fonts.
    let harness = Harness::builder().with_size([1000.0, 1400.0]).allow_missing_glyphs();
    harness.build_ui_state(
        |ui, stage: &mut Stage| {
            let project = stage.project.clone();
            let rest = AtRest::default();
            let scene = Scene {
                editable: stage.editable,
                analyst: "ana".parse().expect("an id"),
                ..rest.scene(&project, stage.usage.update(&project))
            };
            stage.view.show(ui, &scene, &mut stage.out);
            stage.take_edits();
        },
        stage,
    )
}

#[test]
fn a_kind_is_renamed_when_the_keyboard_leaves_its_field() {
    let mut harness = harness(true);
    let label = "Name of Expert opinion";
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, label).type_text("Informed ");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let id: TermId = "expert-opinion".parse().expect("an id");
    let name = harness.state().project.term(id).expect("there").name.clone();
    assert!(name.contains("Informed"), "{name}");
}

#[test]
fn a_definition_is_stored_though_the_name_beside_it_was_emptied() {
    let mut harness = harness(true);
    let id: TermId = "expert-opinion".parse().expect("an id");
    harness.get_by_role_and_label(Role::TextInput, "Name of Expert opinion").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.key_press(egui::Key::Backspace);
    harness.run();
    harness.key_press(egui::Key::Tab);
    harness.run();
    let label = "Definition of Expert opinion";
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, label).type_text("Typed. ");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let term = harness.state().project.term(id).expect("there").clone();
    assert_eq!(term.name, "Expert opinion");
    assert!(term.definition.contains("Typed. "), "{}", term.definition);
}

#[test]
fn an_emptied_name_and_a_definition_typed_at_once_keep_both_apart() {
    let mut stage = Stage {
        view: CodebookView::default(),
        project: sample(),
        out: Outbox::default(),
        usage: UsageCache::default(),
        editable: true,
    };
    let id: TermId = "expert-opinion".parse().expect("an id");
    let draft = Draft { term: id, name: "  ".to_owned(), definition: "Typed".to_owned() };
    stage.view.draft = Some(draft);
    let project = stage.project.clone();
    let rest = AtRest::default();
    let scene = Scene {
        analyst: "ana".parse().expect("an id"),
        ..rest.scene(&project, stage.usage.update(&project))
    };
    stage.view.pending(&scene, &mut stage.out);
    assert_eq!(stage.take_edits(), 1);
    let term = stage.project.term(id).expect("there");
    assert_eq!((term.name.as_str(), term.definition.as_str()), ("Expert opinion", "Typed"));
}

#[test]
fn a_used_kind_goes_only_when_another_takes_its_place() {
    let mut harness = harness(true);
    let used = count(&harness.state().project);
    let (id, _) = used.iter().next().expect("the sample uses a kind");
    let name = harness.state().project.term(*id).expect("there").name.clone();
    harness.get_by_role_and_label(Role::Button, &format!("Delete {name}")).click();
    harness.run();
    assert!(harness.state().project.term(*id).is_some());
    harness.get_by_label("Replacement").click();
    harness.run();
    let other = harness
        .state()
        .project
        .codebook
        .iter()
        .find(|t| t.id != *id)
        .expect("another kind")
        .name
        .clone();
    harness.get_by_role_and_label(Role::Button, &other).click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Replace and delete").click();
    harness.run();
    assert!(harness.state().project.term(*id).is_none());
    assert!(!count(&harness.state().project).contains_key(id));
}

#[test]
fn a_project_open_for_reading_only_has_no_way_to_delete() {
    let harness = harness(false);
    assert!(harness.query_by_label_contains("Delete ").is_none());
    harness.get_by_label("Name of Expert opinion");
}

fn term(harness: &Harness<'_, Stage>, id: &str) -> Term {
    let id: TermId = id.parse().expect("an id");
    (**harness.state().project.term(id).expect("the kind is there")).clone()
}

#[test]
fn a_kind_is_added_named_and_deleted_while_nothing_uses_it() {
    let mut harness = harness(true);
    let before = harness.state().project.codebook.len();
    harness.get_by_role_and_label(Role::Button, "Add kind").click();
    harness.run();
    assert_eq!(harness.state().project.codebook.len(), before + 1);
    harness.get_by_role_and_label(Role::TextInput, "Name of New kind").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.event(egui::Event::Text("Rumour".to_owned()));
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let added = harness.state().project.codebook.iter().find(|t| t.name == "Rumour").cloned();
    assert_eq!(added.expect("it is named").key, None);
    harness.get_by_role_and_label(Role::Button, "Delete Rumour").click();
    harness.run();
    assert_eq!(harness.state().project.codebook.len(), before, "at once, since no claim uses it");
}

#[test]
fn a_kind_gets_another_colour() {
    let mut harness = harness(true);
    let before = term(&harness, "expert-opinion");
    harness.get_by_label("Colour of Expert opinion").click();
    harness.run();
    let red = harness.get_all_by_role(Role::SpinButton).next().expect("a field for red");
    red.set_value_accesskit(if before.colour.0[0] > 100 { 17.0 } else { 201.0 });
    harness.run();
    let after = term(&harness, "expert-opinion");
    assert_ne!(after.colour.0[0], before.colour.0[0]);
    assert_eq!(after.colour.0[1..], before.colour.0[1..], "green and blue are as they were");
    assert_eq!((after.name, after.key), (before.name, before.key));
}

#[test]
fn a_digit_goes_over_from_the_kind_that_had_it_and_can_be_given_up() {
    let mut harness = harness(true);
    let choose = |harness: &mut Harness<'_, Stage>, entry: &str| {
        harness.get_by_role_and_label(Role::ComboBox, "Key of Expert opinion").click();
        harness.run();
        harness.get_by_role_and_label(Role::Button, entry).click();
        harness.run();
    };
    assert_eq!(term(&harness, "official-document").key, Some('5'));
    choose(&mut harness, "5  (now Official document)");
    assert_eq!(term(&harness, "expert-opinion").key, Some('5'));
    assert_eq!(term(&harness, "official-document").key, None, "no two have one digit");
    choose(&mut harness, "No key");
    assert_eq!(term(&harness, "expert-opinion").key, None);
}
