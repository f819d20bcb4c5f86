//! The system's file dialogs, on a thread, behind a seam that a test can fill.
//!
//! Where there is neither a portal nor `zenity`, the system's dialog answers "cancelled"
//! at once; [`Picked::Unavailable`] tells that from a real cancel by the time it took.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::app::graph::picture::Kind;

/// A dialog answered faster than this was never shown.
const NEVER_SHOWN: Duration = Duration::from_millis(150);

/// What is picked, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickFor {
    /// A project to open.
    OpenProject,
    /// A name for the project.
    SaveProject,
    /// Articles to add.
    AddArticles,
    /// A revised text of the article.
    Revision,
    /// The file of an export.
    ExportFile,
    /// The folder of an export.
    ExportFolder,
    /// Files of annotations.
    Annotations,
    /// The file of a picture.
    Picture(Kind),
}

impl PickFor {
    /// The dialog's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::OpenProject => "Open project",
            Self::SaveProject => "Save project",
            Self::AddArticles => "Add articles",
            Self::Revision => "Revised text",
            Self::ExportFile | Self::ExportFolder => "Export to",
            Self::Annotations => "Import annotations",
            Self::Picture(_) => "Save picture",
        }
    }

    /// Whether several files can be picked.
    pub fn several(self) -> bool {
        matches!(self, Self::AddArticles | Self::Annotations)
    }

    /// Whether the file need not exist.
    pub fn saves(self) -> bool {
        matches!(self, Self::SaveProject | Self::ExportFile | Self::ExportFolder | Self::Picture(_))
    }
}

/// What came of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// These files.
    Paths(Vec<PathBuf>),
    /// The analyst thought better of it.
    Cancelled,
    /// There is no system dialog: ask in the window.
    Unavailable,
}

/// How files are picked.
#[derive(Debug, Clone, Default)]
pub enum Picker {
    /// By the system's dialog.
    #[default]
    System,
    /// Always these, in tests.
    Fixed(Vec<PathBuf>),
    /// In the window.
    InWindow,
}

impl Picker {
    /// Asks for files. Blocks: run it on a thread.
    pub fn pick(&self, purpose: PickFor, suggestion: Option<&str>) -> Picked {
        match self {
            Self::Fixed(paths) => Picked::Paths(paths.clone()),
            Self::InWindow => Picked::Unavailable,
            Self::System => ask_system(purpose, suggestion),
        }
    }
}

fn ask_system(purpose: PickFor, suggestion: Option<&str>) -> Picked {
    let started = Instant::now();
    let mut dialog = rfd::FileDialog::new().set_title(purpose.title());
    dialog = match purpose {
        PickFor::OpenProject | PickFor::SaveProject => {
            dialog.add_filter("Sourceline project", &["ron"])
        }
        PickFor::AddArticles | PickFor::Revision => dialog
            .add_filter("Articles", &["txt", "text", "md", "markdown", "html", "htm", "xhtml"])
            .add_filter("All files", &["*"]),
        PickFor::Annotations => dialog
            .add_filter("Annotations and bibliographies", crate::app::tasks::annotations::ENDINGS)
            .add_filter("All files", &["*"]),
        PickFor::ExportFile | PickFor::ExportFolder => dialog,
        PickFor::Picture(kind) => dialog.add_filter("Picture", &[kind.ending()]),
    };
    if let Some(name) = suggestion {
        dialog = dialog.set_file_name(name);
    }
    let paths = if purpose == PickFor::ExportFolder {
        dialog.pick_folder().map(|path| vec![path])
    } else if purpose.saves() {
        dialog.save_file().map(|path| vec![path])
    } else if purpose.several() {
        dialog.pick_files()
    } else {
        dialog.pick_file().map(|path| vec![path])
    };
    match paths {
        Some(paths) if !paths.is_empty() => Picked::Paths(paths),
        _ if started.elapsed() < NEVER_SHOWN => Picked::Unavailable,
        _ => Picked::Cancelled,
    }
}
