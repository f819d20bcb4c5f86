//! Completes what is typed into *Source* from the sources, aliases and works of a project.
//!
//! The folded names are kept per chunk of the project's lists, so that an edit folds one
//! chunk anew. How often and how lately a record was used is passed in.

mod matching;
mod notes;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::chain_line::{TypingKind, format_name, format_work};
use super::fold::fold;
use crate::domain::{
    chunked::{Chunk, Records},
    ids::{SourceId, WorkId},
    project::Project,
    source::Source,
    work::Work,
};
use matching::Query;

pub use notes::{NoteCandidate, complete_note};

/// Something that can be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A source.
    Source(SourceId),
    /// A work.
    Work(WorkId),
}

/// How a record was used, which decides between names that fit equally well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Use {
    /// How many claims it has.
    pub claims: u32,
    /// Greater for what was used later; 0 for what was not used lately.
    pub recency: u32,
    /// Whether it occurs in the article at hand.
    pub here: bool,
}

/// Why a candidate is offered, the better fit first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// It is what was typed, or nothing was typed yet.
    Exact,
    /// The name starts with it.
    Prefix,
    /// A later word of the name starts with it, or each word typed starts one.
    WordPrefix,
    /// Another name of it starts with it, or a word of that.
    Alias,
    /// The initials start with it.
    Acronym,
    /// It stands within a name.
    Substring,
    /// Its letters stand in a name, with gaps.
    Fuzzy,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What would be chosen.
    pub target: Target,
    /// Its name or title.
    pub label: String,
    /// What the chain line is to hold if it is chosen.
    pub insert: String,
    /// Why it is offered.
    pub matched: MatchKind,
    /// The other name that matched, if it was one.
    pub alias: Option<String>,
    /// Whether it is an unnamed source.
    pub unnamed: bool,
    /// How many claims it has.
    pub claims: u32,
}

/// The folded names of a project's sources and works.
#[derive(Debug, Default)]
pub struct CompletionIndex {
    sources: Vec<(Chunk<Source>, Arc<[Entry]>)>,
    works: Vec<(Chunk<Work>, Arc<[Entry]>)>,
}

#[derive(Debug)]
struct Entry {
    target: Target,
    name: Box<str>,
    unnamed: bool,
    folded: Box<str>,
    /// Which letters its names have: most names are passed over by a look at this.
    letters: u64,
    acronym: Option<Box<str>>,
    /// Each as written and folded.
    aliases: Vec<(Box<str>, Box<str>)>,
}

struct Hit<'a> {
    entry: &'a Entry,
    kind: MatchKind,
    alias: Option<usize>,
    gaps: usize,
    usage: Use,
}

impl CompletionIndex {
    /// Brings the index up to date. What did not change is not folded again.
    pub fn update(&mut self, project: &Project) {
        refresh(&mut self.sources, project.sources.chunks(), source_entry);
        refresh(&mut self.works, project.works.chunks(), work_entry);
    }

    /// The best fits for what was typed, at most `limit` of them.
    ///
    /// A name is completed from named sources and works, and from unnamed sources of the
    /// article at hand; quotation marks from unnamed sources, slashes from works alone.
    /// For a note see [`complete_note`]. Where nothing was typed yet, what was used last
    /// and most is offered.
    pub fn complete(
        &self,
        kind: TypingKind,
        typed: &str,
        usage: impl Fn(Target) -> Use,
        limit: usize,
    ) -> Vec<Candidate> {
        let query = Query::new(fold(typed));
        let nothing_typed = query.is_empty();
        let mut hits: Vec<Hit<'_>> = Vec::new();
        let mut misses: Vec<&Entry> = Vec::new();
        for entry in self.entries(kind).filter(|entry| query.may_fit(entry.letters)) {
            let found =
                if nothing_typed { Some((MatchKind::Exact, None)) } else { entry.place(&query) };
            let Some((matched, alias)) = found else {
                misses.push(entry);
                continue;
            };
            let usage = usage(entry.target);
            if !nothing_typed || usage != Use::default() {
                hits.push(Hit { entry, kind: matched, alias, gaps: 0, usage });
            }
        }
        if hits.len() < limit {
            for entry in misses {
                if let Some((gaps, alias)) = entry.gaps(&query) {
                    let (kind, usage) = (MatchKind::Fuzzy, usage(entry.target));
                    hits.push(Hit { entry, kind, alias, gaps, usage });
                }
            }
        }
        if kind == TypingKind::Name {
            hits.retain(|hit| !hit.entry.unnamed || hit.usage.here);
        }
        if hits.len() > limit && limit > 0 {
            hits.select_nth_unstable_by(limit - 1, |a, b| a.rank().cmp(&b.rank()));
        }
        hits.truncate(limit);
        hits.sort_by(|a, b| a.rank().cmp(&b.rank()));
        hits.iter().map(|hit| self.candidate(hit)).collect()
    }

    fn entries(&self, kind: TypingKind) -> impl Iterator<Item = &Entry> {
        let sources = matches!(kind, TypingKind::Name | TypingKind::Unnamed);
        let works = matches!(kind, TypingKind::Name | TypingKind::Work);
        let sources = self.sources.iter().filter(move |_| sources).flat_map(|(_, list)| &**list);
        let works = self.works.iter().filter(move |_| works).flat_map(|(_, list)| &**list);
        sources.filter(move |e| e.unnamed || kind == TypingKind::Name).chain(works)
    }

