//! What an article rests on: the sources and works that its chains, evidence and notes name,
//! each with the claims and places that name it. Merged records are one.

use std::collections::BTreeMap;

use crate::domain::{
    article::Article,
    claim::Claim,
    ids::{ClaimId, SourceId, WorkId},
    project::Project,
    span::Span,
};

/// Where and how one article names a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMention {
    /// The claims whose chains name it, in the order of the text.
    pub claims: Vec<ClaimId>,
    /// How it is introduced: "a journalist", "the discredited …"; each once.
    pub introduced_as: Vec<String>,
    /// Where it is named, or where its claims stand if that is not marked.
    pub spans: Vec<Span>,
    /// Whether it is named only as the author of a work.
    pub as_author: bool,
}

/// Where and how one article uses a work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkMention {
    /// The claims whose chains or evidence rest on it.
    pub claims: Vec<ClaimId>,
    /// The labels of the notes that mean it.
    pub notes: Vec<String>,
    /// Which parts of it are used: pages, minutes; each once.
    pub locators: Vec<String>,
    /// Where its notes are cited, or where its claims stand if there is none.
    pub spans: Vec<Span>,
}

/// What one article rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentions {
    /// By source, merges followed.
    pub sources: BTreeMap<SourceId, SourceMention>,
    /// By work, merges followed.
    pub works: BTreeMap<WorkId, WorkMention>,
}

/// What an article rests on.
pub fn mentions(project: &Project, article: &Article) -> Mentions {
    let mut all = Mentions::default();
    for reference in article.references.iter() {
        let Some(work) = reference.work else { continue };
        let mention = all.works.entry(project.resolve_work(work)).or_default();
        add(&mut mention.notes, reference.label.clone());
        mention.spans.extend(&reference.markers);
        let pages = project.work(work).and_then(|w| w.pages.clone());
        if let Some(pages) = pages {
            add(&mut mention.locators, pages);
        }
        authors(project, work, &mut all);
    }
    for claim in article.claims.iter() {
        of_claim(project, article, claim, &mut all);
    }
    for mention in all.works.values_mut() {
        mention.spans.sort_unstable();
        mention.spans.dedup();
    }
    for mention in all.sources.values_mut() {
        mention.spans.sort_unstable();
        mention.spans.dedup();
    }
    all
}

fn of_claim(project: &Project, article: &Article, claim: &Claim, all: &mut Mentions) {
    for hop in claim.chains.iter().flat_map(|chain| &chain.hops) {
        let named: Vec<Span> =
            hop.source_anchors.iter().filter(|a| !a.is_lost()).map(|a| a.span).collect();
        for source in &hop.sources {
            let mention = all.sources.entry(project.resolve_source(*source)).or_default();
            mention.as_author = false;
            add(&mut mention.claims, claim.id);
            if named.is_empty() {
                mention.spans.push(claim.hull());
            } else {
                mention.spans.extend(&named);
            }
            let words = named.first().and_then(|span| article.text.slice(*span));
            let words = hop.introduced_as.clone().or(words.map(str::to_owned));
            if let Some(words) = words {
                add(&mut mention.introduced_as, words);
            }
        }
        if let Some(work) = hop.work {
            let mention = all.works.entry(project.resolve_work(work)).or_default();
            add(&mut mention.claims, claim.id);
            if let Some(locator) = &hop.locator {
                add(&mut mention.locators, locator.clone());
            }
            if hop.reference.is_none() {
                mention.spans.push(claim.hull());
            }
            authors(project, work, all);
        }
    }
    for work in claim.evidence.iter().filter_map(|e| e.work) {
        let mention = all.works.entry(project.resolve_work(work)).or_default();
        add(&mut mention.claims, claim.id);
        if mention.spans.is_empty() {
            mention.spans.push(claim.hull());
        }
        authors(project, work, all);
    }
}

fn authors(project: &Project, work: WorkId, all: &mut Mentions) {
    let Some(record) = project.work(work) else { return };
    let spans = all.works.get(&project.resolve_work(work)).map(|m| m.spans.clone());
    for author in &record.authors {
        let mention = all
            .sources
            .entry(project.resolve_source(*author))
            .or_insert_with(|| SourceMention { as_author: true, ..SourceMention::default() });
        if mention.as_author && mention.spans.is_empty() {
            mention.spans.extend(spans.iter().flatten());
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if list.last() != Some(&one) && !list.contains(&one) {
        list.push(one);
    }
}
