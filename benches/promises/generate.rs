//! Seeded data: articles of invented words, with claims of an even density.

use std::fmt::Write as _;
use std::sync::Arc;

use sourceline::domain::{
    analyst::Analyst,
    anchor::Anchor,
    article::{Article, ArticleHead, Structure},
    assessment::{Assessment, Confidence},
    chain::{Chain, ChainEnd, Hop},
    chunked::Chunked,
    claim::Claim,
    codebook::default_terms,
    evidence::{Bearing, Directness, Evidence},
    ids::{Id, IdSource, SeededIds},
    project::Project,
    source::{Source, SourceKind},
    span::Span,
    text::Text,
    time::Timestamp,
    work::{Work, WorkKind},
};

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "den", "el", "fa", "gri", "har", "is", "jo", "ka", "lum", "mi", "nor", "os",
    "pel", "qua", "ri", "sto", "ta", "ul", "ven", "wa", "xi", "yel",
];

/// What to generate.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// How many articles.
    pub articles: usize,
    /// The bytes of each article's text, about.
    pub bytes: usize,
    /// The claims of each article.
    pub claims: usize,
    /// The code points of each claim.
    pub claim_chars: u32,
}

/// When everything was made.
pub fn now() -> Timestamp {
    Timestamp::from_unix_seconds(1_767_225_600)
}

fn pick(ids: &mut SeededIds, below: u64) -> u64 {
    ids.bits() % below.max(1)
}

/// A text of about so many bytes, in sentences and paragraphs.
pub fn text(seed: u64, bytes: usize) -> Text {
    let mut random = SeededIds(seed);
    let mut text = String::with_capacity(bytes + 200);
    while text.len() < bytes {
        for _ in 0..3 + pick(&mut random, 5) {
            for word in 0..8 + pick(&mut random, 14) {
                for syllable in 0..=pick(&mut random, 3) {
                    let part = SYLLABLES[pick(&mut random, 24) as usize];
                    if word == 0 && syllable == 0 {
                        let (first, rest) = part.split_at(1);
                        let _ = write!(text, "{}{rest}", first.to_uppercase());
                    } else {
                        text.push_str(part);
                    }
                }
                text.push(' ');
            }
            text.pop();
            text.push_str(". ");
        }
        text.pop();
        text.push('\n');
    }
    Text::new(text)
}

/// A project of a shape.
pub fn project(seed: u64, shape: Shape) -> Project {
    let mut ids = SeededIds(seed);
    let analyst: Id<Analyst> = ids.id();
    let mut project = Project::new("Generated", now());
    project.analysts = [Analyst { id: analyst, name: "Ada".to_owned() }].into_iter().collect();
    let total = shape.articles * shape.claims;
    let sources: Vec<Source> = (0..(total / 10).clamp(10, 10_000))
        .map(|i| Source::new(ids.id(), format!("Speaker {i}"), SourceKind::NamedIndividual))
        .collect();
    let works: Vec<Work> = (0..(total / 20).clamp(5, 5_000))
        .map(|i| Work::new(ids.id(), format!("Report {i}"), WorkKind::NewsArticle))
        .collect();
    let articles: Vec<Article> = (0..shape.articles)
        .map(|i| article(&mut ids, i, shape, analyst, &sources, &works))
        .collect();
    project.sources = sources.into_iter().collect();
    project.works = works.into_iter().collect();
    project.articles = articles.into_iter().collect();
    project.index_claims();
    project
}

fn article(
    ids: &mut SeededIds,
    number: usize,
    shape: Shape,
    by: Id<Analyst>,
    sources: &[Source],
    works: &[Work],
) -> Article {
    let text = text(ids.bits(), shape.bytes);
    let step = f64::from(text.len()) / shape.claims.max(1) as f64;
    let claims: Chunked<Claim> = (0..shape.claims)
        .map(|i| {
            let start = (i as f64 * step) as u32;
            let span = Span::new(start, (start + shape.claim_chars).min(text.len()));
            let span = if span.is_empty() { Span::new(0, 1) } else { span };
            claim(ids, &text, span, by, sources, works)
        })
        .collect();
    let head = ArticleHead { title: format!("Article {number}"), ..ArticleHead::default() };
    Article {
        id: ids.id(),
        head: Arc::new(head),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::new(Structure::default()),
        references: Arc::default(),
        claims,
    }
}

/// A claim with a chain of two hops, evidence and an assessment.
pub fn claim(
    ids: &mut SeededIds,
    text: &Text,
    span: Span,
    by: Id<Analyst>,
    sources: &[Source],
    works: &[Work],
) -> Claim {
    let anchor = Anchor::new(text, span).expect("a span within the text");
    let mut claim = Claim::new(ids.id(), anchor, by, now());
    let hop = |ids: &mut SeededIds| Hop {
        sources: vec![sources[pick(ids, sources.len() as u64) as usize].id],
        work: Some(works[pick(ids, works.len() as u64) as usize].id),
        ..Hop::default()
    };
    let hops = vec![hop(ids), hop(ids)];
    let mut chain = Chain::new(ids.id(), hops, by, now());
    chain.end = ChainEnd::Origin;
    let terms = default_terms();
    claim.evidence.push(Evidence {
        id: ids.id(),
        kind: terms[pick(ids, terms.len() as u64) as usize].id,
        directness: Directness::SecondHand,
        chain: Some(chain.id),
        work: None,
        bearing: Bearing::Supports,
        note: None,
        by,
        at: now(),
    });
    claim.chains.push(chain);
    let mut assessment = Assessment::new(ids.id(), by, now());
    assessment.confidence = Some(Confidence::Moderate);
    claim.assessments.push(assessment);
    claim
}
