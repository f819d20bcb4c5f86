//! What the project file holds, version by version, apart from the domain.
//!
//! A version's types are never changed once it was released: the file is a promise.
//! Closed vocabularies, ids, spans and dates are the domain's own, because their names
//! *are* the names in the file.

pub mod v1;
