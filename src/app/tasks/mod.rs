//! Slow work: named threads that report progress and can be cancelled. A worker returns
//! values; what they mean is decided in [`super::dispatch`], on the frame's thread.

mod derived;
pub mod dialogs;
pub mod folder;
mod runner;
pub mod work;

pub use derived::Derived;
pub use runner::{Finished, Progress, Running, TaskId, Tasks};
