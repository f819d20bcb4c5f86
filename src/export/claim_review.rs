//! schema.org's Claim for each claim, with its appearances, and a ClaimReview for each
//! analyst's newest assessment of it.
//!
//! The three scales stay apart: each is a rating of its own with its own aspect. Credibility
//! is turned round (schema.org's best rating is its highest), and *cannot be judged* has no
//! value. A review needs an address; without one given, it has one below `.invalid`, a name
//! that never leads anywhere (RFC 2606).

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{
    Carried, Export, ExportError, Field, Format, Progress, Shape, Target, Wanted, ahead,
    identity::{Identities, Uuid},
};
use crate::domain::{
    article::Article,
    assessment::Assessment,
    chain::Chain,
    claim::Claim,
    project::Project,
    source::SourceKind,
    time::{PartialDate, Timestamp},
    vocabulary::Vocabulary as _,
    work::Work,
};

pub(super) const FORMAT: Format = Format {
    name: "claim-review",
    label: "ClaimReview",
    about: "The claims and your assessments as schema.org data, for fact-check pages and search.",
    endings: &[".claimreview.jsonld"],
    shape: Shape::File,
    lossless: false,
    carries: |field, _| match field {
        Field::Quotation
        | Field::Paraphrase
        | Field::ArticleTitle
        | Field::ArticlePublished
        | Field::ArticleByline
        | Field::ArticleAddress
        | Field::ArticleLanguage
        | Field::Chain
        | Field::HopSources
        | Field::HopWork
        | Field::WorkTitle
        | Field::WorkUrl
        | Field::WorkDate
        | Field::WorkContainer
        | Field::SourceName
        | Field::SourceKind
        | Field::SourceUrl
        | Field::Credibility
        | Field::Confidence
        | Field::Likelihood
        | Field::Rationale
        | Field::AssessmentAuthorship
        | Field::EventDate
        | Field::Tags
        | Field::Analysts => Carried::Part,
        _ => Carried::No,
    },
    write,
};

/// Writes the nodes of a graph, one after the other.
struct Nodes<'a> {
    out: &'a mut dyn std::io::Write,
    line: Vec<u8>,
    any: bool,
}

impl Nodes<'_> {
    fn put(&mut self, node: &impl Serialize) -> Result<(), ExportError> {
        self.line.clear();
        self.line.extend_from_slice(if self.any { b",\n" } else { b"\n" });
        self.any = true;
        serde_json::to_writer(&mut self.line, node)?;
        Ok(self.out.write_all(&self.line)?)
    }
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let ids = Identities::of(export.project);
    target.file(&wanted.name(&FORMAT, export), &mut |out| {
        out.write_all(b"{\"@context\": \"https://schema.org\", \"@graph\": [")?;
        let mut nodes = Nodes { out: &mut *out, line: Vec::new(), any: false };
        let total = export.project.claim_count();
        for (done, (article, claim)) in ahead::claims(export.project, ahead::Parts::All).enumerate()
        {
            progress.step(done, total)?;
            let id = Urn(ids.uuid("claim", claim.id.as_str(), 0));
            let words = words(claim);
            nodes.put(&claim_node(export.project, id, article, claim, &words))?;
            for assessment in claim.latest_assessments() {
                if let Some(review) = review(export, &ids, (id, &words), assessment) {
                    nodes.put(&review)?;
                }
            }
        }
        Ok(out.write_all(b"\n]}\n")?)
    })
}

/// An identifier as an address.
#[derive(Clone, Copy)]
struct Urn(Uuid);

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "urn:uuid:{}", self.0)
    }
}

impl Serialize for Urn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The day of a moment.
struct Day(Timestamp);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_string()[..10])
    }
}

// Of every object the fields stand in the order of their names; those without a value are
// left out: schema.org takes no empty text.

#[derive(Serialize)]
struct ClaimNode<'a> {
    #[serde(rename = "@id")]
    id: Urn,
    #[serde(rename = "@type")]
    kind: &'static str,
    appearance: Vec<Appearance<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'a, str>>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(rename = "temporalCoverage", skip_serializing_if = "Option::is_none")]
    event: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Where a claim was found: an article, or a work that it was taken from.
#[derive(Serialize, PartialEq)]
struct Appearance<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "archivedAt", skip_serializing_if = "Option::is_none")]
    archived: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Named<'a>>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(rename = "inLanguage", skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "isPartOf", skip_serializing_if = "Option::is_none")]
    container: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize, PartialEq)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names are schema.org's")]
struct Review<'a> {
    #[serde(rename = "@id")]
    id: Urn,
    #[serde(rename = "@type")]
    kind: &'static str,
    author: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim_reviewed: Option<&'a str>,
    date_published: Day,
    item_reviewed: Reviewed,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_body: Option<&'a str>,
    review_rating: Vec<Rating>,
    url: String,
}

#[derive(Serialize)]
struct Reviewed {
    #[serde(rename = "@id")]
    id: Urn,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names are schema.org's")]
struct Rating {
    #[serde(rename = "@type")]
    kind: &'static str,
    alternate_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    best_rating: Option<u8>,
    rating_explanation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rating_value: Option<u8>,
    review_aspect: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    worst_rating: Option<u8>,
}

/// A text that says something.
fn said(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

/// Only addresses that schema.org takes for one.
fn web(url: Option<&String>) -> Option<&str> {
    url.map(String::as_str).filter(|url| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.starts_with(['/', '?', '#']) && !rest.is_empty())
            && !url.contains(char::is_whitespace)
    })
}

