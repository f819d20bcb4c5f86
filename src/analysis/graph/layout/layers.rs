//! The columns of a drawing: articles first, last voices last, everything else as far to the
//! right as the longest way to it is long. Circles are cut open where a way comes back.

use super::Course;

/// What joins two items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arc {
    pub from: usize,
    pub to: usize,
    /// Whether one depends on the other, instead of being told by it.
    pub lineage: bool,
}

/// The column of each item, and how each arc runs.
#[derive(Debug, Default)]
pub(super) struct Layers {
    pub column: Vec<usize>,
    pub course: Vec<Course>,
    pub columns: usize,
    /// The items in the order in which ways pass them.
    pub order: Vec<usize>,
}

/// Finds the columns. `article` says which items are articles.
pub(super) fn layers(article: &[bool], arcs: &[Arc]) -> Layers {
    let count = article.len();
    let ends_here = ends(article, arcs);
    let mut course: Vec<Course> = arcs
        .iter()
        .map(|arc| match (article[arc.from], article[arc.to]) {
            (true, true) => Course::Beside,
            (false, true) => Course::Back,
            _ if arc.lineage && ends_here[arc.from] && ends_here[arc.to] => Course::Beside,
            _ => Course::Forward,
        })
        .collect();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    // Ways of attribution are followed before lineage: it is rather the latter that is cut.
    for lineage in [false, true] {
        for (at, arc) in arcs.iter().enumerate() {
            if arc.lineage == lineage && course[at] == Course::Forward {
                next[arc.from].push(at);
            }
        }
    }
    let order = passing_order(article, arcs, &next);
    let mut rank = vec![0; count];
    for (at, item) in order.iter().enumerate() {
        rank[*item] = at;
    }
    let mut depth: Vec<usize> = article.iter().map(|article| usize::from(!article)).collect();
    for item in &order {
        for at in &next[*item] {
            let to = arcs[*at].to;
            if rank[to] < rank[*item] {
                course[*at] = Course::Back;
            } else {
                depth[to] = depth[to].max(depth[*item] + 1);
            }
        }
    }
    let inner = (0..count).filter(|item| !ends_here[*item]).map(|item| depth[item]).max();
    let last = inner.map_or(1, |most| most + 1);
    for item in (0..count).filter(|item| ends_here[*item]) {
        depth[item] = last;
    }
    let columns = close_gaps(&mut depth);
    Layers { column: depth, course, columns, order }
}

/// The items at which ways end: those that tell of nobody further, and whose lineage leads
/// to no one that does.
fn ends(article: &[bool], arcs: &[Arc]) -> Vec<bool> {
    let mut ends: Vec<bool> = article.iter().map(|article| !article).collect();
    let mut open = Vec::new();
    for arc in arcs.iter().filter(|arc| !arc.lineage) {
        if std::mem::replace(&mut ends[arc.from], false) {
            open.push(arc.from);
        }
    }
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); article.len()];
    for arc in arcs.iter().filter(|arc| arc.lineage) {
        back[arc.to].push(arc.from);
    }
    while let Some(item) = open.pop() {
        for from in &back[item] {
            if !article[item] && std::mem::replace(&mut ends[*from], false) {
                open.push(*from);
            }
        }
    }
    ends
}

/// The items in an order in which each stands before those it leads to, circles aside.
fn passing_order(article: &[bool], arcs: &[Arc], next: &[Vec<usize>]) -> Vec<usize> {
    let count = article.len();
    let mut left = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    let begin = (0..count).filter(|item| article[*item]).chain(0..count);
    for start in begin {
        let mut stack = vec![(start, 0)];
        while let Some((item, done)) = stack.pop() {
            if done == 0 && std::mem::replace(&mut seen[item], true) {
                continue;
            }
            match next[item].get(done) {
                Some(at) => {
                    stack.push((item, done + 1));
                    if !seen[arcs[*at].to] {
                        stack.push((arcs[*at].to, 0));
                    }
                }
                None => left.push(item),
            }
        }
    }
    left.reverse();
    left
}

/// Numbers the columns without gaps. How many there are.
fn close_gaps(depth: &mut [usize]) -> usize {
    let mut used: Vec<usize> = depth.to_vec();
    used.sort_unstable();
    used.dedup();
    for at in depth.iter_mut() {
        *at = used.partition_point(|d| d < at);
    }
    used.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(from: usize, to: usize) -> Arc {
        Arc { from, to, lineage: false }
    }

    fn bond(from: usize, to: usize) -> Arc {
        Arc { from, to, lineage: true }
    }

    #[test]
    fn a_circle_is_cut_open_and_what_articles_rest_on_stands_right_of_them() {
        let found = layers(&[true, false, false], &[arc(0, 1), arc(1, 2), arc(2, 1), arc(2, 0)]);
        assert_eq!(found.column, [0, 1, 2]);
        assert_eq!(found.course, [Course::Forward, Course::Forward, Course::Back, Course::Back]);
    }

    #[test]
    fn last_voices_share_the_last_column_however_short_the_way_to_them_is() {
        let arcs = [arc(0, 1), arc(1, 2), arc(2, 3), arc(0, 4)];
        assert_eq!(layers(&[true, false, false, false, false], &arcs).column, [0, 1, 2, 3, 3]);
    }

    #[test]
    fn last_voices_that_depend_on_each_other_stand_beside_each_other() {
        let found = layers(&[true, false, false], &[arc(0, 1), bond(1, 2), bond(2, 1)]);
        assert_eq!(found.column, [0, 1, 1]);
        assert_eq!(found.course[1..], [Course::Beside, Course::Beside]);
    }

    #[test]
    fn who_depends_on_one_that_leads_further_stands_before_it() {
        let found = layers(&[true, false, false, false], &[arc(0, 1), bond(1, 2), arc(2, 3)]);
        assert_eq!(found.column, [0, 1, 2, 3]);
    }

    #[test]
    fn articles_stay_in_the_first_column_even_if_they_cite_each_other() {
        let found = layers(&[true, true, false], &[arc(0, 1), arc(1, 0), arc(1, 2)]);
        assert_eq!(found.column, [0, 0, 1]);
        assert_eq!(found.course[..2], [Course::Beside, Course::Beside]);
    }

    #[test]
    fn a_way_of_fifty_thousand_is_no_danger_to_the_stack() {
        let arcs: Vec<Arc> = (0..50_000).map(|at| arc(at, at + 1)).collect();
        let mut article = vec![false; 50_001];
        article[0] = true;
        assert_eq!(layers(&article, &arcs).columns, 50_001);
    }
}
