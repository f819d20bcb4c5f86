//! Selecting by paragraphs, backwards, past the upper edge, and in Hebrew.

use super::*;

#[test]
fn the_caret_selects_paragraphs_and_goes_back_by_sentences() {
    let text = "One two. Three four.\nFive six.\nSeven.";
    let world = world(text, &[]);
    let mut harness = harness(&world);
    world.borrow_mut().reader.set_caret_mode(true);
    harness.run_steps(3);
    let mut press = |modifiers: Modifiers, key: Key| {
        harness.key_press_modifiers(modifiers, key);
        harness.run_steps(2);
    };
    let paragraph = Modifiers::SHIFT | Modifiers::CTRL;
    press(paragraph, Key::ArrowDown);
    assert_eq!(selected(&world), "One two. Three four.\n");
    press(paragraph, Key::ArrowDown);
    assert_eq!(selected(&world), "One two. Three four.\nFive six.\n");
    press(paragraph, Key::ArrowUp);
    assert_eq!(selected(&world), "One two. Three four.\n");
    press(paragraph, Key::ArrowUp);
    assert_eq!(world.borrow().reader.selection(), None, "back where it began");
    press(Modifiers::CTRL, Key::End);
    press(Modifiers::CTRL, Key::ArrowUp);
    let sentence = Modifiers::SHIFT | Modifiers::ALT;
    press(sentence, Key::ArrowLeft);
    assert_eq!(selected(&world).trim(), "Five six.");
    press(sentence, Key::ArrowLeft);
    assert_eq!(selected(&world).trim(), "Three four.\nFive six.");
    press(sentence, Key::ArrowLeft);
    assert_eq!(selected(&world).trim(), "One two. Three four.\nFive six.");
}

#[test]
fn dragging_past_the_upper_edge_scrolls_back_and_goes_on_selecting() {
    let text = "A paragraph with a few words in it.\n".repeat(200);
    let world = world(&text, &[]);
    let mut harness = harness(&world);
    world.borrow_mut().reader.restore_scroll(3_600);
    harness.run_steps(4);
    let top = world.borrow().reader.scroll_anchor();
    assert!(top > 3_000, "{top}");
    let seen = world.borrow().reader.visible_span();
    let start = u32::midpoint(seen.start, seen.end) / 36 * 36 + 2;
    let from = before(&world, start);
    harness.event(Event::PointerMoved(from));
    harness.run_steps(2);
    harness.event(button(from, true, Modifiers::NONE));
    harness.event(Event::PointerMoved(Pos2::new(from.x, -60.0)));
    harness.run_steps(60);
    assert!(world.borrow().reader.scroll_anchor() < top - 100, "it scrolled back");
    let selection = world.borrow().reader.selection().expect("something");
    assert_eq!(selection.end, start, "the place where the drag began stays");
    assert!(selection.start < seen.start, "{selection:?}, {seen:?}");
}

#[test]
fn hebrew_words_are_selected_by_click_by_drag_and_by_the_caret() {
    let text = "😀 העיר אמרה שהגשר סגור מאז.";
    let world = world(text, &[]);
    let mut harness = harness(&world);
    let (start, end) = place(text, "אמרה");
    click(&mut harness, at(&world, start, end), 2, Modifiers::NONE);
    assert_eq!(selected(&world), "אמרה");
    world.borrow_mut().reader.set_caret_mode(true);
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::CTRL, Key::ArrowLeft);
    harness.run_steps(2);
    assert_eq!(selected(&world), "אמרה שהגשר", "left is onwards");
    harness.run_steps(60);
    // From the right edge of a word to the left edge of the next one.
    let edge = |words: &str, right: bool| {
        let (start, end) = place(text, words);
        let rect = world.borrow().reader.screen_rects(Span::new(start, end))[0];
        if right {
            rect.right_center() - vec2(0.5, 0.0)
        } else {
            rect.left_center() + vec2(0.5, 0.0)
        }
    };
    let (from, to) = (edge("שהגשר", true), edge("סגור", false));
    drag(&mut harness, from, to);
    assert_eq!(selected(&world), "שהגשר סגור");
}
