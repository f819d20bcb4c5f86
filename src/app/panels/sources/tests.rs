mod edges;
mod leaving;

use egui::{Key, accesskit::Role};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT as _, Queryable as _},
};

use super::*;
use crate::{
    analysis::usage::UsageCache,
    app::{action::Action, scene::AtRest, theme},
    domain::{
        edit::apply,
        lineage::Standing,
        project::Project,
        sample::{id, project as sample},
        source::Reliability,
        time::Timestamp,
        todo::TodoAbout,
    },
};

struct Stage {
    view: SourcesView,
    project: Project,
    out: Outbox,
    usage: UsageCache,
    editable: bool,
    /// Whether the fonts are there: they come with the second frame.
    ready: bool,
    /// What was sent besides edits, and the edits that were refused.
    sent: Vec<Action>,
    refused: Vec<String>,
}

impl Stage {
    fn take(&mut self) {
        for action in self.out.take() {
            match action {
                Action::Edit { edit, .. } => match apply(&self.project, edit) {
                    Ok((project, _)) => self.project = project,
                    Err(why) => self.refused.push(why.to_string()),
                },
                Action::ShowSource(id) => self.view.show_source(id),
                Action::ShowWork(id) => self.view.show_work(id),
                other => self.sent.push(other),
            }
        }
    }

    fn source(&self, name: &str) -> &Source {
        self.project.sources.get(id(name)).expect("the source is there")
    }

    fn work(&self, name: &str) -> &Work {
        self.project.works.get(id(name)).expect("the work is there")
    }
}

type Window = Harness<'static, Stage>;

fn window_of(project: Project, editable: bool) -> Window {
    let stage = Stage {
        view: SourcesView::default(),
        project,
        out: Outbox::default(),
        usage: UsageCache::default(),
        editable,
        ready: false,
        sent: Vec::new(),
        refused: Vec::new(),
    };
    Harness::builder().with_size([1100.0, 1500.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if theme::in_the_first_frame(ui.ctx(), &mut stage.ready) {
                return;
            }
            let project = stage.project.clone();
            let rest = AtRest::default();
            let scene = Scene {
                editable: stage.editable,
                analyst: id("ann"),
                now: Timestamp::from_unix_seconds(1_800_000_000),
                ..rest.scene(&project, stage.usage.update(&project))
            };
            stage.view.show(ui, &scene, &mut stage.out);
            stage.take();
        },
        stage,
    )
}

fn window(source: &str) -> Window {
    let mut window = window_of(sample(), true);
    window.state_mut().view.show_source(id(source));
    window.run();
    window
}

fn work_window(work: &str) -> Window {
    let mut window = window_of(sample(), true);
    window.state_mut().view.show_work(id(work));
    window.run();
    window
}

fn field<'a>(window: &'a Window, name: &'a str) -> Node<'a> {
    window
        .get_all_by_label(name)
        .find(|node| {
            matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput)
        })
        .expect("a field of that name")
}

fn replace(window: &mut Window, name: &str, text: &str) {
    field(window, name).focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.run();
    field(window, name).type_text(text);
    window.run();
}

