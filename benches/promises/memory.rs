//! The heap after opening, against the size of the file.

use std::path::Path;

use sourceline::storage::{file::load_bytes, write::to_text};

use crate::{
    HEAP,
    frames::Headless,
    generate::{self, Shape},
    measure::{Report, told},
};

/// The heap that an open project takes, in multiples of its file.
pub fn after_opening(report: &mut Report) {
    for (what, articles) in [("5 MB", 5), ("50 MB", 50)] {
        let shape = Shape { articles, bytes: 350_000, claims: 1000, claim_chars: 90 };
        let text = to_text(&generate::project(11, shape));
        let size = text.len();
        let mut headless = Headless::new();
        let before = HEAP.current_usage();
        let loaded = load_bytes(Path::new("bench.ron"), text.as_bytes()).expect("valid");
        headless.open(loaded.project);
        for _ in 0..60 {
            headless.frame(Vec::new());
        }
        // The text of the file itself was counted before and is gone by now.
        let taken = (HEAP.current_usage() + size).saturating_sub(before);
        told(&format!("file for the {what} row"), &format!("{:.1} MB", size as f64 / 1e6));
        report.ratio(
            &format!("heap after opening, {what}, against the file"),
            taken as f64 / size as f64,
            8.0,
        );
    }
}
