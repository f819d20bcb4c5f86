//! Saving a project: the canonical text, written so that the old file or the new one is
//! there at every moment, and never over somebody else's change.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use ron::{Options, ser::PrettyConfig};

use super::{
    content_hash::ContentHash,
    lock::{Lock, LockInfo},
    replace::{FolderGuard, Target, keep_copy, stage},
    schema::v1::ProjectV1,
    watch::{DiskState, hash_file},
};
use crate::domain::project::Project;

/// Read and write for the owner, read for the others, less the umask.
const NEW_FILE_MODE: u32 = 0o644;

/// How a save is to go.
#[derive(Debug, Clone, Copy, Default)]
pub struct SaveOptions<'a> {
    /// Write over a file that is not the expected one: only on the analyst's word.
    pub overwrite: bool,
    /// The lock under which the project is open; read again before the file is replaced.
    pub lock: Option<&'a Lock>,
    /// The version the project was loaded from: a copy of that file is kept as
    /// `NAME.ron.vN.bak`.
    pub migrated_from: Option<u32>,
}

/// A project that was saved.
#[derive(Debug, Clone, Copy)]
pub struct Saved {
    /// What the file looks like now.
    pub disk: DiskState,
}

/// Why a project was not saved. The file is then what it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else changed the file since it was loaded or saved.
    #[error(
        "the file was changed by another program since it was opened; save under another name, reload, or overwrite it: {}",
        path.display()
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// A file is there already where a new one was to be made.
    #[error("there is a file of this name already; choose another name: {}", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Another window took the project over.
    #[error(
        "{} took the project over; save under another name: {}",
        by.as_ref().map_or_else(|| "another window".to_owned(), LockInfo::to_string),
        path.display()
    )]
    LockLost {
        /// The file.
        path: PathBuf,
        /// Who, if the lock tells.
        by: Option<LockInfo>,
    },
    /// The file may not be changed.
    #[error("the file is write-protected; save under another name: {}", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The path names a folder or a device.
    #[error("not a file: {}", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// There is no room.
    #[error("the disk is full; make room or save elsewhere: {}", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Anything else that the system refuses.
    #[error("{what}: {source}: {}", path.display())]
    Io {
        /// What was being done.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

impl SaveError {
    fn io(what: &'static str, path: &Path, source: io::Error) -> Self {
        use io::ErrorKind::{QuotaExceeded, StorageFull};
        let path = path.to_owned();
        match source.kind() {
            StorageFull | QuotaExceeded => Self::DiskFull { path },
            _ => Self::Io { what, path, source },
        }
    }
}

/// How the text is laid out: one field a line down to the fields of a claim, then one
/// anchor, chain, piece of evidence or assessment a line.
pub fn layout() -> PrettyConfig {
    PrettyConfig::new().depth_limit(6).indentor(" ").new_line("\n").escape_strings(false)
}

/// Writes the canonical text of a project.
pub fn write_project(project: &Project, out: &mut dyn fmt::Write) -> fmt::Result {
    Options::default()
        .to_writer_pretty(&mut *out, &ProjectV1::from(project), layout())
        .map_err(|_| fmt::Error)?;
    out.write_char('\n')
}

/// The canonical text of a project.
pub fn to_text(project: &Project) -> String {
    let mut text = String::new();
    // Writing to a string can't fail, nor can these types.
    let _ = write_project(project, &mut text);
    text
}

/// Saves a project over the file that it was loaded from, or to a new file.
///
/// `expected` is what the file was when it was last loaded or saved; `None` for a file
/// that should not be there yet. The previous file stays as `NAME.ron.bak`. A file that
/// has gone since is made anew.
pub fn save(
    path: &Path,
    project: &Project,
    expected: Option<ContentHash>,
    options: SaveOptions<'_>,
) -> Result<Saved, SaveError> {
    let start = Instant::now();
    let saved = save_through(path, project, expected, options, |file| file)?;
    log::info!("saved in {} ms: {}", start.elapsed().as_millis(), path.display());
    Ok(saved)
}

/// Saves with something between the buffer and the file.
pub(super) fn save_through<W: Write>(
    path: &Path,
    project: &Project,
    expected: Option<ContentHash>,
    options: SaveOptions<'_>,
    wrap: impl FnOnce(File) -> W,
) -> Result<Saved, SaveError> {
    let failed = |what| move |source| SaveError::io(what, path, source);
    let target = Target::resolve(path).map_err(failed("can't find the place"))?;
    check_writable(path, &target)?;
    let staged = stage(&target, NEW_FILE_MODE, wrap, |out| write_project(project, out))
        .map_err(failed("can't write to the folder"))?;

    let _guard = FolderGuard::enter(&target.folder).map_err(failed("can't enter the folder"))?;
    if let Some(lock) = options.lock {
        lock.confirm()
            .map_err(|lost| SaveError::LockLost { path: path.to_owned(), by: lost.by })?;
    }
    let exists = check_writable(path, &target)?;
    if exists {
        if !options.overwrite {
            check_expected(path, &target, expected)?;
        }
        if let Some(version) = options.migrated_from {
            let copy = target.beside(&format!(".v{version}.bak"));
            keep_copy(&target, &copy).map_err(failed("can't keep the older version"))?;
        }
        keep_copy(&target, &target.beside(".bak")).map_err(failed("can't keep a backup"))?;
    }
    let disk = DiskState::new(staged.content, &staged.metadata);
    staged.commit(&target).map_err(failed("can't replace the file"))?;
    Ok(Saved { disk })
}

/// Whether the target is there; an error if it may not be replaced.
fn check_writable(path: &Path, target: &Target) -> Result<bool, SaveError> {
    match std::fs::metadata(&target.path) {
        Ok(metadata) if !metadata.is_file() => Err(SaveError::NotAFile { path: path.to_owned() }),
        Ok(metadata) if metadata.permissions().readonly() => {
            Err(SaveError::ReadOnly { path: path.to_owned() })
        }
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(SaveError::io("can't look at the file", path, error)),
    }
}

fn check_expected(
    path: &Path,
    target: &Target,
    expected: Option<ContentHash>,
) -> Result<(), SaveError> {
    let Some(expected) = expected else {
        return Err(SaveError::Exists { path: path.to_owned() });
    };
    let found = hash_file(&target.path)
        .map_err(|error| SaveError::io("can't read the file that is there", path, error))?;
    if found == expected { Ok(()) } else { Err(SaveError::ChangedOnDisk { path: path.to_owned() }) }
}
