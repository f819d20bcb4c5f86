use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

use super::*;
use crate::{
    analysis::{
        origins::tests::make::{Make, make},
        usage::UsageCache,
    },
    app::{action::Action, scene::AtRest, tracing::Tracing},
    domain::{
        assessment::{Assessment, Confidence},
        sample::{at, change, change_claim, id, project as sample},
        session::Session,
    },
};

struct Stage {
    view: DashboardView,
    project: Project,
    tracing: Tracing,
    usage: UsageCache,
    out: Outbox,
    theme: theme::Theme,
    ready: bool,
}

/// A window so high that all figures are in view.
fn harness(project: Project) -> Harness<'static, Stage> {
    harness_of(project, 3_600.0)
}

fn harness_of(project: Project, height: f32) -> Harness<'static, Stage> {
    let stage = Stage {
        view: DashboardView::default(),
        project,
        tracing: Tracing::default(),
        usage: UsageCache::default(),
        out: Outbox::default(),
        theme: theme::Theme::light(),
        ready: false,
    };
    let mut harness =
        Harness::builder().with_size([1000.0, height]).with_max_steps(32).build_ui_state(
            |ui, stage: &mut Stage| {
                if theme::in_the_first_frame(ui.ctx(), &mut stage.ready) {
                    return;
                }
                stage.tracing.want(Some(stage.view.extent()));
                stage.tracing.follow(ui.ctx(), &stage.project, None);
                let rest = AtRest::default();
                let scene = Scene {
                    tracing: &stage.tracing,
                    analyst: id("ann"),
                    theme: &stage.theme,
                    ..rest.scene(&stage.project, stage.usage.update(&stage.project))
                };
                stage.view.show(ui, &scene, &mut stage.out);
            },
            stage,
        );
    settle(&mut harness);
    harness
}

