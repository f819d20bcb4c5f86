//! How lists are written: record by record, so that nothing stands in memory twice.

use std::cell::{Cell, RefCell};

use serde::{Serialize, Serializer, ser::Error as _, ser::SerializeSeq as _};

use super::article::ArticleRecord;
use crate::{
    domain::{
        article::Article,
        chunked::{Chunked, Keyed},
        claim::Claim,
    },
    export::{ExportError, Progress},
};

/// A domain record that has a form in JSON.
pub(super) trait Record {
    /// What is written for it.
    type Written<'a>: Serialize
    where
        Self: 'a;

    /// What is written for this one; strings are borrowed.
    fn written(&self) -> Self::Written<'_>;
}

/// A list of records in chunks.
pub(super) struct All<'a, T: Keyed>(pub &'a Chunked<T>);

impl<T: Keyed> All<'_, T> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Keyed + Record> Serialize for All<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for record in self.0.iter() {
            list.serialize_element(&record.written())?;
        }
        list.end()
    }
}

/// A list of records in a record.
pub(super) struct Each<'a, T>(pub &'a [T]);

impl<T> Each<'_, T> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Record> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for record in self.0 {
            list.serialize_element(&record.written())?;
        }
        list.end()
    }
}

/// Whether a list is left out.
pub(super) fn empty<T>(list: &[T]) -> bool {
    list.is_empty()
}

/// Counts the claims that are done, and keeps why the export should stop: a serializer's
/// error can't carry it.
pub(super) struct Counter<'a> {
    progress: &'a Progress<'a>,
    done: Cell<usize>,
    total: usize,
    stopped: RefCell<Option<ExportError>>,
}

impl<'a> Counter<'a> {
    pub fn new(progress: &'a Progress<'a>, total: usize) -> Self {
        Self { progress, done: Cell::new(0), total, stopped: RefCell::new(None) }
    }

    /// Why the export stopped, if it was not the writing that failed.
    pub fn stopped(&self) -> Option<ExportError> {
        self.stopped.take()
    }

    fn step<E: serde::ser::Error>(&self) -> Result<(), E> {
        self.progress.step(self.done.get(), self.total).map_err(|why| {
            let message = E::custom(&why);
            self.stopped.replace(Some(why));
            message
        })?;
        self.done.set(self.done.get() + 1);
        Ok(())
    }
}

/// The articles, which hold the claims.
pub(super) struct Articles<'a> {
    pub list: &'a Chunked<Article>,
    pub counter: &'a Counter<'a>,
}

impl Articles<'_> {
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Serialize for Articles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.list.len()))?;
        for article in self.list.iter() {
            list.serialize_element(&ArticleRecord::new(article, self.counter))?;
        }
        list.end()
    }
}

/// The claims of an article, counted.
pub(super) struct Claims<'a> {
    pub list: &'a Chunked<Claim>,
    pub counter: &'a Counter<'a>,
}

impl Claims<'_> {
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Serialize for Claims<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.list.len()))?;
        for claim in self.list.iter() {
            self.counter.step::<S::Error>().map_err(S::Error::custom)?;
            list.serialize_element(&claim.written())?;
        }
        list.end()
    }
}
