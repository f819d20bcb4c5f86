//! Making one record of two, and two of one.

use std::sync::Arc;

use regex::Regex;

use super::{Edit, after};
use crate::domain::{
    chunked::Keyed,
    ids::{SourceId, WorkId},
    invariant::check,
    lineage::{LineageBasis, LineageEnds},
    project::Project,
    ruling::{RulingAbout, Voice},
    sample::{self, at, change, change_claim, id, project},
    source::{Source, SourceKind},
    todo::TodoAbout,
    work::{Work, WorkKind},
};

fn merge_sources(from: &str, into: &str) -> Edit {
    Edit::MergeSources { from: id(from), into: id(into), by: id("ben"), at: at(99) }
}

fn merge_works(from: &str, into: &str) -> Edit {
    Edit::MergeWorks { from: id(from), into: id(into), by: id("ben"), at: at(99) }
}

/// Whether an id is named anywhere but in redirects; ids stand in no quotation marks.
fn is_named(project: &Project, name: &str) -> bool {
    let mut bare = project.clone();
    bare.merged = std::iter::empty().collect();
    let strings = Regex::new(r#""(?:[^"\\]|\\.)*""#).expect("a pattern");
    let all = format!("{bare:?}");
    let mut ids = strings.replace_all(&all, "").into_owned();
    ids.retain(|c| !c.is_whitespace());
    ids.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|id| id == name)
}

#[test]
fn merging_sources_rewrites_all_that_names_the_first_under_any_of_its_ids() {
    for known_as in ["minister", "old-minister"] {
        let mut p = project();
        change_claim(&mut p, "safe", |c| c.chains[0].hops[0].sources[0] = id(known_as));
        change(&mut p.works, id("report"), |w| w.authors[0] = id(known_as));
        let (from, to) = (id(known_as), id("ministry"));
        change(&mut p.lineage, id("member"), |l| l.ends = LineageEnds::Sources { from, to });
        change(&mut p.rulings, id("ru1"), |r| {
            r.about = RulingAbout::NotSameSource(id(known_as), id("ministry"));
        });
        change(&mut p.rulings, id("ru4"), |r| {
            r.about =
                RulingAbout::Independent(Voice::Source(id(known_as)), Voice::Work(id("book")));
        });
        change(&mut p.todos, id("t2"), |t| t.about = TodoAbout::Source(id(known_as)));
        assert!(is_named(&p, known_as));

        let p = after(&p, merge_sources("minister", "courier"));
        assert_eq!(check(&p), []);
        assert!(!is_named(&p, known_as), "{known_as}");
        let courier: SourceId = id("courier");
        let hop = &p.claim(id("safe")).expect("there").chains[0].hops[0];
        assert_eq!(hop.sources, [courier, id("ministry")]);
        assert_eq!(p.works.get(id("report")).expect("there").authors, [courier, id("ministry")]);
        let ends = p.lineage.get(id("member")).expect("there").ends;
        assert_eq!(ends, LineageEnds::Sources { from: courier, to: id("ministry") });
        let about = |name: &str| p.rulings.get(id(name)).expect("there").about.clone();
        assert_eq!(about("ru1"), RulingAbout::NotSameSource(courier, id("ministry")));
        let voices = (Voice::Source(courier), Voice::Work(id("book")));
        assert_eq!(about("ru4"), RulingAbout::Independent(voices.0, voices.1));
        assert_eq!(p.todos.get(id("t2")).expect("there").about, TodoAbout::Source(courier));
        assert_eq!(p.resolve_source(id("old-minister")), courier);
    }
}

