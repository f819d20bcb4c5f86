//! Why annotations could not be read. Each message says what is wrong and what to do.

use std::io;
use std::path::PathBuf;

/// Why a file of annotations could not be read. Nothing of it was taken over.
#[derive(Debug, thiserror::Error)]
pub enum AnnotationError {
    /// The file is none of the formats that are read.
    #[error("it is none of the formats that can be read: {}", .0.join(", "))]
    Unknown(Vec<&'static str>),
    /// The file is not what its format says.
    #[error("{what} is malformed: {why}")]
    Malformed {
        /// Which part.
        what: &'static str,
        /// What is wrong, and where.
        why: String,
    },
    /// The file is of a version that this program can't read.
    #[error("it has version {0}, this program reads version 1: a newer Sourceline can read it")]
    Version(u64),
    /// The archive could harm: nothing was unpacked.
    #[error("the archive is not safe to unpack: {0}")]
    Unsafe(String),
    /// The file is larger than the limit.
    #[error("it is larger than {megabytes} MB: split the project in the other program")]
    TooLarge {
        /// The limit, in MB of 1,048,576 bytes.
        megabytes: u64,
    },
    /// The file can't be read.
    #[error("the file can't be read ({0}): check its name and its permissions")]
    Unreadable(#[from] io::Error),
    /// One of the above, with the file.
    #[error("{reason}: {}", path.display())]
    InFile {
        /// What happened.
        #[source]
        reason: Box<AnnotationError>,
        /// The file.
        path: PathBuf,
    },
}
