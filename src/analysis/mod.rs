//! Pure questions asked of a project. No I/O, no clock, no window: values in, values out.

pub mod balance;
pub mod chain_line;
pub(crate) mod changes;
pub mod circular;
pub mod clusters;
pub mod compare;
pub mod completion;
pub mod components;
pub mod coverage;
pub mod drift;
pub mod find;
pub mod findings;
pub mod fold;
pub mod graph;
pub mod lineage;
pub mod origins;
pub mod overview;
pub mod queue;
pub mod references;
pub mod reuse;
pub mod search;
pub mod sentences;
pub mod structure;
pub mod usage;

pub(crate) use crate::domain::quick_hash;
