//! Why an import failed. Each message says what is wrong, why, and what to do.

use std::io;
use std::path::PathBuf;

/// Why something could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is larger than an article may be.
    #[error("the file is larger than {megabytes} MB: split it, or import the part that matters")]
    TooLarge {
        /// The limit, in MB of 1,048,576 bytes.
        megabytes: u64,
    },
    /// The markup nests deeper than any real page does.
    #[error(
        "the markup nests more than {levels} levels deep, which no real page does: \
         open it in a browser or editor, copy the text and paste it"
    )]
    TooDeep {
        /// The limit, in levels.
        levels: usize,
    },
    /// The markup has more elements than can be handled in bounded memory.
    #[error(
        "the markup has more than {nodes} elements and pieces of text: \
         open it in a browser or editor, copy the part that matters and paste it"
    )]
    TooManyNodes {
        /// The limit, in nodes of the document.
        nodes: usize,
    },
    /// The markup is so malformed that reading it would take too long.
    #[error(
        "the page is malformed in a way that takes too long to read: \
         open it in a browser, copy the text and paste it"
    )]
    TooSlow,
    /// The bytes are of another kind of file.
    #[error("the file is not text but {what}: {advice}")]
    NotText {
        /// What it is, with its article: "a PDF document".
        what: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// There is nothing to read.
    #[error("there is no text in it: choose another file, or copy the text and paste it")]
    Empty,
    /// The path leads to a folder.
    #[error("this is a folder: choose the files in it")]
    Folder,
    /// The path leads to a device, a pipe or a socket.
    #[error("this is no ordinary file: copy its content to a file and import that")]
    NotAFile,
    /// There is no such file.
    #[error("there is no such file: check the name and whether the file was moved")]
    NotFound,
    /// The file can't be read.
    #[error("the file can't be read ({0}): check its permissions and whether the disk is there")]
    Unreadable(#[source] io::Error),
    /// The analyst cancelled.
    #[error("the import was cancelled")]
    Cancelled,
    /// One of the above, with the file that it happened to.
    #[error("{reason}: {}", path.display())]
    InFile {
        /// What happened.
        #[source]
        reason: Box<ImportError>,
        /// The file.
        path: PathBuf,
    },
}

impl ImportError {
    /// The error without the file that it happened to.
    pub fn reason(&self) -> &Self {
        match self {
            Self::InFile { reason, .. } => reason.reason(),
            other => other,
        }
    }
}
