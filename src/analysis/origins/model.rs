//! A project as the counting sees it: claims in numbers, classes, what flows into them, and
//! what joins voices. It is kept and brought up to date by what changed ([`super::cache`]).

use std::collections::HashSet;

use super::{
    reading::Reading,
    register::{Atom, NONE, Register},
};
use crate::analysis::{findings::basis, lineage::Ancestry, quick_hash::QuickMap};
use crate::domain::{
    article::Article,
    chunked::Chunk,
    claim::Claim,
    ids::ClaimId,
    link::{Link, LinkKind},
    project::Project,
    ruling::RulingAbout,
    two::both,
};

/// From so many claims on, two threads are worth their start.
pub(crate) const MANY: usize = 4_000;

/// Everything, in numbers. A *slot* is the number of a claim.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub alleged: bool,
    pub register: Register,
    pub ancestry: Ancestry,
    slots: Vec<Option<Reading>>,
    slot_of: QuickMap<ClaimId, u32>,
    free_slots: Vec<u32>,
    same: Vec<Vec<u32>>,
    /// From the claim that says less to those that say more, and back.
    more: Vec<Vec<u32>>,
    less: Vec<Vec<u32>>,
    class_of: Vec<u32>,
    classes: Vec<Vec<u32>>,
    free_classes: Vec<u32>,
    /// Pairs of voices that were ruled independent, the smaller number first.
    independent: HashSet<(Atom, Atom)>,
    ruled: HashSet<Atom>,
}

impl Model {
    /// A model of nothing.
    pub fn new(alleged: bool) -> Self {
        Self { alleged, ..Self::default() }
    }

    /// The model of a whole project.
    pub fn of(project: &Project, alleged: bool) -> Self {
        let mut model = Self::new(alleged);
        for source in project.sources.iter() {
            model.register.put_source(source);
        }
        for work in project.works.iter() {
            model.register.put_work(work);
        }
        if !project.merged.is_empty() {
            model.register.follow_merges(project);
            for work in project.works.iter() {
                model.register.put_authors(work);
            }
        }
        let superseded = superseded(project);
        let current = project.articles.iter().filter(|a| !superseded.contains(&a.id));
        let mut dirty = model.add_articles(current.map(AsRef::as_ref));
        for link in project.links.iter() {
            model.add_link(link, &mut dirty);
        }
        model.classify(&dirty);
        model.ancestry = Ancestry::new(project, &model.register, alleged);
        model.read_rulings(project);
        model
    }

