//! ZIP archives from outside: looked through before anything is unpacked, and unpacked only
//! into memory and within limits.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::AnnotationError;

const MEGABYTE: u64 = 1024 * 1024;
/// The most entries.
const MAX_ENTRIES: usize = 20_000;
/// The most bytes of all entries together, unpacked.
const MAX_TOTAL: u64 = 1024 * MEGABYTE;
/// The most bytes of one entry that is read.
const MAX_ENTRY: u64 = 256 * MEGABYTE;
/// How many times its packed size an entry may have, once it is larger than [`SMALL`].
const MAX_RATIO: u64 = 200;
const SMALL: u64 = 8 * MEGABYTE;

/// An archive in which nothing unsafe was found.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The entries by their names in small letters: some programs write others' case wrong.
    entries: BTreeMap<String, usize>,
}

fn is_unsafe(why: impl Into<String>) -> AnnotationError {
    AnnotationError::Unsafe(why.into())
}

/// How many entries the archive's own directory announces. Several entries of one name count
/// each, which a reader that goes by names would not notice.
fn announced(bytes: &[u8]) -> Option<usize> {
    let tail = &bytes[bytes.len().saturating_sub(66_000)..];
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = tail.get(at + 10..at + 12)?;
    let count = u16::from_le_bytes([count[0], count[1]]);
    (count != u16::MAX).then_some(count.into())
}

/// Refuses a name that leads out of the folder that an archive would be unpacked to.
fn check_name(name: &str) -> Result<(), AnnotationError> {
    let leads_away = name.starts_with(['/', '\\'])
        || name.split(['/', '\\']).any(|part| part == "..")
        || name.as_bytes().get(1) == Some(&b':')
        || name.contains('\0');
    if leads_away {
        return Err(is_unsafe(format!("the entry {name:?} leads out of it")));
    }
    Ok(())
}

impl<'a> Archive<'a> {
    /// Looks through an archive.
    pub fn open(bytes: &'a [u8]) -> Result<Self, AnnotationError> {
        let malformed = |error: zip::result::ZipError| AnnotationError::Malformed {
            what: "the archive",
            why: error.to_string(),
        };
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(malformed)?;
        if zip.len() > MAX_ENTRIES {
            return Err(is_unsafe(format!("it has more than {MAX_ENTRIES} entries")));
        }
        if announced(bytes).is_some_and(|count| count != zip.len()) {
            return Err(is_unsafe("entries of one name stand in it several times"));
        }
        let mut entries = BTreeMap::new();
        let mut folders = BTreeSet::new();
        let mut total = 0_u64;
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(malformed)?;
            let name = entry.name().map_err(malformed)?.into_owned();
            check_name(&name)?;
            if entry.encrypted() {
                return Err(is_unsafe(format!(
                    "the entry {name:?} is encrypted: save it without a password"
                )));
            }
            if entry.is_symlink() {
                return Err(is_unsafe(format!("the entry {name:?} is a symbolic link")));
            }
            let (packed, size) = (entry.compressed_size(), entry.size());
            total = total.saturating_add(size);
            if size > SMALL && size / packed.max(1) > MAX_RATIO {
                return Err(is_unsafe(format!(
                    "the entry {name:?} unpacks to {size} bytes from {packed}"
                )));
            }
            if total > MAX_TOTAL {
                return Err(is_unsafe(format!(
                    "it unpacks to more than {} MB",
                    MAX_TOTAL / MEGABYTE
                )));
            }
            let key = name.replace('\\', "/").to_lowercase();
            if entry.is_dir() {
                folders.insert(key);
            } else if entries.insert(key, index).is_some() {
                return Err(is_unsafe(format!("the entry {name:?} stands in it several times")));
            }
        }
        Ok(Self { zip, entries })
    }

    /// The names of all files, in small letters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Unpacks a file; `None` if there is none of that name, in whatever case.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, AnnotationError> {
        let Some(index) = self.entries.get(&name.to_lowercase()) else { return Ok(None) };
        let malformed = |why: String| AnnotationError::Malformed { what: "the archive", why };
        let entry = self.zip.by_index(*index).map_err(|e| malformed(format!("{name}: {e}")))?;
        let declared = entry.size();
        let mut bytes = Vec::new();
        // The size may be a lie: what comes out is counted.
        let limit = MAX_ENTRY.min(declared);
        entry
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| malformed(format!("{name}: {error}")))?;
        if bytes.len() as u64 > limit {
            return Err(is_unsafe(format!(
                "the entry {name:?} is larger than it says, or than {} MB",
                MAX_ENTRY / MEGABYTE
            )));
        }
        Ok(Some(bytes))
    }
}
