//! An article's text as a flow of blocks, each cut where a claim, an attribution or a mark
//! begins or ends. Claims may overlap and cross blocks; what comes out nests properly.

use std::collections::HashSet;

use super::page::Page;
use crate::analysis::structure::derived_blocks;
use crate::domain::{
    article::{Article, Block, BlockKind, MarkKind},
    span::Span,
};
use crate::export::address::safe_address;

/// What can lie over a piece of text. The number is the place in [`State::over`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Claim = 0,
    Source = 1,
    Cue = 2,
    Emphasis = 3,
    Raised = 4,
}

/// Where a layer or a link begins or ends.
#[derive(Debug, Clone, Copy)]
enum Change {
    Layer(Layer, i32),
    Link(usize, bool),
}

/// What lies over the piece of text that is being written.
#[derive(Debug, Default)]
struct State {
    over: [i32; 5],
    links: Vec<usize>,
}

/// A claim's number, where it begins.
#[derive(Debug, Clone, Copy)]
pub struct Beginning {
    /// The code point.
    pub at: u32,
    /// The claim's index in the article.
    pub claim: usize,
    /// Whether it is the claim's first part.
    pub first: bool,
}

/// An article's text, ready to be written block by block.
pub struct Flow<'a> {
    article: &'a Article,
    /// The letter of the article.
    letter: &'a str,
    changes: Vec<(u32, Change)>,
    targets: Vec<String>,
    beginnings: Vec<Beginning>,
    entries: Vec<(u32, usize)>,
}

/// Blocks of one kind that stand together: a list, a quotation, one paragraph.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is; `None` for a paragraph.
    pub kind: Option<BlockKind>,
    /// Whether it is the entry of a note, which may wrap over several lines.
    pub is_entry: bool,
    /// Its lines.
    pub lines: Vec<Span>,
}

impl<'a> Flow<'a> {
    /// Makes an article ready.
    pub fn new(article: &'a Article, letter: &'a str) -> Self {
        let mut flow = Self {
            article,
            letter,
            changes: Vec::new(),
            targets: Vec::new(),
            beginnings: Vec::new(),
            entries: Vec::new(),
        };
        for (index, claim) in article.claims.iter().enumerate() {
            let parts = claim.anchors.iter().filter(|anchor| !anchor.is_lost());
            for (part, anchor) in parts.enumerate() {
                flow.cover(anchor.span, Layer::Claim);
                let first = part == 0;
                flow.beginnings.push(Beginning { at: anchor.span.start, claim: index, first });
            }
            for hop in claim.chains.iter().flat_map(|chain| &chain.hops) {
                for (anchors, layer) in
                    [(&hop.source_anchors, Layer::Source), (&hop.cue_anchors, Layer::Cue)]
                {
                    for anchor in anchors.iter().filter(|anchor| !anchor.is_lost()) {
                        flow.cover(anchor.span, layer);
                    }
                }
            }
        }
        flow.take_marks();
        flow.take_references();
        flow.changes.sort_by_key(|(at, _)| *at);
        flow.beginnings.sort_by_key(|beginning| (beginning.at, beginning.claim));
        flow.entries.sort_unstable();
        flow
    }

    fn cover(&mut self, span: Span, layer: Layer) {
        if !span.is_empty() {
            self.changes.push((span.start, Change::Layer(layer, 1)));
            self.changes.push((span.end, Change::Layer(layer, -1)));
        }
    }

    fn link(&mut self, span: Span, target: String) {
        if !span.is_empty() {
            let index = self.targets.len();
            self.targets.push(target);
            self.changes.push((span.start, Change::Link(index, true)));
            self.changes.push((span.end, Change::Link(index, false)));
        }
    }

    fn take_marks(&mut self) {
        for mark in &self.article.structure.marks {
            match mark.kind {
                MarkKind::Emphasis => self.cover(mark.span, Layer::Emphasis),
                MarkKind::Superscript => self.cover(mark.span, Layer::Raised),
                MarkKind::Link => {
                    if let Some(address) = mark.target.as_deref().and_then(safe_address) {
                        self.link(mark.span, address.to_owned());
                    }
                }
                // Markers are linked by the references that they belong to.
                MarkKind::NoteRef => {}
            }
        }
    }