fn click(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    window.run();
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn lines(window: &Window) -> Vec<String> {
    let all = window.query_all_by_role(Role::ListBoxOption);
    all.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
}

fn chosen(window: &Window) -> String {
    let all = window.query_all_by_role(Role::ListBoxOption);
    let mut all = all.filter(|node| node.accesskit_node().is_selected() == Some(true));
    all.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn a_source_is_renamed_when_enter_is_pressed() {
    let mut window = window("courier");
    replace(&mut window, "Name", "The Evening Courier");
    assert_eq!(window.state().source("courier").name, "The Courier", "only once it is entered");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().source("courier").name, "The Evening Courier");
}

/// Has the view store what it can, as when the project is left.
fn store(window: &mut Window) {
    let stage = window.state_mut();
    let project = stage.project.clone();
    let rest = AtRest::default();
    let scene = Scene {
        analyst: id("ann"),
        now: Timestamp::from_unix_seconds(1_800_000_000),
        ..rest.scene(&project, stage.usage.update(&project))
    };
    stage.view.pending(&scene, &mut stage.out);
    stage.take();
}

#[test]
fn a_name_being_typed_is_committed_when_another_source_is_chosen_and_when_asked() {
    let mut window = window("courier");
    replace(&mut window, "Name", "Courier A");
    click(&mut window, Role::ListBoxOption, "The ministry");
    assert_eq!(window.state().source("courier").name, "Courier A");
    replace(&mut window, "Role", "the landlord");
    store(&mut window);
    assert_eq!(window.state().source("ministry").role.as_deref(), Some("the landlord"));
}

#[test]
fn two_fields_that_change_in_one_frame_are_both_kept() {
    let mut window = window("courier");
    replace(&mut window, "Name", "Courier B");
    // The click commits the name and begins a change of its own.
    click(&mut window, Role::ComboBox, "Kind");
    click(&mut window, Role::Button, "Document");
    let source = window.state().source("courier");
    assert_eq!((source.name.as_str(), source.kind), ("Courier B", SourceKind::Document));
}

#[test]
fn an_empty_name_is_refused_and_stays_to_be_put_right() {
    let mut window = window("courier");
    replace(&mut window, "Name", " ");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().source("courier").name, "The Courier");
    window.get_by_label("A source needs a name.");
}

#[test]
fn an_alias_is_added_with_enter_and_removed_by_its_cross() {
    let mut window = window("minister");
    replace(&mut window, "New alias", "Mr M");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().source("minister").aliases, ["Minister of works", "Mr M"]);
    click(&mut window, Role::Button, "Remove alias Minister of works");
    assert_eq!(window.state().source("minister").aliases, ["Mr M"]);
}

#[test]
fn a_grade_is_appended_with_its_subject_and_reason() {
    let mut window = window("minister");
    click(&mut window, Role::Button, "Add a grade");
    click(&mut window, Role::Button, "F · Reliability cannot be judged");
    replace(&mut window, "Reason for the grade", "too little is known");
    click(&mut window, Role::Button, "Record grade");
    let source = window.state().source("minister");
    assert_eq!(source.reliability.len(), 2, "the earlier grade stays");
    let grade = source.current_reliability().expect("a grade in general");
    assert_eq!((grade.grade, grade.about.as_deref()), (Reliability::F, None));
    assert_eq!(grade.why.as_deref(), Some("too little is known"));
    window.get_by_label_contains("a missing value");
    window.get_by_label_contains("C about bridges");
}

#[test]
fn lineage_is_added_as_alleged_and_counts_once_accepted() {
    let mut window = window("courier");
    click(&mut window, Role::Button, "Add lineage");
    click(&mut window, Role::Button, "Other end");
    field(&window, "Search").type_text("ministry");
    window.run();
    click(&mut window, Role::Button, "The ministry");
    let edge = |window: &Window| {
        let project = &window.state().project;
        let mut edges = project.lineage.iter().filter(|l| l.note.is_none());
        edges.next().expect("the new edge").clone()
    };
    assert_eq!(edge(&window).standing, Standing::Alleged);
    window.get_by_label_contains("part of The ministry (alleged)");
    click(&mut window, Role::Button, "Standing: accepted");
    assert_eq!(edge(&window).standing, Standing::Accepted);
    replace(&mut window, "Since", "2020");
    press(&mut window, Key::Enter);
    replace(&mut window, "Until", "2019-05");
    press(&mut window, Key::Enter);
    window.get_by_label_contains("can't have begun in 2020");
    assert_eq!(edge(&window).until, None);
    click(&mut window, Role::Button, "Remove lineage: Part of The ministry");
    assert!(window.state().project.lineage.iter().all(|l| l.note.is_some()));
}

#[test]
fn lineage_is_told_at_both_ends() {
    let mut window = window("minister");
    window.get_by_label_contains("part of The ministry");
    click(&mut window, Role::ListBoxOption, "The ministry");
    window.get_by_label_contains("relied on by 1 source");
    window.get_by_label("Has as a part");
}

