//! `sourceline import-annotations`: takes over what was tagged or listed elsewhere. What could
//! not be placed is told on standard error.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{CliError, Verdict};
use crate::{
    domain::{
        analyst::Analyst,
        edit::{Edit, apply},
        ids::{AnalystId, IdSource},
        project::Project,
        time::Timestamp,
    },
    import::annotations::{Context, read_file},
    storage::{
        file::{load, look_for},
        lock::{Acquired, Who, acquire},
        write::{SaveOptions, save},
    },
};

/// What is imported.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// The project
    pub project: PathBuf,
    /// The files: JSON, REFI-QDA projects, bibliographies
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Who answers for what a file names nobody for: an id or a name; made if not there
    #[arg(long)]
    pub analyst: Option<String>,
}

pub(super) fn run(
    arguments: &ImportArguments,
    (out, err): (&mut dyn Write, &mut dyn Write),
    ids: &mut impl IdSource,
    now: Timestamp,
) -> Result<Verdict, CliError> {
    let path = &arguments.project;
    // A missing project is told before a lock file is made beside it.
    look_for(path)?;
    let lock = match acquire(path, &Who::here(now), false)? {
        Acquired::Ours(lock) => lock,
        Acquired::HeldBy(info) => return Err(CliError::Held(Box::new(info), path.clone())),
    };
    let loaded = load(path)?;
    if !loaded.violations.is_empty() {
        return Err(CliError::Broken(loaded.violations.len(), path.clone()));
    }
    let mut project = loaded.project.clone();
    let mut verdict = Verdict::Fine;
    let mut told = Vec::new();
    for file in &arguments.files {
        match import(&project, file, arguments.analyst.as_deref(), err, ids, now) {
            Ok(Some((next, line))) => {
                project = next;
                told.push(line);
            }
            Ok(None) => told.push(format!("{}: nothing new", file.display())),
            Err(why) => {
                writeln!(err, "sourceline: {why}")?;
                verdict = Verdict::Findings;
            }
        }
    }
    if !project.same(&loaded.project) {
        let options = SaveOptions {
            overwrite: false,
            lock: Some(&lock),
            migrated_from: loaded.migrated_from,
        };
        save(path, &project, Some(loaded.disk.content), options)?;
    }
    // Told only when it is on disk.
    for line in told {
        writeln!(out, "{line}")?;
    }
    Ok(verdict)
}

/// Who answers: the analyst asked for, or else the project's first one.
fn analyst(
    project: &Project,
    asked: Option<&str>,
    ids: &mut impl IdSource,
) -> (AnalystId, Option<Analyst>) {
    let name = asked.unwrap_or("Import");
    let by_id = name.parse().ok().and_then(|id| project.analyst(id));
    let known = by_id.or_else(|| project.analysts.iter().find(|a| a.name == name));
    let first = project.analysts.iter().next().filter(|_| asked.is_none());
    if let Some(known) = known.or(first) {
        return (known.id, None);
    }
    let id = ids.id();
    (id, Some(Analyst { id, name: name.to_owned() }))
}

fn import(
    project: &Project,
    file: &Path,
    asked: Option<&str>,
    err: &mut dyn Write,
    ids: &mut impl IdSource,
    now: Timestamp,
) -> Result<Option<(Project, String)>, CliError> {
    let (by, new) = analyst(project, asked, ids);
    let mut context = Context { project, by, at: now, ids };
    let mut brought = read_file(file, &mut context)?;
    for left in &brought.left {
        writeln!(err, "sourceline: not placed: {}: {}: {}", left.what, left.why, file.display())?;
    }
    let counts: Vec<_> =
        brought.counts.iter().map(|(sort, count)| format!("{count} {sort}")).collect();
    let mut line = format!("{}: {}", file.display(), counts.join(", "));
    if brought.known > 0 {
        line.push_str("; ");
        line.push_str(&brought.known.to_string());
        line.push_str(" there already");
    }
    if let Some(whole) = brought.whole.take() {
        return Ok(Some((*whole, line)));
    }
    if brought.edits.is_empty() {
        return Ok(None);
    }
    let mut edits: Vec<Edit> = new.map(Edit::PutAnalyst).into_iter().collect();
    edits.append(&mut brought.edits);
    let (next, _) = apply(project, Edit::Batch(edits))
        .map_err(|why| CliError::Refused(why, file.to_owned()))?;
    Ok(Some((next, line)))
}
