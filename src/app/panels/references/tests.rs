use std::sync::Arc;

use egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    analysis::{
        references::{accept, parsed_of, recognise, to_references},
        usage::UsageCache,
    },
    app::{ids::AppIds, scene::AtRest, theme},
    domain::{
        analyst::Analyst,
        article::{ArticleHead, Structure},
        chunked::Chunked,
        edit::{Edit, apply},
        ids::SeededIds,
        project::Project,
        reference::{Reference, Resolution},
        source::{Source, SourceKind},
        text::Text,
        time::Timestamp,
        work::{Work, WorkKind},
    },
};

const TEXT: &str = "The bridge \u{1F309} fell.[1] It was old.[2] He knew.[3] They paid.[1] Who?[7]\n\nReferences\n1. Ann Lind, \"Old Bridges\", Harbour Post, 3 May 2011; Per Holm, \"New Bridges\", Tarn Weekly, 4 June 2012\n2. Eva Berg, \"Rails\", Harbour Post, 5 July 2013\n3. Ibid.\n4. Ali Rad, \"پل‌ها\", Tarn Weekly, 2014\n";

struct Stage {
    view: ReferencesView,
    project: Project,
    out: Outbox,
    usage: UsageCache,
    editable: bool,
    ready: bool,
    sent: Vec<Action>,
    steps: Vec<String>,
}

fn at() -> Timestamp {
    Timestamp::from_unix_seconds(1_700_000_000)
}

fn project() -> Project {
    let text = Text::new(TEXT);
    let found = recognise(&text, &Structure::default());
    let article = Article {
        id: "art".parse().expect("valid"),
        head: Arc::new(ArticleHead { title: "The bridge".to_owned(), ..ArticleHead::default() }),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::default(),
        references: Arc::new(to_references(&found, &mut SeededIds(4))),
        claims: Chunked::default(),
    };
    let analyst = Analyst { id: "ana".parse().expect("valid"), name: "Ana".to_owned() };
    let edits = vec![Edit::PutAnalyst(analyst), Edit::AddArticle(Box::new(article))];
    apply(&Project::new("Test", at()), Edit::Batch(edits)).expect("a sound project").0
}

/// Two works and two sources that look alike.
fn with_doubles() -> Project {
    let mut edits = Vec::new();
    for (id, name) in [("lind", "Ann Lind"), ("alind", "A. Lind")] {
        let id = id.parse().expect("valid");
        edits.push(Edit::PutSource(Source::new(id, name, SourceKind::NamedIndividual)));
    }
    for (id, outlet) in [("one", "Harbour Post"), ("two", "Tarn Mirror")] {
        let mut work = Work::new(id.parse().expect("valid"), "Old Bridges", WorkKind::NewsArticle);
        work.authors = vec!["lind".parse().expect("valid")];
        work.container = Some(outlet.to_owned());
        work.date = "2011-05-03".parse().ok();
        edits.push(Edit::PutWork(work));
    }
    apply(&project(), Edit::Batch(edits)).expect("a sound project").0
}

fn open_with(project: Project, editable: bool) -> Harness<'static, Stage> {
    let stage = Stage {
        view: ReferencesView::default(),
        project,
        out: Outbox::new(AppIds::Seeded(SeededIds(11))),
        usage: UsageCache::default(),
        editable,
        ready: false,
        sent: Vec::new(),
        steps: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size([1240.0, 1300.0])
        .with_os(egui::os::OperatingSystem::Nix)
        .allow_missing_glyphs()
        .build_ui_state(
            |ui, stage: &mut Stage| {
                if theme::in_the_first_frame(ui.ctx(), &mut stage.ready) {
                    return;
                }
                let project = stage.project.clone();
                let rest = AtRest::default();
                let scene = Scene {
                    editable: stage.editable,
                    article: Some("art".parse().expect("valid")),
                    analyst: "ana".parse().expect("valid"),
                    now: at(),
                    ..rest.scene(&project, stage.usage.update(&project))
                };
                stage.view.show(ui, &scene, &mut stage.out);
                for action in stage.out.take() {
                    match action {
                        Action::Edit { edit, label, .. } => {
                            stage.project = apply(&stage.project, edit).expect("sound edits").0;
                            stage.steps.push(label);
                        }
                        Action::Run(Command::AcceptReferences) => {
                            let ids = &mut SeededIds(21);
                            let article = scene.current_article().expect("one");
                            let wanted = accept::certain(article, &parsed_of(article));
                            let edits = accept::accept(&project, article, wanted, ids, at());
                            stage.project =
                                apply(&stage.project, Edit::Batch(edits)).expect("sound").0;
                        }
                        other => stage.sent.push(other),
                    }
                }
            },
            stage,
        );
    harness.run();
    harness
}

