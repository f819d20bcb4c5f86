//! The registry of sources and works: a table to find one, and a detail to read and edit it.
//!
//! It reads a [`Scene`] and sends actions; of its own it keeps only what is looked for, what
//! is chosen, and what is being typed.

mod aliases;
mod authors;
mod deeds;
mod desk;
mod detail;
mod drafts;
mod edge;
mod grades;
mod lineage;
mod listing;
mod occurrences;
mod rulings;
mod source;
mod stored;
mod table;
#[cfg(test)]
mod tests;
mod todos;
mod toolbar;
mod uses;
mod work;

use egui::{Frame, Margin, Panel, Popup, Ui};

use crate::{
    analysis::completion::Target,
    app::{action::Outbox, scene::Scene, theme},
    domain::{
        edit::Edit,
        ids::{SourceId, WorkId},
        project::Project,
        ruling::Voice,
        source::{Source, SourceKind},
        work::{Work, WorkKind},
    },
};

use super::Unstored;

use self::{
    desk::Desk,
    detail::Detail,
    listing::{Filter, Listing, Tab},
    table::Moved,
};

/// The registry of sources and works.
#[derive(Debug, Default)]
pub struct SourcesView {
    tab: Tab,
    sources: Place,
    works: Place,
    listing: Listing,
    detail: Detail,
}

/// What is looked for and chosen in one of the lists.
#[derive(Debug, Default)]
struct Place {
    filter: Filter,
    chosen: Option<Target>,
    /// Where it last stood in the table, so that its neighbour is chosen when it is gone.
    at: usize,
    /// Whether the table is to show it.
    scroll: bool,
    /// How far the table is scrolled, in points.
    offset: f32,
}

