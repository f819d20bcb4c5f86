//! A fast hash for identifiers, seeded at random like the standard one, so that nobody can
//! write a file whose ids collide. By folded multiplication (as in wyhash).

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};

/// A map with this hash.
pub(crate) type QuickMap<K, V> = HashMap<K, V, Seeded>;

/// A set with this hash.
pub(crate) type QuickSet<K> = HashSet<K, Seeded>;

/// Makes hashers with one random seed.
#[derive(Debug, Clone)]
pub(crate) struct Seeded(u64);

/// Hashes one key.
#[derive(Debug)]
pub(crate) struct Folding {
    state: u64,
    seed: u64,
}

impl Default for Seeded {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0_u8) | 1)
    }
}

impl BuildHasher for Seeded {
    type Hasher = Folding;
    fn build_hasher(&self) -> Folding {
        Folding { state: self.0.rotate_left(32), seed: self.0 }
    }
}

impl Folding {
    fn fold(&mut self, word: u64) {
        let wide = u128::from(self.state ^ word) * u128::from(self.seed);
        self.state = (wide as u64) ^ ((wide >> 64) as u64) ^ self.seed.rotate_left(17);
    }
}

impl Hasher for Folding {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.fold(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.fold(u64::from_le_bytes(last));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.fold(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.fold(number as u64);
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{ClaimId, IdSource as _, SeededIds};

    #[test]
    fn a_hundred_thousand_ids_hardly_ever_share_a_hash() {
        let build = Seeded::default();
        let mut ids = SeededIds(1);
        let hashes: std::collections::HashSet<u64> =
            (0..100_000).map(|_| build.hash_one(ids.id::<crate::domain::claim::Claim>())).collect();
        assert!(hashes.len() > 99_990, "{}", hashes.len());
    }

    #[test]
    fn what_was_put_under_an_id_is_found_under_it() {
        let mut map: QuickMap<ClaimId, usize> = QuickMap::default();
        let mut ids = SeededIds(2);
        let all: Vec<ClaimId> = (0..1000).map(|_| ids.id()).collect();
        map.extend(all.iter().enumerate().map(|(at, id)| (*id, at)));
        assert!(all.iter().enumerate().all(|(at, id)| map[id] == at));
    }
}
