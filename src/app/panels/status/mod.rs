//! The bar at the bottom.

use egui::Ui;

use crate::{
    app::{action::Outbox, scene::Scene, tasks::Running},
    domain::time::Timestamp,
};

/// What the status bar tells beside the project itself.
#[derive(Debug)]
pub struct StatusInfo<'a> {
    /// Whether there is something that is not on disk.
    pub unsaved: bool,
    /// Whether a save is under way.
    pub saving: bool,
    /// Whether the project has no file yet.
    pub never_saved: bool,
    /// When the session began.
    pub session_started: Timestamp,
    /// What runs in the background.
    pub tasks: &'a [Running],
}

/// What the status bar remembers: the coverage of the article, by snapshot.
#[derive(Debug, Default)]
pub struct StatusBar;

impl StatusBar {
    /// Draws it.
    pub fn show(
        &mut self,
        _ui: &mut Ui,
        _scene: &Scene<'_>,
        _info: &StatusInfo<'_>,
        _out: &mut Outbox,
    ) {
    }
}
