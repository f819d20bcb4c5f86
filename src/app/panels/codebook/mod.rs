//! The kinds of evidence.

use egui::Ui;

use crate::app::{action::Outbox, scene::Scene};

/// The kinds of evidence.
#[derive(Debug, Default)]
pub struct CodebookView;

impl CodebookView {
    /// Draws it.
    pub fn show(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _out: &mut Outbox) {}
}
