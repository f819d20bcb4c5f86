//! The words of claims, folded once per chunk, and the words that are looked for.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::fold::fold;
use crate::domain::{chunked::Chunk, claim::Claim, project::Project};

use super::SourceTable;

/// The most words that are looked for; the others are passed over.
const MAX_WORDS: usize = 32;

/// The folded words of claims by the address of their chunk.
#[derive(Debug, Default)]
pub(super) struct Words {
    chunks: HashMap<usize, Folded>,
}

#[derive(Debug)]
struct Folded {
    /// Held, so that its address can't come to stand for another one.
    chunk: Chunk<Claim>,
    texts: Vec<Box<str>>,
}

fn address(chunk: &Chunk<Claim>) -> usize {
    Arc::as_ptr(chunk).addr()
}

impl Words {
    /// Folds what is new and lets go what is gone.
    pub fn update(&mut self, project: &Project) {
        let mut old = std::mem::take(&mut self.chunks);
        for chunk in project.articles.iter().flat_map(|article| article.claims.chunks()) {
            let folded = old.remove(&address(chunk)).unwrap_or_else(|| Folded {
                chunk: Arc::clone(chunk),
                texts: chunk.iter().map(|claim| words_of(claim)).collect(),
            });
            self.chunks.insert(address(&folded.chunk), folded);
        }
    }

    pub fn of(&self, chunk: &Chunk<Claim>) -> Option<&[Box<str>]> {
        self.chunks.get(&address(chunk)).map(|folded| folded.texts.as_slice())
    }
}

fn words_of(claim: &Claim) -> Box<str> {
    let quotations = claim.anchors.iter().map(|anchor| anchor.exact.as_str());
    let remarks = claim.paraphrase.iter().chain(&claim.note).chain(&claim.tags);
    let mut text = String::new();
    for part in quotations.chain(remarks.map(String::as_str)) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&fold(part));
    }
    text.into()
}

/// The words that are looked for.
pub(super) struct WordsWanted {
    words: Vec<String>,
    /// For each source by number, the words that its names hold, as bits.
    named: Vec<u32>,
}

impl WordsWanted {
    pub fn new(project: &Project, text: &str, sources: &SourceTable) -> Self {
        let folded = fold(text);
        // The parts of a discontinuous quotation are joined by an ellipsis, folded to dots.
        let said = |word: &&str| word.chars().any(|c| c != '.');
        let words: Vec<String> =
            folded.split_whitespace().filter(said).take(MAX_WORDS).map(str::to_owned).collect();
        if words.is_empty() {
            return Self { words, named: Vec::new() };
        }
        let mut named = vec![0; sources.ids.len()];
        for (bits, source) in named.iter_mut().zip(project.sources.iter()) {
            for name in std::iter::once(&source.name).chain(&source.aliases) {
                let name = fold(name);
                for (bit, word) in words.iter().enumerate() {
                    *bits |= u32::from(name.contains(word.as_str())) << bit;
                }
            }
        }
        Self { words, named }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether each word stands in a claim's text or in the name of one of its sources.
    pub fn fit(&self, text: &str, speakers: &[usize]) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let named = speakers.iter().fold(0, |bits, number| bits | self.named[*number]);
        let mut words = self.words.iter().enumerate();
        words.all(|(bit, word)| named & (1 << bit) != 0 || text.contains(word.as_str()))
    }
}
