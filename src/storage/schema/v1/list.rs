//! How lists, optional fields and small records are written.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use ron::{ser::PrettyConfig, value::RawValue};
use serde::de::{self, DeserializeOwned, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error as _, ser::SerializeSeq};

use crate::domain::{
    chunked::{Chunked, Keyed},
    ids::MAX_ID_LEN,
    invariant::{RecordRef, Violation},
};

/// What a well-formed record says that can't be: it names a field that belongs to
/// another sort of record, or a colour that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unfit(pub String);

/// A domain record that stands in a list of its own in the file.
pub trait Record: Keyed + Sized + 'static {
    /// What is written for it.
    type V1<'a>: Serialize + DeserializeOwned;

    /// What is written for this one; strings are borrowed.
    fn to_v1(&self) -> Self::V1<'_>;

    /// The record that was read; strings are moved. What does not hold inside it is added
    /// to what was found.
    fn from_v1(v1: Self::V1<'static>, found: &mut Vec<Violation>) -> Result<Self, Unfit>;

    /// What messages call it.
    fn named(&self) -> RecordRef;

    /// The same record under another id; `None` for a record without one of its own.
    fn renamed(&self, id: &str) -> Option<Self>;
}

/// A list of records. Each one is converted as it is read or written, so that a large
/// project never stands in memory twice.
#[derive(Debug)]
pub struct Records<T: Keyed> {
    /// The records in order.
    pub list: Chunked<T>,
    /// What was found not to hold on reading: records whose id an earlier one has. They
    /// stand in the list under a new id, so that nothing is lost.
    pub found: Vec<Violation>,
}

impl<T: Keyed> Records<T> {
    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl<T: Keyed> Default for Records<T> {
    fn default() -> Self {
        Self { list: Chunked::default(), found: Vec::new() }
    }
}

impl<T: Keyed> From<&Chunked<T>> for Records<T> {
    fn from(list: &Chunked<T>) -> Self {
        Self { list: list.clone(), found: Vec::new() }
    }
}

impl<T: Record> Serialize for Records<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.list.len()))?;
        for record in self.list.iter() {
            list.serialize_element(&record.to_v1())?;
        }
        list.end()
    }
}

impl<'de, T: Record> Deserialize<'de> for Records<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RecordsVisitor<T>(PhantomData<T>);
        impl<'de, T: Record> Visitor<'de> for RecordsVisitor<T> {
            type Value = Records<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of records")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Records<T>, A::Error> {
                let mut found = Vec::new();
                let mut records = Vec::new();
                while let Some(v1) = list.next_element::<T::V1<'static>>()? {
                    let record = T::from_v1(v1, &mut found).map_err(de::Error::custom)?;
                    records.push(Arc::new(record));
                }
                let (mut list, repeated) = Chunked::from_records(records);
                for record in repeated {
                    found.push(Violation::DuplicateId { record: record.named() });
                    put_renamed(&mut list, record.as_ref());
                }
                Ok(Records { list, found })
            }
        }
        deserializer.deserialize_seq(RecordsVisitor(PhantomData))
    }
}

/// Adds a record whose id is taken under the next free one: `ID-2`, `ID-3` …
fn put_renamed<T: Record>(list: &mut Chunked<T>, record: &T) {
    let id = record.named().id;
    for number in 2..=list.len() + 2 {
        let suffix = format!("-{number}");
        let stem = &id[..id.len().min(MAX_ID_LEN - suffix.len())];
        match record.renamed(&format!("{stem}{suffix}")) {
            Some(renamed) if list.get(renamed.key()).is_none() => {
                list.put(Arc::new(renamed));
                return;
            }
            Some(_) => {}
            None => return,
        }
    }
}

/// Whether a list is left out.
pub(super) fn empty<T>(list: &[T]) -> bool {
    list.is_empty()
}

/// Whether a flag is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(super) fn not(flag: &bool) -> bool {
    !flag
}

/// An optional field without `Some`: a field that is there has a value.
pub(super) mod bare {
    use super::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde calls it with a reference")]
    pub fn serialize<T: Serialize, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Some)
    }
}

fn one_line<T: Serialize>(value: &T) -> Result<Box<RawValue>, ron::Error> {
    let layout = PrettyConfig::new().depth_limit(0).new_line("\n").escape_strings(false);
    RawValue::from_boxed_ron(ron::ser::to_string_pretty(value, layout)?.into_boxed_str())
        .map_err(|error| error.code)
}

/// A small record on one line.
pub(super) fn compact<T: Serialize, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    one_line(value).map_err(S::Error::custom)?.serialize(serializer)
}

/// A list of small records, each on a line of its own.
pub(super) fn compact_each<T: Serialize, S: Serializer>(
    values: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(values.len()))?;
    for value in values {
        list.serialize_element(&one_line(value).map_err(S::Error::custom)?)?;
    }
    list.end()
}
