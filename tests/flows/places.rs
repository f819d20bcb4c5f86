//! Coming back to where one was: after a restart, after a jump.

use egui::{Key, Modifiers};
use sourceline::{
    app::{action::Action, command::Command, state::View, window::Options},
    cli::{self, Verb},
    domain::{span::Span, time::Timestamp},
};

use crate::stage::{Folder, Stage, TEXT};

/// Two articles, the second of them long.
fn two_articles(folder: &Folder) -> std::path::PathBuf {
    let project = folder.project("two.ron", TEXT);
    let paragraphs: Vec<String> = (1..=300)
        .map(|n| format!("Paragraph {n} tells what the keeper saw on day {n}.\n"))
        .collect();
    let long = paragraphs.join("\n");
    let text = folder.file("long.txt", &long);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let add = Verb::Add { project: project.clone(), files: vec![text], allow_duplicates: false };
    let now = Timestamp::from_unix_seconds(1_780_000_000);
    let mut ids = sourceline::app::ids::AppIds::default();
    cli::run(add, &mut out, &mut err, &mut ids, now).expect("added");
    project
}

/// The id of the article with more text.
fn long_article(stage: &Stage) -> sourceline::domain::ids::ArticleId {
    stage.project().articles.iter().max_by_key(|a| a.text.len()).expect("articles").id
}

#[test]
fn a_project_opens_at_the_article_the_place_and_the_claim_where_it_was_left() {
    let folder = Folder::new();
    let project = two_articles(&folder);
    let mut stage = folder.open(&project);
    let long = long_article(&stage);
    stage.harness.state_mut().outbox.send(Action::JumpTo(long, Span::new(9_000, 9_010)));
    stage.settle();
    stage.claim(Span::new(9_000, 9_020));
    stage.save();
    let (claim, top) = {
        let position = &stage.window().position;
        (position.selected.clone(), position.current_reader().expect("shown").scroll_anchor())
    };
    assert!(top > 5_000, "the reader is far down: {top}");
    stage.close_window();
    assert!(stage.window().may_close);
    let settings = stage.window().settings_to_store();
    drop(stage);

    let options = Options { settings, ..folder.options(Some(&project)) };
    let mut stage = Stage::new(options);
    stage.until("the project opens again", |w| w.document.is_some());
    let position = &stage.window().position;
    assert_eq!(position.article, Some(long));
    assert_eq!(position.selected, claim);
    let again = position.current_reader().expect("shown").scroll_anchor();
    assert!(again.abs_diff(top) < 60, "within a line of where it was: {again}, {top}");
}

#[test]
fn back_returns_to_the_view_the_article_and_the_claim_before_the_jump() {
    let folder = Folder::new();
    let project = two_articles(&folder);
    let mut stage = folder.open(&project);
    let long = long_article(&stage);
    let short =
        stage.project().articles.iter().map(|a| a.id).find(|id| *id != long).expect("another");
    stage.harness.state_mut().outbox.send(Action::ShowArticle(short));
    stage.settle();
    stage.claim(crate::stage::sentence());
    let claim = stage.window().position.selected.clone();
    stage.keys(Modifiers::ALT, Key::Num3);
    assert_eq!(stage.window().position.view, View::Queue);
    stage.harness.state_mut().outbox.send(Action::JumpTo(long, Span::new(4_000, 4_010)));
    stage.settle();
    assert_eq!(stage.window().position.article, Some(long));
    assert!(stage.window().position.selected.is_empty(), "what is not shown is not selected");
    stage.run(Command::DeleteClaims);
    stage.key(Key::Escape);
    assert_eq!(stage.claims(), 1);
    stage.run(Command::GoBack);
    let position = &stage.window().position;
    assert_eq!((position.view, position.article), (View::Queue, Some(short)));
    assert_eq!(position.selected, claim);
}
