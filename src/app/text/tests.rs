use egui::{Key, Modifiers, RawInput, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::app::theme;

const TITLE: &str = "گزارش پل نو در شهر";
const MIXED: &str = "به گفته‌ی Reuters در سال ۱۴۰۲ پل بسته شد";

fn with_fonts<T>(show: impl FnOnce(&mut Ui) -> T) -> T {
    let ctx = Context::default();
    ctx.set_fonts(theme::install_fonts());
    let mut show = Some(show);
    let mut out = None;
    let mut output = ctx.run_ui(RawInput::default(), |ui| {
        if let Some(show) = show.take() {
            out = Some(show(ui));
        }
    });
    output.textures_delta.clear();
    out.expect("one frame was run")
}

fn job(text: &str, mode: TextWrapMode, width: f32) -> LayoutJob {
    let font = egui::FontId::proportional(14.0);
    let mut job = LayoutJob::simple(text.to_owned(), font, egui::Color32::PLACEHOLDER, width);
    job.wrap = TextWrapping::from_wrap_mode_and_width(mode, width);
    job
}

/// Where the caret stands before each code point.
fn carets(galley: &Galley) -> Vec<f32> {
    galley.rows.iter().flat_map(|row| row.glyphs.iter().map(|g| row.pos.x + g.pos.x)).collect()
}

#[test]
fn text_without_right_to_left_parts_is_left_to_egui() {
    with_fonts(|ui| {
        let text = shown(ui, "A plain title", TextWrapMode::Truncate, 80.0);
        assert!(matches!(text, WidgetText::Text(_)));
        let latin = job("A plain title", TextWrapMode::Extend, f32::INFINITY);
        let ours = lay_out(ui.ctx(), latin.clone());
        let eguis = ui.ctx().fonts_mut(|fonts| fonts.layout_job(latin));
        assert!(Arc::ptr_eq(&ours, &eguis));
    });
}

#[test]
fn persian_words_follow_each_other_from_right_to_left() {
    with_fonts(|ui| {
        let galley = lay_out(ui.ctx(), job(TITLE, TextWrapMode::Extend, f32::INFINITY));
        assert_eq!(galley.text(), TITLE, "the accessible text stays as it was typed");
        let carets = carets(&galley);
        assert_eq!(carets.len(), TITLE.chars().count());
        assert!(carets.windows(2).all(|pair| pair[1] <= pair[0] + 0.01), "{carets:?}");
        assert!(carets[0] > galley.size().x - 4.0);
        assert!(galley.num_vertices > 0 && galley.mesh_bounds.is_positive());
    });
}

#[test]
fn a_foreign_word_in_persian_runs_from_left_to_right() {
    with_fonts(|ui| {
        let galley = lay_out(ui.ctx(), job(MIXED, TextWrapMode::Extend, f32::INFINITY));
        let start = MIXED.chars().position(|c| c == 'R').expect("is there");
        let carets = carets(&galley);
        assert!(carets[start..start + 7].windows(2).all(|pair| pair[0] < pair[1]));
        assert!(carets[start - 2] > carets[start + 6] && carets[start + 9] < carets[start]);
    });
}

#[test]
fn what_is_too_long_is_cut_at_its_end_and_stands_at_the_right() {
    with_fonts(|ui| {
        let long = TITLE.repeat(9);
        let galley = lay_out(ui.ctx(), job(&long, TextWrapMode::Truncate, 150.0));
        assert!(galley.elided && galley.rows.len() == 1);
        assert!((galley.size().x - 150.0).abs() < 1.0);
        assert!(
            galley.text().ends_with('…') && long.starts_with(galley.text().trim_end_matches('…'))
        );
        assert!(galley.text().chars().count() > 10);
        assert!(galley.mesh_bounds.left() > -2.0 && galley.mesh_bounds.right() < 152.0);
        let short = lay_out(ui.ctx(), job("پل", TextWrapMode::Truncate, 150.0));
        assert!(!short.elided && short.mesh_bounds.left() > 120.0);
    });
}

#[test]
fn long_text_is_wrapped_at_the_right_and_paragraphs_keep_their_own_side() {
    with_fonts(|ui| {
        let text = format!("{}\n\nAn English line", MIXED.repeat(4));
        let galley = lay_out(ui.ctx(), job(&text, TextWrapMode::Wrap, 200.0));
        assert!(galley.rows.len() > 5 && (galley.size().x - 200.0).abs() < 1.0);
        let count: usize = galley.rows.iter().map(|r| r.char_count_including_newline().0).sum();
        assert_eq!(count, text.chars().count());
        let last = galley.rows.last().expect("a row");
        assert!(last.pos.x + last.glyphs[0].pos.x < 1.0);
        assert!(galley.rows.windows(2).all(|pair| pair[0].pos.y < pair[1].pos.y));
    });
}

#[test]
fn every_place_is_found_again_by_its_caret_and_hostile_text_is_survived() {
    with_fonts(|ui| {
        let hostile = ["א", "ش\u{202e}", "\u{200f}", "😀 سلام 😀", "ש\u{301}\u{301}", "ا\u{0}ب\tج"];
        for text in hostile.into_iter().chain([MIXED]) {
            for width in [0.0, 30.0, 400.0] {
                let laid = lines::laid(ui.ctx(), job(text, TextWrapMode::Wrap, width));
                let chars: usize = laid.galley.rows.iter().map(|row| row.glyphs.len()).sum();
                assert_eq!(chars, text.chars().count(), "{text:?} at {width}");
            }
        }
        let laid = lines::laid(ui.ctx(), job(TITLE, TextWrapMode::Wrap, 400.0));
        for at in 0..TITLE.chars().count() as u32 {
            let caret = laid.caret(at);
            let found = laid.position_at(vec2(caret.center().x - 0.3, caret.center().y));
            assert!(found == at || laid.caret(found).center().distance(caret.center()) < 1.0);
        }
    });
}

struct Stage {
    text: String,
    multiline: bool,
    fonts: bool,
}

fn field(text: &str, multiline: bool) -> Harness<'static, Stage> {
    let stage = Stage { text: text.to_owned(), multiline, fonts: false };
    let mut harness = Harness::builder().with_size([320.0, 200.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if theme::in_the_first_frame(ui.ctx(), &mut stage.fonts) {
                return;
            }
            let field = if stage.multiline {
                Field::multiline(&mut stage.text)
            } else {
                Field::singleline(&mut stage.text)
            };
            ui.add(field.desired_width(f32::INFINITY)).accessible_name("Words");
        },
        stage,
    );
    harness.run_steps(3);
    harness
}