/// Steps until the threads are done.
fn settle(harness: &mut Harness<'_, Stage>) {
    for _ in 0..400 {
        harness.step();
        let stage = harness.state();
        let counted = stage.view.counted.as_ref();
        let is_counted = stage.project.claim_count() == 0
            || counted
                .is_some_and(|c| c.extent == stage.view.extent() && c.of.same(&stage.project));
        let extent = stage.view.extent();
        if is_counted && stage.tracing.weighed(extent).is_some() && stage.tracing.found().is_some()
        {
            harness.run();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the figures were not counted");
}

fn made() -> Make {
    let mut m = make()
        .claim("c", "a", &["anna"])
        .claim("d", "a", &["bob > anna"])
        .claim("e", "b", &["u-x"])
        .claim("f", "b", &[]);
    m.p.codebook = crate::domain::codebook::default_terms().into_iter().collect();
    m
}

fn line(harness: &Harness<'_, Stage>, start: &str) -> String {
    let found = harness.query_all_by_role(Role::ListBoxOption);
    let mut lines = found.filter_map(|node| node.accesskit_node().label());
    lines.find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line: {start}"))
}

#[test]
fn every_figure_is_a_table_with_its_numbers() {
    let mut m = made();
    let mut low = Assessment::new(id("j"), id("ann"), at(1));
    low.confidence = Some(Confidence::Low);
    change_claim(&mut m.p, "c", |c| c.assessments.push(low));
    let harness = harness(m.p);
    assert_eq!(line(&harness, "Low:"), "Low: judged 1, share 100 %");
    assert_eq!(line(&harness, "Claims not judged"), "Claims not judged: judged 3");
    assert_eq!(line(&harness, "1:"), "1: at most 2, shown 0");
    assert_eq!(line(&harness, "No chain"), "No chain: at most 1, shown 1");
    assert_eq!(line(&harness, "anna"), "anna: classes 2, share 66 %");
    assert_eq!(line(&harness, "No evidence yet"), "No evidence yet: claims 4");
    assert_eq!(line(&harness, "Unnamed last voices"), "Unnamed last voices: count 1, share 33 %");
    for title in ["Evidence kinds", "Origins per class", "Voices by role"] {
        harness.get_by_role_and_label(Role::ListBox, title);
    }
}

#[test]
fn a_project_without_claims_says_what_will_stand_here() {
    let mut harness = harness(make().article("a", "").p);
    harness.get_by_label("No claims to count yet");
    harness.get_by_role_and_label(Role::Button, "Go to the reader").click();
    harness.run();
    let actions = harness.state_mut().out.take();
    assert!(matches!(actions.as_slice(), [Action::Run(Command::ShowReader)]), "{actions:?}");
}

#[test]
fn one_article_is_chosen_by_its_title_and_shows_the_parts_of_its_text() {
    let mut m = made();
    change(&mut m.p.articles, id("b"), |a| {
        Arc::make_mut(&mut a.head).title = "گزارش پل".to_owned();
    });
    let mut harness = harness(m.p);
    harness.get_by_role_and_label(Role::ComboBox, "Figures of: Whole project").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "گزارش پل").click();
    harness.run();
    assert_eq!(harness.state().view.extent(), Extent::Article(id("b")));
    settle(&mut harness);
    harness.get_by_role_and_label(Role::ListBox, "Coverage over the text");
    harness.get_by_role_and_label(Role::Image, "Coverage of 1 part of the text");
    assert_eq!(line(&harness, "0–"), "0–100 % of the text: covered 1, sentences 1, share 100 %");
    assert_eq!(line(&harness, "No evidence yet"), "No evidence yet: claims 2");
}

#[test]
fn the_keyboard_walks_through_a_table_and_enter_goes_to_what_a_line_is_about() {
    let mut harness = harness(made().p);
    let first = line(&harness, "anna");
    harness.get_by_role_and_label(Role::ListBoxOption, &first).click();
    harness.run();
    assert_eq!(harness.state().view.chosen_voice(), Some(Voice::Source(id("anna"))));
    harness.key_press(egui::Key::Enter);
    harness.run();
    let actions = harness.state_mut().out.take();
    assert!(matches!(actions.as_slice(), [Action::ShowSource(_)]), "{actions:?}");
    harness.key_press(egui::Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().view.chosen_voice(), None, "the rest is no voice");
}

#[test]
fn the_wheel_over_a_drawing_scrolls_the_page() {
    let mut harness = harness_of(sample(), 600.0);
    let title = |harness: &Harness<'_, Stage>| {
        harness.get_by_role_and_label(Role::ListBox, "Origins per class").rect()
    };
    let before = title(&harness);
    harness.event(egui::Event::PointerMoved(before.center()));
    harness.step();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        source: egui::MouseWheelSource::Wheel,
        delta: egui::vec2(0.0, -120.0),
        phase: egui::TouchPhase::Move,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run();
    assert!(title(&harness).top() < before.top() - 50.0, "{:?}", title(&harness));
}

#[test]
fn what_is_discounted_is_at_the_top_of_no_class_and_what_remains_is_a_table() {
    let mut harness = harness(made().p);
    harness.state_mut().tracing.toggle(Voice::Source(id("anna")));
    for _ in 0..400 {
        harness.step();
        let stage = harness.state();
        let weighed = stage.tracing.weighed(stage.view.extent());
        let follows = weighed.is_some_and(|weighed| weighed.balance.top.is_empty());
        if follows && !stage.tracing.differences().is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    settle(&mut harness);
    harness.run();
    assert_eq!(line(&harness, "Classes past them"), "Classes past them: classes 1, share 100 %");
    let hit = line(&harness, "Rests on nothing");
    assert!(hit.contains("at most 1 → 0") && hit.contains("citations 1 → 0"), "{hit}");
    harness.get_by_role_and_label(Role::ListBoxOption, &hit).click();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let actions = harness.state_mut().out.take();
    assert!(actions.iter().any(|a| matches!(a, Action::JumpToClaim(_))), "{actions:?}");
}

#[test]
fn a_thousand_sessions_are_listed_and_only_the_last_are_drawn() {
    let mut m = made();
    for n in 0..1_000 {
        let session = Session {
            id: id(&format!("s{n:04}")),
            by: id("ann"),
            started: at(n * 100),
            ended: Some(at(n * 100 + 50)),
            opened: vec![],
        };
        m.p.sessions.put(Arc::new(session));
    }
    let harness = harness(m.p);
    harness.get_by_label_contains("The last 200 sessions are drawn");
}
