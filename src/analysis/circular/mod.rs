//! Circular reporting: where a claim, followed back, leads to where it came from.
//!
//! - A *circle* is a strongly connected component in one class's chains together with its
//!   lineage, told by a shortest way round. What is cited is a work, or, where none is named,
//!   a party; lineage leads from a work to a work, and from whoever speaks in one to whoever
//!   speaks in another. That one party cites an older work of its own is no circle.
//! - *Self-confirmation*: an article that rests on a work, by a chain or as evidence, which
//!   itself rests on the article.
//! - *Single root*: several citations of several articles or works, and one voice.
//! - What entails a claim counts with it, however far it is. Only where more than a thousand of
//!   these claims touch a way round (fewer, where that is so of very many classes) just the
//!   nearest ones are looked at: each may lie on a circle of its own, and to look for all of
//!   them from everywhere would take the square of their number.
//! - *Mutual reliance*: two articles that cite each other, but not in one circle of a class.

mod entailed;
mod reliance;
mod round;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use super::components::Arrows;
use super::origins::{
    Cache, Figures,
    register::{Atom, NONE, Party},
    strands::Strands,
};
use crate::domain::{
    ids::{ArticleId, ClaimId, LineageId, SourceId, WorkId},
    lineage::LineageKind,
    ruling::Voice,
};

pub(crate) use entailed::Entailed;
pub use reliance::{MutualReliance, mutual_reliance};
pub use words::tell;

/// A place that a circle passes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stop {
    /// An article that is no work.
    Article(ArticleId),
    /// A work, which may be an article here.
    Work(WorkId),
    /// A party that speaks in no named work.
    Party(Vec<Voice>),
    /// A source that lineage leads to.
    Source(SourceId),
}

/// How a circle gets from one stop to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// A chain of a claim attributes it so.
    Chain(ClaimId),
    /// A record of lineage.
    Lineage(LineageId, LineageKind),
    /// A piece of evidence of a claim is this work.
    Evidence(ClaimId),
    /// The source speaks there, or wrote it.
    Speaks,
}

/// A circle of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// A shortest way round: each stop with how it leads on; the last leads to the first.
    pub way: Vec<(Stop, By)>,
    /// The articles on the circle, in order: each confirms itself.
    pub articles: Vec<ArticleId>,
    /// All works on it, in order.
    pub works: Vec<WorkId>,
    /// Whether no chain is on it: sources or works that depend on each other.
    pub lineage_alone: bool,
}

/// What circles a class has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circularity {
    /// The circles, in the order of their ways.
    pub circles: Vec<Circle>,
    /// Articles that a work given as evidence leads back to, with the way.
    pub confirmed_by_evidence: Vec<(ArticleId, Vec<(Stop, By)>)>,
    /// Whether several citations lead to one voice.
    pub single_root: bool,
}

/// Whether several articles or works lead to one voice, and to nobody else.
pub fn is_single_root(figures: &Figures, articles: usize) -> bool {
    figures.citations > 1
        && (articles > 1 || figures.works > 1)
        && figures.at_most.high == 1
        && figures.unnamed == 0
}

/// The circles of a claim's class. `None` if the claim is not there.
pub fn of_class(cache: &Cache, claim: ClaimId) -> Option<Circularity> {
    let class = cache.model.class(cache.model.slot(claim)?);
    let figures = cache.figures(claim)?;
    Some(of_strands(&Strands::of(&cache.model, class, &[]), &figures, true))
}

/// The circles of some strands; those of lineage alone only if `lineage_alone` is asked for.
pub(crate) fn of_strands(
    strands: &Strands<'_>,
    figures: &Figures,
    lineage_alone: bool,
) -> Circularity {
    let mut articles: Vec<u32> = strands.list.iter().map(|s| s.reading.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let single_root = is_single_root(figures, articles.len());
    let mut found = Circularity { single_root, ..Circularity::default() };
    round::find(strands, lineage_alone, &mut found);
    found.tidy(lineage_alone);
    found
}

impl Circularity {
    /// In order, and those of lineage alone only if they are asked for.
    fn tidy(&mut self, lineage_alone: bool) {
        self.circles.retain(|circle| lineage_alone || !circle.lineage_alone);
        self.circles.sort_by(|a, b| a.way.cmp(&b.way));
    }
}

/// The circles of lineage alone, dates and claims aside, each by a shortest way round: what
/// depends on itself, whatever is said.
pub fn of_lineage(cache: &Cache) -> Vec<Vec<(Stop, By)>> {
    let (ancestry, register) = (&cache.model.ancestry, &cache.model.register);
    let stop = |atom: Atom| match register.voice(atom) {
        Voice::Work(id) => Stop::Work(id),
        Voice::Source(id) => Stop::Source(id),
    };
    let mut found: Vec<Vec<(Stop, By)>> = Vec::new();
    for mut members in ancestry.circles() {
        members.sort_unstable_by_key(|atom| register.voice(*atom));
        let place: HashMap<Atom, u32> =
            members.iter().enumerate().map(|(at, atom)| (*atom, at as u32)).collect();
        let edges = members.iter().flat_map(|from| {
            let edges = ancestry.from(*from).iter();
            edges.filter_map(|edge| Some((place[from], *place.get(&edge.to)?, edge.record?)))
        });
        let mut by: HashMap<(u32, u32), By> = HashMap::new();
        for (from, to, (id, kind)) in edges {
            let known = by.entry((from, to)).or_insert(By::Lineage(id, kind));
            *known = By::Lineage(id, kind).min(*known);
        }
        let arrows = Arrows::new(members.len(), by.keys().copied().collect());
        let Some(way) = arrows.shortest(0, 0, |_| true) else { continue };
        let next = |at: usize| way.get(at + 1).copied().unwrap_or(way[0]);
        let step = |(at, spot): (usize, &u32)| {
            (
                stop(members[*spot as usize]),
                by.get(&(*spot, next(at))).copied().unwrap_or(By::Speaks),
            )
        };
        found.push(way.iter().enumerate().map(step).collect());
    }
    found.sort();
    found
}

/// A place in a class's graph, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Spot {
    Article(u32),
    Work(Atom),
    Party(Party),
    Source(Atom),
}

impl Spot {
    /// Where an article stands: at its work, if it is one.
    fn of_article(strands: &Strands<'_>, article: u32) -> Self {
        match strands.model.register.article(article).work {
            NONE => Self::Article(article),
            work => Self::Work(work),
        }
    }
}
