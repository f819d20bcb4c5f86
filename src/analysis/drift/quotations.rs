//! The quotations of an article: what stands in quotation marks, or as a block of its own.
//!
//! Titles of works, names and scare quotes stand in the same marks and are left out: what is
//! in the notes, what follows "the song" or "entitled", what is written like a title, and a
//! few words that nobody is said to have said. Single straight marks are not read, as they
//! can't be told from apostrophes.

use std::collections::HashSet;
use std::ops::Range;

use crate::{
    analysis::{fold::fold, reuse::Words},
    domain::{
        article::{Article, BlockKind},
        project::Project,
        span::Span,
    },
};

use super::cues;

/// A quotation of fewer words must have a cue, or it is taken for a scare quote.
const FEWEST_WITHOUT_CUE: usize = 5;
/// One of fewer words is no quotation that could drift.
const FEWEST: usize = 3;

/// What is quoted, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// What is quoted, without its marks, in code points.
    pub span: Span,
    /// The same with its marks.
    pub marked: Span,
    /// Its words among the article's.
    pub words: Range<usize>,
    /// The cue near it: "said", "admitted".
    pub cue: Option<Span>,
}

/// The quotations of an article, in order. Titles of the project's works are none.
pub fn quotations(project: &Project, article: &Article, words: &Words) -> Vec<Quotation> {
    let titles: HashSet<String> = project.works.iter().map(|work| bare(&work.title)).collect();
    let mut entries: Vec<Span> = article.references.iter().map(|r| r.entry_span).collect();
    entries.sort_unstable();
    let is_note = |span: Span| {
        let next = entries.partition_point(|entry| entry.start <= span.start);
        next > 0 && entries[next - 1].overlaps(span)
    };
    let mut found = marked(article);
    let blocks = article.structure.blocks.iter().filter(|b| b.kind == BlockKind::Quote);
    let blocks = blocks.map(|b| (b.span, b.span)).collect::<Vec<_>>();
    // A block that is marked as well is one quotation.
    let is_marked = |block: Span, found: &[(Span, Span)]| {
        found.iter().any(|(span, _)| block.covers(*span) && span.len() * 5 > block.len() * 4)
    };
    let blocks: Vec<_> = blocks.into_iter().filter(|(span, _)| !is_marked(*span, &found)).collect();
    found.retain(|(span, _)| !blocks.iter().any(|(block, _)| block.covers(*span)));
    let in_blocks = blocks.len();
    let all = blocks.into_iter().chain(found).enumerate();
    let mut quotations: Vec<Quotation> = all
        .filter(|(_, (span, _))| !is_note(*span))
        .filter_map(|(at, (span, marked))| {
            let range = words.within(span);
            let cue = cues::near(article, words, &range, marked);
            let enough = if cue.is_some() || at < in_blocks { FEWEST } else { FEWEST_WITHOUT_CUE };
            let text = article.text.slice(span)?;
            let is_title = at >= in_blocks
                && (titles.contains(&bare(text))
                    || reads_like_title(text)
                    || cues::names_work(article, words, &range));
            let counts = words.halves(range.clone()) as usize >= enough * 2 && !is_title;
            counts.then_some(Quotation { span, marked, words: range, cue })
        })
        .collect();
    quotations.sort_by_key(|q| (q.span.start, q.span.end));
    quotations
}

fn bare(title: &str) -> String {
    let folded = fold(title);
    folded.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Whether nearly all longer words begin with a capital letter: "The Bell That Came Back".
fn reads_like_title(text: &str) -> bool {
    let longer = || {
        let words = text.split_whitespace().skip(1);
        words.filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4)
    };
    let capital = |w: &&str| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let has_case = longer().any(|w| w.chars().any(|c| c.is_lowercase() || c.is_uppercase()));
    let (all, capitals) = (longer().count(), longer().filter(capital).count());
    has_case && all >= 2 && capitals * 5 >= all * 4
}

/// What stands between a pair of quotation marks: without and with them.
fn marked(article: &Article) -> Vec<(Span, Span)> {
    let text = &article.text;
    let mut found = Vec::new();
    for number in 0..text.paragraph_count() {
        let Some(paragraph) = text.paragraph(number) else { continue };
        let chars: Vec<char> = text.slice(paragraph).unwrap_or_default().chars().collect();
        let mut open: Option<(usize, char)> = None;
        for (at, c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).map(|b| chars[b]);
            let after = chars.get(at + 1).copied();
            match open {
                Some((from, mark)) if closes(mark, *c, after) => {
                    push(&mut found, paragraph, from, at, at + 1);
                    open = None;
                }
                None if opens(*c, before, after) => open = Some((at, *c)),
                _ => {}
            }
        }
        // A quotation over several paragraphs opens each and closes the last.
        if let Some((from, mark)) = open {
            let next = text.paragraph(number + 1).and_then(|p| text.slice(p));
            if next.is_some_and(|next| next.trim_start().starts_with(mark)) {
                push(&mut found, paragraph, from, chars.len(), chars.len());
            }
        }
    }
    found
}

fn push(found: &mut Vec<(Span, Span)>, paragraph: Span, from: usize, to: usize, end: usize) {
    let at = |place: usize| paragraph.start + place as u32;
    found.push((Span::new(at(from + 1), at(to)), Span::new(at(from), at(end))));
}

fn opens(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '“' | '„' | '«' | '「' | '『' | '‹' | '»' => {
            after.is_some_and(|c| !c.is_whitespace())
        }
        '"' => {
            after.is_some_and(|c| !c.is_whitespace()) && before.is_none_or(|c| !c.is_alphanumeric())
        }
        '‘' => before.is_none_or(|c| !c.is_alphanumeric()),
        _ => false,
    }
}

fn closes(open: char, c: char, after: Option<char>) -> bool {
    match open {
        '“' => c == '”',
        '„' => matches!(c, '“' | '”'),
        '«' => c == '»',
        '»' => c == '«',
        '「' => c == '」',
        '『' => c == '』',
        '‹' => c == '›',
        '‘' => c == '’' && after.is_none_or(|c| !c.is_alphanumeric()),
        _ => c == open,
    }
}
