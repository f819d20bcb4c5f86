//! What edits refuse, and that the reason tells what to do.

use std::sync::Arc;

use super::{Edit, EditError, after, apply, refusal};
use crate::domain::{
    assessment::{Assessment, Confidence, Likelihood},
    claim::Claim,
    edit::COMPLETION_SECONDS,
    invariant::{RecordKind as K, RecordRef, Violation},
    project::Project,
    sample::{self, article, at, claim, id, project},
    source::{Source, SourceKind},
    work::{Work, WorkKind},
};

fn record(kind: K, name: &str) -> RecordRef {
    RecordRef::new(kind, name)
}

#[test]
fn a_source_in_use_is_not_removed_and_the_reason_counts_its_uses() {
    let why = refusal(Edit::RemoveSource(id("minister"))).to_string();
    let told = "source minister is used by 1 claim and 1 work and 1 lineage edge; \
                merge it into another, or change what uses it";
    assert_eq!(why, told);
}

#[test]
fn a_source_in_use_only_under_an_old_id_is_not_removed() {
    let mut p = project();
    sample::change(&mut p.lineage, id("member"), |l| {
        l.ends = crate::domain::lineage::LineageEnds::Sources {
            from: id("old-minister"),
            to: id("ministry"),
        };
    });
    sample::change_claim(&mut p, "safe", |c| c.chains.clear());
    sample::change(&mut p.works, id("report"), |w| w.authors.clear());
    let why = apply(&p, Edit::RemoveSource(id("minister"))).expect_err("refused");
    assert!(matches!(why, EditError::InUse { uses, .. } if uses == "1 lineage edge"));
}

#[test]
fn a_work_in_use_is_not_removed() {
    for (name, told) in [
        ("report", "1 claim and 1 reference and 1 lineage edge"),
        ("story", "1 article and 1 lineage edge"),
        ("book", "1 lineage edge"),
    ] {
        let why = refusal(Edit::RemoveWork(id(name)));
        assert!(matches!(why, EditError::InUse { uses, .. } if uses == told), "{name}");
    }
}

#[test]
fn a_record_is_not_merged_with_itself() {
    let (by, at) = (id("ann"), at(99));
    assert_eq!(
        refusal(Edit::MergeSources { from: id("minister"), into: id("minister"), by, at }),
        EditError::WithItself(record(K::Source, "minister"))
    );
    assert_eq!(
        refusal(Edit::MergeWorks { from: id("book"), into: id("book"), by, at }),
        EditError::WithItself(record(K::Work, "book"))
    );
    let (term, replacement) = (id("background"), Some(id("background")));
    assert_eq!(
        refusal(Edit::RemoveTerm { term, replacement }),
        EditError::WithItself(record(K::Term, "background"))
    );
}

#[test]
fn a_merge_by_an_analyst_who_is_not_there_is_refused() {
    let (from, into) = (id("officials"), id("courier"));
    let why = refusal(Edit::MergeSources { from, into, by: id("nobody"), at: at(99) });
    assert_eq!(
        why,
        EditError::Broken(vec![Violation::Unresolved {
            record: record(K::Merged, "officials"),
            field: "by",
            wanted: record(K::Analyst, "nobody"),
        }])
    );
}

#[test]
fn an_id_that_was_merged_away_is_not_used_again() {
    let source = Source::new(id("old-minister"), "Again", SourceKind::Other);
    let work = Work::new(id("old-report"), "Again", WorkKind::Other);
    for (edit, name) in [
        (Edit::PutSource(source.clone()), "old-minister"),
        (Edit::PutWork(work.clone()), "old-report"),
    ] {
        assert_eq!(refusal(edit), EditError::Exists(record(K::Merged, name)));
    }
    let (claims, works) = (Vec::new(), Vec::new());
    let split = Edit::SplitSource { from: id("minister"), new: source, claims, works };
    assert_eq!(refusal(split), EditError::Exists(record(K::Source, "old-minister")));
    let split = Edit::SplitWork { from: id("book"), new: work, claims: Vec::new() };
    assert_eq!(refusal(split), EditError::Exists(record(K::Work, "old-report")));
}

#[test]
fn a_split_that_names_claims_or_works_that_are_not_there_is_refused() {
    let new = || Source::new(id("new"), "New", SourceKind::Other);
    let from = id("minister");
    let claims = vec![id("safe"), id("gone")];
    let split = Edit::SplitSource { from, new: new(), claims, works: Vec::new() };
    assert_eq!(refusal(split), EditError::NotFound(record(K::Claim, "gone")));
    let split = Edit::SplitSource { from, new: new(), claims: Vec::new(), works: vec![id("gone")] };
    assert_eq!(refusal(split), EditError::NotFound(record(K::Work, "gone")));
}

