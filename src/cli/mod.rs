//! The command line: one file per verb. Errors go to standard error as
//! `sourceline: what: why: path`; the exit status is 0, 1 for findings or failures,
//! 2 for wrong usage.

mod add;
mod check;
mod compare;
mod export;
mod import_annotations;
mod new;
mod origins;
mod show;
mod usage;

pub use usage::wrong_usage;

#[cfg(test)]
mod round_trip_tests;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use crate::{
    analysis::reuse::{self, Settings},
    domain::{ids::IdSource, project::Project, time::Timestamp},
    export::ExportError,
    import::{
        ImportError,
        annotations::{AnnotationError, brat::TableError},
    },
    storage::{
        file::{StorageError, load},
        lock::{LockError, LockInfo},
        write::SaveError,
    },
};

const EXAMPLES: &str = "\
Examples:
  sourceline                                    open the start page
  sourceline harbour.ron                        open a project in a window
  sourceline new harbour.ron --title \"The harbour affair\"
  sourceline add harbour.ron article.html notes.md
  sourceline add harbour.ron page.txt --accept-references
  sourceline show harbour.ron --json            everything, for other programs
  sourceline check harbour.ron                  what is broken, lost or doubtful
  sourceline origins harbour.ron                how many independent origins each claim has
  sourceline origins harbour.ron --discount \"The Courier\" --json
  sourceline compare harbour.ron 346ffyn8 \"Ostrey tide mill\"
  sourceline export harbour.ron --format csv --output tables
  sourceline export harbour.ron --format json --output - | jq .title
  sourceline import-annotations harbour.ron coded.qdpx library.bib
  sourceline schema                             what the JSON export holds

RUST_LOG=sourceline=info tells on standard error how long loading and saving took.";

/// Source criticism: who said it, on what evidence, and how many independent origins
/// are left.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// The project to open in a window
    pub project: Option<PathBuf>,
    /// What to do instead of opening a window
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make an empty project
    New {
        /// The file to make; it must not be there yet
        project: PathBuf,
        /// What the project is called
        #[arg(long)]
        title: String,
    },
    /// Add articles: text, Markdown or HTML
    Add {
        /// The project
        project: PathBuf,
        /// The files to add
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Add a text even if the project has it already
        #[arg(long)]
        allow_duplicates: bool,
        /// Accept the works of all notes that could be read with certainty
        #[arg(long)]
        accept_references: bool,
    },
    /// Tell what a project holds
    Show {
        /// The project
        project: PathBuf,
        /// As JSON, in a stable form for other programs
        #[arg(long)]
        json: bool,
    },
    /// Set two articles side by side: what they share, and where they part
    Compare {
        /// The project
        project: PathBuf,
        /// One article: its id, or enough of its title
        a: String,
        /// The other; the same again compares an article with itself
        b: String,
        /// As JSON, in a stable form for other programs
        #[arg(long)]
        json: bool,
        /// The least words of a shared passage
        #[arg(long, default_value_t = reuse::MIN_WORDS,
              value_parser = clap::value_parser!(u32).range(5..=20))]
        min_words: u32,
    },
    /// List what is broken (errors), what may mislead (warnings) and what is left to do (notes)
    Check {
        /// The project
        project: PathBuf,
        /// As JSON, in a stable form for other programs
        #[arg(long)]
        json: bool,
    },
    /// Write a project, or a part of it, in a format that other programs read
    Export(export::ExportArguments),
    /// Take over annotations and bibliographies from other programs' files
    ImportAnnotations(import_annotations::ImportArguments),
    /// Print the JSON Schema of the JSON export
    Schema,
    /// Tell how many independent origins claims have at most, and how many were shown
    Origins {
        /// The project
        project: PathBuf,
        /// Only the class of this claim, with all its parts
        #[arg(long, value_name = "ID")]
        claim: Option<String>,
        /// Take a source or work to be wrong, by its id or its exact name; may be repeated
        #[arg(long, value_name = "SOURCE")]
        discount: Vec<String>,
        /// Let alleged lineage count, too
        #[arg(long)]
        alleged: bool,
        /// As JSON, in a stable form for other programs
        #[arg(long)]
        json: bool,
    },
}

