//! The attributes of nodes and edges, the same in every format. A name means the same on
//! every sort of node that has it.

use std::fmt::Write as _;

use crate::{
    analysis::graph::{Edge, Node, NodeKey},
    domain::{
        article::Article,
        claim::Claim,
        ids::{ClaimId, SourceId, WorkId},
        lineage::LineageKind,
        link::LinkKind,
        project::Project,
        time::PartialDate,
        vocabulary::Vocabulary,
    },
    export::{
        ExportError,
        escape::push_number,
        known::{self, ById, Known},
    },
};

/// The type of an attribute, named as GraphML and GEXF both name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Count,
    Flag,
}

/// A value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Count(u32),
    Flag(bool),
}

impl Value<'_> {
    /// The value as words; a number's digits are made in `digits`.
    pub fn words<'a>(&'a self, digits: &'a mut String) -> &'a str {
        match self {
            Self::Text(text) => cut(text),
            Self::Count(count) => {
                digits.clear();
                push_number(digits, u64::from(*count));
                digits
            }
            Self::Flag(true) => "true",
            Self::Flag(false) => "false",
        }
    }
}

/// The most code points of a value: common readers of XML give up at ten million bytes.
pub(super) const LONGEST: usize = 1_000_000;

/// A text that such readers take, too.
pub(super) fn cut(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = text.char_indices().nth(LONGEST);
    end.map_or(text, |(end, _)| &text[..end])
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

/// Adds an id for a node that no other sort of record has.
pub(super) fn push_node_id(out: &mut String, key: &NodeKey) {
    out.push_str(key.sort());
    out.push(':');
    out.push_str(key.id());
}

/// Makes a node's id of a text.
pub(super) fn node_id(made: &mut String, key: &NodeKey) {
    made.clear();
    push_node_id(made, key);
}

/// Makes the id of an edge, by its number, of a text.
pub(super) fn edge_id(made: &mut String, number: usize) {
    made.clear();
    made.push('e');
    push_number(made, number as u64);
}

/// Takes the values of a node or an edge, one after the other, with their names.
pub(super) type Put<'p> = &'p mut dyn FnMut(&'static str, Value<'_>) -> Result<(), ExportError>;

/// What is asked of a project for each node and edge.
pub(super) struct Attributes<'a> {
    known: Known<'a>,
    claims: ById<Claim, (&'a Article, &'a Claim)>,
    /// A value that is made of several: made anew for each.
    made: String,
}

impl<'a> Attributes<'a> {
    /// Those of a project.
    pub fn of(project: &'a Project) -> Self {
        Self { known: Known::new(project), claims: known::claims(project), made: String::new() }
    }

    /// What is known of a node.
    pub fn node(&mut self, node: &Node, put: Put<'_>) -> Result<(), ExportError> {
        put("sort", Value::Text(node.key.sort()))?;
        text(put, "label", &node.label)?;
        put("id", Value::Text(node.key.id()))?;
        put("classes", Value::Count(node.classes))?;
        put("claim_count", Value::Count(node.claims.len() as u32))?;
        put("last_voice_of", Value::Count(node.last))?;
        put("not_followed", Value::Count(node.not_followed))?;
        match node.key {
            NodeKey::Source(id) => self.source(id, put),
            NodeKey::Work(id) => self.work(id, put),
            NodeKey::Article(id) => {
                let Some(article) = self.known.project.article(id) else { return Ok(()) };
                let head = &article.head;
                maybe(put, "url", head.url.as_ref())?;
                maybe(put, "publisher", head.publisher.as_ref())?;
                self.date(put, "date", head.published)?;
                maybe(put, "authors", head.byline.as_ref())?;
                maybe(put, "language", head.language.as_ref())
            }
            NodeKey::Claim(id) => self.claim(id, put),
        }
    }

    fn source(&mut self, id: SourceId, put: Put<'_>) -> Result<(), ExportError> {
        let Some(source) = self.known.source(id) else { return Ok(()) };
        put("kind", Value::Text(source.kind.label()))?;
        put("unnamed", Value::Flag(source.kind.is_unnamed()))?;
        maybe(put, "role", source.role.as_ref())?;
        self.joined(put, "aliases", source.aliases.iter().map(String::as_str))?;
        maybe(put, "description", source.description.as_ref())?;
        if let Some(grade) = source.current_reliability() {
            let mut letter = [0; 4];
            text(put, "reliability", grade.grade.letter().encode_utf8(&mut letter))?;
        }
        maybe(put, "url", source.url.as_ref())
    }

