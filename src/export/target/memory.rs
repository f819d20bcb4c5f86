//! Files in memory: for tests, and for the preview, which stops at a number of bytes.

use std::io::{self, Write};

use super::{Fill, Target};
use crate::export::{ExportError, name};

/// Files in memory.
#[derive(Debug)]
pub struct Memory {
    /// The files so far, in the order of their making.
    pub files: Vec<(String, Vec<u8>)>,
    left: usize,
}

impl Default for Memory {
    fn default() -> Self {
        Self::limited(usize::MAX)
    }
}

impl Memory {
    /// Takes so many bytes in all; the export that writes more ends with
    /// [`ExportError::Full`], and what was written until then stays.
    pub fn limited(bytes: usize) -> Self {
        Self { files: Vec::new(), left: bytes }
    }

    /// The bytes of a file.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice())
    }
}

struct Bounded<'a> {
    bytes: Vec<u8>,
    left: &'a mut usize,
    full: bool,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(*self.left);
        if fits < bytes.len() {
            self.full = true;
            if fits == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
        }
        self.bytes.extend_from_slice(&bytes[..fits]);
        *self.left -= fits;
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Target for Memory {
    fn file(&mut self, file_name: &str, fill: Fill<'_>) -> Result<(), ExportError> {
        name::check(file_name)?;
        if self.bytes(file_name).is_some() {
            return Err(ExportError::SameName(file_name.to_owned()));
        }
        let mut bounded = Bounded { bytes: Vec::new(), left: &mut self.left, full: false };
        let filled = fill(&mut bounded);
        let Bounded { bytes, full, .. } = bounded;
        self.files.push((file_name.to_owned(), bytes));
        match filled {
            Err(ExportError::Write(_)) if full => Err(ExportError::Full),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_before_the_limit_stays() {
        let mut memory = Memory::limited(5);
        let filled = memory.file("a", &mut |out| Ok(out.write_all(b"1234567")?));
        assert!(matches!(filled, Err(ExportError::Full)));
        assert_eq!(memory.bytes("a"), Some(&b"12345"[..]));
    }
}
