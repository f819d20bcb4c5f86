//! Text that is written on in pieces as it comes; the first error is kept and told at the end,
//! so that who writes need not ask after every word.

use std::io::{self, Write};

use super::report::wording;
use crate::domain::time::Timestamp;

/// How much is gathered before it is written on, in bytes.
const PIECE: usize = 64 * 1024;

/// Gathers text on its way to a writer.
pub struct Gathered<'a> {
    out: &'a mut dyn Write,
    buffer: String,
    failed: Option<io::Error>,
    /// The day that was told last, in days since 1970: the next record often has the same.
    day: Option<(i64, String)>,
}

impl<'a> Gathered<'a> {
    /// Text that goes to a writer.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, buffer: String::with_capacity(PIECE + 4096), failed: None, day: None }
    }

    /// Has more text added.
    pub fn add<T>(&mut self, more: impl FnOnce(&mut String) -> T) -> T {
        let value = more(&mut self.buffer);
        if self.buffer.len() >= PIECE {
            self.empty();
        }
        value
    }

    /// Adds a text as it is.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.add(|buffer| buffer.push_str(text));
        self
    }

    /// Adds a number.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.add(|buffer| super::escape::push_number(buffer, number));
        self
    }

    /// Adds the day of a moment, in UTC: `6 November 2014`.
    pub fn day(&mut self, at: Timestamp) -> &mut Self {
        let number = at.unix_seconds().div_euclid(86_400);
        if self.day.as_ref().is_none_or(|(known, _)| *known != number) {
            self.day = Some((number, wording::day(at)));
        }
        self.buffer.push_str(self.day.as_ref().map_or("", |(_, words)| words));
        self
    }

    /// Whether writing failed; nothing more is written then.
    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Fails if writing failed, so that no more is made of what goes nowhere.
    pub fn check(&mut self) -> io::Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }

    #[cold]
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
