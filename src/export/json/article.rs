//! Articles with their structure and references.

use serde::Serialize;

use super::list::{Claims, Counter, Each, Record, empty};
use crate::domain::{
    article::{Article, Block, BlockKind, Mark, MarkKind},
    ids::{ArticleId, ReferenceId, WorkId},
    reference::{Reference, Resolution},
    span::Span,
    time::PartialDate,
};

#[derive(Serialize)]
pub(super) struct ArticleRecord<'a> {
    id: ArticleId,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    text: &'a str,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<WorkId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision_of: Option<ArticleId>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    blocks: Each<'a, Block>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    marks: Each<'a, Mark>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    references: Each<'a, Reference>,
    #[serde(skip_serializing_if = "Claims::is_empty")]
    claims: Claims<'a>,
}

impl<'a> ArticleRecord<'a> {
    pub fn new(article: &'a Article, counter: &'a Counter<'a>) -> Self {
        let head = &article.head;
        Self {
            id: article.id,
            title: &head.title,
            byline: head.byline.as_deref(),
            publisher: head.publisher.as_deref(),
            published: head.published,
            url: head.url.as_deref(),
            archived_url: head.archived_url.as_deref(),
            accessed: head.accessed,
            language: head.language.as_deref(),
            text: article.text.as_str(),
            sha256: &article.sha256,
            work: head.work,
            revision_of: head.revision_of,
            blocks: Each(&article.structure.blocks),
            marks: Each(&article.structure.marks),
            references: Each(&article.references),
            claims: Claims { list: &article.claims, counter },
        }
    }
}

#[derive(Serialize)]
pub(super) struct BlockRecord {
    start: u32,
    end: u32,
    kind: BlockKind,
}

impl Record for Block {
    type Written<'a> = BlockRecord;

    fn written(&self) -> BlockRecord {
        BlockRecord { start: self.span.start, end: self.span.end, kind: self.kind }
    }
}

#[derive(Serialize)]
pub(super) struct MarkRecord<'a> {
    start: u32,
    end: u32,
    kind: MarkKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
}

impl Record for Mark {
    type Written<'a> = MarkRecord<'a>;

    fn written(&self) -> MarkRecord<'_> {
        let Self { span, kind, target } = self;
        MarkRecord { start: span.start, end: span.end, kind: *kind, target: target.as_deref() }
    }
}

#[derive(Serialize)]
pub(super) struct ReferenceRecord<'a> {
    id: ReferenceId,
    label: &'a str,
    #[serde(skip_serializing_if = "empty")]
    markers: &'a [Span],
    entry_span: Span,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<WorkId>,
    resolution: Resolution,
}

impl Record for Reference {
    type Written<'a> = ReferenceRecord<'a>;

    fn written(&self) -> ReferenceRecord<'_> {
        let Self { id, label, markers, entry_span, work, resolution } = self;
        ReferenceRecord {
            id: *id,
            label,
            markers,
            entry_span: *entry_span,
            work: *work,
            resolution: *resolution,
        }
    }
}
