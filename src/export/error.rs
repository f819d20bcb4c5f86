//! Why an export failed. Each message says what is wrong, where, and what to do.

use std::io;
use std::path::PathBuf;

/// Why something could not be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The analyst cancelled; nothing was written.
    #[error("the export was cancelled")]
    Cancelled,
    /// What was written is enough: a preview's limit is reached.
    #[error("the preview is full")]
    Full,
    /// The bytes can't be written.
    #[error("can't write: {0}")]
    Write(#[from] io::Error),
    /// A file can't be written.
    #[error("can't write: {source}: {}", path.display())]
    File {
        /// Why.
        source: io::Error,
        /// The file.
        path: PathBuf,
    },
    /// There is such a file already.
    #[error("there is such a file already; choose another name, or replace it (--force): {}", .0.display())]
    Exists(PathBuf),
    /// The name is one of a project, which no export replaces.
    #[error("a name that ends in .ron is a project's; choose another for the export: {}", .0.display())]
    Project(PathBuf),
    /// A folder stands where the file should be.
    #[error("this is a folder; give the name of a file in it: {}", .0.display())]
    IsFolder(PathBuf),
    /// A file's name leads elsewhere or can't be written down.
    #[error(
        "a file can't be called that: choose a name without separators and control characters: {0:?}"
    )]
    BadName(String),
    /// Two files of one export have one name.
    #[error("two files of the export would have the same name: {0}")]
    SameName(String),
    /// A format of several files can't go to one stream.
    #[error("{0} makes several files and can't be written to standard output: name a folder")]
    NotOneFile(&'static str),
    /// A value can't be put into the format.
    #[error("{format} can't hold this: {reason}: {place}")]
    Unfit {
        /// The format's name.
        format: &'static str,
        /// What it can't hold.
        reason: String,
        /// The record.
        place: String,
    },
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
