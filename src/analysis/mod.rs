//! Pure questions asked of a project. No I/O, no clock, no window: values in, values out.

pub mod chain_line;
pub mod compare;
pub mod completion;
pub mod coverage;
pub mod drift;
pub mod find;
pub mod fold;
pub mod graph;
pub mod origins;
pub mod queue;
pub mod references;
pub mod reuse;
pub mod search;
pub mod sentences;
pub mod structure;
pub mod usage;
