//! The texts that a collection of ours brings with it: those that the project does not have
//! become articles, so that their annotations have a place.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use super::{Object, Setting, clean, list, own_id, records::Records, term, text, without_returns};
use crate::domain::{
    article::{Article, ArticleHead},
    chunked::Chunked,
    edit::Edit,
    ids::{ArticleId, IdSource},
    text::Text,
};

/// Articles to be, and what of them can be said only when all else is there.
#[derive(Default)]
pub struct Texts {
    /// The new articles.
    pub articles: Vec<Article>,
    /// For each, the names of the work that it is and of the article that it supersedes.
    later: Vec<(ArticleHead, ArticleId, Option<String>, Option<String>)>,
    names: HashMap<String, ArticleId>,
}

impl Texts {
    /// Those of some documents.
    pub fn of(into: &Setting<'_>, documents: &[(&str, Value)], ids: &mut impl IdSource) -> Self {
        let mut texts = Self::default();
        let known = into.project.articles.iter();
        let mut known: HashMap<String, ArticleId> =
            known.map(|article| (article.sha256.to_string(), article.id)).collect();
        let mut taken: HashSet<ArticleId> = into.project.articles.iter().map(|a| a.id).collect();
        for (_, document) in documents {
            let records = list(document.get("texts")).into_iter().filter_map(Value::as_object);
            for record in records {
                texts.take(record, &mut known, &mut taken, ids);
            }
        }
        texts
    }

    fn take(
        &mut self,
        record: &Object,
        known: &mut HashMap<String, ArticleId>,
        taken: &mut HashSet<ArticleId>,
        ids: &mut impl IdSource,
    ) {
        let name = text(record, "record").unwrap_or_default();
        let own: Option<ArticleId> = own_id(name, "article");
        let Some(value) = text(record, "value").map(without_returns) else { return };
        let value = Text::new(value);
        let sha256 = value.sha256();
        // An article of the id is the one that is meant, even if its text was revised since.
        if let Some(there) = own.filter(|id| taken.contains(id)).or(known.get(&sha256).copied()) {
            self.names.insert(name.to_owned(), there);
            return;
        }
        let id = own.unwrap_or_else(|| ids.id());
        let head = ArticleHead {
            title: clean(record, "title").unwrap_or_else(|| "Untitled".to_owned()),
            byline: clean(record, "byline"),
            publisher: clean(record, "publisher"),
            published: term(record, "published"),
            url: clean(record, "address"),
            archived_url: clean(record, "archived"),
            accessed: term(record, "accessed"),
            language: clean(record, "language"),
            ..ArticleHead::default()
        };
        let of = |key: &str| text(record, key).map(str::to_owned);
        let (work, older) = (of("sameWork"), of("revisionOf"));
        if work.is_some() || older.is_some() {
            self.later.push((head.clone(), id, work, older));
        }
        known.insert(sha256.clone(), id);
        taken.insert(id);
        self.names.insert(name.to_owned(), id);
        self.articles.push(Article {
            id,
            head: Arc::new(head),
            text: Arc::new(value),
            sha256: sha256.into(),
            structure: Arc::default(),
            references: Arc::default(),
            claims: Chunked::default(),
        });
    }

    /// The edits that say which works the new articles are, and what they supersede.
    pub fn heads(&self, records: &Records) -> Vec<Edit> {
        let edit =
            |(head, article, work, older): &(ArticleHead, _, Option<String>, Option<String>)| {
                let mut head = head.clone();
                head.work = work.as_deref().and_then(|name| records.work(name));
                head.revision_of = older.as_ref().and_then(|name| self.names.get(name)).copied();
                let says = head.work.is_some() || head.revision_of.is_some();
                says.then_some(Edit::SetArticleHead { article: *article, head })
            };
        self.later.iter().filter_map(edit).collect()
    }
}
