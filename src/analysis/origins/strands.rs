//! The chains of a class and of what flows into it, and how they continue through the
//! articles that are here.

use super::{
    model::Model,
    reading::{ReadChain, ReadHop, Reading},
    register::{Atom, NONE, Party, Register},
};
use crate::analysis::components::Arrows;
use crate::domain::{chain::ChainEnd, ids::ClaimId, time::PartialDate};

/// Sources and works that are taken to be wrong, by their numbers, in order.
pub(crate) type Discounted = [Atom];

/// One chain of one claim of the class, or of one that says more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strand<'m> {
    pub reading: &'m Reading,
    pub chain: &'m ReadChain,
    pub hops: &'m [ReadHop],
    /// The class of its claim.
    pub class: u32,
    /// The article and class it starts from, as an index.
    pub node: u32,
    /// Whether it goes through nothing that is discounted.
    pub stands: bool,
    targets: (u32, u32),
}

/// All strands, in the order of class, article and what they go through.
#[derive(Debug)]
pub(crate) struct Strands<'m> {
    pub model: &'m Model,
    /// The classes that count: the class itself first, then the others in order.
    pub scope: Vec<u32>,
    pub list: Vec<Strand<'m>>,
    /// For each node, its class, its article and where its strands begin.
    nodes: Vec<(u32, u32, u32)>,
    targets: Vec<u32>,
}

/// What becomes of a strand where some of the doubtful ones hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Fate {
    /// It holds, and from it one gets to a last voice past nothing that is discounted.
    pub alive: bool,
    /// It ends with its last hop.
    pub ends: bool,
    /// It leads back to an article from which it can be reached: there it stops.
    pub returns: bool,
}

impl Strand<'_> {
    pub fn doubtful(&self) -> bool {
        self.chain.doubtful
    }

    /// Who speaks last in it: for an empty chain, the party of the article's own work.
    pub fn last_party(&self, register: &Register) -> Party {
        match self.hops.last() {
            Some(hop) => hop.party(register),
            None => register.answers_for(register.article(self.reading.article).work),
        }
    }

    /// The work through which the last voice speaks as its author, if it does.
    pub fn speaks_through(&self, register: &Register) -> Atom {
        let Some(hop) = self.hops.last() else {
            return register.article(self.reading.article).work;
        };
        let answers = register.answers_for(hop.work);
        let authors = register.members(&answers);
        let its_own = register.members(&hop.sources).iter().all(|s| authors.contains(s));
        if its_own { hop.work } else { NONE }
    }

    /// When the last voice spoke, as far as is known: when it was said, else when the work
    /// appeared, else when the article did.
    pub fn moment(&self, register: &Register) -> Option<PartialDate> {
        let article = register.article(self.reading.article);
        let (said, work) = self.hops.last().map_or((None, article.work), |h| (h.said, h.work));
        said.or_else(|| register.date(work)).or(article.published)
    }

    /// What it goes through, with the parties as they are.
    pub fn steps<'r>(&'r self, register: &'r Register) -> impl Iterator<Item = (Party, Atom)> + 'r {
        self.hops.iter().map(|hop| (hop.party(register), hop.work))
    }

    /// Parties and works it goes through; an own voice goes through the article's work.
    pub fn passes<'r>(
        &'r self,
        register: &'r Register,
    ) -> impl Iterator<Item = (Party, Atom)> + 'r {
        let own = self.hops.is_empty().then(|| {
            let work = register.article(self.reading.article).work;
            (register.answers_for(work), work)
        });
        self.steps(register).chain(own)
    }

    /// Whether it goes through a source or work.
    pub fn goes_through(&self, register: &Register, wanted: impl Fn(Atom) -> bool) -> bool {
        self.passes(register).any(|(party, work)| {
            (work != NONE && wanted(work))
                || register.members(&party).iter().any(|atom| wanted(*atom))
        })
    }

    /// Whether nobody looked further.
    pub fn is_open(&self) -> bool {
        self.chain.end == ChainEnd::NotFollowed && !self.hops.is_empty()
    }
}

impl<'m> Strands<'m> {
    /// The strands of a class and of those that say more.
    pub fn of(model: &'m Model, class: u32, discounted: &Discounted) -> Self {
        Self::of_scope(model, model.scope(class), discounted)
    }

    /// The strands of some classes; the first is the one that is asked for, the others stand in
    /// order.
    pub fn of_scope(model: &'m Model, scope: Vec<u32>, discounted: &Discounted) -> Self {
        Self::of_some(model, scope, discounted, |_, _| true)
    }

    /// The same, of some of their chains.
    pub fn of_some(
        model: &'m Model,
        scope: Vec<u32>,
        discounted: &Discounted,
        keep: impl Fn(&Reading, &ReadChain) -> bool,
    ) -> Self {
        let register = &model.register;
        let mut list = Vec::new();
        for class in &scope {
            let members = model.members(*class).iter().filter_map(|slot| model.reading(*slot));
            for reading in members.filter(|reading| reading.counts) {
                let chains = reading.chains().iter().filter(|chain| keep(reading, chain));
                list.extend(chains.map(|chain| Strand {
                    reading,
                    chain,
                    hops: reading.hops(chain),
                    class: *class,
                    node: 0,
                    stands: true,
                    targets: (0, 0),
                }));
            }
        }
        if list.len() > 1 {
            list.sort_by(|a, b| {
                (a.class, a.reading.article)
                    .cmp(&(b.class, b.reading.article))
                    .then_with(|| a.steps(register).cmp(b.steps(register)))
                    .then_with(|| (a.reading.claim, a.chain.id).cmp(&(b.reading.claim, b.chain.id)))
            });
        }
        for strand in list.iter_mut().filter(|_| !discounted.is_empty()) {
            let wrong = |atom| discounted.binary_search(&atom).is_ok();
            strand.stands = !strand.goes_through(register, wrong);
        }
        let mut strands = Self { model, scope, list, nodes: Vec::new(), targets: Vec::new() };
        strands.aim();
        strands
    }

