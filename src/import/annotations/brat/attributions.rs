//! Attributions, whether they are told as events or as relations between spans.

use std::collections::BTreeMap;

use super::{Document, Mapping, RelationUse, RoleUse};

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A span.
    Span(String),
    /// Another attribution: it is told that somebody said it.
    Attribution(String),
}

/// Who says what: the ids of spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Who.
    pub sources: Vec<String>,
    /// By which words.
    pub cues: Vec<String>,
    /// What.
    pub contents: Vec<Content>,
    /// To whom.
    pub addressees: Vec<String>,
}

impl Attribution {
    /// The spans that it uses.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let contents = self.contents.iter().filter_map(|content| match content {
            Content::Span(id) => Some(id.as_str()),
            Content::Attribution(_) => None,
        });
        let lists = [&self.sources, &self.cues, &self.addressees];
        lists.into_iter().flatten().map(String::as_str).chain(contents)
    }
}

/// The attributions of a document, by the ids of their events or, for relations, of what they
/// attribute.
pub fn of(document: &Document, mapping: &Mapping) -> BTreeMap<String, Attribution> {
    let mut attributions: BTreeMap<String, Attribution> = BTreeMap::new();
    for (id, event) in &document.events {
        if mapping.events.get(&event.kind) != Some(&true) {
            continue;
        }
        let mut attribution =
            Attribution { cues: vec![event.trigger.clone()], ..Attribution::default() };
        for (role, filler) in &event.arguments {
            let filler = filler.clone();
            // An event in the place of a span stands for its trigger, but not as content.
            let span = match document.events.get(&filler) {
                Some(inner) => inner.trigger.clone(),
                None => filler.clone(),
            };
            match mapping.role(role) {
                RoleUse::Source => attribution.sources.push(span),
                RoleUse::Cue => attribution.cues.push(span),
                RoleUse::Addressee => attribution.addressees.push(span),
                RoleUse::Content => attribution.contents.push(match document.events.get(&filler) {
                    Some(inner) if mapping.events.get(&inner.kind) == Some(&true) => {
                        Content::Attribution(filler)
                    }
                    Some(_) => Content::Span(span),
                    None => Content::Span(filler),
                }),
                RoleUse::Ignore => {}
            }
        }
        attributions.insert(id.clone(), attribution);
    }
    relations(document, mapping, &mut attributions);
    attributions
}

fn relations(
    document: &Document,
    mapping: &Mapping,
    attributions: &mut BTreeMap<String, Attribution>,
) {
    let used = |kind: &str| mapping.relations.get(kind).copied().unwrap_or(RelationUse::Ignore);
    for relation in &document.relations {
        let (source, content) = match used(&relation.kind) {
            RelationUse::SourceOf => (&relation.from, &relation.to),
            RelationUse::HasSource => (&relation.to, &relation.from),
            _ => continue,
        };
        let attribution = attributions.entry(format!("of {content}")).or_default();
        attribution.sources.push(source.clone());
        let content = Content::Span(content.clone());
        if !attribution.contents.contains(&content) {
            attribution.contents.push(content);
        }
    }
    for relation in &document.relations {
        let (cue, of) = match used(&relation.kind) {
            RelationUse::CueOf => (&relation.from, &relation.to),
            RelationUse::HasCue => (&relation.to, &relation.from),
            _ => continue,
        };
        // A cue may be tied to the content or to the source.
        let mut tied = false;
        for attribution in attributions.values_mut() {
            if attribution.sources.contains(of)
                || attribution.contents.contains(&Content::Span(of.clone()))
            {
                attribution.cues.push(cue.clone());
                tied = true;
            }
        }
        if !tied {
            let contents = vec![Content::Span(of.clone())];
            let cues = vec![cue.clone()];
            let attribution = Attribution { cues, contents, ..Attribution::default() };
            attributions.insert(format!("of {of}"), attribution);
        }
    }
}
