//! schema.org's Claim for each claim, with its appearances, and a ClaimReview for each
//! analyst's newest assessment of it.
//!
//! The three scales stay apart: each is a rating of its own with its own aspect. Credibility
//! is turned round (schema.org's best rating is its highest), and *cannot be judged* has no
//! value. A review needs an address; without one given, it has one below `.invalid`, a name
//! that never leads anywhere (RFC 2606).

use serde_json::{Map, Value, json};

use super::{
    Carried, Export, ExportError, Field, Format, Progress, Shape, Target, Wanted,
    identity::Identities,
};
use crate::domain::{
    article::Article, assessment::Assessment, chain::Chain, claim::Claim, project::Project,
    source::SourceKind, vocabulary::Vocabulary as _, work::Work,
};

pub(super) const FORMAT: Format = Format {
    name: "claim-review",
    label: "ClaimReview",
    about: "The claims and your assessments as schema.org data, for fact-check pages and search.",
    endings: &[".claimreview.jsonld"],
    shape: Shape::File,
    lossless: false,
    carries: |field| match field {
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
    any: bool,
}

impl Nodes<'_> {
    fn put(&mut self, node: &Value) -> Result<(), ExportError> {
        self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        Ok(serde_json::to_writer(&mut *self.out, node)?)
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
        let mut nodes = Nodes { out: &mut *out, any: false };
        let total = export.project.claim_count();
        for (done, (article, claim)) in export.project.claims().enumerate() {
            progress.step(done, total)?;
            nodes.put(&claim_node(export.project, &ids, article, claim))?;
            for assessment in claim.latest_assessments() {
                if let Some(review) = review(export, &ids, claim, assessment) {
                    nodes.put(&review)?;
                }
            }
        }
        Ok(out.write_all(b"\n]}\n")?)
    })
}

/// Only addresses that schema.org takes for one.
fn web(url: Option<&String>) -> Option<&String> {
    url.filter(|url| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.starts_with(['/', '?', '#']) && !rest.is_empty())
            && !url.contains(char::is_whitespace)
    })
}

/// An object without the fields that have no value: schema.org takes no empty text.
fn object(kind: &str, fields: Vec<(&str, Value)>) -> Value {
    let mut map = Map::new();
    map.insert("@type".to_owned(), Value::from(kind));
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    for (name, value) in fields.into_iter().filter(|(_, value)| !empty(value)) {
        map.insert(name.to_owned(), value);
    }
    Value::Object(map)
}

fn words(claim: &Claim) -> String {
    claim.paraphrase.clone().filter(|p| !p.trim().is_empty()).unwrap_or_else(|| claim.quotation())
}

fn claim_node(project: &Project, ids: &Identities, article: &Article, claim: &Claim) -> Value {
    let cited = claim.chains.iter().flat_map(|chain| &chain.hops).filter_map(|hop| hop.work);
    let works = cited.filter_map(|id| project.work(id)).map(|work| appearance_in_work(work));
    let mut appearances = vec![appearance(article)];
    for work in works {
        if !appearances.contains(&work) {
            appearances.push(work);
        }
    }
    let author = claim.chains.first().and_then(|chain| speaker(project, chain));
    object(
        "Claim",
        vec![
            ("@id", json!(format!("urn:uuid:{}", ids.uuid("claim", claim.id.as_str(), 0)))),
            ("text", json!(words(claim))),
            ("description", json!(claim.paraphrase.as_ref().map(|_| claim.quotation()))),
            ("author", json!(author)),
            ("appearance", json!(appearances)),
            ("inLanguage", json!(article.head.language)),
            (
                "keywords",
                json!(claim.tags.iter().filter(|t| !t.trim().is_empty()).collect::<Vec<_>>()),
            ),
            ("temporalCoverage", json!(claim.event_date)),
        ],
    )
}

/// Where the claim was found.
fn appearance(article: &Article) -> Value {
    let head = &article.head;
    object(
        "Article",
        vec![
            ("headline", json!(head.title)),
            ("url", json!(web(head.url.as_ref()))),
            ("archivedAt", json!(web(head.archived_url.as_ref()))),
            ("datePublished", json!(head.published)),
            ("inLanguage", json!(head.language)),
            ("author", named("Person", head.byline.as_ref())),
            ("publisher", named("Organization", head.publisher.as_ref())),
        ],
    )
}

