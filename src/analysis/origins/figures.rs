//! The figures of a class: the line in the claim panel.

use std::collections::HashMap;
use std::fmt;

use super::{
    far,
    model::{MANY, Model},
    plain,
    register::{NONE, Party},
    strands::{Discounted, Fate, Strand, Strands},
    voices,
};
use crate::analysis::quick_hash::QuickMap;
use crate::domain::two::both;

/// The most doubtful chains of which every choice is tried.
const FEW_DOUBTFUL: usize = 8;

/// The most classes in whose chains every choice of the doubtful ones is tried.
const FEW_CLASSES: usize = 256;

/// A number, or a range where doubtful chains leave it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The least it can be, as the doubtful chains are read.
    pub low: u32,
    /// The most it can be.
    pub high: u32,
    /// Whether an exact search gave it; if not, it still is a bound, but not the best one.
    pub exact: bool,
}

impl Default for Bound {
    fn default() -> Self {
        Self { low: 0, high: 0, exact: true }
    }
}

/// What is known of the origins of a class, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Figures {
    /// Articles with the works and parties of one of their chains, each pair once.
    pub citations: u32,
    /// Works that the chains go through.
    pub works: u32,
    /// Named last voices.
    pub voices: u32,
    /// How many origins there are at most.
    pub at_most: Bound,
    /// How many independent origins were shown, at least.
    pub shown: Bound,
    /// Last voices that nobody can name.
    pub unnamed: u32,
    /// Citations that were not followed to their end.
    pub not_followed: u32,
    /// Citations that can be read otherwise.
    pub doubtful: u32,
}

impl fmt::Display for Bound {
    /// `2`, `1–2`; `~` before a number that greed found.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.exact {
            f.write_str("~")?;
        }
        if self.low == self.high {
            write!(f, "{}", self.high)
        } else {
            write!(f, "{}–{}", self.low, self.high)
        }
    }
}

impl fmt::Display for Figures {
    /// The line in the panel, with nothing left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn counted(n: u32, one: &str) -> String {
            format!("{n} {one}{}", if n == 1 { "" } else { "s" })
        }
        let origins = if self.at_most.high == 1 { "origin" } else { "origins" };
        write!(
            f,
            "{} · {} · at most {} {origins} · {} shown independent · {} unnamed · {} not followed",
            counted(self.citations, "citation"),
            counted(self.works, "work"),
            self.at_most,
            self.shown,
            self.unnamed,
            self.not_followed
        )?;
        if self.doubtful > 0 {
            write!(f, " · {} doubtful", self.doubtful)?;
        }
        Ok(())
    }
}

/// The fates of all strands, every doubtful one held to be so.
pub(crate) fn all_hold(strands: &Strands<'_>) -> Vec<Fate> {
    strands.fates(|_| true, |_| false, |at| strands.list[at].stands)
}

/// The most classes that one is counted with by itself. What more say is counted together.
const NEAR: usize = 24;

/// The figures of some classes, in their order, with some sources and works discounted.
pub(crate) fn figures_of(model: &Model, classes: &[u32], discounted: &Discounted) -> Vec<Figures> {
    let near = |classes: &[u32]| -> Vec<Option<Figures>> {
        let of = |class: &u32| {
            let plain = discounted.is_empty().then(|| plain::figures(model, *class)).flatten();
            plain.or_else(|| {
                let scope = model.near_scope(*class, NEAR)?;
                Some(figures(&Strands::of_scope(model, scope, discounted)))
            })
        };
        classes.iter().map(of).collect()
    };
    let (first, second) = classes.split_at(classes.len() / 2);
    let counted = both(classes.len() >= MANY, || near(first), || near(second));
    let mut counted: Vec<Option<Figures>> = counted.0.into_iter().chain(counted.1).collect();
    let place: QuickMap<u32, usize> = classes
        .iter()
        .enumerate()
        .filter(|(at, _)| counted[*at].is_none())
        .map(|(at, class)| (*class, at))
        .collect();
    if !place.is_empty() {
        let wanted: Vec<u32> = place.keys().copied().collect();
        for (class, figures) in far::figures_of(model, &wanted, discounted) {
            counted[place[&class]] = Some(figures);
        }
    }
    counted.into_iter().map(Option::unwrap_or_default).collect()
}

