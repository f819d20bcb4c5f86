//! Scrolling locked to alignment: where one side is read, the other shows what corresponds.
//!
//! The side that the analyst moves leads. Between two aligned passages that follow each other
//! on both sides the other side moves evenly; else it stays with the nearest one. Of a passage
//! that stands in several places the one is followed that is nearest to what is read there.

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
    aligned: Aligned,
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
        if self.made_for != Some(version) {
            self.aligned = Aligned::new(joins);
            self.made_for = Some(version);
        }
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
        let (Some(at), Some(there)) = (now[self.leader], now[1 - self.leader]) else {
            self.state = state;
            return false;
        };
        let moved = before[self.leader].is_some_and(|before| before != at);
        match state {
            State::Rest => return false,
            State::Follow if !moved => {}
            State::Follow | State::Align => {
                let goal = self.aligned.opposite(self.leader, at, there);
                self.goal = goal.map(|goal| (goal, false));
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

/// The passages that both texts have, with all their places.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    /// Their places on the left and on the right, each in order.
    passages: Vec<[Vec<Span>; 2]>,
    /// For each side, all places by their start, with the passage that stands there.
    places: [Vec<(Span, usize)>; 2],
}

impl Aligned {
    /// Those that the joins are.
    pub(super) fn new(joins: &[Join]) -> Self {
        let joins = joins.iter().filter(|j| j.kind() == JoinKind::Passage);
        let joins = joins.filter(|j| !j.left.is_empty() && !j.right.is_empty());
        let passages: Vec<_> = joins.map(|j| [j.left.clone(), j.right.clone()]).collect();
        let places = [0, 1].map(|side: usize| {
            let of = passages.iter().enumerate();
            let mut all: Vec<_> =
                of.flat_map(|(at, p)| p[side].iter().map(move |span| (*span, at))).collect();
            all.sort_unstable();
            all
        });
        Self { passages, places }
    }

    /// The place of a passage on a side that is nearest to a code point there.
    fn nearest(&self, passage: usize, side: usize, to: u32) -> Option<Span> {
        let places = self.passages.get(passage)?.get(side)?;
        let next = places.partition_point(|span| span.start < to);
        let before = next.checked_sub(1).and_then(|at| places.get(at));
        let distance = |span: &&Span| {
            if span.start <= to { to.saturating_sub(span.end) } else { span.start - to }
        };
        before.into_iter().chain(places.get(next)).min_by_key(distance).copied()
    }

    /// The code point on the other side that corresponds to one of this side; `there` is what
    /// is read on the other side now.
    pub(super) fn opposite(&self, side: usize, at: u32, there: u32) -> Option<u32> {
        let places = &self.places[side];
        let next = places.partition_point(|(here, _)| here.start <= at);
        let pair = |(here, passage): &(Span, usize)| {
            Some((*here, self.nearest(*passage, 1 - side, there)?))
        };
        let before = next.checked_sub(1).and_then(|at| places.get(at)).and_then(pair);
        let within = |from: Span, to: Span| {
            let share = f64::from(at.clamp(from.start, from.end) - from.start)
                / f64::from(from.len().max(1));
            to.start + (f64::from(to.len()) * share) as u32
        };
        match (before, places.get(next).and_then(pair)) {
            (None, None) => None,
            // Outside of all passages both sides move alike.
            (Some((here, there)), None) => {
                Some(within(here, there).saturating_add(at.saturating_sub(here.end)))
            }
            (None, Some((here, there))) => Some(there.start.saturating_sub(here.start - at)),
            (Some((here, there)), Some(_)) if at < here.end => Some(within(here, there)),
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
}
