//! Claims, chains and links from the documents of a collection.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Collection, Document, Mapping, RelationUse, SpanUse, attributes,
    attributions::{self, Attribution, Content},
    spans::Spans,
};
use crate::domain::{
    article::{Article, ArticleHead},
    chain::{Chain, Hop, MAX_HOPS},
    claim::Claim,
    edit::Edit,
    ids::{ClaimId, IdSource, SourceId},
    link::Link,
    text::Text,
};
use crate::import::{
    Format, Imported,
    annotations::{
        people::People,
        proposal::{Proposal, Setting},
    },
    into_article,
};

/// The most chains that one claim gets: more are told in the report.
const MOST_CHAINS: usize = 32;

/// What a collection would bring.
pub fn propose(
    into: Setting<'_>,
    collection: &Collection,
    mapping: &Mapping,
    ids: &mut impl IdSource,
) -> Proposal {
    let mut proposal = Proposal::default();
    for (what, why) in &collection.unread {
        proposal.report.leave(what.clone(), why.clone());
    }
    let mut people = People::of(&into);
    for document in &collection.documents {
        if document.text.trim().is_empty() {
            proposal.report.leave(document.name.clone(), "its text is empty");
            continue;
        }
        let article = article_of(into, document, &mut proposal, ids);
        let mut reading = Reading {
            into,
            document,
            mapping,
            article: &article,
            spans: Spans::of(document, &article.text),
            attributions: attributions::of(document, mapping),
            people: &mut people,
            proposal: &mut proposal,
            claims: HashMap::new(),
            left: BTreeMap::new(),
        };
        reading.all(ids);
    }
    proposal
}

/// The article of a document: the one with its text, or a new one.
fn article_of(
    into: Setting<'_>,
    document: &Document,
    proposal: &mut Proposal,
    ids: &mut impl IdSource,
) -> Article {
    let text = Text::new(document.text.clone());
    let hash = text.sha256();
    if let Some(known) = into.project.articles.iter().find(|a| *a.sha256 == *hash) {
        return (**known).clone();
    }
    let imported = Imported {
        head: ArticleHead { title: document.name.clone(), ..ArticleHead::default() },
        text,
        structure: crate::domain::article::Structure::default(),
        format: Format::PlainText,
        encoding: "UTF-8",
        warnings: Vec::new(),
    };
    let article = into_article(imported, ids);
    proposal.edits.push(Edit::AddArticle(Box::new(article.clone())));
    proposal.report.articles += 1;
    article
}

struct Reading<'a, 'p> {
    into: Setting<'a>,
    document: &'a Document,
    mapping: &'a Mapping,
    article: &'p Article,
    spans: Spans<'a>,
    attributions: BTreeMap<String, Attribution>,
    people: &'p mut People,
    proposal: &'p mut Proposal,
    /// The claims made, by the ids of their spans.
    claims: HashMap<String, ClaimId>,
    /// What was left out, counted.
    left: BTreeMap<String, usize>,
}

impl Reading<'_, '_> {
    fn all(&mut self, ids: &mut impl IdSource) {
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        for (id, bound) in &self.document.bounds {
            if self.mapping.spans.get(&bound.kind) == Some(&SpanUse::Claim) {
                wanted.insert(id);
            }
        }
        let mut used: BTreeSet<String> = BTreeSet::new();
        for attribution in self.attributions.values() {
            used.extend(attribution.parts().map(str::to_owned));
        }
        let contents: Vec<String> = self
            .attributions
            .values()
            .flat_map(|a| &a.contents)
            .filter_map(|content| match content {
                Content::Span(id) => Some(id.clone()),
                Content::Attribution(_) => None,
            })
            .collect();
        wanted.extend(contents.iter().map(String::as_str));
        let mut wanted: Vec<String> = wanted.into_iter().map(str::to_owned).collect();
        // In the order of the text, so that ids follow it.
        wanted.sort_by_key(|id| self.document.bounds.get(id).map(|b| b.fragments.clone()));
        for id in &wanted {
            self.claim(id, ids);
        }
        self.links(ids);
        for (id, bound) in &self.document.bounds {
            if !used.contains(id) && !self.claims.contains_key(id) && !wanted.contains(id) {
                self.leave(format!("spans of type {}, which nothing uses", bound.kind));
            }
        }
        for event in self.document.events.values() {
            if self.mapping.events.get(&event.kind) != Some(&true) {
                self.leave(format!("events of type {}", event.kind));
            }
        }
        for (what, count) in std::mem::take(&mut self.left) {
            let what = format!("{}: {count} {what}", self.document.name);
            self.proposal.report.leave(what, "the mapping has no use for them");
        }
    }

    fn leave(&mut self, what: String) {
        *self.left.entry(what).or_default() += 1;
    }

