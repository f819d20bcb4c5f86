//! Repeated ids in a list that is being read: no record is dropped for one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{RecordKind, RecordRef, Violation};
use crate::domain::{
    chunked::{Chunked, Keyed},
    ids::{Id, IdSource},
};

/// Makes a list of records as they were read. A record whose id an earlier one has gets a
/// fresh id, and a [`Violation::DuplicateId`] that names the id it had.
///
/// `id` tells a record's id as text, `rename` sets it. Of a redirect, both mean the old id.
/// Of claims, it finds those of one article; the same id in two articles is found by
/// [`super::check`].
pub fn distinct<T: Keyed + Clone>(
    records: Vec<T>,
    kind: RecordKind,
    id: impl Fn(&T) -> String,
    rename: impl Fn(&mut T, Id<T>),
    ids: &mut impl IdSource,
    violations: &mut Vec<Violation>,
) -> Chunked<T> {
    let (mut list, repeated) = Chunked::from_records(records.into_iter().map(Arc::new).collect());
    if repeated.is_empty() {
        return list;
    }
    let mut taken: BTreeSet<String> = list.iter().map(|record| id(record)).collect();
    for mut record in repeated {
        violations.push(Violation::DuplicateId { record: RecordRef::new(kind, id(&record)) });
        let mut fresh = ids.id();
        while !taken.insert(fresh.to_string()) {
            fresh = ids.id();
        }
        rename(Arc::make_mut(&mut record), fresh);
        list.put(record);
    }
    list
}
