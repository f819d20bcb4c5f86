//! The cache says what a count from scratch says, whatever happened in between.

use std::sync::Arc;

use super::*;
use crate::domain::{
    anchor::Anchor,
    article::ArticleHead,
    chain::{Chain, Hop},
    ids::{ArticleId, ClaimId, Id, IdSource as _, SeededIds},
    project::MergedEnds,
    reference::Resolution,
    source::{Source, SourceKind},
    span::Span,
    text::Text,
    time::Timestamp,
    work::{Work, WorkKind},
};

fn id<T>(text: &str) -> Id<T> {
    Id::new(text).expect("a valid id")
}

fn now() -> Timestamp {
    Timestamp::from_unix_seconds(0)
}

fn claim(claim: ClaimId, text: &Text, start: u32, sources: &[&str]) -> Claim {
    let anchor = Anchor::new(text, Span::new(start, start + 1)).expect("inside");
    let mut claim = Claim::new(claim, anchor, id("me"), now());
    let hop = |name: &&str| Hop { sources: vec![id(name)], ..Hop::default() };
    let hops = sources.iter().map(hop).collect();
    claim.chains = vec![Chain::new(id("k"), hops, id("me"), now())];
    claim
}

fn project() -> Project {
    let text = Arc::new(Text::new("x".repeat(3000)));
    let mut ids = SeededIds(1);
    let mut project = Project::new("T", now());
    project.sources = ["ana", "ode", "old", "nobody"]
        .iter()
        .map(|name| Source::new(id(name), *name, SourceKind::default()))
        .collect();
    let mut work = Work::new(id("w"), "Boats", WorkKind::Book);
    work.authors = vec![id("ode")];
    project.works = [work].into_iter().collect();
    let reference = Reference {
        id: id("r"),
        label: "1".into(),
        markers: Vec::new(),
        entry_span: Span::default(),
        work: Some(id("w")),
        resolution: Resolution::Resolved,
    };
    let article = |name: &str, ids: &mut SeededIds| Article {
        id: id(name),
        head: Arc::new(ArticleHead::default()),
        text: Arc::clone(&text),
        sha256: "".into(),
        structure: Arc::default(),
        references: Arc::new(vec![reference.clone()]),
        claims: (0..1000)
            .map(|i| claim(ids.id(), &text, i, if i % 2 == 0 { &["ana", "ana"] } else { &["old"] }))
            .collect(),
    };
    project.articles = [article("a", &mut ids), article("b", &mut ids)].into_iter().collect();
    project
}

fn all(usage: &Usage) -> Vec<Counts> {
    ["ana", "ode", "old", "nobody"]
        .iter()
        .map(|name| usage.of(Target::Source(id(name))))
        .chain([usage.of(Target::Work(id("w")))])
        .collect()
}

fn put(project: &mut Project, article: &str, claim: Claim) {
    let mut article = Article::clone(project.article(id(article)).expect("there"));
    article.claims.put(Arc::new(claim));
    project.articles.put(Arc::new(article));
}

#[test]
fn a_claim_counts_once_for_a_source_that_it_names_twice() {
    let mut cache = UsageCache::default();
    let usage = cache.update(&project());
    assert_eq!(usage.of(Target::Source(id("ana"))).claims, 1000);
    assert_eq!(usage.of(Target::Source(id("ode"))), Counts { works: 1, ..Counts::default() });
    assert_eq!(usage.of(Target::Work(id("w"))).references, 2);
    assert!(!usage.of(Target::Source(id("nobody"))).any());
}

#[test]
fn after_an_edit_one_chunk_is_counted_anew_and_the_sums_are_right() {
    let mut project = project();
    let mut cache = UsageCache::default();
    cache.update(&project);
    let held: Vec<usize> = cache.parts.keys().copied().collect();
    let text = Text::new("x".repeat(3000));
    put(&mut project, "a", claim(id("new"), &text, 2000, &["nobody", "ode"]));
    cache.update(&project);
    let new = cache.parts.keys().filter(|address| !held.contains(address)).count();
    assert_eq!((new, cache.parts.len()), (1, held.len()));
    assert_eq!(all(cache.usage()), all(UsageCache::default().update(&project)));
    assert_eq!(cache.usage().of(Target::Source(id("nobody"))).claims, 1);
}

#[test]
fn an_article_that_goes_takes_its_counts_with_it() {
    let mut project = project();
    let mut cache = UsageCache::default();
    cache.update(&project);
    project.articles.remove(ArticleId::cast(id::<Article>("b")));
    cache.update(&project);
    assert_eq!(cache.usage().of(Target::Source(id("ana"))).claims, 500);
    project.articles = Chunked::default();
    cache.update(&project);
    assert!(cache.usage().counted.is_empty() && cache.parts.is_empty());
}

#[test]
fn merged_sources_are_counted_for_the_one_that_stands() {
    let mut project = project();
    let mut cache = UsageCache::default();
    cache.update(&project);
    let ends = MergedEnds::Sources { from: id("old"), into: id("ana") };
    project.merged.put(Arc::new(Merged { ends, by: id("me"), at: now() }));
    project.sources.remove(id("old"));
    let usage = cache.update(&project);
    assert_eq!(usage.of(Target::Source(id("ana"))).claims, 2000);
    assert_eq!(usage.of(Target::Source(id("old"))).claims, 0);
    assert!(is_used(&project, Target::Source(id("old"))));
}

#[test]
fn what_is_used_is_told_without_a_cache_too() {
    let project = project();
    for (target, used) in [
        (Target::Source(id("ana")), true),
        (Target::Source(id("ode")), true),
        (Target::Source(id("nobody")), false),
        (Target::Work(id("w")), true),
        (Target::Work(id("none")), false),
    ] {
        assert_eq!(is_used(&project, target), used, "{target:?}");
    }
    let article = project.article(id("a")).expect("there");
    assert_eq!(sources_of(&project, article).len(), 2);
}
