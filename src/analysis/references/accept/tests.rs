use std::sync::Arc;

use super::*;
use crate::domain::{
    analyst::Analyst,
    article::{ArticleHead, Structure},
    chain::{Chain, Hop},
    chunked::Chunked,
    claim::Claim,
    edit::apply,
    ids::SeededIds,
    span::Span,
    text::Text,
};

const TEXT: &str = "Die Brücke \u{1F309} fell.[1] It was old.[2] He knew.[3] Nobody paid.[4]\n\nReferences\n1. Ann Lind, \"Old Bridges\", Harbour Post, 3 May 2011, https://post.example/old\n2. Per Holm, \"New Bridges\", Tarn Weekly, 4 June 2012\n3. Ibid.\n4. Ann Lind, \"Old Bridges\", Harbour Post, 3 May 2011, https://post.example/old/\n";

fn at() -> Timestamp {
    Timestamp::from_unix_seconds(1_700_000_000)
}

fn article(text: &str) -> Article {
    let text = Text::new(text);
    let found = crate::analysis::references::recognise(&text, &Structure::default());
    let references = crate::analysis::references::to_references(&found, &mut SeededIds(4));
    Article {
        id: "art".parse().expect("valid"),
        head: Arc::new(ArticleHead { title: "Bridges".to_owned(), ..ArticleHead::default() }),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::default(),
        references: Arc::new(references),
        claims: Chunked::default(),
    }
}

fn project(text: &str) -> Project {
    let empty = Project::new("Test", at());
    let analyst = Analyst { id: "ana".parse().expect("valid"), name: "Ana".to_owned() };
    let edits = vec![Edit::PutAnalyst(analyst), Edit::AddArticle(Box::new(article(text)))];
    apply(&empty, Edit::Batch(edits)).expect("a sound project").0
}

fn the_article(project: &Project) -> Article {
    (**project.articles.iter().next().expect("one")).clone()
}

fn accept_certain(project: &Project) -> Project {
    let article = the_article(project);
    let entries = crate::analysis::references::parsed_of(&article);
    let wanted = certain(&article, &entries);
    let edits = accept(project, &article, wanted, &mut SeededIds(9), at());
    apply(project, Edit::Batch(edits)).expect("a sound edit").0
}

#[test]
fn two_entries_for_one_work_bring_it_into_the_registry_once() {
    let project = accept_certain(&project(TEXT));
    assert_eq!(project.works.len(), 2);
    assert_eq!(project.sources.len(), 2);
    let references = the_article(&project).references;
    assert_eq!(references[0].work, references[3].work);
    assert_eq!(references[2].work, None);
    assert_eq!(crate::domain::reference::work_of(&references, &references[2]), references[1].work);
    let work = project.work(references[0].work.expect("accepted")).expect("there");
    assert_eq!(work.kind, WorkKind::NewsArticle);
    assert!(work.raw.as_deref().is_some_and(|raw| raw.starts_with("Ann Lind, \"Old")));
}

#[test]
fn accepting_twice_adds_nothing_the_second_time() {
    let once = accept_certain(&project(TEXT));
    let twice = accept_certain(&once);
    assert_eq!((twice.works.len(), twice.sources.len()), (2, 2));
}

#[test]
fn a_name_that_is_an_alias_of_a_known_source_is_that_source() {
    let mut known =
        Source::new("lind".parse().expect("valid"), "Anna Lind", SourceKind::NamedIndividual);
    known.aliases.push("Ann Lind".to_owned());
    let (project, _) = apply(&project(TEXT), Edit::PutSource(known)).expect("sound");
    let project = accept_certain(&project);
    assert_eq!(project.sources.len(), 2);
    let work = the_article(&project).references[0].work.expect("accepted");
    assert_eq!(project.work(work).expect("there").authors[0].as_str(), "lind");
}

#[test]
fn a_step_that_names_the_note_alone_gets_its_work_and_its_authors() {
    let project = project(TEXT);
    let article = the_article(&project);
    let ids = &mut SeededIds(7);
    let by = "ana".parse().expect("valid");
    let span = Span::new(0, 10);
    let anchor = crate::domain::anchor::Anchor::new(&article.text, span).expect("inside");
    let mut claim = Claim::new(ids.id(), anchor, by, at());
    let hop = Hop { reference: Some(article.references[2].id), ..Hop::default() };
    claim.chains.push(Chain::new(ids.id(), vec![hop], by, at()));
    let id = claim.id;
    let put = Edit::PutClaim { article: article.id, claim: Box::new(claim) };
    let (project, _) = apply(&project, put).expect("sound");
    let project = accept_certain(&project);
    let hop = &project.claim(id).expect("there").chains[0].hops[0];
    assert_eq!(hop.work, the_article(&project).references[1].work);
    let name = &project.source(hop.sources[0]).expect("there").name;
    assert_eq!(name, "Per Holm");
}

#[test]
fn a_correction_changes_the_work_and_adds_the_new_author() {
    let project = accept_certain(&project(TEXT));
    let id = the_article(&project).references[1].work.expect("accepted");
    let work = project.work(id).expect("there");
    let mut draft = Draft::of_work(&project, work);
    draft.title = "Newer Bridges".to_owned();
    draft.authors.push("Tarn Roads Authority".to_owned());
    let edits = correct(&project, work, draft, &mut SeededIds(11));
    let (project, _) = apply(&project, Edit::Batch(edits)).expect("sound");
    let work = project.work(id).expect("there");
    assert_eq!((work.title.as_str(), work.authors.len()), ("Newer Bridges", 2));
    assert_eq!(project.source(work.authors[1]).expect("there").kind, SourceKind::NamedGroup);
    assert!(correct(&project, work, Draft::of_work(&project, work), &mut SeededIds(12)).is_empty());
}

#[test]
fn a_repeat_offers_the_entry_that_it_repeats() {
    let article = article(TEXT);
    let (id, draft) = draft_of(&article, &article.references[2]).expect("a work");
    assert_eq!(id, article.references[1].id);
    assert_eq!(draft.title, "New Bridges");
}
