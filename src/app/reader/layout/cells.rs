//! From glyphs to cells. A galley says which character a glyph begins with, not which
//! characters it stands for; ligatures stand for several, decomposed letters are several.

use egui::epaint::text::Glyph;
use unicode_segmentation::UnicodeSegmentation;

use super::Cell;

/// How many code points ahead a glyph's character is looked for.
const LOOK_AHEAD: usize = 12;

/// A grapheme cluster of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cluster {
    /// Its first byte.
    pub(super) byte: usize,
    /// Its first code point.
    pub(super) at: u32,
    /// How many code points it has.
    pub(super) len: u32,
}

/// A stretch of glyphs that stands for the code points from `at` on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    at: u32,
    x0: f32,
    x1: f32,
}

/// The grapheme clusters of a text.
pub(super) fn clusters(text: &str) -> Vec<Cluster> {
    if text.is_ascii() && !text.contains('\r') {
        return (0..text.len()).map(|i| Cluster { byte: i, at: i as u32, len: 1 }).collect();
    }
    let mut at = 0;
    text.grapheme_indices(true)
        .map(|(byte, grapheme)| {
            let len = grapheme.chars().count() as u32;
            at += len;
            Cluster { byte, at: at - len, len }
        })
        .collect()
}

/// For each glyph of a text laid left to right, the code point that it begins at.
pub(super) fn owners(chars: &[char], glyphs: &[&Glyph]) -> Vec<u32> {
    if glyphs.len() == chars.len() {
        return (0..chars.len() as u32).collect();
    }
    let mut next = 0;
    let mut last: usize = 0;
    glyphs
        .iter()
        .map(|glyph| {
            if chars.get(next) == Some(&glyph.chr) {
                last = next;
                next += 1;
            } else if chars.get(last) != Some(&glyph.chr)
                && let Some(ahead) = ahead(chars, next, glyph.chr)
            {
                last = ahead;
                next = ahead + 1;
            }
            last as u32
        })
        .collect()
}

fn ahead(chars: &[char], from: usize, wanted: char) -> Option<usize> {
    let window = chars.get(from..)?;
    window.iter().take(LOOK_AHEAD).position(|c| *c == wanted).map(|i| from + i)
}

/// The cells of clusters whose glyphs run left to right.
pub(super) fn left_to_right(clusters: &[Cluster], glyphs: &[(u32, &Glyph)]) -> Vec<Cell> {
    let mut stretches: Vec<Stretch> = Vec::with_capacity(glyphs.len());
    for (at, glyph) in glyphs {
        let stretch = Stretch { at: *at, x0: glyph.pos.x, x1: glyph.max_x() };
        let continues =
            glyph.advance_width == 0.0 && glyph.uv_rect.is_nothing() && glyph.chr.is_alphanumeric();
        match stretches.last_mut() {
            Some(last) if continues || last.at == *at => {
                last.x0 = last.x0.min(stretch.x0);
                last.x1 = last.x1.max(stretch.x1);
            }
            _ => stretches.push(stretch),
        }
    }
    share(clusters, &stretches, false)
}

/// The cells of clusters that the shaper laid right to left, in one run.
pub(super) fn right_to_left(clusters: &[Cluster], chars: &[char], glyphs: &[Glyph]) -> Vec<Cell> {
    let base = clusters.first().map_or(0, |c| c.at);
    let shaped = without_continuations(chars, glyphs);
    let mut stretches: Vec<Stretch> = Vec::with_capacity(shaped.len());
    let mut current: usize = 0;
    for glyph in shaped.iter().rev() {
        let (x0, x1) = (glyph.pos.x, glyph.max_x());
        let begins = if stretches.is_empty() {
            ahead(chars, 0, glyph.chr)
        } else if chars.get(current) == Some(&glyph.chr)
            && (glyph.advance_width == 0.0 || chars.get(current + 1) != Some(&glyph.chr))
        {
            None
        } else {
            ahead(chars, current + 1, glyph.chr)
        };
        match (begins, stretches.last_mut()) {
            (None, Some(last)) => {
                if glyph.advance_width > 0.0 {
                    last.x0 = last.x0.min(x0);
                    last.x1 = last.x1.max(x1);
                }
            }
            (begins, _) => {
                current = begins.unwrap_or(current);
                stretches.push(Stretch { at: base + current as u32, x0, x1 });
            }
        }
    }
    share(clusters, &stretches, true)
}

/// The glyphs that were shaped. For a run from right to left, the layout adds an empty
/// glyph for each character after the first cluster's, at the end.
fn without_continuations<'a>(chars: &[char], glyphs: &'a [Glyph]) -> &'a [Glyph] {
    let mut end = glyphs.len();
    let mut expected = chars.iter().rev();
    while end > 1 {
        let glyph = &glyphs[end - 1];
        let empty = glyph.advance_width == 0.0 && glyph.uv_rect.is_nothing();
        if !empty || expected.next() != Some(&glyph.chr) {
            break;
        }
        end -= 1;
    }
    &glyphs[..end]
}

/// Closes the gaps of less than a pixel that come from rounding. Cells in visual order.
pub(super) fn meet(cells: &mut [Cell]) {
    for index in 1..cells.len() {
        let next = cells[index].x0;
        let cell = &mut cells[index - 1];
        if (next - cell.x1).abs() < 1.25 && next >= cell.x0 {
            cell.x1 = next;
        }
    }
}

/// The white space at which a line breaks takes no width: it hangs out of the line.
pub(super) fn hang(cells: &mut [Cell], clusters: &[Cluster], text: &str) {
    for (cell, cluster) in cells.iter_mut().zip(clusters).rev() {
        if !text[cluster.byte..].starts_with(char::is_whitespace) {
            break;
        }
        if cell.rtl {
            cell.x0 = cell.x1;
        } else {
            cell.x1 = cell.x0;
        }
    }
}

/// Gives every cluster the place of its glyphs; clusters that share a glyph share its width.
fn share(clusters: &[Cluster], stretches: &[Stretch], rtl: bool) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(clusters.len());
    let mut next = 0;
    let mut group = 0;
    let edge = stretches.first().map_or(0.0, |s| if rtl { s.x1 } else { s.x0 });
    for cluster in clusters {
        let end = cluster.at + cluster.len;
        let mut cell = Cell { at: cluster.at, len: cluster.len, rtl, x0: edge, x1: edge };
        let from = next;
        while let Some(stretch) = stretches.get(next)
            && stretch.at < end
        {
            if next == from {
                (cell.x0, cell.x1) = (stretch.x0, stretch.x1);
            } else {
                cell.x0 = cell.x0.min(stretch.x0);
                cell.x1 = cell.x1.max(stretch.x1);
            }
            next += 1;
        }
        if next > from {
            divide(&mut cells[group..]);
            group = cells.len();
        }
        cells.push(cell);
    }
    divide(&mut cells[group..]);
    cells
}

fn divide(group: &mut [Cell]) {
    let Some(first) = group.first().copied() else { return };
    if group.len() == 1 {
        return;
    }
    let width = (first.x1 - first.x0) / group.len() as f32;
    for (index, cell) in group.iter_mut().enumerate() {
        let place = index as f32;
        if first.rtl {
            cell.x1 = first.x1 - place * width;
            cell.x0 = cell.x1 - width;
        } else {
            cell.x0 = first.x0 + place * width;
            cell.x1 = cell.x0 + width;
        }
    }
}
