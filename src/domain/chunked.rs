//! A sorted list in shared chunks: what makes a project cheap to clone and to edit.
//!
//! Records stand in `Arc`s, in chunks of at most [`MAX_CHUNK`], each chunk in an `Arc`.
//! A clone copies one pointer; an edit copies the list of chunks and the one chunk it
//! touches. What was not touched is the same pointer as before, so that a difference
//! is found, and an analysis cached, by comparing pointers.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The most records a chunk may hold.
pub const MAX_CHUNK: usize = 512;

/// A record that knows what it is sorted by.
pub trait Keyed {
    /// What the list is sorted by. Unique within a list.
    type Key: Ord + Copy;

    /// This record's key.
    fn key(&self) -> Self::Key;

    /// How far it reaches, if it covers a stretch that begins where its key says.
    fn reach(&self) -> u32 {
        0
    }
}

/// A chunk: records in order, never empty.
pub type Chunk<T> = Arc<Records<T>>;

/// The records of a chunk, and what was asked of them as a whole.
#[derive(Debug)]
pub struct Records<T> {
    list: Vec<Arc<T>>,
    /// How far the furthest reaches, once somebody asked.
    reach: OnceLock<u32>,
}

impl<T> Records<T> {
    fn new(list: Vec<Arc<T>>) -> Self {
        Self { list, reach: OnceLock::new() }
    }

    /// The list, to be changed.
    fn change(&mut self) -> &mut Vec<Arc<T>> {
        self.reach = OnceLock::new();
        &mut self.list
    }
}

impl<T: Keyed> Records<T> {
    /// How far the furthest of them reaches. Read once.
    pub fn reach(&self) -> u32 {
        *self.reach.get_or_init(|| self.list.iter().map(|r| r.reach()).max().unwrap_or_default())
    }
}

impl<T> Clone for Records<T> {
    fn clone(&self) -> Self {
        Self { list: self.list.clone(), reach: self.reach.clone() }
    }
}

impl<T> Deref for Records<T> {
    type Target = Vec<Arc<T>>;
    fn deref(&self) -> &Vec<Arc<T>> {
        &self.list
    }
}

/// A list sorted by key, without two equal keys.
#[derive(Debug)]
pub struct Chunked<T> {
    chunks: Arc<Vec<Chunk<T>>>,
    len: usize,
}

impl<T> Clone for Chunked<T> {
    fn clone(&self) -> Self {
        Self { chunks: Arc::clone(&self.chunks), len: self.len }
    }
}

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self { chunks: Arc::new(Vec::new()), len: 0 }
    }
}

impl<T: PartialEq> PartialEq for Chunked<T> {
    /// Whether both hold equal records, however they are cut into chunks. Reads them all;
    /// [`Chunked::same`] only compares pointers.
    fn eq(&self, other: &Self) -> bool {
        self.same(other) || (self.len == other.len && self.iter().eq(other.iter()))
    }
}
impl<T: Eq> Eq for Chunked<T> {}

impl<T> Chunked<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The chunks, in order. A chunk whose pointer is known holds what it held.
    pub fn chunks(&self) -> &[Chunk<T>] {
        &self.chunks
    }

    /// All records in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + Clone {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The record at a position.
    pub fn get_at(&self, mut index: usize) -> Option<&Arc<T>> {
        for chunk in self.chunks.iter() {
            match chunk.get(index) {
                Some(record) => return Some(record),
                None => index -= chunk.len(),
            }
        }
        None
    }

    /// Whether both are the same list, untouched.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunks, &other.chunks)
    }
}

impl<T: Keyed> Chunked<T> {
    /// Sorts records into a list. Of two with equal keys the first stays; the others come
    /// back beside it.
    pub fn from_records(mut records: Vec<Arc<T>>) -> (Self, Vec<Arc<T>>) {
        if !records.is_sorted_by(|a, b| a.key() < b.key()) {
            records.sort_by_key(|r| r.key());
        }
        let mut repeated = Vec::new();
        let mut last: Option<T::Key> = None;
        records.retain(|record| {
            let fresh = last != Some(record.key());
            last = Some(record.key());
            if !fresh {
                repeated.push(Arc::clone(record));
            }
            fresh
        });
        let len = records.len();
        let mut chunks = Vec::with_capacity(len.div_ceil(MAX_CHUNK));
        let mut rest = records.into_iter();
        loop {
            let chunk: Vec<_> = rest.by_ref().take(MAX_CHUNK * 3 / 4).collect();
            if chunk.is_empty() {
                break;
            }
            chunks.push(Arc::new(Records::new(chunk)));
        }
        (Self { chunks: Arc::new(chunks), len }, repeated)
    }

