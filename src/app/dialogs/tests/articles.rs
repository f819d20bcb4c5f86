//! Imports, details, removal, revisions.

use super::*;
use crate::{
    domain::{edit::Edit, ids::SeededIds},
    import::{Limits, import_bytes},
};

fn imported(name: &str, text: &str) -> (PathBuf, ReadArticle) {
    let read = import_bytes(name, text.as_bytes(), &Limits::default()).expect("imports");
    (PathBuf::from(name), ReadArticle::of(read))
}

fn first_article(project: &Project) -> Article {
    (**project.articles.iter().find(|a| !a.claims.is_empty()).expect("an article")).clone()
}

#[test]
fn an_import_is_corrected_and_accepted_by_keyboard() {
    let ready = vec![imported("harbour.txt", "The harbour\n\nIt was closed on Monday.")];
    let mut harness =
        harness(Some(sample()), |d, p| d.review_imports(ready, p.expect("a project")));
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "Harbour closed");
    harness.get_by_role_and_label(Role::TextInput, "Published").focus();
    harness.run_steps(2);
    type_text(&mut harness, "soon");
    press(&mut harness, Key::Enter);
    assert!(actions(&mut harness).is_empty(), "a date that is none is not taken");
    harness.get_by_role_and_label(Role::TextInput, "Published").focus();
    harness.run_steps(2);
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "30 July 2008");
    press(&mut harness, Key::Enter);
    let sent = actions(&mut harness);
    let [Action::AcceptArticles(articles)] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(articles[0].head.title, "Harbour closed");
    assert_eq!(articles[0].head.published, "2008-07-30".parse().ok());
    assert_eq!(articles[0].text.as_str(), "The harbour\n\nIt was closed on Monday.");
}

#[test]
fn what_is_there_already_is_left_out_unless_the_analyst_wants_it() {
    let project = sample();
    // The other article holds a character that no bundled font has.
    let same = project.articles.iter().find(|a| a.text.as_str().is_ascii()).expect("an article");
    let same = same.text.as_str().to_owned();
    let ready = vec![
        imported("same.txt", &same),
        imported("new.txt", "A new text."),
        imported("new-again.txt", "A new text."),
    ];
    let mut harness = harness(Some(project), |d, p| d.review_imports(ready, p.expect("a project")));
    harness.get_by_role_and_label(Role::Button, "Add article");
    click(&mut harness, Role::RadioButton, "Add it anyway");
    harness.get_by_role_and_label(Role::Button, "Add 2 articles");
    click(&mut harness, Role::ListBoxOption, "new-again.txt");
    harness.get_by_label("The same text is also in “new.txt”, read just now.");
    click(&mut harness, Role::Button, "Add 2 articles");
    let sent = actions(&mut harness);
    assert!(matches!(sent.as_slice(), [Action::AcceptArticles(a)] if a.len() == 2), "{sent:?}");
}

#[test]
fn a_second_import_waits_under_the_first() {
    let mut harness = harness(Some(sample()), |d, p| {
        let project = p.expect("a project");
        d.review_imports(vec![imported("one.txt", "One.")], project);
        d.review_imports(vec![imported("two.txt", "Two.")], project);
    });
    for title in ["one", "two"] {
        click(&mut harness, Role::Button, "Add article");
        let sent = actions(&mut harness);
        assert!(
            matches!(sent.as_slice(), [Action::AcceptArticles(a)] if a[0].text.as_str().to_lowercase().starts_with(title)),
            "{sent:?}"
        );
        harness.run_steps(4);
    }
}

#[test]
fn details_are_changed_by_one_edit_and_not_at_all_if_nothing_changed() {
    let id = first_article(&sample()).id;
    let open = move |d: &mut Dialogs, p: Option<&Project>| {
        d.article_details(id, p.expect("a project"));
    };
    let mut unchanged = harness(Some(sample()), open);
    press(&mut unchanged, Key::Enter);
    assert!(actions(&mut unchanged).is_empty());
    let mut changed = harness(Some(sample()), open);
    press_with(&mut changed, Modifiers::COMMAND, Key::A);
    type_text(&mut changed, "Another title");
    press(&mut changed, Key::Enter);
    let sent = actions(&mut changed);
    assert!(
        matches!(sent.as_slice(), [Action::Edit { edit: Edit::SetArticleHead { head, .. }, .. }]
            if head.title == "Another title"),
        "{sent:?}"
    );
}

#[test]
fn a_project_open_for_reading_only_takes_no_details() {
    let id = first_article(&sample()).id;
    let mut harness = harness(Some(sample()), |d, p| d.article_details(id, p.expect("a project")));
    harness.state_mut().env.editable = false;
    harness.run_steps(2);
    type_text(&mut harness, "x");
    press(&mut harness, Key::Enter);
    assert!(actions(&mut harness).is_empty() && harness.state().dialogs.is_open());
}

#[test]
fn removing_an_article_says_how_many_claims_go() {
    let article = first_article(&sample());
    let id = article.id;
    let mut harness = harness(Some(sample()), |d, p| d.remove_article(id, p.expect("a project")));
    let n = form::count(article.claims.len(), "claim", "claims");
    let told = harness.query_all(egui_kittest::kittest::By::new().label_contains(&n)).count();
    assert!(told > 0, "{n}");
    press(&mut harness, Key::Enter);
    let sent = actions(&mut harness);
    assert!(
        matches!(sent.as_slice(), [Action::Edit { edit: Edit::RemoveArticle(gone), .. }] if *gone == id),
        "{sent:?}"
    );
}

#[test]
fn a_revision_brings_all_claims_and_the_edit_is_accepted() {
    let project = sample();
    let old = first_article(&project);
    let text = format!("A line before.\n\n{}", old.text.as_str());
    let (_, read) = imported("revised.txt", &text);
    let head = read.imported.head.clone();
    let revision = read.into_article(head, &mut SeededIds(77));
    let id = old.id;
    let mut harness = harness(Some(project.clone()), |d, p| {
        d.review_revision(id, revision, p.expect("a project"));
    });
    wait(&mut harness, |h| h.query_by_label("Claims in the revised text").is_some());
    click(&mut harness, Role::Button, "Accept revision");
    let sent = actions(&mut harness);
    let [Action::AcceptRevision { superseded, revision, claims }] = sent.as_slice() else {
        panic!("{sent:?}")
    };
    assert_eq!((*superseded, claims.len()), (id, old.claims.len()));
    let edit = Edit::Revise {
        superseded: *superseded,
        revision: revision.clone(),
        claims: claims.clone(),
    };
    let (after, _) = crate::domain::edit::apply(&project, edit).expect("is valid");
    assert_eq!(after.claim_count(), project.claim_count());
    assert!(after.article(id).is_some_and(|a| a.claims.is_empty()));
}
