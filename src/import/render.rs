//! Builds an article's text with its blocks and marks out of what a markup parser tells.
//!
//! White space folds as in a browser. A line feed ends each paragraph, heading, item, row
//! or quoted paragraph, and exactly one stands between two of them: their distance is the
//! reader's business. The text neither begins nor ends with white space and never holds a
//! carriage return or U+0000. All is iterative and linear in what goes in.

use std::cmp::Reverse;

use crate::domain::article::{Block, BlockKind, Mark, MarkKind, Structure};
use crate::domain::span::Span;

/// White space that was met, and is written only if something follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Space,
    Lines(usize),
}

#[derive(Debug)]
struct OpenMark {
    kind: MarkKind,
    target: Option<String>,
    start: u32,
}

/// A block of which no other of its kind is a part: heading, item, preformatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Leaf {
    serial: u32,
    kind: BlockKind,
}

/// A text in the making.
#[derive(Debug)]
pub struct Rendering {
    text: String,
    chars: u32,
    gap: Gap,
    /// What is written before the next character that is seen: a bullet, a number.
    prefix: String,
    /// Open quotations, by where they start once something is in them.
    quotes: Vec<Option<u32>>,
    /// Open leaves; `None` inside a cell, where blocks don't count.
    leaves: Vec<Option<Leaf>>,
    serial: u32,
    current: Option<(Leaf, u32)>,
    open: Vec<OpenMark>,
    /// Marks from here on have nothing in them yet.
    fresh: usize,
    cells: usize,
    row_began: bool,
    separators: usize,
    structure: Structure,
}

impl Default for Rendering {
    fn default() -> Self {
        Self {
            text: String::new(),
            chars: 0,
            gap: Gap::Nothing,
            prefix: String::new(),
            quotes: Vec::new(),
            leaves: Vec::new(),
            serial: 0,
            current: None,
            open: Vec::new(),
            fresh: 0,
            cells: 0,
            row_began: false,
            separators: 0,
            structure: Structure::default(),
        }
    }
}

