//! Reading a file of annotations: the one place here that touches the file system.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{
    AnnotationError, Brought, Context, brat,
    proposal::{Given, Ids, Setting},
    read_bytes,
};

const MEGABYTE: u64 = 1024 * 1024;
/// The most bytes of a file.
const MAX_BYTES: u64 = 512 * MEGABYTE;

/// Reads a file by whichever format it is. The error names the file last.
pub fn read_file(path: &Path, context: &mut Context<'_>) -> Result<Brought, AnnotationError> {
    read_mapped(path, None, context)
}

/// The same, with what the names of a collection mean. Names that the mapping does not have
/// mean what they suggest. The answer holds the whole mapping.
pub fn read_mapped(
    path: &Path,
    mapping: Option<&brat::Mapping>,
    context: &mut Context<'_>,
) -> Result<Brought, AnnotationError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = if path.is_dir() || name.to_lowercase().ends_with(".ann") {
        collection(path).map(|collection| mapped(&collection, mapping, context))
    } else {
        bytes_of(path).and_then(|bytes| read_bytes(&name, &bytes, context))
    };
    read.map_err(|reason| AnnotationError::InFile {
        reason: Box::new(reason),
        path: path.to_owned(),
    })
}

/// What the names of a collection suggest that they mean.
pub fn guess(path: &Path) -> Result<brat::Mapping, AnnotationError> {
    let guessed = collection(path).map(|collection| collection.guess());
    guessed.map_err(|reason| AnnotationError::InFile {
        reason: Box::new(reason),
        path: path.to_owned(),
    })
}

fn mapped(
    collection: &brat::Collection,
    changed: Option<&brat::Mapping>,
    context: &mut Context<'_>,
) -> Brought {
    let mut mapping = collection.guess();
    for line in changed.map(brat::Mapping::lines).unwrap_or_default() {
        mapping.set(line.sort, &line.name, line.meaning);
    }
    let into = Setting::of(context);
    let proposal = brat::propose(into, collection, &mapping, &mut Ids(&mut *context.ids));
    Brought { mapping: Some(mapping), ..proposal.into() }
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

/// A collection of brat: a folder of texts and annotations, or one pair of them.
fn collection(path: &Path) -> Result<brat::Collection, AnnotationError> {
    let paths: Vec<PathBuf> = if path.is_dir() {
        let mut paths = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?.path();
            if entry.extension().is_some_and(|ending| ending == "ann" || ending == "txt") {
                paths.push(entry);
            }
        }
        paths.sort();
        paths
    } else {
        let text = path.with_extension("txt");
        [path.to_owned(), text].into_iter().filter(|path| path.is_file()).collect()
    };
    if !paths.iter().any(|path| path.extension().is_some_and(|ending| ending == "ann")) {
        return Err(AnnotationError::Malformed {
            what: "the folder",
            why: "there is no .ann file in it".to_owned(),
        });
    }
    let mut files = Vec::new();
    let mut left = MAX_BYTES;
    for path in paths {
        let bytes = bytes_of(&path)?;
        left = left
            .checked_sub(bytes.len() as u64)
            .ok_or(AnnotationError::TooLarge { megabytes: MAX_BYTES / MEGABYTE })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.push((name, bytes));
    }
    let given: Vec<_> = files.iter().map(|(name, bytes)| Given { name, bytes }).collect();
    brat::Collection::read(&given)
}