fn quotation(claim: &Claim) -> Cow<'_, str> {
    match claim.anchors.as_slice() {
        [one] => Cow::Borrowed(&one.exact),
        _ => Cow::Owned(claim.quotation()),
    }
}

fn words(claim: &Claim) -> Cow<'_, str> {
    match claim.paraphrase.as_deref().and_then(said) {
        Some(paraphrase) => Cow::Borrowed(paraphrase),
        None => quotation(claim),
    }
}

fn claim_node<'a>(
    project: &'a Project,
    id: Urn,
    article: &'a Article,
    claim: &'a Claim,
    words: &'a str,
) -> ClaimNode<'a> {
    let cited = claim.chains.iter().flat_map(|chain| &chain.hops).filter_map(|hop| hop.work);
    let mut appearances = vec![appearance(article)];
    for work in cited.filter_map(|id| project.work(id)).map(|work| appearance_in_work(work)) {
        if !appearances.contains(&work) {
            appearances.push(work);
        }
    }
    let description = claim.paraphrase.as_ref().map(|_| quotation(claim));
    ClaimNode {
        id,
        kind: "Claim",
        appearance: appearances,
        author: claim.chains.first().map(|chain| speakers(project, chain)).unwrap_or_default(),
        description: description.filter(|text| said(text).is_some()),
        language: article.head.language.as_deref().and_then(said),
        keywords: claim.tags.iter().filter_map(|tag| said(tag)).collect(),
        event: claim.event_date,
        text: said(words),
    }
}

/// Where the claim was found.
fn appearance(article: &Article) -> Appearance<'_> {
    let head = &article.head;
    Appearance {
        kind: "Article",
        archived: web(head.archived_url.as_ref()),
        author: named("Person", head.byline.as_ref()),
        published: head.published,
        headline: said(&head.title),
        language: head.language.as_deref().and_then(said),
        container: None,
        name: None,
        publisher: named("Organization", head.publisher.as_ref()),
        url: web(head.url.as_ref()),
    }
}

fn appearance_in_work(work: &Work) -> Appearance<'_> {
    Appearance {
        kind: "CreativeWork",
        archived: web(work.archived_url.as_ref()),
        author: None,
        published: work.date,
        headline: None,
        language: None,
        container: named("CreativeWork", work.container.as_ref()),
        name: said(work.display_title()),
        publisher: named("Organization", work.publisher.as_ref()),
        url: web(work.url.as_ref()),
    }
}

fn named<'a>(kind: &'static str, name: Option<&'a String>) -> Option<Named<'a>> {
    let name = name.and_then(|name| said(name))?;
    Some(Named { kind, name: Some(name), url: None })
}

/// Who makes the claim: the last voice of its first chain, if it has a name and the
/// attribution is not denied.
fn speakers<'a>(project: &'a Project, chain: &Chain) -> Vec<Named<'a>> {
    let Some(hop) = chain.hops.last().filter(|hop| !hop.negated) else { return Vec::new() };
    let sources = hop.sources.iter().filter_map(|id| project.source(*id));
    let named = sources.filter_map(|source| {
        let kind = match source.kind {
            SourceKind::NamedIndividual => "Person",
            SourceKind::NamedGroup => "Organization",
            _ => return None,
        };
        Some(Named { kind, name: said(&source.name), url: web(source.url.as_ref()) })
    });
    named.collect()
}

fn review<'a>(
    export: &Export<'a>,
    ids: &Identities,
    (claim, words): (Urn, &'a str),
    assessment: &'a Assessment,
) -> Option<Review<'a>> {
    let ratings = ratings(assessment);
    if ratings.is_empty() {
        return None;
    }
    let uuid = ids.uuid("assessment", assessment.id.as_str(), 0);
    let base = export.options.address.as_deref().unwrap_or("https://sourceline.invalid");
    let analyst = export.project.analyst(assessment.by);
    let analyst = analyst.map_or(assessment.by.as_str(), |analyst| &analyst.name);
    Some(Review {
        id: Urn(uuid),
        kind: "ClaimReview",
        author: Named { kind: "Person", name: said(analyst), url: None },
        claim_reviewed: said(words),
        date_published: Day(assessment.at),
        item_reviewed: Reviewed { id: claim },
        review_body: assessment.rationale.as_deref().and_then(said),
        review_rating: ratings,
        url: format!("{base}/{uuid}"),
    })
}

fn rating(aspect: &'static str, name: &'static str, explanation: &'static str) -> Rating {
    Rating {
        kind: "Rating",
        alternate_name: name,
        best_rating: None,
        rating_explanation: explanation,
        rating_value: None,
        review_aspect: aspect,
        worst_rating: None,
    }
}

/// Each scale that was judged, as a rating of its own.
fn ratings(assessment: &Assessment) -> Vec<Rating> {
    let mut ratings = Vec::new();
    if let Some(credibility) = assessment.credibility {
        let label = credibility.label().rsplit("· ").next().unwrap_or_default();
        let mut judged = rating("Information credibility", label, credibility.definition());
        if credibility.is_judged() {
            judged.worst_rating = Some(1);
            judged.rating_value = Some(6 - credibility.digit());
            judged.best_rating = Some(5);
        }
        ratings.push(judged);
    }
    if let Some(likelihood) = assessment.likelihood {
        ratings.push(rating("Likelihood", likelihood.label(), likelihood.definition()));
    }
    if let Some(confidence) = assessment.confidence {
        ratings.push(rating("Analytic confidence", confidence.label(), confidence.definition()));
    }
    ratings
}
