//! Which claims are found, in which order, and what the numbers say.

use std::sync::Arc;

use super::*;
use crate::domain::{
    anchor::Anchor,
    article::{ArticleHead, Structure},
    assessment::Assessment,
    chain::{Chain, Hop},
    chunked::Chunked,
    ids::{Id, IdSource as _, SeededIds},
    project::Merged,
    source::{Source, SourceKind},
    span::Span,
    text::Text,
    time::Timestamp,
};

fn id<T>(text: &str) -> Id<T> {
    Id::new(text).expect("a valid id")
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds)
}

fn claim(name: &str, text: &Text, start: u32, source: Option<&str>) -> Claim {
    let anchor = Anchor::new(text, Span::new(start, start + 5)).expect("inside");
    let mut claim = Claim::new(id(name), anchor, id("me"), at(i64::from(start)));
    if let Some(source) = source {
        let hop = Hop { sources: vec![id(source)], ..Hop::default() };
        claim.chains = vec![Chain::new(id("k"), vec![hop], id("me"), at(0))];
    }
    claim
}

fn article(name: &str, title: &str, text: &Text, claims: Vec<Claim>) -> Article {
    Article {
        id: id(name),
        head: Arc::new(ArticleHead { title: title.into(), ..ArticleHead::default() }),
        text: Arc::new(text.clone()),
        sha256: "".into(),
        structure: Arc::new(Structure::default()),
        references: Arc::default(),
        claims: claims.into_iter().collect::<Chunked<_>>(),
    }
}

/// Article b "Alpha" with claims 1 and 2, article a "Beta" with claim 3.
fn project() -> Project {
    let text = Text::new("Boats sank. École brûlée. کشتی‌ها");
    let mut one = claim("one", &text, 0, Some("ode"));
    one.tags = vec!["sea".into()];
    one.status = ClaimStatus::Done;
    let mut two = claim("two", &text, 12, Some("old"));
    let mut assessment = Assessment::new(id("x"), id("me"), at(1));
    assessment.confidence = Some(Confidence::High);
    two.assessments = vec![assessment];
    two.by = id("you");
    let three = claim("three", &text, 26, None);
    let mut project = Project::new("T", at(0));
    project.sources = [
        Source::new(id("ana"), "Ána Ode", SourceKind::NamedIndividual),
        Source::new(id("ode"), "Boatman", SourceKind::NamedIndividual),
    ]
    .into_iter()
    .collect();
    let ends = MergedEnds::Sources { from: id("old"), into: id("ana") };
    project.merged = [Merged { ends, by: id("me"), at: at(0) }].into_iter().collect();
    project.articles =
        [article("a", "Beta", &text, vec![three]), article("b", "Alpha", &text, vec![one, two])]
            .into_iter()
            .collect();
    project
}

fn found(filter: &ClaimFilter, by: SortBy, reversed: bool) -> Vec<String> {
    let result = search(&project(), filter, Order { by, reversed });
    result.claims.iter().map(ToString::to_string).collect()
}

fn only(filter: &ClaimFilter) -> Vec<String> {
    found(filter, SortBy::Place, false)
}

#[test]
fn without_a_filter_all_claims_stand_in_the_order_of_titles_and_places() {
    assert_eq!(only(&ClaimFilter::default()), ["one", "two", "three"]);
    assert_eq!(found(&ClaimFilter::default(), SortBy::Place, true), ["three", "two", "one"]);
}

#[test]
fn the_place_of_a_claim_is_that_in_the_list() {
    for reversed in [false, true] {
        let order = Order { by: SortBy::Place, reversed };
        let result = search(&project(), &ClaimFilter::default(), order);
        for (at, claim) in result.claims.iter().enumerate() {
            assert_eq!(result.place_of(*claim), Some(at));
        }
        assert_eq!(result.place_of(id("nobody")), None);
    }
}

