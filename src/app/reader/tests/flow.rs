//! The reader driven like a user does: by pointer, keyboard and assistive technology.

mod selecting;

use std::{cell::RefCell, rc::Rc};

use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable};

use super::*;
use crate::{
    app::{
        reader::{
            HighlightIndex, Reader, ReaderEvent, ReaderFonts, ReaderInput, ReaderPalette,
            ReaderSettings,
        },
        theme,
    },
    domain::article::{Mark, MarkKind},
};

struct World {
    reader: Reader,
    article: Article,
    structure: Arc<Structure>,
    highlights: HighlightIndex,
    selected: Vec<ClaimId>,
    settings: ReaderSettings,
    events: Vec<ReaderEvent>,
}

type Shared = Rc<RefCell<World>>;

fn world(text: &str, claims: &[(&str, u32, u32)]) -> Shared {
    let mut article = article_of(text);
    article.claims = claims
        .iter()
        .map(|(name, start, end)| claim(&article.text, name, Span::new(*start, *end)))
        .collect();
    let mut highlights = HighlightIndex::default();
    highlights.update(&article.claims, article.text.len());
    Rc::new(RefCell::new(World {
        reader: Reader::default(),
        structure: Arc::clone(&article.structure),
        article,
        highlights,
        selected: Vec::new(),
        settings: ReaderSettings::default(),
        events: Vec::new(),
    }))
}

fn harness(world: &Shared) -> Harness<'static> {
    let world = Rc::clone(world);
    let mut fonts = false;
    let mut harness = Harness::builder()
        .with_size(vec2(900.0, 600.0))
        .with_step_dt(1.0 / 60.0)
        .allow_missing_glyphs()
        .build_ui(move |ui| {
            if !std::mem::replace(&mut fonts, true) {
                ui.ctx().set_fonts(theme::install_fonts());
                ui.ctx().request_repaint();
                return;
            }
            let palette = ReaderPalette::light();
            let fonts = ReaderFonts::installed(ui.ctx());
            let w = &mut *world.borrow_mut();
            let input = ReaderInput {
                article: &w.article,
                structure: &w.structure,
                highlights: &w.highlights,
                washes: &[],
                selected: &w.selected,
                settings: &w.settings,
                palette: &palette,
                fonts: &fonts,
                term_colour: &|_| None,
                hover_text: &|claim| format!("about {claim}").into(),
                note_name: &|_| Some("Note 4".to_owned()),
                note_text: &|_| Vec::new(),
                findings: &[],
                claim_name: &|claim| format!("claim {claim}"),
                links_enabled: true,
            };
            w.events.extend(w.reader.show(ui, &input));
        });
    harness.run_steps(4);
    harness
}

/// The middle of a span's first line on the screen.
fn at(world: &Shared, start: u32, end: u32) -> Pos2 {
    let rects = world.borrow().reader.screen_rects(Span::new(start, end));
    rects.first().unwrap_or_else(|| panic!("{start}..{end} is not in the window")).center()
}

/// The left edge of a code point.
fn before(world: &Shared, at: u32) -> Pos2 {
    let rects = world.borrow().reader.screen_rects(Span::new(at, at + 1));
    rects.first().expect("in the window").left_center() + vec2(0.5, 0.0)
}

fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }
}

fn click(harness: &mut Harness<'_>, pos: Pos2, times: usize, modifiers: Modifiers) {
    harness.event(Event::PointerMoved(pos));
    harness.run_steps(2);
    for _ in 0..times {
        harness.event(button(pos, true, modifiers));
        harness.event(button(pos, false, modifiers));
    }
    harness.run_steps(2);
}

fn drag(harness: &mut Harness<'_>, from: Pos2, to: Pos2) {
    harness.event(Event::PointerMoved(from));
    harness.run_steps(2);
    harness.event(button(from, true, Modifiers::NONE));
    harness.run_steps(1);
    harness.event(Event::PointerMoved(from.lerp(to, 0.5)));
    harness.run_steps(1);
    harness.event(Event::PointerMoved(to));
    harness.run_steps(1);
    harness.event(button(to, false, Modifiers::NONE));
    harness.run_steps(2);
}

fn selected(world: &Shared) -> String {
    let world = world.borrow();
    let span = world.reader.selection().unwrap_or_default();
    world.article.text.slice(span).expect("inside the text").to_owned()
}

const TWO: &str = "😀👩‍👩‍👧 The bridge was closed. Nobody said why.\nThe office gave no reason.";

fn place(text: &str, words: &str) -> (u32, u32) {
    let text = Text::new(text);
    let byte = text.as_str().find(words).expect("it is there");
    let span = text.span_of(byte..byte + words.len()).expect("whole code points");
    (span.start, span.end)
}

