//! The register: a small number for each source, work, article and party, and what the
//! counting has to know of it. Numbers are given once and never taken back.

use crate::analysis::quick_hash::QuickMap;
use crate::domain::{
    article::Article,
    ids::{ArticleId, SourceId, WorkId},
    project::{MergedEnds, Project},
    ruling::Voice,
    source::Source,
    time::PartialDate,
    work::Work,
};

/// A source or a work, by its number.
pub(crate) type Atom = u32;

/// What stands where there is nothing.
pub(crate) const NONE: u32 = u32::MAX;

const JOINT: u32 = 1 << 31;

/// Those who answer for a hop: a single source or work, several sources, or nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Party(u32);

impl Party {
    pub const NOBODY: Self = Self(NONE);

    pub fn is_nobody(self) -> bool {
        self == Self::NOBODY
    }

    /// The number that tells it from other parties.
    pub fn number(self) -> u32 {
        self.0
    }
}

#[derive(Debug)]
struct Entry {
    voice: Voice,
    /// Of a source: whether nobody can name it.
    unnamed: bool,
    /// Who answers for a work; for a source, the source.
    answers: Party,
    /// Of a work: when it appeared.
    date: Option<PartialDate>,
    /// Of a work: the articles that are it.
    articles: Vec<u32>,
}

/// What the counting knows of an article.
#[derive(Debug)]
pub(crate) struct ArticleEntry {
    pub id: ArticleId,
    /// The work that it is.
    pub work: Atom,
    pub published: Option<PartialDate>,
}

/// All numbers.
#[derive(Debug, Default)]
pub(crate) struct Register {
    sources: QuickMap<SourceId, Atom>,
    works: QuickMap<WorkId, Atom>,
    entries: Vec<Entry>,
    joint: Vec<Box<[Atom]>>,
    joint_of: QuickMap<Box<[Atom]>, Party>,
    articles: QuickMap<ArticleId, u32>,
    article_entries: Vec<ArticleEntry>,
}

impl Register {
    /// Follows the redirects of merged records. Call it when all that stands is entered.
    pub fn follow_merges(&mut self, project: &Project) {
        for merged in project.merged.iter() {
            match merged.ends {
                MergedEnds::Sources { from, .. } => {
                    if let Some(atom) = self.source(project.resolve_source(from)) {
                        self.sources.insert(from, atom);
                    }
                }
                MergedEnds::Works { from, .. } => {
                    if let Some(atom) = self.work(project.resolve_work(from)) {
                        self.works.insert(from, atom);
                    }
                }
            }
        }
    }

    /// Enters a source, or what changed of it.
    pub fn put_source(&mut self, source: &Source) -> Atom {
        let unnamed = source.kind.is_unnamed();
        if let Some(atom) = self.sources.get(&source.id).copied() {
            self.entries[atom as usize].unnamed = unnamed;
            return atom;
        }
        let atom = self.enter(Voice::Source(source.id));
        self.entries[atom as usize].unnamed = unnamed;
        self.sources.insert(source.id, atom);
        atom
    }

    /// Enters a work, or what changed of it. Its authors must be entered before.
    pub fn put_work(&mut self, work: &Work) -> Atom {
        let atom = self.works.get(&work.id).copied().unwrap_or_else(|| {
            let atom = self.enter(Voice::Work(work.id));
            self.works.insert(work.id, atom);
            atom
        });
        self.put_authors(work);
        self.entries[atom as usize].date = work.date;
        atom
    }

    /// Who answers for a work, once redirects are known.
    pub fn put_authors(&mut self, work: &Work) {
        let Some(atom) = self.work(work.id) else { return };
        let authors = self.party(&work.authors);
        self.entries[atom as usize].answers =
            if authors.is_nobody() { Party(atom) } else { authors };
    }

    fn enter(&mut self, voice: Voice) -> Atom {
        let atom = self.entries.len() as Atom;
        let answers = Party(atom);
        let entry = Entry { voice, unnamed: false, answers, date: None, articles: Vec::new() };
        self.entries.push(entry);
        atom
    }

