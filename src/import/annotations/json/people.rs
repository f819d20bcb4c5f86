//! Analysts, sources, works, sessions and to-dos.

use serde::Deserialize;

use crate::domain::{
    analyst::Analyst,
    ids::{AnalystId, ArticleId, SessionId, SourceId, TodoId, WorkId},
    session::Session,
    source::{Reliability, ReliabilityGrade, Source, SourceKind},
    time::{PartialDate, Timestamp},
    todo::{Todo, TodoAbout, TodoKind},
    work::{Original, Work, WorkKind},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnalystRecord {
    id: AnalystId,
    name: String,
}

impl From<AnalystRecord> for Analyst {
    fn from(record: AnalystRecord) -> Self {
        let AnalystRecord { id, name } = record;
        Self { id, name }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceRecord {
    id: SourceId,
    name: String,
    kind: SourceKind,
    #[serde(default)]
    aliases: Vec<String>,
    role: Option<String>,
    description: Option<String>,
    url: Option<String>,
    notes: Option<String>,
    #[serde(default)]
    reliability: Vec<GradeRecord>,
}

impl From<SourceRecord> for Source {
    fn from(record: SourceRecord) -> Self {
        let SourceRecord { id, name, kind, aliases, role, description, url, notes, reliability } =
            record;
        Self {
            id,
            name,
            kind,
            aliases,
            role,
            description,
            url,
            notes,
            reliability: reliability.into_iter().map(Into::into).collect(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GradeRecord {
    grade: Reliability,
    about: Option<String>,
    by: AnalystId,
    at: Timestamp,
    why: Option<String>,
}

impl From<GradeRecord> for ReliabilityGrade {
    fn from(record: GradeRecord) -> Self {
        let GradeRecord { grade, about, by, at, why } = record;
        Self { grade, about, by, at, why }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkRecord {
    id: WorkId,
    kind: WorkKind,
    title: String,
    #[serde(default)]
    authors: Vec<SourceId>,
    container: Option<String>,
    publisher: Option<String>,
    date: Option<PartialDate>,
    url: Option<String>,
    archived_url: Option<String>,
    accessed: Option<PartialDate>,
    pages: Option<String>,
    original: Option<OriginalRecord>,
    raw: Option<String>,
}

impl From<WorkRecord> for Work {
    fn from(record: WorkRecord) -> Self {
        let WorkRecord {
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
        } = record;
        Self {
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
            original: original.map(Into::into),
            raw,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OriginalRecord {
    file: String,
    sha256: String,
    obtained: PartialDate,
}

impl From<OriginalRecord> for Original {
    fn from(record: OriginalRecord) -> Self {
        let OriginalRecord { file, sha256, obtained } = record;
        Self { file, sha256, obtained }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionRecord {
    id: SessionId,
    by: AnalystId,
    started: Timestamp,
    ended: Option<Timestamp>,
    #[serde(default)]
    opened: Vec<ArticleId>,
}

impl From<SessionRecord> for Session {
    fn from(record: SessionRecord) -> Self {
        let SessionRecord { id, by, started, ended, opened } = record;
        Self { id, by, started, ended, opened }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TodoRecord {
    id: TodoId,
    about: TodoAbout,
    kind: TodoKind,
    text: String,
    by: AnalystId,
    at: Timestamp,
    done: Option<Timestamp>,
}

impl From<TodoRecord> for Todo {
    fn from(record: TodoRecord) -> Self {
        let TodoRecord { id, about, kind, text, by, at, done } = record;
        Self { id, about, kind, text, by, at, done }
    }
}
