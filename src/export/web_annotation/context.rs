//! Our own terms, as the second context of the collection. Every key that the standard does
//! not know is declared here; without that a JSON-LD processor would drop it.

use serde::{Serialize, Serializer, ser::SerializeMap};

/// The namespace of the terms.
const TERMS: &str = "urn:sourceline:terms:";

/// What a term's values are.
#[derive(Clone, Copy)]
enum Value {
    /// Text, a number or a truth value.
    Literal,
    /// An identifier or a record.
    Record,
    /// Records in an order that matters.
    Records,
    /// A moment.
    Moment,
}

use Value::{Literal, Moment, Record, Records};

/// All terms.
const OWN: &[(&str, Value)] = &[
    // Of the collection.
    ("description", Literal),
    ("analysts", Records),
    ("texts", Records),
    ("sources", Records),
    ("works", Records),
    ("evidenceKinds", Records),
    // Of sources and works.
    ("sourceKind", Literal),
    ("aliases", Literal),
    ("role", Literal),
    ("about", Literal),
    ("page", Literal),
    ("notes", Literal),
    ("workKind", Literal),
    ("title", Literal),
    ("authors", Records),
    ("container", Literal),
    ("publisher", Literal),
    ("date", Literal),
    ("address", Literal),
    ("archived", Literal),
    ("accessed", Literal),
    ("pages", Literal),
    ("printed", Literal),
    ("originalSha256", Literal),
    ("originalObtained", Literal),
    ("definition", Literal),
    // Of texts.
    ("byline", Literal),
    ("published", Literal),
    ("record", Record),
    ("sameWork", Record),
    ("revisionOf", Record),
    ("sha256", Literal),
    // Of claims.
    ("claimKind", Literal),
    ("tone", Literal),
    ("factuality", Literal),
    ("eventDate", Literal),
    ("status", Literal),
    ("anchorState", Literal),
    ("percent", Literal),
    ("wasStart", Literal),
    ("wasEnd", Literal),
    // Of chains.
    ("hops", Records),
    ("chainEnd", Literal),
    ("doubtful", Literal),
    ("speakers", Records),
    ("speakerAnchors", Records),
    ("cueAnchors", Records),
    ("introducedAs", Literal),
    ("addressee", Literal),
    ("inWork", Record),
    ("note", Literal),
    ("locator", Literal),
    ("form", Literal),
    ("negated", Literal),
    ("said", Literal),
    ("basis", Literal),
    ("check", Record),
    ("result", Literal),
    ("originalWords", Literal),
    // Of evidence and judgements.
    ("evidenceKind", Record),
    ("directness", Literal),
    ("bearing", Literal),
    ("ofChain", Record),
    ("assessment", Record),
    ("scale", Literal),
    ("grade", Literal),
    ("verdict", Literal),
    ("reviewed", Moment),
    // Of links.
    ("linkKind", Literal),
    ("response", Literal),
    // A motivation that older copies of the standard's context lack.
    ("assessing", Literal),
];

/// The two contexts.
pub struct Contexts;

impl Serialize for Contexts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ("http://www.w3.org/ns/anno.jsonld", Terms).serialize(serializer)
    }
}

struct Terms;

#[derive(Serialize)]
struct Declared {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(rename = "@container", skip_serializing_if = "Option::is_none")]
    container: Option<&'static str>,
}

impl Serialize for Terms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(OWN.len()))?;
        for (term, value) in OWN {
            if *term == "assessing" {
                map.serialize_entry(term, "http://www.w3.org/ns/oa#assessing")?;
                continue;
            }
            let id = format!("{TERMS}{term}");
            let (kind, container) = match value {
                Literal => (None, None),
                Record => (Some("@id"), None),
                Records => (Some("@id"), Some("@list")),
                Moment => (Some("http://www.w3.org/2001/XMLSchema#dateTime"), None),
            };
            map.serialize_entry(term, &Declared { id, kind, container })?;
        }
        map.end()
    }
}
