//! Found by role and label, as who uses the panel finds it.

use egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    analysis::usage::UsageCache,
    app::{
        scene::AtRest,
        theme::{self as look, Theme},
    },
    domain::{
        edit::{Edit, apply},
        project::Project,
        sample::{article, project as sample},
        time::Timestamp,
    },
};

struct Stage {
    panel: ArticlesPanel,
    project: Project,
    editable: bool,
    shown: Option<ArticleId>,
    usage: UsageCache,
    out: Outbox,
    actions: Vec<Action>,
    fonts: bool,
}

fn harness(project: Project, editable: bool) -> Harness<'static, Stage> {
    let stage = Stage {
        panel: ArticlesPanel::default(),
        project,
        editable,
        shown: None,
        usage: UsageCache::default(),
        out: Outbox::default(),
        actions: Vec::new(),
        fonts: false,
    };
    let mut harness = Harness::builder().with_size([300.0, 600.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if look::in_the_first_frame(ui.ctx(), &mut stage.fonts) {
                return;
            }
            let rest = AtRest::default();
            let scene = Scene {
                editable: stage.editable,
                article: stage.shown,
                analyst: "ana".parse().expect("an id"),
                theme: &Theme::of(ui.visuals()),
                ..rest.scene(&stage.project, stage.usage.update(&stage.project))
            };
            stage.panel.show(ui, &scene, &mut stage.out);
            stage.actions.extend(stage.out.take());
        },
        stage,
    );
    harness.run_steps(4);
    harness
}

fn shown(harness: &mut Harness<'_, Stage>) -> Option<ArticleId> {
    let actions = std::mem::take(&mut harness.state_mut().actions);
    actions.into_iter().find_map(|a| match a {
        Action::ShowArticle(id) => Some(id),
        _ => None,
    })
}

#[test]
fn without_articles_it_says_how_to_come_to_some() {
    let project = Project::new("Empty", Timestamp::from_unix_seconds(0));
    let mut harness = harness(project, true);
    harness.get_by_label("No articles yet.");
    harness.get_by_role_and_label(Role::Button, "Add articles…").click();
    harness.run_steps(2);
    assert!(matches!(harness.state().actions.as_slice(), [Action::Run(Command::AddArticles)]));
}

#[test]
fn reading_only_adds_nothing() {
    let project = Project::new("Empty", Timestamp::from_unix_seconds(0));
    let mut harness = harness(project, false);
    harness.get_by_role_and_label(Role::Button, "Add articles…").click();
    harness.run_steps(2);
    assert!(harness.state().actions.is_empty());
}

#[test]
fn a_click_shows_an_article_and_so_do_arrows_and_enter() {
    let mut harness = harness(sample(), true);
    let order: Vec<_> = harness.state().panel.order.iter().map(|l| l.id).collect();
    assert!(order.len() >= 2);
    let rows: Vec<_> = harness.get_all_by_role(Role::ListBoxOption).collect();
    rows[1].click();
    drop(rows);
    harness.run_steps(3);
    assert_eq!(shown(&mut harness), Some(order[1]));
    harness.state_mut().shown = Some(order[1]);
    harness.run_steps(2);
    harness.key_press(Key::ArrowUp);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(shown(&mut harness), Some(order[0]));
}

#[test]
fn what_is_superseded_stands_last_and_says_so() {
    let project = Project::new("Two", Timestamp::from_unix_seconds(0));
    let old = article("x1", "Old words.");
    let id = old.id;
    let mut new = article("x2", "New words.");
    std::sync::Arc::make_mut(&mut new.head).title = "Zeta".to_owned();
    let (project, _) = apply(&project, Edit::AddArticle(Box::new(old))).expect("valid");
    let revise = Edit::Revise { superseded: id, revision: Box::new(new), claims: Vec::new() };
    let (project, _) = apply(&project, revise).expect("valid");
    let harness = harness(project, true);
    let order = &harness.state().panel.order;
    assert_eq!((order[1].id, order[1].superseded, order[0].superseded), (id, true, false));
    harness.get_by_label("Article Title of x1, no claims, superseded");
}
