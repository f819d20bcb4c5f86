//! Text that is written on in pieces as it comes; the first error is kept and told at the end,
//! so that who writes need not ask after every word.

use std::io::{self, Write};

/// How much is gathered before it is written on, in bytes.
const PIECE: usize = 64 * 1024;

/// Gathers text on its way to a writer.
pub struct Gathered<'a> {
    out: &'a mut dyn Write,
    buffer: String,
    failed: Option<io::Error>,
}

impl<'a> Gathered<'a> {
    /// Text that goes to a writer.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, buffer: String::with_capacity(PIECE + 4096), failed: None }
    }

    /// Has more text added.
    pub fn add(&mut self, more: impl FnOnce(&mut String)) {
        more(&mut self.buffer);
        if self.buffer.len() >= PIECE {
            self.empty();
        }
    }

    /// Whether writing failed; nothing more is written then.
    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    fn empty(&mut self) {
        if self.failed.is_none() {
            self.failed = self.out.write_all(self.buffer.as_bytes()).err();
        }
        self.buffer.clear();
    }

    /// Writes what is left, and tells what failed.
    pub fn finish(mut self) -> io::Result<()> {
        self.empty();
        self.failed.map_or(Ok(()), Err)
    }
}
