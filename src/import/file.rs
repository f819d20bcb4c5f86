//! Reading a file for an import: the one place here that touches the file system.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::{ImportError, Imported, Limits, import_bytes};

const PIECE: u64 = 1024 * 1024;

/// Imports a file, reading at most one byte more than the limit. `cancel` is asked once a
/// megabyte. The error names the file last.
pub fn import_file(
    path: &Path,
    limits: &Limits,
    cancel: &dyn Fn() -> bool,
) -> Result<Imported, ImportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read(path, limits, cancel)
        .and_then(|bytes| import_bytes(&name, &bytes, limits))
        .map_err(|reason| ImportError::InFile { reason: Box::new(reason), path: path.to_owned() })
}

fn read(path: &Path, limits: &Limits, cancel: &dyn Fn() -> bool) -> Result<Vec<u8>, ImportError> {
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => ImportError::NotFound,
        _ => ImportError::Unreadable(error),
    };
    // Asked before opening: to open a pipe may wait for ever.
    let found = fs::metadata(path).map_err(unreadable)?;
    if found.is_dir() {
        return Err(ImportError::Folder);
    }
    if !found.is_file() {
        return Err(ImportError::NotAFile);
    }
    limits.check_size(found.len())?;
    let mut file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    loop {
        if cancel() {
            return Err(ImportError::Cancelled);
        }
        let read = file.by_ref().take(PIECE).read_to_end(&mut bytes).map_err(unreadable)?;
        // The file may have grown since it was asked for its size, or lie about it.
        limits.check_size(bytes.len() as u64)?;
        if read == 0 {
            return Ok(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn never() -> bool {
        false
    }

    #[test]
    fn a_file_is_read_and_named_by_its_stem() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("The dam.txt");
        fs::write(&path, "words ".repeat(100)).expect("written");
        let imported = import_file(&path, &Limits::default(), &never).expect("imported");
        assert_eq!(imported.head.title, "The dam");
    }

    #[test]
    fn what_can_not_be_read_is_told_with_the_path_last() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = folder.path().join("missing.txt");
        let large = folder.path().join("large.txt");
        fs::write(&large, "12345").expect("written");
        let limits = Limits { bytes: 4, ..Limits::default() };
        for (path, cancelled) in [(folder.path(), false), (&missing, false), (&large, false)] {
            let error = import_file(path, &limits, &|| cancelled).expect_err("refused");
            assert!(error.to_string().ends_with(&path.display().to_string()), "{error}");
            let fits = match error.reason() {
                ImportError::Folder => path == folder.path(),
                ImportError::NotFound => path == missing,
                ImportError::TooLarge { .. } => path == large,
                _ => false,
            };
            assert!(fits, "{error}");
        }
        let error = import_file(&large, &Limits::default(), &|| true).expect_err("cancelled");
        assert!(matches!(error.reason(), ImportError::Cancelled));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_no_file() {
        let error =
            import_file(Path::new("/dev/zero"), &Limits::default(), &never).expect_err("refused");
        assert!(matches!(error.reason(), ImportError::NotAFile));
    }
}
