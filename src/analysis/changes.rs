//! What differs between two snapshots of a list, found by comparing pointers.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::chunked::{Chunked, Keyed};

/// The records that only one of two snapshots holds: those of the old one, those of the new.
/// A changed record is in both, as it was and as it is. Costs what changed, not what is there.
pub(crate) fn changes<'a, T: Keyed>(
    old: &'a Chunked<T>,
    new: &'a Chunked<T>,
) -> (Vec<&'a Arc<T>>, Vec<&'a Arc<T>>) {
    if old.same(new) {
        return (Vec::new(), Vec::new());
    }
    let chunks = |list: &Chunked<T>| -> HashSet<usize> {
        list.chunks().iter().map(|chunk| Arc::as_ptr(chunk).addr()).collect()
    };
    let (in_old, in_new) = (chunks(old), chunks(new));
    let only = |list: &'a Chunked<T>, other: &HashSet<usize>| -> Vec<&'a Arc<T>> {
        let chunks = list.chunks().iter();
        let chunks = chunks.filter(|chunk| !other.contains(&Arc::as_ptr(chunk).addr()));
        chunks.flat_map(|chunk| chunk.iter()).collect()
    };
    let (mut gone, mut come) = (only(old, &in_new), only(new, &in_old));
    if !gone.is_empty() && !come.is_empty() {
        let records = |list: &[&'a Arc<T>]| -> HashSet<usize> {
            list.iter().map(|record| Arc::as_ptr(record).addr()).collect()
        };
        let (went, came) = (records(&gone), records(&come));
        gone.retain(|record| !came.contains(&Arc::as_ptr(record).addr()));
        come.retain(|record| !went.contains(&Arc::as_ptr(record).addr()));
    }
    (gone, come)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{at, id};
    use crate::domain::{project::Project, source::Source, source::SourceKind};

    #[test]
    fn only_what_was_added_changed_or_removed_is_told() {
        let mut old = Project::new("p", at(0)).sources;
        for n in 0..2000 {
            let name = format!("s{n:04}");
            old.put(Arc::new(Source::new(id(&name), "x", SourceKind::Other)));
        }
        let mut new = old.clone();
        assert!(changes(&old, &new).0.is_empty());
        new.put(Arc::new(Source::new(id("s0007"), "y", SourceKind::Other)));
        new.put(Arc::new(Source::new(id("t"), "y", SourceKind::Other)));
        new.remove(id("s1500"));
        let (gone, come) = changes(&old, &new);
        let names = |list: Vec<&Arc<Source>>| -> Vec<String> {
            list.iter().map(|s| s.id.to_string()).collect()
        };
        assert_eq!(names(gone), ["s0007", "s1500"]);
        assert_eq!(names(come), ["s0007", "t"]);
    }
}