    /// The strands that are left of what stands: those from which one gets to a last voice.
    pub fn left(mut self) -> Self {
        if self.list.iter().all(|strand| strand.stands) {
            return self;
        }
        let fates = self.fates(|_| true, |_| false, |at| self.list[at].stands);
        let mut alive = fates.iter().map(|fate| fate.alive);
        self.list.retain(|_| alive.next().unwrap_or_default());
        self.aim();
        self
    }

    /// Numbers the nodes, and finds out through which of them each strand continues.
    fn aim(&mut self) {
        let mut nodes: Vec<(u32, u32, u32)> = Vec::new();
        for (at, strand) in self.list.iter_mut().enumerate() {
            let (class, article) = (strand.class, strand.reading.article);
            if nodes.last().is_none_or(|(c, a, _)| (*c, *a) != (class, article)) {
                nodes.push((class, article, at as u32));
            }
            strand.node = nodes.len() as u32 - 1;
        }
        self.nodes = nodes;
        self.targets.clear();
        for at in 0..self.list.len() {
            let first = self.targets.len() as u32;
            let strand = &self.list[at];
            let articles =
                strand.hops.last().map_or(&[][..], |h| self.model.register.articles_of(h.work));
            for article in articles {
                let key = (strand.class, *article);
                if let Ok(node) = self.nodes.binary_search_by_key(&key, |(c, a, _)| (*c, *a)) {
                    self.targets.push(node as u32);
                }
            }
            self.list[at].targets = (first, self.targets.len() as u32);
        }
    }

    /// The nodes through which a strand would continue if all doubtful ones hold.
    pub fn targets(&self, strand: &Strand<'_>) -> &[u32] {
        &self.targets[strand.targets.0 as usize..strand.targets.1 as usize]
    }

    /// Whether nothing here continues.
    pub fn all_end(&self) -> bool {
        self.targets.is_empty()
    }

    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The strands that start from a node.
    pub fn of_node(&self, node: u32) -> std::ops::Range<usize> {
        let first = self.nodes[node as usize].2 as usize;
        let next = self.nodes.get(node as usize + 1).map_or(self.list.len(), |n| n.2 as usize);
        first..next
    }

    /// The article of a node, by its number.
    pub fn article_of(&self, node: u32) -> u32 {
        self.nodes[node as usize].1
    }

    /// Whether a claim is one of those that count here.
    pub fn is_about(&self, claim: ClaimId) -> bool {
        let class = self.model.slot(claim).map(|slot| self.model.class(slot));
        let more = &self.scope[1..];
        class.is_some_and(|class| class == self.scope[0] || more.binary_search(&class).is_ok())
    }

    /// What becomes of each strand if those hold that `holds` tells. `loose` strands may
    /// end where they are even though they could continue.
    pub fn fates(
        &self,
        holds: impl Fn(usize) -> bool,
        loose: impl Fn(usize) -> bool,
        stands: impl Fn(usize) -> bool,
    ) -> Vec<Fate> {
        let mut fates = vec![Fate::default(); self.list.len()];
        if self.all_end() {
            for (at, fate) in fates.iter_mut().enumerate() {
                *fate = Fate { alive: holds(at) && stands(at), ends: true, returns: false };
            }
            return fates;
        }
        let mut speaks = vec![false; self.nodes.len()];
        for (at, strand) in self.list.iter().enumerate() {
            speaks[strand.node as usize] |= holds(at);
        }
        // What leads nowhere but to what is discounted falls away, step by step.
        let mut left = vec![0_u32; self.nodes.len()];
        let mut comes_from: Vec<Vec<u32>> = vec![Vec::new(); self.nodes.len()];
        let mut ways = vec![0_u32; self.list.len()];
        let mut fallen: Vec<u32> = Vec::new();
        for (at, strand) in self.list.iter().enumerate() {
            let leads = self.targets(strand).iter().filter(|n| speaks[**n as usize]);
            ways[at] = leads.clone().count() as u32;
            fates[at].ends = ways[at] == 0 || loose(at);
            fates[at].alive = holds(at) && stands(at);
            if !fates[at].alive {
                continue;
            }
            left[strand.node as usize] += 1;
            if !fates[at].ends {
                for node in leads {
                    comes_from[*node as usize].push(at as u32);
                }
            }
        }
        fallen.extend((0..self.nodes.len() as u32).filter(|n| left[*n as usize] == 0));
        while let Some(node) = fallen.pop() {
            for at in std::mem::take(&mut comes_from[node as usize]) {
                let at = at as usize;
                ways[at] -= 1;
                if ways[at] == 0 && fates[at].alive {
                    fates[at].alive = false;
                    let from = self.list[at].node;
                    left[from as usize] -= 1;
                    if left[from as usize] == 0 {
                        fallen.push(from);
                    }
                }
            }
        }
        let mut pairs = Vec::new();
        for (at, strand) in self.list.iter().enumerate().filter(|(at, _)| fates[*at].alive) {
            if ways[at] > 0 {
                let leads = self.targets(strand).iter().filter(|n| speaks[**n as usize]);
                pairs.extend(leads.map(|node| (strand.node, *node)));
            }
        }
        let circles = Arrows::new(self.nodes.len(), pairs).components();
        for (at, strand) in self.list.iter().enumerate() {
            let own = circles.of[strand.node as usize];
            fates[at].returns = fates[at].alive
                && self
                    .targets(strand)
                    .iter()
                    .any(|n| speaks[*n as usize] && circles.of[*n as usize] == own);
        }
        fates
    }
}
