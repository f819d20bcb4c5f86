//! Every export of 100,000 claims in 100 articles, against a bare serialisation of the same
//! output. The baseline: the values, records or lines that the output is made of, already
//! computed and in memory, through the same low-level writer, in CPU time of the thread.
//! Formats that tell what the analyses found (the reports: the comparison, origins, findings
//! and the graph; the graphs: the graph) have the analyses' own time and heap told apart: they
//! count on neither side, and have promises of their own.

use std::hint::black_box;
use std::io::{self, Cursor, Read as _, Write};
use std::ops::ControlFlow;
use std::time::Duration;

use quick_xml::events::Event;
use sourceline::{
    analysis::{
        compare, findings,
        graph::{self, GraphOptions},
        origins,
        reuse::Settings,
    },
    domain::project::Project,
    export::{
        Export, ExportError, FORMATS, Fill, Format, Options, Progress, Shape as FileShape, Target,
        Wanted,
    },
};

use crate::{
    HEAP,
    generate::{self, Shape},
    measure::{Report, Sample, cpu, millis, told},
};

const SHAPE: Shape = Shape { articles: 100, bytes: 100_000, claims: 1000, claim_chars: 90 };
const ROUNDS: usize = 3;
/// The most that an export may take above the project itself, in bytes.
const MOST: usize = 64 << 20;

/// Counts what it is given, and forgets it.
#[derive(Default)]
struct Drain(u64);

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
        let mut whole = Sample::default();
        HEAP.reset_peak_usage();
        let before = HEAP.current_usage();
        for _ in 0..ROUNDS {
            let (taken, ()) = cpu(|| write(format, &project, &mut Drain::default()));
            whole.add(taken);
        }
        let above = HEAP.peak_usage().saturating_sub(before);
        // The files of a folder are timed one after the other and added up.
        let bare: f64 = kept.0.iter().map(|(n, b)| serialised(n, b).as_secs_f64()).sum();
        HEAP.reset_peak_usage();
        let before = HEAP.current_usage();
        let analysed = analysed(format.name, &project);
        let beside = HEAP.peak_usage().saturating_sub(before);
        let size: usize = kept.0.iter().map(|(_, bytes)| bytes.len()).sum();
        let what = format!("{} of 100,000 claims, {} MB", format.name, size / 1_000_000);
        told(&what, &millis(whole.median()));
        if analysed > Duration::ZERO {
            told(&format!("{}: analyses, not counted", format.name), &millis(analysed));
            let heap = format!("{} MB", beside / 1_000_000);
            told(&format!("{}: heap of the analyses, not counted", format.name), &heap);
        }
        let packed = matches!(format.name, "qdpx" | "xlsx");
        report.ratio(
            &format!("export {} against bare serialisation", format.name),
            whole.median().saturating_sub(analysed).as_secs_f64() / bare,
            if packed { 3.0 } else { 2.0 },
        );
        report.ratio(
            &format!("export {}: heap above the project, of 64 MB", format.name),
            above.saturating_sub(beside) as f64 / MOST as f64,
            1.0,
        );
    }
}

/// How long the analyses take that a format tells of.
fn analysed(format: &str, project: &Project) -> Duration {
    let graph = |claims| {
        let options = GraphOptions { claims, alleged: true, ..GraphOptions::default() };
        black_box(graph::build(project, &options));
    };
    let found = || {
        let origins = origins::Cache::of(project, false);
        black_box(findings::all(findings::Seen {
            project,
            origins: &origins,
            left: &origins::Left::default(),
        }));
    };
    // As many pairs as the report compares.
    let compared =
        || {
            let articles: Vec<_> = project.articles.iter().take(7).collect();
            for other in &articles[1..] {
                let (left, right) = (articles[0], *other);
                let texts = compare::texts(left, right, Settings::default(), &mut |_| {
                    ControlFlow::Continue(())
                });
                let texts = texts.expect("nobody stops it");
                black_box(compare::records(project, left, right, &texts, &mut || {
                    ControlFlow::Continue(())
                }));
            }
        };
    match format {
        "graphml" | "gexf" | "dot" => cpu(|| graph(true)).0,
        "html" => cpu(|| (compared(), found(), graph(false))).0,
        "markdown" => cpu(found).0,
        _ => Duration::ZERO,
    }
}