impl SourcesView {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let mut desk = Desk::new(scene, out);
        let focused = ui.memory(egui::Memory::focused);
        let searching = focused == Some(toolbar::search_id());
        let listening = focused.is_none() || searching || focused == Some(table::list_id());
        let width = ui.available_width();
        let frame = Frame::new().inner_margin(Margin { left: 14, right: 0, top: 0, bottom: 0 });
        self.choose(scene);
        Panel::right("registry detail")
            .resizable(true)
            .default_size(430.0)
            .size_range(340.0..=(width - 320.0).max(340.0))
            .frame(frame)
            .show(ui, |ui| {
                if let Some(target) = self.place().chosen {
                    self.detail.show(ui, &mut desk, &self.listing, target);
                } else {
                    ui.add_space(40.0);
                    theme::hint(ui, "Choose a line at the left to read and edit it.");
                }
            });
        let frame = Frame::new().inner_margin(Margin { left: 0, right: 10, top: 0, bottom: 0 });
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            self.list(ui, &mut desk);
        });
        let covered = ui.memory(|m| m.top_modal_layer().is_some()) || Popup::is_any_open(ui.ctx());
        if listening && !covered {
            self.walk(ui, searching);
        }
        self.detail.settle(ui, &mut desk);
        desk.finish();
    }

    /// Shows a source.
    pub fn show_source(&mut self, id: SourceId) {
        self.tab = Tab::Sources;
        self.go(Target::Source(id));
    }

    /// Shows a work.
    pub fn show_work(&mut self, id: WorkId) {
        self.tab = Tab::Works;
        self.go(Target::Work(id));
    }

    /// Commits what is typed but not yet part of the project.
    pub fn pending(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        let mut desk = Desk::new(scene, out);
        self.detail.flush(&mut desk);
        desk.finish();
    }

    /// What is typed, can't be stored and would be lost.
    pub fn unstored(&self, project: &Project) -> Option<Unstored> {
        self.detail.unstored(project)
    }

    fn place(&mut self) -> &mut Place {
        match self.tab {
            Tab::Sources => &mut self.sources,
            Tab::Works => &mut self.works,
        }
    }

    /// Shows a record, even if it was filtered out.
    fn go(&mut self, target: Target) {
        let place = self.place();
        place.chosen = Some(target);
        place.scroll = true;
        place.filter.clear();
    }

    /// The source or work whose detail is shown.
    pub fn chosen_voice(&self) -> Option<Voice> {
        let place = if self.tab == Tab::Sources { &self.sources } else { &self.works };
        place.chosen.map(|target| match target {
            Target::Source(id) => Voice::Source(id),
            Target::Work(id) => Voice::Work(id),
        })
    }

    /// What is chosen stands in the project; of what is gone, the neighbour is chosen.
    fn choose(&mut self, scene: &Scene<'_>) {
        let project = scene.project;
        let place = match self.tab {
            Tab::Sources => &mut self.sources,
            Tab::Works => &mut self.works,
        };
        self.listing.update(project, scene.usage, self.tab, &place.filter);
        place.chosen = place.chosen.and_then(|target| match target {
            Target::Source(id) => project.source(id).map(|source| Target::Source(source.id)),
            Target::Work(id) => project.work(id).map(|work| Target::Work(work.id)),
        });
        let shown = self.listing.shown();
        if place.chosen.is_none() && !shown.is_empty() {
            place.at = place.at.min(shown.len() - 1);
            place.chosen = shown.get(place.at).copied();
        }
        let found = shown.iter().position(|target| Some(*target) == place.chosen);
        place.at = found.unwrap_or(place.at);
    }

    fn list(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if let Some(tab) = toolbar::tabs(ui, desk, self.tab) {
            self.tab = tab;
            self.choose(desk.scene);
        }
        let (tab, project) = (self.tab, desk.project());
        let (wanted, any) = match tab {
            Tab::Sources => ("New source", !project.sources.is_empty()),
            Tab::Works => ("New work", !project.works.is_empty()),
        };
        let place = match tab {
            Tab::Sources => &mut self.sources,
            Tab::Works => &mut self.works,
        };
        let new = toolbar::search(ui, desk, tab, &mut place.filter, wanted);
        let shown = self.listing.shown();
        toolbar::found(ui, tab, shown.len(), &mut place.filter);
        table::header(ui, desk, tab, &mut place.filter);
        if shown.is_empty() {
            table::nothing(ui, tab, &mut place.filter, any);
        } else {
            let chosen = shown.get(place.at).filter(|target| Some(**target) == place.chosen);
            let chosen = chosen.map(|_| place.at);
            let scroll = std::mem::take(&mut place.scroll);
            let clicked = table::rows(ui, desk, tab, shown, (chosen, scroll), &mut place.offset);
            if clicked.is_some() {
                place.chosen = clicked;
            }
        }
        if new {
            self.add(desk);
        }
    }

    /// Adds a record and gives its name the keyboard.
    fn add(&mut self, desk: &mut Desk<'_>) {
        match self.tab {
            Tab::Sources => {
                let source = Source::new(desk.id(), "New source", SourceKind::NamedIndividual);
                self.go(Target::Source(source.id));
                desk.edit(Edit::PutSource(source), "New source");
            }
            Tab::Works => {
                let work = Work::new(desk.id(), "New work", WorkKind::NewsArticle);
                self.go(Target::Work(work.id));
                desk.edit(Edit::PutWork(work), "New work");
            }
        }
        self.detail.focus_name(true);
    }

    /// The keys of the list.
    fn walk(&mut self, ui: &Ui, searching: bool) {
        let len = self.listing.shown().len();
        let moved = table::keys(ui, self.place().at, len, searching);
        match moved {
            Some(Moved::To(at)) => {
                let target = self.listing.shown().get(at).copied();
                let place = self.place();
                place.at = at;
                place.chosen = target;
                place.scroll = true;
                ui.ctx().request_repaint();
            }
            Some(Moved::Enter) => {
                self.detail.focus_name(false);
                ui.ctx().request_repaint();
            }
            None => {}
        }
    }
}
