//! Where the claims come from, as a graph: articles at the left, last voices at the right,
//! and as a table of the same. A frame paints what is in view; a thread lays it out
//! (`asked`), and `picture` saves it.

mod asked;
mod camera;
mod canvas;
mod ink;
mod legend;
mod paint;
pub mod picture;
mod raster;
mod search;
mod side;
mod table;
#[cfg(test)]
mod tests;
mod toolbar;
mod words;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use self::{
    asked::{Follow, Part, Question},
    camera::Camera,
    search::Search,
    table::Order,
};
use super::{action::Outbox, command::Command, scene::Scene, theme};
use crate::{
    analysis::graph::{
        NodeKey,
        layout::{PlaceKey, Ways},
    },
    domain::ruling::Voice,
};

pub use asked::Drawn;

/// The width of what is told of the chosen place, in points.
const SIDE: f32 = 308.0;

/// The view of origins.
#[derive(Default)]
pub struct OriginsView {
    follow: Follow,
    question: Question,
    camera: Camera,
    /// The part of the project that the camera was fitted to.
    fitted: Option<Part>,
    /// Whether all is to be shown in the next frame.
    fit: bool,
    chosen: Option<PlaceKey>,
    hovered: Option<usize>,
    /// The ways through a place of a drawing.
    ways: Option<(Arc<Drawn>, usize, Ways)>,
    search: Search,
    as_table: bool,
    order: Order,
    /// Whether the chosen line of the table is to be brought into view.
    reveal: bool,
    legend_open: bool,
}

