//! The definitions, word for word and slow: every continued chain walked, every choice of
//! doubtful chains and of voices tried.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::origins::Discount;
use crate::domain::{
    article::Article,
    chain::{Chain, ChainEnd, Hop},
    claim::Claim,
    ids::{ArticleId, ChainId, ClaimId, WorkId},
    lineage::{LineageEnds, LineageKind, Standing},
    link::LinkKind,
    project::Project,
    ruling::{RulingAbout, Voice},
    source::SourceKind,
    time::PartialDate,
};

/// What the reference finds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub citations: usize,
    pub works: usize,
    pub at_most: (u32, u32),
    pub shown: (u32, u32),
    pub unnamed: usize,
    pub not_followed: usize,
    pub doubtful: usize,
    pub chokepoints: BTreeSet<Voice>,
}

pub(super) struct Brute<'a> {
    pub p: &'a Project,
    pub alleged: bool,
    pub discount: &'a Discount,
}

type Set = BTreeSet<Voice>;
type Key = (ArticleId, Vec<(Set, Option<WorkId>)>);

#[derive(Clone, Copy)]
struct Said<'a> {
    article: &'a Article,
    chain: &'a Chain,
}

struct Walked<'a> {
    legs: Vec<Said<'a>>,
    returns: bool,
}

impl<'a> Brute<'a> {
    fn joined(&self, claim: ClaimId) -> BTreeSet<ClaimId> {
        let mut all = BTreeSet::from([claim]);
        loop {
            let before = all.len();
            for link in self.p.links.iter().filter(|l| l.kind == LinkKind::SameClaim) {
                if all.contains(&link.from) || all.contains(&link.to) {
                    all.extend([link.from, link.to]);
                }
            }
            if all.len() == before {
                return all;
            }
        }
    }

    /// The class and all that say more, each class by itself.
    fn scope(&self, claim: ClaimId) -> BTreeSet<BTreeSet<ClaimId>> {
        let mut scope = BTreeSet::from([self.joined(claim)]);
        loop {
            let mut more = scope.clone();
            for link in self.p.links.iter().filter(|l| l.kind == LinkKind::Entails) {
                if scope.iter().any(|class| class.contains(&link.to)) {
                    more.insert(self.joined(link.from));
                }
            }
            if more.len() == scope.len() {
                return scope;
            }
            scope = more;
        }
    }

    fn superseded(&self, article: ArticleId) -> bool {
        self.p.articles.iter().any(|a| a.head.revision_of == Some(article))
    }

