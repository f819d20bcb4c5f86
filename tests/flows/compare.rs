//! Two articles side by side, through the whole window: joins as they are found, walked
//! through by key, claims linked and declined, scrolling locked, a quotation that drifted.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sourceline::{
    analysis::compare::{JoinKind, Subject},
    app::{command::Command, state::View, window::Window},
    cli::{self, Verb},
    domain::{ids::ArticleId, link::LinkKind, ruling::RulingAbout, span::Span, time::Timestamp},
};

use crate::stage::{Folder, Stage, on_disk};

const SHARED: &str = "The harbour master of Vardhaven said the bell had been cast in the winter of 1702 by two brothers from Tarn.";
const SHARED_LATE: &str = "Nobody has ever found the bill that the parish council paid for the second rope in that spring.";
const QUOTED: &str =
    "\u{201c}We never rang it twice on the same night, and we never will,\u{201d} the keeper said.";
const DRIFTED: &str =
    "\u{201c}We never rang it twice on the same evening, and we will,\u{201d} the keeper admitted.";

/// Sentences that stand nowhere else.
fn filler(seed: &str, lines: usize) -> String {
    let mut text = String::new();
    for n in 0..lines {
        let (x, y) = (n * 7, n * 13);
        let line = format!("{seed}{n} {seed}x{x} saw {seed}y{y} beside {seed}z{n}.\n\n");
        text.push_str(&line);
    }
    text
}

fn left() -> String {
    format!(
        "Left account\n\n{}{SHARED}\n\n{}{QUOTED}\n\n{}{SHARED_LATE}\n\n{}",
        filler("alpha", 3),
        filler("beta", 25),
        filler("gamma", 25),
        filler("delta", 25)
    )
}

fn right() -> String {
    format!(
        "Right account\n\n{}{SHARED}\n\n{}{DRIFTED}\n\n{}{SHARED_LATE}\n\n{}",
        filler("kappa", 20),
        filler("lambda", 6),
        filler("mu", 50),
        filler("nu", 25)
    )
}

