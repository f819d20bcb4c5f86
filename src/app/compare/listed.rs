//! The joins that are shown, filtered and in their order.

use super::places::Places;
use crate::analysis::{
    compare::{Join, JoinKind},
    fold::fold,
};

/// Which kinds of joins are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Joins {
    /// All of them.
    #[default]
    All,
    /// Reused passages and quotations.
    Passages,
    /// Pairs of claims.
    Claims,
    /// Sources and works.
    Sources,
}

impl Joins {
    /// All modes in the order of the tabs.
    pub const ALL: [Self; 4] = [Self::All, Self::Passages, Self::Claims, Self::Sources];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Passages => "Passages",
            Self::Claims => "Claims",
            Self::Sources => "Sources",
        }
    }

    /// Whether joins of a kind are shown.
    pub fn shows(self, kind: JoinKind) -> bool {
        match self {
            Self::All => true,
            Self::Passages => matches!(kind, JoinKind::Passage | JoinKind::Quotation),
            Self::Claims => kind == JoinKind::Claim,
            Self::Sources => kind == JoinKind::Source,
        }
    }
}

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Kind by kind.
    Kind,
    /// As it stands on the left.
    #[default]
    Left,
    /// As it stands on the right.
    Right,
    /// By how much differs.
    Difference,
    /// By how sure or complete.
    Score,
}

/// The rows of the table: places in the list of joins.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) kinds: Joins,
    pub(super) order: Order,
    pub(super) backwards: bool,
    pub(super) query: String,
    pub(super) rows: Vec<usize>,
    /// The row that was chosen last.
    pub(super) cursor: usize,
    row_of: Vec<Option<usize>>,
    /// Where the joins of the rows stand in both texts.
    pub(super) places: [Places; 2],
    /// How many joins there are of each of [`Joins::ALL`].
    pub(super) counts: [usize; 4],
    made_for: Option<(u64, Joins, Order, bool, String)>,
}

impl Listed {
    /// The row of a join.
    pub(super) fn row_of(&self, join: usize) -> Option<usize> {
        self.row_of.get(join).copied().flatten()
    }

    /// Sorts and filters anew if something changed.
    pub(super) fn follow(&mut self, joins: &[Join], version: u64) {
        let key = (version, self.kinds, self.order, self.backwards, self.query.clone());
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        let words: Vec<String> = self.query.split_whitespace().map(fold).collect();
        let fits = |join: &Join| {
            self.kinds.shows(join.kind())
                && (words.is_empty() || {
                    let folded = fold(&format!("{} {}", join.kind().label(), join.label));
                    words.iter().all(|word| folded.contains(word))
                })
        };
        let mut rows: Vec<usize> =
            joins.iter().enumerate().filter(|(_, j)| fits(j)).map(|(at, _)| at).collect();
        let place =
            |spans: &[crate::domain::span::Span]| spans.first().map_or(u32::MAX, |s| s.start);
        let changed = |join: &Join| {
            let equal = crate::analysis::reuse::OperationKind::Equal;
            join.operations.iter().filter(|o| o.kind != equal).count()
        };
        rows.sort_by(|a, b| {
            let (a, b) = (&joins[*a], &joins[*b]);
            let order = match self.order {
                Order::Kind => a.kind().cmp(&b.kind()),
                Order::Left => place(&a.left).cmp(&place(&b.left)),
                Order::Right => place(&a.right).cmp(&place(&b.right)),
                // Most first: that is what one looks for.
                Order::Difference => changed(b).cmp(&changed(a)),
                Order::Score => b.score.total_cmp(&a.score),
            };
            if self.backwards { order.reverse() } else { order }
        });
        self.row_of = vec![None; joins.len()];
        for (row, join) in rows.iter().enumerate() {
            self.row_of[*join] = Some(row);
        }
        let shown = || rows.iter().filter_map(|at| Some((*at, joins.get(*at)?)));
        self.places = [
            Places::new(shown().flat_map(|(at, j)| j.left.iter().map(move |s| (*s, at)))),
            Places::new(shown().flat_map(|(at, j)| j.right.iter().map(move |s| (*s, at)))),
        ];
        self.counts =
            Joins::ALL.map(|kinds| joins.iter().filter(|j| kinds.shows(j.kind())).count());
        self.rows = rows;
        self.made_for = Some(key);
    }
}
