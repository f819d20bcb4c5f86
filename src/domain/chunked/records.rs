//! One chunk: its records in order, in short parts, so that an edit touches few of them.
//!
//! Copying a list of `Arc`s counts up in every record, and a record that was not looked at
//! for a while is far away in memory. With parts, an edit of a chunk of five hundred counts
//! up in some forty places.

use std::sync::{Arc, OnceLock};

use super::Keyed;

/// The most records a chunk may hold.
pub const MAX_CHUNK: usize = 512;

/// The most records a part may hold.
const MAX_PART: usize = 32;

/// A chunk: records in order, never empty.
pub type Chunk<T> = Arc<Records<T>>;

type Part<T> = Arc<Vec<Arc<T>>>;

/// The records of a chunk, and what was asked of them as a whole.
#[derive(Debug)]
pub struct Records<T> {
    /// None is empty.
    parts: Vec<Part<T>>,
    len: usize,
    /// How far the furthest reaches, once somebody asked.
    reach: OnceLock<u32>,
}

impl<T> Clone for Records<T> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), len: self.len, reach: self.reach.clone() }
    }
}

impl<T> FromIterator<Arc<T>> for Records<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(records: I) -> Self {
        let mut records = records.into_iter();
        let (mut parts, mut len) = (Vec::new(), 0);
        loop {
            let part: Vec<_> = records.by_ref().take(MAX_PART * 3 / 4).collect();
            if part.is_empty() {
                return Self { parts, len, reach: OnceLock::new() };
            }
            len += part.len();
            parts.push(Arc::new(part));
        }
    }
}

impl<T> Records<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none, which is so of no chunk of a list.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + Clone {
        self.parts.iter().flat_map(|part| part.iter())
    }

    /// The first.
    pub fn first(&self) -> Option<&Arc<T>> {
        self.parts.first()?.first()
    }

    /// The last.
    pub fn last(&self) -> Option<&Arc<T>> {
        self.parts.last()?.last()
    }

    /// The record at a place.
    pub fn get(&self, at: usize) -> Option<&Arc<T>> {
        let (part, at) = self.part_at(at)?;
        self.parts[part].get(at)
    }

    /// How many records at the start something is true of, where it is true of none after them.
    pub fn partition_point(&self, is_true: impl Fn(&T) -> bool) -> usize {
        let part = self.parts.partition_point(|part| part.last().is_some_and(|last| is_true(last)));
        let before: usize = self.parts[..part].iter().map(|part| part.len()).sum();
        before + self.parts.get(part).map_or(0, |part| part.partition_point(|r| is_true(r)))
    }

    /// The part in which a record stands, and its place there.
    fn part_at(&self, mut at: usize) -> Option<(usize, usize)> {
        for (index, part) in self.parts.iter().enumerate() {
            if at < part.len() {
                return Some((index, at));
            }
            at -= part.len();
        }
        None
    }

    /// Puts a record in the place of another, which comes back.
    pub(super) fn replace(&mut self, at: usize, record: Arc<T>) -> Arc<T> {
        self.reach = OnceLock::new();
        match self.part_at(at) {
            Some((part, at)) => {
                std::mem::replace(&mut Arc::make_mut(&mut self.parts[part])[at], record)
            }
            None => record,
        }
    }

    /// Adds a record before the one that stands at a place, or at the end.
    pub(super) fn insert(&mut self, at: usize, record: Arc<T>) {
        self.reach = OnceLock::new();
        self.len += 1;
        let end = self.parts.last().map(|last| (self.parts.len() - 1, last.len()));
        let Some((index, at)) = self.part_at(at).or(end) else {
            self.parts.push(Arc::new(vec![record]));
            return;
        };
        let part = Arc::make_mut(&mut self.parts[index]);
        part.insert(at, record);
        if part.len() > MAX_PART {
            let second = part.split_off(MAX_PART / 2);
            self.parts.insert(index + 1, Arc::new(second));
        }
    }

    /// The second half, taken out, if there are more than a chunk may hold.
    pub(super) fn split(&mut self) -> Option<Self> {
        if self.len <= MAX_CHUNK {
            return None;
        }
        let parts = self.parts.split_off(self.parts.len() / 2);
        let len = parts.iter().map(|part| part.len()).sum();
        self.len -= len;
        Some(Self { parts, len, reach: OnceLock::new() })
    }

    /// Takes a record out. There must be one.
    pub(super) fn remove(&mut self, at: usize) -> Arc<T> {
        self.reach = OnceLock::new();
        self.len -= 1;
        let (index, at) = self.part_at(at).unwrap_or_default();
        let part = Arc::make_mut(&mut self.parts[index]);
        let record = part.remove(at);
        if part.is_empty() {
            self.parts.remove(index);
        }
        record
    }
}

impl<T: Keyed> Records<T> {
    /// How far the furthest of them reaches. Read once.
    pub fn reach(&self) -> u32 {
        *self.reach.get_or_init(|| self.iter().map(|r| r.reach()).max().unwrap_or_default())
    }

    /// Where a key stands, or would stand.
    pub(super) fn place(&self, key: T::Key) -> Result<usize, usize> {
        let at = self.partition_point(|record| record.key() < key);
        match self.get(at) {
            Some(record) if record.key() == key => Ok(at),
            _ => Err(at),
        }
    }
}