fn open() -> Harness<'static, Stage> {
    open_with(project(), true)
}

fn references(harness: &Harness<'_, Stage>) -> Vec<Reference> {
    let article = harness.state().project.articles.iter().next().expect("one");
    article.references.to_vec()
}

fn press(harness: &mut Harness<'_, Stage>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run();
}

/// Chooses the entry that begins with these words.
fn choose(harness: &mut Harness<'_, Stage>, words: &str) {
    let wanted = format!("Entry {words}");
    let row = harness
        .query_all_by_role(Role::ListBoxOption)
        .find(|node| {
            use egui_kittest::kittest::NodeT as _;
            node.accesskit_node().label().is_some_and(|l| l.starts_with(&wanted))
        })
        .expect("a row");
    row.click();
    harness.run();
}

fn part(harness: &mut Harness<'_, Stage>, name: &str) {
    let tab = harness
        .query_all_by_role(Role::Tab)
        .find(|node| {
            use egui_kittest::kittest::NodeT as _;
            node.accesskit_node().label().is_some_and(|l| l.starts_with(name))
        })
        .expect("a tab");
    tab.click();
    harness.run();
}

#[test]
fn all_that_are_certain_come_into_the_registry_at_one_button() {
    let mut harness = open();
    assert_eq!(harness.state().project.works.len(), 0);
    let certain = harness.state().view.certain();
    assert!(certain >= 2, "{certain}");
    press(&mut harness, &format!("Accept all that are certain ({certain})"));
    assert_eq!(harness.state().project.works.len(), certain);
    harness.get_by_role_and_label(Role::Button, "Accept all that are certain");
}

#[test]
fn one_entry_is_accepted_with_what_was_corrected() {
    let mut harness = open();
    choose(&mut harness, "2.");
    harness.get_by_role_and_label(Role::MultilineTextInput, "Title").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("Rails and ruin".to_owned()));
    harness.run();
    press(&mut harness, "Accept with corrections");
    let work = references(&harness)[1].work.expect("accepted");
    let project = &harness.state().project;
    assert_eq!(project.work(work).expect("there").title, "Rails and ruin");
    assert_eq!(harness.state().steps, ["Accept reference"]);
}

#[test]
fn a_correction_of_an_accepted_work_is_stored_when_the_entry_is_left() {
    let mut harness = open();
    choose(&mut harness, "2.");
    press(&mut harness, "Accept");
    harness.get_by_role_and_label(Role::TextInput, "Publisher").focus();
    harness.run();
    harness.event(egui::Event::Text("Mole Press".to_owned()));
    harness.run();
    choose(&mut harness, "1.");
    let work = references(&harness)[1].work.expect("accepted");
    let work = harness.state().project.work(work).expect("there");
    assert_eq!(work.publisher.as_deref(), Some("Mole Press"));
}

#[test]
fn a_correction_of_an_entry_that_is_not_accepted_accepts_it_when_the_entry_is_left() {
    let mut harness = open();
    choose(&mut harness, "2.");
    harness.get_by_role_and_label(Role::TextInput, "Publisher").focus();
    harness.run();
    harness.event(egui::Event::Text("Mole Press".to_owned()));
    harness.run();
    harness.get_by_label("Accepted with these corrections when the entry is left.");
    choose(&mut harness, "1.");
    let work = references(&harness)[1].work.expect("accepted");
    let work = harness.state().project.work(work).expect("there");
    assert_eq!((work.title.as_str(), work.publisher.as_deref()), ("Rails", Some("Mole Press")));
    assert_eq!(harness.state().steps, ["Accept corrected reference"]);
    assert_eq!(references(&harness)[0].work, None, "the others wait for their word");
}

#[test]
fn a_correction_that_cannot_be_stored_is_told_before_the_project_is_left() {
    let mut harness = open();
    choose(&mut harness, "2.");
    harness.get_by_role_and_label(Role::TextInput, "Publisher").focus();
    harness.run();
    harness.event(egui::Event::Text("Mole Press".to_owned()));
    harness.run();
    let unstored = |harness: &Harness<'_, Stage>| {
        let stage = harness.state();
        stage.view.unstored(&stage.project).map(|unstored| unstored.why)
    };
    assert_eq!(unstored(&harness), None, "it will be stored");
    harness.get_by_role_and_label(Role::TextInput, "Date").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("last May".to_owned()));
    harness.run();
    choose(&mut harness, "1.");
    let why = unstored(&harness).expect("it stays");
    assert!(why.contains("Date: write 2008"), "{why}");
    assert_eq!(references(&harness)[1].work, None);
}