fn click_at(harness: &mut Harness<'_, Stage>, share: f32) {
    let rect = harness.get_by_label("Words").rect();
    let at = egui::pos2(rect.left() + rect.width() * share, rect.top() + 12.0);
    harness.drag_at(at);
    harness.run_steps(2);
    harness.drop_at(at);
    harness.run_steps(2);
}

fn write(harness: &mut Harness<'_, Stage>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_steps(2);
}

#[test]
fn a_click_at_the_right_edge_puts_the_caret_before_the_first_letter() {
    let mut harness = field("سلام دنیا", false);
    click_at(&mut harness, 0.97);
    write(&mut harness, "آ");
    assert_eq!(harness.state().text, "آسلام دنیا");
    click_at(&mut harness, 0.05);
    write(&mut harness, "!");
    assert_eq!(harness.state().text, "آسلام دنیا!");
}

#[test]
fn the_left_arrow_moves_the_caret_to_the_left() {
    let mut harness = field("سلام", false);
    click_at(&mut harness, 0.97);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(2);
    write(&mut harness, "x");
    assert_eq!(harness.state().text, "سxلام");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run_steps(2);
    write(&mut harness, "");
    harness.key_press(Key::Backspace);
    harness.run_steps(2);
    assert_eq!(harness.state().text, "سلام", "the selected letter went");
}

#[test]
fn up_and_down_move_by_lines_in_a_field_of_several() {
    let mut harness = field("یک\nدو\nسه", true);
    click_at(&mut harness, 0.98);
    harness.key_press(Key::ArrowDown);
    harness.run_steps(2);
    write(&mut harness, "a");
    assert_eq!(harness.state().text, "یک\naدو\nسه");
    harness.key_press(Key::ArrowUp);
    harness.run_steps(2);
    harness.key_press(Key::ArrowUp);
    harness.run_steps(2);
    write(&mut harness, "b");
    assert_eq!(harness.state().text, "bیک\naدو\nسه");
}

#[test]
fn a_date_beside_a_persian_title_is_read_as_it_is_written() {
    with_fonts(|ui| {
        let line = joined(["پیک خاموش", "2023-06-08"]);
        let galley = lay_out(ui.ctx(), job(&line, TextWrapMode::Extend, f32::INFINITY));
        let start = line.chars().position(|c| c == '2').expect("is there");
        let carets = carets(&galley);
        assert!(carets[start..start + 10].windows(2).all(|pair| pair[0] < pair[1]), "{carets:?}");
        assert_eq!(joined(["The Courier", "2023"]), "The Courier · 2023");
    });
}

#[test]
fn digits_without_a_letter_stand_on_their_line() {
    with_fonts(|ui| {
        let galley = lay_out(ui.ctx(), job("[۱]", TextWrapMode::Extend, f32::INFINITY));
        let line = egui::Rect::from_min_size(egui::Pos2::ZERO, galley.size());
        assert!(line.expand(2.0).contains_rect(galley.mesh_bounds), "{:?}", galley.mesh_bounds);
    });
}
