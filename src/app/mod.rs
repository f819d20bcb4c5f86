//! The window: the only place that knows egui.

pub mod action;
pub mod command;
pub mod dialogs;
pub mod dispatch;
pub mod ids;
pub mod panels;
pub mod reader;
pub mod scene;
pub mod settings;
pub mod theme;
