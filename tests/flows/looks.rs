//! How the text looks: what the settings and their keys change, the reader follows at once.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use sourceline::{
    app::{command::Command, settings::ThemeChoice},
    domain::span::Span,
};

use crate::stage::{Folder, Stage};

/// One paragraph that fills several lines.
fn opened(folder: &Folder) -> Stage {
    let text = "The keeper of the light wrote down every ship that passed. ".repeat(12);
    let project = folder.project("light.ron", &text);
    let mut stage = folder.open(&project);
    // So wide that the measure and not the window ends a line.
    stage.harness.set_size(egui::vec2(1900.0, 900.0));
    stage.settle();
    stage
}

/// The whole paragraph, line by line on the screen.
fn lines(stage: &Stage) -> Vec<egui::Rect> {
    stage.rects(Span::new(0, 700))
}

/// Sets a slider of the open dialog.
fn slide(stage: &mut Stage, slider: &str, value: f64) {
    stage.harness.get_by_role_and_label(Role::Slider, slider).set_value_accesskit(value);
    stage.settle();
}

fn choose(stage: &mut Stage, radio: &str) {
    stage.harness.get_by_role_and_label(Role::RadioButton, radio).click();
    stage.settle();
}

#[test]
fn the_sliders_set_size_spacing_and_measure_and_the_text_follows() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    stage.ctrl(Key::Comma);
    let before = lines(&stage);
    slide(&mut stage, "Type size", 24.0);
    assert!((stage.window().settings.type_size - 24.0).abs() < 0.01);
    let larger = lines(&stage);
    assert!(larger[0].height() > before[0].height() * 1.1, "{larger:?}");
    let step = |lines: &[egui::Rect]| lines[1].center().y - lines[0].center().y;
    slide(&mut stage, "Line spacing", 2.0);
    assert!((stage.window().settings.line_spacing - 2.0).abs() < 0.01);
    assert!(step(&lines(&stage)) > step(&larger) * 1.2);
    let wide = lines(&stage);
    slide(&mut stage, "Measure", 40.0);
    assert_eq!(stage.window().settings.measure, 40);
    let narrow = lines(&stage);
    assert!(narrow[0].width() < wide[0].width() * 0.8, "{narrow:?}");
    stage.press("Done");
    assert_eq!(stage.window().settings.measure, 40, "it stays");
    // What Cancel brings back is what was there when the dialog opened.
    stage.ctrl(Key::Comma);
    slide(&mut stage, "Measure", 80.0);
    stage.press("Cancel");
    assert_eq!(stage.window().settings.measure, 40);
}

#[test]
fn typeface_and_colours_are_chosen_and_the_text_follows() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    stage.ctrl(Key::Comma);
    choose(&mut stage, "Serif");
    assert!(stage.window().settings.serif);
    let widths = |stage: &Stage| {
        lines(stage).iter().map(|line| line.width().round() as i32).collect::<Vec<_>>()
    };
    let serif = widths(&stage);
    choose(&mut stage, "Sans serif");
    assert!(!stage.window().settings.serif);
    assert_ne!(widths(&stage), serif, "another face, other widths");
    choose(&mut stage, "Dark");
    assert_eq!(stage.window().settings.theme, ThemeChoice::Dark);
    assert_eq!(stage.harness.ctx.theme(), egui::Theme::Dark);
    choose(&mut stage, "Light");
    assert_eq!(stage.harness.ctx.theme(), egui::Theme::Light);
    stage.press("Done");
    stage.run(Command::ToggleTheme);
    assert_eq!(stage.harness.ctx.theme(), egui::Theme::Dark);
    stage.run(Command::ToggleSerif);
    assert_eq!(widths(&stage), serif, "serif again");
}

#[test]
fn control_plus_and_minus_resize_the_type_by_a_point() {
    let folder = Folder::new();
    let mut stage = opened(&folder);
    let size = stage.window().settings.type_size;
    let before = lines(&stage)[0].height();
    for key in [Key::Plus, Key::Equals, Key::Plus] {
        stage.ctrl(key);
    }
    assert!((stage.window().settings.type_size - size - 3.0).abs() < 0.01);
    assert!(lines(&stage)[0].height() > before);
    for _ in 0..3 {
        stage.ctrl(Key::Minus);
    }
    assert!((stage.window().settings.type_size - size).abs() < 0.01);
    assert!((lines(&stage)[0].height() - before).abs() < 0.01);
    for _ in 0..60 {
        stage.ctrl(Key::Minus);
    }
    assert!(stage.window().settings.type_size >= 10.0, "there is an end to it");
    stage.keys(Modifiers::NONE, Key::F9);
    assert!(!stage.window().settings.left_panel);
}
