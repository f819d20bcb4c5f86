//! Recovery copies: what was edited since the last save, in the user's data folder.
//!
//! One copy a project, replaced as a whole each time. A copy is a project file with one
//! comment line before it, so that it can also be opened by hand. A copy that can't be
//! read is reported and kept.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{
    content_hash::ContentHash,
    file::{Loaded, StorageError, load},
    lock::is_running,
    replace::{Target, stage},
    write::write_project,
};
use crate::domain::{project::Project, time::Timestamp};

const HEAD: &str = "// Sourceline recovery copy: ";
const ENDING: &str = ".recovery.ron";
/// No first line is longer, in bytes.
const MAX_HEAD_BYTES: u64 = 64 * 1024;
/// Nobody else needs to read what was not saved yet.
const PRIVATE_MODE: u32 = 0o600;

/// The folder of recovery copies.
#[derive(Debug, Clone)]
pub struct RecoveryDir {
    folder: PathBuf,
}

/// Which project a copy is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecoveryOf {
    /// A project with a file. Compare through [`RecoveryDir::find`], which resolves it.
    Path(PathBuf),
    /// A project that was never saved, by a token of the window that made it.
    Unnamed(String),
}

/// What is known of a copy without reading the project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryHead {
    /// Which project.
    pub of: RecoveryOf,
    /// When it was written.
    pub at: Timestamp,
    /// How many edits it holds that the project's file does not.
    pub edits: u32,
    /// What the project's file was when the edits were made; none if never saved.
    pub base: Option<ContentHash>,
    /// The process that wrote it.
    pub process: u32,
}

/// A copy that can be offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCopy {
    /// Its file.
    pub file: PathBuf,
    /// What is known of it.
    pub head: RecoveryHead,
}

/// All copies in the folder.
#[derive(Debug, Default)]
pub struct RecoveryList {
    /// Those that can be offered, the newest first.
    pub copies: Vec<RecoveryCopy>,
    /// Those that can't be read. They are kept.
    pub broken: Vec<RecoveryError>,
}

