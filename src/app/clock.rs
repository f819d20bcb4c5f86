//! The time of day, which tests can set.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::time::Timestamp;

/// Tells what time it is.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The system's clock.
    #[default]
    System,
    /// A clock that stands where it was set: seconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The present moment.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::from(chrono::Utc::now()),
            Self::Set(seconds) => Timestamp::from_unix_seconds(seconds.load(Ordering::Relaxed)),
        }
    }
}
