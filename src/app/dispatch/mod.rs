//! Turning commands and actions into edits: the only caller of
//! [`crate::domain::history::History::apply`].

pub mod tagging;