    fn place(&self, key: T::Key) -> (usize, Result<usize, usize>) {
        let chunk = self
            .chunks
            .partition_point(|chunk| chunk.first().is_some_and(|first| first.key() <= key))
            .saturating_sub(1);
        match self.chunks.get(chunk) {
            Some(records) => (chunk, records.binary_search_by(|r| r.key().cmp(&key))),
            None => (0, Err(0)),
        }
    }

    /// The record with a key.
    pub fn get(&self, key: T::Key) -> Option<&Arc<T>> {
        let (chunk, at) = self.place(key);
        self.chunks.get(chunk)?.get(at.ok()?)
    }

    /// The position of a key among all records.
    pub fn position(&self, key: T::Key) -> Option<usize> {
        let (chunk, at) = self.place(key);
        let before: usize =
            self.chunks[..chunk.min(self.chunks.len())].iter().map(|c| c.len()).sum();
        Some(before + at.ok()?)
    }

    /// The records from the first whose key is not less, in order.
    pub fn from_key(&self, key: T::Key) -> impl Iterator<Item = &Arc<T>> {
        let (chunk, at) = self.place(key);
        let at = at.unwrap_or_else(|at| at);
        self.chunks
            .iter()
            .skip(chunk)
            .enumerate()
            .flat_map(move |(i, records)| records.iter().skip(if i == 0 { at } else { 0 }))
    }

    /// The records from the first of which something is true, where it is true of all after
    /// that one.
    pub fn from_first(&self, is_true: impl Fn(&T) -> bool) -> impl Iterator<Item = &Arc<T>> {
        let chunk =
            self.chunks.partition_point(|chunk| chunk.last().is_some_and(|last| !is_true(last)));
        let at = self.chunks.get(chunk).map_or(0, |c| c.partition_point(|r| !is_true(r)));
        let rest = self.chunks.get(chunk..).unwrap_or_default();
        rest.iter()
            .enumerate()
            .flat_map(move |(i, records)| records.iter().skip(if i == 0 { at } else { 0 }))
    }

    /// The records that reach a point, in order. A chunk of which none does is passed over.
    pub fn reaching(&self, point: u32) -> impl Iterator<Item = &Arc<T>> {
        self.chunks
            .iter()
            .filter(move |chunk| chunk.reach() >= point)
            .flat_map(|chunk| chunk.iter())
            .filter(move |record| record.reach() >= point)
    }

    /// Adds a record, or replaces the one with its key, which comes back.
    pub fn put(&mut self, record: Arc<T>) -> Option<Arc<T>> {
        let (chunk, at) = self.place(record.key());
        let chunks = Arc::make_mut(&mut self.chunks);
        let Some(records) = chunks.get_mut(chunk) else {
            chunks.push(Arc::new(Records::new(vec![record])));
            self.len = 1;
            return None;
        };
        let list = Arc::make_mut(records).change();
        match at {
            Ok(at) => Some(std::mem::replace(&mut list[at], record)),
            Err(at) => {
                list.insert(at, record);
                self.len += 1;
                if list.len() > MAX_CHUNK {
                    let second = list.split_off(MAX_CHUNK / 2);
                    chunks.insert(chunk + 1, Arc::new(Records::new(second)));
                }
                None
            }
        }
    }

    /// Takes out the record with a key.
    pub fn remove(&mut self, key: T::Key) -> Option<Arc<T>> {
        let (chunk, at) = self.place(key);
        let at = at.ok()?;
        let chunks = Arc::make_mut(&mut self.chunks);
        let list = Arc::make_mut(chunks.get_mut(chunk)?).change();
        let record = list.remove(at);
        if list.is_empty() {
            chunks.remove(chunk);
        }
        self.len -= 1;
        Some(record)
    }
}