#[test]
fn a_double_click_selects_the_word_and_a_third_the_sentence_behind_emoji() {
    let world = world(TWO, &[]);
    let mut harness = harness(&world);
    let (start, end) = place(TWO, "bridge");
    let pos = at(&world, start, end);
    click(&mut harness, pos, 2, Modifiers::NONE);
    assert_eq!(selected(&world), "bridge");
    harness.run_steps(60);
    click(&mut harness, at(&world, place(TWO, "said").0, place(TWO, "said").1), 3, Modifiers::NONE);
    assert_eq!(selected(&world), "Nobody said why.");
    let last = world.borrow().events.last().cloned();
    let (start, end) = place(TWO, "Nobody said why.");
    assert_eq!(last, Some(ReaderEvent::SelectionChanged(Some(Span::new(start, end)))));
}

#[test]
fn a_drag_selects_exactly_the_code_points_between_and_shift_click_extends() {
    let world = world(TWO, &[]);
    let mut harness = harness(&world);
    let (start, _) = place(TWO, "bridge");
    let (_, end) = place(TWO, "closed");
    let (from, to) = (before(&world, start), before(&world, end));
    drag(&mut harness, from, to);
    assert_eq!(selected(&world), "bridge was closed");
    let more = before(&world, place(TWO, "office").0);
    click(&mut harness, more, 1, Modifiers::SHIFT);
    assert_eq!(selected(&world), "bridge was closed. Nobody said why.\nThe ");
}

#[test]
fn a_drag_never_splits_a_grapheme_cluster() {
    let world = world(TWO, &[]);
    let mut harness = harness(&world);
    let family = world.borrow().reader.screen_rects(Span::new(1, 6))[0];
    drag(&mut harness, family.left_center() + vec2(1.0, 0.0), family.right_center());
    assert_eq!(selected(&world), "👩‍👩‍👧");
}

#[test]
fn a_click_reports_the_claims_there_the_smallest_first_and_a_click_beside_them_none() {
    let (start, end) = place(TWO, "The bridge was closed.");
    let (inner, inner_end) = place(TWO, "bridge");
    let world = world(TWO, &[("outer", start, end), ("inner", inner, inner_end)]);
    let mut harness = harness(&world);
    click(&mut harness, at(&world, inner, inner_end), 1, Modifiers::COMMAND);
    let event = world.borrow().events.last().cloned();
    let Some(ReaderEvent::ClaimsClicked { claims, add: true, .. }) = event else {
        panic!("{event:?}");
    };
    assert_eq!(claims, [id("inner"), id("outer")]);
    let (start, end) = place(TWO, "reason");
    click(&mut harness, at(&world, start, end), 1, Modifiers::NONE);
    assert!(matches!(world.borrow().events.last(), Some(ReaderEvent::PlainClick { .. })));
}

#[test]
fn an_end_of_the_selected_claim_is_dragged_to_another_place_and_escape_lets_it_be() {
    let (start, end) = place(TWO, "bridge was");
    let world = world(TWO, &[("one", start, end)]);
    world.borrow_mut().selected = vec![id("one")];
    let mut harness = harness(&world);
    let rect = world.borrow().reader.screen_rects(Span::new(start, end))[0];
    let handle = rect.right_bottom() + vec2(0.0, 2.0);
    let to = before(&world, place(TWO, "closed").1);
    harness.event(Event::PointerMoved(handle));
    harness.run_steps(2);
    harness.event(button(handle, true, Modifiers::NONE));
    harness.event(Event::PointerMoved(to));
    harness.run_steps(2);
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    harness.event(button(to, false, Modifiers::NONE));
    harness.run_steps(40);
    let resized = |w: &Shared| {
        w.borrow().events.iter().find_map(|event| match event {
            ReaderEvent::ResizeAnchor { claim, anchor, span } => Some((*claim, *anchor, *span)),
            _ => None,
        })
    };
    assert_eq!(resized(&world), None);
    drag(&mut harness, handle, to);
    let span = Span::new(start, place(TWO, "closed").1);
    assert_eq!(resized(&world), Some((id("one"), 0, span)));
}

#[test]
fn the_caret_selects_by_letters_words_lines_and_sentences_without_the_mouse() {
    let world = world("One two three. Four five.\nSix.", &[]);
    let mut harness = harness(&world);
    world.borrow_mut().reader.set_caret_mode(true);
    harness.run_steps(3);
    harness.key_press(Key::ArrowRight);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run_steps(2);
    assert_eq!(selected(&world), "n");
    harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::CTRL, Key::ArrowRight);
    harness.run_steps(2);
    assert_eq!(selected(&world), "ne");
    harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::ALT, Key::ArrowRight);
    harness.run_steps(2);
    assert_eq!(selected(&world), "ne two three. ");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::End);
    harness.run_steps(2);
    assert_eq!(selected(&world), "ne two three. Four five.");
    harness.key_press_modifiers(Modifiers::CTRL, Key::End);
    harness.run_steps(2);
    assert_eq!(world.borrow().reader.selection(), None);
    let last = world.borrow().events.last().cloned();
    assert_eq!(last, Some(ReaderEvent::CaretMoved { at: 30 }));
    harness.key_press(Key::ArrowUp);
    harness.run_steps(2);
    let at = world.borrow().events.iter().rev().find_map(|e| match e {
        ReaderEvent::CaretMoved { at } => Some(*at),
        _ => None,
    });
    assert!(at.is_some_and(|at| at > 0 && at < 12), "{at:?}");
}

