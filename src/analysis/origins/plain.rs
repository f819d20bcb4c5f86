//! Most claims stand alone, with one chain that ends here: their figures need no search.

use super::{
    figures::{Bound, Figures},
    model::Model,
    reading::Reading,
    register::{NONE, Party},
};
use crate::domain::chain::ChainEnd;

/// The only claim of a class that nothing flows into, if it has at most one chain, which is
/// not doubtful and continues through no article of the class.
fn alone(model: &Model, class: u32) -> Option<&Reading> {
    let [slot] = model.members(class) else { return None };
    if model.is_entailed(*slot) {
        return None;
    }
    let reading = model.reading(*slot)?;
    if !reading.counts {
        return Some(reading);
    }
    match reading.chains() {
        [] => Some(reading),
        [chain] if !chain.doubtful => {
            // The one article that could continue it is its own.
            let last = reading.hops(chain).last().map_or(NONE, |hop| hop.work);
            let back = model.register.articles_of(last).contains(&reading.article);
            (!back).then_some(reading)
        }
        _ => None,
    }
}

/// The figures of such a class. They equal those of the general search.
pub(crate) fn figures(model: &Model, class: u32) -> Option<Figures> {
    let reading = alone(model, class)?;
    let register = &model.register;
    let (true, [chain]) = (reading.counts, reading.chains()) else {
        return Some(Figures::default());
    };
    let hops = reading.hops(chain);
    let party: Party = match hops.last() {
        Some(hop) => hop.party(register),
        None => register.answers_for(register.article(reading.article).work),
    };
    let named = u32::from(!register.is_unnamed(party));
    let bound = |number| Bound { low: number, high: number, exact: true };
    let new = |at: &usize| {
        let work = hops[*at].work;
        work != NONE && hops[..*at].iter().all(|earlier| earlier.work != work)
    };
    let open = chain.end == ChainEnd::NotFollowed && !hops.is_empty();
    Some(Figures {
        citations: 1,
        works: (0..hops.len()).filter(new).count() as u32,
        voices: named,
        at_most: bound(named),
        shown: bound(named * u32::from(chain.end == ChainEnd::Origin)),
        unnamed: 1 - named,
        not_followed: u32::from(open),
        doubtful: 0,
    })
}

/// Whether a claim that stands alone can be on a circle, or is otherwise worth a look: it has
/// evidence, many hops, meets something twice, or lineage joins what it meets.
pub(crate) fn is_unremarkable(model: &Model, class: u32, deep: usize) -> bool {
    let Some(reading) = alone(model, class) else { return false };
    let (true, [chain]) = (reading.counts, reading.chains()) else { return true };
    let hops = reading.hops(chain);
    if !reading.evidence.is_empty() || hops.len() > deep {
        return false;
    }
    let register = &model.register;
    let own = register.article(reading.article).work;
    let spot = |at: usize| match at {
        0 => (register.answers_for(own), own),
        _ => (hops[at - 1].party(register), hops[at - 1].work),
    };
    let lineage = &model.ancestry;
    for at in 1..=hops.len() {
        let (party, work) = spot(at);
        for before in 0..at {
            let (other, earlier) = spot(before);
            let again = if work == NONE && earlier == NONE {
                party == other && before > 0
            } else {
                work == earlier
            };
            if again {
                return false;
            }
            if lineage.is_empty() {
                continue;
            }
            let leads = |from: u32| {
                register.members(&other).iter().any(|to| lineage.may_reach(from, *to))
                    || (earlier != NONE && lineage.may_reach(from, earlier))
            };
            if register.members(&party).iter().any(|from| leads(*from))
                || (work != NONE && leads(work))
            {
                return false;
            }
        }
    }
    true
}
