//! What stands in the queue and what does not.

use super::*;
use crate::domain::{
    anchor::Anchor,
    article::ArticleHead,
    chain::{Chain, Check, CheckResult, QuotationForm},
    ids::Id,
    source::{Source, SourceKind},
    text::Text,
    work::{Work, WorkKind},
};

fn id<T>(text: &str) -> Id<T> {
    Id::new(text).expect("a valid id")
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds)
}

fn claim(name: &str, chains: Vec<Chain>) -> Claim {
    let text = Text::new("The boats\n sank.");
    let anchor = Anchor::new(&text, text.span()).expect("inside");
    let mut claim = Claim::new(id(name), anchor, id("me"), at(0));
    claim.chains = chains;
    claim
}

fn chain(name: &str, hops: Vec<Hop>) -> Chain {
    Chain::new(id(name), hops, id("me"), at(0))
}

fn hop(source: &str) -> Hop {
    Hop { sources: vec![id(source)], ..Hop::default() }
}

fn project(claims: Vec<Claim>) -> Project {
    let mut project = Project::new("T", at(0));
    project.sources = [
        Source::new(id("ana"), "Ana", SourceKind::NamedIndividual),
        Source::new(id("who"), "senior officials", SourceKind::UnnamedGroup),
    ]
    .into_iter()
    .collect();
    project.works = [Work::new(id("w"), "Boats", WorkKind::Book)].into_iter().collect();
    let text = Arc::new(Text::new("The boats\n sank."));
    let article = Article {
        id: id("a"),
        head: Arc::new(ArticleHead { title: "News".into(), ..ArticleHead::default() }),
        text,
        sha256: "".into(),
        structure: Arc::default(),
        references: Arc::default(),
        claims: claims.into_iter().collect(),
    };
    project.articles = [article].into_iter().collect();
    project.index_claims();
    project
}

fn todo(name: &str, about: TodoAbout, kind: TodoKind, when: i64) -> Arc<Todo> {
    let (by, text) = (id("me"), String::new());
    Arc::new(Todo { id: id(name), about, kind, text, by, at: at(when), done: None })
}

#[test]
fn a_chain_not_followed_is_listed_unless_it_is_the_articles_own_voice() {
    let mut ended = chain("ended", vec![hop("ana")]);
    ended.end = ChainEnd::Origin;
    let chains = vec![chain("own", vec![]), chain("open", vec![hop("ana")]), ended];
    let project = project(vec![claim("c", chains)]);
    let queue = queue(&project);
    assert_eq!(queue.not_followed.len(), 1);
    let item = &queue.not_followed[0];
    assert_eq!(item.task, QueueTask::Follow { claim: id("c"), chain: id("open") });
    assert_eq!(item.title(&project), "Ana: The boats sank.");
    assert_eq!((item.jump, item.article), (TodoAbout::Claim(id("c")), Some(id("a"))));
}

#[test]
fn a_quotation_from_a_work_is_listed_until_it_is_checked() {
    let quoted = |form| Hop { work: Some(id("w")), form, ..Hop::default() };
    let mut checked = quoted(QuotationForm::Direct);
    let (by, at) = (id("me"), at(0));
    checked.check = Some(Check { result: CheckResult::Accurate, quote: None, by, at });
    let without_work = Hop { form: QuotationForm::Direct, ..hop("ana") };
    let mut noted = without_work.clone();
    noted.reference = Some(id("r"));
    let hops = vec![
        quoted(QuotationForm::Indirect),
        quoted(QuotationForm::Mixed),
        checked,
        without_work,
        noted,
    ];
    let project = project(vec![claim("c", vec![chain("k", hops)])]);
    let queue = queue(&project);
    let tasks: Vec<_> = queue.unchecked.iter().map(|item| item.task).collect();
    let check = |hop| QueueTask::Check { claim: id("c"), chain: id("k"), hop };
    assert_eq!(tasks, [check(1), check(4)]);
    assert_eq!(queue.unchecked[0].title(&project), "Boats: The boats sank.");
}

#[test]
fn unnamed_sources_are_listed_with_their_claims_until_described_or_asked_for() {
    let twice = || vec![chain("k", vec![hop("who"), hop("who")])];
    let mut project = project(vec![claim("c", twice()), claim("d", twice())]);
    let found = queue(&project).unidentified;
    assert_eq!(found[0].task, QueueTask::Identify { source: id("who"), claims: 2 });
    assert_eq!(found[0].title(&project), "senior officials");
    assert_eq!(found[0].article, Some(id("a")));
    assert_eq!(found.len(), 1);
    project.todos.put(todo("t", TodoAbout::Source(id("who")), TodoKind::Identify, 1));
    assert!(queue(&project).unidentified.is_empty());
    project.todos.remove(id("t"));
    let mut source = Source::clone(project.source(id("who")).expect("there"));
    source.description = Some("Two deputies".into());
    project.sources.put(Arc::new(source));
    assert!(queue(&project).unidentified.is_empty());
}

#[test]
fn open_todos_come_by_age_and_say_what_they_are_about() {
    let mut project = project(vec![claim("c", vec![])]);
    project.todos.put(todo("late", TodoAbout::Claim(id("c")), TodoKind::Verify, 9));
    project.todos.put(todo("soon", TodoAbout::Work(id("w")), TodoKind::GetOriginal, 1));
    let mut done = Todo::clone(&todo("done", TodoAbout::Article(id("a")), TodoKind::Ask, 0));
    done.done = Some(at(5));
    project.todos.put(Arc::new(done));
    let todos = queue(&project).todos;
    let titles: Vec<_> = todos.iter().map(|item| item.title(&project)).collect();
    assert_eq!(titles, ["Boats", "The boats sank."]);
}

#[test]
fn a_superseded_article_is_left_out_with_its_todos() {
    let mut project = project(vec![claim("c", vec![chain("k", vec![hop("ana")])])]);
    project.todos.put(todo("t", TodoAbout::Claim(id("c")), TodoKind::Verify, 9));
    assert_eq!(queue(&project).iter().count(), 3);
    let mut revision = Article::clone(project.article(id("a")).expect("there"));
    revision.id = id("b");
    revision.claims = crate::domain::chunked::Chunked::default();
    revision.head = Arc::new(ArticleHead { revision_of: Some(id("a")), ..ArticleHead::default() });
    project.articles.put(Arc::new(revision));
    let queue = queue(&project);
    assert!(queue.todos.is_empty() && queue.not_followed.is_empty());
    assert!(queue.len() == 1 && !queue.is_empty());
}

#[test]
fn a_long_text_is_cut_in_code_points() {
    let cut = short(&"é ".repeat(200));
    assert_eq!(cut.chars().count(), 80);
    assert!(cut.ends_with("é…"));
    assert_eq!(short(" a \n b "), "a b");
}
