//! Parsing a page piece by piece, so that a hostile one is given up before it costs much.
//!
//! The parser itself is quadratic in the depth of the tree and, in the worst case, makes many
//! nodes of few bytes; so after each piece the depth, the number of nodes and the time are
//! looked at. A last linear pass looks at the whole tree.

use std::time::{Duration, Instant};

use dom_query::{Document, NodeRef};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use crate::import::{ImportError, Limits};

/// How many bytes are parsed between two looks at the limits.
const PIECE: usize = 4096;

/// Parses a page.
pub fn document(html: &str, limits: &Limits) -> Result<Document, ImportError> {
    // Scripts don't run here, so what stands in `noscript` is parsed as elements.
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Document::default(), options);
    let started = Instant::now();
    let patience = Duration::from_millis(limits.parse_milliseconds);
    let mut seen = 0;
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(floor_char_boundary(rest, PIECE));
        parser.process(piece.into());
        rest = after;
        let page = &parser.tokenizer.sink.sink;
        // The list of parse errors is of no use here, and grows with each of them.
        page.errors.borrow_mut().clear();
        check_nodes(page, limits)?;
        if let Some(newest) = newest_node(page, &mut seen) {
            limits.check_depth(newest.ancestors_it(None).take(limits.depth + 1).count())?;
        }
        if started.elapsed() > patience {
            return Err(ImportError::TooSlow);
        }
    }
    let page = parser.finish();
    page.errors.borrow_mut().clear();
    check_nodes(&page, limits)?;
    limits.check_depth(depth(&page))?;
    Ok(page)
}

fn check_nodes(page: &Document, limits: &Limits) -> Result<(), ImportError> {
    if page.tree.len() > limits.nodes {
        return Err(ImportError::TooManyNodes { nodes: limits.nodes });
    }
    Ok(())
}

/// The innermost last node of the tree, if there are more nodes than before. The parser
/// appends at the end, so what it works on is there.
fn newest_node<'a>(page: &'a Document, seen: &mut usize) -> Option<NodeRef<'a>> {
    if page.tree.len() == *seen {
        return None;
    }
    *seen = page.tree.len();
    let mut node = page.root();
    while let Some(last) = node.last_child() {
        node = last;
    }
    Some(node)
}

/// How deep the tree is, in elements.
pub fn depth(page: &Document) -> usize {
    let mut deepest = 0;
    let mut depth = 0_usize;
    let root = page.root();
    let mut node = root;
    loop {
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            deepest = deepest.max(depth);
            continue;
        }
        loop {
            if node.id == root.id {
                return deepest;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return deepest };
            node = parent;
            depth -= 1;
        }
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    (at - 3..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
