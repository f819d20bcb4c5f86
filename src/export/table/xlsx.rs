//! The tables as sheets of one workbook: a frozen header, filters, widths. Cells are strings
//! and numbers only, so that nothing runs.
//!
//! The library writes rows to temporary files as they come and packs them at the end, into a
//! temporary file because a workbook can't be written to a stream.

use std::io::{Seek as _, SeekFrom};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook, XlsxError};

use super::{
    Known, TABLES, Table, carries,
    cell::{Cell, code},
};
use crate::export::{Carried, Export, ExportError, Field, Format, Progress, Shape, Target, Wanted};

/// The most UTF-16 units that a cell may hold.
const LONGEST: usize = 32_767;

pub(in crate::export) const FORMAT: Format = Format {
    name: "xlsx",
    label: "Excel workbook",
    about: "The six tables as sheets of one workbook, with filters, for Excel and LibreOffice.",
    endings: &[".xlsx"],
    shape: Shape::File,
    lossless: false,
    carries: |field, options| match field {
        // A longer one is cut at the limit of a cell.
        Field::Quotation | Field::Note | Field::Rationale => Carried::Part,
        other => carries(other, options),
    },
    write,
};

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let name = wanted.name(&FORMAT, export);
    let mut book = workbook(export, progress)?;
    target.file(&name, &mut |out| {
        let mut packed = tempfile::tempfile()?;
        book.save_to_writer(&mut packed).map_err(failed)?;
        packed.seek(SeekFrom::Start(0))?;
        std::io::copy(&mut packed, out)?;
        Ok(())
    })
}

fn workbook(export: &Export<'_>, progress: &Progress<'_>) -> Result<Workbook, ExportError> {
    let known = Known::new(export.project);
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(export.at.unix_seconds()).map_err(failed)?;
    let title: String = legal(&export.project.head.title, 255);
    let about = DocProperties::new().set_title(title).set_creation_datetime(&made);
    book.set_properties(&about);
    let header = Style::new().set_bold();
    for (done, table) in TABLES.iter().enumerate() {
        let part = |share: f32| {
            (progress.report)(0.8 * (done as f32 + share) / TABLES.len() as f32);
        };
        let progress = Progress { cancelled: progress.cancelled, report: &part };
        sheet(&mut book, &known, table, &header, &progress)?;
    }
    Ok(book)
}

fn sheet(
    book: &mut Workbook,
    known: &Known<'_>,
    table: &Table,
    header: &Style,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
    sheet.set_name(table.name).map_err(failed)?;
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    for (place, (column, width)) in (0u16..).zip(table.columns) {
        sheet.set_column_width(place, f64::from(*width)).map_err(failed)?;
        sheet.write_string_with_format(0, place, *column, header).map_err(failed)?;
    }
    let mut row = 0;
    (table.rows)(
        known,
        &mut |cells| {
            row += 1;
            for (place, cell) in (0u16..).zip(cells) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Number(number) => sheet.write_number(row, place, *number),
                    Cell::Span(span) => {
                        sheet.write_string(row, place, format!("{}-{}", span.start, span.end))
                    }
                    Cell::Moment(at) => sheet.write_string(row, place, at.to_string()),
                    Cell::Term(label) => sheet.write_string(row, place, code(label)),
                    Cell::Text(text) => sheet.write_string(row, place, legal(text, LONGEST)),
                }
                .map_err(failed)?;
            }
            Ok(())
        },
        progress,
    )?;
    let last = table.columns.len() as u16 - 1;
    sheet.autofilter(0, 0, row, last).map_err(failed)?;
    Ok(())
}

/// What a cell can hold of a text: no control characters, not too long.
fn legal(text: &str, most: usize) -> String {
    let mut held = String::with_capacity(text.len().min(4 * most));
    let mut units = 0;
    for c in text.chars() {
        units += c.len_utf16();
        if units >= most {
            held.push('…');
            break;
        }
        let odd =
            (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
        held.push(if odd { '\u{FFFD}' } else { c });
    }
    held
}

fn failed(error: XlsxError) -> ExportError {
    match error {
        XlsxError::IoError(error) => ExportError::Write(error),
        XlsxError::RowColumnLimitError => ExportError::Unfit {
            format: FORMAT.name,
            reason: "a sheet has at most 1,048,576 rows; export CSV instead".to_owned(),
            place: "a table".to_owned(),
        },
        other => ExportError::Write(std::io::Error::other(other)),
    }
}
