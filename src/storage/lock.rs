//! Who has a project open: a lock file beside it, `NAME.ron.lock`.
//!
//! The file names user, host, process and time, and holds a random token. While its
//! owner runs, the system keeps it locked as well, so that the lock of a crashed process
//! is known to be stale. Another window takes over by replacing the file: the owner
//! finds a strange token before its next save. A lock that somebody deleted counts as
//! still held, until another takes it.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::replace::{FolderGuard, Target};
use crate::domain::time::Timestamp;

/// No lock file is longer, in bytes.
const MAX_LOCK_BYTES: u64 = 64 * 1024;

/// What a lock file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockInfo {
    /// The user's name on that host.
    pub user: String,
    /// The host's name.
    pub host: String,
    /// The process id on that host.
    pub process: u32,
    /// Since when it is held.
    pub since: Timestamp,
    /// Tells this lock from every other.
    pub token: String,
}

impl fmt::Display for LockInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { user, host, process, since, .. } = self;
        write!(f, "{user} on {host} (process {process}, since {since})")
    }
}

/// Who asks for a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The user's name.
    pub user: String,
    /// The host's name.
    pub host: String,
    /// The present time.
    pub since: Timestamp,
}

impl Who {
    /// This user on this host.
    pub fn here(since: Timestamp) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok());
        let host = fs::read_to_string("/proc/sys/kernel/hostname")
            .ok()
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .or_else(|| first(&["HOSTNAME", "COMPUTERNAME"]));
        Self {
            user: first(&["USER", "LOGNAME", "USERNAME"]).unwrap_or_else(|| "unknown".to_owned()),
            host: host.unwrap_or_else(|| "unknown".to_owned()),
            since,
        }
    }
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Acquired {
    /// It is ours until it is dropped or taken over.
    Ours(Lock),
    /// Somebody else has the project open.
    HeldBy(LockInfo),
}

/// Why a lock could be neither had nor read.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// The lock file can't be written; the project can still be opened read-only.
    #[error("can't lock the project, open it read-only: {source}: {}", path.display())]
    Io {
        /// The lock file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Another window took the lock over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the project was taken over by {}", by.as_ref().map_or_else(|| "another window".to_owned(), LockInfo::to_string))]
pub struct LockLost {
    /// Who, if the lock file tells.
    pub by: Option<LockInfo>,
}

/// A lock that is held. Dropping it gives it back.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    folder: PathBuf,
    info: LockInfo,
    /// Held open and locked, so that the system tells when this process is gone.
    _file: File,
}

/// Asks for the lock of a project. `takeover` takes it from whoever has it: only on the
/// analyst's word.
pub fn acquire(project: &Path, who: &Who, takeover: bool) -> Result<Acquired, LockError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| LockError::Io { path, source }
    };
    let target = Target::resolve(project).map_err(failed(project))?;
    let path = target.beside(".lock");
    let _guard = FolderGuard::enter(&target.folder).map_err(failed(&path))?;
    if !takeover && let Some(holder) = holder(&path, who).map_err(failed(&path))? {
        return Ok(Acquired::HeldBy(holder));
    }
    let lock = place(&path, who).map_err(failed(&path))?;
    target.sweep();
    Ok(Acquired::Ours(lock))
}

/// Who holds the lock at a path; `None` if nobody does, or nobody any more.
fn holder(path: &Path, who: &Who) -> io::Result<Option<LockInfo>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let info = read(&file);
    let here = info.as_ref().is_none_or(|info| info.host == who.host);
    let stale = match file.try_lock() {
        // The system would know of a process on this host; of another host's it may not.
        Ok(()) => here,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => {
            here && info.as_ref().is_none_or(|info| !is_running(info.process))
        }
    };
    if stale {
        return Ok(None);
    }
    Ok(Some(info.unwrap_or_else(|| LockInfo {
        user: "somebody".to_owned(),
        host: "an unknown host".to_owned(),
        process: 0,
        since: who.since,
        token: String::new(),
    })))
}

fn read(mut file: &File) -> Option<LockInfo> {
    let mut text = String::new();
    (&mut file).take(MAX_LOCK_BYTES).read_to_string(&mut text).ok()?;
    ron::from_str(&text).ok()
}

/// Whether a process of this host runs; where that can't be told, it is taken to.
pub(super) fn is_running(process: u32) -> bool {
    !cfg!(target_os = "linux") || Path::new(&format!("/proc/{process}")).exists()
}

