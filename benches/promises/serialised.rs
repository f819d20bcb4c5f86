//! What an export is held against: the bare serialisation of the same output.
//!
//! The output is read back into the values that it is made of: the strings as they were before
//! they were escaped, and the numbers. They are in memory before the clock starts. Then they
//! are written once more by the well-kept serialiser of the format, in its usual way, so that
//! it escapes them again, and what it writes is thrown away as the export's was:
//!
//! - JSON: `serde_json`, from a `Value`, with the same indentation;
//! - tables: `csv`, rows of strings and numbers through `serialize`;
//! - XML and HTML: `quick_xml`'s writer, which is given each tag's name, its attributes and the
//!   texts, and escapes them; HTML's white space is text, XML's is the writer's;
//! - QDPX: the XML inside likewise, and `zip` for each entry; XLSX: `rust_xlsxwriter` with the
//!   same cells as strings;
//! - formats of lines, which have no library (Markdown, brat, DOT, PROV-N, RIS, BibTeX): each
//!   field through `write!`, a string escaped as the format demands, a number as a number, and
//!   what stands between the fields as it is.
//!
//! Nothing else is in it: no look-up, no joining of values, no wording. Neither is it less: a
//! serialiser can't leave out the escaping, so that copying the bytes would be no baseline.

use std::borrow::Cow;
use std::fmt;
use std::hint::black_box;
use std::io::{self, Cursor, Read as _, Write};
use std::time::Duration;

use quick_xml::{
    Writer,
    escape::unescape,
    events::{BytesEnd, BytesStart, BytesText, Event},
};

use crate::{
    export::Drain,
    measure::{Sample, cpu},
};

const ROUNDS: usize = 3;

/// How long it takes for one file.
pub fn time(name: &str, bytes: &[u8]) -> Duration {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let text = || std::str::from_utf8(bytes).expect("UTF-8");
    match ending {
        "json" | "jsonld" => json(bytes),
        "csv" => table(bytes, b','),
        "tsv" => table(bytes, b'\t'),
        "graphml" | "gexf" | "qdc" => tags(text(), true),
        "html" => tags(text(), false),
        "qdpx" => packed(bytes),
        "xlsx" => workbook(bytes),
        "md" => fields(&markdown(text()), |c| match c {
            '\\' => Some("\\\\"),
            '`' => Some("\\`"),
            '*' => Some("\\*"),
            '_' => Some("\\_"),
            '[' => Some("\\["),
            ']' => Some("\\]"),
            '<' => Some("\\<"),
            '>' => Some("\\>"),
            '|' => Some("\\|"),
            '~' => Some("\\~"),
            '&' => Some("\\&"),
            '$' => Some("\\$"),
            '^' => Some("\\^"),
            '@' => Some("\\@"),
            '\n' => Some(" "),
            _ => None,
        }),
        "ann" => fields(&annotations(text()), |c| c.is_control().then_some(" ")),
        "dot" | "provn" => fields(&quoted(text()), |c| match c {
            '"' => Some("\\\""),
            '\\' => Some("\\\\"),
            '\n' => Some("\\n"),
            '&' => Some("&amp;"),
            _ => None,
        }),
        "ris" => fields(&tagged(text(), "  - "), |c| c.is_control().then_some(" ")),
        "bib" => fields(&tagged(text(), " = "), |c| match c {
            '&' => Some("\\&"),
            '%' => Some("\\%"),
            '#' => Some("\\#"),
            '_' => Some("\\_"),
            '$' => Some("\\$"),
            '\\' => Some("\\textbackslash{}"),
            _ => None,
        }),
        // brat's texts and settings: one string.
        _ => fields(&[Field::Markup(text())], |_| None),
    }
}

/// The middle one of some rounds.
fn median(mut round: impl FnMut()) -> Duration {
    let mut sample = Sample::default();
    for _ in 0..ROUNDS {
        sample.add(cpu(&mut round).0);
    }
    sample.median()
}

fn drain() -> io::BufWriter<Drain> {
    io::BufWriter::with_capacity(128 * 1024, Drain::default())
}

fn json(bytes: &[u8]) -> Duration {
    let value: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    median(|| {
        let layout = serde_json::ser::PrettyFormatter::with_indent(b" ");
        let mut serializer = serde_json::Serializer::with_formatter(drain(), layout);
        serde::Serialize::serialize(&value, &mut serializer).expect("written");
    })
}

/// A cell of a table.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Cell {
    Number(u64),
    Text(String),
}

impl Cell {
    fn of(text: &str) -> Self {
        number(text).map_or_else(|| Self::Text(text.to_owned()), Self::Number)
    }
}

