//! Exports, and what was tagged elsewhere.

use egui::accesskit::Toggled;
use egui_kittest::kittest::NodeT as _;

use super::*;
use crate::{
    app::{
        dialogs::ExportStart,
        settings::ExportChoice,
        tasks::annotations::{Annotated, Change, FileRead, Told},
    },
    domain::{
        edit::Edit,
        sample::id,
        source::{Source, SourceKind},
    },
    export::Options,
    import::annotations::{
        Left,
        brat::{Mapping, SpanUse},
    },
};

fn start(folder: &tempfile::TempDir, choice: ExportChoice) -> ExportStart {
    ExportStart {
        project: sample(),
        stem: "bridges".to_owned(),
        folder: folder.path().to_owned(),
        filtered: None,
        article: None,
        analyst: analyst(),
        choice,
    }
}

/// The dialog with a format chosen, once it tells what it would write.
fn export_as(folder: &tempfile::TempDir, format: &str) -> Harness<'static, Stage> {
    let choice = ExportChoice { format: format.to_owned(), ..ExportChoice::default() };
    let start = start(folder, choice);
    let mut harness = harness(Some(sample()), |d, _| d.export(start));
    until_foreseen(&mut harness);
    harness
}

fn until_foreseen(harness: &mut Harness<'_, Stage>) {
    wait(harness, |h| {
        h.query_by_label_contains("Looking at what would be written").is_none()
            && h.query_by_label("How it begins").is_some()
    });
}

fn is_ticked(harness: &Harness<'_, Stage>, label: &str) -> bool {
    let node = harness.get_by_role_and_label(Role::CheckBox, label);
    node.accesskit_node().toggled() == Some(Toggled::True)
}

fn remembered(harness: &mut Harness<'_, Stage>) -> ExportChoice {
    let sent = actions(harness);
    let [Action::RememberExport(choice)] = sent.as_slice() else { panic!("{sent:?}") };
    choice.clone()
}

fn until_exported(harness: &mut Harness<'_, Stage>) {
    wait(harness, |h| h.query_by_label_contains("Exported: ").is_some());
}

#[test]
fn parts_of_a_report_are_left_out_and_that_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = export_as(&folder, "html");
    for part in [
        "The whole texts of the articles",
        "Articles side by side",
        "Origins and findings",
        "What the scales and terms mean",
    ] {
        assert!(is_ticked(&harness, part), "{part}");
    }
    click(&mut harness, Role::CheckBox, "Origins and findings");
    until_foreseen(&mut harness);
    click(&mut harness, Role::Button, "Export");
    let choice = remembered(&mut harness);
    assert!(choice.format == "html" && !choice.options.origins && choice.options.scales);
    until_exported(&mut harness);
    let page = std::fs::read_to_string(folder.path().join("bridges.html")).expect("written");
    assert!(!page.contains("id=\"origins\"") && page.contains("id=\"scales\""));
    // What was chosen is chosen the next time.
    let again = start(&folder, choice);
    let harness = super::harness(Some(sample()), |d, _| d.export(again));
    assert!(!is_ticked(&harness, "Origins and findings"));
    assert!(is_ticked(&harness, "Articles side by side"));
}

#[test]
fn tables_are_six_files_or_one_and_the_place_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = export_as(&folder, "csv");
    let place = |harness: &Harness<'_, Stage>, label: &str| {
        harness.get_by_role_and_label(Role::TextInput, label).value().unwrap_or_default()
    };
    assert!(place(&harness, "Folder to write").ends_with("bridges-csv"));
    click(&mut harness, Role::RadioButton, "One wide table of the claims");
    assert!(place(&harness, "File to write").ends_with("bridges.csv"));
    until_foreseen(&mut harness);
    click(&mut harness, Role::Button, "Export");
    assert_eq!(remembered(&mut harness).ending, ".csv");
    until_exported(&mut harness);
    assert!(folder.path().join("bridges.csv").is_file());
    harness.get_by_role_and_label(Role::Button, "Open");
    click(&mut harness, Role::Button, "Open folder");
    let sent = actions(&mut harness);
    assert!(matches!(&sent[..], [Action::OpenOutside(path)] if path == folder.path()), "{sent:?}");
}

#[test]
fn a_graph_without_claims_says_what_is_lost_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = export_as(&folder, "graphml");
    assert!(harness.query_by_label_contains("Claims: quotation").is_none());
    click(&mut harness, Role::CheckBox, "Claims as nodes of their own");
    until_foreseen(&mut harness);
    assert!(harness.query_by_label_contains("Claims: quotation").is_some());
    assert!(is_ticked(&harness, "Lineage that is only alleged, marked as such"));
}

