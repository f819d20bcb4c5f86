//! Articles that come in: several at once, a revised text, dropped files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Key;
use sourceline::{
    app::{action::Action, command::Command, tasks::dialogs::Picker, window::Options},
    domain::anchor::AnchorState,
};

use crate::stage::{Folder, Stage, TEXT, line, sentence};

#[test]
fn of_ten_files_nine_are_read_and_why_the_tenth_is_not_is_told() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut files: Vec<PathBuf> = (1..=9)
        .map(|n| folder.file(&format!("{n}.txt"), &format!("The keeper's page {n}.\n")))
        .collect();
    let picture = folder.path("picture.txt");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0").expect("written");
    files.insert(4, picture);
    let mut stage = folder.open(&project);
    stage.harness.state_mut().outbox.send(Action::ImportPaths(files));
    stage.until("the files are read", |w| w.dialogs.is_open());
    assert!(stage.said("picture.txt"), "the tenth is named");
    stage.press("Add 9 articles");
    stage.until("they are added", |w| {
        w.document.as_ref().is_some_and(|d| d.project().articles.iter().count() == 10)
    });
    stage.ctrl(Key::Z);
    assert_eq!(stage.project().articles.iter().count(), 1, "nine at once are one step of undo");
}

#[test]
fn the_claims_of_an_article_move_to_its_revised_text_and_what_is_lost_is_told() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    // A paragraph more before the claim that stays; the other claim's words are gone.
    let revised = format!(
        "A note by the editor stands first.\n\n{}",
        TEXT.replace("It rang twice that night.", "Nothing more is known of the matter.")
    );
    let revised = folder.file("revised.txt", &revised);
    let picker = Picker::Fixed(vec![revised]);
    let mut stage = Stage::new(Options { picker, ..folder.options(Some(&project)) });
    stage.until("the project opens", |w| w.document.is_some());
    stage.claim(sentence());
    stage.claim(line(4));
    let old = stage.window().position.article.expect("shown");
    let ids: Vec<_> = stage.project().claims().map(|(_, c)| c.id).collect();
    stage.run(Command::ReviseArticle);
    stage.until("the revised text is read", |w| w.dialogs.is_open());
    assert!(stage.dialog("Revised text"));
    for _ in 0..200 {
        if !stage.window().dialogs.is_open() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        stage.ctrl(Key::Enter);
    }
    let new = stage.window().position.article.expect("shown");
    assert_ne!(new, old);
    let project = stage.project();
    assert!(project.is_superseded(old));
    assert_eq!(project.article(old).expect("it stays").claims.len(), 0);
    for id in ids {
        let (article, claim) = project.claim_in_article(id).expect("nothing is dropped");
        assert_eq!(article.id, new);
        let anchor = &claim.anchors[0];
        if anchor.exact.starts_with("It rang") {
            assert_eq!(anchor.state, AnchorState::Lost);
        } else {
            assert_ne!(anchor.state, AnchorState::Lost);
            assert_eq!(anchor.span.start, sentence().start + 36);
        }
    }
    stage.ctrl(Key::Z);
    assert_eq!(stage.project().articles.iter().count(), 1, "undo takes the revision back whole");
    assert_eq!(stage.claims(), 2);
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|why| why.to_string())
    }
}

/// Lets files fall onto the window.
pub fn drop_files(stage: &mut Stage, files: Vec<PathBuf>) {
    let files = files.into_iter().map(|path| Arc::new(Dropped(path)) as egui::DroppedFileHandle);
    stage.harness.input_mut().dropped_files = files.collect();
    stage.harness.step();
}

#[test]
fn a_dropped_project_opens_whatever_its_ending_looks_like_and_what_was_dropped_beside_it_is_told() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let loud = folder.path("LOUD.RON");
    std::fs::rename(&project, &loud).expect("renamed");
    let second = folder.project("second.ron", "Other words.\n");
    let text = folder.file("more.txt", "More words.\n");
    let mut stage = Stage::new(folder.options(None));
    drop_files(&mut stage, vec![loud.clone(), second, text]);
    stage.until("the first project opens", |w| w.document.is_some());
    assert_eq!(stage.document().path.as_ref(), Some(&loud));
    assert!(stage.said("drop the rest again: second.ron, more.txt"));
    assert_eq!(stage.project().articles.iter().count(), 1);
}

#[test]
fn dropped_texts_are_read_into_the_open_project() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let text = folder.file("more.txt", "More words stand here.\n");
    let mut stage = folder.open(&project);
    drop_files(&mut stage, vec![text]);
    stage.until("it is read", |w| w.dialogs.is_open());
    stage.ctrl(Key::Enter);
    assert_eq!(stage.project().articles.iter().count(), 2);
}
