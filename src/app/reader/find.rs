//! Find in text: what is looked for, what was found, which match is the current one.
//! A long text is searched on a thread. The bar is drawn elsewhere.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

use crate::{
    analysis::find::{FindError, FindQuery, Found, find_all, find_until},
    domain::{span::Span, text::Text},
};

/// More matches than this are not shown.
const MOST: usize = 20_000;
/// A text of more code points is searched on a thread.
const LONG: u32 = 100_000;

/// The state of finding.
#[derive(Debug, Default)]
pub(super) struct Find {
    pub(super) open: bool,
    pub(super) query: FindQuery,
    pub(super) wants_focus: bool,
    searched: Option<(FindQuery, Arc<Text>)>,
    found: Found,
    error: Option<String>,
    current: Option<usize>,
    job: Option<Job>,
    /// Where the search started: the current match is the first from here on.
    from: u32,
}

#[derive(Debug)]
struct Job {
    result: Receiver<Result<Found, FindError>>,
    stop: Arc<AtomicBool>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Find {
    /// Opens the bar; matches are counted from a code point on.
    pub(super) fn open(&mut self, from: u32) {
        self.open = true;
        self.wants_focus = true;
        self.from = from;
    }

    /// Closes the bar and forgets the matches, not the words.
    pub(super) fn close(&mut self) {
        let query = std::mem::take(&mut self.query);
        *self = Self { query, ..Self::default() };
    }

    /// Searches if words or text changed. Gives the match to be shown, if it is a new one.
    pub(super) fn refresh(&mut self, text: &Arc<Text>, ctx: &egui::Context) -> Option<Span> {
        if !self.open {
            return None;
        }
        let known = self
            .searched
            .as_ref()
            .is_some_and(|(query, of)| *query == self.query && Arc::ptr_eq(of, text));
        if !known {
            if let Some(now) = self.current_span() {
                self.from = now.start;
            }
            self.searched = Some((self.query.clone(), Arc::clone(text)));
            self.job = None;
            if text.len() <= LONG {
                return self.settle(find_all(text, &self.query, MOST));
            }
            self.job = Some(search(text, &self.query, ctx));
        }
        let result = match self.job.as_ref()?.result.try_recv() {
            Ok(result) => result,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Ok(Found::default()),
        };
        self.job = None;
        self.settle(result)
    }

    fn settle(&mut self, result: Result<Found, FindError>) -> Option<Span> {
        self.error = None;
        self.current = None;
        match result {
            Ok(found) => {
                let next = found.spans.partition_point(|span| span.start < self.from);
                self.current = match found.spans.len() {
                    0 => None,
                    count => Some(next % count),
                };
                self.found = found;
            }
            Err(error) => {
                self.found = Found::default();
                self.error = Some(error.to_string());
            }
        }
        self.current_span()
    }

    /// Goes to the next or previous match, round the ends.
    pub(super) fn go(&mut self, forward: bool) -> Option<Span> {
        let count = self.found.spans.len();
        let current = self.current?;
        self.current = Some(if forward { current + 1 } else { current + count - 1 } % count);
        self.current_span()
    }

    /// The current match.
    pub(super) fn current_span(&self) -> Option<Span> {
        self.found.spans.get(self.current?).copied()
    }

    /// The matches that share a code point with a span.
    pub(super) fn in_span(&self, span: Span) -> &[Span] {
        if !self.open {
            return &[];
        }
        let from = self.found.spans.partition_point(|found| found.end <= span.start);
        let to = self.found.spans.partition_point(|found| found.start < span.end);
        &self.found.spans[from..to.max(from)]
    }

    /// All matches, in order.
    pub(super) fn spans(&self) -> &[Span] {
        if self.open { &self.found.spans } else { &[] }
    }

    /// "3 of 17", or why there is no such number.
    pub(super) fn status(&self) -> String {
        if self.job.is_some() {
            return "Searching …".to_owned();
        }
        if let Some(error) = &self.error {
            return error.clone();
        }
        let count = self.found.spans.len();
        match self.current {
            _ if self.query.pattern.is_empty() => String::new(),
            None => "No match".to_owned(),
            Some(now) if self.found.truncated => format!("{} of more than {count}", now + 1),
            Some(now) => format!("{} of {count}", now + 1),
        }
    }

    /// Whether the words can't be searched for.
    pub(super) fn failed(&self) -> bool {
        self.error.is_some()
    }
}

fn search(text: &Arc<Text>, query: &FindQuery, ctx: &egui::Context) -> Job {
    let (sender, result) = channel();
    let stop = Arc::new(AtomicBool::new(false));
    let (text, query, stopped, wake) =
        (Arc::clone(text), query.clone(), Arc::clone(&stop), ctx.clone());
    let work = move || {
        let found = find_until(&text, &query, MOST, || stopped.load(Ordering::Relaxed));
        if sender.send(found).is_ok() {
            wake.request_repaint();
        }
    };
    if let Err(error) = thread::Builder::new().name("find".to_owned()).spawn(work) {
        log::warn!("nothing is found in long articles: no thread: {error}");
    }
    Job { result, stop }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &Arc<Text>, pattern: &str, from: u32) -> Find {
        let mut find = Find::default();
        find.open(from);
        find.query.pattern = pattern.to_owned();
        find.refresh(text, &egui::Context::default());
        find
    }

    #[test]
    fn the_first_match_from_the_place_of_reading_is_the_current_one_and_next_goes_round() {
        let text = Arc::new(Text::new("one two one two one"));
        let mut find = found(&text, "one", 5);
        assert_eq!(find.status(), "2 of 3");
        assert_eq!(find.go(true), Some(Span::new(16, 19)));
        assert_eq!(find.go(true), Some(Span::new(0, 3)));
        assert_eq!(find.go(false), Some(Span::new(16, 19)));
    }

    #[test]
    fn nothing_found_is_said_and_a_wrong_pattern_is_explained() {
        let text = Arc::new(Text::new("one"));
        let mut find = found(&text, "nine", 0);
        assert_eq!(find.status(), "No match");
        assert_eq!(find.go(true), None);
        find.query = FindQuery { pattern: "(".into(), regex: true, case_sensitive: false };
        find.refresh(&text, &egui::Context::default());
        assert!(find.failed(), "{}", find.status());
    }

    #[test]
    fn a_long_text_is_searched_on_a_thread() {
        let text = Arc::new(Text::new("x".repeat(LONG as usize + 1) + "needle"));
        let mut find = found(&text, "needle", 0);
        for _ in 0..500 {
            if find.status() != "Searching …" {
                break;
            }
            thread::sleep(std::time::Duration::from_millis(10));
            find.refresh(&text, &egui::Context::default());
        }
        assert_eq!(find.status(), "1 of 1");
    }
}
