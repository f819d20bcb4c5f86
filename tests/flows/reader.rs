//! The text in the whole window: what a key, a click, a drag and a search do there.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use sourceline::domain::{chain::ChainEnd, claim::Claim, span::Span};

use crate::stage::{Folder, Stage, TEXT, line, sentence, words};

/// The first selected claim.
fn chosen(stage: &Stage) -> Claim {
    let id = stage.window().position.selected.first().expect("a claim is selected");
    (**stage.project().claim(*id).expect("it is there")).clone()
}

/// Types a chain for the selected claim and leaves the run.
fn attribute(stage: &mut Stage, chain: &str) {
    stage.key(Key::S);
    stage.type_text(chain);
    stage.key(Key::Enter);
    stage.key(Key::Escape);
    assert!(!chosen(stage).chains.is_empty(), "{chain}");
}

#[test]
fn one_key_says_how_the_chain_ends() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    attribute(&mut stage, "Parish register");
    for (key, end) in [
        (Key::O, ChainEnd::Origin),
        (Key::G, ChainEnd::GivesNoSource),
        (Key::U, ChainEnd::Unavailable),
        (Key::X, ChainEnd::NotFollowed),
    ] {
        stage.key(key);
        assert_eq!(chosen(&stage).chains[0].end, end, "{key:?}");
    }
}

#[test]
fn a_full_stop_repeats_the_chain_and_a_goes_also_through_another() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    attribute(&mut stage, "Parish register > \"the sexton\"");
    let first = chosen(&stage);
    stage.claim(line(4));
    stage.key(Key::Period);
    let second = chosen(&stage);
    assert_ne!(second.id, first.id);
    assert_eq!(second.chains[0].hops, first.chains[0].hops);
    stage.key(Key::A);
    let copied = chosen(&stage);
    assert_eq!(copied.chains.len(), 2);
    assert_eq!(copied.chains[0].hops, copied.chains[1].hops);
    assert_ne!(copied.chains[0].id, copied.chains[1].id);
    assert!(stage.shows("Step 2 of 2"), "the last step of the copy is open, to be changed");
}

#[test]
fn i_takes_over_the_chain_of_the_claim_around() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    attribute(&mut stage, "Parish register");
    let around = chosen(&stage);
    stage.claim(words("was cast in 1702"));
    assert!(chosen(&stage).chains.is_empty());
    stage.key(Key::I);
    assert_eq!(chosen(&stage).chains[0].hops, around.chains[0].hops);
}

#[test]
fn shift_s_and_shift_u_take_the_selection_as_source_and_as_cue() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(words("was cast in 1702"));
    attribute(&mut stage, "Parish register");
    stage.press("Step 1: Parish register");
    stage.select(words("the parish register"));
    stage.keys(Modifiers::SHIFT, Key::S);
    stage.select(words("says"));
    stage.keys(Modifiers::SHIFT, Key::U);
    let hop = chosen(&stage).chains[0].hops[0].clone();
    let exact = |anchors: &[sourceline::domain::anchor::Anchor]| {
        anchors.iter().map(|a| a.exact.clone()).collect::<Vec<_>>()
    };
    assert_eq!(exact(&hop.source_anchors), ["the parish register"]);
    assert_eq!(exact(&hop.cue_anchors), ["says"]);
    stage.select(words("register"));
    stage.keys(Modifiers::SHIFT, Key::S);
    let hop = chosen(&stage).chains[0].hops[0].clone();
    assert_eq!(exact(&hop.source_anchors), ["the parish register", "register"]);
}

/// A window with three claims that lie over each other at "cast".
fn stacked(folder: &Folder) -> Stage {
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open_fluent(&project);
    for span in [sentence(), words("was cast in 1702"), words("cast")] {
        stage.claim(span);
    }
    stage.key(Key::Escape);
    stage
}

#[test]
fn a_click_where_claims_overlap_offers_them_and_one_is_chosen() {
    let folder = Folder::new();
    let mut stage = stacked(&folder);
    let place = stage.middle(words("cast"));
    stage.click_at(place, 1);
    assert!(stage.shows("Claims at this place"));
    stage.press("Claim by the article itself: was cast in 1702");
    assert_eq!(chosen(&stage).quotation(), "was cast in 1702");
    assert!(!stage.shows("Claims at this place"), "the list closes");
    // Escape closes it, too, and leaves the selection alone.
    stage.click_at(place, 1);
    stage.key(Key::Escape);
    assert!(!stage.shows("Claims at this place"));
    assert_eq!(chosen(&stage).quotation(), "was cast in 1702");
}

#[test]
fn two_presses_select_the_word_and_three_the_sentence_also_where_claims_overlap() {
    let folder = Folder::new();
    let mut stage = stacked(&folder);
    for (presses, selected) in [(2, words("cast")), (3, sentence())] {
        // Not so soon after the last press that it would count as one more.
        stage.harness.run_steps(60);
        let place = stage.middle(words("cast"));
        stage.click_at(place, presses);
        assert_eq!(stage.window().position.selection(), Some(selected), "{presses} presses");
        assert!(!stage.shows("Claims at this place"), "{presses} presses");
    }
}