/// How long the bare serialisation of an output takes.
fn serialised(name: &str, bytes: &[u8]) -> Duration {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let mut sample = Sample::default();
    for _ in 0..ROUNDS {
        sample.add(match ending {
            "json" | "jsonld" => json(bytes),
            "csv" => table(bytes, b','),
            "tsv" => table(bytes, b'\t'),
            "graphml" | "gexf" | "qdc" => xml(bytes),
            "qdpx" => packed(bytes),
            "xlsx" => workbook(bytes),
            _ => lines(ending, bytes),
        });
    }
    sample.median()
}

fn json(bytes: &[u8]) -> Duration {
    let value: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    let layout = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut out = io::BufWriter::new(Drain::default());
    cpu(|| {
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, layout);
        serde::Serialize::serialize(&value, &mut serializer).expect("written");
    })
    .0
}

fn table(bytes: &[u8], delimiter: u8) -> Duration {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let records: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Drain::default());
    cpu(|| records.iter().for_each(|r| writer.write_record(r).expect("written"))).0
}

fn xml(bytes: &[u8]) -> Duration {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(text);
    let mut events = Vec::new();
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => break,
            event => events.push(event.into_owned()),
        }
    }
    let mut writer = quick_xml::Writer::new(io::BufWriter::new(Drain::default()));
    cpu(|| {
        for event in &events {
            writer.write_event(event.borrow()).expect("written");
        }
    })
    .0
}

/// The same entries, packed again.
fn packed(bytes: &[u8]) -> Duration {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut time = Duration::ZERO;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("unpacked");
        if content.starts_with(b"<?xml") {
            time += xml(&content);
        }
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        time += cpu(|| {
            out.start_file("entry", options).expect("begun");
            out.write_all(&content).expect("packed");
            black_box(out.finish().expect("finished"));
        })
        .0;
    }
    time
}

/// The same cells, as plain strings through the same library.
fn workbook(bytes: &[u8]) -> Duration {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut sheets = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        if !entry.name().expect("a name").starts_with("xl/worksheets/") {
            continue;
        }
        let mut content = String::new();
        entry.read_to_string(&mut content).expect("unpacked");
        sheets.push(cells(&content));
    }
    cpu(|| {
        let mut book = rust_xlsxwriter::Workbook::new();
        for rows in &sheets {
            let sheet = book.add_worksheet_with_constant_memory().expect("a sheet");
            for (row, cells) in (0u32..).zip(rows) {
                for (column, cell) in (0u16..).zip(cells) {
                    sheet.write_string(row, column, cell.as_str()).expect("written");
                }
            }
        }
        let mut out = tempfile::tempfile().expect("a file");
        book.save_to_writer(&mut out).expect("packed");
    })
    .0
}

/// The texts of a sheet's cells, row by row.
fn cells(sheet: &str) -> Vec<Vec<String>> {
    let text = |cell: &str| {
        let inner = cell.split_once("<t").map_or(cell, |(_, rest)| rest);
        let inner = inner.split_once('>').map_or("", |(_, rest)| rest);
        inner.split('<').next().unwrap_or_default().to_owned()
    };
    sheet.split("<row ").skip(1).map(|row| row.split("<c ").skip(1).map(text).collect()).collect()
}

/// Formats without a library of their own: the fields of their lines, already computed, as
/// they would be written by `write!`; the prose of Markdown and HTML line by line, escaped as
/// JSON is.
fn lines(ending: &str, bytes: &[u8]) -> Duration {
    let text = String::from_utf8_lossy(bytes);
    let mut out = io::BufWriter::new(Drain::default());
    let separator = match ending {
        "ann" => "\t",
        "ris" => "  - ",
        "bib" => " = ",
        "dot" | "provn" => ", ",
        _ => {
            let lines: Vec<&str> = text.lines().collect();
            return cpu(|| serde_json::to_writer(&mut out, &lines).expect("written")).0;
        }
    };
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(separator).collect()).collect();
    cpu(|| {
        for fields in &lines {
            for field in fields {
                write!(out, "{field}{separator}").expect("written");
            }
            writeln!(out).expect("written");
        }
    })
    .0
}
