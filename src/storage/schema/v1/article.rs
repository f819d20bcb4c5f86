//! Articles with their structure and references as version 1 writes them.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::list::{Record, Records, Unfit, bare, compact, compact_each, empty};
use crate::domain::{
    article::{Article, ArticleHead, Block, BlockKind, Mark, MarkKind, Structure},
    claim::Claim,
    ids::{ArticleId, ReferenceId, WorkId},
    invariant::{RecordKind, RecordRef, Violation},
    reference::{Reference, Resolution},
    span::Span,
    text::Text,
    time::PartialDate,
};

/// An article.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Article")]
pub struct ArticleV1<'a> {
    pub id: ArticleId,
    pub title: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub byline: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub publisher: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub published: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub url: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub archived_url: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub accessed: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub language: Option<Cow<'a, str>>,
    pub text: Cow<'a, str>,
    pub sha256: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub work: Option<WorkId>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub revision_of: Option<ArticleId>,
    #[serde(default, skip_serializing_if = "empty", serialize_with = "compact_each")]
    pub blocks: Vec<BlockV1>,
    #[serde(default, skip_serializing_if = "empty", serialize_with = "compact_each")]
    pub marks: Vec<MarkV1<'a>>,
    #[serde(default, skip_serializing_if = "empty")]
    pub references: Vec<ReferenceV1<'a>>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub claims: Records<Claim>,
}

/// A block.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Block")]
pub struct BlockV1 {
    pub start: u32,
    pub end: u32,
    pub kind: BlockKind,
}

/// A mark.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Mark")]
pub struct MarkV1<'a> {
    pub start: u32,
    pub end: u32,
    pub kind: MarkKind,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub target: Option<Cow<'a, str>>,
}

/// A reference.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Reference")]
pub struct ReferenceV1<'a> {
    pub id: ReferenceId,
    pub label: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "empty")]
    pub markers: Cow<'a, [Span]>,
    #[serde(serialize_with = "compact")]
    pub entry_span: Span,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub work: Option<WorkId>,
    pub resolution: Resolution,
}

impl Record for Article {
    type V1<'a> = ArticleV1<'a>;

    fn to_v1(&self) -> ArticleV1<'_> {
        let Self { id, head, text, sha256, structure, references, claims } = self;
        let ArticleHead {
            title,
            byline,
            publisher,
            published,
            url,
            archived_url,
            accessed,
            language,
            work,
            revision_of,
        } = head.as_ref();
        let Structure { blocks, marks } = structure.as_ref();
        let mut references: Vec<_> = references.iter().map(ReferenceV1::from).collect();
        references.sort_by_key(|reference| (reference.entry_span, reference.id));
        ArticleV1 {
            id: *id,
            title: title.into(),
            byline: byline.as_deref().map(Cow::from),
            publisher: publisher.as_deref().map(Cow::from),
            published: *published,
            url: url.as_deref().map(Cow::from),
            archived_url: archived_url.as_deref().map(Cow::from),
            accessed: *accessed,
            language: language.as_deref().map(Cow::from),
            text: text.as_str().into(),
            sha256: sha256.as_ref().into(),
            work: *work,
            revision_of: *revision_of,
            blocks: blocks
                .iter()
                .map(|Block { span, kind }| BlockV1 {
                    start: span.start,
                    end: span.end,
                    kind: *kind,
                })
                .collect(),
            marks: marks
                .iter()
                .map(|Mark { span, kind, target }| MarkV1 {
                    start: span.start,
                    end: span.end,
                    kind: *kind,
                    target: target.as_deref().map(Cow::from),
                })
                .collect(),
            references,
            claims: claims.into(),
        }
    }

    fn from_v1(v1: ArticleV1<'static>, found: &mut Vec<Violation>) -> Result<Self, Unfit> {
        found.extend(v1.claims.found);
        let mut references: Vec<_> = v1.references.into_iter().map(Reference::from).collect();
        references.sort_by_key(|reference| (reference.entry_span, reference.id));
        Ok(Self {
            id: v1.id,
            head: Arc::new(ArticleHead {
                title: v1.title.into(),
                byline: v1.byline.map(Cow::into_owned),
                publisher: v1.publisher.map(Cow::into_owned),
                published: v1.published,
                url: v1.url.map(Cow::into_owned),
                archived_url: v1.archived_url.map(Cow::into_owned),
                accessed: v1.accessed,
                language: v1.language.map(Cow::into_owned),
                work: v1.work,
                revision_of: v1.revision_of,
            }),
            text: Arc::new(Text::new(v1.text)),
            sha256: v1.sha256.into(),
            structure: Arc::new(Structure {
                blocks: v1
                    .blocks
                    .into_iter()
                    .map(|BlockV1 { start, end, kind }| Block { span: Span { start, end }, kind })
                    .collect(),
                marks: v1
                    .marks
                    .into_iter()
                    .map(|MarkV1 { start, end, kind, target }| Mark {
                        span: Span { start, end },
                        kind,
                        target: target.map(Cow::into_owned),
                    })
                    .collect(),
            }),
            references: Arc::new(references),
            claims: v1.claims.list,
        })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Article, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}

impl<'a> From<&'a Reference> for ReferenceV1<'a> {
    fn from(reference: &'a Reference) -> Self {
        let Reference { id, label, markers, entry_span, work, resolution } = reference;
        Self {
            id: *id,
            label: label.into(),
            markers: markers.into(),
            entry_span: *entry_span,
            work: *work,
            resolution: *resolution,
        }
    }
}

impl From<ReferenceV1<'static>> for Reference {
    fn from(v1: ReferenceV1<'static>) -> Self {
        let ReferenceV1 { id, label, markers, entry_span, work, resolution } = v1;
        Self { id, label: label.into(), markers: markers.into(), entry_span, work, resolution }
    }
}
