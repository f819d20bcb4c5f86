//! The spans of a document as anchors in an article.

use super::{Document, TextBound};
use crate::domain::{anchor::Anchor, reanchor::Reanchorer, span::Span, text::Text};
use crate::import::annotations::place::Wanted;
use crate::import::annotations::proposal::Report;

/// The spans of a document, ready to be found in the article's text.
pub struct Spans<'a> {
    document: &'a Document,
    text: std::sync::Arc<Text>,
    /// Where the document's text has carriage returns that the article's has not, in code
    /// points.
    returns: Vec<u32>,
}

impl<'a> Spans<'a> {
    /// Those of a document whose text is an article's.
    pub fn of(document: &'a Document, text: &std::sync::Arc<Text>) -> Self {
        let mut returns = Vec::new();
        if document.text.contains("\r\n") {
            let chars: Vec<char> = document.text.chars().collect();
            let pairs = chars.windows(2).enumerate().filter(|(_, pair)| *pair == ['\r', '\n']);
            returns = pairs.map(|(at, _)| at as u32).collect();
        }
        Self { document, text: text.clone(), returns }
    }

    fn moved(&self, at: u32) -> u32 {
        at - self.returns.partition_point(|place| *place < at) as u32
    }

    fn pieces(&self, bound: &TextBound) -> Vec<Span> {
        let mut pieces: Vec<Span> = Vec::new();
        for fragment in &bound.fragments {
            let span = Span::new(self.moved(fragment.start), self.moved(fragment.end));
            let gap = |last: &Span| {
                let between = Span { start: last.end, end: span.start.max(last.end) };
                let between = self.text.slice(between).unwrap_or("?");
                span.start >= last.end && between.contains('\n') && between.trim().is_empty()
            };
            // The end of a line cuts a span in brat only because it must.
            match pieces.last_mut() {
                Some(last) if gap(last) => last.end = span.end,
                _ => pieces.push(span),
            }
        }
        pieces
    }

    /// The anchors of a span, counted in the report. Empty if there is no such span.
    pub fn anchors(&self, span: &str, report: &mut Report) -> Vec<Anchor> {
        let Some(bound) = self.document.bounds.get(span) else { return Vec::new() };
        let pieces = self.pieces(bound);
        let anchors: Option<Vec<Anchor>> =
            pieces.iter().map(|piece| Anchor::new(&self.text, *piece)).collect();
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = |anchors: &Vec<Anchor>| {
            let words: Vec<_> = anchors.iter().map(|anchor| anchor.exact.as_str()).collect();
            bound.words.is_empty() || squeezed(&words.join(" ")) == squeezed(&bound.words)
        };
        if let Some(anchors) = anchors.filter(fits) {
            report.exact += anchors.len();
            return anchors;
        }
        // The file counts otherwise: the words decide.
        let exact = bound.words.clone();
        let wanted = Wanted { exact, span: pieces.first().copied(), ..Wanted::default() };
        wanted.find(&self.text, &Reanchorer::new(&self.text), report).into_iter().collect()
    }

    /// The anchors of a span that is part of an attribution.
    pub fn quiet(&self, span: &str) -> Vec<Anchor> {
        self.anchors(span, &mut Report::default())
    }

    /// The words of a span, on one line.
    pub fn words(&self, span: &str) -> Option<String> {
        let anchors = self.quiet(span);
        let words: Vec<_> = anchors.iter().flat_map(|a| a.exact.split_whitespace()).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// Whether two spans have the same pieces.
    pub fn same_place(&self, one: &str, other: &str) -> bool {
        let pieces = |span: &str| self.document.bounds.get(span).map(|bound| &bound.fragments);
        one == other || (pieces(one).is_some() && pieces(one) == pieces(other))
    }
}
