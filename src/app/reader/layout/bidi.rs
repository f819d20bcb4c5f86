//! Text with right-to-left parts: lines are broken in logical order, each line is put into
//! visual order, and each of its runs becomes a galley of its own.

use std::{ops::Range, sync::Arc};

use egui::{
    FontFamily, Galley,
    epaint::text::{FontsView, Glyph},
    vec2,
};
use unicode_bidi::ParagraphBidiInfo;

use super::{
    Cell, Piece, Row, SegmentLayout, Typeset,
    cells::{self, Cluster},
    plain::{Frame, job},
    runs::{self, FaceSigns, Order, Run, Script},
    sections::Section,
};
use crate::domain::span::Span;

/// Naskh and Hebrew letters look smaller than Latin ones of the same size.
const ARABIC_SCALE: f32 = 1.12;

/// What a segment is laid out from.
pub(super) struct Source<'a> {
    pub(super) span: Span,
    pub(super) text: &'a str,
    pub(super) sections: &'a [Section],
    pub(super) typeset: &'a Typeset,
    pub(super) signs: &'a FaceSigns,
    pub(super) bold: bool,
}

struct Shaped {
    galley: Arc<Galley>,
    width: f32,
}

/// Lays out a segment that has right-to-left parts. `frame.left` is the indent at the
/// start of its lines, whichever side that is; `right` is the column's width.
pub(super) fn layout(
    fonts: &mut FontsView<'_>,
    source: &Source<'_>,
    frame: Frame,
    column: f32,
) -> SegmentLayout {
    let info = ParagraphBidiInfo::new(source.text, None);
    let rtl = info.paragraph_level.is_rtl();
    let edges: Vec<usize> = source.sections.iter().map(|section| section.bytes.start).collect();
    let clusters = cells::clusters(source.text);
    let mut out = SegmentLayout {
        span: source.span,
        rows: Vec::new(),
        cells: Vec::with_capacity(clusters.len()),
        pieces: Vec::new(),
        height: 0.0,
        rtl,
        has_rtl: true,
    };
    let mut top = frame.above;
    let baseline = line_baseline(fonts, source, rtl);
    let left = if rtl { column - frame.left - frame.width } else { frame.left };
    for line in lines(fonts, source, &info, &edges, &clusters, frame.width) {
        let runs = runs::visual_runs(source.text, &info, line.clone(), &edges, source.signs);
        let shaped: Vec<Shaped> = runs.iter().map(|run| shape(fonts, source, run)).collect();
        let total: f32 = shaped.iter().map(|s| s.width).sum();
        let bottom = top + frame.line_height;
        let mut x = if rtl { left + frame.width - total } else { left };
        let from = out.cells.len();
        for (run, shaped) in runs.iter().zip(shaped) {
            let start = x.round();
            let own = clusters_of(&clusters, &run.bytes);
            let mut cells = run_cells(source.text, run, own, &shaped.galley);
            for cell in &mut cells {
                cell.x0 += start;
                cell.x1 += start;
            }
            out.cells.extend(cells);
            let dy = baseline - self::baseline(&shaped.galley);
            out.pieces.push(Piece { pos: vec2(start, top + dy), galley: shaped.galley });
            x += shaped.width;
        }
        out.cells[from..].sort_by(|a, b| a.x0.total_cmp(&b.x0));
        cells::meet(&mut out.cells[from..]);
        out.cells[from..].sort_unstable_by_key(|cell| cell.at);
        let chars = clusters_of(&clusters, &line);
        if line.end < source.text.len() {
            cells::hang(&mut out.cells[from..], chars, source.text);
        }
        let (ink_top, ink_bottom) = frame.ink_of(top, bottom);
        let start = chars.first().map_or(0, |c| c.at);
        out.rows.push(Row {
            top,
            bottom,
            ink_top,
            ink_bottom,
            chars: start..chars.last().map_or(start, |c| c.at + c.len),
            cells: from..out.cells.len(),
            start_x: if rtl { left + frame.width } else { left },
        });
        top = bottom;
    }
    out.height = top + frame.below;
    out
}

/// The lines of a text, in logical order; at least one.
fn lines(
    fonts: &mut FontsView<'_>,
    source: &Source<'_>,
    info: &ParagraphBidiInfo<'_>,
    edges: &[usize],
    clusters: &[Cluster],
    width: f32,
) -> Vec<Range<usize>> {
    let text = source.text;
    let mut measure = |bytes: Range<usize>| -> f32 {
        runs::logical_runs(text, info, bytes, edges, source.signs)
            .iter()
            .map(|run| shape(fonts, source, run).width)
            .sum()
    };
    let mut lines = Vec::new();
    let (mut start, mut taken, mut word) = (0, 0.0, 0);
    for (end, _) in unicode_linebreak::linebreaks(text) {
        let solid = word + text[word..end].trim_end().len();
        let solid_width = measure(word..solid);
        if taken + solid_width > width && start < word {
            lines.push(start..word);
            (start, taken) = (word, 0.0);
        }
        if solid_width > width {
            // A word that is longer than a line is cut where the line is full.
            for cut in cuts(clusters_of(clusters, &(word..solid)), solid_width, width) {
                lines.push(start..cut);
                start = cut;
            }
            taken = measure(start..end);
        } else {
            taken += solid_width + measure(solid..end);
        }
        word = end;
    }
    if start < text.len() || lines.is_empty() {
        lines.push(start..text.len());
    }
    lines
}

