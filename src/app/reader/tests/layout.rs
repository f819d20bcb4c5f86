use std::sync::Arc;

use egui::{FontFamily, vec2};

use super::*;
use crate::{
    app::{
        reader::{
            fonts::ReaderFonts, model::Model, palette::ReaderPalette, settings::ReaderSettings,
            tests::article_of,
        },
        theme,
    },
    domain::article::{Mark, MarkKind, Structure},
};

/// Lays out the first paragraph of a text at a width.
fn laid_out(text: &str, width: f32, marks: Vec<Mark>) -> SegmentLayout {
    let ctx = egui::Context::default();
    ctx.set_fonts(theme::install_fonts());
    let structure = Arc::new(Structure { blocks: Vec::new(), marks });
    let model = Model::new(&article_of(text), &structure);
    let mut out = None;
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let fonts = ReaderFonts::installed(ui.ctx());
        out = Some(ui.ctx().fonts_mut(|view| {
            let note = ReaderPalette::light().note;
            let settings = ReaderSettings::default();
            let typeset = Typeset::new(&settings, &fonts, view, width, 1.0, note);
            Engine::new(typeset).layout(view, &model, &model.segments[0])
        }));
    });
    output.textures_delta.clear();
    out.expect("one frame was run")
}

fn span(start: u32, end: u32) -> Span {
    Span::new(start, end)
}

/// Every code point is in one cell, every cell in its row, and the rows follow each other.
fn check(layout: &SegmentLayout, chars: u32) {
    let mut at = 0;
    for row in &layout.rows {
        assert_eq!(row.chars.start, at);
        for cell in layout.row_cells(row) {
            assert_eq!(cell.at, at);
            assert!(cell.x1 >= cell.x0 - 0.01, "{cell:?}");
            at += cell.len;
        }
        assert_eq!(row.chars.end, at);
    }
    assert_eq!(at, chars);
}

#[test]
fn latin_cells_run_from_left_to_right_and_every_place_is_found_again() {
    let text = "The office of the river authority filed 👩‍👩‍👧 an affine report. ".repeat(4);
    let layout = laid_out(text.trim_end(), 300.0, Vec::new());
    check(&layout, text.trim_end().chars().count() as u32);
    assert!(layout.rows.len() > 4);
    for (index, row) in layout.rows.iter().enumerate() {
        let cells = layout.row_cells(row);
        assert!(cells.windows(2).all(|w| w[0].x1 <= w[1].x0 + 0.6), "{cells:?}");
        for cell in cells.iter().filter(|c| c.x1 - c.x0 > 1.0) {
            let (at, _) = layout.position_in_row(index, cell.x0 + 0.2);
            assert_eq!(at, cell.at);
            let middle = vec2(cell.x0.midpoint(cell.x1), row.ink_top + 1.0);
            assert_eq!(layout.char_under(middle), Some(cell.at));
        }
    }
}

#[test]
fn persian_reads_from_the_right_edge_and_its_places_are_found_again() {
    let text =
        "وزارت راه در سال ۱۴۰۲ گفت که پل «نو» (شرقی) بسته است [12] و Reuters نیز آن را نوشت.";
    let layout = laid_out(text, 420.0, Vec::new());
    check(&layout, text.chars().count() as u32);
    assert!(layout.rtl && layout.rows.len() >= 2);
    let first = layout.row_cells(&layout.rows[0]);
    let right = first.iter().map(|c| c.x1).fold(0.0, f32::max);
    assert!(first[0].rtl && (first[0].x1 - right).abs() < 1.5, "starts at the right");
    for (index, row) in layout.rows.iter().enumerate() {
        let cells = layout.row_cells(row);
        for cell in cells.iter().filter(|c| c.x1 - c.x0 > 2.0) {
            let (before, after) = (cell.at, cell.at + cell.len);
            let expected_left = if cell.rtl { after } else { before };
            let (at, _) = layout.position_in_row(index, cell.x0 + 0.3);
            assert_eq!(at, expected_left, "{cell:?}");
        }
    }
    // The digits of the year run left to right inside it.
    let start = text.chars().position(|c| c == '۱').expect("it is there") as u32;
    let digits: Vec<_> =
        layout.cells.iter().filter(|c| (start..start + 4).contains(&c.at)).collect();
    assert!(digits.windows(2).all(|w| w[0].x1 <= w[1].x0 + 0.6 && !w[0].rtl), "{digits:?}");
}

