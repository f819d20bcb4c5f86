use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    analysis::usage::UsageCache,
    app::scene::AtRest,
    domain::{project::Project, sample::project as sample, time::Timestamp},
};

struct Stage {
    view: QueueView,
    project: Project,
    out: Outbox,
    usage: UsageCache,
}

fn harness(project: Project) -> Harness<'static, Stage> {
    let stage = Stage {
        view: QueueView::default(),
        project,
        out: Outbox::default(),
        usage: UsageCache::default(),
    };
    Harness::builder().with_size([900.0, 600.0]).build_ui_state(
        |ui, stage: &mut Stage| {
            let rest = AtRest::default();
            let scene = Scene {
                analyst: "ana".parse().expect("an id"),
                ..rest.scene(&stage.project, stage.usage.update(&stage.project))
            };
            stage.view.show(ui, &scene, &mut stage.out);
        },
        stage,
    )
}

#[test]
fn an_empty_queue_says_that_nothing_is_left() {
    let project = Project::new("Empty", Timestamp::from_unix_seconds(0));
    let harness = harness(project);
    harness.get_by_label("No open to-dos. Press T on a claim to note one.");
}

#[test]
fn a_to_do_is_ticked_off_and_its_line_is_a_jump() {
    let mut project = sample();
    let mut todo = (**project.todos.iter().next().expect("the sample has a to-do")).clone();
    todo.done = None;
    project = crate::domain::edit::apply(&project, Edit::PutTodo(todo)).expect("valid").0;
    let mut harness = harness(project);
    let item = {
        let project = &harness.state().project;
        let item = *queue(project).todos.first().expect("the sample has an open to-do");
        item.title(project)
    };
    harness.get_by_role_and_label(egui::accesskit::Role::Button, &item).click();
    harness.run();
    assert_eq!(harness.state_mut().out.take().len(), 1);
    let tick = format!("Done: {item}");
    harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, &tick).click();
    harness.run();
    let actions = harness.state_mut().out.take();
    assert!(
        actions
            .iter()
            .any(|a| matches!(a, Action::Edit { edit: Edit::PutTodo(t), .. } if t.done.is_some())),
        "{actions:?}"
    );
}

#[test]
fn every_part_can_be_shown() {
    let mut harness = harness(sample());
    for part in Part::ALL {
        let n = part.items(&queue(&harness.state().project)).len();
        let label = format!("{}  {n}", part.title());
        harness.get_by_role_and_label(egui::accesskit::Role::Button, &label).click();
        harness.run();
        harness.get_by_label(part.explained());
    }
}

fn open_todo() -> Project {
    let project = sample();
    let mut todo = (**project.todos.iter().next().expect("the sample has a to-do")).clone();
    todo.done = None;
    crate::domain::edit::apply(&project, Edit::PutTodo(todo)).expect("valid").0
}

fn click(harness: &mut Harness<'_, Stage>, label: &str) {
    harness.get_by_role_and_label(egui::accesskit::Role::Button, label).click();
    harness.run();
}

#[test]
fn a_to_do_is_reworded_and_escape_leaves_it_as_it_was() {
    let mut harness = harness(open_todo());
    let project = harness.state().project.clone();
    let item = *queue(&project).todos.first().expect("an open to-do");
    let name = format!("Reword: {}", item.title(&project));
    for (keys, stored) in [(egui::Key::Escape, false), (egui::Key::Enter, true)] {
        click(&mut harness, &name);
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        harness.run();
        harness.event(egui::Event::Text("Ask the archive".to_owned()));
        harness.run();
        harness.key_press(keys);
        harness.run();
        let actions = harness.state_mut().out.take();
        let reworded = actions.iter().any(|action| {
            matches!(action, Action::Edit { edit: Edit::PutTodo(todo), .. }
                if todo.text == "Ask the archive" && todo.done.is_none())
        });
        assert_eq!(reworded, stored, "{actions:?}");
    }
}

#[test]
fn a_chain_not_followed_and_a_quotation_to_check_lead_to_their_own_step() {
    let mut harness = harness(many_chains(3));
    click(&mut harness, "Chains not followed  3");
    harness.key_press(egui::Key::Enter);
    harness.run();
    let actions = harness.state_mut().out.take();
    let expected = queue(&harness.state().project).not_followed[0];
    let QueueTask::Follow { claim, chain } = expected.task else { panic!("{expected:?}") };
    assert!(
        matches!(actions.as_slice(), [Action::JumpToStep { claim: to, chain: of, hop: None }]
            if *to == claim && *of == chain),
        "{actions:?}"
    );
}

