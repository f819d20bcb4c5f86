//! Replacing a file as a whole: at every moment its name stands for the old bytes or the
//! new ones, never for a part.
//!
//! The new bytes go to a temporary file in the same folder and are synced; then it is
//! renamed over the old one and the folder synced. Symbolic links are followed, mode and
//! owner carried over.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use tempfile::{NamedTempFile, TempPath};

use super::content_hash::{ContentHash, ContentHasher};

const BUFFER: usize = 64 * 1024;
/// How long another process may take for its last step before a save gives up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Temporary files older than this were left by a process that was killed.
const LEFTOVER: Duration = Duration::from_mins(10);

/// A file to be replaced, with all symbolic links resolved.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub path: PathBuf,
    pub folder: PathBuf,
    name: OsString,
}

impl Target {
    /// Follows a path's symbolic links to where the file stands or would stand.
    pub fn resolve(path: &Path) -> io::Result<Self> {
        let mut path = path.to_owned();
        for _ in 0..40 {
            let Ok(next) = fs::read_link(&path) else {
                let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
                return Ok(Self { folder: parent(&path), name, path });
            };
            path = parent(&path).join(next);
        }
        Err(io::Error::new(io::ErrorKind::InvalidInput, "the symbolic links run in a circle"))
    }

    /// The path of the file's name with something after it: `p.ron.bak`.
    pub fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = self.name.clone();
        name.push(suffix);
        self.folder.join(name)
    }

    fn temporary_prefix(&self) -> OsString {
        let mut prefix = OsString::from(".");
        prefix.push(&self.name);
        prefix.push(".");
        prefix
    }

    /// Makes a temporary file in the same folder.
    pub fn temporary(&self, mode: u32) -> io::Result<NamedTempFile> {
        let prefix = self.temporary_prefix();
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
        #[cfg(not(unix))]
        let _ = mode;
        builder.tempfile_in(&self.folder)
    }

    /// Removes temporary files that killed processes left behind. Failing to is no harm.
    pub fn sweep(&self) {
        let prefix = self.temporary_prefix();
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.as_encoded_bytes();
            let ours = name.starts_with(prefix.as_encoded_bytes()) && name.ends_with(b".tmp");
            let age = || {
                let modified = entry.metadata().ok()?.modified().ok()?;
                SystemTime::now().duration_since(modified).ok()
            };
            if ours && age().is_some_and(|age| age > LEFTOVER) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// New bytes that are on disk under a temporary name; removed if not committed.
#[derive(Debug)]
pub(super) struct Staged {
    temporary: TempPath,
    pub content: ContentHash,
    pub metadata: Metadata,
}

/// Writes the new bytes beside the target and syncs them. `wrap` stands between buffer
/// and file: what a test fails in.
pub(super) fn stage<W: Write>(
    target: &Target,
    mode: u32,
    wrap: impl FnOnce(File) -> W,
    fill: impl FnOnce(&mut dyn fmt::Write) -> fmt::Result,
) -> io::Result<Staged> {
    let temporary = target.temporary(mode)?;
    let file = temporary.as_file().try_clone()?;
    let hashing = Hashing { inner: wrap(file), hasher: ContentHasher::default() };
    let mut sink = Sink { out: BufWriter::with_capacity(BUFFER, hashing), failed: None };
    let filled = fill(&mut sink);
    if let Some(error) = sink.failed {
        return Err(error);
    }
    filled.map_err(io::Error::other)?;
    let hashing = sink.out.into_inner().map_err(io::IntoInnerError::into_error)?;
    let content = hashing.hasher.finish();
    drop(hashing);
    if let Ok(old) = fs::metadata(&target.path) {
        carry_over(&old, temporary.as_file())?;
    }
    temporary.as_file().sync_all()?;
    let metadata = temporary.as_file().metadata()?;
    Ok(Staged { temporary: temporary.into_temp_path(), content, metadata })
}

/// Gives the new file the old one's owner, where that is allowed, and its mode.
fn carry_over(old: &Metadata, new: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let fresh = new.metadata()?;
        if (fresh.uid(), fresh.gid()) != (old.uid(), old.gid()) {
            // Only root may give a file away; anybody else keeps what they make.
            let _ = fchown(new, Some(old.uid()), Some(old.gid()));
        }
    }
    new.set_permissions(old.permissions())
}

impl Staged {
    /// Puts the new bytes in the target's place.
    pub fn commit(self, target: &Target) -> io::Result<()> {
        self.temporary.persist(&target.path).map_err(|error| error.error)?;
        sync_folder(&target.folder)
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Not every system lets a folder be synced.
        Err(error) if matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => {
            Ok(())
        }
        other => other,
    }
}

/// Keeps the target's present bytes under another name, which is replaced as a whole.
pub(super) fn keep_copy(target: &Target, copy: &Path) -> io::Result<()> {
    let temporary = target.temporary(0o600)?.into_temp_path();
    // A link needs a name that is free; the temporary file's was only to find one.
    fs::remove_file(&temporary)?;
    if fs::hard_link(&target.path, &temporary).is_err() {
        fs::copy(&target.path, &temporary)?;
        File::open(&temporary)?.sync_all()?;
    }
    temporary.persist(copy).map_err(|error| error.error)
}

/// Held while a process takes its last look at a file and renames: two processes that
/// save, or take over a lock, come one after the other.
#[derive(Debug)]
pub(super) struct FolderGuard {
    _locked: Option<File>,
}

impl FolderGuard {
    /// Waits until no other process is in its last step in a folder.
    pub fn enter(folder: &Path) -> io::Result<Self> {
        // Where folders can't be opened or locked, comparing the content must do.
        let Ok(file) = File::open(folder) else { return Ok(Self { _locked: None }) };
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _locked: Some(file) }),
                Err(TryLockError::Error(_)) => return Ok(Self { _locked: None }),
                Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                    return Err(io::Error::new(
                        io::ErrorKind::TimedOut,
                        "another program keeps the folder locked",
                    ));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(2)),
            }
        }
    }
}

struct Hashing<W> {
    inner: W,
    hasher: ContentHasher,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Takes text, keeps the error that a formatter can't carry.
struct Sink<W: Write> {
    out: BufWriter<W>,
    failed: Option<io::Error>,
}

impl<W: Write> fmt::Write for Sink<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.failed = Some(error);
            fmt::Error
        })
    }
}
