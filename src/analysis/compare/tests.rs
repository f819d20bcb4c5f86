//! Two small articles with claims, sources and works, and what a comparison says of them.

use std::sync::Arc;

use super::*;
use crate::domain::{
    claim::{Chain, Claim, Hop},
    ids::Id,
    lineage::{Lineage, LineageEnds, LineageKind, Standing},
    link::{Link, LinkKind},
    ruling::{Ruling, RulingAbout},
    sample::{self, id},
    source::{Source, SourceKind},
    work::{Work, WorkKind},
};

const LEFT: &str = "The column. In 1987 the bell was taken to Hatherlow on a lorry and came back lighter by two hundredweight. \
    The mayor said that nothing was wrong. A swan crossed the river without paying. \
    \"It is the same bell that my father rang,\" she said.";
const RIGHT: &str = "The page. It is known that in 1988 the bell was taken to Hatherlow on a lorry and came back lighter by two hundredweight. \
    The mayor's office did not say whether anything was wrong. Eels are sold on Tuesdays. \
    She admitted: \"It is the same bell […] my father rang.\"";

/// A claim at some words, said by a source in a work.
fn claim(article: &Article, name: &str, words: &str, source: &str, work: Option<&str>) -> Claim {
    let mut claim = sample::claim(name, &article.text, words);
    let hop = Hop {
        sources: vec![id(source)],
        work: work.map(id),
        introduced_as: Some(format!("{source} of {name}")),
        locator: work.map(|_| format!("p. {}", name.len())),
        ..Hop::default()
    };
    let chain_id: Id<Chain> = id(&format!("chain-{name}"));
    claim.chains.push(Chain::new(chain_id, vec![hop], id("ann"), sample::at(1)));
    claim
}

fn project() -> Project {
    let mut project = Project::new("Bells", sample::at(0));
    let source = |name: &str| Source::new(id(name), name, SourceKind::NamedIndividual);
    project.sources =
        ["mayor", "office", "town", "driver", "author"].map(source).into_iter().collect();
    let mut work = Work::new(id("book"), "Bells", WorkKind::Book);
    work.authors = vec![id("author")];
    project.works =
        [work, Work::new(id("leaflet"), "Leaflet", WorkKind::Other)].into_iter().collect();
    let lineage = |name: &str, from: &str| Lineage {
        id: id(name),
        ends: LineageEnds::Sources { from: id(from), to: id("town") },
        kind: LineageKind::PartOf { one_voice: false },
        since: None,
        until: None,
        claims: Vec::new(),
        basis: Vec::new(),
        standing: Standing::Accepted,
        by: id("ann"),
        at: sample::at(1),
        note: None,
    };
    project.lineage = [lineage("e1", "mayor"), lineage("e2", "office")].into_iter().collect();
    let mut left = sample::article("left", LEFT);
    let bell = "In 1987 the bell was taken to Hatherlow on a lorry and came back lighter";
    left.claims = [
        claim(&left, "bell-l", bell, "driver", Some("book")),
        claim(&left, "wrong-l", "nothing was wrong", "mayor", None),
        claim(&left, "swan", "A swan crossed the river without paying", "driver", Some("leaflet")),
    ]
    .into_iter()
    .collect();
    let mut right = sample::article("right", RIGHT);
    let bell = "in 1988 the bell was taken to Hatherlow on a lorry and came back lighter";
    right.claims = [
        claim(&right, "bell-right", bell, "driver", Some("book")),
        claim(&right, "wrong-r", "did not say whether anything was wrong", "office", None),
        claim(&right, "eels", "Eels are sold on Tuesdays", "office", None),
    ]
    .into_iter()
    .collect();
    project.articles = [left, right].into_iter().collect();
    project.index_claims();
    project
}

fn link(name: &str, from: &str, to: &str, kind: LinkKind) -> Link {
    let (by, at) = (id("ann"), sample::at(2));
    Link { id: id(name), from: id(from), to: id(to), kind, by, at, note: None }
}

fn compared(project: &Project) -> (Texts, Records) {
    let left = project.article(id("left")).expect("there");
    let right = project.article(id("right")).expect("there");
    let mut go_on = |_: Told| ControlFlow::Continue(());
    let texts = texts(left, right, Settings::default(), &mut go_on).expect("whole");
    let records = records(project, left, right, &texts, &mut || ControlFlow::Continue(()));
    (texts, records.expect("whole"))
}

fn summed(project: &Project, texts: &Texts, records: &Records) -> Summary {
    let left = project.article(id("left")).expect("there");
    let right = project.article(id("right")).expect("there");
    records.summary(project, left, right, texts)
}