/// Puts a lock of ours at a path, whatever stands there.
fn place(path: &Path, who: &Who) -> io::Result<Lock> {
    let target = Target::resolve(path)?;
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
    let info = LockInfo {
        user: who.user.clone(),
        host: who.host.clone(),
        process: std::process::id(),
        since: who.since,
        token: format!("{:032x}", u128::from_le_bytes(random)),
    };
    let layout = ron::ser::PrettyConfig::new().new_line("\n").indentor(" ");
    let text = ron::ser::to_string_pretty(&info, layout).map_err(io::Error::other)?;
    let mut temporary = target.temporary(0o644)?;
    temporary.write_all(text.as_bytes())?;
    temporary.write_all(b"\n")?;
    // Where files can't be locked, the process id must do.
    let _ = temporary.as_file().try_lock();
    let file = temporary.persist(&target.path).map_err(|error| error.error)?;
    Ok(Lock { path: target.path, folder: target.folder, info, _file: file })
}

impl Lock {
    /// What the lock file says.
    pub fn info(&self) -> &LockInfo {
        &self.info
    }

    /// Whether the lock is still ours: nobody replaced it by one of their own.
    pub fn confirm(&self) -> Result<(), LockLost> {
        match File::open(&self.path) {
            Ok(file) => match read(&file) {
                Some(found) if found.token == self.info.token => Ok(()),
                by => Err(LockLost { by }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(_) => Err(LockLost { by: None }),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Without the guard, another's lock could come between the look and the removal;
        // a lock file that is left is known to be stale.
        let Ok(_guard) = FolderGuard::enter(&self.folder) else { return };
        let ours = File::open(&self.path).ok().and_then(|file| read(&file));
        if ours.is_some_and(|info| info.token == self.info.token) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who() -> Who {
        Who::here(Timestamp::from_unix_seconds(1_700_000_000))
    }

    fn ours(project: &Path, takeover: bool) -> Lock {
        match acquire(project, &who(), takeover).expect("asks") {
            Acquired::Ours(lock) => lock,
            Acquired::HeldBy(info) => panic!("held by {info}"),
        }
    }

    #[test]
    fn a_second_window_is_told_who_holds_the_lock_until_it_is_given_back() {
        let folder = tempfile::tempdir().expect("folder");
        let project = folder.path().join("p.ron");
        let lock = ours(&project, false);
        match acquire(&project, &who(), false).expect("asks") {
            Acquired::HeldBy(info) => assert_eq!(&info, lock.info()),
            Acquired::Ours(_) => panic!("two hold one lock"),
        }
        drop(lock);
        assert!(!folder.path().join("p.ron.lock").exists());
        ours(&project, false);
    }

    #[test]
    fn a_lock_that_was_taken_over_is_lost_to_its_first_holder_and_stays_the_second_s() {
        let folder = tempfile::tempdir().expect("folder");
        let project = folder.path().join("p.ron");
        let first = ours(&project, false);
        assert_eq!(first.confirm(), Ok(()));
        let second = ours(&project, true);
        assert_eq!(first.confirm(), Err(LockLost { by: Some(second.info().clone()) }));
        drop(first);
        assert_eq!(second.confirm(), Ok(()), "giving back a lost lock leaves the new one");
        assert!(folder.path().join("p.ron.lock").exists());
    }

    #[test]
    fn a_lock_file_without_a_process_is_stale_unless_it_is_another_host_s() {
        let folder = tempfile::tempdir().expect("folder");
        let project = folder.path().join("p.ron");
        let lock = ours(&project, false);
        let text = fs::read_to_string(folder.path().join("p.ron.lock")).expect("reads");
        drop(lock);
        for (content, stale) in [
            (text.clone(), true),
            ("garbled".to_owned(), true),
            (String::new(), true),
            (text.replace(&who().host, "far-away"), false),
        ] {
            fs::write(folder.path().join("p.ron.lock"), &content).expect("writes");
            let got = acquire(&project, &who(), false).expect("asks");
            assert_eq!(matches!(got, Acquired::Ours(_)), stale, "{content}");
        }
    }

    #[test]
    fn a_deleted_lock_file_does_not_keep_its_holder_from_saving() {
        let folder = tempfile::tempdir().expect("folder");
        let project = folder.path().join("p.ron");
        let lock = ours(&project, false);
        fs::remove_file(folder.path().join("p.ron.lock")).expect("removes");
        assert_eq!(lock.confirm(), Ok(()));
        let other = ours(&project, false);
        assert_eq!(lock.confirm(), Err(LockLost { by: Some(other.info().clone()) }));
    }

    #[cfg(unix)]
    #[test]
    fn two_names_of_one_file_have_one_lock() {
        let folder = tempfile::tempdir().expect("folder");
        let link = folder.path().join("link.ron");
        std::os::unix::fs::symlink("p.ron", &link).expect("links");
        let _lock = ours(&folder.path().join("p.ron"), false);
        assert!(matches!(acquire(&link, &who(), false), Ok(Acquired::HeldBy(_))));
    }
}