/// Where some words stand.
fn place(text: &str, words: &str) -> Span {
    let at = text.find(words).expect("there");
    let start = text[..at].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

/// A window that compares both, and their ids.
fn opened(folder: &Folder) -> (Stage, [ArticleId; 2]) {
    let path = folder.path("two.ron");
    let files = vec![folder.file("left.txt", &left()), folder.file("right.txt", &right())];
    let run = |verb| {
        let now = Timestamp::from_unix_seconds(1_780_000_000);
        let mut ids = sourceline::app::ids::AppIds::default();
        cli::run(verb, &mut Vec::new(), &mut Vec::new(), &mut ids, now).expect("done");
    };
    run(Verb::New { project: path.clone(), title: "Two".to_owned() });
    run(Verb::Add {
        project: path.clone(),
        files,
        allow_duplicates: false,
        accept_references: false,
    });
    let mut stage = folder.open(&path);
    let find = |stage: &Stage, title: &str| {
        let found = stage.project().articles.iter().find(|a| a.text.as_str().starts_with(title));
        found.expect("added").id
    };
    let ids = [find(&stage, "Left"), find(&stage, "Right")];
    stage.harness.state_mut().position.show_article(ids[0]);
    stage.settle();
    stage.keys(Modifiers::ALT, Key::Num5);
    stage.until("the comparison is done", compared);
    (stage, ids)
}

fn compared(window: &Window) -> bool {
    let comparison = &window.panels.compare;
    window.position.view == View::Compare && !comparison.is_comparing() && comparison.has_joins()
}

fn after_edit(stage: &mut Stage) {
    stage.settle();
    stage.until("the claims are compared again", compared);
}

fn visible(stage: &Stage, side: usize) -> Span {
    stage.window().position.sides.both[side].reader.visible_span()
}

fn current(stage: &Stage) -> Option<JoinKind> {
    stage.window().panels.compare.current().map(sourceline::analysis::compare::Join::kind)
}

/// Makes a claim of words on a side.
fn claim(stage: &mut Stage, side: usize, span: Span) {
    let count = stage.claims();
    stage.harness.state_mut().position.activate(side);
    let reader = &mut stage.harness.state_mut().position.sides.both[side].reader;
    reader.set_selection(Some(span));
    stage.settle();
    stage.key(Key::C);
    stage.until("there is a claim more", |w| crate::stage::claims(w) == count + 1);
    stage.key(Key::Escape);
    after_edit(stage);
}

#[test]
fn the_joins_are_walked_by_key_and_both_readers_follow() {
    let folder = Folder::new();
    let (mut stage, ids) = opened(&folder);
    assert_eq!(stage.window().position.compared(), Some((ids[0], ids[1])));
    let joins = stage.window().panels.compare.joins().len();
    assert!(joins >= 3, "two passages and a quotation: {joins}");
    let mut seen = Vec::new();
    for _ in 0..joins {
        stage.key(Key::F8);
        let join = stage.window().panels.compare.current().expect("chosen").clone();
        for (side, spans) in [&join.left, &join.right].into_iter().enumerate() {
            assert!(visible(&stage, side).overlaps(spans[0]), "{} on side {side}", join.label);
        }
        seen.push(join.subject);
    }
    seen.dedup();
    assert_eq!(seen.len(), joins, "each once");
    stage.key(Key::F8);
    assert!(stage.said("That was the last join"));
    stage.keys(Modifiers::SHIFT, Key::F8);
    let back = stage.window().panels.compare.current().expect("chosen").subject;
    assert_eq!(back, seen[joins - 2]);
}

#[test]
fn a_join_is_chosen_by_its_name_in_the_band_and_in_the_table() {
    let folder = Folder::new();
    let (mut stage, _) = opened(&folder);
    let name = "Passage: The harbour master of Vardhaven";
    let row = stage
        .harness
        .get_all_by_label_contains(name)
        .find(|node| node.accesskit_node().role() == Role::ListBoxOption);
    row.expect("the table has it").click();
    stage.settle();
    assert_eq!(current(&stage), Some(JoinKind::Passage));
    let place = place(&right(), SHARED);
    assert!(visible(&stage, 1).overlaps(place));
    stage.key(Key::ArrowDown);
    stage.key(Key::End);
    assert!(!visible(&stage, 1).overlaps(place), "the arrows go on");
    stage.key(Key::Home);
    let band = stage
        .harness
        .get_all_by_label_contains(name)
        .find(|node| node.accesskit_node().role() == Role::Button);
    band.expect("the band has it").click();
    stage.settle();
    assert!(visible(&stage, 0).overlaps(self::place(&left(), SHARED)));
}

#[test]
fn a_quotation_that_drifted_shows_its_words_and_its_cue() {
    let folder = Folder::new();
    let (mut stage, _) = opened(&folder);
    let mut quotation = stage.window().panels.compare.joins().iter();
    let quotation = quotation.find(|j| j.kind() == JoinKind::Quotation).map(|j| j.subject);
    stage.harness.state_mut().panels.compare.choose(quotation.expect("found"));
    stage.settle();
    assert!(stage.shows("The cue changed: \u{201c}said\u{201d} → \u{201c}admitted\u{201d}."));
    assert!(stage.shows("evening"), "the word that came");
    let difference = stage.window().panels.compare.current().expect("chosen").difference();
    assert!(difference.contains("replaced") && difference.contains("dropped"), "{difference}");
}

#[test]
fn two_claims_are_linked_as_the_same_then_as_contradicting_and_it_is_undone() {
    let folder = Folder::new();
    let (mut stage, _) = opened(&folder);
    claim(&mut stage, 0, place(&left(), SHARED));
    claim(&mut stage, 1, place(&right(), SHARED));
    assert!(
        stage
            .window()
            .panels
            .compare
            .joins()
            .iter()
            .any(|j| { matches!(j.subject, Subject::Suggested(..)) })
    );
    let kinds =
        |stage: &Stage| -> Vec<LinkKind> { stage.project().links.iter().map(|l| l.kind).collect() };
    stage.key(Key::B);
    after_edit(&mut stage);
    assert_eq!(kinds(&stage), [LinkKind::SameClaim]);
    stage.keys(Modifiers::SHIFT, Key::B);
    after_edit(&mut stage);
    assert_eq!(kinds(&stage), [LinkKind::Contradicts], "the same link, of another kind");
    stage.ctrl(Key::Z);
    after_edit(&mut stage);
    assert_eq!(kinds(&stage), [LinkKind::SameClaim]);
    stage.save();
    let path = folder.path("two.ron");
    assert_eq!(on_disk(&path).links.iter().map(|l| l.kind).collect::<Vec<_>>(), kinds(&stage));
    stage.ctrl(Key::Z);
    after_edit(&mut stage);
    assert_eq!(kinds(&stage), []);
}

#[test]
fn a_suggested_pair_is_declined_and_comes_back_with_undo() {
    let folder = Folder::new();
    let (mut stage, _) = opened(&folder);
    claim(&mut stage, 0, place(&left(), SHARED));
    claim(&mut stage, 1, place(&right(), SHARED));
    let suggested = |stage: &Stage| {
        let joins = stage.window().panels.compare.joins().iter();
        joins.map(|j| j.subject).find(|s| matches!(s, Subject::Suggested(..)))
    };
    let subject = suggested(&stage).expect("suggested");
    stage.harness.state_mut().panels.compare.choose(subject);
    stage.settle();
    stage.press("Decline");
    after_edit(&mut stage);
    assert_eq!(suggested(&stage), None);
    let about = stage.project().rulings.iter().next().expect("remembered").about.clone();
    assert!(matches!(about, RulingAbout::DeclinedPair(..)));
    stage.ctrl(Key::Z);
    after_edit(&mut stage);
    assert_eq!(suggested(&stage), Some(subject));
}

#[test]
fn with_scrolling_locked_the_other_side_follows_and_comes_to_rest() {
    let folder = Folder::new();
    let (mut stage, _) = opened(&folder);
    let rest = |stage: &mut Stage| {
        for _ in 0..80 {
            stage.harness.step();
        }
    };
    rest(&mut stage);
    let free = visible(&stage, 1);
    stage.harness.state_mut().position.sides.both[0].reader.focus();
    stage.settle();
    stage.key(Key::PageDown);
    rest(&mut stage);
    assert_eq!(visible(&stage, 1), free, "independent at first");
    stage.ctrl(Key::L);
    for _ in 0..40 {
        stage.key(Key::PageDown);
        if visible(&stage, 0).overlaps(place(&left(), SHARED_LATE)) {
            break;
        }
    }
    let late = place(&left(), SHARED_LATE);
    for _ in 0..40 {
        if visible(&stage, 0).start + 100 >= late.start {
            break;
        }
        stage.key(Key::ArrowDown);
    }
    rest(&mut stage);
    let led = visible(&stage, 0);
    assert!(led.overlaps(late));
    assert!(visible(&stage, 1).overlaps(place(&right(), SHARED_LATE)), "it followed");
    let before = visible(&stage, 1);
    rest(&mut stage);
    assert_eq!((visible(&stage, 0), visible(&stage, 1)), (led, before), "both are at rest");
}

#[test]
fn another_article_is_chosen_and_the_sides_change_places() {
    let folder = Folder::new();
    let (mut stage, ids) = opened(&folder);
    stage.keys(Modifiers::SHIFT, Key::F6);
    assert_eq!(stage.window().position.compared(), Some((ids[1], ids[0])));
    assert_eq!(stage.window().position.article, Some(ids[0]), "the same one is worked in");
    stage.until("they are compared anew", compared);
    stage.key(Key::F6);
    assert_eq!(stage.window().position.article, Some(ids[1]));
    stage.run(Command::CompareArticles);
    stage.harness.get_by_role_and_label(Role::TextInput, "Find an article");
    stage.type_text("left");
    stage.harness.get_by_role_and_label(Role::TextInput, "Find an article").focus();
    stage.settle();
    stage.key(Key::Escape);
    assert!(stage.harness.query_by_role_and_label(Role::TextInput, "Find an article").is_none());
}

#[test]
fn what_is_shown_of_the_joins_is_chosen_and_filtered() {
    let folder = Folder::new();
    let (mut stage, _) = opened(&folder);
    stage.harness.get_by_role_and_label(Role::Tab, "Claims: 0 joins").click();
    stage.settle();
    assert!(!stage.window().panels.compare.has_joins());
    assert!(stage.shows("No join fits what is asked for."));
    stage.ctrl(Key::J);
    stage.ctrl(Key::J);
    assert!(stage.window().panels.compare.has_joins(), "sources, then all again");
    stage.harness.get_by_role_and_label(Role::TextInput, "Filter joins").focus();
    stage.settle();
    stage.type_text("parish bill");
    let rows = |stage: &Stage| {
        let rows = stage.harness.query_all_by_role(Role::ListBoxOption);
        rows.filter(|n| n.accesskit_node().label().is_some_and(|l| l.contains('%'))).count()
    };
    assert_eq!(rows(&stage), 1);
}
