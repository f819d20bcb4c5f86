//! What each edit does, merging and splitting aside.

use std::sync::Arc;

use super::{Edit, after, apply};
use crate::domain::{
    analyst::Analyst,
    anchor::{Anchor, AnchorState},
    article::ArticleHead,
    chunked::Keyed,
    claim::Claim,
    codebook::{Colour, Term},
    edit::Touched,
    invariant::check,
    lineage::{LineageBasis, Standing},
    project::{Project, ProjectHead},
    reference::Resolution,
    ruling::RulingAbout,
    sample::{self, anchor, article, at, change, claim, id, project},
    session::Session,
    source::{Source, SourceKind},
    span::Span,
    text::Text,
    work::{Work, WorkKind},
};

/// Applies an edit that is put twice: as new, and then changed.
fn twice(first: Edit, second: Edit) -> (Project, Project) {
    let one = after(&project(), first);
    let two = after(&one, second);
    (one, two)
}

#[test]
fn putting_adds_a_record_and_then_replaces_it() {
    let person = |name: &str| Edit::PutAnalyst(Analyst { id: id("new"), name: name.to_owned() });
    let (one, two) = twice(person("One"), person("Two"));
    assert_eq!((one.analyst_name(id("new")), one.analysts.len()), ("One".to_owned(), 3));
    assert_eq!((two.analyst_name(id("new")), two.analysts.len()), ("Two".to_owned(), 3));

    let source = |name: &str| Edit::PutSource(Source::new(id("new"), name, SourceKind::Other));
    let (one, two) = twice(source("One"), source("Two"));
    assert_eq!(one.source(id("new")).map(|s| s.name.as_str()), Some("One"));
    assert_eq!(two.source(id("new")).map(|s| s.name.as_str()), Some("Two"));

    let work = |name: &str| Edit::PutWork(Work::new(id("new"), name, WorkKind::Other));
    let (one, two) = twice(work("One"), work("Two"));
    assert_eq!(one.work(id("new")).map(|w| w.title.as_str()), Some("One"));
    assert_eq!(two.work(id("new")).map(|w| w.title.as_str()), Some("Two"));

    let term = |name: &str| {
        let (id, name, definition) = (id("new"), name.to_owned(), String::new());
        Edit::PutTerm(Term { id, name, definition, colour: Colour([0; 3]), key: None })
    };
    let (one, two) = twice(term("One"), term("Two"));
    assert_eq!(one.term(id("new")).map(|t| t.name.as_str()), Some("One"));
    assert_eq!(two.term(id("new")).map(|t| t.name.as_str()), Some("Two"));

    let session = |opened: &[&str]| {
        let opened = opened.iter().map(|name| id(name)).collect();
        let (by, started) = (id("ann"), at(1));
        Edit::PutSession(Session { id: id("new"), by, started, ended: None, opened })
    };
    let (one, two) = twice(session(&["a1"]), session(&["a1", "a2"]));
    assert_eq!(one.sessions.get(id("new")).map(|s| s.opened.len()), Some(1));
    assert_eq!(two.sessions.get(id("new")).map(|s| s.opened.len()), Some(2));
}

#[test]
fn links_lineage_rulings_and_todos_are_put_and_removed() {
    let p = project();
    let mut link = (**p.links.get(id("l1")).expect("there")).clone();
    link.note = None;
    let next = after(&p, Edit::PutLink(link.clone()));
    assert_eq!(**next.links.get(id("l1")).expect("there"), link);
    assert!(after(&next, Edit::RemoveLink(id("l1"))).links.is_empty());

    let mut edge = (**p.lineage.get(id("member")).expect("there")).clone();
    edge.standing = Standing::Alleged;
    let next = after(&p, Edit::PutLineage(edge.clone()));
    assert_eq!(**next.lineage.get(id("member")).expect("there"), edge);
    assert_eq!(after(&next, Edit::RemoveLineage(id("member"))).lineage.get(id("member")), None);

    let mut ruling = (**p.rulings.get(id("ru1")).expect("there")).clone();
    ruling.reason = None;
    let next = after(&p, Edit::PutRuling(ruling.clone()));
    assert_eq!(**next.rulings.get(id("ru1")).expect("there"), ruling);
    assert_eq!(after(&next, Edit::RemoveRuling(id("ru1"))).rulings.get(id("ru1")), None);

    let mut todo = (**p.todos.get(id("t1")).expect("there")).clone();
    todo.done = None;
    let next = after(&p, Edit::PutTodo(todo.clone()));
    assert_eq!(**next.todos.get(id("t1")).expect("there"), todo);
    assert_eq!(after(&next, Edit::RemoveTodo(id("t1"))).todos.get(id("t1")), None);
}

