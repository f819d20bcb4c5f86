//! The order of a report: its articles with their letters, its claims with their numbers, and
//! for each record the claims, links and to-dos that name it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::tally::Tally;
use crate::domain::{
    article::Article,
    claim::Claim,
    ids::{ArticleId, ClaimId, Id, SourceId, WorkId},
    lineage::{Lineage, LineageEnds},
    link::Link,
    project::Project,
    source::Source,
    todo::{Todo, TodoAbout},
    work::Work,
};
use crate::export::{
    ahead,
    escape::push_number,
    known::{ById, IdHash, Known},
};

/// An article of the report.
#[derive(Debug, Clone)]
pub struct Listed<'a> {
    /// `A`, `B`, … `Z`, `AA`; empty if it is the only one.
    pub letter: String,
    /// The article.
    pub article: &'a Article,
}

/// A claim's place in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    article: u32,
    number: u32,
}

/// What stands where in a report.
#[derive(Debug)]
pub struct Outline<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its records by their ids.
    pub known: Known<'a>,
    /// Its articles, as [`listed`].
    pub articles: Vec<Listed<'a>>,
    /// What its claims come to.
    pub tally: Tally,
    places: ById<Claim, Place>,
    by_source: ById<Source, Vec<Place>>,
    by_work: ById<Work, Vec<Place>>,
    links: ById<Claim, Vec<&'a Link>>,
    todos: HashMap<TodoAbout, Vec<&'a Todo>>,
    of_sources: ById<Source, Vec<&'a Lineage>>,
    of_works: ById<Work, Vec<&'a Lineage>>,
}

/// The articles of a report, the oldest first. One that a revision superseded is left out,
/// unless it has claims of its own.
pub fn listed(project: &Project) -> Vec<Listed<'_>> {
    let superseded: HashSet<ArticleId> =
        project.articles.iter().filter_map(|a| a.head.revision_of).collect();
    let mut articles: Vec<&Article> = project
        .articles
        .iter()
        .filter(|a| !superseded.contains(&a.id) || !a.claims.is_empty())
        .map(Arc::as_ref)
        .collect();
    articles.sort_by(|a, b| {
        let key = |article: &Article| (article.head.published.is_none(), article.head.published);
        (key(a), a.title(), a.id).cmp(&(key(b), b.title(), b.id))
    });
    let alone = articles.len() == 1;
    let listed = articles.into_iter().enumerate().map(|(index, article)| Listed {
        letter: if alone { String::new() } else { letter(index) },
        article,
    });
    listed.collect()
}

impl<'a> Outline<'a> {
    /// The outline of a project.
    pub fn new(project: &'a Project) -> Self {
        let mut outline = Self {
            project,
            known: Known::new(project),
            articles: listed(project),
            tally: Tally::default(),
            places: ById::with_capacity_and_hasher(project.claim_count(), IdHash::default()),
            by_source: ById::default(),
            by_work: ById::default(),
            links: ById::default(),
            todos: HashMap::new(),
            of_sources: ById::default(),
            of_works: ById::default(),
        };
        outline.index_claims();
        for link in project.links.iter() {
            outline.links.entry(link.from).or_default().push(link);
            if link.to != link.from {
                outline.links.entry(link.to).or_default().push(link);
            }
        }
        for edge in project.lineage.iter() {
            match edge.ends {
                LineageEnds::Sources { from, .. } => {
                    outline.of_sources.entry(project.resolve_source(from)).or_default().push(edge);
                }
                LineageEnds::Works { from, .. } => {
                    outline.of_works.entry(project.resolve_work(from)).or_default().push(edge);
                }
            }
        }
        for todo in project.todos.iter().filter(|todo| todo.done.is_none()) {
            let about = match todo.about {
                TodoAbout::Source(id) => TodoAbout::Source(project.resolve_source(id)),
                TodoAbout::Work(id) => TodoAbout::Work(project.resolve_work(id)),
                other => other,
            };
            outline.todos.entry(about).or_default().push(todo);
        }
        outline
    }

    fn index_claims(&mut self) {
        let project = self.project;
        for (index, listed) in self.articles.iter().enumerate() {
            for (number, claim) in ahead::claims_of(listed.article).enumerate() {
                self.tally.add(claim);
                let place = Place { article: index as u32, number: number as u32 + 1 };
                self.places.entry(claim.id).or_insert(place);
                for hop in claim.chains.iter().flat_map(|chain| &chain.hops) {
                    for source in &hop.sources {
                        note(&mut self.by_source, project.resolve_source(*source), place);
                    }
                    if let Some(work) = hop.work {
                        note(&mut self.by_work, project.resolve_work(work), place);
                    }
                }
                for work in claim.evidence.iter().filter_map(|e| e.work) {
                    note(&mut self.by_work, project.resolve_work(work), place);
                }
            }
        }
    }

    /// A claim's label: its article's letter and its number, counted from 1. Empty if the
    /// report does not hold it.
    pub fn label(&self, claim: ClaimId) -> String {
        let mut label = String::new();
        self.push_label(claim, &mut label);
        label
    }

    /// Adds a claim's label.
    pub fn push_label(&self, claim: ClaimId, out: &mut String) {
        if let Some(place) = self.place(claim) {
            self.push_place(place, out);
        }
    }

