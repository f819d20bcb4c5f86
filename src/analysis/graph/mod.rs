//! The graph of a project: articles, claims, sources and works, and what joins them, each
//! edge with the claims and the places it stands on.
//!
//! The origins view, the exporters of graphs and the report draw the same [`Graph`]. It is
//! plain data, in an order that does not depend on how the records are stored.

mod build;
pub mod circles;
mod edges;
pub mod layout;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::{
    ids::{AnalystId, ArticleId, ClaimId, LineageId, LinkId, SourceId, WorkId},
    lineage::LineageKind,
    link::{LinkKind, Response},
    source::SourceKind,
    span::Span,
    work::WorkKind,
};

use super::origins::{Classes, Discount};

pub use build::build;

/// What a graph shows, and of what.
#[derive(Debug, Clone, Default)]
pub struct GraphOptions {
    /// Whether claims are nodes. If not, what is said of a claim is said of its article,
    /// and equal edges of many claims are one.
    pub claims: bool,
    /// Whether lineage that is only alleged is drawn, too; such edges are marked.
    pub alleged: bool,
    /// Only these articles; all if empty.
    pub articles: BTreeSet<ArticleId>,
    /// Only these claims, such as those of a class; all if `None`.
    pub only: Option<HashSet<ClaimId>>,
    /// Only claims with this label.
    pub tag: Option<String>,
    /// Only claims that this analyst made, or attributed, or judged.
    pub analyst: Option<AnalystId>,
    /// Without the chains that fall away if this is discounted.
    pub without: Discount,
}

/// Nodes and edges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// In the order of their keys.
    pub nodes: Vec<Node>,
    /// In the order of their ends and kinds.
    pub edges: Vec<Edge>,
    /// Which claims say the same.
    pub classes: Classes,
}

/// What a node stands for. The order is that of the columns of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKey {
    /// An article under study.
    Article(ArticleId),
    /// A claim.
    Claim(ClaimId),
    /// A work.
    Work(WorkId),
    /// A source.
    Source(SourceId),
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it stands for.
    pub key: NodeKey,
    /// Its title, name or words, in full.
    pub label: String,
    /// What kind of source it is, if it is one.
    pub source_kind: Option<SourceKind>,
    /// What kind of work it is, if it is one.
    pub work_kind: Option<WorkKind>,
    /// How many classes of claims it has to do with.
    pub classes: u32,
    /// The claims it has to do with, in order.
    pub claims: Vec<ClaimId>,
    /// How many chains end with it: it is a last voice if there is one.
    pub last: u32,
    /// How many of these were not followed further.
    pub not_followed: u32,
}

/// What joins two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A claim appears in an article.
    AppearsIn,
    /// An article is itself a work that others can cite.
    IsWork,
    /// A claim (or an article, for a claim) is said in the article's own voice, for which
    /// an author of its work, or the work, answers.
    OwnVoice,
    /// A claim (or an article, for a claim) is attributed to a first work or source.
    AttributedTo,
    /// One step of attribution leads on to the next.
    Through,
    /// A source says it in a work.
    StatedIn,
    /// A work that is cited without naming who speaks was written by a source.
    WrittenBy,
    /// One claim is linked to another.
    Link(LinkKind),
    /// A source or work depends on another.
    Lineage(LineageKind),
}

/// An edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The node it comes from, as an index into [`Graph::nodes`].
    pub from: usize,
    /// The node it goes to, as an index into [`Graph::nodes`].
    pub to: usize,
    /// What it means.
    pub kind: EdgeKind,
    /// Whether it is lineage that is only alleged.
    pub alleged: bool,
    /// Whether every chain that it stands on can be read otherwise.
    pub doubtful: bool,
    /// How many classes of claims it stands on: how thick it is drawn.
    pub classes: u32,
    /// The claims it stands on, in order. For lineage: those for which it holds, none if all.
    pub claims: Vec<ClaimId>,
    /// The places in the articles it stands on, in order.
    pub places: Vec<Place>,
    /// The record that it is, if it is lineage.
    pub lineage: Option<LineageId>,
    /// The record that it is, if it is a link.
    pub link: Option<LinkId>,
}

/// A place in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// What it covers, in code points.
    pub span: Span,
}

impl Graph {
    /// The index of the node with a key.
    pub fn position(&self, key: NodeKey) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.key.cmp(&key)).ok()
    }

    /// The nodes that an edge joins to one, whichever way it goes, and itself.
    pub fn neighbourhood(&self, node: usize) -> BTreeSet<usize> {
        let touching = self.edges.iter().filter(|e| e.from == node || e.to == node);
        touching.flat_map(|e| [e.from, e.to]).chain([node]).collect()
    }

    /// Some of the nodes, and the edges between them.
    pub fn part(&self, kept: &BTreeSet<usize>) -> Self {
        let place: HashMap<usize, usize> =
            kept.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        let edges = self.edges.iter().filter_map(|edge| {
            let (from, to) = (*place.get(&edge.from)?, *place.get(&edge.to)?);
            Some(Edge { from, to, ..edge.clone() })
        });
        Self {
            nodes: kept.iter().filter_map(|node| self.nodes.get(*node).cloned()).collect(),
            edges: edges.collect(),
            classes: self.classes.clone(),
        }
    }

    /// How many classes some claims are in.
    pub fn count_classes<'a>(&self, claims: impl IntoIterator<Item = &'a ClaimId>) -> u32 {
        let classes = claims.into_iter().map(|claim| self.classes.of(*claim));
        classes.collect::<HashSet<_>>().len() as u32
    }
}

