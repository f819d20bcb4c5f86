//! What is still to do.

use egui::Ui;

use crate::app::{action::Outbox, scene::Scene};

/// What is still to do.
#[derive(Debug, Default)]
pub struct QueueView;

impl QueueView {
    /// Draws it.
    pub fn show(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _out: &mut Outbox) {}
}
