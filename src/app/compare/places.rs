//! Where joins stand in one text, so that a frame asks only for those in view, however many
//! there are.

use crate::domain::span::Span;

/// The places of joins in one text.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// In order, each with the number of its join.
    list: Vec<(Span, usize)>,
    /// How far the places up to here reach.
    reach: Vec<u32>,
}

impl Places {
    /// Those of some joins.
    pub(super) fn new(places: impl Iterator<Item = (Span, usize)>) -> Self {
        let mut list: Vec<(Span, usize)> = places.collect();
        list.sort_unstable();
        let mut furthest = 0;
        let reach = list.iter().map(|(span, _)| {
            furthest = furthest.max(span.end);
            furthest
        });
        let reach = reach.collect();
        Self { list, reach }
    }

    /// The places that touch a span, from the last to the first.
    pub(super) fn in_view(&self, view: Span) -> impl Iterator<Item = (Span, usize)> {
        let last = self.list.partition_point(|(span, _)| span.start < view.end);
        let all = self.list.iter().zip(&self.reach).take(last).rev();
        let near = all.take_while(move |(_, reach)| **reach > view.start);
        near.map(|(place, _)| *place).filter(move |(span, _)| span.end > view.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_a_span_is_found_however_far_before_it_begins() {
        let spans = [(0, 900), (10, 20), (30, 40), (100, 120), (110, 300), (400, 410)];
        let places =
            Places::new(spans.iter().enumerate().map(|(at, (a, b))| (Span::new(*a, *b), at)));
        let seen = |start, end| -> Vec<usize> {
            places.in_view(Span::new(start, end)).map(|(_, at)| at).collect()
        };
        assert_eq!(seen(115, 118), [4, 3, 0]);
        assert_eq!(seen(300, 400), [0]);
        assert_eq!(seen(895, 1000), [0]);
        assert_eq!(seen(900, 1000), [] as [usize; 0]);
        assert_eq!(Places::default().in_view(Span::new(0, 5)).count(), 0);
    }

    #[test]
    fn it_equals_looking_at_each_place() {
        let mut state = 9_u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((state >> 33) % below) as u32
        };
        for _ in 0..200 {
            let spans: Vec<Span> = (0..random(30))
                .map(|_| {
                    let start = random(100);
                    Span::new(start, start + random(40))
                })
                .collect();
            let places = Places::new(spans.iter().copied().zip(0..));
            let start = random(100);
            let view = Span::new(start, start + 1 + random(20));
            let mut seen: Vec<usize> = places.in_view(view).map(|(_, at)| at).collect();
            seen.sort_unstable();
            let touches = |s: &Span| s.start < view.end && s.end > view.start;
            let each = spans.iter().enumerate().filter(|(_, s)| touches(s)).map(|(at, _)| at);
            assert_eq!(seen, each.collect::<Vec<_>>());
        }
    }
}
