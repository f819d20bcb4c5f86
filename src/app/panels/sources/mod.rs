//! The registry of sources and works.

use egui::Ui;

use crate::{
    app::{action::Outbox, scene::Scene},
    domain::ids::{SourceId, WorkId},
};

/// The registry of sources and works.
#[derive(Debug, Default)]
pub struct SourcesView;

impl SourcesView {
    /// Draws it.
    pub fn show(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _out: &mut Outbox) {}

    /// Shows a source.
    pub fn show_source(&mut self, _id: SourceId) {}

    /// Shows a work.
    pub fn show_work(&mut self, _id: WorkId) {}

    /// Commits what is typed but not yet part of the project.
    pub fn pending(&mut self, _scene: &Scene<'_>, _out: &mut Outbox) {}
}
