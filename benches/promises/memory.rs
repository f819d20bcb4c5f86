//! The heap after opening, against the size of the file: the project, what the window keeps of
//! it, and what the analyses that follow it keep.

use std::path::Path;
use std::time::Duration;

use sourceline::{
    analysis::{
        findings::{self, Seen},
        origins::{Cache, Left},
    },
    storage::{file::load_bytes, write::to_text},
};

use crate::{
    HEAP,
    frames::Headless,
    generate::{self, Shape},
    measure::{Report, told},
};

/// The most frames that are shown until all that opening begins is there.
const MOST_FRAMES: usize = 3_000;

/// The heap that an open project takes, in multiples of its file, once its origins and findings
/// are counted, as they are in every window.
pub fn after_opening(report: &mut Report) {
    for (what, articles) in [("5 MB", 5), ("50 MB", 50)] {
        let shape = Shape { articles, bytes: 350_000, claims: 1000, claim_chars: 90 };
        let text = to_text(&generate::project(11, shape));
        let size = text.len();
        let mut headless = Headless::new();
        let before = HEAP.current_usage();
        let loaded = load_bytes(Path::new("bench.ron"), text.as_bytes()).expect("valid");
        drop(text);
        let start = HEAP.current_usage();
        let cache = Cache::of(&loaded.project, false);
        let origins = HEAP.current_usage().saturating_sub(start);
        let left = Left::default();
        let seen = Seen { project: &loaded.project, origins: &cache, left: &left };
        let found = findings::all(seen);
        let findings = HEAP.current_usage().saturating_sub(start + origins);
        let count = found.len();
        drop((found, cache));
        headless.open(loaded.project);
        for frame in 0..MOST_FRAMES {
            headless.frame(Vec::new());
            if frame >= 60 && headless.window().tracing.found().is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(headless.window().tracing.found().is_some(), "the findings are there");
        // The text of the file itself was counted before and is gone by now.
        let taken = (HEAP.current_usage() + size).saturating_sub(before);
        told(&format!("file for the {what} row"), &format!("{:.1} MB", size as f64 / 1e6));
        let against = |heap: usize| heap as f64 / size as f64;
        let heap = format!("heap after opening, {what}, against the file");
        report.ratio(&heap, against(taken), 8.0);
        told("  of it: origins", &format!("{:.2} x", against(origins)));
        told(&format!("  of it: {count} findings"), &format!("{:.2} x", against(findings)));
    }
}
