//! Builds the graph of a project.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    Edge, EdgeKind, Graph, GraphOptions, Node, NodeKey, Place,
    edges::{EdgeKey, Edges, Ground},
};
use crate::analysis::origins::{self, Classes};
use crate::domain::{
    article::Article,
    chain::{Chain, ChainEnd, Hop},
    claim::Claim,
    ids::{ClaimId, WorkId},
    lineage::{LineageEnds, Standing},
    link::LinkKind,
    project::Project,
};

/// What is known of a node while the graph is built.
#[derive(Debug, Default)]
struct Met {
    claims: BTreeSet<ClaimId>,
    last: u32,
    not_followed: u32,
}

struct Builder<'a> {
    project: &'a Project,
    options: &'a GraphOptions,
    met: BTreeMap<NodeKey, Met>,
    edges: Edges,
}

/// The graph of a project. Superseded articles stay out; so do sources, works and articles
/// that have nothing to do with the claims asked for.
pub fn build(project: &Project, options: &GraphOptions) -> Graph {
    let mut builder = Builder { project, options, met: BTreeMap::new(), edges: Edges::default() };
    let superseded: HashSet<_> =
        project.articles.iter().filter_map(|a| a.head.revision_of).collect();
    for article in project.articles.iter() {
        let wanted = options.articles.is_empty() || options.articles.contains(&article.id);
        if wanted && !superseded.contains(&article.id) {
            builder.article(article);
        }
    }
    if options.claims {
        builder.links();
    }
    builder.lineage();
    builder.finish()
}

impl GraphOptions {
    fn wants(&self, claim: &Claim) -> bool {
        let by = |analyst| {
            claim.by == analyst
                || claim.chains.iter().any(|c| c.by == analyst)
                || claim.assessments.iter().any(|a| a.by == analyst)
        };
        self.only.as_ref().is_none_or(|only| only.contains(&claim.id))
            && self.tag.as_ref().is_none_or(|tag| claim.tags.contains(tag))
            && self.analyst.is_none_or(by)
    }
}

