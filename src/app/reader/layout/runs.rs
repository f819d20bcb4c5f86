//! The order in which mixed-direction text is seen (UAX #9), cut so that each piece can be
//! shaped on its own. Pure text: knows nothing of fonts but which script needs which.
//!
//! The shaper guesses a run's direction from its first letter. So a run must not mix
//! faces (they would be laid left to right), digits of Arabic script stand one by one
//! (they would be guessed right-to-left), and a right-to-left run without a letter is
//! reversed and mirrored here (it would be guessed left-to-right).

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

/// Which typeface a piece of text needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Script {
    /// The typeface of the text.
    Main,
    /// That for Arabic script.
    Arabic,
    /// That for Hebrew script.
    Hebrew,
}

/// How a piece is given to the shaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As it is; it runs left to right.
    LeftToRight,
    /// Each grapheme cluster on its own, left to right.
    OneByOne,
    /// As it is; the shaper runs it right to left.
    Shaped,
    /// Grapheme clusters reversed and brackets mirrored.
    Reversed,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) bytes: Range<usize>,
    pub(super) script: Script,
    pub(super) order: Order,
}

/// Signs that the Arabic and Hebrew faces have themselves, so that a run need not end there.
#[derive(Debug, Clone, Default)]
pub(super) struct FaceSigns {
    /// Sorted.
    pub(super) arabic: Vec<char>,
    /// Sorted.
    pub(super) hebrew: Vec<char>,
}

impl FaceSigns {
    fn has(&self, script: Script, c: char) -> bool {
        match script {
            Script::Main => true,
            Script::Arabic => self.arabic.binary_search(&c).is_ok(),
            Script::Hebrew => self.hebrew.binary_search(&c).is_ok(),
        }
    }
}

/// Whether a text has anything that does not simply run from left to right.
pub(in crate::app) fn needs_bidi(text: &str) -> bool {
    // All of these start with a byte of at least 0xD6 in UTF-8.
    text.bytes().any(|byte| byte >= 0xD6) && text.chars().any(is_bidi)
}

fn is_bidi(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0590..=0x08FF
            | 0x200F
            | 0x202A..=0x202E
            | 0x2066..=0x2069
            | 0xFB1D..=0xFDFF
            | 0xFE70..=0xFEFC
            | 0x1_0800..=0x1_0FFF
            | 0x1_E800..=0x1_EFFF
    )
}

/// The script that a letter or digit needs; `None` for a sign that any face may have.
pub(super) fn script_of(c: char) -> Option<Script> {
    match u32::from(c) {
        0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => {
            Some(Script::Arabic)
        }
        0x0591..=0x05FF | 0xFB1D..=0xFB4F => Some(Script::Hebrew),
        _ if c.is_alphanumeric() => Some(Script::Main),
        _ => None,
    }
}

/// Whether the shaper takes a letter for one that runs right to left.
pub(super) fn is_rtl_letter(c: char) -> bool {
    is_bidi(c) && c.is_alphabetic()
}

/// The pieces of a line in the order in which they are seen, from left to right.
///
/// `edges` are further places to cut: where the format changes, in order.
pub(super) fn visual_runs(
    text: &str,
    info: &ParagraphBidiInfo<'_>,
    line: Range<usize>,
    edges: &[usize],
    signs: &FaceSigns,
) -> Vec<Run> {
    let (levels, level_runs) = info.visual_runs(line);
    let mut out = Vec::new();
    for bytes in level_runs {
        let rtl = levels.get(bytes.start).is_some_and(Level::is_rtl);
        let mut pieces = Vec::new();
        let mut from = bytes.start;
        let inside = edges.iter().copied().filter(|edge| bytes.start < *edge && *edge < bytes.end);
        for edge in inside.chain([bytes.end]) {
            by_script(text, from..edge, rtl, signs, &mut pieces);
            from = edge;
        }
        if rtl {
            pieces.reverse();
        }
        out.append(&mut pieces);
    }
    out
}

/// The same pieces in logical order, without looking at the ends of lines: for measuring.
pub(super) fn logical_runs(
    text: &str,
    info: &ParagraphBidiInfo<'_>,
    bytes: Range<usize>,
    edges: &[usize],
    signs: &FaceSigns,
) -> Vec<Run> {
    let mut out = Vec::new();
    let mut from = bytes.start;
    while from < bytes.end {
        let level = info.levels[from];
        let same = info.levels[from..bytes.end].iter().take_while(|l| **l == level).count();
        let to = edges
            .get(edges.partition_point(|edge| *edge <= from))
            .map_or(from + same, |edge| (from + same).min(*edge));
        by_script(text, from..to, level.is_rtl(), signs, &mut out);
        from = to;
    }
    out
}

/// Cuts a run of one direction by script, in logical order.
fn by_script(text: &str, bytes: Range<usize>, rtl: bool, signs: &FaceSigns, out: &mut Vec<Run>) {
    let first = out.len();
    for (offset, grapheme) in text[bytes.clone()].grapheme_indices(true) {
        let start = bytes.start + offset;
        let end = start + grapheme.len();
        let previous = out[first..].last().map(|run| run.script);
        let script = grapheme.chars().find_map(script_of).unwrap_or_else(|| {
            let fits = |script: &Script| grapheme.chars().all(|c| signs.has(*script, c));
            previous.filter(fits).unwrap_or(Script::Main)
        });
        match out[first..].last_mut() {
            Some(run) if run.script == script => run.bytes.end = end,
            _ => out.push(Run { bytes: start..end, script, order: Order::LeftToRight }),
        }
    }
    for run in &mut out[first..] {
        run.order = order_of(&text[run.bytes.clone()], rtl);
    }
}

fn order_of(text: &str, rtl: bool) -> Order {
    let arabic_script =
        |c: char| script_of(c).is_some_and(|s| s != Script::Main) || is_rtl_letter(c);
    if !rtl {
        return if text.chars().any(arabic_script) { Order::OneByOne } else { Order::LeftToRight };
    }
    match text.chars().find(|c| c.is_alphabetic()) {
        Some(letter) if is_rtl_letter(letter) => Order::Shaped,
        _ => Order::Reversed,
    }
}

/// A text with its grapheme clusters in reverse order and its brackets mirrored.
pub(super) fn reversed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true).rev() {
        out.extend(grapheme.chars().map(mirrored));
    }
    out
}

/// The mirror image of a bracket or quotation mark; any other character itself.
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 16] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('⟨', '⟩'),
        ('⟪', '⟫'),
        ('⟦', '⟧'),
        ('〈', '〉'),
        ('《', '》'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('≤', '≥'),
        ('⁅', '⁆'),
    ];
    for (open, close) in PAIRS {
        if c == open {
            return close;
        }
        if c == close {
            return open;
        }
    }
    c
}

#[cfg(test)]
#[path = "../tests/runs.rs"]
mod tests;
