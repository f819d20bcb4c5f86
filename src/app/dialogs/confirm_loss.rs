//! Asks before one of two versions of the project is lost: the one in the window, or the
//! one on disk.

use egui::Ui;

use super::form::{self, Cx, Next, Pressed};
use crate::app::action::Action;

/// What would be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// What was edited here: the file is read again. How many edits.
    OwnEdits(u64),
    /// What somebody else wrote: the file is written over.
    FileOnDisk,
}

/// The dialog.
#[derive(Debug)]
pub struct ConfirmLoss {
    loss: Loss,
}

impl ConfirmLoss {
    /// For one of the two.
    pub fn new(loss: Loss) -> Self {
        Self { loss }
    }

    /// The heading.
    pub fn title(&self) -> &'static str {
        match self.loss {
            Loss::OwnEdits(_) => "Read the file again?",
            Loss::FileOnDisk => "Write over the file?",
        }
    }

    /// Draws it. Enter means nothing here: what is lost is lost by a deliberate press.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        let (text, confirm, action) = match self.loss {
            Loss::OwnEdits(edits) => (
                format!(
                    "{} not yet saved would be lost. Save as another file first to keep both.",
                    form::count(edits as usize, "edit", "edits")
                ),
                "Read it again, losing my edits",
                Action::ReloadFromDisk,
            ),
            Loss::FileOnDisk => (
                "Somebody else changed the file. What they wrote would be replaced by what is \
                 shown here; one copy of theirs stays beside the file, under the same name with \
                 “.bak” after it."
                    .to_owned(),
                "Write mine over it",
                Action::OverwriteDisk,
            ),
        };
        form::warning(ui, theme, text);
        match form::deliberate_buttons(ui, theme, confirm) {
            Pressed::Confirm => {
                cx.out.send(action);
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}
