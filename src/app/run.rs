//! Starting the window.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use super::window::{Options, Window};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The system has no display, or no OpenGL.
    #[error("{0}")]
    Display(#[from] eframe::Error),
    /// A library that the window system loads at run time is missing.
    #[error(
        "the window system stopped: {0}; on Debian and Ubuntu, libxkbcommon-x11-0, libgl1 and libxcursor1 must be installed"
    )]
    Library(String),
}

/// Opens the window, and the project in it. Returns when the window is closed.
pub fn run(project: Option<PathBuf>) -> Result<(), WindowError> {
    let folders = directories::ProjectDirs::from("org", "sourceline", "Sourceline");
    let recovery = folders.as_ref().map(|f| f.data_dir().join("recovery"));
    let problems = if folders.is_some() {
        Vec::new()
    } else {
        vec![
            "The system names no home folder, so neither settings nor recovery copies are kept. \
             Save often."
                .to_owned(),
        ]
    };
    let options = Options { project, recovery, problems, ..Options::default() };
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png"));
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Sourceline")
        .with_app_id("sourceline")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = icon {
        viewport = viewport.with_icon(icon);
    }
    let native = eframe::NativeOptions {
        viewport,
        persistence_path: folders.map(|f| f.config_dir().join("settings.ron")),
        ..eframe::NativeOptions::default()
    };
    // winit panics where a library that it loads at run time is missing.
    let started = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "sourceline",
            native,
            Box::new(move |cc| Ok(Box::new(Window::new(cc, options)))),
        )
    }));
    match started {
        Ok(result) => Ok(result?),
        Err(cause) => {
            let why = cause.downcast_ref::<String>().cloned();
            let why = why.or_else(|| cause.downcast_ref::<&str>().map(|s| (*s).to_owned()));
            Err(WindowError::Library(why.unwrap_or_default()))
        }
    }
}
