//! `sourceline import-annotations`: takes over what was tagged or listed elsewhere. What could
//! not be placed is told on standard error.

use std::fs::File;
use std::io::{Read as _, Write};
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
    import::annotations::{Context, brat::Mapping, guess, read_mapped},
    storage::{
        file::{load, look_for},
        lock::{Acquired, Who, acquire},
        write::{SaveOptions, save},
    },
};

/// How much of a table of names is read, in bytes.
const LONGEST_TABLE: u64 = 1 << 20;

/// What is imported.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// The project
    pub project: PathBuf,
    /// The files: JSON, REFI-QDA projects, bibliographies, web annotations, brat's .ann files
    /// or folders of them
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// What the names of brat's collections mean: a table as --show-mapping prints it
    #[arg(long, value_name = "TABLE", conflicts_with = "show_mapping")]
    pub mapping: Option<PathBuf>,
    /// Print what the names of brat's collections seem to mean, and import nothing
    #[arg(long)]
    pub show_mapping: bool,
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
    if arguments.show_mapping {
        for file in &arguments.files {
            write!(out, "{}", guess(file)?)?;
        }
        return Ok(Verdict::Fine);
    }
    let mapping = arguments.mapping.as_deref().map(table).transpose()?;
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
        let how = How { asked: arguments.analyst.as_deref(), mapping: mapping.as_ref(), now };
        match import(&project, file, how, err, ids) {
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

/// How a file is imported.
struct How<'a> {
    asked: Option<&'a str>,
    mapping: Option<&'a Mapping>,
    now: Timestamp,
}

/// Reads a table of what names mean.
fn table(path: &Path) -> Result<Mapping, CliError> {
    let mut text = String::new();
    File::open(path)
        .and_then(|file| file.take(LONGEST_TABLE).read_to_string(&mut text))
        .map_err(|why| CliError::UnreadableTable(why, path.to_owned()))?;
    let mut mapping = Mapping::default();
    mapping.read_table(&text).map_err(|why| CliError::WrongTable(why, path.to_owned()))?;
    Ok(mapping)
}

fn import(
    project: &Project,
    file: &Path,
    how: How<'_>,
    err: &mut dyn Write,
    ids: &mut impl IdSource,
) -> Result<Option<(Project, String)>, CliError> {
    let (by, new) = analyst(project, how.asked, ids);
    let mut context = Context { project, by, at: how.now, ids };
    let mut brought = read_mapped(file, how.mapping, &mut context)?;
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
