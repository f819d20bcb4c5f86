//! How the article is set: sizes, spacing, indents. Two equal typesets give equal layouts.

use egui::{Color32, FontFamily, FontId, TextFormat, epaint::text::FontsView};

use crate::app::reader::{
    fonts::{ReaderFonts, Typeface},
    model::{Kind, Segment},
    settings::ReaderSettings,
};

/// The letters whose mean width is the width of "a character" of the measure.
const SAMPLE: &str = "etaoin shrdlu etaoin mcwfgypb";

/// Everything that a layout depends on beside the text.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app::reader) struct Typeset {
    /// The width of the column, in points.
    pub width: f32,
    /// The mean width of a character of the body, in points.
    pub advance: f32,
    /// The type size of the body, in points.
    pub size: f32,
    /// The height of a line, as a multiple of the type size.
    pub spacing: f32,
    /// The typeface of the text.
    pub face: Typeface,
    /// For Arabic script.
    pub arabic: FontFamily,
    /// For headings in Arabic script.
    pub arabic_bold: Option<FontFamily>,
    /// For Hebrew script.
    pub hebrew: FontFamily,
    /// For preformatted text.
    pub mono: FontFamily,
    /// The colour of note markers.
    pub note: Color32,
    /// Physical pixels per point.
    pub pixels_per_point: f32,
}

impl Typeset {
    /// For a window of a width, at most as wide as the measure.
    pub(in crate::app::reader) fn new(
        settings: &ReaderSettings,
        fonts: &ReaderFonts,
        view: &mut FontsView<'_>,
        available: f32,
        pixels_per_point: f32,
        note: Color32,
    ) -> Self {
        let settings = settings.clamped();
        let face = if settings.serif { &fonts.serif } else { &fonts.sans };
        let font = FontId::new(settings.size, face.regular.clone());
        let sum: f32 = SAMPLE.chars().map(|c| view.glyph_width(&font, c)).sum();
        let advance = (sum / SAMPLE.len() as f32).max(settings.size * 0.2);
        let width = (f32::from(settings.measure) * advance).min(available).max(settings.size * 6.0);
        Self {
            width: width.floor(),
            advance,
            size: settings.size,
            spacing: settings.line_spacing,
            face: face.clone(),
            arabic: fonts.arabic.clone(),
            arabic_bold: fonts.arabic_bold.clone(),
            hebrew: fonts.hebrew.clone(),
            mono: fonts.mono.clone(),
            note,
            pixels_per_point,
        }
    }

    /// The type size of a kind, in points.
    pub(super) fn size_of(&self, kind: Kind) -> f32 {
        let factor = match kind {
            Kind::Body | Kind::Item => 1.0,
            Kind::Heading(level) => {
                [1.6, 1.35, 1.18, 1.08, 1.0, 1.0][usize::from(level - 1).min(5)]
            }
            Kind::Pre => 0.88,
            Kind::Small => 0.86,
        };
        (self.size * factor * 2.0).round() / 2.0
    }

    /// The height of a line, in points, on whole pixels.
    pub(super) fn line_height(&self, kind: Kind) -> f32 {
        let spacing = match kind {
            Kind::Heading(_) => 1.0 + (self.spacing - 1.0) * 0.55,
            Kind::Small | Kind::Pre => 1.0 + (self.spacing - 1.0) * 0.8,
            Kind::Body | Kind::Item => self.spacing,
        };
        let height = self.size_of(kind) * spacing;
        (height * self.pixels_per_point).round() / self.pixels_per_point
    }

    /// The space above and below a segment, in points.
    pub(super) fn margins(&self, segment: &Segment) -> (f32, f32) {
        let line = self.line_height(Kind::Body);
        let (above, below) = match segment.kind {
            Kind::Heading(1) => (0.5, 0.35),
            Kind::Heading(_) => (0.6, 0.2),
            Kind::Item | Kind::Small => (0.0, 0.16),
            Kind::Pre => (0.0, 0.0),
            Kind::Body => (0.0, 0.32),
        };
        let round = |x: f32| (x * line * self.pixels_per_point).round() / self.pixels_per_point;
        let above = if segment.first { round(above) } else { 0.0 };
        let below = if segment.last { round(below) } else { 0.0 };
        (above, below)
    }

    /// How tall an empty paragraph is, in points.
    pub(super) fn gap(&self) -> f32 {
        let height = self.line_height(Kind::Body) * 0.4;
        (height * self.pixels_per_point).round() / self.pixels_per_point
    }

    /// How far a segment is indented at the start and at the end of its lines, in points.
    pub(in crate::app::reader) fn indents(&self, segment: &Segment) -> (f32, f32) {
        let quote = if segment.quoted { self.size * 1.3 } else { 0.0 };
        let item = if segment.kind == Kind::Item { self.size * 1.5 } else { 0.0 };
        ((quote + item).round(), (quote * 0.5).round())
    }

    /// What a segment's height may be, before it was laid out.
    pub(in crate::app::reader) fn estimate(&self, segment: &Segment) -> f32 {
        let (above, below) = self.margins(segment);
        if segment.span.is_empty() {
            return above + self.gap();
        }
        let (start, end) = self.indents(segment);
        let advance = self.advance * self.size_of(segment.kind) / self.size;
        let width = (self.width - start - end).max(advance);
        // A line ends at a word: on average half a word of it stays empty.
        let per_row = (width / advance - 2.5).max(1.0);
        let rows = (segment.span.len() as f32 / per_row).ceil().max(1.0);
        above + rows * self.line_height(segment.kind) + below
    }

    /// The format of a kind of text, without any mark.
    pub(super) fn format(&self, kind: Kind) -> TextFormat {
        let family = match kind {
            Kind::Heading(_) => self.face.bold.as_ref().unwrap_or(&self.face.regular),
            Kind::Pre => &self.mono,
            Kind::Body | Kind::Item | Kind::Small => &self.face.regular,
        };
        TextFormat {
            font_id: FontId::new(self.size_of(kind), family.clone()),
            line_height: Some(self.line_height(kind)),
            color: Color32::PLACEHOLDER,
            ..TextFormat::default()
        }
    }
}
