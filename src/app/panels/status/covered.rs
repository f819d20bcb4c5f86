//! The share of an article's sentences that hold a claim, counted only when something of it
//! changed; of a long text on a thread of its own.

use std::sync::Arc;

use egui::{Context, RichText, Ui};

use crate::{
    analysis::{
        coverage::{Coverage, coverage},
        sentences,
    },
    app::tasks::{Answer, Later},
    domain::{
        article::{Article, Structure},
        chunked::Chunked,
        claim::Claim,
        ids::ArticleId,
        reference::Reference,
        span::Span,
    },
};

/// Longer texts are not counted on the frame's thread, in bytes: to look at the words of this
/// many takes a third of a millisecond.
const LONG: usize = 16_000;

/// What is known, and what is being counted.
#[derive(Debug, Default)]
pub(super) struct Covered {
    known: Option<Counted>,
    running: Option<Later<Counted>>,
}

/// What was counted of which snapshot.
#[derive(Debug)]
struct Counted {
    article: ArticleId,
    claims: Chunked<Claim>,
    structure: Arc<Structure>,
    references: Arc<Vec<Reference>>,
    sentences: Arc<Vec<Span>>,
    coverage: Coverage,
}

impl Counted {
    /// Whether the sentences are still those of the article.
    fn has_sentences_of(&self, article: &Article) -> bool {
        self.article == article.id
            && Arc::ptr_eq(&self.structure, &article.structure)
            && Arc::ptr_eq(&self.references, &article.references)
    }

    fn is_of(&self, article: &Article) -> bool {
        self.has_sentences_of(article) && self.claims.same(&article.claims)
    }
}

impl Covered {
    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, article: &Article) {
        self.follow(ui.ctx(), article);
        let known = self.known.as_ref().filter(|known| known.article == article.id);
        let Some(coverage) = known.map(|known| known.coverage) else {
            ui.label(RichText::new("Counting sentences…").small().weak());
            return;
        };
        if let Some(percent) = coverage.percent() {
            let tip = format!(
                "{} of {} sentences hold a claim; headings and notes don't count.",
                coverage.covered, coverage.sentences
            );
            let text = format!("{percent} % of sentences covered");
            ui.label(RichText::new(text).small()).on_hover_text(tip);
        }
    }

    fn follow(&mut self, ctx: &Context, article: &Article) {
        if let Some(running) = &self.running {
            match running.look() {
                Answer::Ready(counted) => {
                    self.known = Some(counted);
                    self.running = None;
                }
                // What stopped once would stop again.
                Answer::Waiting | Answer::Lost => return,
            }
        }
        if self.known.as_ref().is_some_and(|known| known.is_of(article)) {
            return;
        }
        let known = self.known.as_ref().filter(|known| known.has_sentences_of(article));
        let sentences = known.map(|known| Arc::clone(&known.sentences));
        if article.text.as_str().len() <= LONG {
            self.known = Some(count(article, sentences));
            return;
        }
        let article = article.clone();
        self.running = Later::start("Counting sentences", ctx, move || count(&article, sentences));
    }
}

fn count(article: &Article, sentences: Option<Arc<Vec<Span>>>) -> Counted {
    let sentences = sentences.unwrap_or_else(|| Arc::new(sentences::of_article(article)));
    Counted {
        article: article.id,
        coverage: coverage(&article.text, &sentences, &article.claims),
        claims: article.claims.clone(),
        structure: Arc::clone(&article.structure),
        references: Arc::clone(&article.references),
        sentences,
    }
}