#[test]
fn a_source_is_deleted_only_when_nothing_uses_it() {
    let mut window = window("courier");
    let delete = window.get_by_role_and_label(Role::Button, "Delete");
    assert!(delete.accesskit_node().is_disabled());
    window.get_by_label_contains("Used by 1 claim");
    window.get_by_label_contains("It can't be deleted while something uses it.");
    click(&mut window, Role::Button, "New source");
    let before = window.state().project.sources.len();
    click(&mut window, Role::Button, "Delete");
    assert_eq!(window.state().project.sources.len(), before - 1);
    assert!(window.state().refused.is_empty());
    assert!(!chosen(&window).is_empty(), "its neighbour is chosen");
}

#[test]
fn a_new_source_can_be_named_at_once() {
    let mut window = window("courier");
    click(&mut window, Role::Button, "New source");
    window.run();
    field(&window, "Name").type_text("A witness");
    window.run();
    press(&mut window, Key::Enter);
    assert!(window.state().project.sources.iter().any(|source| source.name == "A witness"));
    assert_eq!(chosen(&window), "A witness");
}

#[test]
fn the_keyboard_walks_the_list_and_enters_the_detail() {
    let mut window = window("courier");
    assert_eq!(lines(&window), ["The Courier", "The minister", "The ministry", "“two officials”"]);
    press(&mut window, Key::ArrowDown);
    assert_eq!(chosen(&window), "The minister");
    press(&mut window, Key::End);
    assert_eq!(chosen(&window), "“two officials”");
    press(&mut window, Key::Home);
    assert_eq!(chosen(&window), "The Courier");
    press(&mut window, Key::Enter);
    assert!(field(&window, "Name").accesskit_node().is_focused());
    press(&mut window, Key::Enter);
    assert!(!field(&window, "Name").accesskit_node().is_focused(), "Enter commits and leaves");
    press(&mut window, Key::ArrowDown);
    assert_eq!(chosen(&window), "The minister");
}

#[test]
fn the_search_finds_aliases_whatever_their_spelling_and_arrows_walk_what_it_found() {
    let mut window = window("courier");
    replace(&mut window, "Search the registry", "MINISTER öf wörks");
    assert_eq!(lines(&window), ["The minister"]);
    replace(&mut window, "Search the registry", "mini");
    assert_eq!(lines(&window), ["The minister", "The ministry"]);
    press(&mut window, Key::ArrowDown);
    assert!(chosen(&window).starts_with("The mini"));
    replace(&mut window, "Search the registry", "nobody is called so");
    window.get_by_label("Nothing fits the search and the filters.");
    click(&mut window, Role::Button, "Show all");
    assert_eq!(lines(&window).len(), 4);
}

#[test]
fn the_table_is_sorted_and_filtered() {
    let mut window = window("courier");
    click(&mut window, Role::Button, "Sort by claims");
    let usage = window.state_mut().usage.update(&sample()).of(Target::Source(id("courier"))).claims;
    assert_eq!(usage, 1);
    click(&mut window, Role::Button, "Sort by name");
    click(&mut window, Role::Button, "Sort by name");
    assert_eq!(lines(&window).first().map(String::as_str), Some("“two officials”"));
    click(&mut window, Role::CheckBox, "Unnamed");
    assert_eq!(lines(&window), ["“two officials”"]);
}

#[test]
fn the_claims_of_a_source_are_jumps_and_its_old_ids_are_told() {
    let mut window = window("minister");
    window.get_by_label_contains("old-minister");
    click(&mut window, Role::Button, "Show The bridge … is safe");
    let jumps = window.state().sent.iter();
    assert_eq!(
        jumps.filter(|a| matches!(a, Action::JumpToClaim(c) if *c == id("safe"))).count(),
        1
    );
}

#[test]
fn merging_and_splitting_are_asked_for() {
    use crate::app::action::DialogRequest as D;
    let mut window = window("minister");
    click(&mut window, Role::Button, "Merge into…");
    click(&mut window, Role::Button, "Split…");
    let sent = &window.state().sent;
    assert!(matches!(sent[0], Action::Dialog(D::MergeSource(s)) if s == id("minister")));
    assert!(matches!(sent[1], Action::Dialog(D::SplitSource(s)) if s == id("minister")));
}