/// Why a copy can't be written, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// The system refuses.
    #[error("{what}: {source}: {}", path.display())]
    Io {
        /// What was being done.
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The first line is not that of a recovery copy.
    #[error("not a recovery copy: its first line is damaged; the rest may be a project file: {}", path.display())]
    Head {
        /// The file.
        path: PathBuf,
    },
    /// The project in it can't be read.
    #[error("the recovery copy can't be read: {0}")]
    Project(#[from] StorageError),
}

impl RecoveryError {
    fn io(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { what, path, source }
    }
}

impl RecoveryDir {
    /// A folder, which is made with the first copy.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Writes, or replaces, the copy of a project.
    pub fn write(
        &self,
        of: &RecoveryOf,
        project: &Project,
        at: Timestamp,
        edits: u32,
        base: Option<ContentHash>,
    ) -> Result<RecoveryCopy, RecoveryError> {
        const WHAT: &str = "can't write a recovery copy";
        let of = resolved(of);
        let file = self.file_of(&of);
        let head = RecoveryHead { of, at, edits, base, process: std::process::id() };
        self.make_folder().map_err(RecoveryError::io(WHAT, &self.folder))?;
        let line = ron::to_string(&head).map_err(io::Error::other);
        let line = line.map_err(RecoveryError::io(WHAT, &file))?;
        let target = Target::resolve(&file).map_err(RecoveryError::io(WHAT, &file))?;
        let staged = stage(
            &target,
            PRIVATE_MODE,
            |file| file,
            |out| {
                out.write_str(HEAD)?;
                out.write_str(&line)?;
                out.write_char('\n')?;
                write_project(project, out)
            },
        );
        staged.and_then(|staged| staged.commit(&target)).map_err(RecoveryError::io(WHAT, &file))?;
        Ok(RecoveryCopy { file, head })
    }

    fn make_folder(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)
    }

    /// All copies, without reading the projects in them.
    pub fn list(&self) -> Result<RecoveryList, RecoveryError> {
        let mut list = RecoveryList::default();
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(list),
            Err(error) => {
                return Err(RecoveryError::io("can't list the recovery copies", &self.folder)(
                    error,
                ));
            }
        };
        for entry in entries.flatten() {
            if entry.file_name().as_encoded_bytes().ends_with(ENDING.as_bytes()) {
                match read_head(&entry.path()) {
                    Ok(head) => list.copies.push(RecoveryCopy { file: entry.path(), head }),
                    // It was removed just now: its project was saved.
                    Err(_) if !entry.path().exists() => {}
                    Err(error) => list.broken.push(error),
                }
            }
        }
        list.copies.sort_by(|a, b| b.head.at.cmp(&a.head.at).then(a.file.cmp(&b.file)));
        Ok(list)
    }

    /// The copy of one project, if there is one: the one that is written to, or else the
    /// newest of those that were set aside.
    pub fn find(&self, of: &RecoveryOf) -> Result<Option<RecoveryCopy>, RecoveryError> {
        let of = resolved(of);
        let file = self.file_of(&of);
        if file.exists() {
            return Self::read(&file).map(Some);
        }
        Ok(self.list()?.copies.into_iter().find(|copy| copy.head.of == of))
    }

    /// What is known of the copy in a file.
    pub fn read(file: &Path) -> Result<RecoveryCopy, RecoveryError> {
        Ok(RecoveryCopy { head: read_head(file)?, file: file.to_owned() })
    }

    /// Gives a copy another name, so that later copies of the same project do not replace
    /// it. One that has such a name already keeps it.
    pub fn set_aside(&self, copy: RecoveryCopy) -> Result<RecoveryCopy, RecoveryError> {
        if copy.file != self.file_of(&resolved(&copy.head.of)) {
            return Ok(copy);
        }
        let name = copy.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = name.strip_suffix(ENDING).unwrap_or(&name);
        let free = (1..=u16::MAX)
            .map(|n| copy.file.with_file_name(format!("{stem}-{n}{ENDING}")))
            .find(|file| !file.exists())
            .unwrap_or_else(|| copy.file.clone());
        fs::rename(&copy.file, &free)
            .map_err(RecoveryError::io("can't set a recovery copy aside", &copy.file))?;
        Ok(RecoveryCopy { file: free, ..copy })
    }

    /// Reads the project in a copy.
    pub fn load(&self, copy: &RecoveryCopy) -> Result<Loaded, RecoveryError> {
        Ok(load(&copy.file)?)
    }

    /// Removes a copy: the project was saved, or the analyst does not want it.
    pub fn discard(&self, of: &RecoveryOf) -> Result<(), RecoveryError> {
        let file = self.file_of(&resolved(of));
        if let Ok(target) = Target::resolve(&file) {
            target.sweep();
        }
        Self::remove(&file)
    }

    /// Removes the copy in a file.
    pub fn remove(file: &Path) -> Result<(), RecoveryError> {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(RecoveryError::io("can't remove a recovery copy", file)(error))
            }
            _ => Ok(()),
        }
    }

    fn file_of(&self, of: &RecoveryOf) -> PathBuf {
        let hash = match of {
            RecoveryOf::Path(path) => ContentHash::of(path.as_os_str().as_encoded_bytes()),
            RecoveryOf::Unnamed(token) => ContentHash::of(token.as_bytes()),
        };
        let sort = match of {
            RecoveryOf::Path(_) => "project",
            RecoveryOf::Unnamed(_) => "unnamed",
        };
        self.folder.join(format!("{sort}-{:016x}{ENDING}", hash.xxh64))
    }
}

impl RecoveryCopy {
    /// Whether the process that wrote it may still run, so that it may be no crash. A
    /// process id is used again after a while: show the copy all the same, with a word.
    pub fn may_be_open(&self) -> bool {
        self.head.process != std::process::id() && is_running(self.head.process)
    }
}

/// One path for one file, whatever it was called by.
fn resolved(of: &RecoveryOf) -> RecoveryOf {
    match of {
        RecoveryOf::Path(path) => {
            let path = fs::canonicalize(path)
                .or_else(|_| std::path::absolute(path))
                .unwrap_or_else(|_| path.clone());
            RecoveryOf::Path(path)
        }
        RecoveryOf::Unnamed(token) => RecoveryOf::Unnamed(token.clone()),
    }
}

