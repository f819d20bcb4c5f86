//! The list of articles.

use egui::Ui;

use crate::app::{action::Outbox, scene::Scene};

/// The list of articles.
#[derive(Debug, Default)]
pub struct ArticlesPanel;

impl ArticlesPanel {
    /// Draws it.
    pub fn show(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _out: &mut Outbox) {}
}