/// Why a verb could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The project can't be read.
    #[error("can't open the project: {0}")]
    Load(#[from] StorageError),
    /// The project can't be written.
    #[error("can't save the project: {0}")]
    Save(#[from] SaveError),
    /// The project can't be locked.
    #[error("can't save the project: {0}")]
    Lock(#[from] LockError),
    /// Somebody else has it open.
    #[error("can't change the project: {0} has it open: {path}", path = .1.display())]
    Held(Box<LockInfo>, PathBuf),
    /// The project is broken and must not be written.
    #[error("can't change the project: it breaks {0} rules, see \"sourceline check\": {path}", path = .1.display())]
    Broken(usize, PathBuf),
    /// The project is broken and what is written of it might be, too.
    #[error("can't export the project: it breaks {0} rules, see \"sourceline check\": {path}", path = .1.display())]
    BrokenExport(usize, PathBuf),
    /// The export failed.
    #[error("can't export the project: {0}")]
    Export(#[from] ExportError),
    /// Annotations could not be read.
    #[error("can't import: {0}")]
    Annotations(#[from] AnnotationError),
    /// The table of what names mean can't be read.
    #[error("can't read what the names mean: {0}: {path}", path = .1.display())]
    UnreadableTable(std::io::Error, PathBuf),
    /// The table of what names mean says something else.
    #[error("can't read what the names mean: {0}: {path}", path = .1.display())]
    WrongTable(TableError, PathBuf),
    /// What is to be exported is not there.
    #[error("can't export the project: it has no {sort} called \"{name}\"; \"sourceline show\" lists them: {path}", path = .path.display())]
    NotThere {
        /// What was looked for: "article".
        sort: &'static str,
        /// How it was called.
        name: String,
        /// The project.
        path: PathBuf,
    },
    /// A title must say something.
    #[error("can't make the project: its title is empty: {}", .0.display())]
    NoTitle(PathBuf),
    /// No claim, source or work has this id or name.
    #[error("can't find the {0} \"{1}\": no record has this id or name: {path}", path = .2.display())]
    Unknown(&'static str, String, PathBuf),
    /// Several sources or works have this name.
    #[error("can't tell what \"{0}\" means: several have this name, give an id: {path}", path = .1.display())]
    Ambiguous(String, PathBuf),
    /// The export would be written over the project.
    #[error("can't export: the output is the project itself; choose another name: {}", .0.display())]
    Itself(PathBuf),
    /// Standard output can't be written.
    #[error("can't write the answer: {0}: standard output")]
    Output(#[from] std::io::Error),
    /// A value could not be written as JSON.
    #[error("can't write the answer: {0}: standard output")]
    Json(#[from] serde_json::Error),
    /// An article could not be read. The others were added.
    #[error("can't add the article: {0}")]
    Import(#[from] ImportError),
    /// No article has such an id or title.
    #[error("can't compare: no article has the id or title \"{0}\": {path}", path = .1.display())]
    NoArticle(String, PathBuf),
    /// Several articles have such a title.
    #[error("can't compare: \"{0}\" may be {1}; give the id: {path}", path = .2.display())]
    WhichArticle(String, String, PathBuf),
    /// An article could not be added.
    #[error("can't add the article: {0}: {path}", path = .1.display())]
    Refused(crate::domain::edit::EditError, PathBuf),
}

impl CliError {
    /// Whether the answer went to a pipe of which nobody reads the rest.
    pub fn is_broken_pipe(&self) -> bool {
        let kind = match self {
            Self::Output(error) => Some(error.kind()),
            Self::Json(error) => error.io_error_kind(),
            _ => None,
        };
        kind == Some(std::io::ErrorKind::BrokenPipe)
    }
}

/// Whether all is well, or there are findings that the exit status should tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Exit status 0.
    Fine,
    /// Exit status 1.
    Findings,
}

/// Runs a verb. Answers go to `out`, what went wrong to `err`.
pub fn run(
    verb: Verb,
    out: &mut dyn Write,
    err: &mut dyn Write,
    ids: &mut impl IdSource,
    now: Timestamp,
) -> Result<Verdict, CliError> {
    match verb {
        Verb::New { project, title } => new::run(&project, &title, now),
        Verb::Add { project, files, allow_duplicates, accept_references } => {
            let options = add::Options { allow_duplicates, accept_references };
            add::run(&project, &files, options, (out, err), ids, now)
        }
        Verb::Show { project, json } => show::run(&project, json, (out, err)),
        Verb::Compare { project, a, b, json, min_words } => {
            compare::run(&project, (&a, &b), Settings::min_words(min_words), json, (out, err))
        }
        Verb::Check { project, json } => check::run(&project, json, out),
        Verb::Export(arguments) => export::run(&arguments, (out, err), now),
        Verb::ImportAnnotations(arguments) => {
            import_annotations::run(&arguments, (out, err), ids, now)
        }
        Verb::Schema => {
            out.write_all(crate::export::SCHEMA.as_bytes())?;
            Ok(Verdict::Fine)
        }
        Verb::Origins { project, claim, discount, alleged, json } => {
            let asked = origins::Asked { claim: claim.as_deref(), discount: &discount, alleged };
            origins::run(&project, &asked, json, (out, err))
        }
    }
}

/// Reads a project to tell of it. That it is broken is no reason to tell nothing, but it is
/// said, since what is told may be wrong.
fn read(path: &Path, err: &mut dyn Write) -> Result<Project, CliError> {
    let loaded = load(path)?;
    let broken = match loaded.violations.len() {
        0 => return Ok(loaded.project),
        1 => "a rule".to_owned(),
        many => format!("{many} rules"),
    };
    writeln!(
        err,
        "sourceline: note: the project breaks {broken}, see \"sourceline check\": {}",
        path.display()
    )?;
    Ok(loaded.project)
}
