//! The window: the only place that knows egui.

pub mod reader;
pub mod theme;
