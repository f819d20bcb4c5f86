//! A list that mostly has very few members: those stand in it, and need no memory of their own.

/// A list. Up to `N` members stand in it.
#[derive(Debug, Clone)]
pub(crate) enum Few<T, const N: usize> {
    /// Nothing.
    Empty,
    /// So many of these, the first ones; what follows them means nothing.
    Here([T; N], u8),
    /// More.
    There(Vec<T>),
}

impl<T: Copy, const N: usize> Few<T, N> {
    /// An empty list that will have so many members.
    pub fn new(count: usize) -> Self {
        if count > N { Self::There(Vec::with_capacity(count)) } else { Self::Empty }
    }

    /// Adds a member.
    pub fn push(&mut self, member: T) {
        match self {
            Self::Empty if N > 0 => *self = Self::Here([member; N], 1),
            Self::Empty => *self = Self::There(vec![member]),
            Self::Here(members, count) if usize::from(*count) < N => {
                members[usize::from(*count)] = member;
                *count += 1;
            }
            Self::Here(members, _) => {
                let mut all = members.to_vec();
                all.push(member);
                *self = Self::There(all);
            }
            Self::There(members) => members.push(member),
        }
    }

    /// The members in order.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::Empty => &[],
            Self::Here(members, count) => &members[..usize::from(*count)],
            Self::There(members) => members,
        }
    }

    /// The members in order, to be changed.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Self::Empty => &mut [],
            Self::Here(members, count) => &mut members[..usize::from(*count)],
            Self::There(members) => members,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_wherever_they_stand() {
        for announced in [0, 2, 3, 9] {
            let mut list: Few<u32, 3> = Few::new(announced);
            assert_eq!(list.as_slice(), &[] as &[u32]);
            for n in 0..6 {
                list.push(n);
                assert_eq!(list.as_slice(), (0..=n).collect::<Vec<_>>());
            }
            list.as_mut_slice()[4] = 9;
            assert_eq!(list.as_slice(), [0, 1, 2, 3, 9, 5]);
        }
        let mut none: Few<u32, 0> = Few::new(0);
        none.push(1);
        assert_eq!(none.as_slice(), [1]);
    }
}
