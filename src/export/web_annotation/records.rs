//! The collection, and the records that its annotations name: analysts, texts, sources, works
//! and kinds of evidence.

use serde::Serialize;

use super::{
    Iri, Person, Places, Streamed, claim::ClaimAnnotation, context::Contexts, link::LinkAnnotation,
};
use crate::domain::{
    article::Article,
    codebook::Term,
    project::Project,
    source::{Source, SourceKind},
    time::{PartialDate, Timestamp},
    work::{Work, WorkKind},
};
use crate::export::{Export, ExportError, Progress, ahead, known::Known};

/// Either sort of annotation.
#[derive(Serialize)]
#[serde(untagged)]
enum Annotation<'a> {
    Claim(Box<ClaimAnnotation<'a>>),
    Link(LinkAnnotation<'a>),
}

/// The whole file.
#[derive(Serialize)]
pub struct Collection<'a, A, T, S, W, K, I> {
    #[serde(rename = "@context")]
    context: Contexts,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    created: Timestamp,
    generated: Timestamp,
    analysts: A,
    texts: T,
    sources: S,
    works: W,
    #[serde(rename = "evidenceKinds")]
    kinds: K,
    total: usize,
    first: Page<I>,
}

/// The one page of the collection.
#[derive(Serialize)]
struct Page<I> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "partOf")]
    part_of: Whole,
    #[serde(rename = "startIndex")]
    start: usize,
    items: I,
}

#[derive(Serialize)]
struct Whole {
    id: String,
}

impl<'a> Collection<'a, (), (), (), (), (), ()> {
    /// The collection of an export.
    pub fn of(
        export: &'a Export<'a>,
        known: &'a Known<'a>,
        places: &'a Places,
        progress: &'a Progress<'a>,
        uuid: &dyn Fn(&str) -> String,
    ) -> impl Serialize + use<'a> {
        let project: &'a Project = export.project;
        let total = project.claim_count() + project.links.len();
        let with_texts = export.options.article_texts;
        let items = move || {
            let claims = ahead::claims(project, ahead::Parts::All).enumerate().map(
                move |(done, (article, claim))| {
                    progress.step(done, total)?;
                    let claim = ClaimAnnotation::of(known, places, article, claim);
                    Ok::<_, ExportError>(Annotation::Claim(Box::new(claim)))
                },
            );
            let links = project.links.iter();
            claims.chain(links.map(|link| Ok(Annotation::Link(LinkAnnotation::of(project, link)))))
        };
        Collection {
            context: Contexts,
            id: uuid("collection"),
            kind: "AnnotationCollection",
            label: &project.head.title,
            description: project.head.description.as_deref(),
            created: project.head.created,
            generated: export.at,
            analysts: Streamed(move || {
                project.analysts.iter().map(|a| Ok(Person::of(project, a.id)))
            }),
            texts: Streamed(move || {
                project.articles.iter().map(move |a| Ok(text(a, places, with_texts)))
            }),
            sources: Streamed(move || project.sources.iter().map(|s| Ok(source(s)))),
            works: Streamed(move || project.works.iter().map(|w| Ok(work(w)))),
            kinds: Streamed(move || project.codebook.iter().map(|t| Ok(kind(t)))),
            total,
            first: Page {
                id: uuid("page"),
                kind: "AnnotationPage",
                part_of: Whole { id: uuid("collection") },
                start: 0,
                items: Streamed(items),
            },
        }
    }
}

#[derive(Serialize)]
struct TextRecord<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    record: Iri<Article>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "sameWork", skip_serializing_if = "Option::is_none")]
    work: Option<Iri<Work>>,
    #[serde(rename = "revisionOf", skip_serializing_if = "Option::is_none")]
    revision_of: Option<Iri<Article>>,
    sha256: &'a str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

fn text<'a>(article: &'a Article, places: &'a Places, with_text: bool) -> TextRecord<'a> {
    let head = &article.head;
    TextRecord {
        id: places.get(article.id),
        kind: "Text",
        record: Iri("article", article.id),
        title: &head.title,
        byline: head.byline.as_deref(),
        publisher: head.publisher.as_deref(),
        published: head.published,
        address: head.url.as_deref(),
        archived: head.archived_url.as_deref(),
        accessed: head.accessed,
        language: head.language.as_deref(),
        work: head.work.map(|id| Iri("work", id)),
        revision_of: head.revision_of.map(|id| Iri("article", id)),
        sha256: &article.sha256,
        format: "text/plain",
        value: with_text.then(|| article.text.as_str()),
    }
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    id: Iri<Source>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: &'a str,
    #[serde(rename = "sourceKind")]
    source_kind: SourceKind,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a str>,
}

fn source(source: &Source) -> SourceRecord<'_> {
    SourceRecord {
        id: Iri("source", source.id),
        kind: match source.kind {
            SourceKind::NamedIndividual | SourceKind::UnnamedIndividual => Some("Person"),
            SourceKind::NamedGroup | SourceKind::UnnamedGroup => Some("Organization"),
            SourceKind::Database => Some("Dataset"),
            _ => None,
        },
        name: &source.name,
        source_kind: source.kind,
        aliases: &source.aliases,
        role: source.role.as_deref(),
        about: source.description.as_deref(),
        page: source.url.as_deref(),
        notes: source.notes.as_deref(),
    }
}

#[derive(Serialize)]
struct WorkRecord<'a> {
    id: Iri<Work>,
    title: &'a str,
    #[serde(rename = "workKind")]
    kind: WorkKind,
    authors: Vec<Iri<Source>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<&'a str>,
    #[serde(rename = "originalSha256", skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
    #[serde(rename = "originalObtained", skip_serializing_if = "Option::is_none")]
    obtained: Option<PartialDate>,
}

fn work(work: &Work) -> WorkRecord<'_> {
    WorkRecord {
        id: Iri("work", work.id),
        title: &work.title,
        kind: work.kind,
        authors: work.authors.iter().map(|id| Iri("source", *id)).collect(),
        container: work.container.as_deref(),
        publisher: work.publisher.as_deref(),
        date: work.date,
        address: work.url.as_deref(),
        archived: work.archived_url.as_deref(),
        accessed: work.accessed,
        pages: work.pages.as_deref(),
        printed: work.raw.as_deref(),
        sha256: work.original.as_ref().map(|original| original.sha256.as_str()),
        obtained: work.original.as_ref().map(|original| original.obtained),
    }
}

#[derive(Serialize)]
struct KindRecord<'a> {
    id: Iri<Term>,
    label: &'a str,
    definition: &'a str,
}

fn kind(term: &Term) -> KindRecord<'_> {
    KindRecord {
        id: Iri("evidence-kind", term.id),
        label: &term.name,
        definition: &term.definition,
    }
}