#[test]
fn what_is_not_there_is_not_removed() {
    for (edit, kind) in [
        (Edit::RemoveSource(id("gone")), K::Source),
        (Edit::RemoveWork(id("gone")), K::Work),
        (Edit::RemoveArticle(id("gone")), K::Article),
        (Edit::RemoveClaims(vec![id("safe"), id("gone")]), K::Claim),
        (Edit::RemoveLink(id("gone")), K::Link),
        (Edit::RemoveLineage(id("gone")), K::Lineage),
        (Edit::RemoveRuling(id("gone")), K::Ruling),
        (Edit::RemoveTodo(id("gone")), K::Todo),
        (Edit::RemoveTerm { term: id("gone"), replacement: None }, K::Term),
        (Edit::RemoveTerm { term: id("background"), replacement: Some(id("gone")) }, K::Term),
    ] {
        assert_eq!(refusal(edit), EditError::NotFound(record(kind, "gone")));
    }
}

#[test]
fn an_article_is_added_once_and_brings_no_claim_that_is_there_already() {
    let again = sample::project().article(id("a2")).cloned().expect("there");
    assert_eq!(
        refusal(Edit::AddArticle(Box::new((*again).clone()))),
        EditError::Exists(record(K::Article, "a2"))
    );
    let mut copy = (*again).clone();
    copy.id = id("copy");
    let why = refusal(Edit::AddArticle(Box::new(copy)));
    assert_eq!(why, EditError::Exists(record(K::Claim, "found")));
}

#[test]
fn an_article_goes_only_after_its_revision() {
    let why = refusal(Edit::RemoveArticle(id("a0"))).to_string();
    assert_eq!(why, "article a0 is used by its revision; remove the revision first");
}

fn revision(claims: impl FnOnce(&mut Vec<Claim>)) -> Edit {
    let old = sample::project().article(id("a2")).cloned().expect("there");
    let mut all: Vec<Claim> = old.claims.iter().map(|c| (**c).clone()).collect();
    claims(&mut all);
    let revision = Box::new(article("a3", old.text.as_str()));
    Edit::Revise { superseded: id("a2"), revision, claims: all }
}

#[test]
fn a_revision_brings_all_claims_each_once_and_no_others() {
    let left_behind = |brought| EditError::ClaimsLeftBehind {
        record: record(K::Article, "a2"),
        brought,
        expected: 2,
    };
    let extra = claim("extra", &article("x", sample::OTHER_TEXT).text, "Cracks");
    assert_eq!(refusal(revision(|c| c.truncate(1))), left_behind(1));
    assert_eq!(refusal(revision(|c| c[1] = c[0].clone())), left_behind(1));
    assert_eq!(refusal(revision(|c| c.push(extra.clone()))), left_behind(2));
    let mut own = revision(|c| c.truncate(1));
    if let Edit::Revise { revision, .. } = &mut own {
        revision.claims.put(Arc::new(extra));
    }
    assert_eq!(refusal(own), left_behind(1));
    assert!(apply(&sample::project(), revision(|_| ())).is_ok());
}

#[test]
fn a_superseded_article_takes_no_claim() {
    let old = article("a01", "The bridge is safe.");
    let claim = Box::new(claim("late", &old.text, "safe"));
    let why = refusal(Edit::PutClaim { article: id("a01"), claim });
    let record = record(K::Article, "a01");
    assert_eq!(why, EditError::Broken(vec![Violation::SupersededWithClaims { record }]));
}

#[test]
fn no_change_of_what_is_known_about_articles_closes_a_circle_of_revisions() {
    let head = crate::domain::article::ArticleHead {
        title: "First".to_owned(),
        revision_of: Some(id("a01")),
        ..Default::default()
    };
    let why = refusal(Edit::SetArticleHead { article: id("a0"), head });
    let told = matches!(&why, EditError::Broken(all) if all[0].code() == "revision-cycle");
    assert!(told, "{why}");
}

#[test]
fn no_merge_closes_a_circle_of_part_of() {
    let mut p = project();
    let mut edge = (**p.lineage.get(id("member")).expect("there")).clone();
    edge.id = id("above");
    edge.ends =
        crate::domain::lineage::LineageEnds::Sources { from: id("ministry"), to: id("courier") };
    p.lineage.put(Arc::new(edge));
    let (from, into) = (id("courier"), id("minister"));
    let why =
        apply(&p, Edit::MergeSources { from, into, by: id("ann"), at: at(9) }).expect_err("circle");
    assert!(matches!(&why, EditError::Broken(all) if all[0].code() == "part-of-cycle"), "{why}");
}

