use super::*;
use crate::domain::{
    edit::{Edit, apply},
    sample::project as sample,
};

/// Two articles of the sample that can be shown, and a claim of the first.
fn known() -> (Project, ArticleId, ArticleId, ClaimId) {
    let project = sample();
    let (article, claim) = project.claims().next().map(|(a, c)| (a.id, c.id)).expect("a claim");
    let other = project.articles.iter().map(|a| a.id).find(|id| *id != article);
    let other = other.expect("another article");
    (project, article, other, claim)
}

fn place(article: &str, claim: Option<&str>) -> Place {
    Place { article: Some(article.to_owned()), top: 12, claim: claim.map(str::to_owned) }
}

#[test]
fn a_project_opens_where_it_was_left_and_at_its_beginning_if_that_is_gone() {
    let (project, article, _, claim) = known();
    let left = place(&article.to_string(), Some(&claim.to_string()));
    let position = Position::opening(&project, Some(&left));
    assert_eq!((position.article, position.selected.as_slice()), (Some(article), &[claim][..]));

    for unknown in [place("gone", Some("gone")), place("not an id!", None), Place::default()] {
        let position = Position::opening(&project, Some(&unknown));
        let shown = position.article.expect("an article");
        assert!(!project.is_superseded(shown));
        assert!(position.selected.is_empty());
    }
    let empty = Project::new("Empty", project.head.created);
    assert_eq!(Position::opening(&empty, None).article, None);
}

#[test]
fn a_jump_to_another_article_selects_none_of_the_claims_left_behind() {
    let (_, article, other, claim) = known();
    let mut position = Position { article: Some(article), ..Position::default() };
    position.selected = vec![claim];
    position.jump(article, Span::new(0, 3));
    assert_eq!(position.selected, [claim], "the same article keeps its selection");
    position.jump(other, Span::new(0, 3));
    assert!(position.selected.is_empty());
    assert_eq!(position.article, Some(other));
}

#[test]
fn back_brings_view_article_and_selection_of_before_the_jump() {
    let (_, article, other, claim) = known();
    let mut position = Position { article: Some(article), ..Position::default() };
    assert!(!position.can_go_back());
    position.selected = vec![claim];
    position.view = View::Queue;
    position.jump(other, Span::new(0, 3));
    assert_eq!(position.view, View::Reader);
    position.go_back();
    assert_eq!((position.view, position.article), (View::Queue, Some(article)));
    assert_eq!(position.selected, [claim]);
    assert!(!position.can_go_back());
    position.go_back();
    assert_eq!(position.article, Some(article), "there is nothing further back");
}

#[test]
fn the_same_place_is_remembered_once_and_only_so_many_places_are() {
    let (_, article, other, _) = known();
    let mut position = Position { article: Some(article), ..Position::default() };
    position.leave();
    position.leave();
    position.go_back();
    assert!(!position.can_go_back());
    for _ in 0..MAX_VISITED {
        position.show_article(other);
        position.show_article(article);
    }
    assert_eq!(position.visited.len(), MAX_VISITED);
}

#[test]
fn what_is_no_longer_in_the_project_is_neither_shown_selected_nor_gone_back_to() {
    let (project, article, other, claim) = known();
    let mut position = Position { article: Some(article), ..Position::default() };
    position.selected = vec![claim];
    position.show_article(other);
    position.show_article(article);
    position.selected = vec![claim];
    position.reader(article);
    let (without, _) = apply(&project, Edit::RemoveClaims(vec![claim])).expect("valid");
    position.follow(&without);
    assert!(position.selected.is_empty());
    position.go_back();
    position.go_back();
    assert!(position.selected.is_empty(), "nor when going back");

    let empty = Project::new("Empty", project.head.created);
    position.show_article(other);
    position.follow(&empty);
    assert_eq!(position.article, None);
    assert!(position.readers.is_empty() && !position.can_go_back());
}
