//! Analysts, sources, sessions and to-dos as version 1 writes them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::list::{Record, Unfit, bare, empty};
use crate::domain::{
    analyst::Analyst,
    ids::{AnalystId, ArticleId, SessionId, SourceId, TodoId},
    invariant::{RecordKind, RecordRef, Violation},
    session::Session,
    source::{Reliability, ReliabilityGrade, Source, SourceKind},
    time::Timestamp,
    todo::{Todo, TodoAbout, TodoKind},
};

/// An analyst.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Analyst")]
pub struct AnalystV1<'a> {
    pub id: AnalystId,
    pub name: Cow<'a, str>,
}

impl Record for Analyst {
    type V1<'a> = AnalystV1<'a>;

    fn to_v1(&self) -> AnalystV1<'_> {
        let Self { id, name } = self;
        AnalystV1 { id: *id, name: name.into() }
    }

    fn from_v1(v1: AnalystV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        let AnalystV1 { id, name } = v1;
        Ok(Self { id, name: name.into() })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Analyst, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}

/// A source.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Source")]
pub struct SourceV1<'a> {
    pub id: SourceId,
    pub name: Cow<'a, str>,
    pub kind: SourceKind,
    #[serde(default, skip_serializing_if = "empty")]
    pub aliases: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub role: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub description: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub url: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub notes: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "empty")]
    pub reliability: Vec<ReliabilityV1<'a>>,
}

/// A judgement of a source's reliability.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Reliability")]
pub struct ReliabilityV1<'a> {
    pub grade: Reliability,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub about: Option<Cow<'a, str>>,
    pub by: AnalystId,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub why: Option<Cow<'a, str>>,
}

impl Record for Source {
    type V1<'a> = SourceV1<'a>;

    fn to_v1(&self) -> SourceV1<'_> {
        let Self { id, name, kind, aliases, role, description, url, notes, reliability } = self;
        SourceV1 {
            id: *id,
            name: name.into(),
            kind: *kind,
            aliases: aliases.into(),
            role: role.as_deref().map(Cow::from),
            description: description.as_deref().map(Cow::from),
            url: url.as_deref().map(Cow::from),
            notes: notes.as_deref().map(Cow::from),
            reliability: reliability.iter().map(ReliabilityV1::from).collect(),
        }
    }

    fn from_v1(v1: SourceV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        let SourceV1 { id, name, kind, aliases, role, description, url, notes, reliability } = v1;
        Ok(Self {
            id,
            name: name.into(),
            kind,
            aliases: aliases.into(),
            role: role.map(Cow::into_owned),
            description: description.map(Cow::into_owned),
            url: url.map(Cow::into_owned),
            notes: notes.map(Cow::into_owned),
            reliability: reliability.into_iter().map(ReliabilityGrade::from).collect(),
        })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Source, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}

impl<'a> From<&'a ReliabilityGrade> for ReliabilityV1<'a> {
    fn from(grade: &'a ReliabilityGrade) -> Self {
        let ReliabilityGrade { grade, about, by, at, why } = grade;
        Self {
            grade: *grade,
            about: about.as_deref().map(Cow::from),
            by: *by,
            at: *at,
            why: why.as_deref().map(Cow::from),
        }
    }
}

impl From<ReliabilityV1<'static>> for ReliabilityGrade {
    fn from(v1: ReliabilityV1<'static>) -> Self {
        let ReliabilityV1 { grade, about, by, at, why } = v1;
        Self { grade, about: about.map(Cow::into_owned), by, at, why: why.map(Cow::into_owned) }
    }
}

/// A session.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Session")]
pub struct SessionV1<'a> {
    pub id: SessionId,
    pub by: AnalystId,
    pub started: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub ended: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "empty")]
    pub opened: Cow<'a, [ArticleId]>,
}

impl Record for Session {
    type V1<'a> = SessionV1<'a>;

    fn to_v1(&self) -> SessionV1<'_> {
        let Self { id, by, started, ended, opened } = self;
        SessionV1 { id: *id, by: *by, started: *started, ended: *ended, opened: opened.into() }
    }

    fn from_v1(v1: SessionV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        let SessionV1 { id, by, started, ended, opened } = v1;
        Ok(Self { id, by, started, ended, opened: opened.into() })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Session, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}

/// A to-do.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Todo")]
pub struct TodoV1<'a> {
    pub id: TodoId,
    pub about: TodoAbout,
    pub kind: TodoKind,
    pub text: Cow<'a, str>,
    pub by: AnalystId,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub done: Option<Timestamp>,
}

impl Record for Todo {
    type V1<'a> = TodoV1<'a>;

    fn to_v1(&self) -> TodoV1<'_> {
        let Self { id, about, kind, text, by, at, done } = self;
        TodoV1 {
            id: *id,
            about: *about,
            kind: *kind,
            text: text.into(),
            by: *by,
            at: *at,
            done: *done,
        }
    }

    fn from_v1(v1: TodoV1<'static>, _: &mut Vec<Violation>) -> Result<Self, Unfit> {
        let TodoV1 { id, about, kind, text, by, at, done } = v1;
        Ok(Self { id, about, kind, text: text.into(), by, at, done })
    }

    fn named(&self) -> RecordRef {
        RecordRef::new(RecordKind::Todo, self.id)
    }

    fn renamed(&self, id: &str) -> Option<Self> {
        Some(Self { id: id.parse().ok()?, ..self.clone() })
    }
}
