//! The project file: schema, migration, saving, locking, recovery.
//!
//! [`mod@file`] loads and saves, [`lock`] keeps two windows from writing one file,
//! [`recovery`] keeps copies of what was not saved yet, [`watch`] notices that a file
//! was changed by somebody else. What the file holds is in [`schema`], how an older
//! version of it is read in [`migrate`]. Nothing here knows of windows; times and the
//! user's folders are passed in.

pub mod content_hash;
pub mod file;
pub mod locate;
pub mod lock;
pub mod migrate;
pub mod recovery;
mod replace;
pub mod schema;
pub mod watch;
pub mod write;

#[cfg(test)]
pub(crate) mod arbitrary;
#[cfg(test)]
mod tests;
