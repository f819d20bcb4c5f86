//! Slow work: named threads that report progress and can be cancelled. A worker returns
//! values; what they mean is decided in [`super::dispatch`], on the frame's thread.

pub mod annotations;
mod counting;
mod derived;
pub mod dialogs;
pub mod exporting;
pub mod folder;
mod follower;
mod later;
pub mod notes;
pub mod outside;
pub mod reading;
mod runner;
pub mod work;

pub use counting::Counting;
pub use derived::Derived;
pub use follower::Follower;
pub use later::{Answer, Later};
pub use reading::ReadArticle;
pub use runner::{Finished, Progress, Running, TaskId, Tasks};