/// The figures of a class.
pub(crate) fn figures(strands: &Strands<'_>) -> Figures {
    let fates = all_hold(strands);
    let (at_most, shown, voices) = bounds(strands, &fates);
    let counts = counts(strands, &fates);
    Figures {
        citations: counts.citations,
        works: works(strands, &fates).len() as u32,
        voices,
        at_most,
        shown,
        unnamed: unnamed(strands, &fates).len() as u32,
        not_followed: counts.not_followed,
        doubtful: counts.doubtful,
    }
}

/// How the strands fare as the doubtful ones are read, beside that all of them hold.
pub(crate) enum Doubt {
    /// None is doubtful.
    Nothing,
    /// It matters only how many hold: none, at the least.
    Firm(Vec<Fate>),
    /// Some continue through doubtful ones alone, so that it matters which hold. What encloses
    /// all that can be: the most voices, and the fewest.
    Varies([Vec<Fate>; 2]),
}

impl Doubt {
    /// How it is with some strands, of which it is known how they fare if all hold.
    pub fn of(strands: &Strands<'_>, all: &[Fate]) -> Self {
        if !strands.list.iter().any(Strand::doubtful) {
            return Self::Nothing;
        }
        let stands = |at: usize| strands.list[at].stands;
        let mut firm = strands.fates(|at| !strands.list[at].doubtful(), |_| false, stands);
        let varies: Vec<bool> =
            firm.iter().zip(all).map(|(firm, all)| firm.ends && !all.ends).collect();
        if !varies.contains(&true) {
            return Self::Firm(firm);
        }
        let widest = strands.fates(|_| true, |at| varies[at], stands);
        for (fate, varies) in firm.iter_mut().zip(varies) {
            fate.ends &= !varies;
        }
        Self::Varies([widest, firm])
    }
}

/// Whether every choice of doubtful strands is tried, where it matters which hold.
pub(crate) fn are_few(doubtful: usize, classes: usize) -> bool {
    doubtful <= FEW_DOUBTFUL && classes <= FEW_CLASSES
}

/// *At most* and *shown*, and how many named voices there are.
fn bounds(strands: &Strands<'_>, fates: &[Fate]) -> (Bound, Bound, u32) {
    let register = &strands.model.register;
    let weigh = |fates: &[Fate]| {
        let ways = voices::ways(strands, fates);
        let most = voices::at_most(&ways, register);
        let shown = voices::shown(&ways, strands.model);
        let mut parties: Vec<Party> = ways.iter().map(|way| way.party).collect();
        parties.sort_unstable();
        parties.dedup();
        ((most.most, most.exact), (shown.most, shown.exact), parties.len() as u32)
    };
    let (most, shown, voices) = weigh(fates);
    let mut at_most = Bound { low: most.0, high: most.0, exact: most.1 };
    let mut shown = Bound { low: shown.0, high: shown.0, exact: shown.1 };
    let mut take = |fates: &[Fate], exact: bool| {
        let (most, least, _) = weigh(fates);
        widen(&mut at_most, most.0, most.1 && exact);
        widen(&mut shown, least.0, least.1 && exact);
    };
    match Doubt::of(strands, fates) {
        Doubt::Nothing => {}
        Doubt::Firm(firm) => take(&firm, true),
        Doubt::Varies(enclosing) => {
            let doubtful: Vec<usize> =
                (0..strands.list.len()).filter(|at| strands.list[*at].doubtful()).collect();
            if are_few(doubtful.len(), strands.scope.len()) {
                for choice in 0..1_u32 << doubtful.len() {
                    let holds = |at: usize| {
                        let bit = doubtful.iter().position(|d| *d == at);
                        bit.is_none_or(|bit| choice & (1 << bit) != 0)
                    };
                    take(&strands.fates(holds, |_| false, |at| strands.list[at].stands), true);
                }
            } else {
                for fates in &enclosing {
                    take(fates, false);
                }
            }
        }
    }
    (at_most, shown, voices)
}

