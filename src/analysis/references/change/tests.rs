use std::sync::Arc;

use super::*;
use crate::domain::{
    analyst::Analyst,
    anchor::Anchor,
    article::{ArticleHead, Structure},
    chain::{Chain, Hop},
    chunked::Chunked,
    claim::Claim,
    edit::apply,
    ids::SeededIds,
    project::Project,
    text::Text,
};

const TEXT: &str = "It fell \u{1F309}.[1] It was old.[2] He knew.[3]\n\nReferences\n1. Ann Lind, \"Old Bridges\", Harbour Post, 3 May 2011; Per Holm, \"New Bridges\", Tarn Weekly, 4 June 2012\n2. Eva Berg, \"Rails\", Harbour Post, 5 July 2013\n3. Ibid.\n";

fn at() -> Timestamp {
    Timestamp::from_unix_seconds(1_700_000_000)
}

fn project() -> Project {
    let text = Text::new(TEXT);
    let found = recognise(&text, &Structure::default());
    let references = to_references(&found, &mut SeededIds(4));
    let article = Article {
        id: "art".parse().expect("valid"),
        head: Arc::new(ArticleHead { title: "Bridges".to_owned(), ..ArticleHead::default() }),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::default(),
        references: Arc::new(references),
        claims: Chunked::default(),
    };
    let analyst = Analyst { id: "ana".parse().expect("valid"), name: "Ana".to_owned() };
    let edits = vec![Edit::PutAnalyst(analyst), Edit::AddArticle(Box::new(article))];
    apply(&Project::new("Test", at()), Edit::Batch(edits)).expect("a sound project").0
}

fn article(project: &Project) -> Article {
    (**project.articles.iter().next().expect("one")).clone()
}

fn done(project: &Project, edits: Vec<Edit>) -> Project {
    apply(project, Edit::Batch(edits)).expect("a sound edit").0
}

fn printed(article: &Article, at: usize) -> String {
    article.text.slice(article.references[at].entry_span).unwrap_or_default().to_owned()
}

fn split_first(project: &Project) -> Project {
    let article = article(project);
    let first = &article.references[0];
    let cut = cuts(&article, first, 8)[0];
    let edit = split(&article, first.id, cut, &mut SeededIds(5)).expect("two works");
    done(project, vec![edit])
}

#[test]
fn an_entry_of_two_works_is_split_at_its_semicolon_and_both_keep_the_marker() {
    let project = split_first(&project());
    let article = article(&project);
    assert_eq!(article.references.len(), 4);
    assert!(printed(&article, 0).ends_with("2011;"), "{}", printed(&article, 0));
    assert!(printed(&article, 1).starts_with("Per Holm"), "{}", printed(&article, 1));
    assert_eq!(article.references[1].label, "1b");
    assert_eq!(article.references[1].markers, article.references[0].markers);
    let read = parsed_one(&article, &article.references[1]);
    assert_eq!(read.parsed.title_text(), Some("New Bridges"));
    let span = read.parsed.title.expect("read").span;
    assert_eq!(article.text.slice(span), Some("New Bridges"));
}

#[test]
fn what_was_split_can_be_joined_again_and_steps_follow() {
    let project = split_first(&project());
    let before = article(&project);
    let ids = &mut SeededIds(6);
    let by = "ana".parse().expect("valid");
    let anchor = Anchor::new(&before.text, Span::new(0, 7)).expect("inside");
    let mut claim = Claim::new(ids.id(), anchor, by, at());
    let hop = Hop { reference: Some(before.references[1].id), ..Hop::default() };
    claim.chains.push(Chain::new(ids.id(), vec![hop], by, at()));
    let id = claim.id;
    let put = Edit::PutClaim { article: before.id, claim: Box::new(claim) };
    let project = done(&project, vec![put]);
    let edits = join(&article(&project), before.references[0].id, at()).expect("one follows");
    let project = done(&project, edits);
    let after = article(&project);
    assert_eq!(after.references.len(), 3);
    assert!(printed(&after, 0).ends_with("4 June 2012"));
    let hop = &project.claim(id).expect("there").chains[0].hops[0];
    assert_eq!(hop.reference, Some(after.references[0].id));
}

#[test]
fn joining_an_entry_with_its_repeat_leaves_no_circle() {
    let project = project();
    let before = article(&project);
    let edits = join(&before, before.references[1].id, at()).expect("one follows");
    let after = article(&done(&project, edits));
    assert_eq!(after.references.len(), 2);
    assert!(!matches!(after.references[1].resolution, Resolution::Ibid(_)));
    assert!(join(&after, after.references[1].id, at()).is_none());
}

#[test]
fn reading_again_keeps_ids_and_gives_back_what_was_split() {
    let project = project();
    let before = article(&project);
    let apart = split_first(&project);
    let again = done(&apart, vec![reread(&article(&apart), &mut SeededIds(8))]);
    let after = article(&again);
    assert_eq!(after.references.len(), before.references.len());
    assert_eq!(after.references[1].id, before.references[1].id);
    assert_eq!(after.references[2].resolution, Resolution::Ibid(before.references[1].id));
}

#[test]
fn an_entry_can_be_given_another_meaning_but_none_in_a_circle() {
    let project = project();
    let before = article(&project);
    let ids: Vec<_> = before.references.iter().map(|r| r.id).collect();
    let edit = mean(&before, ids[2], Meaning::Entry(ids[0])).expect("no circle");
    let after = article(&done(&project, vec![edit]));
    assert_eq!(after.references[2].resolution, Resolution::Ibid(ids[0]));
    assert!(mean(&after, ids[0], Meaning::Entry(ids[2])).is_none());
    let edit = mean(&after, ids[0], Meaning::Nothing).expect("always");
    let after = article(&done(&project, vec![edit]));
    assert_eq!(after.references[0].resolution, Resolution::Unresolved);
}

#[test]
fn nothing_can_be_split_off_at_an_end() {
    let article = article(&project());
    let entry = &article.references[1];
    for at in [0, entry.entry_span.start, entry.entry_span.end, u32::MAX] {
        assert!(split(&article, entry.id, at, &mut SeededIds(1)).is_none(), "{at}");
    }
}
