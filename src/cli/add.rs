//! `sourceline add`: reads articles and adds them to a project.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{CliError, Verdict};
use crate::{
    analysis::references,
    domain::{
        edit::{Edit, apply},
        ids::IdSource,
        time::Timestamp,
    },
    import::{Limits, duplicates_of, import_file, into_article},
    storage::{
        file::load,
        lock::{Acquired, Who, acquire},
        write::{SaveOptions, save},
    },
};

pub(super) fn run(
    path: &Path,
    files: &[PathBuf],
    allow_duplicates: bool,
    (out, err): (&mut dyn Write, &mut dyn Write),
    ids: &mut impl IdSource,
    now: Timestamp,
) -> Result<Verdict, CliError> {
    // Reading first tells a missing project before a lock file is made beside it.
    load(path)?;
    let lock = match acquire(path, &Who::here(now), false)? {
        Acquired::Ours(lock) => lock,
        Acquired::HeldBy(info) => return Err(CliError::Held(Box::new(info), path.to_owned())),
    };
    let loaded = load(path)?;
    if !loaded.violations.is_empty() {
        return Err(CliError::Broken(loaded.violations.len(), path.to_owned()));
    }
    let mut project = loaded.project;
    let mut verdict = Verdict::Fine;
    let mut added = Vec::new();
    for file in files {
        let imported = match import_file(file, &Limits::default(), &|| false) {
            Ok(imported) => imported,
            Err(why) => {
                writeln!(err, "sourceline: {}", CliError::Import(why))?;
                verdict = Verdict::Findings;
                continue;
            }
        };
        for warning in &imported.warnings {
            writeln!(err, "sourceline: note: {warning}: {}", file.display())?;
        }
        let mut article = into_article(imported, ids);
        if let Some(known) = duplicates_of(&project, &article.sha256)
            && !allow_duplicates
        {
            let title = known.title();
            writeln!(
                err,
                "sourceline: not added: the same text is already there as \"{title}\"; --allow-duplicates adds it: {}",
                file.display()
            )?;
            verdict = Verdict::Findings;
            continue;
        }
        let recognised = references::recognise(&article.text, &article.structure);
        article.references = Arc::new(references::to_references(&recognised, ids));
        let (id, title) = (article.id, article.title().to_owned());
        let edit = Edit::AddArticle(Box::new(article));
        match apply(&project, edit) {
            Ok((next, _)) => {
                project = next;
                added.push((id, title));
            }
            Err(why) => {
                writeln!(err, "sourceline: {}", CliError::Refused(why, file.clone()))?;
                verdict = Verdict::Findings;
            }
        }
    }
    if !added.is_empty() {
        let options = SaveOptions {
            overwrite: false,
            lock: Some(&lock),
            migrated_from: loaded.migrated_from,
        };
        save(path, &project, Some(loaded.disk.content), options)?;
    }
    // Told only when it is on disk.
    for (id, title) in added {
        writeln!(out, "{id}\t{title}")?;
    }
    Ok(verdict)
}
