//! Every control has a name, in every view and every dialog: who can't see the window hears
//! what it is for.

use std::path::Path;
use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sourceline::{
    app::{
        action::{Action, AfterSave, DialogRequest},
        command::{Command, Menu},
        dialogs::{Loss, Unwritten},
        settings::RecentProject,
        state::View,
        tasks::dialogs::PickFor,
        window::Window,
    },
    domain::{project::Project, text::Text, time::Timestamp},
    storage::recovery::{RecoveryCopy, RecoveryHead, RecoveryOf},
};

use crate::stage::{Folder, Stage};

/// What can be pressed, chosen or typed into.
const CONTROLS: [Role; 15] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::ListBox,
    Role::ListBoxOption,
    Role::MenuItem,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::SearchInput,
    Role::Slider,
    Role::SpinButton,
    Role::Switch,
    Role::Tab,
    Role::TextInput,
];

/// The controls of the window, and those among them whose name says nothing: a sign such as ×
/// is no name.
fn unnamed(stage: &Stage, place: &str) -> (usize, Vec<String>) {
    let all = stage.harness.root().children_recursive();
    let controls = all.filter(|node| CONTROLS.contains(&node.accesskit_node().role()));
    let mut count = 0;
    let mut found = Vec::new();
    for node in controls {
        count += 1;
        let node = node.accesskit_node();
        let name = node.label().unwrap_or_default();
        if !name.chars().any(char::is_alphanumeric) {
            found.push(format!("{place}: {:?} “{name}” at {:?}", node.role(), node.bounding_box()));
        }
    }
    (count, found)
}

/// A window on a copy of the second sample, so tall that all of it is drawn.
fn opened(folder: &Folder) -> Stage {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/two-accounts.ron");
    let copy = folder.path("accounts.ron");
    std::fs::copy(sample, &copy).expect("copied");
    let mut stage = folder.open(&copy);
    stage.harness.set_size(egui::vec2(1400.0, 2600.0));
    rest(&mut stage);
    stage
}

/// Lets all threads finish.
fn rest(stage: &mut Stage) {
    stage.settle();
    stage.until("the threads rest", |w| w.tasks.running().is_empty());
    stage.settle();
}

