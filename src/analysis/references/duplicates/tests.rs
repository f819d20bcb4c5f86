use std::sync::Arc;

use super::*;
use crate::domain::{
    analyst::Analyst,
    chunked::Keyed,
    ids::{IdSource, SeededIds},
    lineage::{Lineage, Standing},
    ruling::Ruling,
    source::{Source, SourceKind},
    time::Timestamp,
    work::{Work, WorkKind},
};

fn project() -> Project {
    Project::new("Test", Timestamp::from_unix_seconds(0))
}

fn id<T>(name: &str) -> crate::domain::ids::Id<T> {
    crate::domain::ids::Id::new(name).expect("an id")
}

fn with_sources(names: &[(&str, &str, SourceKind)]) -> Project {
    let mut project = project();
    project.sources =
        names.iter().map(|(i, name, kind)| Source::new(id(i), *name, *kind)).collect();
    project
}

fn reasons(project: &Project) -> Vec<(String, Reason)> {
    suggestions(project)
        .into_iter()
        .map(|s| match s.pair {
            Pair::Sources(a, b) => (format!("{a}{b}"), s.reason),
            Pair::Works(a, b) => (format!("{a}{b}"), s.reason),
        })
        .collect()
}

#[test]
fn variants_of_a_name_are_suggested_with_their_reason() {
    use SourceKind::{NamedGroup, NamedIndividual};
    let project = with_sources(&[
        ("a", "Lind, Ann", NamedIndividual),
        ("b", "Ann Lind", NamedIndividual),
        ("c", "A. Lind", NamedIndividual),
        ("d", "Anders Lind", NamedIndividual),
        ("e", "Tarn News", NamedGroup),
        ("f", "Tarn", NamedGroup),
        ("g", "Upland Survey Office", NamedGroup),
        ("h", "USO", NamedGroup),
        ("i", "Eva Berg", NamedIndividual),
    ]);
    let expected = [
        ("ab", Reason::NameOrder),
        ("ac", Reason::Initials),
        ("bc", Reason::Initials),
        ("cd", Reason::Initials),
        ("ef", Reason::OutletName),
        ("gh", Reason::Acronym),
    ];
    assert_eq!(reasons(&project), expected.map(|(p, r)| (p.to_owned(), r)));
}

fn work(i: &str, title: &str, author: &str, container: &str, date: &str, url: &str) -> Work {
    Work {
        authors: vec![id(author)],
        container: Some(container.to_owned()),
        date: date.parse().ok(),
        url: Some(url.to_owned()).filter(|u| !u.is_empty()),
        ..Work::new(id(i), title, WorkKind::NewsArticle)
    }
}

fn with_works() -> Project {
    let mut project = with_sources(&[
        ("s", "Ann Lind", SourceKind::NamedIndividual),
        ("t", "Eva Berg", SourceKind::NamedIndividual),
    ]);
    project.works = [
        work("a", "Old Bridges", "s", "Harbour Post", "2011-05-03", "http://www.post.example/a/"),
        work("b", "Old bridges!", "s", "Tarn Weekly", "2011-05-03", ""),
        work("c", "New Bridges", "s", "Harbour Post", "2011-05-03", "https://post.example/a"),
        work("d", "Old Bridges", "s", "Harbour Post", "2012-05-03", ""),
        work("e", "Something else", "t", "Mole", "2010", "https://post.example/a?utm_source=x"),
    ]
    .into_iter()
    .collect();
    project
}

#[test]
fn two_pieces_of_one_writer_in_one_paper_are_never_one() {
    let found = reasons(&with_works());
    for never in ["ac", "ad", "cd"] {
        assert!(found.iter().all(|(pair, _)| pair != never), "{never}: {found:?}");
    }
    assert!(found.contains(&("ab".to_owned(), Reason::SameTitleAndDate)));
    assert!(found.contains(&("ae".to_owned(), Reason::SameUrl)));
}

#[test]
fn what_was_ruled_apart_or_linked_as_a_copy_is_not_suggested_again() {
    let mut project = with_works();
    let by = id::<Analyst>("n");
    let at = Timestamp::from_unix_seconds(0);
    project.rulings = [Ruling {
        id: id("r"),
        about: RulingAbout::NotSameWork(id("e"), id("a")),
        by,
        at,
        reason: None,
        basis: None,
    }]
    .into_iter()
    .collect();
    project.lineage = [Lineage {
        id: id("l"),
        ends: LineageEnds::Works { from: id("b"), to: id("a") },
        kind: LineageKind::Republishes,
        since: None,
        until: None,
        claims: Vec::new(),
        basis: Vec::new(),
        standing: Standing::Accepted,
        by,
        at,
        note: None,
    }]
    .into_iter()
    .collect();
    let found = reasons(&project);
    assert!(found.iter().all(|(pair, _)| pair != "ab" && pair != "ae"), "{found:?}");
}

#[test]
fn ten_thousand_sources_of_one_surname_are_compared_in_bounded_pairs() {
    let mut ids = SeededIds(3);
    let mut project = project();
    let all: Vec<Arc<Source>> = (0..10_000)
        .map(|n| {
            Arc::new(Source::new(
                ids.id(),
                format!("A. Lind{}", n % 3),
                SourceKind::NamedIndividual,
            ))
        })
        .collect();
    project.sources = crate::domain::chunked::Chunked::from_records(all).0;
    let found = suggestions(&project);
    assert!(found.len() <= 10_000 * MOST_COMPARED * 3);
    assert!(project.sources.iter().all(|s| s.key() == s.id));
}