/// A project with this many claims whose chains nobody followed.
fn many_chains(count: u32) -> Project {
    use crate::domain::{
        chain::{Chain, Hop},
        sample::{anchor, id},
    };
    let mut project = sample();
    for (_, claim) in sample().claims() {
        let remove = Edit::RemoveClaims(vec![claim.id]);
        project = crate::domain::edit::apply(&project, remove).expect("valid").0;
    }
    let article = project.article(id("a1")).expect("is there").clone();
    let mut edits = Vec::new();
    for at in 0..count {
        let words = anchor(&article.text, "The bridge");
        let by = id("ann");
        let made = Timestamp::from_unix_seconds(i64::from(at));
        let mut claim =
            crate::domain::claim::Claim::new(id(&format!("many{at:04}")), words, by, made);
        let hop = Hop { sources: vec![id("courier")], ..Hop::default() };
        claim.chains = vec![Chain::new(id(&format!("chain{at:04}")), vec![hop], by, made)];
        edits.push(Edit::PutClaim { article: article.id, claim: Box::new(claim) });
    }
    crate::domain::edit::apply(&project, Edit::Batch(edits)).expect("valid").0
}

#[test]
fn the_line_that_arrows_choose_is_in_view() {
    let mut harness = harness(many_chains(60));
    click(&mut harness, "Chains not followed  60");
    for key in [egui::Key::End, egui::Key::PageUp, egui::Key::Home, egui::Key::PageDown] {
        harness.key_press(key);
        harness.run();
        let at = harness.state().view.chosen;
        let shown = harness.state().view.shown.clone();
        assert!(shown.contains(&at), "{key:?}: {at} of {shown:?}");
    }
    assert!(harness.state().view.chosen > 3);
}

/// The first claim of a project of [`many_chains`], whose step quotes a work unchecked.
fn unchecked() -> Project {
    use crate::domain::{chain::QuotationForm, sample};
    let mut project = many_chains(2);
    sample::change_claim(&mut project, "many0001", |claim| {
        let first = claim.chains[0].hops[0].clone();
        let mut quoting = first.clone();
        quoting.form = QuotationForm::Direct;
        quoting.work = Some(sample::id("story"));
        claim.chains[0].hops = vec![first, quoting];
    });
    project
}

#[test]
fn a_quotation_to_check_leads_to_its_step() {
    let mut harness = harness(unchecked());
    click(&mut harness, "Quotations not checked  1");
    harness.get_by_label_contains("Check step 2 against the original");
    let item = queue(&harness.state().project).unchecked[0];
    let title = item.title(&harness.state().project);
    click(&mut harness, &title);
    let actions = harness.state_mut().out.take();
    let (claim, chain) = ("many0001".parse().expect("valid"), "chain0001".parse().expect("valid"));
    assert!(
        matches!(actions.as_slice(), [Action::JumpToStep { claim: to, chain: of, hop: Some(1) }]
            if *to == claim && *of == chain),
        "{actions:?}"
    );
}

#[test]
fn a_to_do_about_a_source_a_work_or_an_article_leads_there() {
    use crate::domain::{sample::id, todo::TodoKind};
    let mut project = sample();
    let todos: Vec<_> = project.todos.iter().map(|todo| todo.id).collect();
    let mut edits: Vec<Edit> = todos.into_iter().map(Edit::RemoveTodo).collect();
    let abouts = [
        // Merged into another: the jump leads to what it is now.
        TodoAbout::Source(id("old-minister")),
        TodoAbout::Work(id("book")),
        TodoAbout::Article(id("a2")),
        TodoAbout::Claim(id("hurt")),
    ];
    for (n, about) in abouts.into_iter().enumerate() {
        let (by, at) = (id("ann"), Timestamp::from_unix_seconds(n as i64));
        let text = format!("look at it {n}");
        let kind = TodoKind::Verify;
        edits.push(Edit::PutTodo(Todo {
            id: id(&format!("t{n}9")),
            about,
            kind,
            text,
            by,
            at,
            done: None,
        }));
    }
    project = crate::domain::edit::apply(&project, Edit::Batch(edits)).expect("valid").0;
    let items = queue(&project).todos;
    assert_eq!(items.len(), 4);
    let mut harness = harness(project);
    for item in items {
        let title = item.title(&harness.state().project);
        click(&mut harness, &title);
        let actions = harness.state_mut().out.take();
        let QueueTask::Todo { todo, .. } = item.task else { panic!("{item:?}") };
        let led = match (todo.as_str(), actions.as_slice()) {
            ("t09", [Action::ShowSource(to)]) => *to == id("minister"),
            ("t19", [Action::ShowWork(to)]) => *to == id("book"),
            ("t29", [Action::ShowArticle(to)]) => *to == id("a2"),
            ("t39", [Action::JumpToClaim(to)]) => *to == id("hurt"),
            _ => false,
        };
        assert!(led, "{todo}: {actions:?}");
    }
}
