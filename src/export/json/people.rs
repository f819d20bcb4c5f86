//! Analysts, sources, works, sessions and to-dos.

use serde::Serialize;

use super::list::{Each, Record, empty};
use crate::domain::{
    analyst::Analyst,
    ids::{AnalystId, ArticleId, SessionId, SourceId, TodoId, WorkId},
    session::Session,
    source::{Reliability, ReliabilityGrade, Source, SourceKind},
    time::{PartialDate, Timestamp},
    todo::{Todo, TodoAbout, TodoKind},
    work::{Original, Work, WorkKind},
};

#[derive(Serialize)]
pub(super) struct AnalystRecord<'a> {
    id: AnalystId,
    name: &'a str,
}

impl Record for Analyst {
    type Written<'a> = AnalystRecord<'a>;

    fn written(&self) -> AnalystRecord<'_> {
        AnalystRecord { id: self.id, name: &self.name }
    }
}

#[derive(Serialize)]
pub(super) struct SourceRecord<'a> {
    id: SourceId,
    name: &'a str,
    kind: SourceKind,
    #[serde(skip_serializing_if = "empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a str>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    reliability: Each<'a, ReliabilityGrade>,
}

impl Record for Source {
    type Written<'a> = SourceRecord<'a>;

    fn written(&self) -> SourceRecord<'_> {
        let Self { id, name, kind, aliases, role, description, url, notes, reliability } = self;
        SourceRecord {
            id: *id,
            name,
            kind: *kind,
            aliases,
            role: role.as_deref(),
            description: description.as_deref(),
            url: url.as_deref(),
            notes: notes.as_deref(),
            reliability: Each(reliability),
        }
    }
}

#[derive(Serialize)]
pub(super) struct GradeRecord<'a> {
    grade: Reliability,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    by: AnalystId,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

impl Record for ReliabilityGrade {
    type Written<'a> = GradeRecord<'a>;

    fn written(&self) -> GradeRecord<'_> {
        let Self { grade, about, by, at, why } = self;
        GradeRecord {
            grade: *grade,
            about: about.as_deref(),
            by: *by,
            at: *at,
            why: why.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct WorkRecord<'a> {
    id: WorkId,
    kind: WorkKind,
    title: &'a str,
    #[serde(skip_serializing_if = "empty")]
    authors: &'a [SourceId],
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<OriginalRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'a str>,
}

#[derive(Serialize)]
struct OriginalRecord<'a> {
    file: &'a str,
    sha256: &'a str,
    obtained: PartialDate,
}

impl Record for Work {
    type Written<'a> = WorkRecord<'a>;

    fn written(&self) -> WorkRecord<'_> {
        WorkRecord {
            id: self.id,
            kind: self.kind,
            title: &self.title,
            authors: &self.authors,
            container: self.container.as_deref(),
            publisher: self.publisher.as_deref(),
            date: self.date,
            url: self.url.as_deref(),
            archived_url: self.archived_url.as_deref(),
            accessed: self.accessed,
            pages: self.pages.as_deref(),
            original: self.original.as_ref().map(|Original { file, sha256, obtained }| {
                OriginalRecord { file, sha256, obtained: *obtained }
            }),
            raw: self.raw.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct SessionRecord<'a> {
    id: SessionId,
    by: AnalystId,
    started: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Timestamp>,
    #[serde(skip_serializing_if = "empty")]
    opened: &'a [ArticleId],
}

impl Record for Session {
    type Written<'a> = SessionRecord<'a>;

    fn written(&self) -> SessionRecord<'_> {
        let Self { id, by, started, ended, opened } = self;
        SessionRecord { id: *id, by: *by, started: *started, ended: *ended, opened }
    }
}

#[derive(Serialize)]
pub(super) struct TodoRecord<'a> {
    id: TodoId,
    about: TodoAbout,
    kind: TodoKind,
    text: &'a str,
    by: AnalystId,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<Timestamp>,
}

impl Record for Todo {
    type Written<'a> = TodoRecord<'a>;

    fn written(&self) -> TodoRecord<'_> {
        let Self { id, about, kind, text, by, at, done } = self;
        TodoRecord { id: *id, about: *about, kind: *kind, text, by: *by, at: *at, done: *done }
    }
}
