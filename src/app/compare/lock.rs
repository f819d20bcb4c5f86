//! Scrolling locked to alignment: where one side is read, the other shows what corresponds.
//!
//! The side that the analyst moves leads. Between two aligned passages that follow each other
//! on both sides the other side moves evenly; else it stays with the nearest one.

use crate::{
    analysis::compare::{Join, JoinKind},
    app::state::{Side, Sides},
    domain::span::Span,
};

/// Where in the window the line stands that both sides are held together at.
const LINE: f32 = 0.3;

/// The lock, while it is on.
#[derive(Debug, Default)]
pub struct Lock {
    /// Aligned spans, by their start on the left and on the right.
    pairs: [Vec<(Span, Span)>; 2],
    made_for: Option<u64>,
    leader: usize,
    /// Where both sides were in the last frame.
    reads: [Option<u32>; 2],
    /// Where the other side is to go, and whether it is on its way.
    goal: Option<(u32, bool)>,
    state: State,
}

/// What the next frame means.
#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    /// The lock was just put on: the other side comes.
    #[default]
    Align,
    /// Both sides were put where they are: nothing follows.
    Rest,
    /// The other side follows what is moved.
    Follow,
}

impl Lock {
    /// A lock that aligns the other side with this one.
    pub fn begin(side: usize) -> Self {
        Self { leader: side, ..Self::default() }
    }

    /// The joins that both sides are aligned by.
    pub(super) fn follow(&mut self, joins: &[Join], version: u64) {
        if self.made_for == Some(version) {
            return;
        }
        let aligned = joins.iter().filter(|j| j.kind() == JoinKind::Passage);
        let pairs = aligned.filter_map(|j| Some((*j.left.first()?, *j.right.first()?)));
        let mut there: Vec<_> = pairs.collect();
        let mut back: Vec<_> = there.iter().map(|(l, r)| (*r, *l)).collect();
        there.sort_unstable();
        back.sort_unstable();
        self.pairs = [there, back];
        self.made_for = Some(version);
    }

    /// The analyst moves this side.
    pub fn lead(&mut self, side: usize) {
        if self.leader != side {
            (self.leader, self.goal) = (side, None);
        }
    }

    /// Both sides are put where they are to be; nothing follows until one is moved.
    pub fn rest(&mut self) {
        (self.state, self.goal) = (State::Rest, None);
    }

    /// Has the other side follow. Whether another frame is needed.
    pub fn act(&mut self, sides: &mut Sides) -> bool {
        let read = |side: &Side| {
            let window = side.reader.window();
            let line = window.top() + window.height() * LINE;
            window.is_positive().then(|| side.reader.code_point_at(line)).flatten()
        };
        let now = [read(&sides.both[0]), read(&sides.both[1])];
        let before = std::mem::replace(&mut self.reads, now);
        let state = std::mem::replace(&mut self.state, State::Follow);
        let (Some(at), Some(_)) = (now[self.leader], now[1 - self.leader]) else {
            self.state = state;
            return false;
        };
        let moved = before[self.leader].is_some_and(|before| before != at);
        match state {
            State::Rest => return false,
            State::Follow if !moved => {}
            State::Follow | State::Align => {
                self.goal = opposite(&self.pairs[self.leader], at).map(|goal| (goal, false));
            }
        }
        let Some((goal, on_its_way)) = self.goal else { return false };
        let other = &mut sides.both[1 - self.leader].reader;
        if on_its_way && !other.is_gliding() {
            self.goal = None;
            return false;
        }
        other.glide_to(goal, other.window().height() * LINE);
        self.goal = Some((goal, true));
        true
    }
}

/// The code point on the other side that corresponds to one on this side. `pairs` are sorted
/// by their place on this side.
pub(super) fn opposite(pairs: &[(Span, Span)], at: u32) -> Option<u32> {
    let next = pairs.partition_point(|(here, _)| here.start <= at);
    let before = next.checked_sub(1).and_then(|i| pairs.get(i));
    let within = |from: Span, to: Span| {
        let share =
            f64::from(at.clamp(from.start, from.end) - from.start) / f64::from(from.len().max(1));
        to.start + (f64::from(to.len()) * share) as u32
    };
    match (before, pairs.get(next)) {
        (None, None) => None,
        // Outside of all passages both sides move alike.
        (Some((here, there)), None) => {
            Some(within(*here, *there).saturating_add(at.saturating_sub(here.end)))
        }
        (None, Some((here, there))) => Some(there.start.saturating_sub(here.start - at)),
        (Some((here, there)), Some(_)) if at < here.end => Some(within(*here, *there)),
        (Some((here, there)), Some((then, to))) => {
            // In the same order on both sides: evenly from one to the next.
            if there.end <= to.start && here.end < then.start {
                let gap = Span { start: here.end, end: then.start };
                return Some(within(gap, Span { start: there.end, end: to.start }));
            }
            let nearer = at.saturating_sub(here.end) <= then.start.saturating_sub(at);
            Some(if nearer { there.end } else { to.start })
        }
    }
}