fn cuts(clusters: &[Cluster], taken: f32, width: f32) -> Vec<usize> {
    let per_line = ((clusters.len() as f32 * width / taken) as usize).max(1);
    clusters.iter().skip(per_line).step_by(per_line).map(|cluster| cluster.byte).collect()
}

fn shape(fonts: &mut FontsView<'_>, source: &Source<'_>, run: &Run) -> Shaped {
    let text = &source.text[run.bytes.clone()];
    let section = source.sections.partition_point(|s| s.bytes.start <= run.bytes.start);
    let Some(section) = source.sections.get(section.saturating_sub(1)) else {
        return Shaped { galley: fonts.layout_job(job("", &[], f32::INFINITY, 0.0)), width: 0.0 };
    };
    let mut format = section.format.clone();
    let family = match run.script {
        Script::Main => None,
        Script::Arabic => Some(&source.typeset.arabic),
        Script::Hebrew => Some(&source.typeset.hebrew),
    };
    if let Some(family) = family {
        let bold = (run.script == Script::Arabic && source.bold)
            .then_some(source.typeset.arabic_bold.as_ref())
            .flatten();
        format.font_id.family = FontFamily::clone(bold.unwrap_or(family));
        format.font_id.size *= ARABIC_SCALE;
        format.italics = false;
    }
    let galley = match run.order {
        Order::LeftToRight | Order::Shaped => one(fonts, text, format),
        Order::Reversed => one(fonts, &runs::reversed(text), format),
        Order::OneByOne => {
            let mut ends: Vec<usize> =
                cells::clusters(text).iter().skip(1).map(|c| c.byte).collect();
            ends.push(text.len());
            let mut start = 0;
            let sections: Vec<Section> = ends
                .into_iter()
                .map(|end| {
                    let bytes = start..end;
                    start = end;
                    Section { bytes, format: format.clone() }
                })
                .collect();
            fonts.layout_job(job(text, &sections, f32::INFINITY, 0.0))
        }
    };
    let width = galley.intrinsic_size().x;
    Shaped { galley, width }
}

fn one(fonts: &mut FontsView<'_>, text: &str, format: egui::TextFormat) -> Arc<Galley> {
    fonts.layout_job(job(text, &[Section { bytes: 0..text.len(), format }], f32::INFINITY, 0.0))
}

/// Where all lines have their baseline: that of the script in which the paragraph begins,
/// so that a foreign word does not move its line.
fn line_baseline(fonts: &mut FontsView<'_>, source: &Source<'_>, rtl: bool) -> f32 {
    let mut letters = source.text.char_indices().filter(|(_, c)| c.is_alphabetic());
    let letter = letters.find(|(_, c)| runs::is_rtl_letter(*c) == rtl);
    // Digits and signs alone stand where a letter would.
    let Some((at, letter)) = letter.or_else(|| source.text.char_indices().next()) else {
        return 0.0;
    };
    let script = runs::script_of(letter).unwrap_or(Script::Main);
    let bytes = at..at + letter.len_utf8();
    let run = Run { bytes, script, order: Order::LeftToRight };
    baseline(&shape(fonts, source, &run).galley)
}

fn glyphs(galley: &Galley) -> &[Glyph] {
    galley.rows.first().map_or(&[], |placed| placed.row.glyphs.as_slice())
}

fn baseline(galley: &Galley) -> f32 {
    glyphs(galley).first().map_or(0.0, |glyph| glyph.pos.y)
}

fn clusters_of<'a>(clusters: &'a [Cluster], bytes: &Range<usize>) -> &'a [Cluster] {
    let from = clusters.partition_point(|cluster| cluster.byte < bytes.start);
    let to = clusters.partition_point(|cluster| cluster.byte < bytes.end);
    &clusters[from..to.max(from)]
}

fn run_cells(text: &str, run: &Run, clusters: &[Cluster], galley: &Galley) -> Vec<Cell> {
    let glyphs = glyphs(galley);
    let text = &text[run.bytes.clone()];
    match run.order {
        Order::LeftToRight | Order::OneByOne => ltr_cells(text, clusters, glyphs),
        Order::Shaped => {
            let chars: Vec<char> = text.chars().collect();
            cells::right_to_left(clusters, &chars, glyphs)
        }
        Order::Reversed => {
            let seen = runs::reversed(text);
            let seen_clusters = cells::clusters(&seen);
            let mut cells = ltr_cells(&seen, &seen_clusters, glyphs);
            cells.reverse();
            let (x0, x1) = (0.0, galley.intrinsic_size().x);
            clusters
                .iter()
                .enumerate()
                .map(|(index, cluster)| {
                    // Reversing may join two clusters (as with regional indicators).
                    let (x0, x1) = cells.get(index).map_or((x0, x1), |cell| (cell.x0, cell.x1));
                    Cell { at: cluster.at, len: cluster.len, rtl: true, x0, x1 }
                })
                .collect()
        }
    }
}

fn ltr_cells(text: &str, clusters: &[Cluster], glyphs: &[Glyph]) -> Vec<Cell> {
    let base = clusters.first().map_or(0, |cluster| cluster.at);
    let chars: Vec<char> = text.chars().collect();
    let all: Vec<&Glyph> = glyphs.iter().collect();
    let owners = cells::owners(&chars, &all);
    let owned: Vec<(u32, &Glyph)> = owners.into_iter().map(|at| base + at).zip(all).collect();
    cells::left_to_right(clusters, &owned)
}
