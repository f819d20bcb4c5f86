//! Identifiers: short, random, stable. They never encode an order or a kind.
//!
//! An id is a few ASCII characters held in place, so that it is `Copy` and costs no
//! heap. Its type parameter says what it identifies; a `SourceId` can't be given
//! where a `WorkId` is wanted.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    analyst::Analyst, article::Article, assessment::Assessment, claim::Chain, claim::Claim,
    codebook::Term, evidence::Evidence, lineage::Lineage, link::Link, reference::Reference,
    ruling::Ruling, session::Session, source::Source, todo::Todo, work::Work,
};

/// The most ASCII characters an id may have.
pub const MAX_ID_LEN: usize = 23;

/// The identifier of a record of type `T`.
pub struct Id<T> {
    len: u8,
    bytes: [u8; MAX_ID_LEN],
    of: PhantomData<fn() -> T>,
}

/// Identifies an [`Analyst`].
pub type AnalystId = Id<Analyst>;
/// Identifies an [`Article`].
pub type ArticleId = Id<Article>;
/// Identifies an [`Assessment`].
pub type AssessmentId = Id<Assessment>;
/// Identifies a [`Chain`].
pub type ChainId = Id<Chain>;
/// Identifies a [`Claim`].
pub type ClaimId = Id<Claim>;
/// Identifies an [`Evidence`].
pub type EvidenceId = Id<Evidence>;
/// Identifies a [`Lineage`] edge.
pub type LineageId = Id<Lineage>;
/// Identifies a [`Link`].
pub type LinkId = Id<Link>;
/// Identifies a [`Reference`].
pub type ReferenceId = Id<Reference>;
/// Identifies a [`Ruling`].
pub type RulingId = Id<Ruling>;
/// Identifies a [`Session`].
pub type SessionId = Id<Session>;
/// Identifies a [`Source`].
pub type SourceId = Id<Source>;
/// Identifies a codebook [`Term`], that is, an evidence kind.
pub type TermId = Id<Term>;
/// Identifies a [`Todo`].
pub type TodoId = Id<Todo>;
/// Identifies a [`Work`].
pub type WorkId = Id<Work>;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("an id is empty")]
    Empty,
    /// The text has more than [`MAX_ID_LEN`] characters.
    #[error("the id \"{0}\" is longer than {MAX_ID_LEN} characters")]
    TooLong(String),
    /// The text has a character other than ASCII letters, digits, `-` and `_`.
    #[error("the id \"{0}\" may hold only ASCII letters, digits, - and _")]
    BadCharacter(String),
}

impl<T> Id<T> {
    /// Reads an id from its text.
    pub fn new(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > MAX_ID_LEN {
            return Err(IdError::TooLong(text.to_owned()));
        }
        if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return Err(IdError::BadCharacter(text.to_owned()));
        }
        let mut bytes = [0; MAX_ID_LEN];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Self { len: text.len() as u8, bytes, of: PhantomData })
    }

    /// An id of eight characters of base 32 (without look-alikes) made from random bits.
    ///
    /// 40 bits are used: among 100,000 records the chance of any collision is 0.5 %,
    /// and a collision is refused when the record is added.
    pub fn from_random(bits: u64) -> Self {
        const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
        let mut bytes = [0; MAX_ID_LEN];
        for (place, byte) in bytes.iter_mut().take(8).enumerate() {
            *byte = ALPHABET[(bits >> (5 * place)) as usize & 31];
        }
        Self { len: 8, bytes, of: PhantomData }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or_default()
    }

    /// The same text as the id of another type: where one list may hold either.
    pub fn cast<U>(self) -> Id<U> {
        Id { len: self.len, bytes: self.bytes, of: PhantomData }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
impl<T> FromStr for Id<T> {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::new(text)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<T> de::Visitor<'_> for Visitor<T> {
            type Value = Id<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id<T>, E> {
                Id::new(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor(PhantomData))
    }
}

/// Where new ids come from. Randomness is passed in: the domain has none of its own.
pub trait IdSource {
    /// 64 random bits, different at every call.
    fn bits(&mut self) -> u64;

    /// A new id.
    fn id<T>(&mut self) -> Id<T>
    where
        Self: Sized,
    {
        Id::from_random(self.bits())
    }
}

/// Ids from a seed (splitmix64), for tests, benches and generated samples.
#[derive(Debug, Clone)]
pub struct SeededIds(pub u64);

impl IdSource for SeededIds {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_and_written_unchanged() {
        let id: SourceId = "on-record_7".parse().expect("valid");
        assert_eq!(id.as_str(), "on-record_7");
    }

    #[test]
    fn an_id_that_is_empty_long_or_has_a_space_is_refused() {
        assert_eq!(SourceId::new(""), Err(IdError::Empty));
        assert!(matches!(SourceId::new(&"a".repeat(24)), Err(IdError::TooLong(_))));
        assert!(matches!(SourceId::new("a b"), Err(IdError::BadCharacter(_))));
    }

    #[test]
    fn a_random_id_has_eight_characters_and_follows_the_bits() {
        let mut ids = SeededIds(1);
        let (a, b): (ClaimId, ClaimId) = (ids.id(), ids.id());
        assert_eq!(a.as_str().len(), 8);
        assert_ne!(a, b);
        assert_eq!(SeededIds(1).id::<Claim>(), a);
    }
}