#[test]
fn the_head_is_set() {
    let head = ProjectHead { title: "New".to_owned(), description: None, created: at(0) };
    let (next, touched) = apply(&project(), Edit::SetHead(head.clone())).expect("accepted");
    assert_eq!(*next.head, head);
    assert_eq!(touched, Touched { head: true, ..Touched::default() });
}

#[test]
fn an_unused_source_and_an_unused_work_go_with_their_notes() {
    let mut p = project();
    sample::change_claim(&mut p, "cracks", |c| c.chains.clear());
    let p = after(&p, Edit::RemoveSource(id("officials")));
    assert_eq!((p.source(id("officials")), p.todos.get(id("t2"))), (None, None));
    let p = after(&p, Edit::RemoveSource(id("courier")));
    assert_eq!(p.rulings.get(id("ru4")), None);
    let p = after(&p, Edit::RemoveLineage(id("copied")));
    let p = after(&p, Edit::RemoveWork(id("book")));
    assert_eq!((p.todos.get(id("t3")), p.rulings.get(id("ru2"))), (None, None));
    assert_eq!(check(&p), []);
}

#[test]
fn an_added_article_brings_claims_that_are_found_and_sorts_its_references() {
    let mut new = article("new", "First note. Second note.");
    let text = Arc::clone(&new.text);
    let known = project().article(id("a1")).expect("there").references.clone();
    let reference = |n: usize, words: &str| {
        let mut reference = known[0].clone();
        reference.id = id(&format!("n{n}"));
        (reference.markers, reference.resolution) = (Vec::new(), Resolution::Unresolved);
        reference.entry_span = anchor(&text, words).span;
        reference
    };
    let sorted = vec![reference(1, "First note."), reference(2, "Second note.")];
    new.references = Arc::new(sorted.iter().rev().cloned().collect());
    new.claims = [claim("c2", &text, "Second"), claim("c1", &text, "First")].into_iter().collect();
    let (p, touched) = apply(&project(), Edit::AddArticle(Box::new(new))).expect("accepted");
    assert_eq!(*p.article(id("new")).expect("there").references, sorted);
    assert_eq!(p.claim(id("c2")).map(|c| c.quotation()).as_deref(), Some("Second"));
    assert_eq!(touched.articles, [(id("new"), true)]);
    assert_eq!(touched.claims, [id::<Claim>("c1"), id("c2")]);
}

#[test]
fn what_is_known_about_an_article_is_set_and_its_references_are_sorted() {
    let head = ArticleHead { title: "New".to_owned(), ..ArticleHead::default() };
    let p = after(&project(), Edit::SetArticleHead { article: id("a2"), head: head.clone() });
    assert_eq!(*p.article(id("a2")).expect("there").head, head);
    let sorted = p.article(id("a1")).expect("there").references.clone();
    let references = sorted.iter().rev().cloned().collect();
    let p = after(&p, Edit::SetReferences { article: id("a1"), references });
    assert_eq!(p.article(id("a1")).expect("there").references, sorted);
}

#[test]
fn a_removed_article_takes_its_claims_todos_and_openings_along() {
    let p = after(&project(), Edit::RemoveArticle(id("a2")));
    assert_eq!((p.article(id("a2")), p.claim(id("found"))), (None, None));
    assert_eq!((p.todos.get(id("t4")), p.todos.get(id("t1"))), (None, None));
    let opened = &p.sessions.get(id("s1")).expect("there").opened;
    assert_eq!(*opened, [id::<crate::domain::article::Article>("a1")]);
    assert!(p.links.is_empty());
    assert_eq!(check(&p), []);
}

#[test]
fn removed_claims_take_links_rulings_and_todos_along() {
    let ids = vec![id("silent"), id("cracks"), id("silent")];
    let (p, touched) = apply(&project(), Edit::RemoveClaims(ids)).expect("accepted");
    assert_eq!(p.claim_count(), 3);
    assert!(p.links.is_empty());
    assert_eq!((p.rulings.get(id("ru3")), p.todos.get(id("t1"))), (None, None));
    let basis = &p.lineage.get(id("copied")).expect("still shown by a work").basis;
    assert_eq!(*basis, [LineageBasis::Work(id("book"))]);
    assert_eq!(touched.claims, [id::<Claim>("cracks"), id("silent")], "each once, in order");
    assert_eq!(check(&p), []);
}

