//! Groups: the alignments of one passage, however often it stands in either text, are one
//! passage with all its places.

use crate::domain::span::Span;

use super::{Alignment, Passage};

/// Two spans that share so much of the longer one are one place, in percent.
const SAME_PLACE: u64 = 70;

/// Joins alignments into passages, in the order of their first places. With `alone`, both
/// sides are one text.
pub(super) fn groups(found: Vec<Alignment>, alone: bool) -> Vec<Passage> {
    let mut parents: Vec<u32> = (0..found.len() as u32).collect();
    let mut places: Vec<(Span, u32)> = spans(&found, |a| a.left);
    if alone {
        places.extend(spans(&found, |a| a.right));
        join(&mut places, &mut parents);
    } else {
        join(&mut places, &mut parents);
        join(&mut spans(&found, |a| a.right), &mut parents);
    }
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); found.len()];
    for at in 0..found.len() as u32 {
        let root = root(&mut parents, at);
        members[root as usize].push(at);
    }
    let mut passages: Vec<Passage> = members
        .into_iter()
        .filter(|group| !group.is_empty())
        .map(|group| passage(&found, &group, alone))
        .collect();
    passages.sort_by_key(|p| (p.best.left, p.best.right));
    passages
}

fn spans(found: &[Alignment], side: impl Fn(&Alignment) -> Span) -> Vec<(Span, u32)> {
    found.iter().zip(0..).map(|(alignment, at)| (side(alignment), at)).collect()
}

/// Joins what stands in one place. Sorted by start, each span is compared with the last one
/// of its kind only: places that are the same are neighbours.
fn join(places: &mut [(Span, u32)], parents: &mut [u32]) {
    places.sort_unstable();
    for two in places.windows(2) {
        let ((a, first), (b, second)) = (two[0], two[1]);
        if same_place(a, b) {
            let (a, b) = (root(parents, first), root(parents, second));
            parents[a.max(b) as usize] = a.min(b);
        }
    }
}

fn same_place(a: Span, b: Span) -> bool {
    let common = a.intersection(b).map_or(0, Span::len);
    u64::from(common) * 100 >= u64::from(a.len().max(b.len())) * SAME_PLACE
}

fn root(parents: &mut [u32], mut at: u32) -> u32 {
    while parents[at as usize] != at {
        parents[at as usize] = parents[parents[at as usize] as usize];
        at = parents[at as usize];
    }
    at
}

fn passage(found: &[Alignment], group: &[u32], alone: bool) -> Passage {
    let members = || group.iter().map(|at| &found[*at as usize]);
    let better = |a: &&Alignment, b: &&Alignment| {
        let first = (b.left, b.right).cmp(&(a.left, a.right));
        a.words.cmp(&b.words).then(a.score.total_cmp(&b.score)).then(first)
    };
    // A group is never empty.
    let best = members().max_by(better).cloned().unwrap_or_default();
    let mut left: Vec<Span> = members().map(|a| a.left).collect();
    let mut right: Vec<Span> = members().map(|a| a.right).collect();
    if alone {
        left.append(&mut right);
        right = distinct(left.clone());
        left = vec![best.left];
        right.retain(|span| !same_place(*span, best.left));
        return Passage { left, right, best };
    }
    Passage { left: distinct(left), right: distinct(right), best }
}

/// One span for each place, in order: the longest.
fn distinct(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut places: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match places.last_mut() {
            Some(last) if same_place(*last, span) => {
                if span.len() > last.len() {
                    *last = span;
                }
            }
            _ => places.push(span),
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alignment(left: (u32, u32), right: (u32, u32)) -> Alignment {
        Alignment {
            left: Span::new(left.0, left.1),
            right: Span::new(right.0, right.1),
            score: 1.0,
            words: left.1 - left.0,
            runs: Vec::new(),
        }
    }

    #[test]
    fn many_pairs_of_one_passage_are_one_group() {
        let mut found = Vec::new();
        for l in 0..4 {
            for r in 0..4 {
                found.push(alignment((l * 100, l * 100 + 50), (r * 90, r * 90 + 50)));
            }
        }
        found.push(alignment((1000, 1040), (1000, 1040)));
        let passages = groups(found, false);
        let sizes: Vec<_> = passages.iter().map(|p| (p.left.len(), p.right.len())).collect();
        assert_eq!(sizes, [(4, 4), (1, 1)]);
    }

    #[test]
    fn in_one_text_the_first_place_is_the_left_and_the_others_are_the_right() {
        let found = vec![
            alignment((0, 50), (100, 150)),
            alignment((0, 50), (200, 250)),
            alignment((100, 150), (200, 249)),
        ];
        let passages = groups(found, true);
        assert_eq!(passages.len(), 1);
        assert_eq!(passages[0].left, [Span::new(0, 50)]);
        assert_eq!(passages[0].right, [Span::new(100, 150), Span::new(200, 250)]);
    }

    #[test]
    fn passages_that_only_overlap_stay_two() {
        let found = vec![alignment((0, 50), (0, 50)), alignment((30, 90), (300, 360))];
        assert_eq!(groups(found, false).len(), 2);
    }
}
