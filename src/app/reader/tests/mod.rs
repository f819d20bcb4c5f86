//! What all tests of the reader share.

mod flow;

use std::sync::Arc;

use crate::domain::{
    anchor::Anchor,
    article::{Article, ArticleHead, Structure},
    chunked::Chunked,
    claim::Claim,
    ids::{ArticleId, ClaimId},
    span::Span,
    text::Text,
    time::Timestamp,
};

/// A claim's id from a name.
pub(super) fn id(name: &str) -> ClaimId {
    name.parse().expect("a valid id")
}

/// An article that is only a text.
pub(super) fn article_of(text: &str) -> Article {
    Article {
        id: ArticleId::new("article").expect("a valid id"),
        head: Arc::new(ArticleHead { title: "A title".into(), ..ArticleHead::default() }),
        text: Arc::new(Text::new(text)),
        sha256: "".into(),
        structure: Arc::new(Structure::default()),
        references: Arc::new(Vec::new()),
        claims: Chunked::default(),
    }
}

/// A claim on a span.
pub(super) fn claim(text: &Text, name: &str, span: Span) -> Claim {
    let anchor = Anchor::new(text, span).expect("inside the text");
    let analyst = "me".parse().expect("a valid id");
    Claim::new(id(name), anchor, analyst, Timestamp::from_unix_seconds(0))
}
