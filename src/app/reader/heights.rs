//! The heights of all segments with their prefix sums: where a segment starts, and which
//! one stands at a height. One changed height costs O(log n) (a Fenwick tree in `f64`).

/// Heights of segments, in points.
#[derive(Debug, Clone, Default)]
pub(super) struct Heights {
    values: Vec<f32>,
    tree: Vec<f64>,
    version: u64,
}

impl Heights {
    /// Builds the sums in O(n).
    pub(super) fn new(values: Vec<f32>, version: u64) -> Self {
        let mut tree = vec![0.0; values.len() + 1];
        for (index, value) in values.iter().enumerate() {
            let at = index + 1;
            tree[at] += f64::from(*value);
            let parent = at + (at & at.wrapping_neg());
            if parent < tree.len() {
                tree[parent] += tree[at];
            }
        }
        Self { values, tree, version }
    }

    /// Changes with every change of a height.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Replaces one height; whether it was another.
    pub(super) fn set(&mut self, index: usize, height: f32) -> bool {
        let Some(value) = self.values.get_mut(index) else { return false };
        let change = f64::from(height) - f64::from(*value);
        if change == 0.0 {
            return false;
        }
        *value = height;
        self.version += 1;
        let mut at = index + 1;
        while at < self.tree.len() {
            self.tree[at] += change;
            at += at & at.wrapping_neg();
        }
        true
    }

    /// The sum of the heights before a segment.
    pub(super) fn before(&self, index: usize) -> f64 {
        let mut at = index.min(self.values.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree[at];
            at &= at - 1;
        }
        sum
    }

    /// The sum of all heights.
    pub(super) fn total(&self) -> f64 {
        self.before(self.values.len())
    }

    /// The segment at a height, and how far into it that is. Beyond the end, the last one.
    pub(super) fn at(&self, height: f64) -> (usize, f64) {
        let mut at = 0;
        let mut rest = height.max(0.0);
        let mut step = (self.tree.len()).next_power_of_two();
        while step > 0 {
            let next = at + step;
            if next < self.tree.len() && self.tree[next] <= rest {
                at = next;
                rest -= self.tree[next];
            }
            step /= 2;
        }
        if at >= self.values.len() && !self.values.is_empty() {
            let last = self.values.len() - 1;
            return (last, f64::from(self.values[last]));
        }
        (at, rest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_height_beyond_the_end_is_in_the_last_segment() {
        let heights = Heights::new(vec![10.0, 20.0], 0);
        assert_eq!(heights.at(1e9), (1, 20.0));
        assert_eq!(heights.at(-5.0), (0, 0.0));
        assert_eq!(heights.at(10.0), (1, 0.0));
        assert_eq!(Heights::default().at(3.0).0, 0);
    }

    proptest! {
        #[test]
        fn sums_agree_with_adding_up_after_any_changes(
            values in proptest::collection::vec(0u16..500, 1..80),
            changes in proptest::collection::vec((0usize..80, 0u16..500), 0..40),
            probe in 0u32..40_000,
        ) {
            let mut plain: Vec<f32> = values.iter().map(|v| f32::from(*v)).collect();
            let mut heights = Heights::new(plain.clone(), 0);
            for (index, height) in changes {
                let changed = heights.set(index, f32::from(height));
                if let Some(value) = plain.get_mut(index) {
                    prop_assert_eq!(changed, *value != f32::from(height));
                    *value = f32::from(height);
                }
            }
            let mut sum = 0.0;
            for (index, value) in plain.iter().enumerate() {
                prop_assert!((heights.before(index) - sum).abs() < 1e-6);
                let probe = f64::from(probe);
                if sum <= probe && probe < sum + f64::from(*value) {
                    prop_assert_eq!(heights.at(probe), (index, probe - sum));
                }
                sum += f64::from(*value);
            }
            prop_assert!((heights.total() - sum).abs() < 1e-6);
        }
    }
}
