//! The writing of an export as the dialog shows it: how far it is, what came of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Align, Context, Layout, ProgressBar, Role, TextStyle, Ui, WidgetInfo};

use super::super::form::{self, Cx, Next};
use crate::app::text;
use crate::{
    app::{
        action::Action,
        tasks::{Answer, exporting::Working},
        theme::{self, Theme},
    },
    export::ExportError,
};

/// How often the bar is drawn anew.
const EVERY: Duration = Duration::from_millis(100);

/// How many files are named one by one.
const NAMED: usize = 8;

/// What has become of the writing.
#[derive(Debug, Default)]
pub enum Writing {
    /// The analyst still chooses.
    #[default]
    NotYet,
    /// A thread writes.
    Under(Working<Result<Vec<PathBuf>, ExportError>>),
    /// There is such a file already.
    Exists(PathBuf),
    /// It failed, or was cancelled; nothing was written.
    Failed(String),
    /// These files are there.
    Done(Vec<PathBuf>),
}

impl Writing {
    /// Takes in what the thread came to.
    pub fn follow(&mut self, ctx: &Context) {
        let Self::Under(working) = self else { return };
        *self = match working.look() {
            Answer::Waiting => {
                ctx.request_repaint_after(EVERY);
                return;
            }
            Answer::Ready(Ok(written)) => Self::Done(written),
            Answer::Ready(Err(ExportError::Exists(path))) => Self::Exists(path),
            Answer::Ready(Err(ExportError::Cancelled)) => {
                Self::Failed("Cancelled: nothing was written.".to_owned())
            }
            Answer::Ready(Err(why)) => Self::Failed(format!("Not exported: {why}")),
            Answer::Lost => {
                Self::Failed("The export stopped unexpectedly. Nothing was written.".to_owned())
            }
        };
    }

    /// Follows a thread from now on.
    pub fn start(&mut self, working: Working<Result<Vec<PathBuf>, ExportError>>) {
        *self = Self::Under(working);
    }

    /// Another place was chosen: what was told of the last one does not hold.
    pub fn forget(&mut self) {
        *self = Self::NotYet;
    }

    /// Whether the analyst chooses.
    pub fn is_choosing(&self) -> bool {
        !matches!(self, Self::Under(_) | Self::Done(_))
    }

    /// The file that would be replaced.
    pub fn exists(&self) -> Option<&Path> {
        match self {
            Self::Exists(path) => Some(path),
            _ => None,
        }
    }

    /// Says what stood in the way.
    pub fn told(&self, ui: &mut Ui, theme: &Theme) {
        match self {
            Self::Exists(path) => form::warning(
                ui,
                theme,
                format!("There is such a file already: {}. Replace it?", path.display()),
            ),
            Self::Failed(why) => form::error(ui, theme, why),
            _ => {}
        }
    }

    /// Draws what takes the place of the choices: the bar, or the files.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        match self {
            Self::Under(working) => {
                let share = working.progress().share();
                let stops = working.progress().is_cancelled();
                form::paragraph(ui, if stops { "Stopping…" } else { "Writing…" });
                let bar = ui.add(ProgressBar::new(share).show_percentage());
                bar.widget_info(|| {
                    WidgetInfo::labeled(Role::ProgressIndicator, true, "Export under way")
                });
                ui.add_space(8.0);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.add_enabled(!stops, egui::Button::new("Cancel export")).clicked() {
                        working.progress().cancel();
                    }
                });
                Next::Stay
            }
            Self::Done(written) => done(ui, cx, written),
            _ => Next::Stay,
        }
    }
}

fn done(ui: &mut Ui, cx: &mut Cx<'_, '_>, written: &[PathBuf]) -> Next {
    form::paragraph(ui, format!("Exported: {}.", form::count(written.len(), "file", "files")));
    theme::card(ui, cx.around.theme, |ui| {
        for path in written.iter().take(NAMED) {
            let path = path.display().to_string();
            text::wrapped(ui, egui::RichText::new(path).text_style(TextStyle::Monospace));
        }
        if written.len() > NAMED {
            theme::hint(ui, format!("… and {} more.", written.len() - NAMED));
        }
    });
    ui.add_space(8.0);
    let mut next = Next::Stay;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let close = ui.add(form::primary(cx.around.theme, "Close"));
        if close.clicked() || form::enter(ui) {
            next = Next::Close;
        }
        let Some(first) = written.first() else { return };
        if let Some(folder) = first.parent()
            && ui.button("Open folder").clicked()
        {
            cx.out.send(Action::OpenOutside(folder.to_owned()));
        }
        if written.len() == 1 && ui.button("Open").clicked() {
            cx.out.send(Action::OpenOutside(first.clone()));
        }
    });
    next
}