#[test]
fn two_slow_presses_at_the_lower_edge_reach_the_text_through_no_list() {
    let folder = Folder::new();
    let lines: Vec<String> = (1..=60).map(|n| format!("Line {n} of the log.\n")).collect();
    let project = folder.project("log.ron", &lines.concat());
    let mut stage = folder.open_fluent(&project);
    let visible = stage.window().position.current_reader().expect("a reader").visible_span();
    let text = stage.project().articles.iter().next().expect("one").text.clone();
    // The last line that is in view as a whole: below it is no room for a list.
    let last = text.paragraph(text.paragraph_at(visible.end) - 1).expect("a line");
    let word = Span::new(last.start, last.start + 4);
    for span in [last, word] {
        stage.claim(span);
    }
    stage.key(Key::Escape);
    stage.harness.run_steps(60);
    let place = stage.middle(word);
    stage.click_at(place, 1);
    assert!(stage.shows("Claims at this place"));
    stage.key(Key::Escape);
    stage.harness.run_steps(60);
    let place = stage.middle(word);
    stage.click_at(place, 2);
    assert_eq!(stage.window().position.selection(), Some(word));
}

#[test]
fn the_pointer_over_a_claim_tells_who_on_what_evidence_and_how_sure() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.claim(sentence());
    attribute(&mut stage, "Parish register");
    stage.key(Key::Num5);
    stage.key(Key::H);
    let place = stage.middle(words("cast"));
    stage.harness.hover_at(place);
    for _ in 0..6 {
        stage.settle();
    }
    for told in ["Who: Parish register", "Evidence: Official document", "Confidence: high (Ada)"] {
        assert!(stage.shows(told), "{told}");
    }
}

/// Where the handle at the end of a selected claim is, and a place behind some words.
fn handle(stage: &Stage, claim: Span, behind: Span) -> (egui::Pos2, egui::Pos2) {
    let end = stage.rects(claim).last().expect("in view").right_bottom() + vec2(0.0, 2.0);
    let to = stage.rects(behind).last().expect("in view").right_center() - vec2(0.5, 0.0);
    (end, to)
}

#[test]
fn an_end_of_a_claim_is_dragged_stored_and_undone_by_name() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open_fluent(&project);
    stage.claim(words("It rang"));
    let (end, to) = handle(&stage, words("It rang"), words("twice"));
    stage.drag(end, to);
    assert_eq!(chosen(&stage).quotation(), "It rang twice");
    stage.save();
    let stored = crate::stage::on_disk(&project);
    let (_, claim) = stored.claims().next().expect("a claim");
    assert_eq!(claim.anchors[0].span, words("It rang twice"));
    stage.ctrl(Key::Z);
    assert!(stage.said("Undone: Resize span"));
    assert_eq!(chosen(&stage).quotation(), "It rang");
}

#[test]
fn an_end_of_a_claim_stays_where_it_is_in_a_window_that_only_reads() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut first = folder.open(&project);
    first.claim(words("It rang"));
    first.save();
    let mut second = folder.open_fluent(&project);
    assert!(!second.document().is_editable());
    let claim = second.project().claims().next().expect("a claim").1.id;
    second.harness.state_mut().position.selected = vec![claim];
    second.settle();
    let (end, to) = handle(&second, words("It rang"), words("twice"));
    second.drag(end, to);
    assert_eq!(chosen(&second).quotation(), "It rang");
    assert!(!second.document().needs_saving());
}

#[test]
fn words_are_found_and_walked_through_by_key_by_button_and_by_pattern() {
    let folder = Folder::new();
    let project = folder.project("bell.ron", TEXT);
    let mut stage = folder.open(&project);
    stage.ctrl(Key::F);
    stage.type_text("the");
    assert!(stage.shows("1 of 3"), "The, The, the");
    stage.key(Key::F3);
    assert!(stage.shows("2 of 3"));
    stage.keys(Modifiers::SHIFT, Key::F3);
    assert!(stage.shows("1 of 3"));
    stage.key(Key::Enter);
    assert!(stage.shows("2 of 3"));
    stage.key(Key::Enter);
    assert!(stage.shows("3 of 3"), "the field keeps the keyboard");
    stage.keys(Modifiers::SHIFT, Key::Enter);
    assert!(stage.shows("2 of 3"));
    stage.press("Previous match");
    assert!(stage.shows("1 of 3"));
    stage.press("Previous match");
    assert!(stage.shows("3 of 3"), "round the start");
    stage.fill("Find in the article", "b.ll");
    assert!(stage.shows("No match"));
    let pattern = |stage: &mut Stage| {
        stage.harness.get_by_role_and_label(Role::CheckBox, "Regular expression").click();
        stage.settle();
    };
    pattern(&mut stage);
    assert!(stage.shows("1 of 2"));
    stage.fill("Find in the article", "b(ll");
    assert!(!stage.shows("1 of 2"), "a pattern that is none finds nothing");
    pattern(&mut stage);
    assert!(stage.shows("No match"));
    stage.key(Key::Escape);
    assert!(!stage.window().position.current_reader().expect("a reader").is_finding());
}
