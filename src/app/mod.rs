//! The window: the only place that knows egui.

pub mod action;
pub mod clock;
pub mod command;
pub mod compare;
pub mod dialogs;
pub mod dispatch;
pub mod document;
pub mod frame;
pub mod graph;
pub mod ids;
pub mod messages;
pub mod panels;
pub mod reader;
pub mod rows;
mod run;
pub mod scene;
pub mod settings;
pub mod shortcuts;
pub mod state;
pub mod struck;
pub mod tasks;
mod text;
pub mod theme;
pub mod tracing;
pub mod typed_ahead;
pub mod window;

pub use run::{WindowError, run};