fn appearance_in_work(work: &Work) -> Value {
    object(
        "CreativeWork",
        vec![
            ("name", json!(work.display_title())),
            ("url", json!(web(work.url.as_ref()))),
            ("archivedAt", json!(web(work.archived_url.as_ref()))),
            ("datePublished", json!(work.date)),
            ("isPartOf", named("CreativeWork", work.container.as_ref())),
            ("publisher", named("Organization", work.publisher.as_ref())),
        ],
    )
}

fn named(kind: &str, name: Option<&String>) -> Value {
    match name.filter(|name| !name.trim().is_empty()) {
        Some(name) => object(kind, vec![("name", json!(name))]),
        None => Value::Null,
    }
}

/// Who makes the claim: the last voice of its first chain, if it has a name and the
/// attribution is not denied.
fn speaker(project: &Project, chain: &Chain) -> Option<Vec<Value>> {
    let hop = chain.hops.last().filter(|hop| !hop.negated)?;
    let sources = hop.sources.iter().filter_map(|id| project.source(*id));
    let named = sources.filter(|source| !source.kind.is_unnamed()).filter_map(|source| {
        let kind = match source.kind {
            SourceKind::NamedIndividual => "Person",
            SourceKind::NamedGroup => "Organization",
            _ => return None,
        };
        Some(object(
            kind,
            vec![("name", json!(source.name)), ("url", json!(web(source.url.as_ref())))],
        ))
    });
    let named: Vec<_> = named.collect();
    (!named.is_empty()).then_some(named)
}

fn review(
    export: &Export<'_>,
    ids: &Identities,
    claim: &Claim,
    assessment: &Assessment,
) -> Option<Value> {
    let ratings = ratings(assessment);
    if ratings.is_empty() {
        return None;
    }
    let uuid = ids.uuid("assessment", assessment.id.as_str(), 0);
    let base = export.options.address.as_deref().unwrap_or("https://sourceline.invalid");
    let analyst = export.project.analyst_name(assessment.by);
    Some(object(
        "ClaimReview",
        vec![
            ("@id", json!(format!("urn:uuid:{uuid}"))),
            ("url", json!(format!("{base}/{uuid}"))),
            ("claimReviewed", json!(words(claim))),
            (
                "itemReviewed",
                json!({ "@id": format!("urn:uuid:{}", ids.uuid("claim", claim.id.as_str(), 0)) }),
            ),
            ("author", object("Person", vec![("name", json!(analyst))])),
            ("datePublished", json!(assessment.at.to_string()[..10])),
            ("reviewRating", json!(ratings)),
            ("reviewBody", json!(assessment.rationale)),
        ],
    ))
}

/// Each scale that was judged, as a rating of its own.
fn ratings(assessment: &Assessment) -> Vec<Value> {
    let mut ratings = Vec::new();
    if let Some(credibility) = assessment.credibility {
        let label = credibility.label().rsplit("· ").next().unwrap_or_default();
        let mut rating = vec![
            ("reviewAspect", json!("Information credibility")),
            ("alternateName", json!(label)),
            ("ratingExplanation", json!(credibility.definition())),
        ];
        if credibility.is_judged() {
            rating.extend([
                ("worstRating", json!(1)),
                ("ratingValue", json!(6 - credibility.digit())),
                ("bestRating", json!(5)),
            ]);
        }
        ratings.push(object("Rating", rating));
    }
    if let Some(likelihood) = assessment.likelihood {
        ratings.push(object(
            "Rating",
            vec![
                ("reviewAspect", json!("Likelihood")),
                ("alternateName", json!(likelihood.label())),
                ("ratingExplanation", json!(likelihood.definition())),
            ],
        ));
    }
    if let Some(confidence) = assessment.confidence {
        ratings.push(object(
            "Rating",
            vec![
                ("reviewAspect", json!("Analytic confidence")),
                ("alternateName", json!(confidence.label())),
                ("ratingExplanation", json!(confidence.definition())),
            ],
        ));
    }
    ratings
}
