//! How the claims are spread: over a text part by part, over a project article by article.

use std::sync::Arc;

use crate::analysis::{
    coverage::{Coverage, sum, which},
    sentences,
};
use crate::domain::{article::Article, ids::ArticleId, span::Span};

/// The most parts that a text is divided into.
const PARTS: usize = 24;

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From its first sentence to its last, in code points.
    pub span: Span,
    /// How many of its sentences hold a claim.
    pub coverage: Coverage,
}

/// Where claims are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spread {
    /// In which articles of a project, in its order.
    Articles(Vec<(ArticleId, Coverage)>),
    /// In which parts of a text, at most 24 with about as many sentences each.
    Text(Vec<Part>),
}

impl Default for Spread {
    fn default() -> Self {
        Self::Articles(Vec::new())
    }
}

impl Spread {
    /// All of it together.
    pub fn whole(&self) -> Coverage {
        let add = |all: Coverage, one: Coverage| all.and(one);
        match self {
            Self::Articles(list) => list.iter().map(|(_, c)| *c).fold(Coverage::default(), add),
            Self::Text(parts) => parts.iter().map(|p| p.coverage).fold(Coverage::default(), add),
        }
    }
}

/// Whether what is covered is the same in two states of an article.
pub(super) fn is_same(a: &Article, b: &Article) -> bool {
    Arc::ptr_eq(&a.text, &b.text)
        && Arc::ptr_eq(&a.structure, &b.structure)
        && Arc::ptr_eq(&a.references, &b.references)
        && a.claims.same(&b.claims)
}

/// How much of an article is covered.
pub(super) fn of_article(article: &Article) -> Coverage {
    sum(&which(&article.text, &sentences::of_article(article), &article.claims))
}

/// How much of each part of an article is covered.
pub(super) fn over_text(article: &Article) -> Spread {
    let sentences = sentences::of_article(article);
    let covered = which(&article.text, &sentences, &article.claims);
    let parts = sentences.len().min(PARTS);
    let found = (0..parts).filter_map(|part| {
        let range = part * sentences.len() / parts..(part + 1) * sentences.len() / parts;
        let (first, last) = (sentences.get(range.start)?, sentences[range.clone()].last()?);
        let span = Span { start: first.start, end: last.end };
        Some(Part { span, coverage: sum(&covered[range]) })
    });
    Spread::Text(found.collect())
}
