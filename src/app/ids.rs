//! Where the window's new ids come from: the system's randomness, or a seed in tests.

use crate::domain::ids::{IdSource, SeededIds};

/// A source of ids for the window.
#[derive(Debug, Clone, Default)]
pub enum AppIds {
    /// The system's randomness.
    #[default]
    System,
    /// From a seed, so that a test can repeat itself.
    Seeded(SeededIds),
}

impl AppIds {
    /// A source for a thread of its own, whose ids are others than this one's.
    pub fn fork(&mut self) -> Self {
        match self {
            Self::System => Self::System,
            Self::Seeded(ids) => Self::Seeded(SeededIds(ids.bits())),
        }
    }
}

impl IdSource for AppIds {
    fn bits(&mut self) -> u64 {
        match self {
            Self::System => getrandom::u64().unwrap_or_else(|_| from_hasher()),
            Self::Seeded(ids) => ids.bits(),
        }
    }
}

/// Randomness of the standard library's hash maps, for a system that gives no other.
fn from_hasher() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::time::Instant::now())
}