#[test]
fn a_date_that_says_nothing_is_told_and_accepts_nothing() {
    let mut harness = open();
    choose(&mut harness, "2.");
    harness.get_by_role_and_label(Role::TextInput, "Date").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("last May".to_owned()));
    harness.run();
    harness.get_by_label("Date: write 2008, 2008-07 or 2008-07-30.");
    press(&mut harness, "Accept with corrections");
    assert_eq!(harness.state().project.works.len(), 0);
}

#[test]
fn an_entry_is_split_and_joined_again() {
    let mut harness = open();
    choose(&mut harness, "1.");
    press(&mut harness, "Split the entry in two…");
    let rest = harness
        .query_all_by_role(Role::Button)
        .find(|node| {
            use egui_kittest::kittest::NodeT as _;
            node.accesskit_node().label().is_some_and(|l| l.starts_with("Split before Per Holm"))
        })
        .expect("the second work is offered");
    rest.click();
    harness.run();
    assert_eq!(references(&harness).len(), 5);
    press(&mut harness, "Join with the next entry");
    assert_eq!(references(&harness).len(), 4);
    assert_eq!(harness.state().steps, ["Split reference", "Join references"]);
}

#[test]
fn a_use_is_a_jump_to_its_marker() {
    let mut harness = open();
    choose(&mut harness, "1.");
    let markers = references(&harness)[0].markers.clone();
    assert_eq!(markers.len(), 2);
    press(&mut harness, "Use 2 of note 1");
    let jumped = |a: &Action| matches!(a, Action::JumpTo(_, span) if *span == markers[1]);
    assert!(harness.state().sent.iter().any(jumped), "{:?}", harness.state().sent);
}

#[test]
fn an_entry_can_be_told_to_be_a_remark_and_resolved_again() {
    let mut harness = open();
    choose(&mut harness, "2.");
    press(&mut harness, "It means no work: it is a remark");
    assert_eq!(references(&harness)[1].resolution, Resolution::Unresolved);
    press(&mut harness, "Resolve it anew from its own words");
    assert_eq!(references(&harness)[1].resolution, Resolution::Resolved);
}

#[test]
fn a_repeat_leads_to_the_entry_it_repeats() {
    let mut harness = open();
    choose(&mut harness, "3.");
    assert!(harness.query_all_by_label_contains("Repeats note 2").count() > 0);
    press(&mut harness, "Show that entry");
    assert_eq!(harness.state().view.chosen, Some(references(&harness)[1].id));
}

#[test]
fn each_finding_is_a_jump_to_its_place() {
    let mut harness = open();
    part(&mut harness, "Findings");
    let row = "Marker [7] names an entry that is not in the notes";
    harness.get_by_role_and_label(Role::ListBoxOption, row).click();
    harness.run();
    let marker = TEXT.chars().collect::<String>().find("[7]").expect("there");
    let start = TEXT[..marker].chars().count() as u32;
    let jumped = |a: &Action| matches!(a, Action::JumpTo(_, span) if span.start == start);
    assert!(harness.state().sent.iter().any(jumped), "{:?}", harness.state().sent);
}

#[test]
fn two_works_that_look_alike_are_answered_as_a_copy() {
    let mut harness = open_with(with_doubles(), true);
    part(&mut harness, "Duplicates");
    press(&mut harness, "Copy: the right republishes");
    let project = &harness.state().project;
    assert_eq!(project.lineage.len(), 1);
    assert_eq!(project.works.len(), 2);
    assert!(harness.query_by_label("Copy: the right republishes").is_none());
}

#[test]
fn two_sources_that_look_alike_are_merged_or_ruled_apart() {
    let mut harness = open_with(with_doubles(), true);
    part(&mut harness, "Duplicates");
    harness.get_by_label("same surname and initials");
    let keep = harness.query_all_by_label("Same: keep the left").next().expect("the sources");
    keep.click();
    harness.run();
    assert_eq!(harness.state().project.sources.len(), 1);

    let mut harness = open_with(with_doubles(), true);
    part(&mut harness, "Duplicates");
    for _ in 0..2 {
        harness.query_all_by_label("Not the same").next().expect("a pair is left").click();
        harness.run();
    }
    assert_eq!(harness.state().project.rulings.len(), 2);
    harness.get_by_label("No two works and no two sources look alike.");
}

#[test]
fn a_project_for_reading_only_offers_nothing_that_changes_it() {
    let mut harness = open_with(project(), false);
    choose(&mut harness, "1.");
    assert!(harness.query_by_label("Join with the next entry").is_none());
    press(&mut harness, "Accept");
    assert!(harness.state().steps.is_empty());
}

#[test]
fn an_article_without_notes_says_where_they_would_be_found() {
    let mut bare = project();
    let article = bare.articles.iter().next().expect("one").id;
    bare = apply(&bare, Edit::SetReferences { article, references: Vec::new() }).expect("sound").0;
    let harness = open_with(bare, true);
    harness.get_by_label("No notes were recognised in this article.");
}
