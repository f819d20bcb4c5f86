//! W3C Web Annotations as JSON-LD (collections, pages, lists, single ones), ours among them,
//! and what Hypothesis' API gives.
//!
//! Only the usual JSON form is read, as JSON-LD's compact form against the standard's context
//! looks; a document of other prefixes is not understood. Our own terms are read back in full
//! (`own`); of others, paraphrase, remarks and tags are taken from the bodies (`foreign`).

mod articles;
mod chain;
mod foreign;
mod own;
mod records;
mod selector;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{
    AnnotationError, Brought, Context, Reader,
    people::People,
    proposal::{Given, Ids, Proposal, Setting, first_words},
    utf8,
};
use crate::domain::{
    anchor::Anchor,
    claim::Claim,
    edit::{Edit, apply},
    ids::{ArticleId, ClaimId, Id, IdSource},
    time::Timestamp,
};
use articles::Articles;
use records::Records;
use texts::Texts;

/// Web annotations and what Hypothesis gives.
pub const READER: Reader = Reader {
    label: "web annotations (JSON-LD, Hypothesis)",
    fits: |name, bytes| {
        let head = &bytes[..bytes.len().min(16_384)];
        let has = |field: &[u8]| head.windows(field.len()).any(|w| w == field);
        let is_standard =
            has(b"anno.jsonld") || has(b"AnnotationCollection") || has(b"AnnotationPage");
        let is_one = has(b"\"Annotation\"") && has(b"\"target\"");
        let is_hypothesis = has(b"\"rows\"") && has(b"\"total\"");
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_json = ending == "json" || ending == "jsonld";
        is_json && (is_standard || is_one || is_hypothesis)
    },
    read: |bytes, context: &mut Context<'_>| -> Result<Brought, AnnotationError> {
        let into = Setting::of(context);
        let given = Given { name: "the file", bytes };
        Ok(read(into, &[given], &mut Ids(&mut *context.ids))?.into())
    },
};

/// An object of JSON.
type Object = Map<String, Value>;

/// What is known while annotations are read.
struct Reading<'a> {
    into: Setting<'a>,
    people: People,
    records: Records,
    articles: Articles<'a>,
    /// The claims made so far, by the names of their annotations.
    claims: HashMap<String, ClaimId>,
    /// The same, by themselves.
    made: HashSet<ClaimId>,
    proposal: Proposal,
}

