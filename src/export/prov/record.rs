//! A statement of PROV, before it is written down in one notation or the other.

use std::borrow::Cow;

use crate::domain::time::{PartialDate, Timestamp};

/// The prefixes of names, with what they stand for.
pub const PREFIXES: &[(&str, &str)] = &[
    ("sl", "urn:sourceline:terms:"),
    ("article", "urn:sourceline:article:"),
    ("work", "urn:sourceline:work:"),
    ("claim", "urn:sourceline:claim:"),
    ("layer", "urn:sourceline:layer:"),
    ("evidence", "urn:sourceline:evidence:"),
    ("assessment", "urn:sourceline:assessment:"),
    ("annotation", "urn:sourceline:annotation:"),
    ("source", "urn:sourceline:source:"),
    ("analyst", "urn:sourceline:analyst:"),
    ("session", "urn:sourceline:session:"),
];

/// The kinds of statement that are made, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Entity,
    Activity,
    Agent,
    Generation,
    Derivation,
    Attribution,
    Association,
    Delegation,
    Influence,
    Alternate,
    Specialization,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Entity,
        Self::Activity,
        Self::Agent,
        Self::Generation,
        Self::Derivation,
        Self::Attribution,
        Self::Association,
        Self::Delegation,
        Self::Influence,
        Self::Alternate,
        Self::Specialization,
    ];

    /// What both notations call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Activity => "activity",
            Self::Agent => "agent",
            Self::Generation => "wasGeneratedBy",
            Self::Derivation => "wasDerivedFrom",
            Self::Attribution => "wasAttributedTo",
            Self::Association => "wasAssociatedWith",
            Self::Delegation => "actedOnBehalfOf",
            Self::Influence => "wasInfluencedBy",
            Self::Alternate => "alternateOf",
            Self::Specialization => "specializationOf",
        }
    }

    /// The names of its two ends in PROV-JSON; of an element, none.
    pub fn ends(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Entity | Self::Activity | Self::Agent => None,
            Self::Generation => Some(("prov:entity", "prov:activity")),
            Self::Derivation => Some(("prov:generatedEntity", "prov:usedEntity")),
            Self::Attribution => Some(("prov:entity", "prov:agent")),
            Self::Association => Some(("prov:activity", "prov:agent")),
            Self::Delegation => Some(("prov:delegate", "prov:responsible")),
            Self::Influence => Some(("prov:influencee", "prov:influencer")),
            Self::Alternate => Some(("prov:alternate1", "prov:alternate2")),
            Self::Specialization => Some(("prov:specificEntity", "prov:generalEntity")),
        }
    }
}

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A qualified name.
    Name(Cow<'static, str>),
    /// A moment.
    Moment(Timestamp),
    /// A year, a month or a day.
    Date(PartialDate),
    /// A number.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl Value<'_> {
    /// Its type in XML Schema, where it is not plain text or a name.
    pub fn schema_type(&self) -> Option<&'static str> {
        match self {
            Self::Text(_) | Self::Name(_) => None,
            Self::Moment(_) => Some("xsd:dateTime"),
            Self::Number(_) => Some("xsd:integer"),
            Self::Date(date) => Some(match date.parts() {
                (_, None, _) => "xsd:gYear",
                (_, Some(_), None) => "xsd:gYearMonth",
                (_, Some(_), Some(_)) => "xsd:date",
            }),
        }
    }

    /// Its text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text.as_ref()),
            Self::Name(name) => Cow::Borrowed(name.as_ref()),
            Self::Moment(moment) => moment.to_string().into(),
            Self::Date(date) => date.to_string().into(),
            Self::Number(number) => number.to_string().into(),
        }
    }
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// What it states.
    pub kind: Kind,
    /// The name of an element; of a relation, its first end.
    pub name: String,
    /// The second end of a relation; empty for an element.
    pub other: String,
    /// When an activity began and ended; when an entity was generated.
    pub times: [Option<Timestamp>; 2],
    /// All else. One name may stand several times.
    pub attributes: Vec<(&'static str, Value<'a>)>,
}

impl<'a> Record<'a> {
    /// An element.
    pub fn element(kind: Kind, name: String, of: &'static str) -> Self {
        let attributes = vec![("prov:type", Value::Name(of.into()))];
        Self { kind, name, other: String::new(), times: [None, None], attributes }
    }

    /// A relation.
    pub fn relation(kind: Kind, name: String, other: String) -> Self {
        Self { kind, name, other, times: [None, None], attributes: Vec::new() }
    }

    /// The same with an attribute. An empty text says nothing and is left out.
    pub fn with(mut self, name: &'static str, value: impl Into<Value<'a>>) -> Self {
        let value = value.into();
        if value != Value::Text("".into()) {
            self.attributes.push((name, value));
        }
        self
    }

    /// The same with an attribute, if there is one.
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Value<'a>>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The same with a type.
    pub fn typed(self, name: &'static str) -> Self {
        self.with("prov:type", Value::Name(name.into()))
    }
}

impl From<PartialDate> for Value<'_> {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(moment: Timestamp) -> Self {
        Self::Moment(moment)
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