#[test]
fn what_loses_nothing_says_so_and_the_beginning_follows_the_layout() {
    let folder = tempfile::tempdir().expect("a folder");
    let choice = ExportChoice { format: "json".to_owned(), ..ExportChoice::default() };
    // The sample's texts hold a character that no bundled font has.
    let project = Project::new("Bridges", Timestamp::from_unix_seconds(0));
    let start = ExportStart { project, ..start(&folder, choice) };
    let mut harness = harness(Some(sample()), |d, _| d.export(start));
    until_foreseen(&mut harness);
    harness.get_by_label("Nothing is lost: this format carries everything.");
    harness.get_by_label_contains("{\n \"version\": 1,");
    click(&mut harness, Role::CheckBox, "On one line, for programs only");
    until_foreseen(&mut harness);
    harness.get_by_label_contains("{\"version\":1,");
}

#[test]
fn chosen_articles_are_chosen_by_name_and_none_is_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = export_as(&folder, "json");
    click(&mut harness, Role::RadioButton, "Chosen articles");
    harness.get_by_label("No article is chosen.");
    click(&mut harness, Role::ListBoxOption, "A bridge");
    until_foreseen(&mut harness);
    harness.get_by_label("1 article and 3 claims are exported.");
    click(&mut harness, Role::RadioButton, "What one analyst recorded");
    until_foreseen(&mut harness);
    let mut start = start(&folder, ExportChoice::default());
    start.filtered = Some([id("safe")].into_iter().collect());
    let mut harness = super::harness(Some(sample()), |d, _| d.export(start));
    click(&mut harness, Role::RadioButton, "What the list of claims shows now · 1 claim");
    until_foreseen(&mut harness);
    harness.get_by_label("4 articles and 1 claim are exported.");
}

#[test]
fn an_export_is_made_by_keyboard_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let choice = ExportChoice { options: Options::default(), ..ExportChoice::default() };
    let start = start(&folder, choice);
    let mut harness = harness(Some(sample()), |d, _| d.export(start));
    press(&mut harness, Key::End);
    until_foreseen(&mut harness);
    press(&mut harness, Key::Enter);
    until_exported(&mut harness);
    assert!(folder.path().join("bridges.json").is_file(), "the last format is JSON");
    press(&mut harness, Key::Enter);
    assert!(!harness.state().dialogs.is_open());
}

fn read(files: Vec<FileRead>, edits: Vec<Edit>) -> Annotated {
    let change = Change::Edits(edits);
    Annotated { session: id("s1"), of: sample(), files, change }
}

#[test]
fn what_files_bring_and_what_has_no_place_is_shown_and_accepted() {
    let left = vec![Left { what: "the link \"x\"".to_owned(), why: "it joins nothing".to_owned() }];
    let told = Told { counts: vec![("claims", 3), ("works", 1)], known: 2, left, mapping: None };
    let files = vec![
        FileRead { path: "coded.qdpx".into(), result: Ok(told) },
        FileRead { path: "bad.ris".into(), result: Err("it is empty: bad.ris".to_owned()) },
    ];
    let edit = Edit::PutSource(Source::new(id("new"), "New", SourceKind::NamedGroup));
    let read = read(files, vec![edit]);
    let mut harness = harness(Some(sample()), |d, _| d.review_annotations(read));
    harness.get_by_label("coded.qdpx");
    harness.get_by_label("Brings 3 claims, 1 work. 2 are there already.");
    harness.get_by_label("it is empty: bad.ris");
    harness.get_by_label("What can't be placed · 1");
    harness
        .get_by_role_and_label(Role::ListBoxOption, "the link \"x\": it joins nothing: coded.qdpx");
    click(&mut harness, Role::Button, "Import");
    let sent = actions(&mut harness);
    assert!(matches!(&sent[..], [Action::AcceptAnnotations { .. }]), "{sent:?}");
}

#[test]
fn what_names_mean_is_changed_and_the_collection_read_again() {
    let mut mapping = Mapping::default();
    mapping.spans.insert("Thing".to_owned(), SpanUse::Ignore);
    mapping.events.insert("Saying".to_owned(), true);
    let told = Told { mapping: Some(mapping), ..Told::default() };
    let files = vec![FileRead { path: "corpus".into(), result: Ok(told) }];
    let read = read(files, Vec::new());
    let mut harness = harness(Some(sample()), |d, _| d.review_annotations(read));
    harness.get_by_label("What its names mean");
    harness.get_by_label("Nothing new comes in.");
    click(&mut harness, Role::ComboBox, "Span Thing: Ignored");
    click(&mut harness, Role::Button, "Claim");
    harness.get_by_role_and_label(Role::ComboBox, "Span Thing: Claim");
    click(&mut harness, Role::Button, "Read again");
    let sent = actions(&mut harness);
    let [Action::ReadMapped(paths, mappings)] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(paths, &[PathBuf::from("corpus")]);
    assert_eq!(mappings[&paths[0]].spans["Thing"], SpanUse::Claim);
}
