//! A sorted list in shared chunks: what makes a project cheap to clone and to edit.
//!
//! Records stand in `Arc`s, in chunks of at most [`MAX_CHUNK`], each chunk in an `Arc`.
//! A clone copies one pointer; an edit copies the list of chunks and, of the one chunk it
//! touches, the short part that it changes. What was not touched is the same pointer as
//! before, so that a difference is found, and an analysis cached, by comparing pointers.

mod records;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use records::{Chunk, MAX_CHUNK, Records};

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

/// A list sorted by key, without two equal keys.
pub struct Chunked<T: Keyed> {
    chunks: Arc<Vec<Chunk<T>>>,
    /// The first key of each chunk, side by side: to find a record, no chunk is looked at
    /// but its own.
    firsts: Arc<Vec<T::Key>>,
    len: usize,
}

impl<T: Keyed> Clone for Chunked<T> {
    fn clone(&self) -> Self {
        let (chunks, firsts) = (Arc::clone(&self.chunks), Arc::clone(&self.firsts));
        Self { chunks, firsts, len: self.len }
    }
}

impl<T: Keyed> Default for Chunked<T> {
    fn default() -> Self {
        Self { chunks: Arc::new(Vec::new()), firsts: Arc::new(Vec::new()), len: 0 }
    }
}

impl<T: Keyed + fmt::Debug> fmt::Debug for Chunked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: Keyed + PartialEq> PartialEq for Chunked<T> {
    /// Whether both hold equal records, however they are cut into chunks. Reads them all;
    /// [`Chunked::same`] only compares pointers.
    fn eq(&self, other: &Self) -> bool {
        self.same(other) || (self.len == other.len && self.iter().eq(other.iter()))
    }
}
impl<T: Keyed + Eq> Eq for Chunked<T> {}

impl<T: Keyed> Chunked<T> {
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

    /// Sorts records into a list. Of two with equal keys the first stays; the others come
    /// back beside it.
    pub fn from_records(mut records: Vec<Arc<T>>) -> (Self, Vec<Arc<T>>) {
        let mut repeated = Vec::new();
        if !records.is_sorted_by(|a, b| a.key() < b.key()) {
            records.sort_by_key(|r| r.key());
            let mut last: Option<T::Key> = None;
            records.retain(|record| {
                let fresh = last != Some(record.key());
                last = Some(record.key());
                if !fresh {
                    repeated.push(Arc::clone(record));
                }
                fresh
            });
        }
        let len = records.len();
        let mut chunks = Vec::with_capacity(len.div_ceil(MAX_CHUNK));
        let mut rest = records.into_iter();
        loop {
            let chunk: Records<T> = rest.by_ref().take(MAX_CHUNK * 3 / 4).collect();
            if chunk.is_empty() {
                break;
            }
            chunks.push(Arc::new(chunk));
        }
        let firsts = chunks.iter().filter_map(|chunk| chunk.first()).map(|r| r.key()).collect();
        (Self { chunks: Arc::new(chunks), firsts: Arc::new(firsts), len }, repeated)
    }

    fn place(&self, key: T::Key) -> (usize, Result<usize, usize>) {
        let chunk = self.firsts.partition_point(|first| *first <= key).saturating_sub(1);
        match self.chunks.get(chunk) {
            Some(records) => (chunk, records.place(key)),
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
        let key = record.key();
        let (chunk, at) = self.place(key);
        let chunks = Arc::make_mut(&mut self.chunks);
        let Some(records) = chunks.get_mut(chunk) else {
            chunks.push(Arc::new(std::iter::once(record).collect()));
            self.firsts = Arc::new(vec![key]);
            self.len = 1;
            return None;
        };
        let records = Arc::make_mut(records);
        let at = match at {
            Ok(at) => return Some(records.replace(at, record)),
            Err(at) => at,
        };
        self.len += 1;
        records.insert(at, record);
        if at == 0 {
            Arc::make_mut(&mut self.firsts)[chunk] = key;
        }
        if let Some(second) = records.split() {
            if let Some(first) = second.first() {
                Arc::make_mut(&mut self.firsts).insert(chunk + 1, first.key());
            }
            chunks.insert(chunk + 1, Arc::new(second));
        }
        None
    }

    /// Takes out the record with a key.
    pub fn remove(&mut self, key: T::Key) -> Option<Arc<T>> {
        let (chunk, at) = self.place(key);
        let at = at.ok()?;
        let chunks = Arc::make_mut(&mut self.chunks);
        let records = Arc::make_mut(chunks.get_mut(chunk)?);
        let record = records.remove(at);
        match records.first() {
            Some(first) if at == 0 => Arc::make_mut(&mut self.firsts)[chunk] = first.key(),
            Some(_) => {}
            None => {
                chunks.remove(chunk);
                Arc::make_mut(&mut self.firsts).remove(chunk);
            }
        }
        self.len -= 1;
        Some(record)
    }
}

/// The stretch of each of two lists of chunks before and after which both hold the same ones.
pub fn differing<T: Keyed>(old: &[Chunk<T>], new: &[Chunk<T>]) -> (Range<usize>, Range<usize>) {
    let same = |(a, b): &(&Chunk<T>, &Chunk<T>)| Arc::ptr_eq(a, b);
    let front = old.iter().zip(new).take_while(same).count();
    let rest = old[front..].iter().rev().zip(new[front..].iter().rev());
    let back = rest.take_while(same).count();
    (front..old.len() - back, front..new.len() - back)
}

impl<T: Keyed> FromIterator<T> for Chunked<T> {
    /// Of records with equal keys, the first stays.
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self::from_records(records.into_iter().map(Arc::new).collect()).0
    }
}
