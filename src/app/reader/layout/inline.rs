//! The window's own lines of text – labels, cells, fields – set the way the article is where
//! they have right-to-left parts.

use std::ops::Range;

use egui::{Color32, TextFormat, epaint::text::FontsView};

use super::{
    Row, SegmentLayout, Typeset, bidi, engine::face_signs, plain::Frame, runs::FaceSigns,
    sections::Section,
};
use crate::{app::reader::fonts::ReaderFonts, domain::span::Span};

/// How much of a line's height its type takes: all of it, since carets stand in it.
const INK: f32 = 1.0;

/// Sets paragraphs of the window's text.
#[derive(Debug)]
pub(in crate::app) struct Inline {
    typeset: Typeset,
    signs: FaceSigns,
}

/// One paragraph to be set.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Line<'a> {
    /// Its text, without a line break.
    pub text: &'a str,
    /// Its first code point in the whole text.
    pub start: u32,
    /// The formats of its parts, in order and without a gap, by bytes of `text`.
    pub formats: &'a [(Range<usize>, TextFormat)],
    /// How wide it may be, in points.
    pub width: f32,
    /// The height of a line, in points.
    pub line_height: f32,
    /// Whether it begins at the right if it has no letters.
    pub rtl: bool,
}

impl Inline {
    /// With the reader's faces for Arabic and Hebrew script.
    pub(in crate::app) fn new(
        fonts: &mut FontsView<'_>,
        families: &ReaderFonts,
        pixels_per_point: f32,
    ) -> Self {
        let size = 13.0;
        let typeset = Typeset {
            width: f32::INFINITY,
            advance: size * 0.5,
            size,
            spacing: 1.0,
            face: families.sans.clone(),
            arabic: families.arabic.clone(),
            arabic_bold: families.arabic_bold.clone(),
            hebrew: families.hebrew.clone(),
            mono: families.mono.clone(),
            note: Color32::PLACEHOLDER,
            pixels_per_point,
        };
        let signs = face_signs(fonts, &typeset);
        Self { typeset, signs }
    }

    /// Lays out one paragraph. Never gives a layout without a row.
    pub(in crate::app) fn layout(
        &self,
        fonts: &mut FontsView<'_>,
        line: &Line<'_>,
    ) -> SegmentLayout {
        let chars = line.text.chars().count() as u32;
        let span = Span::new(line.start, line.start + chars);
        if line.text.is_empty() {
            return empty(line, span);
        }
        let sections: Vec<Section> = line
            .formats
            .iter()
            .map(|(bytes, format)| Section {
                bytes: bytes.clone(),
                format: TextFormat { line_height: Some(line.line_height), ..format.clone() },
            })
            .collect();
        let source = bidi::Source {
            span,
            text: line.text,
            sections: &sections,
            typeset: &self.typeset,
            signs: &self.signs,
            bold: false,
        };
        let frame = Frame {
            left: 0.0,
            width: line.width,
            above: 0.0,
            below: 0.0,
            line_height: line.line_height,
            ink: line.line_height * INK,
            hang: 0.0,
        };
        bidi::layout(fonts, &source, frame, line.width)
    }
}

fn empty(line: &Line<'_>, span: Span) -> SegmentLayout {
    SegmentLayout {
        span,
        rows: vec![Row {
            top: 0.0,
            bottom: line.line_height,
            ink_top: 0.0,
            ink_bottom: line.line_height,
            chars: 0..0,
            cells: 0..0,
            start_x: if line.rtl { line.width } else { 0.0 },
        }],
        cells: Vec::new(),
        pieces: Vec::new(),
        height: line.line_height,
        rtl: line.rtl,
        has_rtl: line.rtl,
    }
}
