use super::*;
use crate::domain::{ids::SeededIds, sample::project as sample, source::Source};

const NOW: i64 = 1_790_000_000;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(NOW + seconds)
}

fn document(name: &str) -> Document {
    Document::new(sample(), None, name, &mut SeededIds(3), at(0))
}

fn edit(document: &mut Document, name: &str) {
    let mut source: Source =
        (**document.project().sources.iter().next().expect("a source")).clone();
    name.clone_into(&mut source.name);
    document.apply(Edit::PutSource(source), "Rename".to_owned(), None, at(1)).expect("valid");
}

#[test]
fn who_only_looks_leaves_no_trace_and_the_first_edit_writes_analyst_and_session() {
    let mut document = document("Grace");
    let article = document.project().articles.iter().next().expect("an article").id;
    document.note_opened(article);
    document.end_session(at(5));
    assert_eq!(*document.project(), sample());
    assert!(!document.needs_saving());

    edit(&mut document, "Edited");
    let project = document.project();
    assert_eq!(project.analyst(document.analyst).expect("written").name, "Grace");
    let session = project.sessions.iter().find(|s| s.id == document.session.id);
    let session = session.expect("written");
    assert_eq!((session.by, session.opened.as_slice()), (document.analyst, &[article][..]));
    assert_eq!(session.ended, None);
    document.end_session(at(60));
    let session = document.project().sessions.iter().find(|s| s.id == document.session.id);
    assert_eq!(session.expect("there").ended, Some(at(60)));
}

#[test]
fn a_known_name_is_the_known_analyst_and_a_changed_one_is_another() {
    let known = sample().analysts.iter().next().expect("an analyst").clone();
    let mut document = document(&known.name);
    assert_eq!(document.analyst, known.id);
    document.set_analyst("Somebody new", &mut SeededIds(9));
    assert_ne!(document.analyst, known.id);
    document.set_analyst(&known.name, &mut SeededIds(9));
    assert_eq!(document.analyst, known.id);
}

#[test]
fn a_refused_edit_changes_nothing_but_an_edit_counts() {
    let mut document = document("Grace");
    let before = document.moment();
    let refused = document.apply(
        Edit::RemoveSource("no-such-source".parse().expect("an id")),
        "Delete".to_owned(),
        None,
        at(1),
    );
    assert!(refused.is_err());
    assert_eq!(document.moment(), before);
    assert!(!document.needs_saving(), "an analyst's name alone is nothing to save");
    edit(&mut document, "Edited");
    assert_ne!(document.moment(), before);
    assert!(document.needs_saving() && document.last_edit.is_some());
}

#[test]
fn a_project_whose_file_is_gone_needs_saving_without_an_edit() {
    let mut document = document("Grace");
    assert!(!document.needs_saving());
    document.on_disk = DiskChange::Gone;
    assert!(document.needs_saving());
    document.on_disk = DiskChange::Changed;
    assert!(!document.needs_saving(), "what others wrote is theirs");
}

#[test]
fn saves_that_wait_become_one_and_another_file_is_not_forgotten() {
    let mut document = document("Grace");
    document.save_next(None, None);
    assert_eq!(document.next_save, Some(NextSave::default()));
    document.save_next(Some(("b.ron".into(), true)), Some(AfterSave::Close));
    document.save_next(None, None);
    let next = document.next_save.take().expect("one");
    assert_eq!(next.elsewhere, Some(("b.ron".into(), true)));
    assert_eq!(next.then, Some(AfterSave::Close));
}

#[test]
fn recovery_copies_go_by_the_file_or_else_by_the_window_that_made_the_project() {
    let mut document = document("Grace");
    let RecoveryOf::Unnamed(token) = document.recovery_of() else { panic!("it has no file") };
    document.continue_copy(&RecoveryOf::Unnamed("older".to_owned()));
    assert_eq!(document.recovery_of(), RecoveryOf::Unnamed("older".to_owned()));
    assert_ne!(token, "older");
    assert_eq!(document.file_name(), "not saved yet");
    document.path = Some("/somewhere/p.ron".into());
    assert_eq!(document.recovery_of(), RecoveryOf::Path("/somewhere/p.ron".into()));
    assert_eq!(document.file_name(), "p.ron");
}

#[test]
fn an_article_shown_twice_is_noted_once_and_one_that_is_gone_is_left_out() {
    let mut document = document("Grace");
    let articles: Vec<ArticleId> = document.project().articles.iter().map(|a| a.id).collect();
    for id in [articles[1], articles[0], articles[1]] {
        document.note_opened(id);
    }
    assert_eq!(document.session.opened, [articles[1], articles[0]]);
    document.session.opened.push("gone".parse().expect("an id"));
    edit(&mut document, "Edited");
    let session = document.project().sessions.iter().find(|s| s.id == document.session.id);
    assert_eq!(session.expect("written").opened, [articles[1], articles[0]]);
}