impl Builder<'_> {
    fn article(&mut self, article: &Article) {
        let key = NodeKey::Article(article.id);
        let mut any = false;
        for claim in article.claims.iter().filter(|c| self.options.wants(c)) {
            any = true;
            self.meet(key, claim.id);
            let start = if self.options.claims { NodeKey::Claim(claim.id) } else { key };
            if self.options.claims {
                self.meet(start, claim.id);
                let places = claim.anchors.iter().filter(|a| !a.is_lost());
                let places = places.map(|a| Place { article: article.id, span: a.span });
                let edge = fact(start, key, EdgeKind::AppearsIn);
                self.edges.record(edge, false, [claim.id], places);
            }
            let without = &self.options.without;
            let falls = |chain: &&Chain| without.takes_chain(self.project, article, &chain.hops);
            for chain in claim.chains.iter().filter(|chain| !falls(chain)) {
                self.chain(article, claim, chain, start);
            }
        }
        let filtered = self.options.only.is_some()
            || self.options.tag.is_some()
            || self.options.analyst.is_some();
        if any || !filtered {
            self.met.entry(key).or_default();
        }
        if self.met.contains_key(&key)
            && let Some(work) = article.head.work.and_then(|w| self.work(w))
        {
            self.met.entry(work).or_default();
            self.edges.record(fact(key, work, EdgeKind::IsWork), false, [], []);
        }
    }

    fn chain(&mut self, article: &Article, claim: &Claim, chain: &Chain, start: NodeKey) {
        let ground =
            Ground { claim: claim.id, article: article.id, doubtful: chain.doubtful.is_some() };
        let open = chain.end == ChainEnd::NotFollowed && !chain.hops.is_empty();
        let mut exits = vec![start];
        for (at, hop) in chain.hops.iter().enumerate() {
            let kind = if at == 0 { EdgeKind::AttributedTo } else { EdgeKind::Through };
            let Some((entries, voices)) = self.hop(hop, ground) else {
                if at + 1 == chain.hops.len() {
                    // It ends with somebody of whom nothing is said: no node's voice.
                    return;
                }
                continue;
            };
            for from in &exits {
                for to in &entries {
                    let anchors = hop.cue_anchors.iter().chain(&hop.source_anchors);
                    self.edges.chain((*from, *to, kind), ground, anchors);
                }
            }
            exits = voices;
        }
        let mut last = exits;
        if chain.hops.is_empty() {
            last = article.head.work.map(|w| self.voices_of_work(w)).unwrap_or_default();
            for to in last.clone() {
                self.meet(to, claim.id);
                let edge = (start, to, EdgeKind::OwnVoice);
                self.edges.chain(edge, ground, claim.anchors.iter());
            }
            if last.is_empty() {
                last = vec![NodeKey::Article(article.id)];
            }
        }
        for key in last {
            let met = self.met.entry(key).or_default();
            met.last += 1;
            met.not_followed += u32::from(open);
        }
    }

    /// Where a hop is entered, and who speaks at its end. `None` if it names nothing.
    fn hop(&mut self, hop: &Hop, ground: Ground) -> Option<(Vec<NodeKey>, Vec<NodeKey>)> {
        let sources = hop.sources.iter().filter_map(|id| self.project.source(*id));
        let sources: Vec<NodeKey> = sources.map(|s| NodeKey::Source(s.id)).collect();
        for source in &sources {
            self.meet(*source, ground.claim);
        }
        let Some(work) = hop.work.and_then(|w| self.work(w)) else {
            return (!sources.is_empty()).then(|| (sources.clone(), sources));
        };
        self.meet(work, ground.claim);
        for source in &sources {
            let edge = (*source, work, EdgeKind::StatedIn);
            self.edges.chain(edge, ground, hop.source_anchors.iter());
        }
        if !sources.is_empty() {
            return Some((vec![work], sources));
        }
        let voices = hop.work.map(|w| self.voices_of_work(w)).unwrap_or_default();
        for voice in voices.iter().filter(|v| **v != work) {
            self.meet(*voice, ground.claim);
            self.edges.chain((work, *voice, EdgeKind::WrittenBy), ground, [].iter());
        }
        Some((vec![work], voices))
    }

    fn work(&self, id: WorkId) -> Option<NodeKey> {
        self.project.work(id).map(|work| NodeKey::Work(work.id))
    }

    /// Who answers for a work: its authors, or the work.
    fn voices_of_work(&self, id: WorkId) -> Vec<NodeKey> {
        let Some(work) = self.project.work(id) else { return Vec::new() };
        let authors = work.authors.iter().filter_map(|id| self.project.source(*id));
        let authors: Vec<_> = authors.map(|source| NodeKey::Source(source.id)).collect();
        if authors.is_empty() { vec![NodeKey::Work(work.id)] } else { authors }
    }

    fn meet(&mut self, key: NodeKey, claim: ClaimId) {
        self.met.entry(key).or_default().claims.insert(claim);
    }

    fn links(&mut self) {
        for link in self.project.links.iter() {
            let (mut from, mut to) = (NodeKey::Claim(link.from), NodeKey::Claim(link.to));
            if matches!(link.kind, LinkKind::SameClaim | LinkKind::Contradicts) && to < from {
                (from, to) = (to, from);
            }
            if self.met.contains_key(&from) && self.met.contains_key(&to) {
                let kind = EdgeKind::Link(link.kind);
                let key = EdgeKey { from, to, kind, lineage: None, link: Some(link.id) };
                self.edges.record(key, false, [link.from, link.to], []);
            }
        }
    }

    /// Lineage that leads from what is shown to something else is shown, too: it is what
    /// joins voices that look apart.
    fn lineage(&mut self) {
        let wanted = |l: &&std::sync::Arc<crate::domain::lineage::Lineage>| {
            l.standing == Standing::Accepted || self.options.alleged
        };
        let mut edges: Vec<_> = self
            .project
            .lineage
            .iter()
            .filter(wanted)
            .filter_map(|l| {
                let (from, to) = match l.ends {
                    LineageEnds::Sources { from, to } => (
                        NodeKey::Source(self.project.source(from)?.id),
                        NodeKey::Source(self.project.source(to)?.id),
                    ),
                    LineageEnds::Works { from, to } => (
                        NodeKey::Work(self.project.work(from)?.id),
                        NodeKey::Work(self.project.work(to)?.id),
                    ),
                };
                Some((from, to, l))
            })
            .collect();
        edges.sort_by_key(|(from, _, _)| *from);
        let mut open: Vec<NodeKey> = self.met.keys().copied().collect();
        let mut seen: HashSet<NodeKey> = open.iter().copied().collect();
        while let Some(key) = open.pop() {
            let first = edges.partition_point(|(from, _, _)| *from < key);
            for (from, to, l) in edges[first..].iter().take_while(|(from, _, _)| *from == key) {
                self.met.entry(*to).or_default();
                if seen.insert(*to) {
                    open.push(*to);
                }
                let kind = EdgeKind::Lineage(l.kind);
                let edge = EdgeKey { from: *from, to: *to, kind, lineage: Some(l.id), link: None };
                let alleged = l.standing == Standing::Alleged;
                self.edges.record(edge, alleged, l.claims.iter().copied(), []);
            }
        }
    }

    fn finish(self) -> Graph {
        let classes = origins::classes(self.project);
        let Self { project, met, edges, .. } = self;
        let count = |claims: &BTreeSet<ClaimId>| count_classes(&classes, claims);
        let nodes: Vec<Node> = met
            .into_iter()
            .map(|(key, met)| Node {
                key,
                label: label(project, key),
                source_kind: match key {
                    NodeKey::Source(id) => project.source(id).map(|s| s.kind),
                    _ => None,
                },
                work_kind: match key {
                    NodeKey::Work(id) => project.work(id).map(|w| w.kind),
                    _ => None,
                },
                classes: count(&met.claims),
                claims: met.claims.into_iter().collect(),
                last: met.last,
                not_followed: met.not_followed,
            })
            .collect();
        let index: HashMap<_, _> = nodes.iter().enumerate().map(|(i, n)| (n.key, i)).collect();
        let edges: Vec<Edge> = edges.finish(&index, count);
        Graph { nodes, edges, classes }
    }
}

fn fact(from: NodeKey, to: NodeKey, kind: EdgeKind) -> EdgeKey {
    EdgeKey { from, to, kind, lineage: None, link: None }
}

fn count_classes(classes: &Classes, claims: &BTreeSet<ClaimId>) -> u32 {
    match claims.len() {
        0 | 1 => claims.len() as u32,
        _ => claims.iter().map(|c| classes.of(*c)).collect::<HashSet<_>>().len() as u32,
    }
}

fn label(project: &Project, key: NodeKey) -> String {
    match key {
        NodeKey::Article(id) => project.article(id).map(|a| a.title().to_owned()),
        NodeKey::Claim(id) => project.claim(id).map(|claim| {
            claim.paraphrase.clone().unwrap_or_else(|| {
                claim.quotation().split_whitespace().collect::<Vec<_>>().join(" ")
            })
        }),
        NodeKey::Work(id) => project.work(id).map(|w| w.display_title().to_owned()),
        NodeKey::Source(id) => project.source(id).map(|s| s.name.clone()),
    }
    .unwrap_or_else(|| key.id().to_owned())
}
