//! The exchange file: `project.qde` and the texts in a ZIP archive.
//!
//! It is packed into a temporary file, since an archive that other programs read for sure has
//! the sizes before the entries.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::project::{self, article_id};
use crate::export::{
    Carried, Export, ExportError, Field, Format, Options, Progress, Shape, Target, Wanted,
    identity::Identities, loss::Group,
};

pub(in crate::export) const FORMAT: Format = Format {
    name: "qdpx",
    label: "REFI-QDA project",
    about: "Texts and coded claims for NVivo, ATLAS.ti, MAXQDA, QualCoder and other QDA programs.",
    endings: &[".qdpx"],
    shape: Shape::File,
    lossless: false,
    carries,
    write,
};

fn carries(field: Field, _: &Options) -> Carried {
    match field {
        Field::ProjectTitle
        | Field::ProjectDescription
        | Field::ProjectCreated
        | Field::Analysts
        | Field::Codebook
        | Field::SourceName
        | Field::SourceKind
        | Field::SourceRole
        | Field::SourceUrl
        | Field::ArticleTitle
        | Field::ArticleByline
        | Field::ArticlePublished
        | Field::ArticleAddress
        | Field::ArticleLanguage
        | Field::Quotation
        | Field::Place
        | Field::Discontinuous
        | Field::ClaimKind
        | Field::Tone
        | Field::Factuality
        | Field::ClaimStatus
        | Field::Tags
        | Field::ClaimAuthorship
        | Field::LinkSameClaim
        | Field::LinkEntails
        | Field::LinkContradicts
        | Field::LinkSupports
        | Field::LinkQuotes
        | Field::LinkDerivedFrom
        | Field::LinkResponds => Carried::Whole,
        Field::Sessions
        | Field::Lineage
        | Field::Rulings
        | Field::Todos
        | Field::Merged
        | Field::ArticleWork
        | Field::ArticleRevision
        | Field::ArticleBlocks
        | Field::ArticleMarks
        | Field::ArticleReferences
        | Field::MovedAnchor
        | Field::HopReference
        | Field::LinkNote
        | Field::LinkAuthorship => Carried::No,
        Field::WorkTitle => Carried::Part,
        other if other.group() == Group::Work => Carried::No,
        _ => Carried::Part,
    }
}

fn write(
    export: &Export<'_>,
    wanted: Wanted<'_>,
    target: &mut dyn Target,
    progress: &Progress<'_>,
) -> Result<(), ExportError> {
    target.file(&wanted.name(&FORMAT, export), &mut |out| {
        let mut packed = pack(export, progress)?;
        packed.seek(SeekFrom::Start(0))?;
        std::io::copy(&mut packed, out)?;
        Ok(())
    })
}

fn pack(export: &Export<'_>, progress: &Progress<'_>) -> Result<File, ExportError> {
    let ids = Identities::of(export.project);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(tempfile::tempfile()?);
    archive.start_file("project.qde", options.large_file(true)).map_err(failed)?;
    let buffered = BufWriter::with_capacity(64 * 1024, &mut archive);
    project::write(export, buffered, progress)?.flush()?;
    for article in export.project.articles.iter() {
        progress.step(0, 1)?;
        let name = format!("sources/{}.txt", article_id(&ids, article));
        archive.start_file(name, options).map_err(failed)?;
        archive.write_all(readable(article.text.as_str()).as_bytes())?;
    }
    archive.finish().map_err(failed)
}

/// A text that every reader takes: without a byte order mark, which some would not count, and
/// without NULs. Other characters stand in their places, so that positions stay.
fn readable(text: &str) -> Cow<'_, str> {
    let text = if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    };
    match text.strip_prefix('\u{FEFF}') {
        Some(rest) => Cow::Owned(format!("\u{2060}{rest}")),
        None => text,
    }
}

fn failed(error: zip::result::ZipError) -> ExportError {
    ExportError::Write(error.into())
}
