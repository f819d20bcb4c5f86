//! Lays out one segment, by whichever way its text needs. The same engine serves the
//! window and, with fonts of its own, the thread that refines heights.

use egui::{FontFamily, FontId, epaint::text::FontsView};

use super::{
    SegmentLayout, Typeset, bidi, needs_bidi, plain,
    plain::Frame,
    runs::FaceSigns,
    sections::{Section, sections},
};
use crate::app::reader::model::{Kind, Model, Segment};

/// Signs that may stand inside a right-to-left run.
const SIGNS: &str = " \u{a0}!\"'()*+,-./:;<=>?[]_{}«»–—‘’“”…\u{200c}\u{200d}\u{200e}\u{200f}";

/// Lays out segments of an article.
#[derive(Debug, Clone)]
pub(in crate::app::reader) struct Engine {
    pub(in crate::app::reader) typeset: Typeset,
    signs: Option<FaceSigns>,
}

impl Engine {
    pub(in crate::app::reader) fn new(typeset: Typeset) -> Self {
        Self { typeset, signs: None }
    }

    /// Lays out a segment. Never gives a layout without a row.
    pub(in crate::app::reader) fn layout(
        &mut self,
        fonts: &mut FontsView<'_>,
        model: &Model,
        segment: &Segment,
    ) -> SegmentLayout {
        let text = model.slice(segment.span);
        let mut sections = sections(model, segment, &self.typeset);
        if sections.is_empty() {
            let format = self.typeset.format(segment.kind);
            sections.push(Section { bytes: 0..text.len(), format });
        }
        let frame = self.frame(fonts, segment, text, &sections);
        if text.is_empty() {
            return empty(segment, frame, self.typeset.gap());
        }
        if !needs_bidi(text) {
            return plain::layout(fonts, segment.span, text, &sections, frame);
        }
        let typeset = &self.typeset;
        let signs = self.signs.get_or_insert_with(|| face_signs(fonts, typeset));
        let source = bidi::Source {
            span: segment.span,
            text,
            sections: &sections,
            typeset,
            signs,
            bold: matches!(segment.kind, Kind::Heading(_)),
        };
        bidi::layout(fonts, &source, frame, typeset.width)
    }

    fn frame(
        &self,
        fonts: &mut FontsView<'_>,
        segment: &Segment,
        text: &str,
        sections: &[Section],
    ) -> Frame {
        let typeset = &self.typeset;
        let (start, end) = typeset.indents(segment);
        let (above, below) = typeset.margins(segment);
        let hang = match sections.first() {
            Some(section) if segment.kind == Kind::Item && segment.first => {
                let marker = bullet(text);
                let font = &section.format.font_id;
                let width: f32 = marker.chars().map(|c| fonts.glyph_width(font, c)).sum();
                width.min(start)
            }
            _ => 0.0,
        };
        Frame {
            left: start,
            width: typeset.width - start - end,
            above,
            below,
            line_height: typeset.line_height(segment.kind),
            ink: typeset.size_of(segment.kind) * 1.28,
            hang,
        }
    }
}

/// The sign or number that a list item starts with, with the space after it.
pub(in crate::app::reader) fn bullet(text: &str) -> &str {
    let Some(space) = text.find(' ').filter(|at| *at <= 6) else { return "" };
    let sign = &text[..space];
    let is_sign = matches!(sign, "•" | "-" | "–" | "—" | "*" | "·" | "◦" | "▪" | "‣" | "+");
    let number = sign.trim_end_matches(['.', ')', ']', ':']).trim_start_matches(['(', '[']);
    let is_number = number.len() < sign.len()
        && !number.is_empty()
        && (number.chars().all(|c| c.is_ascii_digit()) || number.chars().count() == 1);
    if is_sign || is_number { &text[..=space] } else { "" }
}

fn empty(segment: &Segment, frame: Frame, gap: f32) -> SegmentLayout {
    let height = if segment.kind == Kind::Pre { frame.line_height } else { gap };
    let (ink_top, ink_bottom) = frame.ink_of(frame.above, frame.above + height);
    SegmentLayout {
        span: segment.span,
        rows: vec![super::Row {
            top: frame.above,
            bottom: frame.above + height,
            ink_top,
            ink_bottom,
            chars: 0..0,
            cells: 0..0,
            start_x: frame.left,
        }],
        cells: Vec::new(),
        pieces: Vec::new(),
        height: frame.above + height,
        rtl: false,
        has_rtl: false,
    }
}

/// The signs that the Arabic and Hebrew faces have themselves.
pub(super) fn face_signs(fonts: &mut FontsView<'_>, typeset: &Typeset) -> FaceSigns {
    FaceSigns {
        arabic: signs_of(fonts, &typeset.arabic, '\u{628}'),
        hebrew: signs_of(fonts, &typeset.hebrew, '\u{5d0}'),
    }
}

/// The signs that the same face has as a letter, sorted.
fn signs_of(fonts: &mut FontsView<'_>, family: &FontFamily, letter: char) -> Vec<char> {
    if !fonts.has_glyph(&FontId::new(16.0, family.clone()), letter) {
        return Vec::new();
    }
    let characters = fonts.characters(family);
    let Some(face) = characters.get(&letter).and_then(|faces| faces.first()) else {
        return Vec::new();
    };
    let mut signs: Vec<char> = SIGNS
        .chars()
        .filter(|c| characters.get(c).and_then(|faces| faces.first()) == Some(face))
        .collect();
    signs.sort_unstable();
    signs
}

#[cfg(test)]
mod tests {
    use super::bullet;

    #[test]
    fn a_bullet_or_a_number_with_a_dot_hangs_out_and_a_word_does_not() {
        assert_eq!(bullet("• one"), "• ");
        assert_eq!(bullet("12. twelve"), "12. ");
        assert_eq!(bullet("[3] three"), "[3] ");
        assert_eq!(bullet("A house"), "");
        assert_eq!(bullet("1999 was"), "");
    }
}
