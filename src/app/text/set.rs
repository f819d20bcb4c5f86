//! Setting a text with right-to-left parts, and making one galley of its pieces.

use std::ops::Range;
use std::sync::Arc;

use egui::{
    Galley, Mesh, Pos2, Rect, TextFormat, Vec2,
    emath::GuiRounding as _,
    epaint::text::{FontsView, Glyph, PlacedRow, Row},
    pos2,
    text::{LayoutJob, LayoutSection},
    vec2,
};

use super::laid::{Laid, Paragraph};
use crate::app::reader::{Inline, Line, SegmentLayout};

/// How wide a line is at most that is not to be broken, in points.
const UNBROKEN: f32 = 20_000.0;

/// So much wider than its words a line is taken to be, for what glyphs overhang, in points.
const SLACK: f32 = 2.0;

/// How often a line is made shorter until it fits.
const TRIES: usize = 12;

type Formats = Vec<(Range<usize>, TextFormat)>;

/// Sets the text of a job.
pub(super) fn set(
    fonts: &mut FontsView<'_>,
    inline: &Inline,
    pixels_per_point: f32,
    mut job: LayoutJob,
) -> Laid {
    space_parts(&mut job);
    let Some(first) = job.sections.first().map(|section| section.format.clone()) else {
        return Laid::plain(fonts.layout_job(job));
    };
    let single = job.wrap.max_rows == 1 || !job.break_on_newline;
    if single {
        // One line: a break is shown as a space, which takes as many bytes.
        job.text = job.text.replace('\n', " ");
    }
    let height = line_height(fonts, &job).round_to_pixels(pixels_per_point);
    let mut setter = Setter { fonts, inline, height };
    let limit = job.wrap.max_width;
    let cuts = single && limit.is_finite() && job.wrap.overflow_character.is_some();
    let elided = cuts && setter.shorten(&mut job, limit);
    let mut layouts = Vec::new();
    let (mut start, mut byte, mut rtl) = (0, 0, false);
    for text in job.text.split('\n') {
        let formats = formats_of(&job.sections, byte..byte + text.len());
        let line = Line { text, start, formats: &formats, width: limit, line_height: height, rtl };
        // A line that must not be broken is set as if there were room without end, and
        // moved to where it belongs.
        let set_at = if single || !limit.is_finite() { UNBROKEN } else { limit };
        let layout = setter.inline.layout(setter.fonts, &Line { width: set_at, ..line });
        let own = if set_at < UNBROKEN { set_at } else { extent(&layout) + SLACK };
        let layout = (layout, set_at, own.ceil());
        rtl = layout.0.rtl;
        start = layout.0.span.end + 1;
        byte += text.len() + 1;
        layouts.push(layout);
    }
    let widths =
        layouts.iter().map(|(layout, _, own)| if layout.rtl { *own } else { right_edge(layout) });
    let natural = widths.fold(0.0, f32::max);
    let any_rtl = layouts.iter().any(|(layout, ..)| layout.rtl);
    let width = if limit.is_finite() && any_rtl { limit.max(natural) } else { natural };
    let mut top = 0.0;
    let paragraphs: Vec<Paragraph> = layouts
        .into_iter()
        .map(|(layout, set_at, _)| {
            let left = if layout.rtl { width - set_at } else { 0.0 };
            let at = vec2(left, top);
            top += layout.height;
            Paragraph { layout, at }
        })
        .collect();
    let shape = Shape { size: vec2(width, top), elided, pixels_per_point };
    let galley = compose(setter.fonts, job, first, &paragraphs, &shape);
    Laid { galley, paragraphs }
}

/// Makes the space before a part of a line one of letters: it stands on the side where the
/// part is, which only the order of the whole line tells.
fn space_parts(job: &mut LayoutJob) {
    const SPACE: &str = "  ";
    let mut moved = 0;
    for (at, section) in job.sections.iter_mut().enumerate() {
        let range = &mut section.byte_range;
        (range.start.0, range.end.0) = (range.start.0 + moved, range.end.0 + moved);
        if at > 0 && std::mem::take(&mut section.leading_space) > 0.0 && range.start < range.end {
            job.text.insert_str(range.start.0, SPACE);
            range.end.0 += SPACE.len();
            moved += SPACE.len();
        }
    }
}

