//! Where an article's claims begin, coarsely: what the overview is painted from. Kept
//! bucket by bucket as chunks of claims come and go, so that its cost follows neither the
//! text nor the number of claims.

use std::collections::BTreeMap;

use crate::domain::ids::TermId;

/// How finely the overview tells places apart.
pub(super) const BUCKETS: u32 = 4096;

/// What colours a mark: the kind of a claim's first evidence.
pub(super) type Sort = Option<TermId>;

/// A mark of a chunk of claims: a bucket of the text and what colours it.
pub(super) type Tick = (u16, Sort);

/// The marks of all chunks of an article.
#[derive(Debug, Default)]
pub(super) struct Overview {
    /// For each bucket, how many chunks have a mark of a sort there. Empty, or one a bucket.
    buckets: Vec<Vec<(Sort, u32)>>,
    /// How many marks of each sort there are.
    sorts: BTreeMap<Sort, u32>,
}

impl Overview {
    /// Takes in the marks of a chunk.
    pub(super) fn add(&mut self, ticks: &[Tick]) {
        if self.buckets.is_empty() && !ticks.is_empty() {
            self.buckets.resize(BUCKETS as usize, Vec::new());
        }
        for (bucket, sort) in ticks {
            *self.sorts.entry(*sort).or_default() += 1;
            let Some(there) = self.buckets.get_mut(usize::from(*bucket)) else { continue };
            match there.iter_mut().find(|(known, _)| known == sort) {
                Some((_, count)) => *count += 1,
                None => there.push((*sort, 1)),
            }
        }
    }

    /// Takes out the marks of a chunk that was added.
    pub(super) fn remove(&mut self, ticks: &[Tick]) {
        for (bucket, sort) in ticks {
            if let Some(count) = self.sorts.get_mut(sort) {
                *count = count.saturating_sub(1);
            }
            let Some(there) = self.buckets.get_mut(usize::from(*bucket)) else { continue };
            if let Some(at) = there.iter().position(|(known, _)| known == sort) {
                there[at].1 -= 1;
                if there[at].1 == 0 {
                    there.remove(at);
                }
            }
        }
        self.sorts.retain(|_, count| *count > 0);
    }

    /// All sorts that have a mark, in order.
    pub(super) fn sorts(&self) -> impl Iterator<Item = Sort> {
        self.sorts.keys().copied()
    }

    /// The sorts that have a mark in a bucket, in no order that tells anything.
    pub(super) fn in_bucket(&self, bucket: usize) -> impl Iterator<Item = Sort> {
        self.buckets.get(bucket).into_iter().flatten().map(|(sort, _)| *sort)
    }
}

/// The bucket that a code point falls into.
pub(super) fn bucket(at: u32, text_len: u32) -> u16 {
    let scaled = u64::from(at) * u64::from(BUCKETS) / u64::from(text_len.max(1));
    scaled.min(u64::from(BUCKETS) - 1) as u16
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn term(name: u8) -> Sort {
        (name > 0).then(|| format!("t{name}").parse().expect("an id"))
    }

    proptest! {
        #[test]
        fn what_stays_is_what_the_remaining_chunks_have(
            chunks in proptest::collection::vec(
                proptest::collection::vec((0u16..40, 0u8..4), 0..30),
                0..8,
            ),
            gone in proptest::collection::vec(any::<bool>(), 8),
        ) {
            let chunks: Vec<Vec<Tick>> = chunks
                .into_iter()
                .map(|ticks| ticks.into_iter().map(|(at, sort)| (at, term(sort))).collect())
                .collect();
            let mut overview = Overview::default();
            for ticks in &chunks {
                overview.add(ticks);
            }
            let mut left: Vec<Tick> = Vec::new();
            for (ticks, gone) in chunks.iter().zip(gone) {
                if gone {
                    overview.remove(ticks);
                } else {
                    left.extend(ticks);
                }
            }
            for bucket in 0..40_u16 {
                let mut found: Vec<Sort> = overview.in_bucket(usize::from(bucket)).collect();
                let mut expected: Vec<Sort> =
                    left.iter().filter(|(at, _)| *at == bucket).map(|(_, sort)| *sort).collect();
                found.sort_unstable();
                expected.sort_unstable();
                expected.dedup();
                prop_assert_eq!(found, expected);
            }
            let mut sorts: Vec<Sort> = left.into_iter().map(|(_, sort)| sort).collect();
            sorts.sort_unstable();
            sorts.dedup();
            prop_assert_eq!(overview.sorts().collect::<Vec<_>>(), sorts);
        }
    }

    #[test]
    fn the_last_code_point_falls_into_the_last_bucket() {
        assert_eq!(bucket(0, 0), 0);
        assert_eq!(bucket(99, 100), (BUCKETS - BUCKETS.div_ceil(100)) as u16);
        assert_eq!(bucket(100, 100), (BUCKETS - 1) as u16);
    }
}
