//! An article's own notes, through the whole window: followed, taken while tagging,
//! accepted at once, taken back in one step.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use sourceline::{
    app::{action::Action, state::View, window::Window},
    domain::span::Span,
};

use crate::stage::{Folder, Stage, claims};

const NOTES: &str = "The bell \u{1F514} of Vardhaven\n\nIt was cast in 1702.[1] It rang twice, they say.[2] Nobody asked who paid for it.\n\nReferences\n\n1. Ann Lind, \"Bells of the coast\", Harbour Post, 3 May 2011\n2. Per Holm, \"It rang\", Tarn Weekly, 4 June 2012\n3. Ibid., p. 4\n";

/// A window with the article in it.
fn opened(folder: &Folder) -> Stage {
    let filler = "The tide tables of the coast were printed every year.\n".repeat(60);
    let words = NOTES.replace("\nReferences", &format!("\n{filler}\nReferences"));
    let text = folder.file("bell.txt", &words);
    let mut stage = Stage::new(folder.options(None));
    stage.harness.state_mut().outbox.send(Action::ImportPaths(vec![text]));
    stage.harness.step();
    stage.until("the import is shown", |w| w.dialogs.is_open());
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    stage.until("the article is there", |w| w.position.article.is_some());
    stage
}

fn works(window: &Window) -> usize {
    window.document.as_ref().map_or(0, |d| d.project().works.len())
}

fn steps(stage: &mut Stage) {
    for _ in 0..6 {
        stage.harness.step();
    }
}

#[test]
fn a_marker_leads_to_its_entry_and_back_and_the_entry_to_its_uses() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let article = stage.harness.state().position.article.expect("shown");
    stage.harness.get_by_role_and_label(Role::Link, "Note 2").click();
    steps(&mut stage);
    let top = |s: &mut Stage| s.harness.state_mut().position.reader(article).scroll_anchor();
    assert!(top(&mut stage) > 500, "the entry is far below the marker");
    stage.harness.get_by_role_and_label(Role::Link, "Uses of note 2");
    stage.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    steps(&mut stage);
    assert!(top(&mut stage) < 100, "back at the marker");
}

#[test]
fn a_note_followed_from_the_caret_is_come_back_from_with_the_same_key_that_moves_the_caret() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let article = stage.harness.state().position.article.expect("shown");
    let at = NOTES.chars().take_while(|c| *c != '[').count() as u32 + 1;
    let reader = stage.harness.state_mut().position.reader(article);
    reader.set_caret_mode(true);
    reader.set_selection(Some(Span::new(at - 1, at)));
    reader.set_selection(None);
    steps(&mut stage);
    stage.harness.key_press(Key::Enter);
    steps(&mut stage);
    let top = |s: &mut Stage| s.harness.state_mut().position.reader(article).scroll_anchor();
    assert!(top(&mut stage) > 500, "at the entry");
    stage.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    steps(&mut stage);
    assert!(top(&mut stage) < 100, "back at the marker");
    let head = |s: &mut Stage| s.harness.state_mut().position.reader(article).head();
    let before = head(&mut stage);
    stage.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    steps(&mut stage);
    assert!(head(&mut stage) < before, "and from there on the key moves the caret again");
}

#[test]
fn a_use_shown_from_the_list_of_notes_is_come_back_from() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    steps(&mut stage);
    stage.harness.get_by_role_and_label(Role::Button, "Show the entry in the text").click();
    steps(&mut stage);
    assert_eq!(stage.window().position.view, View::Reader);
    stage.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    steps(&mut stage);
    assert_eq!(stage.window().position.view, View::References);
}

#[test]
fn the_note_after_the_words_is_taken_with_one_key_while_tagging() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let article = stage.harness.state().position.article.expect("shown");
    let start = NOTES.chars().take_while(|c| *c != '\n').count() as u32 + 2;
    let span = Span::new(start, start + "It was cast in 1702".len() as u32);
    stage.harness.state_mut().position.reader(article).set_selection(Some(span));
    stage.harness.step();
    stage.harness.key_press(Key::C);
    stage.until("there is a claim", |w| claims(w) == 1);
    steps(&mut stage);
    stage.harness.key_press(Key::Tab);
    steps(&mut stage);
    let project = stage.harness.state().document.as_ref().expect("open").project().clone();
    let (article, claim) = project.claims().next().expect("the claim");
    let hop = &claim.chains.first().expect("a chain").hops[0];
    assert_eq!(hop.reference, Some(article.references[0].id));
    let work = project.work(hop.work.expect("a work")).expect("accepted");
    assert_eq!(work.title, "Bells of the coast");
    assert_eq!(hop.sources, work.authors);
}

#[test]
fn all_certain_notes_are_accepted_in_one_step_and_taken_back_in_one() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    steps(&mut stage);
    assert_eq!(stage.window().position.view, View::References);
    stage.harness.get_by_role_and_label(Role::Button, "Accept all that are certain (2)").click();
    steps(&mut stage);
    assert_eq!(works(stage.window()), 2);
    stage.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    stage.until("all are taken back", |w| works(w) == 0);
}