struct Setter<'a, 'f> {
    fonts: &'a mut FontsView<'f>,
    inline: &'a Inline,
    height: f32,
}

impl Setter<'_, '_> {
    /// The text of a job on one line, however long.
    fn long(&mut self, job: &LayoutJob) -> SegmentLayout {
        let formats = formats_of(&job.sections, 0..job.text.len());
        let line = Line {
            text: &job.text,
            start: 0,
            formats: &formats,
            width: UNBROKEN,
            line_height: self.height,
            rtl: false,
        };
        self.inline.layout(self.fonts, &line)
    }

    /// Cuts a text of one line so that it fits with an ellipsis. Whether it had to.
    fn shorten(&mut self, job: &mut LayoutJob, limit: f32) -> bool {
        let whole = self.long(job);
        if extent(&whole) + SLACK <= limit {
            return false;
        }
        let mut taken = 0.0;
        let mut fits = whole
            .cells
            .iter()
            .take_while(|cell| {
                taken += cell.x1 - cell.x0;
                taken <= limit
            })
            .count();
        let text = std::mem::take(&mut job.text);
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        for _ in 0..TRIES {
            let cut = whole.cells.get(fits).and_then(|cell| bytes.get(cell.at as usize));
            let kept = text[..cut.copied().unwrap_or(text.len())].trim_end();
            job.text = format!("{kept}…");
            let over = extent(&self.long(job)) + SLACK - limit;
            if over <= 0.0 || fits == 0 {
                break;
            }
            let mut freed = 0.0;
            while fits > 0 && freed < over {
                fits -= 1;
                freed += whole.cells.get(fits).map_or(0.0, |cell| cell.x1 - cell.x0);
            }
        }
        true
    }
}

/// How far the cells of a line reach, whatever stands left of them.
fn extent(layout: &SegmentLayout) -> f32 {
    let left = layout.cells.iter().map(|cell| cell.x0).fold(f32::INFINITY, f32::min);
    let right = layout.cells.iter().map(|cell| cell.x1).fold(f32::NEG_INFINITY, f32::max);
    (right - left).max(0.0)
}

/// Where a paragraph that begins at the left ends at the right.
fn right_edge(layout: &SegmentLayout) -> f32 {
    layout.cells.iter().map(|cell| cell.x1).fold(0.0, f32::max).ceil()
}

fn line_height(fonts: &mut FontsView<'_>, job: &LayoutJob) -> f32 {
    let heights = job.sections.iter().map(|section| {
        let format = &section.format;
        format.line_height.unwrap_or_else(|| fonts.row_height(&format.font_id))
    });
    heights.fold(1.0, f32::max)
}

/// The formats of a part of a text, by bytes of the part and covering it.
fn formats_of(sections: &[LayoutSection], part: Range<usize>) -> Formats {
    let mut formats: Formats = Vec::new();
    for section in sections {
        let from = section.byte_range.start.0.max(part.start);
        let to = section.byte_range.end.0.min(part.end);
        if from < to {
            formats.push((from - part.start..to - part.start, section.format.clone()));
        }
    }
    match (formats.last_mut(), sections.last()) {
        // What was added behind the end is set like the end.
        (Some(last), _) => last.0.end = part.len(),
        (None, Some(section)) => formats.push((0..part.len(), section.format.clone())),
        (None, None) => {}
    }
    formats
}

/// How a galley is as a whole.
struct Shape {
    size: Vec2,
    elided: bool,
    pixels_per_point: f32,
}

