//! An article's text in Markdown: its blocks as they were, each claim's number where it begins.

use super::page::Page;
use crate::analysis::structure::derived_blocks;
use crate::domain::{
    article::{Article, Block, BlockKind},
    span::Span,
};

/// Writes the text of an article.
pub fn write(page: &mut Page<'_>, article: &Article, letter: &str) {
    let text = &article.text;
    let derived;
    let blocks: &[Block] = if article.structure.blocks.is_empty() {
        derived = derived_blocks(text);
        &derived
    } else {
        &article.structure.blocks
    };
    let mut beginnings: Vec<(u32, usize)> = article
        .claims
        .iter()
        .enumerate()
        .flat_map(|(index, claim)| {
            let parts = claim.anchors.iter().filter(|anchor| !anchor.is_lost());
            parts.map(move |anchor| (anchor.span.start, index))
        })
        .collect();
    beginnings.sort_unstable();
    let mut beginnings = beginnings.into_iter().peekable();
    let mut next = 0;
    let mut open: Vec<Block> = Vec::new();
    for line in (0..text.paragraph_count()).filter_map(|index| text.paragraph(index)) {
        if text.slice(line).is_none_or(|words| words.trim().is_empty()) {
            continue;
        }
        while let Some(block) = blocks.get(next).filter(|b| b.span.start < line.end) {
            open.push(*block);
            next += 1;
        }
        open.retain(|block| block.span.end > line.start);
        let (begin, end) = match open.last().map(|block| block.kind) {
            Some(BlockKind::Heading(_)) => ("**", "**"),
            Some(BlockKind::Quote) => ("> ", ""),
            Some(BlockKind::ListItem) => ("- ", ""),
            Some(BlockKind::Pre) | None => ("", ""),
        };
        page.raw(begin);
        let mut at = line.start;
        // A piece must begin like a line only if it does.
        let mut first = true;
        while let Some((start, index)) = beginnings.next_if(|(start, _)| *start < line.end) {
            let start = start.max(line.start);
            piece(page, text.slice(Span { start: at, end: start }), first);
            first &= start == at;
            page.raw("**\\[").raw(letter).number(index + 1).raw("\\]** ");
            at = start;
        }
        piece(page, text.slice(Span { start: at, end: line.end }), first);
        page.raw(end).raw("\n\n");
    }
}

/// A piece of a line; white space at its ends is kept as one space, but not at the line's start.
fn piece(page: &mut Page<'_>, words: Option<&str>, first: bool) {
    let Some(words) = words.filter(|words| !words.is_empty()) else { return };
    if !first && words.starts_with(char::is_whitespace) {
        page.raw(" ");
    }
    page.text(words);
    if words.len() > 1 && words.ends_with(char::is_whitespace) {
        page.raw(" ");
    }
}
