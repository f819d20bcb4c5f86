//! A fingerprint of a file's bytes, to notice that somebody else changed it.
//!
//! XXH64 (Yann Collet's specification, seed 0) with the length beside it: an accidental
//! change is missed once in 2⁶⁴. It is no protection against a forger, and needs to be
//! none: whoever can write the file can do as they like with it. SHA-256 would take as
//! long as reading the project.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

const PRIMES: [u64; 5] = [
    0x9E37_79B1_85EB_CA87,
    0xC2B2_AE3D_27D4_EB4F,
    0x1656_67B1_9E37_79F9,
    0x85EB_CA77_C2B2_AE63,
    0x27D4_EB2F_1656_67C5,
];
const STRIPE: usize = 32;

/// The fingerprint of some bytes, written `LENGTH-HEX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash {
    /// How many bytes there are.
    pub len: u64,
    /// Their XXH64.
    pub xxh64: u64,
}

impl ContentHash {
    /// The fingerprint of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = ContentHasher::default();
        hasher.update(bytes);
        hasher.finish()
    }
}

/// Computes a fingerprint piece by piece.
#[derive(Debug, Clone)]
pub struct ContentHasher {
    lanes: [u64; 4],
    pending: [u8; STRIPE],
    filled: usize,
    len: u64,
}

impl Default for ContentHasher {
    fn default() -> Self {
        let [p1, p2, ..] = PRIMES;
        let lanes = [p1.wrapping_add(p2), p2, 0, 0_u64.wrapping_sub(p1)];
        Self { lanes, pending: [0; STRIPE], filled: 0, len: 0 }
    }
}

fn round(lane: u64, input: u64) -> u64 {
    lane.wrapping_add(input.wrapping_mul(PRIMES[1])).rotate_left(31).wrapping_mul(PRIMES[0])
}

fn word(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

fn stripe(lanes: &mut [u64; 4], bytes: &[u8]) {
    for (lane, input) in lanes.iter_mut().zip(bytes.as_chunks::<8>().0) {
        *lane = round(*lane, u64::from_le_bytes(*input));
    }
}

impl ContentHasher {
    /// Adds bytes.
    pub fn update(&mut self, mut bytes: &[u8]) {
        self.len += bytes.len() as u64;
        if self.filled > 0 {
            let taken = bytes.len().min(STRIPE - self.filled);
            self.pending[self.filled..self.filled + taken].copy_from_slice(&bytes[..taken]);
            self.filled += taken;
            bytes = &bytes[taken..];
            if self.filled < STRIPE {
                return;
            }
            stripe(&mut self.lanes, &self.pending);
            self.filled = 0;
        }
        let (stripes, rest) = bytes.as_chunks::<STRIPE>();
        for bytes in stripes {
            stripe(&mut self.lanes, bytes);
        }
        self.pending[..rest.len()].copy_from_slice(rest);
        self.filled = rest.len();
    }

    /// The fingerprint of all that was added.
    pub fn finish(&self) -> ContentHash {
        let [p1, p2, p3, p4, p5] = PRIMES;
        let mut hash = if self.len >= STRIPE as u64 {
            let turns = [1, 7, 12, 18];
            let sum = self
                .lanes
                .iter()
                .zip(turns)
                .fold(0_u64, |sum, (lane, turn)| sum.wrapping_add(lane.rotate_left(turn)));
            self.lanes
                .iter()
                .fold(sum, |hash, lane| (hash ^ round(0, *lane)).wrapping_mul(p1).wrapping_add(p4))
        } else {
            p5
        };
        hash = hash.wrapping_add(self.len);
        let mut rest = &self.pending[..self.filled];
        while rest.len() >= 8 {
            hash ^= round(0, word(&rest[..8]));
            hash = hash.rotate_left(27).wrapping_mul(p1).wrapping_add(p4);
            rest = &rest[8..];
        }
        if rest.len() >= 4 {
            hash ^= word(&rest[..4]).wrapping_mul(p1);
            hash = hash.rotate_left(23).wrapping_mul(p2).wrapping_add(p3);
            rest = &rest[4..];
        }
        for byte in rest {
            hash ^= u64::from(*byte).wrapping_mul(p5);
            hash = hash.rotate_left(11).wrapping_mul(p1);
        }
        hash = (hash ^ hash >> 33).wrapping_mul(p2);
        hash = (hash ^ hash >> 29).wrapping_mul(p3);
        ContentHash { len: self.len, xxh64: hash ^ hash >> 32 }
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.len, self.xxh64)
    }
}

/// The text is no fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no fingerprint of a file")]
pub struct NoContentHash(String);

impl FromStr for ContentHash {
    type Err = NoContentHash;

    fn from_str(text: &str) -> Result<Self, NoContentHash> {
        let parse = || {
            let (len, hash) = text.split_once('-')?;
            Some(Self { len: len.parse().ok()?, xxh64: u64::from_str_radix(hash, 16).ok()? })
        };
        parse().ok_or_else(|| NoContentHash(text.to_owned()))
    }
}

impl Serialize for ContentHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specification_s_examples_come_out() {
        for (text, hash) in [
            ("", 0xEF46_DB37_51D8_E999),
            ("a", 0xD24E_C4F1_A98C_6E5B),
            ("abc", 0x44BC_2CF5_AD77_0999),
            ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
        ] {
            assert_eq!(ContentHash::of(text.as_bytes()).xxh64, hash, "{text}");
        }
    }

    #[test]
    fn pieces_give_the_same_as_the_whole_however_they_are_cut() {
        let bytes: Vec<u8> = (0..200_u8).collect();
        for first in 0..=70 {
            let mut hasher = ContentHasher::default();
            hasher.update(&bytes[..first]);
            hasher.update(&bytes[first..first + 13]);
            hasher.update(&bytes[first + 13..]);
            assert_eq!(hasher.finish(), ContentHash::of(&bytes), "cut at {first}");
        }
    }

    #[test]
    fn a_fingerprint_is_written_and_read_unchanged() {
        let hash = ContentHash::of(b"project");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!("7".parse::<ContentHash>().is_err());
    }
}
