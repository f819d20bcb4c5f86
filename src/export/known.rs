//! A project's records, found by their ids in one step: an export asks for each a dozen times,
//! and the project's own search goes through its chunks.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use crate::domain::{
    analyst::Analyst,
    article::Article,
    claim::Claim,
    codebook::Term,
    ids::{AnalystId, ClaimId, Id, SourceId, TermId, WorkId},
    project::Project,
    source::Source,
    work::Work,
};

/// Records by their ids.
pub(super) type ById<R, V> = HashMap<Id<R>, V, IdHash>;

/// Hashes ids: three multiplications, keyed at random, so that no file can choose ids that
/// fall together.
#[derive(Debug, Clone, Copy)]
pub struct IdHash(u64, u64);

impl Default for IdHash {
    fn default() -> Self {
        let random = RandomState::new();
        Self(random.hash_one(0), random.hash_one(1) | 1)
    }
}

impl BuildHasher for IdHash {
    type Hasher = IdHasher;
    fn build_hasher(&self) -> IdHasher {
        IdHasher { state: self.0, key: self.1 }
    }
}

/// See [`IdHash`].
#[derive(Debug)]
pub struct IdHasher {
    state: u64,
    key: u64,
}

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            let product = u128::from(self.state ^ u64::from_le_bytes(word)) * u128::from(self.key);
            self.state = (product as u64 ^ (product >> 64) as u64).rotate_left(23);
        }
    }

    /// Ids are all as long as each other.
    fn write_usize(&mut self, _: usize) {}

    fn finish(&self) -> u64 {
        self.state
    }
}

/// A project, with what exports look up in it.
#[derive(Debug)]
pub struct Known<'a> {
    /// The project.
    pub project: &'a Project,
    analysts: ById<Analyst, &'a str>,
    sources: ById<Source, &'a Source>,
    works: ById<Work, &'a Work>,
    terms: ById<Term, &'a Term>,
}

impl<'a> Known<'a> {
    /// What is known of a project.
    pub fn new(project: &'a Project) -> Self {
        Self {
            project,
            analysts: project.analysts.iter().map(|a| (a.id, a.name.as_str())).collect(),
            sources: project.sources.iter().map(|source| (source.id, &**source)).collect(),
            works: project.works.iter().map(|work| (work.id, &**work)).collect(),
            terms: project.codebook.iter().map(|term| (term.id, &**term)).collect(),
        }
    }

    /// The source with an id, or the one it was merged into.
    pub fn source(&self, id: SourceId) -> Option<&'a Source> {
        let merged = || self.project.source(id).map(AsRef::as_ref);
        self.sources.get(&id).copied().or_else(merged)
    }

    /// The work with an id, or the one it was merged into.
    pub fn work(&self, id: WorkId) -> Option<&'a Work> {
        let merged = || self.project.work(id).map(AsRef::as_ref);
        self.works.get(&id).copied().or_else(merged)
    }

    /// The kind of evidence with an id.
    pub fn term(&self, id: TermId) -> Option<&'a Term> {
        self.terms.get(&id).copied()
    }

    /// An analyst's name, if there is such an analyst.
    pub fn analyst(&self, id: AnalystId) -> Option<&'a str> {
        self.analysts.get(&id).copied()
    }

    /// An analyst's name, or the id where there is none.
    pub fn analyst_name(&self, id: AnalystId) -> Cow<'a, str> {
        self.analyst(id).map_or_else(|| Cow::Owned(id.to_string()), Cow::Borrowed)
    }
}

/// All claims of a project with their articles.
pub(super) fn claims(project: &Project) -> ById<Claim, (&Article, &Claim)> {
    let mut claims: ById<Claim, _> =
        HashMap::with_capacity_and_hasher(project.claim_count(), IdHash::default());
    for (article, claim) in project.claims() {
        let id: ClaimId = claim.id;
        claims.entry(id).or_insert((&**article, &**claim));
    }
    claims
}

/// A claim's words: without a copy where it is of one piece.
pub(super) fn quotation(claim: &Claim) -> Cow<'_, str> {
    match claim.anchors.as_slice() {
        [one] => Cow::Borrowed(&one.exact),
        _ => Cow::Owned(claim.quotation()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{id, project};

    #[test]
    fn records_are_found_like_in_the_project() {
        let project = project();
        let known = Known::new(&project);
        for source in project.sources.iter() {
            assert_eq!(known.source(source.id).map(|s| &s.name), Some(&source.name));
        }
        for work in project.works.iter() {
            assert_eq!(known.work(work.id).map(|w| &w.title), Some(&work.title));
        }
        assert_eq!(known.source(id("nobody")), None);
        assert_eq!(known.analyst_name(id("nobody")), "nobody");
        let found = claims(&project);
        assert_eq!(found.len(), project.claim_count());
        for (article, claim) in project.claims() {
            let (at, same) = found[&claim.id];
            assert!(at.id == article.id && same == &**claim);
            assert_eq!(quotation(claim), claim.quotation());
        }
    }

    #[test]
    fn ids_are_told_apart_wherever_they_differ() {
        let hash = IdHash::default();
        let of = |text: &str| hash.hash_one(id::<Claim>(text));
        assert_eq!(of("abc"), of("abc"));
        let others = ["abd", "abcd", "a", "abcdefghijklmnopqrstuvw", "abcdefghijklmnopqrstuvx"];
        for (index, one) in others.iter().enumerate() {
            assert!(of(one) != of("abc"), "{one}");
            assert!(others[..index].iter().all(|other| of(one) != of(other)), "{one}");
        }
    }
}
