//! Found by role and label, as who uses the panel finds it.

mod narrowing;

use crate::domain::vocabulary::Vocabulary as _;
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    analysis::usage::UsageCache,
    app::{
        action::Action,
        scene::AtRest,
        theme::{self as look, Theme},
    },
    domain::{
        article::Article,
        ids::{IdSource as _, SeededIds},
        sample,
        time::Timestamp,
    },
};

struct Stage {
    panel: ClaimsPanel,
    project: Project,
    selected: Vec<ClaimId>,
    usage: UsageCache,
    out: Outbox,
    actions: Vec<Action>,
    fonts: bool,
}

/// A project with one article of so many claims.
fn project(n: usize) -> Project {
    let words: Vec<String> = (0..n).map(|i| format!("word{i}.")).collect();
    let mut ids = SeededIds(5);
    let mut article: Article = sample::article("long", &words.join(" "));
    let mut start = 0;
    let claims = words.iter().map(|word| {
        let span = crate::domain::span::Span::new(start, start + word.len() as u32);
        start = span.end + 1;
        let anchor = crate::domain::anchor::Anchor::new(&article.text, span).expect("inside");
        let by = "ana".parse().expect("an id");
        crate::domain::claim::Claim::new(ids.id(), anchor, by, Timestamp::from_unix_seconds(0))
    });
    article.claims = claims.collect();
    let mut project = Project::new("Many", Timestamp::from_unix_seconds(0));
    project.articles = [article].into_iter().collect();
    project.index_claims();
    project
}

fn harness(project: Project) -> Harness<'static, Stage> {
    let stage = Stage {
        panel: ClaimsPanel::default(),
        project,
        selected: Vec::new(),
        usage: UsageCache::default(),
        out: Outbox::default(),
        actions: Vec::new(),
        fonts: false,
    };
    let mut harness = Harness::builder().with_size([320.0, 600.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            if look::in_the_first_frame(ui.ctx(), &mut stage.fonts) {
                return;
            }
            let rest = AtRest::default();
            let scene = Scene {
                article: stage.project.articles.iter().next().map(|a| a.id),
                selected: &stage.selected,
                analyst: "ana".parse().expect("an id"),
                theme: &Theme::of(ui.visuals()),
                ..rest.scene(&stage.project, stage.usage.update(&stage.project))
            };
            stage.panel.show(ui, &scene, &mut stage.out);
            for action in stage.out.take() {
                // As the window acts on it.
                match &action {
                    Action::JumpToClaim(id) => stage.selected = vec![*id],
                    Action::SelectClaims(ids) => stage.selected.clone_from(ids),
                    Action::ToggleClaim(id) if stage.selected.contains(id) => {
                        stage.selected.retain(|s| s != id);
                    }
                    Action::ToggleClaim(id) => stage.selected.push(*id),
                    _ => {}
                }
                stage.actions.push(action);
            }
        },
        stage,
    );
    harness.run_steps(4);
    harness
}

fn row(at: usize) -> String {
    format!("Claim: word{at}., draft")
}

fn press(harness: &mut Harness<'_, Stage>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(3);
}

/// The numbers of the selected claims.
fn selected(harness: &Harness<'_, Stage>) -> Vec<usize> {
    let stage = harness.state();
    let all: Vec<_> = stage.project.claims().map(|(_, c)| c.id).collect();
    let place = |id: &ClaimId| all.iter().position(|c| c == id).expect("is there");
    stage.selected.iter().map(place).collect()
}

#[test]
fn without_claims_it_says_how_to_make_one() {
    let harness = harness(project(0));
    harness.get_by_label("No claims yet. Select words in the text and press C.");
}

#[test]
fn a_click_jumps_control_adds_and_shift_takes_all_between() {
    let mut harness = harness(project(40));
    harness.get_by_role_and_label(Role::ListBoxOption, &row(1)).click();
    harness.run_steps(3);
    assert_eq!(selected(&harness), [1]);
    harness.get_by_role_and_label(Role::ListBoxOption, &row(3)).click_modifiers(Modifiers::COMMAND);
    harness.run_steps(3);
    assert_eq!(selected(&harness), [1, 3]);
    harness.get_by_role_and_label(Role::ListBoxOption, &row(5)).click_modifiers(Modifiers::SHIFT);
    harness.run_steps(3);
    assert_eq!(selected(&harness), [5, 4, 3]);
}

#[test]
fn the_arrows_move_through_the_list_and_the_row_comes_into_view() {
    let mut harness = harness(project(400));
    harness.get_by_role_and_label(Role::ListBox, "Claims").focus();
    harness.run_steps(2);
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(selected(&harness), [2]);
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(selected(&harness), [399]);
    harness.run_steps(20);
    harness.get_by_role_and_label(Role::ListBoxOption, &row(399));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowUp);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(selected(&harness), [397, 398, 399]);
}

#[test]
fn words_narrow_the_list_and_clearing_brings_all_back() {
    let mut harness = harness(project(40));
    harness.get_by_role_and_label(Role::TextInput, "Search claims").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("word17".into()));
    harness.run_steps(3);
    assert_eq!(harness.state().panel.result.claims.len(), 1);
    harness.get_by_label("Claims · 1 of 40");
    harness.get_by_role_and_label(Role::Button, "Clear filters").click();
    harness.run_steps(3);
    assert_eq!(harness.state().panel.result.claims.len(), 40);
}

#[test]
fn a_filter_lists_its_values_with_their_counts() {
    let mut harness = harness(sample::project());
    harness.get_by_role_and_label(Role::Button, "All articles").click();
    harness.run_steps(3);
    let all = harness.state().panel.result.claims.len();
    harness.get_by_role_and_label(Role::Button, "Filters").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Filter by status").click();
    harness.run_steps(4);
    let (status, n) = harness.state().panel.result.facets.statuses[0];
    let name = format!("{} · {n}", status.label());
    harness.get_by_role_and_label(Role::CheckBox, &name).click();
    harness.run_steps(3);
    assert_eq!(harness.state().panel.filter.statuses, [status]);
    assert_eq!(harness.state().panel.result.claims.len(), n as usize);
    assert!(all >= n as usize);
}

#[test]
fn all_articles_can_be_narrowed_to_some_of_them() {
    let mut harness = harness(sample::project());
    harness.get_by_role_and_label(Role::Button, "Filters").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("Filter by article").is_none());
    harness.get_by_role_and_label(Role::Button, "All articles").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Filter by article").click();
    harness.run_steps(4);
    let (article, n) = harness.state().panel.result.facets.articles[0];
    let title = harness.state().project.article(article).expect("there").title().to_owned();
    harness.get_by_role_and_label(Role::CheckBox, &format!("{title} · {n}")).click();
    harness.run_steps(3);
    assert_eq!(harness.state().panel.filter.articles, [article]);
    assert_eq!(harness.state().panel.result.claims.len(), n as usize);
}

#[test]
fn many_claims_are_searched_elsewhere_once_per_question() {
    let project = project(AT_ONCE + 1);
    let mut panel = ClaimsPanel::default();
    panel.search_at_once(&project);
    assert!(panel.answered.is_none());
    let job = panel.wanted(&project).expect("there is a question");
    assert!(panel.wanted(&project).is_none(), "one search at a time");
    panel.found(job.run(&project));
    assert_eq!(panel.result.claims.len(), AT_ONCE + 1);
    assert!(panel.wanted(&project).is_none(), "it is answered");
    panel.filter.text = "word7.".to_owned();
    assert!(panel.wanted(&project).is_some(), "another question");
}