#[test]
fn cells_of_a_right_to_left_line_touch_each_other_without_overlap() {
    for text in ["الله أكبر لا إله", "שָׁלוֹם עולם טוב", "می‌خواهم لایه‌ها را ببینم", "سلاااام ممم للل"]
    {
        let layout = laid_out(text, 600.0, Vec::new());
        check(&layout, text.chars().count() as u32);
        let mut cells = layout.cells.clone();
        cells.retain(|c| c.x1 - c.x0 > 0.05);
        cells.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        for pair in cells.windows(2) {
            assert!(pair[1].x0 >= pair[0].x1 - 1.1, "{text}: {pair:?}");
            assert!(pair[1].x0 <= pair[0].x1 + 1.6, "{text}: a hole: {pair:?}");
            assert!(pair[0].at > pair[1].at, "{text}: out of order");
        }
    }
}

#[test]
fn a_selection_over_mixed_text_may_be_several_rectangles() {
    let text = "سلام abc دنیا";
    let layout = laid_out(text, 600.0, Vec::new());
    let whole = layout.rects(span(0, 13));
    assert_eq!(whole.len(), 1, "{whole:?}");
    // The first letters and part of the Latin word do not touch.
    let part = layout.rects(span(0, 6));
    assert_eq!(part.len(), 2, "{part:?}");
}

#[test]
fn the_caret_after_the_last_letter_of_right_to_left_text_stands_at_its_left() {
    let layout = laid_out("سلام", 600.0, Vec::new());
    let (start, end) = (layout.caret(0, false).left(), layout.caret(4, false).left());
    assert!(end < start - 10.0);
    assert!((start - layout.rows[0].start_x).abs() < 1.5);
}

#[test]
fn a_long_arabic_word_is_cut_rather_than_running_out_of_the_column() {
    let text = "ب".repeat(300);
    let layout = laid_out(&text, 300.0, Vec::new());
    check(&layout, 300);
    assert!(layout.rows.len() > 3);
    assert!(layout.cells.iter().all(|c| c.x0 > -20.0));
}

#[test]
fn a_raised_note_marker_is_in_the_line_and_keeps_its_height() {
    let mark = |kind| Mark { span: span(4, 7), kind, target: Some("1".into()) };
    let plain = laid_out("said[1] so", 400.0, Vec::new());
    let marked =
        laid_out("said[1] so", 400.0, vec![mark(MarkKind::Superscript), mark(MarkKind::NoteRef)]);
    check(&marked, 10);
    assert_eq!(plain.rows.len(), marked.rows.len());
    assert!((plain.height - marked.height).abs() < 0.01);
    assert!(marked.rects(span(4, 7))[0].width() < plain.rects(span(4, 7))[0].width());
}

#[test]
fn fonts_that_are_missing_do_not_stop_the_layout() {
    let ctx = egui::Context::default();
    let model = Model::new(&article_of("سلام abc ۱۲"), &Arc::new(Structure::default()));
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let fonts = ReaderFonts::among(&[FontFamily::Proportional]);
        let layout = ui.ctx().fonts_mut(|view| {
            let note = ReaderPalette::light().note;
            let settings = ReaderSettings::default();
            let typeset = Typeset::new(&settings, &fonts, view, 500.0, 1.0, note);
            Engine::new(typeset).layout(view, &model, &model.segments[0])
        });
        check(&layout, 11);
    });
    output.textures_delta.clear();
}