    /// Enters articles with their claims, of which none was entered before. The slots.
    ///
    /// To read a claim is mostly to wait for memory; so two threads read, if there is much.
    fn add_articles<'p>(&mut self, articles: impl Iterator<Item = &'p Article>) -> Vec<u32> {
        let chunks: Vec<(u32, &Chunk<Claim>)> = articles
            .flat_map(|article| {
                let number = self.register.put_article(article);
                article.claims.chunks().iter().map(move |chunk| (number, chunk))
            })
            .collect();
        let count: usize = chunks.iter().map(|(_, chunk)| chunk.len()).sum();
        let mut half = 0;
        let first = chunks.iter().take_while(|(_, chunk)| {
            half += chunk.len();
            half * 2 <= count
        });
        let (first, second) = chunks.split_at(first.count());
        let register = &self.register;
        let read = |chunks: &[(u32, &Chunk<Claim>)]| -> Vec<_> {
            let claims =
                chunks.iter().flat_map(|(number, chunk)| chunk.iter().map(|c| (*number, c)));
            claims.map(|(number, claim)| Reading::of(claim, number, register)).collect()
        };
        let (first, second) = both(count >= MANY, || read(first), || read(second));
        self.slots.reserve(count);
        self.slot_of.reserve(count);
        for (mut reading, joint) in first.into_iter().chain(second) {
            reading.settle(joint, &mut self.register);
            self.slot_of.insert(reading.claim, self.slots.len() as u32);
            self.slots.push(Some(reading));
        }
        self.same.resize_with(count, Vec::new);
        self.more.resize_with(count, Vec::new);
        self.less.resize_with(count, Vec::new);
        self.class_of.resize(count, NONE);
        (0..count as u32).collect()
    }

    /// Enters a claim, or what changed of it.
    pub fn put_claim(&mut self, claim: &Claim, article: u32) -> u32 {
        let (mut reading, joint) = Reading::of(claim, article, &self.register);
        reading.settle(joint, &mut self.register);
        let slot = self.slot_of.get(&claim.id).copied().unwrap_or_else(|| {
            let slot = self.free_slots.pop().unwrap_or_else(|| {
                self.slots.push(None);
                self.same.push(Vec::new());
                self.more.push(Vec::new());
                self.less.push(Vec::new());
                self.class_of.push(NONE);
                self.slots.len() as u32 - 1
            });
            self.slot_of.insert(claim.id, slot);
            slot
        });
        self.slots[slot as usize] = Some(reading);
        slot
    }

    /// Takes a claim out. Its links must have gone before. Its class is to be made anew.
    pub fn remove_claim(&mut self, id: ClaimId) -> Option<u32> {
        let slot = self.slot_of.remove(&id)?;
        self.slots[slot as usize] = None;
        Some(slot)
    }

    /// Whether links still join a claim to others.
    pub fn is_linked(&self, id: ClaimId) -> bool {
        self.slot(id).is_some_and(|slot| {
            let lists = [&self.same, &self.more, &self.less];
            lists.iter().any(|list| !list[slot as usize].is_empty())
        })
    }

    fn link_ends(&self, link: &Link) -> Option<(usize, usize)> {
        let from = self.slot_of.get(&link.from)?;
        let to = self.slot_of.get(&link.to)?;
        Some((*from as usize, *to as usize))
    }

    /// Enters a link, if it means anything here.
    pub fn add_link(&mut self, link: &Link, dirty: &mut Vec<u32>) {
        let Some((from, to)) = self.link_ends(link) else { return };
        match link.kind {
            LinkKind::SameClaim => {
                self.same[from].push(to as u32);
                self.same[to].push(from as u32);
                dirty.push(from as u32);
            }
            LinkKind::Entails => {
                self.less[from].push(to as u32);
                self.more[to].push(from as u32);
            }
            _ => return,
        }
        dirty.push(to as u32);
    }

    /// Takes a link out.
    pub fn remove_link(&mut self, link: &Link, dirty: &mut Vec<u32>) {
        fn take(list: &mut Vec<u32>, slot: usize) {
            if let Some(at) = list.iter().position(|s| *s == slot as u32) {
                list.swap_remove(at);
            }
        }
        let Some((from, to)) = self.link_ends(link) else { return };
        match link.kind {
            LinkKind::SameClaim => {
                take(&mut self.same[from], to);
                take(&mut self.same[to], from);
                dirty.push(from as u32);
            }
            LinkKind::Entails => {
                take(&mut self.less[from], to);
                take(&mut self.more[to], from);
            }
            _ => return,
        }
        dirty.push(to as u32);
    }

    /// Makes the classes of these claims anew, and of all that were in a class with them.
    /// Tells the classes that are new or were made anew.
    pub fn classify(&mut self, dirty: &[u32]) -> Vec<u32> {
        let mut open: Vec<u32> = Vec::new();
        for slot in dirty {
            let class = self.class_of[*slot as usize];
            if class == NONE {
                open.push(*slot);
            } else {
                let members = std::mem::take(&mut self.classes[class as usize]);
                if !members.is_empty() {
                    self.free_classes.push(class);
                }
                for member in &members {
                    self.class_of[*member as usize] = NONE;
                }
                open.extend(members);
            }
        }
        // Numbers that went are given out again only now, so that none is met twice above.
        for slot in dirty {
            let gone = self.slots[*slot as usize].is_none();
            if gone && !self.free_slots.contains(slot) {
                self.free_slots.push(*slot);
            }
        }
        let mut made = Vec::new();
        let mut path = Vec::new();
        for slot in open {
            let here = slot as usize;
            if self.class_of[here] != NONE || self.slots[here].is_none() {
                continue;
            }
            let class = self.free_classes.pop().unwrap_or_else(|| {
                self.classes.push(Vec::new());
                self.classes.len() as u32 - 1
            });
            let mut members = vec![slot];
            self.class_of[here] = class;
            path.push(slot);
            while let Some(at) = path.pop() {
                for next in &self.same[at as usize] {
                    if self.class_of[*next as usize] == NONE {
                        self.class_of[*next as usize] = class;
                        members.push(*next);
                        path.push(*next);
                    }
                }
            }
            members.sort_unstable_by_key(|slot| self.reading(*slot).map(|r| r.claim));
            self.classes[class as usize] = members;
            made.push(class);
        }
        made
    }

    /// Reads which voices were ruled independent. A ruling that lapsed is none. Tells the
    /// sources and works of which that changed.
    pub fn read_rulings(&mut self, project: &Project) -> Vec<Atom> {
        let before = std::mem::take(&mut self.independent);
        self.ruled.clear();
        for ruling in project.rulings.iter() {
            let RulingAbout::Independent(a, b) = ruling.about else { continue };
            let (Some(first), Some(second)) = (self.register.atom(a), self.register.atom(b)) else {
                continue;
            };
            if first != second && basis::stands(project, ruling) {
                self.independent.insert((first.min(second), first.max(second)));
                self.ruled.extend([first, second]);
            }
        }
        before.symmetric_difference(&self.independent).map(|(first, _)| *first).collect()
    }

    /// Whether two sources or works were ruled independent.
    pub fn ruled_independent(&self, a: Atom, b: Atom) -> bool {
        self.independent.contains(&(a.min(b), a.max(b)))
    }

    /// Whether any ruling on independence names it.
    pub fn has_ruling(&self, atom: Atom) -> bool {
        self.ruled.contains(&atom)
    }

    pub fn reading(&self, slot: u32) -> Option<&Reading> {
        self.slots.get(slot as usize)?.as_ref()
    }

    /// Whether another claim says more.
    pub fn is_entailed(&self, slot: u32) -> bool {
        !self.more[slot as usize].is_empty()
    }

    /// All claims with their slots.
    pub fn readings(&self) -> impl Iterator<Item = (u32, &Reading)> {
        let slots = self.slots.iter().enumerate();
        slots.filter_map(|(slot, reading)| Some((slot as u32, reading.as_ref()?)))
    }

    pub fn slot(&self, claim: ClaimId) -> Option<u32> {
        self.slot_of.get(&claim).copied()
    }

    pub fn class(&self, slot: u32) -> u32 {
        self.class_of[slot as usize]
    }

    /// The slots of a class, in the order of the claims' ids.
    pub fn members(&self, class: u32) -> &[u32] {
        &self.classes[class as usize]
    }

    /// How many classes may be numbered: some may be empty.
    pub fn class_numbers(&self) -> usize {
        self.classes.len()
    }

    /// The class itself and those that say more: it comes first, the others in order.
    pub fn scope(&self, class: u32) -> Vec<u32> {
        let mut scope = self.scopes(vec![class]);
        scope[1..].sort_unstable();
        scope
    }

    /// The same, if there are no more than so many.
    pub fn near_scope(&self, class: u32, most: usize) -> Option<Vec<u32>> {
        let mut scope = self.reach(vec![class], &self.more, most);
        scope[1..].sort_unstable();
        (scope.len() <= most).then_some(scope)
    }

    /// The classes themselves and all those that say more.
    pub fn scopes(&self, classes: Vec<u32>) -> Vec<u32> {
        self.reach(classes, &self.more, usize::MAX)
    }

    /// The classes themselves and all those that say less.
    pub fn flows_into(&self, classes: Vec<u32>) -> Vec<u32> {
        self.reach(classes, &self.less, usize::MAX)
    }

    /// The classes that say more at once.
    pub fn more_than(&self, class: u32) -> impl Iterator<Item = u32> {
        self.next_of(class, &self.more)
    }

    fn next_of<'m>(&'m self, class: u32, arrows: &'m [Vec<u32>]) -> impl Iterator<Item = u32> {
        let slots = self.members(class).iter().flat_map(|s| &arrows[*s as usize]);
        slots.map(|slot| self.class(*slot))
    }

    /// What arrows lead to; no further once there are more than so many.
    fn reach(&self, mut scope: Vec<u32>, arrows: &[Vec<u32>], most: usize) -> Vec<u32> {
        if scope.iter().all(|class| self.next_of(*class, arrows).next().is_none()) {
            return scope;
        }
        let mut seen: HashSet<u32> = scope.iter().copied().collect();
        let mut at = 0;
        while let Some(class) = scope.get(at).copied()
            && scope.len() <= most
        {
            at += 1;
            scope.extend(self.next_of(class, arrows).filter(|next| seen.insert(*next)));
        }
        scope
    }
}

/// The articles that a revision supersedes: they stay out.
pub(crate) fn superseded(project: &Project) -> HashSet<crate::domain::ids::ArticleId> {
    project.articles.iter().filter_map(|article| article.head.revision_of).collect()
}
