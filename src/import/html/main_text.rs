//! Which of a page's text is the article. The heuristic (dom_smoothie) works on a copy and
//! takes elements away; what is left of the copy is looked up in the original by node, so
//! that the walk sees the page as it was, and the notes can be put back.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};

use crate::import::title::single_line;

use super::{node, notes, parse};

/// Pages of more nodes are taken whole: the memory that the heuristic takes is several times
/// the page's.
const MOST_NODES: usize = 400_000;

/// The most nodes times levels: the heuristic's time grows with both.
const MOST_WORK: usize = 16_000_000;

/// What was found on a page.
#[derive(Debug, Default)]
pub struct Found {
    /// What to render; `None` is the whole body.
    pub chosen: Option<notes::Chosen>,
    /// An author line that stands in the text.
    pub byline: Option<String>,
}

/// Finds the article on a page.
pub fn find(page: &Document, warnings: &mut Vec<String>) -> Found {
    let whole = |warnings: &mut Vec<String>| {
        warnings.push(
            "The article could not be told from the rest of the page, so the whole page was \
             taken."
                .to_owned(),
        );
        Found::default()
    };
    let nodes = page.tree.len();
    if nodes > MOST_NODES || nodes * parse::depth(page) > MOST_WORK {
        return whole(warnings);
    }
    let Some((kept, byline)) = readable(page) else { return whole(warnings) };
    let (found, all) = (length_of(page, Some(&kept)), length_of(page, None));
    // A few words of a long page are a wrong guess.
    if found == 0 || (found < 200 && found * 10 < all) {
        return Found { byline, ..whole(warnings) };
    }
    Found { chosen: Some(notes::choose(page, kept)), byline }
}

/// The pieces of text that the heuristic keeps, and the author line it sees.
fn readable(page: &Document) -> Option<(HashSet<NodeId>, Option<String>)> {
    let copy = page.clone();
    let config = Config { disable_json_ld: true, ..Config::default() };
    // A guess about a hostile page must not take the program down; without it the whole page
    // is imported.
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(copy, None, Some(config)).ok()?;
        let article = readability.parse().ok()?;
        Some((readability.doc, article.byline))
    }));
    let (left, byline) = parsed.ok().flatten()?;
    let root = *left.select_single("#readability-page-1").nodes().first()?;
    let mut kept = HashSet::new();
    let mut next = Some(root);
    while let Some(at) = next {
        if node::has_words(&at) {
            kept.insert(at.id);
        }
        next = node::next_in(at, &root, true);
    }
    Some((kept, byline.as_deref().and_then(single_line)))
}

/// How many bytes of words there are, in all that is seen or in the pieces kept.
fn length_of(page: &Document, kept: Option<&HashSet<NodeId>>) -> usize {
    let Some(body) = page.body() else { return 0 };
    let mut length = 0;
    let mut next = Some(body);
    while let Some(at) = next {
        let seen = !node::is_unseen(&at);
        if seen && kept.is_none_or(|kept| kept.contains(&at.id)) {
            length += node::of_text(&at, |text| text.trim().len()).unwrap_or(0);
        }
        next = node::next_in(at, &body, seen);
    }
    length
}
