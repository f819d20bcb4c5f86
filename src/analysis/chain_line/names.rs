//! Where in a project's lists a name may be found: so that whether a name is borne
//! by two is known without reading all sources and works. Names are folded once a chunk.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use crate::analysis::fold::fold;
use crate::domain::{
    chunked::{Chunk, Chunked, Keyed},
    project::Project,
    source::Source,
    work::Work,
};

/// The folded names of sources and works, as hashes.
#[derive(Debug, Default)]
pub struct NameIndex {
    sources: Vec<Hashed<Source>>,
    works: Vec<Hashed<Work>>,
}

/// A chunk, and the hashes of the names in it with the places of those who bear them, in order.
type Hashed<T> = (Chunk<T>, Arc<[(u64, usize)]>);

impl NameIndex {
    /// Brings the index up to date. What did not change is not folded again.
    pub fn update(&mut self, project: &Project) {
        refresh(&mut self.sources, &project.sources, |source, add| {
            add(&source.name);
            source.aliases.iter().for_each(|alias| add(alias));
        });
        refresh(&mut self.works, &project.works, |work, add| add(work.display_title()));
    }
}

/// The sources of a project that may bear a folded name: without an index, all.
pub(super) fn sources<'a>(
    project: &'a Project,
    index: Option<&'a NameIndex>,
    folded: &str,
) -> impl Iterator<Item = &'a Arc<Source>> {
    likely(&project.sources, index.map(|index| index.sources.as_slice()), folded)
}

/// The works of a project that may bear a folded title: without an index, all.
pub(super) fn works<'a>(
    project: &'a Project,
    index: Option<&'a NameIndex>,
    folded: &str,
) -> impl Iterator<Item = &'a Arc<Work>> {
    likely(&project.works, index.map(|index| index.works.as_slice()), folded)
}

/// The records that may bear a name: where a chunk is not known, all of it.
fn likely<'a, T: Keyed>(
    list: &'a Chunked<T>,
    known: Option<&'a [Hashed<T>]>,
    folded: &str,
) -> impl Iterator<Item = &'a Arc<T>> {
    let wanted = hash(folded);
    list.chunks().iter().enumerate().flat_map(move |(at, chunk)| {
        let hashed = known.and_then(|known| known.get(at));
        let hashed = hashed.filter(|(known, _)| Arc::ptr_eq(known, chunk));
        let all = hashed.is_none().then(|| chunk.iter());
        let hashes = hashed.map_or([].as_slice(), |(_, hashes)| hashes);
        let from = hashes.partition_point(|(hash, _)| *hash < wanted);
        let bearers = hashes[from..].iter().take_while(move |(hash, _)| *hash == wanted);
        all.into_iter().flatten().chain(bearers.filter_map(|(_, place)| chunk.get(*place)))
    })
}

fn refresh<T: Keyed>(
    known: &mut Vec<Hashed<T>>,
    list: &Chunked<T>,
    names: impl Fn(&T, &mut dyn FnMut(&str)),
) {
    let same = known.len() == list.chunks().len()
        && known.iter().zip(list.chunks()).all(|((old, _), new)| Arc::ptr_eq(old, new));
    if same {
        return;
    }
    // The old chunks are held until the end, so that no address comes to stand for another.
    let before = std::mem::take(known);
    let hashed: HashMap<_, _> =
        before.iter().map(|(chunk, hashes)| (Arc::as_ptr(chunk), hashes)).collect();
    for chunk in list.chunks() {
        let hashes = hashed.get(&Arc::as_ptr(chunk)).map(|hashes| Arc::clone(hashes));
        let hashes = hashes.unwrap_or_else(|| {
            let mut hashes = Vec::with_capacity(chunk.len());
            for (place, record) in chunk.iter().enumerate() {
                names(record, &mut |name| hashes.push((hash(&fold(name)), place)));
            }
            hashes.sort_unstable();
            hashes.dedup();
            hashes.into()
        });
        known.push((Arc::clone(chunk), hashes));
    }
}

fn hash(folded: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    folded.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        edit::{Edit, apply},
        ids::{IdSource as _, SeededIds},
        sample,
        source::SourceKind,
    };

    fn count(project: &Project, index: &NameIndex, name: &str) -> usize {
        let name = fold(name);
        sources(project, Some(index), &name).filter(|s| fold(&s.name) == name).count()
    }

    #[test]
    fn a_name_is_found_in_the_index_as_without_it_also_after_an_edit() {
        let mut ids = SeededIds(8);
        let mut project = sample::project();
        project.sources = (0..1_500)
            .map(|i| Source::new(ids.id(), format!("Speaker {i}"), SourceKind::NamedIndividual))
            .collect();
        let mut index = NameIndex::default();
        index.update(&project);
        assert_eq!(count(&project, &index, "SPEAKER 700"), 1);
        assert_eq!(sources(&project, Some(&index), "speaker 700").count(), 1, "no other is read");
        let twin = Source::new(ids.id(), "Speaker 700", SourceKind::NamedIndividual);
        let (after, _) = apply(&project, Edit::PutSource(twin)).expect("valid");
        assert_eq!(count(&after, &index, "Speaker 700"), 2, "an old index passes nothing over");
        index.update(&after);
        assert_eq!(count(&after, &index, "Speaker 700"), 2);
        assert_eq!(sources(&after, None, "speaker 700").count(), 1_501);
    }
}