#[test]
fn a_reference_that_a_claim_points_to_stays() {
    let references = Vec::new();
    let why = refusal(Edit::SetReferences { article: id("a1"), references }).to_string();
    assert_eq!(why, "claim safe: chains names reference r1, which is not in the project");
}

#[test]
fn a_term_in_use_needs_a_replacement() {
    let why = refusal(Edit::RemoveTerm { term: id("on-record-statement"), replacement: None });
    let told = "evidence kind on-record-statement is used by 1 claim; \
                choose the kind that replaces it";
    assert_eq!(why.to_string(), told);
}

#[test]
fn a_batch_is_refused_whole() {
    let why = refusal(Edit::Batch(vec![
        Edit::RemoveTodo(id("t1")),
        Edit::Batch(vec![Edit::RemoveTodo(id("t2"))]),
        Edit::RemoveTodo(id("t1")),
    ]));
    assert_eq!(why, EditError::NotFound(record(K::Todo, "t1")));
}

/// Puts the claim `safe` again, changed by `f`, so many seconds after its assessment.
fn reassess(
    p: &Project,
    seconds: i64,
    f: impl FnOnce(&mut Vec<Assessment>),
) -> Result<Project, EditError> {
    let mut claim = (**p.claim(id("safe")).expect("there")).clone();
    claim.modified = at(14 + seconds);
    f(&mut claim.assessments);
    apply(p, Edit::PutClaim { article: id("a1"), claim: Box::new(claim) }).map(|done| done.0)
}

/// The sample, in which the one assessment says nothing but a confidence.
fn begun() -> Project {
    let mut p = project();
    sample::change_claim(&mut p, "safe", |c| {
        c.assessments[0] = Assessment {
            confidence: Some(Confidence::Low),
            ..Assessment::new(id("as1"), id("ann"), at(14))
        };
    });
    p
}

#[test]
fn a_judgement_is_never_changed_nor_taken_away() {
    let p = begun();
    let changed = Err(EditError::AssessmentChanged(record(K::Assessment, "as1")));
    assert_eq!(reassess(&p, 5, |a| a[0].confidence = Some(Confidence::High)), changed);
    assert_eq!(reassess(&p, 5, |a| a[0].confidence = None), changed);
    assert_eq!(reassess(&p, 5, |a| a[0].at = at(15)), changed);
    assert_eq!(reassess(&p, 5, |a| a[0].by = id("ben")), changed);
    assert_eq!(reassess(&p, 5, Vec::clear), changed);
}

#[test]
fn a_judgement_is_completed_within_half_an_hour_and_not_later() {
    let p = begun();
    let complete = |a: &mut Vec<Assessment>| a[0].likelihood = Some(Likelihood::Likely);
    assert!(reassess(&p, COMPLETION_SECONDS, complete).is_ok());
    assert!(reassess(&p, COMPLETION_SECONDS + 1, complete).is_err());
    // That the time of the change is not told does not make it earlier than the last one.
    let mut later = begun();
    sample::change_claim(&mut later, "safe", |c| c.modified = at(5000));
    assert!(reassess(&later, 0, complete).is_err());
}

#[test]
fn a_judgement_with_a_newer_one_is_not_completed_but_anothers_does_not_close_it() {
    let mut p = begun();
    let add = |name: &str, by: &str| Assessment::new(id(name), id(by), at(20));
    sample::change_claim(&mut p, "safe", |c| c.assessments.insert(0, add("as0", "ben")));
    let complete = |a: &mut Vec<Assessment>| {
        let mine = a.iter_mut().find(|a| a.id == id("as1")).expect("kept");
        mine.likelihood = Some(Likelihood::Likely);
    };
    assert!(reassess(&p, 60, complete).is_ok());
    let p = reassess(&p, 60, |a| a.insert(0, add("as2", "ann"))).expect("appended");
    assert!(reassess(&p, 60, complete).is_err());
}

#[test]
fn a_second_judgement_is_appended() {
    let p = begun();
    let add = |a: &mut Vec<Assessment>| a.push(Assessment::new(id("as2"), id("ann"), at(9000)));
    let p = reassess(&p, 9000, add).expect("appended");
    assert_eq!(p.claim(id("safe")).expect("there").assessments.len(), 2);
    let edit = Edit::RemoveClaims(vec![id("safe")]);
    assert_eq!(after(&p, edit).claim(id("safe")), None);
}