impl Node {
    /// Whether a chain ends with it.
    pub fn is_last_voice(&self) -> bool {
        self.last > 0
    }

    /// Whether it is a source that nobody can name.
    pub fn is_unnamed(&self) -> bool {
        self.source_kind.is_some_and(SourceKind::is_unnamed)
    }
}

impl NodeKey {
    /// Whether it is a source or work that is discounted itself.
    pub fn is_discounted(self, discount: &Discount) -> bool {
        match self {
            Self::Source(id) => discount.sources.contains(&id),
            Self::Work(id) => discount.works.contains(&id),
            Self::Article(_) | Self::Claim(_) => false,
        }
    }

    /// What such a node is called in exports: "article", "claim", "work", "source".
    pub fn sort(self) -> &'static str {
        match self {
            Self::Article(_) => "article",
            Self::Claim(_) => "claim",
            Self::Work(_) => "work",
            Self::Source(_) => "source",
        }
    }

    /// The record's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Article(id) => id.as_str(),
            Self::Claim(id) => id.as_str(),
            Self::Work(id) => id.as_str(),
            Self::Source(id) => id.as_str(),
        }
    }
}

impl EdgeKind {
    /// What the window and the reports call it, in small letters.
    pub fn label(self) -> &'static str {
        match self {
            Self::AppearsIn => "appears in",
            Self::IsWork => "is",
            Self::OwnVoice => "says itself",
            Self::AttributedTo => "attributed to",
            Self::Through => "through",
            Self::StatedIn => "stated in",
            Self::WrittenBy => "written by",
            Self::Link(LinkKind::SameClaim) => "same claim",
            Self::Link(LinkKind::Entails) => "entails",
            Self::Link(LinkKind::Contradicts) => "contradicts",
            Self::Link(LinkKind::Supports) => "supports",
            Self::Link(LinkKind::Quotes) => "quotes",
            Self::Link(LinkKind::DerivedFrom) => "derived from",
            Self::Link(LinkKind::RespondsTo(response)) => match response {
                Response::Confirms => "responds: confirms",
                Response::ConfirmsInPart => "responds: confirms in part",
                Response::Denies => "responds: denies",
                Response::DoesNotDeny => "responds: does not deny",
                Response::Declines => "responds: declines",
            },
            Self::Lineage(LineageKind::PartOf { one_voice: false }) => "part of",
            Self::Lineage(LineageKind::PartOf { one_voice: true }) => "part of, with one voice",
            Self::Lineage(LineageKind::ControlledBy) => "controlled by",
            Self::Lineage(LineageKind::SpeaksFor) => "speaks for",
            Self::Lineage(LineageKind::Republishes) => "republishes",
            Self::Lineage(LineageKind::SuppliedBy) => "supplied by",
        }
    }

    /// The name in exports: stable, in `snake_case`, without parameters.
    pub fn code(self) -> &'static str {
        match self {
            Self::AppearsIn => "appears_in",
            Self::IsWork => "is_work",
            Self::OwnVoice => "own_voice",
            Self::AttributedTo => "attributed_to",
            Self::Through => "through",
            Self::StatedIn => "stated_in",
            Self::WrittenBy => "written_by",
            Self::Link(LinkKind::SameClaim) => "same_claim",
            Self::Link(LinkKind::Entails) => "entails",
            Self::Link(LinkKind::Contradicts) => "contradicts",
            Self::Link(LinkKind::Supports) => "supports",
            Self::Link(LinkKind::Quotes) => "quotes",
            Self::Link(LinkKind::DerivedFrom) => "derived_from",
            Self::Link(LinkKind::RespondsTo(_)) => "responds_to",
            Self::Lineage(LineageKind::PartOf { .. }) => "part_of",
            Self::Lineage(LineageKind::ControlledBy) => "controlled_by",
            Self::Lineage(LineageKind::SpeaksFor) => "speaks_for",
            Self::Lineage(LineageKind::Republishes) => "republishes",
            Self::Lineage(LineageKind::SuppliedBy) => "supplied_by",
        }
    }

    /// Whether a drawing from articles to last voices runs against the edge: who states
    /// something in a work stands behind the work.
    pub fn runs_back(self) -> bool {
        matches!(self, Self::StatedIn | Self::AppearsIn)
    }
}
