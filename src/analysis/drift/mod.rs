//! Quotation drift: how a quotation changed between two articles.
//!
//! Each quotation of one side is looked for in the whole other text, where it may stand in
//! marks or without them. Told are the words that were added, dropped and replaced, each as
//! declared (`[…]`, `…`, brackets) or not; words that are inside the marks here and outside
//! there; another cue; another speaker, as far as claims say who speaks. Limits: a quotation
//! of which fewer than half the words are left is not recognised; cues are known in a few
//! languages only.

mod cues;
mod declared;
mod quotations;
mod speaker;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::{ControlFlow, Range};

use crate::{
    analysis::reuse::{
        self, Alignment, Operation, OperationKind, Progress, Run, Settings, Words,
        difference_within,
    },
    domain::{
        article::Article,
        ids::{ClaimId, SourceId},
        project::Project,
        span::Span,
    },
};

pub use quotations::{Quotation, quotations};

/// The fewest equal words by which a quotation is recognised.
const FEWEST_EQUAL: u32 = 4;
/// How many words around a quotation are looked for with it.
const AROUND: usize = 10;

/// One side of a quotation that stands in two places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it stands, without its marks, in code points.
    pub span: Span,
    /// Whether it stands in marks or in a block of its own there.
    pub quoted: bool,
    /// The cue near it.
    pub cue: Option<Span>,
    /// The claim that it is part of.
    pub claim: Option<ClaimId>,
    /// Who says it there, by the claim's chain: the last voice.
    pub speakers: Vec<SourceId>,
}

/// What happened to the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpeakerChange {
    /// Nobody has recorded who speaks, here or there.
    NotRecorded,
    /// The same.
    Same,
    /// Another one.
    Changed,
    /// Named on the left only.
    LostOnTheRight,
    /// Named on the right only.
    LostOnTheLeft,
}

impl SpeakerChange {
    /// The term in `snake_case`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotRecorded => "not_recorded",
            Self::Same => "same",
            Self::Changed => "changed",
            Self::LostOnTheRight => "lost_on_the_right",
            Self::LostOnTheLeft => "lost_on_the_left",
        }
    }
}

/// A difference in the words, and whether the text says so itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub operation: Operation,
    /// Whether an ellipsis or brackets declare it.
    pub declared: bool,
}

/// Words that both sides have, inside the marks on one side and outside on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedMarks {
    /// The words on the left.
    pub left: Span,
    /// The words on the right.
    pub right: Span,
    /// Whether they are inside the marks on the left.
    pub quoted_left: bool,
}

/// A quotation in two places.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// On the left.
    pub left: Place,
    /// On the right.
    pub right: Place,
    /// The share of the words of both that are equal, 0 to 1.
    pub score: f32,
    /// All of its words as operations, equal ones included, in order.
    pub changes: Vec<Change>,
    /// Words that went in or out of the marks.
    pub moved_marks: Vec<MovedMarks>,
    /// Whether both sides have a cue, and another one.
    pub cue_changed: bool,
    /// What happened to the speaker.
    pub speaker: SpeakerChange,
}

impl Drift {
    /// Whether anything changed at all beside punctuation.
    pub fn is_drift(&self) -> bool {
        self.changes.iter().any(|c| c.operation.kind != OperationKind::Equal)
            || !self.moved_marks.is_empty()
            || self.cue_changed
            || self.left.quoted != self.right.quoted
            || !matches!(self.speaker, SpeakerChange::NotRecorded | SpeakerChange::Same)
    }

    /// Whether words were changed without saying so.
    pub fn is_undeclared(&self) -> bool {
        let counts = |c: &Change| c.operation.kind != OperationKind::Equal && !c.declared;
        self.changes.iter().any(counts)
    }
}

/// An article with its words and quotations.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its words.
    pub words: &'a Words,
    /// Its quotations, in order.
    pub quotations: &'a [Quotation],
}

/// The quotations that stand in both articles, in the order of the left one. `None` if
/// `watch` breaks off.
pub fn between(
    project: &Project,
    left: Side<'_>,
    right: Side<'_>,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Vec<Drift>> {
    let mut found: Vec<Pair> = Vec::new();
    let forth = aligned(left, right, watch)?;
    found.extend(forth.iter().flat_map(|a| pairs(left, right, &a.runs)));
    let back = aligned(right, left, watch)?;
    for alignment in &back {
        let turned: Vec<Run> = alignment.runs.iter().map(|r| turn(*r)).collect();
        found.extend(pairs(left, right, &turned));
    }
    Some(settled(project, left, right, found))
}