#[test]
fn lineage_that_held_for_removed_claims_only_goes_and_does_not_come_to_hold_for_all() {
    let p = after(&project(), Edit::RemoveClaims(vec![id("safe")]));
    assert_eq!(p.lineage.get(id("copied")), None);
    let mut two = project();
    change(&mut two.lineage, id("copied"), |l| l.claims.push(id("hurt")));
    let p = after(&two, Edit::RemoveClaims(vec![id("safe")]));
    assert_eq!(p.lineage.get(id("copied")).expect("there").claims, [id::<Claim>("hurt")]);
}

#[test]
fn a_claim_whose_start_moves_is_found_in_its_new_place() {
    let p = project();
    let text = Arc::clone(&p.article(id("a1")).expect("there").text);
    let mut claim = (**p.claim(id("cracks")).expect("there")).clone();
    let order = |p: &Project| {
        let claims = &p.article(id("a1")).expect("there").claims;
        claims.iter().map(|c| c.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(order(&p), ["safe", "cracks", "hurt"]);
    claim.anchors = vec![anchor(&text, "2. Ibid.")];
    let put = Edit::PutClaim { article: id("a1"), claim: Box::new(claim.clone()) };
    let p = after(&p, put);
    assert_eq!(order(&p), ["safe", "hurt", "cracks"]);
    assert_eq!(p.claim(id("cracks")).map(|c| c.key()), Some(claim.key()));
    assert_eq!(check(&p), []);
}

#[test]
fn a_claim_that_is_put_into_another_article_leaves_the_first() {
    let p = project();
    let text = Arc::clone(&p.article(id("a2")).expect("there").text);
    let mut claim = (**p.claim(id("hurt")).expect("there")).clone();
    claim.anchors = vec![anchor(&text, "the Courier")];
    let put = Edit::PutClaim { article: id("a2"), claim: Box::new(claim) };
    let p = after(&p, put);
    assert_eq!(p.claim_in_article(id("hurt")).map(|(a, _)| a.id), Some(id("a2")));
    assert_eq!(p.article(id("a1")).expect("there").claims.len(), 2);
    assert_eq!(check(&p), []);
}

#[test]
fn a_revision_takes_the_claims_over_with_their_ids_and_links() {
    let p = project();
    let text = Text::new(format!("Correction. {}", sample::OTHER_TEXT));
    let claims = p.article(id("a2")).expect("there").claims.clone();
    let claims: Vec<Claim> = claims
        .iter()
        .map(|c| {
            let mut claim = (**c).clone();
            let was = claim.anchors[0].span;
            let span = Span::new(was.start + 12, was.end + 12);
            let moved = Anchor::new(&text, span).expect("inside");
            claim.anchors =
                vec![Anchor { state: AnchorState::Moved { percent: 100, was }, ..moved }];
            claim
        })
        .collect();
    let revision = Box::new(article("a3", text.as_str()));
    let (p, touched) =
        apply(&p, Edit::Revise { superseded: id("a2"), revision, claims }).expect("accepted");
    assert_eq!(check(&p), []);
    assert!(p.is_superseded(id("a2")));
    assert!(p.article(id("a2")).expect("stays").claims.is_empty());
    assert_eq!(p.place(id("found")).map(|p| (p.article, p.start)), Some((id("a3"), 12)));
    assert_eq!(p.links.len(), 1);
    assert_eq!(touched.articles, [(id("a2"), false), (id("a3"), true)]);
}

#[test]
fn a_term_goes_if_unused_or_gives_its_evidence_to_another() {
    let p = after(&project(), Edit::RemoveTerm { term: id("background"), replacement: None });
    assert_eq!(p.term(id("background")), None);
    let (term, other) = (id("on-record-statement"), id("public-speech"));
    let p = after(&p, Edit::RemoveTerm { term, replacement: Some(other) });
    assert_eq!(p.term(term), None);
    assert_eq!(p.claim(id("safe")).expect("there").evidence[0].kind, other);
    assert_eq!(check(&p), []);
}

#[test]
fn what_an_edit_does_not_touch_is_shared_with_the_project_before() {
    let before = project();
    let edit = Edit::PutSource(Source::new(id("new"), "New", SourceKind::Other));
    let next = after(&before, edit);
    assert!(next.articles.same(&before.articles) && next.works.same(&before.works));
    assert!(!next.sources.same(&before.sources));
    assert!(matches!(
        before.rulings.get(id("ru5")).map(|r| &r.about),
        Some(RulingAbout::Dismissed { .. })
    ));
}
