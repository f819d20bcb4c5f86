//! Works as version 1 writes them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::list::{Record, Unfit, bare, empty};
use crate::domain::{
    ids::{SourceId, WorkId},
    invariant::{RecordKind, RecordRef, Violation},
    time::PartialDate,
    work::{Original, Work, WorkKind},
};

/// A work.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Work")]
pub struct WorkV1<'a> {
    pub id: WorkId,
    pub kind: WorkKind,
    pub title: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "empty")]
    pub authors: Cow<'a, [SourceId]>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub container: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub publisher: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub date: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub url: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub archived_url: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub accessed: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub pages: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub original: Option<OriginalV1<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub raw: Option<Cow<'a, str>>,
}

/// A copy of the original.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Original")]
pub struct OriginalV1<'a> {
    pub file: Cow<'a, str>,
    pub sha256: Cow<'a, str>,
    pub obtained: PartialDate,
}

impl Record for Work {
    type V1<'a> = WorkV1<'a>;

    fn to_v1(&self) -> WorkV1<'_> {
        let Self {
            id,
            kind,
            title,
            authors,
            container,
            publisher,
            date,
            url,
            archived_url,
            accessed,
            pages,
            original,
            raw,
        } = self;
        WorkV1 {
            id: *id,
            kind: *kind,
            title: title.into(),
            authors: authors.into(),
            container: container.as_deref().map(Cow::from),
            publisher: publisher.as_deref().map(Cow::from),
            date: *date,
            url: url.as_deref().map(Cow::from),
            archived_url: archived_url.as_deref().map(Cow::from),
            accessed: *accessed,
            pages: pages.as_deref().map(Cow::from),
            original: original.as_ref().map(|Original { file, sha256, obtained }| OriginalV1 {
                file: file.into(),
                sha256: sha256.into(),
                obtained: *obtained,
            }),
            raw: raw.as_deref().map(Cow::from),
        }
    }

    fn from_v1(v1: WorkV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        Ok(Self {
            id: v1.id,
            kind: v1.kind,
            title: v1.title.into(),
            authors: v1.authors.into(),
            container: v1.container.map(Cow::into_owned),
            publisher: v1.publisher.map(Cow::into_owned),
            date: v1.date,
            url: v1.url.map(Cow::into_owned),
            archived_url: v1.archived_url.map(Cow::into_owned),
            accessed: v1.accessed,
            pages: v1.pages.map(Cow::into_owned),
            original: v1.original.map(|OriginalV1 { file, sha256, obtained }| Original {
                file: file.into(),
                sha256: sha256.into(),
                obtained,
            }),
            raw: v1.raw.map(Cow::into_owned),
        })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Work, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}