/// The quotations that stand in one article more than once, in its order; of one that stands
/// there many times, the two places that are most alike. `None` if `watch` breaks off.
pub fn within(
    project: &Project,
    side: Side<'_>,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Vec<Drift>> {
    let settings = Settings::at_least(FEWEST_EQUAL);
    let repeated = reuse::within(side.words, settings, &mut |progress| match progress {
        Progress::Share(_) => watch(),
        Progress::Found(_) => ControlFlow::Continue(()),
    })?;
    let mut found: Vec<Pair> =
        repeated.iter().flat_map(|passage| pairs(side, side, &passage.best.runs)).collect();
    found.retain(|(l, r, _)| l.end <= r.start);
    Some(settled(project, side, side, found))
}

/// Words on the left, those that correspond to them on the right, and how.
type Pair = (Range<usize>, Range<usize>, Vec<Run>);

/// What becomes of the pairs of quotations that were found, in the order of the left text.
fn settled(project: &Project, left: Side<'_>, right: Side<'_>, mut found: Vec<Pair>) -> Vec<Drift> {
    // The pair that shares most words comes first, and stands for all that overlap it.
    let equal = |runs: &[Run]| runs.iter().map(|r| r.len).sum::<u32>();
    found.sort_by_key(|(l, r, runs)| (l.start, r.start, std::cmp::Reverse(equal(runs))));
    let mut taken: HashSet<(usize, usize)> = HashSet::new();
    let mut drifts: Vec<Drift> = Vec::new();
    for (l, r, runs) in found {
        if taken.insert((l.start, r.start)) {
            drifts.extend(drift(project, (left, l), (right, r), &runs));
        }
    }
    drifts.sort_by_key(|d| (d.left.span, d.right.span));
    drifts
        .dedup_by(|b, a| a.left.span.overlaps(b.left.span) && a.right.span.overlaps(b.right.span));
    drifts
}

fn turn(run: Run) -> Run {
    Run { left: run.right, right: run.left, len: run.len }
}

/// The alignments of one side's quotations, with what stands around them, in the other text.
fn aligned(
    from: Side<'_>,
    to: Side<'_>,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Vec<Alignment>> {
    let mut kept = vec![false; from.words.len()];
    for quotation in from.quotations {
        let start = quotation.words.start.saturating_sub(AROUND);
        let end = (quotation.words.end + AROUND).min(kept.len());
        kept[start..end].fill(true);
    }
    let settings = Settings::at_least(FEWEST_EQUAL);
    reuse::of_some(from.words, &kept, to.words, settings, &mut |progress| match progress {
        Progress::Share(_) => watch(),
        Progress::Found(_) => ControlFlow::Continue(()),
    })
}

/// For an alignment, the quotations on either side with what corresponds to them on the other:
/// the words left and right.
fn pairs(left: Side<'_>, right: Side<'_>, runs: &[Run]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let turned: Vec<Run> = runs.iter().map(|r| turn(*r)).collect();
    for (quotations, others, runs, swapped) in [
        (left.quotations, right.quotations, runs, false),
        (right.quotations, left.quotations, &turned[..], true),
    ] {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { continue };
        let next = quotations.partition_point(|q| q.words.end <= first.left as usize);
        let touched = quotations[next..].iter();
        for quotation in touched.take_while(|q| q.words.start < (last.left + last.len) as usize) {
            let runs = near(runs, &quotation.words);
            let Some((range, equal)) = image(runs, &quotation.words) else { continue };
            if equal < FEWEST_EQUAL as usize || equal * 2 < quotation.words.len() {
                continue;
            }
            // Where the other side has marks around the same words, their words belong to it.
            let next = others.partition_point(|o| o.words.end <= range.start);
            let other = others[next..].iter().take_while(|o| o.words.start < range.end);
            let other = other.max_by_key(|o| overlap(&o.words, &range));
            let theirs = other.map_or(range.clone(), |o| o.words.clone());
            let ours = quotation.words.clone();
            let (l, r) = if swapped { (theirs, ours) } else { (ours, theirs) };
            let runs = runs.iter().map(|r| if swapped { turn(*r) } else { *r }).collect();
            pairs.push((l, r, runs));
        }
    }
    pairs
}

/// The runs at some words of the left side and a little around them.
fn near<'r>(runs: &'r [Run], words: &Range<usize>) -> &'r [Run] {
    let start = words.start.saturating_sub(2 * AROUND);
    let from = runs.partition_point(|r| ((r.left + r.len) as usize) <= start);
    let to = runs.partition_point(|r| (r.left as usize) < words.end + 2 * AROUND);
    &runs[from..to.max(from)]
}