    /// Enters an article, or what changed of it.
    pub fn put_article(&mut self, article: &Article) -> u32 {
        let work = article.head.work.and_then(|w| self.work(w)).unwrap_or(NONE);
        let published = article.head.published;
        let entry = ArticleEntry { id: article.id, work, published };
        let at = if let Some(at) = self.articles.get(&article.id).copied() {
            let old = std::mem::replace(&mut self.article_entries[at as usize], entry);
            if old.work != NONE {
                self.entries[old.work as usize].articles.retain(|a| *a != at);
            }
            at
        } else {
            self.article_entries.push(entry);
            let at = self.article_entries.len() as u32 - 1;
            self.articles.insert(article.id, at);
            at
        };
        if work != NONE {
            let here = &mut self.entries[work as usize].articles;
            here.push(at);
            here.sort_unstable();
        }
        at
    }

    /// The number of a source, merged ones included.
    pub fn source(&self, id: SourceId) -> Option<Atom> {
        self.sources.get(&id).copied()
    }

    /// The number of a work, merged ones included.
    pub fn work(&self, id: WorkId) -> Option<Atom> {
        self.works.get(&id).copied()
    }

    /// The number of either.
    pub fn atom(&self, voice: Voice) -> Option<Atom> {
        match voice {
            Voice::Source(id) => self.source(id),
            Voice::Work(id) => self.work(id),
        }
    }

    /// How many sources and works there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn voice(&self, atom: Atom) -> Voice {
        self.entries[atom as usize].voice
    }

    pub fn article(&self, at: u32) -> &ArticleEntry {
        &self.article_entries[at as usize]
    }

    pub fn article_number(&self, id: ArticleId) -> Option<u32> {
        self.articles.get(&id).copied()
    }

    /// The articles that a work is.
    pub fn articles_of(&self, work: Atom) -> &[u32] {
        if work == NONE { &[] } else { &self.entries[work as usize].articles }
    }

    pub fn date(&self, work: Atom) -> Option<PartialDate> {
        if work == NONE { None } else { self.entries[work as usize].date }
    }

    /// The party that some sources are together. Those that are not there are left out.
    pub fn party(&mut self, sources: &[SourceId]) -> Party {
        self.known_party(sources).unwrap_or_else(|members| self.joint(members))
    }

    /// The party that some sources are together, or its members if it has no number yet.
    pub fn known_party(&self, sources: &[SourceId]) -> Result<Party, Box<[Atom]>> {
        match sources {
            [] => return Ok(Party::NOBODY),
            [one] => return Ok(self.source(*one).map_or(Party::NOBODY, Party)),
            _ => {}
        }
        let mut members: Vec<Atom> = sources.iter().filter_map(|id| self.source(*id)).collect();
        members.sort_unstable();
        members.dedup();
        match members[..] {
            [] => Ok(Party::NOBODY),
            [one] => Ok(Party(one)),
            _ => {
                let known = self.joint_of.get(members.as_slice()).copied();
                known.ok_or_else(|| members.into_boxed_slice())
            }
        }
    }

    /// The party of several sources, in order.
    pub fn joint(&mut self, members: Box<[Atom]>) -> Party {
        if let Some(known) = self.joint_of.get(&members) {
            return *known;
        }
        let party = Party(JOINT | self.joint.len() as u32);
        self.joint.push(members.clone());
        self.joint_of.insert(members, party);
        party
    }

    /// Who answers for a work: its authors, or the work.
    pub fn answers_for(&self, work: Atom) -> Party {
        if work == NONE { Party::NOBODY } else { self.entries[work as usize].answers }
    }

    /// The members of a party, in order.
    pub fn members<'a>(&'a self, party: &'a Party) -> &'a [Atom] {
        match party.0 {
            NONE => &[],
            joint if joint & JOINT != 0 => &self.joint[(joint & !JOINT) as usize],
            _ => std::slice::from_ref(&party.0),
        }
    }

    /// Whether nobody in a party can be named.
    pub fn is_unnamed(&self, party: Party) -> bool {
        self.members(&party).iter().all(|atom| self.entries[*atom as usize].unnamed)
    }

    /// The members of a party, in the order of their ids.
    pub fn voices(&self, party: Party) -> Vec<Voice> {
        let mut voices: Vec<Voice> =
            self.members(&party).iter().map(|atom| self.voice(*atom)).collect();
        voices.sort_unstable();
        voices
    }
}
