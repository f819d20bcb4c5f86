//! An article's own notes, through the whole window: followed, taken while tagging,
//! accepted at once, taken back in one step.

use super::*;
use sourceline::app::state::View;

const NOTES: &str = "The bell \u{1F514} of Vardhaven\n\nIt was cast in 1702.[1] It rang twice, they say.[2] Nobody asked who paid for it.\n\nReferences\n\n1. Ann Lind, \"Bells of the coast\", Harbour Post, 3 May 2011\n2. Per Holm, \"It rang\", Tarn Weekly, 4 June 2012\n3. Ibid., p. 4\n";

/// A window with the article in it.
fn opened(folder: &Path) -> Harness<'static, Window> {
    let text = folder.join("bell.txt");
    let filler = "The tide tables of the coast were printed every year.\n".repeat(60);
    std::fs::write(&text, NOTES.replace("\nReferences", &format!("\n{filler}\nReferences")))
        .expect("written");
    let mut harness = harness(options(None, &folder.join("r"), Picker::InWindow));
    harness.state_mut().outbox.send(Action::ImportPaths(vec![text]));
    harness.step();
    until(&mut harness, "the import is shown", |w| w.dialogs.is_open());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut harness, "the article is there", |w| w.position.article.is_some());
    harness
}

fn works(window: &Window) -> usize {
    window.document.as_ref().map_or(0, |d| d.project().works.len())
}

fn steps(harness: &mut Harness<'_, Window>) {
    for _ in 0..6 {
        harness.step();
    }
}

#[test]
fn a_marker_leads_to_its_entry_and_back_and_the_entry_to_its_uses() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = opened(folder.path());
    let article = harness.state().position.article.expect("shown");
    harness.get_by_role_and_label(Role::Link, "Note 2").click();
    steps(&mut harness);
    let top = |h: &mut Harness<'_, Window>| h.state_mut().position.reader(article).scroll_anchor();
    assert!(top(&mut harness) > 500, "the entry is far below the marker");
    harness.get_by_role_and_label(Role::Link, "Uses of note 2");
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    steps(&mut harness);
    assert!(top(&mut harness) < 100, "back at the marker");
}

#[test]
fn the_note_after_the_words_is_taken_with_one_key_while_tagging() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = opened(folder.path());
    let article = harness.state().position.article.expect("shown");
    let start = NOTES.chars().take_while(|c| *c != '\n').count() as u32 + 2;
    let span = Span::new(start, start + "It was cast in 1702".len() as u32);
    harness.state_mut().position.reader(article).set_selection(Some(span));
    harness.step();
    harness.key_press(Key::C);
    until(&mut harness, "there is a claim", |w| claims(w) == 1);
    steps(&mut harness);
    harness.key_press(Key::Tab);
    steps(&mut harness);
    let project = harness.state().document.as_ref().expect("open").project().clone();
    let (article, claim) = project.claims().next().expect("the claim");
    let hop = &claim.chains.first().expect("a chain").hops[0];
    assert_eq!(hop.reference, Some(article.references[0].id));
    let work = project.work(hop.work.expect("a work")).expect("accepted");
    assert_eq!(work.title, "Bells of the coast");
    assert_eq!(hop.sources, work.authors);
}

#[test]
fn all_certain_notes_are_accepted_in_one_step_and_taken_back_in_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = opened(folder.path());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    steps(&mut harness);
    assert_eq!(harness.state().position.view, View::References);
    harness.get_by_role_and_label(Role::Button, "Accept all that are certain (2)").click();
    steps(&mut harness);
    assert_eq!(works(harness.state()), 2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    until(&mut harness, "all are taken back", |w| works(w) == 0);
}