/// Takes another number into a range.
pub(crate) fn widen(bound: &mut Bound, number: u32, exact: bool) {
    bound.low = bound.low.min(number);
    bound.high = bound.high.max(number);
    bound.exact &= exact;
}

#[derive(Debug, Default)]
struct Counts {
    citations: u32,
    not_followed: u32,
    doubtful: u32,
}

/// Whether two strands are one citation: from one article, through the same. Strands of one
/// citation stand beside each other unless they come from classes of different claims.
pub(crate) fn same_citation(strands: &Strands<'_>, a: usize, b: usize) -> bool {
    let register = &strands.model.register;
    let (a, b) = (&strands.list[a], &strands.list[b]);
    a.reading.article == b.reading.article && a.steps(register).eq(b.steps(register))
}

/// The living strands, those of one citation together.
pub(crate) fn citations(strands: &Strands<'_>, fates: &[Fate]) -> Vec<Vec<usize>> {
    let register = &strands.model.register;
    let mut order: Vec<usize> = (0..strands.list.len()).filter(|at| fates[*at].alive).collect();
    if strands.scope.len() > 1 {
        order.sort_by(|a, b| {
            let (a, b) = (&strands.list[*a], &strands.list[*b]);
            (a.reading.article.cmp(&b.reading.article))
                .then_with(|| a.steps(register).cmp(b.steps(register)))
        });
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    for at in order {
        match found.last_mut() {
            Some(last) if same_citation(strands, last[0], at) => last.push(at),
            _ => found.push(vec![at]),
        }
    }
    found
}

/// Whether a citation was not followed: none of its strands was.
pub(crate) fn is_open(strands: &Strands<'_>, fates: &[Fate], citation: &[usize]) -> bool {
    citation.iter().all(|at| fates[*at].ends && strands.list[*at].is_open())
}

fn counts(strands: &Strands<'_>, fates: &[Fate]) -> Counts {
    let mut counts = Counts::default();
    for citation in citations(strands, fates) {
        counts.citations += 1;
        counts.not_followed += u32::from(is_open(strands, fates, &citation));
        counts.doubtful += u32::from(citation.iter().all(|at| strands.list[*at].doubtful()));
    }
    counts
}

/// The works that living strands go through, each once.
pub(crate) fn works(strands: &Strands<'_>, fates: &[Fate]) -> Vec<u32> {
    let living = strands.list.iter().zip(fates).filter(|(_, fate)| fate.alive);
    let hops = living.flat_map(|(strand, _)| strand.hops.iter());
    let mut works: Vec<u32> = hops.map(|h| h.work).filter(|w| *w != NONE).collect();
    works.sort_unstable();
    works.dedup();
    works
}

/// The last voices that nobody can name, each with the strands that end with it. A party is
/// one voice; where nobody at all is named, each citation has a voice of its own.
pub(crate) fn unnamed(strands: &Strands<'_>, fates: &[Fate]) -> Vec<(Party, Vec<usize>)> {
    let register = &strands.model.register;
    let mut found: Vec<(Party, Vec<usize>)> = Vec::new();
    let mut known: HashMap<Party, usize> = HashMap::new();
    for citation in citations(strands, fates) {
        let mut nobody: Vec<usize> = Vec::new();
        for at in citation.into_iter().filter(|at| fates[*at].ends || fates[*at].returns) {
            let party = strands.list[at].last_party(register);
            if party.is_nobody() {
                nobody.push(at);
            } else if register.is_unnamed(party) {
                let place = *known.entry(party).or_insert_with(|| {
                    found.push((party, Vec::new()));
                    found.len() - 1
                });
                found[place].1.push(at);
            }
        }
        if !nobody.is_empty() {
            found.push((Party::NOBODY, nobody));
        }
    }
    found
}