#[test]
fn every_control_of_every_view_has_a_name() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let mut wrong = Vec::new();
    let mut look = |stage: &Stage, place: &str, least: usize| {
        let (count, found) = unnamed(stage, place);
        assert!(count >= least, "{place} has {count} controls only");
        wrong.extend(found);
    };
    for view in View::ALL {
        stage.harness.state_mut().position.view = view;
        rest(&mut stage);
        look(&stage, &format!("{view:?}"), 15);
    }
    stage.harness.state_mut().position.view = View::Reader;
    let claims: Vec<_> = stage.project().claims().map(|(_, c)| c.id).take(12).collect();
    for claim in &claims {
        stage.harness.state_mut().outbox.send(Action::JumpToClaim(*claim));
        rest(&mut stage);
        let step = |stage: &Stage| {
            let steps = stage.harness.query_all_by_role(Role::Button);
            let mut names = steps.filter_map(|node| node.accesskit_node().label());
            names.find(|name| name.starts_with("Step 1"))
        };
        if let Some(step) = step(&stage) {
            stage.press(&step);
        }
        look(&stage, &format!("claim {claim}"), 60);
    }
    stage.harness.state_mut().outbox.send(Action::SelectClaims(claims));
    rest(&mut stage);
    look(&stage, "several claims", 40);
    stage.harness.get_by_role_and_label(Role::Button, "Filters").click();
    rest(&mut stage);
    look(&stage, "filters", 40);
    stage.run(Command::Find);
    look(&stage, "find bar", 40);
    for menu in Menu::ALL {
        stage.press(menu.title());
        look(&stage, menu.title(), 40);
        stage.key(egui::Key::Escape);
    }
    let source = stage.project().sources.iter().next().expect("a source").id;
    let work = stage.project().works.iter().next().expect("a work").id;
    for action in [Action::ShowSource(source), Action::ShowWork(work)] {
        let place = format!("{action:?}");
        stage.harness.state_mut().outbox.send(action);
        rest(&mut stage);
        stage.press("Add lineage");
        look(&stage, &place, 30);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_control_of_the_start_page_has_a_name() {
    let folder = Folder::new();
    let mut options = folder.options(None);
    options.settings.remember(RecentProject {
        path: folder.path("bell.ron"),
        title: "Bells".to_owned(),
        opened: Timestamp::from_unix_seconds(1_780_000_000).to_string(),
        left: "2 draft claims".to_owned(),
    });
    let mut stage = Stage::new(options);
    rest(&mut stage);
    stage.harness.state_mut().recoveries = vec![copy(&folder)];
    stage.harness.state_mut().messages.problem("The disk is full.");
    stage.settle();
    let (count, found) = unnamed(&stage, "start page");
    assert!(count > 10, "{count}");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn copy(folder: &Folder) -> RecoveryCopy {
    let head = RecoveryHead {
        of: RecoveryOf::Path(folder.path("bell.ron")),
        at: Timestamp::from_unix_seconds(1_780_000_000),
        edits: 3,
        base: None,
        process: std::process::id(),
    };
    RecoveryCopy { file: folder.path("copy.ron"), head }
}

/// Opens a revised text of the article that is shown.
fn revision(window: &mut Window, project: &Project) {
    let id = window.position.article.expect("an article");
    let mut revised = (**project.article(id).expect("is there")).clone();
    revised.id = "revised".parse().expect("an id");
    let text = Text::new(format!("A line more.\n{}", revised.text.as_str()));
    revised.sha256 = text.sha256().into();
    revised.text = Arc::new(text);
    revised.claims = std::iter::empty().collect();
    window.dialogs.review_revision(id, revised, project);
}

/// Opens a dialog.
type Open = Box<dyn FnOnce(&mut Window, &Project)>;

#[test]
fn every_control_of_every_dialog_has_a_name() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let texts =
        vec![folder.file("one.txt", "One text.\n"), folder.file("two.txt", "Another text.\n")];
    let notes = folder.file("notes.ris", "TY  - BOOK\nTI  - Tides\nAU  - Ash, Ann\nER  - \n");
    let recovery = copy(&folder);
    let run = |command: Command| move |w: &mut Window, _: &Project| w.outbox.run(command);
    let source = |p: &Project| p.sources.iter().next().expect("a source").id;
    let work = |p: &Project| p.works.iter().next().expect("a work").id;
    let dialogs: Vec<(&str, Open)> = vec![
        ("article details", Box::new(run(Command::ArticleDetails))),
        ("name", Box::new(|w, _| w.dialogs.ask_name())),
        ("path to read", Box::new(|w, _| w.dialogs.ask_path(PickFor::OpenProject, None))),
        ("path to write", Box::new(|w, _| w.dialogs.ask_path(PickFor::SaveProject, None))),
        ("loss of edits", Box::new(|w, _| w.dialogs.confirm_loss(Loss::OwnEdits(2)))),
        ("loss of a file", Box::new(|w, _| w.dialogs.confirm_loss(Loss::FileOnDisk))),
        ("export", Box::new(run(Command::Export))),
        (
            "merge sources",
            Box::new(move |w, p| w.dialogs.open(DialogRequest::MergeSource(source(p)), p)),
        ),
        ("merge works", Box::new(move |w, p| w.dialogs.open(DialogRequest::MergeWork(work(p)), p))),
        (
            "split a source",
            Box::new(move |w, p| w.dialogs.open(DialogRequest::SplitSource(source(p)), p)),
        ),
        (
            "split a work",
            Box::new(move |w, p| w.dialogs.open(DialogRequest::SplitWork(work(p)), p)),
        ),
        ("new project", Box::new(|w, _| w.dialogs.new_project())),
        ("recovery", Box::new(move |w, _| w.dialogs.offer_recovery(recovery))),
        ("link", Box::new(|w, _| w.dialogs.open_link("https://example.org/a".to_owned()))),
        ("palette", Box::new(run(Command::Palette))),
        ("paste", Box::new(|w, _| w.dialogs.paste())),
        ("project details", Box::new(run(Command::ProjectDetails))),
        ("remove article", Box::new(run(Command::RemoveArticle))),
        ("repairs", Box::new(|w, _| w.dialogs.repairs())),
        ("annotations", Box::new(move |w, _| w.outbox.send(Action::ImportPaths(vec![notes])))),
        ("imports", Box::new(move |w, _| w.outbox.send(Action::ImportPaths(texts)))),
        ("revision", Box::new(revision)),
        ("settings", Box::new(run(Command::Settings))),
        ("shortcuts", Box::new(run(Command::Shortcuts))),
        ("unsaved", Box::new(|w, _| w.dialogs.unsaved(AfterSave::Close, true, Unwritten::Edits))),
    ];
    let mut wrong = Vec::new();
    for (name, open) in dialogs {
        let project = stage.project().clone();
        open(stage.harness.state_mut(), &project);
        stage.until(name, |w| w.dialogs.is_open());
        rest(&mut stage);
        let (count, found) = unnamed(&stage, name);
        assert!(count > 2, "{name} has {count} controls only");
        wrong.extend(found);
        for _ in 0..3 {
            if stage.window().dialogs.is_open() {
                stage.key(egui::Key::Escape);
            }
        }
        assert!(!stage.window().dialogs.is_open(), "Escape leaves: {name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
