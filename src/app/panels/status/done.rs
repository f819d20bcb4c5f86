//! How many claims are done, counted once a chunk: an edit recounts the chunk it touched.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{
    article::Article,
    chunked::{Chunk, Chunked},
    claim::{Claim, ClaimStatus},
    ids::ArticleId,
};

/// The counts, and what they were made from.
#[derive(Debug, Default)]
pub(super) struct Done {
    of: Option<Chunked<Article>>,
    /// By the chunk's address; the chunk is held, so that the address stays its own.
    chunks: HashMap<usize, (Chunk<Claim>, usize)>,
    articles: HashMap<ArticleId, usize>,
    all: usize,
}

impl Done {
    /// How many claims are to be read to bring the counts up to date.
    pub fn behind(&self, articles: &Chunked<Article>) -> usize {
        if self.of.as_ref().is_some_and(|of| of.same(articles)) {
            return 0;
        }
        let chunks = articles.iter().flat_map(|article| article.claims.chunks());
        let unknown = chunks.filter(|chunk| !self.chunks.contains_key(&address(chunk)));
        unknown.map(|chunk| chunk.len()).sum()
    }

    /// Brings the counts up to date.
    pub fn update(&mut self, articles: &Chunked<Article>) {
        if self.of.as_ref().is_some_and(|of| of.same(articles)) {
            return;
        }
        let mut known = std::mem::take(&mut self.chunks);
        self.articles.clear();
        self.all = 0;
        for article in articles.iter() {
            let mut done = 0;
            for chunk in article.claims.chunks() {
                let key = address(chunk);
                let counted =
                    known.remove(&key).unwrap_or_else(|| (Arc::clone(chunk), count(chunk)));
                done += counted.1;
                self.chunks.insert(key, counted);
            }
            self.articles.insert(article.id, done);
            self.all += done;
        }
        self.of = Some(articles.clone());
    }

    /// How many claims of an article are done.
    pub fn in_article(&self, article: ArticleId) -> usize {
        self.articles.get(&article).copied().unwrap_or(0)
    }

    /// How many claims of all articles are done.
    pub fn in_all(&self) -> usize {
        self.all
    }
}

fn address(chunk: &Chunk<Claim>) -> usize {
    Arc::as_ptr(chunk).addr()
}

fn count(chunk: &Chunk<Claim>) -> usize {
    chunk.iter().filter(|c| c.status == ClaimStatus::Done).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        edit::{Edit, apply},
        sample::project as sample,
    };

    #[test]
    fn the_counts_follow_an_edit() {
        let mut project = sample();
        let mut done = Done::default();
        done.update(&project.articles);
        let before = done.in_all();
        let (article, claim) = project.claims().next().expect("a claim");
        let (article, mut claim) = (article.id, (**claim).clone());
        let was_done = claim.status == ClaimStatus::Done;
        claim.status = if was_done { ClaimStatus::Draft } else { ClaimStatus::Done };
        let edit = Edit::PutClaim { article, claim: Box::new(claim) };
        project = apply(&project, edit).expect("valid").0;
        done.update(&project.articles);
        let expected = if was_done { before - 1 } else { before + 1 };
        assert_eq!(done.in_all(), expected);
        let in_articles: usize = project.articles.iter().map(|a| done.in_article(a.id)).sum();
        assert_eq!(in_articles, done.in_all());
    }
}