    fn take_references(&mut self) {
        let mut known: HashSet<(u32, u32)> = HashSet::new();
        for (index, reference) in self.article.references.iter().enumerate() {
            if reference.entry_span.is_empty() {
                continue;
            }
            self.entries.push((reference.entry_span.start, index));
            for marker in &reference.markers {
                // A marker of several notes leads to the first.
                if known.insert((marker.start, marker.end)) {
                    self.link(*marker, format!("#{}", self.entry_id(index)));
                }
            }
        }
    }

    /// The id of the place where a note's entry stands.
    pub fn entry_id(&self, reference: usize) -> String {
        format!("note-{}{}", self.letter, reference + 1)
    }

    /// The passages of the text.
    pub fn passages(&self) -> Vec<Passage> {
        let text = &self.article.text;
        let derived;
        let blocks: &[Block] = if self.article.structure.blocks.is_empty() {
            derived = derived_blocks(text);
            &derived
        } else {
            &self.article.structure.blocks
        };
        let mut passages: Vec<Passage> = Vec::new();
        let mut next = 0;
        let mut open: Vec<Block> = Vec::new();
        let mut last: Option<Block> = None;
        let mut entries: Vec<Span> =
            self.article.references.iter().map(|reference| reference.entry_span).collect();
        entries.sort_unstable();
        for line in (0..text.paragraph_count()).filter_map(|index| text.paragraph(index)) {
            if text.slice(line).is_none_or(|words| words.trim().is_empty()) {
                continue;
            }
            while let Some(block) = blocks.get(next).filter(|b| b.span.start < line.end) {
                open.push(*block);
                next += 1;
            }
            open.retain(|block| block.span.end > line.start);
            let place = entries.partition_point(|entry| entry.start <= line.start);
            let entry = place.checked_sub(1).and_then(|place| entries.get(place));
            if let Some(entry) = entry.filter(|entry| line.start < entry.end) {
                let begins = entry.start == line.start;
                match passages.last_mut().filter(|passage| passage.is_entry && !begins) {
                    Some(passage) => passage.lines.push(line),
                    None => {
                        passages.push(Passage { kind: None, is_entry: true, lines: vec![line] });
                    }
                }
                last = None;
                continue;
            }
            let block = open.last().copied();
            let kind = block.map(|block| block.kind);
            let goes_on = match kind {
                Some(BlockKind::ListItem) => last.map(|b| b.kind) == kind,
                Some(BlockKind::Quote | BlockKind::Pre) => last == block,
                Some(BlockKind::Heading(_)) | None => false,
            };
            match passages.last_mut().filter(|_| goes_on) {
                Some(passage) => passage.lines.push(line),
                None => passages.push(Passage { kind, is_entry: false, lines: vec![line] }),
            }
            last = block;
        }
        passages
    }

    /// A writer that starts at the beginning of the text.
    pub fn writer(&self) -> FlowWriter<'_> {
        FlowWriter { flow: self, change: 0, beginning: 0, entry: 0, state: State::default() }
    }
}

/// Writes a text's lines in order.
pub struct FlowWriter<'a> {
    flow: &'a Flow<'a>,
    change: usize,
    beginning: usize,
    entry: usize,
    state: State,
}

