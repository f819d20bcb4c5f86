//! One stream, such as standard output: takes one file.

use std::io::{BufWriter, Write};

use super::{Fill, Target};
use crate::export::ExportError;

/// A stream that takes one file.
pub struct Stream<'a> {
    out: &'a mut dyn Write,
    /// The format's name, for the error that a second file is.
    format: &'static str,
    taken: bool,
}

impl<'a> Stream<'a> {
    /// A target for the file of a format.
    pub fn new(out: &'a mut dyn Write, format: &'static str) -> Self {
        Self { out, format, taken: false }
    }
}

impl std::fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Stream").field(&self.format).finish()
    }
}

impl Target for Stream<'_> {
    fn file(&mut self, _: &str, fill: Fill<'_>) -> Result<(), ExportError> {
        if std::mem::replace(&mut self.taken, true) {
            return Err(ExportError::NotOneFile(self.format));
        }
        let mut out = BufWriter::new(&mut *self.out);
        fill(&mut out)?;
        Ok(out.flush()?)
    }
}
