//! Loading a project file: bytes to a project and what does not hold of it.
//!
//! Whatever the bytes are, the outcome is a project or an error that says where and why;
//! line ends that git or an editor made CRLF are folded, a byte order mark is removed.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{
    content_hash::ContentHash,
    locate::{Place, record_at},
    migrate::{self, CURRENT_VERSION, READERS, Read, Unread},
    watch::DiskState,
};
use crate::domain::{
    invariant::{self, Violation},
    project::Project,
    two::both,
};

/// The most bytes a project file may have: 2 GiB, so that every span fits.
pub const MAX_FILE_BYTES: u64 = 2 << 30;

/// A project that was read.
#[derive(Debug)]
pub struct Loaded {
    /// The project. Records whose id stood twice have a new one.
    pub project: Project,
    /// What does not hold of it; if anything, it is to be shown read-only.
    pub violations: Vec<Violation>,
    /// The file's version, if it is older than this program's: the first save keeps a copy.
    pub migrated_from: Option<u32>,
    /// What the file looks like, to notice a change.
    pub disk: DiskState,
    /// How long it took.
    pub timing: LoadTiming,
}

/// How long the steps of loading took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LoadTiming {
    /// Reading the bytes.
    pub read: Duration,
    /// Making the project from them.
    pub parse: Duration,
    /// Checking what must hold.
    pub check: Duration,
}

/// Why a project can't be loaded.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The file is not there or can't be read.
    #[error("can't read the file: {source}: {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The path names a folder or a device.
    #[error("not a file: {}", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file is larger than a project can be.
    #[error(
        "the file has {bytes} bytes; a project has at most {MAX_FILE_BYTES}: {}",
        path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        bytes: u64,
    },
    /// The file holds nothing.
    #[error("the file is empty; its backup, if there is one, ends in .bak: {}", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is no UTF-8 text.
    #[error("not a text in UTF-8 at {place}: {}", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first place that is wrong.
        place: Place,
    },
    /// The file does not begin with its version.
    #[error(
        "not a Sourceline project: it should begin with (version: {CURRENT_VERSION}, but does not at {place}: {}",
        path.display()
    )]
    NoVersion {
        /// The file.
        path: PathBuf,
        /// Where something else stands.
        place: Place,
    },
    /// The file is of a version that this program can't read.
    #[error(
        "the file has version {found}, this program reads up to version {CURRENT_VERSION}; {}: {}",
        if *found > CURRENT_VERSION { "a newer Sourceline can open it" } else { "there was never such a version" },
        path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// The file is not what its version says.
    #[error(
        "{place}{}: {reason}: {}",
        record.as_ref().map(|id| format!(", in the record \"{id}\"")).unwrap_or_default(),
        path.display()
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where.
        place: Place,
        /// The id of the record in which that is.
        record: Option<String>,
        /// What is wrong.
        reason: String,
    },
}

/// Whether there is a file at all, without reading it.
pub fn look_for(path: &Path) -> Result<(), StorageError> {
    let failed = |source| StorageError::Io { path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(failed)?.is_file() {
        Ok(())
    } else {
        Err(StorageError::NotAFile { path: path.to_owned() })
    }
}

/// Reads a project file.
pub fn load(path: &Path) -> Result<Loaded, StorageError> {
    let start = Instant::now();
    let failed = |source| StorageError::Io { path: path.to_owned(), source };
    // Asked before opening: opening a pipe would wait for its other end.
    look_for(path)?;
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    let too_large = |bytes| StorageError::TooLarge { path: path.to_owned(), bytes };
    if metadata.len() > MAX_FILE_BYTES {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    let read = start.elapsed();
    let mut loaded = load_bytes(path, &bytes)?;
    loaded.disk = DiskState::new(loaded.disk.content, &metadata);
    loaded.timing.read = read;
    log::info!("loaded in {} ms: {}", start.elapsed().as_millis(), path.display());
    Ok(loaded)
}

/// Reads a project from bytes; the path is only named in errors.
pub fn load_bytes(path: &Path, bytes: &[u8]) -> Result<Loaded, StorageError> {
    let start = Instant::now();
    // The fingerprint is taken beside the parsing: both go through all the bytes.
    let (read, content) = both(true, || read_project(path, bytes), || ContentHash::of(bytes));
    let read = read?;
    let parse = start.elapsed();
    let start = Instant::now();
    let mut violations = read.found;
    violations.extend(invariant::check(&read.project));
    Ok(Loaded {
        project: read.project,
        violations,
        migrated_from: (read.version != CURRENT_VERSION).then_some(read.version),
        disk: DiskState::unseen(content),
        timing: LoadTiming { read: Duration::ZERO, parse, check: start.elapsed() },
    })
}

fn read_project(path: &Path, bytes: &[u8]) -> Result<Read, StorageError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        StorageError::NotUtf8 { path: path.to_owned(), place: Place::after(&valid) }
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let text = if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    };
    if text.trim_start().is_empty() {
        return Err(StorageError::Empty { path: path.to_owned() });
    }
    migrate::read(&text, READERS).map_err(|why| explain(path, &text, why))
}

fn explain(path: &Path, text: &str, why: Unread) -> StorageError {
    let path = path.to_owned();
    match why {
        Unread::NoVersion(offset) => {
            StorageError::NoVersion { path, place: Place::after(&text[..offset]) }
        }
        Unread::Version(found) => StorageError::Version { path, found },
        Unread::Text(error) => {
            let place = Place { line: error.span.end.line, column: error.span.end.col };
            let record = record_at(text, place.offset(text));
            StorageError::Malformed { path, place, record, reason: error.code.to_string() }
        }
    }
}