#[test]
fn scrolling_to_a_span_shows_it_and_the_selection_survives_being_out_of_view() {
    let text = "A paragraph with a few words in it.\n\n".repeat(400);
    let world = world(&text, &[]);
    let mut harness = harness(&world);
    world.borrow_mut().reader.set_selection(Some(Span::new(2, 11)));
    world.borrow_mut().reader.scroll_to(Span::new(9_000, 9_010));
    harness.run_steps(3);
    assert!(world.borrow().reader.visible_span().contains(9_000));
    assert!(world.borrow().reader.scroll_anchor() > 8_000);
    assert_eq!(selected(&world), "paragraph");
    // Another type size: the line at the top stays.
    let top = world.borrow().reader.scroll_anchor();
    world.borrow_mut().settings.size = 24.0;
    harness.run_steps(3);
    let now = world.borrow().reader.scroll_anchor();
    assert!(now.abs_diff(top) < 40, "{top} became {now}");
}

#[test]
fn highlights_paragraphs_and_the_overview_have_names_for_assistive_technology() {
    let (start, end) = place(TWO, "bridge");
    let world = world(TWO, &[("one", start, end)]);
    let mut harness = harness(&world);
    harness.get_by_label("A title");
    harness.get_by_label("Overview of the article: 1 claim");
    harness.get_by_label("Go to claim one");
    let mark = harness.get_by_label("claim one");
    mark.click_accesskit();
    harness.run_steps(2);
    let event = world.borrow().events.last().cloned();
    assert!(matches!(event, Some(ReaderEvent::ClaimsClicked { .. })), "{event:?}");
    let paragraphs = harness.get_all_by_role(egui::accesskit::Role::Paragraph);
    assert_eq!(paragraphs.count(), 2);
}

#[test]
fn a_mark_in_the_overview_reports_its_claim_and_bare_paper_none() {
    let text = "A line of the article.\n\n".repeat(300);
    let world = world(&text, &[("one", 3_600, 3_610)]);
    let mut harness = harness(&world);
    harness.run_steps(20);
    let overview = harness.get_by_label("Overview of the article: 1 claim").rect();
    let at =
        |share: f32| egui::pos2(overview.center().x, overview.top() + overview.height() * share);
    let clicked = || {
        let world = world.borrow();
        world.events.iter().any(|e| matches!(e, ReaderEvent::ClaimsClicked { .. }))
    };
    click(&mut harness, at(0.2), 1, Modifiers::NONE);
    assert!(!clicked(), "nothing is marked there");
    // The claim stands in the middle; the title takes some of the height.
    for share in [0.49, 0.5, 0.51] {
        click(&mut harness, at(share), 1, Modifiers::NONE);
    }
    assert!(clicked(), "{:?}", world.borrow().events);
}

#[test]
fn a_mark_in_the_gutter_reports_its_claim() {
    let (start, end) = place(TWO, "bridge");
    let world = world(TWO, &[("one", start, end)]);
    let mut harness = harness(&world);
    harness.get_by_label("Go to claim one").click();
    harness.run_steps(3);
    let event = world.borrow().events.last().cloned();
    let Some(ReaderEvent::ClaimsClicked { claims, .. }) = event else { panic!("{event:?}") };
    assert_eq!(claims, [id("one")]);
}

#[test]
fn words_are_found_counted_and_stepped_through_from_the_bar() {
    let world = world(TWO, &[]);
    let mut harness = harness(&world);
    world.borrow_mut().reader.open_find();
    harness.run_steps(3);
    harness.get_by_role(egui::accesskit::Role::TextInput).type_text("the");
    harness.run_steps(4);
    harness.get_by_label("1 of 2");
    harness.get_by_label("Next match").click();
    harness.run_steps(3);
    harness.get_by_label("2 of 2");
    harness.get_by_label("Match case").click();
    harness.run_steps(3);
    harness.get_by_label("No match");
    harness.get_by_label("Close the find bar").click();
    harness.run_steps(3);
    assert!(!world.borrow().reader.is_finding());
}

