//! Where an export goes: files on disk, memory, or a stream.

mod disk;
mod memory;
mod stream;

use std::io::Write;

use super::ExportError;

pub use disk::Disk;
pub use memory::Memory;
pub use stream::Stream;

/// What fills one file.
pub type Fill<'a> = &'a mut dyn FnMut(&mut dyn Write) -> Result<(), ExportError>;

/// Takes the files of an export, one after the other.
pub trait Target {
    /// Makes a file of this name and lets it be filled.
    fn file(&mut self, name: &str, fill: Fill<'_>) -> Result<(), ExportError>;
}
