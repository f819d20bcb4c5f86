//! What is half typed when the project is left, and to-dos that are reworded.

use super::*;
use crate::domain::vocabulary::Vocabulary as _;

/// Why the project can't be left, once what can be stored is.
fn unstored(window: &mut Window) -> Option<String> {
    store(window);
    let stage = window.state();
    stage.view.unstored(&stage.project).map(|unstored| unstored.why)
}

#[test]
fn a_half_filled_original_keeps_the_project_open_until_it_is_whole_or_given_up() {
    let mut window = work_window("book");
    replace(&mut window, "File", "book.pdf");
    let why = unstored(&mut window).expect("it is told");
    assert!(why.contains("file of the original") && why.contains("SHA-256"), "{why}");
    replace(&mut window, "SHA-256", &"a".repeat(64));
    assert_eq!(unstored(&mut window), None);
    assert!(window.state().work("book").original.is_some());
}

#[test]
fn a_grade_that_was_chosen_is_recorded_when_the_project_is_left_and_a_bare_reason_is_told() {
    let mut window = window("courier");
    click(&mut window, Role::Button, "Add a grade");
    replace(&mut window, "Reason for the grade", "often first");
    assert!(unstored(&mut window).is_some_and(|why| why.contains("no grade")));
    // It waits with its source.
    click(&mut window, Role::ListBoxOption, "The ministry");
    click(&mut window, Role::ListBoxOption, "The Courier");
    click(&mut window, Role::Button, Reliability::B.label());
    assert_eq!(unstored(&mut window), None);
    let grades = window.state().source("courier").reliability.clone();
    assert_eq!(grades.len(), 1);
    assert_eq!((grades[0].grade, grades[0].why.as_deref()), (Reliability::B, Some("often first")));
}

#[test]
fn a_to_do_of_a_source_is_reworded() {
    let mut window = window("courier");
    click(&mut window, Role::Button, "Add to-do");
    field(&window, "New to-do").type_text("who owns it");
    window.run();
    press(&mut window, Key::Enter);
    click(&mut window, Role::Button, "Reword the to-do who owns it");
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.run();
    window.event(egui::Event::Text("who prints it".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    assert!(window.state().project.todos.iter().any(|todo| todo.text == "who prints it"));
}