#[test]
fn a_to_do_is_noted_and_a_decision_taken_back() {
    let mut window = window("courier");
    click(&mut window, Role::Button, "Add to-do");
    window.run();
    field(&window, "New to-do").type_text("Ask the editor");
    window.run();
    press(&mut window, Key::Enter);
    let todos = window.state().project.todos.iter();
    assert_eq!(todos.filter(|t| t.about == TodoAbout::Source(id("courier"))).count(), 1);
    click(&mut window, Role::Button, "Take back: Independent of Untitled");
    assert!(window.state().project.rulings.get(id("ru4")).is_none());
}

#[test]
fn a_work_is_edited_and_a_wrong_date_is_told() {
    let mut window = work_window("report");
    replace(&mut window, "Date", "July 2008");
    press(&mut window, Key::Enter);
    window.get_by_label_contains("“July 2008” is no date");
    replace(&mut window, "Date", "2009");
    press(&mut window, Key::Enter);
    replace(&mut window, "SHA-256", "abc");
    press(&mut window, Key::Enter);
    window.get_by_label("A SHA-256 has 64 hexadecimal digits.");
    let work = window.state().work("report");
    assert_eq!(work.date.map(|d| d.to_string()).as_deref(), Some("2009"));
    assert_eq!(work.original.as_ref().map(|o| o.sha256.len()), Some(64));
}

#[test]
fn the_authors_are_ordered_removed_and_made() {
    let mut window = work_window("report");
    click(&mut window, Role::Button, "Move The ministry up");
    assert_eq!(window.state().work("report").authors, [id("ministry"), id("minister")]);
    click(&mut window, Role::Button, "Remove author The ministry");
    assert_eq!(window.state().work("report").authors, [id("minister")]);
    click(&mut window, Role::Button, "Add an author");
    field(&window, "Search").type_text("A. Uthor");
    window.run();
    press(&mut window, Key::Enter);
    let stage = window.state();
    let last = *stage.work("report").authors.last().expect("an author");
    assert_eq!(stage.project.source(last).map(|s| s.name.as_str()), Some("A. Uthor"));
}

#[test]
fn an_original_begins_once_its_file_and_hash_are_there() {
    let mut window = work_window("book");
    replace(&mut window, "File", "book.pdf");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().work("book").original, None);
    replace(&mut window, "SHA-256", &"ab".repeat(32));
    press(&mut window, Key::Enter);
    let original = window.state().work("book").original.clone().expect("recorded");
    assert_eq!((original.file.as_str(), original.sha256.len()), ("book.pdf", 64));
}

#[test]
fn a_project_open_for_reading_only_shows_all_and_changes_nothing() {
    let mut window = window_of(sample(), false);
    window.state_mut().view.show_source(id("minister"));
    window.run();
    for name in ["Name", "Role", "Description", "URL", "Notes"] {
        field(&window, name).focus();
        window.run();
        field(&window, name).type_text("x");
        window.run();
    }
    for name in
        ["Delete", "Merge into…", "Add a grade", "Add lineage", "Remove alias Minister of works"]
    {
        assert!(window.query_by_label(name).is_none(), "{name}");
    }
    window.get_by_label_contains("C about bridges");
    press(&mut window, Key::Escape);
    assert_eq!(window.state().project, sample());
    assert!(window.state().refused.is_empty());
}

#[test]
fn an_empty_project_says_what_will_stand_here() {
    let project = Project::new("Empty", Timestamp::from_unix_seconds(0));
    let mut window = window_of(project, true);
    window.get_by_label("No sources yet");
    click(&mut window, Role::Tab, "Works 0");
    window.get_by_label("No works yet");
}

#[test]
fn of_ten_thousand_sources_only_those_in_view_are_drawn() {
    let mut project = sample();
    let many = (0..10_000).map(|n| {
        let name = format!("Source {n:05}");
        std::sync::Arc::new(Source::new(id(&format!("s{n}")), name, SourceKind::NamedIndividual))
    });
    for source in many {
        project.sources.put(source);
    }
    let mut window = window_of(project, true);
    window.run();
    assert!(lines(&window).len() < 80, "{}", lines(&window).len());
    press(&mut window, Key::End);
    assert!(lines(&window).len() < 80);
    assert_eq!(chosen(&window), "“two officials”");
    replace(&mut window, "Search the registry", "09999");
    assert_eq!(lines(&window), ["Source 09999"]);
}
