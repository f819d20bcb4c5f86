//! The claim panel.

use egui::Ui;

use crate::{
    app::{action::Outbox, scene::Scene},
    domain::ids::{ChainId, ClaimId},
};

/// A stage of a tagging run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Who said it.
    Source,
    /// What kind of evidence.
    Evidence,
    /// How sure.
    Confidence,
}

/// The claim panel.
#[derive(Debug, Default)]
pub struct ClaimPanel;

impl ClaimPanel {
    /// Draws it.
    pub fn show(&mut self, _ui: &mut Ui, _scene: &Scene<'_>, _out: &mut Outbox) {}

    /// Starts a tagging run at a stage.
    pub fn focus(&mut self, _stage: Stage) {}

    /// Gives the keyboard to a new to-do.
    pub fn focus_todo(&mut self) {}

    /// Opens a chain's line.
    pub fn edit_chain(&mut self, _claim: ClaimId, _chain: ChainId) {}

    /// The chain that is opened, if any.
    pub fn chosen_chain(&self) -> Option<ChainId> {
        None
    }

    /// The hop that is opened, if any.
    pub fn chosen_hop(&self) -> Option<usize> {
        None
    }

    /// Commits what is typed but not yet part of the project.
    pub fn pending(&mut self, _scene: &Scene<'_>, _out: &mut Outbox) {}
}