    /// A claim's place in the report, if the report holds it.
    pub fn place(&self, claim: ClaimId) -> Option<Place> {
        self.places.get(&claim).copied()
    }

    /// Adds the label of the claim at a place.
    pub fn push_place(&self, place: Place, out: &mut String) {
        out.push_str(self.articles.get(place.article as usize).map_or("", |a| &a.letter));
        push_number(out, u64::from(place.number));
    }

    /// A claim's place in the report, to sort by.
    pub fn order(&self, claim: ClaimId) -> (u32, u32) {
        self.places.get(&claim).map_or((u32::MAX, 0), |place| (place.article, place.number))
    }

    /// A claim that the report holds.
    pub fn claim(&self, id: ClaimId) -> Option<&'a Claim> {
        let place = self.place(id)?;
        let article = self.articles.get(place.article as usize)?.article;
        article.claims.get_at(place.number as usize - 1).map(AsRef::as_ref)
    }

    /// The claims in whose chains a source speaks, in the order of the report.
    pub fn claims_of_source(&self, source: SourceId) -> &[Place] {
        self.by_source.get(&source).map_or(&[], Vec::as_slice)
    }

    /// The claims that name a work in a chain or as evidence, in the order of the report.
    pub fn claims_of_work(&self, work: WorkId) -> &[Place] {
        self.by_work.get(&work).map_or(&[], Vec::as_slice)
    }

    /// The links of a claim, in the order of their ids.
    pub fn links(&self, claim: ClaimId) -> &[&'a Link] {
        self.links.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// How a source depends on others, in the order of the ids.
    pub fn lineage_of_source(&self, source: SourceId) -> &[&'a Lineage] {
        self.of_sources.get(&source).map_or(&[], Vec::as_slice)
    }

    /// How a work depends on others, in the order of the ids.
    pub fn lineage_of_work(&self, work: WorkId) -> &[&'a Lineage] {
        self.of_works.get(&work).map_or(&[], Vec::as_slice)
    }

    /// The open to-dos about a record, in the order of their ids.
    pub fn todos(&self, about: TodoAbout) -> &[&'a Todo] {
        self.todos.get(&about).map_or(&[], Vec::as_slice)
    }

    /// The sources, those with most claims first, then by name.
    pub fn sources(&self) -> Vec<&'a Source> {
        let mut sources: Vec<&Source> = self.project.sources.iter().map(Arc::as_ref).collect();
        sources.sort_by_cached_key(|s| {
            let claims = self.claims_of_source(s.id).len();
            (std::cmp::Reverse(claims), s.name.to_lowercase(), s.id)
        });
        sources
    }

    /// The works, by title.
    pub fn works(&self) -> Vec<&'a Work> {
        let mut works: Vec<&Work> = self.project.works.iter().map(Arc::as_ref).collect();
        works.sort_by_cached_key(|w| (w.display_title().to_lowercase(), w.id));
        works
    }

    /// The articles that an article supersedes, the newest first.
    pub fn superseded_by(&self, article: &Article) -> Vec<&'a Article> {
        let mut older = Vec::new();
        let mut next = article.head.revision_of;
        while let Some(found) = next.and_then(|id| self.project.article(id)) {
            // A broken project may run in a circle.
            if older.len() >= self.project.articles.len() {
                break;
            }
            older.push(found.as_ref());
            next = found.head.revision_of;
        }
        older
    }
}

/// Notes a claim once.
fn note<R>(map: &mut ById<R, Vec<Place>>, key: Id<R>, claim: Place) {
    let claims = map.entry(key).or_default();
    // The claims come one after the other, so that a repeat can only be the last.
    if claims.last() != Some(&claim) {
        claims.push(claim);
    }
}

/// `A` to `Z`, then `AA`, `AB`, …
fn letter(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (index % 26) as u8);
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    letters.iter().rev().map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{id, project};

    #[test]
    fn articles_are_lettered_like_the_columns_of_a_sheet() {
        let named = [0, 25, 26, 51, 52, 701, 702].map(letter);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn claims_are_numbered_in_the_order_of_the_text_and_superseded_articles_left_out() {
        let project = project();
        let outline = Outline::new(&project);
        let ids: Vec<_> = outline.articles.iter().map(|a| a.article.id.to_string()).collect();
        assert_eq!(ids, ["a1", "a2"]);
        let labels = ["safe", "cracks", "hurt", "found", "silent"].map(|c| outline.label(id(c)));
        assert_eq!(labels, ["A1", "A2", "A3", "B1", "B2"]);
        let older = outline.superseded_by(outline.articles[0].article);
        assert_eq!(older.iter().map(|a| a.id.to_string()).collect::<Vec<_>>(), ["a01", "a0"]);
    }

    #[test]
    fn a_claim_stands_once_under_a_source_however_often_its_chains_name_it() {
        let project = project();
        let outline = Outline::new(&project);
        let safe = outline.place(id("safe")).expect("in the report");
        assert_eq!(outline.claims_of_source(id("minister")), [safe]);
        assert_eq!(outline.claims_of_work(id("report")), [safe]);
        assert_eq!(outline.claim(id("safe")).map(|claim| claim.id), Some(id("safe")));
        assert_eq!(outline.links(id("found")).len(), 1);
    }
}