impl Rendering {
    /// Writes text; runs of white space become one space.
    pub fn folded(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.space();
            } else {
                self.put(c);
            }
        }
    }

    /// Writes text whose white space counts; inside a cell it folds all the same.
    pub fn verbatim(&mut self, text: &str) {
        if self.cells > 0 {
            return self.folded(text);
        }
        for c in text.chars() {
            match c {
                '\r' => {}
                '\n' => {
                    self.gap = match self.gap {
                        Gap::Lines(n) => Gap::Lines(n + 1),
                        _ => Gap::Lines(1),
                    };
                }
                c => self.put(c),
            }
        }
    }

    /// White space between words.
    pub fn space(&mut self) {
        if self.gap == Gap::Nothing {
            self.gap = Gap::Space;
        }
    }

    /// Ends the line, if anything is on it. Inside a cell this is a space.
    pub fn line_end(&mut self) {
        if self.cells > 0 {
            self.space();
        } else {
            self.gap = Gap::Lines(1);
        }
    }

    /// Begins a heading, an item or preformatted text on a line of its own.
    pub fn begin_leaf(&mut self, kind: BlockKind) {
        self.line_end();
        self.serial += 1;
        let leaf = (self.cells == 0).then_some(Leaf { serial: self.serial, kind });
        self.leaves.push(leaf);
    }

    /// Begins an item, with its bullet or number. Without any text in it neither is written.
    pub fn begin_item(&mut self, prefix: &str) {
        self.begin_leaf(BlockKind::ListItem);
        self.prefix.push_str(prefix);
    }

    /// Ends what [`Self::begin_leaf`] or [`Self::begin_item`] began.
    pub fn end_leaf(&mut self) {
        self.leaves.pop();
        self.prefix.clear();
        self.line_end();
    }

    /// Begins a block quotation. They may nest, and hold other blocks.
    pub fn begin_quote(&mut self) {
        self.line_end();
        self.quotes.push(None);
    }

    /// Ends the innermost block quotation.
    pub fn end_quote(&mut self) {
        if let Some(Some(start)) = self.quotes.pop() {
            // A block that began in the quotation goes on after it as another.
            if self.current.is_some_and(|(_, began)| began >= start) {
                self.end_current();
            }
            self.block(start, BlockKind::Quote);
        }
        self.line_end();
    }

    /// Begins a mark. Marks end in the reverse order of their beginnings.
    pub fn begin_mark(&mut self, kind: MarkKind, target: Option<String>) {
        self.open.push(OpenMark { kind, target, start: self.chars });
    }

    /// Ends the innermost mark; one without a character in it is dropped.
    pub fn end_mark(&mut self) {
        let begun = self.open.len() <= self.fresh;
        let Some(mark) = self.open.pop() else { return };
        self.fresh = self.fresh.min(self.open.len());
        if begun {
            let span = Span::new(mark.start, self.chars);
            self.structure.marks.push(Mark { span, kind: mark.kind, target: mark.target });
        }
    }

    /// Begins a row of a table: a line whose cells are joined with ` | `.
    pub fn begin_row(&mut self) {
        self.line_end();
        if self.cells == 0 {
            self.row_began = false;
            self.separators = 0;
        }
    }

    /// Begins a cell of the row.
    pub fn begin_cell(&mut self) {
        if self.cells == 0 && self.row_began {
            self.separators += 1;
        }
        self.cells += 1;
    }

    /// Ends the cell.
    pub fn end_cell(&mut self) {
        self.cells = self.cells.saturating_sub(1);
        self.space();
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        if self.cells == 0 {
            self.separators = 0;
        }
        self.line_end();
    }

    /// Adds what another rendering made as lines of its own, after a prefix.
    pub fn append(&mut self, prefix: &str, text: &str, structure: Structure) {
        self.line_end();
        self.folded(prefix);
        if !text.is_empty() {
            self.folded(" ");
            self.write_gap();
        }
        let shift = |span: Span| Span::new(span.start + self.chars, span.end + self.chars);
        let blocks = structure.blocks.into_iter().map(|b| Block { span: shift(b.span), ..b });
        self.structure.blocks.extend(blocks);
        let marks = structure.marks.into_iter().map(|m| Mark { span: shift(m.span), ..m });
        self.structure.marks.extend(marks);
        text.chars().for_each(|c| self.push(c));
        self.line_end();
    }

    /// Whether nothing was written on this line yet.
    pub fn at_line_start(&self) -> bool {
        self.chars == 0 || matches!(self.gap, Gap::Lines(_))
    }

    /// The text, and its blocks and marks in order: by start, the longer first.
    pub fn finish(mut self) -> (String, Structure) {
        while !self.open.is_empty() {
            self.end_mark();
        }
        while !self.quotes.is_empty() {
            self.end_quote();
        }
        self.end_current();
        let mut structure = self.structure;
        structure.blocks.sort_by_key(|b| (b.span.start, Reverse(b.span.end)));
        structure.marks.sort_by_key(|m| (m.span.start, Reverse(m.span.end)));
        structure.marks.dedup();
        (self.text, structure)
    }

    fn put(&mut self, c: char) {
        let c = match c {
            '\0' => '\u{FFFD}',
            '\r' => ' ',
            c => c,
        };
        let new_line = self.chars == 0 || matches!(self.gap, Gap::Lines(_));
        let end = self.chars;
        self.write_gap();
        if new_line {
            self.change_leaf(end);
            let at = self.chars;
            for quote in self.quotes.iter_mut().rev().take_while(|quote| quote.is_none()) {
                *quote = Some(at);
            }
        }
        for c in std::mem::take(&mut self.prefix).chars() {
            self.push(c);
        }
        for mark in &mut self.open[self.fresh..] {
            mark.start = self.chars;
        }
        self.fresh = self.open.len();
        self.push(c);
        self.row_began = true;
    }

    fn write_gap(&mut self) {
        let gap = std::mem::replace(&mut self.gap, Gap::Nothing);
        if self.separators > 0 && self.cells > 0 {
            for _ in 0..std::mem::take(&mut self.separators) {
                self.push(' ');
                self.push('|');
            }
            self.push(' ');
        } else if self.chars > 0 {
            match gap {
                Gap::Nothing => {}
                Gap::Space => self.push(' '),
                Gap::Lines(n) => (0..n).for_each(|_| self.push('\n')),
            }
        }
    }

    /// At the first character of a line: the block it belongs to. `end` is where the line
    /// before it ended.
    fn change_leaf(&mut self, end: u32) {
        let leaf = self.leaves.last().copied().flatten();
        // A quotation that begins within a block divides it.
        let divides = self.quotes.last().is_some_and(Option::is_none);
        if divides || self.current.map(|(leaf, _)| leaf) != leaf {
            if let Some((old, start)) = self.current.take() {
                self.structure.blocks.push(Block { span: Span::new(start, end), kind: old.kind });
            }
            self.current = leaf.map(|leaf| (leaf, self.chars));
        }
    }

    fn end_current(&mut self) {
        if let Some((leaf, start)) = self.current.take() {
            self.block(start, leaf.kind);
        }
    }

    fn block(&mut self, start: u32, kind: BlockKind) {
        self.structure.blocks.push(Block { span: Span::new(start, self.chars), kind });
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.chars += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(structure: &Structure) -> Vec<(u32, u32, BlockKind)> {
        structure.blocks.iter().map(|b| (b.span.start, b.span.end, b.kind)).collect()
    }

    #[test]
    fn white_space_folds_and_blocks_stand_a_line_apart() {
        let mut out = Rendering::default();
        out.line_end();
        out.begin_leaf(BlockKind::Heading(1));
        out.folded("  The \n\t dam ");
        out.end_leaf();
        out.line_end();
        out.folded(" Words. ");
        out.line_end();
        let (text, structure) = out.finish();
        assert_eq!(text, "The dam\nWords.");
        assert_eq!(blocks(&structure), [(0, 7, BlockKind::Heading(1))]);
    }

    #[test]
    fn an_item_is_split_by_the_list_inside_it() {
        let mut out = Rendering::default();
        out.begin_item("• ");
        out.folded("one");
        out.begin_item("1. ");
        out.folded("two");
        out.end_leaf();
        out.folded("three");
        out.end_leaf();
        out.begin_item("• ");
        out.end_leaf();
        let (text, structure) = out.finish();
        assert_eq!(text, "• one\n1. two\nthree");
        let item = BlockKind::ListItem;
        assert_eq!(blocks(&structure), [(0, 5, item), (6, 12, item), (13, 18, item)]);
    }

    #[test]
    fn quotations_nest_and_the_outer_comes_first() {
        let mut out = Rendering::default();
        out.begin_quote();
        out.begin_quote();
        out.folded("A said");
        out.end_quote();
        out.folded("and B");
        out.end_quote();
        let (_, structure) = out.finish();
        assert_eq!(blocks(&structure), [(0, 12, BlockKind::Quote), (0, 6, BlockKind::Quote)]);
    }

    #[test]
    fn a_mark_covers_neither_the_space_nor_the_bullet_before_it() {
        let mut out = Rendering::default();
        out.begin_item("• ");
        out.begin_mark(MarkKind::Emphasis, None);
        out.folded(" so ");
        out.end_mark();
        out.begin_mark(MarkKind::Link, None);
        out.folded("  ");
        out.end_mark();
        out.folded("it is");
        out.end_leaf();
        let (text, structure) = out.finish();
        assert_eq!(text, "• so it is");
        assert_eq!(structure.marks.len(), 1);
        assert_eq!(structure.marks[0].span, Span::new(2, 4));
    }

    #[test]
    fn cells_are_joined_and_empty_ones_kept_between_others() {
        let mut out = Rendering::default();
        for row in [["", "a", "", "b", ""], ["c", "d\ne", "", "", ""]] {
            out.begin_row();
            for cell in row {
                out.begin_cell();
                out.folded(cell);
                out.end_cell();
            }
            out.end_row();
        }
        out.folded("after");
        assert_eq!(out.finish().0, "a | | b\nc | d e\nafter");
    }

    #[test]
    fn preformatted_white_space_stays() {
        let mut out = Rendering::default();
        out.begin_leaf(BlockKind::Pre);
        out.verbatim("if x:\r\n    y\n\n  z\n");
        out.end_leaf();
        out.folded("after");
        let (text, structure) = out.finish();
        assert_eq!(text, "if x:\n    y\n\n  z\nafter");
        assert_eq!(blocks(&structure), [(0, 16, BlockKind::Pre)]);
    }
}