    fn candidate(&self, hit: &Hit<'_>) -> Candidate {
        let Entry { target, name, unnamed, .. } = hit.entry;
        let insert = match *target {
            Target::Source(id) => {
                let picked = *unnamed || self.is_ambiguous(hit.entry);
                format_name(name, *unnamed, picked.then_some(id))
            }
            Target::Work(id) => format_work(name, self.is_ambiguous(hit.entry).then_some(id)),
        };
        let alias = hit.alias.and_then(|at| hit.entry.aliases.get(at));
        Candidate {
            target: *target,
            label: name.to_string(),
            insert,
            matched: hit.kind,
            alias: alias.map(|(alias, _)| alias.to_string()),
            unnamed: *unnamed,
            claims: hit.usage.claims,
        }
    }

    /// Whether the words alone could mean another record of the same sort.
    fn is_ambiguous(&self, entry: &Entry) -> bool {
        let kind = match entry.target {
            Target::Source(_) => TypingKind::Name,
            Target::Work(_) => TypingKind::Work,
        };
        let folded = &entry.folded;
        self.entries(kind).any(|other| {
            std::mem::discriminant(&other.target) == std::mem::discriminant(&entry.target)
                && other.target != entry.target
                && !other.unnamed
                && (other.folded == *folded || other.aliases.iter().any(|(_, a)| a == folded))
        })
    }
}

impl Hit<'_> {
    fn rank(&self) -> impl Ord + '_ {
        let Use { claims, recency, here } = self.usage;
        let unnamed_elsewhere = self.entry.unnamed && !here;
        let used = (std::cmp::Reverse(recency), std::cmp::Reverse(claims));
        let by_name = (self.entry.folded.len(), &self.entry.folded);
        (self.kind, unnamed_elsewhere, self.gaps, used, by_name, self.entry.order())
    }
}

impl Entry {
    fn place(&self, query: &Query) -> Option<(MatchKind, Option<usize>)> {
        let by_name = query.place_in(&self.folded);
        if let Some(kind) = by_name.filter(|kind| *kind <= MatchKind::WordPrefix) {
            return Some((kind, None));
        }
        let mut within = by_name.map(|kind| (kind, None));
        for (at, (_, alias)) in self.aliases.iter().enumerate() {
            match query.place_in(alias) {
                Some(MatchKind::Substring) => {
                    within = within.or(Some((MatchKind::Substring, Some(at))));
                }
                Some(_) => return Some((MatchKind::Alias, Some(at))),
                None => {}
            }
        }
        if self.acronym.as_ref().is_some_and(|acronym| query.fits_acronym(acronym)) {
            return Some((MatchKind::Acronym, None));
        }
        within
    }

    fn gaps(&self, query: &Query) -> Option<(usize, Option<usize>)> {
        let by_alias = self.aliases.iter().enumerate();
        let by_alias = by_alias.filter_map(|(at, (_, a))| Some((query.gaps_in(a)?, Some(at))));
        query.gaps_in(&self.folded).map(|gaps| (gaps, None)).into_iter().chain(by_alias).min()
    }

    fn order(&self) -> (u8, &str) {
        match &self.target {
            Target::Source(id) => (0, id.as_str()),
            Target::Work(id) => (1, id.as_str()),
        }
    }
}

fn refresh<T>(
    known: &mut Vec<(Chunk<T>, Arc<[Entry]>)>,
    chunks: &[Chunk<T>],
    entry: fn(&T) -> Entry,
) {
    let unchanged = known.len() == chunks.len()
        && known.iter().zip(chunks).all(|((old, _), new)| Arc::ptr_eq(old, new));
    if unchanged {
        return;
    }
    let mut before: std::collections::HashMap<*const Records<T>, Arc<[Entry]>> =
        known.iter().map(|(chunk, entries)| (Arc::as_ptr(chunk), Arc::clone(entries))).collect();
    // The old chunks are let go only now, so that no pointer can stand for another chunk.
    *known = chunks
        .iter()
        .map(|chunk| {
            let entries = before
                .remove(&Arc::as_ptr(chunk))
                .unwrap_or_else(|| chunk.iter().map(|record| entry(record)).collect());
            (Arc::clone(chunk), entries)
        })
        .collect();
}

fn source_entry(source: &Source) -> Entry {
    let folded = fold(&source.name);
    let aliases: Vec<(Box<str>, Box<str>)> =
        source.aliases.iter().map(|a| (a.as_str().into(), fold(a).into())).collect();
    let letters = aliases.iter().map(|(_, alias)| matching::letters(alias));
    Entry {
        target: Target::Source(source.id),
        name: source.name.as_str().into(),
        unnamed: source.kind.is_unnamed(),
        letters: letters.fold(matching::letters(&folded), |all, some| all | some),
        acronym: matching::acronym(&folded),
        folded: folded.into(),
        aliases,
    }
}

fn work_entry(work: &Work) -> Entry {
    let title = work.display_title();
    let folded = fold(title);
    Entry {
        target: Target::Work(work.id),
        name: title.into(),
        unnamed: false,
        letters: matching::letters(&folded),
        acronym: None,
        folded: folded.into(),
        aliases: Vec::new(),
    }
}