#[test]
fn claims_in_one_passage_are_suggested_with_their_reasons() {
    let (_, records) = compared(&project());
    let first = &records.suggestions[0];
    assert_eq!((first.left, first.right), (id("bell-l"), id("bell-right")));
    let reasons: Vec<_> = first.reasons.iter().map(|r| r.name()).collect();
    assert_eq!(reasons, ["shared_passage", "similar_words", "same_work", "same_source"]);
    assert!(first.score > 0.8);
    assert_eq!(first.kind, LinkKind::Contradicts, "1987 and 1988 can't both be");
    assert!(records.suggestions.iter().all(|s| s.left != id("swan") && s.right != id("eels")));
}

#[test]
fn what_was_linked_or_declined_is_not_suggested_again() {
    let mut linked = project();
    linked.links = [link("k", "bell-right", "bell-l", LinkKind::SameClaim)].into_iter().collect();
    let (_, records) = compared(&linked);
    assert!(
        !records.suggestions.iter().any(|s| s.left == id("bell-l") && s.right == id("bell-right"))
    );
    let mut declined = project();
    let ruling = Ruling {
        id: id("r"),
        about: RulingAbout::DeclinedPair(id("bell-right"), id("bell-l")),
        by: id("ann"),
        at: sample::at(2),
        reason: None,
        basis: None,
    };
    declined.rulings = [ruling].into_iter().collect();
    let (_, records) = compared(&declined);
    assert!(
        !records.suggestions.iter().any(|s| s.left == id("bell-l") && s.right == id("bell-right"))
    );
}

#[test]
fn accepted_pairs_tell_in_what_they_differ_whichever_way_they_are_linked() {
    let mut project = project();
    project.links =
        [link("k", "bell-right", "bell-l", LinkKind::DerivedFrom)].into_iter().collect();
    let (texts, records) = compared(&project);
    let pair = &records.accepted[0];
    assert_eq!((pair.left, pair.right, pair.forward), (id("bell-l"), id("bell-right"), false));
    let numbers = pair.differences.iter().find(|d| d.what == differences::Aspect::Numbers);
    let numbers = numbers.expect("the years differ");
    assert_eq!((numbers.left.as_str(), numbers.right.as_str()), ("1987", "1988"));
    assert!(!pair.differences.iter().any(|d| d.what == differences::Aspect::Origin));
    let signs = summed(&project, &texts, &records).signs;
    assert!(signs.iter().any(|s| {
        s.direction == summary::Direction::RightOnLeft
            && matches!(s.evidence, summary::Evidence::Linked(_))
    }));
    assert!(signs.iter().any(|s| s.evidence == summary::Evidence::CommonWork(id("book"), 1)));
}

#[test]
fn shared_sources_are_the_same_or_of_one_family_with_how_each_side_introduces_them() {
    let (_, records) = compared(&project());
    let shared: Vec<_> = records.sources.iter().map(|s| (s.left, s.right, s.kinship)).collect();
    assert_eq!(
        shared,
        [
            (id("author"), id("author"), shared::Kinship::Same),
            (id("driver"), id("driver"), shared::Kinship::Same),
            (id("mayor"), id("office"), shared::Kinship::Family(id("town"))),
        ]
    );
    assert!(records.sources[0].on_left.as_author);
    assert_eq!(records.sources[1].on_left.introduced_as, ["driver of bell-l", "driver of swan"]);
    assert_eq!(records.sources[1].on_right.introduced_as, ["driver of bell-right"]);
    assert_eq!(records.works.len(), 1);
    assert_eq!(records.works[0].on_left.locators, ["p. 6"]);
    assert_eq!(records.works[0].on_right.locators, ["p. 10"]);
}

#[test]
fn alleged_lineage_makes_no_family() {
    let mut project = project();
    sample::change(&mut project.lineage, id("e1"), |l| l.standing = Standing::Alleged);
    let (_, records) = compared(&project);
    assert!(records.sources.iter().all(|s| s.left == s.right));
}

#[test]
fn what_only_one_side_has_is_listed() {
    let project = project();
    let (_, records) = compared(&project);
    let left = project.article(id("left")).expect("there");
    let right = project.article(id("right")).expect("there");
    let (ours, theirs) = records.only_here(left, right);
    assert_eq!(ours.works, [id("leaflet")]);
    assert!(ours.claims.contains(&id("swan")) && theirs.claims.contains(&id("eels")));
    assert!(!ours.claims.contains(&id("bell-l")) && ours.sources.is_empty());
}

