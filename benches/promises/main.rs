//! The promises of speed, measured: each prints the promised figure as a ratio or a
//! percentile, on seeded data. Nothing here fails because a machine is slow.
//!
//! `cargo bench` runs all of them; `cargo bench -- frame load` only those named.

mod compare;
mod edits;
mod export;
mod files;
mod frames;
mod generate;
mod graph;
mod measure;
mod memory;
mod origins;
mod plant;
mod references;
mod serialised;
mod sides;

use measure::Report;
use peak_alloc::PeakAlloc;

/// Counts the heap, for the promise of memory.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// A name to ask for, and what is run.
type Bench = (&'static str, fn(&mut Report));

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let asked = |name: &str| wanted.is_empty() || wanted.iter().any(|w| name.contains(w.as_str()));
    let mut report = Report::new();
    let benches: [Bench; 17] = [
        ("frame", frames::scrolling),
        ("first-frame", frames::first),
        ("resize", frames::resizing),
        ("edit-one-article", edits::one_article),
        ("edit-hundred-articles", edits::hundred_articles),
        ("load", files::load),
        ("save", files::save),
        ("export", export::exports),
        ("memory", memory::after_opening),
        ("references", references::all),
        ("compare-planted", compare::planted),
        ("compare-growth", compare::growth),
        ("compare-hostile", compare::hostile),
        ("compare-records", compare::records),
        ("compare-frame", sides::all),
        ("origins", origins::all),
        ("graph", graph::all),
    ];
    for (name, bench) in benches {
        if asked(name) {
            bench(&mut report);
        }
    }
    report.close();
}
