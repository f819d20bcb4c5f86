//! The project or one article in figures: each drawn, and each a table that the keyboard and
//! a screen reader walk through. All is counted on threads; a frame shows the last counts.

mod bars;
mod chooser;
mod columns;
mod difference;
mod figures;
mod people;
#[cfg(test)]
mod tests;
mod tiles;

use std::collections::HashMap;

use egui::{Context, RichText, ScrollArea, Ui};

use crate::{
    analysis::overview::{Extent, Overview, Overviews},
    app::{
        action::Outbox,
        command::Command,
        scene::Scene,
        tasks::{Answer, Later},
        theme,
    },
    domain::{project::Project, ruling::Voice},
};

/// The narrowest that a figure is drawn, in points.
const NARROWEST: f32 = 430.0;

/// The room between figures, in points.
const GAP: f32 = 12.0;

/// The view of the figures.
#[derive(Debug, Default)]
pub struct DashboardView {
    extent: Extent,
    counted: Option<Counted>,
    coming: Option<Later<(Overviews, Counted)>>,
    /// What is remembered between counts, while no thread has it.
    kept: Overviews,
    /// Whether a thread was lost: it is not tried again.
    lost: bool,
    lists: Lists,
    chooser: chooser::Chooser,
    difference: difference::DifferenceTable,
}

/// An overview and what it was counted of.
#[derive(Debug)]
struct Counted {
    of: Project,
    extent: Extent,
    overview: Overview,
}

/// Where the keyboard is in each table.
#[derive(Debug, Default)]
struct Lists {
    cursors: HashMap<&'static str, usize>,
    /// The table and the line that were chosen last.
    chosen: Option<(&'static str, usize)>,
    /// The table that has the keyboard.
    focus: Option<&'static str>,
    /// The source or work of the line that was chosen last.
    voice: Option<Voice>,
}

impl DashboardView {
    /// What is shown: the project, or an article of it.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// The source or work that was chosen in a table.
    pub fn chosen_voice(&self) -> Option<Voice> {
        self.lists.voice
    }

    /// Brings the table of what is left into view.
    pub fn reveal_difference(&mut self) {
        self.difference.reveal();
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        self.follow(ui.ctx(), scene.project);
        ui.horizontal(|ui| {
            ui.heading("Dashboard");
            ui.add_space(8.0);
            if let Some(extent) = self.chooser.show(ui, scene, self.extent) {
                self.extent = extent;
            }
        });
        ui.add_space(4.0);
        if scene.project.claim_count() == 0 {
            empty(ui, scene, out);
            return;
        }
        ScrollArea::vertical().auto_shrink(false).id_salt("dashboard").show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 6.0);
            self.difference.show(ui, scene, out);
            let counted = self.counted.as_ref().filter(|c| c.extent == self.extent);
            let Some(counted) = counted else {
                ui.label(if self.lost {
                    "The figures could not be counted."
                } else {
                    "Counting…"
                });
                return;
            };
            let weighed = scene.tracing.weighed(self.extent);
            tiles::show(ui, scene.theme, &counted.overview, weighed);
            ui.add_space(GAP);
            let figures = figures::all(scene, self.extent, &counted.overview, weighed);
            let count = ((ui.available_width() + GAP) / (NARROWEST + GAP)).floor().clamp(1.0, 4.0);
            let heights: Vec<f32> = figures.iter().map(figures::Figure::height).collect();
            let lists = &mut self.lists;
            columns::show(ui, count as usize, GAP, &heights, |ui, at| {
                bars::figure(ui, scene, &figures[at], lists, out);
            });
        });
    }

    /// Counts what changed, on a thread.
    fn follow(&mut self, ctx: &Context, project: &Project) {
        match self.coming.as_ref().map(Later::look) {
            Some(Answer::Waiting) => return,
            Some(Answer::Ready((kept, counted))) => {
                self.kept = kept;
                self.counted = Some(counted);
            }
            Some(Answer::Lost) => self.lost = true,
            None => {}
        }
        self.coming = None;
        if self.extent.article().is_some_and(|id| project.article(id).is_none()) {
            self.extent = Extent::Project;
        }
        self.lists.voice = self.lists.voice.filter(|voice| match voice {
            Voice::Source(id) => project.source(*id).is_some(),
            Voice::Work(id) => project.work(*id).is_some(),
        });
        let extent = self.extent;
        let known = self.counted.as_ref();
        if self.lost || known.is_some_and(|c| c.extent == extent && c.of.same(project)) {
            return;
        }
        let (mut kept, of) = (std::mem::take(&mut self.kept), project.clone());
        self.coming = Later::start("Counting figures", ctx, move || {
            let overview = kept.overview(&of, extent);
            (kept, Counted { of, extent, overview })
        });
        self.lost = self.coming.is_none();
    }
}

/// What is to be seen here once there are claims.
fn empty(ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.25);
        ui.label(RichText::new("No claims to count yet").heading());
        theme::hint(
            ui,
            "Mark claims in an article, and say who stands behind them. Then this page shows how many origins they have, on which evidence and on whose voices they rest, how they were judged, and which parts of the text were looked at.",
        );
        ui.add_space(8.0);
        let way = if scene.project.articles.is_empty() {
            Command::AddArticles
        } else {
            Command::ShowReader
        };
        let name =
            if way == Command::ShowReader { "Go to the reader" } else { Command::AddArticles.name() };
        let can = way == Command::ShowReader || scene.editable;
        if ui.add_enabled(can, egui::Button::new(name)).on_hover_text(way.tooltip()).clicked() {
            out.run(way);
        }
    });
}