    fn chains(&self, class: &BTreeSet<ClaimId>, left_out: &BTreeSet<ChainId>) -> Vec<Said<'a>> {
        let claims = self.p.claims().filter(|(article, claim)| {
            !self.superseded(article.id)
                && class.contains(&claim.id)
                && matches!(
                    format!("{:?}", claim.kind).as_str(),
                    "Factual" | "Interpretation" | "Prediction"
                )
        });
        let chains = claims.flat_map(|(article, claim): (_, &std::sync::Arc<Claim>)| {
            claim.chains.iter().map(move |chain| Said { article, chain })
        });
        chains.filter(|said| !left_out.contains(&said.chain.id)).collect()
    }

    fn answers(&self, work: Option<WorkId>) -> Set {
        let Some(work) = work.and_then(|id| self.p.work(id)) else { return Set::new() };
        let authors: Set = work
            .authors
            .iter()
            .filter_map(|a| self.p.source(*a))
            .map(|s| Voice::Source(s.id))
            .collect();
        if authors.is_empty() { Set::from([Voice::Work(work.id)]) } else { authors }
    }

    fn sources(&self, hop: &Hop) -> Set {
        hop.sources.iter().filter_map(|s| self.p.source(*s)).map(|s| Voice::Source(s.id)).collect()
    }

    fn party(&self, hop: &Hop) -> Set {
        let sources = self.sources(hop);
        if sources.is_empty() { self.answers(hop.work) } else { sources }
    }

    fn work(&self, id: Option<WorkId>) -> Option<WorkId> {
        id.and_then(|id| self.p.work(id)).map(|work| work.id)
    }

    fn key(&self, said: Said<'_>) -> Key {
        let hops = said.chain.hops.iter().map(|h| (self.party(h), self.work(h.work)));
        (said.article.id, hops.collect())
    }

    fn walk(&self, chains: &[Said<'a>], legs: Vec<Said<'a>>, all: &mut Vec<Walked<'a>>) {
        let last = legs[legs.len() - 1];
        let work = last.chain.hops.last().and_then(|hop| self.work(hop.work));
        let mut targets: Vec<ArticleId> = chains
            .iter()
            .filter(|said| work.is_some() && self.work(said.article.head.work) == work)
            .map(|said| said.article.id)
            .collect();
        targets.sort_unstable();
        targets.dedup();
        if targets.is_empty() {
            all.push(Walked { legs, returns: false });
            return;
        }
        for target in targets {
            if legs.iter().any(|leg| leg.article.id == target) {
                all.push(Walked { legs: legs.clone(), returns: true });
                continue;
            }
            for next in chains.iter().filter(|said| said.article.id == target) {
                let mut on = legs.clone();
                on.push(*next);
                self.walk(chains, on, all);
            }
        }
    }

    fn passes(&self, said: Said<'_>) -> Set {
        let mut all = Set::new();
        let mut add = |party: Set, work: Option<WorkId>| {
            all.extend(party);
            all.extend(work.map(Voice::Work));
        };
        if said.chain.hops.is_empty() {
            let work = self.work(said.article.head.work);
            add(self.answers(work), work);
        }
        for hop in &said.chain.hops {
            add(self.party(hop), self.work(hop.work));
        }
        all
    }

    fn is_wrong(&self, said: Said<'_>) -> bool {
        self.passes(said).iter().any(|voice| match voice {
            Voice::Source(id) => self.discount.sources.contains(id),
            Voice::Work(id) => self.discount.works.contains(id),
        })
    }

    fn is_unnamed(&self, party: &Set) -> bool {
        party.iter().all(|voice| match voice {
            Voice::Source(id) => self.p.source(*id).is_some_and(|s| {
                matches!(
                    s.kind,
                    SourceKind::UnnamedIndividual
                        | SourceKind::UnnamedGroup
                        | SourceKind::Undetermined
                )
            }),
            Voice::Work(_) => false,
        })
    }

    /// What a voice is and leads to.
    fn closure(&self, said: Said<'_>, scope: &BTreeSet<ClaimId>) -> Set {
        let date = |work: Option<WorkId>| work.and_then(|id| self.p.work(id)).and_then(|w| w.date);
        let (party, work, moment) = if let Some(hop) = said.chain.hops.last() {
            let work = self.work(hop.work);
            let authored = self.sources(hop).is_subset(&self.answers(work));
            (self.party(hop), work.filter(|_| authored), hop.said.or(date(work)))
        } else {
            let work = self.work(said.article.head.work);
            (self.answers(work), work, date(work))
        };
        let moment = moment.or(said.article.head.published);
        let mut closure = party;
        if let Some(work) = work {
            closure.extend(self.behind(Voice::Work(work), moment, scope));
        }
        loop {
            let mut more = closure.clone();
            for voice in &closure {
                more.extend(self.behind(*voice, moment, scope));
                if let Voice::Work(work) = voice {
                    more.extend(self.answers(Some(*work)));
                }
            }
            if more == closure {
                return closure;
            }
            closure = more;
        }
    }

    fn behind(&self, voice: Voice, moment: Option<PartialDate>, scope: &BTreeSet<ClaimId>) -> Set {
        let held = |since: Option<PartialDate>, until: Option<PartialDate>| {
            (since.is_none() && until.is_none())
                || moment.is_some_and(|m| {
                    since.is_none_or(|s| s.earliest() <= m.earliest())
                        && until.is_none_or(|u| m.latest() <= u.latest())
                })
        };
        let edges = self.p.lineage.iter().filter(|l| {
            l.kind != LineageKind::PartOf { one_voice: false }
                && (self.alleged || l.standing == Standing::Accepted)
                && held(l.since, l.until)
                && (l.claims.is_empty() || l.claims.iter().any(|c| scope.contains(c)))
        });
        let ends = edges.map(|l| match l.ends {
            LineageEnds::Sources { from, to } => (
                Voice::Source(self.p.resolve_source(from)),
                Voice::Source(self.p.resolve_source(to)),
            ),
            LineageEnds::Works { from, to } => {
                (Voice::Work(self.p.resolve_work(from)), Voice::Work(self.p.resolve_work(to)))
            }
        });
        ends.filter(|(from, _)| *from == voice).map(|(_, to)| to).collect()
    }

    fn ruled(&self, a: Voice, b: Voice) -> bool {
        self.p.rulings.iter().any(|r| {
            r.about == RulingAbout::Independent(a, b) || r.about == RulingAbout::Independent(b, a)
        })
    }

    /// At most, and shown, by trying every choice of voices.
    fn bounds(&self, walked: &[Walked<'a>], scope: &BTreeSet<ClaimId>) -> (u32, u32) {
        let mut voices: BTreeMap<(Set, Set), bool> = BTreeMap::new();
        for path in walked {
            let last = path.legs[path.legs.len() - 1];
            let party = match last.chain.hops.last() {
                Some(hop) => self.party(hop),
                None => self.answers(last.article.head.work),
            };
            if self.is_unnamed(&party) {
                continue;
            }
            let origin = !path.returns && last.chain.end == ChainEnd::Origin;
            *voices.entry((party, self.closure(last, scope))).or_default() |= origin;
        }
        let voices: Vec<_> = voices.into_iter().collect();
        assert!(voices.len() <= 20, "too many voices to try");
        let apart = |a: usize, b: usize| voices[a].0.1.is_disjoint(&voices[b].0.1);
        let ruled = |a: usize, b: usize| {
            let (a, b) = (&voices[a].0.0, &voices[b].0.0);
            a.iter().all(|x| b.iter().all(|y| self.ruled(*x, *y)))
        };
        let (mut most, mut shown) = (0, 0);
        for choice in 0..1_u32 << voices.len() {
            let chosen: Vec<usize> = (0..voices.len()).filter(|i| choice & (1 << i) != 0).collect();
            let pairs = || {
                chosen
                    .iter()
                    .flat_map(|a| chosen.iter().map(move |b| (*a, *b)))
                    .filter(|(a, b)| a < b)
            };
            if pairs().all(|(a, b)| apart(a, b)) {
                most = most.max(chosen.len() as u32);
                let origins = chosen.iter().all(|v| voices[*v].1);
                if origins && pairs().all(|(a, b)| ruled(a, b)) {
                    shown = shown.max(chosen.len() as u32);
                }
            }
        }
        (most, shown)
    }

    pub fn answer(&self, claim: ClaimId) -> Answer {
        let classes = self.scope(claim);
        let scope: BTreeSet<ClaimId> = classes.iter().flatten().copied().collect();
        let nothing = BTreeSet::new();
        let doubtful: Vec<ChainId> = classes
            .iter()
            .flat_map(|class| self.chains(class, &nothing))
            .filter(|said| said.chain.doubtful.is_some())
            .map(|said| said.chain.id)
            .collect();
        let walk = |left_out: &BTreeSet<ChainId>| {
            let mut all = Vec::new();
            for class in &classes {
                let chains = self.chains(class, left_out);
                for said in &chains {
                    self.walk(&chains, vec![*said], &mut all);
                }
            }
            all.retain(|path| !path.legs.iter().any(|leg| self.is_wrong(*leg)));
            all
        };
        let mut answer =
            Answer { at_most: (u32::MAX, 0), shown: (u32::MAX, 0), ..Answer::default() };
        for choice in 0..1_u32 << doubtful.len() {
            let out = (0..doubtful.len()).filter(|i| choice & (1 << i) != 0);
            let (most, shown) = self.bounds(&walk(&out.map(|i| doubtful[i]).collect()), &scope);
            answer.at_most = (answer.at_most.0.min(most), answer.at_most.1.max(most));
            answer.shown = (answer.shown.0.min(shown), answer.shown.1.max(shown));
        }
        let paths = walk(&nothing);
        let mut citations: BTreeMap<Key, Vec<&Walked<'a>>> = BTreeMap::new();
        for path in &paths {
            citations.entry(self.key(path.legs[0])).or_default().push(path);
        }
        answer.citations = citations.len();
        let hops = paths.iter().flat_map(|path| &path.legs[0].chain.hops);
        answer.works = hops.filter_map(|h| self.work(h.work)).collect::<BTreeSet<_>>().len();
        let mut unnamed: BTreeSet<(Set, Option<Key>)> = BTreeSet::new();
        for path in &paths {
            let last = path.legs[path.legs.len() - 1];
            let party = match last.chain.hops.last() {
                Some(hop) => self.party(hop),
                None => self.answers(last.article.head.work),
            };
            if party.is_empty() {
                unnamed.insert((party, Some(self.key(last))));
            } else if self.is_unnamed(&party) {
                unnamed.insert((party, None));
            }
        }
        answer.unnamed = unnamed.len();
        for paths in citations.values() {
            let open = paths.iter().all(|path| {
                path.legs.len() == 1
                    && !path.returns
                    && path.legs[0].chain.end == ChainEnd::NotFollowed
                    && !path.legs[0].chain.hops.is_empty()
            });
            answer.not_followed += usize::from(open);
            let doubtful = paths.iter().all(|path| path.legs[0].chain.doubtful.is_some());
            answer.doubtful += usize::from(doubtful);
        }
        if citations.len() > 1 {
            let all = paths.iter().map(|path| -> Set {
                path.legs.iter().flat_map(|leg| self.passes(*leg)).collect()
            });
            answer.chokepoints = all.reduce(|a, b| &a & &b).unwrap_or_default();
        }
        answer
    }
}
