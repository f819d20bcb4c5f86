//! `sourceline add`: reads articles and adds them to a project.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{CliError, Verdict};
use crate::{
    analysis::references::{self, accept},
    domain::{
        edit::{Edit, EditError, apply},
        ids::{ArticleId, IdSource},
        project::Project,
        time::Timestamp,
    },
    import::{Limits, duplicates_of, import_file, into_article},
    storage::{
        file::{load, look_for},
        lock::{Acquired, Who, acquire},
        write::{SaveOptions, save},
    },
};

/// What the analyst allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    /// Add a text even if the project has it already.
    pub allow_duplicates: bool,
    /// Accept what the notes say, where it could be read with certainty.
    pub accept_references: bool,
}

pub(super) fn run(
    path: &Path,
    files: &[PathBuf],
    options: Options,
    (out, err): (&mut dyn Write, &mut dyn Write),
    ids: &mut impl IdSource,
    now: Timestamp,
) -> Result<Verdict, CliError> {
    // A missing project is told before a lock file is made beside it.
    look_for(path)?;
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
            && !options.allow_duplicates
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
                continue;
            }
        }
        if options.accept_references {
            match accepted(&project, id, ids, now) {
                Ok(next) => project = next,
                Err(why) => {
                    writeln!(err, "sourceline: {}", CliError::Refused(why, file.clone()))?;
                    verdict = Verdict::Findings;
                }
            }
        }
    }
    if !added.is_empty() {
        let how = SaveOptions {
            overwrite: false,
            lock: Some(&lock),
            migrated_from: loaded.migrated_from,
        };
        save(path, &project, Some(loaded.disk.content), how)?;
    }
    // Told only when it is on disk.
    for (id, title) in added {
        writeln!(out, "{id}\t{title}")?;
    }
    Ok(verdict)
}

/// The project with the works of an article's certain notes in its registry.
fn accepted(
    project: &Project,
    article: ArticleId,
    ids: &mut impl IdSource,
    now: Timestamp,
) -> Result<Project, EditError> {
    let Some(article) = project.article(article) else { return Ok(project.clone()) };
    let wanted = accept::certain(article, &references::parsed_of(article));
    let edits = accept::accept(project, article, wanted, ids, now);
    Ok(apply(project, Edit::Batch(edits))?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cli::{Verb, run},
        domain::ids::SeededIds,
    };

    const TEXT: &str = "The bridge\n\nIt fell \u{1F309}.[1] It was old.[2]\n\nReferences\n1. Ann Lind, \"Old Bridges\", Harbour Post, 3 May 2011\n2. Ibid.\n";

    fn add(accept: bool) -> Project {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, file) = (folder.path().join("p.ron"), folder.path().join("a.txt"));
        std::fs::write(&file, TEXT).expect("written");
        let ids = &mut SeededIds(1);
        let now = Timestamp::from_unix_seconds(1_700_000_000);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let new = Verb::New { project: path.clone(), title: "Bridges".to_owned() };
        run(new, &mut out, &mut err, ids, now).expect("made");
        let add = Verb::Add {
            project: path.clone(),
            files: vec![file],
            allow_duplicates: false,
            accept_references: accept,
        };
        let verdict = run(add, &mut out, &mut err, ids, now).expect("added");
        assert_eq!(verdict, Verdict::Fine, "{}", String::from_utf8_lossy(&err));
        load(&path).expect("readable").project
    }

    #[test]
    fn certain_notes_are_accepted_only_when_that_is_asked_for() {
        assert_eq!(add(false).works.len(), 0);
        let project = add(true);
        assert_eq!((project.works.len(), project.sources.len()), (1, 1));
        let article = project.articles.iter().next().expect("one");
        assert!(article.references[0].work.is_some());
    }
}
