//! What panels and dialogs ask for, and commands by name.

use super::*;
use crate::{
    app::{
        dispatch::commands::environment, document::ReadOnly, settings::Preferences, state::View,
        tasks::work::Outcome,
    },
    domain::ids::{ArticleId, ClaimId},
};

/// The claims of the sample by article, in the order of the text.
fn claims(desk: &mut Desk) -> Vec<(ArticleId, ClaimId)> {
    desk.document().project().claims().map(|(a, c)| (a.id, c.id)).collect()
}

#[test]
fn a_command_that_cannot_be_used_says_why_and_does_nothing() {
    let mut desk = empty();
    desk.run(Command::NewClaim);
    assert!(desk.said("Open or make a project first."));
    let mut desk = self::desk();
    desk.document().read_only = Some(ReadOnly::NotWritable(String::new()));
    let before = desk.document().project().clone();
    let claim = claims(&mut desk)[0].1;
    desk.act(Action::SelectClaims(vec![claim]));
    desk.run(Command::DeleteClaims);
    assert!(desk.said("The project is open for reading only."));
    desk.act(Action::Edit {
        edit: Edit::RemoveClaims(vec![claim]),
        label: "Delete".to_owned(),
        coalesce: None,
    });
    assert!(desk.said("Delete: the project is open for reading only."));
    assert!(desk.document().project().same_but_sessions(&before));
}

#[test]
fn the_environment_tells_what_is_selected_and_what_went_wrong() {
    let mut desk = empty();
    assert_eq!(environment(&mut desk.window), crate::app::command::Environment::default());
    let mut desk = self::desk();
    let (article, claim) = claims(&mut desk)[0];
    desk.act(Action::JumpToClaim(claim));
    let env = environment(&mut desk.window);
    assert!(env.project && env.editable && env.article && env.reader && env.article_claims);
    assert_eq!((env.claims, env.file, env.held, env.broken), (1, false, false, false));
    assert_eq!(desk.window.position.article, Some(article));
    desk.window.position.view = View::Sources;
    assert!(!environment(&mut desk.window).reader);
    let lost = ReadOnly::LockLost("taken".to_owned());
    desk.document().read_only = Some(lost);
    let env = environment(&mut desk.window);
    assert!(env.held && !env.editable);
}

#[test]
fn claims_are_selected_one_by_one_and_deleted_together() {
    let mut desk = desk();
    let all = claims(&mut desk);
    desk.act(Action::SelectClaims(vec![all[0].1]));
    desk.act(Action::ToggleClaim(all[1].1));
    desk.act(Action::ToggleClaim(all[0].1));
    assert_eq!(desk.window.position.selected, [all[1].1]);
    desk.act(Action::ToggleClaim(all[0].1));
    desk.run(Command::DeleteClaims);
    assert_eq!(claims(&mut desk).len(), all.len() - 2);
    assert!(desk.window.position.selected.is_empty());
    assert_eq!(desk.document().history.undo_label(), Some("Delete 2 claims"));
    desk.run(Command::Undo);
    assert_eq!(claims(&mut desk), all);
    assert!(desk.said("Undone: Delete 2 claims"));
}

#[test]
fn next_and_previous_go_through_the_article_and_stop_at_its_ends() {
    let mut desk = desk();
    let all = claims(&mut desk);
    let article = all[0].0;
    let here: Vec<ClaimId> = all.iter().filter(|(a, _)| *a == article).map(|(_, c)| *c).collect();
    desk.act(Action::ShowArticle(article));
    for claim in &here {
        desk.run(Command::NextClaim);
        assert_eq!(desk.window.position.selected, [*claim]);
    }
    desk.run(Command::NextClaim);
    assert!(desk.said("That was the last claim of the article."));
    for claim in here.iter().rev().skip(1) {
        desk.run(Command::PreviousClaim);
        assert_eq!(desk.window.position.selected, [*claim]);
    }
    desk.run(Command::PreviousClaim);
    assert!(desk.said("That was the first claim of the article."));
}

#[test]
fn a_source_that_is_shown_can_be_gone_back_from() {
    let mut desk = desk();
    let source = desk.document().project().sources.iter().next().expect("a source").id;
    assert_eq!(desk.window.position.view, View::Reader);
    desk.act(Action::ShowSource(source));
    assert_eq!(desk.window.position.view, View::Sources);
    desk.run(Command::GoBack);
    assert_eq!(desk.window.position.view, View::Reader);
}

#[test]
fn preferences_change_the_analyst_and_leave_what_is_remembered() {
    let mut desk = Desk::with_saved("a.ron");
    let analyst = desk.document().analyst;
    let recent = desk.window.settings.recent.clone();
    let preferences = Preferences {
        analyst: "Grace".to_owned(),
        type_size: 500.0,
        ..Settings::default().preferences()
    };
    desk.act(Action::SetPreferences(preferences));
    assert_ne!(desk.document().analyst, analyst);
    assert_eq!(desk.window.settings.type_size, 40.0);
    assert_eq!(desk.window.settings.recent, recent);
}

#[test]
fn a_task_is_cancelled_by_its_own_number() {
    let mut desk = empty();
    let wait = |progress: &crate::app::tasks::Progress| {
        while !progress.is_cancelled() {
            std::thread::yield_now();
        }
        Outcome::Nothing
    };
    let first = desk.window.tasks.spawn("First", true, wait);
    let second = desk.window.tasks.spawn("Second", true, wait);
    desk.act(Action::CancelTask(first));
    while desk.window.tasks.finished().is_empty() {
        std::thread::yield_now();
    }
    desk.act(Action::CancelTask(first));
    let running = desk.window.tasks.running();
    assert!(running.len() == 1 && running[0].id == second && !running[0].progress.is_cancelled());
    desk.act(Action::CancelTask(second));
    desk.finish();
}

#[test]
fn dropped_texts_without_a_project_make_one_and_a_second_project_is_told() {
    let mut desk = empty();
    let text = desk.path("notes.txt");
    std::fs::write(&text, "Words stand here.").expect("written");
    files::dropped(&mut desk.window, vec![text.clone()]);
    desk.finish();
    assert_eq!(desk.document().project().head.title, "notes");
    assert!(desk.window.dialogs.is_open());
    let (one, two) = (desk.saved("one.Ron"), desk.saved("two.ron"));
    files::dropped(&mut desk.window, vec![one.clone(), text, two]);
    desk.finish();
    assert_eq!(desk.document().path.as_ref(), Some(&one));
    assert!(desk.said("drop the rest again: two.ron, notes.txt"));
}

#[test]
fn several_actions_of_a_frame_are_all_done_in_their_order() {
    let mut desk = desk();
    let all = claims(&mut desk);
    desk.window.outbox.send(Action::SelectClaims(vec![all[0].1]));
    desk.window.outbox.run(Command::ToggleDone);
    desk.window.outbox.send(Action::SelectClaims(vec![all[1].1]));
    run_actions(&mut desk.window, &desk.ctx);
    assert_eq!(desk.document().history.undo_label(), Some("Set status"));
    assert_eq!(desk.window.position.selected, [all[1].1]);
}