#[test]
fn merging_works_rewrites_all_that_names_the_first_under_any_of_its_ids() {
    for known_as in ["report", "old-report"] {
        let mut p = project();
        change_claim(&mut p, "safe", |c| {
            c.chains[0].hops[0].work = Some(id(known_as));
            c.evidence[0].work = Some(id(known_as));
        });
        change(&mut p.articles, id("a1"), |a| {
            Arc::make_mut(&mut a.head).work = Some(id(known_as));
            Arc::make_mut(&mut a.references)[0].work = Some(id(known_as));
        });
        change(&mut p.lineage, id("copied"), |l| {
            l.ends = LineageEnds::Works { from: id("story"), to: id(known_as) };
            l.basis.push(LineageBasis::Work(id(known_as)));
        });
        change(&mut p.rulings, id("ru2"), |r| {
            r.about = RulingAbout::NotSameWork(id(known_as), id("story"));
        });
        change(&mut p.todos, id("t3"), |t| t.about = TodoAbout::Work(id(known_as)));

        let p = after(&p, merge_works("report", "book"));
        assert_eq!(check(&p), []);
        assert!(!is_named(&p, known_as), "{known_as}");
        let book: WorkId = id("book");
        let (article, claim) = p.claim_in_article(id("safe")).expect("there");
        assert_eq!(claim.chains[0].hops[0].work, Some(book));
        assert_eq!(claim.evidence[0].work, Some(book));
        assert_eq!((article.head.work, article.references[0].work), (Some(book), Some(book)));
        let edge = p.lineage.get(id("copied")).expect("there");
        assert_eq!(edge.ends, LineageEnds::Works { from: id("story"), to: book });
        let basis = [LineageBasis::Claim(id("cracks")), LineageBasis::Work(book)];
        assert_eq!(edge.basis, basis, "what is named twice now is named once");
        let about = &p.rulings.get(id("ru2")).expect("there").about;
        assert_eq!(*about, RulingAbout::NotSameWork(book, id("story")));
        assert_eq!(p.todos.get(id("t3")).expect("there").about, TodoAbout::Work(book));
        assert_eq!(p.resolve_work(id("old-report")), book);
    }
}

#[test]
fn a_merged_source_keeps_every_word_of_both() {
    let mut p = project();
    change(&mut p.sources, id("ministry"), |s| {
        s.role = Some("the executive".to_owned());
        s.notes = Some("answers letters".to_owned());
    });
    let p = after(&p, merge_sources("minister", "ministry"));
    let kept = p.sources.get(id("ministry")).expect("there");
    assert_eq!(kept.name, "The ministry");
    assert_eq!(kept.aliases, ["The minister", "Minister of works"]);
    assert_eq!(kept.role.as_deref(), Some("the executive"));
    let notes = kept.notes.as_deref().expect("notes");
    assert_eq!(notes, "answers letters\nspoke twice\nminister of works");
    assert_eq!(kept.description.as_deref(), Some("In office since 2007"));
    assert_eq!(kept.url.as_deref(), Some("https://example.org/minister"));
    assert_eq!(kept.reliability.len(), 1);
}

#[test]
fn a_merged_work_fills_what_was_not_known_of_the_other() {
    let p = after(&project(), merge_works("report", "book"));
    let old = project().works.get(id("report")).cloned().expect("there");
    let mut expected = (*old).clone();
    (expected.id, expected.kind) = (id("book"), WorkKind::Book);
    assert_eq!(**p.works.get(id("book")).expect("there"), expected);
}

#[test]
fn what_joined_the_two_goes_with_the_merge() {
    let p = after(&project(), merge_sources("minister", "ministry"));
    assert_eq!(p.lineage.get(id("member")), None);
    assert_eq!(p.rulings.get(id("ru1")), None);
    let hop = &p.claim(id("safe")).expect("there").chains[0].hops[0];
    assert_eq!(hop.sources, [id::<Source>("ministry")], "joint speakers are named once");
    let p = after(&project(), merge_works("story", "report"));
    assert_eq!(p.lineage.get(id("copied")), None);
}

#[test]
fn an_edge_that_joins_a_source_to_itself_already_outlives_a_merge_of_others() {
    let mut p = project();
    change(&mut p.lineage, id("member"), |l| {
        l.ends = LineageEnds::Sources { from: id("ministry"), to: id("ministry") };
        l.kind = crate::domain::lineage::LineageKind::SuppliedBy;
    });
    let p = after(&p, merge_sources("officials", "courier"));
    assert!(p.lineage.get(id("member")).is_some());
}

#[test]
fn ids_merged_one_after_the_other_resolve_to_the_last() {
    let p = after(&project(), merge_sources("minister", "ministry"));
    let p = after(&p, merge_sources("ministry", "courier"));
    for name in ["old-minister", "minister", "ministry", "courier"] {
        assert_eq!(p.resolve_source(id(name)), id("courier"));
        assert_eq!(p.source(id(name)).map(|s| s.name.as_str()), Some("The Courier"));
    }
    let p = after(&p, merge_works("report", "book"));
    let p = after(&p, merge_works("book", "story"));
    for name in ["old-report", "report", "book", "story"] {
        assert_eq!(p.work(id(name)).map(|w| w.key()), Some(id("story")));
    }
    assert_eq!(check(&p), []);
}

