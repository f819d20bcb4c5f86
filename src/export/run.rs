//! Running an export: to a path, to a stream, to a folder with every format, or as a
//! preview.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{
    Export, ExportError, FORMATS, Format, Progress, Shape, Wanted,
    target::{Disk, Memory, Stream},
};

/// Writes one format to a path: a file or a folder, as the format and the path's ending want
/// it. Gives the files that were written.
pub fn to_path(
    format: &Format,
    export: &Export<'_>,
    path: &Path,
    force: bool,
    progress: &Progress<'_>,
) -> Result<Vec<PathBuf>, ExportError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let one = match (format.shape, &name) {
        (Shape::File, _) => true,
        (_, None) => false,
        (_, Some(name)) => format.is_one_file(name) && !path.is_dir(),
    };
    if !one {
        let mut disk = Disk::new(path, force)?;
        (format.write)(export, Wanted::Folder, &mut disk, progress)?;
        return disk.finish();
    }
    let (folder, name) = match name {
        _ if path.is_dir() => (path, file_name(format, export)),
        Some(name) => (path.parent().unwrap_or(Path::new(".")), name),
        None => return Err(ExportError::IsFolder(path.to_owned())),
    };
    if Path::new(&name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron")) {
        return Err(ExportError::Project(path.to_owned()));
    }
    let mut disk = Disk::new(folder, force)?;
    (format.write)(export, Wanted::File(&name), &mut disk, progress)?;
    disk.finish()
}

/// Writes one format to a stream.
pub fn to_stream(
    format: &Format,
    export: &Export<'_>,
    out: &mut dyn Write,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    if format.shape == Shape::Folder {
        return Err(ExportError::NotOneFile(format.name));
    }
    let name = file_name(format, export);
    (format.write)(export, Wanted::File(&name), &mut Stream::new(out, format.name), progress)
}

/// Writes every format into a folder: each file called like the export, each folder too, with
/// the format's name behind it.
pub fn all_to_folder(
    export: &Export<'_>,
    folder: &Path,
    force: bool,
    progress: &Progress<'_>,
) -> Result<Vec<PathBuf>, ExportError> {
    let mut written = Vec::new();
    for (done, format) in FORMATS.iter().enumerate() {
        let part = |share: f32| {
            (progress.report)((done as f32 + share) / FORMATS.len() as f32);
        };
        let progress = Progress { cancelled: progress.cancelled, report: &part };
        let path = match format.shape {
            Shape::File => folder.join(file_name(format, export)),
            Shape::Folder | Shape::Either => {
                folder.join(format!("{}-{}", export.stem, format.name))
            }
        };
        written.extend(to_path(format, export, &path, force, &progress)?);
    }
    Ok(written)
}

/// The first bytes of what a format would write, file by file; `wanted` as for writing it.
pub fn preview(
    format: &Format,
    export: &Export<'_>,
    wanted: Wanted<'_>,
    bytes: usize,
    progress: &Progress<'_>,
) -> Result<Vec<(String, Vec<u8>)>, ExportError> {
    let mut memory = Memory::limited(bytes);
    match (format.write)(export, wanted, &mut memory, progress) {
        Ok(()) | Err(ExportError::Full) => Ok(memory.files),
        Err(other) => Err(other),
    }
}

/// What one file of a format is called.
pub fn file_name(format: &Format, export: &Export<'_>) -> String {
    format!("{}{}", export.stem, format.ending())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{sample, time::Timestamp},
        export::{Options, format},
    };

    fn export_to(path: &Path, force: bool) -> Result<Vec<PathBuf>, ExportError> {
        let (project, options) = (sample::project(), Options::default());
        let at = Timestamp::from_unix_seconds(0);
        let export = Export { project: &project, stem: "bridges", at, options: &options };
        to_path(format("json").expect("there"), &export, path, force, &Progress::NONE)
    }

    #[test]
    fn no_export_replaces_a_project() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bridges.ron");
        std::fs::write(&path, "(version: 1)").expect("written");
        assert!(matches!(export_to(&path, true), Err(ExportError::Project(_))));
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "(version: 1)");
    }

    #[test]
    fn one_file_goes_into_a_folder_that_is_there_under_the_projects_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let written = export_to(folder.path(), false).expect("exported");
        assert_eq!(written, [folder.path().join("bridges.json")]);
        assert!(matches!(export_to(folder.path(), false), Err(ExportError::Exists(_))));
    }
}
