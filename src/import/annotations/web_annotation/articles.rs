//! Which article an annotation means: by our name for it, its address, or its text.

use std::collections::HashMap;

use serde_json::Value;

use super::{list, own_id};
use crate::domain::{
    article::Article, ids::ArticleId, project::Project, reanchor::Reanchorer, text::Text,
};

/// The articles of a project, ready to be found.
pub struct Articles<'a> {
    project: &'a Project,
    addresses: HashMap<String, ArticleId>,
    finders: HashMap<ArticleId, Reanchorer<'a>>,
}

impl<'a> Articles<'a> {
    /// Those of a project. Of two with one address, the one that no other supersedes.
    pub fn of(project: &'a Project) -> Self {
        let mut addresses = HashMap::new();
        for article in project.articles.iter() {
            let urls = [&article.head.url, &article.head.archived_url];
            for url in urls.into_iter().flatten() {
                let known = addresses.entry(plain(url)).or_insert(article.id);
                if project.is_superseded(*known) {
                    *known = article.id;
                }
            }
        }
        let finders = project.articles.iter().map(|a| (a.id, Reanchorer::new(&a.text))).collect();
        Self { project, addresses, finders }
    }

    /// Takes what a collection of ours says of its texts.
    pub fn learn(&mut self, document: &Value) {
        for record in list(document.get("texts")) {
            let string = |key: &str| record.get(key).and_then(Value::as_str);
            let Some(name) = string("id") else { continue };
            let by_id = string("record").and_then(|name| own_id(name, "article"));
            let same_text = |article: &Article| {
                let hash = string("sha256").map(str::to_owned);
                let hash = hash.or_else(|| string("value").map(|text| Text::new(text).sha256()));
                hash.is_some_and(|hash| *article.sha256 == *hash)
            };
            let by_text = || self.project.articles.iter().find(|a| same_text(a)).map(|a| a.id);
            let found = by_id.filter(|id| self.project.article(*id).is_some()).or_else(by_text);
            if let Some(found) = found {
                self.addresses.insert(plain(name), found);
            }
        }
    }

    /// The article of a name or an address.
    pub fn named(&self, name: &str) -> Option<&'a Article> {
        let own = own_id(name, "article").and_then(|id| self.project.article(id));
        let by_address = || self.project.article(*self.addresses.get(&plain(name))?);
        own.or_else(by_address).map(AsRef::as_ref)
    }

    /// The one article that holds some words; `None` if several do.
    pub fn holding(&self, words: &str) -> Option<&'a Article> {
        if words.trim().chars().count() < 8 {
            return None;
        }
        let mut holding = self.project.articles.iter().filter(|article| {
            !self.project.is_superseded(article.id) && article.text.as_str().contains(words)
        });
        let found = holding.next()?;
        holding.next().is_none().then_some(found.as_ref())
    }

    /// What finds anchors in an article.
    pub fn finder(&self, article: ArticleId) -> Option<&Reanchorer<'a>> {
        self.finders.get(&article)
    }
}

/// An address without what makes no difference: scheme, `www.`, fragment, last slash.
fn plain(address: &str) -> String {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{id, project};

    #[test]
    fn an_article_is_found_by_name_address_and_words() {
        let project = project();
        let articles = Articles::of(&project);
        let found = |name: &str| articles.named(name).map(|a| a.id);
        assert_eq!(found("urn:sourceline:article:a2"), Some(id("a2")));
        for address in ["http://www.example.org/bridge/", "https://example.org/bridge#notes"] {
            assert_eq!(found(address), Some(id("a1")), "{address}");
        }
        assert_eq!(found("https://example.org/other"), None);
        assert_eq!(articles.holding("The ministry declined").map(|a| a.id), Some(id("a2")));
        assert_eq!(articles.holding("the"), None);
    }
}
