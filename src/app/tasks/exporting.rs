//! Exports on threads of their own: what one would carry and look like, and its writing.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::{Answer, Later, Progress};
use crate::{
    domain::{project::Project, time::Timestamp},
    export::{self, Export, ExportError, Format, Options, Scope, Wanted, loss, scope},
};

/// How much of an export is written for a look at it, in bytes.
const LOOK: usize = 64 * 1024;

/// How much is shown of the only file of an export, and of each of several, in lines and in
/// code points.
const SHOWN: [(usize, usize); 2] = [(40, 4_000), (8, 1_000)];

/// What is exported, and how.
#[derive(Debug, Clone)]
pub struct ExportJob {
    /// The whole project.
    pub project: Project,
    /// What of it.
    pub scope: Scope,
    /// As what.
    pub format: &'static Format,
    /// What the analyst chose.
    pub options: Options,
    /// What files are called that need a name, without an ending.
    pub stem: String,
    /// What time it is.
    pub at: Timestamp,
}

/// What an export would be.
#[derive(Debug, Default)]
pub struct Foreseen {
    /// How many articles go along.
    pub articles: usize,
    /// How many claims go along.
    pub claims: usize,
    /// Whether the format loses nothing of any project.
    pub lossless: bool,
    /// How many fields are not carried whole.
    pub lost: usize,
    /// What of them is not carried, a line each.
    pub losses: Vec<String>,
    /// The files, as far as they were written for a look.
    pub files: Vec<FileShown>,
    /// Why it can't be written.
    pub failed: Option<String>,
}

/// The beginning of a file.
#[derive(Debug)]
pub struct FileShown {
    /// Its name.
    pub name: String,
    /// How it begins, if it is text.
    pub text: Option<String>,
    /// Whether it goes on.
    pub cut: bool,
}

/// Something that a thread works out, and that can be stopped. It is stopped when dropped.
#[derive(Debug)]
pub struct Working<T> {
    answer: Option<Later<T>>,
    progress: Arc<Progress>,
}

impl<T> Drop for Working<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

impl<T: Send + 'static> Working<T> {
    fn start(
        name: &str,
        ctx: &Context,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> Self {
        let progress = Arc::new(Progress::default());
        let there = Arc::clone(&progress);
        let answer = Later::start(name, ctx, move || work(&there));
        Self { answer, progress }
    }

    /// What has become of it. A value is given once.
    pub fn look(&self) -> Answer<T> {
        self.answer.as_ref().map_or(Answer::Lost, Later::look)
    }

    /// How far it is, and the way to stop it.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

/// Works out what an export would be, as one file of a name or as several.
pub fn foresee(ctx: &Context, job: ExportJob, one_file: Option<String>) -> Working<Foreseen> {
    Working::start("Looking at the export", ctx, move |progress| look_at(&job, one_file, progress))
}

fn look_at(job: &ExportJob, one_file: Option<String>, progress: &Progress) -> Foreseen {
    let part = scope::apply(&job.project, &job.scope);
    let mut foreseen = Foreseen {
        articles: part.articles.len(),
        claims: part.claim_count(),
        ..Foreseen::default()
    };
    if progress.is_cancelled() {
        return foreseen;
    }
    let report = loss::loss(job.format, &part, &job.options);
    foreseen.lossless = report.lossless;
    foreseen.lost = report.lost.len();
    // The first line names the format, which is chosen beside it.
    foreseen.losses = report.to_string().lines().skip(1).map(|l| l.trim().to_owned()).collect();
    let export = Export { project: &part, stem: &job.stem, at: job.at, options: &job.options };
    let wanted = one_file.as_deref().map_or(Wanted::Folder, Wanted::File);
    let told = told(progress);
    match export::preview(job.format, &export, wanted, LOOK, &told.as_export()) {
        Ok(files) => {
            let limits = SHOWN[usize::from(files.len() > 1)];
            let shown = files.into_iter().map(|(name, bytes)| shown(name, &bytes, limits));
            foreseen.files = shown.collect();
        }
        Err(ExportError::Cancelled) => {}
        Err(why) => foreseen.failed = Some(why.to_string()),
    }
    foreseen
}

/// Writes an export. Nothing has its name before everything is written.
pub fn write(
    ctx: &Context,
    job: ExportJob,
    path: PathBuf,
    replace: bool,
) -> Working<Result<Vec<PathBuf>, ExportError>> {
    Working::start("Exporting", ctx, move |progress| {
        let started = std::time::Instant::now();
        let part = scope::apply(&job.project, &job.scope);
        let export = Export { project: &part, stem: &job.stem, at: job.at, options: &job.options };
        let told = told(progress);
        let written = export::to_path(job.format, &export, &path, replace, &told.as_export());
        log::info!(
            "{} in {} ms: {}",
            job.format.name,
            started.elapsed().as_millis(),
            path.display()
        );
        written
    })
}

/// What an export asks and tells, of a thread's progress.
struct Told<C, R> {
    cancelled: C,
    report: R,
}

impl<C: Fn() -> bool, R: Fn(f32)> Told<C, R> {
    fn as_export(&self) -> export::Progress<'_> {
        export::Progress { cancelled: &self.cancelled, report: &self.report }
    }
}

