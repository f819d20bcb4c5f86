//! Clocks, percentiles and the lines that are printed.

use std::time::{Duration, Instant};

use cpu_time::{ProcessTime, ThreadTime};

/// The CPU time of this thread that something takes.
pub fn cpu<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = ThreadTime::now();
    let value = work();
    (start.elapsed(), value)
}

/// The CPU time that all other threads spend meanwhile.
pub fn beside<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let (all, (own, value)) = all_threads(|| cpu(work));
    (all.saturating_sub(own), value)
}

/// The CPU time of all threads that something takes.
pub fn all_threads<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = ProcessTime::now();
    let value = work();
    (start.elapsed(), value)
}

/// The time on the wall that something takes.
pub fn wall<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = work();
    (start.elapsed(), value)
}

/// Durations of which percentiles are asked.
#[derive(Debug, Default)]
pub struct Sample(Vec<Duration>);

impl Sample {
    /// Adds one.
    pub fn add(&mut self, one: Duration) {
        self.0.push(one);
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// The duration below which so many percent lie.
    pub fn percentile(&self, percent: f64) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
        sorted.get(at.clamp(1, sorted.len().max(1)) - 1).copied().unwrap_or_default()
    }

    /// The middle one.
    pub fn median(&self) -> Duration {
        self.percentile(50.0)
    }
}

/// Prints a line for each promise.
pub struct Report {
    lines: usize,
    kept: usize,
}

impl Report {
    /// Prints the head.
    pub fn new() -> Self {
        println!("{:<58} {:>12} {:>12}  kept", "what", "measured", "promised");
        Self { lines: 0, kept: 0 }
    }

    fn line(&mut self, what: &str, measured: String, promised: String, kept: bool) {
        self.lines += 1;
        self.kept += usize::from(kept);
        println!("{what:<58} {measured:>12} {promised:>12}  {}", if kept { "yes" } else { "NO" });
    }

    /// A duration that must not be longer than promised.
    pub fn time(&mut self, what: &str, measured: Duration, promised: Duration) {
        self.line(what, millis(measured), millis(promised), measured <= promised);
    }

    /// A ratio that must not be larger than promised.
    pub fn ratio(&mut self, what: &str, measured: f64, promised: f64) {
        self.line(
            what,
            format!("{measured:.2} x"),
            format!("{promised:.2} x"),
            measured <= promised,
        );
    }

    /// A share in percent that must not be larger than promised.
    pub fn percent(&mut self, what: &str, measured: f64, promised: f64) {
        let shown = |percent: f64| format!("{percent:.2} %");
        self.line(what, shown(measured), shown(promised), measured <= promised);
    }

    /// Prints how many promises were kept.
    pub fn close(&self) {
        println!("{} of {} promises kept", self.kept, self.lines);
    }
}

/// A duration in milliseconds.
pub fn millis(duration: Duration) -> String {
    format!("{:.3} ms", duration.as_secs_f64() * 1000.0)
}

/// A figure without a promise, for comparison.
pub fn told(what: &str, measured: &str) {
    println!("{what:<58} {measured:>12}");
}
