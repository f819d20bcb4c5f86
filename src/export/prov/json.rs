//! PROV-JSON (W3C member submission of 2013): statements grouped by kind.

use std::io::Write;

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    record::{Kind, PREFIXES, Record, Value},
    records,
};
use crate::domain::project::Project;
use crate::export::{ExportError, Progress};

/// Writes a project.
pub fn write(
    project: &Project,
    out: &mut dyn Write,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    out.write_all(b"{\n \"prefix\": {")?;
    for (index, (prefix, iri)) in PREFIXES.iter().enumerate() {
        let gap = if index > 0 { "," } else { "" };
        write!(out, "{gap}\n  \"{prefix}\": \"{iri}\"")?;
    }
    out.write_all(b"\n }")?;
    let mut number = 0_usize;
    for kind in Kind::ALL {
        let mut first = true;
        records::each(project, kind, progress, &mut |record| {
            if first {
                write!(out, ",\n \"{}\": {{", kind.name())?;
            }
            out.write_all(if first { b"\n  " } else { b",\n  " })?;
            first = false;
            if kind.ends().is_some() {
                number += 1;
                write!(out, "\"_:r{number}\": ")?;
            } else {
                write!(out, "\"{}\": ", record.name)?;
            }
            serde_json::to_writer(&mut *out, &Attributes(&record))?;
            Ok(())
        })?;
        if !first {
            out.write_all(b"\n }")?;
        }
    }
    Ok(out.write_all(b"\n}\n")?)
}

/// What stands in the object of a statement.
struct Attributes<'a>(&'a Record<'a>);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0;
        let mut map = serializer.serialize_map(None)?;
        if let Some((one, other)) = record.kind.ends() {
            map.serialize_entry(one, &record.name)?;
            map.serialize_entry(other, &record.other)?;
        }
        let times = match record.kind {
            Kind::Activity => ["prov:startTime", "prov:endTime"],
            _ => ["prov:time", "prov:time"],
        };
        for (name, time) in times.into_iter().zip(record.times) {
            if let Some(time) = time {
                map.serialize_entry(name, &time)?;
            }
        }
        // A name with several values stands once, with a list.
        for (place, (name, value)) in record.attributes.iter().enumerate() {
            if record.attributes[..place].iter().any(|(earlier, _)| earlier == name) {
                continue;
            }
            let values: Vec<Literal<'_>> = record
                .attributes
                .iter()
                .filter(|(n, _)| n == name)
                .map(|(_, v)| Literal(v))
                .collect();
            match values.as_slice() {
                [_] => map.serialize_entry(name, &Literal(value))?,
                several => map.serialize_entry(name, several)?,
            }
        }
        map.end()
    }
}

/// A value: a plain string, or one with its type.
struct Literal<'a>(&'a Value<'a>);

impl Serialize for Literal<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.text();
        let kind = match self.0 {
            Value::Text(_) => return serializer.serialize_str(&text),
            Value::Name(_) => "prov:QUALIFIED_NAME",
            other => other.schema_type().unwrap_or("xsd:string"),
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("$", &text)?;
        map.serialize_entry("type", kind)?;
        map.end()
    }
}
