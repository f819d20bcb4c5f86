//! Who is named in an article, how often and how lately: counted once a chunk of claims, so
//! that an edit counts one chunk anew.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::{
    analysis::completion::{Target, Use},
    domain::{
        chunked::{Chunk, Chunked},
        claim::Claim,
    },
};

/// What the chunks name, and all of it together.
#[derive(Debug, Default)]
pub(super) struct Uses {
    of: Option<Chunked<Claim>>,
    /// By the chunk's address; the chunk is held, so that the address stays its own.
    chunks: HashMap<usize, (Chunk<Claim>, Named)>,
    all: Named,
}

/// For each record, the number of claims that name it and the latest minute since 1970.
type Named = HashMap<Target, (u32, u32)>;

impl Uses {
    /// How a record is used in the article.
    pub fn of(&self, target: Target) -> Use {
        self.all.get(&target).map_or_else(Use::default, |(claims, recency)| Use {
            claims: *claims,
            recency: *recency,
            here: true,
        })
    }

    /// How many claims are to be read to bring the counts up to date.
    pub fn behind(&self, claims: &Chunked<Claim>) -> usize {
        if self.of.as_ref().is_some_and(|of| of.same(claims)) {
            return 0;
        }
        let unknown = claims.chunks().iter().filter(|c| !self.chunks.contains_key(&address(c)));
        unknown.map(|chunk| chunk.len()).sum()
    }

    /// Brings the counts up to date.
    pub fn update(&mut self, claims: &Chunked<Claim>) {
        if self.of.as_ref().is_some_and(|of| of.same(claims)) {
            return;
        }
        let mut gone = std::mem::take(&mut self.chunks);
        let mut new = Vec::new();
        for chunk in claims.chunks() {
            let key = address(chunk);
            let counted = gone.remove(&key).unwrap_or_else(|| {
                new.push(key);
                (Arc::clone(chunk), count(chunk))
            });
            self.chunks.insert(key, counted);
        }
        let mut touched: HashSet<Target> = HashSet::new();
        for (target, (number, recency)) in gone.values().flat_map(|(_, named)| named) {
            if let Some((claims, latest)) = self.all.get_mut(target) {
                *claims = claims.saturating_sub(*number);
                if recency == latest {
                    touched.insert(*target);
                }
            }
        }
        for (target, (number, recency)) in
            new.iter().filter_map(|key| self.chunks.get(key)).flat_map(|(_, named)| named)
        {
            let (claims, latest) = self.all.entry(*target).or_default();
            *claims += number;
            if recency >= latest {
                *latest = *recency;
                touched.remove(target);
            }
        }
        // Only of what was named last in a chunk that is gone must the others be asked.
        for target in touched {
            let others = self.chunks.values().filter_map(|(_, named)| named.get(&target));
            let latest = others.map(|(_, recency)| *recency).max().unwrap_or_default();
            if let Some(known) = self.all.get_mut(&target) {
                known.1 = latest;
            }
        }
        self.all.retain(|_, (claims, _)| *claims > 0);
        self.of = Some(claims.clone());
    }
}

fn address(chunk: &Chunk<Claim>) -> usize {
    Arc::as_ptr(chunk).addr()
}

fn count(chunk: &Chunk<Claim>) -> Named {
    let mut all = Named::new();
    let mut here = Named::new();
    for claim in chunk.iter() {
        here.clear();
        for chain in &claim.chains {
            // Whole minutes since 1970 fit, and the later is the greater.
            let at = (chain.at.unix_seconds().max(0) / 60) as u32;
            for hop in &chain.hops {
                let sources = hop.sources.iter().map(|id| Target::Source(*id));
                for target in sources.chain(hop.work.map(Target::Work)) {
                    let (number, latest) = here.entry(target).or_default();
                    (*number, *latest) = (1, at.max(*latest));
                }
            }
        }
        for (target, (_, at)) in &here {
            let (number, latest) = all.entry(*target).or_default();
            *number += 1;
            *latest = at.max(latest).to_owned();
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        chain::{Chain, Hop},
        ids::{IdSource as _, SeededIds},
        sample,
        time::Timestamp,
    };

    fn named(claims: &Chunked<Claim>) -> Named {
        let mut uses = Uses::default();
        uses.update(claims);
        uses.all
    }

    #[test]
    fn counts_brought_up_to_date_are_those_of_a_new_count() {
        let project = sample::project();
        let mut ids = SeededIds(4);
        let (_, first) = project.claims().next().expect("a claim");
        let speakers: Vec<_> = project.sources.iter().map(|s| s.id).collect();
        let claims: Vec<Claim> = (0..1_200_u32)
            .map(|i| {
                let mut claim = (**first).clone();
                claim.id = ids.id();
                let hop =
                    Hop { sources: vec![speakers[i as usize % speakers.len()]], ..Hop::default() };
                let at = Timestamp::from_unix_seconds(i64::from(i) * 60);
                claim.chains = vec![Chain::new(ids.id(), vec![hop], claim.by, at)];
                claim
            })
            .collect();
        let mut claims: Chunked<Claim> = claims.into_iter().collect();
        let mut uses = Uses::default();
        uses.update(&claims);
        assert_eq!(uses.behind(&claims), 0);
        let latest = claims.iter().max_by_key(|c| c.chains[0].at).cloned().expect("one");
        for change in 0..3 {
            let mut claim = (*latest).clone();
            match change {
                0 => claim.chains.clear(),
                1 => claim.chains = vec![latest.chains[0].clone(), latest.chains[0].clone()],
                _ => {}
            }
            claims.put(Arc::new(claim));
            assert!((1..600).contains(&uses.behind(&claims)), "one chunk is new");
            uses.update(&claims);
            assert_eq!(uses.all, named(&claims));
        }
    }
}