#[test]
fn a_removed_source_takes_along_its_redirects_and_what_was_noted_under_its_old_ids() {
    let mut p = project();
    p.merged.put(Arc::new(crate::domain::project::Merged {
        ends: crate::domain::project::MergedEnds::Sources {
            from: id("older"),
            into: id("old-minister"),
        },
        by: id("ann"),
        at: at(2),
    }));
    change_claim(&mut p, "safe", |c| c.chains[0].hops[0].sources.clear());
    change(&mut p.works, id("report"), |w| w.authors.clear());
    p.lineage.remove(id("member"));
    change(&mut p.todos, id("t2"), |t| t.about = TodoAbout::Source(id("older")));
    change(&mut p.rulings, id("ru1"), |r| {
        r.about = RulingAbout::NotSameSource(id("courier"), id("old-minister"));
    });
    let p = after(&p, Edit::RemoveSource(id("minister")));
    assert_eq!(check(&p), []);
    assert_eq!((p.todos.get(id("t2")), p.rulings.get(id("ru1"))), (None, None));
    assert_eq!(p.merged.iter().count(), 1, "the work's redirect stays");
}

#[test]
fn a_split_source_takes_the_chosen_claims_and_works_and_no_others() {
    let mut p = project();
    change_claim(&mut p, "cracks", |c| c.chains[0].hops[0].sources = vec![id("minister")]);
    change_claim(&mut p, "safe", |c| c.chains[0].hops[0].sources[0] = id("old-minister"));
    let new = Source::new(id("new"), "Minister of works", SourceKind::NamedIndividual);
    let split = |claims: &[&str], works: &[&str]| Edit::SplitSource {
        from: id("minister"),
        new: new.clone(),
        claims: claims.iter().map(|c| id(c)).collect(),
        works: works.iter().map(|w| id(w)).collect(),
    };
    let speaker = |p: &Project, claim: &str| {
        p.resolve_source(p.claim(id(claim)).expect("there").chains[0].hops[0].sources[0])
    };
    let one = after(&p, split(&["safe"], &[]));
    assert_eq!((speaker(&one, "safe"), speaker(&one, "cracks")), (id("new"), id("minister")));
    assert_eq!(one.works.get(id("report")), p.works.get(id("report")));
    assert!(one.sources.get(id("minister")).expect("there").aliases.is_empty());
    let other = after(&p, split(&[], &["report"]));
    assert_eq!(speaker(&other, "safe"), id("minister"));
    let authors = &other.works.get(id("report")).expect("there").authors;
    assert_eq!(*authors, [id::<Source>("new"), id("ministry")]);
}

#[test]
fn a_split_work_takes_chain_and_evidence_of_the_chosen_claims() {
    let new = Work::new(id("new"), "Second edition", WorkKind::Book);
    let split = Edit::SplitWork { from: id("report"), new, claims: vec![id("safe")] };
    let p = after(&project(), split);
    let claim = p.claim(id("safe")).expect("there");
    assert_eq!(claim.chains[0].hops[0].work, Some(id("new")));
    assert_eq!(claim.evidence[0].work, Some(id("new")));
    let article = p.article(id("a1")).expect("there");
    assert_eq!(article.references[0].work, Some(id("report")));
    assert_eq!(sample::project().works.len() + 1, p.works.len());
}

#[test]
fn a_work_is_not_merged_with_itself_nor_under_an_id_that_is_gone() {
    for edit in [merge_works("report", "report"), merge_works("old-report", "book")] {
        super::refusal(edit);
    }
}

#[test]
fn a_merge_of_works_is_taken_apart_claim_by_claim_under_any_of_its_ids() {
    let mut p = project();
    change_claim(&mut p, "cracks", |c| c.chains[0].hops[0].work = Some(id("story")));
    let p = after(&p, merge_works("report", "story"));
    // A branch of the file that did not see the merge still says the old id.
    let mut p = p;
    change_claim(&mut p, "safe", |c| c.chains[0].hops[0].work = Some(id("report")));
    let new = Work::new(id("again"), "On bridges", WorkKind::Report);
    let p = after(&p, Edit::SplitWork { from: id("story"), new, claims: vec![id("safe")] });
    assert_eq!(check(&p), []);
    let work = |claim: &str| p.claim(id(claim)).expect("there").chains[0].hops[0].work;
    assert_eq!((work("safe"), work("cracks")), (Some(id("again")), Some(id("story"))));
    assert_eq!(p.resolve_work(id("report")), id("story"), "the redirect stays for ever");
}

#[test]
fn a_split_work_needs_an_id_of_its_own_and_claims_that_are_there() {
    let split = |new: &str, claim: &str| Edit::SplitWork {
        from: id("report"),
        new: Work::new(id(new), "New", WorkKind::Book),
        claims: vec![id(claim)],
    };
    for edit in [split("book", "safe"), split("old-report", "safe"), split("new", "nowhere")] {
        super::refusal(edit);
    }
}
