//! PROV-N (W3C recommendation of 2013): one statement a line.

use std::io::{self, Write};

use super::{
    record::{Kind, PREFIXES, Record, Value},
    records,
};
use crate::domain::{project::Project, time::Timestamp};
use crate::export::{ExportError, Progress};

/// Writes a project.
pub fn write(
    project: &Project,
    out: &mut dyn Write,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    out.write_all(b"document\n")?;
    for (prefix, iri) in PREFIXES {
        writeln!(out, "  prefix {prefix} <{iri}>")?;
    }
    for kind in Kind::ALL {
        records::each(project, kind, progress, &mut |record| Ok(statement(out, &record)?))?;
    }
    Ok(out.write_all(b"endDocument\n")?)
}

fn statement(out: &mut dyn Write, record: &Record<'_>) -> io::Result<()> {
    write!(out, "  {}({}", record.kind.name(), record.name)?;
    if record.kind.ends().is_some() {
        write!(out, ", {}", record.other)?;
    }
    match record.kind {
        Kind::Activity => {
            for time in record.times {
                write!(out, ", {}", moment(time))?;
            }
        }
        Kind::Generation => write!(out, ", {}", moment(record.times[0]))?,
        // Activity, generation and usage are not told.
        Kind::Derivation => out.write_all(b", -, -, -")?,
        // Neither is the plan, nor the activity that was delegated.
        Kind::Association | Kind::Delegation => out.write_all(b", -")?,
        _ => {}
    }
    if !record.attributes.is_empty() {
        out.write_all(b", [")?;
        for (index, (name, value)) in record.attributes.iter().enumerate() {
            write!(out, "{}{name}=", if index > 0 { ", " } else { "" })?;
            literal(out, value)?;
        }
        out.write_all(b"]")?;
    }
    out.write_all(b")\n")
}

fn moment(time: Option<Timestamp>) -> String {
    time.map_or_else(|| "-".to_owned(), |time| time.to_string())
}

fn literal(out: &mut dyn Write, value: &Value<'_>) -> io::Result<()> {
    if let Value::Name(name) = value {
        return write!(out, "'{name}'");
    }
    out.write_all(b"\"")?;
    let text = value.text();
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        if !(c.is_control() || matches!(c, '"' | '\\')) {
            continue;
        }
        out.write_all(&text.as_bytes()[plain..at])?;
        plain = at + c.len_utf8();
        match c {
            '"' => out.write_all(b"\\\"")?,
            '\\' => out.write_all(b"\\\\")?,
            '\n' => out.write_all(b"\\n")?,
            '\t' => out.write_all(b"\\t")?,
            '\r' => out.write_all(b"\\r")?,
            c => write!(out, "\\u{:04X}", c as u32)?,
        }
    }
    out.write_all(&text.as_bytes()[plain..])?;
    out.write_all(b"\"")?;
    match value.schema_type() {
        Some(kind) => write!(out, " %% {kind}"),
        None => Ok(()),
    }
}
