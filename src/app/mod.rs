//! The window: the only place that knows egui.

pub mod action;
pub mod clock;
pub mod command;
pub mod dialogs;
pub mod dispatch;
pub mod ids;
pub mod messages;
pub mod panels;
pub mod reader;
pub mod scene;
pub mod settings;
pub mod tasks;
pub mod theme;