#[test]
fn each_filter_lets_its_claims_through() {
    let none = ClaimFilter::default;
    assert_eq!(only(&ClaimFilter { articles: vec![id("b")], ..none() }), ["one", "two"]);
    assert_eq!(only(&ClaimFilter { sources: vec![Some(id("ana"))], ..none() }), ["two"]);
    assert_eq!(only(&ClaimFilter { sources: vec![Some(id("old"))], ..none() }), ["two"]);
    assert_eq!(only(&ClaimFilter { sources: vec![None], ..none() }), ["three"]);
    assert_eq!(only(&ClaimFilter { evidence: vec![None], ..none() }).len(), 3);
    let high = Some(Confidence::High);
    assert_eq!(only(&ClaimFilter { confidence: vec![high], ..none() }), ["two"]);
    assert_eq!(only(&ClaimFilter { confidence: vec![None], ..none() }), ["one", "three"]);
    assert_eq!(only(&ClaimFilter { tags: vec![Some("sea".into())], ..none() }), ["one"]);
    assert_eq!(only(&ClaimFilter { statuses: vec![ClaimStatus::Done], ..none() }), ["one"]);
    assert_eq!(only(&ClaimFilter { analysts: vec![id("you")], ..none() }), ["two"]);
}

#[test]
fn words_are_found_in_quotations_and_names_without_case_and_accents() {
    let text = |text: &str| only(&ClaimFilter { text: text.into(), ..ClaimFilter::default() });
    assert_eq!(text("ECOLE"), ["two"]);
    assert_eq!(text("ana eco"), ["two"]);
    assert_eq!(text("boat"), ["one"]);
    assert_eq!(text("كشتي"), ["three"]);
    assert!(text("boat ecole").is_empty());
}

#[test]
fn what_is_missing_stays_last_in_either_direction() {
    let all = ClaimFilter::default();
    assert_eq!(found(&all, SortBy::Source, false), ["two", "one", "three"]);
    assert_eq!(found(&all, SortBy::Source, true), ["one", "two", "three"]);
    assert_eq!(found(&all, SortBy::Confidence, true), ["two", "one", "three"]);
    assert_eq!(found(&all, SortBy::Modified, false), ["three", "two", "one"]);
    assert_eq!(found(&all, SortBy::Status, false), ["two", "three", "one"]);
}

#[test]
fn a_filters_own_numbers_are_those_of_the_other_filters() {
    let filter = ClaimFilter { articles: vec![id("b")], ..ClaimFilter::default() };
    let facets = search(&project(), &filter, Order::default()).facets;
    assert_eq!(facets.articles, [(id("b"), 2), (id("a"), 1)]);
    assert_eq!(facets.sources, [(Some(id("ana")), 1), (Some(id("ode")), 1)]);
    assert_eq!(facets.confidence, [(None, 1), (Some(Confidence::High), 1)]);
    assert_eq!(facets.tags, [(None, 1), (Some("sea".into()), 1)]);
    assert_eq!(facets.evidence, [(None, 2)]);
}

#[test]
fn a_kept_search_sees_an_edit_and_folds_nothing_else() {
    let mut project = project();
    let mut kept = ClaimSearch::default();
    let filter = ClaimFilter { text: "harbour".into(), ..ClaimFilter::default() };
    assert!(kept.search(&project, &filter, Order::default()).claims.is_empty());
    let mut article = Article::clone(project.article(id("a")).expect("there"));
    let mut claim = Claim::clone(article.claims.get_at(0).expect("there"));
    claim.note = Some("The harbour".into());
    article.claims.put(Arc::new(claim));
    project.articles.put(Arc::new(article));
    assert_eq!(kept.search(&project, &filter, Order::default()).claims, [id("three")]);
}

#[test]
fn many_claims_are_found_in_a_list_of_many_articles() {
    let text = Text::new("x".repeat(20_000));
    let mut ids = SeededIds(1);
    let claims = |ids: &mut SeededIds| {
        (0..1000).map(|i| claim(ids.id::<Claim>().as_str(), &text, i * 10, Some("ode"))).collect()
    };
    let mut project = project();
    project.articles =
        ["a", "b", "c"].iter().map(|name| article(name, name, &text, claims(&mut ids))).collect();
    let result = search(&project, &ClaimFilter::default(), Order::default());
    assert_eq!(result.claims.len(), 3000);
    assert_eq!(result.facets.sources, [(Some(id("ode")), 3000)]);
}
