//! What was tagged or listed elsewhere, read on a task's thread for the analyst to look at.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Progress, work::Outcome};
use crate::{
    app::ids::AppIds,
    domain::{
        analyst::Analyst,
        edit::{Edit, apply},
        ids::SessionId,
        project::Project,
        time::Timestamp,
    },
    import::annotations::{Brought, Context, Left, brat::Mapping, read_mapped},
};

/// How the names of such files end.
pub const ENDINGS: &[&str] = &["qdpx", "bib", "bibtex", "ris", "jsonld", "json", "ann"];

/// What the analyst says that the names of collections mean, by the collections' paths.
pub type Mappings = BTreeMap<PathBuf, Mapping>;

/// What is read, and for which project.
pub struct AnnotationsJob {
    /// The files.
    pub paths: Vec<PathBuf>,
    /// What names in them mean, where that was said.
    pub mappings: Mappings,
    /// The session of the project.
    pub session: SessionId,
    /// The project.
    pub project: Project,
    /// Who answers for what a file names nobody for.
    pub by: Analyst,
    /// What time it is.
    pub at: Timestamp,
    /// Where ids come from.
    pub ids: AppIds,
}

/// What files brought.
#[derive(Debug)]
pub struct Annotated {
    /// In which session.
    pub session: SessionId,
    /// The project that it was read for.
    pub of: Project,
    /// Each file.
    pub files: Vec<FileRead>,
    /// What would change.
    pub change: Change,
}

impl Annotated {
    /// What is needed to read all of it again: the files, and what their names mean.
    pub fn again(&self) -> (Vec<PathBuf>, Mappings) {
        let mapping = |file: &FileRead| {
            let mapping = file.result.as_ref().ok()?.mapping.clone()?;
            Some((file.path.clone(), mapping))
        };
        let paths = self.files.iter().map(|file| file.path.clone());
        (paths.collect(), self.files.iter().filter_map(mapping).collect())
    }
}

/// What would change in a project.
#[derive(Debug, Clone)]
pub enum Change {
    /// These edits, as one.
    Edits(Vec<Edit>),
    /// An empty project becomes this one.
    Whole(Box<Project>),
}

impl Change {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Edits(edits) if edits.is_empty())
    }
}

/// One file.
#[derive(Debug)]
pub struct FileRead {
    /// Where it is.
    pub path: PathBuf,
    /// What it brought, or why it could not be read.
    pub result: Result<Told, String>,
}

/// What one file brought, in numbers and words.
#[derive(Debug, Default)]
pub struct Told {
    /// How many records of each sort come in: "claims".
    pub counts: Vec<(&'static str, usize)>,
    /// How many records are there already.
    pub known: usize,
    /// What could not be placed.
    pub left: Vec<Left>,
    /// What its names were taken to mean, if they are free.
    pub mapping: Option<Mapping>,
}

/// Reads files one after the other: each is placed in what the ones before it made.
pub fn read(job: AnnotationsJob, progress: &Progress) -> Outcome {
    let AnnotationsJob { paths, mappings, session, project: of, by, at, mut ids } = job;
    let mut project = of.clone();
    // Who answers is written with the first edit, which may be this one.
    if project.analyst(by.id).is_none()
        && let Ok((with, _)) = apply(&project, Edit::PutAnalyst(by.clone()))
    {
        project = with;
    }
    let (mut files, mut edits, mut whole) = (Vec::new(), Vec::new(), false);
    let count = paths.len().max(1);
    for (at_file, path) in paths.into_iter().enumerate() {
        if progress.is_cancelled() {
            return Outcome::Nothing;
        }
        let mut context = Context { project: &project, by: by.id, at, ids: &mut ids };
        let read = read_mapped(&path, mappings.get(&path), &mut context);
        let result = read.map_err(|why| why.to_string()).and_then(|brought| {
            let Brought { edits: new, whole: all, counts, known, left, mapping } = brought;
            let told = Told { counts, known, left, mapping };
            if let Some(all) = all {
                (project, whole) = (*all, true);
            } else if !new.is_empty() {
                let (next, _) = apply(&project, Edit::Batch(new.clone()))
                    .map_err(|why| format!("{why}: {}", path.display()))?;
                project = next;
                edits.extend(new);
            }
            Ok(told)
        });
        files.push(FileRead { path, result });
        progress.set((at_file + 1) as f32 / count as f32);
    }
    let change = if whole { Change::Whole(Box::new(project)) } else { Change::Edits(edits) };
    Outcome::Annotated(Box::new(Annotated { session, of, files, change }))
}