impl<T: Keyed> FromIterator<T> for Chunked<T> {
    /// Of records with equal keys, the first stays.
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self::from_records(records.into_iter().map(Arc::new).collect()).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Record(u32, &'static str);
    impl Keyed for Record {
        type Key = u32;
        fn key(&self) -> u32 {
            self.0
        }
    }

    fn list(n: u32) -> Chunked<Record> {
        (0..n).map(|i| Record(i * 2, "")).collect()
    }

    #[test]
    fn records_come_out_in_the_order_of_their_keys_however_they_went_in() {
        let mut l = Chunked::default();
        for i in 0..5000_u32 {
            l.put(Arc::new(Record(i.wrapping_mul(2_654_435_761) % 100_000, "")));
        }
        let keys: Vec<_> = l.iter().map(|r| r.key()).collect();
        assert!(keys.is_sorted());
        assert_eq!(keys.len(), l.len());
        assert!(l.chunks().iter().all(|c| !c.is_empty() && c.len() <= MAX_CHUNK));
        for (i, key) in keys.iter().enumerate() {
            assert_eq!(l.position(*key), Some(i));
        }
    }

    #[test]
    fn an_edit_leaves_every_other_chunk_the_same_pointer() {
        let before = list(5000);
        let mut after = before.clone();
        after.put(Arc::new(Record(4001, "new")));
        let shared = before
            .chunks()
            .iter()
            .filter(|c| after.chunks().iter().any(|d| Arc::ptr_eq(c, d)))
            .count();
        assert_eq!(shared, before.chunks().len() - 1);
        assert_eq!(before.get(4001), None);
        assert!(after.get(4001).is_some());
    }

    #[test]
    fn what_is_removed_is_gone_and_an_empty_chunk_with_it() {
        let mut l = list(1000);
        for i in 0..1000 {
            assert!(l.remove(i * 2).is_some());
            assert!(l.remove(i * 2).is_none());
        }
        assert!(l.is_empty() && l.chunks().is_empty());
    }

    #[test]
    fn of_equal_keys_the_first_stays_and_the_others_are_told() {
        let records =
            vec![Arc::new(Record(1, "a")), Arc::new(Record(0, "b")), Arc::new(Record(1, "c"))];
        let (l, repeated) = Chunked::from_records(records);
        assert_eq!(l.iter().map(|r| r.1).collect::<String>(), "ba");
        assert_eq!(repeated[0].1, "c");
    }

    #[derive(Debug)]
    struct Stretch(u32, u32);
    impl Keyed for Stretch {
        type Key = u32;
        fn key(&self) -> u32 {
            self.0
        }
        fn reach(&self) -> u32 {
            self.1
        }
    }

    #[test]
    fn what_reaches_a_point_is_found_also_after_edits() {
        let mut l: Chunked<Stretch> = (0..2000).map(|i| Stretch(i, i + 1)).collect();
        assert_eq!(l.reaching(2000).map(|r| r.0).collect::<Vec<_>>(), [1999]);
        l.put(Arc::new(Stretch(3, 5000)));
        assert_eq!(l.reaching(2000).map(|r| r.0).collect::<Vec<_>>(), [3, 1999]);
        l.put(Arc::new(Stretch(3, 4)));
        l.remove(1999);
        assert_eq!(l.reaching(2000).count(), 0);
    }

    #[test]
    fn the_first_of_which_something_is_true_is_found_in_any_chunk() {
        let l = list(1000);
        for from in [0, 1, 767, 768, 1534, 1998] {
            assert_eq!(l.from_first(|r| r.0 >= from).next().map(|r| r.0), Some(from + from % 2));
        }
        assert_eq!(l.from_first(|r| r.0 >= 5000).count(), 0);
        assert_eq!(list(0).from_first(|_| true).count(), 0);
    }

    #[test]
    fn from_key_starts_at_the_first_key_that_is_not_less() {
        let l = list(1000);
        assert_eq!(l.from_key(1001).next().map(|r| r.0), Some(1002));
        assert_eq!(l.from_key(0).count(), 1000);
        assert_eq!(l.from_key(5000).count(), 0);
    }
}
