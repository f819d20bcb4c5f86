//! Files and folders shown by the system's own programs.

use std::path::Path;

use super::work::Outcome;

/// Opens a file or folder with the program that the system has for it.
pub fn open(path: &Path) -> Outcome {
    Outcome::OpenedOutside(
        open::that_detached(path).map_err(|why| format!("Not opened: {why}: {}", path.display())),
    )
}
