//! The whole file as version 1 writes it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::list::{Records, bare};
use crate::domain::{
    analyst::Analyst,
    article::Article,
    codebook::Term,
    invariant::Violation,
    lineage::Lineage,
    link::Link,
    project::{Merged, Project, ProjectHead},
    ruling::Ruling,
    session::Session,
    source::Source,
    time::Timestamp,
    todo::Todo,
    work::Work,
};

/// A project.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Project")]
pub struct ProjectV1<'a> {
    /// Always 1; read from the head of the file before the rest.
    pub version: u32,
    pub title: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub description: Option<Cow<'a, str>>,
    pub created: Timestamp,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub analysts: Records<Analyst>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub sources: Records<Source>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub works: Records<Work>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub articles: Records<Article>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub links: Records<Link>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub lineage: Records<Lineage>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub rulings: Records<Ruling>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub todos: Records<Todo>,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub merged: Records<Merged>,
    pub codebook: CodebookV1,
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub sessions: Records<Session>,
}

/// The codebook.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Codebook")]
pub struct CodebookV1 {
    /// The kinds of evidence.
    #[serde(default, skip_serializing_if = "Records::is_empty")]
    pub terms: Records<Term>,
}

impl<'a> From<&'a Project> for ProjectV1<'a> {
    fn from(project: &'a Project) -> Self {
        let ProjectHead { title, description, created } = project.head.as_ref();
        Self {
            version: 1,
            title: title.into(),
            description: description.as_deref().map(Cow::from),
            created: *created,
            analysts: (&project.analysts).into(),
            sources: (&project.sources).into(),
            works: (&project.works).into(),
            articles: (&project.articles).into(),
            links: (&project.links).into(),
            lineage: (&project.lineage).into(),
            rulings: (&project.rulings).into(),
            todos: (&project.todos).into(),
            merged: (&project.merged).into(),
            codebook: CodebookV1 { terms: (&project.codebook).into() },
            sessions: (&project.sessions).into(),
        }
    }
}

impl ProjectV1<'static> {
    /// The project, and what was found not to hold while its lists were made.
    pub fn into_project(self) -> (Project, Vec<Violation>) {
        let found = [
            self.analysts.found,
            self.sources.found,
            self.works.found,
            self.articles.found,
            self.links.found,
            self.lineage.found,
            self.rulings.found,
            self.todos.found,
            self.merged.found,
            self.codebook.terms.found,
            self.sessions.found,
        ];
        let mut project = Project::new(self.title, self.created);
        let head = Arc::make_mut(&mut project.head);
        head.description = self.description.map(Cow::into_owned);
        project.analysts = self.analysts.list;
        project.sources = self.sources.list;
        project.works = self.works.list;
        project.articles = self.articles.list;
        project.links = self.links.list;
        project.lineage = self.lineage.list;
        project.rulings = self.rulings.list;
        project.todos = self.todos.list;
        project.merged = self.merged.list;
        project.codebook = self.codebook.terms.list;
        project.sessions = self.sessions.list;
        project.index_claims();
        (project, found.concat())
    }
}