#[test]
fn the_summary_counts_what_the_lists_hold() {
    let project = project();
    let (texts, records) = compared(&project);
    let summary = summed(&project, &texts, &records);
    assert_eq!(summary.passages, texts.passages.len());
    assert_eq!((summary.sources, summary.works), ((3, 0, 0), (1, 1, 0)));
    assert_eq!(summary.quotations, (1, 1));
    assert!(summary.left_share > 0.3 && summary.left_share < 0.8, "{}", summary.left_share);
}

#[test]
fn joins_are_in_the_order_of_the_left_text_and_name_what_they_join() {
    let mut project = project();
    project.links = [link("k", "wrong-l", "wrong-r", LinkKind::Contradicts)].into_iter().collect();
    let (texts, records) = compared(&project);
    let left = project.article(id("left")).expect("there");
    let right = project.article(id("right")).expect("there");
    let all = joins(&project, left, right, &texts, &records);
    assert!(all.is_sorted_by_key(|j| j.left.first().copied()));
    for kind in JoinKind::ALL {
        assert!(all.iter().any(|j| j.kind() == kind), "{kind:?}");
    }
    let mut subjects: Vec<_> = all.iter().map(|j| j.subject).collect();
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), all.len());
    let passage = all.iter().find(|j| j.kind() == JoinKind::Passage).expect("one");
    assert_eq!(passage.difference(), "1 replaced");
    let accepted = all.iter().find(|j| matches!(j.subject, Subject::Accepted(..))).expect("one");
    assert!(accepted.label.starts_with("Contradicts: nothing was wrong"), "{}", accepted.label);
}

#[test]
fn an_article_compared_with_itself_has_passages_and_no_pairs() {
    let mut project = project();
    let text = format!("{LEFT}\n{LEFT}");
    project.articles.put(Arc::new(sample::article("twice", &text)));
    let article = project.article(id("twice")).expect("there");
    let mut go_on = |_: Told| ControlFlow::Continue(());
    let texts = texts(article, article, Settings::default(), &mut go_on).expect("whole");
    assert_eq!(texts.passages.len(), 1);
    let records = records(&project, article, article, &texts, &mut || ControlFlow::Continue(()));
    let records = records.expect("whole");
    assert!(records.suggestions.is_empty());
    assert!(records.drifts.iter().all(|drift| !drift.is_drift()), "nothing changed in between");
    let summary = records.summary(&project, article, article, &texts);
    assert!(summary.left_share > 0.9);
}

#[test]
fn words_that_were_changed_in_a_passage_stand_in_one_article_only() {
    let mut project = project();
    let said = "The keeper of the lower lock wrote down every boat that passed in nine winters";
    let changed = said.replace("nine", "seven hard");
    project.articles.put(Arc::new(sample::article("one", said)));
    project.articles.put(Arc::new(sample::article("other", &changed)));
    let [left, right] = ["one", "other"].map(|a| project.article(id(a)).expect("there"));
    let mut go_on = |_: Told| ControlFlow::Continue(());
    let texts = texts(left, right, Settings::default(), &mut go_on).expect("whole");
    let records = records(&project, left, right, &texts, &mut || ControlFlow::Continue(()));
    let summary = records.expect("whole").summary(&project, left, right, &texts);
    assert!(summary.left_share < 1.0 && summary.left_share > 0.7, "{}", summary.left_share);
    assert!(summary.right_share < summary.left_share, "{}", summary.right_share);
}

#[test]
fn joins_are_told_while_texts_are_compared_and_it_can_be_broken_off() {
    let project = project();
    let left = project.article(id("left")).expect("there");
    let right = project.article(id("right")).expect("there");
    let mut told = Vec::new();
    let stopped = texts(left, right, Settings::default(), &mut |one| match one {
        Told::Found(join) => {
            told.push(join.label.clone());
            ControlFlow::Break(())
        }
        Told::Share(_) => ControlFlow::Continue(()),
    });
    assert!(stopped.is_none() && told.len() == 1);
}

#[test]
fn many_claims_in_one_place_and_with_one_word_stay_bounded() {
    let mut project = project();
    for (name, text) in [("left", LEFT), ("right", RIGHT)] {
        let mut article = sample::article(name, text);
        article.claims = (0..3000)
            .map(|n| claim(&article, &format!("{name}-{n}"), "the bell was taken", "driver", None))
            .collect();
        project.articles.put(Arc::new(article));
    }
    project.index_claims();
    let (_, records) = compared(&project);
    assert!(records.suggestions.len() <= 9000);
}
