//! Files in a folder. All are written beside their places first; only when the last one is
//! complete do they get their names, so that a failure leaves what was there.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::{Fill, Target};
use crate::export::{ExportError, name};

const BUFFER: usize = 128 * 1024;

/// A folder that an export's files go to.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    force: bool,
    made_folder: bool,
    staged: Vec<(TempPath, PathBuf)>,
}

impl Disk {
    /// A folder, which is made if it is not there. With `force`, files of the same name are
    /// replaced.
    pub fn new(folder: &Path, force: bool) -> Result<Self, ExportError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let made_folder = !folder.exists();
        if made_folder {
            fs::create_dir_all(folder)
                .map_err(|source| ExportError::File { source, path: folder.to_owned() })?;
        }
        Ok(Self { folder: folder.to_owned(), force, made_folder, staged: Vec::new() })
    }

    /// Gives all files their names, which are returned.
    pub fn finish(mut self) -> Result<Vec<PathBuf>, ExportError> {
        for (_, path) in &self.staged {
            self.check_free(path)?;
        }
        let mut written = Vec::new();
        for (temporary, path) in std::mem::take(&mut self.staged) {
            let persisted = if self.force {
                temporary.persist(&path)
            } else {
                temporary.persist_noclobber(&path)
            };
            persisted.map_err(|error| match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => ExportError::Exists(path.clone()),
                _ => ExportError::File { source: error.error, path: path.clone() },
            })?;
            written.push(path);
        }
        self.made_folder = false;
        // Not every system lets a folder be synced; the files themselves are.
        if let Ok(folder) = fs::File::open(&self.folder) {
            let _ = folder.sync_all();
        }
        Ok(written)
    }

    fn check_free(&self, path: &Path) -> Result<(), ExportError> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(ExportError::IsFolder(path.to_owned())),
            Ok(_) if !self.force => Err(ExportError::Exists(path.to_owned())),
            _ => Ok(()),
        }
    }
}

impl Drop for Disk {
    /// Leaves no empty folder behind when nothing came of it.
    fn drop(&mut self) {
        self.staged.clear();
        if self.made_folder {
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

impl Target for Disk {
    fn file(&mut self, file_name: &str, fill: Fill<'_>) -> Result<(), ExportError> {
        name::check(file_name)?;
        let mut path = self.folder.join(file_name);
        // A link stays a link: what it leads to is replaced.
        if path.is_symlink()
            && let Ok(real) = fs::canonicalize(&path)
        {
            path = real;
        }
        if self.staged.iter().any(|(_, other)| *other == path) {
            return Err(ExportError::SameName(file_name.to_owned()));
        }
        self.check_free(&path)?;
        let failed = |source| ExportError::File { source, path: path.clone() };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".sourceline-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let beside = path.parent().unwrap_or(&self.folder);
        let temporary = builder.tempfile_in(beside).map_err(failed)?;
        let mut out = BufWriter::with_capacity(BUFFER, temporary.as_file());
        fill(&mut out).map_err(|error| match error {
            ExportError::Write(source) => failed(source),
            other => other,
        })?;
        out.flush().map_err(failed)?;
        drop(out);
        temporary.as_file().sync_all().map_err(failed)?;
        self.staged.push((temporary.into_temp_path(), path));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(disk: &mut Disk, name: &str, text: &str) -> Result<(), ExportError> {
        disk.file(name, &mut |out| Ok(out.write_all(text.as_bytes())?))
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> =
            entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into()).collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_has_its_name_before_everything_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut disk = Disk::new(folder.path(), false).expect("a target");
        put(&mut disk, "a.csv", "1").expect("staged");
        assert!(!folder.path().join("a.csv").exists());
        let failed = disk.file("b.csv", &mut |_| Err(ExportError::Cancelled));
        assert!(matches!(failed, Err(ExportError::Cancelled)));
        drop(disk);
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn an_existing_file_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.csv"), "old").expect("written");
        let mut disk = Disk::new(folder.path(), false).expect("a target");
        assert!(matches!(put(&mut disk, "a.csv", "new"), Err(ExportError::Exists(_))));
        drop(disk);
        let mut disk = Disk::new(folder.path(), true).expect("a target");
        put(&mut disk, "a.csv", "new").expect("staged");
        disk.finish().expect("finished");
        let read = fs::read_to_string(folder.path().join("a.csv")).expect("read");
        assert_eq!((read.as_str(), names(folder.path())), ("new", vec!["a.csv".to_owned()]));
    }

    #[test]
    fn a_folder_that_was_made_for_nothing_is_removed_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("tables");
        let mut disk = Disk::new(&inner, false).expect("a target");
        put(&mut disk, "a.csv", "1").expect("staged");
        drop(disk);
        assert!(!inner.exists());
    }

    #[test]
    fn a_name_that_leads_away_or_comes_twice_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut disk = Disk::new(folder.path(), false).expect("a target");
        assert!(matches!(put(&mut disk, "../a", "x"), Err(ExportError::BadName(_))));
        put(&mut disk, "a", "x").expect("staged");
        assert!(matches!(put(&mut disk, "a", "x"), Err(ExportError::SameName(_))));
    }
}
