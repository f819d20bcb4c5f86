//! What a project is: pure values. No I/O, no clock, no randomness, no window.
//!
//! Records are plain structs; closed vocabularies are enums whose names are the terms
//! in the file, too. Lists stand in shared chunks ([`chunked`]), so that a project is
//! cheap to clone; [`edit::apply`] is the only code that changes one.

pub mod analyst;
pub mod anchor;
pub mod article;
pub mod assessment;
pub mod chain;
pub mod chunked;
pub mod claim;
pub mod codebook;
pub mod edit;
pub mod evidence;
pub mod history;
pub mod ids;
pub mod invariant;
pub mod lineage;
pub mod link;
pub mod project;
pub(crate) mod quick_hash;
pub mod reanchor;
pub mod reference;
pub mod ruling;
#[cfg(test)]
pub(crate) mod sample;
pub mod session;
pub mod source;
pub mod span;
pub mod text;
pub mod time;
pub mod todo;
pub(crate) mod two;
pub mod vocabulary;
pub mod work;
