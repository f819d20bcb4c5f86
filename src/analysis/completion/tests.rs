//! What is offered, and in which order.

use super::*;
use crate::domain::{
    ids::{IdSource as _, SeededIds},
    source::SourceKind,
    time::Timestamp,
    work::WorkKind,
};

fn project(names: &[&str]) -> Project {
    let mut ids = SeededIds(3);
    let mut project = Project::new("T", Timestamp::from_unix_seconds(0));
    let source = |name: &&str| {
        let unnamed = name.starts_with('"');
        let kind = if unnamed { SourceKind::UnnamedGroup } else { SourceKind::NamedIndividual };
        let (name, alias) =
            name.trim_matches('"').split_once('=').unwrap_or((name.trim_matches('"'), ""));
        let mut source = Source::new(ids.id(), name, kind);
        source.aliases.extend((!alias.is_empty()).then(|| alias.to_owned()));
        source
    };
    project.sources = names.iter().map(source).collect();
    project
}

fn offered(project: &Project, kind: TypingKind, typed: &str) -> Vec<String> {
    let mut index = CompletionIndex::default();
    index.update(project);
    let here = |_| Use { claims: 1, recency: 0, here: true };
    index.complete(kind, typed, here, 10).into_iter().map(|c| c.label).collect()
}

#[test]
fn better_fits_come_first() {
    let names =
        ["Joan", "Xan=Anders", "Ode Antal", "Ana Ode", "An", "A. N. Other", "Abraham Nils Ode"];
    let project = project(&names);
    assert_eq!(
        offered(&project, TypingKind::Name, "an"),
        ["An", "Ana Ode", "Ode Antal", "Xan", "A. N. Other", "Abraham Nils Ode", "Joan"]
    );
}

#[test]
fn an_alias_is_shown_with_the_name_it_stands_for() {
    let project = project(&["Ministry of Works=MinWork"]);
    let mut index = CompletionIndex::default();
    index.update(&project);
    let usage = |_| Use { claims: 7, ..Use::default() };
    let found = index.complete(TypingKind::Name, "minw", usage, 5);
    assert_eq!(found[0].alias.as_deref(), Some("MinWork"));
    assert_eq!((found[0].matched, found[0].claims), (MatchKind::Alias, 7));
    assert_eq!(found[0].insert, "Ministry of Works");
    assert_eq!(offered(&project, TypingKind::Name, "mtry wks"), ["Ministry of Works"]);
}

#[test]
fn what_was_used_later_and_more_comes_first_among_equals() {
    let project = project(&["Ana B", "Ana C", "Ana D"]);
    let mut index = CompletionIndex::default();
    index.update(&project);
    let id = |name: &str| project.sources.iter().find(|s| s.name == name).map(|s| s.id);
    let usage = |target| match target {
        Target::Source(s) if Some(s) == id("Ana C") => Use { claims: 1, recency: 9, here: false },
        Target::Source(s) if Some(s) == id("Ana D") => Use { claims: 5, ..Use::default() },
        _ => Use::default(),
    };
    let labels = |typed| {
        let found = index.complete(TypingKind::Name, typed, usage, 10);
        found.into_iter().map(|c| c.label).collect::<Vec<_>>()
    };
    assert_eq!(labels("ana"), ["Ana C", "Ana D", "Ana B"]);
    assert_eq!(labels(""), ["Ana C", "Ana D"]);
}

#[test]
fn unnamed_sources_are_completed_inside_quotation_marks_and_picked_by_id() {
    let project = project(&["\"senior officials\"", "Senior Ode"]);
    assert_eq!(offered(&project, TypingKind::Unnamed, "sen"), ["senior officials"]);
    let mut index = CompletionIndex::default();
    index.update(&project);
    let found = index.complete(TypingKind::Unnamed, "sen", |_| Use::default(), 10);
    assert!(found[0].insert.starts_with("\"senior officials\"#"));
    let elsewhere = index.complete(TypingKind::Name, "sen", |_| Use::default(), 10);
    assert_eq!(elsewhere.len(), 1);
}

#[test]
fn of_two_with_one_name_each_is_written_with_its_id() {
    let project = project(&["John Ode", "john ode"]);
    let mut index = CompletionIndex::default();
    index.update(&project);
    let found = index.complete(TypingKind::Name, "john", |_| Use::default(), 10);
    assert!(found.iter().all(|c| c.insert.contains('#')), "{found:?}");
}

#[test]
fn works_are_offered_by_title_and_written_between_slashes() {
    let mut project = project(&["Ana"]);
    project.works.put(Arc::new(Work::new(SeededIds(8).id(), "Über Boote", WorkKind::Book)));
    let mut index = CompletionIndex::default();
    index.update(&project);
    let found = index.complete(TypingKind::Work, "uber b", |_| Use::default(), 10);
    assert_eq!(found[0].insert, "/Über Boote/");
}

#[test]
fn an_edit_folds_one_chunk_anew_and_shows_at_once() {
    let mut ids = SeededIds(4);
    let mut project = project(&[]);
    project.sources = (0..2000)
        .map(|i| Source::new(ids.id(), format!("Name {i}"), SourceKind::default()))
        .collect();
    let mut index = CompletionIndex::default();
    index.update(&project);
    let before: Vec<_> = index.sources.iter().map(|(_, e)| Arc::clone(e)).collect();
    project.sources.put(Arc::new(Source::new(ids.id(), "Zoë", SourceKind::default())));
    index.update(&project);
    let kept = index.sources.iter().filter(|(_, e)| before.iter().any(|b| Arc::ptr_eq(b, e)));
    assert_eq!(kept.count(), before.len() - 1);
    let found = index.complete(TypingKind::Name, "zoe", |_| Use::default(), 3);
    assert_eq!(found[0].label, "Zoë");
}

#[test]
fn a_limit_of_nothing_and_a_strange_text_give_nothing_and_do_no_harm() {
    let project = project(&["Ana", "علی", "😀 Ana"]);
    let mut index = CompletionIndex::default();
    index.update(&project);
    assert!(index.complete(TypingKind::Name, "a", |_| Use::default(), 0).is_empty());
    assert_eq!(offered(&project, TypingKind::Name, "علي"), ["علی"]);
    assert!(offered(&project, TypingKind::Name, "\u{301}😀😀").is_empty());
    assert!(offered(&project, TypingKind::Note, "a").is_empty());
}