/// The quotation of exactly some words.
fn quotation_of<'q>(quotations: &'q [Quotation], words: &Range<usize>) -> Option<&'q Quotation> {
    let next = quotations.partition_point(|q| q.words.start < words.start);
    quotations[next..]
        .iter()
        .take_while(|q| q.words.start == words.start)
        .find(|q| q.words == *words)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// What corresponds to some words of the left side on the right, and how many are equal.
fn image(runs: &[Run], words: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let mut range: Option<Range<usize>> = None;
    let mut equal = 0;
    for run in runs {
        let from = (run.left as usize).max(words.start);
        let to = ((run.left + run.len) as usize).min(words.end);
        if from < to {
            let start = run.right as usize + from - run.left as usize;
            let end = start + to - from;
            equal += to - from;
            range = Some(range.map_or(start..end, |r| r.start..end));
        }
    }
    range.map(|range| (range, equal))
}

fn drift(
    project: &Project,
    (left, l): (Side<'_>, Range<usize>),
    (right, r): (Side<'_>, Range<usize>),
    runs: &[Run],
) -> Option<Drift> {
    let operations = difference_within(runs, (left.words, l.clone()), (right.words, r.clone()));
    let count = |span: Span, words: &Words| words.within(span).len() as u32;
    let equal = operations.iter().filter(|o| o.kind == OperationKind::Equal);
    let equal: u32 = equal.map(|o| count(o.left, left.words)).sum();
    if equal < FEWEST_EQUAL {
        return None;
    }
    let changes = declared::changes(&operations, left.article, right.article);
    let moved_marks = moved(left, right, runs, &l, &r);
    let score = (2 * equal) as f32 / (l.len() + r.len()).max(1) as f32;
    let (left, right) = (place(project, left, &l), place(project, right, &r));
    let word = |article: &Article, cue: Option<Span>| {
        cue.and_then(|c| article.text.slice(c)).map(crate::analysis::fold::fold)
    };
    let (a, b) = (word(left.1, left.0.cue), word(right.1, right.0.cue));
    Some(Drift {
        score,
        changes,
        moved_marks,
        cue_changed: a.is_some() && b.is_some() && a != b,
        speaker: speaker::change(&left.0, &right.0),
        left: left.0,
        right: right.0,
    })
}

fn place<'a>(project: &Project, side: Side<'a>, words: &Range<usize>) -> (Place, &'a Article) {
    let of = quotation_of(side.quotations, words);
    let span = of.map_or_else(|| side.words.span(words.clone()), |q| q.span);
    let (claim, speakers, marked_cue) = speaker::of(project, side.article, span);
    let marked = of.map_or(span, |q| q.marked);
    let near = || cues::near(side.article, side.words, words, marked);
    let cue = marked_cue.or_else(|| of.map_or_else(near, |q| q.cue));
    (Place { span, quoted: of.is_some(), cue, claim, speakers }, side.article)
}

/// Equal words that are inside the marks on one side only, where both sides have marks.
fn moved(
    left: Side<'_>,
    right: Side<'_>,
    runs: &[Run],
    ours: &Range<usize>,
    theirs: &Range<usize>,
) -> Vec<MovedMarks> {
    let holds = |quotations: &[Quotation], at: usize| {
        let next = quotations.partition_point(|q| q.words.end <= at);
        quotations.get(next).is_some_and(|q| q.words.contains(&at))
    };
    let both = quotation_of(left.quotations, ours).is_some()
        && quotation_of(right.quotations, theirs).is_some();
    let mut moved: Vec<(Range<usize>, Range<usize>, bool)> = Vec::new();
    if !both {
        return Vec::new();
    }
    for run in runs {
        for step in 0..run.len as usize {
            let (a, b) = (run.left as usize + step, run.right as usize + step);
            // Only words of this quotation's own marks, on either side.
            if ours.contains(&a) == theirs.contains(&b) {
                continue;
            }
            let (here, there) = (holds(left.quotations, a), holds(right.quotations, b));
            if here == there {
                continue;
            }
            match moved.last_mut() {
                Some((x, y, quoted)) if x.end == a && y.end == b && *quoted == here => {
                    (x.end, y.end) = (a + 1, b + 1);
                }
                _ => moved.push((a..a + 1, b..b + 1, here)),
            }
        }
    }
    let long = moved.into_iter().filter(|(x, _, _)| x.len() >= 2);
    long.map(|(x, y, quoted_left)| MovedMarks {
        left: left.words.span(x),
        right: right.words.span(y),
        quoted_left,
    })
    .collect()
}
