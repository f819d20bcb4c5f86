//! The layout of the window: bar, banners, panels, status, and what fills the middle.

mod banners;
mod centre;
mod compare;
mod hover;
mod notes;
mod top_bar;

pub use centre::Reading;

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use super::{
    dispatch::commands::environment, panels::status::StatusInfo, scene::Scene, state::View,
    tasks::work::Outcome, theme::Theme, window::Window,
};

/// The narrowest the side panels can be dragged, in points.
const MIN_SIDE: f32 = 220.0;

/// Paints the window.
pub fn show(window: &mut Window, ui: &mut Ui) {
    let theme = Theme::of(ui.visuals());
    let env = environment(window);
    top_bar::show(window, ui, &env, &theme);
    if window.document.is_none() {
        start_page(window, ui, &theme);
    } else {
        banners::show(window, ui, &theme);
        with_project(window, ui, &theme);
    }
    dialogs(window, ui, &env, &theme);
    let over_dialog = window.dialogs.is_open();
    if let Some(text) = window.messages.show(ui.ctx(), &theme, over_dialog) {
        ui.ctx().copy_text(text);
    }
}

fn panel_frame(theme: &Theme) -> Frame {
    Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(10, 8))
}

fn start_page(window: &mut Window, ui: &mut Ui, theme: &Theme) {
    let frame = Frame::new().fill(theme.paper).inner_margin(24);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        if window.opening.is_some() {
            ui.centered_and_justified(|ui| ui.label("Opening the project…"));
            return;
        }
        let Window { panels, settings, recoveries, outbox, clock, .. } = window;
        ScrollArea::vertical().show(ui, |ui| {
            panels.start.show(ui, theme, settings, recoveries, clock.now(), outbox);
        });
    });
}

fn with_project(window: &mut Window, ui: &mut Ui, theme: &Theme) {
    let now = window.clock.now();
    let Window {
        document,
        position,
        settings,
        panels,
        usage,
        tracing,
        outbox,
        tasks,
        reading,
        searching,
        ..
    } = window;
    let Some(document) = document else { return };
    let project = document.project().clone();
    position.settle_sides(&project);
    // Counted only where it is shown: an edit in the reader need not wait for it.
    let usage = match position.view {
        View::Sources => usage.follow(ui.ctx(), &project),
        _ => usage.last(),
    };
    let selection = position.selection().filter(|s| !s.is_empty());
    let selected = position.selected.clone();
    let last_chain = position.last_chain.clone();
    tracing.want((position.view == View::Dashboard).then(|| panels.dashboard.extent()));
    tracing.follow(ui.ctx(), &project, selected.first().copied());
    let tracing = &*tracing;
    let scene = Scene {
        project: &project,
        editable: document.is_editable(),
        usage,
        tracing,
        article: position.article,
        selected: &selected,
        selection,
        analyst: document.analyst,
        now,
        theme,
        settings,
        last_chain: last_chain.as_deref(),
    };
    let info = StatusInfo {
        unsaved: document.needs_saving(),
        saving: document.saving.is_some(),
        never_saved: document.path.is_none(),
        session_started: document.session.started,
        tasks: tasks.running(),
    };
    Panel::bottom("status")
        .frame(Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(10, 4)))
        .show(ui, |ui| panels.status.show(ui, &scene, &info, outbox));
    let in_reader = position.view == View::Reader;
    if in_reader && settings.left_panel {
        Panel::left("articles and claims")
            .default_size(290.0)
            .size_range(MIN_SIDE..=520.0)
            .frame(panel_frame(theme))
            .show(ui, |ui| {
                panels.articles.show(ui, &scene, outbox);
                ui.separator();
                panels.claims.show(ui, &scene, outbox);
            });
    }
    let in_compare = position.view == View::Compare;
    if (in_reader && settings.right_panel) || (in_compare && position.sides.panel) {
        Panel::right("claim")
            .default_size(392.0)
            .size_range(320.0..=620.0)
            .frame(panel_frame(theme))
            .show(ui, |ui| panels.claim.show(ui, &scene, outbox));
    }
    if let Some(job) = panels.claims.wanted(&project) {
        let project = project.clone();
        *searching = Some(tasks.spawn("Searching claims", false, move |_| {
            Outcome::Searched(Box::new(job.run(&project)))
        }));
    }
    if in_compare {
        compare::work(tasks, &project, position, &mut panels.compare);
    }
    let bare = in_reader || in_compare || position.view == View::Origins;
    let fill = if bare { theme.paper } else { theme.panel };
    let margin = if bare { Margin::ZERO } else { Margin::symmetric(16, 12) };
    let frame = Frame::new().fill(fill).inner_margin(margin);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| match position.view {
        View::Reader => centre::reader(ui, &scene, position, reading, outbox),
        View::Compare => {
            let compare = (&mut panels.compare, tasks.running());
            compare::show(ui, &scene, position, reading, compare, outbox);
        }
        View::References => panels.references.show(ui, &scene, outbox),
        View::Sources => panels.sources.show(ui, &scene, outbox),
        View::Findings => panels.findings.show(ui, &scene, outbox),
        View::Dashboard => panels.dashboard.show(ui, &scene, outbox),
        View::Queue => panels.queue.show(ui, &scene, outbox),
        View::Codebook => panels.codebook.show(ui, &scene, outbox),
        View::Origins => panels.origins.show(ui, &scene, outbox),
    });
}

fn dialogs(window: &mut Window, ui: &mut Ui, env: &super::command::Environment, theme: &Theme) {
    let now = window.clock.now();
    let project = window.document.as_ref().map(|d| d.project().clone());
    let by = window.document.as_ref().map(|d| (d.analyst, d.violations.as_slice()));
    let around = super::dialogs::Around {
        project: project.as_ref(),
        analyst: by.map(|(analyst, _)| analyst),
        violations: by.map_or(&[], |(_, violations)| violations),
        env,
        settings: &window.settings,
        theme,
        now,
    };
    window.dialogs.show(ui.ctx(), &around, &mut window.outbox);
}
