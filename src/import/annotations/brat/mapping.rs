//! What the names of a collection mean: guessed from the words in them, and changed by the
//! analyst.

use std::collections::{BTreeMap, BTreeSet};

use super::Collection;
use crate::domain::link::{LinkKind, Response};

/// What spans of a type are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanUse {
    /// Claims, whether anything attributes them or not.
    Claim,
    /// Sources, cues and triggers: taken by the attributions that name them.
    Part,
    /// Nothing that is wanted; told in the report.
    Ignore,
}

/// What an argument of an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleUse {
    /// Who says it.
    Source,
    /// What is said: a span, or another attribution.
    Content,
    /// Words that attribute, beside the trigger.
    Cue,
    /// Whom it is said to.
    Addressee,
    /// Nothing that is wanted.
    Ignore,
}

/// What a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationUse {
    /// A link from the first claim to the second.
    Link(LinkKind),
    /// The first is the source of the second.
    SourceOf,
    /// The second is the source of the first.
    HasSource,
    /// The first is the cue of the second.
    CueOf,
    /// The second is the cue of the first.
    HasCue,
    /// Nothing that is wanted; told in the report.
    Ignore,
}

/// What each name of a collection means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Types of spans.
    pub spans: BTreeMap<String, SpanUse>,
    /// Types of events: whether they are attributions.
    pub events: BTreeMap<String, bool>,
    /// Roles of arguments, without numbers at their ends.
    pub roles: BTreeMap<String, RoleUse>,
    /// Types of relations.
    pub relations: BTreeMap<String, RelationUse>,
}

impl Mapping {
    /// What a role is; `Content2` is `Content`.
    pub fn role(&self, role: &str) -> RoleUse {
        self.roles.get(bare(role)).copied().unwrap_or(RoleUse::Ignore)
    }
}

fn bare(role: &str) -> &str {
    role.trim_end_matches(|c: char| c.is_ascii_digit())
}

const SOURCES: [&str; 11] = [
    "source",
    "speaker",
    "sayer",
    "holder",
    "author",
    "agent",
    "attributor",
    "quelle",
    "fuente",
    "experiencer",
    "who",
];
const CUES: [&str; 7] = ["cue", "verb", "trigger", "signal", "marker", "predicate", "said"];
const CONTENTS: [&str; 12] = [
    "content",
    "claim",
    "quot",
    "target",
    "message",
    "proposition",
    "statement",
    "attitude",
    "topic",
    "what",
    "opinion",
    "assertion",
];
const ADDRESSEES: [&str; 4] = ["addressee", "recipient", "hearer", "audience"];
const ATTRIBUTIONS: [&str; 13] = [
    "attribut",
    "quot",
    "say",
    "said",
    "stat",
    "report",
    "cue",
    "claim",
    "tell",
    "told",
    "speech",
    "express",
    "communicat",
];

fn has(name: &str, words: &[&str]) -> bool {
    let name = name.to_lowercase();
    words.iter().any(|word| name.contains(word))
}

/// The mapping that the names of a collection suggest.
pub fn guess(collection: &Collection) -> Mapping {
    let mut mapping = Mapping::default();
    let documents = || collection.documents.iter();
    let events = || documents().flat_map(|document| document.events.values());
    for role in events().flat_map(|event| &event.arguments).map(|(role, _)| bare(role)) {
        mapping.roles.entry(role.to_owned()).or_insert_with(|| guess_role(role));
    }
    for event in events() {
        // An event with a source is an attribution, whatever it is called.
        let of = |wanted| event.arguments.iter().any(|(role, _)| guess_role(role) == wanted);
        let is_one =
            of(RoleUse::Content) && (of(RoleUse::Source) || has(&event.kind, &ATTRIBUTIONS));
        *mapping.events.entry(event.kind.clone()).or_default() |= is_one;
    }
    let triggers: BTreeSet<&str> = events().map(|event| event.kind.as_str()).collect();
    let kinds = documents().flat_map(|document| document.bounds.values());
    for kind in kinds.map(|bound| bound.kind.as_str()) {
        mapping.spans.entry(kind.to_owned()).or_insert_with(|| {
            if triggers.contains(kind) || has(kind, &SOURCES) || has(kind, &CUES) {
                SpanUse::Part
            } else if has(kind, &CONTENTS) {
                SpanUse::Claim
            } else {
                SpanUse::Ignore
            }
        });
    }
    for document in documents() {
        for relation in &document.relations {
            let part = |id: &str| document.bounds.get(id).map_or("", |bound| bound.kind.as_str());
            let ends = (part(&relation.from), part(&relation.to));
            mapping
                .relations
                .entry(relation.kind.clone())
                .or_insert_with(|| guess_relation(&relation.kind, ends));
        }
    }
    mapping
}

fn guess_role(role: &str) -> RoleUse {
    if has(role, &ADDRESSEES) {
        RoleUse::Addressee
    } else if has(role, &CONTENTS) {
        RoleUse::Content
    } else if has(role, &SOURCES) {
        RoleUse::Source
    } else if has(role, &CUES) {
        RoleUse::Cue
    } else {
        RoleUse::Ignore
    }
}

fn guess_relation(kind: &str, (from, to): (&str, &str)) -> RelationUse {
    let name = kind.to_lowercase();
    let link = match name.as_str() {
        "sameclaim" | "same" | "equiv" | "coreference" => Some(LinkKind::SameClaim),
        "entails" => Some(LinkKind::Entails),
        "contradicts" | "attacks" | "contra" => Some(LinkKind::Contradicts),
        "supports" | "support" => Some(LinkKind::Supports),
        "quotes" => Some(LinkKind::Quotes),
        "derivedfrom" => Some(LinkKind::DerivedFrom),
        "confirms" => Some(LinkKind::RespondsTo(Response::Confirms)),
        "confirmsinpart" => Some(LinkKind::RespondsTo(Response::ConfirmsInPart)),
        "denies" => Some(LinkKind::RespondsTo(Response::Denies)),
        "doesnotdeny" => Some(LinkKind::RespondsTo(Response::DoesNotDeny)),
        "declines" => Some(LinkKind::RespondsTo(Response::Declines)),
        _ => None,
    };
    if let Some(link) = link {
        return RelationUse::Link(link);
    }
    match (has(from, &SOURCES), has(to, &SOURCES), has(from, &CUES), has(to, &CUES)) {
        (true, false, ..) => RelationUse::SourceOf,
        (false, true, ..) => RelationUse::HasSource,
        (_, _, true, false) => RelationUse::CueOf,
        (_, _, false, true) => RelationUse::HasCue,
        _ => RelationUse::Ignore,
    }
}
