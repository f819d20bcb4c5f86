//! The attributes of nodes and edges, the same in every format. A name means the same on
//! every sort of node that has it.

use crate::{
    analysis::graph::{Edge, Node, NodeKey},
    domain::{lineage::LineageKind, link::LinkKind, project::Project, vocabulary::Vocabulary},
};

/// The type of an attribute, named as GraphML and GEXF both name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Count,
    Flag,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Count(u32),
    Flag(bool),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Count(count) => count.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
        }
    }
}

/// An attribute: its name and type.
pub(super) type Column = (&'static str, Type);

/// The attributes of nodes.
pub(super) const NODE: [Column; 27] = [
    ("sort", Type::Text),
    ("label", Type::Text),
    ("id", Type::Text),
    ("kind", Type::Text),
    ("classes", Type::Count),
    ("claim_count", Type::Count),
    ("last_voice_of", Type::Count),
    ("not_followed", Type::Count),
    ("unnamed", Type::Flag),
    ("role", Type::Text),
    ("aliases", Type::Text),
    ("description", Type::Text),
    ("reliability", Type::Text),
    ("url", Type::Text),
    ("publisher", Type::Text),
    ("container", Type::Text),
    ("date", Type::Text),
    ("authors", Type::Text),
    ("language", Type::Text),
    ("article", Type::Text),
    ("start", Type::Count),
    ("end", Type::Count),
    ("quotation", Type::Text),
    ("paraphrase", Type::Text),
    ("status", Type::Text),
    ("tags", Type::Text),
    ("evidence", Type::Text),
];

/// The attributes of edges.
pub(super) const EDGE: [Column; 13] = [
    ("kind", Type::Text),
    ("label", Type::Text),
    ("alleged", Type::Flag),
    ("doubtful", Type::Flag),
    ("classes", Type::Count),
    ("claims", Type::Text),
    ("places", Type::Text),
    ("record", Type::Text),
    ("response", Type::Text),
    ("one_voice", Type::Flag),
    ("since", Type::Text),
    ("until", Type::Text),
    ("note", Type::Text),
];

/// An id for a node that no other sort of record has.
pub(super) fn node_id(key: &NodeKey) -> String {
    format!("{}:{}", key.sort(), key.id())
}

/// Values by the name of their attribute, empty ones left out.
#[derive(Debug, Default)]
pub(super) struct Values(pub Vec<(&'static str, Value)>);

impl Values {
    fn text(&mut self, name: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push((name, Value::Text(text)));
        }
    }

    fn shown<T: ToString>(&mut self, name: &'static str, value: Option<T>) {
        if let Some(value) = value {
            self.text(name, value.to_string());
        }
    }

    fn count(&mut self, name: &'static str, count: u32) {
        self.0.push((name, Value::Count(count)));
    }

    fn flag(&mut self, name: &'static str, flag: bool) {
        self.0.push((name, Value::Flag(flag)));
    }
}

/// What is known of a node.
pub(super) fn of_node(project: &Project, node: &Node) -> Values {
    let mut v = Values::default();
    v.text("sort", node.key.sort());
    v.text("label", node.label.as_str());
    v.text("id", node.key.id());
    v.count("classes", node.classes);
    v.count("claim_count", node.claims.len() as u32);
    v.count("last_voice_of", node.last);
    v.count("not_followed", node.not_followed);
    match node.key {
        NodeKey::Source(id) => source(project, id, &mut v),
        NodeKey::Work(id) => work(project, id, &mut v),
        NodeKey::Article(id) => {
            if let Some(article) = project.article(id) {
                let head = &article.head;
                v.shown("url", head.url.as_ref());
                v.shown("publisher", head.publisher.as_ref());
                v.shown("date", head.published);
                v.shown("authors", head.byline.as_ref());
                v.shown("language", head.language.as_ref());
            }
        }
        NodeKey::Claim(id) => claim(project, id, &mut v),
    }
    v
}

fn source(project: &Project, id: crate::domain::ids::SourceId, v: &mut Values) {
    let Some(source) = project.source(id) else { return };
    v.text("kind", source.kind.label());
    v.flag("unnamed", source.kind.is_unnamed());
    v.shown("role", source.role.as_ref());
    v.text("aliases", source.aliases.join(" | "));
    v.shown("description", source.description.as_ref());
    v.shown("reliability", source.current_reliability().map(|grade| grade.grade.letter()));
    v.shown("url", source.url.as_ref());
}

fn work(project: &Project, id: crate::domain::ids::WorkId, v: &mut Values) {
    let Some(work) = project.work(id) else { return };
    v.text("kind", work.kind.label());
    v.shown("url", work.url.as_ref());
    v.shown("publisher", work.publisher.as_ref());
    v.shown("container", work.container.as_ref());
    v.shown("date", work.date);
    let authors = work.authors.iter().filter_map(|id| project.source(*id));
    v.text("authors", authors.map(|a| a.name.as_str()).collect::<Vec<_>>().join(" | "));
}

fn claim(project: &Project, id: crate::domain::ids::ClaimId, v: &mut Values) {
    let Some((article, claim)) = project.claim_in_article(id) else { return };
    v.text("kind", claim.kind.label());
    v.text("article", article.id.to_string());
    v.count("start", claim.hull().start);
    v.count("end", claim.hull().end);
    v.text("quotation", claim.quotation());
    v.shown("paraphrase", claim.paraphrase.as_ref());
    v.text("status", claim.status.label());
    v.text("tags", claim.tags.join(" | "));
    v.shown("date", claim.event_date);
    let kinds = claim.evidence.iter().filter_map(|e| project.term(e.kind));
    v.text("evidence", kinds.map(|term| term.name.as_str()).collect::<Vec<_>>().join(" | "));
}

/// What is known of an edge.
pub(super) fn of_edge(project: &Project, edge: &Edge) -> Values {
    let mut v = Values::default();
    v.text("kind", edge.kind.code());
    v.text("label", edge.kind.label());
    v.flag("alleged", edge.alleged);
    v.flag("doubtful", edge.doubtful);
    v.count("classes", edge.classes);
    v.text(
        "claims",
        edge.claims.iter().map(crate::domain::ids::Id::as_str).collect::<Vec<_>>().join(" "),
    );
    let places = edge.places.iter();
    let places = places.map(|p| format!("{}:{}-{}", p.article, p.span.start, p.span.end));
    v.text("places", places.collect::<Vec<_>>().join(" "));
    if let Some(link) = edge.link.and_then(|id| project.links.get(id)) {
        v.text("record", link.id.to_string());
        if let LinkKind::RespondsTo(_) = link.kind {
            v.text("response", link.kind.label().rsplit(": ").next().unwrap_or_default());
        }
        v.shown("note", link.note.as_ref());
    }
    if let Some(lineage) = edge.lineage.and_then(|id| project.lineage.get(id)) {
        v.text("record", lineage.id.to_string());
        if let LineageKind::PartOf { one_voice } = lineage.kind {
            v.flag("one_voice", one_voice);
        }
        v.shown("since", lineage.since);
        v.shown("until", lineage.until);
        v.shown("note", lineage.note.as_ref());
    }
    v
}