    fn work(&mut self, id: WorkId, put: Put<'_>) -> Result<(), ExportError> {
        let Some(work) = self.known.work(id) else { return Ok(()) };
        put("kind", Value::Text(work.kind.label()))?;
        maybe(put, "url", work.url.as_ref())?;
        maybe(put, "publisher", work.publisher.as_ref())?;
        maybe(put, "container", work.container.as_ref())?;
        self.date(put, "date", work.date)?;
        let Self { known, made, .. } = self;
        let authors = work.authors.iter().filter_map(|id| known.source(*id));
        join(made, authors.map(|author| author.name.as_str()));
        text(put, "authors", made)
    }

    fn claim(&mut self, id: ClaimId, put: Put<'_>) -> Result<(), ExportError> {
        let Some((article, claim)) = self.claims.get(&id).copied() else { return Ok(()) };
        let hull = claim.hull();
        put("kind", Value::Text(claim.kind.label()))?;
        put("article", Value::Text(article.id.as_str()))?;
        put("start", Value::Count(hull.start))?;
        put("end", Value::Count(hull.end))?;
        text(put, "quotation", &known::quotation(claim))?;
        maybe(put, "paraphrase", claim.paraphrase.as_ref())?;
        put("status", Value::Text(claim.status.label()))?;
        self.joined(put, "tags", claim.tags.iter().map(String::as_str))?;
        self.date(put, "date", claim.event_date)?;
        let Self { known, made, .. } = self;
        let kinds = claim.evidence.iter().filter_map(|e| known.term(e.kind));
        join(made, kinds.map(|term| term.name.as_str()));
        text(put, "evidence", made)
    }

    /// What is known of an edge.
    pub fn edge(&mut self, edge: &Edge, put: Put<'_>) -> Result<(), ExportError> {
        let project = self.known.project;
        put("kind", Value::Text(edge.kind.code()))?;
        put("label", Value::Text(edge.kind.label()))?;
        put("alleged", Value::Flag(edge.alleged))?;
        put("doubtful", Value::Flag(edge.doubtful))?;
        put("classes", Value::Count(edge.classes))?;
        let made = &mut self.made;
        made.clear();
        for claim in &edge.claims {
            between(made, " ");
            made.push_str(claim.as_str());
        }
        text(put, "claims", made)?;
        made.clear();
        for place in &edge.places {
            between(made, " ");
            made.push_str(place.article.as_str());
            made.push(':');
            push_number(made, u64::from(place.span.start));
            made.push('-');
            push_number(made, u64::from(place.span.end));
        }
        text(put, "places", made)?;
        if let Some(link) = edge.link.and_then(|id| project.links.get(id)) {
            put("record", Value::Text(link.id.as_str()))?;
            if let LinkKind::RespondsTo(_) = link.kind {
                text(put, "response", link.kind.label().rsplit(": ").next().unwrap_or_default())?;
            }
            maybe(put, "note", link.note.as_ref())?;
        }
        if let Some(lineage) = edge.lineage.and_then(|id| project.lineage.get(id)) {
            put("record", Value::Text(lineage.id.as_str()))?;
            if let LineageKind::PartOf { one_voice } = lineage.kind {
                put("one_voice", Value::Flag(one_voice))?;
            }
            self.date(put, "since", lineage.since)?;
            self.date(put, "until", lineage.until)?;
            maybe(put, "note", lineage.note.as_ref())?;
        }
        Ok(())
    }

    fn joined<'t>(
        &mut self,
        put: Put<'_>,
        name: &'static str,
        texts: impl Iterator<Item = &'t str>,
    ) -> Result<(), ExportError> {
        join(&mut self.made, texts);
        text(put, name, &self.made)
    }

    fn date(
        &mut self,
        put: Put<'_>,
        name: &'static str,
        date: Option<PartialDate>,
    ) -> Result<(), ExportError> {
        let Some(date) = date else { return Ok(()) };
        self.made.clear();
        // Writing to a string can't fail.
        let _ = write!(self.made, "{date}");
        text(put, name, &self.made)
    }
}

/// Several texts as one value.
fn join<'t>(made: &mut String, texts: impl Iterator<Item = &'t str>) {
    made.clear();
    for (place, text) in texts.enumerate() {
        made.push_str(if place > 0 { " | " } else { "" });
        made.push_str(text);
    }
}

fn between(made: &mut String, gap: &str) {
    if !made.is_empty() {
        made.push_str(gap);
    }
}

/// A text, if there is one.
fn text(put: Put<'_>, name: &'static str, text: &str) -> Result<(), ExportError> {
    if text.is_empty() { Ok(()) } else { put(name, Value::Text(text)) }
}

fn maybe(put: Put<'_>, name: &'static str, value: Option<&String>) -> Result<(), ExportError> {
    value.map_or(Ok(()), |value| text(put, name, value))
}
