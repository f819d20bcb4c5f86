//! Articles with their structure and references.

use std::sync::Arc;

use serde::Deserialize;

use super::claims::ClaimRecord;
use crate::domain::{
    article::{Article, ArticleHead, Block, BlockKind, Mark, MarkKind, Structure},
    chunked::Chunked,
    claim::Claim,
    ids::{ArticleId, ReferenceId, WorkId},
    reference::{Reference, Resolution},
    span::Span,
    text::Text,
    time::PartialDate,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleRecord {
    id: ArticleId,
    title: String,
    byline: Option<String>,
    publisher: Option<String>,
    published: Option<PartialDate>,
    url: Option<String>,
    archived_url: Option<String>,
    accessed: Option<PartialDate>,
    language: Option<String>,
    text: String,
    sha256: String,
    work: Option<WorkId>,
    revision_of: Option<ArticleId>,
    #[serde(default)]
    blocks: Vec<BlockRecord>,
    #[serde(default)]
    marks: Vec<MarkRecord>,
    #[serde(default)]
    references: Vec<ReferenceRecord>,
    #[serde(default)]
    claims: Vec<ClaimRecord>,
}

impl ArticleRecord {
    /// The article; two claims with one id can't both be kept.
    pub fn article(self) -> Result<Article, String> {
        let claims: Vec<Arc<Claim>> =
            self.claims.into_iter().map(|record| Arc::new(record.into())).collect();
        let (claims, repeated) = Chunked::from_records(claims);
        if let Some(claim) = repeated.first() {
            return Err(format!("the claim {} stands twice in \"{}\"", claim.id, self.title));
        }
        Ok(Article {
            id: self.id,
            head: Arc::new(ArticleHead {
                title: self.title,
                byline: self.byline,
                publisher: self.publisher,
                published: self.published,
                url: self.url,
                archived_url: self.archived_url,
                accessed: self.accessed,
                language: self.language,
                work: self.work,
                revision_of: self.revision_of,
            }),
            text: Arc::new(Text::new(self.text)),
            sha256: self.sha256.into(),
            structure: Arc::new(Structure {
                blocks: self.blocks.into_iter().map(Into::into).collect(),
                marks: self.marks.into_iter().map(Into::into).collect(),
            }),
            references: Arc::new(self.references.into_iter().map(Into::into).collect()),
            claims,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockRecord {
    start: u32,
    end: u32,
    kind: BlockKind,
}

impl From<BlockRecord> for Block {
    fn from(record: BlockRecord) -> Self {
        let BlockRecord { start, end, kind } = record;
        Self { span: Span { start, end }, kind }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkRecord {
    start: u32,
    end: u32,
    kind: MarkKind,
    target: Option<String>,
}

impl From<MarkRecord> for Mark {
    fn from(record: MarkRecord) -> Self {
        let MarkRecord { start, end, kind, target } = record;
        Self { span: Span { start, end }, kind, target }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReferenceRecord {
    id: ReferenceId,
    label: String,
    #[serde(default)]
    markers: Vec<Span>,
    entry_span: Span,
    work: Option<WorkId>,
    resolution: Resolution,
}

impl From<ReferenceRecord> for Reference {
    fn from(record: ReferenceRecord) -> Self {
        let ReferenceRecord { id, label, markers, entry_span, work, resolution } = record;
        Self { id, label, markers, entry_span, work, resolution }
    }
}