fn read_head(path: &Path) -> Result<RecoveryHead, RecoveryError> {
    let file = File::open(path).map_err(RecoveryError::io("can't read a recovery copy", path))?;
    let mut line = String::new();
    let read = BufReader::new(file.take(MAX_HEAD_BYTES)).read_line(&mut line);
    let head = line.strip_prefix(HEAD).and_then(|line| ron::from_str(line.trim_end()).ok());
    match (read, head) {
        (Ok(_), Some(head)) => Ok(head),
        _ => Err(RecoveryError::Head { path: path.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{arbitrary::random_project, write::to_text};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    #[test]
    fn a_copy_of_a_named_and_of_an_unnamed_project_is_listed_loaded_and_discarded() {
        let folder = tempfile::tempdir().expect("folder");
        let dir = RecoveryDir::new(folder.path().join("new/recovery"));
        assert!(dir.list().expect("lists").copies.is_empty());
        let project = random_project(1, 4);
        let named = RecoveryOf::Path(folder.path().join("a \"p\"\n.ron"));
        let unnamed = RecoveryOf::Unnamed("token".to_owned());
        let base = Some(ContentHash::of(b"base"));
        dir.write(&named, &project, at(10), 3, base).expect("writes");
        dir.write(&unnamed, &project, at(20), 1, None).expect("writes");
        dir.write(&named, &project, at(30), 5, base).expect("replaces");

        let list = dir.list().expect("lists");
        assert!(list.broken.is_empty());
        let heads: Vec<_> = list.copies.iter().map(|c| (c.head.edits, c.head.base)).collect();
        assert_eq!(heads, [(5, base), (1, None)], "the newest first");
        let copy = dir.find(&named).expect("finds").expect("is there");
        assert_eq!(copy, list.copies[0]);
        let loaded = dir.load(&copy).expect("loads");
        assert_eq!(to_text(&loaded.project), to_text(&project));

        dir.discard(&named).expect("discards");
        dir.discard(&named).expect("nothing to discard is no error");
        assert_eq!(dir.find(&named).expect("looks"), None);
        assert_eq!(dir.list().expect("lists").copies.len(), 1);
    }

    #[test]
    fn a_copy_that_was_set_aside_is_not_replaced_and_still_found() {
        let folder = tempfile::tempdir().expect("folder");
        let dir = RecoveryDir::new(folder.path());
        let of = RecoveryOf::Path(folder.path().join("p.ron"));
        let (old, new) = (random_project(3, 2), random_project(4, 2));
        let first = dir.write(&of, &old, at(10), 1, None).expect("writes");
        let aside = dir.set_aside(first).expect("renames");
        assert_eq!(dir.set_aside(aside.clone()).expect("keeps its name"), aside);
        assert_eq!(dir.find(&of).expect("looks"), Some(aside.clone()));
        let second = dir.write(&of, &new, at(20), 2, None).expect("writes");
        assert_eq!(dir.find(&of).expect("looks"), Some(second.clone()), "the newer one first");
        assert_eq!(to_text(&dir.load(&aside).expect("loads").project), to_text(&old));
        let again = dir.set_aside(second).expect("renames");
        assert_ne!(again.file, aside.file);
        assert_eq!(dir.find(&of).expect("looks"), Some(again));
        assert_eq!(dir.list().expect("lists").copies.len(), 2);
    }

    #[test]
    fn a_damaged_copy_is_reported_and_kept() {
        let folder = tempfile::tempdir().expect("folder");
        let dir = RecoveryDir::new(folder.path());
        let of = RecoveryOf::Unnamed("a".to_owned());
        let copy = dir.write(&of, &random_project(2, 3), at(1), 1, None).expect("writes");
        let whole = fs::read(&copy.file).expect("reads");
        fs::write(&copy.file, &whole[..whole.len() / 2]).expect("cuts");
        assert!(matches!(dir.load(&copy), Err(RecoveryError::Project(_))));
        for damage in
            [&b""[..], b"\xff\xfe\n", b"(version: 1)", b"// Sourceline recovery copy: (\n"]
        {
            fs::write(&copy.file, damage).expect("damages");
            let list = dir.list().expect("lists");
            assert_eq!((list.copies.len(), list.broken.len()), (0, 1));
            assert!(copy.file.exists());
        }
    }
}