    fn claim(&mut self, span: &str, ids: &mut impl IdSource) {
        let anchors = self.spans.anchors(span, &mut self.proposal.report);
        let mut anchors = anchors.into_iter();
        let Some(first) = anchors.next() else {
            let what = format!("{}, {span}", self.document.name);
            self.proposal.report.leave(what, "there is no such span, or it is outside the text");
            return;
        };
        let mut claim = Claim::new(ids.id(), first, self.into.by, self.into.at);
        claim.anchors.extend(anchors);
        let places = |claim: &Claim| claim.anchors.iter().map(|a| a.span).collect::<Vec<_>>();
        let there = self.article.claims.iter().find(|known| places(known) == places(&claim));
        if let Some(there) = there {
            self.claims.insert(span.to_owned(), there.id);
            let what = format!("{}, {span}", self.document.name);
            self.proposal
                .report
                .leave(what, "these words are a claim already, which was left as it is");
            return;
        }
        let chains = self.chains(span);
        for chain in chains {
            let hops = chain.iter().map(|name| self.hop(name, &mut claim, ids)).collect();
            claim.chains.push(Chain::new(ids.id(), hops, self.into.by, self.into.at));
        }
        for (_, name, value) in self.document.attributes.iter().filter(|(of, ..)| of == span) {
            attributes::of_claim(&self.into, &mut claim, name, value, ids);
        }
        for (_, note) in self.document.notes.iter().filter(|(of, _)| of == span) {
            attributes::remark(&mut claim, note);
        }
        self.claims.insert(span.to_owned(), claim.id);
        self.proposal.report.claims += 1;
        let article = self.article.id;
        self.proposal.edits.push(Edit::PutClaim { article, claim: Box::new(claim) });
    }

    /// The chains that lead to a span, each as the names of its attributions from the outermost
    /// inwards.
    fn chains(&mut self, span: &str) -> Vec<Vec<String>> {
        let is_inner =
            |a: &Attribution| a.contents.iter().any(|c| *c == Content::Span(span.to_owned()));
        let mut open: Vec<Vec<String>> = self
            .attributions
            .iter()
            .filter(|(_, attribution)| is_inner(attribution))
            .map(|(name, _)| vec![name.clone()])
            .collect();
        let mut chains = Vec::new();
        while let Some(chain) = open.pop() {
            let Some(outermost) = chain.first().cloned() else { continue };
            let content = Content::Attribution(outermost);
            let outer: Vec<&String> = self
                .attributions
                .iter()
                // An attribution that is its own content would never end.
                .filter(|(name, a)| a.contents.contains(&content) && !chain.contains(name))
                .map(|(name, _)| name)
                .collect();
            if outer.is_empty() || chain.len() == MAX_HOPS {
                chains.push(chain);
            } else {
                for name in outer {
                    open.push(std::iter::once(name.clone()).chain(chain.iter().cloned()).collect());
                }
            }
            if chains.len() + open.len() > MOST_CHAINS {
                self.leave(format!("further chains of {span}"));
                break;
            }
        }
        chains.reverse();
        chains
    }

    fn hop(&mut self, name: &str, claim: &mut Claim, ids: &mut impl IdSource) -> Hop {
        let Some(attribution) = self.attributions.get(name).cloned() else { return Hop::default() };
        let mut hop = Hop::default();
        for span in &attribution.sources {
            let anchors = self.spans.quiet(span);
            hop.source_anchors.extend(anchors);
        }
        let mut cues = attribution.cues.clone();
        // A trigger that is the source's own name attributes without a cue.
        cues.retain(|cue| !attribution.sources.iter().any(|s| self.spans.same_place(s, cue)));
        for span in &cues {
            let anchors = self.spans.quiet(span);
            hop.cue_anchors.extend(anchors);
        }
        hop.addressee = attribution.addressees.iter().find_map(|span| self.spans.words(span));
        let notes: Vec<&str> = self
            .document
            .notes
            .iter()
            .filter(|(of, _)| of == name)
            .map(|(_, note)| note.as_str())
            .collect();
        let mut told = None;
        for note in notes {
            match note.strip_prefix("Speaks: ") {
                Some(rest) => told = rest.split(" | ").next(),
                None => attributes::remark(claim, note),
            }
        }
        hop.sources = match told.and_then(|told| self.told(told)) {
            Some(sources) => sources,
            None => self.named(&attribution, ids),
        };
        for (_, attribute, value) in self.document.attributes.iter().filter(|(of, ..)| of == name) {
            if !attributes::of_hop(&mut hop, attribute, value) {
                *self.left.entry(format!("attributes {attribute} of attributions")).or_default() +=
                    1;
            }
        }
        hop
    }

    /// The sources that a note of ours names, if the project knows them all.
    fn told(&self, names: &str) -> Option<Vec<SourceId>> {
        if let Some(source) = self.people.known_source(names) {
            return Some(vec![source]);
        }
        let parts = names.split(", ").flat_map(|part| part.split(" and "));
        parts.map(|part| self.people.known_source(part)).collect()
    }

    /// The sources by the words of their spans.
    fn named(&mut self, attribution: &Attribution, ids: &mut impl IdSource) -> Vec<SourceId> {
        let mut sources = Vec::new();
        for span in &attribution.sources {
            let Some(words) = self.spans.words(span) else { continue };
            if let Some(source) = self.people.source(&words, self.proposal, ids)
                && !sources.contains(&source)
            {
                sources.push(source);
            }
        }
        sources
    }

    fn links(&mut self, ids: &mut impl IdSource) {
        for relation in &self.document.relations {
            match self.mapping.relations.get(&relation.kind) {
                Some(RelationUse::Link(kind)) => {
                    let ends = (self.claims.get(&relation.from), self.claims.get(&relation.to));
                    if let (Some(from), Some(to)) = ends {
                        let (id, by, at) = (ids.id(), self.into.by, self.into.at);
                        let link =
                            Link { id, from: *from, to: *to, kind: *kind, by, at, note: None };
                        self.proposal.edits.push(Edit::PutLink(link));
                        self.proposal.report.links += 1;
                    } else {
                        self.leave(format!("relations {} whose ends are no claims", relation.kind));
                    }
                }
                Some(RelationUse::Ignore) | None => {
                    self.leave(format!("relations {}", relation.kind));
                }
                Some(_) => {}
            }
        }
    }
}
