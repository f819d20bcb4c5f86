//! How often sources and works are used. (To be replaced by the merged module.)

/// Counts.
#[derive(Debug, Default)]
pub struct Usage;