/// Reads files of annotations.
pub fn read(
    into: Setting<'_>,
    files: &[Given<'_>],
    ids: &mut impl IdSource,
) -> Result<Proposal, AnnotationError> {
    let mut proposal = Proposal::default();
    let mut documents: Vec<(&str, Value)> = Vec::new();
    for file in files {
        match serde_json::from_str(&utf8(file.bytes)?) {
            Ok(document) => documents.push((file.name, document)),
            Err(error) => {
                proposal.report.leave(file.name, format!("this is no JSON: {error}"));
            }
        }
    }
    // The annotations are placed in the project with the texts that came with them.
    let texts = Texts::of(&into, &documents, ids);
    let mut project = into.project.clone();
    for article in &texts.articles {
        let add = Edit::AddArticle(Box::new(article.clone()));
        match apply(&project, add.clone()) {
            Ok((with, _)) => {
                project = with;
                proposal.edits.push(add);
                proposal.report.articles += 1;
            }
            Err(why) => proposal.report.leave(article.title(), why.to_string()),
        }
    }
    let into = Setting { project: &project, ..into };
    let mut reading = Reading {
        into,
        people: People::of(&into),
        records: Records::default(),
        articles: Articles::of(into.project),
        claims: HashMap::new(),
        made: HashSet::new(),
        proposal,
    };
    for (name, document) in &documents {
        reading.document(name, document, ids);
    }
    let heads = texts.heads(&reading.records);
    reading.proposal.edits.extend(heads);
    Ok(reading.proposal)
}

impl Reading<'_> {
    fn document(&mut self, name: &str, document: &Value, ids: &mut impl IdSource) {
        if let Some(rows) = document.get("rows").and_then(Value::as_array) {
            return foreign::hypothesis(self, rows, ids);
        }
        self.articles.learn(document);
        records::learn(self, document, ids);
        let mut found = Vec::new();
        gather(document, &mut found);
        if found.is_empty() {
            let elsewhere = document.get("first").is_some_and(Value::is_string);
            self.proposal.report.leave(
                name,
                if elsewhere {
                    "the collection's pages are elsewhere: import the pages themselves"
                } else {
                    "there is no annotation in it"
                },
            );
        }
        // Claims first: links name them.
        let (links, claims): (Vec<_>, Vec<_>) = found.into_iter().partition(|a| own::is_link(a));
        for annotation in claims {
            self.annotation(annotation, ids);
        }
        for annotation in links {
            own::link(self, annotation, ids);
        }
    }

    /// One annotation: a claim in each article that its targets lie in.
    fn annotation(&mut self, annotation: &Object, ids: &mut impl IdSource) {
        let name = text(annotation, "id").unwrap_or_default().to_owned();
        let known = own_id::<Claim>(&name, "claim");
        if known.is_some_and(|id| self.into.project.claim(id).is_some()) {
            if let Some(id) = known {
                self.claims.insert(name.clone(), id);
            }
            self.proposal
                .report
                .leave(name, "this claim is in the project already and was left as it is");
            return;
        }
        let mut places: Vec<(ArticleId, Vec<Anchor>)> = Vec::new();
        let targets = list(annotation.get("target"));
        if targets.is_empty() {
            self.proposal.report.leave(describe(annotation), "it has no target");
        }
        for target in targets {
            match selector::place(&self.articles, target, &mut self.proposal.report) {
                Ok((article, anchor)) => match places.iter_mut().find(|(a, _)| *a == article) {
                    Some((_, anchors)) => anchors.push(anchor),
                    None => places.push((article, vec![anchor])),
                },
                Err(why) => self.proposal.report.leave(describe(annotation), why),
            }
        }
        for (index, (article, anchors)) in places.into_iter().enumerate() {
            let id = known.filter(|id| index == 0 && !self.made.contains(id));
            let id = id.unwrap_or_else(|| ids.id());
            let claim = self.claim(id, annotation, article, anchors, ids);
            if index == 0 && !name.is_empty() {
                self.claims.insert(name.clone(), id);
            }
            self.put(article, claim);
        }
    }

    fn claim(
        &mut self,
        id: ClaimId,
        annotation: &Object,
        article: ArticleId,
        anchors: Vec<Anchor>,
        ids: &mut impl IdSource,
    ) -> Claim {
        let by = self.creator(annotation.get("creator"), ids);
        let at = moment(annotation, "created").unwrap_or(self.into.at);
        // Never empty: a claim is made of the targets that were found.
        let mut anchors = anchors;
        let first = anchors.remove(0);
        let mut claim = Claim::new(id, first, by, at);
        claim.anchors.extend(anchors);
        claim.modified = moment(annotation, "modified").unwrap_or(at);
        own::fields(&mut claim, annotation);
        if let Some(value) = text(annotation, "bodyValue") {
            foreign::remark(&mut claim, value);
        }
        for body in list(annotation.get("body")) {
            let is_own = body
                .as_object()
                .is_some_and(|body| own::body(self, &mut claim, article, body, ids));
            if !is_own {
                foreign::body(&mut claim, body);
            }
        }
        claim
    }

    fn put(&mut self, article: ArticleId, claim: Claim) {
        self.made.insert(claim.id);
        self.proposal.report.claims += 1;
        self.proposal.edits.push(Edit::PutClaim { article, claim: Box::new(claim) });
    }

    /// Whoever a `creator` names: by our id, or by name.
    fn creator(
        &mut self,
        creator: Option<&Value>,
        ids: &mut impl IdSource,
    ) -> crate::domain::ids::AnalystId {
        let first = list(creator).first().copied();
        let (id, name) = match first {
            Some(Value::String(id)) => (id.as_str(), None),
            Some(Value::Object(person)) => {
                let name = text(person, "name").or_else(|| text(person, "nickname"));
                (text(person, "id").unwrap_or_default(), name)
            }
            _ => ("", None),
        };
        let own = own_id(id, "analyst");
        if let Some(known) = own.filter(|id| self.into.project.analyst(*id).is_some()) {
            return known;
        }
        let name = name.map(str::to_owned).or_else(|| self.records.analyst(id));
        let name =
            name.unwrap_or_else(|| if own.is_some() { String::new() } else { id.to_owned() });
        self.people.analyst(&name, own, &mut self.proposal, ids)
    }
}

/// All annotations of a document, in order.
fn gather<'v>(value: &'v Value, found: &mut Vec<&'v Object>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, found)),
        Value::Object(object) => {
            if list(object.get("type")).iter().any(|kind| *kind == "Annotation") {
                found.push(object);
                return;
            }
            for key in ["first", "items", "@graph", "annotations"] {
                if let Some(inner) = object.get(key) {
                    gather(inner, found);
                }
            }
        }
        _ => {}
    }
}

/// A value as a list: itself, its items, or nothing.
fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}

/// A text of an object; of a list, the first.
fn text<'v>(object: &'v Object, key: &str) -> Option<&'v str> {
    list(object.get(key)).into_iter().find_map(Value::as_str)
}

/// A text of an object as our records hold it: without carriage returns, `None` if empty.
fn clean(object: &Object, key: &str) -> Option<String> {
    text(object, key).map(without_returns).filter(|text| !text.is_empty())
}

/// A text without carriage returns.
fn without_returns(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// A moment of an object.
fn moment(object: &Object, key: &str) -> Option<Timestamp> {
    text(object, key)?.parse().ok()
}

/// A value of a closed vocabulary or another type that is written as in the project file.
fn term<T: serde::de::DeserializeOwned>(object: &Object, key: &str) -> Option<T> {
    serde_json::from_value(object.get(key)?.clone()).ok()
}

/// The id in a name of ours: `urn:sourceline:claim:ID`.
fn own_id<T>(name: &str, sort: &str) -> Option<Id<T>> {
    let id = name.strip_prefix("urn:sourceline:")?.strip_prefix(sort)?.strip_prefix(':')?;
    Id::new(id).ok()
}

/// What a report calls an annotation.
fn describe(annotation: &Object) -> String {
    let quote = list(annotation.get("target")).into_iter().find_map(|target| {
        let selectors = list(target.get("selector"));
        selectors.into_iter().find_map(|s| s.get("exact").and_then(Value::as_str))
    });
    let name = text(annotation, "id").unwrap_or("an annotation");
    match quote {
        Some(quote) => format!("{name}, \"{}\"", first_words(quote)),
        None => name.to_owned(),
    }
}
