//! Whether a file on disk is still the one that was loaded or saved.
//!
//! Length and time of change are looked at first, which is cheap enough to do every
//! second; only if they differ is the content read. A save never trusts the hint and
//! always compares the content.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use super::content_hash::{ContentHash, ContentHasher};

/// What a file looked like when it was last read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiskState {
    /// The fingerprint of its bytes.
    pub content: ContentHash,
    modified: Option<SystemTime>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskChange {
    /// It holds what it held.
    Unchanged,
    /// It holds something else.
    Changed,
    /// It is not there, or can't be read.
    Gone,
}

impl DiskState {
    /// A file with known bytes; the metadata must not be younger than they are.
    pub(super) fn new(content: ContentHash, metadata: &Metadata) -> Self {
        Self { content, modified: metadata.modified().ok() }
    }

    /// Known bytes of which no file was seen: the first check reads the file.
    pub(super) fn unseen(content: ContentHash) -> Self {
        Self { content, modified: None }
    }

    /// Whether the file at a path still holds the same. Reads it only if its length or
    /// its time of change is another.
    pub fn check(&mut self, path: &Path) -> DiskChange {
        let Ok(metadata) = std::fs::metadata(path) else { return DiskChange::Gone };
        if metadata.len() != self.content.len {
            return DiskChange::Changed;
        }
        let modified = metadata.modified().ok();
        if modified.is_some() && modified == self.modified {
            return DiskChange::Unchanged;
        }
        match hash_file(path) {
            Ok(content) if content == self.content => {
                self.modified = modified;
                DiskChange::Unchanged
            }
            Ok(_) => DiskChange::Changed,
            Err(_) => DiskChange::Gone,
        }
    }
}

/// The fingerprint of a file's bytes, read in pieces.
pub(super) fn hash_file(path: &Path) -> io::Result<ContentHash> {
    let mut file = File::open(path)?;
    let mut hasher = ContentHasher::default();
    let mut piece = vec![0; 256 * 1024];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(hasher.finish()),
            Ok(read) => hasher.update(&piece[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_unchanged_until_its_content_is_another() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("p.ron");
        std::fs::write(&path, "one").expect("write");
        let metadata = std::fs::metadata(&path).expect("metadata");
        let mut state = DiskState::new(ContentHash::of(b"one"), &metadata);
        assert_eq!(state.check(&path), DiskChange::Unchanged);

        let file = File::options().write(true).open(&path).expect("open");
        file.set_modified(SystemTime::UNIX_EPOCH).expect("touch");
        assert_eq!(state.check(&path), DiskChange::Unchanged, "touched but the same");

        std::fs::write(&path, "two").expect("write");
        assert_eq!(state.check(&path), DiskChange::Changed, "same length, other content");
        std::fs::write(&path, "three").expect("write");
        assert_eq!(state.check(&path), DiskChange::Changed);
        std::fs::remove_file(&path).expect("remove");
        assert_eq!(state.check(&path), DiskChange::Gone);
    }
}
