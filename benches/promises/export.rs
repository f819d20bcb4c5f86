//! Every export of 100,000 claims in 100 articles, against the bare serialisation of the same
//! output (see [`serialised`]), in CPU time of the thread.
//!
//! Formats that tell what the analyses found have the analyses' own time and heap told apart:
//! they count on neither side, and have promises of their own. Counted apart is what `analysis`
//! does for the format, and no more: for the graphs the building of the graph; for the reports
//! the origins, circles and findings ([`Told::of`]), for HTML also the comparison of the first
//! pairs of articles, and the graph with its layout. Both are measured in the same round, one
//! after the other, and it is their difference of which the median is taken.

use std::hint::black_box;
use std::io::{self, Write};
use std::ops::ControlFlow;

use sourceline::{
    analysis::{
        compare,
        graph::{
            self, GraphOptions,
            layout::{self, lay_out},
        },
        reuse::Settings,
    },
    domain::project::Project,
    export::{
        Export, ExportError, FORMATS, Fill, Format, Options, Progress, Shape as FileShape, Target,
        Wanted,
        report::{Outline, origins::Told},
    },
};

use crate::{
    HEAP,
    generate::{self, Shape},
    measure::{Report, Sample, cpu, millis, told},
    serialised,
};

const SHAPE: Shape = Shape { articles: 100, bytes: 100_000, claims: 1000, claim_chars: 90 };
const ROUNDS: usize = 3;
/// How many pairs of articles the report compares, and how many places it draws: as in
/// `export/html`.
const PAIRS: usize = 6;
const PLACES: usize = 120;
/// The most that an export may take above the project itself, in bytes.
const MOST: usize = 64 << 20;

/// Counts what it is given, and forgets it.
#[derive(Default)]
pub struct Drain(u64);

impl Write for Drain {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Target for Drain {
    fn file(&mut self, _: &str, fill: Fill<'_>) -> Result<(), ExportError> {
        let mut out = io::BufWriter::with_capacity(128 * 1024, self);
        fill(&mut out)?;
        Ok(out.flush()?)
    }
}

/// Keeps the files: the output that is serialised again.
#[derive(Default)]
struct Kept(Vec<(String, Vec<u8>)>);

impl Target for Kept {
    fn file(&mut self, name: &str, fill: Fill<'_>) -> Result<(), ExportError> {
        let mut bytes = Vec::new();
        fill(&mut bytes)?;
        self.0.push((name.to_owned(), bytes));
        Ok(())
    }
}

fn write(format: &Format, project: &Project, target: &mut dyn Target) {
    let options = Options::default();
    let export = Export { project, stem: "bench", at: generate::now(), options: &options };
    let name = format!("bench{}", format.endings.first().copied().unwrap_or_default());
    let wanted = if format.shape == FileShape::File { Wanted::File(&name) } else { Wanted::Folder };
    (format.write)(&export, wanted, target, &Progress::NONE).expect("exported");
}

/// All exports, in time and memory.
pub fn exports(report: &mut Report) {
    let project = generate::project(5, SHAPE);
    // Formats can be named behind the bench: `cargo bench -- export csv ris`.
    let named: Vec<String> =
        std::env::args().filter(|a| sourceline::export::format(a).is_some()).collect();
    let asked = |name: &str| named.is_empty() || named.iter().any(|n| n == name);
    // A codebook does not grow with the claims.
    for format in FORMATS.iter().filter(|format| format.name != "qdc" && asked(format.name)) {
        let mut kept = Kept::default();
        write(format, &project, &mut kept);
        // The files of a folder are timed one after the other and added up.
        let bare: f64 = kept.0.iter().map(|(n, b)| serialised::time(n, b).as_secs_f64()).sum();
        let size: usize = kept.0.iter().map(|(_, bytes)| bytes.len()).sum();
        drop(kept);
        let above = heap(|| write(format, &project, &mut Drain::default()));
        let outline = Outline::new(&project);
        let beside = heap(|| analyse(format.name, &outline));
        let (mut whole, mut apart, mut own) =
            (Sample::default(), Sample::default(), Sample::default());
        for _ in 0..ROUNDS {
            let (taken, ()) = cpu(|| write(format, &project, &mut Drain::default()));
            let (analysed, ()) = cpu(|| analyse(format.name, &outline));
            whole.add(taken);
            apart.add(analysed);
            own.add(taken.saturating_sub(analysed));
        }
        let what = format!("{} of 100,000 claims, {} MB", format.name, size / 1_000_000);
        told(&what, &millis(whole.median()));
        if beside > 0 {
            told(&format!("{}: analyses, not counted", format.name), &millis(apart.median()));
            let heap = format!("{} MB", beside / 1_000_000);
            told(&format!("{}: heap of the analyses, not counted", format.name), &heap);
        }
        let bare_shown = format!("{:.3} ms", bare * 1000.0);
        told(&format!("{}: bare serialisation", format.name), &bare_shown);
        let packed = matches!(format.name, "qdpx" | "xlsx");
        report.ratio(
            &format!("export {} against bare serialisation", format.name),
            own.median().as_secs_f64() / bare,
            if packed { 3.0 } else { 2.0 },
        );
        report.ratio(
            &format!("export {}: heap above the project, of 64 MB", format.name),
            above.saturating_sub(beside) as f64 / MOST as f64,
            1.0,
        );
    }
}

/// The most heap that something takes beside what is there already, in bytes.
fn heap(work: impl FnOnce()) -> usize {
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    work();
    HEAP.peak_usage().saturating_sub(before)
}

/// What the analyses do for a format; nothing for most.
fn analyse(format: &str, outline: &Outline<'_>) {
    let graph = |claims| {
        let options = GraphOptions { claims, alleged: true, ..GraphOptions::default() };
        graph::build(outline.project, &options)
    };
    let found = || Told::of(outline, &Progress::NONE).expect("nobody stops it");
    match format {
        "graphml" | "gexf" | "dot" => drop(black_box(graph(true))),
        "markdown" => drop(black_box(found())),
        "html" => {
            compared(outline);
            let told = found();
            let graph = graph(false);
            let options = layout::Options { limit: PLACES, ..layout::Options::default() };
            black_box(lay_out(&graph, &options, None));
            black_box(told.circles.on(&graph));
        }
        _ => {}
    }
}

/// Compares as many pairs as the report does, in its order.
fn compared(outline: &Outline<'_>) {
    let mut pairs = Vec::new();
    for (index, left) in outline.articles.iter().enumerate() {
        pairs.extend(outline.articles[index + 1..].iter().map(|right| (left, right)));
        if pairs.len() >= PAIRS {
            break;
        }
    }
    let go_on = || ControlFlow::Continue(());
    for (left, right) in pairs.into_iter().take(PAIRS) {
        let (left, right) = (left.article, right.article);
        let texts = compare::texts(left, right, Settings::default(), &mut |_| go_on());
        let texts = texts.expect("nobody stops it");
        black_box(compare::records(outline.project, left, right, &texts, &mut || go_on()));
    }
}
