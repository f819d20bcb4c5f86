//! Mutual reliance: articles that cite each other, though not for one claim.

use std::collections::{BTreeSet, HashMap};

use crate::analysis::origins::{Cache, Left, reading::ReadHop, register::NONE};
use crate::domain::ids::{ArticleId, ClaimId};

/// Two articles that cite each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MutualReliance {
    /// The one with the smaller id.
    pub first: ArticleId,
    /// The other.
    pub second: ArticleId,
    /// A claim of the first that rests on the second.
    pub forth: ClaimId,
    /// A claim of the second that rests on the first.
    pub back: ClaimId,
}

/// The pairs of articles that cite each other, those left out that are on one circle of a
/// class already; of what is left of their chains. In order.
pub fn mutual_reliance(
    cache: &Cache,
    circular: &BTreeSet<(ArticleId, ArticleId)>,
    left: &Left,
) -> Vec<MutualReliance> {
    let model = &cache.model;
    let register = &model.register;
    let mut cites: HashMap<(u32, u32), ClaimId> = HashMap::new();
    for (_, reading) in model.readings().filter(|(_, reading)| reading.counts) {
        let wrong = |atom: &u32| left.atoms().binary_search(atom).is_ok();
        let falls = |hop: &ReadHop| {
            wrong(&hop.work) || register.members(&hop.party(register)).iter().any(wrong)
        };
        let chains = reading.chains().iter().map(|chain| reading.hops(chain));
        let hops =
            chains.filter(|hops| left.atoms().is_empty() || !hops.iter().any(falls)).flatten();
        for hop in hops.filter(|hop| hop.work != NONE) {
            for other in register.articles_of(hop.work).iter().filter(|o| **o != reading.article) {
                let claim = cites.entry((reading.article, *other)).or_insert(reading.claim);
                *claim = reading.claim.min(*claim);
            }
        }
    }
    let id = |article: u32| register.article(article).id;
    let mut found: Vec<MutualReliance> = cites
        .iter()
        .filter(|((a, b), _)| id(*a) < id(*b))
        .filter_map(|((a, b), forth)| {
            let back = cites.get(&(*b, *a))?;
            let (first, second) = (id(*a), id(*b));
            let new = !circular.contains(&(first, second));
            new.then_some(MutualReliance { first, second, forth: *forth, back: *back })
        })
        .collect();
    found.sort_by_key(|pair| (pair.first, pair.second));
    found
}