/// One galley of all pieces.
fn compose(
    fonts: &mut FontsView<'_>,
    job: LayoutJob,
    format: TextFormat,
    paragraphs: &[Paragraph],
    shape: &Shape,
) -> Arc<Galley> {
    // Galleys, rows and glyphs have fields of egui's own: these are changed, not made.
    let model = fonts.layout_job(LayoutJob::single_section(" ".to_owned(), format));
    let model_row = model.rows.first().map(|placed| Row::clone(&placed.row));
    let (Some(model_row), Some(glyph)) =
        (model_row.clone(), model_row.and_then(|row| row.glyphs.first().copied()))
    else {
        return fonts.layout_job(job);
    };
    let chars: Vec<char> = job.text.chars().collect();
    let pixels = shape.pixels_per_point;
    let mut galley = Galley::clone(&model);
    galley.rows.clear();
    galley.job = Arc::new(job);
    galley.elided = shape.elided;
    galley.rect = Rect::from_min_size(Pos2::ZERO, shape.size);
    (galley.mesh_bounds, galley.num_vertices, galley.num_indices) = (Rect::NOTHING, 0, 0);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let layout = &paragraph.layout;
        for (at, row) in layout.rows.iter().enumerate() {
            let pos = pos2(paragraph.at.x, paragraph.at.y + row.top).round_to_pixels(pixels);
            let mut out = model_row.clone();
            out.visuals = egui::epaint::text::RowVisuals::default();
            if at == 0 {
                // A piece does not tell its row; all of them are painted with the first.
                out.visuals.mesh = mesh(paragraph, pos, pixels);
                out.visuals.mesh_bounds = out.visuals.mesh.calc_bounds();
            }
            let vertices = out.visuals.mesh.vertices.len();
            out.visuals.glyph_vertex_range = 0..vertices;
            let shift = paragraph.at.x - pos.x;
            let carets = carets(layout, row, shift);
            out.glyphs =
                glyphs(&carets, &chars, layout.span.start + row.chars.start, glyph, vertices);
            out.size = vec2(carets.end, row.bottom - row.top);
            galley.num_vertices += vertices;
            galley.num_indices += out.visuals.mesh.indices.len();
            galley.mesh_bounds |= out.visuals.mesh_bounds.translate(pos.to_vec2());
            galley.rows.push(PlacedRow {
                pos,
                row: Arc::new(out),
                ends_with_newline: at + 1 == layout.rows.len() && index + 1 < paragraphs.len(),
            });
        }
    }
    Arc::new(galley)
}

fn mesh(paragraph: &Paragraph, row: Pos2, pixels: f32) -> Mesh {
    let mut mesh = Mesh::default();
    for piece in &paragraph.layout.pieces {
        for placed in &piece.galley.rows {
            let place = placed.pos + piece.pos + paragraph.at;
            let mut own = placed.row.visuals.mesh.clone();
            own.translate(place.round_to_pixels(pixels) - row);
            mesh.append(own);
        }
    }
    mesh
}

/// Where the caret stands before each code point of a row, how far that one reaches from
/// there (to the left, if negative), and where the caret stands behind the last.
struct Carets {
    places: Vec<(f32, f32)>,
    end: f32,
}

fn carets(layout: &SegmentLayout, row: &crate::app::reader::LaidRow, shift: f32) -> Carets {
    let cells = layout.row_cells(row);
    let end = cells.last().map_or(row.start_x, |cell| cell.trailing()) + shift;
    let mut places = Vec::with_capacity(row.chars.len());
    for cell in cells {
        let (from, to) = (cell.leading() + shift, cell.trailing() + shift);
        places.push((from, to - from));
        // Within a cluster no caret can stand; behind it is the nearest place.
        places.extend((1..cell.len).map(|_| (to, 0.0)));
    }
    places.resize(row.chars.len(), (end, 0.0));
    Carets { places, end }
}

fn glyphs(carets: &Carets, chars: &[char], from: u32, like: Glyph, vertices: usize) -> Vec<Glyph> {
    let chars = chars.iter().skip(from as usize);
    let glyphs = carets.places.iter().zip(chars).map(|(&(x, width), &chr)| {
        let mut glyph = like;
        glyph.chr = chr;
        glyph.pos.x = x;
        glyph.advance_width = width;
        glyph.is_color = false;
        // No range of glyphs is a range of vertices: the mesh is in visual order.
        glyph.first_vertex = vertices as u32;
        glyph
    });
    glyphs.collect()
}