impl OriginsView {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        self.question.alleged = scene.tracing.alleged;
        self.forget(scene);
        if self.question.discount != scene.tracing.discount {
            self.question.discount.clone_from(&scene.tracing.discount);
        }
        self.follow.follow(ui.ctx(), scene.project, &self.question);
        let strip = Frame::new().fill(scene.theme.panel).inner_margin(Margin::symmetric(10, 6));
        Panel::top("origins tools").frame(strip).show(ui, |ui| self.toolbar(ui, scene, out));
        let Some(drawn) = self.follow.last().map(Arc::clone) else {
            // The first drawing is there in a moment.
            CentralPanel::default()
                .frame(Frame::new().fill(scene.theme.paper))
                .show(ui, |ui| ui.centered_and_justified(|ui| ui.label("Drawing the graph…")));
            return;
        };
        if self.follow.is_current(scene.project, &self.question)
            && self.chosen.is_some_and(|key| drawn.layout.position(key).is_none())
        {
            self.chosen = None;
        }
        if drawn.layout.places.is_empty() {
            let paper = Frame::new().fill(scene.theme.paper);
            CentralPanel::default().frame(paper).show(ui, |ui| self.empty(ui, &drawn, out));
            return;
        }
        if let Some(place) = self.chosen_place(&drawn) {
            Panel::right("origins side")
                .frame(Frame::new().fill(scene.theme.panel).inner_margin(Margin::symmetric(12, 8)))
                .resizable(true)
                .default_size(SIDE)
                .size_range(240.0..=520.0)
                .show(ui, |ui| self.side(ui, scene, &drawn, place, out));
        }
        let (fill, margin) = if self.as_table {
            (scene.theme.panel, Margin::symmetric(12, 6))
        } else {
            (scene.theme.paper, Margin::ZERO)
        };
        let frame = Frame::new().fill(fill).inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            if self.as_table {
                self.table(ui, scene, &drawn, out);
            } else {
                self.canvas(ui, scene, &drawn);
            }
        });
    }

    /// What is gone can't be asked for any more.
    fn forget(&mut self, scene: &Scene<'_>) {
        let (part, project) = (&mut self.question.part, scene.project);
        part.article.take_if(|id| project.article(*id).is_none());
        part.class.take_if(|id| project.claim(*id).is_none());
        part.analyst.take_if(|id| project.analyst(*id).is_none());
        part.around.take_if(|key| match *key {
            NodeKey::Article(id) => project.article(id).is_none(),
            NodeKey::Claim(id) => project.claim(id).is_none(),
            NodeKey::Work(id) => project.work(id).is_none(),
            NodeKey::Source(id) => project.source(id).is_none(),
        });
    }

    fn empty(&mut self, ui: &mut Ui, drawn: &Drawn, out: &mut Outbox) {
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.3);
            if drawn.part.is_filtered() {
                ui.heading("Nothing passes the filters");
                theme::hint(ui, "No claim that the filters leave has a chain.");
                ui.add_space(8.0);
                if ui.button("Clear filters").clicked() {
                    self.question.part = Part::default();
                }
                return;
            }
            ui.heading("No claim tells where it comes from yet");
            theme::hint(
                ui,
                "Name the sources of claims, and the graph shows here through whom each came: \
                 articles at the left, the last voices at the right.",
            );
            ui.add_space(8.0);
            if ui.button("Go to the article").clicked() {
                out.run(Command::ShowReader);
            }
        });
    }

    /// Where the chosen place is in a drawing.
    fn chosen_place(&self, drawn: &Drawn) -> Option<usize> {
        drawn.layout.position(self.chosen?)
    }

    /// The ways through a place, kept until another is asked for.
    fn follow_ways(&mut self, drawn: &Arc<Drawn>, place: Option<usize>) {
        let Some(place) = place else {
            self.ways = None;
            return;
        };
        let known = self.ways.as_ref();
        if known.is_none_or(|(of, at, _)| *at != place || !Arc::ptr_eq(of, drawn)) {
            let ways = drawn.layout.ways_through(&drawn.graph, place);
            self.ways = Some((Arc::clone(drawn), place, ways));
        }
    }

    /// Gives the keyboard to the field in which names are looked for.
    pub fn open_find(&mut self) {
        self.search.wants_focus = true;
    }

    /// Whether a place is chosen.
    pub fn has_chosen(&self) -> bool {
        self.follow.last().is_some_and(|drawn| self.chosen_place(drawn).is_some())
    }

    /// Whether there is something to be seen, and saved.
    pub fn has_drawing(&self) -> bool {
        self.follow.last().is_some_and(|drawn| !drawn.layout.places.is_empty())
    }

    /// Whether the neighbourhood of a node is shown.
    pub fn is_near(&self) -> bool {
        self.question.part.around.is_some()
    }

    /// Whether the drawing is still being made.
    pub fn is_drawing(&self, scene: &crate::domain::project::Project) -> bool {
        !self.follow.is_current(scene, &self.question)
    }

    /// What is shown now.
    pub fn drawn(&self) -> Option<&Arc<Drawn>> {
        self.follow.last()
    }

    /// The chosen source or work.
    pub fn chosen_voice(&self) -> Option<Voice> {
        match self.chosen? {
            PlaceKey::Node(NodeKey::Source(id)) => Some(Voice::Source(id)),
            PlaceKey::Node(NodeKey::Work(id)) => Some(Voice::Work(id)),
            _ => None,
        }
    }

    /// Chooses the place of a node.
    pub fn choose(&mut self, key: NodeKey) {
        self.chosen = Some(PlaceKey::Node(key));
        self.reveal = true;
    }

    /// Shows all of it.
    pub fn show_all(&mut self) {
        self.fit = true;
    }

    /// Shows the picture or the table.
    pub fn toggle_table(&mut self) {
        self.as_table ^= true;
        self.reveal = true;
    }

    /// Shows the chosen node with its neighbours, or everything again.
    pub fn toggle_neighbourhood(&mut self) {
        let part = &mut self.question.part;
        part.around = match (part.around, self.chosen) {
            (None, Some(PlaceKey::Node(key))) => Some(key),
            _ => None,
        };
    }

    /// Opens more of a group.
    fn open_group(&mut self, key: PlaceKey) {
        /// How many more.
        const MORE: usize = 100;
        if let PlaceKey::Group(sort) = key {
            *self.question.opened.entry(sort).or_default() += MORE;
        }
    }
}
