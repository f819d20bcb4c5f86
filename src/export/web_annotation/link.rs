//! A link between two claims as an annotation: its body is the one claim, its target the other.

use serde::Serialize;

use super::{Iri, Person};
use crate::domain::{
    claim::Claim,
    link::{Link, LinkKind, Response},
    project::Project,
    time::Timestamp,
    vocabulary::Vocabulary,
};

/// A link.
#[derive(Serialize)]
pub struct LinkAnnotation<'a> {
    id: Iri<Link>,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    creator: Person<'a>,
    created: Timestamp,
    body: Vec<Body<'a>>,
    target: Iri<Claim>,
    #[serde(rename = "linkKind")]
    link_kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<Response>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    #[serde(rename = "SpecificResource")]
    Claim { source: Iri<Claim>, purpose: &'static str },
    #[serde(rename = "TextualBody")]
    Text { value: &'a str, purpose: &'static str },
}

impl<'a> LinkAnnotation<'a> {
    /// The annotation of a link.
    pub fn of(project: &'a Project, link: &'a Link) -> Self {
        let (link_kind, response) = match link.kind {
            LinkKind::SameClaim => ("SameClaim", None),
            LinkKind::Entails => ("Entails", None),
            LinkKind::Contradicts => ("Contradicts", None),
            LinkKind::Supports => ("Supports", None),
            LinkKind::Quotes => ("Quotes", None),
            LinkKind::DerivedFrom => ("DerivedFrom", None),
            LinkKind::RespondsTo(response) => ("RespondsTo", Some(response)),
        };
        let mut body = vec![
            Body::Claim { source: Iri("claim", link.from), purpose: "linking" },
            Body::Text { value: link.kind.label(), purpose: "classifying" },
        ];
        body.extend(link.note.as_deref().map(|value| Body::Text { value, purpose: "commenting" }));
        Self {
            id: Iri("link", link.id),
            kind: "Annotation",
            motivation: "linking",
            creator: Person::of(project, link.by),
            created: link.at,
            body,
            target: Iri("claim", link.to),
            link_kind,
            response,
        }
    }
}
