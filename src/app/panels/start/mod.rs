//! The page without a project.

pub mod when;

use egui::Ui;

use crate::{
    app::{action::Outbox, settings::Settings, theme::Theme},
    storage::recovery::RecoveryCopy,
};

/// The page without a project.
#[derive(Debug, Default)]
pub struct StartPage;

impl StartPage {
    /// Draws it.
    pub fn show(
        &mut self,
        _ui: &mut Ui,
        _theme: &Theme,
        _settings: &Settings,
        _recoveries: &[RecoveryCopy],
        _out: &mut Outbox,
    ) {
    }
}
