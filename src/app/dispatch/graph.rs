//! The graph of origins: its commands, and saving it as a picture.

use std::path::PathBuf;
use std::sync::Arc;

use super::files;
use crate::{
    app::{
        command::Command,
        graph::picture::{Job, Kind},
        tasks::{dialogs::PickFor, work::Outcome},
        window::Window,
    },
    export::name,
};

/// Runs a command of the graph.
pub(super) fn run(window: &mut Window, command: Command) {
    let graph = &mut window.panels.origins;
    match command {
        Command::GraphTable => graph.toggle_table(),
        Command::GraphNeighbourhood => graph.toggle_neighbourhood(),
        Command::GraphFit => graph.show_all(),
        Command::SavePictureSvg => pick(window, Kind::Svg),
        Command::SavePicturePng => pick(window, Kind::Png),
        _ => {}
    }
}

/// What a picture is called that has no name yet.
pub(super) fn suggested_name(window: &Window, kind: Kind) -> Option<String> {
    let title = &window.document.as_ref()?.project().head.title;
    Some(format!("{}-origins.{}", name::of_title(title), kind.ending()))
}

fn pick(window: &mut Window, kind: Kind) {
    let name = suggested_name(window, kind);
    files::pick(window, PickFor::Picture(kind), name);
}

/// Saves what is drawn now, on another thread.
pub(super) fn save(window: &mut Window, kind: Kind, path: PathBuf) {
    let (Some(drawn), Some(document)) = (window.panels.origins.drawn(), &window.document) else {
        return;
    };
    let job = Job {
        drawn: Arc::clone(drawn),
        title: format!("{}: origins", document.project().head.title),
        discount: window.tracing.discount.clone(),
        kind,
        path,
    };
    window.tasks.spawn("Saving the picture", false, move |_| {
        Outcome::PictureSaved(job.write().map_err(|why| why.to_string()))
    });
}
