//! Every way in which a project can be broken, and that it is repaired.

mod breaks;
mod marks;

use std::collections::BTreeSet;
use std::sync::Arc;

use regex::Regex;

use super::{RecordKind as K, RecordRef, Violation, check, cycles, repair};
use crate::domain::{
    edit::{Edit, EditError, apply},
    ids::SeededIds,
    lineage::{Lineage, LineageEnds, LineageKind, Standing},
    project::{Merged, MergedEnds, Project},
    sample::{article, at, change, change_claim, id, project},
    source::{Source, SourceKind},
};

/// A project broken in one way, and what is to be said of it.
struct Break {
    project: Project,
    violation: Violation,
}

fn record(kind: K, name: &str) -> RecordRef {
    RecordRef::new(kind, name)
}

/// The sample, changed.
fn broken(violation: Violation, f: impl FnOnce(&mut Project)) -> Break {
    let mut project = project();
    f(&mut project);
    Break { project, violation }
}

fn all_breaks() -> Vec<Break> {
    let mut all = breaks::unresolved();
    all.extend(breaks::others());
    all.extend(marks::all());
    all
}

/// All strings in a project, but what follows from a text: hashes, and an anchor's context.
fn words(project: &Project) -> BTreeSet<String> {
    let derived = Regex::new(r#"(prefix|suffix|sha256): "(?:[^"\\]|\\.)*""#).expect("a pattern");
    let string = Regex::new(r#""((?:[^"\\]|\\.)*)""#).expect("a pattern");
    let all = format!("{project:?}");
    let all = derived.replace_all(&all, "");
    let words = string.captures_iter(&all).map(|c| c[1].replace("\\r", "\\n"));
    words.filter(|w| !w.trim().is_empty()).collect()
}

#[test]
fn the_sample_project_is_valid() {
    assert_eq!(check(&project()), []);
    assert!(words(&project()).contains("compare the report"));
}

#[test]
fn each_break_is_seen_as_exactly_its_own_violation_with_its_record_and_field() {
    for one in all_breaks() {
        assert_eq!(check(&one.project), [one.violation]);
    }
}

#[test]
fn every_kind_of_violation_is_among_the_breaks() {
    let codes: BTreeSet<_> = all_breaks().iter().map(|b| b.violation.code()).collect();
    assert_eq!(codes.len(), 12, "{codes:?}");
}

#[test]
fn repair_leaves_no_violation_and_every_word_that_was_typed() {
    for one in all_breaks() {
        let repaired = repair(&one.project, &mut SeededIds(7));
        assert_eq!(check(&repaired.project), [], "{}", one.violation);
        let after = words(&repaired.project);
        let lost: Vec<_> = words(&one.project).into_iter().filter(|w| !after.contains(w)).collect();
        assert_eq!(lost, Vec::<String>::new(), "{}", one.violation);
        let said = format!("{}: {}", one.violation, one.violation.remedy());
        assert!(repaired.done.contains(&said), "{said}");
    }
}

#[test]
fn repair_drops_no_record() {
    for one in all_breaks() {
        let (before, after) = (&one.project, repair(&one.project, &mut SeededIds(7)).project);
        let counts = |p: &Project| {
            let claims = p.claims().count();
            [p.sources.len(), p.works.len(), p.articles.len(), claims, p.links.len()]
                .into_iter()
                .chain([p.lineage.len(), p.rulings.len(), p.todos.len(), p.sessions.len()])
                .collect::<Vec<_>>()
        };
        let fewer = counts(before).into_iter().zip(counts(&after)).any(|(b, a)| a < b);
        assert!(!fewer, "{}: {:?} {:?}", one.violation, counts(before), counts(&after));
    }
}

#[test]
fn a_valid_project_is_repaired_into_itself() {
    let repaired = repair(&project(), &mut SeededIds(7));
    assert_eq!(repaired.project, project());
    assert!(repaired.done.is_empty());
}

#[test]
fn everything_broken_at_once_is_repaired() {
    let mut p = project();
    change_claim(&mut p, "safe", |c| {
        c.by = id("nobody");
        c.chains[0].hops[0].sources = vec![id("nobody-else")];
        let hop = c.chains[0].hops[0].clone();
        c.chains[0].hops.extend(vec![hop; 40]);
    });
    change(&mut p.links, id("l1"), |l| (l.from, l.to) = (id("gone"), id("gone-too")));
    change(&mut p.articles, id("a0"), |a| a.head = Arc::default());
    change(&mut p.articles, id("a2"), |a| Arc::make_mut(&mut a.head).revision_of = Some(id("a1")));
    p.analysts = std::iter::empty().collect();
    let repaired = repair(&p, &mut SeededIds(7)).project;
    assert_eq!(check(&repaired), []);
    assert_eq!(repaired.claim_count(), p.claim_count() + 2);
}

#[test]
fn a_chain_that_is_cut_keeps_its_end_and_its_evidence_at_the_last_part() {
    let mut p = project();
    change_claim(&mut p, "safe", |c| {
        let hop = c.chains[0].hops[0].clone();
        c.chains[0].hops.extend(vec![hop; 19]);
    });
    let repaired = repair(&p, &mut SeededIds(7)).project;
    let claim = repaired.claim(id("safe")).expect("kept");
    let last = claim.chains.last().expect("two chains");
    assert_eq!(claim.chains.iter().map(|c| c.hops.len()).collect::<Vec<_>>(), [16, 4]);
    assert_eq!(claim.evidence[0].chain, Some(last.id));
    assert_ne!(claim.chains[0].end, last.end);
}

#[test]
fn claims_of_a_superseded_article_go_to_the_newest_revision() {
    let mut p = project();
    let stranded = p.articles.get(id("a2")).expect("there").claims.clone();
    change(&mut p.articles, id("a0"), |a| a.claims = stranded);
    change(&mut p.articles, id("a2"), |a| a.claims = std::iter::empty().collect());
    p.index_claims();
    let repaired = repair(&p, &mut SeededIds(7)).project;
    assert_eq!(check(&repaired), []);
    let place = repaired.place(id("found")).expect("kept");
    assert_eq!(place.article, id("a1"));
}

#[test]
fn redirects_in_a_circle_are_forgotten_and_their_ids_resolve() {
    let mut p = project();
    let circle = [("minister", "ministry"), ("ministry", "minister")];
    for (from, into) in circle {
        p.sources.remove(id(from));
        let ends = MergedEnds::Sources { from: id(from), into: id(into) };
        p.merged.put(Arc::new(Merged { ends, by: id("ann"), at: at(1) }));
    }
    let repaired = repair(&p, &mut SeededIds(7)).project;
    assert_eq!(check(&repaired), []);
}

#[test]
fn an_edit_that_breaks_something_is_refused_with_what_it_breaks() {
    let before = project();
    let mut source = Source::new(id("new"), "two\rlines", SourceKind::Other);
    let expected = Violation::CarriageReturn { record: record(K::Source, "new"), field: "name" };
    let refused = apply(&before, Edit::PutSource(source.clone())).expect_err("refused");
    assert_eq!(refused, EditError::Broken(vec![expected]));
    assert_eq!(before, project());
    source.name = "one line".to_owned();
    assert!(apply(&before, Edit::PutSource(source)).is_ok());
}

#[test]
fn circles_of_a_hundred_thousand_edges_are_found_without_overflow() {
    const N: usize = 100_000;
    let mut p = project();
    let edge = |n: usize| Lineage {
        id: id(&format!("edge{n}")),
        ends: LineageEnds::Sources {
            from: id(&format!("s{n}")),
            to: id(&format!("s{}", (n + 1) % N)),
        },
        kind: LineageKind::PartOf { one_voice: true },
        since: None,
        until: None,
        claims: Vec::new(),
        basis: Vec::new(),
        standing: Standing::Accepted,
        by: id("ann"),
        at: at(0),
        note: None,
    };
    p.lineage = (0..N).map(edge).collect();
    let version = article("version", "Text");
    let revision = |n: usize| {
        let mut a = version.clone();
        a.id = id(&format!("v{n}"));
        Arc::make_mut(&mut a.head).revision_of = Some(id(&format!("v{}", (n + 1) % N)));
        a
    };
    p.articles = (0..N).map(revision).collect();
    let mut out = Vec::new();
    cycles::part_of(&p, &mut out);
    cycles::revisions(&p, &mut out);
    let codes: Vec<_> = out.iter().map(Violation::code).collect();
    assert_eq!(codes, ["part-of-cycle", "revision-cycle"]);
}