impl FlowWriter<'_> {
    /// Writes one line. The indices of the claims that begin in it are added to `begun`.
    pub fn line(&mut self, page: &mut Page<'_>, line: Span, begun: &mut Vec<usize>) {
        let flow = self.flow;
        let text = &flow.article.text;
        let mut at = line.start;
        loop {
            self.apply_changes(at);
            self.begin_entries(page, at);
            self.begin_claims(page, at, begun);
            if at >= line.end {
                break;
            }
            let next = [
                flow.changes.get(self.change).map(|(at, _)| *at),
                flow.beginnings.get(self.beginning).map(|b| b.at),
                flow.entries.get(self.entry).map(|(at, _)| *at),
            ];
            let end = next.into_iter().flatten().min().unwrap_or(line.end).clamp(at + 1, line.end);
            self.piece(page, text.slice(Span { start: at, end }).unwrap_or_default());
            // What begins at the end of the line belongs to the next one.
            if end == line.end {
                break;
            }
            at = end;
        }
    }

    /// The claims whose place is behind the last line.
    pub fn rest(&mut self, page: &mut Page<'_>, begun: &mut Vec<usize>) {
        self.begin_entries(page, u32::MAX);
        self.begin_claims(page, u32::MAX, begun);
    }

    /// Whether there is anything left to be told by [`FlowWriter::rest`].
    pub fn has_rest(&self) -> bool {
        self.beginning < self.flow.beginnings.len() || self.entry < self.flow.entries.len()
    }

    fn apply_changes(&mut self, at: u32) {
        while let Some((_, change)) = self.flow.changes.get(self.change).filter(|c| c.0 <= at) {
            match *change {
                Change::Layer(layer, by) => self.state.over[layer as usize] += by,
                Change::Link(index, true) => self.state.links.push(index),
                Change::Link(index, false) => self.state.links.retain(|open| *open != index),
            }
            self.change += 1;
        }
    }

    fn begin_entries(&mut self, page: &mut Page<'_>, at: u32) {
        while let Some((_, index)) = self.flow.entries.get(self.entry).filter(|e| e.0 <= at) {
            page.raw("<span id=\"").raw(&self.flow.entry_id(*index)).raw("\"></span>");
            self.entry += 1;
        }
    }

    fn begin_claims(&mut self, page: &mut Page<'_>, at: u32, begun: &mut Vec<usize>) {
        let letter = self.flow.letter;
        while let Some(beginning) = self.flow.beginnings.get(self.beginning).filter(|b| b.at <= at)
        {
            let label = format!("{letter}{}", beginning.claim + 1);
            page.raw("<sup class=\"n\"><a ");
            if beginning.first {
                page.raw("id=\"at-").raw(&label).raw("\" ");
                begun.push(beginning.claim);
            }
            page.raw("href=\"#claim-").raw(&label).raw("\" aria-label=\"Claim ").raw(&label);
            page.raw("\">").raw(&label).raw("</a></sup>");
            self.beginning += 1;
        }
    }

    fn piece(&self, page: &mut Page<'_>, words: &str) {
        let over = |layer: Layer| self.state.over[layer as usize];
        let link = self.state.links.last().and_then(|index| self.flow.targets.get(*index));
        let depth = over(Layer::Claim).clamp(0, 3);
        let attributed = over(Layer::Source) > 0 || over(Layer::Cue) > 0;
        let element = match (depth > 0, attributed) {
            (true, _) => "mark",
            (false, true) => "span",
            (false, false) => "",
        };
        if !element.is_empty() {
            page.raw("<").raw(element).raw(" class=\"");
            let depth = ["", "d1", "d2", "d3"][depth as usize];
            let source = if over(Layer::Source) > 0 { "src" } else { "" };
            let cue = if over(Layer::Cue) > 0 { "cue" } else { "" };
            let mut gap = "";
            for class in [depth, source, cue].into_iter().filter(|class| !class.is_empty()) {
                page.raw(gap).raw(class);
                gap = " ";
            }
            page.raw("\">");
        }
        if let Some(target) = link {
            page.raw("<a href=\"").text(target);
            page.raw(if target.starts_with('#') { "\">" } else { "\" rel=\"noreferrer\">" });
        }
        let emphasis = over(Layer::Emphasis) > 0;
        let raised = over(Layer::Raised) > 0;
        page.raw(if emphasis { "<em>" } else { "" }).raw(if raised { "<sup>" } else { "" });
        page.text(words);
        page.raw(if raised { "</sup>" } else { "" }).raw(if emphasis { "</em>" } else { "" });
        if link.is_some() {
            page.raw("</a>");
        }
        if !element.is_empty() {
            page.raw("</").raw(element).raw(">");
        }
    }
}
