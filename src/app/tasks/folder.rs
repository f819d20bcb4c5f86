//! Reads folders on a thread, for the path field of the window.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

/// How many entries are read of one folder.
const MAX_ENTRIES: usize = 5_000;

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is a folder itself.
    pub folder: bool,
}

/// The folder in which paths without one stand.
pub fn present_folder() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
}

/// The user's own folder.
pub fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned())
}

/// Whether something stands at a path.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Lists a folder: folders first, both by name; what begins with a dot is left out.
pub fn list(folder: &Path) -> Result<Vec<Entry>, String> {
    let read = std::fs::read_dir(folder).map_err(|why| format!("{why}: {}", folder.display()))?;
    let mut entries: Vec<Entry> = read
        .flatten()
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .take(MAX_ENTRIES)
        .map(|entry| Entry {
            name: entry.file_name().to_string_lossy().into_owned(),
            folder: entry.path().is_dir(),
            path: entry.path(),
        })
        .collect();
    entries.sort_by_cached_key(|e| (!e.folder, e.name.to_lowercase()));
    Ok(entries)
}

/// Lists a folder on a thread, since it may be far away; the window is woken when it is read.
pub fn list_in_background(
    folder: PathBuf,
    ctx: egui::Context,
) -> Receiver<Result<Vec<Entry>, String>> {
    let (sender, receiver) = channel();
    let refused = sender.clone();
    let thread = std::thread::Builder::new().name("Listing a folder".to_owned()).spawn(move || {
        // The dialog may be closed by now; then nobody waits for the answer.
        let _ = sender.send(list(&folder));
        ctx.request_repaint();
    });
    if let Err(why) = thread {
        let _ = refused.send(Err(why.to_string()));
    }
    receiver
}
