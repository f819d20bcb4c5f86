//! `sourceline check`: what is broken in a project (errors), what may mislead (warnings)
//! and what is left to do (notes).

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::{CliError, Verdict, show::SCHEMA_VERSION};
use crate::{
    analysis::{
        findings::{self, Finding, Place, Seen, Severity},
        origins::{Cache, Left},
    },
    domain::invariant::Violation,
    storage::file::load,
};

/// The answer as JSON.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    schema_version: u32,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<FindingJson<'a>>,
}

/// A finding as JSON.
#[derive(Debug, Serialize)]
pub(super) struct FindingJson<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    places: Vec<PlaceJson<'a>>,
    hint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dismissed_by: Option<String>,
}

#[derive(Debug, Serialize)]
struct PlaceJson<'a> {
    record: &'static str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
}

impl<'a> From<&'a Finding> for FindingJson<'a> {
    fn from(finding: &'a Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity.name(),
            message: &finding.message,
            places: finding.places.iter().map(PlaceJson::from).collect(),
            hint: finding.hint,
            dismissed_by: finding.dismissed.map(|id| id.to_string()),
        }
    }
}

impl<'a> From<&'a Place> for PlaceJson<'a> {
    fn from(place: &'a Place) -> Self {
        Self {
            record: place.record.kind.name(),
            id: &place.record.id,
            article: place.article.map(|id| id.to_string()),
            start: place.span.map(|span| span.start),
            end: place.span.map(|span| span.end),
        }
    }
}

pub(super) fn run(path: &Path, json: bool, out: &mut dyn Write) -> Result<Verdict, CliError> {
    let loaded = load(path)?;
    let mut all: Vec<Finding> = loaded.violations.iter().map(broken).collect();
    let origins = Cache::of(&loaded.project, false);
    all.extend(findings::all(Seen {
        project: &loaded.project,
        origins: &origins,
        left: &Left::default(),
    }));
    // What was dismissed is listed, so that it is not forgotten, but no longer counted.
    let count =
        |severity| all.iter().filter(|f| f.severity == severity && f.dismissed.is_none()).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let notes = count(Severity::Note);
    if json {
        let findings = all.iter().map(FindingJson::from).collect();
        let answer = Answer { schema_version: SCHEMA_VERSION, errors, warnings, notes, findings };
        serde_json::to_writer_pretty(&mut *out, &answer)?;
        writeln!(out)?;
    } else {
        for finding in all.iter().filter(|finding| finding.dismissed.is_none()) {
            writeln!(out, "{}: {}: {}", finding.severity.name(), finding.code, finding.message)?;
        }
        let counted = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
        writeln!(out, "{errors}, {warnings}, {}", counted(notes, "note"))?;
    }
    Ok(if errors > 0 { Verdict::Findings } else { Verdict::Fine })
}

/// A broken rule as a finding.
fn broken(violation: &Violation) -> Finding {
    let record = violation.record();
    let message = violation.to_string();
    Finding::new(violation.code(), Severity::Error, message, violation.remedy())
        .about(&record.id)
        .at(Place { record: record.clone(), article: None, span: None })
}
