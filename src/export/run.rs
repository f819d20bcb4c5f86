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
    let name = match name {
        Some(name) if !path.is_dir() => name,
        _ => return Err(ExportError::IsFolder(path.to_owned())),
    };
    let mut disk = Disk::new(path.parent().unwrap_or(Path::new(".")), force)?;
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
