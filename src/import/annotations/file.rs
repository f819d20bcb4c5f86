//! Reading a file of annotations: the one place here that touches the file system.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::{AnnotationError, Brought, Context, read_bytes};

const MEGABYTE: u64 = 1024 * 1024;
/// The most bytes of a file.
const MAX_BYTES: u64 = 512 * MEGABYTE;

/// Reads a file by whichever format it is. The error names the file last.
pub fn read_file(path: &Path, context: &mut Context<'_>) -> Result<Brought, AnnotationError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    bytes_of(path).and_then(|bytes| read_bytes(&name, &bytes, context)).map_err(|reason| {
        AnnotationError::InFile { reason: Box::new(reason), path: path.to_owned() }
    })
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, AnnotationError> {
    // Asked before opening: to open a pipe may wait for ever.
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(AnnotationError::Unreadable(std::io::ErrorKind::InvalidInput.into()));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(AnnotationError::TooLarge { megabytes: MAX_BYTES / MEGABYTE });
    }
    Ok(bytes)
}