/// The number that a text is, if it is written as numbers are.
fn number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

fn table(bytes: &[u8], delimiter: u8) -> Duration {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    let records = reader.records().map(|r| r.expect("a row").iter().map(Cell::of).collect());
    let rows: Vec<Vec<Cell>> = records.collect();
    median(|| {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .has_headers(false)
            .from_writer(drain());
        for row in &rows {
            writer.serialize(row).expect("written");
        }
    })
}

/// A part of a file made of tags.
enum Part<'a> {
    /// A tag, whose attributes follow; whether it is empty.
    Start(&'a str, bool),
    Attribute(&'a str, Cow<'a, str>),
    Text(Cow<'a, str>),
    End(&'a str),
    /// A declaration.
    Markup(&'a str),
}

/// The parts of a file of ours: `<` and `>` stand for themselves nowhere but in a style sheet.
/// White space between tags is left out if the writer makes it itself.
fn parts(text: &str, indented: bool) -> Vec<Part<'_>> {
    let plain = |text| unescape(text).unwrap_or(Cow::Borrowed(text));
    let mut parts = Vec::new();
    for piece in text.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').expect("a tag");
        if let Some(name) = tag.strip_prefix('/') {
            parts.push(Part::End(name));
        } else if tag.starts_with(['!', '?']) {
            parts.push(Part::Markup(tag));
        } else {
            let is_empty = tag.ends_with('/');
            let tag = tag.trim_end_matches('/');
            let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
            parts.push(Part::Start(name, is_empty));
            while let Some((key, more)) = rest.split_once("=\"") {
                let (value, more) = more.split_once('"').expect("a value");
                parts.push(Part::Attribute(key.trim_start(), plain(value)));
                rest = more;
            }
        }
        let is_layout = indented && words.trim().is_empty();
        if !is_layout && !words.is_empty() {
            parts.push(Part::Text(plain(words)));
        }
    }
    parts
}

fn tags(text: &str, indented: bool) -> Duration {
    let parts = parts(text, indented);
    median(|| {
        let mut writer =
            if indented { Writer::new_with_indent(drain(), b' ', 1) } else { Writer::new(drain()) };
        let mut parts = parts.iter().peekable();
        while let Some(part) = parts.next() {
            let event = match part {
                Part::Start(name, is_empty) => {
                    let mut start = BytesStart::new(*name);
                    while let Some(Part::Attribute(key, value)) =
                        parts.next_if(|part| matches!(part, Part::Attribute(..)))
                    {
                        start.push_attribute((*key, value.as_ref()));
                    }
                    if *is_empty { Event::Empty(start) } else { Event::Start(start) }
                }
                Part::Text(text) => Event::Text(BytesText::new(text)),
                Part::End(name) => Event::End(BytesEnd::new(*name)),
                Part::Markup(tag) => {
                    write!(writer.get_mut(), "<{tag}>").expect("written");
                    continue;
                }
                Part::Attribute(..) => unreachable!("it follows a tag"),
            };
            writer.write_event(event).expect("written");
        }
    })
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
            time += tags(std::str::from_utf8(&content).expect("UTF-8"), true);
        }
        time += median(|| {
            let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let options = zip::write::SimpleFileOptions::default();
            out.start_file("entry", options).expect("begun");
            out.write_all(&content).expect("packed");
            black_box(out.finish().expect("finished"));
        });
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
    median(|| {
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

/// A field of a line.
enum Field<'a> {
    /// What stands between the fields, or a field of letters that nothing escapes.
    Markup(&'a str),
    Number(u64),
    Text(Cow<'a, str>),
}

/// A string that is escaped while it is written.
struct Escaped<'a, F>(&'a str, F);

impl<F: Fn(char) -> Option<&'static str>> fmt::Display for Escaped<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut plain = 0;
        for (at, c) in self.0.char_indices() {
            if let Some(instead) = (self.1)(c) {
                f.write_str(&self.0[plain..at])?;
                f.write_str(instead)?;
                plain = at + c.len_utf8();
            }
        }
        f.write_str(&self.0[plain..])
    }
}

fn fields(fields: &[Field<'_>], escape: impl Fn(char) -> Option<&'static str> + Copy) -> Duration {
    median(|| {
        let mut out = drain();
        for field in fields {
            match field {
                Field::Markup(markup) => write!(out, "{markup}"),
                Field::Number(number) => write!(out, "{number}"),
                Field::Text(text) => write!(out, "{}", Escaped(text, escape)),
            }
            .expect("written");
        }
        out.flush().expect("written");
    })
}

/// A text without the backslashes that escape.
fn bare(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        bare.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    Cow::Owned(bare)
}

/// What stands between fields, with the numbers in it.
fn add_markup<'a>(fields: &mut Vec<Field<'a>>, markup: &'a str) {
    let (mut plain, mut at) = (0, 0);
    while at < markup.len() {
        let digits = markup[at..].bytes().take_while(u8::is_ascii_digit).count();
        match number(&markup[at..at + digits]).filter(|_| digits > 0) {
            Some(number) => {
                if plain < at {
                    fields.push(Field::Markup(&markup[plain..at]));
                }
                fields.push(Field::Number(number));
                plain = at + digits;
                at = plain;
            }
            None => at += markup[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    if plain < markup.len() {
        fields.push(Field::Markup(&markup[plain..]));
    }
}

/// What stands between the values of a line, in notes and in items of a list: who, when, how.
const VALUES: [&str; 7] = [" | ", ": ", ", ", " (", ")", " · ", "; "];

/// The values of a line: strings between the separators, and numbers that stand alone.
fn add_values<'a>(fields: &mut Vec<Field<'a>>, line: &'a str, separators: &[&str]) {
    let mut rest = line;
    while !rest.is_empty() {
        let ends =
            separators.iter().filter_map(|separator| Some((rest.find(separator)?, separator)));
        let (end, gap) = ends.min().map_or((rest.len(), ""), |(at, gap)| (at, *gap));
        let (value, behind) = rest.split_at(end);
        match number(value) {
            _ if value.is_empty() => {}
            Some(number) => fields.push(Field::Number(number)),
            None => fields.push(Field::Text(bare(value))),
        }
        if !gap.is_empty() {
            fields.push(Field::Markup(&behind[..gap.len()]));
        }
        rest = &behind[gap.len()..];
    }
}

/// Markdown: strings between the marks that are not escaped, numbers of lists.
fn markdown(text: &str) -> Vec<Field<'_>> {
    let is_mark = |byte: &u8| matches!(byte, b'*' | b'|' | b'\n');
    let mut fields = Vec::new();
    for line in text.split_inclusive('\n') {
        let is_start = |c: char| "#>-|. ".contains(c) || c.is_ascii_digit();
        let start = line.len() - line.trim_start_matches(is_start).len();
        add_markup(&mut fields, &line[..start]);
        let bytes = line.as_bytes();
        let (mut plain, mut at) = (start, start);
        while at < bytes.len() {
            let marks = bytes[at..].iter().take_while(|byte| is_mark(byte)).count();
            if marks > 0 {
                add_values(&mut fields, &line[plain..at], &VALUES);
                fields.push(Field::Markup(&line[at..at + marks]));
                plain = at + marks;
            }
            // A backslash takes the mark behind it along.
            at += marks + usize::from(bytes[at] == b'\\') + usize::from(marks == 0);
        }
        add_values(&mut fields, &line[plain..], &VALUES);
    }
    fields
}

/// brat: names and numbers up to the second tab, then a string.
fn annotations(text: &str) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    for line in text.lines() {
        let second = line.match_indices('\t').nth(1).map_or(line.len(), |(at, _)| at + 1);
        add_markup(&mut fields, &line[..second]);
        // The words of an annotation are one value; a note has several.
        if line.starts_with('#') {
            add_values(&mut fields, &line[second..], &VALUES);
        } else {
            fields.push(Field::Text(Cow::Borrowed(&line[second..])));
        }
        fields.push(Field::Markup("\n"));
    }
    fields
}

/// DOT, PROV-N: strings in quotes; one of digits alone is a number.
fn quoted(text: &str) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    let (mut plain, mut inside, mut escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        let is_quote = !escaped && byte == b'"';
        escaped = !escaped && byte == b'\\';
        if is_quote && inside {
            let words = &text[plain..at];
            fields.push(match number(words).filter(|_| !words.is_empty()) {
                Some(number) => Field::Number(number),
                None => Field::Text(bare(words)),
            });
            plain = at;
        } else if is_quote {
            fields.push(Field::Markup(&text[plain..=at]));
            plain = at + 1;
        }
        inside ^= is_quote;
    }
    fields.push(Field::Markup(&text[plain..]));
    fields
}

/// RIS, BibTeX: a tag and a string on each line.
fn tagged<'a>(text: &'a str, separator: &str) -> Vec<Field<'a>> {
    let mut fields = Vec::new();
    for line in text.split_inclusive('\n') {
        let tag = line.find(separator).map_or(line.len(), |at| at + separator.len());
        fields.push(Field::Markup(&line[..tag]));
        if tag < line.len() {
            fields.push(Field::Text(bare(&line[tag..])));
        }
    }
    fields
}
