//! `sourceline check`: what is broken in a project (errors), what was lost, and what is
//! wrong with the notes of its articles (warnings).

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::{CliError, Verdict, show::SCHEMA_VERSION};
use crate::{
    analysis::references::{
        self,
        findings::{ReferenceFinding, findings},
    },
    domain::{article::Article, claim::Claim, project::Project},
    storage::file::load,
};

/// The answer as JSON.
#[derive(Debug, Serialize)]
struct Answer {
    schema_version: u32,
    errors: usize,
    warnings: usize,
    findings: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct Finding {
    code: &'static str,
    severity: Severity,
    message: String,
    places: Vec<Place>,
    hint: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Severity {
    Error,
    Warning,
}

#[derive(Debug, Serialize)]
struct Place {
    record: &'static str,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
}

pub(super) fn run(path: &Path, json: bool, out: &mut dyn Write) -> Result<Verdict, CliError> {
    let loaded = load(path)?;
    let broken = loaded.violations.iter().map(|violation| Finding {
        code: violation.code(),
        severity: Severity::Error,
        message: violation.to_string(),
        places: vec![Place {
            record: violation.record().kind.name(),
            id: violation.record().id.clone(),
            article: None,
            start: None,
            end: None,
        }],
        hint: violation.remedy().to_owned(),
    });
    let mut findings: Vec<Finding> = broken.collect();
    findings.extend(lost_anchors(&loaded.project));
    findings.extend(of_notes(&loaded.project));
    let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    if json {
        let answer = Answer { schema_version: SCHEMA_VERSION, errors, warnings, findings };
        serde_json::to_writer_pretty(&mut *out, &answer)?;
        writeln!(out)?;
    } else {
        for finding in &findings {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            writeln!(out, "{severity}: {}: {}", finding.code, finding.message)?;
        }
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        writeln!(out, "{}, {}", count(errors, "error"), count(warnings, "warning"))?;
    }
    Ok(if errors > 0 { Verdict::Findings } else { Verdict::Fine })
}

fn lost_anchors(project: &Project) -> impl Iterator<Item = Finding> {
    project.claims().flat_map(|(article, claim)| {
        lost_in(claim).map(|(field, anchor)| Finding {
            code: "lost-anchor",
            severity: Severity::Warning,
            message: format!(
                "claim {}: {field}: \"{}\" was not found in the text of \"{}\"",
                claim.id,
                anchor.exact.chars().take(60).collect::<String>(),
                article.title()
            ),
            places: vec![Place {
                record: "claim",
                id: claim.id.to_string(),
                article: Some(article.id.to_string()),
                start: Some(anchor.span.start),
                end: Some(anchor.span.end),
            }],
            hint: "select the words anew, or delete the span".to_owned(),
        })
    })
}

/// What is wrong with the notes of the articles that are not superseded.
fn of_notes(project: &Project) -> impl Iterator<Item = Finding> {
    let current = project.articles.iter().filter(|a| !project.is_superseded(a.id));
    current.flat_map(|article| {
        let notes = references::stored(article);
        let found = findings(&article.text, &notes, article.head.published);
        found.into_iter().map(|finding| note_finding(article, &finding)).collect::<Vec<_>>()
    })
}

fn note_finding(article: &Article, finding: &ReferenceFinding) -> Finding {
    let entries: Vec<_> =
        finding.entries.iter().filter_map(|at| article.references.get(*at)).collect();
    let places = finding.spans.iter().map(|span| {
        // A place within an entry is that entry's, another one the article's.
        let entry = entries.iter().find(|r| r.entry_span.covers(*span));
        let (record, id) = match entry.or(entries.first()) {
            Some(entry) => ("reference", entry.id.to_string()),
            None => ("article", article.id.to_string()),
        };
        Place {
            record,
            id,
            article: Some(article.id.to_string()),
            start: Some(span.start),
            end: Some(span.end),
        }
    });
    Finding {
        code: finding.code.as_str(),
        severity: Severity::Warning,
        message: format!("\"{}\": {}", article.title(), finding.message),
        places: places.collect(),
        hint: finding.code.hint().to_owned(),
    }
}

fn lost_in(claim: &Claim) -> impl Iterator<Item = (&'static str, &crate::domain::anchor::Anchor)> {
    let hops = || claim.chains.iter().flat_map(|c| &c.hops);
    let own = claim.anchors.iter().map(|a| ("anchors", a));
    let sources = hops().flat_map(|h| &h.source_anchors).map(|a| ("source_anchors", a));
    let cues = hops().flat_map(|h| &h.cue_anchors).map(|a| ("cue_anchors", a));
    own.chain(sources).chain(cues).filter(|(_, a)| a.is_lost())
}