#[test]
fn a_note_marker_and_a_link_report_where_they_lead() {
    let text = "It rained [4], says the site.";
    let world = world(text, &[]);
    let (note, site) = (place(text, "[4]"), place(text, "site"));
    let mark = |(start, end), kind, target: &str| Mark {
        span: Span::new(start, end),
        kind,
        target: Some(target.to_owned()),
    };
    world.borrow_mut().structure = Arc::new(Structure {
        blocks: Vec::new(),
        marks: vec![
            mark(note, MarkKind::NoteRef, "4"),
            mark(site, MarkKind::Link, "https://example.org/"),
        ],
    });
    let mut harness = harness(&world);
    click(&mut harness, at(&world, note.0, note.1), 1, Modifiers::NONE);
    click(&mut harness, at(&world, site.0, site.1), 1, Modifiers::NONE);
    let events = world.borrow().events.clone();
    let span = Span::new(note.0, note.1);
    let follows = |event: &ReaderEvent| matches!(event, ReaderEvent::NoteClicked { target, span: s, .. } if target == "4" && *s == span);
    assert!(events.iter().any(follows));
    assert!(events.contains(&ReaderEvent::LinkClicked("https://example.org/".into())));
}

#[test]
fn enter_at_a_note_marker_follows_it_and_elsewhere_does_nothing() {
    let text = "It rained[4] all day.";
    let world = world(text, &[]);
    let (start, end) = place(text, "[4]");
    let note =
        Mark { span: Span::new(start, end), kind: MarkKind::NoteRef, target: Some("4".into()) };
    world.borrow_mut().structure = Arc::new(Structure { blocks: Vec::new(), marks: vec![note] });
    let mut harness = harness(&world);
    world.borrow_mut().reader.focus();
    world.borrow_mut().reader.set_caret_mode(true);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    let followed = |world: &Shared| {
        let is_note = |e: &ReaderEvent| matches!(e, ReaderEvent::NoteClicked { .. });
        world.borrow().events.iter().filter(|e| is_note(e)).count()
    };
    assert_eq!(followed(&world), 0);
    for _ in 0..start {
        harness.key_press(Key::ArrowRight);
        harness.run_steps(1);
    }
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(followed(&world), 1);
}

#[test]
fn the_label_of_a_cited_entry_is_a_link_and_so_is_its_marker_for_screen_readers() {
    let text = "It rained.[4]\n[4] Lind, Rain, 2011";
    let world = world(text, &[]);
    let marker = place(text, "[4]");
    let entry = Span::new(marker.1 + 1, text.chars().count() as u32);
    let reference = crate::domain::reference::Reference {
        id: "r".parse().expect("valid"),
        label: "4".to_owned(),
        markers: vec![Span::new(marker.0, marker.1)],
        entry_span: entry,
        work: None,
        resolution: crate::domain::reference::Resolution::Resolved,
    };
    world.borrow_mut().article.references = Arc::new(vec![reference]);
    let mut harness = harness(&world);
    let links = harness.get_all_by_role_and_label(egui::accesskit::Role::Link, "Note 4").count();
    assert_eq!(links, 2);
    let label = (entry.start, entry.start + 3);
    click(&mut harness, at(&world, label.0, label.1), 1, Modifiers::NONE);
    let events = world.borrow().events.clone();
    let follows = |event: &ReaderEvent| matches!(event, ReaderEvent::NoteClicked { span, .. } if *span == Span::new(label.0, label.1));
    assert!(events.iter().any(follows), "{events:?}");
}

#[test]
fn dragging_past_the_lower_edge_scrolls_and_goes_on_selecting() {
    let text = "A paragraph with a few words in it.\n".repeat(200);
    let world = world(&text, &[]);
    let mut harness = harness(&world);
    let from = before(&world, 2);
    harness.event(Event::PointerMoved(from));
    harness.run_steps(2);
    harness.event(button(from, true, Modifiers::NONE));
    harness.event(Event::PointerMoved(Pos2::new(from.x, 640.0)));
    harness.run_steps(60);
    assert!(world.borrow().reader.scroll_anchor() > 0);
    let selection = world.borrow().reader.selection().expect("something");
    assert_eq!(selection.start, 2);
    assert!(selection.end > 700, "{selection:?}");
}

#[test]
fn an_article_without_text_says_so() {
    let world = world("", &[]);
    let harness = harness(&world);
    harness.get_by_label("This article has no text.");
}

#[test]
fn persian_words_are_selected_by_double_click_and_by_the_caret() {
    let text = "وزارت راه گفت پل بسته است.";
    let world = world(text, &[]);
    let mut harness = harness(&world);
    let (start, end) = place(text, "گفت");
    click(&mut harness, at(&world, start, end), 2, Modifiers::NONE);
    assert_eq!(selected(&world), "گفت");
    world.borrow_mut().reader.set_caret_mode(true);
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::CTRL, Key::ArrowLeft);
    harness.run_steps(2);
    assert_eq!(selected(&world), "گفت پل");
}