fn told(progress: &Progress) -> Told<impl Fn() -> bool, impl Fn(f32)> {
    Told { cancelled: || progress.is_cancelled(), report: |share| progress.set(share) }
}

/// The beginning of a file, in lines and code points.
fn shown(name: String, bytes: &[u8], (lines, chars): (usize, usize)) -> FileShown {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        // The last character may be cut where the look ends.
        Err(why) if why.error_len().is_none() => {
            bytes.get(..why.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok())
        }
        Err(_) => None,
    };
    let Some(text) = text.filter(|text| !text.contains('\0')) else {
        return FileShown { name, text: None, cut: false };
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut begin = String::new();
    let (mut line, mut length) = (1, 0);
    for c in text.chars().filter(|c| *c != '\r') {
        length += 1;
        line += usize::from(c == '\n');
        if line > lines || length > chars {
            return FileShown { name, text: Some(begin), cut: true };
        }
        // What can't be seen is not to turn the page around.
        begin.push(if c.is_control() && !matches!(c, '\n' | '\t') { '·' } else { c });
    }
    FileShown { name, text: Some(begin), cut: bytes.len() >= LOOK }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::project;

    fn job(name: &str) -> ExportJob {
        ExportJob {
            project: project(),
            scope: Scope::default(),
            format: export::format(name).expect("a format"),
            options: Options::default(),
            stem: "bridge".to_owned(),
            at: Timestamp::from_unix_seconds(1_700_000_000),
        }
    }

    #[test]
    fn tables_are_foreseen_with_their_losses_and_beginnings() {
        let foreseen = look_at(&job("csv"), None, &Progress::default());
        assert_eq!(foreseen.claims, project().claim_count());
        assert!(foreseen.lost > 0 && !foreseen.losses.is_empty() && !foreseen.lossless);
        assert!(foreseen.files.len() > 1);
        assert!(foreseen.files.iter().all(|f| f.text.as_ref().is_some_and(|t| t.contains(','))));
        let one = look_at(&job("csv"), Some("x.csv".to_owned()), &Progress::default());
        assert_eq!(one.files.len(), 1);
    }

    #[test]
    fn what_is_no_text_is_not_shown_as_one() {
        let foreseen = look_at(&job("xlsx"), Some("x.xlsx".to_owned()), &Progress::default());
        assert!(matches!(foreseen.files.as_slice(), [FileShown { text: None, .. }]));
    }

    #[test]
    fn a_file_is_shown_by_its_first_lines_even_if_a_character_is_cut() {
        let cut = shown("a".to_owned(), &"one\r\ntwo\nthree é".as_bytes()[..15], (9, 99));
        assert_eq!(cut.text.as_deref(), Some("one\ntwo\nthree "));
        let long = shown("a".to_owned(), b"one\ntwo\nthree", (2, 99));
        assert_eq!((long.text.as_deref(), long.cut), (Some("one\ntwo"), true));
        assert_eq!(shown("a".to_owned(), b"PK\x03\x04\0", (2, 99)).text, None);
        let turned = shown("a".to_owned(), "a\u{7}b".as_bytes(), (2, 99));
        assert_eq!(turned.text.as_deref(), Some("a·b"));
    }

    #[test]
    fn what_is_dropped_is_told_to_stop() {
        let working = Working::start("Waiting", &Context::default(), |_| ());
        let progress = Arc::clone(&working.progress);
        drop(working);
        assert!(progress.is_cancelled());
    }
}
