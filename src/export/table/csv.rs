//! Tables as text: RFC 4180 with CRLF, and the same with tabs. No cell begins as a formula
//! does: such a cell has an apostrophe before it, which spreadsheets take as "this is text".

use std::io::Write;

use csv::{ByteRecord, Terminator, WriterBuilder};

use super::{
    Known, TABLES, Table, carries,
    cell::{Cell, code},
    wide,
};
use crate::domain::time::Timestamp;
use crate::export::{
    Export, ExportError, Format, Progress, Shape, Target, Wanted, escape::push_number,
};

pub(in crate::export) const CSV: Format = Format {
    name: "csv",
    label: "CSV tables",
    about: "Six tables for statistics and spreadsheets, or one wide table of the claims.",
    endings: &[".csv"],
    shape: Shape::Either,
    lossless: false,
    carries,
    write: |export, wanted, target, progress| {
        write(export, wanted, target, progress, (b',', ".csv"))
    },
};

pub(in crate::export) const TSV: Format = Format {
    name: "tsv",
    label: "Tables with tabs",
    about: "The tables of the CSV export with tabs between the cells, as some programs want them.",
    endings: &[".tsv"],
    shape: Shape::Either,
    lossless: false,
    carries,
    write: |export, wanted, target, progress| {
        write(export, wanted, target, progress, (b'\t', ".tsv"))
    },
};

/// As much as targets buffer themselves, so that nothing is copied twice.
const BUFFER: usize = 128 * 1024;

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
    (delimiter, ending): (u8, &str),
) -> Result<(), ExportError> {
    let known = Known::new(export.project);
    let bom = export.options.byte_order_mark;
    if let Wanted::File(name) = wanted {
        return target
            .file(name, &mut |out| table(&known, &wide::TABLE, out, (delimiter, bom), progress));
    }
    for (done, each) in TABLES.iter().enumerate() {
        let part = |share: f32| (progress.report)((done as f32 + share) / TABLES.len() as f32);
        let progress = Progress { cancelled: progress.cancelled, report: &part };
        target.file(&format!("{}{ending}", each.name), &mut |out| {
            table(&known, each, out, (delimiter, bom), &progress)
        })?;
    }
    Ok(())
}

fn table(
    known: &Known<'_>,
    table: &Table,
    out: &mut dyn Write,
    (delimiter, bom): (u8, bool),
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    if bom {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .buffer_capacity(BUFFER)
        .from_writer(out);
    writer.write_record(table.columns.iter().map(|(column, _)| column)).map_err(failed)?;
    let mut words = Words::default();
    // Whole records are written faster than their fields one by one.
    let mut record = ByteRecord::new();
    (table.rows)(
        known,
        &mut |cells| {
            record.clear();
            for cell in cells {
                record.push_field(words.of(cell).as_bytes());
            }
            writer.write_byte_record(&record).map_err(failed)
        },
        progress,
    )?;
    Ok(writer.flush()?)
}

fn failed(error: csv::Error) -> ExportError {
    ExportError::Write(error.into())
}

/// Makes the words of cells. What was made once for a term or a moment is kept: the next row
/// often has the same.
#[derive(Default)]
struct Words {
    made: String,
    codes: Vec<(&'static str, String)>,
    moment: Option<(Timestamp, String)>,
}

impl Words {
    /// A cell as it is written: the text itself where it can stay as it is.
    fn of<'a>(&'a mut self, cell: &'a Cell<'_>) -> &'a str {
        self.made.clear();
        match cell {
            Cell::Empty => "",
            Cell::Number(number) => {
                push_number(&mut self.made, u64::from(*number));
                &self.made
            }
            Cell::Span(span) => {
                push_number(&mut self.made, u64::from(span.start));
                self.made.push('-');
                push_number(&mut self.made, u64::from(span.end));
                &self.made
            }
            Cell::Moment(at) => {
                if self.moment.as_ref().is_none_or(|(known, _)| known != at) {
                    self.moment = Some((*at, at.to_string()));
                }
                self.moment.as_ref().map_or("", |(_, text)| text)
            }
            Cell::Term(label) => {
                let known = self.codes.iter().position(|(of, _)| std::ptr::eq(*of, *label));
                let place = known.unwrap_or_else(|| {
                    self.codes.push((*label, code(label)));
                    self.codes.len() - 1
                });
                &self.codes[place].1
            }
            Cell::Text(text) => {
                let runs = starts_a_formula(text);
                if !runs && !text.bytes().fold(false, |any, byte| any | is_odd(byte)) {
                    return text;
                }
                if runs {
                    self.made.push('\'');
                }
                // What no reader of tables expects inside a cell.
                let odd = |c: char| u8::try_from(c).is_ok_and(is_odd);
                self.made.extend(text.chars().map(|c| if odd(c) { '\u{FFFD}' } else { c }));
                &self.made
            }
        }
    }
}

/// Whether a byte is a control character that no reader of tables expects inside a cell.
fn is_odd(byte: u8) -> bool {
    byte == 0x7F || (byte < 0x20 && byte != b'\n' && byte != b'\t')
}

/// Whether a spreadsheet would take a cell for a formula.
pub(super) fn starts_a_formula(text: &str) -> bool {
    if text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}
